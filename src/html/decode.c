/*
 * decode.c - bytes in any encoding become UTF-8.  The only file that knows iconv
 * and ICU's detector.
 *
 * Most pages are UTF-8 and are handed on as they are.  For the rest the page's
 * own word counts, unless the bytes refute it; without one GB18030 and Big5 are
 * told apart by which of them finds common characters, because ICU needs longer
 * texts than a title, and ICU decides what is left.
 */
#include "html.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unicode/ucsdet.h>
#include <unicode/uversion.h>

#define REPLACEMENT S("\xEF\xBF\xBD")

struct encoding {
    const char *name, *converter, *labels;
};

static const struct encoding encodings[] = {
#define E(name, converter, labels) {name, converter, labels},
#include "encodings.def"
#undef E
};

static const struct encoding *find(str label)
{
    label = str_trim(label);
    for (isize i = 0; i < COUNT(encodings); i++)
        for (struct cut c = {.tail = str_of(encodings[i].labels)}; c.tail.len;) {
            c = str_cut(c.tail, ' ');
            if (str_ieq(c.head, label)) return &encodings[i];
        }
    return NULL;
}

const char *html_encoding(str label)
{
    const struct encoding *e = find(label);
    return e ? e->name : NULL;
}

/* --- converting ---------------------------------------------------------------- */

/* Faults become U+FFFD; how many is returned. */
static isize from_utf8(struct buf *out, str s)
{
    isize faults = 0, len, from = 0;
    for (isize i = 0; i < s.len; i += len) {
        str rest = str_skip(s, i);
        bool fault =
            s.p[i] >= 0x80 && utf8_get(rest, &len) == 0xFFFD && !str_starts(rest, REPLACEMENT);
        if (s.p[i] < 0x80) len = 1;
        if (!fault) continue;
        buf_add(out, str_head(str_skip(s, from), i - from));
        buf_add(out, REPLACEMENT);
        from = i + len;
        faults++;
    }
    buf_add(out, str_skip(s, from));
    return faults;
}

static isize from_utf16(struct buf *out, str s, bool big)
{
    isize faults = s.len & 1;
    buf_room(out, s.len / 2 * 3 + 3);
    for (isize i = 0; i + 1 < s.len; i += 2) {
        u32 c = (u32)(big ? s.p[i] << 8 | s.p[i + 1] : s.p[i + 1] << 8 | s.p[i]);
        u32 low = 0;
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.len)
            low = (u32)(big ? s.p[i + 2] << 8 | s.p[i + 3] : s.p[i + 3] << 8 | s.p[i + 2]);
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
            faults++;
        }
        buf_rune(out, c);
    }
    if (s.len & 1) buf_add(out, REPLACEMENT);
    return faults;
}

/* 0x80 in GBK is the euro sign of Windows, as browsers read it. */
static bool is_euro(const struct encoding *e, u8 c)
{
    return c == 0x80 && !strcmp(e->converter, "GB18030");
}

/* Stops behind `most` faults: then it is not this encoding. */
static isize from_iconv(struct buf *out, str s, const struct encoding *e, isize most)
{
    isize faults = 0;
    iconv_t cd = iconv_open("UTF-8", e->converter);
    if (cd == (iconv_t)-1) return from_utf8(out, s) + 1; /* a system without this converter */
    char *in = (char *)(uintptr_t)s.p;
    size_t left = (size_t)s.len;
    while (left && faults <= most) {
        buf_room(out, (isize)left + 16);
        char *to = (char *)out->p + out->len;
        size_t room = (size_t)(out->cap - out->len);
        size_t bad = iconv(cd, &in, &left, &to, &room);
        out->len = (u8 *)to - out->p;
        if (bad != (size_t)-1 || errno == E2BIG || !left) continue;
        if (is_euro(e, (u8)*in)) {
            buf_rune(out, 0x20AC);
        } else {
            buf_add(out, REPLACEMENT);
            faults++;
        }
        in++;
        left--;
        iconv(cd, NULL, NULL, NULL, NULL);
    }
    iconv_close(cd);
    return faults;
}

/* s by e; how many faults became U+FFFD is returned, and the text is good if they are not
 * more than `most`. */
