/*
 * message.c - one message, made while it is read.
 *
 * RFC 5322 with MIME (RFC 2045, 2046), names in RFC 2047's encoded words and RFC 2231's
 * parameters; ASCII throughout, lines of at most 76 characters.  A text, and behind it
 * the book in base 64, encoded a block at a time: a message needs no memory of its own size.
 */
#include "date.h"
#include "hash.h"
#include "mail_local.h"
#include "os.h"

#include <string.h>

enum {
    LINE_RAW = 57, /* bytes of a line of 76 characters */
    LINE = 78,     /* characters of it, with CR LF */
    LINES = 512,   /* of a block */
};

static bool is_ascii(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] < 0x20 || s.p[i] >= 0x7F) return false;
    return true;
}

/* A text of a header: as it is, or in encoded words of at most 75 characters, each of whole
 * characters. */
static void put_words(struct buf *b, str s)
{
    enum { RAW = 45 }; /* bytes: 60 characters, and "=?UTF-8?B?" and "?=" */
    u8 coded[64];
    if (is_ascii(s) && !str_has(s, S("=?")) && s.len <= 60) {
        buf_add(b, s);
        return;
    }
    for (isize i = 0; i < s.len;) {
        isize n = 0, len;
        while (i + n < s.len) {
            utf8_get(str_skip(s, i + n), &len);
            if (n + len > RAW) break;
            n += len;
        }
        isize made = base64_put(coded, str_head(str_skip(s, i), n));
        buf_printf(b, "%s=?UTF-8?B?%.*s?=", i ? "\r\n " : "", (int)made, (const char *)coded);
        i += n;
    }
}

/* The parameter's value by RFC 2231, section 4. */
static void put_percent(struct buf *b, str s)
{
    buf_add(b, S("UTF-8''"));
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (is_alpha(c) || is_digit(c) || c == '.' || c == '-' || c == '_') buf_byte(b, c);
        else buf_printf(b, "%%%02X", c);
    }
}

static void put_date(struct buf *b, long long now)
{
    static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date d = date_of(now, 0);
    buf_printf(b, "Date: %s, %d %s %lld %02d:%02d:%02d +0000\r\n", days[d.weekday], d.day,
               months[d.month - 1], d.year, d.hour, d.minute, d.second);
}

static void put_base64(struct buf *b, str text)
{
    u8 coded[LINE];
    for (isize i = 0; i < text.len; i += LINE_RAW) {
        isize n = text.len - i < LINE_RAW ? text.len - i : LINE_RAW;
        buf_add(b, (str){coded, base64_put(coded, str_head(str_skip(text, i), n))});
        buf_add(b, S("\r\n"));
    }
}

static void put_head(struct buf *b, const struct delivery *d, long long now)
{
    put_date(b, now);
    buf_add(b, S("From: "));
    put_words(b, d->from_name);
    buf_printf(b, "%s<%.*s>\r\n", d->from_name.len ? " " : "", STR(d->from));
    buf_printf(b, "To: <%.*s>\r\nSubject: ", STR(d->to));
    put_words(b, d->subject);
    buf_printf(b, "\r\nMessage-ID: <%.*s>\r\nMIME-Version: 1.0\r\n", STR(d->id));
}

static void put_text(struct buf *b, const struct delivery *d)
{
    buf_add(b, S("Content-Type: text/plain; charset=UTF-8\r\n"
                 "Content-Transfer-Encoding: base64\r\n\r\n"));
    put_base64(b, d->text);
}

/* No line of base 64 begins with "--", so any boundary will do. */
static str boundary_of(arena *a, const struct delivery *d)
{
    return str_printf(a, "zhbook-%.*s", STR(sha256_hex(a, sha256(d->id), 12)));
}

static void put_attachment_head(struct buf *b, const struct delivery *d)
{
    buf_printf(b,
               "Content-Type: application/epub+zip; name=\"%.*s\"\r\n"
               "Content-Transfer-Encoding: base64\r\n"
               "Content-Disposition: attachment; filename=\"%.*s\"",
               STR(d->name), STR(d->name));
    if (!str_eq(d->shown, d->name)) {
        buf_add(b, S(";\r\n filename*="));
        put_percent(b, d->shown);
    }
    buf_add(b, S("\r\n\r\n"));
}

static long long encoded(long long raw)
{
    long long full = raw / LINE_RAW, rest = raw % LINE_RAW;
    return full * LINE + (rest ? (rest + 2) / 3 * 4 + 2 : 0);
}

bool message_open(struct message *m, arena *a, const struct delivery *d, long long now)
{
    struct buf head = {.mem = a};
    *m = (struct message){.file = -1};
    put_head(&head, d, now);
    if (d->file.len) {
        str boundary = boundary_of(a, d);
        m->file = os_open(d->file, *a);
        if (m->file < 0) return false;
        m->file_size = os_stat(d->file, *a).size;
        buf_printf(&head, "Content-Type: multipart/mixed; boundary=\"%.*s\"\r\n\r\n--%.*s\r\n",
                   STR(boundary), STR(boundary));
        put_text(&head, d);
        buf_printf(&head, "--%.*s\r\n", STR(boundary));
        put_attachment_head(&head, d);
        m->tail = str_printf(a, "--%.*s--\r\n", STR(boundary));
    } else {
        put_text(&head, d);
    }
    m->head = buf_str(&head);
    m->block = make_n(a, u8, LINES * LINE);
    m->size = m->head.len + encoded(m->file_size) + m->tail.len;
    return true;
}

void message_close(struct message *m)
{
    if (m->file >= 0) os_close(m->file);
    m->file = -1;
}

void message_rewind(struct message *m)
{
    m->at = m->from = 0;
    m->have = 0;
}

/* The block that holds byte `at` of the encoded attachment. */
static bool fill(struct message *m, long long at)
{
    u8 raw[LINES * LINE_RAW];
    long long number = at / (LINES * LINE), first = number * (LINES * LINE_RAW);
    long long left = m->file_size - first;
    isize n = left < (isize)sizeof raw ? (isize)left : (isize)sizeof raw;
    if (!os_pread(m->file, first, raw, n)) return m->broken = true, false;
    m->from = number * (LINES * LINE);
    m->have = 0;
    for (isize i = 0; i < n; i += LINE_RAW) {
        isize len = n - i < LINE_RAW ? n - i : LINE_RAW;
        m->have += base64_put(m->block + m->have, (str){raw + i, len});
        m->block[m->have++] = '\r';
        m->block[m->have++] = '\n';
    }
    return true;
}

/* What there is from byte `at` of the message on, up to a seam; {0}: the file is broken. */
static str piece(struct message *m, long long at)
{
    long long body = encoded(m->file_size);
    if (at < m->head.len) return str_skip(m->head, (isize)at);
    at -= m->head.len;
    if (at >= body) return str_skip(m->tail, (isize)(at - body));
    bool here = at >= m->from && at < m->from + m->have;
    if (!here && !fill(m, at)) return (str){0};
    return (str){m->block + (at - m->from), m->have - (isize)(at - m->from)};
}

isize message_read(struct message *m, u8 *to, isize n)
{
    isize done = 0;
    while (done < n && m->at < m->size) {
        str s = piece(m, m->at);
        if (!s.len) break;
        isize take = s.len < n - done ? s.len : n - done;
        memcpy(to + done, s.p, (size_t)take);
        done += take;
        m->at += take;
    }
    return done;
}
