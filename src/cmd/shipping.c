/* shipping.c - the job of deliveries for zhbook-net, its answers, and what is said of them. */
#include "sending_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "wire.h"

/* --- the job --- */

static void put_line(struct buf *b, const char *word, const struct strs *fields)
{
    wire_put(b, str_of(word));
    for (isize i = 0; i < fields->n; i++) wire_put(b, fields->v[i]);
    wire_end(b);
}

static void put_secret(struct buf *b, const struct send_secret *s)
{
    wire_put(b, S("secret"));
    wire_put(b, str_of(s->kind ? s->kind : "none"));
    for (isize i = 0; i < s->words.n; i++) wire_put(b, s->words.v[i]);
    wire_end(b);
}

/* Where the server's password is, as book.yaml says. */
static struct send_secret smtp_secret(arena *a, const struct conf *c)
{
    struct send_secret s = {.kind = "none"};
    if (c->smtp_password_command.n)
        return (struct send_secret){.kind = "command", .words = c->smtp_password_command};
    str word = c->smtp_password_env;
    if (word.len) s.kind = "env";
    else if (c->smtp_password_file.len) {
        s.kind = "file";
        word = conf_path(a, c, c->smtp_password_file);
    }
    if (word.len) strs_add(a, &s.words, word);
    return s;
}

static void put_policy(struct buf *b, arena *a, const struct conf *c)
{
    static const char *const tls[] = {"starttls", "implicit", "none"};
    static const char *const auth[] = {"auto", "plain", "login", "xoauth2"};
    wire_open(b);
    wire_put(b, S("patience"));
    wire_number(b, c->send_timeout);
    wire_number(b, c->send_retries + 1);
    wire_number(b, thousandths(c->send_delay));
    wire_end(b);
    wire_put(b, S("from"));
    wire_put(b, sender_address(c->send_from));
    wire_put(b, sender_name(c->send_from));
    wire_end(b);
    put_line(b, "program", &c->send_sendmail);
    if (!c->smtp_host.len) return;
    wire_put(b, S("server"));
    wire_put(b, c->smtp_host);
    wire_number(b, c->smtp_port);
    wire_put(b, str_of(tls[c->smtp_tls]));
    wire_put(b, str_of(auth[c->smtp_auth]));
    wire_put(b, c->smtp_user);
    wire_put(b, c->smtp_ca.len ? conf_path(a, c, c->smtp_ca) : (str){0});
    wire_end(b);
    struct send_secret secret = smtp_secret(a, c);
    put_secret(b, &secret);
}

/* A title as the name of a file. */
static str shown_name(arena *a, const struct shipment *one)
{
    struct buf b = {.mem = a};
    str title = mail_subject(a, &one->book);
    for (isize i = 0; i < title.len; i++)
        buf_byte(&b, str_has(S("/\\:*?\"<>|"), str_head(str_skip(title, i), 1)) ? '-' : title.p[i]);
    buf_add(&b, one->book.kepub ? S(".kepub.epub") : S(".epub"));
    return buf_str(&b);
}

/* With --eml, the file of this message. */
static str eml_file(struct sending *s, isize i)
{
    isize mails = 0, mine = 0;
    for (isize k = 0; k < s->n; k++) {
        mails += s->v[k].to->way == SEND_MAIL;
        mine += k <= i && s->v[k].to->way == SEND_MAIL;
    }
    str path = s->o->eml;
    if (!path.len)
        path = path_join(s->mem, conf_path(s->mem, s->conf, s->conf->output_dir),
                         s->v[i].issue ? str_printf(s->mem, "mail-%03d.eml", s->v[i].issue)
                                       : S("mail.eml"));
    if (mails < 2) return path;
    bool ends = str_iends(path, S(".eml"));
    str stem = ends ? str_head(path, path.len - 4) : path;
    return str_printf(s->mem, "%.*s-%td.eml", STR(stem), mine);
}

