#include "codec.h"
#include "image_local.h"
#include "svg_local.h"
#include "unit.h"

#define HEAD                                                                                       \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
#define LINKED "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" "
#define SIZE "width=\"9\" height=\"9\" viewBox=\"0 0 9 9\""
#define ROOT HEAD LINKED SIZE ">"

static str clean(arena *a, str s, str *why)
{
    arena scratch = arena_reserve((isize)1 << 29);
    str out;
    bool ok = svg_clean(a, s, &out, why, scratch);
    *why = str_dup(a, *why);
    arena_release(scratch.at, scratch.end);
    return ok ? out : S("refused");
}

/* What stands in a drawing of 9 x 9 px. */
static str inner(arena *a, const char *s)
{
    str why, out = clean(a, str_printf(a, "<svg width='9' height='9'>%s</svg>", s), &why);
    if (str_eq(out, S(HEAD LINKED SIZE "/>\n"))) return S("");
    if (!str_starts(out, S(ROOT))) return out;
    return str_head(str_skip(out, S(ROOT).len), out.len - S(ROOT).len - S("</svg>\n").len);
}

#define BECOMES(from, to) CHECK_STR(inner(mem, from), S(to))

TEST(svg__rows_are_in_order)
{
    static const str tags[] = {
#define E(name, flags, as) LIT(name),
#include "svg.def"
    };
    static const str names[] = {
#define A(name, kind, refs) LIT(name),
#include "svg.def"
    };
    for (isize i = 0; i < COUNT(tags); i++)
        CHECK(svg_tag(tags[i]) && (!i || str_cmp(tags[i - 1], tags[i]) < 0));
    for (isize i = 0; i < COUNT(names); i++)
        CHECK(svg_name(names[i]) && (!i || str_cmp(names[i - 1], names[i]) < 0));
}

TEST(svg__scripts_and_handlers_go)
{
    BECOMES("<script>alert(1)</script><rect onload='x()' width='1'/>", "<rect width=\"1\"/>");
    BECOMES("<rect><animate attributeName='x' begin='click'/></rect><set/>", "<rect/>");
    BECOMES("<g ONCLICK='x'/><metadata><x/></metadata>", "<g/>");
    BECOMES("<a href='javascript:x'><rect/></a>", "<a><rect/></a>");
    BECOMES("<p xmlns='http://www.w3.org/1999/xhtml'><rect/></p>", "");
}

TEST(svg__words_stay)
{
    BECOMES("<text x='1'>中文 a<tspan dy='2'>乙</tspan> &lt;</text>",
            "<text x=\"1\">中文 a<tspan dy=\"2\">乙</tspan> &lt;</text>");
    BECOMES("<title>题</title><desc>说</desc>", "<title>题</title><desc>说</desc>");
    BECOMES("<text><![CDATA[a<b]]></text>", "<text>a&lt;b</text>");
    BECOMES("<text><a href='http://x.org/'>甲</a></text>", "<text><a>甲</a></text>");
    BECOMES("lost<g>lost</g>", "<g/>");
}

TEST(svg__html_becomes_its_words)
{
    BECOMES("<foreignObject x='2' y='4' width='10' height='6'><div xmlns='h'>甲 "
            "<b>乙</b></div></foreignObject>",
            "<text y=\"7\" text-anchor=\"middle\" fill=\"#000\"><tspan x=\"7\" dy=\"0.35em\">甲 "
            "乙</tspan></text>");
    BECOMES(
        "<foreignObject><p>a</p><p>b<br/>c</p></foreignObject>",
        "<text y=\"0\" text-anchor=\"middle\" fill=\"#000\"><tspan x=\"0\" dy=\"-0.85em\">a</tspan>"
        "<tspan x=\"0\" dy=\"1.2em\">b</tspan><tspan x=\"0\" dy=\"1.2em\">c</tspan></text>");
    BECOMES("<rect/><foreignObject><div/></foreignObject>", "<rect/>");
}

