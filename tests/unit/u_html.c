/* u_html.c - the parser, on samples of our own. */
#include "html.h"
#include "unit.h"

/* A tree as one line: elements in <>, texts in quotes, comments in {}. */
static str shape(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    const struct node *n = root->first;
    while (n) {
        if (n->tag == TAG_TEXT) buf_printf(&out, "\"%.*s\"", STR(n->text));
        else if (n->tag == TAG_COMMENT) buf_printf(&out, "{%.*s}", STR(n->text));
        else if (n->tag == TAG_DOCTYPE) buf_printf(&out, "!%.*s", STR(n->text));
        else buf_printf(&out, "<%.*s", STR(node_name(n)));
        for (const struct attr *at = n->attrs; at; at = at->next)
            buf_printf(&out, " %.*s=%.*s", STR(at->name), STR(at->value));
        if (n->tag > TAG_TEXT) buf_byte(&out, '>');
        if (n->first) {
            n = n->first;
            continue;
        }
        for (; n != root; n = n->parent) {
            if (n->tag > TAG_TEXT) buf_add(&out, S("</>"));
            if (n->next) break;
        }
        n = n == root ? NULL : n->next;
    }
    return buf_str(&out);
}

static str body_of(arena *a, str text)
{
    return shape(a, html_parse(a, text, (struct html_opts){.context = TAG_BODY}));
}

TEST(html__document_gets_html_head_body)
{
    struct node *root =
        html_parse(mem, S("<!DOCTYPE html><title>书</title>你好"), (struct html_opts){0});
    CHECK_STR(shape(mem, root), S("!html<html><head><title>\"书\"</></><body>\"你好\"</></>"));
    CHECK_INT(root->tag, TAG_DOCUMENT);
}

TEST(html__empty_text_is_an_empty_body)
{
    CHECK_STR(shape(mem, html_parse(mem, (str){0}, (struct html_opts){0})),
              S("<html><head></><body></></>"));
    CHECK_STR(body_of(mem, (str){0}), (str){0});
}

TEST(html__block_in_paragraph_ends_it)
{
    CHECK_STR(body_of(mem, S("<p>甲<div>乙</div>丙</p>")),
              S("<p>\"甲\"</><div>\"乙\"</>\"丙\"<p></>"));
}

TEST(html__formatting_is_carried_into_the_next_block)
{
    CHECK_STR(body_of(mem, S("<b>一<p>二</b>三</p>")), S("<b>\"一\"</><p><b>\"二\"</>\"三\"</>"));
}

TEST(html__formatting_is_carried_three_times_at_most)
{
    CHECK_STR(body_of(mem, S("<p><i><i><i><i><i>x<p>y")),
              S("<p><i><i><i><i><i>\"x\"</></></></></></><p><i><i><i>\"y\"</></></></>"));
}

TEST(html__text_in_a_table_goes_before_it)
{
    CHECK_STR(body_of(mem, S("<table>甲<tr><td>乙</table>")),
              S("\"甲\"<table><tbody><tr><td>\"乙\"</></></></>"));
}

TEST(html__named_references_in_text_and_value)
{
    CHECK_STR(
        body_of(
            mem,
            S("<a href='?a=1&copy=2&amp;b&copy;'>&lt;&hellip;&notit;&nosuch;&#x4e2d;&#150;</a>")),
        S("<a href=?a=1&copy=2&b\xC2\xA9>\"<…\xC2\xACit;&nosuch;中–\"</>"));
}

TEST(html__line_ends_become_line_feeds)
{
    CHECK_STR(body_of(mem, S("a\r\nb\rc\n<p title='x\r\ny\rz'>\r\n\r\n")),
              S("\"a\nb\nc\n\"<p title=x\ny\nz>\"\n\n\"</>"));
}

TEST(html__nul_is_dropped_from_text_and_replaced_in_values)
{
    CHECK_STR(body_of(mem, S("a\0b<i x='\0'>")), S("\"ab\"<i x=\xEF\xBF\xBD></>"));
    CHECK_STR(body_of(mem, S("<svg>a\0b")), S("<svg>\"a\xEF\xBF\xBD"
                                              "b\"</>"));
}

