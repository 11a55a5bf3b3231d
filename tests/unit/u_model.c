/* u_model.c - any tree becomes what a book may hold. */
#include "model_local.h"
#include "unit.h"
#include "xhtml.h"
#include "audit.h"

#include "../model/check.h"
#include "../model/tiny.h"

static str without_lines(arena *a, str s)
{
    struct buf out = {.mem = a};
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] != '\n') buf_byte(&out, s.p[i]);
    return buf_str(&out);
}

static str shown(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    xhtml_node(&out, root);
    return buf_str(&out);
}

/* Mend `in` and hold the result to what model.h promises. */
static str fixed(arena *mem, struct diags *ds, str in)
{
    struct post post = {0};
    struct audit audit = {0};
    struct rule_ctx cx = {.mem = mem, .ds = ds, .post = &post, .audit = &audit, .rule = "model"};
    struct node *root = tiny_parse(mem, in);
    cx.root = root;
    struct tally before = audit_tree(root);
    model_fix(&cx, root);
    CHECK(tally_eq(before, tally_add(audit_tree(root), audit.removed)));
    const struct node *at = NULL;
    const char *wrong = check_tree(*mem, root, &at);
    if (wrong) CHECK_STR(str_printf(mem, "%s: %.*s", wrong, STR(node_name(at))), S(""));
    str once = shown(mem, root);
    model_fix(&cx, root);
    CHECK_STR(shown(mem, root), once);
    struct node *again = tiny_parse(mem, once);
    cx.root = again;
    model_fix(&cx, again);
    CHECK_STR(shown(mem, again), once);
    return once;
}

#define FIX(in, want) CHECK_STR(without_lines(mem, fixed(mem, ds, S(in))), S(want))
#define FIX_EXACTLY(in, want) CHECK_STR(fixed(mem, ds, S(in)), S(want))

TEST(model__text_gets_a_paragraph)
{
    FIX("x", "<p>x</p>");
    FIX(" x <b>y</b> z ", "<p>x <b>y</b> z</p>");
    FIX("<p>x</p>y<p>z</p>", "<p>x</p><p>y</p><p>z</p>");
    FIX("<blockquote>x</blockquote>", "<blockquote><p>x</p></blockquote>");
    FIX("<section>x</section>", "<section><p>x</p></section>");
    FIX("", "");
    FIX("  \n ", "");
}

TEST(model__blocks_split_paragraphs)
{
    FIX("<p>x<div>y</div>z</p>", "<p>x</p><div>y</div><p>z</p>");
    FIX("<p>x<p>y</p>z</p>", "<p>x</p><p>y</p><p>z</p>");
    FIX("<p id=\"i\">x<ul><li>y</li></ul>z</p>", "<p id=\"i\">x</p><ul><li>y</li></ul><p>z</p>");
    FIX("<p><table><tr><td>y</td></tr></table></p>",
        "<table><tbody><tr><td>y</td></tr></tbody></table>");
    FIX("<p>x<hr/>y</p>", "<p>x</p><hr/><p>y</p>");
    FIX("<p><h2>x</h2></p>", "<h2>x</h2>");
    FIX("<p>x<pre>y</pre></p>", "<p>x</p><pre>y</pre>");
}

TEST(model__blocks_split_phrasing_and_keep_the_formatting)
{
    FIX("<b>x<div>y</div>z</b>", "<p><b>x</b></p><div><b>y</b></div><p><b>z</b></p>");
    FIX("<span class=\"bold\"><p>x</p><p>y</p></span>",
        "<p><span class=\"bold\">x</span></p><p><span class=\"bold\">y</span></p>");
    FIX("<span><p>x</p><figure><img src=\"a.png\"/></figure></span>",
        "<p>x</p><figure><img src=\"a.png\" alt=\"\"/></figure>");
    FIX("<a href=\"https://example.org/\"><p>x</p><h2>y</h2></a>",
        "<p><a href=\"https://example.org/\">x</a></p><h2><a "
        "href=\"https://example.org/\">y</a></h2>");
    FIX("<b id=\"i\"><p>x</p><p>y</p></b>", "<p><b id=\"i\">x</b></p><p><b>y</b></p>");
    FIX("<i><ul><b><li>x</li></b></ul></i>", "<ul><li><i><b>x</b></i></li></ul>");
    FIX("<del><p>x</p>y</del>", "<p><del>x</del></p><p><del>y</del></p>");
}

