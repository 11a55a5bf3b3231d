/* u_abstract.c - what stands around a chapter, and its first sentences. */
#include "convert.h"
#include "image.h"
#include "os.h"
#include "unit.h"

static str shown(arena *mem, const char *page, const char *conf_text, struct post *p,
                 struct diags *ds)
{
    str path = S("build/test/abstract.html");
    struct conf *conf = make(mem, struct conf);
    CHECK(os_mkdir(S("build/test"), *mem, ds) && os_write(path, str_of(page), false, *mem, ds));
    CHECK(conf_parse(mem, str_of(conf_text), S("book.yaml"), NULL, conf, ds));
    conf->style_dir = (str){0};
    p[0].path = path;
    p[0].encoding = "UTF-8";
    p[0].body_line = 1;
    p[0].said.mem = mem;
    p[0].title = S("甲");
    p[1].title = S("<乙>");
    p[0].href = S("text/c0001.xhtml");
    p[1].href = S("text/c0002.xhtml");
    struct book *b = make(mem, struct book);
    *b = (struct book){.conf = conf, .posts = p, .nposts = 2};
    return post_show(mem, b, p, finder_open(mem, conf, NULL, ds), false);
}

#define CONF(more) "book: {title: T}\nsource: {dir: [build/test]}\ncontent: {" more "}\n"

TEST(abstract__ends_with_a_sentence_and_takes_running_text_alone)
{
    struct post p[2] = {0};
    shown(mem,
          "<p>作者：某某</p><h2>一节</h2><ul><li>清单里的一项，写得很长很长，长得像是一句话。</"
          "li></ul>"
          "<p>山里的早晨总是先有声音。然后才有光，光从东边来，落在屋顶上。</p>"
          "<p>第三句话在这里结束，它太长了。</p>",
          CONF("summary_length: 32"), p, ds);
    CHECK_STR(p[0].abstract, S("山里的早晨总是先有声音。然后才有光，光从东边来，落在屋顶上。"));
    shown(mem, "<p>山里的早晨总是先有声音，然后才有光，光从东边来，落在屋顶上。</p>",
          CONF("summary_length: 20"), p, ds);
    CHECK_STR(p[0].abstract, S("山里的早晨总是先有声音，然后才有光…"));
    p[0].abstract = (str){0};
    shown(mem, "<p>山里的早晨总是先有声音。</p>", CONF(""), p, ds);
    CHECK_INT(p[0].abstract.len, 0);
}

TEST(article__footer_leads_to_the_original_and_the_next)
{
    struct post p[2] = {0};
    p[0].url = S("https://www.example.org/山/?utm_source=x");
    str text = shown(mem, "<p>山。</p>", CONF("show: [source, time]"), p, ds);
    CHECK(str_has(text, S("<a href=\"https://www.example.org/%E5%B1%B1/\">example.org/山/</a>")));
    CHECK(str_has(text, S("下一篇：<a href=\"c0002.xhtml\">&lt;乙&gt;</a>")));
    CHECK(str_has(text, S("<span class=\"reading\">阅读约 1 分钟</span>")));
    p[1].part = 1; /* another topic begins */
    CHECK(!str_has(shown(mem, "<p>山。</p>", CONF("show: [date]"), p, ds), S("<footer")));
}
