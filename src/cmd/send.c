/* send.c - `zhbook send`: finished books to people and devices.  See send.h. */
#include "delivery.h"
#include "epub.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "sending_local.h"

/* --- what is sent --- */

/* Of the books in output.dir those of the newest date: the editions and volumes of one issue. */
static bool newest(struct sending *s)
{
    arena *a = s->mem;
    struct strs names = {0};
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
        if (order > 0) s->books.n = 0;
        last = b.modified;
        s->books.v = make_room(a, s->books.v, s->books.n);
        s->books.v[s->books.n++] = p;
    }
    return true;
}

static bool named(struct sending *s, const struct strs *args)
{
    bool ok = true;
    for (isize i = 0; i < args->n; i++) {
        struct parcel p;
        if (is_book_name(args->v[i])) continue;
        ok = parcel_read(s->mem, args->v[i], &p, &s->r->said) && ok;
        if (!ok) continue;
        s->books.v = make_room(s->mem, s->books.v, s->books.n);
        s->books.v[s->books.n++] = p;
    }
    return ok;
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

static void plan_one(struct sending *s, const struct recipient *r, const struct parcel *p)
{
    s->v = make_room(s->mem, s->v, s->n);
    struct shipment *one = &s->v[s->n++];
    *one = (struct shipment){.to = r, .book = *p};
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

static int plan(struct sending *s)
{
    bool ok = true;
    for (isize i = 0; i < s->to.n; i++) {
        struct parcels mine = parcels_for(s->mem, &s->books, &s->to.v[i]);
        if (!mine.n) {
            diag(&s->r->said, DIAG_SEND_NONE, (where){0}, "%.*s", STR(s->to.v[i].name));
            ok = false;
        }
        for (isize k = 0; k < mine.n; k++) plan_one(s, &s->to.v[i], &mine.v[k]);
    }
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

static int work(struct sending *s)
{
    if (!recall(s)) return status_of_said(&s->r->said, EXIT_STATE);
    if (!s->o->dry_run && !s->o->eml.len) {
        if (!begin(s)) return status_of_said(&s->r->said, EXIT_STATE);
        to_folders(s);
    }
    bool asked = s->o->dry_run || !count_due(s, true) || shipments_ask(s);
    sending_report(s);
    if (!asked) return status_of_said(&s->r->said, EXIT_SEND);
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
    isize files = 0;
    for (isize i = 0; i < s->o->args.n; i++) files += !is_book_name(s->o->args.v[i]);
    if (s->o->to_dir.len) {
        str real = os_real(s->mem, s->o->to_dir);
        to = (struct strs){0};
        strs_add(s->mem, &to, real.len ? real : s->o->to_dir);
    }
    if (!to.n) {
        diag(&s->r->said, DIAG_CONF_MISSING, (where){.file = s->conf->file}, "send.to, or --to");
        return EXIT_CONFIG;
    }
    if (!recipients_find(s->mem, s->conf, &to, &s->to, &s->r->said) || !is_ready(s))
        return status_of_said(&s->r->said, EXIT_CONFIG);
    if (!(files ? named(s, &s->o->args) : newest(s)))
        return status_of_said(&s->r->said, EXIT_CONTENT);
    if (s->books.n) return plan(s);
    if (s->o->allow_empty) return EXIT_DONE;
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
    status = work(&s);
    delivery_close(s.log);
    return status;
}

const struct cmd cmd_send = {
    .name = "send",
    .args = "[book.yaml] [FILE.epub …]",
    .help = "send the newest book, or those that are named, to people and devices",
    .options = "to to-dir eml dry-run resend allow-empty",
    .run = run,
};
