/* u_selector.c - which elements a selector means. */
#include "html.h"
#include "selector.h"
#include "unit.h"

/* The ids of all elements that `list` matches, in document order. */
static str hits(arena *a, const char *list, const char *html)
{
    struct selectors *s = selectors_make(a);
    struct selector_fault fault = {0};
    struct buf out = {.mem = a};
    CHECK(selectors_add(s, str_of(list), 0, &fault));
    struct node *root = html_parse(a, str_of(html), (struct html_opts){.context = TAG_DIV});
    for (struct node *n = node_next(root, root); n; n = node_next(n, root))
        if (selectors_next(s, n, -1) == 0)
            buf_printf(&out, "%s%.*s", out.len ? " " : "", STR(node_attr(n, ATTR_ID)));
    return buf_str(&out);
}

static const char page[] =
    "<div id=a class='x y'><p id=b title='one two' data-k=v12><b id=c>t</b></p>"
    "<section id=d class=y><p id=e class='note x'><i id=f lang=zh>t</i></p><div id=g><p id=h "
    "data-k="
    "'x12v'></p></div></section></div><p id=i class='md:flex'></p><o:p id=j></o:p>";

TEST(selector__means_what_css_says)
{
    static const struct {
        const char *list, *ids;
    } cases[] = {
        {"p", "b e h i"},
        {"P", "b e h i"},
        {"*", "a b c d e f g h i j"},
        {".x", "a e"},
        {".x.y", "a"},
        {"div.x", "a"},
        {"#e", "e"},
        {"p#e.note", "e"},
        {"[title]", "b"},
        {"[data-k=v12]", "b"},
        {"[data-k='x12v']", "h"},
        {"[data-k^=v]", "b"},
        {"[data-k$=\"12\"]", "b"},
        {"[data-k*='12']", "b h"},
        {"[data-k*='']", ""},
        {"[title~=two]", "b"},
        {"[title~=tw]", ""},
        {"div p", "b e h"},
        {"div > p", "b h"},
        {"div>p , .note", "b e h"},
        {"section p", "e h"},
        {".x .y i", "f"},
        {".x > .y > i", ""},
        {".y > .y p", "e h"},
        {"div > p b", "c"},
        {".md\\:flex", "i"},
        {".md\\3A flex", "i"},
        {"o\\:p", "j"},
        {"div div > p", "h"},
        {"section > div > p", "h"},
        {"  p  >  b  ", "c"},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        arena scratch = *mem;
        CHECK_STR(hits(&scratch, cases[i].list, page), str_of(cases[i].ids));
    }
}

/* A part that is found too low is looked for again higher up. */
TEST(selector__looks_on_when_the_nearest_will_not_do)
{
    const char *html =
        "<u id=1><div id=2 class=k><s id=3><div id=4><i id=5></i></div></s></div></u>";
    CHECK_STR(hits(mem, "u > div i", html), S("5"));
    CHECK_STR(hits(mem, "u > .k div > i", html), S("5"));
    CHECK_STR(hits(mem, "s > div.k i", html), S(""));
    CHECK_STR(hits(mem, "u > div > s i", html), S("5"));
}

TEST(selector__gives_every_list_that_matches_in_order)
{
    struct selectors *s = selectors_make(mem);
    struct selector_fault fault;
    CHECK(selectors_add(s, S("p"), 4, &fault));
    CHECK(selectors_add(s, S(".k"), 2, &fault));
    CHECK(selectors_add(s, S("#k, .k"), 7, &fault));
    CHECK(selectors_add(s, S("b"), 0, &fault));
    struct node *root =
        html_parse(mem, S("<p class=k id=k>t</p>"), (struct html_opts){.context = TAG_DIV});
    CHECK(selectors_next(s, root->first, -1) == 2);
    CHECK(selectors_next(s, root->first, 2) == 4);
    CHECK(selectors_next(s, root->first, 4) == 7);
    CHECK(selectors_next(s, root->first, 7) == -1);
    CHECK(selectors_next(s, root->first->first, -1) == -1); /* a text */
    CHECK(selectors_find(s, root, 7) == root->first);
    CHECK(!selectors_find(s, root, 0));
}

TEST(selector__says_where_it_cannot_be_read)
{
    static const struct {
        const char *list;
        isize at;
    } cases[] = {
        {"", 0},       {"p,", 2},      {"p:first-child", 1},
        {"p + b", 2},  {"p ~ b", 2},   {".", 1},
        {"#1", 1},     {"[a", 2},      {"[a=]", 3},
        {"[a='x]", 6}, {"[a!=b]", 2},  {"p > > b", 4},
        {"> p", 0},    {"p]", 1},      {"1p", 0},
        {"[a^b]", 3},  {"p { x }", 2},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        struct selector_fault fault = {-1, NULL};
        CHECK(!selector_ok(str_of(cases[i].list), &fault, *mem));
        CHECK(fault.at == cases[i].at && fault.why);
    }
}

/* Whoever knows the marks of what stands above gets the same answers. */
TEST(selector__answers_the_same_with_the_marks_above)
{
    static const char *const lists[] = {
        "div p", ".x .y i",   "section > div > p", "#a .note",      "p b",
        "*",     ".y > .y p", "[title] b",         "div.x section", ".z p"};
    struct selectors *s = selectors_make(mem);
    struct selector_fault fault;
    for (int i = 0; i < COUNT(lists); i++) CHECK(selectors_add(s, str_of(lists[i]), i, &fault));
    struct node *root = html_parse(mem, str_of(page), (struct html_opts){.context = TAG_DIV});
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        u64 above = 0;
        for (const struct node *k = n->parent; k; k = k->parent) above |= selectors_marks(k);
        for (int i = -1, want = 0; want >= 0; i = want) {
            want = selectors_next(s, n, i);
            CHECK_INT(selectors_next_below(s, n, above, i), want);
        }
    }
}

TEST(selector__hostile_attributes_cost_no_more_than_they_weigh)
{
    struct buf html = {.mem = mem};
    struct selectors *s = selectors_make(mem);
    struct selector_fault fault;
    for (int i = 0; i < 500; i++) {
        str one = str_printf(mem, "[a%d], .a%d.none, i.b%d", i * 7, i, i);
        CHECK(selectors_add(s, one, i, &fault));
    }
    buf_add(&html, S("<p class='"));
    for (int i = 0; i < 300000; i++) buf_printf(&html, "a%d b ", i % 500);
    buf_add(&html, S("'"));
    for (int i = 100000; i < 200000; i++) buf_printf(&html, " a%d", i);
    buf_add(&html, S(">"));
    struct node *root = html_parse(mem, buf_str(&html), (struct html_opts){.context = TAG_DIV});
    CHECK_INT(selectors_next(s, root->first, -1), -1); /* in a moment, not in hours */
}
