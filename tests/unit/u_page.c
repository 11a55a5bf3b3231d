/* u_page.c - pages of our own, one or more of each kind that page.def knows. */
#include "html.h"
#include "page.h"
#include "unit.h"

struct look {
    struct page g;
    struct page_says says;
    str article; /* words of all articles, "/" between */
};

static str words(arena *a, const struct node *n)
{
    struct buf b = {.mem = a};
    struct buf all = {.mem = a};
    for (const struct node *k = n; k; k = node_next(k, n))
        if (k->tag == TAG_TEXT && !node_is(k->parent, TAG_STYLE)) buf_add(&all, k->text);
    str s = buf_str(&all);
    bool gap = false;
    for (isize i = 0; i < s.len; i++) {
        if (is_space(s.p[i])) {
            gap = b.len > 0;
            continue;
        }
        if (gap) buf_byte(&b, ' ');
        gap = false;
        buf_byte(&b, s.p[i]);
    }
    return buf_str(&b);
}

static struct look look(arena *mem, const char *html)
{
    struct look l;
    struct node *doc = html_parse(mem, str_of(html), (struct html_opts){.line = 1});
    l.g = page_read(mem, page_set_make(mem), doc, (str){0});
    l.says = page_says(mem, &l.g);
    struct buf b = {.mem = mem};
    for (isize i = 0; i < l.g.n; i++) {
        if (i) buf_byte(&b, '/');
        buf_add(&b, words(mem, l.g.articles[i].node));
    }
    l.article = buf_str(&b);
    return l;
}

/* Heads of pages by the address they name. */
#define AT(url) "<!DOCTYPE html><html><head><link rel=canonical href='" url "'>"
#define DOC "<!DOCTYPE html><html><head>"
#define FRAME "<div id=side>frame</div>"

