/* fields.c - what the keys of a front matter mean. */
#include "collect_local.h"
#include "lang.h"

enum meaning {
    TITLE,
    AUTHOR,
    DATE,
    UPDATED,
    CATEGORIES,
    TAGS,
    PICTURE,
    URL,
    LANG,
    DRAFT,
    PUBLISHED,
    WEIGHT,
    VOTES,
    MEANINGS
};

/* In order of preference: the first one that says anything wins. */
static const struct {
    str key;
    enum meaning means;
} keys[] = {
    {LIT("title"), TITLE},
    {LIT("author"), AUTHOR},
    {LIT("authors"), AUTHOR},
    {LIT("date"), DATE},
    {LIT("created_at"), DATE},
    {LIT("created"), DATE},
    {LIT("publishdate"), DATE},
    {LIT("pubdate"), DATE},
    {LIT("published_at"), DATE},
    {LIT("updated"), UPDATED},
    {LIT("updated_at"), UPDATED},
    {LIT("lastmod"), UPDATED},
    {LIT("modified"), UPDATED},
    {LIT("categories"), CATEGORIES},
    {LIT("category"), CATEGORIES},
    {LIT("tags"), TAGS},
    {LIT("tag"), TAGS},
    {LIT("headimg"), PICTURE},
    {LIT("thumbnail"), PICTURE},
    {LIT("cover"), PICTURE},
    {LIT("header-img"), PICTURE},
    {LIT("cover_image"), PICTURE},
    {LIT("feature"), PICTURE},
    {LIT("image"), PICTURE},
    {LIT("original"), URL},
    {LIT("source"), URL},
    {LIT("url"), URL},
    {LIT("link"), URL},
    {LIT("permalink"), URL},
    {LIT("source_url"), URL},
    {LIT("original_url"), URL},
    {LIT("lang"), LANG},
    {LIT("language"), LANG},
    {LIT("draft"), DRAFT},
    {LIT("hidden"), DRAFT},
    {LIT("hideinlist"), DRAFT},
    {LIT("published"), PUBLISHED},
    {LIT("weight"), WEIGHT},
    {LIT("top"), WEIGHT},
    {LIT("sticky"), WEIGHT},
    {LIT("votes"), VOTES},
    {LIT("voteup"), VOTES},
    {LIT("voteup_count"), VOTES},
    {LIT("likes"), VOTES},
    {LIT("点赞数"), VOTES},
};

/* Keys that say where on its site a post is. */
static const str places[] = {LIT("permalink"), LIT("url"), LIT("slug"), LIT("abbrlink")};

/* Long names that a slip of the finger leaves recognisable. */
static const str careful[] = {LIT("title"), LIT("author"), LIT("categories"), LIT("category")};

/* One letter wrong, missing, too many, or two changed places. */
static bool is_slip(str a, str b)
{
    isize head = 0, tail = 0, least = a.len < b.len ? a.len : b.len;
    if (a.len - b.len > 1 || b.len - a.len > 1 || a.len < 4) return false;
    while (head < least && a.p[head] == b.p[head]) head++;
    while (tail < least - head && a.p[a.len - 1 - tail] == b.p[b.len - 1 - tail]) tail++;
    isize in_a = a.len - head - tail, in_b = b.len - head - tail;
    if (in_a <= 1 && in_b <= 1) return in_a + in_b > 0;
    return in_a == 2 && in_b == 2 && a.p[head] == b.p[head + 1] && a.p[head + 1] == b.p[head];
}

static bool says_anything(const struct field *f)
{
    return f->kind == FIELD_TEXT ? str_trim(f->text).len > 0 : f->kids != NULL;
}

static const struct field *find(const struct field *f, str key)
{
    for (; f; f = f->next)
        if (says_anything(f) && str_eq(f->key, key)) return f;
    return NULL;
}

