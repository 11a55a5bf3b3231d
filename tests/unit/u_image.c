#include "codec.h"
#include "image.h"
#include "os.h"
#include "path.h"
#include "unit.h"

/* 3 x 2 px, grey. */
#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR\0\0\0\x03\0\0\0\x02\x08\0\0\0\0\xB8\x1F\x39\xC6"
#define PNG_DATA                                                                                   \
    "\0\0\0\x10IDATx\x9C\x63\x6C\x60\x60\x60\x62\x60\x60\0\0\x03\x98\0\x84\x06\x68\xB3\xD0"
#define PNG_END "\0\0\0\0IEND\xAE\x42\x60\x82"
#define PNG PNG_HEAD PNG_DATA PNG_END
/* 3 x 2 px, one colour of its table. */
#define GIF                                                                                        \
    "GIF87a\3\0\2\0\x81\0\0\1\1\1\0\0\0\0\0\0\0\0\0,"                                              \
    "\0\0\0\0\3\0\2\0\0\x08\6\0\1\x08\x1C\x18\x10\0;"

/* A JPEG of 3 x 2 px as stored, with an orientation; its entropy is only its first byte. */
static str jpeg(arena *a, int orientation, const char *tail)
{
    struct buf b = {.mem = a};
    buf_add(&b, S("\xFF\xD8\xFF\xE1\0\x22"
                  "Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0"));
    buf_byte(&b, (u8)orientation);
    buf_add(&b, S("\0\0\0\0\0\0\xFF\xDB\0\x43\0"));
    for (int i = 0; i < 64; i++) buf_byte(&b, 1);
    buf_add(&b, S("\xFF\xC0\0\x0B\x08\0\2\0\3\1\1\x11\0\xFF\xDA\0\x08\1\1\0\0\x3F\0"));
    buf_add(&b, str_of(tail));
    return buf_str(&b);
}

struct looked {
    bool ok;
    int w, h;
    str why;
};

static struct looked look(str bytes)
{
    struct looked l = {0};
    const struct codec *c = codec_of(bytes);
    struct image_info is = {0};
    if (c && c->info) l.ok = c->info(bytes, &is, &l.why) && !is.doubtful;
    bool turned = is.orientation >= 5;
    l.w = turned ? is.h : is.w;
    l.h = turned ? is.w : is.h;
    return l;
}

TEST(image__sizes_come_from_the_bytes)
{
    struct looked png = look(S(PNG)), gif = look(S(GIF)), jpg = look(jpeg(mem, 1, "+\xFF\xD9"));
    CHECK(png.ok && png.w == 3 && png.h == 2 && !png.why.len);
    CHECK(gif.ok && gif.w == 3 && gif.h == 2 && !gif.why.len);
    CHECK(jpg.ok && jpg.w == 3 && jpg.h == 2 && !jpg.why.len);
}

TEST(image__orientation_turns_the_size)
{
    for (int i = 0; i <= 9; i++) {
        struct looked l = look(jpeg(mem, i, "+\xFF\xD9"));
        bool turned = i >= 5 && i <= 8;
        CHECK(l.ok);
        CHECK_INT(l.w, turned ? 2 : 3);
        CHECK_INT(l.h, turned ? 3 : 2);
    }
}

TEST(image__cut_short_is_shown_and_said)
{
    struct looked png = look(S(PNG_HEAD PNG_DATA)), half = look(str_head(S(PNG), 55));
    struct looked jpg = look(jpeg(mem, 1, "++++")), gif = look(str_head(S(GIF), 43));
    CHECK(png.ok && png.why.len);
    CHECK(half.ok && half.why.len);
    CHECK(jpg.ok && jpg.why.len);
    CHECK(gif.ok && gif.why.len);
}

TEST(image__every_shorter_prefix_is_refused_or_said)
{
    str whole[] = {S(PNG), S(GIF), jpeg(mem, 6, "+\xFF\xD9")};
    for (isize k = 0; k < COUNT(whole); k++)
        for (isize n = 0; n < whole[k].len; n++) {
            struct looked l = look(str_head(whole[k], n));
            CHECK(!l.ok || l.why.len);
        }
}

