"""browser.py - a book's pages in Chromium, through foliate-js: drawn by draw.mjs, judged here."""
import json, os, shutil, subprocess
from PIL import Image
import suite

HERE = os.path.dirname(os.path.realpath(__file__))
MODULES = os.path.join(suite.BUILD, "tools/pages-npm/node_modules")
# What e-readers have: screens in pixels of the page, how many of the screen each has, size of the text.
SIZES = {
    "1072x1448": {"width": 536, "height": 724, "ratio": 2, "font": 17, "margin": 26, "gap": 8},
    "480x800": {"width": 480, "height": 800, "ratio": 1, "font": 24, "margin": 24, "gap": 6},
}
KINDS = {
    "clipped": "no text outside its page", "hidden": "nothing is cut off by its box",
    "unseen": "all text is on the pages", "overlap": "no text over text",
    "picture": "pictures within their page", "unbound": "pictures fit without a reader's help",
    "head": "no heading last on a page", "caption": "captions beside what they name",
    "row": "no row of a table alone on a page", "orphan": "no first line of a paragraph alone", "widow": "no last line of a paragraph alone",
    "stretched": "no line pulled apart", "tofu": "a font for every character", "foreign": "embedded fonts have their text, but for what the book said",
    "empty": "no empty page", "faint": "text stands out from its ground", "dark": "text stands out in the dark",
    "error": "nothing asked for from outside, no error",
}
LEAST = 3.0  # contrast of text as drawn: thin strokes are fainter than their colour


def ready():
    return bool(shutil.which("chromium") and shutil.which("node") and os.path.exists(f"{MODULES}/playwright-core"))


def draw(jobs, sharp=True):
    """{name: answer} of jobs (name, book, size, folder); one browser for all.  Not sharp: fewer pixels, as many pages."""
    todo = [dict(SIZES[size], book=book, out=out, shots=True, name=name) for name, book, size, out in jobs]
    for job in todo:
        job["ratio"] = job["ratio"] if sharp else 1
    env = dict(os.environ, FONTCONFIG_FILE=os.path.join(HERE, "fonts.conf"), TZ="UTC", LANG="C.UTF-8")
    run = subprocess.run(["node", os.path.join(HERE, "draw.mjs")], input=json.dumps(todo), env=env, text=True,
                         stdout=subprocess.PIPE, timeout=3600)
    answers = {}
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        answers[answer["job"]["name"]] = answer
    for job in todo:
        answers.setdefault(job["name"], {"job": job, "sections": [], "errors": ["the browser ended"]})
    return answers


def luminance(rgb):
    r, g, b = ((c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(picture, box):
    """Of the most frequent colour and the one farthest from it, within a box."""
    colours = picture.crop(box).getcolors((box[2] - box[0]) * (box[3] - box[1]))
    ground = luminance(max(colours)[1])
    return max((max(l, ground) + 0.05) / (min(l, ground) + 0.05) for l in (luminance(c) for _, c in colours))


def faint(section, shots, kind, ratio):
    """Texts that hardly differ from their ground, as pixels say."""
    opened = {}
    for sample in section["samples"]:
        shot = shots.get(sample["page"])
        if not shot:
            continue
        if shot["file"] not in opened:
            opened[shot["file"]] = Image.open(shot["file"]).convert("RGB")
        x, y, w, h = sample["rect"]
        x, y = x + shot["frame"]["x"], y + shot["frame"]["y"]
        box = tuple(int(v * ratio) for v in (x, y, x + w, y + h))
        picture = opened[shot["file"]]
        if box[0] < 0 or box[1] < 0 or box[2] > picture.width or box[3] > picture.height or box[2] <= box[0] or box[3] <= box[1]:
            continue
        c = contrast(picture, box)
        if c < LEAST:
            yield kind, f"{section['id']} p. {sample['page'] + 1}: {c:.2f}: {sample['what']}"


def blank(file):
    low, high = Image.open(file).convert("L").getextrema()
    return high - low < 48


def problems(answer):
    """[(kind, what)] of one book."""
    found = [("error", e) for e in answer["errors"]]
    if not answer["sections"]:
        found.append(("error", "no chapter was drawn"))
    for section in answer["sections"]:
        for p in section["problems"]:
            found.append((p["kind"], f"{section['id']} p. {p['page'] + 1}: {p['what']}"))
        for n, shot in enumerate(section["shots"]):
            if blank(shot["file"]):
                found.append(("empty", f"{section['id']} p. {n + 1} of {section['pages']}"))
        ratio = answer["job"]["ratio"]
        found += faint(section, dict(enumerate(section["shots"])), "faint", ratio)
        found += faint(section, {shot["page"]: shot for shot in section["dark"]}, "dark", ratio)
    return found
