/* rows.c - an issue out of the tables and into them.  See digest_local.h. */
#include "digest_local.h"

/* Lists of texts are lines of one. */
static str lines_of(arena *a, const struct strs *list)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < list->n; i++) {
        if (i) buf_byte(&b, '\n');
        buf_add(&b, list->v[i]);
    }
    return buf_str(&b);
}

static struct strs lines(arena *a, str text)
{
    struct strs list = {0};
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        strs_add(a, &list, c.head);
    }
    return list;
}

/* --- out --- */

struct loading {
    arena *a;
    struct issue_row *to;
};

static void load_issue(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    int i = 0;
    to->number = (int)db_number(row, i++);
    to->title = db_text(l->a, row, i++);
    to->identifier = db_text(l->a, row, i++);
    to->span.from = !db_is_null(row, i);
    to->span.first = db_number(row, i++);
    to->span.to = !db_is_null(row, i);
    to->span.after = db_number(row, i++);
    to->after = db_number(row, i++);
    to->from = db_text(l->a, row, i++);
    to->to = db_text(l->a, row, i++);
    to->dated = to->from.len > 0;
    to->date = db_number(row, i++);
    to->version = db_text(l->a, row, i++);
    to->kept = db_number(row, i++);
    to->pending = db_number(row, i++);
}

static void load_article(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    to->articles = make_room(l->a, to->articles, to->narticles);
    struct issue_article *one = &to->articles[to->narticles++];
    int i = 0;
    *one = (struct issue_article){0};
    one->is.key = db_text(l->a, row, i++);
    one->version = (int)db_number(row, i++);
    one->forgotten = db_number(row, i++);
    one->marked = db_number(row, i++);
    one->path = db_text(l->a, row, i++);
    one->sum = db_text(l->a, row, i++);
    one->is.url = db_text(l->a, row, i++);
    one->is.aliases = lines(l->a, db_text(l->a, row, i++));
    one->is.title = db_text(l->a, row, i++);
    one->is.author = db_text(l->a, row, i++);
    one->dated = !db_is_null(row, i);
    one->published = db_number(row, i++);
    one->is.chars = db_number(row, i++);
    one->is.pictures = (int)db_number(row, i++);
    bool ours = db_number(row, i++) == SCHEME;
    one->is.simhash = ours ? (u64)db_number(row, i) : 0;
    one->is.exact = ours ? (u64)db_number(row, i + 1) : 0;
    one->is.raw = ours ? (u64)db_number(row, i + 2) : 0;
    one->is.issue = to->number;
}

static void load_file(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    to->files = make_room(l->a, to->files, to->nfiles);
    to->files[to->nfiles++] = (struct issue_file){.path = db_text(l->a, row, 0),
                                                  .staged = db_text(l->a, row, 1),
                                                  .device = db_text(l->a, row, 2),
                                                  .format = db_text(l->a, row, 3),
                                                  .bytes = db_number(row, 4),
                                                  .sum = db_text(l->a, row, 5)};
}

static void load_input(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    to->inputs = make_room(l->a, to->inputs, to->ninputs);
    to->inputs[to->ninputs++] = (struct issue_input){.kind = db_text(l->a, row, 0),
                                                     .path = db_text(l->a, row, 1),
                                                     .bytes = db_number(row, 2),
                                                     .sum = db_text(l->a, row, 3)};
}

static void load_delivery(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    to->deliveries = make_room(l->a, to->deliveries, to->ndeliveries);
    to->deliveries[to->ndeliveries++] = (struct issue_delivery){.recipient = db_text(l->a, row, 0),
                                                                .message = db_text(l->a, row, 1),
                                                                .time = db_number(row, 2),
                                                                .status = db_text(l->a, row, 3)};
}

static void load_published(void *ctx, const struct db_row *row)
{
    struct loading *l = ctx;
    struct issue_row *to = l->to;
    to->published = make_room(l->a, to->published, to->npublished);
    to->published[to->npublished++] = (struct issue_published){
        .place = db_text(l->a, row, 0), .sum = db_text(l->a, row, 1), .time = db_number(row, 2)};
}

bool issue_load(struct digest *d, arena *a, long long id, struct issue_row *out)
{
    struct loading l = {a, out};
    const struct db_value v[] = {NUMBER(id)};
    static const struct {
        const char *sql;
        db_row_fn *fn;
    } parts[] = {
        {"SELECT number, title, identifier, first, until, after, day_from, day_to, date, version,"
         " kept, pending FROM issues WHERE id = ?",
         load_issue},
        {"SELECT key, version, forgotten, marked, path, sum, url, aliases, title, author,"
         " published, chars, pictures, scheme, simhash, exact, raw"
         " FROM articles WHERE issue = ? ORDER BY place",
         load_article},
        {"SELECT path, staged, device, format, bytes, sum FROM files WHERE issue = ?"
         " ORDER BY rowid",
         load_file},
        {"SELECT kind, path, bytes, sum FROM inputs WHERE issue = ? ORDER BY kind, path",
         load_input},
        {"SELECT recipient, message, time, status FROM deliveries WHERE issue = ?"
         " ORDER BY time, recipient, message",
         load_delivery},
        {"SELECT place, sum, time FROM published WHERE issue = ? ORDER BY place", load_published},
    };
    *out = (struct issue_row){0};
    for (isize i = 0; i < COUNT(parts); i++)
        if (!db_each(d->db, parts[i].sql, v, 1, parts[i].fn, &l)) return false;
    return true;
}