/* The field that means this, by its name or by a name it was meant to have. */
static const struct field *field_for(struct intake *in, const struct field *first,
                                     enum meaning means, str file)
{
    for (isize k = 0; k < COUNT(keys); k++) {
        const struct field *f = keys[k].means == means ? find(first, keys[k].key) : NULL;
        if (f) return f;
    }
    for (isize k = 0; k < COUNT(careful); k++) {
        bool same = means == (k == 0 ? TITLE : k == 1 ? AUTHOR : CATEGORIES);
        for (const struct field *f = first; same && f; f = f->next) {
            if (!says_anything(f) || front_knows(f->key) || !is_slip(f->key, careful[k])) continue;
            diag(&in->to->p.said, DIAG_FRONT_KEY, (where){file, f->line, 1}, "%.*s, for %.*s",
                 STR(f->key), STR(careful[k]));
            return f;
        }
    }
    return NULL;
}

static str kept_line(struct intake *in, str s)
{
    return str_dup(in->keep, plain_line(in->tmp, s));
}

/* A name: a text, or the likeliest member of a map. */
static str name_of(struct intake *in, const struct field *f)
{
    static const str members[] = {LIT("display_name"), LIT("name"), LIT("nickname"), LIT("login"),
                                  LIT("text")};
    if (f->kind == FIELD_TEXT) return plain_line(in->tmp, f->text);
    for (isize i = 0; f->kind == FIELD_MAP && i < COUNT(members); i++) {
        const struct field *kid = find(f->kids, members[i]);
        if (kid && kid->kind == FIELD_TEXT) return plain_line(in->tmp, kid->text);
    }
    return (str){0};
}

static void apply_author(struct intake *in, const struct field *f)
{
    struct buf b = {.mem = in->tmp};
    const struct field one = {.kind = f->kind, .text = f->text, .kids = f->kids};
    for (f = f->kind == FIELD_LIST ? f->kids : &one; f; f = f->next) {
        str name = name_of(in, f);
        if (!name.len || str_ieq(name, S("none")) || str_ieq(name, S("null"))) continue;
        if (b.len) buf_add(&b, S("、"));
        buf_add(&b, name);
    }
    in->to->p.author = str_dup(in->keep, buf_str(&b));
}

static void add_once(struct intake *in, struct strs *list, str s)
{
    enum { NAMES_MAX = 256 }; /* each is compared with all others: a post in more is a mistake */
    if (list->n == NAMES_MAX) return;
    s = plain_line(in->tmp, s);
    if (s.len && !strs_has(list, s)) strs_add(in->keep, list, str_dup(in->keep, s));
}

/*
 * A text is a path of one; a list is a path; in a list of lists each is a path
 * of its own (as Hexo has it).  The first path places the post, all names are
 * labels.
 */
static void apply_categories(struct intake *in, const struct field *f)
{
    struct post *p = &in->to->p;
    if (f->kind == FIELD_TEXT) {
        add_once(in, &p->categories, f->text);
    } else {
        bool nested = false;
        for (const struct field *k = f->kids; k; k = k->next) nested |= k->kind == FIELD_LIST;
        for (const struct field *k = f->kids; k; k = k->next) {
            const struct field *path = k->kind == FIELD_LIST ? k->kids : NULL;
            bool first = !nested || !p->categories.n;
            if (k->kind == FIELD_TEXT && first) add_once(in, &p->categories, k->text);
            if (k->kind == FIELD_TEXT) add_once(in, &p->labels, k->text);
            for (; path; path = path->next) {
                if (first) add_once(in, &p->categories, path->text);
                add_once(in, &p->labels, path->text);
            }
        }
    }
    for (isize i = 0; i < p->categories.n; i++) add_once(in, &p->labels, p->categories.v[i]);
}

/* Where a text of several tags may be cut. */
static bool is_comma(u32 c)
{
    return c == ',' || c == ';' || c == 0xFF0C || c == 0x3001 || c == 0xFF1B;
}

static void apply_tags(struct intake *in, const struct field *f)
{
    struct strs *tags = &in->to->p.tags;
    for (const struct field *k = f->kids; k; k = k->next)
        if (k->kind == FIELD_TEXT) add_once(in, tags, k->text);
    if (f->kind != FIELD_TEXT) return;
    isize from = 0, len;
    for (isize i = 0; i < f->text.len; i += len) {
        if (!is_comma(utf8_get(str_skip(f->text, i), &len))) continue;
        add_once(in, tags, str_skip(str_head(f->text, i), from));
        from = i + len;
    }
    add_once(in, tags, str_skip(f->text, from));
}

static bool is_true(str s)
{
    return str_ieq(s, S("true")) || str_ieq(s, S("yes")) || str_ieq(s, S("on")) ||
           str_eq(s, S("1"));
}

