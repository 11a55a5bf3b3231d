/* u_pattern.c - texts with fields in them. */
#include "pattern.h"
#include "unit.h"

static const struct pattern_field fields[] = {
    {.name = "issue", .kind = PATTERN_NUMBER, .number = 7},
    {.name = "title", .kind = PATTERN_TEXT, .text = LIT("周刊")},
    {.name = "from", .kind = PATTERN_DATE, .text = LIT("%F"), .date = {2021, 8, 9, 0, 0, 0, 0}},
    {.name = "week", .kind = PATTERN_DATE, .text = LIT("%G-W%V"), .date = {2021, 1, 3, 0, 0, 0, 6}},
};

static str expand(arena *mem, const char *pattern)
{
    struct buf out = {.mem = mem};
    struct pattern_fault f = {0};
    if (pattern_expand(&out, str_of(pattern), fields, COUNT(fields), &f)) return buf_str(&out);
    return str_printf(mem, "%td: %.*s", f.at, STR(f.why));
}

TEST(pattern__fields_are_filled_in)
{
    CHECK_STR(expand(mem, "{title} 第{issue}期"), S("周刊 第7期"));
    CHECK_STR(expand(mem, "{issue:03}-{issue:3}-{issue:1}"), S("007-  7-7"));
    CHECK_STR(expand(mem, "{from}|{from:%m.%d}|{from:%-m月%-d日}|{from:%y%j %u %%}"),
              S("2021-08-09|08.09|8月9日|21221 1 %"));
    CHECK_STR(expand(mem, "{{issue}} {{}}"), S("{issue} {}"));
    CHECK_STR(expand(mem, ""), S(""));
}

TEST(pattern__a_week_is_of_the_year_of_its_thursday)
{
    long long year;
    CHECK_STR(expand(mem, "{week} {week:%V}"), S("2020-W53 53"));
    CHECK_INT(date_week((struct date){2024, 12, 30, 0, 0, 0, 0}, &year), 1);
    CHECK_INT(year, 2025);
    CHECK_INT(date_week((struct date){2021, 8, 16, 0, 0, 0, 0}, &year), 33);
    CHECK_INT(date_week_days(2021, 33), date_days(2021, 8, 16));
    CHECK_INT(date_week_days(2020, 1), date_days(2019, 12, 30));
}

TEST(pattern__a_fault_has_its_byte)
{
    CHECK_STR(
        expand(mem, "a {isue}"),
        S("3: {isue} is unknown; did you mean issue?; there are {issue}, {title}, {from}, {week}"));
    CHECK_STR(expand(mem, "a {issue"), S("2: the bracket is not closed; {{ is one of the text"));
    CHECK_STR(expand(mem, "a }"), S("2: a bracket too many; }} is one of the text"));
    CHECK_STR(expand(mem, "{issue:x}"), S("7: a number's format is its width, as in {issue:03}"));
    CHECK_STR(expand(mem, "{issue:12345678901}"),
              S("7: a number's format is its width, as in {issue:03}"));
    CHECK_STR(expand(mem, "{title:%Y}"), S("7: a text has no format"));
    CHECK_STR(expand(mem, "{from:%m.%Q}"),
              S("9: a date's parts are %Y %y %m %d %e %j %G %g %V %u %F and %%"));
    CHECK_STR(expand(mem, "{from:%}"),
              S("6: a date's parts are %Y %y %m %d %e %j %G %g %V %u %F and %%"));
}

TEST(pattern__a_name_is_found)
{
    CHECK(pattern_has(S("x {issue:03}"), "issue"));
    CHECK(pattern_has(S("{a}{issue}"), "issue"));
    CHECK(!pattern_has(S("x {{issue}}"), "issue"));
    CHECK(!pattern_has(S("{issues}"), "issue"));
}
