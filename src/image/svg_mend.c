/*
 * svg_mend.c - what only the whole tree of an SVG file tells: see svg_local.h.
 *
 * Of a switch the first child that can be shown is left; HTML becomes the words in it; ids
 * become names; references lead to something of the right kind in the same file.  Then
 * everything is counted as often as it would be drawn, so that copies of copies of copies
 * cannot keep a reader busy for a year.
 */
#include "svg_local.h"
#include "codec.h"
#include "hash.h"
#include "image_local.h"
#include "url.h"
#include "xml.h"

static bool is(const struct svg_node *n, str name)
{
    return n->tag && str_eq(n->tag->name, name);
}

/* The next node behind n's subtree in the order of the file; NULL at the end. */
static struct svg_node *past(struct svg_node *n)
{
    while (n && !n->next) n = n->up;
    return n ? n->next : NULL;
}

static struct svg_node *following(struct svg_node *n)
{
    return n->first ? n->first : past(n);
}

/* Take n out of the tree; the node that follows it. */
static struct svg_node *take_out(struct svg_node *n)
{
    struct svg_node *behind = past(n);
    *(n->prev ? &n->prev->next : &n->up->first) = n->next;
    *(n->next ? &n->next->prev : &n->up->last) = n->prev;
    return behind;
}

/* --- switches and HTML ---------------------------------------------------------- */

/* The lines of `words` as runs in n, from `x` on, the first one `down` em lower. */
static void add_lines(struct svg *v, struct svg_node *n, str words, str x, double down)
{
    for (struct cut c = {.tail = words}; c.tail.len; down = 1.2) {
        c = str_cut(c.tail, '\n');
        struct svg_node *run = svg_node_add(v, n, svg_tag(S("tspan")));
        if (x.len) svg_attr_add(v, run, S("x"), x);
        svg_attr_add(v, run, S("dy"), str_printf(v->mem, "%.4gem", down));
        svg_node_add(v, run, NULL)->text = str_trim(c.head);
    }
}

static isize lines_of(str words)
{
    isize n = 1;
    for (isize at = 0; (at = str_byte(words, '\n', at)) >= 0; at++) n++;
    return n;
}

/* Drawing programs write the words as HTML, and then a text for others, which is cut short
 * or says nothing. */
static void complete(struct svg *v, struct svg_node *text, str words)
{
    struct svg_node *cut_short = text->first;
    if (!is(text, S("text")) || !cut_short || cut_short->tag || cut_short->next) return;
    str said = str_trim(cut_short->text);
    bool whole = !str_ends(said, S("...")) && !str_eq(said, S("[Not supported by viewer]"));
    if (whole || !words.len) return;
    const struct svg_attr *x = svg_attr_of(text, S("x"));
    text->first = text->last = NULL;
    add_lines(v, text, words, x ? x->value : (str){0}, 0.6 * (double)(1 - lines_of(words)));
}

/* Of children that are for readers of certain languages, one for Chinese is best, one for all
 * the next best. */
static void choose(struct svg *v, struct svg_node *n)
{
    struct svg_node *best = NULL, *page = NULL;
    for (struct svg_node *k = n->first; k; k = k->next) {
        if (!k->tag || (k->tag->flags & TELL)) continue;
        if (k->tag->flags & PAGE) page = page ? page : k;
        else if (!k->unfit && (!best || k->speaks > best->speaks)) best = k;
    }
    if (!best) best = page;
    else if (page) complete(v, best, page->text);
    n->first = n->last = best;
    if (best) best->next = best->prev = NULL;
    n->tag = svg_tag(S("g"));
}

static double px_of(const struct svg_node *n, str name)
{
    double px;
    const struct svg_attr *at = svg_attr_of(n, name);
    return at && svg_px(at->value, &px) ? px : 0;
}

/* A box of HTML becomes its words, about where they were: in the middle of it. */
static void page_to_text(struct svg *v, struct svg_node *n)
{
    static const str kept[] = {LIT("class"), LIT("transform")};
    str x = str_printf(v->mem, "%.6g", px_of(n, S("x")) + px_of(n, S("width")) / 2);
    str y = str_printf(v->mem, "%.6g", px_of(n, S("y")) + px_of(n, S("height")) / 2);
    struct svg_attr *old = n->attrs;
    isize nold = n->nattrs;
    n->attrs = NULL;
    n->nattrs = 0;
    for (isize i = 0; i < nold; i++)
        if (str_eq(old[i].name->name, kept[0]) || str_eq(old[i].name->name, kept[1]))
            svg_attr_add(v, n, old[i].name->name, old[i].value);
    n->tag = svg_tag(S("text"));
    svg_attr_add(v, n, S("y"), y);
    svg_attr_add(v, n, S("text-anchor"), S("middle"));
    svg_attr_add(v, n, S("fill"), S("#000"));
    add_lines(v, n, n->text, x, 0.35 - 0.6 * (double)(lines_of(n->text) - 1));
    n->text = (str){0};
}

