#include "audit.h"
#include "kobo.h"
#include "model.h"
#include "unit.h"

/* What the content of a body becomes. */
static str marked(arena *mem, const char *body)
{
    str s = kobo_document(mem, str_printf(mem, "<html><head></head><body>%s</body></html>", body));
    isize from = str_find(s, S("\"book-inner\">"), 0) + S("\"book-inner\">").len;
    s = str_skip(s, from);
    return str_head(s, str_find(s, S("</div></div></body>"), 0));
}

#define SPAN(at, text) "<span class=\"koboSpan\" id=\"kobo." at "\">" text "</span>"

TEST(kobo__a_sentence_ends_with_what_closes_behind_it)
{
    CHECK_STR(marked(mem, "<p>甲。”乙……丙</p>"),
              S("<p>" SPAN("1.1", "甲。”") SPAN("1.2", "乙……") SPAN("1.3", "丙") "</p>"));
}

TEST(kobo__a_full_stop_ends_one_before_a_gap_alone)
{
    CHECK_STR(marked(mem, "<p>3.14 a.b. C!&quot; d</p>"),
              S("<p>" SPAN("1.1", "3.14 a.b. ") SPAN("1.2", "C!&quot; ") SPAN("1.3", "d") "</p>"));
}

TEST(kobo__paragraphs_are_counted_where_there_is_text)
{
    CHECK_STR(marked(mem, "<h1>a</h1>\n<ul><li>b</li>\n<li><p>c</p></li></ul><p> </p><p>d</p>"),
              S("<h1>" SPAN("1.1", "a") "</h1>\n<ul><li>" SPAN("2.1", "b") "</li>\n<li><p>" SPAN(
                  "3.1", "c") "</p></li></ul><p> </p><p>" SPAN("4.1", "d") "</p>"));
}

TEST(kobo__a_picture_begins_a_paragraph)
{
    CHECK_STR(marked(mem, "<p>a<img src=\"x\"/>b</p>"),
              S("<p>" SPAN("1.1", "a") SPAN("2.1", "<img src=\"x\"/>") SPAN("2.2", "b") "</p>"));
}

TEST(kobo__code_and_formulas_are_left_alone)
{
    static const char body[] = "<pre>a. b<b>c</b></pre><math><mi>x</mi><mspace/></math>";
    CHECK_STR(marked(mem, body), str_of(body));
    CHECK_STR(marked(mem, "<pre><i>a</i></pre><p>b</p>"),
              S("<pre><i>a</i></pre><p>" SPAN("1.1", "b") "</p>"));
}

/* Whether HTML lets a span stand directly in this element; of those that the rows say nothing of,
 * the standard does: their content is text, or elements of one kind. */
static bool takes_span(enum tag t)
{
    static const u8 ok[] = {HOLD_PHRASES, HOLD_HEADING, HOLD_SUMMARY, HOLD_RUBY,   HOLD_FLOW,
                            HOLD_MIXED,   HOLD_LOOSE,   HOLD_FIGURE,  HOLD_DETAILS};
    for (isize i = 0; i < COUNT(ok); i++)
        if (model_tags[t].holds == ok[i]) return true;
    return false;
}

TEST(kobo__nothing_that_may_hold_no_span_gets_one)
{
    static const str text_only[] = {LIT("rp"),       LIT("option"), LIT("title"),   LIT("textarea"),
                                    LIT("script"),   LIT("style"),  LIT("select"),  LIT("optgroup"),
                                    LIT("datalist"), LIT("svg"),    LIT("mi"),      LIT("mtext"),
                                    LIT("pre"),      LIT("iframe"), LIT("noframes")};
    int elements = 0;
    for (int t = TAG_HTML; t < TAGS; t++) {
        str name = tag_name((enum tag)t);
        if (!name.len) continue;
        /* What holds elements of one kind alone has no text that shows. */
        bool list = model_tags[t].holds >= HOLD_LIST && model_tags[t].holds <= HOLD_CELLS;
        if (takes_span((enum tag)t) || list || t == TAG_IMG) continue;
        str in = str_printf(mem, "<p><%.*s>a<b>b</b></%.*s></p>", STR(name), STR(name));
        CHECK_STR(marked(mem, str_z(mem, in)), in);
        elements++;
    }
    CHECK(elements > 60);
    for (isize i = 0; i < COUNT(text_only); i++) {
        str in = str_printf(mem, "<div><%.*s>a</%.*s></div>", STR(text_only[i]), STR(text_only[i]));
        CHECK_STR(marked(mem, str_z(mem, in)), in);
    }
    CHECK_STR(
        marked(mem, "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>"),
        S("<ruby>" SPAN("1.1", "a") "<rp>(</rp><rt>" SPAN("1.2", "b") "</rt><rp>)</rp></ruby>"));
}

TEST(kobo__marks_are_made_once)
{
    str s = kobo_document(mem, S("<html><head></head><body><p>a</p></body></html>"));
    CHECK_STR(kobo_document(mem, s), s);
    CHECK_INT(audit_xhtml(s).chars, 1);
}

TEST(kobo__bytes_that_are_no_document_stay)
{
    CHECK_STR(kobo_document(mem, S("<body")), S("<body"));
    CHECK_STR(kobo_document(mem, S("")), S(""));
    CHECK_STR(kobo_document(mem, S("</head></body><body>")), S("</head></body><body>"));
}

TEST(kobo__page_rules_are_not_linked)
{
    str s = kobo_document(mem, S("<html><head><link href=\"../styles/base.css\"/>\n"
                                 "<link href=\"../styles/page.css\"/>\n<link href=\"x.css\"/>"
                                 "</head><body>styles/page.css\"</body></html>"));
    CHECK(str_starts(s, S("<html><head><link href=\"../styles/base.css\"/>\n"
                          "<link href=\"x.css\"/><style")));
    CHECK(str_has(s, S("styles/page.css")));
}
