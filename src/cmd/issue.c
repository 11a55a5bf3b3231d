/* issue.c - what an issue is, before its files are made.  See issuing_local.h. */
#include "issuing_local.h"
#include "image.h"
#include "os.h"
#include "path.h"

/* --- before the posts are collected --- */

static bool is_wanted(const struct options *o)
{
    return o->issue || o->no_state || o->day.len;
}

int issue_open(const struct options *o, arena *a, struct reply *r, struct project *pj)
{
    const struct conf *conf = &pj->conf;
    if (!conf->issue_on) {
        if (!is_wanted(o)) return -1;
        diag(&r->said, DIAG_ISSUE_OFF, (where){.file = conf->file}, "%s", "");
        return EXIT_USAGE;
    }
    struct issuing *is = pj->issue = make(a, struct issuing);
    *is = (struct issuing){.series = digest_series(a, conf), .options = o};
    is->seen.mem = a;
    is->writes = pj->writes && !o->dry_run && !o->no_state;
    if (!o->no_state) {
        is->digest = digest_open(a, conf, is->series, is->writes, &r->said);
        if (!is->digest) return status_of_said(&r->said, EXIT_STATE);
        if (is->writes && !os_read(a, conf->file, 1 << 20, &is->conf_text, &r->said))
            return EXIT_SYSTEM;
        int status = is->writes ? issue_recover(o, a, r, pj) : -1;
        if (status >= 0) return status;
        if (!digest_history(is->digest, a, &is->history)) return EXIT_STATE;
    }
    is->history.day = o->day;
    is->history.now = os_now();
    pj->book.history = &is->history;
    return -1;
}

bool issue_finished(const struct project *pj)
{
    return pj->issue && pj->issue->finished;
}

void issue_close(struct project *pj)
{
    if (pj->issue) digest_close(pj->issue->digest);
}

/* --- its number and its names --- */

static int refuse(struct reply *r, const struct conf *conf, const char *what, str name, int number)
{
    diag(&r->said, DIAG_ISSUE_THERE, (where){.file = conf->file}, "%s %.*s: number %d has it", what,
         STR(name), number);
    return EXIT_STATE;
}

/* A text of book.yaml with its fields filled in. */
static str fill(arena *a, str pattern, const struct pattern_field *fields)
{
    struct buf out = {.mem = a};
    struct pattern_fault fault;
    if (!pattern.len) return pattern;
    /* By --set a subtitle may come here that nobody has looked at: it stays as it is. */
    if (!pattern_expand(&out, pattern, fields + NAME_FILE, NAME_FIELDS - NAME_FILE, &fault))
        return pattern;
    return buf_str(&out);
}

void issue_take_names(arena *a, struct project *pj, int number)
{
    struct conf *conf = &pj->conf;
    struct book *b = &pj->book;
    struct pattern_field fields[NAME_FIELDS];
    struct file_name name = {
        .title = conf->title, .date = date_of(b->date, b->date_zone), .issue = &b->issue};
    b->issue.number = number;
    b->issue.name = conf->title;
    name_fields(&name, fields);
    b->issue.title = fill(a, conf->issue_title, fields);
    if (!conf->series.len) conf->series = conf->title;
    conf->subtitle = fill(a, conf->subtitle, fields);
    conf->description = fill(a, conf->description, fields);
    conf->identifier = digest_identifier(a, digest_series(a, conf), number);
    conf->title = b->issue.title;
}

/* --set may give the book of several issues another title: the series is what the file says. */
str issue_series(arena *a, const struct options *o, const struct conf *conf)
{
    struct conf file;
    struct diags quiet = {.mem = a};
    struct strs kept = {0};
    for (isize i = 0; i < o->set.n; i++)
        if (!str_starts(o->set.v[i], S("book."))) strs_add(a, &kept, o->set.v[i]);
    bool ok = conf_load(a, conf->file, &kept, &file, &quiet);
    return digest_series(a, ok ? &file : conf);
}

int issue_name(const struct options *o, arena *a, struct reply *r, struct project *pj)
{
    struct issuing *is = pj->issue;
    const struct conf *conf = &pj->conf;
    long long number = o->issue;
    int next = 1;
    if (!is) return -1;
    if (is->digest && !digest_next(is->digest, &next)) return EXIT_STATE;
    if (!number && !str_int(conf->issue_number, &number)) number = next;
    if (is->digest && digest_has(is->digest, (int)number))
        return refuse(r, conf, "number", str_printf(a, "%lld", number), (int)number);
    if (pj->book.nposts < conf->min_articles) {
        diag(&r->said, DIAG_ISSUE_FEW, (where){.file = conf->file}, "%td of %lld", pj->book.nposts,
             conf->min_articles);
        return EXIT_NOTHING;
    }
    issue_take_names(a, pj, (int)number);
    int other = is->digest ? digest_clash(is->digest, conf->title, (str){0}, (int)number) : 0;
    return other ? refuse(r, conf, "title", conf->title, other) : -1;
}

/* --- what editions are made from --- */

static void add_picture(struct issuing *is, str path)
{
    isize *seen = path.len ? table_at(&is->seen, hash64(path)) : NULL;
    if (!seen || *seen >= 0) return;
    *seen = is->pictures.n;
    strs_add(is->seen.mem, &is->pictures, path);
}

void issue_look(struct project *pj, const struct book *b, struct finder *finder)
{
    struct issuing *is = pj->issue;
    if (!is || !is->writes) return;
    arena *a = is->seen.mem;
    if (!is->gone) is->gone = make_n(a, bool, b->nposts + 1);
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        is->gone[i] = p->ndocs == 0;
        pj->book.posts[i].source = p->source;
        for (isize k = 0; k < p->nimages; k++) add_picture(is, p->images[k].path);
        arena scratch = arena_reserve((isize)1 << 30);
        u8 *start = scratch.at;
        struct sought head = {0};
        if (p->headimg.len && !is->looked) head = image_find(finder, p, p->headimg, a, scratch);
        if (head.found == FOUND) add_picture(is, head.image.path);
        arena_release(start, scratch.end);
    }
    is->looked = true;
}

str issue_stage(arena *a, const struct project *pj, str path)
{
    return str_printf(a, "%.*s/.zhbook-%d/%.*s", STR(path_dir(path)), pj->book.issue.number,
                      STR(path_name(path)));
}

str issue_path(arena *a, const struct conf *conf, str kept)
{
    return path_join(a, conf->base, kept);
}