static void settle_choices(struct svg *v)
{
    for (struct svg_node *n = v->root, *next; n; n = next) {
        if (n->unfit && n != v->root) {
            next = take_out(n);
            continue;
        }
        if (is(n, S("switch"))) choose(v, n);
        if (n->tag && (n->tag->flags & PAGE)) {
            if (!n->text.len) {
                next = take_out(n);
                continue;
            }
            v->lost = S("of HTML in it only the words are left");
            page_to_text(v, n);
        }
        next = following(n);
    }
}

/* --- ids ------------------------------------------------------------------------ */

static struct svg_named *by_id(struct svg *v, str id)
{
    isize *at = id.len ? table_at(&v->ids, hash64(id)) : NULL;
    return at && *at >= 0 && str_eq(v->named[*at].id, id) ? &v->named[*at] : NULL;
}

struct svg_node *svg_target(struct svg *v, str id, int as)
{
    const struct svg_named *found = by_id(v, id);
    if (!found && str_byte(id, '%', 0) >= 0) found = by_id(v, url_decode(v->mem, id, false));
    return found && (found->node->tag->as & as) ? found->node : NULL;
}

static void collect_ids(struct svg *v)
{
    v->ids.mem = v->mem;
    for (struct svg_node *n = v->root; n; n = following(n)) {
        if (!n->tag || !n->id.len) continue;
        isize *at = table_at(&v->ids, hash64(n->id));
        if (*at >= 0) { /* the first has it */
            n->id = (str){0};
            continue;
        }
        *at = v->nnamed;
        v->named = make_room(v->mem, v->named, v->nnamed);
        v->named[v->nnamed++] = (struct svg_named){n->id, n};
    }
}

static void name_ids(struct svg *v)
{
    isize last = 0;
    for (isize i = 0; i < v->nnamed; i++) {
        if (xml_is_ncname(v->named[i].id)) continue;
        str id;
        do id = str_printf(v->mem, "_%td", ++last);
        while (by_id(v, id));
        v->named[i].node->id = id;
    }
}

/* --- references ------------------------------------------------------------------ */

/* base64, as it stands in an address. */
static str encoded(arena *a, str s)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    isize n = (s.len + 2) / 3 * 4, at = 0;
    u8 *p = make_n(a, u8, n);
    for (isize i = 0; i < s.len; i += 3) {
        u32 bits = (u32)s.p[i] << 16 | (i + 1 < s.len ? (u32)s.p[i + 1] << 8 : 0) |
                   (i + 2 < s.len ? s.p[i + 2] : 0);
        for (int k = 0; k < 4; k++)
            p[at++] = i + k <= s.len ? (u8)letters[bits >> (18 - 6 * k) & 63] : '=';
    }
    return (str){p, n};
}

/* A picture within the picture: what every reader shows, and no SVG again. */
static bool picture(struct svg *v, struct svg_node *n)
{
    str bytes, why = {0};
    struct image_info is = {0};
    if (!str_istarts(n->link, S("data:"))) return false;
    if (!data_decode(v->mem, n->link, &bytes)) return false;
    const struct codec *c = codec_of(bytes);
    if (c != &codec_png && c != &codec_jpeg && c != &codec_gif) return false;
    if (!c->info(bytes, &is, &why)) return false;
    v->pixels += (long long)is.w * is.h;
    if (v->pixels > IMAGE_PIXELS_MAX) return false;
    n->link = str_printf(v->mem, "data:%s;base64,%.*s", c->mime, STR(encoded(v->mem, bytes)));
    return true;
}

static int leads_to(const struct svg_node *n)
{
    static const struct {
        str name;
        int as;
    } rows[] = {
        {LIT("use"), USED},
        {LIT("textPath"), ROUTE},
        {LIT("linearGradient"), GRADIENT},
        {LIT("radialGradient"), GRADIENT},
        {LIT("pattern"), PATTERN},
    };
    for (isize i = 0; i < COUNT(rows); i++)
        if (is(n, rows[i].name)) return rows[i].as;
    return 0;
}

