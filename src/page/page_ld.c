/*
 * page_ld.c - JSON-LD: what a page says of itself to search engines.
 *
 * JSON is YAML nearly always; what is not is mended first: escapes of pairs of surrogates, line
 * breaks in strings, "\/".  Of all objects the one that is most surely the article is taken;
 * Baidu's form, without types, counts too.
 */
#include "html.h"
#include "page_local.h"
#include "yaml.h"

enum { LD_MAX = 1 << 20 /* bytes of one script */ };

/* --- JSON becomes YAML ------------------------------------------------------------ */

static u32 hex4(str s, isize i)
{
    u32 c = 0;
    for (isize k = i; k < i + 4; k++) {
        if (k >= s.len || hex_value(s.p[k]) < 0) return 0;
        c = c * 16 + (u32)hex_value(s.p[k]);
    }
    return c;
}

/* "\…" at s.p[i] in a string; the index behind it. */
static isize mend_escape(struct buf *b, str s, isize i)
{
    u8 c = i + 1 < s.len ? s.p[i + 1] : ' ';
    if (c == 'u') {
        u32 high = hex4(s, i + 2), rune = high;
        bool pair = high >= 0xD800 && high < 0xDC00 && i + 11 < s.len && s.p[i + 6] == '\\';
        u32 low = pair ? hex4(s, i + 8) : 0;
        pair = pair && low >= 0xDC00 && low < 0xE000;
        if (pair) rune = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        if (rune == '"' || rune == '\\') buf_byte(b, '\\');
        if (rune < ' ' || (rune >= 0xD800 && rune < 0xE000)) rune = ' ';
        buf_rune(b, rune);
        isize end = i + (pair ? 12 : 6);
        return end < s.len ? end : s.len;
    }
    if (c == '"' || c == '\\') {
        buf_byte(b, '\\');
        buf_byte(b, c);
    } else {
        buf_byte(b, c == '/' ? c : ' ');
    }
    return i + 2 < s.len ? i + 2 : s.len;
}

/* From the first "{", or the "[" before it, to the last "}" or the "]" behind it: without
 * "<!--" and "<![CDATA[". */
static str trim(str s)
{
    isize from = str_byte(s, '{', 0), to = s.len, at;
    if (from < 0) return (str){0};
    while (to > from && s.p[to - 1] != '}') to--;
    for (at = from; at > 0 && is_space(s.p[at - 1]);) at--;
    bool list = at && s.p[at - 1] == '[' && !str_ends(str_head(s, at), S("CDATA["));
    if (!list) return (str){s.p + from, to - from};
    from = at - 1;
    for (at = to; at < s.len && is_space(s.p[at]);) at++;
    if (at < s.len && s.p[at] == ']') to = at + 1;
    return (str){s.p + from, to - from};
}

/* The object or list in `s`, as YAML that means the same. */
static str mend(arena *a, str s)
{
    struct buf b = {.mem = a};
    isize i = 0;
    s = trim(s);
    bool quoted = false;
    while (i < s.len) {
        u8 c = s.p[i];
        if (quoted && c == '\\') {
            i = mend_escape(&b, s, i);
            continue;
        }
        if (c == '"') quoted = !quoted;
        buf_byte(&b, c < ' ' ? ' ' : c);
        if (!quoted && c == ':') buf_byte(&b, ' ');
        i++;
    }
    return buf_str(&b);
}

/* --- what an object says ------------------------------------------------------------ */

struct objects {
    const struct yaml **v;
    isize n;
};

static str text_of(const struct yaml *v)
{
    return v && v->kind == YAML_SCALAR && !yaml_is_null(v) ? v->text : (str){0};
}

static const struct yaml *member(const struct yaml *map, const char *const *names)
{
    for (; map->kind == YAML_MAP && *names; names++) {
        const struct yaml *v = yaml_get(map, str_of(*names));
        if (v && (v->kind != YAML_SCALAR || text_of(v).len)) return v;
    }
    return NULL;
}

static str say(const struct yaml *map, const char *const *names)
{
    return text_of(member(map, names));
}

/* The object that is only named by its "@id", wherever it is described. */
static const struct yaml *described(const struct objects *all, const struct yaml *v)
{
    str id = v->kind == YAML_MAP ? text_of(yaml_get(v, S("@id"))) : (str){0};
    if (!id.len || v->n > 1) return v;
    for (isize i = 0; i < all->n; i++)
        if (all->v[i]->n > 1 && str_eq(text_of(yaml_get(all->v[i], S("@id"))), id))
            return all->v[i];
    return v;
}

