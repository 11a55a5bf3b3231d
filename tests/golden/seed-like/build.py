"""The shape of an archive of saved answers, with every quirk it is known for; own words throughout."""
import struct, zlib

def png(path, w, h, rgb):
    row = b"\0" + bytes(rgb) * w
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(row * h)) + chunk(b"IEND", b""))

import os
os.makedirs("mirror/pic1.zhimg.com", exist_ok=True)
os.makedirs("posts/_drafts", exist_ok=True)
png("mirror/pic1.zhimg.com/v2-00112233445566778899aabbccddeeff_r.jpg", 640, 480, (200, 40, 40))
png("mirror/pic1.zhimg.com/v2-ffeeddccbbaa99887766554433221100_1440w.jpg", 320, 200, (40, 40, 200))

def post(name, text):
    with open("posts/" + name, "w", encoding="utf-8", newline="") as f:
        f.write(text)

HEAD = """
---
title: {title}
categories: 
 - 社区
 - 街坊
 - {last}
headimg: 'https://pic1.zhimg.com/v2-00112233445566778899aabbccddeeff_1440w.jpg'
author: 街坊
comments: false
date: {date}
thumbnail: 'https://pic1.zhimg.com/v2-00112233445566778899aabbccddeeff_1440w.jpg'
---

<div>   
{body}  
</div>
            """

# A link card left open swallows the article; br pairs; obsolete tags; no final newline.
post("街坊热榜-0001.md", HEAD.format(
    title="'如何看待巷口的老槐树被修剪？这背后是否另有原因？'", last="街坊热榜", date="Sat, 14 Aug 2021 07:37:44 GMT",
    body="陈木匠的回答<br><br><a href=\"https://example.org/video/1409\" data-draft-node=\"block\" data-draft-type=\"link-card\">"
    "<p>作为住在树下的人，看到有回答提到“修剪令”，略感欣慰。</p><hr><h2><b>来龙去脉</b></h2>"
    "<p>去年十月，街道办贴出告示，说树枝压到了电线。</p><ul><li><b>剪的是哪些枝：</b></li></ul><p>1.枯枝</p><p>2.压线的枝</p>"
    "<figure data-size=\"normal\"><img src=\"https://pic1.zhimg.com/v2-00112233445566778899aabbccddeeff_1440w.jpg\" "
    "data-rawwidth=\"761\" data-default-watermark-src=\"https://pic1.zhimg.com/v2-9999_720w.jpg\" class=\"origin_image\" "
    "data-original=\"https://pic1.zhimg.com/v2-00112233445566778899aabbccddeeff_r.jpg\" referrerpolicy=\"no-referrer\">"
    "<figcaption>剪！</figcaption></figure><hr><h2>回到问题本身：</h2><p><b><i>树是大家的。</i></b></p>"
    "<blockquote>树冠过密，易招风。<br>修剪之后，来年更旺。<br></blockquote><p>以上。</p></a>"))

# Redirect links, cards with spans, entity braces, bare < and &, broken quotes in style, empty attributes.
post("街坊热榜-0002 \"引号\".md", HEAD.format(
    title='"It\'s 一份 &#123;清单&#125;｜"', last="街坊热榜", date="2022-01-06 15:09:42",
    body="<p>两种写法：&#123;a&#125; 与 b < c & d，另有 << 与 &copy; 和 &nbsp;空格。</p>"
    "<p>见<a href=\"https://link.zhihu.com/?target=https%3A//example.org/a%20b%3Fx%3D1\" class=\" external\">"
    "<span class=\"invisible\">https://</span><span class=\"visible\">example.org/a</span><span class=\"invisible\">?x=1</span>"
    "<span class=\"ellipsis\"></span></a>。</p><a data-draft-type=\"link-card\" href=\"https://example.org/card\" "
    "data-image=\"https://pic1.zhimg.com/v2-0.jpg\" class=\"LinkCard\">一张卡片<a class=\"tag\" href=\"//example.org/tag\">回答</a></a>"
    "<p style=\"font-family:-apple-system,\"Apple Color Emoji\",\"Segoe UI\"\" alt data-caption hidden>样式里的引号断了。</p>"
    "<center><font color=red>旧式的<u>标记</u></font></center><p>脚注<sup data-text=\"注释的话\" data-url=\"https://example.org/n\" "
    "data-numero=\"1\" data-draft-type=\"reference\">[1]</sup>在此。</p><p></p><p class=\"ztext-empty-paragraph\"><br></p>"
    "<p>公式<img src=\"https://www.zhihu.com/equation?tex=%5Cfrac%7Ba%7D%7Bb%7D+%2B1\" alt=\"\\frac{a}{b} +1\" eeimg=\"1\">在句中。</p>"))