TEST(html__a_name_is_there_once)
{
    CHECK_STR(body_of(mem, S("<b ID=1 id=2 Id=3>")), S("<b id=1></>"));
    CHECK_STR(body_of(mem, S("<b a b c d e f g h i j k l m n o p a=2 p=3 q>")),
              S("<b a= b= c= d= e= f= g= h= i= j= k= l= m= n= o= p= q=></>"));
}

TEST(html__slash_of_an_unquoted_value_does_not_close)
{
    CHECK_STR(body_of(mem, S("<svg><a href=x/>y</svg>z")), S("<svg><a href=x/>\"y\"</></>\"z\""));
    CHECK_STR(body_of(mem, S("<svg><a href=x />y</svg>z")), S("<svg><a href=x></>\"y\"</>\"z\""));
}

TEST(html__foreign_names_get_their_spelling)
{
    CHECK_STR(body_of(mem, S("<svg VIEWBOX='0 0 1 1'><foreignobject><p>甲</foreignobject></svg>")),
              S("<svg viewBox=0 0 1 1><foreignObject><p>\"甲\"</></></>"));
    struct node *n =
        html_parse(mem, S("<svg><a xlink:href=#x>"), (struct html_opts){.context = TAG_DIV});
    CHECK_INT(n->first->first->attrs->ns, NS_XLINK);
    CHECK_INT(n->first->ns, NS_SVG);
}

TEST(html__cdata_is_text_in_foreign_content_only)
{
    CHECK_STR(body_of(mem, S("<svg><![CDATA[a<b]]>c</svg>")), S("<svg>\"a<bc\"</>"));
    CHECK_STR(body_of(mem, S("<![CDATA[x]]>")), S("{[CDATA[x]]}"));
}

TEST(html__script_is_text_up_to_its_end_tag)
{
    CHECK_STR(body_of(mem, S("<script><!--<script></script>--></script>x")),
              S("<script>\"<!--<script></script>-->\"</>\"x\""));
    CHECK_STR(body_of(mem, S("<textarea>\n\na&amp;</textarea>")), S("<textarea>\"\na&\"</>"));
}

TEST(html__noscript_is_markup_without_scripting)
{
    struct html_opts on = {.context = TAG_BODY, .scripting = true};
    CHECK_STR(body_of(mem, S("<noscript><img></noscript>")), S("<noscript><img></></>"));
    CHECK_STR(shape(mem, html_parse(mem, S("<noscript><img></noscript>"), on)),
              S("<noscript>\"<img>\"</>"));
}

TEST(html__no_doctype_lets_a_table_stay_in_a_paragraph)
{
    struct html_opts none = {0}, srcdoc = {.srcdoc = true};
    CHECK_STR(shape(mem, html_parse(mem, S("<p><table>"), none)),
              S("<html><head></><body><p><table></></></></>"));
    CHECK_STR(shape(mem, html_parse(mem, S("<p><table>"), srcdoc)),
              S("<html><head></><body><p></><table></></></>"));
}

TEST(html__template_content_stands_below_it)
{
    CHECK_STR(body_of(mem, S("<template><td>x</template>y")), S("<template><td>\"x\"</></>\"y\""));
}

TEST(html__doctype_keeps_its_identifiers)
{
    struct node *n =
        html_parse(mem, S("<!doctype HTML public '-//x' \"y\">"), (struct html_opts){0});
    CHECK_STR(n->first->text, S("html"));
    CHECK_STR(node_attr_str(n->first, S("public")), S("-//x"));
    CHECK_STR(node_attr_str(n->first, S("system")), S("y"));
}

TEST(html__text_without_changes_is_a_view)
{
    str text = S("<p class=x>甲乙<b>丙</b>");
    struct node *p = html_parse(mem, text, (struct html_opts){.context = TAG_BODY})->first;
    CHECK(p->first->text.p == text.p + 11);
    CHECK(p->attrs->value.p == text.p + 9);
}

TEST(html__lines_are_those_of_the_source)
{
    struct html_opts at7 = {.context = TAG_BODY, .line = 7};
    struct node *n = html_parse(mem, S("<p>a\n<b>c</b>\r\n\r\n<i>d\r</i><u>"), at7)->first;
    CHECK_INT(n->line, 7);
    n = n->first;
    CHECK_INT(n->line, 7); /* "a" */
    n = n->next;
    CHECK_INT(n->line, 8); /* b */
    n = n->next;
    CHECK_INT(n->line, 8); /* the line ends */
    n = n->next;
    CHECK_INT(n->line, 10); /* i */
    n = n->next;
    CHECK_INT(n->line, 11); /* u */
}

