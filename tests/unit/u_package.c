#include "cover.h"
#include "hash.h"
#include "os.h"
#include "package.h"
#include "styles.h"
#include "unit.h"
#include "zip.h"

#include <string.h>
#include <zip.h>

/*
 * A book of three topics, one of them within another, made by hand.  What the
 * tests write into build/test/package is judged by EPUBCheck, too
 * (tests/package/run).
 */
struct sample {
    struct conf conf;
    struct part parts[3];
    struct post posts[7];
    struct image image, *images[1];
    struct book book;
    str dir;
};

static const struct {
    const char *title, *author, *url;
    isize part;
    long long published;
} posts[7] = {
    {"山间的早晨：一次关于速度的讨论", "林一舟", "https://example.org/a/1", 0, 1628400000},
    {"为什么 <b> 不是标题 & 其他", "周二", "https://example.org/a?x=1&y=2", 0, 1628486400},
    {"编译器如何看待一行代码", "林一舟", "", 1, 1628572800},
    {"内存、时间与耐心", "", "https://example.net/%E4%B8%AD", 1, 1628659200},
    {"  \xE3\x80\x80 ", "陈三", "not a url", 2, 0},
    {"读不出来的一篇", "", "", 2, 1628745600},
    {"小城书店的最后一个夏天，以及那些没有来得及读完的书，和那些已经读完却再也想不起来的人", "何四",
     "https://example.org/book", 2, 1628832000},
};

static str png_of_one_pixel(void)
{
    static const u8 bytes[] =
        "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\0\0\0\0\x3A\x7E\x9B\x55\0\0\0\nIDATx\x9C"
        "c`\0\0\0\2\0\1\x48\xAF\xA4\x71\0\0\0\0IEND\xAE\x42\x60\x82";
    return (str){bytes, sizeof bytes - 1};
}

static void link_sheets(arena *mem, struct buf *b, const struct conf *conf)
{
    struct strs links = styles_links(mem, conf);
    for (isize i = 0; i < links.n; i++)
        buf_printf(b, "<link rel=\"stylesheet\" type=\"text/css\" href=\"%.*s\"/>",
                   STR(links.v[i]));
}

static str chapter_of(arena *mem, const struct conf *conf, const struct post *p, bool picture)
{
    struct buf b = {.mem = mem};
    buf_add(&b, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                  "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                  "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh-CN\" "
                  "xml:lang=\"zh-CN\"><head><title>文</title>"));
    link_sheets(mem, &b, conf);
    buf_add(&b, S("</head><body><section epub:type=\"chapter\" role=\"doc-chapter\">"
                  "<header class=\"article\">"));
    buf_printf(&b, "<h1>第 %d 篇</h1>", p->number);
    buf_add(&b,
            S("<p class=\"byline\">林一舟 · 2021年8月8日 · <a "
              "href=\"https://example.org/\">example.org</a></p></header>"
              "<p>早上的山里有雾，雾里有人在说话。他们说的是同一件事：怎样把一件做得很慢的事做得"
              "快一些，又不至于把它做坏。说话的人换了三个，意思却没有变。</p>"
              "<p>有人问：“<b>那么代价呢？</b>”没有人回答。于是<span class=\"em\">代价</span>"
              "被写进了纪要，和<code>int main(void)</code>写在一起。</p>"
              "<h2>第一节</h2><p>第二天雾散了。</p>"
              "<blockquote><p>慢慢来，比较快。</p></blockquote>"
              "<pre><code>for (isize i = 0; i &lt; n; i++) sum += values[i] * weights[i]; /* "
              "a line that is too long for a small screen */</code></pre>"
              "<ul><li>雾</li><li>人声</li></ul>"
              "<table><thead><tr><th>年</th><th>雾日</th></tr></thead><tbody><tr><td>2020"
              "</td><td>131</td></tr><tr><td>2021</td><td>127</td></tr></tbody></table>"
              "<p class=\"link-card\">↗ <a href=\"https://example.org/card\">一张卡片的标题"
              "</a></p><p class=\"missing\"><span>山顶的照片</span> <a "
              "href=\"https://example.org/p.jpg\">原图</a></p><hr/><p>完。</p>"));
    if (picture)
        buf_add(&b, S("<figure class=\"duokan-image-single\"><img src=\"../images/one.png\" "
                      "alt=\"一个点\"/><figcaption>图一　一个点</figcaption></figure>"));
    buf_add(&b, S("</section></body></html>\n"));
    return buf_str(&b);
}

