/* u_used.c - the characters that a document shows. */
#include "used.h"
#include "unit.h"

static str shown(arena *a, const struct used *u, enum font_role role)
{
    struct buf b = {.mem = a};
    struct used_walk w = {.left = used_pack(a, u, role)};
    while (used_next(&w)) {
        buf_rune(&b, w.c);
        if (w.times > 1) buf_printf(&b, "%u", w.times);
    }
    return buf_str(&b);
}

TEST(used__the_innermost_element_gives_the_role)
{
    struct used u = {.mem = mem};
    used_document(&u,
                  S("<?xml version=\"1.0\"?><html><head><title>题</title></head>"
                    "<body class=\"书\"><!-- 注 --><h1>大<code>x</code>大</h1><p>文<br/>文&amp;</p>"
                    "<blockquote><p>引<kbd>k</kbd></p><h2>小</h2></blockquote><hr class=\"a\" />"
                    "<p><math alttext=\"乙\"><mi>数</mi></math>尾</p></body></html>"));
    CHECK_STR(shown(mem, &u, FONT_HEADING), S("大2小"));
    CHECK_STR(shown(mem, &u, FONT_QUOTE), S("引"));
    CHECK_STR(shown(mem, &u, FONT_CODE), S("kx"));
    CHECK_STR(shown(mem, &u, FONT_BODY), S("&尾文2"));
    CHECK_INT(used_times(&u, FONT_BODY, 0x6587), 2);
    CHECK_INT(used_times(&u, FONT_BODY, 0x10FFFF), 0);
}

TEST(used__what_looks_like_a_quotation_is_one)
{
    struct used u = {.mem = mem};
    used_document(&u, S("<body><p id=\"kai\">甲</p><p class=\"a kai\">乙<em>丙</em><br/></p>"
                        "<div class=\"abstract\"><p>丁</p></div><p class=\"kaisa\">戊</p></body>"));
    CHECK_STR(shown(mem, &u, FONT_QUOTE), S("丁丙乙"));
    CHECK_STR(shown(mem, &u, FONT_BODY), S("戊甲"));
}

TEST(used__style_sheets_put_strings_into_text)
{
    struct used u = {.mem = mem};
    used_sheet(&u, S("a::before { content: \"§ \\2014\" attr(x) '\\'终'; } b { color: red } "
                     "c { content: none } d { content: \"open"));
    CHECK_STR(shown(mem, &u, FONT_BODY), S(" 'enop§—终"));
}

TEST(used__what_is_packed_adds_up_again)
{
    struct used u = {.mem = mem}, twice = {.mem = mem};
    used_text(&u, FONT_BODY, S("一\U0010FFFF𠮷一"));
    used_one(&u, FONT_BODY, 'x', 4000000000u);
    str packed = used_pack(mem, &u, FONT_BODY);
    used_unpack(&twice, FONT_BODY, packed);
    used_unpack(&twice, FONT_BODY, packed);
    CHECK_INT(used_times(&twice, FONT_BODY, 0x4E00), 4);
    CHECK_INT(used_times(&twice, FONT_BODY, 0x20BB7), 2);
    CHECK_INT(used_times(&twice, FONT_BODY, 0x10FFFF), 2);
    CHECK_INT(used_times(&twice, FONT_BODY, 'x'), UINT32_MAX);
    CHECK_INT(used_pack(mem, &u, FONT_CODE).len, 0);
}

TEST(used__broken_records_end)
{
    static const u8 bad[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    for (isize n = 0; n <= COUNT(bad); n++) {
        struct used u = {.mem = mem};
        used_unpack(&u, FONT_BODY, (str){bad, n});
    }
    struct used u = {.mem = mem};
    used_document(&u, S("<body><p>a<"));
    used_document(&u, S("<body></p></h1>&"));
    CHECK_INT(used_times(&u, FONT_BODY, 'a'), 1);
}
