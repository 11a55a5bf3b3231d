/* u_page_break.c - where pages of toc.page_list begin. */
#include "convert_local.h"
#include "html.h"
#include "unit.h"
#include "xhtml.h"
#include "zip.h"

/* A chapter's content with its marks, "|" for each. */
static str marked(arena *mem, const char *body, int size)
{
    struct node *root = html_parse(mem, str_of(body), (struct html_opts){.context = TAG_DIV});
    struct conf *conf = make(mem, struct conf);
    struct chapter c = {.mem = mem, .conf = conf};
    conf->page_list = size;
    breaks_mark(&c, root);
    struct buf out = {.mem = mem};
    int pages = 0;
    for (struct node *n = root, *next; n; n = next) {
        next = node_next(n, root);
        if (!str_eq(node_attr(n, ATTR_EPUB_TYPE), S("pagebreak"))) continue;
        CHECK_STR(node_attr(n, ATTR_ARIA_LABEL), str_printf(mem, "%d", ++pages));
        CHECK_STR(node_attr(n, ATTR_ID), str_printf(mem, "page-%d", pages));
        node_before(n, node_text(mem, S("|")));
        node_remove(n, root);
    }
    xhtml_node(&out, root);
    struct buf flat = {.mem = mem};
    for (isize i = 0; i < out.len; i++)
        if (out.p[i] != '\n') buf_byte(&flat, out.p[i]);
    return buf_str(&flat);
}

TEST(page_break__none_without_a_size)
{
    CHECK_STR(marked(mem, "<p>a</p>", 0), S("<p>a</p>"));
}

TEST(page_break__a_page_has_so_many_characters_at_least)
{
    CHECK_STR(marked(mem, "<h2>ab</h2><p>cd</p><p>e f</p><p>g</p><p>h</p>", 3),
              S("<h2>|ab</h2><p>cd</p><p>|e f</p><p>g</p><p>|h</p>"));
}

TEST(page_break__none_begins_in_what_is_one)
{
    CHECK_STR(marked(mem,
                     "<p>a</p><table><tbody><tr><td><p>b</p></td></tr></tbody></table>"
                     "<figure><p>c</p></figure><pre>d</pre><p>e</p>",
                     1),
              S("<p>|a</p><table><tbody><tr><td><p>b</p></td></tr></tbody></table>"
                "<figure><p>c</p></figure><pre>d</pre><p>|e</p>"));
}

TEST(page_break__what_was_deflated_comes_back)
{
    str text =
            S("<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>"),
        out;
    struct entry e = {0};
    zip_deflate(mem, text, &e);
    CHECK(e.deflated);
    CHECK(zip_inflate(mem, &e, e.bytes, &out));
    CHECK_STR(out, text);
    e.crc ^= 1;
    CHECK(!zip_inflate(mem, &e, e.bytes, &out));
    e.crc ^= 1;
    e.plain--;
    CHECK(!zip_inflate(mem, &e, e.bytes, &out));
}