static const struct {
    const char *kind, *html, *article, *title, *author, *date;
} cases[] = {
    {"weixin",
     DOC
     "<meta property='og:title' content='Og'><meta property='og:site_name' content='微信公众平台'>"
     "<meta property='og:article:author' content='甲'></head><body><div id=js_article>"
     "<h1 class='rich_media_title' id='activity-name'>\n 题 </h1><span>甲</span>"
     "<a id=js_name> 号 </a><em id=publish_time></em><div class='rich_media_content' "
     "id='js_content' style='visibility: hidden'><section>文</section></div></div>" FRAME
     "<script>var x = 'var'; var ct = \"1738231334\";</script>",
     "文", "题", "甲", "1738231334"},
    {"weixin",
     AT("https://mp.weixin.qq.com/s/x") "</head><body><div id=js_content "
                                        "class='rich_media_content'><p>文"
                                        "</div><script>var nickname = "
                                        "htmlDecode(\"号&amp;\\x41\"); var msg_title = '题 \\'a\\''"
                                        ".html(false); var createTime = '2025-12-04 18:00', "
                                        "oriCreateTime = '1764842451';</script>",
     "文", "题 'a'", "号&A", "1764842451"},
    {"weixin",
     DOC "<body class='wx_wap_page page_share_text'><div id=js_article class='share_content_page'>"
         "<div id=js_content><div class=wx_follow_nickname>号</div><h1 "
         "id=js_text_title></h1></div></div>"
         "<script>window.cgiDataNew = { nick_name: JsDecode('号'), title: JsDecode('题'),"
         " content_noencode: JsDecode('一\\x0a二 \\x3ca href=\\x22#\\x22>#三\\x3c/a> \\x26lt;'), "
         "ori_create_time: '1738231334' * 1, item_show_type: '10' * 1, text_page_info: { content: "
         "JsDecode('no') } };</script>",
     "一二 #三 <", "题", "号", "1738231334"},
    {"weixin",
     DOC
     "<meta property='og:url' content='http://mp.weixin.qq.com/s?__biz=a'></head><body>"
     "<div id=js_content></div><script>var x = { item_show_type: '8' * 1, create_time: "
     "JsDecode('2025-01-30 18:02'), content_noencode: JsDecode('说'), picture_page_info_list: "
     "[ { cdn_url: JsDecode('https://mmbiz.qpic.cn/a/0?x=1\\x26amp;y=]'), share_cover: { cdn_url:"
     " JsDecode('https://mmbiz.qpic.cn/no/0') } }, { cdn_url: "
     "JsDecode('https://mmbiz.qpic.cn/b/0'), }, ], };</script>",
     "说", "", "", "2025-01-30 18:02"},
    {"weixin",
     DOC "<title></title></head><body class='zh_CN wx_wap_page'><div class=weui-msg><div "
         "class='weui-msg__text-area'><div class='weui-msg__title "
         "warn'>作者已删除</div></div></div>" FRAME,
     "作者已删除", "作者已删除", "", ""},
    {"zhihu",
     AT("https://zhuanlan.zhihu.com/p/1") "<title>题 - 知乎</title><meta property='og:title' "
                                          "content='题'></head>"
                                          "<body><article class=Post-Main><h1 "
                                          "class=Post-Title>题</h1><div class='Post-Author'><div "
                                          "class=AuthorInfo><meta itemprop=name content=甲><span "
                                          "class=AuthorInfo-name>甲x</span></div></div>"
                                          "<div class='Post-RichTextContainer'><div "
                                          "class='RichText ztext Post-RichText'><p>文</div></div>"
                                          "<div class=ContentItem-time>发布于 2021-08-14 15:37・IP "
                                          "属地北京</div></article><div "
                                          "class='RichText ztext'>推荐</div>",
     "文", "题", "甲", "2021-08-14 15:37"},
    {"zhihu",
     AT("https://www.zhihu.com/question/1/answer/2") "<title>(12 封私信 / 3 条消息) 问？ - "
                                                     "知乎</title></head><body>"
                                                     "<h1 class=QuestionHeader-title>问？</h1><h1 "
                                                     "class=QuestionHeader-title>问？</h1><div "
                                                     "class='QuestionRichText'><span "
                                                     "class='RichText ztext'>描述</span></div><div "
                                                     "class=QuestionAnswer-content><div "
                                                     "class='ContentItem AnswerItem'><div "
                                                     "class=AuthorInfo><meta "
                                                     "itemprop=name content=甲></div><meta "
                                                     "itemprop=dateCreated "
                                                     "content='2020-01-02T03:04:05.000Z'><div "
                                                     "class=RichContent-inner><span "
                                                     "class='RichText ztext "
                                                     "CopyrightRichText-richText'>答</span></div>"
                                                     "</div></div><div class=List-item><div "
                                                     "class='ContentItem AnswerItem'><div "
                                                     "class=RichContent-inner>"
                                                     "<span class='RichText "
                                                     "ztext'>他答</span></div></div></div>",
     "答", "问？", "甲", "2020-01-02T03:04:05.000Z"},
    {"zhihu",
     AT("https://www.zhihu.com/question/1") "<title>问？ - 知乎</title></head><body><div "
                                            "class=List-item><div "
                                            "class='ContentItem AnswerItem'><div "
                                            "class=AuthorInfo><meta itemprop=name "
                                            "content=甲></div><div "
                                            "class=RichContent-inner><span class='RichText "
                                            "ztext'>一</span></div></div></div><div "
                                            "class=List-item>"
                                            "<div class='ContentItem AnswerItem'><div "
                                            "class=AuthorInfo><meta itemprop=name "
                                            "content=乙></div><div "
                                            "class=RichContent-inner><span class='RichText "
                                            "ztext'>二</span></div></div></div>",
     "一/二", "问？", "甲", ""},
    {"zhihu-daily",
     AT("https://daily.zhihu.com/story/1") "<title>题 - 知乎日报</title></head><body><p "
                                           "class=DailyHeader-title>题</p>"
                                           "<div class=DailyRichText><div "
                                           "class='DailyRichText-content'>文</div></div>" FRAME,
     "文", "题", "", ""},
    {"weibo",
     AT("https://weibo.com/ttarticle/p/show?id=1") "<title>题</title></head><body><div "
                                                   "class=WB_artical><div "
                                                   "class=title>题</div><div class=authorinfo><em "
                                                   "class=W_autocut>甲</em><span class=time>发布于 "
                                                   "2019-05-03 "
                                                   "08:48:09</span></div><div "
                                                   "class=main_editor><div "
                                                   "class=WB_editor_iframe_new><p>文</div></div></"
                                                   "div>",
     "文", "题", "甲", "2019-05-03 08:48:09"},
    {"weibo",
     AT("https://m.weibo.cn/status/1") "<title>微博正文 - 微博</title></head><body><div "
                                       "class=weibo-main><div "
                                       "class=weibo-og><div "
                                       "class=weibo-text>话</div></div></div>" FRAME,
     "话", "微博正文", "", ""},
    {"oschina",
     AT("https://www.oschina.net/news/1") "<title>题 - OSCHINA - "
                                          "中文开源技术交流社区</title></head><body><div "
                                          "class=article-detail><h1 "
                                          "class=article-box__title>题</h1><div class=content "
                                          "id=articleContent1>"
                                          "<p>文</div></div>" FRAME,
     "文", "题", "", ""},
    {"csdn",
     AT("https://blog.csdn.net/a/article/details/1") "<title>题_甲的博客-CSDN博客</title></"
                                                     "head><body><div "
                                                     "class=blog-content-box><h1 "
                                                     "class=title-article "
                                                     "id=articleContentId>题</h1><a "
                                                     "class=follow-nickName>甲"
                                                     "</a><span class=time>最新推荐文章于 "
                                                     "2021-08-15 10:00:00 发布</span><article><div "
                                                     "id=article_content><div "
                                                     "id=content_views>文</div></div></article></"
                                                     "div><script>var postTime = '2021-08-14 "
                                                     "10:00:00';</script>",
     "文", "题", "甲", "2021-08-14 10:00:00"},
    {"juejin",
     AT("https://juejin.cn/post/1") "<title>题 - 掘金</title></head><body><article "
                                    "class=article><h1 "
                                    "class=article-title>题</h1><div class=author-info-block><span "
                                    "class=name>甲</span></div><div "
                                    "class=author-info-box><time "
                                    "datetime='2021-08-14T01:02:03.000Z'>2021-08-14</time></"
                                    "div><div "
                                    "id=article-root><div class='article-viewer "
                                    "markdown-body'><style>.x{}</style>文</div></div></"
                                    "article>" FRAME,
     "文", "题", "甲", "2021-08-14T01:02:03.000Z"},
    {"jianshu",
     AT("https://www.jianshu.com/p/1") "<title>题 - 简书</title></head><body><h1 "
                                       "class='_1RuRku'>题</h1><span "
                                       "class='_22gUMi'>甲</span><div class='s-dsoj'><time "
                                       "datetime='2019-05-03T08:00:00.000Z'>x</time></div>"
                                       "<article class='_2rhmJa'><p>文</article>" FRAME,
     "文", "题", "甲", "2019-05-03T08:00:00.000Z"},
    {"sspai",
     AT("https://sspai.com/post/1") "<title>题 - 少数派</title></head><body><div "
                                    "class=article-header><div "
                                    "id=article-title class=title>题</div></div><div "
                                    "class=article-body><div class='content wangEditor-txt'>"
                                    "文</div></div>" FRAME,
     "文", "题", "", ""},
    {"ithome",
     AT("https://www.ithome.com/0/1/2.htm") "<title>题 - IT之家</title></head><body><div "
                                            "id=dt><h1>题</h1><span "
                                            "id=pubtime_baidu>2021/8/14 10:11:12</span><span "
                                            "id=source_baidu>来源：<a>IT之家</a></span><span "
                                            "id=author_baidu>作者：<strong>甲</strong></span><div "
                                            "class='post_content' "
                                            "id=paragraph><p>文</div></div>" FRAME,
     "文", "题", "甲", "2021/8/14 10:11:12"},
    {"36kr",
     AT("https://36kr.com/p/1") "<title>题-36氪</title></head><body><h1 "
                                "class='article-title'>题</h1><div "
                                "class='article-title-icon'><a class='title-icon-item "
                                "item-a'>甲</a></div><div class='common-width content "
                                "articleDetailContent kr-rich-text-wrapper'>文</div>" FRAME,
     "文", "题", "甲", ""},
    {"cnbeta",
     AT("https://www.cnbeta.com.tw/articles/tech/1.htm") "<title>题 - "
                                                         "cnBeta.COM</title></head><body><article "
                                                         "class=cnbeta-article><header "
                                                         "class=title><h1>题</h1><div "
                                                         "class=meta><span>2021年08月14日 "
                                                         "10:11</span>"
                                                         "</div></header><div "
                                                         "class=cnbeta-article-body><div "
                                                         "class=article-summary>要</div><div "
                                                         "class=article-content "
                                                         "id=artibody>文</div></div></"
                                                         "article>" FRAME,
     "文", "题", "", "2021年08月14日 10:11"},
    {"zaker",
     AT("https://www.myzaker.com/article/1") "<title>题</title></head><body><div id=content><div "
                                             "class=article_header><h1>题</h1></div><div "
                                             "class=article_content>文</div></div>" FRAME,
     "文", "题", "", ""},
    {"douban",
     AT("https://www.douban.com/note/1/") "<title>题</title></head><body><div "
                                          "class='note-header'><h1>题</h1><a "
                                          "class=note-author>甲</a><span class=pub-date>2021-08-14 "
                                          "10:11:12</span></div><div id=link-report><div "
                                          "class=note>文</div></div>" FRAME,
     "文", "题", "甲", "2021-08-14 10:11:12"},
    {"douban",
     AT("https://movie.douban.com/review/1/") "<title>题（某片）影评</title></head><body><div "
                                              "id=content><h1><span>题</span>"
                                              "</h1></div><header class=main-hd><a "
                                              "href='/people/a'><span>甲</span></a><span "
                                              "class=main-meta content='2021-08-14'>2021-08-14 "
                                              "10:11:12</span></header><div id=link-report-1><div "
                                              "class='review-content clearfix' "
                                              "data-original=1>文</div></div>" FRAME,
     "文", "题", "甲", "2021-08-14"},
    {"cnblogs",
     AT("https://www.cnblogs.com/a/p/1.html") "<title>题 - 甲 - 博客园</title></head><body><h1 "
                                              "class=postTitle><a "
                                              "id=cb_post_title_url><span>题</span></a></h1><div "
                                              "id=cnblogs_post_body class='blogpost-body'>文</div>"
                                              "<span id=post-date>2021-08-14 10:11</span>" FRAME,
     "文", "题", "", "2021-08-14 10:11"},
    {"segmentfault",
     AT("https://segmentfault.com/a/1") "<title>题 - 个人文章 - SegmentFault "
                                        "思否</title></head><body><h1><a>题</a></h1>"
                                        "<time itemprop=datePublished "
                                        "datetime='2021-08-14T10:11:12+08:00'>x</time><article "
                                        "class='article fmt "
                                        "article-content'>文</article><article>他</article>",
     "文", "题", "", "2021-08-14T10:11:12+08:00"},
    {"toutiao",
     AT("https://www.toutiao.com/article/1/") "<title>题 - 今日头条</title></head><body><div "
                                              "class=article-content><h1>题</h1>"
                                              "<div class=article-meta><span>2021-08-14 "
                                              "10:11</span><span "
                                              "class=name><a>甲</a></span></div><article "
                                              "class='syl-article-base "
                                              "tt-article-content'>文</article></div>" FRAME,
     "文", "题", "甲", "2021-08-14 10:11"},
    {"bilibili",
     AT("https://www.bilibili.com/read/cv1") "<title>题 - 哔哩哔哩</title></head><body><h1 "
                                             "class=title>题</h1><a "
                                             "class=up-name>甲</a><span "
                                             "class=publish-text>2021年08月14日 10:11</span><div "
                                             "id=read-article-holder>文"
                                             "</div>" FRAME,
     "文", "题", "甲", "2021年08月14日 10:11"},
    {"infoq",
     AT("https://www.infoq.cn/article/1") "<title>题-InfoQ</title></head><body><h1 "
                                          "class=article-title>题</h1><div "
                                          "class=article-preview><div "
                                          "class=ProseMirror>文</div></div>" FRAME,
     "文", "题", "", ""},
    {"huxiu",
     AT("https://www.huxiu.com/article/1.html") "<title>题-虎嗅网</title></head><body><h1 "
                                                "class=article__title>题</h1><span "
                                                "class=article__time>2021-08-14 10:11</span><div "
                                                "class=article__content "
                                                "id=article-content>文</div>" FRAME,
     "文", "题", "", "2021-08-14 10:11"},
    {"github",
     AT("https://github.com/a/b") "<title>a/b: c · GitHub</title></head><body><div "
                                  "id=readme><article "
                                  "class='markdown-body entry-content'>文</article></div>" FRAME,
     "文", "a/b: c", "", ""},
    {"wikipedia",
     AT("https://zh.wikipedia.org/wiki/A") "<title>题 - "
                                           "维基百科，自由的百科全书</title></head><body><h1 "
                                           "id=firstHeading>题</h1><div id=mw-content-text><div "
                                           "class=mw-parser-output>文<div "
                                           "class=mw-parser-output>里</div></div></div>" FRAME,
     "文里", "题", "", ""},
    {"medium",
     DOC "<meta property='al:android:package' content='com.medium.reader'><meta "
         "property='og:title' content='T'>"
         "<meta name=author content=A><title>T | by A | "
         "Medium</title></head><body><article><p>text</article>"
         "<article>more</article>",
     "text", "T", "A", ""},
    {"substack",
     DOC
     "<link rel=preconnect href='https://substackcdn.com'><title>T - by A</title></head><body><h1 "
     "class='post-title'>T</h1><div class=available-content><div class='body "
     "markup'>text</div></div>" FRAME,
     "text", "T", "", ""},
    {"next",
     DOC "<title>题 | 站</title><meta property='og:site_name' content=站></head><body><div "
         "class=post-block><header "
         "class=post-header><h1 class=post-title itemprop='name headline'>题</h1><div "
         "class=post-meta><time "
         "itemprop='dateCreated datePublished' "
         "datetime='2021-08-14T10:11:12+08:00'>2021</time></div></header>"
         "<div class=post-body itemprop=articleBody>文</div></div>" FRAME,
     "文", "题", "", "2021-08-14T10:11:12+08:00"},
    {"butterfly",
     DOC
     "<title>题 | 站</title></head><body><header><div id=post-info><h1 "
     "class=post-title>题</h1><span "
     "class=post-meta-date><time class=post-meta-date-created "
     "datetime='2021-08-14T02:11:12.000Z'>x</time>"
     "</span></div></header><article class=post-content id=article-container>文</article>" FRAME,
     "文", "题", "", "2021-08-14T02:11:12.000Z"},
    {"fluid",
     DOC "<title>题 - 站</title></head><body><div class=post-meta><time datetime='2021-08-14 "
         "10:11'>x</time></div>"
         "<div id=board><article class=post-content><h1 id=seo-header>题</h1><div "
         "class=markdown-body>文</div>"
         "</article></div>" FRAME,
     "文", "题", "", "2021-08-14 10:11"},
    {"icarus",
     DOC "<title>题 - 站</title></head><body><article class='card-content article'><div "
         "class=article-meta><time "
         "datetime='2021-08-14T02:00:00.000Z'>x</time></div><h1 class='title is-3'>题</h1><div "
         "class=content>文</div></article>" FRAME,
     "文", "题", "", "2021-08-14T02:00:00.000Z"},
    {"landscape",
     DOC "<title>题 | 站</title></head><body><article class=article><div class=article-meta><time "
         "datetime='2021-08-14T02:00:00.000Z'>x</time></div><div class=article-inner><h1 "
         "class=article-title>题"
         "</h1><div class=article-entry>文</div></div></article>" FRAME,
     "文", "题", "", "2021-08-14T02:00:00.000Z"},
    {"huxblog",
     DOC "<title>题 - 站</title></head><body><header class=intro-header><div "
         "class=post-heading><h1>题</h1><span "
         "class=meta>Posted by 甲 on August 14, 2021</span></div></header><div "
         "class=post-container>文</div>" FRAME,
     "文", "题", "", "August 14, 2021"},
    {"blogger",
     DOC "<meta content=blogger name=generator></head><body><div class='post hentry'><h3 "
         "class='post-title "
         "entry-title'>T</h3><div class='post-body entry-content'>text</div><span "
         "class=post-author><span "
         "class=fn>A</span></span><abbr class=published "
         "title='2016-05-08T01:00:00-07:00'>x</abbr></div>" FRAME,
     "text", "T", "A", "2016-05-08T01:00:00-07:00"},
    {"jekyll",
     DOC
     "<title>T | S</title></head><body><article class='post h-entry'><header class=post-header><h1 "
     "class='post-title p-name'>T</h1><p class=post-meta><time "
     "datetime='2021-08-14T00:00:00+00:00'>x</time>"
     "</header><div class='post-content e-content'>text</div></article>" FRAME,
     "text", "T", "", "2021-08-14T00:00:00+00:00"},
    {"wordpress",
     DOC "<meta name=generator content='WordPress 6.1'><title>T &#8211; S</title><meta "
         "property='og:site_name' "
         "content=S></head><body class=single-post><article class='post hentry'><h1 "
         "class=entry-title>T</h1><div "
         "class=entry-meta><span class=author><a class=fn>A</a></span><time class='entry-date "
         "published' "
         "datetime='2021-08-14T10:00:00+08:00'>x</time></div><div "
         "class=entry-content><p>text</div></article>" FRAME,
     "text", "T", "A", "2021-08-14T10:00:00+08:00"},
    {"hugo",
     DOC
     "<meta name=generator content='Hugo 0.90'><title>T | S</title></head><body><main><article><h1 "
     "class=post-title>T</h1><div class=post-content>text</div></article></main>" FRAME,
     "text", "T", "", ""},
    {"ghost",
     DOC "<meta name=generator content='Ghost 5.0'><meta property='og:title' "
         "content=T></head><body><h1 "
         "class=gh-article-title>T</h1><section class='gh-content gh-canvas'>text</section>" FRAME,
     "text", "T", "", ""},
    {"articleBody",
     DOC
     "<title>T</title></head><body><div itemscope><h1 itemprop=headline>H</h1><span "
     "itemprop=author><b "
     "itemprop=name>A</b></span><time itemprop=datePublished datetime='2021-08-14'>x</time><div "
     "itemprop=articleBody>text</div></div>" FRAME,
     "text", "H", "A", "2021-08-14"},
    {"hentry",
     DOC "<title>T</title></head><body><div class=hentry><h2 class=entry-title>H</h2><span "
         "class=vcard><b class=fn>A"
         "</b></span><time class=published datetime='2021-08-14'>x</time><div "
         "class=entry-content>text</div></div>" FRAME,
     "text", "H", "A", "2021-08-14"},
    {"article",
     DOC "<title>T</title></head><body><nav>frame</nav><main><article>text<article>reply</"
         "article></article></main>",
     "textreply", "T", "", ""},
    {NULL, DOC "<title>T</title></head><body><article>one</article><article>two</article>", "", "T",
     "", ""},
    {NULL, DOC "<title>T</title></head><body><div id=content>text</div>", "", "T", "", ""},
    /* A list of posts is no post. */
    {NULL,
     DOC "<meta name=generator content='WordPress 6.1'></head><body><article class=hentry><div "
         "class=entry-content>one</div></article><article class=hentry><div "
         "class=entry-content>two</div></article>",
     "", "", "", ""},
};

