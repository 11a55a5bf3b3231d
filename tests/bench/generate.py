#!/usr/bin/python3
"""generate.py FOLDER POSTS - a collection to measure with: the shape of saved answers, words of no one.

The same posts and pictures on every machine: all chance is a hash of a name.
A post is about 7 kB: br paragraphs and p, figures with lazy and twin pictures,
link cards around blocks, lists, tables, code, obsolete tags, unclosed tags,
three forms of date.  About two distinct pictures a post, 20 kB each, laid out
as a mirror (host/path).  For programs that want local files,
FOLDER/all.html is the same text in one file with the pictures' paths.
"""
import hashlib, os, struct, sys, zlib

WORDS = ("清晨 街角 面包店 飘出 麦香 老人 牵着 小狗 慢慢 走过 石桥 河水 很浅 看得见 卵石 孩子 蹲下 数着 游鱼 邻居 修好 "
         "自行车 铃声 清脆 下午 阳光 落在 窗台 花猫 伸个 懒腰 书页 翻动 茶凉了 再续 一杯 远处 火车 汽笛 悠长 夜里 下雨 屋檐 "
         "滴水 灯光 昏黄 有人 唱歌 歌声 渐远 因此 但是 所以 其实 大约 如果 以及 关于 方法 工具 数据 模型 编译 内存 线程 "
         "缓存 网络 接口 文档 测试 版本 API Linux C11 EPUB 第三版 2021 百分之十 性能 提升 问题 原因 结论").split()
PUNCT = "，，，，。。；：！？"
TOPICS = ("街坊热榜", "手艺", "编程", "读书", "饮食", "旅行", "园艺", "修理")


class Chance:
    """Numbers that depend on a name alone."""
    def __init__(self, name):
        self.name, self.count, self.pool = name, 0, b""

    def number(self, below):
        if len(self.pool) < 4:
            self.pool = hashlib.sha256(f"{self.name}/{self.count}".encode()).digest()
            self.count += 1
        n, self.pool = int.from_bytes(self.pool[:4], "big"), self.pool[4:]
        return n % below

    def pick(self, of):
        return of[self.number(len(of))]

    def text(self, words):
        out = []
        for i in range(words):
            out.append(self.pick(WORDS))
            if i % 6 == 5:
                out.append(self.pick(PUNCT))
        return "".join(out).rstrip(PUNCT) + "。"


def png(name):
    """A distinct picture of some 20 kB that no deflate makes smaller."""
    w, h = 96 + len(name) % 7, 72
    noise = hashlib.shake_128(name.encode()).digest(w * h * 3)
    rows = b"".join(b"\0" + noise[y * w * 3:(y + 1) * w * 3] for y in range(h))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def picture(folder, c, number):
    """Make one picture, or use one that is there; its URL without the variant."""
    name = f"v2-{hashlib.md5(f'{number}'.encode()).hexdigest()}"
    path = f"{folder}/mirror/pic1.zhimg.com/{name}_r.jpg"
    if not os.path.exists(path):
        with open(path, "wb") as f:
            f.write(png(name))
    return f"https://pic1.zhimg.com/{name}"


def figure(c, url):
    caption = f"<figcaption>{c.text(4)}</figcaption>" if c.number(2) else ""
    form = c.number(4)
    if form == 0:  # lazy, with a twin in noscript
        img = (f'<noscript><img src="{url}_r.jpg"></noscript><img src="data:image/svg+xml;utf8,&lt;svg&gt;&lt;/svg&gt;" '
               f'data-actualsrc="{url}_r.jpg" class="lazy">')
    else:
        img = f'<img src="{url}_1440w.jpg" data-rawwidth="96" data-original="{url}_r.jpg" referrerpolicy="no-referrer">'
    return f'<figure data-size="normal">{img}{caption}</figure>'


def block(c, folder, number):
    """(markup, pictures used)"""
    kind = c.number(20)
    if kind < 7:
        return f"<p>{c.text(40)}<b>{c.text(4)}</b>{c.text(30)}</p>", 0
    if kind < 11:
        return "<br><br>".join(c.text(36) for _ in range(3)), 0
    if kind < 15:
        fresh = c.number(10) < 9
        return figure(c, picture(folder, c, number if fresh else c.number(number + 1))), 1
    if kind == 15:
        return (f'<a href="https://example.org/{c.number(10**6)}" data-draft-node="block" data-draft-type="link-card">'
                f"<p>{c.text(12)}</p><p>{c.text(30)}</p></a>"), 0
    if kind == 16:
        return "<ul>" + "".join(f"<li>{c.text(8)}" for _ in range(5)) + "</ul>", 0
    if kind == 17:
        return "<table width=400><tr><th>甲<th>乙</tr>" + "".join(
            f"<tr><td>{c.text(2)}<td nowrap>{c.number(1000)}" for _ in range(6)) + "</table>", 0
    if kind == 18:
        return ('<div class="highlight"><pre><code class="language-c">'
                + "".join(f"<span class=\"k\">for</span> (int i = 0; i < {c.number(99)}; i++) f(a[i] && b);\n" for _ in range(8))
                + "</code></pre></div>"), 0
    return f"<center><font color=red>{c.text(9)}</font></center><h2>{c.text(3)}</h3><p>{c.text(20)}<blockquote>{c.text(30)}<br></blockquote>", 0


def post(folder, i, used):
    c = Chance(f"post {i}")
    body = []
    while sum(map(len, body)) < 3200:
        text, pictures = block(c, folder, used)
        used += pictures
        body.append(text)
    day, month = 1 + i % 28, 1 + i // 28 % 12
    date = (f"{2021 + i // 336:04}-{month:02}-{day:02} 15:09:42", f"Sat, {day:02} Aug 2021 07:37:{i % 60:02} GMT",
            f"{2021 + i // 336:04}/{month}/{day}")[i % 3]
    title = c.text(4)[:-1] + f"（{i}）"
    head = (f"\n---\ntitle: '{title}'\ncategories: \n - 社区\n - {TOPICS[i % len(TOPICS)]}\nauthor: 作者{i % 37}\n"
            f"comments: false\ndate: {date}\n---\n\n")
    text = "<div>   \n" + "".join(body) + "  \n</div>\n            "
    with open(f"{folder}/posts/{i:06}.md", "w", encoding="utf-8") as f:
        f.write(head + text)
    plain = text.replace("https://pic1.zhimg.com", f"{folder}/mirror/pic1.zhimg.com").replace("_1440w.jpg", "_r.jpg")
    return f"<h1>{title}</h1>\n{plain}\n", used


def main(folder, posts):
    stamp = f"{folder}/posts-{posts}"
    if os.path.exists(stamp):
        return
    os.makedirs(f"{folder}/posts", exist_ok=True)
    os.makedirs(f"{folder}/mirror/pic1.zhimg.com", exist_ok=True)
    with open(f"{folder}/book.yaml", "w") as f:
        f.write("version: 1\nbook: {title: 量书}\nsource: {dir: [posts]}\nimages: {mirror: [mirror]}\n")
    used = 0
    with open(f"{folder}/all.html", "w", encoding="utf-8") as whole:
        whole.write("<!DOCTYPE html><meta charset=utf-8><title>量书</title>\n")
        for i in range(posts):
            text, used = post(folder, i, used)
            whole.write(text)
    open(stamp, "w").close()


if __name__ == "__main__":
    main(os.path.realpath(sys.argv[1]), int(sys.argv[2]))