TEST(svg__of_a_switch_one_child_stays)
{
    BECOMES("<switch><foreignObject><p>a</p></foreignObject><text>b</text></switch>",
            "<g><text>b</text></g>");
    BECOMES("<switch><text systemLanguage='en'>e</text><text "
            "systemLanguage='zh-Hans'>中</text><text>x</text></switch>",
            "<g><text>中</text></g>");
    BECOMES("<switch><g requiredExtensions='urn:x'><rect/></g><g><circle/></g></switch>",
            "<g><g><circle/></g></g>");
}

TEST(svg__words_cut_short_are_completed)
{
    BECOMES("<switch><foreignObject>甲</foreignObject>"
            "<text x='3'>[Not supported by viewer]</text></switch>",
            "<g><text x=\"3\"><tspan x=\"3\" dy=\"0em\">甲</tspan></text></g>");
    BECOMES("<switch><foreignObject><p>甲乙丙</p><p>丁</p></foreignObject><text "
            "x='3'>甲乙...</text></switch>",
            "<g><text x=\"3\"><tspan x=\"3\" dy=\"-0.6em\">甲乙丙</tspan><tspan x=\"3\" "
            "dy=\"1.2em\">丁</tspan></text></g>");
}

TEST(svg__references_lead_into_the_file)
{
    BECOMES("<g id='a'/><use href='#a'/><use xlink:href='#b'/><use href='x.svg#a'/>",
            "<g id=\"a\"/><use xlink:href=\"#a\"/>");
    BECOMES("<pattern id='p'/><rect id='r' fill='url(#p)' stroke='url( \"#r\" )'/>",
            "<pattern id=\"p\"/><rect id=\"r\" fill=\"url(#p)\" stroke=\"none\"/>");
    BECOMES("<rect fill='url(http://x.org/#a) red'/>", "<rect fill=\"red\"/>");
    BECOMES("<rect fill='\\75rl(http://x.org/)'/>", "<rect/>");
    BECOMES("<rect filter='image(\"x\")'/>", "<rect/>");
    BECOMES("<g id='1 2'/><use href='#1 2'/><g id='_1'/><g id='_1'/>",
            "<g id=\"_2\"/><use xlink:href=\"#_2\"/><g id=\"_1\"/><g/>");
}

TEST(svg__style_sheets_are_reduced)
{
    BECOMES("<style>@import 'x'; .a{fill:red;behavior:url(x)} b::x{fill:red} /*}*/\n"
            "@font-face{src:url(x)} @media print{.c{fill:red}} @media screen{#d > "
            ".e{fill:url(#p)}}</style>",
            "<style type=\"text/css\">.a{fill:red}\n#d &gt; .e{fill:none}\n</style>");
    BECOMES("<style>a{b:c}</style>", "");
    BECOMES("<g style='/*a*/fill:red;/*b*/opacity:1'/>", "<g style=\"fill:red;opacity:1\"/>");
    BECOMES("<g style='fill: RED ;-x-y:1;font-family:\"黑 体\",serif;cursor:url(x)'/>",
            "<g style=\"fill:RED;font-family:'黑 体',serif\"/>");
    BECOMES("<style type='text/less'>.a{fill:red}</style><style media='print'>.a{fill:red}</style>",
            "");
}

TEST(svg__entities_are_plain_text_or_refused)
{
    str why;
    str adobe =
        S("<!DOCTYPE svg [<!ENTITY n \"http://www.w3.org/2000/svg\"><!ENTITY t '甲&#x4E59;'>]>"
          "<svg xmlns=\"&n;\" width='9' height='9'><text>&t;</text></svg>");
    CHECK_STR(clean(mem, adobe, &why), S(ROOT "<text>甲乙</text></svg>\n"));
    static const char *const bad[] = {
        "<!DOCTYPE svg [<!ENTITY a '<rect/>'>]><svg><text>&a;</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><svg><text>&b;</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg><text>&a;</text></svg>",
    };
    for (isize i = 0; i < COUNT(bad); i++) {
        CHECK_STR(clean(mem, str_of(bad[i]), &why), S("refused"));
        CHECK(str_has(why, S("entities")));
    }
}

