/* send.c - `zhbook send`: finished books to people and devices.  See send.h. */
#include "delivery.h"
#include "epub.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "sending_local.h"

/* --- what is sent --- */

static struct lot *add_lot(struct sending *s, int issue)
{
    s->lots = make_room(s->mem, s->lots, s->nlots);
    struct lot *lot = &s->lots[s->nlots++];
    *lot = (struct lot){.issue = issue};
    return lot;
}

static void add_book(struct sending *s, struct lot *lot, const struct parcel *p)
{
    lot->books.v = make_room(s->mem, lot->books.v, lot->books.n);
    lot->books.v[lot->books.n++] = *p;
}

/* Of the books in output.dir those of the newest date: the editions and volumes of one book. */
static bool newest(struct sending *s)
{
    arena *a = s->mem;
    struct strs names = {0};
    struct lot *lot = add_lot(s, 0);
    str last = {0}, dir = conf_path(a, s->conf, s->conf->output_dir);
    if (os_stat(dir, *a).kind != OS_DIR) return true;
    if (!os_list(a, dir, &names, &s->r->said)) return false;
    for (isize i = 0; i < names.n; i++) {
        struct epub b;
        struct diags quiet = {.mem = a};
        struct parcel p;
        str path = path_join(a, dir, names.v[i]);
        if (!str_iends(path, S(".epub")) || !epub_open(a, path, &b, &quiet)) continue;
        int order = str_cmp(b.modified, last);
        epub_close(&b);
        if (order < 0 || !parcel_read(a, path, &p, &quiet)) continue;
        if (order > 0) lot->books.n = 0;
        last = b.modified;
        add_book(s, lot, &p);
    }
    return true;
}

/* One that is not as the state has it, or gone, is not sent; others are. */
static void add_issue(struct sending *s, const struct issue_row *w)
{
    struct lot *lot = add_lot(s, w->number);
    lot->due = issue_is_due(w);
    for (isize i = 0; i < w->nfiles; i++) {
        const struct issue_file *f = &w->files[i];
        struct parcel p;
        struct diags quiet = {.mem = s->mem};
        str path = path_join(s->mem, s->conf->base, f->path);
        if (!parcel_read(s->mem, path, &p, &quiet) || !str_eq(p.sum, f->sum)) {
            diag(&s->r->said, DIAG_SEND_STALE, (where){.file = path},
                 "zhbook issues reissue %d makes it again", w->number);
            lot->books.n = 0;
            lot->broken = true;
            return;
        }
        p.device = f->device;
        p.kepub = str_eq(f->format, S("kepub"));
        add_book(s, lot, &p);
    }
}

/* The newest issue, and those before it that somebody of send.to has not got. */
static bool issues(struct sending *s)
{
    struct issue_list all;
    bool everybody = !s->o->to.n && !s->o->to_dir.len;
    isize last = -1;
    if (!digest_list(delivery_digest(s->log), s->mem, &all)) return false;
    for (isize i = 0; i < all.n; i++)
        if (!all.v[i].pending) last = i; /* make finishes what is pending */
    for (isize i = 0; i <= last; i++)
        if (i == last || (everybody && !all.v[i].pending && issue_is_due(&all.v[i])))
            add_issue(s, &all.v[i]);
    return true;
}

static bool named(struct sending *s, const struct strs *args)
{
    bool ok = true;
    struct lot *lot = add_lot(s, 0);
    for (isize i = 0; i < args->n; i++) {
        struct parcel p;
        if (is_book_name(args->v[i])) continue;
        ok = parcel_read(s->mem, args->v[i], &p, &s->r->said) && ok;
        if (ok) add_book(s, lot, &p);
    }
    return ok;
}

static bool names_files(const struct sending *s)
{
    isize files = 0;
    for (isize i = 0; i < s->o->args.n; i++) files += !is_book_name(s->o->args.v[i]);
    return files > 0;
}

/* --- who gets it --- */

/* A link for those whose service takes no books by mail; {0}: nobody can fetch it. */
static str link_of(struct sending *s, const struct parcel *p)
{
    str base = s->conf->publish_base;
    if (!base.len) return (str){0};
    return str_printf(s->mem, "%.*s%sissues/%.*s", STR(base), str_ends(base, S("/")) ? "" : "/",
                      STR(path_name(p->path)));
}

