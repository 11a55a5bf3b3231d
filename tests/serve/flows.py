"""flows.py - a published book on its way to a reader of catalogues, and to a person with a browser."""
import json, os, shutil, subprocess, urllib.parse, urllib.request
import xml.etree.ElementTree as tree
import suite
from host import Host

HERE = os.path.dirname(os.path.realpath(__file__))
ATOM = "{http://www.w3.org/2005/Atom}"


def get(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20) as answer:
        return answer.read()


def link(at, base, **wanted):
    """The address of the first link that has all of that in its attributes."""
    for one in at.iter(ATOM + "link"):
        if all(text in one.get(name, "") for name, text in wanted.items()):
            return urllib.parse.urljoin(base, one.get("href"))


def reader(s, base, book):
    """As KOReader does: catalogue, list, HEAD, download in two parts; and a search."""
    start = base + "opds/"
    root = tree.fromstring(get(start))
    found = get(link(root, start, rel="search"))
    url = tree.fromstring(found).find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
    url = urllib.parse.urljoin(start, url)
    hits = [len(tree.fromstring(get(url.replace("{searchTerms}", urllib.parse.quote(word)))).findall(ATOM + "entry")) for word in ("周刊", "没有")]
    s.check(hits == [1, 0], "the search finds the issue, and nothing else", hits)
    listed = link(root.find(ATOM + "entry"), start, type="kind=acquisition")
    entry = tree.fromstring(get(listed)).find(ATOM + "entry")
    at = link(entry, listed, rel="acquisition", type="application/epub+zip")
    with urllib.request.urlopen(urllib.request.Request(at, method="HEAD")) as head:
        s.check(int(head.headers["Content-Length"]) == len(book), "HEAD says how long the book is")
    half = len(book) // 2
    s.check(get(at, Range=f"bytes=0-{half - 1}") + get(at, Range=f"bytes={half}-") == book, "a download goes on where it stopped")


def person(s, base, book):
    if not shutil.which("chromium") or not os.path.isdir(os.path.join(suite.BUILD, "tools/pages-npm")):
        return s.skip("there is no Chromium")
    run = subprocess.run(["node", f"{HERE}/browse.mjs", base], capture_output=True, text=True, timeout=120)
    if not s.check(run.returncode == 0, "the pages are walked through", run.stderr):
        return
    seen = json.loads(run.stdout)
    s.check(not seen["bad"], "no error, nothing refused, nothing missing", seen["bad"])
    s.check("正文2" in seen["first"] and "正文1" in seen["second"] and seen["sheets"], "one chapter, and the next", seen)
    s.check(get(seen["book"]) == book, "the book is the book")


def play(s, home):
    os.makedirs(f"{home}/posts")
    with open(f"{home}/book.yaml", "w") as f:
        f.write("book: {title: 周刊}\nsource: {dir: posts}\n")
    for i in (1, 2):
        with open(f"{home}/posts/{i}.html", "w") as f:
            f.write(f"---\ntitle: 文章{i}\ndate: 2021-08-1{i}\n---\n<p>正文{i}。</p>\n")
    for command in (["make", "--no-cache"], ["publish"]):
        run = suite.zhbook(*command, cwd=home)
        s.check(run.returncode == 0, f"{command[0]} works", run.err)
    book = open(suite.books_in(f"{home}/out")[0], "rb").read()
    h = Host(home, folder="public")
    reader(s, h.base, book)
    person(s, h.base, book)
    s.check(h.end()[0] == 0, "the server ends")
