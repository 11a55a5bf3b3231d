/* check.c - named checks of texts; a row's range in conf.def names one. */
#include "conf_local.h"
#include "date.h"
#include "device.h"
#include "html.h"
#include "lang.h"
#include "limit.h"
#include "os.h"
#include "pattern.h"
#include "peer.h"
#include "selector.h"
#include "url.h"

#include <string.h>

#define ZONES "/usr/share/zoneinfo/"

static bool refuse(struct reading *r, const char *what, const struct yaml *v, str text,
                   const char *why)
{
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" %s", what, STR(text), why);
    return false;
}

static bool required(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    *text = str_trim(*text);
    if (text->len) return true;
    diag(r->ds, DIAG_CONF_MISSING, reading_at(r, v), "%s", what);
    return false;
}

/* --- language ---------------------------------------------------------------- */

static bool lang(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    if (lang_ok(*text)) return true;
    str mended = lang_mend(r->mem, *text);
    if (!mended.len)
        return refuse(r, what, v, *text, "is no language tag (BCP 47); zh-CN, zh-Hant or en are");
    diag(r->ds, DIAG_CONF_LANG, reading_at(r, v), "%s: %.*s for %.*s", what, STR(mended),
         STR(*text));
    *text = mended;
    return true;
}

/* --- time ------------------------------------------------------------------------ */

/* Two digits at p. */
static int two(const u8 *p)
{
    return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10 + p[1] - '0' : 100;
}

/* YYYY-MM-DD, a day that there was. */
static bool is_day(str s)
{
    if (s.len != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    int century = two(s.p), year = two(s.p + 2), month = two(s.p + 5), day = two(s.p + 8);
    return century < 100 && year < 100 && date_exists(century * 100 + year, month, day);
}

static bool date(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    long long days;
    str s = *text = str_trim(*text);
    int which;
    bool is_unit = str_ends(s, S("d")) || str_ends(s, S("w"));
    if (!s.len || is_day(s) || name_find("today|this-week|last-week|last-issue", s, &which))
        return true;
    if (s.len == 8 && str_eq((str){s.p + 4, 2}, S("-W")) && str_int(str_head(s, 4), &days) &&
        days && str_int(str_skip(s, 6), &days) && days >= 1 && days <= 53)
        return true;
    if (s.p[0] == '-' && is_unit && s.len > 2 &&
        str_int(str_head(str_skip(s, 1), s.len - 2), &days) && days <= 100000)
        return true;
    return refuse(
        r, what, v, s,
        "is no day; 2024-02-29, -7d, -2w, 2024-W09, today, this-week, last-week or last-issue are");
}

static bool instant(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    long long s;
    *text = str_trim(*text);
    if (str_eq(*text, S("auto")) || is_day(*text)) return true;
    if (str_int(*text, &s) && s <= 253402300799LL) return true; /* until the end of 9999 */
    return refuse(r, what, v, *text, "is no time; auto, 1700000000 or 2024-02-29 are");
}

static bool is_offset(str s)
{
    if (s.len != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':') return false;
    return two(s.p + 1) <= 14 && two(s.p + 4) <= 59;
}

/* A name of the tz database, so that nothing else of the machine is opened. */
static bool is_zone_name(str s)
{
    if (!s.len || s.len > 80 || s.p[0] == '/' || str_has(s, S(".")) || str_has(s, S("//")))
        return false;
    for (isize i = 0; i < s.len; i++)
        if (!is_alpha(s.p[i]) && !is_digit(s.p[i]) && !strchr("/_+-", s.p[i])) return false;
    return true;
}

static bool zone(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    u8 magic[4];
    arena scratch = *r->mem;
    *text = str_trim(*text);
    if (is_offset(*text)) return true;
    if (is_zone_name(*text)) {
        str path = str_printf(&scratch, ZONES "%.*s", STR(*text));
        if (os_stat(path, scratch).kind == OS_FILE && os_read_at(path, 0, magic, 4, scratch) &&
            !memcmp(magic, "TZif", 4))
            return true;
    }
    return refuse(r, what, v, *text, "is no time zone; Asia/Shanghai, UTC or +08:00 are");
}

/* --- files --------------------------------------------------------------------------- */

static bool stands(struct reading *r, const char *what, const struct yaml *v, str text, int kinds)
{
    arena scratch = *r->mem;
    if (!text.len) return refuse(r, what, v, text, "is no path");
    if (r->conf->root.len) return true; /* whoever moved the files knows */
    enum os_kind kind = os_stat(conf_path(&scratch, r->conf, text), scratch).kind;
    if (kind != OS_NONE && (kinds & 1 << kind)) return true;
    const char *why = kind == OS_NONE   ? "there is no such file or folder"
                      : kind == OS_FILE ? "is a file, not a folder"
                      : kind == OS_DIR  ? "is a folder, not a file"
                                        : "is neither file nor folder";
    diag(r->ds, DIAG_CONF_PATH, reading_at(r, v), "%s: %.*s: %s", what, STR(text), why);
    return false;
}

static bool source(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    return stands(r, what, v, *text, 1 << OS_DIR | 1 << OS_FILE);
}

static bool folder(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    return stands(r, what, v, *text, 1 << OS_DIR);
}

/* The default may be there or not. */
static bool sheets(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    return r->whole || stands(r, what, v, *text, 1 << OS_DIR);
}

static bool file(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    return stands(r, what, v, *text, 1 << OS_FILE);
}

static bool encoding(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    *text = str_trim(*text);
    if (str_eq(*text, S("auto")) || html_encoding(*text)) return true;
    return refuse(r, what, v, *text, "is no encoding; auto, utf-8, gb18030 or big5 are");
}

static bool device(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct near near = near_start(*text);
    if (device_of(*text)) return true;
    for (const struct device *d = devices; d->name; d++) near_offer(&near, str_of(d->name));
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" is no device that is known%.*s",
         what, STR(*text), STR(near_text(r->mem, &near, (str){0})));
    return false;
}

