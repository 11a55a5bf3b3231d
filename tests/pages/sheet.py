"""sheet.py - pictures of pages side by side, for a person to look at."""
import glob, os
from PIL import Image

ACROSS, DOWN, WIDE, GAP = 4, 2, 480, 12


def write(files, stem, across=ACROSS, down=DOWN, wide=WIDE):
    """STEM-01.png, ... of `files`; what stood there from before goes."""
    for old in glob.glob(glob.escape(stem) + "-[0-9][0-9]*.png"):
        os.remove(old)
    made = []
    for n in range(0, len(files), across * down):
        some = [Image.open(f).convert("RGB") for f in files[n:n + across * down]]
        high = max(round(p.height * wide / p.width) for p in some)
        rows = -(-len(some) // across)
        whole = Image.new("RGB", (GAP + across * (wide + GAP), GAP + rows * (high + GAP)), "#8a8a8a")
        for i, p in enumerate(some):
            small = p.resize((wide, round(p.height * wide / p.width)), Image.LANCZOS)
            whole.paste(small, (GAP + i % across * (wide + GAP), GAP + i // across * (high + GAP)))
        made.append(f"{stem}-{n // (across * down) + 1:02}.png")
        whole.convert("P", palette=Image.ADAPTIVE, colors=128).save(made[-1], optimize=False)
    return made