static void plan_one(struct sending *s, int issue, const struct recipient *r,
                     const struct parcel *p)
{
    s->v = make_room(s->mem, s->v, s->n);
    struct shipment *one = &s->v[s->n++];
    *one = (struct shipment){.to = r, .book = *p, .issue = issue};
    if (r->way == SEND_MAIL && r->profile == PROFILE_KOBO) one->link = link_of(s, p);
    str key = str_printf(s->mem, "%.*s\n%.*s", STR(p->identifier), STR(r->address));
    one->key = sha256_hex(s->mem, sha256(key), 32);
    one->id = mail_id(s->mem, p, r->address, s->conf->send_from);
}

/* What cannot be is said before anything is sent. */
static bool may_go(struct sending *s, const struct shipment *one)
{
    where at = {.file = one->book.path};
    const struct recipient *r = one->to;
    str why = one->link.len ? (str){0} : parcel_obstacle(s->mem, &one->book, r);
    if (why.len) diag(&s->r->said, DIAG_SEND_LARGE, at, "%.*s: %.*s", STR(r->name), STR(why));
    bool linked = r->way != SEND_MAIL || r->profile != PROFILE_KOBO || one->link.len;
    if (!linked) diag(&s->r->said, DIAG_SEND_NO_LINK, at, "%.*s", STR(r->name));
    return !why.len && linked;
}

static bool plan_lot(struct sending *s, const struct lot *lot)
{
    bool ok = true;
    for (isize i = 0; i < s->to.n; i++) {
        struct parcels mine = parcels_for(s->mem, &lot->books, &s->to.v[i]);
        if (!mine.n) {
            diag(&s->r->said, DIAG_SEND_NONE, (where){0}, "%.*s", STR(s->to.v[i].name));
            ok = false;
        }
        for (isize k = 0; k < mine.n; k++) plan_one(s, lot->issue, &s->to.v[i], &mine.v[k]);
    }
    return ok;
}

static int plan(struct sending *s)
{
    bool ok = true;
    for (isize i = 0; i < s->nlots; i++)
        if (s->lots[i].books.n) ok = plan_lot(s, &s->lots[i]) && ok;
    for (isize i = 0; i < s->n; i++) ok = may_go(s, &s->v[i]) && ok;
    return ok ? -1 : EXIT_LIMIT;
}

/* --- what is known of earlier runs --- */

static bool recall(struct sending *s)
{
    for (isize i = 0; i < s->n; i++) {
        struct shipment *one = &s->v[i];
        one->marker = delivery_marker(s->mem, s->log, one->key);
        one->known = delivery_find(s->log, one->key);
        if (s->o->resend) one->known = DELIVERY_NONE;
        if (one->known != DELIVERY_BEGUN) continue;
        /* The run that began it is dead.  Only if its last byte had left does anybody wonder. */
        bool doubt = os_stat(one->marker, *s->mem).kind != OS_NONE;
        one->known = doubt ? DELIVERY_DOUBT : DELIVERY_NONE;
        one->found = doubt;
        if (doubt && !delivery_note(s->log, one->key, one->id, DELIVERY_DOUBT)) return false;
    }
    return true;
}

static bool is_due(const struct shipment *one)
{
    return one->known == DELIVERY_NONE;
}

/* --- the work --- */

static bool begin(struct sending *s)
{
    for (isize i = 0; i < s->n; i++)
        if (is_due(&s->v[i]) && !delivery_note(s->log, s->v[i].key, s->v[i].id, DELIVERY_BEGUN))
            return false;
    return true;
}

static void to_folders(struct sending *s)
{
    for (isize i = 0; i < s->n; i++) {
        struct shipment *one = &s->v[i];
        if (!is_due(one) || one->to->way != SEND_FOLDER) continue;
        struct diags said = {.mem = s->r->said.mem};
        bool ok = folder_put(s->mem, &one->book, one->to->address, &one->why, &said);
        if (!ok && said.first) one->why = said.first->detail;
        diags_join(&s->r->said, &said);
        shipment_settle(s, one, ok ? S("sent") : S("refused"), 0, one->why);
    }
}

static isize count_due(const struct sending *s, bool net)
{
    isize n = 0;
    for (isize i = 0; i < s->n; i++)
        n += is_due(&s->v[i]) && (!net || s->v[i].to->way != SEND_FOLDER);
    return n;
}

/* An issue that all of send.to have is due no more. */
static bool settle_lots(struct sending *s)
{
    for (isize i = 0; i < s->nlots; i++) {
        const struct lot *lot = &s->lots[i];
        bool all = lot->due && !lot->broken && !s->o->to.n && !s->o->to_dir.len;
        for (isize k = 0; k < s->n; k++)
            if (s->v[k].issue == lot->issue)
                all = all && (s->v[k].settled || s->v[k].known == DELIVERY_SENT ||
                              s->v[k].known == DELIVERY_DOUBT);
        const struct issue_delivery done = {
            .recipient = S(DELIVERY_ALL), .status = S(DELIVERY_DONE), .time = os_now()};
        if (all && !digest_delivered(delivery_digest(s->log), lot->issue, &done)) return false;
    }
    return true;
}

