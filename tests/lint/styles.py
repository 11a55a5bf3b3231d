#!/usr/bin/python3
"""styles.py - the built-in sheets leave colour, geometry and direction to the reader, and style
only classes that the book has."""
import glob, os, re, sys

ROOT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "../..")
NEVER = ("color", "background", "position", "direction", "unicode-bidi", "float", "top", "left", "z-index")
wrong = []


def source(pattern):
    return "\n".join(open(f, encoding="utf-8").read() for f in glob.glob(os.path.join(ROOT, pattern)))


known = set(re.findall(r'C\("([^"]+)"\)', source("include/class.def")))
written = source("src/package/*.c")
for path in sorted(glob.glob(os.path.join(ROOT, "styles/*.css"))):
    name, text = os.path.basename(path), re.sub(r"/\*.*?\*/", "", open(path, encoding="utf-8").read(), flags=re.S)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        where = "%s: %s" % (name, " ".join(selector.split()))
        for word in re.findall(r"\.([A-Za-z][\w-]*)", selector):
            if word not in known and not re.search(r"\b%s\b" % re.escape(word), written):
                wrong.append("%s: no book has the class %s" % (where, word))
        for line in body.split(";"):
            prop, _, value = (part.strip() for part in line.partition(":"))
            if any(prop == n or prop.startswith(n + "-") for n in NEVER):
                wrong.append("%s: %s is the reader's to choose" % (where, prop))
            if re.search(r"\d(vh|vw|vmin|vmax)\b", value):
                wrong.append("%s: %s: %s is no length of a page" % (where, prop, value))
            if prop == "font-size" and value.endswith("px"):
                wrong.append("%s: %s: letters have the reader's size" % (where, value))
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(bool(wrong))