static void fill_posts(arena *mem, struct sample *s)
{
    for (int i = 0; i < 7; i++) {
        struct post *p = &s->posts[i];
        *p = (struct post){
            .title = str_of(posts[i].title),
            .author = str_of(posts[i].author),
            .url = str_of(posts[i].url),
            .part = posts[i].part,
            .published = posts[i].published,
            .dated = posts[i].published,
            .zone = 480,
            .number = i + 1,
            .href = str_printf(mem, "text/c%04d.xhtml", i + 1),
            .chars_out = 5120 + i,
        };
        if (i == 5) continue; /* could not be converted */
        p->ndocs = 1;
        p->docs = make(mem, struct document);
        p->docs->href = p->href;
        p->docs->epub.name = S("ignored");
        zip_deflate(mem, chapter_of(mem, &s->conf, p, i == 1), &p->docs->epub);
    }
    s->posts[1].images = &s->image;
    s->posts[1].nimages = 1;
    s->posts[1].has_alt = true;
    s->posts[3].nlost = 3;
    s->posts[3].lost = make_n(mem, struct lost, 3);
    s->posts[3].lost[0].url = S("https://img.example.org/雾.png");
    s->posts[3].lost[1].url = S("javascript:alert(1)");
    s->posts[3].lost[2].url = S("../<b>.png");
    for (int i = 0; i < 3; i++) s->posts[3].lost[i].why = (enum finding)(FOUND_NOT + i);
    s->posts[3].chars_removed = 44;
}

static struct sample *sample_in(arena *mem, str lang, struct diags *ds)
{
    struct sample *s = make(mem, struct sample);
    s->dir = S("build/test/package");
    CHECK(os_mkdir(s->dir, *mem, ds));
    s->conf = (struct conf){
        .title = S("山中周刊"),
        .subtitle = S("第三十三期"),
        .description = S("七日之内，山里山外写下的文字。\n不追赶，也不遗漏。"),
        .rights = S("仅供个人阅读，文章版权归原作者"),
        .publisher = S("家庭书架"),
        .lang = lang,
        .series = S("山中周刊"),
        .base = S("."),
        .toc_depth = 3,
        .toc_title = S("目录"),
        .toc_in_spine = true,
    };
    strs_add(mem, &s->conf.toc_index, S("authors"));
    strs_add(mem, &s->conf.toc_index, S("sources"));
    s->conf.creators.v = make(mem, struct creator);
    s->conf.creators.n = 1;
    s->conf.creators.v[0] = (struct creator){S("编辑部"), S("edt"), S("bianjibu")};
    s->parts[0] = (struct part){S("思考"),           S("想清楚一件事，比做完它更久。"), 0, -1, 0, 4,
                                S("text/t001.xhtml")};
    s->parts[1] = (struct part){S("代码"), {0}, 1, 0, 2, 2, S("text/t002.xhtml")};
    s->parts[2] = (struct part){S("书与人"), {0}, 0, -1, 4, 3, S("text/t003.xhtml")};
    s->image = (struct image){.bytes = png_of_one_pixel(),
                              .href = S("images/one.png"),
                              .mime = S("image/png"),
                              .w = 1,
                              .h = 1,
                              .size = png_of_one_pixel().len};
    s->images[0] = &s->image;
    fill_posts(mem, s);
    s->book = (struct book){.conf = &s->conf,
                            .parts = s->parts,
                            .posts = s->posts,
                            .images = s->images,
                            .nparts = 3,
                            .nposts = 7,
                            .nimages = 1,
                            .date = 1628832000};
    return s;
}

static struct sample *sample_make(arena *mem, struct diags *ds)
{
    return sample_in(mem, S("zh-CN"), ds);
}

static str package(arena *mem, struct sample *s, const char *name, struct diags *ds)
{
    str path = str_printf(mem, "%.*s/%s", STR(s->dir), name), bytes = {0};
    struct edition ed = {.path = path, .version = "0.0.0"};
    long long size = 0;
    s->conf.cover_template = COVER_PATTERN; /* no font is asked for */
    book_cover(&s->book, &(struct cover_want){0}, mem, ds);
    CHECK(book_package(&s->book, &ed, mem, &size, ds));
    CHECK(os_read_quiet(mem, path, 1 << 24, &bytes));
    CHECK_INT(bytes.len, size);
    arena scratch = arena_reserve(1 << 28);
    struct diags again = {.mem = mem};
    CHECK_INT(book_weigh(&s->book, &ed, scratch, &again), size);
    arena_release(scratch.at, scratch.end);
    CHECK_INT(ds->count[DIAG_ERROR], 0);
    return bytes;
}