/* --- in --- */

static void read_version(void *ctx, const struct db_row *row)
{
    *(long long *)ctx = db_number(row, 0);
}

static bool save_article(struct digest *d, long long issue, isize place,
                         const struct issue_article *one)
{
    arena tmp = arena_reserve((isize)1 << 26);
    u8 *start = tmp.at;
    const struct delivered *is = &one->is;
    long long version = one->version;
    bool ok =
        version >= 0 ||
        db_each(d->db,
                "SELECT ifnull(max(version) + 1, 0) FROM articles WHERE series = ? AND key = ?",
                VALUES(NUMBER(d->id), TEXT(is->key)), read_version, &version);
    const struct db_value v[] = {
        NUMBER(d->id),
        NUMBER(issue),
        NUMBER(place),
        TEXT(is->key),
        NUMBER(version),
        NUMBER(one->forgotten),
        NUMBER(one->marked),
        TEXT(one->path),
        TEXT(one->sum),
        TEXT(is->url),
        TEXT(lines_of(&tmp, &is->aliases)),
        TEXT(is->title),
        TEXT(is->author),
        NUMBER_IF(one->dated, one->published),
        NUMBER(is->chars),
        NUMBER(is->pictures),
        NUMBER(SCHEME),
        NUMBER((long long)is->simhash),
        NUMBER((long long)is->exact),
        NUMBER((long long)is->raw),
    };
    ok = ok && db_run(d->db,
                      "INSERT INTO articles (series, issue, place, key, version, forgotten, marked,"
                      " path, sum, url, aliases, title, author, published, chars, pictures, scheme,"
                      " simhash, exact, raw)"
                      " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                      v, COUNT(v));
    arena_release(start, tmp.end);
    return ok;
}

static bool save_others(struct digest *d, long long id, const struct issue_row *w)
{
    bool ok = true;
    for (isize i = 0; ok && i < w->nfiles; i++) {
        const struct issue_file *f = &w->files[i];
        ok = db_run(d->db,
                    "INSERT INTO files (issue, path, staged, device, format, bytes, sum)"
                    " VALUES (?,?,?,?,?,?,?)",
                    VALUES(NUMBER(id), TEXT(f->path), TEXT(f->staged), TEXT(f->device),
                           TEXT(f->format), NUMBER(f->bytes), TEXT(f->sum)));
    }
    for (isize i = 0; ok && i < w->ninputs; i++) {
        const struct issue_input *f = &w->inputs[i];
        ok = db_run(
            d->db, "INSERT INTO inputs (issue, kind, path, bytes, sum) VALUES (?,?,?,?,?)",
            VALUES(NUMBER(id), TEXT(f->kind), TEXT(f->path), NUMBER(f->bytes), TEXT(f->sum)));
    }
    for (isize i = 0; ok && i < w->ndeliveries; i++)
        ok = digest_delivered(d, w->number, &w->deliveries[i]);
    for (isize i = 0; ok && i < w->npublished; i++)
        ok = digest_published(d, w->number, &w->published[i]);
    return ok;
}

bool issue_save(struct digest *d, const struct issue_row *w)
{
    if (!d->id) {
        if (!db_run(d->db, "INSERT INTO series (key) VALUES (?)", VALUES(TEXT(d->series))))
            return false;
        d->id = db_last(d->db);
    }
    const struct db_value v[] = {
        NUMBER(d->id),
        NUMBER(w->number),
        TEXT(w->title),
        TEXT(w->identifier),
        NUMBER_IF(w->span.from, w->span.first),
        NUMBER_IF(w->span.to, w->span.after),
        NUMBER(w->after),
        TEXT(w->from),
        TEXT(w->to),
        NUMBER(w->date),
        TEXT(w->version),
        NUMBER(w->kept),
        NUMBER(w->pending),
    };
    bool ok = db_run(d->db,
                     "INSERT INTO issues (series, number, title, identifier, first, until, after,"
                     " day_from, day_to, date, version, kept, pending)"
                     " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                     v, COUNT(v));
    long long id = db_last(d->db);
    for (isize i = 0; ok && i < w->narticles; i++) ok = save_article(d, id, i, &w->articles[i]);
    return ok && save_others(d, id, w);
}
