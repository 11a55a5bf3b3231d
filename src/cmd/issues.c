/* issues.c - `zhbook issues`: which there were; one of them; again; forget. */
#include "issuing_local.h"
#include "collect.h"
#include "os.h"

/* What one run is about. */
struct asking {
    const struct options *o;
    arena *a;
    struct reply *r;
    struct conf conf;
    struct digest *digest;
};

/* --- the table --- */

static long long bytes_of(const struct issue_row *w)
{
    long long n = 0;
    for (isize i = 0; i < w->nfiles; i++) n += w->files[i].bytes;
    return n;
}

static void line_of(struct buf *out, const struct issue_row *w)
{
    buf_printf(out, "%4d  %10.*s  %10.*s  %4td article%s  %9.1f kB  ", w->number, STR(w->from),
               STR(w->to), w->narticles, w->narticles == 1 ? " " : "s", (double)bytes_of(w) / 1e3);
    text_shown(out, w->title);
    if (w->pending) buf_add(out, S("  (not finished)"));
    buf_byte(out, '\n');
}

static void json_pair(struct buf *out, const char *key, str value)
{
    buf_printf(out, "\"%s\":\"", key);
    json_text(out, value);
    buf_byte(out, '"');
}

static void json_file(struct buf *out, const struct issue_file *f)
{
    buf_byte(out, '{');
    json_pair(out, "path", f->path);
    buf_byte(out, ',');
    json_pair(out, "device", f->device);
    buf_byte(out, ',');
    json_pair(out, "format", f->format);
    buf_printf(out, ",\"bytes\":%lld,\"sha256\":\"%.*s\"}", f->bytes, STR(f->sum));
}

static void json_article(struct buf *out, const struct issue_article *w)
{
    buf_byte(out, '{');
    json_pair(out, "key", w->is.key);
    buf_byte(out, ',');
    json_pair(out, "title", w->is.title);
    buf_byte(out, ',');
    json_pair(out, "author", w->is.author);
    buf_byte(out, ',');
    json_pair(out, "url", w->is.url);
    buf_byte(out, ',');
    json_pair(out, "path", w->path);
    buf_printf(out, ",\"version\":%d,\"forgotten\":%s,\"sha256\":\"%.*s\"}", w->version,
               w->forgotten ? "true" : "false", STR(w->sum));
}

static void json_delivery(struct buf *out, const struct issue_delivery *d)
{
    buf_byte(out, '{');
    json_pair(out, "recipient", d->recipient);
    buf_byte(out, ',');
    json_pair(out, "message", d->message);
    buf_byte(out, ',');
    json_pair(out, "status", d->status);
    buf_printf(out, ",\"time\":%lld}", d->time);
}

/* One record an issue; with its articles if it is shown alone. */
static void record_of(struct buf *out, const struct issue_row *w, bool articles)
{
    buf_printf(out, "{\"issue\":%d,", w->number);
    json_pair(out, "title", w->title);
    buf_byte(out, ',');
    json_pair(out, "identifier", w->identifier);
    buf_byte(out, ',');
    json_pair(out, "from", w->from);
    buf_byte(out, ',');
    json_pair(out, "to", w->to);
    buf_printf(out, ",\"articles\":%td,\"date\":%lld,\"kept\":%s,\"pending\":%s,\"files\":[",
               w->narticles, w->date, w->kept ? "true" : "false", w->pending ? "true" : "false");
    for (isize i = 0; i < w->nfiles; i++) {
        if (i) buf_byte(out, ',');
        json_file(out, &w->files[i]);
    }
    buf_byte(out, ']');
    if (articles) buf_add(out, S(",\"contents\":["));
    for (isize i = 0; articles && i < w->narticles; i++) {
        if (i) buf_byte(out, ',');
        json_article(out, &w->articles[i]);
    }
    if (articles) buf_add(out, S("],\"deliveries\":["));
    for (isize i = 0; articles && i < w->ndeliveries; i++) {
        if (i) buf_byte(out, ',');
        json_delivery(out, &w->deliveries[i]);
    }
    buf_add(out, articles ? S("]}\n") : S("}\n"));
}

static int list(struct asking *q)
{
    struct issue_list all;
    if (!digest_list(q->digest, q->a, &all)) return EXIT_STATE;
    for (isize i = 0; i < all.n; i++) {
        if (q->o->json) record_of(&q->r->out, &all.v[i], false);
        else line_of(&q->r->out, &all.v[i]);
    }
    if (!all.n && !q->o->json && !q->o->quiet) buf_add(&q->r->out, S("no issue yet\n"));
    return EXIT_DONE;
}

/* --- one of them --- */

static int usage(struct asking *q, const char *why, str word)
{
    diag(&q->r->said, DIAG_USAGE, (where){0}, "%s%.*s", why, STR(word));
    return EXIT_USAGE;
}

static bool number_of(struct asking *q, str word, struct issue_row *out, int *status)
{
    long long n;
    if (!str_int(word, &n) || n < 1 || n > 999999)
        *status = usage(q, "this is no number of an issue: ", word);
    else *status = digest_find(q->digest, q->a, (int)n, out) ? -1 : EXIT_STATE;
    return *status < 0;
}

static void show_delivery(struct buf *out, const struct issue_delivery *d)
{
    struct date day = date_of(d->time, 0);
    buf_printf(out, "  %.*s  %04d-%02d-%02d  to %.*s  ", STR(d->status), (int)day.year, day.month,
               day.day, STR(str_head(d->recipient, 8)));
    text_shown(out, d->message);
    buf_byte(out, '\n');
}