TEST(model__nothing_empty_is_made)
{
    FIX("<p></p><p> </p><b></b><span></span><div></div>", "");
    FIX("<p><br/></p><p>x</p>", "<p>x</p>");
    FIX("<ul></ul><ol> </ol><table></table><dl></dl><figure></figure>", "");
    FIX("<table><tbody><tr></tr></tbody></table>x", "<p>x</p>");
    FIX("<blockquote><p><b> </b></p></blockquote>", "");
    FIX("x<br/> <br/><p>y<br/></p>", "<p>x</p><p>y</p>");
    FIX("<ul><li></li></ul>", "<ul><li></li></ul>");
}

TEST(model__headings_stay_whole)
{
    FIX("<h2><div>x</div></h2>", "<h2>x</h2>");
    FIX("<h2><p>x</p><p>y</p></h2>", "<h2>x<br/>y</h2>");
    FIX("<h2>x<ul><li>y</li></ul></h2>", "<h2>x</h2><ul><li>y</li></ul>");
    FIX("<h2>x<h3>y</h3></h2>", "<h2>x<br/>y</h2>");
    FIX("<h2><b><div>x</div></b></h2>", "<h2><b>x</b></h2>");
}

TEST(model__pre_swallows_blocks_line_by_line)
{
    FIX_EXACTLY("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb</pre>");
    FIX_EXACTLY("<pre>  a\n\n  b\n</pre>", "<pre>  a\n\n  b\n</pre>");
    FIX_EXACTLY("<pre><ol><li>a</li><li>b</li></ol></pre>", "<pre>a\nb</pre>");
    FIX_EXACTLY("<pre><code class=\"language-c\">a<p>b</p></code></pre>",
                "<pre><code class=\"language-c\">a\nb</code></pre>");
    FIX_EXACTLY("<xmp>a</xmp><listing>b</listing>", "<pre>a</pre>\n<pre>b</pre>");
}

TEST(model__lists_hold_items)
{
    FIX("<li>x</li><li>y</li>z", "<ul><li>x</li><li>y</li></ul><p>z</p>");
    FIX("<ul>x<li>y</li></ul>", "<ul><li>x</li><li>y</li></ul>");
    FIX("<ul><p>x</p><li>y</li></ul>", "<ul><li><p>x</p></li><li>y</li></ul>");
    FIX("<ul><li>x</li><ul><li>y</li></ul></ul>", "<ul><li>x<ul><li>y</li></ul></li></ul>");
    FIX("<ul><ul><li>y</li></ul></ul>", "<ul><li><ul><li>y</li></ul></li></ul>");
    FIX("<li>x<li>y</li></li>", "<ul><li>x<ul><li>y</li></ul></li></ul>");
    FIX("<ol start=\"3\" type=\"a\" reversed=\"\"><li value=\"7\">x</li></ol>",
        "<ol start=\"3\" type=\"a\" reversed=\"reversed\"><li value=\"7\">x</li></ol>");
    FIX("<ul type=\"disc\"><li value=\"7\">x</li></ul>", "<ul><li>x</li></ul>");
    FIX("<dir><li>x</li></dir><menu><li>y</li></menu>", "<ul><li>x</li></ul><ul><li>y</li></ul>");
    FIX("<li>x<div>y</div>z</li>", "<ul><li>x<div>y</div>z</li></ul>");
}

