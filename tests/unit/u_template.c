#include "template.h"
#include "unit.h"
#include "xhtml.h"

/* A title page's values. */
static struct scope *page_of(arena *mem)
{
    struct scope *s = scope_make(mem, SLOT_title_title);
    scope_text(s, SLOT_title_title, S("<b>山 & 水</b>"));
    scope_text(scope_row(mem, s, SLOT_title_creators), SLOT_line_text, S("甲"));
    scope_text(scope_row(mem, s, SLOT_title_creators), SLOT_line_text, S("\"乙\""));
    scope_text(s, SLOT_title_subtitle, S("javascript:alert(1)"));
    return s;
}

static str expanded(arena *mem, enum page_id id, const char *text, struct scope *s,
                    struct diags *ds)
{
    struct conf conf = {.title = S("书"), .lang = S("zh-CN")};
    const struct templates *all = templates_load(mem, &conf, ds);
    if (!all) return S("the built-in templates are wrong");
    struct templates t = *all;
    t.v[id] = template_parse(mem, id, str_of(text), S("t.xhtml"), ds);
    if (!t.v[id]) return S("no template");
    struct buf out = {.mem = mem};
    xhtml_node(&out, templates_page(mem, &t, &conf, id, s));
    return buf_str(&out);
}

#define GIVES(text, want)                                                                          \
    CHECK_STR(expanded(mem, PAGE_title, text, page_of(mem), ds), S(want));                         \
    CHECK_INT(ds->count[DIAG_ERROR], 0)

TEST(template__values_never_become_markup)
{
    GIVES("<div title='x{{title}}'><p>{{title}}</p></div>",
          "<div title=\"x&lt;b&gt;山 &amp; 水&lt;/b&gt;\">\n<p>&lt;b&gt;山 &amp; "
          "水&lt;/b&gt;</p>\n</div>");
}

TEST(template__lists_repeat_and_flags_show)
{
    GIVES("<div>{{?creators}}<ul>{{#creators}}<li>{{text}}</li>{{/creators}}</ul>{{/creators}}\n"
          "  {{#publisher}}<p>no</p>{{/publisher}}{{^publisher}}<p>none</p>{{/publisher}}</div>",
          "<div>\n<ul>\n<li>甲</li>\n<li>\"乙\"</li>\n</ul>\n<p>none</p>\n</div>");
}

TEST(template__rows_see_what_is_around_them)
{
    GIVES("<div><p>{{#creators}}{{text}}{{book_title}}{{word.comma}}{{/creators}}</p></div>",
          "<div>\n<p>甲书、\"乙\"书、</p>\n</div>");
}

TEST(template__indentation_says_nothing_and_other_blanks_stay)
{
    GIVES("<div>\n  <p>\n    a\n    b <b>c</b> {{book_title}}\n    {{book_title}}\n  </p>\n</div>",
          "<div>\n<p>a b <b>c</b> 书 书</p>\n</div>");
}

TEST(template__what_is_empty_is_left_out)
{
    GIVES("<div><p class=\"x\">{{publisher}}</p><p title=\"{{publisher}}\">y</p></div>",
          "<div>\n<p>y</p>\n</div>");
}

TEST(template__classes_are_the_template_s_own)
{
    GIVES("<div class='my-own'><p class='its_2'>a</p></div>",
          "<div class=\"my-own\">\n<p class=\"its_2\">a</p>\n</div>");
    struct diags said = {.mem = mem};
    CHECK(!template_parse(mem, PAGE_title, S("<div class='1bad'>a</div>"), S("t"), &said));
}

/* The first message's place and text. */
static str fault(arena *mem, enum page_id id, const char *text)
{
    struct diags said = {.mem = mem};
    struct buf out = {.mem = mem};
    bool ok = template_parse(mem, id, str_of(text), S("t"), &said) != NULL;
    if (ok) return S("fine");
    said.first->next = NULL;
    diags_format(&out, &said, DIAG_NOTE, false);
    return buf_str(&out);
}