TEST(page__knows_whose_it_is_and_where_its_article_stands)
{
    for (isize i = 0; i < COUNT(cases); i++) {
        struct look l = look(mem, cases[i].html);
        CHECK_STR(str_of(l.g.kind ? l.g.kind->name : NULL), str_of(cases[i].kind));
        CHECK_STR(l.article, str_of(cases[i].article));
        CHECK_STR(l.says.title, str_of(cases[i].title));
        CHECK_STR(l.says.author, str_of(cases[i].author));
        CHECK_STR(l.says.date, str_of(cases[i].date));
    }
}

TEST(page__is_known_by_the_address_that_a_browser_or_singlefile_left)
{
    static const char *const heads[] = {
        "<!DOCTYPE html>\n<!-- saved from url=(0042)https://www.ithome.com/0/1/2.htm "
        "-->\n<html><head>",
        "<!DOCTYPE html> <html lang=zh><!--\n Page saved with SingleFile \n url: "
        "https://www.ithome.com/0/1/2.htm \n"
        " saved date: Sat Aug 14 2021 10:11:12 GMT+0800 \n--><head>",
        "<!DOCTYPE html><html><head><meta property='og:url' "
        "content='https://m.ithome.com/html/1.htm'>",
    };
    for (isize i = 0; i < COUNT(heads); i++) {
        str html = str_printf(mem, "%s<body><p>frame<div id=paragraph>text</div>", heads[i]);
        struct look l = look(mem, str_z(mem, html));
        CHECK_STR(str_of(l.g.kind ? l.g.kind->name : NULL), S("ithome"));
        CHECK_STR(l.article, S("text"));
        CHECK_INT(l.says.nurls, 1);
        CHECK(str_has(l.says.url[0], S("ithome.com/")));
        CHECK(!str_byte(l.says.url[0], ' ', 0) || str_byte(l.says.url[0], ' ', 0) < 0);
    }
}

