#!/usr/bin/python3
"""audit.py [COUNT] - are the words all there?  A second opinion, sharing no code with zhbook.

For a sample of real posts: what html5lib sees in the post (an own splitter
takes the front matter off) against what lxml sees in the chapter of the EPUB.
Both are multisets of visible characters.  A post agrees if
  - zhbook counted as many characters in the post as we do,
  - the characters that the chapter lacks are no more than zhbook listed as
    removed, each with its place.
Of Markdown only Han characters are compared, for what is markup in it is a
question of dialect: they agree if the chapter lacks no more than was listed.
"""
import collections, hashlib, json, os, re, sys, tempfile, unicodedata, warnings, zipfile

HERE = os.path.dirname(os.path.realpath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, ".."))
import suite

import html5lib
import lxml.etree

warnings.simplefilter("ignore")
HTML_FOLDERS = ("seed", "zhihu", "coolshell/posts", "wechat/pages", "pages")
MARKDOWN_FOLDERS = ("hexo", "markdown", "wechat/markdown", "math")
HIDDEN = {"script", "style", "template", "head", "title", "noframes", "noembed", "iframe"}
IGNORABLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
                       "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")


def visible(text):
    """The multiset of visible characters."""
    return collections.Counter(c for c in IGNORABLE.sub("", text)
                               if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
                               and ord(c) & 0xfffe != 0xfffe and not 0xfdd0 <= ord(c) <= 0xfdef)


def decode(data):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("utf-8", "replace")


def body_of(text):
    """What follows the front matter, if there is any."""
    text = text.lstrip("\ufeff")
    lines = text.splitlines(True)
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at == len(lines):
        return ""
    opened = lines[at].rstrip() == "---"
    if not opened and not re.match(r"[A-Za-z_-]+:(\s|$)", lines[at]):
        return text
    for end in range(at + 1, len(lines)):
        if lines[end].rstrip() in ("---", "..."):
            return "".join(lines[end + 1:])
        if not opened and lines[end].strip() and not re.match(r"[A-Za-z_-]+:(\s|$)|\s|-\s", lines[end]):
            return text
    return text


def text_of(element, name_of, out, skip):
    """All text below, without recursion."""
    todo = [(element, False)]
    while todo:
        e, tail = todo.pop()
        if tail:
            out.append(e.tail or "")
            continue
        name = name_of(e)
        if name is not None and not skip(e, name):
            out.append(e.text or "")
            for child in reversed(list(e)):
                todo.append((child, True))
                todo.append((child, False))
    return out


def local(e):
    return e.tag.rpartition("}")[2] if isinstance(e.tag, str) else None


def html_text(body, whole):
    """Visible text of an HTML body or page, as the standard parses it."""
    if whole:
        tree = html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)
    else:
        tree = html5lib.parseFragment(body, container="div", treebuilder="etree", namespaceHTMLElements=False)
    return "".join(text_of(tree, local, [], lambda e, name: name in HIDDEN))


def chapter_text(book):
    """Text of the article itself: without what zhbook adds around it."""
    out = []
    with zipfile.ZipFile(book) as z:
        for name in z.namelist():
            if re.search(r"/c\d+(-\d+)?\.xhtml$", name):
                root = lxml.etree.fromstring(z.read(name), lxml.etree.XMLParser(huge_tree=True))
                text_of(root, local, out, lambda e, n: n in HIDDEN or n == "header")
    return "".join(out)


def rough(markdown):
    """Markdown without addresses, comments, tags and raw template tags."""
    text = re.sub(r"<!--.*?-->", "", markdown, flags=re.S)
    text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S | re.I)
    text = re.sub(r"!\[((?:[^\]\\]|\\.)*)\]\((?:[^()\n]|\([^()\n]*\))*\)", "", text)
    text = re.sub(r"\]\((?:[^()\n]|\([^()\n]*\))*\)", "]", text)
    text = re.sub(r"^ {0,3}\[[^\]\n]+\]:.*$", "", text, flags=re.M)
    text = re.sub(r"^(```|~~~).*$", "", text, flags=re.M)
    text = re.sub(r"\{%.*?%\}", "", text)
    return re.sub(r"<[/!a-zA-Z][^>]*>", "", text)


def han(counter):
    return collections.Counter({c: n for c, n in counter.items() if unicodedata.name(c, "").startswith("CJK UNIFIED")})


def sample(folders, count):
    posts = sorted(os.path.join(at, f) for folder in folders for at, _, files in os.walk(os.path.join(suite.CORPUS, folder))
                   for f in files if f.endswith((".md", ".html")) and f != "expected.html" and not at.endswith("_drafts"))
    return sorted(sorted(posts, key=lambda p: hashlib.sha256(os.path.relpath(p, suite.CORPUS).encode()).digest())[:count])


def make(post, work, format="auto"):
    """(the record of the build, the chapter's text)"""
    book, conf = f"{work}/book.epub", f"{work}/book.yaml"
    with open(conf, "w", encoding="utf-8") as f:
        json.dump({"version": 1, "book": {"title": "审"}, "source": {"dir": [os.path.realpath(post)], "drafts": True, "format": format},
                   "images": {"missing": "drop"}, "content": {"show": []}}, f, ensure_ascii=False)
    if os.path.exists(book):
        os.remove(book)
    run = suite.zhbook("make", conf, "--json", "--no-cache", "--allow-empty", "-o", book)
    record = {}
    for line in run.out.splitlines():
        told = json.loads(line)
        if "articles" in told:
            record = told
    if not os.path.exists(book):
        return record, None, run
    return record, chapter_text(book), run


def show(counter):
    return "".join(c * min(n, 9) for c, n in sorted(counter.items(), key=lambda x: -x[1])[:60])


def main(count):
    if not os.path.isdir(suite.CORPUS):
        print("audit: ../shared/corpus is not here; nothing was compared")
        print("audit: 0 passed, 0 failed, 1 skipped")
        return
    s = suite.Suite("audit")
    agreed = collections.Counter()
    with tempfile.TemporaryDirectory(dir=suite.BUILD) as work:
        for kind, folders, n in (("HTML", HTML_FOLDERS, count * 6 // 10), ("Markdown", MARKDOWN_FOLDERS, count - count * 6 // 10)):
            for post in sample(folders, n):
                name = os.path.relpath(post, suite.CORPUS)
                text = decode(open(post, "rb").read())
                record, chapter, run = make(post, work)
                if chapter is None:
                    empty = not body_of(text).strip()
                    s.check(empty, f"{name}: there is a chapter", f"exit {run.returncode}\n{run.err[-300:]}")
                    agreed[kind] += empty
                    continue
                out, removed = visible(chapter), record.get("chars_removed", 0)
                if kind == "HTML":
                    want = visible(html_text(text if post.endswith(".html") else body_of(text), post.endswith(".html")))
                else:
                    want, out = han(visible(rough(body_of(text)))), han(out)
                lost = want - out
                told = (f"post {sum(want.values())} (zhbook says {record.get('chars_in')}), chapter {sum(out.values())}, "
                        f"listed as removed {removed}, lacking {sum(lost.values())}: {show(lost)}")
                ok = sum(lost.values()) <= removed
                if kind == "HTML":
                    ok = ok and sum(want.values()) == record.get("chars_in")
                agreed[kind] += s.check(ok, f"{name}: agrees", told)
    print("audit: agreed: " + ", ".join(f"{kind} {n}" for kind, n in agreed.items()) + f" of {count} posts")
    s.done()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