TEST(image__damage_in_the_header_is_refused)
{
    arena a = *mem;
    str png = str_dup(&a, S(PNG));
    for (isize i = 8; i < png.len; i++) {
        bool chunk_length = (i >= 33 && i < 37) || i >= 61;
        ((u8 *)png.p)[i] ^= 0x41;
        if (!chunk_length && i != 61) CHECK(!look(png).ok);
        ((u8 *)png.p)[i] ^= 0x41;
    }
    CHECK(!look(S(PNG_HEAD PNG_END)).ok);
    CHECK(!look(jpeg(mem, 1, "")).ok);
    CHECK(!look(jpeg(mem, 1, "\xFF\xD9")).ok);
}

TEST(image__formats_have_names)
{
    static const struct {
        str bytes;
        const char *name;
    } known[] = {
        {LIT("RIFF\x10\0\0\0WEBPVP8 "), "WebP"},
        {LIT("\0\0\0\x18"
             "ftypavif\0\0\0\0mif1miaf"),
         "AVIF"},
        {LIT("\0\0\0\x18"
             "ftypmif1\0\0\0\0avifmiaf"),
         "AVIF"},
        {LIT("\0\0\0\x18"
             "ftypheic\0\0\0\0mif1heic"),
         "HEIC"},
        {LIT("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"), "BMP"},
        {LIT("II*\0\x08\0\0\0"), "TIFF"},
        {LIT("8BPS\0\1"), "PSD"},
        {LIT("\xFF\x0A\x10"), "JPEG XL"},
        {LIT("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE svg [<!ENTITY a \"b\">]>\n"
             "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
         "SVG"},
    };
    for (isize i = 0; i < COUNT(known); i++) {
        const struct codec *c = codec_of(known[i].bytes);
        CHECK_STR(str_of(c ? c->name : "none"), str_of(known[i].name));
    }
    CHECK(!codec_of(S("<!DOCTYPE html><html><body><svg></svg></body></html>")));
    CHECK(!codec_of(S("")));
    CHECK(!codec_of(S("<!-- never closed")));
}

/* --- finding: a little site below build/, written anew by each test --- */

#define SITE "build/unit-image"
#define HASH_A "0123456789abcdef0123456789abcdef"

struct site {
    struct conf conf;
    struct post post;
    struct finder *f;
};

static void put(arena a, const char *name, str bytes)
{
    str path = str_printf(&a, SITE "/%s", name);
    struct diags quiet = {.mem = &a};
    if (!os_mkdir(path_dir(path), a, &quiet) || !os_write(path, bytes, false, a, &quiet))
        os_die("the tests need to write below build/");
}

static struct site *site_open(arena *a, struct diags *ds)
{
    static str roots[1], mirrors[1];
    struct site *s = make(a, struct site);
    roots[0] = S("site/source/_posts");
    mirrors[0] = S("mirror");
    s->conf.base = S(SITE);
    s->conf.source_dir = (struct strs){roots, 1};
    s->conf.mirror = (struct strs){mirrors, 1};
    s->conf.cache = S("cache/");
    s->post.path = S(SITE "/site/source/_posts/2021/a.md");
    put(*a, "site/source/_posts/2021/a.md", S("x"));
    put(*a, "mirror/readme", S("x"));
    s->f = finder_open(a, &s->conf, NULL, ds);
    return s;
}

static enum finding ask(struct site *s, const char *url, arena *a, struct image *out, str *what)
{
    arena scratch = arena_reserve((isize)1 << 24);
    u8 *from = scratch.at, *end = scratch.end;
    struct sought to = image_find(s->f, &s->post, str_of(url), a, scratch);
    *out = to.image;
    *what = to.what;
    enum finding found = to.found;
    arena_release(from, end);
    return found;
}

static void expect(struct site *s, const char *url, const char *path, arena *a)
{
    struct image im;
    str what;
    enum finding found = ask(s, url, a, &im, &what);
    CHECK_INT(found, FOUND);
    CHECK_STR(im.path, path ? str_printf(a, SITE "/%s", path) : (str){0});
}

static void refuse(struct site *s, const char *url, enum finding why, arena *a)
{
    struct image im;
    str what;
    CHECK_INT(ask(s, url, a, &im, &what), why);
    CHECK(!im.href.len && !im.path.len);
}

TEST(image__names_come_from_content)
{
    put(*mem, "site/source/_posts/2021/lie.jpg", S(PNG));
    struct site *s = site_open(mem, ds);
    struct image im;
    str what;
    CHECK_INT(ask(s, "lie.jpg", mem, &im, &what), FOUND);
    CHECK_INT(im.href.len, (isize)sizeof "images/0123456789abcdef.png" - 1);
    CHECK(str_starts(im.href, S("images/")) && str_ends(im.href, S(".png")));
    CHECK_STR(im.mime, S("image/png"));
    CHECK(im.w == 3 && im.h == 2 && im.size == (long long)sizeof PNG - 1);
    CHECK(!what.len);
}

TEST(image__local_references_in_all_their_spellings)
{
    put(*mem, "site/source/_posts/2021/p q.png", S(PNG));
    put(*mem, "site/source/_posts/2021/100%25.png", S(PNG));
    put(*mem, "site/source/_posts/2021/w#1.png", S(PNG));
    put(*mem, "site/source/_posts/2021/a/in-folder.png", S(PNG));
    put(*mem, "site/source/_posts/shared.png", S(PNG));
    put(*mem, "site/source/img/top.png", S(PNG));
    put(*mem, "site/static/deep.png", S(PNG));
    struct site *s = site_open(mem, ds);
    expect(s, "p%20q.png", "site/source/_posts/2021/p q.png", mem);
    expect(s, " ./p q.png\n", "site/source/_posts/2021/p q.png", mem);
    expect(s, "100%25.png", "site/source/_posts/2021/100%25.png", mem);
    expect(s, "w#1.png", "site/source/_posts/2021/w#1.png", mem);
    expect(s, "p q.png?v=2#pic_center", "site/source/_posts/2021/p q.png", mem);
    expect(s, "in-folder.png", "site/source/_posts/2021/a/in-folder.png", mem);
    expect(s, "a\\in-folder.png", "site/source/_posts/2021/a/in-folder.png", mem);
    expect(s, "../shared.png", "site/source/_posts/shared.png", mem);
    expect(s, "shared.png", "site/source/_posts/shared.png", mem);
    expect(s, "/img/top.png", "site/source/img/top.png", mem);
    expect(s, "img/top.png", "site/source/img/top.png", mem);
    expect(s, "../../../../../img/top.png", "site/source/img/top.png", mem);
    expect(s, "http://localhost:4000/img/top.png", "site/source/img/top.png", mem);
    expect(s, "/deep.png", "site/static/deep.png", mem);
    refuse(s, "nothing.png", FOUND_NOT, mem);
    refuse(s, "", FOUND_NOT, mem);
    refuse(s, "null", FOUND_NOT, mem);
    refuse(s, "a%00.png", FOUND_NOT, mem);
}

TEST(image__nothing_outside_is_opened)
{
    put(*mem, "../unit-image-outside.png", S(PNG));
    struct site *s = site_open(mem, ds);
    refuse(s, "../../../../../unit-image-outside.png", FOUND_REFUSED, mem);
    refuse(s, "%2e%2e/../../../../unit-image-outside.png", FOUND_REFUSED, mem);
    refuse(s, "file:///etc/hostname", FOUND_REFUSED, mem);
    refuse(s, "D:\\Code\\x.png", FOUND_REFUSED, mem);
    refuse(s, "\\\\server\\x.png", FOUND_REFUSED, mem);
    refuse(s, "/etc/hostname", FOUND_NOT, mem);
    refuse(s, "http://../../unit-image-outside.png", FOUND_NOT, mem);
    refuse(s, "http://h/%2e%2e/%2e%2e/%2e%2e/unit-image-outside.png", FOUND_NOT, mem);
}

TEST(image__mirrors_hold_what_savers_write)
{
    put(*mem, "mirror/example.org/a/b c.png", S(PNG));
    put(*mem, "mirror/example.org/get?id=7&p=%2Fx", S(PNG));
    put(*mem, "mirror/example.org:8080/p.png", S(GIF));
    put(*mem, "mirror/example.org/plain.png", S(GIF));
    struct site *s = site_open(mem, ds);
    expect(s, "https://example.org/a/b%20c.png", "mirror/example.org/a/b c.png", mem);
    expect(s, "//EXAMPLE.org/a/b%20c.png?w=1", "mirror/example.org/a/b c.png", mem);
    expect(s, "http://example.org/get?id=7&p=/x", "mirror/example.org/get?id=7&p=%2Fx", mem);
    expect(s, "http://example.org:8080/p.png", "mirror/example.org:8080/p.png", mem);
    expect(s, "http://example.org:80/plain.png#x", "mirror/example.org/plain.png", mem);
    expect(s, "https://example.org/plain-300x200.png", "mirror/example.org/plain.png", mem);
    refuse(s, "https://example.org/plain-x200.png", FOUND_NOT, mem);
    refuse(s, "https://example.org/", FOUND_NOT, mem);
    refuse(s, "https://example.org/a", FOUND_NOT, mem);
    s->post.url = S("https://example.org/a/post.html");
    expect(s, "b c.png", "mirror/example.org/a/b c.png", mem);
    expect(s, "/plain.png", "mirror/example.org/plain.png", mem);
}

TEST(image__zhihu_pictures_are_found_by_their_hash)
{
    put(*mem, "mirror/pic3.zhimg.com/50/v2-" HASH_A "_720w.jpg", S(PNG));
    put(*mem, "mirror/pica.zhimg.com/v2-" HASH_A "_r.webp", S("RIFF\x10\0\0\0WEBPVP8 "));
    put(*mem, "mirror/pica.zhimg.com/v2-" HASH_A "_b.gif", S(GIF));
    put(*mem, "mirror/pic1.zhimg.com/da8e974dc_l.jpg", S(GIF));
    struct site *s = site_open(mem, ds);
    const char *small = "mirror/pic3.zhimg.com/50/v2-" HASH_A "_720w.jpg";
    expect(s, "https://picx.zhimg.com/80/v2-" HASH_A "_1440w.webp?source=1940ef5c", small, mem);
    expect(s, "http://pic4.zhimg.com/v2-" HASH_A ".jpg", small, mem);
    expect(s, "https://pic2.zhimg.com/v2-" HASH_A "_720w.gif",
           "mirror/pica.zhimg.com/v2-" HASH_A "_b.gif", mem);
    expect(s, "https://pic2.zhimg.com/da8e974dc_hd.png", "mirror/pic1.zhimg.com/da8e974dc_l.jpg",
           mem);
    refuse(s, "https://pic2.zhimg.com/v2-f123456789abcdef0123456789abcdef_r.jpg", FOUND_NOT, mem);
    s->conf.zhihu_variant = ZHIHU_R; /* it is there, but as WebP: the next one is taken */
    expect(s, "http://pic4.zhimg.com/v2-" HASH_A "_xl.jpg", small, mem);
}

TEST(image__the_wanted_size_comes_first)
{
    put(*mem, "mirror/pic1.zhimg.com/v2-abcdabcdabcdabcdabcdabcdabcdabcd_r.jpg", S(PNG));
    put(*mem, "mirror/pic1.zhimg.com/v2-abcdabcdabcdabcdabcdabcdabcdabcd_720w.jpg", S(GIF));
    struct site *s = site_open(mem, ds);
    const char *url = "https://pic1.zhimg.com/v2-abcdabcdabcdabcdabcdabcdabcdabcd_xl.jpg";
    expect(s, url, "mirror/pic1.zhimg.com/v2-abcdabcdabcdabcdabcdabcdabcdabcd_r.jpg", mem);
    s->conf.zhihu_variant = ZHIHU_720W;
    expect(s, url, "mirror/pic1.zhimg.com/v2-abcdabcdabcdabcdabcdabcdabcdabcd_720w.jpg", mem);
}

TEST(image__data_urls_are_read_as_people_write_them)
{
    static const char *const good[] = {
        "data:image/gif;base64,R0lGODdhAwACAIEAAAEBAQAAAAAAAAAAACwAAAAAAwACAAAIBgABCBwYEAA7",
        "DATA:;BASE64,R0lGODdhAwACAIEAAAEBAQAAAAAAAAAA\n  ACwAAAAAAwACAAAIBgABCBwYEAA7%3D",
    };
    struct site *s = site_open(mem, ds);
    for (isize i = 0; i < COUNT(good); i++) {
        struct image im;
        str what;
        CHECK_INT(ask(s, good[i], mem, &im, &what), FOUND);
        CHECK_STR(im.bytes, S(GIF));
        CHECK(!im.path.len);
    }
    refuse(s, "data:image/png;base64,!!!!", FOUND_BROKEN, mem);
    refuse(s, "data:text/plain,hello", FOUND_NO_IMAGE, mem);
    struct image im;
    str what, svg = S("data:image/svg+xml;utf8,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E");
    CHECK_INT(ask(s, (const char *)svg.p, mem, &im, &what), FOUND);
    CHECK_STR(im.mime, S("image/svg+xml"));
}

TEST(image__a_web_page_is_no_picture)
{
    put(*mem, "site/source/_posts/2021/page.jpg", S("\n<!DOCTYPE html><title>403</title>"));
    put(*mem, "site/source/_posts/2021/none.jpg", S(""));
    put(*mem, "site/source/_posts/2021/half.png", S(PNG_HEAD));
    struct site *s = site_open(mem, ds);
    struct image im;
    str what;
    CHECK_INT(ask(s, "page.jpg", mem, &im, &what), FOUND_NO_IMAGE);
    CHECK_STR(what, S("a web page"));
    refuse(s, "none.jpg", FOUND_NO_IMAGE, mem);
    refuse(s, "half.png", FOUND_BROKEN, mem);
}

TEST(image__the_cache_is_read_and_not_believed)
{
    str sum = sha256_hex(mem, sha256(S(GIF)), 32), other = sha256_hex(mem, sha256(S(PNG)), 32);
    put(*mem, str_z(mem, str_printf(mem, "cache/%.*s/%.*s", STR(str_head(sum, 2)), STR(sum))),
        S(GIF));
    put(*mem, str_z(mem, str_printf(mem, "cache/%.*s/%.*s", STR(str_head(other, 2)), STR(other))),
        S("not what the name says"));
    put(*mem, "cache/index",
        str_printf(mem,
                   "# pictures\nhttp://example.net/a.gif?x=1\t-\t404\n"
                   "https://EXAMPLE.net/a.gif?x=1\t%.*s\tok\t200\n"
                   "https://example.net/b.png\t%.*s\tok\nnonsense\n"
                   "https://example.net/c.png\t%.*s\tok",
                   STR(sum), STR(other), STR(sum)));
    struct site *s = site_open(mem, ds);
    CHECK_INT(ds->count[DIAG_WARN], 1);
    str path = str_printf(mem, "cache/%.*s/%.*s", STR(str_head(sum, 2)), STR(sum));
    expect(s, "https://example.net/a.gif?x=1", str_z(mem, path), mem);
    refuse(s, "https://example.net/b.png", FOUND_BROKEN, mem);
    refuse(s, "https://example.net/c.png", FOUND_NOT, mem); /* its line has no end */
    put(*mem, "cache/index", S(""));
}
