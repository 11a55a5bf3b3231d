"""bad.py - a book with one page for each thing that can be wrong; every check must see its own."""
import io, os, subprocess
from PIL import Image
import browser, mupdf, tiny

SIZE = "1072x1448"
TEXT = "这一行字同别的字一起站在纸上，不多也不少。"
FACE = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf"
CSS = """body { margin: 0; line-height: 1.5; font-family: "Noto Serif CJK SC"; }
@font-face { font-family: Small; src: url(small.ttf); }"""

# What each page shows, and the check that has to see it; "" is a page with nothing wrong.
PAGES = [
    ("", f'<h1>题</h1><p style="text-align:justify">{TEXT * 12}</p><p><img src="dot.png" alt=""/></p><p>{TEXT * 3}</p>'),
    ("clipped", f'<p style="white-space:nowrap">{TEXT * 3}</p>'),
    ("hidden", f'<div style="overflow:hidden;height:2em">{TEXT * 9}</div>'),
    ("unseen", f"<details><summary>题</summary><p>{TEXT}</p></details>"),
    ("overlap", f'<p style="margin:0">{TEXT}</p><p style="margin:-1.4em 0 0">{TEXT}</p>'),
    ("picture", '<p><img src="dot.png" alt="" style="width:1200px;max-width:1200px"/></p>'),
    ("unbound", '<p><img src="tall.png" alt=""/></p>'),
    ("head", f'<p>{TEXT}</p><h2 style="break-after:column">题</h2><p>{TEXT}</p>'),
    ("caption", '<figure><img src="dot.png" alt=""/><figcaption style="break-before:column">注</figcaption></figure>'),
    ("row", '<table><tr><td>一</td></tr><tr style="break-after:column"><td>二</td></tr><tr><td>三</td></tr></table>'),
    ("orphan", '<div style="height:38em">字</div><p style="margin:0;line-height:1.2;orphans:1;widows:1">一<br/>二<br/>三<br/>四</p>'),
    ("widow", '<div style="height:35.5em">字</div><p style="margin:0;line-height:1.2;orphans:1;widows:1">一<br/>二<br/>三<br/>四</p>'),
    ("stretched", f'<p style="text-align:justify">看{TEXT[:7]}{"W" * 24}{TEXT * 2}</p>'),
    ("tofu", "<p>𓀀</p>"),
    ("foreign", '<p style="font-family:Small, serif">字外</p>'),
    ("empty", f'<p style="break-after:column">&#160;</p><p>{TEXT}</p>'),
    ("faint", f'<p style="color:#eee">{TEXT}</p>'),
    ("dark", f'<p style="color:#181818">{TEXT}</p>'),
    ("error", '<p><img src="https://example.invalid/a.png" alt=""/></p>'),
]
MUPDF = [
    ("", f"<h1>题</h1><p>{TEXT * 12}</p>"),
    ("empty", '<p style="page-break-after:always">&#160;</p>'),
    ("lost", f'<p>{TEXT}</p><p style="display:none">看不见</p>'),
    ("picture", '<p style="margin-left:-9em"><img src="tall.png" alt=""/></p>'),
    ("clipped", f'<p style="margin-left:-9em">{TEXT}</p>'),
]


def png(size):
    out = io.BytesIO()
    Image.new("L", size, 128).save(out, "PNG")
    return out.getvalue()


def files(work):
    small = f"{work}/small.ttf"
    subprocess.run(["/usr/bin/python3", "-m", "fontTools.subset", FACE, "--text=字", f"--output-file={small}"], check=True)
    with open(small, "rb") as f:
        return [("dot.png", png((40, 40))), ("tall.png", png((300, 4000))), ("small.ttf", f.read())]


def jobs(work):
    """The book, as a job for browser.draw."""
    book = f"{work}/bad.epub"
    tiny.write(book, [body for _, body in PAGES], CSS, files(work))
    return [("bad", book, SIZE, f"{work}/bad")]


def judge(s, drawn, work):
    """Each check fails on its page, and none on the page that is good."""
    found = browser.problems(drawn["bad"])
    for n, (kind, _) in enumerate(PAGES):
        seen = {k for k, what in found if what.startswith(f"p{n}.xhtml") or k == kind == "error"}
        s.check(kind in seen if kind else not seen, f"page {n + 1} of the bad book is seen to be {kind or 'good'}",
                "\n".join(f"{k}: {what}" for k, what in found if what.startswith(f"p{n}.xhtml")))
    for n, (kind, body) in enumerate(MUPDF):
        book = f"{work}/bad-mupdf-{n}.epub"
        tiny.write(book, [body], files=[("tall.png", png((300, 4000)))])
        seen = {k for k, _ in mupdf.look(book, SIZE, f"{work}/bad-mupdf-{n}", kind in ("", "empty"))[1]}
        s.check(kind in seen if kind else not seen, f"MuPDF: a page is seen to be {kind or 'good'}", seen)
    book = f"{work}/bad-mupdf-css.epub"
    tiny.write(book, [f"<p>{TEXT}</p>"], 'p[class^="a"] { margin: 0 }')
    s.check("css" in {k for k, _ in mupdf.look(book, SIZE, f"{work}/bad-mupdf-css", False)[1]}, "MuPDF: a selector is not understood")