# Lazy pictures in all their forms, noscript twins, tables, code, video, script.
post(" 懒.md", HEAD.format(
    title="'懒图片'", last="木工杂谈", date="Invalid Date",
    body="<figure><noscript><img src=\"https://pic1.zhimg.com/v2-ffeeddccbbaa99887766554433221100_1440w.jpg\"></noscript>"
    "<img src=\"data:image/svg+xml;utf8,&lt;svg xmlns=&#39;http://www.w3.org/2000/svg&#39;&gt;&lt;/svg&gt;\" "
    "data-actualsrc=\"https://pic1.zhimg.com/v2-ffeeddccbbaa99887766554433221100_b.jpg\"></figure>"
    "<p>没有的图：<img src=\"https://pic1.zhimg.com/v2-missing_1440w.jpg\" alt=\"一把刨子\"></p><p><img alt=\"无源\"></p>"
    "<table width=500 border=1><tr><th>木</th><th>硬度</th></tr><tr><td nowrap>枣<td align=right>高</table>"
    "<div class=\"highlight\"><pre><code class=\"language-c\"><span class=\"k\">if</span> (a<b && c<d) f();\n\tg();</code></pre></div>"
    "<iframe src=\"https://example.org/v\"></iframe><video src=\"https://example.org/v.mp4\" poster=\"x.jpg\"></video>"
    "<script>document.write('<p>不要</p>')</script><style>p&#123;color:red&#125;</style><p onclick=\"x()\">好<o:p></o:p>了"
    "<ul><li>一<li>二<ol><li>三</ol></ul><p>见 <a href=\"#nowhere\">别处</a>和<a href=\"javascript:void(0)\">脚本</a>，"
    "<a id=\"a b\" name=\"a b\">锚</a><a href=\"#a b\">回</a>。"))

# Same question, two answers; a list-of-lists category; a title that is a number; tags.
post("同题-1.md", "---\ntitle: '2020'\ncategories:\n  - [手艺, 木工]\ntags: [木工, 榫卯]\ndate: 2021-8-1\n---\n<p>榫头要留一分余量。</p>\n")
post("同题-2.md", "\ufeff---\r\ntitle: '2020'\r\ntags: 编织\r\ndate: '2021-08-02T10:00:00+08:00'\r\n---\r\n<p>竹篾要先泡一夜。</p>\r\n")
# The same text under two names: one is a duplicate.
post("重复.md", "---\ntitle: '2020'\ntags: 编织\ndate: 2021-08-02 10:00:00\n---\n<p>竹篾要先泡一夜。</p>\n")
post("草稿.md", "---\ntitle: 未完\npublished: false\n---\n<p>还没写。</p>\n")
post("_drafts/x.md", "---\ntitle: 稿\n---\n<p>不该出现。</p>\n")
# Markdown with what Markdown has.
post("记.md", "---\ntitle: 一则笔记\ntags:\n\t- 木工\ndate: 2021-08-03 9:05\nsource: https://example.org/notes/1\n---\n\n# 头一节\n\n"
     "**中文。**后面紧跟。用 `a < b` 与[链接](https://example.org/?a=1&b=2 \"题\")，脚注[^1]。\n\n"
     "| 木 | 用途 |\n|---|---|\n| 榆 | 桌 |\n\n```c\nint main(void) { return 0; }\n```\n\n- [x] 刨平\n- [ ] 上漆\n\n"
     "1. 一\n   1. 一之一\n\n> 引文\n\n<!-- more -->\n\n![图](missing/图 一.png)\n\n<div align=center>混排 *不是强调*</div>\n\n[^1]: 脚注的话。\n")
