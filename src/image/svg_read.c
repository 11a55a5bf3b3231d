/*
 * svg_read.c - the text of an SVG file becomes a tree: see svg_local.h.
 *
 * A reader of XML that forgives what authors and programs do wrong: tags that are not closed
 * or closed twice, a lonely "&", attributes without quotes.  It expands only the entities
 * that the file itself defines as plain text.
 */
#include "svg_local.h"
#include "hash.h"
#include "xml.h"

enum { NAMES = 64, /* namespaces in scope */ ENTITIES = 256, LITERAL = 4096 /* bytes */ };

enum space { SPACE_SVG, SPACE_XLINK, SPACE_XML, SPACE_OTHER };

struct open {
    str name;
    struct svg_node *node; /* NULL: what is in it is passed over */
    int names;             /* namespaces before it */
};

struct entity {
    str name, value;
    bool usable;
};

struct reader {
    struct svg *v;
    str s;
    isize at;
    bool mend;
    struct open open[SVG_DEPTH];
    int depth;
    struct {
        str prefix;
        enum space space;
    } names[NAMES];
    int nnames;
    struct entity entities[ENTITIES];
    isize nentities;
    struct table known;    /* hash of an entity's name -> entities */
    struct svg_node *page; /* whose words are collected */
    struct buf words;
};

static bool refuse(struct svg *v, str why)
{
    if (!v->refused.len) v->refused = why;
    return false;
}

/* --- references ---------------------------------------------------------------- */

static const struct {
    str name;
    u32 c;
} letters[] = {
    {LIT("lt"), '<'},       {LIT("gt"), '>'},        {LIT("amp"), '&'},     {LIT("quot"), '"'},
    {LIT("apos"), '\''},    {LIT("nbsp"), 0xA0},     {LIT("copy"), 0xA9},   {LIT("reg"), 0xAE},
    {LIT("trade"), 0x2122}, {LIT("mdash"), 0x2014},  {LIT("middot"), 0xB7}, {LIT("times"), 0xD7},
    {LIT("deg"), 0xB0},     {LIT("hellip"), 0x2026}, {LIT("rarr"), 0x2192}, {LIT("larr"), 0x2190},
};

static bool number_reference(str name, u32 *c)
{
    bool hex = name.len > 1 && to_lower(name.p[1]) == 'x';
    *c = 0;
    for (isize i = hex ? 2 : 1; i < name.len; i++) {
        int d = hex ? hex_value(name.p[i]) : is_digit(name.p[i]) ? name.p[i] - '0' : -1;
        if (d < 0) return false;
        *c = *c * (hex ? 16 : 10) + (u32)d;
        if (*c > 0x10FFFF) *c = 0xFFFD;
    }
    if (*c >= 0xD800 && *c < 0xE000) *c = 0xFFFD;
    return name.len > (hex ? 2 : 1) && *c;
}

/* What "&name;" stands for is added; false if it stands for nothing. */
static bool reference(struct reader *r, str name, struct buf *out)
{
    u32 c;
    if (name.len && name.p[0] == '#') {
        if (!number_reference(name, &c)) return false;
        if (xml_is_char(c)) buf_rune(out, c);
        return true;
    }
    isize *at = r->known.mem ? table_at(&r->known, hash64(name)) : NULL;
    if (at && *at >= 0 && str_eq(r->entities[*at].name, name)) {
        const struct entity *e = &r->entities[*at];
        if (!e->usable) return refuse(r->v, S("its entities are not plain text"));
        if ((r->v->grown += e->value.len) > SVG_GROWTH)
            return refuse(r->v, S("its entities grow too large"));
        buf_add(out, e->value);
        return true;
    }
    for (isize i = 0; i < COUNT(letters); i++)
        if (str_eq(letters[i].name, name)) {
            buf_rune(out, letters[i].c);
            return true;
        }
    return false;
}

/* Text or a value as XML means it; a view of s if nothing is to be done. */
static str meant(struct reader *r, str s, bool value)
{
    enum { LONGEST = 40 };
    isize i = 0;
    while (i < s.len && s.p[i] != '&' && s.p[i] != '\r' && !(value && is_space(s.p[i]))) i++;
    if (i == s.len) return s.p ? s : S("");
    struct buf b = {.mem = r->v->mem};
    buf_room(&b, s.len);
    for (i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '\r') {
            if (i + 1 < s.len && s.p[i + 1] == '\n') continue;
            c = '\n';
        }
        if (c == '&') {
            str rest = str_skip(s, i + 1);
            isize end = str_byte(str_head(rest, rest.len < LONGEST ? rest.len : LONGEST), ';', 0);
            if (end > 0 && reference(r, str_head(rest, end), &b)) {
                i += end + 1;
                continue;
            }
            r->v->broken = true;
        }
        buf_byte(&b, value && is_space(c) ? ' ' : c);
    }
    return b.len ? buf_str(&b) : S("");
}