static isize convert_most(arena *a, str s, const struct encoding *e, isize most,
                          struct html_text *out)
{
    struct buf b = {.mem = a};
    bool wide = str_starts(str_of(e->name), S("UTF-16"));
    isize faults = e->converter[0] ? from_iconv(&b, s, e, most)
                   : wide          ? from_utf16(&b, s, !strcmp(e->name, "UTF-16BE"))
                   : utf8_ok(s)    ? 0
                                   : from_utf8(&b, s);
    bool view = !e->converter[0] && !wide && !faults;
    str text = view ? s : buf_str(&b);
    if (str_starts(text, S("\xEF\xBB\xBF"))) text = str_skip(text, 3);
    *out = (struct html_text){.text = text, .encoding = e->name, .lossy = faults > 0};
    return faults;
}

static void convert(arena *a, str s, const struct encoding *e, struct html_text *out)
{
    convert_most(a, s, e, PTRDIFF_MAX - 1, out);
}

/* The same, only if every byte is text; nothing is kept otherwise. */
static bool convert_strict(arena *a, str s, const struct encoding *e, struct html_text *out)
{
    arena before = *a;
    if (!convert_most(a, s, e, 0, out)) return true;
    *a = before;
    return false;
}

/* --- judging ---------------------------------------------------------------------- */

static const struct encoding *by_bom(str s)
{
    if (str_starts(s, S("\xEF\xBB\xBF"))) return find(S("utf-8"));
    if (str_starts(s, S("\xFF\xFE"))) return find(S("utf-16le"));
    if (str_starts(s, S("\xFE\xFF"))) return find(S("utf-16be"));
    return NULL;
}

/* Does what UTF-16 says read like text?  Nearly all of it must be common characters. */
static bool reads_well(arena scratch, str s, bool big)
{
    struct buf b = {.mem = &scratch};
    isize usual = 0, n = 0, len;
    if (from_utf16(&b, s, big)) return false;
    str text = buf_str(&b);
    for (isize i = 0; i < text.len; i += len, n++) {
        u32 c = utf8_get(str_skip(text, i), &len);
        usual += (c >= 0x20 && c < 0x180) || (c >= 0x2000 && c < 0x2070) || c == '\n' ||
                 c == '\r' || c == '\t' || (c >= 0x3000 && c < 0x3100) ||
                 (c >= 0x4E00 && c < 0xA000) || (c >= 0xFF00 && c < 0xFFF0) || c >= 0x10000;
    }
    return usual * 50 >= n * 49;
}

/* UTF-16 without a BOM shows in the zero halves of its ASCII, all on one side.  In what is
 * UTF-8 as well, only markup in UTF-16 has so many zeros that they are no accident. */
static const struct encoding *by_zeros(arena scratch, str s, bool is_utf8)
{
    enum { SAMPLE = 1 << 16 };
    isize zeros[2] = {0}, pairs;
    if (s.len & 1) return NULL;
    if (s.len > SAMPLE) s = str_head(s, SAMPLE);
    for (isize i = str_byte(s, 0, 0); i >= 0; i = str_byte(s, 0, i + 1)) zeros[i & 1]++;
    bool big = zeros[0] > zeros[1];
    isize many = zeros[!big], few = zeros[big];
    pairs = s.len / 2;
    if (many < 2 || few * 20 > many || many * (is_utf8 ? 3 : 100) < pairs) return NULL;
    /* A sample may end between surrogates. */
    u8 top = s.p[big ? s.len - 2 : s.len - 1];
    if (top >= 0xD8 && top < 0xDC) s.len -= 2;
    return reads_well(scratch, s, big) ? find(big ? S("utf-16be") : S("utf-16le")) : NULL;
}

/* UTF-8 with a few bytes broken or cut off, rather than something else. */
static bool mostly_utf8(str s)
{
    enum { ENOUGH = 1000 };
    isize good = 0, bad = 0, len;
    for (isize i = 0; i < s.len && (bad < ENOUGH || good >= 4 * bad); i += len) {
        len = 1;
        if (s.p[i] < 0x80) continue;
        if (utf8_get(str_skip(s, i), &len) == 0xFFFD && len < 3) bad++;
        else good++;
    }
    return good >= 4 * bad;
}

/* How much of the two-byte text is common in GB2312 (symbols and the first level) and in Big5
 * (symbols and the frequent plane), in thousandths. */
