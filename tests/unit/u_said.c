#include "said.h"
#include "unit.h"

/* Kinds and values of what is found, a line each. */
static str shown(arena *a, const char *body)
{
    static const char *const kinds[] = {"author", "date",    "updated", "url",
                                        "votes",  "nothing", "credit"};
    struct saids list = said_find(a, str_of(body));
    struct buf b = {.mem = a};
    for (isize i = 0; i < list.n; i++)
        buf_printf(&b, "%s%s %.*s\n", kinds[list.v[i].kind], list.v[i].hidden ? "*" : "",
                   STR(list.v[i].value));
    return buf_str(&b);
}

TEST(said__hidden_lines_come_first)
{
    CHECK_STR(shown(mem, "[#]: subject: (A B)\n[#]: via: (https://a.example/b)\n"
                         "[#]: author: (Jo Do https://a.example/jo)\n[#]: url: ( )\n\nT\n====\n"),
              S("nothing* \nurl* https://a.example/b\nauthor* Jo Do\nnothing* \n"));
}

TEST(said__quotations_and_lists_below_or_above_the_title)
{
    CHECK_STR(
        shown(mem,
              "> * 原文地址：[T](https://a.example/t)\r\n> * 原文作者：[Jo](https://a.example)\r\n"
              "> * 译文出自：[掘金翻译计划](https://github.com/xitu/gold-miner)\r\n"
              "> * 译者：[x](y)\r\n\r\n# T\r\n\r\ntext"),
        S("url https://a.example/t\nauthor Jo\n"
          "nothing [掘金翻译计划](https://github.com/xitu/gold-miner)\ncredit [x](y)\n"));
    CHECK_STR(
        shown(mem,
              "# T\n\n- 作者：甲乙\n- 点赞数：10,772\n- 评论数：3\n- 发布时间：2021-03-04\n\n文"),
        S("author 甲乙\nvotes 10,772\nnothing 3\ndate 2021-03-04\n"));
}

TEST(said__other_words_among_them_make_them_text)
{
    CHECK_STR(shown(mem, "# T\n\n- 作者：甲乙\n- 出版社：丙\n\n文"), S(""));
    CHECK_STR(shown(mem, "# T\n\n作者：甲乙\n他写了很多。\n"), S(""));
    CHECK_STR(shown(mem, "# T\n\n作者：这是一句话，不是名字。\n\n文"), S(""));
    CHECK_STR(shown(mem, "# T\n\n来源：知乎\n\n点赞数：很多\n"), S(""));
    CHECK_STR(shown(mem, "text\n\n作者：甲乙\n\nmore"), S(""));
    CHECK_STR(shown(mem, "# T\n\n链接：见下 https://a.example\n"), S(""));
}

TEST(said__a_translation_closes_with_its_source)
{
    CHECK_STR(
        shown(mem,
              "text\n\nvia: https://a.example/t\n\n作者：[Jo][a]\n译者：[x](https://x.example)\n\n"
              "本文由 [LCTT](https://github.com/LCTT/TranslateProject) 翻译\n\n[a]: "
              "https://a.example\n"),
        S("url https://a.example/t\nauthor Jo\nnothing \n"));
    CHECK_STR(shown(mem, "text\n\nvia: https://a.example/t\n\nmore text\n"), S(""));
    CHECK_STR(shown(mem, "text\n\n-----\n\nvia: https://a.example/t\n\nAbout the author: …\n"),
              S("url https://a.example/t\n"));
    CHECK_STR(shown(mem, "via: the old road\n"), S(""));
}