static bool service(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct near near = near_start(*text);
    if (!text->len || limit_of(*text)) return true;
    for (const struct limit *l = limits; l->name; l++) near_offer(&near, str_of(l->name));
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" is no service that is known%.*s",
         what, STR(*text), STR(near_text(r->mem, &near, (str){0})));
    return false;
}

/* --- small languages -------------------------------------------------------------------- */

static bool order(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    static const char words[] = "date|title|author|votes|weight|path|manual";
    int which;
    *text = str_trim(*text);
    struct cut c = str_cut(*text, ' ');
    str way = str_trim(c.tail);
    if (!name_find(words, c.head, &which)) {
        struct near near = near_start(c.head);
        near_offer_all(&near, words);
        str hint = near_text(r->mem, &near, (str){0});
        if (str_starts(c.head, S("-")) && name_find(words, str_skip(c.head, 1), &which))
            hint = str_printf(r->mem, "; write %.*s desc", STR(str_skip(c.head, 1)));
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" is not one of %s%.*s", what,
             STR(c.head), words, STR(hint));
        return false;
    }
    if (!way.len || name_find("asc|desc", way, &which)) return true;
    return refuse(r, what, v, way, "is neither asc nor desc");
}

/* The column of a byte of a scalar's text; the scalar's own when quotes or line breaks hide it. */
where reading_at_byte(const struct reading *r, const struct yaml *v, isize byte)
{
    where at = reading_at(r, v);
    isize quotes = v->raw.len - v->text.len; /* 2 if there are quotes, and no escapes */
    if (at.col && (quotes == 0 || quotes == 2) && !str_has(v->raw, S("\n")))
        at.col += (int)(quotes / 2 + utf8_len(str_head(v->text, byte)));
    return at;
}

/* The fields of a name, so that it can be tried; those of an issue have other values then. */
static const struct pattern_field fields[] = {
    {.name = "slug"},
    {.name = "device"},
    {.name = "title"}, /* titles have those from here on */
    {.name = "date", .kind = PATTERN_DATE, .date = {2021, 8, 14, 0, 0, 0, 5}},
    {.name = "issue", .kind = PATTERN_NUMBER, .number = 12},
    {.name = "week", .kind = PATTERN_DATE, .date = {2021, 8, 14, 0, 0, 0, 5}},
    {.name = "from", .kind = PATTERN_DATE, .date = {2021, 8, 9, 0, 0, 0, 0}},
    {.name = "to", .kind = PATTERN_DATE, .date = {2021, 8, 15, 0, 0, 0, 6}},
};