TEST(page__of_several_answers_says_whose_each_is)
{
    struct look l = look(
        mem,
        AT("https://www.zhihu.com/question/1") "<body>"
                                               "<div class=AnswerItem><div class=AuthorInfo><meta "
                                               "itemprop=name content=甲></div><div "
                                               "class=RichContent-inner><i class='RichText "
                                               "ztext'>一</i></div></div>"
                                               "<div class=AnswerItem><div "
                                               "class=RichContent-inner><i class='RichText "
                                               "ztext'>二</i></div></div>"
                                               "<div class=AnswerItem><div class=AuthorInfo><meta "
                                               "itemprop=name content=丙></div><div "
                                               "class=RichContent-inner><i class='RichText "
                                               "ztext'>三</i></div></div>");
    CHECK_INT(l.g.n, 3);
    CHECK_STR(l.g.articles[0].head, S("甲"));
    CHECK_STR(l.g.articles[1].head, S(""));
    CHECK_STR(l.g.articles[2].head, S("丙"));
}

TEST(page__reads_json_ld_in_every_shape)
{
    static const struct {
        const char *json, *title, *author, *site, *date, *picture;
    } cases_ld[] = {
        {"{\"@type\":\"NewsArticle\",\"headline\":\"题\",\"author\":\"甲\",\"datePublished\":"
         "\"2021-08-14T10:11:12+08:00\",\"image\":\"https://x.cn/"
         "a.jpg\",\"publisher\":{\"name\":\"社\"}}",
         "题", "甲", "社", "2021-08-14T10:11:12+08:00", "https://x.cn/a.jpg"},
        {"[{\"@type\":\"BreadcrumbList\",\"name\":\"no\"},{\"@type\":[\"BlogPosting\"],"
         "\"headline\":\"a \\\"b\\\" &amp; c\","
         "\"author\":[{\"name\":\"甲\"},{\"name\":\"乙\"}],\"image\":[{\"url\":\"https:\\/\\/"
         "x.cn\\/b.jpg\"}]}]",
         "a \"b\" & c", "甲、乙", "", "", "https://x.cn/b.jpg"},
        {"{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"no\",\"datePublished\":\"2000-01-01\"},{"
         "\"@type\":\"Article\","
         "\"headline\":\"T\",\"author\":{\"@id\":\"#a\"}},{\"@type\":\"Person\",\"@id\":\"#a\","
         "\"name\":\"A\"}]}",
         "T", "A", "", "", ""},
        {"\n//<![CDATA[\n{\"@type\":\"Article\",\n\t\"headline\":\"\\ud83d\\ude00 "
         "\\u9898\\ud83d\",\"description\":\"x\ny\"}\n//]]>",
         "😀 题", "", "", "", ""},
        {"{\"@context\":\"https://ziyuan.baidu.com/contexts/"
         "cambrian.jsonld\",\"title\":\"题\",\"pubDate\":"
         "\"2021-08-14T10:11:12\",\"images\":[\"https://x.cn/c.jpg\"]}",
         "题", "", "", "2021-08-14T10:11:12", "https://x.cn/c.jpg"},
        {"{\"@type\":\"Article\",\"headline\":", "T", "", "", "", ""},
        {"{\"@type\":\"Organization\",\"name\":\"O\"}", "T", "", "", "", ""},
        {"", "T", "", "", "", ""},
    };
    for (isize i = 0; i < COUNT(cases_ld); i++) {
        str html = str_printf(
            mem, DOC "<title>T</title><script type='application/ld+json'>%s</script></head><body>x",
            cases_ld[i].json);
        struct look l = look(mem, str_z(mem, html));
        CHECK_STR(l.says.title, str_of(cases_ld[i].title));
        CHECK_STR(l.says.author, str_of(cases_ld[i].author));
        CHECK_STR(l.says.site, str_of(cases_ld[i].site));
        CHECK_STR(l.says.date, str_of(cases_ld[i].date));
        CHECK_STR(l.says.picture, str_of(cases_ld[i].picture));
    }
}

