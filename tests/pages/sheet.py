"""sheet.py - pictures of pages side by side, for a person to look at."""
import glob, os
from PIL import Image

ACROSS, DOWN, WIDE, GAP = 4, 2, 480, 12


def lay(files, across, wide):
    """The pages in rows, each as wide as `wide`, on grey."""
    some = [Image.open(f).convert("RGB") for f in files]
    high = max(round(p.height * wide / p.width) for p in some)
    rows = -(-len(some) // across)
    whole = Image.new("RGB", (GAP + min(across, len(some)) * (wide + GAP), GAP + rows * (high + GAP)), "#8a8a8a")
    for i, p in enumerate(some):
        small = p.resize((wide, round(p.height * wide / p.width)), Image.LANCZOS)
        whole.paste(small, (GAP + i % across * (wide + GAP), GAP + i // across * (high + GAP)))
    return whole


def write(files, stem):
    """STEM-01.png, ... of `files`; what stood there from before goes."""
    for old in glob.glob(glob.escape(stem) + "-[0-9][0-9]*.png"):
        os.remove(old)
    each = ACROSS * DOWN
    for n in range(0, len(files), each):
        lay(files[n:n + each], ACROSS, WIDE).convert("P", palette=Image.ADAPTIVE, colors=128).save(f"{stem}-{n // each + 1:02}.png")


def show(files, path, across, wide):
    """One picture for the README, as small as a palette makes it."""
    whole = lay(files, across, wide).quantize(128, method=Image.MAXCOVERAGE, dither=Image.NONE)
    whole.save(path, optimize=True)
