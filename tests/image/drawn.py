"""drawn.py - the suite's own pictures, drawn with Pillow: the same bytes each time."""
import io, math, os, random, struct, zlib

from PIL import Image, ImageDraw


def photo(w, h, seed=1):
    """Soft shades with grain, as a camera makes them."""
    rnd = random.Random(seed)
    small = Image.new("RGB", (max(2, w // 40), max(2, h // 40)))
    small.putdata([(rnd.randrange(30, 226), rnd.randrange(30, 226), rnd.randrange(30, 226))
                   for _ in range(small.width * small.height)])
    soft = small.resize((w, h), Image.BICUBIC)
    grain = Image.frombytes("L", (256, 256), rnd.randbytes(65536)).point(lambda v: v // 32)
    tile = Image.new("L", (w, h))
    for y in range(0, h, 256):
        for x in range(0, w, 256):
            tile.paste(grain, (x, y))
    return Image.blend(soft, Image.merge("RGB", [tile] * 3), 0.03)


def lines(draw, w, top, bottom, rnd, step=24):
    """Lines of strokes that look like type, a blank row between them."""
    for y in range(top, bottom - step, step):
        x = 20
        while x < w - 40:
            width = rnd.randrange(8, 18)
            draw.line([(x, y + 3), (x + width, y + 3)], fill=(20, 20, 20), width=2)
            draw.line([(x + width // 2, y + 3), (x + width // 2, y + 17)], fill=(20, 20, 20), width=2)
            draw.line([(x, y + 16), (x + width, y + rnd.randrange(8, 17))], fill=(60, 60, 60))
            x += width + 5


def page(w, h, seed=2):
    """A page of type with a few boxes in flat colours."""
    im, rnd = Image.new("RGB", (w, h), "white"), random.Random(seed)
    draw = ImageDraw.Draw(im)
    lines(draw, w, 10, h - 10, rnd)
    for i in range(4):
        x, y = rnd.randrange(w - 60), rnd.randrange(max(1, h - 60))
        draw.rectangle([x, y, x + 50, y + 40], fill=(200, 30 + 50 * i, 40), outline="black")
    return im


def clear(im):
    """The same on nothing: what is white can be seen through."""
    im = im.convert("RGBA")
    im.putalpha(im.convert("L").point(lambda v: 255 - v // 2 if v < 255 else 0))
    return im


def interlaced_png(im):
    """PNG with Adam7, which Pillow does not write."""
    im = im.convert("RGB")
    raw = bytearray()
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, im.height, dy):
            row = b"".join(bytes(im.getpixel((x, y))) for x in range(x0, im.width, dx))
            if row:
                raw += b"\0" + row

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", im.width, im.height, 8, 2, 0, 0, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(raw)))
            + chunk(b"IEND", b""))


def exif(orientation):
    """An Exif block with an orientation, as cameras write it."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = "maker"
    return tags.tobytes()


def saved(im, kind, **how):
    out = io.BytesIO()
    im.save(out, kind, **how)
    return out.getvalue()


def all_of_them():
    """{name: bytes}: each is one way in which a picture may not fit."""
    small, shot = photo(400, 300), page(420, 560)
    deep = Image.frombytes("I;16", (64, 48), b"".join(struct.pack("<H", (x * 1000 + y * 37) & 65535)
                                                       for y in range(48) for x in range(64)))
    two = [page(120, 90, seed) for seed in (7, 8)]
    jpeg = saved(small, "JPEG", quality=90)
    made = {
        "fits.jpg": jpeg,
        "fits.png": saved(shot.quantize(32), "PNG"),
        "fits.gif": saved(shot.quantize(16), "GIF"),
        "large.jpg": saved(photo(3000, 2000), "JPEG", quality=92),
        "large.png": saved(page(2600, 1800), "PNG"),
        "large-photo.png": saved(photo(1900, 1300, 5), "PNG"),
        "tall.jpg": saved(photo(1500, 2900), "JPEG", quality=88),
        "heavy.jpg": saved(photo(1200, 1500, 3), "JPEG", quality=99),
        "scans.jpg": saved(small, "JPEG", quality=85, progressive=True),
        "cmyk.jpg": saved(small.convert("CMYK"), "JPEG", quality=90),
        "camera.jpg": saved(small, "JPEG", quality=90, exif=exif(1)),
        "mono.jpg": saved(small.convert("L"), "JPEG", quality=90),
        "lossy.webp": saved(small, "WEBP", quality=90),
        "lossless.webp": saved(shot, "WEBP", lossless=True),
        "clear.webp": saved(clear(shot), "WEBP", lossless=True),
        "clear.png": saved(clear(shot), "PNG"),
        "clear.gif": saved(shot.quantize(15), "GIF", transparency=0),
        "moving.gif": saved(two[0], "GIF", save_all=True, append_images=two[1:], duration=100),
        "window.bmp": saved(page(300, 200), "BMP"),
        "deep.png": saved(deep, "PNG"),
        "woven.png": interlaced_png(page(90, 70)),
        "words.png": saved(shot, "PNG", pnginfo=None, dpi=(72, 72)),
        "strip.png": saved(page(700, 9000, 11), "PNG"),
        "strip.jpg": saved(page(900, 7000, 12), "JPEG", quality=85),
        "short.jpg": jpeg[: len(jpeg) * 2 // 3],
        "lying.jpg": saved(shot, "PNG"),
        "tiny.png": saved(Image.new("RGB", (9, 7), "red"), "PNG"),
        "thin.png": saved(Image.new("L", (3, 2600), 128), "PNG"),
        "wide.png": saved(page(5000, 60), "PNG"),
    }
    for turn in range(2, 9):
        made[f"turned-{turn}.jpg"] = saved(photo(320, 208, 9), "JPEG", quality=92, exif=exif(turn))
    return made


def write(folder):
    """A post a picture, and the book; how many."""
    os.makedirs(f"{folder}/posts/p", exist_ok=True)
    made = all_of_them()
    for i, (name, data) in enumerate(made.items()):
        with open(f"{folder}/posts/p/{name}", "wb") as f:
            f.write(data)
        with open(f"{folder}/posts/{i:02}.html", "w") as f:
            f.write(f"---\ntitle: {name}\ndate: 2024-01-02\n---\n<p>before</p>\n"
                    f"<figure><img src=\"p/{name}\" alt=\"{name}\"><figcaption>below</figcaption></figure>\n<p>after</p>\n")
    with open(f"{folder}/book.yaml", "w") as f:
        f.write("version: 1\nbook: {title: pictures}\nsource: {dir: [posts]}\n")
    return len(made)
