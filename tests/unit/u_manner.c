#include "html.h"
#include "manner_local.h"
#include "unit.h"

static struct node *tree(arena *mem, const char *html)
{
    return html_parse(mem, str_of(html), (struct html_opts){.context = TAG_BODY});
}

static bool gaps(arena *mem, const char *html)
{
    struct manner m = manner_count(tree(mem, html));
    return manner_has_gaps(&m);
}

static const char prose[] =
    "<p>早上的山里有雾，雾里有人在说话，他们说的是同一件事，意思说了三遍还没有变。</p>"
    "<p>第二天雾散了，山下的人才看见，昨天说话的地方什么也没有，只有一条小路。</p>"
    "<p>短的一段。</p>"
    "<p>后来有人修了一条大路，小路就没有人走了，雾也不再来，说话的人搬到了别处去。</p>";

TEST(manner__prose_is_indented)
{
    CHECK(!gaps(mem, prose));
    CHECK(!gaps(mem, ""));
    CHECK(!gaps(mem, "<p>只有一句</p><p>两句</p>"));
    CHECK(!gaps(mem, "<p>早上的山里有雾，雾里有人在说话，他们说的是同一件事，意思说了三遍。</p>"
                     "<p>只有一句</p><p>两句</p>"));
    (void)ds;
}

TEST(manner__verse_and_remarks_have_gaps)
{
    CHECK(gaps(mem, "<p>山上有雾，</p><p>雾里有人，</p><p>人在说话，</p><p>话里有山。</p>"));
    CHECK(gaps(mem, "<p>甲：你来了。</p><p>乙：来了。</p><p>甲：路上还好？</p><p>乙：下雨。</p>"));
    CHECK(gaps(mem, "<p>今天很冷，我没有出门，一直在家</p><p>看了一本去年买的书，还没有看完</p>"
                    "<p>晚上煮了面，放了两个鸡蛋和青菜</p>"));
    CHECK(gaps(mem, "<p>山上有雾，<br>雾里有人，<br>不说话。</p><p>天上有云，<br>云里有雨。</p>"
                    "<p>地上有水，<br>水里有鱼。</p>"));
    (void)ds;
}

TEST(manner__speech_of_a_novel_is_indented)
{
    CHECK(!gaps(mem, "<p>“你来了。”</p><p>“来了。”</p><p>“路上还好吗？”</p><p>他没有说话。</p>"));
    (void)ds;
}

TEST(manner__cards_captions_and_pictures_are_no_paragraphs)
{
    struct manner m = manner_count(
        tree(mem, "<p class=\"link-card\">甲</p><p><img src=x></p><p> </p><ul><li><p>乙</p></ul>"));
    CHECK_INT(m.paragraphs, 0);
    m = manner_count(tree(mem, "<p><math><mi>x</mi></math></p><p>甲<math><mi>x</mi></math></p>"));
    CHECK_INT(m.paragraphs, 1);
    (void)ds;
}

TEST(manner__width_is_counted_as_it_is_seen)
{
    struct lines l = manner_lines(tree(mem, "<p> 山上ab <br>—“c”</p>")->first);
    CHECK_INT(l.n, 2);
    CHECK_INT(l.widest, 7);
    CHECK_INT(l.first, 0x5C71);
    CHECK_INT(l.last, 0x201D);
    (void)ds;
}

TEST(manner__typed_indents_are_counted)
{
    CHECK_INT(manner_typed(tree(mem, "<p>　　甲</p><p>&emsp;&emsp;乙</p><p>　丙</p><p>丁　　</p>")),
              2);
    (void)ds;
}

TEST(manner__english_is_known_by_its_small_words)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < 10; i++) buf_add(&b, S("<p>It was the best of the days that we have.</p>"));
    CHECK(manner_english(tree(mem, str_z(mem, buf_str(&b)))));
    buf_add(&b, S("<p>这是中文，这是中文，这是中文。</p>"));
    CHECK(!manner_english(tree(mem, str_z(mem, buf_str(&b)))));
    CHECK(!manner_english(tree(mem, "<p>It was the best.</p>"))); /* too short to tell */
    b = (struct buf){.mem = mem};
    buf_add(&b, S("<pre>"));
    for (int i = 0; i < 20; i++) buf_add(&b, S("if the for in is to of and\n"));
    buf_add(&b, S("</pre><p>代码</p>"));
    CHECK(!manner_english(tree(mem, str_z(mem, buf_str(&b)))));
    (void)ds;
}
