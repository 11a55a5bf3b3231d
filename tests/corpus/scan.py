"""scan.py - counts in finished chapters what should be in none.

Each row has a name, a function from a chapter's tree to the places it found, and
a chapter in which it must find one: a count that cannot see is no count.
"""
import re, zipfile
from lxml import etree

X = "{http://www.w3.org/1999/xhtml}"
M = "{http://www.w3.org/1998/Math/MathML}"
EPUB = "{http://www.idpf.org/2007/ops}"

REDIRECTORS = re.compile(
    r"^https?://(link\.zhihu\.com|gitee\.com/link|(www\.)?oschina\.net/action/GoToLink|links?\.jianshu\.com/go"
    r"|(weibo\.cn|t\.cn)/sinaurl|link\.juejin\.(cn|im)|link\.csdn\.net|sspai\.com/link\?target|www\.douban\.com/link2"
    r"|c\.duomai\.com/track|apple\.pvxt\.net|zhida\.zhihu\.com|cors\.zfour\.workers\.dev|www\.google\.com/url\?"
    r"|l\.facebook\.com/l\.php)", re.I)
TRACKERS = re.compile(
    r"[?&](utm_[a-z]+|spm|spm_id_from|fbclid|gclid|scm|share_token|share_source|vd_source|chksm|scene|sharer_shareid"
    r"|depth_1-utm_source|wt\.mc_id)=", re.I)
PLACEHOLDERS = re.compile(
    r"^data:image/svg|picsum\.photos|/undefined$|timeline_card_small|pixel\.gif|blank\.gif|1x1|grey\.gif|lazyload\.", re.I)
# Words of pages, alone in a block.
DEBRIS = re.compile(
    r"^(复制代码|复制|Copy|copy code|查看知乎讨论|view-more|查看更多|显示全部|展开阅读全文|阅读全文|动图封面|动图|点击查看大图"
    r"|预览时标签不可点|微信扫一扫|微信扫一扫赞赏作者|关注公众号|赞同|收藏|分享|举报|undefined|null|\[object Object\]|图片"
    r"|\[(/?code|/?javascript|/?sourcecode|/?php|/?python|/?bash)[^\]]*\]|\{%.*%\}|\^|<!-- ?more ?-->|@\[toc\].*|\[toc\])$", re.I)
CODE_MARKS = re.compile(r"\[/?(code|javascript|sourcecode|php|python|bash|cpp|java|html|css|xml|sql|ruby)( [^\]]*)?\]", re.I)

BLOCKS = {X + t for t in "p div li td th h1 h2 h3 h4 h5 h6 dt dd figcaption blockquote aside section pre summary".split()}
OPAQUE = {X + t for t in ("pre", "code", "kbd", "samp", "tt")}


def text(e):
    return "".join(e.itertext())


def words(e):
    return re.sub(r"\s+", " ", text(e)).strip()


def in_code(e):
    return any(k.tag in OPAQUE for k in (e, *e.iterancestors()))


def hrefs(pattern):
    return lambda root: [a.get("href") for a in root.iter(X + "a") if pattern.search(a.get("href", ""))]


def leaves(root):
    """Blocks that hold no other block, outside of the chapter's own head."""
    for e in root.iter():
        if e.tag in BLOCKS and not any(k.tag in BLOCKS for k in e.iterdescendants()) and not in_code(e):
            if not any(k.tag == X + "header" for k in e.iterancestors()):
                yield e


def debris(root):
    return [words(e) for e in leaves(root) if DEBRIS.match(words(e)) and not re.search("h[1-6]$", e.tag)]


def placeholders(root):
    found = [i.get("src") for i in root.iter(X + "img") if PLACEHOLDERS.search(i.get("src", ""))]
    return found + [words(e) for e in root.iter(X + "p", X + "span", X + "a")
                    if "missing" in e.get("class", "").split() and PLACEHOLDERS.search(e.get("href", "") + words(e))]


def neighbours(root, tag):
    """Pairs of such elements with nothing visible between them."""
    last, gap = None, ""
    for event, e in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if e.tag == tag:
                if last is not None and not gap.strip():
                    yield last, e
                last = None
            else:
                gap += e.text or ""
        else:
            if e.tag == tag:
                last, gap = e, ""
            gap += e.tail or ""


def pictures_twice(root):
    return [b.get("src") for a, b in neighbours(root, X + "img") if a.get("src") == b.get("src")]


