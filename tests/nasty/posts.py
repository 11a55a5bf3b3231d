"""posts.py - posts as nobody would write them and as they are found.

Every post is made from its number alone, so a post that does harm can be made
again.  Visible words are the generator's own; each post holds words of the form
x<number>y that stand nowhere else, which is how its chapter is found again.
"""
import random, struct, zlib

HAN = "雨落在旧城的石阶上檐角滴水有人撑伞走过桥头卖糖藕的小摊冒着热气远处钟声慢慢散开"
EMOJI = ["😀", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "❤️", "🧑🏿‍🚀", "☔︎", "1️⃣"]
RARE = ["𠀀", "𫝀", "\ue000", "\uf8ff", "\U000f0000", "\u200b", "\u2060", "\ufeff", "\u00ad", "\u3000", "\u00a0", "\u2028", "\u202e",
        "\u0300", "\ufffd", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\u0085", "\u009f", "\ufff9", "\U000e0041", "\u1160", "\ufe0f"]
CONTROL = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x0e", "\x1b", "\x1f", "\x7f", "\r", "\r\n", "\t"]
ENTITY = ["&nbsp;", "&amp;", "&lt;b&gt;", "&#x4e2d;", "&#0;", "&#128;", "&#xFFFE;", "&#55296;", "&#99999999999;", "&notit;", "&bogus;",
          "&", "&#", "&#x", "&amp", "&copy2", "&lang;", "&NotEqualTilde;", "&#12;", "&#xD;", "&zwnj;", "]]>", "-->", "<!---->", "&#xE000;"]
URLS = ["https://example.org/a?b=1&c=2#d", "http://", "https://", "//example.org/x", "//", "/", "?q", "#", "#id1", "#编号", "#a b", "#%E7%BC%96",
        "javascript:void(0)", "JaVaScRiPt:x", "data:text/html,<b>x</b>", "file:///etc/hosts", "vbscript:x", "mailto:a@example.org",
        "mailto:", "tel:+86 10", "ftp://example.org/文件", "http://例子.测试/路 径?值=中", "http://[::1]:8080/", "http://[bad", "http://a:99999/",
        "https://u:p@example.org/", "https://example.org/%zz%4", "https://example.org/%ff", "hhttps://example.org", "https:/example.org",
        "https:example.org", "https://link.zhihu.com/?target=https%3A//example.org/%E4%B8%AD", "https://link.zhihu.com/?target=",
        "https://link.zhihu.com/?target=javascript%3Ax", "https://link.juejin.cn?target=%68%74%74%70", "https://weibo.cn/sinaurl?u=",
        "c:\\temp\\x.png", "..\\x", "../../../x", "https://example.org/\"quoted\"", "https://example.org/'a'", "https://example.org/<b>",
        "https://example.org/a|b^c`d{e}", "https://exa mple.org/", "https://example.org/\ue000", "https://-a.b-/", "https://a..b/", "https://./",
        "http://example.org:/", "http://example.org:80a/", "https://xn--/", "https://1.2.3.4.5/", "https://0x7f.1/", "urn:isbn:1", "about:blank",
        "blob:https://example.org/1", "magnet:?xt=urn:btih:1", "zhihu://answers/1", "weixin://x", "tencent://message/?uin=1", "a:b", "1a:b", "+a:b",
        "https://example.org/" + "长" * 300, "https://example.org/?" + "a" * 3000, " https://example.org/ ", "\thttps://exam\nple.org/\t",
        "https://www.zhihu.com/question/1/answer/%d", "https://posts.example.org/p/%d", "", "null", "undefined", "{{ url }}", "{% url %}", "%",
        "https://example.org/a#b#c", "https://example.org/#:~:text=a,b", "http://127.0.0.1:4000/x/", "https://[2001:db8::1%25eth0]/", "http://%20/",
        "https://ex\u00ADample.org/", "https://\u202eexample.org/", "https://example。org/", "https://ＥＸＡＭＰＬＥ.org/", "http:////example.org",
        "urn:", "mailto:甲@例.测试?subject=a b", "mailto:a@b, c@d", "sms:", "news:x", "data:,", "data:image/png;base64,", "irc://x y/", "feed:https://a/"]
PICTURES = ["p.png", "p.jpg", "lying.jpg", "dup.png", "sub/图 片.png", "sub/%E5%9B%BE%20%E7%89%87.png", "sub\\图 片.png", "./p.png", "/p.png",
            "https://img.example.org/a.png", "//img.example.org/a.png?x=1", "https://img.example.org/640?wx_fmt=png",
            "https://img.example.org/a.png#pic_center", "https://img.example.org/none.png", "none.png", "truncated.png", "noise.gif", "zero.png",
            "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=", "data:image/png;base64,AAAA", "data:image/svg+xml;utf8,<svg xmlns='x'/>",
            "https://pic1.zhimg.com/v2-00000000000000000000000000000001_r.jpg", "https://pica.zhimg.com/50/v2-00000000000000000000000000000001_720w.jpg?source=1",
            "https://www.zhihu.com/equation?tex=%5Cfrac%7Ba%7D%7Bb%7D", "https://www.zhihu.com/equation?tex=a+%3C+b", "", "null", "http://${x}", "%", "a" * 400 + ".png"]
IDS = ["id1", "id1", "ref_1", "heading-0", "编号", "a b", " ", "", "1", "-", "_", "a:b", "a#b", "a\"b", "é", "\u0300", "toc", "x" * 500, "c0001", "nav", "😀",
       "a&b", "a<b", "id1\t", "constructor", "Id1", "ID1"]
BLOCKS = "p div section article blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 figure figcaption pre table tr td th tbody thead caption center aside header footer main nav details summary address fieldset legend form hr dir menu hgroup search listing xmp plaintext-x".split()
INLINE = "b i u s em strong span a font code kbd sub sup small big mark del ins q cite abbr dfn tt strike nobr bdo bdi ruby rt rp rb rtc time data var samp label button acronym wbr".split()
STRANGE = "o:p mp-common-profile mpvoice x-y stdio.h foo marquee blink image keygen select option optgroup textarea template slot canvas map area object param embed dialog output progress meter picture source track frame frameset noframes noembed noscript body html head title base link meta st1:place w:p 标签 a\"b a\u0301b".split()
ATTRS = ["style=\"color:red;text-align:center\"", "style='text-align:right;visibility:hidden'", "style=\"font-family:\"A B\",\"C\"\"", "class=\"a b 中\"", "class",
         "align=center", "lang=zh_CN", "lang=\"\"", "lang=x", "xml:lang=en", "xmlns=\"urn:x\"", "xmlns:o=\"urn:o\"", "o:x=1", "dir=rtl", "dir=up", "title=\"a&lt;b\"", "title=\"\x01\"",
         "width=100%", "width=-3", "height=1e3", "colspan=0", "colspan=99999", "rowspan=-1", "rowspan=65535", "span=3", "start=x", "start=-2147483649", "value=9999999999",
         "type=1", "type=disc", "reversed", "data-x=\"{&#123;\"", "onclick=x()", "epub:type=footnote", "role=doc-footnote", "role=none", "aria-hidden=true", "aria-x=y",
         "tabindex=0", "contenteditable", "datetime=\"昨天\"", "cite=\"http://[x\"", "hreflang=_", "target=_blank", "rel=\"a b\"", "=x", "\"", "'", "<a=1", "a=b=c", "a`b=`c`",
         "itemscope itemprop=x", "headers=\"id1 none\"", "scope=row", "scope=x", "abbr=x", "for=id1", "name=id1", "name=\"a b\"", "bgcolor=red", "border=1", "summary=x",
         "hidden=until-found", "translate=no", "is=x", "slot=x", "autofocus", "draggable=true", "spellcheck", "accesskey=\"a b\"", "inert", "nonce=1", "rowspan=\"\"", "epub:prefix=\"a: b\""]
SVG = ["<svg><path d='M0 0'/><title>图标</title></svg>", "<svg viewbox='0 0 1 1'><foreignObject><p>甲</p></foreignObject></svg>",
       "<svg><desc><b>乙</svg>", "<svg><style>p{}</style><text>丙</text><script>x</script></svg>", "<svg/>丁", "<svg><p>戊</svg>", "<svg xlink:href='#x'><use href=\"#a\"/></svg>"]
MATH = ["<math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math>", "<math><semantics><mrow><mi>y</mi></mrow><annotation encoding='application/x-tex'>y</annotation></semantics></math>",
        "<math><mfrac><mi>a</mi></mfrac></math>", "<math><msub><mi>a<mi>b<mi>c</math>", "<math><mtable><mtr><mtd>1</mtd></mtr><mi>z</mi></mtable></math>",
        "<math display=block><annotation-xml encoding=text/html><p>己</p></annotation-xml></math>", "<math><mi><b>庚</b></mi></math>", "<math></math>", "<math><mtext>辛<p>壬</math>",
        "<span class=\"ztext-math\" data-eeimg=\"1\" data-tex=\"\\frac{a}{b}\"><span class=\"MathJax_Preview\">a/b</span><span class=\"MathJax_SVG\" data-mathml=\"&lt;math&gt;\"><svg></svg></span><script type=\"math/tex\">\\frac{a}{b}</script></span>",
        "<span class=ztext-math data-tex=\"&lt;&amp;\x02\">x</span>", "<span class=ztext-math data-tex>空</span>", "<script type=\"math/tex; mode=display\">a<b</script>",
        "<img eeimg=1 alt=\"\\alpha+\\beta\" src=\"https://www.zhihu.com/equation?tex=%5Calpha%2B%5Cbeta\">", "<span class=katex><span class=katex-mathml><math><semantics><mi>k</mi><annotation encoding=application/x-tex>k</annotation></semantics></math></span><span class=katex-html aria-hidden=true>k</span></span>"]
MEDIA = ["<iframe src=\"https://player.example.org/1\" allowfullscreen></iframe>", "<iframe srcdoc='<p>癸'></iframe>", "<iframe>", "<video src=v.mp4 poster=p.png controls>不能播放</video>",
         "<video><source src=v.mp4><track src=t.vtt><p>没有</p></video>", "<audio src=a.mp3>声</audio>", "<embed src=x.swf>", "<object data=x.swf><param name=a value=b><p>替</p></object>",
         "<object data=p.png type=image/png>图</object>", "<a class=\"video-box\" href=\"https://example.org/v\" data-poster=\"p.png\" data-name=\"短片\" data-lens-id=1><span class=content>短片<span class=url>https://example.org/v</span></span></a>",
         "<mpvoice name=\"录音\" voice_encode_fileid=x></mpvoice>", "<qqmusic musicid=1></qqmusic>", "<canvas>画</canvas>", "<map name=m><area href=\"https://example.org\" alt=a></map><img usemap=#m src=p.png>"]
HEXO = ["{% asset_img p.png 题注 %}", "{% post_link nasty-1 %}", "{% raw %}<b>x</b>{% endraw %}", "{% note info %}\n话\n{% endnote %}", "<!-- more -->", "{{ page.title }}", "{% codeblock %}\nx\n{% endcodeblock %}", "{%", "{%}", "{% %}", "{{}}", "{% asset_path p.png %}"]
NOTES = ["<sup data-text=\"出处<b>&amp;\x03\" data-url=\"https://example.org/r\" data-numero=\"1\" data-draft-type=\"reference\">[1]</sup>", "<sup data-text=\"\" data-url=\"\" data-numero=first>[first]</sup>",
         "<sup><a href=\"#ref_1\">[2]</a></sup>", "<ol class=\"ReferenceList\"><li id=\"ref_1\"><a href=\"#ref_1_0\">^</a><span>书目</span></li></ol>", "<sup><code><i>3</i></code></sup>"]
CARDS = ["<a data-draft-node=\"block\" data-draft-type=\"link-card\" href=\"https://example.org/card\" class=\"internal\">卡片</a>",
         "<a data-draft-type=\"link-card\" data-text=\"卡名\" href=\"https://example.org/card\"><p>一段</p><h2>题</h2><figure><img src=p.png></figure>",
         "<a href=\"https://example.org/x\"><span class=\"invisible\">https://</span><span class=\"visible\">example.org/x</span><span class=\"invisible\">yz</span><span class=\"ellipsis\"></span></a>",
         "<a class=LinkCard href=\"https://example.org/1\">外<a class=\"tag type_a\">回答</a></a>", "<a class=\"member_mention\" href=\"/people/x\" data-hovercard=\"p$b$x\">@某人</a>",
         "<a class=RichContent-EntityWord href=\"https://zhida.zhihu.com/search?q=x\">词<svg><path/></svg></a>", "<a data-draft-type=mcn-link-card href=x>广告</a>", "<div class=RichText-MCNLinkCardContainer>广告</div>"]
CODE = ["<div class=\"highlight\"><pre><code class=\"language-c\"><span></span><span class=\"cp\">#include</span> <stdio.h>\n\tint a<<1;</code></pre></div>",
        "<figure class=\"highlight js\"><table><tr><td class=\"gutter\"><pre><span class=line>1</span><br></pre></td><td class=\"code\"><pre><span class=line>let a = 1;</span><br></pre></td></tr></table></figure>",
        "<pre>\n\n一\r\n二\x0c三<br>四<p>五</pre>", "<pre><code>a<copy class=copy-code-btn>复制代码</copy></code></pre>", "<code><pre>内</pre></code>", "<pre><img src=p.png><table><tr><td>表</table></pre>", "<textarea><p>一</textarea>"]


def png(w, h, color=2, ask=b""):
    """A PNG of one colour, valid, with `ask` in a text chunk so that bytes differ."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + b"\x80" * (w * {0: 1, 2: 3, 6: 4}[color])
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, color, 0, 0, 0))
            + (chunk(b"tEXt", b"a\0" + ask) if ask else b"") + chunk(b"IDAT", zlib.compress(row * h)) + chunk(b"IEND", b""))


def jpeg():
    """A grey baseline JPEG of 8 by 8."""
    def seg(mark, data):
        return b"\xff" + bytes([mark]) + struct.pack(">H", len(data) + 2) + data
    return (b"\xff\xd8" + seg(0xe0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + seg(0xdb, b"\0" + b"\1" * 64)
            + seg(0xc0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\1\x11\0")
            + seg(0xc4, b"\0" + bytes([1] + [0] * 15) + b"\0") + seg(0xc4, b"\x10" + bytes([1] + [0] * 15) + b"\0")
            + seg(0xda, b"\1\1\0\0\x3f\0") + b"\x3f" + b"\xff\xd9")


def pictures():
    """Files beside the posts, then those of the mirror."""
    here = {"p.png": png(3, 2), "p.jpg": jpeg(), "lying.jpg": png(2, 2, 6), "dup.png": png(3, 2), "sub/图 片.png": png(5, 5, 0),
            "truncated.png": png(40, 40)[:60], "noise.gif": bytes(i * 73 & 255 for i in range(300)), "zero.png": b""}
    mirror = {"img.example.org/a.png": png(30, 20), "img.example.org/640": jpeg(),
              "pic3.zhimg.com/v2-00000000000000000000000000000001_b.jpg": jpeg()}
    return here, mirror


class Writer:
    """One post's own chance, and the words it has used."""

    def __init__(self, number):
        self.r = random.Random(number * 7919 + 1)
        self.number, self.words = number, 0

    def pick(self, list):
        return list[int(self.r.random() * len(list))]

    def some(self, most):
        return int(self.r.random() * (most + 1))

    def chance(self, p):
        return self.r.random() < p

    def han(self):
        at = self.some(len(HAN) - 5)
        return HAN[at:at + 2 + self.some(12)]

    def url(self):
        u = self.pick(URLS)
        return u.replace("%d", str(self.some(40))) if "%d" in u else u

    def attrs(self):
        out = ""
        while self.chance(0.3):
            out += " " + self.pick(ATTRS)
        if self.chance(0.15):
            out += f" id=\"{self.pick(IDS)}\""
        return out

    def text(self):
        out = []
        for _ in range(1 + self.some(4)):
            out.append(self.pick([self.han, self.han, self.han, lambda: self.pick(EMOJI), lambda: self.pick(RARE), lambda: self.pick(CONTROL),
                                  lambda: self.pick(ENTITY), lambda: " ", lambda: "\n", lambda: "abc " * 3])())
        return "".join(out)

    def picture(self):
        src = self.pick(PICTURES).replace("\"", "")
        alt = self.pick(["", " alt", " alt=\"\"", " alt=\"图<一>&amp;\x01\"", f" alt=\"{self.han()}\"", " alt=\"" + "长" * 300 + "\"", " title=\"题\""])
        place = "data:image/svg+xml;utf8,&lt;svg xmlns=&#39;http://www.w3.org/2000/svg&#39;&gt;&lt;/svg&gt;"
        return self.pick([f"<img src=\"{src}\"{alt}>", f"<img data-original=\"{src}\" src=\"{place}\"{alt}>", f"<img data-src='{src}'{alt}>",
                          f"<noscript><img src=\"{src}\"{alt}></noscript><img src=\"{place}\" data-actualsrc=\"{src}\" class=\"lazy\"{alt}>",
                          f"<noscript><img src=\"{src}\"></noscript>", f"<img srcset=\"{src} 2x, p.png 1x\"{alt}>", f"<img{alt}>", f"<img src{alt}>",
                          f"<figure><img src=\"{src}\"{alt}><figcaption>{self.text()}</figcaption></figure>", f"<picture><source srcset=\"{src}\"><img src=\"{src}\"></picture>",
                          f"<figure data-size=normal><noscript><img src=\"{src}\" data-caption=\"说明\"></noscript><img src=\"{place}\" data-caption data-original=\"{src}\"></figure>",
                          f"<a href=\"{src}\"><img src=\"{src}\"{alt}></a>", f"<img src=\"{src}\" class=ztext-gif alt=\"动图封面\">", f"<img src=\"{src}\" class=avatar width=24 height=24>",
                          f"<image src=\"{src}\">", f"<p><img src=\"{src}\"></p><p>{self.han()}</p>"])

    def inline(self, depth):
        if depth <= 0:
            return self.text()
        out = ""
        for _ in range(1 + self.some(2)):
            kind = self.some(13)
            if kind <= 3:
                out += self.text()
            elif kind <= 7:
                tag = self.pick(INLINE)
                out += f"<{tag}{self.attrs()}>{self.inline(depth - 1)}" + self.close(tag)
            elif kind == 8:
                out += f"<a href=\"{self.url()}\"{self.attrs()}>{self.inline(depth - 1)}" + self.close("a")
            elif kind == 9:
                out += self.picture()
            elif kind == 10:
                out += self.pick(SVG + MATH + NOTES)
            elif kind == 11:
                out += "<br>" * (1 + self.some(3))
            elif kind == 12:
                tag = self.pick(STRANGE)
                out += f"<{tag}{self.attrs()}>{self.text()}" + self.close(tag)
            else:
                out += self.block(depth - 1)
        return out

    def close(self, tag):
        return self.pick([f"</{tag}>"] * 12 + ["", f"</{self.pick(INLINE + BLOCKS)}>", f"</{tag}></{tag}>", f"</{tag} x>"])

    def table(self, depth):
        out = f"<table{self.attrs()}>" + self.pick(["", "<caption>表</caption>", "<colgroup><col span=2><col></colgroup>", "<thead>", self.han()])
        for _ in range(1 + self.some(3)):
            out += self.pick(["<tr>", "<tr>", "<tr>", "", "<tbody><tr>"])
            for _ in range(self.some(4)):
                out += f"<{self.pick(['td', 'td', 'th'])}{self.pick(['', '', ' colspan=2', ' rowspan=3', ' rowspan=0', ' colspan=1001'])}>{self.block(depth - 1)}"
        return out + self.pick(["</table>", "</table>", "</tbody></table>", ""])

    def list(self, depth):
        tag = self.pick(["ul", "ol", "dl"])
        item = (lambda: self.pick(["dt", "dd"])) if tag == "dl" else (lambda: "li")
        out = f"<{tag}{self.attrs()}>" + self.pick(["", "", self.text(), "<p>间</p>"])
        for _ in range(self.some(3)):
            out += f"<{item()}{self.attrs()}>{self.block(depth - 1)}" + self.pick(["", "</li>", "</dd>"])
        return out + f"</{tag}>"

    def block(self, depth):
        if depth <= 0:
            return self.text()
        kind = self.some(15)
        if kind <= 5:
            tag = self.pick(BLOCKS)
            return f"<{tag}{self.attrs()}>{self.inline(depth - 1)}" + self.close(tag)
        if kind == 6:
            return self.table(depth)
        if kind == 7:
            return self.list(depth)
        if kind == 8:
            return self.picture()
        if kind == 9:
            return self.pick(CODE)
        if kind == 10:
            return self.pick(CARDS)
        if kind == 11:
            return self.pick(MEDIA + HEXO)
        if kind == 12:
            return "<section>" * self.some(30) + self.inline(depth - 1)
        if kind == 13:
            return self.text()
        return f"<div{self.attrs()}>{self.block(depth - 1)}{self.block(depth - 1)}" + self.close("div")

    def html(self):
        """Body: pieces, and between them a word of this post alone."""
        out = self.pick(["", "<div class=\"content\">", "<span class=\"RichText ztext\">", "钟声的回答<br><br>", "<meta charset=utf-8>"])
        for i in range(3 + self.some(9)):
            out += self.block(4) + self.pick(["", "\n", "\n\n", "\r\n"])
        return f"<p>{self.mark()}</p>\n" + out

    def mark(self):
        self.words += 1
        return f"x{self.number}y"

    def markdown(self):
        out = [self.mark() + " 开头。"]
        for _ in range(4 + self.some(10)):
            t, u = self.han(), self.url().replace("\n", "")
            out.append(self.pick([f"# {t} <b>x</b> &amp; {{#自号}}", f"{t}\n===", f"{t}\n---", f"- {t}\n\t- {t}\n  1. {t}", f"> {t}\n>> {t}", f"```c\n#include <a.h>\n\t{t}\n```", f"    {t}<b>",
                                  f"[{t}]({u})", f"![{t}]({self.pick(PICTURES)} \"\")", f"![{t}][r]\n\n[r]: {u}", f"|a|b|\n|-|:-:|\n|{t}|`|`|", f"~~[{t}]({u})~~", f"**{t}**{t}*{t}*{t}_x_",
                                  f"{t}[^1]{t}[^1]\n\n[^1]: {t} <i>\n\n    {t}", f"[^none] {t}", f"$a<b$ {t} $$\\frac{{a}}{{b}}$$", f"<div markdown=1>\n\n**{t}**\n\n</div>", f"<{u}>",
                                  f"{t}  \n{t}\\\n{t}", "***", f"- [ ] {t}\n- [x] {t}", f"<!-- {t} -->", self.pick(HEXO), self.text(), self.block(2), f"1) {t}\n7) {t}", f"\\<{t}\\> &copy; &#0;"]))
        return self.pick(["\n\n", "\n\n", "\r\n\r\n"]).join(out)

    def page(self):
        title = self.title().replace("</title>", "")
        return (self.pick(["<!DOCTYPE html>", "", "<?xml version='1.0'?>", "<!doctype html public \"-//W3C//DTD HTML 3.2//EN\">"])
                + f"<html lang=zh><head><meta charset=utf-8><title>{title}</title><base href=\"{self.url()}\"><style>p{{}}</style></head>"
                + f"<body {self.attrs()}>{self.html()}" + self.pick(["", "</body></html>", "</html>", "</body>x"]))

    # --- heads ---------------------------------------------------------------

    def title(self):
        return self.pick([self.han(), self.han(), "<b>粗</b> & 细 <", "&lt;b&gt;&amp;&#65306;&nbsp;", "题" * 400, "   ", "", "a\x01b\x0b\x1f", "\x01", "\u3000\u200b\ufeff", "2020", "- 题", "他说：\\\"好\\\"", "]]> --> <!--",
                          "😀👨‍👩‍👧", "\ue000\ufffe\uffff", "null", "~", "true", "题\tb", "&#123;&#125;", "第1章 \u202e反", "</title><i>", "w" * 300, "e\u0301\u0300", "%d{x}", "/a/b?c:d", "𠀀𫝀", "&#0;&#8;", "\u2028二\u0085"])

    def head(self):
        if self.chance(0.05):
            return ""
        quote = self.pick(["\"%s\"", "\"%s\"", "%s", "'%s'", ">-\n  %s", "|\n  %s"])
        lines = []
        if self.chance(0.95):
            lines.append("title: " + quote % self.title())
        lines.append("date: " + self.pick(["2021-08-14 07:37:44", "2021/8/4 7:5", "Sat, 14 Aug 2021 07:37:44 GMT", "Invalid Date", "2018-02-31 23:50:48", "'2018-11-09'", "None", "", "0000-00-00", "99999-01-01",
                                           "2021-08-14T07:37:44.123456789+99:99", "1600000000", "-1", "[2021]", "二〇二一年八月", "9999-12-31 23:59:60", "0001-01-01"]))
        lines.append(self.pick(["author: 钟声", "author:", "author: \"<i>&amp;\x02\"", "author:\n    display_name: 钟声\n    x: [1, 2]", "author: [甲, 乙]", "author: \"   \"", "author: " + "名" * 300, "x: 1", "author: \"\ufffe\"", "author: 2", "author: \"&#8;&lt;\""]))
        lines.append(self.pick(["categories: 杂", "categories:\n - 甲<b>&\n - \"乙\x01\"", "categories:\n- [前端, Vue]\n- [x]", "categories: []", "categories:", "categories: \"<>&\"", "categories: \"\u200b\"", "category: a/b", "categories: \"   \"",
                                "categories:\n\t- 制表", "categories: {a: b}", "categories: 2020", "categories: \"" + "类" * 200 + "\"", "categories: \"\x01\"", "categories: \"&#xFFFF;&amp;\"", "categories: '\ufffe'"]))
        lines.append(self.pick(["tags: [a, \"<\", b]", "tags: 2019", "tags:", "tag: 甲 乙", "x-y: &a [*a]", "tags: [", "lang: zh_CN", "lang: \"<\"", "lang: en", "language: ja"]))
        lines.append(self.pick(["", f"source: {self.url()}", f"permalink: \"https://posts.example.org/p/{self.number}\"", f"url: https://www.zhihu.com/question/1/answer/{self.number}", "headimg: p.png", "headimg: https://img.example.org/a.png", "headimg: \"javascript:x\"", "headimg: 1", "updated: x"]))
        gap = self.pick(["\n", "\n", "\n", "\r\n", "\n\n"])
        front = gap.join(l for l in lines if l)
        return self.pick(["---", "---", "\n\n---", "\ufeff---", "", "---  "]) + gap + front + gap + self.pick(["---", "---", "---", "...", "----"]) + gap


def post(number):
    """(file name, bytes, kind: html, markdown, page or text, the body as text)"""
    w = Writer(number)
    kind = "html" if number % 10 < 6 else "markdown" if number % 10 < 8 else "page" if number % 10 == 8 else "text"
    name = w.pick(["post", " 空 格", "中文名", "-dash", "@x", "😀", "a'b\"c", "a&b", "#1", "%41", "a;b", "é", "same"]) + f"-{number}"
    head = ""
    if kind == "html":
        head, body, suffix = w.head(), w.html(), ".md"
    elif kind == "markdown":
        head, body, suffix = w.head(), w.markdown(), ".markdown"
    elif kind == "page":
        body, suffix = w.page(), ".html"
    else:
        body, suffix = f"{w.mark()}\n" + "\n".join(w.text() for _ in range(20)), ".txt"
    return name + suffix, (head + body).encode("utf-8"), kind, body