#define REFUSED(text, place, what)                                                                 \
    do {                                                                                           \
        str said = fault(mem, PAGE_title, text);                                                   \
        CHECK(str_starts(said, S("t:" place ":")));                                                \
        CHECK(str_has(said, S(what)));                                                             \
    } while (0)

TEST(template__ill_formed_xhtml_is_refused_with_its_place)
{
    REFUSED("<div>\n <p>a</div>", "2:6", "</div> stands here, but <p> of line 2 is open");
    REFUSED("<div><br></div>", "1:10", "</div> stands here, but <br> of line 1 is open");
    REFUSED("<div>a & b</div>", "1:6", "begins no reference");
    REFUSED("<div>&nbsp;</div>", "1:6", "begins no reference");
    REFUSED("<div title=x></div>", "1:12", "no quotes");
    REFUSED("<div title></div>", "1:6", "no value");
    REFUSED("<div title='a'lang='b'></div>", "1:15", "a blank is missing");
    REFUSED("<div title='a' title='b'></div>", "1:16", "a second time");
    REFUSED("<div title='<'></div>", "1:12", "does not end");
    REFUSED("<div><!-- a -- b --></div>", "1:6", "in a comment");
    REFUSED("<!DOCTYPE html><div></div>", "1:1", "document type");
    REFUSED("<div>山水<p></div>", "1:11", "</div> stands here");
    REFUSED("<div>]]></div>", "1:6", "in text");
    REFUSED("<div>", "1:6", "the template ends");
    REFUSED("", "1:1", "there is no element");
    REFUSED("<div></div><div></div>", "1:12", "a second element");
    REFUSED("a<div></div>", "1:1", "outside");
    REFUSED("<div>&#0;</div>", "1:6", "begins no reference");
}

TEST(template__unknown_names_get_the_nearest_known_one)
{
    REFUSED("<div>{{titel}}</div>", "1:6", "{{titel}}; did you mean title?");
    REFUSED("<div>{{word.articels}}</div>", "1:6", "did you mean word.articles?");
    REFUSED("<div>{{text}}</div>", "1:6", "{{text}}");
    REFUSED("<divv></divv>", "1:1", "<divv> is no element of a page; did you mean div?");
    REFUSED("<script></script>", "1:1", "no element of a page");
    REFUSED("<div clas='a'></div>", "1:6", "did you mean class?");
    REFUSED("<div onclick='a'></div>", "1:6", "onclick");
    REFUSED("<div style='color: red'></div>", "1:6", "style");
    REFUSED("<div epub:type='nonsense'></div>", "1:5", "nonsense");
    REFUSED("<div role='doc-chapter' id='1'></div>", "1:5", "id=\"1\"");
}

TEST(template__sections_nest_with_elements)
{
    REFUSED("<div>{{#title}}</div>", "1:16",
            "</div> stands here, but {{#title}} of line 1 is open");
    REFUSED("<div>{{#title}}<p>{{/title}}</p></div>", "1:19", "<p> of line 1 is open");
    REFUSED("<div>{{/title}}</div>", "1:6", "{{/title}} stands here");
    REFUSED("<div>{{#title}}{{#dates}}{{/title}}{{/dates}}</div>", "1:26", "{{#dates}}");
    REFUSED("{{#title}}<div></div>{{/title}}", "1:1", "in the page's element");
    REFUSED("<div>{{title</div>", "1:8", "without");
    REFUSED("<div>{{creators}}</div>", "1:6", "is no text");
    REFUSED("<div title='{{#title}}'></div>", "1:13", "in the value");
    REFUSED("<div>{{#creators}}{{#creators}}x{{/creators}}{{/creators}}</div>", "1:19",
            "belongs to another");
}

