/* u_lang.c - language tags. */
#include "lang.h"
#include "unit.h"

TEST(lang__knows_tags_that_are_well_formed)
{
    static const str good[] = {
        LIT("zh"),          LIT("zh-Hant-TW"), LIT("de-1901"),      LIT("sl-rozaj-biske"),
        LIT("zh-cmn-Hans"), LIT("es-419"),     LIT("en-a-bbb-x-y"), LIT("x-own")};
    static const str bad[] = {LIT(""),
                              LIT("z"),
                              LIT("zh-"),
                              LIT("zh--CN"),
                              LIT("zh_CN"),
                              LIT("-zh"),
                              LIT("de-1901-1901"),
                              LIT("en-a"),
                              LIT("x"),
                              LIT("Chinese(Simplified)")};
    for (isize i = 0; i < COUNT(good); i++) CHECK(lang_ok(good[i]));
    for (isize i = 0; i < COUNT(bad); i++) CHECK(!lang_ok(bad[i]));
}

TEST(lang__mends_what_systems_and_people_write)
{
    CHECK_STR(lang_mend(mem, S(" zh_CN.UTF-8 ")), S("zh-CN"));
    CHECK_STR(lang_mend(mem, S("zh_Hant@pinyin")), S("zh-Hant"));
    CHECK_STR(lang_mend(mem, S("cn")), S("zh-CN"));
    CHECK_STR(lang_mend(mem, S("zh-")), S(""));
    CHECK_STR(lang_mend(mem, S("中文")), S(""));
    CHECK_STR(lang_mend(mem, S("")), S(""));
}

TEST(lang__is_known_by_its_first_subtag)
{
    CHECK(lang_is(S("ZH-Hant"), S("zh")) && !lang_is(S("zha"), S("zh")));
    CHECK(lang_is_cjk(S("ja-JP")) && lang_is_cjk(S("yue")) && !lang_is_cjk(S("en")));
}
