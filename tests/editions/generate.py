#!/usr/bin/python3
"""generate.py DIR [MB] - a book in five topics whose pictures have so many megabytes.

Pictures are noise, which nothing makes small; every article leads to the next and to the first,
and one picture is in all of them.
"""
import io, os, random, sys
from PIL import Image

ARTICLES, TOPICS, PICTURES = 40, ["山", "水", "城", "书", "器"], 5
BOOK = """book: {title: 沉甸甸的周刊, lang: zh-CN}
source: {dir: [posts]}
topics:
"""


def picture(path, seed, size):
    """Noise, about `size` bytes as JPEG."""
    side = max(64, int((size / 0.75) ** 0.5) // 8 * 8)
    noise = Image.frombytes("RGB", (side, side), random.Random(seed).randbytes(side * side * 3))
    noise.save(path, "JPEG", quality=86)


def main(folder, megabytes):
    os.makedirs(f"{folder}/posts/img")
    with open(f"{folder}/book.yaml", "w") as f:
        f.write(BOOK)
        for topic in TOPICS:
            f.write(f"  - {{title: {topic}, match: {{category: {topic}}}}}\n")
    picture(f"{folder}/posts/img/all.jpg", -1, 20000)
    size = megabytes * 1000000 // (ARTICLES * PICTURES)
    for i in range(ARTICLES):
        shown = ["all.jpg"]
        for k in range(PICTURES):
            shown.append(f"{i}-{k}.jpg")
            picture(f"{folder}/posts/img/{shown[-1]}", i * PICTURES + k, size)
        with open(f"{folder}/posts/{i:03}.md", "w") as f:
            f.write(f"---\ntitle: 第 {i} 篇\ndate: 2021-08-{i % 28 + 1:02}\ncategories: {TOPICS[i % 5]}\n"
                    f"source: https://example.org/a/{i}\n---\n")
            f.write(f"这是第 {i} 篇，下一篇在[这里]({(i + 1) % ARTICLES:03}.md)，第一篇在"
                    f"[那里](https://example.org/a/0)。标记词{i}完。\n\n")
            for k, name in enumerate(shown):
                f.write(f"![第 {k} 幅](img/{name})\n\n第 {k} 幅图后面的一段话，说的是雾、雨和一棵树。\n\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 80)
