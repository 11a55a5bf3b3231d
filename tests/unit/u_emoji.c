/* u_emoji.c - emoji: where they end, what they are called, which pictures are some. */
#include "emoji_local.h"
#include "html.h"
#include "icon_local.h"
#include "unit.h"

static const struct {
    const char *text, *name;
} named[] = {
    /* one character */
    {"😀", "嘿嘿"},
    {"😂", "笑哭了"},
    {"🙂", "呵呵"},
    {"🙏", "双手合十"},
    {"👍", "拇指向上"},
    {"💪", "肌肉"},
    {"🐛", "毛毛虫"},
    {"🎉", "拉炮彩带"},
    {"🚀", "火箭"},
    {"🍚", "米饭"},
    {"⌚", "手表"},
    {"⏰", "闹钟"},
    {"⭐", "星星"},
    {"⛄", "雪人"},
    {"✅", "勾号按钮"},
    {"❌", "叉号"},
    {"❓", "红色问号"},
    {"➕", "加"},
    {"⬛", "黑线大方框"},
    {"🀄", "红中"},
    {"🃏", "大小王"},
    {"🆗", "OK按钮"},
    {"🈶", "日文的“收费”按钮"},
    {"🌏", "地球上的亚洲澳洲"},
    {"🥟", "饺子"},
    {"🧧", "红包"},
    {"🫠", "融化"},
    {"🩷", "粉红心"},
    {"🛜", "无线网络"},
    {"🪿", "鹅"},
    /* text unless U+FE0F follows */
    {"☀️", "太阳"},
    {"❤️", "红心"},
    {"✈️", "飞机"},
    {"©️", "版权"},
    {"™️", "商标"},
    {"☎️", "电话"},
    {"✔️", "勾号"},
    {"♻️", "回收标志"},
    {"▶️", "播放按钮"},
    {"🖥️", "台式电脑"},
    {"☀", ""},
    {"❤", ""},
    {"✈", ""},
    {"©", ""},
    {"™", ""},
    {"☎︎", ""},
    {"😀︎", ""},
    {"▶", ""},
    {"①", ""},
    {"★", ""},
    /* skin tones */
    {"👍🏻", "拇指向上"},
    {"👍🏿", "拇指向上"},
    {"☝🏽", "食指向上指"},
    {"✌🏼", "胜利手势"},
    {"👩🏾", "女人"},
    {"🕵🏽", "侦探"},
    {"🏋🏿", "举重"},
    {"🤝🏽", "握手"},
    {"🏻", "较浅肤色"},
    {"🫱🏻‍🫲🏿", "握手"},
    /* joined */
    {"👩‍💻", "女程序员"},
    {"👩🏽‍💻", "女程序员"},
    {"🧑🏿‍🚒", "消防员"},
    {"🏃‍♀️", "女生跑步"},
    {"🏃🏽‍♀️", "女生跑步"},
    {"🏃‍♀", "女生跑步"},
    {"🤦🏻‍♂️", "男生捂脸"},
    {"👨‍👩‍👧", "家庭"},
    {"👨‍👩‍👧‍👦", "家庭"},
    {"👩‍❤️‍👨", "情侣"},
    {"👩🏽‍❤️‍💋‍👨🏿", "亲吻"},
    {"❤️‍🔥", "火上之心"},
    {"❤‍🔥", "火上之心"},
    {"🐈‍⬛", "黑猫"},
    {"🐦‍⬛", "黑鸟"},
    {"🏳️‍🌈", "彩虹旗"},
    {"🏴‍☠️", "海盗旗"},
    {"👁️‍🗨️", "眼睛对话框"},
    {"🧑‍🤝‍🧑", "手拉手的两个人"},
    {"👨‍🦰", "男人"},
    {"🏃‍♀️‍➡️", "女生跑步"},
    {"🐕‍🦺", "服务犬"},
    /* flags, keys */
    {"🇨🇳", "中国旗"},
    {"🇺🇸", "美国旗"},
    {"🇯🇵", "日本旗"},
    {"🇭🇰", "中国香港特别行政区旗"},
    {"🇪🇺", "欧盟旗"},
    {"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "英格兰旗"},
    {"🏴󠁧󠁢󠁳󠁣󠁴󠁿", "苏格兰旗"},
    {"🏴", "举黑旗"},
    {"🇨", ""},
    {"🇽🇽", ""},
    {"1️⃣", "1"},
    {"9️⃣", "9"},
    {"#️⃣", "#"},
    {"*️⃣", "*"},
    {"1⃣", "1"},
    {"🔟", "10"},
    {"1", ""},
    {"#", ""},
    {"1️", ""},
    {"中", ""},
};

TEST(emoji__has_a_name)
{
    CHECK(COUNT(named) >= 100);
    for (isize i = 0; i < COUNT(named); i++) {
        str s = str_of(named[i].text), name, want = str_of(named[i].name);
        isize len = emoji_at(s, &name);
        if (!str_eq(name, want)) CHECK_STR(str_printf(mem, "%.*s %.*s", STR(s), STR(name)), want);
        CHECK_INT(len, want.len ? s.len : 0);
        CHECK(emoji_is(s) == (want.len > 0));
        /* What stands behind does not matter. */
        str more = str_printf(mem, "%.*s中a1", STR(s));
        CHECK_INT(emoji_at(more, &name), want.len ? s.len : 0);
    }
}

TEST(emoji__takes_what_is_joined_and_nothing_else)
{
    str name;
    CHECK_INT(emoji_at(S("👩‍x"), &name), 4);
    CHECK_INT(emoji_at(S("👩‍"), &name), 4);
    CHECK_INT(emoji_at(S("😀😀"), &name), 4);
    CHECK_INT(emoji_at(S("🇨🇳🇨🇳"), &name), 8);
    CHECK(!emoji_is(S("")));
    CHECK(!emoji_is(S("😀 ")));
    struct buf b = {.mem = mem};
    for (int i = 0; i < 1000; i++) buf_add(&b, S("👩‍"));
    isize len = emoji_at(buf_str(&b), &name);
    CHECK(len > 0 && len < 200);
    b.len = 0;
    buf_add(&b, S("❤"));
    for (int i = 0; i < 1000; i++) buf_add(&b, S("\xEF\xB8\x8F\xF0\x9F\x8F\xBD"));
    emoji_at(buf_str(&b), &name);
    CHECK_STR(name, S("红心"));
}

static struct node *img_of(arena *mem, const char *html)
{
    struct node *root = html_parse(mem, str_of(html), (struct html_opts){.context = TAG_BODY});
    return node_next(root, root);
}

TEST(icon__is_known_by_what_publishers_write)
{
    static const struct {
        int is;
        const char *html;
    } cases[] = {
        {ICON_LETTER, "<img class='emoji' alt='[x]'>"},
        {ICON_LETTER, "<img class='foo wp-smiley'>"},
        {ICON_LETTER, "<img class='BDE_Smiley' src='x'>"},
        {ICON_LETTER, "<img src='https://tb2.bdstatic.com/tb/editor/images/face/i_f25.png'>"},
        {ICON_LETTER, "<img src='https://i0.hdslb.com/bfs/emote/a.png'>"},
        {ICON_LETTER, "<img src='//s.w.org/images/core/emoji/2/svg/1f60e.svg'>"},
        {ICON_LETTER, "<img src='https://x.cn/UEditor/dialogs/emotion/images/jx2/j_0002.gif'>"},
        {ICON_LETTER, "<img style='width:1em;height:1em'>"},
        {ICON_LETTER, "<img style='max-width:600px;width:20px'>"},
        {ICON_LETTER, "<img width=24 height=24>"},
        {ICON_LETTER, "<img alt='🎉'>"},
        {ICON_NOT, "<img alt='🎉 done'>"},
        {ICON_NOT, "<img alt='🎉' width=300>"},
        {ICON_NOT, "<img class='emoji' data-w='1080'>"},
        {ICON_NOT, "<img class='emoji' data-rawwidth='640'>"},
        {ICON_NOT, "<img src='https://x.cn/15-emojis-missing.jpg'>"},
        {ICON_NOT, "<img class='lexicon' src='a.png'>"},
        {ICON_NOT, "<img style='max-width:20px'>"},
        {ICON_NOT, "<img width='24%'>"},
        {ICON_NOT, "<img>"},
        {ICON_DECOR,
         "<img src='https://h5.sinaimg.cn/upload/timeline_card_small_video_default.png'>"},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        bool same = (int)icon_judge(img_of(mem, cases[i].html)) == cases[i].is;
        if (!same) CHECK_STR(str_of(cases[i].html), S(""));
    }
}

TEST(icon__says_what_it_means)
{
    static const char *const cases[][3] = {
        {"<img alt='🙂' src='x.png'>", "🙂", "🙂"},
        {"<img alt=':smile:' src='a/1f604.png?v8'>", "😄", "😄"},
        {"<img src='72x72/1f468-200d-1f4bb.png'>", "👨‍💻", "👨‍💻"},
        {"<img src='svg/2764.svg'>", "❤️", "❤️"},
        {"<img src='d83d.png' alt='[惊喜]'>", "[惊喜]", "[惊喜]"},
        {"<img src='abc.png' title='微笑'>", "微笑", "[微笑]"},
        {"<img alt=':+1:'>", ":+1:", "[+1]"},
        {"<img data-emoji='加油'>", "加油", "[加油]"},
        {"<img alt=' ' src='face.png'>", "", ""},
        {"<img alt='a sentence that describes what is to be seen'>", "", ""},
    };
    for (isize i = 0; i < COUNT(cases); i++) {
        str means = icon_means(mem, img_of(mem, cases[i][0]));
        CHECK_STR(means, str_of(cases[i][1]));
        CHECK_STR(icon_words(mem, means), str_of(cases[i][2]));
    }
}