/* --- the doctype --------------------------------------------------------------- */

/* Behind the next `c` that is not within quotes; the end if there is none. */
static isize behind(str s, isize at, u8 c)
{
    while (at < s.len && s.p[at] != c) {
        isize end = s.p[at] == '"' || s.p[at] == '\'' ? str_byte(s, s.p[at], at + 1) : at;
        if (end < 0) return s.len;
        at = end + 1;
    }
    return at < s.len ? at + 1 : s.len;
}

/* What stands behind "<!ENTITY". */
static void entity(struct reader *r, str s)
{
    s = svg_skip_space(s);
    isize n = svg_name_len(s), end;
    if (r->nentities == ENTITIES || !n || s.p[0] == '%') return;
    struct entity e = {.name = str_head(s, n)};
    s = svg_skip_space(str_skip(s, n));
    if (s.len && (s.p[0] == '"' || s.p[0] == '\'') && (end = str_byte(s, s.p[0], 1)) > 0) {
        str value = str_skip(str_head(s, end), 1);
        isize named = str_byte(value, '&', 0);
        while (named >= 0 && named + 1 < value.len && value.p[named + 1] == '#')
            named = str_byte(value, '&', named + 1);
        e.usable = named < 0 && str_byte(value, '<', 0) < 0 && value.len <= LITERAL;
        if (e.usable) e.value = meant(r, value, false);
        /* "&#60;" is markup by another name. */
        e.usable &= str_byte(e.value, '<', 0) < 0 && str_byte(e.value, '&', 0) < 0;
    }
    if (!r->known.mem) r->known.mem = r->v->mem;
    isize *at = table_at(&r->known, hash64(e.name));
    if (*at >= 0) return; /* the first definition counts */
    *at = r->nentities;
    r->entities[r->nentities++] = e;
}

/* Behind the doctype at r->at. */
static isize doctype(struct reader *r)
{
    str s = r->s;
    isize close = behind(s, r->at, '>'), inner = behind(s, r->at, '[');
    if (inner >= close) return close;
    for (isize at = inner; at < s.len;) {
        str rest = str_skip(s, at);
        isize end;
        if (s.p[at] == ']') return behind(s, at, '>');
        if (str_starts(rest, S("<!--")) || str_starts(rest, S("<?"))) {
            str mark = rest.p[1] == '?' ? S("?>") : S("-->");
            end = str_find(s, mark, at);
            if (end < 0) break;
            at = end + mark.len;
        } else if (s.p[at] == '<') {
            end = behind(s, at, '>');
            if (str_starts(rest, S("<!ENTITY"))) entity(r, str_skip(str_head(s, end), at + 8));
            at = end;
        } else {
            at++;
        }
    }
    return s.len;
}

/* --- namespaces ---------------------------------------------------------------- */

static enum space space_of(str uri)
{
    uri = str_trim(uri);
    isize colon = str_find(uri, S("://"), 0);
    if (colon > 0) uri = str_skip(uri, colon + 3);
    if (str_istarts(uri, S("www.w3.org/2000/svg"))) return SPACE_SVG;
    if (str_istarts(uri, S("www.w3.org/1999/xlink"))) return SPACE_XLINK;
    return SPACE_OTHER;
}

static enum space lookup(const struct reader *r, str prefix)
{
    for (int i = r->nnames; i-- > 0;)
        if (str_eq(r->names[i].prefix, prefix)) return r->names[i].space;
    if (!prefix.len || str_eq(prefix, S("svg"))) return SPACE_SVG;
    if (str_eq(prefix, S("xlink"))) return SPACE_XLINK;
    return str_eq(prefix, S("xml")) ? SPACE_XML : SPACE_OTHER;
}

static void name_space(struct reader *r, str name, str value)
{
    bool plain = str_eq(name, S("xmlns"));
    if (!plain && !str_starts(name, S("xmlns:"))) return;
    if (r->nnames == NAMES) {
        refuse(r->v, S("too many namespaces"));
        return;
    }
    r->names[r->nnames].prefix = plain ? (str){0} : str_skip(name, 6);
    r->names[r->nnames++].space = space_of(meant(r, value, true));
}

/* "svg:rect" -> "rect" and its namespace. */
static str local_name(const struct reader *r, str name, enum space *space)
{
    struct cut c = str_cut(name, ':');
    *space = lookup(r, c.ok ? c.head : (str){0});
    return c.ok ? c.tail : c.head;
}

