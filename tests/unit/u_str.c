#include "str.h"
#include "unit.h"

TEST(str__cut_without_separator_keeps_all_in_head)
{
    struct cut c = str_cut(S("abc"), '=');
    CHECK(!c.ok);
    CHECK_STR(c.head, S("abc"));
    CHECK_INT(c.tail.len, 0);
}

TEST(str__find_sees_the_last_place)
{
    CHECK_INT(str_find(S("aab"), S("ab"), 0), 1);
    CHECK_INT(str_find(S("aab"), S("abc"), 0), -1);
    CHECK_INT(str_ifind(S("x<SCRIPT"), S("<script"), 0), 1);
}

TEST(str__int_refuses_overflow_and_signs)
{
    long long n = 0;
    CHECK(str_int(S("9223372036854775807"), &n) && n == 9223372036854775807LL);
    CHECK(!str_int(S("9223372036854775808"), &n));
    CHECK(!str_int(S("-1"), &n));
    CHECK(!str_int(S(""), &n));
}

TEST(str__list_grows_and_keeps_order)
{
    struct strs list = {0};
    for (int i = 0; i < 1000; i++) strs_add(mem, &list, str_printf(mem, "%d", i));
    CHECK_INT(list.n, 1000);
    CHECK_STR(list.v[0], S("0"));
    CHECK_STR(list.v[999], S("999"));
    CHECK(strs_has(&list, S("512")));
}

TEST(utf8__faults_take_the_maximal_subpart)
{
    isize len;
    CHECK(utf8_get(S("\xE4\xB8\xAD"), &len) == 0x4E2D && len == 3);
    CHECK(utf8_get(S("\xE4\xB8"), &len) == 0xFFFD && len == 2);
    CHECK(utf8_get(S("\xE4\x41"), &len) == 0xFFFD && len == 1);
    CHECK(utf8_get(S("\xED\xA0\x80"), &len) == 0xFFFD && len == 1); /* a surrogate */
    CHECK(utf8_get(S("\xC0\x80"), &len) == 0xFFFD && len == 1);     /* overlong */
    CHECK(utf8_get(S("\xF4\x90\x80\x80"), &len) == 0xFFFD && len == 1);
    CHECK(utf8_ok(S("\xEF\xBF\xBD")));
    CHECK(!utf8_ok(S("a\xFF")));
}

TEST(buf__grows_past_its_neighbours)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < 5000; i++) {
        buf_printf(&b, "%04d", i);
        if (i == 2500) make(mem, long); /* now it cannot grow in place */
    }
    CHECK_INT(buf_str(&b).len, 20000);
    CHECK_STR(str_skip(buf_str(&b), 19996), S("4999"));
}

TEST(buf__white_space_is_made_even_across_additions)
{
    struct buf b = {.mem = mem};
    buf_even(&b, S("\n a\t \nb "));
    buf_even(&b, S(" c"));
    CHECK_STR(buf_str(&b), S("a b c"));
}
