/* words.c - what zhbook itself says in a book. */
#include "package_local.h"

static const struct words simplified = {
    .cover = "封面",
    .title_page = "书名页",
    .start = "正文",
    .about = "关于本书",
    .untitled = "（无题）",
    .and_others = "等",
    .articles = "篇文章",
    .pictures = "幅图片",
    .characters = "字",
    .ten_thousand = "万字",
    .to = "至",
    .colon = "：",
    .open = "（",
    .close = "）",
    .made_on = "成书日期",
    .made_with = "制作程序",
    .rights = "版权",
    .contains = "内容",
    .dates = "文章日期",
    .sources = "文章来源",
    .sources_intro = "文章版权归各自作者所有，按书中顺序列出：",
    .no_source = "来源不详",
    .lost = "缺失的图片",
    .lost_intro = "以下文章有图片未能收入，原处留有说明：",
    .lost_unit = "幅",
    .dropped = "未能收入的文章",
    .dropped_intro = "以下文章无法读取，不在书中：",
    .removed = "网页按钮、隐藏文字等非正文内容已略去，共 ",
    .removed_end = " 字。",
    .adapted = "为适合阅读设备，重新制作了 ",
    .adapted_end = " 幅图片。",
    .access_text = "本书为可重排的文字，有完整目录和标题结构，阅读顺序与目录一致",
    .access_pictures = "；含图片",
    .access_alt = "，每幅图片均有替代文字",
    .access_math = "；公式以 MathML 给出",
};

static const struct words traditional = {
    .cover = "封面",
    .title_page = "書名頁",
    .start = "正文",
    .about = "關於本書",
    .untitled = "（無題）",
    .and_others = "等",
    .articles = "篇文章",
    .pictures = "幅圖片",
    .characters = "字",
    .ten_thousand = "萬字",
    .to = "至",
    .colon = "：",
    .open = "（",
    .close = "）",
    .made_on = "成書日期",
    .made_with = "製作程式",
    .rights = "版權",
    .contains = "內容",
    .dates = "文章日期",
    .sources = "文章來源",
    .sources_intro = "文章版權歸各自作者所有，按書中順序列出：",
    .no_source = "來源不詳",
    .lost = "缺失的圖片",
    .lost_intro = "以下文章有圖片未能收入，原處留有說明：",
    .lost_unit = "幅",
    .dropped = "未能收入的文章",
    .dropped_intro = "以下文章無法讀取，不在書中：",
    .removed = "網頁按鈕、隱藏文字等非正文內容已略去，共 ",
    .removed_end = " 字。",
    .adapted = "為適合閱讀裝置，重新製作了 ",
    .adapted_end = " 幅圖片。",
    .access_text = "本書為可重排的文字，有完整目錄和標題結構，閱讀順序與目錄一致",
    .access_pictures = "；含圖片",
    .access_alt = "，每幅圖片均有替代文字",
    .access_math = "；公式以 MathML 給出",
};

static const struct words english = {
    .cover = "Cover",
    .title_page = "Title page",
    .start = "Text",
    .about = "About this book",
    .untitled = "(untitled)",
    .and_others = "and others",
    .articles = "articles",
    .pictures = "pictures",
    .characters = "characters",
    .ten_thousand = NULL,
    .to = "–",
    .colon = ": ",
    .open = " (",
    .close = ")",
    .made_on = "Date of the book",
    .made_with = "Made with",
    .rights = "Rights",
    .contains = "Contents",
    .dates = "Dates of the articles",
    .sources = "Sources",
    .sources_intro = "The articles belong to their authors; in the order of the book:",
    .no_source = "source unknown",
    .lost = "Missing pictures",
    .lost_intro = "Pictures of these articles could not be included; a note stands in their place:",
    .lost_unit = "missing",
    .dropped = "Articles that could not be included",
    .dropped_intro = "These could not be read and are not in the book:",
    .removed = "Buttons, hidden text and other parts of web pages that are not the articles' own "
               "were left out: ",
    .removed_end = " characters.",
    .adapted = "Pictures that were made anew for the reader's device: ",
    .adapted_end = ".",
    .access_text = "Reflowable text with complete contents and headings, read in the order of the "
                   "contents",
    .access_pictures = "; with pictures",
    .access_alt = ", each of them described",
    .access_math = "; formulas are MathML",
};

static bool has_subtag(str lang, str want)
{
    for (struct cut c = {.tail = lang}; c.tail.len;) {
        c = str_cut(c.tail, '-');
        if (str_ieq(c.head, want)) return true;
    }
    return false;
}

const struct words *words_of(str lang)
{
    if (!lang_is(lang, S("zh")) && !lang_is(lang, S("yue"))) return &english;
    bool simple = has_subtag(lang, S("Hans"));
    bool full = has_subtag(lang, S("Hant")) || has_subtag(lang, S("TW")) ||
                has_subtag(lang, S("HK")) || has_subtag(lang, S("MO"));
    return full && !simple ? &traditional : &simplified;
}

str words_count(arena *a, long long n, const char *unit)
{
    return str_printf(a, "%lld %s", n, unit);
}

str words_chars(arena *a, const struct words *w, long long n)
{
    if (!w->ten_thousand || n < 10000) return words_count(a, n, w->characters);
    long long tenths = (n + 500) / 1000;
    return str_printf(a, "%lld.%lld %s", tenths / 10, tenths % 10, w->ten_thousand);
}