/* --- elements ------------------------------------------------------------------ */

/* Languages that a reader of this book has. */
static signed char speaks(str list)
{
    for (struct cut c = {.tail = list}; c.tail.len;) {
        c = str_cut(c.tail, ',');
        if (str_istarts(str_trim(c.head), S("zh"))) return 1;
    }
    return -1;
}

static void attribute(struct reader *r, struct svg_node *n, str name, str raw)
{
    enum space space;
    str local = local_name(r, name, &space);
    bool bare = local.len == name.len;
    if (str_starts(name, S("xmlns")) || (!bare && space != SPACE_XLINK && space != SPACE_XML))
        return;
    if (space == SPACE_XLINK && !bare && !str_eq(local, S("href"))) return;
    if (space == SPACE_XML && !bare) local = str_printf(r->v->mem, "xml:%.*s", STR(local));
    if (bare && str_eq(local, S("lang"))) local = S("xml:lang");
    const struct svg_name *row = svg_name(local);
    if (!row) return;
    str value = meant(r, raw, true);
    switch (row->kind) {
    case ID:
        if (!n->id.p) n->id = str_trim(value);
        return;
    case LINK: /* href rather than xlink:href */
        if (!n->link.p || bare) n->link = str_trim(value);
        return;
    case NEEDS: n->unfit |= str_trim(value).len > 0; return;
    case SPEAKS: n->speaks = speaks(value); return;
    default: break;
    }
    if (svg_attr_of(n, local)) {
        r->v->broken = true;
        return;
    }
    svg_attr_add(r->v, n, row->name, value);
}

/* The element may stand in `up`. */
static bool fits(const struct svg_node *up, const struct svg_tag *tag)
{
    int in = up->tag->flags;
    bool worded =
        (in & WORDS) || (str_eq(up->tag->name, S("a")) && up->up && (up->up->tag->flags & WORDS));
    if (tag->flags & TELL) return !(in & (TELL | SHEET));
    if (in & (TELL | SHEET | PAGE)) return false;
    if (worded) return (tag->flags & RUN) || str_eq(tag->name, S("a"));
    return !(tag->flags & RUN) && !(in & SHAPE);
}

static void line_break(struct reader *r)
{
    while (r->words.len && r->words.p[r->words.len - 1] == ' ') r->words.len--;
    if (r->words.len && r->words.p[r->words.len - 1] != '\n') buf_byte(&r->words, '\n');
}

/* HTML: its blocks are lines. */
static void page_tag(struct reader *r, str name)
{
    static const str blocks[] = {LIT("br"), LIT("p"),  LIT("div"), LIT("li"), LIT("tr"),
                                 LIT("h1"), LIT("h2"), LIT("h3"),  LIT("h4"), LIT("pre")};
    for (isize i = 0; i < COUNT(blocks); i++)
        if (str_ieq(name, blocks[i])) line_break(r);
}

static void close(struct reader *r)
{
    struct open *o = &r->open[--r->depth];
    r->nnames = o->names;
    if (o->node && o->node == r->page) {
        line_break(r);
        o->node->text = str_trim(buf_str(&r->words));
        r->page = NULL;
    }
    enum space space;
    if (r->page) page_tag(r, local_name(r, o->name, &space));
}

/* What the tag of this name makes; NULL: nothing. */
static struct svg_node *element(struct reader *r, str name)
{
    enum space space;
    str local = local_name(r, name, &space);
    const struct svg_tag *tag = space == SPACE_SVG ? svg_tag(local) : NULL;
    if (!r->depth && (!tag || !str_eq(local, S("svg")))) return NULL;
    if (r->mend && tag && !(tag->flags & TELL))
        while (r->depth > 1 && r->open[r->depth - 1].node &&
               (r->open[r->depth - 1].node->tag->flags & (SHAPE | WORDS)) == SHAPE)
            close(r);
    struct svg_node *up = r->depth ? r->open[r->depth - 1].node : NULL;
    if (!tag || (r->depth && (!up || !fits(up, tag)))) return NULL;
    return svg_node_add(r->v, up, tag);
}

