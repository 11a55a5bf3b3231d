/* u_decode.c - own sentences in the encodings of old pages. */
#include "html.h"
#include "os.h"
#include "unit.h"

#include <stdio.h>

/* What the byte escapes say. */
#define SHORT_HANS "今天下午我们在图书馆里读了一本"
#define SHORT_HANT "今天下午我們在圖書館裡讀了一本"
#define HANS                                                                                       \
    "春天的早晨，窗外下着小雨。他打开电脑，把昨天没有写完的文章重新读了一遍，然后慢慢地修改。"
#define HANT                                                                                       \
    "春天的早晨，窗外下著小雨。他打開電腦，把昨天沒有寫完的文章重新讀了一遍，然後慢慢地修改。"
#define RARE "㐀𠀀丂é中"
#define SHORT_HANS_GBK                                                                             \
    "\xBD\xF1\xCC\xEC\xCF\xC2\xCE\xE7\xCE\xD2\xC3\xC7\xD4\xDA\xCD\xBC\xCA\xE9\xB9\xDD\xC0"         \
    "\xEF\xB6\xC1\xC1\xCB\xD2\xBB\xB1\xBE"
#define SHORT_HANT_BIG5                                                                            \
    "\xA4\xB5\xA4\xD1\xA4U\xA4\xC8\xA7\xDA\xAD\xCC\xA6"                                            \
    "b\xB9\xCF\xAE\xD1\xC0]\xB8\xCC"                                                               \
    "\xC5\xAA\xA4"                                                                                 \
    "F\xA4@\xA5\xBB"
#define HANS_GBK                                                                                   \
    "\xB4\xBA\xCC\xEC\xB5\xC4\xD4\xE7\xB3\xBF\xA3\xAC\xB4\xB0\xCD\xE2\xCF\xC2\xD7\xC5\xD0"         \
    "\xA1\xD3\xEA\xA1\xA3\xCB\xFB\xB4\xF2\xBF\xAA\xB5\xE7\xC4\xD4\xA3\xAC\xB0\xD1\xD7\xF2"         \
    "\xCC\xEC\xC3\xBB\xD3\xD0\xD0\xB4\xCD\xEA\xB5\xC4\xCE\xC4\xD5\xC2\xD6\xD8\xD0\xC2\xB6"         \
    "\xC1\xC1\xCB\xD2\xBB\xB1\xE9\xA3\xAC\xC8\xBB\xBA\xF3\xC2\xFD\xC2\xFD\xB5\xD8\xD0\xDE"         \
    "\xB8\xC4\xA1\xA3"
#define HANT_BIG5                                                                                  \
    "\xACK\xA4\xD1\xAA\xBA\xA6\xAD\xB1\xE1\xA1"                                                    \
    "A\xB5\xA1\xA5~\xA4U\xB5\xDB\xA4p\xAB"                                                         \
    "B"                                                                                            \
    "\xA1"                                                                                         \
    "C\xA5L\xA5\xB4\xB6}\xB9q\xB8\xA3\xA1"                                                         \
    "A\xA7\xE2\xACQ\xA4\xD1\xA8S\xA6\xB3\xBCg"                                                     \
    "\xA7\xB9\xAA\xBA\xA4\xE5\xB3\xB9\xAD\xAB\xB7s\xC5\xAA\xA4"                                    \
    "F\xA4@\xB9M\xA1"                                                                              \
    "A\xB5M"                                                                                       \
    "\xAB\xE1\xBA"                                                                                 \
    "C\xBA"                                                                                        \
    "C\xA6"                                                                                        \
    "a\xAD\xD7\xA7\xEF\xA1"                                                                        \
    "C"