static int depth_of(const struct node *root)
{
    int most = 0, depth = 0;
    for (const struct node *n = root; n;) {
        if (n->first) {
            n = n->first;
            if (++depth > most) most = depth;
            continue;
        }
        for (; n != root && !n->next; n = n->parent) depth--;
        n = n == root ? NULL : n->next;
    }
    return most;
}

static str many(arena *a, int n, const char *piece)
{
    struct buf out = {.mem = a};
    for (int i = 0; i < n; i++) buf_add(&out, str_of(piece));
    return buf_str(&out);
}

TEST(html__depth_is_bounded_and_no_text_is_lost)
{
    static const char *const pieces[] = {
        "<div>x",       "<table><tr><td>x",    "<b>x",        "<ul><li>x",   "<svg>x",
        "<template>x",  "<form><div></form>x", "<b><p>x",     "<select>x",   "<a><table>x",
        "<math><mi>x",  "<object>x",           "<dl><dt>x",   "<frameset>x", "<i x><table>x",
        "<svg><desc>x", "<table><caption>x",   "<ruby><rt>x", "<button>x",   "<unknown>x",
    };
    for (isize i = 0; i < COUNT(pieces); i++) {
        arena scratch = *mem;
        str text = many(&scratch, 3000, pieces[i]);
        struct node *root = html_parse(&scratch, text, (struct html_opts){.context = TAG_DIV});
        str all = node_text_all(&scratch, root);
        CHECK(depth_of(root) < HTML_DEPTH);
        CHECK_INT(all.len, 3000);
    }
}

TEST(html__unclosed_formatting_does_not_multiply)
{
    struct buf text = {.mem = mem};
    for (int i = 0; i < 300; i++) buf_printf(&text, "<font size=%d>", i);
    for (int i = 0; i < 20000; i++) buf_add(&text, S("<p>x"));
    const u8 *before = mem->at;
    html_parse(mem, buf_str(&text), (struct html_opts){.context = TAG_DIV});
    CHECK(mem->at - before < 200 * text.len);
}

TEST(html__selectedcontent_shows_the_chosen_option)
{
    CHECK_STR(body_of(mem, S("<select><button><selectedcontent></button><option>甲<option selected>"
                             "<b>乙</b></select>")),
              S("<select><button><selectedcontent><b>\"乙\"</></></><option>\"甲\"</>"
                "<option selected=><b>\"乙\"</></></>"));
}

TEST(tags__every_name_is_found)
{
    for (int t = TAG_UNKNOWN + 1; t < TAGS; t++) CHECK_INT(tag_find(tag_name((enum tag)t)), t);
    for (int i = ATTR_UNKNOWN + 1; i < ATTRS; i++)
        CHECK_INT(attr_find(attr_name((enum attr_id)i)), i);
    CHECK_INT(tag_find(S("nosuch")), TAG_UNKNOWN);
    CHECK_INT(tag_find(S("b\0")), TAG_UNKNOWN);
    CHECK_INT(tag_find(S("xlockquote")), TAG_UNKNOWN);
    CHECK_INT(tag_find((str){0}), TAG_UNKNOWN);
    CHECK_INT(attr_find(S("data-nosuch")), ATTR_UNKNOWN);
}

TEST(html__knows_a_page_by_how_it_begins)
{
    static const str pages[] = {LIT("<!DOCTYPE html>x"), LIT(" \n<HTML lang=zh>"), LIT("<body>"),
                                LIT("\xEF\xBB\xBF<!-- saved --> <!-- twice --><head>"),
                                LIT("<?xml version='1.0'?>\n<!DOCTYPE html><html>")};
    static const str others[] = {LIT(""), LIT("<p>&lt;html&gt;"), LIT("<pre><html></pre>"),
                                 LIT("<!-- open <html>"), LIT("<?xml version='1.0'?><feed/>")};
    for (isize i = 0; i < COUNT(pages); i++) CHECK(html_is_page(pages[i]));
    for (isize i = 0; i < COUNT(others); i++) CHECK(!html_is_page(others[i]));
}