/* One file of a book that a test has written. */
static str inside(arena *mem, struct sample *s, const char *book, const char *name)
{
    zip_stat_t st = {0};
    zip_t *z =
        zip_open(str_z(mem, str_printf(mem, "%.*s/%s", STR(s->dir), book)), ZIP_RDONLY, NULL);
    zip_file_t *f = z ? zip_fopen(z, name, 0) : NULL;
    if (!f || zip_stat(z, name, 0, &st)) {
        CHECK(!"the file is in the book");
        return (str){0};
    }
    u8 *bytes = make_n(mem, u8, (isize)st.size);
    CHECK_INT(zip_fread(f, bytes, st.size), (long long)st.size);
    zip_fclose(f);
    zip_discard(z);
    return (str){bytes, (isize)st.size};
}

static int times(str s, str what)
{
    int n = 0;
    for (isize i = 0; (i = str_find(s, what, i)) >= 0; i++) n++;
    return n;
}

TEST(package__is_the_same_every_time)
{
    struct sample *s = sample_make(mem, ds);
    str one = package(mem, s, "whole.epub", ds);
    str two = package(mem, sample_make(mem, ds), "again.epub", ds);
    CHECK(str_eq(one, two));
}

TEST(package__leaves_out_what_could_not_be_converted)
{
    struct sample *s = sample_make(mem, ds);
    package(mem, s, "whole.epub", ds);
    str opf = inside(mem, s, "whole.epub", "EPUB/package.opf");
    CHECK(!str_has(opf, S("c0006")));
    CHECK(str_has(opf, S("c0007")));
    str end = inside(mem, s, "whole.epub", "EPUB/text/colophon.xhtml");
    CHECK(str_has(end, S("<li>读不出来的一篇</li>")));
    CHECK(str_has(end, S("<a href=\"c0004.xhtml\">内存、时间与耐心</a>（3 幅）")));
    CHECK(str_has(end, S("<a href=\"https://img.example.org/%E9%9B%BE.png\">")));
    CHECK(str_has(end, S("<li>javascript:alert(1)（文件不是图片）</li>")));
    CHECK(str_has(end, S("<li>../&lt;b&gt;.png（格式无法显示）</li>")));
}

TEST(package__says_each_thing_once)
{
    struct sample *s = sample_make(mem, ds);
    package(mem, s, "whole.epub", ds);
    str opf = inside(mem, s, "whole.epub", "EPUB/package.opf");
    CHECK_INT(times(opf, S("dcterms:modified\">2021-08-13T05:20:00Z<")), 1);
    CHECK_INT(times(opf, S("<dc:date>2021-08-13</dc:date>")), 1);
    CHECK_INT(times(opf, S("<dc:language>zh-CN</dc:language>")), 1);
    CHECK_INT(times(opf, S(">林一舟</dc:creator>")), 1);
    CHECK_INT(times(opf, S("<dc:subject>")), 2); /* the outer topics */
    CHECK_INT(times(opf, S("\"schema:accessibilityFeature\">alternativeText<")), 1);
    CHECK_INT(times(opf, S("properties=\"cover-image\"")), 1);
}

TEST(package__claims_alternative_text_only_of_all)
{
    struct sample *s = sample_make(mem, ds);
    s->posts[1].has_alt = false;
    package(mem, s, "no-alt.epub", ds);
    str opf = inside(mem, s, "no-alt.epub", "EPUB/package.opf");
    CHECK(!str_has(opf, S("alternativeText")));
    CHECK(!str_has(opf, S("accessModeSufficient\">textual<")));
    CHECK(str_has(opf, S("accessModeSufficient\">textual,visual<")));
}