TEST(model__terms_stand_in_turn)
{
    FIX("<dt>x</dt><dd>y</dd>", "<dl><dt>x</dt><dd>y</dd></dl>");
    FIX("<dl><dd>y</dd><dt>x</dt></dl>", "<dl><dt></dt><dd>y</dd><dt>x</dt><dd></dd></dl>");
    FIX("<dl><dd>x</dd><dd>y</dd></dl>", "<div><div>x</div><div>y</div></div>");
    FIX("<dl><dt>x</dt><dt>y</dt></dl>", "<ul><li>x</li><li>y</li></ul>");
    FIX("<dl><div><dt>x</dt><dd>y</dd></div></dl>", "<dl><dt>x</dt><dd>y</dd></dl>");
    FIX("<dl><dt>x</dt>y</dl>", "<dl><dt>x</dt><dd>y</dd></dl>");
    FIX("<dl><dt><h2>x</h2></dt><dd>y</dd></dl>",
        "<dl><dt><p class=\"bold\">x</p></dt><dd>y</dd></dl>");
}

TEST(model__tables_have_their_parts_in_order)
{
    FIX("<td>x</td><td>y</td>", "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>");
    FIX("<tr><td>x</td></tr>y", "<table><tbody><tr><td>x</td></tr></tbody></table><p>y</p>");
    FIX("<table><tfoot><tr><td>f</td></tr></tfoot><tr><td>b</td></tr><thead><tr><th>h</th></tr>"
        "</thead><caption>c</caption></table>",
        "<table><caption>c</caption><thead><tr><th>h</th></tr></thead><tbody><tr><td>b</td></tr>"
        "</tbody><tfoot><tr><td>f</td></tr></tfoot></table>");
    FIX("<table><thead><tr><td>a</td></tr></thead><thead><tr><td>b</td></tr></thead></table>",
        "<table><thead><tr><td>a</td></tr></thead><tbody><tr><td>b</td></tr></tbody></table>");
    FIX("<table><caption>c</caption></table>", "<div>c</div>");
    FIX("<table><caption>a</caption><caption>b</caption><tr><td>x</td></tr></table>",
        "<div>b</div><table><caption>a</caption><tbody><tr><td>x</td></tr></tbody></table>");
    FIX("<table>x<tr>y<td>z</td></tr></table>",
        "<table><tbody><tr><td>x</td></tr><tr><td>y</td><td>z</td></tr></tbody></table>");
    FIX("<table><colgroup><col span=\"2\"/></colgroup><tr><td>x</td></tr></table>",
        "<table><tbody><tr><td>x</td></tr></tbody></table>");
    FIX("<table><caption>c<table><tr><td>x</td><td>y</td></tr></table></caption><tr><td>z</td></"
        "tr></table>",
        "<table><caption>c<br/>x<br/>y</caption><tbody><tr><td>z</td></tr></tbody></table>");
    FIX("<caption>x</caption>", "<div>x</div>");
}

TEST(model__cells_do_not_overlap)
{
    FIX("<tr><td rowspan=\"9\">a</td><td>b</td></tr><tr><td>c</td></tr>",
        "<table><tbody><tr><td "
        "rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>");
    FIX("<tr><td>a</td><td rowspan=\"2\">b</td></tr><tr><td colspan=\"2\">c</td></tr>",
        "<table><tbody><tr><td>a</td><td "
        "rowspan=\"2\">b</td></tr><tr><td>c</td></tr></tbody></table>");
    FIX("<tr><td colspan=\"0\" rowspan=\"x\">a</td></tr>",
        "<table><tbody><tr><td>a</td></tr></tbody></table>");
    FIX("<tr><td colspan=\"2\">a</td></tr><tr><td>b</td><td>c</td></tr>",
        "<table><tbody><tr><td "
        "colspan=\"2\">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>");
}

TEST(model__figures_have_one_caption_at_an_end)
{
    FIX("<figure><img src=\"a.png\" alt=\"\"/><figcaption>c</figcaption></figure>",
        "<figure><img src=\"a.png\" alt=\"\"/><figcaption>c</figcaption></figure>");
    FIX("<figure><p>a</p><figcaption>c</figcaption><p>b</p></figure>",
        "<figure><p>a</p><p>b</p><figcaption>c</figcaption></figure>");
    FIX("<figure><figcaption>c</figcaption><p>a</p><figcaption>d</figcaption></figure>",
        "<figure><figcaption>c</figcaption><p>a</p><div>d</div></figure>");
    FIX("<figcaption>c</figcaption>", "<div>c</div>");
    FIX("<p><figure>x</figure></p>", "<figure>x</figure>");
}

