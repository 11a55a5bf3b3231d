#include "html.h"
#include "site_local.h"
#include "unit.h"

static struct node *parse(arena *mem, const char *html)
{
    return html_parse(mem, str_of(html), (struct html_opts){.context = TAG_DIV});
}

TEST(site__trims_what_cannot_be_seen)
{
    CHECK_STR(shape_trim(S(" \xC2\xA0\xE3\x80\x80 甲 乙\xE2\x80\x8B\n")), S("甲 乙"));
    CHECK_STR(shape_trim(S("\xE3\x80\x80")), S(""));
    CHECK_STR(shape_trim((str){0}), S(""));
}

TEST(site__a_line_is_what_is_seen_of_it_or_nothing)
{
    struct node *root = parse(mem, "<p> 甲<b>乙</b><script>x</script></p>");
    CHECK_STR(shape_line(mem, root, 100), S("甲乙"));
    CHECK_STR(shape_line(mem, root, 5), S(""));
}

TEST(site__the_tail_is_the_last_paragraphs_with_words)
{
    struct node *out[SITE_TAIL];
    struct node *root = parse(mem, "<p>1</p><p>2</p><div><p>3</p></div><p> </p><script>x</script>");
    CHECK_INT(site_tail(root, out, SITE_TAIL), 3);
    CHECK_STR(shape_line(mem, out[0], 9), S("3"));
    CHECK_STR(shape_line(mem, out[2], 9), S("1"));
    CHECK_INT(site_tail(root, out, 1), 1);
    CHECK_INT(site_tail(parse(mem, "<p>1</p>2"), out, SITE_TAIL), 2);
    CHECK_INT(site_tail(parse(mem, "<p>1</p>2<b>3</b>"), out, SITE_TAIL), 0);
    CHECK_INT(site_tail(parse(mem, "<p>1</p>2<br>3<p>4</p>"), out, SITE_TAIL), 1);
    CHECK_INT(site_tail(parse(mem, ""), out, SITE_TAIL), 0);
}

TEST(site__knows_a_time)
{
    CHECK(site_is_time(S("2021-08-14")));
    CHECK(site_is_time(S("2021-08-14 07:37")));
    CHECK(site_is_time(S("2021-08-14 07:37:44")));
    CHECK(!site_is_time(S("2021-08-1")));
    CHECK(!site_is_time(S("2021-08-14 07:3x")));
    CHECK(!site_is_time(S("")));
}