TEST(svg__what_grows_is_refused)
{
    struct buf b = {.mem = mem};
    str why;
    buf_add(&b, S("<svg><g id='a0'><rect/></g>"));
    for (int i = 1; i < 40; i++)
        buf_printf(&b, "<g id='a%d'><use href='#a%d'/><use href='#a%d'/></g>", i, i - 1, i - 1);
    buf_add(&b, S("</svg>"));
    CHECK_STR(clean(mem, buf_str(&b), &why), S("refused"));
    CHECK_STR(why, S("it copies its parts too often"));

    b = (struct buf){.mem = mem};
    for (int i = 0; i < 1000; i++) buf_add(&b, i ? S("<g>") : S("<svg>"));
    CHECK_STR(clean(mem, buf_str(&b), &why), S("refused"));
    CHECK_STR(why, S("it is nested too deeply"));
}

TEST(svg__what_leads_to_itself_is_not_drawn)
{
    BECOMES("<g id='a'><use href='#a'/><rect/></g>", "<g id=\"a\"><rect/></g>");
    BECOMES("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
            "<g id=\"a\"><use xlink:href=\"#b\"/></g><g id=\"b\"/>");
    BECOMES("<pattern id='p'><rect fill='url(#p)'/></pattern>",
            "<pattern id=\"p\"><rect/></pattern>");
}

TEST(svg__pictures_in_it_are_looked_at)
{
#define GIF "R0lGODdhAwACAIEAAAEBAQAAAAAAAAAAACwAAAAAAwACAAAIBgABCBwYEAA7"
    str why;
    BECOMES("<image width='3' href='data:image/jpeg;base64," GIF "'/>",
            "<image width=\"3\" xlink:href=\"data:image/gif;base64," GIF "\"/>");
    BECOMES("<rect/><image href='http://x.org/a.png'/><image href='data:image/svg+xml,&lt;svg/>'/>",
            "<rect/>");
    CHECK_STR(clean(mem, S("<svg><image href='a.png'/></svg>"), &why), S("refused"));
    CHECK(str_starts(why, S("a picture in it")));
}

TEST(svg__what_is_not_well_formed_is_mended)
{
    str why;
    CHECK_STR(clean(mem, S("<svg width=9 height=9><line x1='1'><line><text>a & b<g>"), &why),
              S(ROOT "<line x1=\"1\"/><line/><text>a &amp; b</text></svg>\n"));
    CHECK(why.len > 0);
    CHECK_STR(clean(mem, S("<html><svg/></html>"), &why), S("refused"));
    CHECK_STR(clean(mem, S(""), &why), S("refused"));
}

TEST(svg__has_a_size)
{
    static const struct {
        const char *attrs;
        int w, h;
    } sizes[] = {
        {"", 300, 150},
        {"width='20' height='10'", 20, 10},
        {"width='1in' height='25.4mm'", 96, 96},
        {"width='100%' viewBox='0 0 40 30'", 40, 30},
        {"viewBox='0,0 1 2'", 150, 300},
        {"height='30' viewBox='0 0 4 2'", 60, 30},
        {"width='0' height='-5'", 300, 150},
        {"width='0.1' height='0.1'", 1, 1},
        {"width='1e9' height='5e8'", SVG_SIDE_MAX, SVG_SIDE_MAX / 2},
        {"width='nan' height='1e999'", 300, 150},
        {"viewBox='0 0 0 5'", 300, 150},
    };
    for (isize i = 0; i < COUNT(sizes); i++) {
        str s = str_printf(mem, "<!-- x --><svg %s><rect/></svg>", sizes[i].attrs), why;
        struct image_info is;
        CHECK(codec_svg.info(s, &is, &why));
        CHECK_INT(is.w, sizes[i].w);
        CHECK_INT(is.h, sizes[i].h);
        CHECK(codec_svg.info(clean(mem, s, &why), &is, &why));
        CHECK_INT(is.w, sizes[i].w);
        CHECK_INT(is.h, sizes[i].h);
    }
}

TEST(svg__other_encodings_are_read)
{
    str why, s = S("<?xml version='1.0' encoding='GBK'?><svg width='9' "
                   "height='9'><text>\xBC\xD7\xD2\xD2</text></svg>");
    CHECK_STR(clean(mem, s, &why), S(ROOT "<text>甲乙</text></svg>\n"));
}
