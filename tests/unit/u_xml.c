#include "unit.h"
#include "xml.h"

TEST(xml__escapes_text_and_values_and_drops_what_xml_cannot_hold)
{
    struct buf out = {.mem = mem};
    struct xml x = {.out = &out};
    xml_open(&x, "a");
    xml_attr(&x, "href", S("x?a=1&b=\"2\"\n"));
    xml_text(&x, S("1 < 2\x01\xEF\xBF\xBF \xE4\xB8\xAD\x0B&"));
    xml_close(&x);
    CHECK_STR(buf_str(&out),
              S("<a href=\"x?a=1&amp;b=&quot;2&quot;&#10;\">1 &lt; 2 \xE4\xB8\xAD&amp;</a>"));
}

TEST(xml__names_are_ncnames)
{
    CHECK(xml_is_ncname(S("a-b.c_1")));
    CHECK(xml_is_ncname(S("\xE4\xB8\xAD")));
    CHECK(!xml_is_ncname(S("1a")));
    CHECK(!xml_is_ncname(S("a:b")));
    CHECK(!xml_is_ncname(S("a b")));
    CHECK(!xml_is_ncname(S("")));
}