bool pattern_check(struct reading *r, const char *what, const struct yaml *v, str text, bool file)
{
    arena scratch = arena_reserve((isize)64 << 20);
    u8 *start = scratch.at;
    struct buf out = {.mem = &scratch};
    struct pattern_fault fault;
    const isize from = file ? 0 : 2;
    isize skipped = text.len && text.p >= v->text.p ? text.p - v->text.p : 0;
    bool ok = pattern_expand(&out, text, fields + from, COUNT(fields) - from, &fault);
    if (!ok)
        diag(r->ds, DIAG_CONF_PATTERN, reading_at_byte(r, v, skipped + fault.at), "%s: %.*s", what,
             STR(fault.why));
    arena_release(start, scratch.end);
    return ok;
}

static bool pattern(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    *text = str_trim(*text);
    return pattern_check(r, what, v, *text, false);
}

/* A file name: a pattern without folders. */
static bool name(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    str s = *text = str_trim(*text);
    if (!s.len || str_has(s, S("/")) || str_has(s, S("\n")) || s.p[0] == '.')
        return refuse(r, what, v, s, "is no file name");
    return pattern_check(r, what, v, s, true);
}

/* Of an issue. */
static bool number(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    long long n;
    *text = str_trim(*text);
    if (str_eq(*text, S("next")) || (str_int(*text, &n) && n >= 1 && n <= 999999)) return true;
    return refuse(r, what, v, *text, "is neither next nor a number from 1 to 999999");
}

/* The file of the issues' state; what people read and merge is another one. */
static bool state(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    *text = str_trim(*text);
    if (str_ends(*text, S(".db"))) return true;
    return refuse(r, what, v, *text,
                  "does not end in .db; YAML is what zhbook issues --export writes");
}

static bool selector(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct selector_fault fault;
    *text = str_trim(*text);
    isize skipped = text->len ? text->p - v->text.p : 0;
    if (selector_ok(*text, &fault, *r->mem)) return true;
    diag(r->ds, DIAG_CONF_VALUE, reading_at_byte(r, v, skipped + fault.at),
         "%s: \"%.*s\" is no selector: %s", what, STR(*text), fault.why);
    return false;
}

/* What an element may become: a tag, and a class that the style sheets know. */
static bool element(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    static const char tags[] =
        "h1|h2|h3|h4|h5|h6|p|div|section|aside|blockquote|pre|figure|figcaption|ul|"
        "ol|li|dl|dt|dd|hr|table|thead|tbody|tr|th|td|caption|span|em|strong|b|i|u|"
        "s|code|kbd|sub|sup|small|mark|q|cite|ruby|rt|details|summary";
    static const char classes[] = ""
#define C(name) name "|"
#include "class.def"
#undef C
        ;
    struct cut c = str_cut(*text = str_trim(*text), '.');
    int which;
    bool is_tag = name_find(tags, c.head, &which);
    if (is_tag && (!c.ok || (c.tail.len && name_find(classes, c.tail, &which)))) return true;
    struct near near = near_start(is_tag ? c.tail : c.head);
    near_offer_all(&near, is_tag ? classes : tags);
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" is no %s%.*s", what,
         STR(is_tag ? c.tail : c.head),
         is_tag ? "class of zhbook's style sheets" : "element that something can become",
         STR(near_text(r->mem, &near, (str){0})));
    return false;
}

/* --- fetching --- */

/* "0.2": at most a minute, to the thousandth. */
bool mail_is_address(str s)
{
    struct cut c = str_cut(s, '@');
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7F || str_has(S("<>()[],;:\\\""), (str){s.p + i, 1}))
            return false;
    return c.head.len && c.head.len <= 64 && c.tail.len && c.tail.len <= 253 &&
           !str_has(c.tail, S("@")) && c.tail.p[0] != '.' && !str_ends(c.tail, S("."));
}

static bool seconds(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct cut c = str_cut(*text = str_trim(*text), '.');
    long long whole, part = 0;
    if (str_int(c.head, &whole) && (!c.ok || (c.tail.len <= 3 && str_int(c.tail, &part))) &&
        (whole < 60 || (whole == 60 && !part)))
        return true;
    return refuse(r, what, v, *text, "is no time; seconds from 0 to 60 are, 0.2 for one");
}

/* "a@b.org" or "name <a@b.org>". */
static bool sender(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    *text = str_trim(*text);
    isize open = str_byte(*text, '<', 0);
    bool named = open >= 0 && str_ends(*text, S(">"));
    str address = named ? str_skip(str_head(*text, text->len - 1), open + 1) : *text;
    if (mail_is_address(address)) return true;
    return refuse(r, what, v, *text, "is no address of mail; digest@example.org is");
}