static bool start_tag(struct reader *r)
{
    str s = str_skip(r->s, r->at + 1), name, value;
    isize n = svg_name_len(s);
    str tag = str_head(s, n), rest = str_skip(s, n);
    int before = r->nnames;
    bool ignore = false;
    for (str all = rest; svg_attr_next(&all, &name, &value, &ignore);) name_space(r, name, value);
    struct svg_node *node = element(r, tag);
    enum space space;
    if (r->page) page_tag(r, local_name(r, tag, &space));
    if (!r->depth && !node) return refuse(r->v, S("it does not begin with an svg element"));
    if (!r->depth) r->v->root = node;
    while (svg_attr_next(&rest, &name, &value, &r->v->broken))
        if (node) attribute(r, node, name, value);
    bool empty = str_starts(rest, S("/"));
    isize end = empty ? 2 : 1;
    if (!rest.len || rest.p[0] == '<') {
        r->v->broken = true;
        end = 0;
    }
    r->at = r->s.len - (rest.len < end ? 0 : rest.len - end);
    if (r->depth == SVG_DEPTH) return refuse(r->v, S("it is nested too deeply"));
    r->open[r->depth++] = (struct open){tag, node, before};
    if (node && (node->tag->flags & PAGE)) {
        r->page = node;
        r->words = (struct buf){.mem = r->v->mem};
    }
    if (empty) close(r);
    return r->v->nodes <= SVG_NODES || refuse(r->v, S("it has too many parts"));
}

static void end_tag(struct reader *r)
{
    str s = str_skip(r->s, r->at + 2);
    str name = str_head(s, svg_name_len(s));
    isize end = str_byte(s, '>', name.len);
    r->at = end < 0 ? r->s.len : r->at + 2 + end + 1;
    int i = r->depth;
    while (i > 0 && !str_eq(r->open[i - 1].name, name)) i--;
    if (i != r->depth) r->v->broken = true;
    while (i > 0 && r->depth >= i) close(r);
}

static void text(struct reader *r, str s, bool raw)
{
    struct svg_node *up = r->open[r->depth - 1].node;
    if (r->page) {
        str plain = raw ? s : meant(r, s, false);
        for (isize i = 0; i < plain.len; i++)
            if (!is_space(plain.p[i])) buf_byte(&r->words, plain.p[i]);
            else if (r->words.len && !is_space(r->words.p[r->words.len - 1]))
                buf_byte(&r->words, ' ');
        return;
    }
    if (!up || !s.len) return;
    bool worded = (up->tag->flags & (WORDS | TELL | SHEET)) ||
                  (str_eq(up->tag->name, S("a")) && up->up && (up->up->tag->flags & WORDS));
    if (!worded) return;
    str plain = raw ? s : meant(r, s, false);
    svg_node_add(r->v, up, NULL)->text = plain;
}

/* Behind what begins at r->at with "<!" or "<?". */
static isize aside(struct reader *r)
{
    str rest = str_skip(r->s, r->at);
    bool cdata = str_starts(rest, S("<![CDATA["));
    if (str_istarts(rest, S("<!doctype"))) return r->depth ? behind(r->s, r->at, '>') : doctype(r);
    str mark = cdata                         ? S("]]>")
               : str_starts(rest, S("<!--")) ? S("-->")
               : rest.p[1] == '?'            ? S("?>")
                                             : S(">");
    isize end = str_find(rest, mark, cdata ? 9 : mark.len == 3 ? 4 : 2);
    if (end < 0) r->v->broken = true;
    if (cdata && r->depth && end > 0) text(r, str_skip(str_head(rest, end), 9), true);
    return end < 0 ? r->s.len : r->at + end + mark.len;
}

/* One piece; false when there is no more, or it was refused. */
static bool piece(struct reader *r)
{
    str rest = str_skip(r->s, r->at);
    if (rest.p[0] != '<' || rest.len < 2) {
        isize end = str_byte(r->s, '<', r->at + 1);
        if (end < 0) end = r->s.len;
        if (r->depth) text(r, str_skip(str_head(r->s, end), r->at), false);
        r->at = end;
    } else if (rest.p[1] == '!' || rest.p[1] == '?') {
        r->at = aside(r);
    } else if (rest.p[1] == '/') {
        end_tag(r);
        return r->depth > 0 || !r->v->root;
    } else if (svg_name_len(str_skip(rest, 1))) {
        return start_tag(r) && r->depth > 0;
    } else {
        r->v->broken = true;
        if (r->depth) text(r, S("<"), true);
        r->at++;
    }
    return true;
}

bool svg_read(struct svg *v, str s, bool mend)
{
    struct reader *r = make(v->mem, struct reader);
    *r = (struct reader){.v = v, .s = s, .mend = mend};
    while (r->at < s.len && piece(r) && !v->refused.len) {
    }
    if (r->depth) v->broken = true;
    while (r->depth) close(r);
    if (v->refused.len) return false;
    return v->root || refuse(v, S("there is no svg element in it"));
}