/* href after href, in the order of a document. */
static str hrefs(arena *mem, str doc, str attribute)
{
    struct buf b = {.mem = mem};
    for (isize i = 0; (i = str_find(doc, attribute, i)) >= 0;) {
        i += attribute.len;
        buf_add(&b, str_cut(str_skip(doc, i), '"').head);
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}

TEST(toc__contents_spine_and_ncx_have_one_order)
{
    struct sample *s = sample_make(mem, ds);
    package(mem, s, "whole.epub", ds);
    str nav = inside(mem, s, "whole.epub", "EPUB/nav.xhtml");
    nav = str_head(nav, str_find(nav, S("</nav>"), 0));
    nav = str_skip(nav, str_find(nav, S("<nav"), 0));
    str ncx = inside(mem, s, "whole.epub", "EPUB/toc.ncx");
    str rows = hrefs(mem, nav, S(" href=\""));
    CHECK_STR(rows, hrefs(mem, ncx, S(" src=\"")));
    CHECK_STR(rows, S("text/t001.xhtml\ntext/c0001.xhtml\ntext/c0002.xhtml\n"
                      "text/t002.xhtml\ntext/c0003.xhtml\ntext/c0004.xhtml\n"
                      "text/t003.xhtml\ntext/c0005.xhtml\ntext/c0007.xhtml\n"
                      "text/authors.xhtml\ntext/sources.xhtml\ntext/colophon.xhtml\n"));
    CHECK(str_has(ncx, S("<meta name=\"dtb:depth\" content=\"3\"/>")));
    str opf = inside(mem, s, "whole.epub", "EPUB/package.opf");
    CHECK_STR(hrefs(mem, opf, S(" idref=\"")),
              S("cover\ntitle\ncontents\nt001\nc0001\nc0002\nt002\n"
                "c0003\nc0004\nt003\nc0005\nc0007\n"
                "authors\nsources\ncolophon\n"));
    str page = inside(mem, s, "whole.epub", "EPUB/text/contents.xhtml");
    struct buf b = {.mem = mem};
    for (struct cut c = {.tail = rows}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        buf_printf(&b, "%.*s\n", STR(str_skip(c.head, 5)));
    }
    CHECK_STR(hrefs(mem, str_skip(page, str_find(page, S("<ol>"), 0)), S(" href=\"")), buf_str(&b));
    CHECK(str_has(page, S("</a> <span class=\"by\">4 篇</span>")));
}

TEST(index__is_there_for_several_names_in_the_order_of_their_sound)
{
    struct sample *s = sample_make(mem, ds);
    package(mem, s, "whole.epub", ds);
    str page = inside(mem, s, "whole.epub", "EPUB/text/authors.xhtml");
    isize he = str_find(page, S(">何四<"), 0), lin = str_find(page, S(">林一舟<"), 0);
    isize zhou = str_find(page, S(">周二<"), 0), chen = str_find(page, S(">陈三<"), 0);
    CHECK(0 < chen && chen < he && he < lin && lin < zhou);
    CHECK(str_has(page, S("林一舟</span> <span class=\"by\">2 篇</span>")));
    CHECK(!str_has(page, S("<h2"))); /* few names need no letters */
    s->conf.toc_index.n = 1;
    package(mem, s, "no-sources.epub", ds);
    str opf = inside(mem, s, "no-sources.epub", "EPUB/package.opf");
    CHECK(str_has(opf, S("text/authors.xhtml")) && !str_has(opf, S("text/sources.xhtml")));
    for (int i = 0; i < 7; i++) s->posts[i].author = S("林一舟");
    package(mem, s, "one-author.epub", ds);
    CHECK(!str_has(inside(mem, s, "one-author.epub", "EPUB/package.opf"), S("text/authors.xhtml")));
}

TEST(toc__depth_cuts_topics_not_articles)
{
    struct sample *s = sample_make(mem, ds);
    static const int want_topics[] = {0, 2, 3};
    for (int depth = 1; depth <= 3; depth++) {
        char name[] = "depth0.epub";
        name[5] = (char)('0' + depth);
        s->conf.toc_depth = depth;
        package(mem, s, name, ds);
        str nav = inside(mem, s, name, "EPUB/nav.xhtml");
        CHECK_INT(times(nav, S("class=\"topic\"")), want_topics[depth - 1]);
        CHECK_INT(times(str_head(nav, str_find(nav, S("</nav>"), 0)), S("\"text/c0")), 6);
    }
}

TEST(toc__labels_are_short_and_never_empty)
{
    struct sample *s = sample_make(mem, ds);
    struct buf b = {.mem = mem};
    for (int i = 0; i < 300; i++) buf_add(&b, S("长"));
    s->posts[0].title = buf_str(&b);
    s->posts[1].title = S("一\n\t 二");
    package(mem, s, "labels.epub", ds);
    str nav = inside(mem, s, "labels.epub", "EPUB/nav.xhtml");
    CHECK_INT(times(nav, S("长")), 119);
    CHECK_INT(times(nav, S("长…<")), 1);
    CHECK_INT(times(nav, S(">一 二<")), 1);
    CHECK_INT(times(nav, S(">（无题）<")), 1);
}

TEST(package__one_topic_needs_no_page)
{
    struct sample *s = sample_in(mem, S("en"), ds);
    s->book.nparts = 1;
    s->book.nposts = 2;
    s->parts[0].count = 2;
    s->parts[0].intro = (str){0};
    s->conf.toc_in_spine = false;
    package(mem, s, "small.epub", ds);
    str opf = inside(mem, s, "small.epub", "EPUB/package.opf");
    CHECK(!str_has(opf, S("t001")));
    CHECK(!str_has(opf, S("text/contents.xhtml")));
    CHECK(str_has(opf, S("styles/latin.css")));
}

TEST(package__a_topic_of_one_article_is_that_article)
{
    struct sample *s = sample_make(mem, ds);
    s->posts[6].ndocs = 0;
    package(mem, s, "lone.epub", ds);
    str opf = inside(mem, s, "lone.epub", "EPUB/package.opf");
    str nav = inside(mem, s, "lone.epub", "EPUB/nav.xhtml");
    str ncx = inside(mem, s, "lone.epub", "EPUB/toc.ncx");
    CHECK(!str_has(opf, S("t003")));
    CHECK(str_has(nav, S("<a class=\"topic\" href=\"text/c0005.xhtml\">书与人</a>")));
    CHECK_INT(times(ncx, S("playOrder=\"7\"")), 2); /* one place, one number */
    CHECK_INT(times(ncx, S("playOrder=\"8\"")), 1);
    s->parts[2].intro = S("一句话。");
    package(mem, s, "lone.epub", ds);
    CHECK(str_has(inside(mem, s, "lone.epub", "EPUB/package.opf"), S("t003")));
}

TEST(package__digits_stand_upright_on_its_own_pages)
{
    struct sample *s = sample_make(mem, ds);
    s->conf.writing_mode = WRITING_VERTICAL;
    package(mem, s, "upright.epub", ds);
    str page = inside(mem, s, "upright.epub", "EPUB/text/title.xhtml");
    CHECK(str_has(page, S("<span class=\"tcy\">6</span> 篇文章")));
    CHECK(str_has(page, S("<title>山中周刊</title>")));
}

TEST(package__style_sheets_of_the_book_come_last)
{
    struct sample *s = sample_make(mem, ds);
    struct strs css = {0};
    str path = str_printf(mem, "%.*s/mine.css", STR(s->dir));
    CHECK(os_write(path,
                   S("@import 'x.css';\nh1 { letter-spacing: 0.1em; }\n"
                     "@media print { p { background: URL(data:a;b); margin: 0 } }\n"),
                   false, *mem, ds));
    strs_add(mem, &css, path);
    s->conf.css = css;
    package(mem, s, "css.epub", ds);
    CHECK_STR(inside(mem, s, "css.epub", "EPUB/styles/user1.css"),
              S("\nh1 { letter-spacing: 0.1em; }\n@media print { p { margin: 0 } }\n"));
    CHECK_INT(ds->count[DIAG_WARN], 2);
    CHECK_INT(ds->first->at.line, 1);
    CHECK_INT(ds->last->at.line, 3);
    str page = inside(mem, s, "css.epub", "EPUB/text/title.xhtml");
    CHECK_STR(hrefs(mem, page, S(" href=\"")),
              S("../styles/base.css\n../styles/page.css\n../styles/zh-hans.css\n"
                "../styles/theme-magazine.css\n../styles/user1.css\n"));

    strs_add(mem, &s->conf.css, S("build/test/package/no-such.css"));
    struct edition ed = {.path = S("build/test/package/never.epub"), .version = "0.0.0"};
    long long size;
    struct diags told = {.mem = mem};
    CHECK(!book_package(&s->book, &ed, mem, &size, &told));
    CHECK_INT(told.count[DIAG_ERROR], 1);
    CHECK_INT(os_stat(ed.path, *mem).kind, OS_NONE);
}
