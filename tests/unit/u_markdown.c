#include "markdown.h"
#include "unit.h"

#include <string.h>

static const struct {
    const char *from, *to;
} cases[] = {
    {"a\n\nb", "<p>a</p>\n\n<p>b</p>"},
    {"**句。**后", "<p><strong>句。</strong>后</p>"},
    {"前**（句）**", "<p>前<strong>（句）</strong></p>"},
    {"前**“句”**后", "<p>前<strong>“句”</strong>后</p>"},
    {"**参考:**a **b:**c", "<p><strong>参考:</strong>a **b:**c</p>"},
    {"***句。***后", "<p><em><strong>句。</strong></em>后</p>"},
    {"`**句。**后`", "<p><code>**句。**后</code></p>"},
    {"a ** b ** c。**", "<p>a ** b ** c。**</p>"},
    {"    **句。**后", "<pre><code>**句。**后\n</code></pre>"},
    {"![a](b c.png)", "<p><img src=\"b c.png\" alt=\"a\"></p>"},
    {"![a](b\\c.png \"t\")", "<p><img src=\"b/c.png\" title=\"t\" alt=\"a\"></p>"},
    {"![a](b(1).png)", "<p><img src=\"b(1).png\" alt=\"a\"></p>"},
    {"![](<b c.png>)", "<p><img src=\"b c.png\" alt=\"\"></p>"},
    {"![a *b* `c`](d)", "<p><img src=\"d\" alt=\"a b c\"></p>"},
    {"![]({{ site.baseurl }}/x.png)", "<p><img src=\"/x.png\" alt=\"\"></p>"},
    {"$a_b$ and _c_", "<p><span data-eeimg=\"0\">$a_b$</span> and <em>c</em></p>"},
    {"$$\na\n$$", "<p><span data-eeimg=\"0\">$$\na\n$$</span></p>\n"},
    {"$$\n# a < b\n\n- c\n$$\n",
     "<p><span data-eeimg=\"0\">$$\n# a &lt; b\n\n- c\n$$</span></p>\n"},
    {"costs $5", "<p>costs $5</p>"},
    {"##标题", "<h2>标题</h2>"},
    {"##标题 {#id}", "<h2>标题 {#id}</h2>"},
    {"#tag", "<p>#tag</p>"},
    {"{: .class}\na", "<p>a</p>"},
    {"{% raw %}a{% endraw %}", "<p>a</p>"},
    {"{% asset_img a.png %}", "<p><img src=\"a.png\" alt=\"\"></p>"},
    {"{% post_link a-b %}", "<p><a href=\"zhbook-post:a-b\"></a></p>"},
    {"{% other a %}", "<p>{% other a %}</p>"},
    {"`{% raw %}`", "<p><code>{% raw %}</code></p>"},
    {"&lt;a&gt; &amp; \"b\"", "<p>&lt;a&gt; &amp; &quot;b&quot;</p>"},
    {"[a](b&amp;c)", "<p><a href=\"b&amp;c\">a</a></p>"},
    {"3. a", "<ol start=\"3\"><li>a</li></ol>"},
    {"[^1]", "<p>[^1]</p>"},
    {"`[^1]`\n\n[^1]: n", "<p><code>[^1]</code></p>\n\n\n\n<section class=\"footnotes\">\n\n"
                          "<ol><li><a id=\"fn-1\"></a>n</li></ol>\n\n</section>"},
};

TEST(markdown__mends_what_posts_do)
{
    for (isize i = 0; i < COUNT(cases); i++) {
        str have = str_trim(markdown_html(mem, str_of(cases[i].from)));
        CHECK_STR(have, str_trim(str_of(cases[i].to)));
    }
}

/* The line of the first element of tag t. */
static int line_of(const struct node *root, enum tag t)
{
    for (const struct node *n = root; n; n = node_next(n, root))
        if (node_is(n, t)) return n->line;
    return -1;
}