#define HANT_GBK                                                                                   \
    "\xB4\xBA\xCC\xEC\xB5\xC4\xD4\xE7\xB3\xBF\xA3\xAC\xB4\xB0\xCD\xE2\xCF\xC2\xD6\xF8\xD0"         \
    "\xA1\xD3\xEA\xA1\xA3\xCB\xFB\xB4\xF2\xE9_\xEB\x8A\xC4X\xA3\xAC\xB0\xD1\xD7\xF2\xCC"           \
    "\xEC\x9B]\xD3\xD0\x8C\x91\xCD\xEA\xB5\xC4\xCE\xC4\xD5\xC2\xD6\xD8\xD0\xC2\xD7x\xC1"           \
    "\xCB\xD2\xBB\xB1\xE9\xA3\xAC\xC8\xBB\xE1\xE1\xC2\xFD\xC2\xFD\xB5\xD8\xD0\xDE\xB8\xC4"         \
    "\xA1\xA3"
#define RARE_GB18030                                                                               \
    "\x81"                                                                                         \
    "9\xEE"                                                                                        \
    "9\x95"                                                                                        \
    "2\x82"                                                                                        \
    "6\x81@\xA8\xA6\xD6\xD0"
#define SHORT_HANS_LE                                                                              \
    "\xCAN)Y\x0BNHS\x11"                                                                           \
    "b\xECN(W\xFEVfN\x86\x99\xCC\x91\xFB\x8B\x86N\x00N,g"
#define SHORT_HANS_BE "N\xCAY)N\x0BSHb\x11N\xECW(V\xFENf\x99\x86\x91\xCC\x8B\xFBN\x86N\x00g,"

static struct html_text decode(arena *a, str bytes)
{
    struct html_text t;
    CHECK(html_decode(a, bytes, (str){0}, &t));
    CHECK(utf8_ok(t.text));
    return t;
}

/* `bytes` is taken for `encoding` and means `text`. */
static void found(arena *a, str bytes, const char *encoding, str text)
{
    struct html_text t = decode(a, bytes);
    CHECK_STR(str_of(t.encoding), str_of(encoding));
    CHECK_STR(t.text, text);
    CHECK(!t.lossy);
}

/* ASCII as UTF-16. */
static str wide(arena *a, str ascii, bool big)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < ascii.len; i++) {
        buf_byte(&b, big ? 0 : ascii.p[i]);
        buf_byte(&b, big ? ascii.p[i] : 0);
    }
    return buf_str(&b);
}

static str join(arena *a, str x, str y, str z)
{
    struct buf b = {.mem = a};
    buf_add(&b, x);
    buf_add(&b, y);
    buf_add(&b, z);
    return buf_str(&b);
}

TEST(decode__utf8_is_not_copied)
{
    str s = S("<p>" HANS);
    struct html_text t = decode(mem, s);
    CHECK(t.text.p == s.p && t.text.len == s.len);
    str with_bom = S("\xEF\xBB\xBF" HANS);
    t = decode(mem, with_bom);
    CHECK(t.text.p == with_bom.p + 3);
    CHECK_STR(t.text, S(HANS));
    CHECK_INT(decode(mem, (str){0}).text.len, 0);
    found(mem, S("a\0b\xC3\xA9"), "UTF-8", S("a\0b\xC3\xA9"));
}

TEST(decode__short_chinese_is_told_apart)
{
    found(mem, S(SHORT_HANS_GBK), "GB18030", S(SHORT_HANS));
    found(mem, S(SHORT_HANT_BIG5), "Big5", S(SHORT_HANT));
    found(mem, S("<title>" SHORT_HANS_GBK "</title>"), "GB18030",
          S("<title>" SHORT_HANS "</title>"));
}

TEST(decode__long_chinese_is_told_apart)
{
    found(mem, S(HANS_GBK), "GB18030", S(HANS));
    found(mem, S(HANT_BIG5), "Big5", S(HANT));
    found(mem, S("<html><body class=\"x\"><p>" HANT_GBK "</p>"), "GB18030",
          S("<html><body class=\"x\"><p>" HANT "</p>"));
}