static bool listen(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct peer p;
    if (peer_read(*text, &p)) return true;
    return refuse(r, what, v, *text, "is no address; 127.0.0.1, 0.0.0.0 and ::1 are");
}

static bool peer(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct peer_rule rule;
    arena scratch = *r->mem;
    *text = str_trim(*text);
    if (peer_rule_read(&scratch, *text, &rule)) return true;
    return refuse(r, what, v, *text,
                  "is no address; nas.home, 10.0.0.0/8, [fd00::1]:8080 or 127.0.0.1 are");
}

/* A host, or "*." before the end of several. */
static bool host(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    struct peer_rule rule;
    arena scratch = *r->mem;
    str s = *text = str_lower(r->mem, str_trim(*text));
    if (str_starts(s, S("*."))) s = str_skip(s, 2);
    if (peer_rule_read(&scratch, s, &rule) && !str_has(s, S("/"))) return true;
    return refuse(r, what, v, *text, "is no host; img.example.com, *.example.com are");
}

static bool referer(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    str s = *text = str_trim(*text), clean;
    if (!s.len) return true;
    if (url_clean(r->mem, s, (str){0}, &clean) &&
        (str_starts(clean, S("http://")) || str_starts(clean, S("https://")))) {
        *text = clean;
        return true;
    }
    return refuse(r, what, v, s, "is no page; https://www.example.com/ is, and \"\" is none");
}

/* The name of a page that has a template. */
static bool page(struct reading *r, const char *what, const struct yaml *v, str *text)
{
    static const char pages[] = ""
#define PAGE(id, name, help) name "|"
#include "slot.def"
        ;
    int which;
    *text = str_trim(*text);
    if (text->len && name_find(pages, *text, &which)) return true;
    struct near near = near_start(*text);
    near_offer_all(&near, pages);
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: \"%.*s\" is no page%.*s", what, STR(*text),
         STR(near_text(r->mem, &near, (str){0})));
    return false;
}

static const struct check checks[] = {
    {"required", "must be given", required},
    {"lang", "a language tag, BCP 47", lang},
    {"date", "2024-02-29, -7d, -2w, 2024-W09, today, this-week, last-week or last-issue", date},
    {"instant", "auto, seconds since 1970 or a date", instant},
    {"zone", "a name of the tz database or +08:00", zone},
    {"source", "must exist", source},
    {"folder", "must exist", folder},
    {"file", "must exist", file},
    {"sheets", "must exist, unless it is the default", sheets},
    {"device", "the name of a device, as kindle-pw6; book.yaml(5) lists them", device},
    {"service", "kindle-mail, gmail, outlook, qq-mail, mailjet or mail", service},
    {"encoding", "auto or a label of the Encoding Standard", encoding},
    {"order", "date, title, author, votes, weight, path or manual, each with asc or desc", order},
    {"selector", "selectors: tag, .class, #id, [attribute=value], a b, a > b, a list", selector},
    {"element", "an element or element.class, as in {\"div.title\": h2}", element},
    {"name",
     "a file name; {slug}, {title}, {date}, {device}; of an issue {issue}, {week}, {from}, {to}",
     name},
    {"pattern", "a text; {title}, {issue}, {date}, {week}, {from}, {to}", pattern},
    {"number", "next, or 1 and up", number},
    {"state", "a file name that ends in .db", state},
    {"page", "a page that has a template", page},
    {"template", "pages and files, as in {cover: my-cover.xhtml}; `zhbook help templates` has them",
     file},
    {"seconds", "seconds from 0 to 60, to the thousandth", seconds},
    {"listen", "an address of this machine, as numbers", listen},
    {"sender", "an address, or a name and <an address>", sender},
    {"peer", "a host, an address or a block of them, as in 10.0.0.0/8, with or without a port",
     peer},
    {"host", "a host; *.example.com", host},
    {"referer", "a page, or \"\" for none, as in {\"*.example.com\": \"https://www.example.com/\"}",
     referer},
};

const struct check *check_find(const char *wanted)
{
    for (isize i = 0; i < COUNT(checks); i++)
        if (!strcmp(checks[i].name, wanted)) return &checks[i];
    return NULL;
}

const struct check *check_of_keys(const char *wanted)
{
    if (!strcmp(wanted, "template")) return check_find("page");
    return check_find(strcmp(wanted, "referer") ? "selector" : "host");
}
