"""mupdf.py - a book's pages as MuPDF draws them: an engine of little CSS, as many e-readers are."""
import collections, glob, html, html.parser, os, posixpath, re, shutil, subprocess, urllib.parse, zipfile
from xml.etree import ElementTree
from PIL import Image

SIZES = {"1072x1448": (1072, 1448, 34), "480x800": (480, 800, 24)}
KINDS = {"empty": "no empty page", "lost": "all text is on the pages", "picture": "pictures within their page", "clipped": "no text outside its page",
         "css": "it understands the style sheets", "error": "it opens the book"}
OPF = "{http://www.idpf.org/2007/opf}"


def ready():
    return bool(shutil.which("mutool"))


def mutool(*args):
    return subprocess.run(["mutool", *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=1200)


class Seen(html.parser.HTMLParser):
    """The characters of a document that a reader is to see."""
    OUT = {"head", "script", "style", "rt", "rp", "math", "svg", "annotation"}
    VOID = {"br", "img", "hr", "link", "meta", "col", "wbr", "source", "input"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.skip, self.stack = [], 0, []

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.stack.append(tag in self.OUT or any(k == "hidden" for k, _ in attrs))
            self.skip += self.stack[-1]

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.stack:
            self.skip -= self.stack.pop()

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


def spine(book):
    """[(name, characters)] of the book's documents, in order."""
    with zipfile.ZipFile(book) as z:
        opf = ElementTree.fromstring(z.read("META-INF/container.xml")).find(".//*[@full-path]").get("full-path")
        tree = ElementTree.fromstring(z.read(opf))
        items = {i.get("id"): i.get("href") for i in tree.iter(OPF + "item")}
        for ref in tree.iter(OPF + "itemref"):
            name = posixpath.join(posixpath.dirname(opf), urllib.parse.unquote(items[ref.get("idref")]))
            seen = Seen()
            seen.feed(z.read(name).decode())
            yield name, "".join(seen.text)


def letters(text):
    """What can be compared: letters, digits and Han characters."""
    return collections.Counter(re.sub(r"[\W_]+", "", text))


def numbers(line, name):
    return [float(v) for v in re.search(rf'{name}="([^"]*)"', line).group(1).split()]


def told(book, size, text):
    """What is wrong, as the engine's own account of its pages says: lines and pictures outside, text that is nowhere."""
    w, h, page, have = SIZES[size][0], SIZES[size][1], 0, []
    for line in text.splitlines():
        kind = line.lstrip()[:6]
        if kind.startswith("<page "):
            page += 1
        elif kind in ("<image", "<line "):
            x0, y0, x1, y1 = numbers(line, "bbox")
            if x0 < -1 or y0 < -1 or x1 > w + 1 or y1 > h + 1:
                yield "picture" if kind == "<image" else "clipped", f"page {page}: {x0:.0f},{y0:.0f} to {x1:.0f},{y1:.0f}"
        elif kind == "<char ":
            have.append(html.unescape(re.search(r' c="([^"]*)"', line).group(1)))
    want = letters("".join(text for _, text in spine(book)))
    missing = want - letters("".join(have))
    if missing:
        some = "".join(c for c, _ in missing.most_common(40))
        yield "lost", f"{sum(missing.values())} of {sum(want.values())} characters are on no page: {some}"


def look(book, size, out, pictures=True):
    """(the pages' pictures, [(kind, what)])."""
    os.makedirs(out, exist_ok=True)
    w, h, em = map(str, SIZES[size])
    layout, files, problems = ["-W", w, "-H", h, "-S", em], [], []
    if pictures:
        run = mutool("draw", "-q", "-a", "-r", "72", *layout, "-o", f"{out}/%d.png", book)
        files = sorted(glob.glob(f"{out}/*.png"), key=lambda f: int(os.path.basename(f)[:-4]))
        if run.returncode or not files:
            problems.append(("error", run.stderr.decode("utf-8", "replace")[-500:]))
    for n, file in enumerate(files):
        low, high = Image.open(file).convert("L").getextrema()
        if high - low < 48:
            problems.append(("empty", f"page {n + 1}"))
    run = mutool("convert", "-F", "stext", "-O", "preserve-images", *layout, "-o", f"{out}/text.xml", book)
    if run.returncode:
        problems.append(("error", run.stderr.decode("utf-8", "replace")[-500:]))
    said = dict.fromkeys(line for line in run.stderr.decode("utf-8", "replace").splitlines()
                         if "css" in line and "math.css" not in line)  # which it has no use for
    problems += [("css", line) for line in said]
    with open(f"{out}/text.xml", encoding="utf-8", errors="replace") as f:
        problems += told(book, size, f.read())
    return files, problems