TEST(decode__four_bytes_of_gb18030_survive)
{
    struct html_text t;
    CHECK(html_decode(mem, S(RARE_GB18030), S("gb18030"), &t));
    CHECK_STR(t.text, S(RARE));
    CHECK(html_decode(mem, S(RARE_GB18030), S("GB2312"), &t)); /* GBK is read as its superset */
    CHECK_STR(t.text, S(RARE));
    CHECK(!t.lossy);
    CHECK(html_decode(mem,
                      S("\x80"
                        "5"),
                      S("gbk"), &t));
    CHECK_STR(t.text, S("€5"));
}

TEST(decode__utf16_with_and_without_bom)
{
    found(mem, S("\xFF\xFE" SHORT_HANS_LE), "UTF-16LE", S(SHORT_HANS));
    found(mem, S("\xFE\xFF" SHORT_HANS_BE), "UTF-16BE", S(SHORT_HANS));
    for (int big = 0; big < 2; big++) {
        const char *name = big ? "UTF-16BE" : "UTF-16LE";
        str han = big ? S(SHORT_HANS_BE) : S(SHORT_HANS_LE);
        str s = join(mem, wide(mem, S("<p>"), big), han, wide(mem, S("</p>\n"), big));
        found(mem, s, name, S("<p>" SHORT_HANS "</p>\n"));
        found(mem, wide(mem, S("<p>only ASCII</p>"), big), name, S("<p>only ASCII</p>"));
    }
    struct html_text t = decode(mem, S("\xFF\xFE\x00\xD8"
                                       "a\0"
                                       "b"));
    CHECK_STR(t.text, S("\xEF\xBF\xBD"
                        "a\xEF\xBF\xBD"));
    CHECK(t.lossy);
    CHECK(html_decode(mem, S("\x3D\xD8\x00\xDE"), S("utf-16"), &t));
    CHECK_STR(t.text, S("\xF0\x9F\x98\x80"));
}

TEST(decode__a_stray_zero_is_no_utf16)
{
    found(mem, S("plain text with\0two \0zeros, more of it and a bit more.."), "UTF-8",
          S("plain text with\0two \0zeros, more of it and a bit more.."));
    str s = S("<p class=\"of the page\">\0" HANS_GBK "\0\0</p>");
    CHECK_STR(str_of(decode(mem, s).encoding), S("GB18030"));
}

TEST(decode__broken_utf8_is_still_utf8)
{
    struct html_text t = decode(mem, S(HANS "\xE4\xB8"));
    CHECK_STR(str_of(t.encoding), S("UTF-8"));
    CHECK_STR(t.text, S(HANS "\xEF\xBF\xBD"));
    CHECK(t.lossy);
}

TEST(decode__broken_gbk_is_still_gbk)
{
    struct html_text t = decode(mem, S(HANS_GBK "\xD6"));
    CHECK_STR(str_of(t.encoding), S("GB18030"));
    CHECK_STR(t.text, S(HANS "\xEF\xBF\xBD"));
    CHECK(t.lossy);
}

TEST(decode__a_page_is_believed_unless_its_bytes_refute_it)
{
    found(mem, S("<meta charset=big5>" SHORT_HANT_BIG5), "Big5",
          S("<meta charset=big5>" SHORT_HANT));
    found(mem, S("<meta charset=gb2312>" SHORT_HANS_GBK), "GBK",
          S("<meta charset=gb2312>" SHORT_HANS));
    found(mem, S("<meta charset=gbk>" HANS), "UTF-8", S("<meta charset=gbk>" HANS));
    found(mem, S("<meta charset=utf-8>" HANS_GBK), "GB18030", S("<meta charset=utf-8>" HANS));
    found(mem, S("<meta charset=iso-8859-1>" HANS_GBK), "GB18030",
          S("<meta charset=iso-8859-1>" HANS));
    found(mem, S("<?xml version=\"1.0\" encoding=\"gbk\"?>" SHORT_HANS_GBK), "GBK",
          S("<?xml version=\"1.0\" encoding=\"gbk\"?>" SHORT_HANS));
    found(mem, S("<meta charset=latin1>caf\xE9 cr\xE8me"), "windows-1252",
          S("<meta charset=latin1>café crème"));
}