static str name_of(const struct objects *all, const struct yaml *v)
{
    static const char *const names[] = {"name", NULL};
    if (!v) return (str){0};
    v = described(all, v);
    return v->kind == YAML_SCALAR ? text_of(v) : say(v, names);
}

/* One name, or several with "、" between. */
static str names_of(arena *a, const struct objects *all, const struct yaml *v)
{
    enum { NAMES_MAX = 8 };
    struct buf b = {.mem = a};
    if (!v || v->kind != YAML_LIST) return name_of(all, v);
    isize n = 0;
    for (const struct yaml *k = v->first; k && n < NAMES_MAX; k = k->next) {
        str name = name_of(all, k);
        if (!name.len) continue;
        if (n++) buf_add(&b, S("、"));
        buf_add(&b, name);
    }
    return buf_str(&b);
}

static str picture_of(const struct objects *all, const struct yaml *v)
{
    static const char *const urls[] = {"url", "contentUrl", "@id", NULL};
    while (v && v->kind == YAML_LIST) v = v->first;
    if (!v) return (str){0};
    v = described(all, v);
    return v->kind == YAML_SCALAR ? text_of(v) : say(v, urls);
}

/* How sure it is that this object is what the page shows. */
static int rank(const struct yaml *map)
{
    static const char *const baidu[] = {"pubDate", NULL};
    const struct yaml *type = yaml_get(map, S("@type"));
    if (type && type->kind == YAML_LIST) type = type->first;
    str t = text_of(type);
    if (str_ends(t, S("Article")) || str_ends(t, S("Posting")) || str_eq(t, S("Report"))) return 4;
    if (str_eq(t, S("Review")) || str_eq(t, S("Question")) || str_eq(t, S("Recipe"))) return 3;
    if (!t.len && member(map, baidu)) return 2;
    return str_eq(t, S("WebPage")) ? 1 : 0;
}

static str plain(arena *a, str s)
{
    if (str_byte(s, '&', 0) < 0) return s;
    return node_text_all(a, html_parse(a, s, (struct html_opts){.context = TAG_SPAN}));
}

static void describe(arena *a, const struct objects *all, const struct yaml *map, struct ld *to)
{
    static const char *const titles[] = {"headline", "title", "name", NULL},
                             *const dates[] = {"datePublished", "pubDate", "dateCreated", NULL},
                             *const updates[] = {"dateModified", "upDate", NULL},
                             *const authors[] = {"author", "creator", NULL},
                             *const pictures[] = {"image", "images", "thumbnailUrl", NULL},
                             *const publishers[] = {"publisher", NULL},
                             *const urls[] = {"url", NULL};
    to->title = plain(a, say(map, titles));
    to->date = say(map, dates);
    to->updated = say(map, updates);
    to->author = plain(a, names_of(a, all, member(map, authors)));
    to->site = plain(a, name_of(all, member(map, publishers)));
    to->picture = picture_of(all, member(map, pictures));
    to->url = say(map, urls);
}

static void add(arena *a, struct objects *list, const struct yaml *v)
{
    list->v = make_room(a, list->v, list->n);
    list->v[list->n++] = v;
}

/* Every object, those above before those below. */
static struct objects objects_of(arena *a, const struct yaml *root)
{
    struct objects queue = {0}, all = {0};
    add(a, &queue, root);
    for (isize i = 0; i < queue.n; i++) {
        const struct yaml *v = queue.v[i];
        if (v->kind == YAML_MAP) add(a, &all, v);
        for (const struct yaml *k = v->first; v->kind != YAML_SCALAR && k; k = k->next)
            if (k->kind != YAML_SCALAR) add(a, &queue, k);
    }
    return all;
}

void ld_read(arena *a, str script, struct ld *to)
{
    struct yaml *root;
    struct yaml_fault fault;
    if (script.len > LD_MAX) return;
    str json = mend(a, script);
    if (!json.len || !yaml_read(a, json, 1, &root, &fault)) return;
    struct objects all = objects_of(a, root);
    for (isize i = 0; i < all.n; i++) {
        int r = rank(all.v[i]);
        if (r <= to->rank) continue;
        *to = (struct ld){.rank = r};
        describe(a, &all, all.v[i], to);
    }
}