TEST(template__addresses_are_addresses_and_stand_alone)
{
    REFUSED("<div><a href='{{title}}'>a</a></div>", "1:9", "takes an address");
    REFUSED("<div><a href='javascript:x'>a</a></div>", "1:8", "javascript");
    str said = fault(mem, PAGE_chapter, "<div><a href='x{{source_url}}'>a</a>{{content}}</div>");
    CHECK(str_has(said, S("takes an address")));
    struct scope *s = scope_make(mem, SLOT_cover_image);
    scope_text(s, SLOT_cover_image, S("file:///etc/passwd"));
    scope_text(s, SLOT_cover_alt, S("a"));
    CHECK_STR(
        expanded(mem, PAGE_cover, "<div><p>b<img src='{{image}}' alt='{{alt}}'/></p></div>", s, ds),
        S("<div>\n<p>b</p>\n</div>"));
    scope_text(s, SLOT_cover_image, S("javascript:alert(1)"));
    CHECK_STR(expanded(mem, PAGE_cover, "<div><p><a href='{{image}}'>a</a></p></div>", s, ds),
              S("<div>\n<p>a</p>\n</div>"));
}

TEST(template__content_is_placed_once_and_not_in_a_section)
{
    CHECK(str_has(fault(mem, PAGE_chapter, "<section><h1>{{title}}</h1></section>"),
                  S("{{content}}")));
    CHECK(str_has(fault(mem, PAGE_chapter, "<section>{{content}}{{content}}</section>"),
                  S("a second time")));
    CHECK(str_has(fault(mem, PAGE_chapter, "<section>{{#title}}{{content}}{{/title}}</section>"),
                  S("in a section")));
    CHECK(str_has(fault(mem, PAGE_chapter, "<section><p>{{content}}</p></section>"), S("in <p>")));
    struct scope *s = scope_make(mem, SLOT_chapter_title);
    struct node *tree = node_make(mem, TAG_DOCUMENT);
    node_add_text(mem, node_add(mem, tree, TAG_P), S("正文"));
    scope_tree(s, SLOT_chapter_content, tree);
    CHECK_STR(expanded(mem, PAGE_chapter,
                       "<section><div class='mine'>{{content}}</div><p>{{word.next}}</p></section>",
                       s, ds),
              S("<section>\n<div class=\"mine\">\n<p>正文</p>\n</div>\n<p>下一篇</p>\n</section>"));
}

TEST(template__only_the_content_is_not_zhbook_s_own)
{
    struct scope *s = scope_make(mem, SLOT_chapter_title);
    struct node *tree = node_make(mem, TAG_DOCUMENT);
    node_add_text(mem, node_add(mem, tree, TAG_P), S("正文"));
    scope_tree(s, SLOT_chapter_content, tree);
    const struct template *t =
        template_parse(mem, PAGE_chapter, S("<div>a<p>b</p>{{content}}</div>"), S("t"), ds);
    const struct scope *book = scope_make(mem, SLOT_book_title);
    const struct node *n = template_expand(mem, t, words_of(S("en")), book, s);
    CHECK(!n->made && n->first->made && n->first->next->made && !n->last->made);
}

TEST(template__nests_as_deep_as_it_says)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < 200; i++) buf_add(&b, S("<div>"));
    str said = fault(mem, PAGE_title, str_z(mem, buf_str(&b)));
    CHECK(str_has(said, S("nested deeper than 64")));
}

TEST(words__count_time_and_characters)
{
    const struct words *en = words_of(S("en")), *zh = words_of(S("zh-Hans"));
    CHECK_STR(words_count(mem, 1, en->articles), S("1 article"));
    CHECK_STR(words_count(mem, 2, en->articles), S("2 articles"));
    CHECK_STR(words_count(mem, 1, zh->articles), S("1 篇文章"));
    CHECK_STR(words_chars(mem, zh, 123456), S("12.3 万字"));
    CHECK_INT(words_minutes(0, S("zh")), 1);
    CHECK_INT(words_minutes(4000, S("zh-TW")), 10);
    CHECK_INT(words_minutes(11500, S("en")), 10);
    CHECK_STR(words_time(mem, zh, 80), S("1 小时 20 分钟"));
    CHECK_STR(words_time(mem, en, 120), S("2 hours"));
    CHECK_INT(word_find(S("next")) >= 0, 1);
    CHECK_STR(str_of(word_at(words_of(S("zh-TW")), word_find(S("about")))), S("關於本書"));
}