def formulas_twice(root):
    return [b.get("alttext") for a, b in neighbours(root, M + "math")
            if a.get("alttext") and a.get("alttext") == b.get("alttext")] + [
        e.get("class") for e in root.iter() if isinstance(e.tag, str)
        and re.search(r"MathJax|katex|mjx", e.get("class", ""))] + [
        words(e) for e in root.iter(M + "math") if (e.tail or "").strip() and
        e.get("alttext", "").strip() and len(e.get("alttext")) > 6 and (e.tail or "").strip().startswith(e.get("alttext"))]


def notes_twice(root):
    """A note's words also stand outside of the notes, or two marks of one note stand side by side."""
    notes = [e for e in root.iter() if isinstance(e.tag, str) and e.get(EPUB + "type") == "footnote"]
    everything = words(root)
    texts = [words(e).rstrip("↩ ") for e in notes]
    again = [t for t in sorted(set(texts)) if len(t) > 12 and everything.count(t) > sum(u.count(t) for u in texts)]
    marks = {e for e in root.iter(X + "a") if e.get(EPUB + "type") == "noteref"}
    return again + [words(b) for a, b in neighbours(root, X + "a")
                    if a in marks and b in marks and a.get("href") == b.get("href")]


def dangling_marks(root):
    ids = {e.get("id") for e in root.iter() if isinstance(e.tag, str)}
    return [a.get("href") for a in root.iter(X + "a") if a.get("href", "").startswith("#") and a.get("href")[1:] not in ids]


def shortcodes(root):
    return [m.group(0) for e in leaves(root) for m in [CODE_MARKS.search(words(e))] if m]


def husks(root):
    keep = {X + t for t in "img math td th br hr dd dt".split()} | {M + "math"}
    return [e.tag[len(X):] for e in leaves(root) if e.tag not in keep and not words(e)
            and not any(k.tag in keep for k in e.iter())]


def styles(root):
    return [f"{k}={v}" for e in root.iter() if isinstance(e.tag, str) for k, v in e.attrib.items()
            if k == "style" or k.startswith("on")]


def invisible(root):
    return [hex(ord(c)) for c in re.findall("[\u200b\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]", text(root))]


def indents(root):
    return [words(e)[:30] for e in leaves(root) if re.match("^[\u3000\u2003\u00a0]{1,}\\S", text(e)) and not in_code(e)]


IMG = '<p><img src="../images/a.png" alt=""/></p>'
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>'
NOTE = '<p>{0}</p><aside epub:type="footnote" id="a">{0}</aside>'

ROWS = [
    ("redirector", hrefs(REDIRECTORS), '<p><a href="https://link.zhihu.com/?target=x">x</a></p>'),
    ("tracker", hrefs(TRACKERS), '<p><a href="https://example.com/?a=1&amp;utm_source=b">x</a></p>'),
    ("placeholder", placeholders, '<p><img src="https://picsum.photos/400" alt=""/></p>'),
    ("debris", debris, "<div><p>复制代码</p></div>"),
    ("shortcode", shortcodes, "<p>a [javascript] b</p>"),
    ("picture twice", pictures_twice, IMG + IMG),
    ("formula twice", formulas_twice, f"<p>{MATH} {MATH}</p>"),
    ("note twice", notes_twice, NOTE.format("one and the same note")),
    ("dangling", dangling_marks, '<p><a href="#no">x</a></p>'),
    ("husk", husks, "<div><p> </p></div>"),
    ("style", styles, '<p style="color:red">x</p>'),
    ("unseen", invisible, "<p>a\u200bb</p>"),
    ("indent", indents, "<p>\u3000\u3000字</p>"),
]


def parse(body):
    return etree.fromstring(f'<html xmlns="{X[1:-1]}" xmlns:epub="{EPUB[1:-1]}"><body>{body}</body></html>')


def blind():
    """Names of the rows that do not see what they are there for."""
    return [name for name, find, sample in ROWS if not find(parse(sample))] + [
        name for name, find, _ in ROWS if find(parse("<h1>t</h1><p>a</p>" + IMG + "<p>b</p>"))]


def scan(book):
    """{name: ["c0001.xhtml: what", …]} of a book's chapters."""
    found = {name: [] for name, _, _ in ROWS}
    with zipfile.ZipFile(book) as z:
        for entry in z.namelist():
            if re.search(r"/c\d+\.xhtml$", entry):
                root = etree.fromstring(z.read(entry))
                for name, find, _ in ROWS:
                    found[name] += [f"{entry.split('/')[-1]}: {what}" for what in find(root)]
    return found


if __name__ == "__main__":
    import sys
    print("blind:", blind())
    for book in sys.argv[1:]:
        for name, places in scan(book).items():
            if places:
                print(book.split("/")[-1], name, len(places))
                for p in places[:6]:
                    print("     ", p[:150])