TEST(model__details_begin_with_a_summary)
{
    FIX("<details open=\"\"><p>x</p><summary>s</summary></details>",
        "<details open=\"open\"><summary>s</summary><p>x</p></details>");
    FIX("<details open=\"\">x</details>", "<div><p>x</p></div>");
    FIX("<details><summary>s</summary>x<summary>t</summary></details>",
        "<details><summary>s</summary><p>x</p><p>t</p></details>");
    FIX("<summary>s</summary>", "<p>s</p>");
    FIX("<details><summary><div>s</div><ul><li>t</li></ul></summary></details>",
        "<details><summary>s<br/>t</summary></details>");
}

TEST(model__links_do_not_nest)
{
    FIX("<a href=\"http://a.b/1\">x<a href=\"http://a.b/2\">y</a>z</a>",
        "<p><a href=\"http://a.b/1\">x</a><a href=\"http://a.b/2\">y</a><a "
        "href=\"http://a.b/1\">z</a></p>");
    FIX("<a href=\"http://a.b/1\"><b>x<a href=\"http://a.b/2\">y</a></b></a>",
        "<p><a href=\"http://a.b/1\"><b>x</b></a><b><a href=\"http://a.b/2\">y</a></b></p>");
    FIX("<a href=\"javascript:x()\">x</a><a>y</a><a href=\"#\">z</a><a href=\"\">w</a>",
        "<p>xyzw</p>");
    FIX("<dfn>x<dfn>y</dfn></dfn>", "<p><dfn>xy</dfn></p>");
}

TEST(model__fragments_lead_somewhere)
{
    FIX("<p id=\"a\">x</p><p><a href=\"#a\">y</a><a href=\"#b\">z</a></p>",
        "<p id=\"a\">x</p><p><a href=\"#a\">y</a>z</p>");
    FIX("<p id=\"a\">x</p><p id=\"a\">y</p><p id=\"1\">z</p>", "<p id=\"a\">x</p><p>y</p><p>z</p>");
    FIX("<a id=\"t\"></a><h2>x</h2><p><a href=\"#t\">y</a></p>",
        "<h2><span id=\"t\"></span>x</h2><p><a href=\"#t\">y</a></p>");
    FIX("<p>x<a id=\"t\"></a></p><p><a href=\"#t\">y</a></p>",
        "<p>x<span id=\"t\"></span></p><p><a href=\"#t\">y</a></p>");
    FIX("<p>x</p><div id=\"t\"></div>", "<p>x</p><p><span id=\"t\"></span></p>");
    FIX("<font id=\"t\">x</font>", "<p><span id=\"t\"></span>x</p>");
}

TEST(model__obsolete_elements_become_their_heirs)
{
    FIX("<center>x</center>", "<div class=\"center\">x</div>");
    FIX("<font color=\"red\">x</font><strike>y</strike><tt>z</tt><big>w</big>",
        "<p>x<s>y</s><code>z</code><span class=\"big\">w</span></p>");
    FIX("<acronym title=\"t\">x</acronym><nobr>y</nobr><blink>z</blink>",
        "<p><abbr title=\"t\">x</abbr>yz</p>");
    FIX("<form action=\"x\"><label>x</label><input/><button>y</button></form>", "<div>xy</div>");
    FIX("<main><nav>x</nav></main>", "<div><nav><p>x</p></nav></div>");
    FIX("<picture><source/><img src=\"a.png\"/></picture>", "<p><img src=\"a.png\" alt=\"\"/></p>");
    FIX("<foo>x</foo><o-p>y</o-p>", "<p>xy</p>");
    FIX("<html><head><title>t</title></head><body>x</body></html>", "<p>x</p>");
}

