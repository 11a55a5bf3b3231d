/* u_epub.c - finished books, read again. */
#include "epub.h"
#include "os.h"
#include "unit.h"
#include "zip.h"

#define ROOM "build/u_epub"

static const char container[] =
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
    "<rootfile full-path=\"EPUB/%70.opf\"/></rootfiles></container>";

static const char package[] =
    "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='3.0' "
    "unique-identifier='u'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<dc:identifier>isbn</dc:identifier><dc:identifier id='u'>urn:x:1</dc:identifier>"
    "<dc:title>书 &amp;\n 文</dc:title><dc:title>二</dc:title><dc:language>zh-CN</dc:language>"
    "<dc:creator>甲</dc:creator><dc:creator>乙</dc:creator>"
    "<meta property='dcterms:modified'>2021-01-01T00:00:00Z</meta>"
    "<meta property='group-position'>7</meta></metadata><manifest>"
    "<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='scripted nav'/>"
    "<item id='c' href='../img/%E5%B0%81.jpg' media-type='image/jpeg' properties='cover-image'/>"
    "<item id='x' href='../../../etc/passwd' media-type='text/plain'/>"
    "<item id='r' href='https://example.org/' media-type='text/plain'/>"
    "<item id='t' href='t/1.xhtml' media-type='application/xhtml+xml'/></manifest>"
    "<spine page-progression-direction='rtl'><itemref idref='t'/><itemref idref='gone'/></spine>"
    "</package>";

static const char nav[] =
    "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>"
    "<nav epub:type='landmarks'><ol><li><a href='x'>no</a></li></ol></nav>"
    "<nav epub:type='toc'><ol><li><span>篇</span><ol><li><a href='t/1.xhtml#p%201'>一 <b>二</b></a>"
    "</li></ol></li></ol></nav></body></html>";

static str book(arena *a, const char *opf, struct diags *ds)
{
    struct entry e[4] = {{.name = S("mimetype"), .bytes = S("application/epub+zip")},
                         {.name = S("META-INF/container.xml"), .bytes = str_of(container)},
                         {.name = S("EPUB/p.opf"), .bytes = str_of(opf)},
                         {.name = S("EPUB/nav.xhtml"), .bytes = str_of(nav)}};
    str path = S(ROOM "/b.epub");
    for (int i = 0; i < COUNT(e); i++) zip_deflate(a, e[i].bytes, &e[i]);
    CHECK(os_mkdir(S(ROOM), *a, ds) && zip_write(e, COUNT(e), path, 0, a, ds));
    return path;
}

TEST(epub__says_what_the_package_document_says)
{
    struct epub b;
    str text;
    CHECK(epub_open(mem, book(mem, package, ds), &b, ds));
    CHECK_STR(b.identifier, S("urn:x:1"));
    CHECK_STR(b.title, S("书 & 文"));
    CHECK_STR(b.lang, S("zh-CN"));
    CHECK_STR(b.modified, S("2021-01-01T00:00:00Z"));
    CHECK_STR(b.position, S("7"));
    CHECK_STR(b.direction, S("rtl"));
    CHECK(b.creators.n == 2);
    CHECK(b.nav && b.cover);
    CHECK_STR(b.cover->path, S("img/封.jpg"));
    CHECK(b.nitems == 3); /* nothing leads out of the container */
    CHECK(b.nspine == 1);
    CHECK_STR(b.items[b.spine[0]].path, S("EPUB/t/1.xhtml"));
    CHECK(b.ntoc == 2);
    CHECK_STR(b.toc[0].label, S("篇"));
    CHECK_STR(b.toc[1].label, S("一 二"));
    CHECK_STR(b.toc[1].path, S("EPUB/t/1.xhtml"));
    CHECK(!b.toc[0].level && b.toc[1].level == 1);
    CHECK(epub_read(mem, &b, S("mimetype"), &text));
    CHECK_STR(text, S("application/epub+zip"));
    CHECK(!epub_read(mem, &b, S("none"), &text));
    CHECK(epub_names(mem, &b).n == 4);
    epub_close(&b);
}

