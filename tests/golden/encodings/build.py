"""One text in every encoding that saved articles come in."""
TEXT = """---
title: {title}
date: 2020-02-0{day}
---
<p>春眠不覺曉，處處聞啼鳥。夜來風雨聲，花落知多少。编码是{name}，全角ＡＢＣ，标点“引号”与——破折号……</p>
"""
SIMPLE = TEXT.replace("不覺曉，處處聞啼鳥。夜來風雨聲，", "不觉晓，处处闻啼鸟。夜来风雨声，")
TRAD = TEXT.replace("编码是", "編碼是").replace("标点“引号”与", "標點「引號」與")

def post(file, data):
    with open("posts/" + file, "wb") as f:
        f.write(data)

post("1-utf8.md", TEXT.format(title="UTF-8 文", day=1, name="UTF-8").encode())
post("2-bom.md", b"\xef\xbb\xbf" + TEXT.format(title="带 BOM 文", day=2, name="UTF-8").encode())
post("3-gb18030.md", SIMPLE.format(title="国标文", day=3, name="GB18030").encode("gb18030"))
post("4-big5.html", ("<html><head><meta charset=big5><title>大五碼</title></head><body>"
                     + TRAD.format(title="大五碼文", day=4, name="Big5").split("---\n")[2] + "</body></html>").encode("big5", "ignore"))
post("5-utf16le.txt", b"\xff\xfe" + "十六位小端\n\n第一段。\n第二行。\n\n第二段。\n".encode("utf-16-le"))
post("6-utf16be.md", b"\xfe\xff" + TEXT.format(title="十六位大端文", day=6, name="UTF-16BE").encode("utf-16-be"))
post("7-crlf.md", TEXT.format(title="回车换行", day=7, name="UTF-8").replace("\n", "\r\n").encode())
post("8-mixed.md", TEXT.format(title="坏字节", day=8, name="UTF-8").encode() + b"<p>\xff\xfe\x80 \xe4\xb8 \xed\xa0\x80</p>\n")
post("9-controls.md", TEXT.format(title="控制符", day=9, name="UTF-8").encode()
     + "<p>零\u200b宽\ufeff与\u00ad软\u2028行\u0008退\u001b格\ufffe。\U00020000\U0001f600 &#1; &#x80; &#xD800; &#x110000;</p>".encode())