static bool is_false(str s)
{
    return str_ieq(s, S("false")) || str_ieq(s, S("no")) || str_ieq(s, S("off")) ||
           str_eq(s, S("0"));
}

/* "1,200" is a number to people. */
static str without_commas(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] != ',') buf_byte(&b, s.p[i]);
    return buf_str(&b);
}

static long long number_of(struct intake *in, const struct field *f)
{
    long long n = 0;
    str s = without_commas(in->tmp, str_trim(f->text));
    bool minus = s.len && s.p[0] == '-';
    if (is_true(s) && !str_eq(s, S("1"))) return 1;
    if (minus) s = str_skip(s, 1);
    return str_int(s, &n) ? (minus ? -n : n) : 0;
}

void date_apply(struct intake *in, str text, where at, bool updated)
{
    struct post *p = &in->to->p;
    struct when d;
    switch (when_read(text, &in->cx->zone, &d)) {
    case WHEN_NONE: return;
    case WHEN_IMPOSSIBLE:
        diag(&p->said, DIAG_DATE_IMPOSSIBLE, at, "%.*s", STR(str_dup(in->keep, text)));
        return;
    case WHEN_STRANGE:
        diag(&p->said, DIAG_DATE_STRANGE, at, "%.*s", STR(str_dup(in->keep, text)));
        return;
    case WHEN_OK: break;
    }
    if (updated) {
        p->updated = d.at;
        return;
    }
    p->published = d.at;
    p->timed = d.timed;
    p->dated = true;
    p->zone = zone_offset(&in->cx->zone, d.at) / 60;
}

static void apply_rest(struct intake *in, const struct field *const by[])
{
    struct post *p = &in->to->p;
    str none = {0};
    str draft = by[DRAFT] ? str_trim(by[DRAFT]->text) : none;
    str published = by[PUBLISHED] ? str_trim(by[PUBLISHED]->text) : none;
    in->to->draft = is_true(draft) || is_false(published);
    if (by[PICTURE] && by[PICTURE]->kind == FIELD_TEXT)
        p->headimg = str_dup(in->keep, str_trim(by[PICTURE]->text));
    if (by[LANG]) p->lang = str_dup(in->keep, lang_mend(in->tmp, str_trim(by[LANG]->text)));
    if (by[WEIGHT]) p->weight = number_of(in, by[WEIGHT]);
    if (by[VOTES]) p->votes = number_of(in, by[VOTES]);
}

void fields_apply(struct intake *in, const struct field *f, str file)
{
    const struct field *by[MEANINGS];
    for (int m = 0; m < MEANINGS; m++) by[m] = field_for(in, f, (enum meaning)m, file);
    if (by[TITLE] && by[TITLE]->kind == FIELD_TEXT)
        in->to->p.title = kept_line(in, by[TITLE]->text);
    else if (by[TITLE]) in->to->p.title = kept_line(in, by[TITLE]->raw);
    if (by[AUTHOR]) apply_author(in, by[AUTHOR]);
    if (by[CATEGORIES]) apply_categories(in, by[CATEGORIES]);
    if (by[TAGS]) apply_tags(in, by[TAGS]);
    for (int m = DATE; m <= UPDATED; m++) {
        if (!by[m] || by[m]->kind != FIELD_TEXT) continue;
        where at = {file, by[m]->line, by[m]->col};
        date_apply(in, by[m]->text, at, m == UPDATED);
    }
    /* "published: 2021-08-14" is a date for some */
    if (!in->to->p.dated && by[PUBLISHED] && by[PUBLISHED]->text.len > 7)
        date_apply(in, by[PUBLISHED]->text, (where){file, by[PUBLISHED]->line, 0}, false);
    for (isize k = 0; k < COUNT(keys); k++) {
        const struct field *u = keys[k].means == URL ? find(f, keys[k].key) : NULL;
        if (u && u->kind == FIELD_TEXT) url_apply(in, str_trim(u->text));
    }
    for (isize k = 0; k < COUNT(places); k++) {
        const struct field *u = find(f, places[k]);
        if (u && u->kind == FIELD_TEXT) place_apply(in, str_trim(u->text));
    }
    apply_rest(in, by);
}