static void put_mail(struct buf *b, struct sending *s, isize i)
{
    const struct shipment *one = &s->v[i];
    static const char *const ways[] = {"program", "smtp", "file"};
    bool file = s->o->eml.len || s->conf->send_transport == TRANSPORT_EML;
    wire_put(b, S("mail"));
    wire_number(b, i);
    wire_put(b, file ? S("file") : str_of(ways[s->conf->send_transport]));
    wire_put(b, one->to->address);
    wire_put(b, mail_subject(s->mem, &one->book));
    wire_put(b, one->id);
    wire_put(b, mail_text(s->mem, &one->book, one->link));
    wire_put(b, one->link.len ? (str){0} : one->book.path);
    wire_put(b, parcel_name(s->mem, &one->book));
    wire_put(b, shown_name(s->mem, one));
    wire_put(b, file ? eml_file(s, i) : one->marker);
    wire_end(b);
}

static void put_dav(struct buf *b, struct sending *s, isize i)
{
    const struct shipment *one = &s->v[i];
    put_secret(b, &one->to->secret);
    wire_put(b, S("put"));
    wire_number(b, i);
    wire_put(b, one->to->address);
    wire_put(b, one->to->user);
    wire_put(b, one->to->ca);
    wire_put(b, one->book.path);
    wire_put(b, parcel_name(s->mem, &one->book));
    wire_put(b, one->marker);
    wire_end(b);
}

static str job_text(struct sending *s)
{
    struct buf b = {.mem = s->mem};
    arena lines = arena_reserve((isize)1 << 30); /* fields are made while b grows */
    struct sending mine = *s;
    mine.mem = &lines;
    put_policy(&b, &lines, s->conf);
    /* Mail first: the server's password holds until a folder names its own. */
    for (isize i = 0; i < s->n; i++)
        if (s->v[i].known == DELIVERY_NONE && s->v[i].to->way == SEND_MAIL) put_mail(&b, &mine, i);
    for (isize i = 0; i < s->n && !s->o->eml.len; i++)
        if (s->v[i].known == DELIVERY_NONE && s->v[i].to->way == SEND_DAV) put_dav(&b, &mine, i);
    return buf_str(&b);
}

/* --- the answers --- */

static void explain(struct sending *s, const struct shipment *one)
{
    struct buf b = {.mem = s->r->said.mem};
    if (one->to->way != SEND_MAIL || one->to->profile != PROFILE_KINDLE || one->code < 500) return;
    kindle_causes(&b, &one->book, *s->mem);
    diag(&s->r->said, DIAG_SEND_CAUSES, (where){.file = one->book.path}, "%.*s", STR(buf_str(&b)));
}

bool shipment_record(struct sending *s, const struct shipment *one, str status, bool again)
{
    struct digest *d = delivery_digest(s->log);
    struct issue_delivery to = {.message = one->id, .status = status, .time = os_now()};
    if (!one->issue) return true;
    if (one->to->way != SEND_MAIL) to.message = parcel_name(s->mem, &one->book);
    to.recipient = sha256_hex(s->mem, sha256(one->to->address), 16);
    return again ? digest_delivered(d, one->issue, &to) : digest_delivered_once(d, one->issue, &to);
}

void shipment_settle(struct sending *s, struct shipment *one, str how, int code, str why)
{
    struct diags *said = &s->r->said;
    where at = {.file = one->book.path};
    bool unknown = str_eq(how, S("unknown"));
    one->done = true;
    one->sent = str_eq(how, S("sent"));
    one->code = code;
    one->why = str_dup(said->mem, why);
    /* A file is no delivery, except for runs that do what is due: they write each but once. */
    bool file = one->to->way == SEND_MAIL &&
                (s->o->eml.len || (s->conf->send_transport == TRANSPORT_EML && !s->o->due));
    enum delivery now = one->sent && !file ? DELIVERY_SENT
                        : unknown          ? DELIVERY_DOUBT
                                           : DELIVERY_NONE;
    if (!s->o->eml.len && delivery_note(s->log, one->key, one->id, now) && !unknown)
        os_remove(one->marker, *s->mem);
    if (!s->o->eml.len && !(one->sent && file))
        shipment_record(s, one, unknown ? S("doubt") : how, true);
    one->settled = now != DELIVERY_NONE;
    if (one->sent) return;
    diag(said,
         unknown                   ? DIAG_SEND_UNKNOWN
         : str_eq(how, S("later")) ? DIAG_SEND_LATER
                                   : DIAG_SEND_REFUSED,
         at, "%.*s: %.*s", STR(one->to->name), STR(one->why));
    explain(s, one);
}

