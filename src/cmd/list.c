/* list.c - `zhbook list`: what the book would contain, in order, and why. */
#include "cmd_local.h"
#include "collect.h"
#include "date.h"

#include <unicode/uchar.h>

enum { TOPIC, DATE, AUTHOR, TITLE, CHARS, PICTURES, WHY, COLUMNS };
enum { ROOM = 100 }; /* columns of a table at most, in cells of a terminal, each */

static const struct {
    const char *name;
    int most; /* cells; the rest of a longer text is "…" */
    bool right;
} columns[COLUMNS] = {
    [TOPIC] = {"topic", 20, false},   [DATE] = {"date", 10, false},
    [AUTHOR] = {"author", 14, false}, [TITLE] = {"title", 48, false},
    [CHARS] = {"chars", 10, true},    [PICTURES] = {"images", 6, true},
    [WHY] = {"reason", ROOM, false},
};

struct row {
    str cell[COLUMNS];
};

/* How many cells of a terminal a character takes. */
static int width_of(u32 c)
{
    int kind = u_charType((UChar32)c);
    if (c < 0x20 || kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR)
        return 0;
    int wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

static int text_width(str s)
{
    int n = 0;
    isize len;
    for (isize i = 0; i < s.len; i += len) n += width_of(utf8_get(str_skip(s, i), &len));
    return n;
}

/* At most `most` cells, the last a "…" if something is cut. */
static str fit(arena *a, str s, int most)
{
    int n = 0;
    isize len, end = 0;
    if (text_width(s) <= most) return s;
    for (isize i = 0; i < s.len; i += len) {
        n += width_of(utf8_get(str_skip(s, i), &len));
        if (n > most - 1) break;
        end = i + len;
    }
    return str_printf(a, "%.*s…", STR(str_head(s, end)));
}

static str day_of(arena *a, const struct post *p)
{
    return p->dated ? date_iso(a, date_of(p->published, p->zone)) : S("-");
}

static str topic_of(arena *a, const struct book *b, const struct post *p, bool in)
{
    struct buf t = {.mem = a};
    if (in) return b->parts[p->part].title;
    for (isize i = 0; i < p->categories.n; i++) {
        if (i) buf_add(&t, S(" / "));
        buf_add(&t, p->categories.v[i]);
    }
    return buf_str(&t);
}

static struct row row_of(arena *a, const struct book *b, const struct post *p, bool in)
{
    struct row r = {{[TOPIC] = topic_of(a, b, p, in),
                     [DATE] = day_of(a, p),
                     [AUTHOR] = p->author,
                     [TITLE] = p->title,
                     [CHARS] = str_printf(a, "%lld", p->chars),
                     [PICTURES] = str_printf(a, "%d", p->pictures),
                     [WHY] = verdict_text(a, p)}};
    if (!in) r.cell[WHY] = str_printf(a, "%.*s (%.*s)", STR(r.cell[WHY]), STR(p->path));
    for (int i = 0; i < COLUMNS; i++) {
        struct buf shown = {.mem = a};
        text_shown(&shown, r.cell[i]);
        r.cell[i] = i == WHY ? buf_str(&shown) : fit(a, buf_str(&shown), columns[i].most);
    }
    return r;
}

static void add_cell(struct buf *out, str s, int width, bool right, bool last)
{
    int pad = width - text_width(s);
    for (int i = 0; right && i < pad; i++) buf_byte(out, ' ');
    buf_add(out, s);
    for (int i = 0; !right && !last && i < pad; i++) buf_byte(out, ' ');
    buf_add(out, last ? S("\n") : S("  "));
}

static void print_table(struct buf *out, const struct row *rows, isize n, bool why)
{
    int last = why ? WHY : PICTURES, width[COLUMNS];
    for (int c = 0; c <= last; c++) {
        width[c] = 0;
        for (isize i = 0; i < n; i++) {
            int w = text_width(rows[i].cell[c]);
            if (w > width[c]) width[c] = w;
        }
    }
    for (isize i = 0; i < n; i++)
        for (int c = 0; c <= last; c++)
            add_cell(out, rows[i].cell[c], width[c], columns[c].right, c == last);
}

static void print_json(struct buf *out, arena *a, const struct book *b, const struct post *p,
                       bool in)
{
    const struct {
        const char *key;
        str value;
    } texts[] = {
        {"path", p->path},
        {"title", p->title},
        {"author", p->author},
        {"date", p->dated ? day_of(a, p) : (str){0}},
        {"topic", topic_of(a, b, p, in)},
        {"url", p->url},
        {"href", in ? p->href : (str){0}},
        {"reason", verdict_text(a, p)},
    };
    buf_printf(out, "{\"in\":%s,\"number\":%d", in ? "true" : "false", p->number);
    for (isize i = 0; i < COUNT(texts); i++) {
        buf_printf(out, ",\"%s\":\"", texts[i].key);
        json_text(out, texts[i].value);
        buf_byte(out, '"');
    }
    buf_printf(out, ",\"chars\":%lld,\"images\":%d}\n", p->chars, p->pictures);
}

static void print_total(struct buf *out, const struct book *b)
{
    long long chars = 0, pictures = 0;
    isize parts = b->nposts ? b->nparts : 0;
    for (isize i = 0; i < b->nposts; i++) {
        chars += b->posts[i].chars;
        pictures += b->posts[i].pictures;
    }
    buf_printf(out, "%td article%s in %td topic%s, %lld character%s, %lld image%s; %td left out\n",
               b->nposts, plural(b->nposts), parts, plural(parts), chars, plural(chars), pictures,
               plural(pictures), b->nrest);
}

static void print_all(const struct options *o, arena *a, struct buf *out, const struct book *b)
{
    struct row *rows = make_n(a, struct row, b->nposts + b->nrest + 1);
    isize n = 0;
    for (int c = 0; c < COLUMNS; c++) rows[n].cell[c] = str_of(columns[c].name);
    n++;
    for (isize i = 0; i < b->nposts; i++) rows[n++] = row_of(a, b, &b->posts[i], true);
    for (isize i = 0; o->all && i < b->nrest; i++) rows[n++] = row_of(a, b, &b->rest[i], false);
    print_table(out, rows, n, o->why || o->all);
    print_total(out, b);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct project *pj = make(a, struct project);
    int status = project_open(o, a, r, pj);
    const struct book *b = &pj->book;
    if (status >= 0) return status;
    if (o->json) {
        for (isize i = 0; i < b->nposts; i++) print_json(&r->out, a, b, &b->posts[i], true);
        for (isize i = 0; o->all && i < b->nrest; i++)
            print_json(&r->out, a, b, &b->rest[i], false);
    } else {
        print_all(o, a, &r->out, b);
    }
    for (isize i = 0; i < b->nposts; i++) diags_join(&r->said, &b->posts[i].said);
    for (isize i = 0; i < b->nrest; i++) diags_join(&r->said, &b->rest[i].said);
    return b->nposts || o->allow_empty ? EXIT_DONE : EXIT_NOTHING;
}

const struct cmd cmd_list = {
    .name = "list",
    .args = "[book.yaml]",
    .help = "print what the book would contain, in order",
    .options = "jobs why all allow-empty date no-state",
    .run = run,
};