/* False: without what its href led to there is nothing of it. */
static bool resolve(struct svg *v, struct svg_node *n)
{
    if (is(n, S("image"))) {
        if (picture(v, n)) return true;
        if (n->link.len)
            v->lost = S("a picture in it is not in its file, or of a format that no book has");
        return false;
    }
    int as = leads_to(n);
    if (as && str_starts(n->link, S("#"))) n->target = svg_target(v, str_skip(n->link, 1), as);
    if (as == USED && !n->target && n->link.len && n->link.p[0] != '#')
        v->lost = S("a part of it is in another file");
    n->link = (str){0};
    if (n->target) {
        struct svg_edge *e = make(v->mem, struct svg_edge);
        *e = (struct svg_edge){n->target, NULL, n->edges};
        n->edges = e;
    }
    return n->target || !(as & (USED | ROUTE));
}

/* Numbers and words hold no address. */
static bool is_plain(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] == ':' || s.p[i] == '<' || s.p[i] == '\\') return false;
    return str_ifind(s, S("url("), 0) < 0;
}

static void clean_attr(struct svg *v, struct svg_node *n, struct svg_attr *at)
{
    struct buf b = {.mem = v->mem};
    bool good = false;
    switch (at->name->kind) {
    case PLAIN: good = is_plain(at->value); break;
    case CLASS: good = str_trim(at->value).len > 0; break;
    case CSS:
    case CSS_NOT:
    case FONT:
        good = svg_value(v, n, at, at->name, at->value, &b);
        at->value = buf_str(&b);
        break;
    case STYLED:
        svg_declarations(v, n, at, at->value, &b);
        at->value = buf_str(&b);
        good = b.len > 0;
        break;
    case MEDIA: good = is(n, S("style")); break;
    case ID:
    case LINK:
    case NEEDS:
    case SPEAKS:
    case STYLE:
    case STYLE_FONT: break;
    }
    if (!good) at->value = (str){0};
}

/* Nothing of it is left, but others may lead to it. */
static void hollow(struct svg_node *n)
{
    n->tag = svg_tag(S("g"));
    n->target = NULL;
    n->link = (str){0};
    n->nattrs = 0;
}

static void clean_nodes(struct svg *v)
{
    for (struct svg_node *n = v->root, *next; n; n = next) {
        if (n->tag && !resolve(v, n)) {
            if (!n->id.len) {
                next = take_out(n);
                continue;
            }
            hollow(n);
        }
        for (isize i = 0; i < n->nattrs; i++) clean_attr(v, n, &n->attrs[i]);
        next = following(n);
    }
}

/* --- how often -------------------------------------------------------------------- */

/* What leads back to itself is not drawn. */
static void cut(struct svg_node *n, struct svg_edge *e)
{
    if (e->by) {
        e->by->value = (str){0};
        return;
    }
    int as = leads_to(n);
    n->target = NULL;
    if (!(as & (USED | ROUTE))) return;
    if (n->id.len && as == USED) hollow(n);
    else n->gone = true;
}

static void add_drawn(struct svg_node *n, isize more)
{
    n->sum += more;
    if (n->sum > SVG_DRAWN) n->sum = SVG_DRAWN + 1;
}

static void enter(struct svg_node *n, struct svg_node *back, struct svg_edge *via)
{
    n->drawn = -1;
    n->sum = 1;
    n->child = n->first;
    n->back = back;
    n->via = via;
    if (via)
        for (struct svg_node *up = n->up; up; up = up->up) up->inside++;
}

static void leave(struct svg_node *n)
{
    n->drawn = n->sum;
    if (n->back) add_drawn(n->back, n->drawn);
    if (n->via)
        for (struct svg_node *up = n->up; up; up = up->up) up->inside--;
}

/* Each node's own and what it cannot be drawn without, counted as often as that. */
static void count(struct svg_node *root)
{
    enter(root, NULL, NULL);
    for (struct svg_node *n = root; n;) {
        struct svg_node *next = n->child;
        struct svg_edge *e = NULL;
        if (next) {
            n->child = next->next;
        } else if (n->edges) {
            e = n->edges;
            n->edges = e->next;
            next = e->to;
            if (next->drawn < 0 || next->inside) {
                cut(n, e);
                continue;
            }
        } else {
            leave(n);
            n = n->back;
            continue;
        }
        if (next->drawn) {
            add_drawn(n, next->drawn);
            continue;
        }
        enter(next, n, e);
        n = next;
    }
}

static bool is_seen(const struct svg *v)
{
    for (struct svg_node *n = v->root; n; n = following(n))
        if (n->tag && (n->tag->flags & SHAPE) && !n->gone) return true;
    return false;
}

bool svg_mend(struct svg *v)
{
    settle_choices(v);
    collect_ids(v);
    name_ids(v);
    clean_nodes(v);
    count(v->root);
    if (v->root->drawn > SVG_DRAWN) v->refused = S("it copies its parts too often");
    else if (v->lost.len && !is_seen(v)) v->refused = v->lost;
    return !v->refused.len;
}