/* What the log of deliveries knows and the issue does not: a run was cut off between the two. */
static bool record_known(struct sending *s)
{
    for (isize i = 0; i < s->n; i++) {
        const struct shipment *one = &s->v[i];
        const char *how = one->known == DELIVERY_SENT    ? "sent"
                          : one->known == DELIVERY_DOUBT ? "doubt"
                                                         : NULL;
        if (how && !shipment_record(s, one, str_of(how), false)) return false;
    }
    return true;
}

static bool is_nothing(const struct sending *s)
{
    for (isize i = 0; i < s->n; i++)
        if (s->v[i].found || s->v[i].done || is_due(&s->v[i])) return false;
    return !s->r->said.count[DIAG_ERROR];
}

static int work(struct sending *s)
{
    bool writes = !s->o->dry_run && !s->o->eml.len, asked = true;
    if (!recall(s)) return status_of_said(&s->r->said, EXIT_STATE);
    if (writes) {
        if (!record_known(s) || !begin(s)) return status_of_said(&s->r->said, EXIT_STATE);
        to_folders(s);
    }
    if (!s->o->dry_run && count_due(s, true)) asked = shipments_ask(s);
    if (writes && !settle_lots(s)) return status_of_said(&s->r->said, EXIT_STATE);
    sending_report(s);
    if (!asked) return status_of_said(&s->r->said, EXIT_SEND);
    if (s->o->due && is_nothing(s)) return EXIT_NOTHING;
    return s->r->said.count[DIAG_ERROR] ? EXIT_SEND : EXIT_DONE;
}

/* --- the command --- */

static bool is_ready(struct sending *s)
{
    bool mail = false;
    const struct conf *c = s->conf;
    for (isize i = 0; i < s->to.n; i++) mail |= s->to.v[i].way == SEND_MAIL;
    const char *missing =
        mail && !c->send_from.len ? "send.from"
        : mail && !s->o->eml.len && c->send_transport == TRANSPORT_SMTP && !c->smtp_host.len
            ? "send.smtp.host"
            : NULL;
    if (missing) diag(&s->r->said, DIAG_CONF_MISSING, (where){.file = c->file}, "%s", missing);
    return !missing;
}

static int prepare(struct sending *s)
{
    struct strs to = s->o->to.n ? s->o->to : s->conf->send_to;
    if (s->o->to_dir.len) {
        str real = os_real(s->mem, s->o->to_dir);
        to = (struct strs){0};
        strs_add(s->mem, &to, real.len ? real : s->o->to_dir);
    }
    if (!to.n) {
        diag(&s->r->said, DIAG_CONF_MISSING, (where){.file = s->conf->file}, "send.to, or --to");
        return EXIT_CONFIG;
    }
    bool ok = recipients_find(s->mem, s->conf, &to, &s->to, &s->r->said) && is_ready(s);
    return ok ? -1 : status_of_said(&s->r->said, EXIT_CONFIG);
}

static int choose(struct sending *s)
{
    isize books = 0, broken = 0;
    bool ok = names_files(s) ? named(s, &s->o->args) : s->conf->issue_on ? issues(s) : newest(s);
    if (!ok) return status_of_said(&s->r->said, EXIT_CONTENT);
    for (isize i = 0; i < s->nlots; i++) {
        books += s->lots[i].books.n;
        broken += s->lots[i].broken;
    }
    if (books) return plan(s);
    if (broken) return EXIT_SEND;
    if (s->o->allow_empty) return EXIT_DONE;
    if (!s->o->due)
        diag(&s->r->said, DIAG_SEND_NO_BOOK, (where){.file = s->conf->output_dir}, "%s", "");
    return EXIT_NOTHING;
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct conf *conf = make(a, struct conf);
    struct sending s = {.o = o, .r = r, .mem = a, .conf = conf};
    int status = project_conf(o, a, r, conf);
    if (status < 0) status = prepare(&s);
    if (status >= 0) return status;
    s.log = delivery_open(a, conf, &r->said);
    if (!s.log) return status_of_said(&r->said, EXIT_STATE);
    status = choose(&s);
    if (status < 0) status = work(&s);
    delivery_close(s.log);
    return status;
}

const struct cmd cmd_send = {
    .name = "send",
    .args = "[book.yaml] [FILE.epub …]",
    .help = "send the newest book or issue, or files that are named, to people and devices",
    .options = "to to-dir eml dry-run resend due allow-empty",
    .run = run,
};