static void show_text(struct buf *out, const struct issue_row *w)
{
    line_of(out, w);
    for (isize i = 0; i < w->nfiles; i++) {
        buf_add(out, S("  "));
        text_shown(out, w->files[i].path);
        buf_printf(out, "  %lld bytes  sha256 %.*s\n", w->files[i].bytes, STR(w->files[i].sum));
    }
    buf_printf(out, "  %.*s  by zhbook %.*s%s\n", STR(w->identifier), STR(w->version),
               w->kept ? "" : "; what it was made from is not kept");
    for (isize i = 0; i < w->narticles; i++) {
        const struct issue_article *one = &w->articles[i];
        buf_add(out, S("  "));
        text_shown(out, one->is.key);
        buf_add(out, S("  "));
        text_shown(out, one->is.title);
        buf_printf(out, "%s%s\n", one->version ? "  (again)" : "",
                   one->forgotten ? "  (forgotten)" : "");
    }
    if (issue_is_due(w)) buf_add(out, S("  to be sent to send.to\n"));
    for (isize i = 0; i < w->ndeliveries; i++)
        if (!str_eq(w->deliveries[i].recipient, S(DELIVERY_ALL)))
            show_delivery(out, &w->deliveries[i]);
}

static int show(struct asking *q, str word)
{
    struct issue_row issue;
    int status;
    if (!number_of(q, word, &issue, &status)) return status;
    if (q->o->json) record_of(&q->r->out, &issue, true);
    else show_text(&q->r->out, &issue);
    return EXIT_DONE;
}

static int reissue(struct asking *q, str word)
{
    struct issue_row issue;
    int status;
    if (!number_of(q, word, &issue, &status)) return status;
    struct replay p = {
        .o = q->o, .a = q->a, .r = q->r, .conf = &q->conf, .v = &issue, .n = 1, .as_it_was = true};
    status = replay_issue(&p);
    if (status == EXIT_DONE && !q->o->quiet && !q->o->json)
        buf_printf(&q->r->out, "number %d, as it was\n", issue.number);
    return status;
}

static int forget(struct asking *q, str key)
{
    isize n, more = 0;
    if (!key.len)
        return usage(q, "which article is to be forgotten? ", S("issues show N has their keys"));
    if (!digest_forget(q->digest, key, &n)) return EXIT_STATE;
    str other = article_key(q->a, key);
    if (!n && !str_eq(other, key) && !digest_forget(q->digest, other, &more)) return EXIT_STATE;
    if (n + more) return EXIT_DONE;
    diag(&q->r->said, DIAG_KEY_UNKNOWN, (where){.file = q->conf.file}, "%.*s", STR(key));
    return EXIT_STATE;
}

/* --- as YAML --- */

static int export(struct asking *q)
{
    struct issue_list all;
    struct buf out = {.mem = q->a};
    if (!digest_list(q->digest, q->a, &all)) return EXIT_STATE;
    digest_export(q->digest, &all, &out);
    if (str_eq(q->o->export, S("-"))) {
        buf_add(&q->r->out, buf_str(&out));
        return EXIT_DONE;
    }
    return os_write(q->o->export, buf_str(&out), true, *q->a, &q->r->said) ? EXIT_DONE
                                                                           : EXIT_SYSTEM;
}

static int import(struct asking *q)
{
    str text;
    isize n;
    if (!os_read(q->a, q->o->import, (isize)1 << 30, &text, &q->r->said)) return EXIT_SYSTEM;
    if (!digest_import(q->digest, text, q->o->import, &n, q->a)) return EXIT_STATE;
    if (!q->o->quiet) buf_printf(&q->r->out, "%td issue%s imported\n", n, plural(n));
    return EXIT_DONE;
}

/* --- the command --- */

static int ask(struct asking *q, str verb, str word)
{
    if (q->o->export.len) return export(q);
    if (q->o->import.len) return import(q);
    if (!verb.len) return list(q);
    if (str_eq(verb, S("show"))) return show(q, word);
    if (str_eq(verb, S("reissue"))) return reissue(q, word);
    if (str_eq(verb, S("forget"))) return forget(q, word);
    return usage(q, "show, reissue or forget, not ", verb);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct asking q = {.o = o, .a = a, .r = r};
    bool named = o->args.n && is_book_name(o->args.v[0]);
    str verb = o->args.n > named ? o->args.v[named] : (str){0};
    str word = o->args.n > named + 1 ? o->args.v[named + 1] : (str){0};
    str file = project_file(o, a);
    if (!file.len) {
        diag(&r->said, DIAG_NO_BOOK, (where){0}, "%s", "");
        return EXIT_CONFIG;
    }
    str text; /* the folders that it names may be gone: only the state's matters */
    if (!os_read(a, file, 1 << 20, &text, &r->said)) return EXIT_SYSTEM;
    q.conf.root = S("/");
    if (!conf_parse_moved(a, text, file, &o->set, &q.conf, &r->said))
        return status_of_said(&r->said, EXIT_CONFIG);
    if (!q.conf.issue_on) {
        diag(&r->said, DIAG_ISSUE_OFF, (where){.file = file}, "%s", "");
        return EXIT_USAGE;
    }
    bool writes = o->import.len || str_eq(verb, S("forget")) || str_eq(verb, S("reissue"));
    q.digest = digest_open(a, &q.conf, digest_series(a, &q.conf), writes, &r->said);
    int status = q.digest ? ask(&q, verb, word) : status_of_said(&r->said, EXIT_STATE);
    digest_close(q.digest);
    return status;
}

const struct cmd cmd_issues = {
    .name = "issues",
    .args = "[book.yaml] [show|reissue|forget] [N|KEY]",
    .help = "print which issues there were; show one, make it again, or forget an article",
    .options = "output jobs export import no-cache",
    .run = run,
};