TEST(model__what_goes_is_listed)
{
    FIX("x<script>y</script><style>z</style><template>t</template><iframe>i</iframe>", "<p>x</p>");
    CHECK_INT(ds->count[DIAG_WARN], 0);
    FIX("x<select><option>y</option></select>", "<p>x</p>");
    CHECK_INT(ds->count[DIAG_WARN], 1);
    FIX("x<svg><path/></svg>", "<p>x</p>");
    CHECK_INT(ds->count[DIAG_WARN], 1);
    FIX("x<svg><text>y</text></svg>", "<p>x</p>");
    CHECK_INT(ds->count[DIAG_WARN], 2);
}

TEST(model__ancestors_forbid)
{
    FIX("<header><header>x</header></header>", "<header><div>x</div></header>");
    FIX("<footer><div><footer>x</footer></div></footer>",
        "<footer><div><div>x</div></div></footer>");
    FIX("<address><h2>x</h2><address>y</address></address>",
        "<address><p class=\"bold\">x</p><div>y</div></address>");
    FIX("<th><section>x</section></th>",
        "<table><tbody><tr><th><div>x</div></th></tr></tbody></table>");
}

TEST(model__ruby_is_bases_and_annotations)
{
    FIX("<ruby>a<rt>b</rt>c<rt>d</rt></ruby>", "<p><ruby>a<rt>b</rt>c<rt>d</rt></ruby></p>");
    FIX("<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
        "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>");
    FIX("<ruby><rb>a</rb><rt>b</rt>c</ruby>d", "<p><ruby>a<rt>b</rt></ruby>cd</p>");
    FIX("<ruby>a</ruby>", "<p>a</p>");
    FIX("<rt>a</rt>", "<p>a</p>");
    FIX("<ruby>a<rp>(</rp><rt>b</rt></ruby>", "<p>a(b</p>");
    FIX("<ruby>a<rp><b>(</b></rp><rt>b</rt><rp>)</rp></ruby>",
        "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>");
    FIX("<ruby>a<rt>b<div>c</div>d</rt></ruby>", "<p><ruby>a<rt>b</rt></ruby></p><div><ruby><rt>c</"
                                                 "rt></ruby></div><p><ruby><rt>d</rt></ruby></p>");
    FIX("<ruby>a<ruby>b<rt>c</rt></ruby><rt>d</rt></ruby>",
        "<p><ruby>ab<rt>c</rt><rt>d</rt></ruby></p>");
}

TEST(model__attributes_are_those_of_the_table)
{
    FIX("<p style=\"x\" onclick=\"x\" data-x=\"y\" class=\"a center b\" align=\"left\">x</p>",
        "<p class=\"center\">x</p>");
    FIX("<p lang=\"zh-Hans-CN\" dir=\"ltr\" title=\"t\">x</p>",
        "<p lang=\"zh-Hans-CN\" xml:lang=\"zh-Hans-CN\" dir=\"ltr\" title=\"t\">x</p>");
    FIX("<p lang=\"zh_CN\" dir=\"up\">x</p><p xml:lang=\"en\">y</p>",
        "<p>x</p><p lang=\"en\" xml:lang=\"en\">y</p>");
    FIX("<time datetime=\"2021-08-14\">x</time><time "
        "datetime=\"2021-02-30\">y</time><time>z</time>",
        "<p><time datetime=\"2021-08-14\">x</time>yz</p>");
    FIX("<ins datetime=\"2021-08-14T07:37Z\" cite=\"no\">x</ins>",
        "<p><ins datetime=\"2021-08-14T07:37Z\">x</ins></p>");
    FIX("<img src=\"../images/a.jpg\" width=\"10\" height=\"5px\" loading=\"lazy\" srcset=\"x\"/>",
        "<p><img src=\"../images/a.jpg\" width=\"10\" alt=\"\"/></p>");
    FIX("<bdo>x</bdo><bdo dir=\"rtl\">y</bdo>", "<p>x<bdo dir=\"rtl\">y</bdo></p>");
    FIX("<p class=\"language-c++ center center\">x</p>", "<p class=\"language-c++ center\">x</p>");
    FIX("<img src=\"http://a.b/c.png\"/>x", "<p>x</p>");
    FIX("<img>x</img>", "<p>x</p>");
    FIX("<p class=\"center\" class=\"bold\">x</p>", "<p class=\"center\">x</p>");
}