TEST(page__cuts_the_sites_name_off_a_title)
{
    static const struct {
        const char *site, *title, *want;
    } cases_title[] = {
        {"站", "题 - 站", "题"},
        {"站", "题_站", "题"},
        {"站", "题 | 站", "题"},
        {"站", "车站", "车站"},
        {"站", "站", "站"},
        {"站", "- 站", "- 站"},
        {"Site", "A - B – SITE", "A - B"},
        {"", "题 - 站", "题 - 站"},
        {"站", "题——站", "题"},
    };
    for (isize i = 0; i < COUNT(cases_title); i++) {
        str html = str_printf(
            mem, DOC "<meta property='og:site_name' content='%s'><title>%s</title></head><body>x",
            cases_title[i].site, cases_title[i].title);
        CHECK_STR(look(mem, str_z(mem, html)).says.title, str_of(cases_title[i].want));
    }
}

TEST(page__picture_is_one_in_all_its_sizes)
{
    static const struct {
        const char *a, *b;
        bool same;
    } pairs[] = {
        {"https://pic1.zhimg.com/v2-0123456789abcdef0123456789abcdef_1440w.jpg",
         "https://picx.zhimg.com/50/v2-0123456789abcdef0123456789abcdef_r.webp?source=1", true},
        {"https://mmbiz.qpic.cn/mmbiz_jpg/ID/0?wx_fmt=jpeg",
         "https://mmbiz.qpic.cn/mmbiz_jpg/ID/640?x", true},
        {"https://mmbiz.qpic.cn/mmbiz_jpg/ID/0", "https://mmbiz.qpic.cn/mmbiz_jpg/OTHER/0", false},
        {"https://a.cn/w/x.jpg", "http://a.cn/w/x-300x200.jpg?v=2", true},
        {"https://a.cn/w/x.jpg", "https://a.cn/w/y.jpg", false},
        {"https://a.cn/w/300x200.jpg", "https://a.cn/w/400x300.jpg", false},
    };
    for (isize i = 0; i < COUNT(pairs); i++) {
        str a = page_picture_key(mem, str_of(pairs[i].a)),
            b = page_picture_key(mem, str_of(pairs[i].b));
        CHECK_INT(str_eq(a, b), pairs[i].same);
    }
}

/* Quadratic work over a million marks or elements would take minutes. */
TEST(page__is_read_in_linear_time)
{
    enum { MANY = 100000 };
    static const char *const parts[] = {"<div class='RichText ztext'>", "<article>",
                                        "<div itemprop=articleBody>x</div>",
                                        "<script>var ct = </script>", "<b class=AuthorInfo></b>"};
    for (isize k = 0; k < COUNT(parts); k++) {
        struct buf b = {.mem = mem};
        buf_add(&b, S("<!DOCTYPE html><link rel=canonical href='https://mp.weixin.qq.com/'><body "
                      "class=wx_wap_page>"));
        for (int i = 0; i < MANY; i++) buf_add(&b, str_of(parts[k]));
        struct look l = look(mem, str_z(mem, buf_str(&b)));
        CHECK(l.says.nurls == 1);
    }
}