static void take_line(struct sending *s, str line, bool *ended)
{
    arena scratch = *s->mem;
    str word = wire_take(&scratch, &line);
    if (str_eq(word, S("end"))) *ended = true;
    if (!str_eq(word, S("done"))) return;
    long long i = wire_take_number(&line);
    if (i < 0 || i >= s->n || s->v[i].done) return;
    str how = wire_take(&scratch, &line);
    int code = (int)wire_take_number(&line);
    shipment_settle(s, &s->v[i], how, code, wire_take(&scratch, &line));
}

bool shipments_ask(struct sending *s)
{
    struct os_run child;
    struct strs argv = {0};
    struct diags *said = &s->r->said;
    enum { LONGEST = 64 << 10 };
    bool ended = false;
    str program = os_neighbour(s->mem, "zhbook-net");
    if (!program.len) {
        diag(said, DIAG_NET_NONE, (where){0}, "%s", "");
        return false;
    }
    strs_add(s->mem, &argv, program);
    strs_add(s->mem, &argv, S("deliver"));
    str job = job_text(s);
    if (!os_run_start(&child, &argv, job, *s->mem, said)) return false;
    u8 *room = make_n(s->mem, u8, LONGEST);
    isize have = 0, got;
    while ((got = os_run_read(&child, room + have, LONGEST - have)) > 0) {
        str text = {room, have + got};
        struct cut c = str_cut(text, '\n');
        for (; c.ok; c = str_cut(text, '\n')) {
            take_line(s, c.head, &ended);
            text = c.tail;
        }
        for (isize i = 0; i < text.len && text.p != room; i++) room[i] = text.p[i];
        have = text.len;
    }
    int status = os_run_end(&child);
    if (!ended) diag(said, DIAG_NET_ENDED, (where){0}, "exit status %d", status);
    return ended;
}

/* --- what is said --- */

static const char *state_of(const struct sending *s, const struct shipment *one)
{
    if (one->known == DELIVERY_SENT) return "before";
    if (one->known == DELIVERY_DOUBT) return "doubt";
    if (s->o->dry_run) return "would";
    if (!one->done) return "not";
    return one->sent ? "sent" : "failed";
}

static long long size_of(const struct shipment *one)
{
    bool mailed = one->to->way == SEND_MAIL && !one->link.len;
    return mailed ? parcel_mailed(&one->book) : one->link.len ? 0 : one->book.size;
}

static void record(struct buf *out, const struct sending *s, const struct shipment *one)
{
    buf_printf(out, "{\"delivery\":\"%s\",\"to\":\"", state_of(s, one));
    json_text(out, one->to->name);
    buf_add(out, S("\",\"file\":\""));
    json_text(out, one->book.path);
    buf_printf(out, "\",\"bytes\":%lld,\"code\":%d", size_of(one), one->code);
    if (one->to->way == SEND_MAIL) buf_printf(out, ",\"message_id\":\"%.*s\"", STR(one->id));
    buf_add(out, S(",\"why\":\""));
    json_text(out, one->why);
    buf_add(out, S("\"}\n"));
}

static void line(struct buf *out, const struct sending *s, const struct shipment *one)
{
    const char *unit = one->to->way == SEND_MAIL && !one->link.len ? " encoded" : "";
    buf_printf(out, "%-8s", state_of(s, one));
    text_shown(out, one->to->name);
    buf_printf(out, "  %.1f MB%s  ", (double)size_of(one) / 1e6, unit);
    text_shown(out, path_name(one->book.path));
    if (one->to->way == SEND_MAIL) buf_printf(out, "  <%.*s>", STR(one->id));
    buf_byte(out, '\n');
}

void sending_report(struct sending *s)
{
    for (isize i = 0; i < s->n; i++) {
        const struct shipment *one = &s->v[i];
        bool old = one->known == DELIVERY_SENT || (one->known == DELIVERY_DOUBT && !one->found);
        if (s->o->due && old && !one->done) continue;
        if (one->known == DELIVERY_DOUBT && !one->done)
            diag(&s->r->said, DIAG_SEND_DOUBT, (where){.file = one->book.path}, "%.*s",
                 STR(one->to->name));
        if (s->o->json) record(&s->r->out, s, one);
        else if (!s->o->quiet) line(&s->r->out, s, one);
    }
}