TEST(model__notes_keep_their_semantics)
{
    FIX("<a epub:type=\"noteref x\" role=\"doc-noteref\" class=\"duokan-footnote\" href=\"#n\" "
        "id=\"r\">"
        "<sup>1</sup></a><aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"n\">x</aside>",
        "<p><a epub:type=\"noteref\" role=\"doc-noteref\" class=\"duokan-footnote\" href=\"#n\" "
        "id=\"r\">"
        "<sup>1</sup></a></p><aside epub:type=\"footnote\" role=\"doc-footnote\" "
        "id=\"n\"><p>x</p></aside>");
    FIX("<p role=\"button\">x</p><ul role=\"doc-toc\"><li>y</li></ul>",
        "<p>x</p><ul><li>y</li></ul>");
}

TEST(model__formulas_have_the_arguments_they_need)
{
#define MATH(in, want)                                                                             \
    FIX("<math>" in "</math>",                                                                     \
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\">" want "</math></p>")
    MATH("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "<mfrac><mi>a</mi><mi>b</mi></mfrac>");
    MATH("<mfrac><mi>a</mi></mfrac>", "<mfrac><mi>a</mi><mrow></mrow></mfrac>");
    MATH("<msup><mi>a</mi><mi>b</mi><mi>c</mi></msup>",
         "<msup><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></msup>");
    MATH("<msubsup></msubsup>", "<msubsup><mrow></mrow><mrow></mrow><mrow></mrow></msubsup>");
    MATH("x<mi>y</mi>", "<mtext>x</mtext><mi>y</mi>");
    MATH("<mtable><mi>x</mi><mtr><mi>y</mi></mtr></mtable>",
         "<mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mi>y</mi></mtd></mtr></mtable>");
    MATH("<mtd><mi>x</mi></mtd><mtr><mtd><mi>y</mi></mtd></mtr>",
         "<mrow><mi>x</mi></mrow><mrow><mrow><mi>y</mi></mrow></mrow>");
    MATH("<semantics><annotation "
         "encoding=\"application/x-tex\">x^2</annotation><mi>x</mi><mn>2</mn></semantics>",
         "<semantics><mrow><mi>x</mi><mn>2</mn></mrow>"
         "<annotation encoding=\"application/x-tex\">x^2</annotation></semantics>");
    MATH("<mi>a<b>c</b></mi>", "<mi>ac</mi>");
    MATH(
        "<mmultiscripts><mi>a</mi><none/><mi>b</mi><mprescripts/><mi>c</mi><none/></mmultiscripts>",
        "<mmultiscripts><mi>a</mi><none></none><mi>b</mi><mprescripts></mprescripts><mi>c</mi>"
        "<none></none></mmultiscripts>");
    MATH("<mmultiscripts><mi>a</mi><none/></mmultiscripts>", "<mrow><mi>a</mi></mrow>");
    MATH("<mo stretchy=\"true\" style=\"x\" form=\"no\">(</mo>", "<mo stretchy=\"true\">(</mo>");
    MATH("<mfoo><mi>x</mi></mfoo><maction><mi>y</mi></maction>",
         "<mi>x</mi><mrow><mi>y</mi></mrow>");
    FIX("<math></math>x", "<p>x</p>");
    FIX("<math display=\"block\" alttext=\"x\" class=\"k\"><mi>x</mi></math>",
        "<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"x\">"
        "<mi>x</mi></math></p>");
}

TEST(model__boundaries_keep_words_apart)
{
    FIX("<li>x<html>y</html>z</li>", "<ul><li>x<br/>y<br/>z</li></ul>");
    FIX("<div>x<p>y</p>z</div>", "<div><p>x</p><p>y</p><p>z</p></div>");
    FIX("<div>x<br/>y</div>", "<div>x<br/>y</div>");
}

TEST(model__own_words_stay_own)
{
    struct node *root = tiny_parse(mem, S("<p>x<span>y</span><div>z</div></p>"));
    root->first->first->next->made = 1;
    struct tally before = audit_tree(root);
    struct rule_ctx cx = {.mem = mem, .ds = ds, .root = root};
    model_fix(&cx, root);
    CHECK_STR(without_lines(mem, shown(mem, root)), S("<p>xy</p><div>z</div>"));
    CHECK(tally_eq(audit_tree(root), before));
}

TEST(xhtml__any_tree_is_written_well_formed)
{
    struct node *root =
        tiny_parse(mem, S("<o:p \"x\"=\"1\" xmlns=\"y\" a:b=\"c\" id=\"i\">x<!-- y --></o:p>"));
    CHECK_STR(shown(mem, root), S("<span id=\"i\">x</span>"));
}

static struct node *deep(arena *a, enum tag t, enum tag u, int n, bool texts)
{
    struct node *root = node_make(a, TAG_DOCUMENT), *at = root;
    for (int i = 0; i < n; i++) {
        at = node_add(a, at, i % 2 ? u : t);
        if (texts) node_add_text(a, at, S("x"));
    }
    if (!texts) node_add_text(a, at, S("x"));
    return root;
}

static void check_deep(arena *mem, struct diags *ds, enum tag t, enum tag u)
{
    arena scratch = *mem;
    struct post post = {0};
    struct audit audit = {0};
    struct rule_ctx cx = {.mem = &scratch, .ds = ds, .post = &post, .audit = &audit};
    struct node *root = deep(&scratch, t, u, 100000, true);
    model_fix(&cx, root);
    struct buf out = {.mem = &scratch};
    xhtml_node(&out, root);
    CHECK(out.len < 40 * 100000);
    CHECK_INT(audit_tree(root).chars, 100000);
    str once = buf_str(&out);
    model_fix(&cx, root);
    struct buf twice = {.mem = &scratch};
    xhtml_node(&twice, root);
    CHECK(str_eq(once, buf_str(&twice)));
}

TEST(model__depth_is_bounded_and_costs_no_more_than_it_should)
{
    check_deep(mem, ds, TAG_B, TAG_DIV);
    check_deep(mem, ds, TAG_LI, TAG_LI);
    check_deep(mem, ds, TAG_TD, TAG_DIV);
    check_deep(mem, ds, TAG_DD, TAG_UL);
    check_deep(mem, ds, TAG_TABLE, TAG_TD);
    check_deep(mem, ds, TAG_RUBY, TAG_RT);
    check_deep(mem, ds, TAG_P, TAG_H2);
}

TEST(model__chapters_are_documents)
{
    struct strs css = {0};
    strs_add(mem, &css, S("../css/zh.css"));
    struct xhtml_head head = {.title = S("a & b"), .lang = S("zh-CN"), .css = css};
    struct node *section = node_make(mem, TAG_SECTION);
    node_add_text(mem, node_add(mem, section, TAG_P), S("x"));
    struct buf out = {.mem = mem};
    CHECK_INT(xhtml_chapter(&out, &head, section), 0);
    CHECK_STR(buf_str(&out),
              S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh-CN\" xml:lang=\"zh-CN\">\n"
                "<head>\n<meta charset=\"utf-8\"/>\n<title>a &amp; b</title>\n"
                "<link rel=\"stylesheet\" type=\"text/css\" href=\"../css/zh.css\"/>\n</head>\n"
                "<body>\n<section>\n<p>x</p>\n</section>\n</body>\n</html>\n"));
}

TEST(model__own_words_in_a_formula_stay_own)
{
    struct node *root = tiny_parse(mem, S("<p><math><mtext>x<mi>y</mi>z</mtext></math></p>"));
    struct node *mtext = root->first->first->first;
    mtext->first->next->first->made = 1;
    struct post post = {0};
    struct rule_ctx cx = {.mem = mem, .ds = ds, .post = &post, .root = root, .rule = "model"};
    model_fix(&cx, root);
    CHECK_STR(
        without_lines(mem, shown(mem, root)),
        S("<p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mtext>xyz</mtext></math></p>"));
    CHECK(tally_eq(audit_tree(root), audit_text(S("xz"))));
}
