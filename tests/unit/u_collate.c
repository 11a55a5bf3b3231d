#include "collate.h"
#include "unit.h"

TEST(collate__letters_are_those_of_the_sound)
{
    static const struct {
        const char *text;
        int letter;
    } cases[] = {
        {"安", 'A'},    {"陈三", 'C'}, {"何", 'H'},          {"林一舟", 'L'},
        {"欧阳", 'O'},  {"周二", 'Z'}, {"張", 'Z'},          {"zoe", 'Z'},
        {"Émile", 'E'}, {"42", 0},     {"かな", 0},          {"", 0},
        {"王 Wu", 'W'}, {"一", 'Y'},   {"example.org", 'E'}, {"《书》", 0},
    };
    struct collator *c = collator_open();
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_INT(collator_letter(*mem, c, str_of(cases[i].text)), cases[i].letter);
    collator_close(c);
}

TEST(collate__keys_sort_by_sound)
{
    struct collator *c = collator_open();
    str an = collator_key(mem, c, S("安")), lin = collator_key(mem, c, S("林"));
    str zhou = collator_key(mem, c, S("周"));
    CHECK(str_cmp(an, lin) < 0 && str_cmp(lin, zhou) < 0);
    collator_close(c);
}