TEST(markdown__blocks_keep_their_lines)
{
    struct node *root =
        markdown_parse(mem, S("# a\n\nb\nb\n\n- c\n- d\n\n\n\n> e\n\n```\nf\n```\n\n## g\n"), 10);
    CHECK_INT(line_of(root, TAG_H1), 10);
    CHECK_INT(line_of(root, TAG_P), 12);
    CHECK_INT(line_of(root, TAG_UL), 15);
    CHECK_INT(line_of(root, TAG_BLOCKQUOTE), 20);
    CHECK_INT(line_of(root, TAG_H2), 26);
}

TEST(markdown__footnotes_are_numbered_by_use)
{
    str s = markdown_html(mem, S("a[^y] b[^x] c[^y]\n\n[^x]: X\n[^y]: Y\n"));
    CHECK(str_has(s, S("a<a epub:type=\"noteref\" href=\"#fn-1\"></a>")));
    CHECK(str_has(s, S("b<a epub:type=\"noteref\" href=\"#fn-2\"></a>")));
    CHECK(str_has(s, S("c<a epub:type=\"noteref\" href=\"#fn-1\"></a>")));
    CHECK(str_find(s, S("Y"), 0) < str_find(s, S("X"), 0));
}

TEST(markdown__a_note_may_hold_blocks)
{
    str s = markdown_html(mem, S("a[^x]\n\n[^x]: one\n\n    two\n\n    - three\n      - four\n\n"
                                 "    ```\n    five\n      six\n    ```\n\nend\n"));
    CHECK(str_has(s, S("<p>two</p>")));
    CHECK(str_has(s, S("<li>three\n<ul><li>four</li></ul></li>")));
    CHECK(str_has(s, S("<pre><code>five\n  six\n</code></pre>")));
    CHECK(str_find(s, S("<p>end</p>"), 0) < str_find(s, S("<section"), 0));
}

TEST(markdown__a_note_may_stand_in_the_text)
{
    str s =
        markdown_html(mem, S("a^[one [link](u) *x*] b `^[code]` c^[open x^2^ [^x]\n\n[^x]: two\n"));
    CHECK(
        str_has(s, S("a<a epub:type=\"noteref\" href=\"#fn-1\"></a> b <code>^[code]</code> c^[")));
    CHECK(str_has(s, S("one <a href=\"u\">link</a> <em>x</em>")));
}

TEST(plain__blank_lines_part_paragraphs)
{
    struct node *root = plain_parse(mem, S("\n\none\r\ntwo\n \nthree"), 5);
    CHECK_STR(node_text_all(mem, root->first), S("one\ntwo"));
    CHECK_INT(root->first->line, 7);
    CHECK_STR(node_text_all(mem, root->last), S("three"));
    CHECK_INT(root->last->line, 10);
    CHECK(root->first->next == root->last);
}

TEST(markdown__looks_at_nothing_behind_the_text)
{
    for (const char *tail = "2.)- \n#$*_`>"; *tail; tail++) {
        arena soiled = *mem, a = *mem;
        memset(make_n(&soiled, char, 1 << 16), *tail, 1 << 16);
        CHECK_STR(markdown_html(&a, S("2")), S("<p>2</p>"));
    }
}

TEST(markdown__half_written_definitions_stay_as_text)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < 200; i++) buf_add(&b, S("[x]: <\n"));
    str text = node_text_all(mem, markdown_parse(mem, buf_str(&b), 1));
    int seen = 0;
    for (isize i = 0; (i = str_find(text, S("[x]: <"), i)) >= 0; i++) seen++;
    CHECK_INT(seen, 200);
}

TEST(markdown__a_comment_without_end_hides_nothing)
{
    CHECK_STR(str_trim(markdown_html(mem, S("{% comment %}\n\na"))),
              S("<p>{% comment %}</p>\n\n<p>a</p>"));
    CHECK_STR(str_trim(markdown_html(mem, S("a {% comment %}\nb\n{% endcomment %}c"))),
              S("<p>a</p>\n\n<p>c</p>"));
}
