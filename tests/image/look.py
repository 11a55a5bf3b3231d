"""look.py - what the pictures of a book are, by Pillow's word, and whether a device shows them."""
import io, json, os, re, sys, xml.etree.ElementTree, zipfile

import suite

try:
    from PIL import Image, ImageChops
except ImportError:
    sys.exit("image: python3-pil is not installed; run `make deps-check`")

Image.MAX_IMAGE_PIXELS = None
DEVICES = {}


def devices(path):
    """The rows of device.def; `takes` as the set of all names that it stands for."""
    text = open(path).read().replace("\\\n", " ")
    sums = {m[1]: re.findall(r"\w+", m[2]) for m in re.finditer(r"^#define (\w+) *\((.*)\)$", text, re.M)}

    def all_of(name):
        return set().union({name}, *map(all_of, sums.get(name, [])))
    for m in re.finditer(r'^D\("([^"]+)", (\d+), (\d+), (\d+), (.*?), (\d+), (\d+), ', text, re.M):
        takes = set().union(*map(all_of, m[5].split(" | ")))
        DEVICES[m[1]] = dict(w=int(m[2]), h=int(m[3]), greys=int(m[4]), kb=int(m[7]),
                             alpha="TAKES_ALPHA" in takes, gif="TAKES_GIF" in takes, svg="TAKES_SVG" in takes)


devices(os.path.join(suite.ROOT, "include/device.def"))


def records(run):
    """The JSON records of a run: pictures by name in the book, and that of the whole."""
    each, whole = {}, {}
    for line in run.out.split("\n"):
        r = json.loads(line) if line.startswith("{") else {}
        if "picture" in r:
            each[r["picture"]] = r
        elif "pictures" in r:
            whole = r
    return each, whole


def faults(name, data, d, made):
    """Why a picture is not what the device shows."""
    bad = []
    if name.endswith(".svg"):
        root = xml.etree.ElementTree.fromstring(data)
        return [] if root.tag == "{http://www.w3.org/2000/svg}svg" and d["svg"] else ["is SVG"]
    im = Image.open(io.BytesIO(data))
    im.load()
    kinds = {"JPEG": ".jpg", "PNG": ".png"} | ({"GIF": ".gif"} if d["gif"] else {})
    if not name.endswith(kinds.get(im.format, "?")):
        bad.append(f"is {im.format}")
    if im.width > d["w"] or im.height > d["h"]:
        bad.append(f"is {im.width} x {im.height}")
    if im.format == "JPEG" and (im.info.get("progressive") or im.mode not in ("L", "RGB")):
        bad.append(f"is {im.mode}, progressive {im.info.get('progressive')}")
    if len(im.getexif()):
        bad.append("has Exif data")
    if im.format == "PNG" and (im.info.get("interlace") or im.mode.startswith("I")):
        bad.append("is interlaced or deep")
    if not d["alpha"] and ("A" in im.mode or (im.format != "GIF" and "transparency" in im.info)):
        bad.append("can be seen through")
    if getattr(im, "n_frames", 1) != 1:
        bad.append("moves")
    if im.format == "JPEG" and len(data) > d["kb"] * 1024:
        bad.append(f"has {len(data)} bytes")
    if d["greys"]:
        rgb = im.convert("RGB")
        if ImageChops.difference(rgb.getchannel("R"), rgb.getchannel("B")).getextrema()[1]:
            bad.append(f"is coloured ({im.mode})")
    if made and made["way"] == "recode" and d["greys"]:
        if im.format == "PNG" and len(im.convert("L").getcolors(256)) > 16:
            bad.append("has more than 16 levels")
    return bad


def pictures(book):
    """{name in the book: bytes}, without the cover."""
    with zipfile.ZipFile(book) as z:
        return {n[5:]: z.read(n) for n in z.namelist() if n.startswith("EPUB/images/") and "cover" not in n}


def record_of(name, each):
    return each.get(name) or each.get(re.sub(r"-\d+(\.\w+)$", r"\1", name))


def book(s, what, path, device, each, sound=True):
    """`sound`: what was copied, too, can be opened; nobody looks into it."""
    shown = pictures(path)
    for name, data in shown.items():
        try:
            bad = faults(name, data, DEVICES[device], record_of(name, each))
        except Exception as e:
            bad = [f"cannot be opened: {e}"] if sound or record_of(name, each) else []
        s.check(not bad, f"{what}: {name} is what {device} shows", ", ".join(bad))
    return shown