static void refused(arena *a, const char *bytes)
{
    struct diags ds = {.mem = a};
    struct epub b;
    CHECK(os_write(S(ROOM "/bad.epub"), str_of(bytes), false, *a, &ds));
    CHECK(!epub_open(a, S(ROOM "/bad.epub"), &b, &ds));
    CHECK(ds.count[DIAG_ERROR] == 1);
}

TEST(epub__refuses_what_is_none)
{
    struct epub b;
    struct diags own = {.mem = mem};
    CHECK(!epub_open(mem, S(ROOM "/nowhere"), &b, &own));
    refused(mem, "");
    refused(mem, "PK\3\4");
    CHECK(!epub_open(mem, book(mem, "<package>", ds), &b, &own));
    CHECK(!epub_open(mem,
                     book(mem, "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a/>", ds),
                     &b, &own));
    CHECK(own.count[DIAG_ERROR] == 3);
}

/* A package document of many pieces. */
static str many(arena *a, const char *head, const char *piece, int n, const char *tail)
{
    struct buf b = {.mem = a};
    buf_add(&b, str_of(head));
    for (int i = 0; i < n; i++) buf_add(&b, str_of(piece));
    buf_add(&b, str_of(tail));
    buf_byte(&b, 0);
    return buf_str(&b);
}

static bool opens(arena *a, str opf, struct epub *out)
{
    struct diags own = {.mem = a};
    bool ok = epub_open(a, book(a, (const char *)opf.p, &own), out, &own);
    if (ok) epub_close(out);
    return ok;
}

/* The time of each would be minutes if it grew with the square. */
TEST(epub__large_ones_take_time_in_proportion)
{
    struct epub b;
    enum { MANY = 120000 };
    str last = S("<item id='z' href='z'/></manifest>");
    str items =
        many(mem, "<package><manifest>", "<item id='y' href='y'/>", MANY, (const char *)last.p);
    items.len--;
    str whole = many(mem, (const char *)items.p, "<x/>", 1, "<spine>");
    str opf = many(mem, (const char *)whole.p, "<itemref idref='z'/>", MANY, "</spine></package>");
    CHECK(opens(mem, opf, &b));
    CHECK_INT(b.nspine, MANY);
    CHECK_INT(b.nitems, MANY + 1);
    CHECK(b.spine[0] == MANY);
}

TEST(epub__texts_in_pieces_take_memory_in_proportion)
{
    struct epub b;
    u8 *from = mem->at;
    CHECK(opens(mem, many(mem, "<package>", "y<x/>", 8000, "</package>"), &b));
    CHECK(mem->at - from < 8 << 20);
}

TEST(epub__crowds_of_attributes_and_declarations_are_refused)
{
    struct epub b;
    struct buf crowd = {.mem = mem}, spaces = {.mem = mem};
    buf_add(&crowd, S("<package"));
    for (int i = 0; i < 100000; i++) buf_printf(&crowd, " a%d = ''", i);
    buf_add(&crowd, S("/>"));
    buf_byte(&crowd, 0);
    CHECK(!opens(mem, buf_str(&crowd), &b));
    buf_add(&spaces, S("<package>"));
    for (int i = 0; i < 1200; i++)
        buf_printf(&spaces, "%s xmlns:n%d='u'%s", i % 50 ? "" : "<a", i, i % 50 == 49 ? ">" : "");
    for (int i = 0; i < 24; i++) buf_add(&spaces, S("</a>"));
    buf_add(&spaces, S("</package>"));
    buf_byte(&spaces, 0);
    CHECK(!opens(mem, buf_str(&spaces), &b));
    CHECK(opens(mem, S("<!DOCTYPE package><package/>"), &b));
    CHECK(!opens(mem, S("<!DOCTYPE package [<!ATTLIST a b CDATA 'c'>]><package/>"), &b));
    CHECK(!opens(mem, S("<!DOCTYPE package [<!ENTITY e 'ee'>]><package/>"), &b));
}
