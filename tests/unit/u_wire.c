/* u_wire.c - lines of fields. */
#include "unit.h"
#include "wire.h"

TEST(wire__any_bytes_are_a_field)
{
    struct buf b = {.mem = mem};
    wire_put(&b, S("a\tb\nc\\d\re"));
    wire_number(&b, -7);
    wire_put(&b, S(""));
    wire_put(&b, S("\\t"));
    wire_end(&b);
    str line = buf_str(&b);
    CHECK_INT(str_byte(line, '\n', 0), line.len - 1);
    line.len--;
    CHECK_STR(wire_take(mem, &line), S("a\tb\nc\\d\re"));
    CHECK_INT(wire_take_number(&line), -7);
    CHECK_STR(wire_take(mem, &line), S(""));
    CHECK_STR(wire_take(mem, &line), S("\\t"));
    CHECK_STR(wire_take(mem, &line), S(""));
    CHECK_INT(wire_take_number(&line), 0);
}

TEST(wire__a_backslash_at_the_end_stays)
{
    str line = S("a\\");
    CHECK_STR(wire_take(mem, &line), S("a\\"));
}
