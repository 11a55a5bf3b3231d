#include "html.h"
#include "split_local.h"
#include "unit.h"
#include "xhtml.h"

/* A chapter of a body, as it stands before it is written. */
static struct node *chapter(arena *mem, const char *body)
{
    struct node *doc = html_parse(mem, str_of(body), (struct html_opts){.context = TAG_DIV});
    struct node *section = node_make(mem, TAG_SECTION);
    node_move_kids(section, doc);
    node_append(doc, section);
    return doc;
}

static struct parts split(arena *mem, struct node *doc, isize limit)
{
    struct post *post = make(mem, struct post);
    struct chapter *c = make(mem, struct chapter);
    post->href = S("text/c0007.xhtml");
    c->mem = mem;
    c->post = post;
    return chapter_split(c, doc, limit, 0);
}

static str text(arena *mem, const struct node *n)
{
    struct buf b = {.mem = mem};
    xhtml_node(&b, n);
    return buf_str(&b);
}

TEST(split__cuts_before_h2_rather_than_later)
{
    struct node *doc = chapter(mem, "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>"
                                    "<h2>b</h2><p>ccccccccccccccc</p><p>dddddddddddddddddddd</p>");
    struct parts p = split(mem, doc, 130);
    CHECK_INT(p.n, 2);
    if (p.n != 2) return;
    CHECK(str_find(text(mem, p.v[0]), S("<h2>"), 0) < 0);
    CHECK(str_find(text(mem, p.v[1]), S("<section>\n<h2>b</h2>"), 0) >= 0);
}

TEST(split__a_heading_stays_with_what_follows)
{
    struct node *doc = chapter(mem, "<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p><p>a</p>"
                                    "<h2>b</h2><h3>c</h3><p>cccccccccccccccccccccccccccc</p>");
    struct parts p = split(mem, doc, 140);
    CHECK_INT(p.n, 2);
    if (p.n != 2) return;
    CHECK(str_find(text(mem, p.v[1]), S("<h2>b</h2>\n<h3>c</h3>\n<p>"), 0) >= 0);
}

TEST(split__boxes_are_closed_and_opened_again_without_their_id)
{
    struct node *doc = chapter(mem, "<blockquote id=q class=em><p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaa</p>"
                                    "<p>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</p></blockquote>");
    struct parts p = split(mem, doc, 110);
    CHECK_INT(p.n, 2);
    if (p.n != 2) return;
    CHECK(str_find(text(mem, p.v[0]), S("<blockquote id=\"q\" class=\"em\">\n<p>a"), 0) >= 0);
    CHECK(str_find(text(mem, p.v[1]), S("<blockquote class=\"em\">\n<p>b"), 0) >= 0);
}

TEST(split__numbers_of_a_list_go_on)
{
    struct node *doc =
        chapter(mem, "<ol><li>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</li><li value=9>"
                     "bbbbbbbbbbbbbbbbbbbbbbbbb</li><li>cccccccccccc</li></ol>");
    struct parts p = split(mem, doc, 170);
    CHECK(p.n > 1);
    CHECK(str_find(text(mem, p.v[p.n - 1]), S("<ol start=\"10\">"), 0) >= 0 ||
          str_find(text(mem, p.v[p.n - 1]), S("<ol start=\"9\">"), 0) >= 0);
}

TEST(split__the_head_of_a_table_is_said_again_as_our_own_words)
{
    struct node *doc = chapter(
        mem, "<table><thead><tr><th>h</th></tr></thead><tbody>"
             "<tr><td>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</td></tr>"
             "<tr><td>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</td></tr>"
             "<tr><td>ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc</td></tr>"
             "<tr><td>ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd</td></tr>"
             "</tbody></table>");
    struct tally before = audit_tree(doc);
    struct parts p = split(mem, doc, 400);
    CHECK(p.n > 1);
    struct tally after = {0};
    for (isize i = 0; i < p.n; i++) {
        CHECK(str_find(text(mem, p.v[i]), S("<th>h</th>"), 0) >= 0);
        after = tally_add(after, audit_tree(p.v[i]));
    }
    CHECK(tally_eq(before, after));
}

TEST(split__a_link_to_another_part_names_its_file)
{
    struct node *doc = chapter(mem, "<p><a href='#x'>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</a></p>"
                                    "<p id=x>bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb</p>");
    struct parts p = split(mem, doc, 110);
    CHECK_INT(p.n, 2);
    if (p.n != 2) return;
    CHECK(str_find(text(mem, p.v[0]), S("href=\"c0007-2.xhtml#x\""), 0) >= 0);
}

TEST(split__a_word_without_end_is_cut_between_characters)
{
    struct buf b = {.mem = mem};
    buf_add(&b, S("<p>"));
    for (int i = 0; i < 5000; i++) buf_add(&b, S("\xE7\x94\xB2"));
    buf_byte(&b, 0);
    struct node *doc = chapter(mem, (const char *)b.p);
    struct parts p = split(mem, doc, 2000);
    CHECK(p.n > 7);
    long long chars = 0;
    for (isize i = 0; i < p.n; i++) {
        CHECK(text(mem, p.v[i]).len <= 2000);
        CHECK(utf8_ok(text(mem, p.v[i])));
        chars += audit_tree(p.v[i]).chars;
    }
    CHECK_INT(chars, 5000);
}
