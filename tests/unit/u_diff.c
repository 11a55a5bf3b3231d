/* u_diff.c - two texts, line by line. */
#include "cmd_local.h"
#include "unit.h"

TEST(diff__shows_what_goes_and_what_comes)
{
    struct buf out = {.mem = mem};
    diff_lines(&out, S("a\nb\nc\n"), S("a\nc\nd\n"));
    CHECK_STR(buf_str(&out), S(" a\n-b\n c\n+d\n"));
}

/* More lines than are compared, and longer than what is known of them: all are shown. */
TEST(diff__of_texts_without_a_common_line_has_both)
{
    enum { LINES = 5000, WIDE = 600 };
    struct buf x = {.mem = mem}, y = {.mem = mem}, want = {.mem = mem}, out = {.mem = mem};
    u8 wide[WIDE];
    for (isize i = 0; i < WIDE; i++) wide[i] = 'w';
    for (int i = 0; i < LINES; i++) buf_printf(&x, "x%d %.*s\n", i, WIDE, (const char *)wide);
    for (int i = 0; i < LINES; i++) buf_printf(&y, "y%d %.*s\n", i, WIDE, (const char *)wide);
    for (int i = 0; i < LINES; i++) buf_printf(&want, "-x%d %.*s\n", i, WIDE, (const char *)wide);
    for (int i = 0; i < LINES; i++) buf_printf(&want, "+y%d %.*s\n", i, WIDE, (const char *)wide);
    diff_lines(&out, buf_str(&x), buf_str(&y));
    CHECK(str_eq(buf_str(&out), buf_str(&want)));
}