TEST(decode__a_label_is_an_order)
{
    struct html_text t;
    CHECK(!html_decode(mem, S("x"), S("klingon"), &t));
    CHECK(html_decode(mem, S("\x93\xFA\x96\x7B"), S(" Shift_JIS "), &t));
    CHECK_STR(t.text, S("日本"));
    CHECK(html_decode(mem, S(HANS_GBK "\xFF!"), S("gbk"), &t));
    CHECK(t.lossy && str_ends(t.text, S("\xEF\xBF\xBD!")));
    CHECK(html_decode(mem, S("\xEF\xBB\xBF" HANS), S("gbk"), &t)); /* a BOM is stronger */
    CHECK_STR(t.text, S(HANS));
    CHECK(html_decode(mem, S(HANS), S("auto"), &t));
}

TEST(decode__every_encoding_has_its_converter)
{
    static const char *const names[] = {
#define E(name, converter, labels) name,
#include "encodings.def"
#undef E
    };
    for (isize i = 0; i < COUNT(names); i++) {
        struct html_text t;
        CHECK(html_decode(mem, wide(mem, S("ab"), i == 2), str_of(names[i]), &t) && !t.lossy);
        CHECK_STR(str_of(t.encoding), str_of(names[i]));
    }
}

TEST(prescan__finds_what_the_standard_finds)
{
    CHECK(!html_prescan(S("<p charset=gbk>")));
    CHECK(!html_prescan(S("<!-- <meta charset=gbk> -->")));
    CHECK(!html_prescan(S("<metax charset=gbk>")));
    CHECK(!html_prescan(S("<meta content='text/html; charset=gbk'>")));
    CHECK(!html_prescan(S("<meta charset=gbk")));
    CHECK_STR(str_of(html_prescan(S("<a title='>'><META\tCharset = \"X-GBK\" >"))), S("GBK"));
    CHECK_STR(str_of(html_prescan(
                  S("<meta http-equiv=Content-Type content='text/html;charset=\"big5\"'>"))),
              S("Big5"));
    CHECK_STR(str_of(html_prescan(S("<meta charset=utf-16>"))), S("UTF-8"));
}

/* One file of html5lib's cases; right ones are returned, all are counted in *n. */
static int cases(arena scratch, str path, int *n)
{
    str text;
    int right = 0;
    if (!os_read_quiet(&scratch, path, 1 << 20, &text)) return 0;
    for (isize at = 0; (at = str_find(text, S("#data\n"), at)) >= 0;) {
        isize mid = str_find(text, S("\n#encoding\n"), at);
        if (mid < 0) break;
        str page = str_head(str_skip(text, at + 6), mid + 1 - at - 6);
        str want = str_trim(str_cut(str_skip(text, mid + 11), '\n').head);
        const char *name = str_starts(page, S("\xEF\xBB\xBF")) ? "UTF-8" : html_prescan(page);
        bool ok = str_ieq(str_of(name ? name : "windows-1252"), want);
        if (!ok)
            printf("prescan: %.*s, not %s, in\n%.*s\n", STR(want), name ? name : "nothing",
                   STR(page));
        right += ok;
        ++*n;
        at = mid;
    }
    return right;
}

TEST(prescan__html5lib_cases)
{
    static const char *const files[] = {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"};
    int n = 0, right = 0;
    for (isize i = 0; i < COUNT(files); i++) {
        str path = str_printf(mem, "../shared/corpus/html5lib/encoding/%s", files[i]);
        right += cases(*mem, path, &n);
    }
    if (n) printf("prescan: %d of %d cases of html5lib\n", right, n);
    CHECK_INT(right, n);
}
