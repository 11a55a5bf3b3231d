/* u_tex.c - formulas in TeX and their MathML. */
#include "unit.h"
#include "tex.h"
#include "tex_local.h"
#include "xhtml.h"

/* What stands inside of <math>, or "!" and why there is none. */
static str made(arena *mem, str tex)
{
    struct node *math;
    struct buf out = {.mem = mem};
    str why;
    if (!tex_mathml(mem, tex, false, &math, &why)) return str_printf(mem, "!%.*s", STR(why));
    CHECK_STR(node_attr(math, ATTR_ALTTEXT), tex);
    node_unset(math, ATTR_ALTTEXT);
    xhtml_node(&out, math);
    str s = buf_str(&out);
    isize from = str_byte(s, '>', 0) + 1;
    return str_skip(str_head(s, s.len - S("</math>").len), from);
}

TEST(tex__becomes_mathml)
{
    static const struct {
        const char *tex, *want;
    } cases[] = {
        {"x", "<mi>x</mi>"},
        {"12.5", "<mn>12.5</mn>"},
        {"x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>"},
        {"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"},
        {"x''", "<msup><mi>x</mi><mo>″</mo></msup>"},
        {"x^{'}", "<msup><mi>x</mi><mo>′</mo></msup>"},
        {"\\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"},
        {"{a \\over b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"},
        {"\\sqrt[3]x", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
        {"\\mathrm{if}", "<mi>if</mi>"},
        {"\\mathbb R", "<mi>ℝ</mi>"},
        {"\\Gamma", "<mi mathvariant=\"normal\">Γ</mi>"},
        {"\\sum_i^n", "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"},
        {"\\int_a", "<msub><mo>∫</mo><mi>a</mi></msub>"},
        {"\\text{若 $x$ 则}", "<mtext>若␣</mtext><mi>x</mi><mtext>␣则</mtext>"},
        {"面积", "<mtext>面积</mtext>"},
        {"a\\\nb", "<mi>a</mi><mspace width=\"0.333em\"></mspace><mi>b</mi>"},
        {"a%b\nc", "<mi>a</mi><mi>c</mi>"},
        {"a\\label{x}", "<mi>a</mi>"},
        {"a $ b", "<mi>a</mi><mi>b</mi>"},
        {"\\not=", "<mo>≠</mo>"},
        {"\\color{red}x", "<mi>x</mi>"},
        {"a\\,b", "<mi>a</mi><mspace width=\"0.167em\"></mspace><mi>b</mi>"},
        {"a\\hspace{2em}b", "<mi>a</mi><mspace width=\"2.000em\"></mspace><mi>b</mi>"},
        {"\\sin x", "<mi>sin</mi><mspace width=\"0.167em\"></mspace><mi>x</mi>"},
        {"-1", "<mo form=\"prefix\" lspace=\"0em\" rspace=\"0em\">−</mo><mn>1</mn>"},
        {"a-1", "<mi>a</mi><mo>−</mo><mn>1</mn>"},
        {"\\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>"},
        {"a&b\\\\", "<mtable displaystyle=\"true\" columnalign=\"right left\"><mtr><mtd><mi>a</mi>"
                    "</mtd><mtd><mi>b</mi></mtd></mtr></mtable>"},
        {"\\begin{matrix}a&b\\\\c\\end{matrix}",
         "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd>"
         "</mtr></mtable>"},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        struct buf want = {.mem = mem};
        str s = str_of(cases[i].want);
        isize len;
        for (isize k = 0; k < s.len; k += len) {
            u32 c = utf8_get(str_skip(s, k), &len);
            buf_rune(&want, c == 0x2423 ? 0xA0 : c);
        }
        CHECK_STR(made(mem, str_of(cases[i].tex)), buf_str(&want));
    }
}

TEST(tex__says_what_it_does_not_know)
{
    static const struct {
        const char *tex, *why;
    } cases[] = {
        {"a\\nosuch b", "!\\nosuch"},
        {"\\begin{CD}a\\end{CD}", "!\\begin{CD}"},
        {"\\begin{matrix}a", "!\\begin{matrix}"},
        {"\\begin{matrix}a\\end{array}", "!\\end{matrix}"},
        {"{a", "!missing }"},
        {"a}", "!a } too many"},
        {"\\left(a", "!\\left without \\right"},
        {"a\\right)", "!\\right"},
        {"\\text{a", "!missing }"},
        {"\\sqrt[a", "!missing ]"},
        {"x^", "!an argument is missing"},
        {"\\frac1", "!an argument is missing"},
        {"\\", "!\\"},
        {"", "!an empty formula"},
    };
    for (isize i = 0; i < COUNT(cases); i++)
        CHECK_STR(made(mem, str_of(cases[i].tex)), str_of(cases[i].why));
}

TEST(tex__is_bounded)
{
    static const char *const starts[] = {
        "{",       "\\frac",   "\\hat",           "\\left(",         "x^",
        "\\sqrt[", "\\text{$", "\\begin{matrix}", "\\displaystyle ", "a\\over "};
    for (isize i = 0; i < COUNT(starts); i++) {
        struct buf b = {.mem = mem};
        for (int k = 0; k < 3000; k++) buf_add(&b, str_of(starts[i]));
        CHECK(str_starts(made(mem, buf_str(&b)), S("!")));
    }
    struct buf b = {.mem = mem};
    for (int k = 0; k < 70000; k++) buf_byte(&b, 'x');
    CHECK_STR(made(mem, buf_str(&b)), S("!a formula this long"));
    b.len = 0;
    for (int k = 0; k < 200; k++) buf_add(&b, S("^a"));
    CHECK_STR(made(mem, buf_str(&b)), S("!a formula this deep"));
}

TEST(tex__marks_are_taken_off)
{
    static const struct {
        str in, out;
        bool display;
    } cases[] = {
        {LIT("$a$"), LIT("a"), false},     {LIT("$$a$$"), LIT("a"), true},
        {LIT("\\(a\\)"), LIT("a"), false}, {LIT("\\[ a \\]"), LIT("a"), true},
        {LIT("a\\\\"), LIT("a"), true},    {LIT("$a$ and $b$"), LIT("$a$ and $b$"), false},
        {LIT("a"), LIT("a"), false},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        str s = cases[i].in;
        CHECK_INT(tex_strip(&s), cases[i].display);
        CHECK_STR(s, cases[i].out);
    }
}

TEST(tex__letters_of_other_alphabets)
{
    CHECK_INT(tex_letter(FONT_BB, 'R'), 0x211D);
    CHECK_INT(tex_letter(FONT_BB, 'A'), 0x1D538);
    CHECK_INT(tex_letter(FONT_CAL, 'L'), 0x2112);
    CHECK_INT(tex_letter(FONT_BF, '7'), 0x1D7D5);
    CHECK_INT(tex_letter(FONT_BI, 0x3B1), 0x1D736);
    CHECK_INT(tex_letter(FONT_FRAK, '1'), '1');
    CHECK_INT(tex_letter(FONT_RM, 'x'), 'x');
}

TEST(tex__long_displays_are_smaller)
{
    static const struct {
        const char *tex, *want;
    } cases[] = {
        {"a+b=c", ""},
        {"\\frac{a+b+c+d+e+f+g+h+i+j}{a+b+c+d+e+f+g+h+i+j}=x", "long"},
        {"\\frac{a+b+c+d+e}{a+b+c+d+e}=x", ""}, /* one above the other */
        {"a_1+a_2+a_3+a_4+a_5+a_6+a_7+a_8+a_9+a_0+a_1", "longer"},
        {"x^{a+b+c+d+e}", ""},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        struct node *math = NULL;
        str why;
        CHECK(tex_mathml(mem, str_of(cases[i].tex), true, &math, &why));
        CHECK_STR(node_attr(math, ATTR_CLASS), str_of(cases[i].want));
        CHECK(tex_mathml(mem, str_of(cases[i].tex), false, &math, &why));
        CHECK(!node_has(math, ATTR_CLASS));
    }
}
