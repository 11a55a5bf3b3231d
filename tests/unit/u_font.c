/* u_font.c - fonts of a book: names, what is shown by a glyph, licence bits. */
#include "font_local.h"
#include "unit.h"

static unsigned get16(str s, isize at)
{
    CHECK(at + 2 <= s.len);
    return at + 2 <= s.len ? (unsigned)s.p[at] << 8 | s.p[at + 1] : 0;
}

/* The text of a name, ASCII; {0} if the table has none. */
static str name_in(arena *a, str table, unsigned id)
{
    struct buf b = {.mem = a};
    unsigned n = get16(table, 2), texts = get16(table, 4), last = 0;
    for (unsigned i = 0; i < n; i++) {
        isize at = 6 + 12 * (isize)i;
        CHECK_INT(get16(table, at), 3);
        CHECK_INT(get16(table, at + 4), 0x409);
        CHECK(get16(table, at + 6) >= last);
        last = get16(table, at + 6);
        if (last != id) continue;
        for (unsigned k = 0; k < get16(table, at + 8); k += 2)
            buf_rune(&b, get16(table, texts + get16(table, at + 10) + k));
    }
    return buf_str(&b);
}

TEST(font__a_cut_font_has_the_licence_but_not_the_name)
{
    struct font_info info = {
        .family = S("LXGW WenKai"), .copyright = S("© 某人"), .licence = S("OFL")};
    str table = name_table(mem, &info, S("ZHB 0123abcd"));
    CHECK_STR(name_in(mem, table, 0), S("© 某人"));
    CHECK_STR(name_in(mem, table, 1), S("ZHB 0123abcd"));
    CHECK_STR(name_in(mem, table, 6), S("ZHB-0123abcd"));
    CHECK_STR(name_in(mem, table, 13), S("OFL"));
    CHECK_INT(name_in(mem, table, 14).len, 0);
}

TEST(font__characters_beyond_the_first_plane_are_two_units)
{
    struct font_info info = {.copyright = S("\U00020BB7")};
    str table = name_table(mem, &info, S("Z"));
    isize texts = (isize)get16(table, 4);
    CHECK_INT(get16(table, texts), 0xD842);
    CHECK_INT(get16(table, texts + 2), 0xDFB7);
}

TEST(font__is_asked_for_what_has_ink_of_its_own)
{
    static const u32 yes[] = {'a', '.', 0x3001, 0x4E00, 0x20BB7, 0x2014, 0x301, 0x2022, 0x2600};
    static const u32 no[] = {' ',    '\n',   0xA0,    0x3000, 0x200B,  0x200D,
                             0xFE0F, 0xE000, 0x1F600, 0xFEFF, 0xE0100, 0x10FFFF};
    for (isize i = 0; i < COUNT(yes); i++) CHECK(font_shows(yes[i]));
    for (isize i = 0; i < COUNT(no); i++) CHECK(!font_shows(no[i]));
    CHECK(font_is_han(0x4E00) && font_is_han(0x20BB7) && font_is_han(0x3007));
    CHECK(!font_is_han(0x3001) && !font_is_han('a'));
}

TEST(font__embedding_is_what_the_bits_say)
{
    CHECK_STR(str_of(font_embedding(0)), S("embedding"));
    CHECK_STR(str_of(font_embedding(2)), S("no embedding"));
    CHECK_STR(str_of(font_embedding(0x104)), S("embedding as a whole only"));
    CHECK_STR(str_of(font_embedding(0x204)), S("embedding of bitmaps only"));
    CHECK(str_has(str_of(font_embedding(4)), S("read")));
    CHECK(str_has(str_of(font_embedding(8)), S("edited")));
}

TEST(font__rules_are_for_the_roles_that_have_fonts)
{
    isize first[] = {0}, both[] = {1, 0};
    struct font_file files[] = {
        {.fate = FONT_SUBSET, .href = S("fonts/a.ttf"), .info = {.weight = 400}},
        {.fate = FONT_WHOLE, .href = S("fonts/b.otf"), .info = {.weight = 700}},
        {.fate = FONT_REFUSED}};
    struct fonts_of_book f = {.v = files, .n = 3};
    f.chain[FONT_QUOTE].v = first;
    f.chain[FONT_QUOTE].n = 1;
    f.chain[FONT_HEADING].v = both;
    f.chain[FONT_HEADING].n = 2;
    str css = fonts_css(mem, &f);
    CHECK(str_has(css, S("font-weight: bold;\n  src: url(\"../fonts/b.otf\");")));
    CHECK(str_has(
        css, S("h6 { font-family: \"zhbook-2\", \"zhbook-1\", serif; font-weight: bold; }\n")));
    CHECK(str_has(css, S("abstract { font-family: \"zhbook-1\", serif; }\n")));
    CHECK(!str_has(css, S("body")) && !str_has(css, S("code")) && !str_has(css, S("zhbook-3")));
}