static void weigh(str s, int *gb, int *big5)
{
    isize gb_common = 0, big5_common = 0, gb_n = 1, big5_n = 1;
    for (isize i = 0; i + 1 < s.len; i++) {
        if (s.p[i] < 0x81) continue;
        u8 lead = s.p[i], trail = s.p[++i];
        gb_n++;
        gb_common +=
            trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xD7));
        big5_n++;
        big5_common +=
            (trail >= 0xA1 || (trail >= 0x40 && trail < 0x7F)) && lead >= 0xA1 && lead <= 0xC6;
    }
    *gb = (int)(gb_common * 1000 / gb_n);
    *big5 = (int)(big5_common * 1000 / big5_n);
}

/* What ICU's detector says, if we know it and it is sure enough; in {0..100}. */
static const struct encoding *by_icu(str s, int sure)
{
    enum { SAMPLE = 1 << 16 };
    UErrorCode bad = U_ZERO_ERROR;
    const struct encoding *found = NULL;
    UCharsetDetector *detector = ucsdet_open(&bad);
    if (U_FAILURE(bad)) return NULL;
    if (s.len > SAMPLE) s = str_head(s, SAMPLE);
    ucsdet_enableInputFilter(detector, true);
    ucsdet_setText(detector, (const char *)s.p, (int32_t)s.len, &bad);
    const UCharsetMatch *match = ucsdet_detect(detector, &bad);
    if (match && U_SUCCESS(bad) && ucsdet_getConfidence(match, &bad) >= sure)
        found = find(str_of(ucsdet_getName(match, &bad)));
    ucsdet_close(detector);
    return found;
}

/* Chinese without a word about its encoding.  If its characters leave no doubt, a byte that is
 * broken or cut off does not change that; otherwise every byte must be text. */
static bool chinese(arena *a, str s, struct html_text *out)
{
    enum { COMMON = 600, CLEAR = 150 };
    const struct encoding *gb = find(S("gb18030")), *big5 = find(S("big5"));
    int gb_weight, big5_weight;
    weigh(s, &gb_weight, &big5_weight);
    bool is_gb = gb_weight >= big5_weight;
    int best = is_gb ? gb_weight : big5_weight, rest = is_gb ? big5_weight : gb_weight;
    bool clear = best >= COMMON && best - rest >= CLEAR;
    if (clear) {
        convert(a, s, is_gb ? gb : big5, out);
        return true;
    }
    const struct encoding *icu = by_icu(s, 10);
    if (icu != gb && icu != big5 && best < COMMON) return false;
    if (icu == gb || icu == big5) is_gb = icu == gb;
    return convert_strict(a, s, is_gb ? gb : big5, out) ||
           convert_strict(a, s, is_gb ? big5 : gb, out);
}

/* Western is what programs write that do not know: Chinese bytes refute it. */
static bool is_doubtful(const struct encoding *e, str s)
{
    const struct encoding *icu;
    if (!str_eq(str_of(e->name), S("windows-1252"))) return false;
    icu = by_icu(s, 50);
    return icu && (!strcmp(icu->name, "GB18030") || !strcmp(icu->name, "Big5"));
}

static void detect(arena *a, str s, struct html_text *out)
{
    const struct encoding *utf8 = find(S("utf-8")), *e = by_bom(s);
    bool is_utf8 = !e && utf8_ok(s);
    if (!e && str_byte(s, 0, 0) >= 0) e = by_zeros(*a, s, is_utf8);
    if (!e && (is_utf8 || mostly_utf8(s))) e = utf8;
    if (e) {
        convert(a, s, e, out);
        return;
    }
    const char *name = html_prescan(s);
    const struct encoding *declared = name ? find(str_of(name)) : NULL;
    if (declared == utf8) declared = NULL; /* it is not */
    if (declared && !is_doubtful(declared, s) && convert_strict(a, s, declared, out)) return;
    if (chinese(a, s, out)) return;
    if (!declared) declared = by_icu(s, 40);
    convert(a, s, declared ? declared : utf8, out);
}

bool html_decode(arena *a, str bytes, str encoding, struct html_text *out)
{
    *out = (struct html_text){0};
    if (!encoding.len || str_ieq(encoding, S("auto"))) {
        detect(a, bytes, out);
        return true;
    }
    const struct encoding *e = find(encoding), *bom = by_bom(bytes);
    if (!e) return false;
    convert(a, bytes, bom ? bom : e, out);
    return true;
}

void html_library(struct buf *out)
{
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, text);
    buf_printf(out, "ICU %s\n", text);
}
