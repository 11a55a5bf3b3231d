"""samples.py - twelve issues that never appeared, with their pictures, for looking at covers.

samples.write(folder) makes twelve projects, folder/NAME/book.yaml with posts and pictures; all
titles are invented, all pictures drawn here.
"""
import math, os, random

from PIL import Image, ImageDraw, ImageFilter

# name, title, subtitle, keys of cover, picture, headlines by topic
ISSUES = [
    ("tea", "茶与器", "第三辑 · 壶", "template: type", None,
     {"器物": ["一把壶的内壁", "紫砂为什么不上釉"], "人": ["山下卖茶的老周", "学徒第三年"], "水": ["井水、泉水与自来水之间的距离"]}),
    ("weekly", "每周读物", "", "template: auto", None,
     {"科技": ["编译器怎样读一行代码", "芯片上的城市：一粒沙子的十年"], "城市": ["地铁图是怎样画成的", "雨水去了哪里"], "书": ["读不完的书也是书"]}),
    ("hills", "山中来信", "一个人在山里住了一年", "template: panel", None,
     {"来信": ["第一场雪", "柴要劈得多细", "夜里听见的声音", "邻居送来的南瓜"]}),
    ("night", "夜航", "关于海、灯塔与远行的七篇", "template: panel", "sea",
     {"海": ["灯塔看守人的最后一个冬天", "潮汐表", "为什么船总是女的"], "行": ["从泉州出发", "无风带"]}),
    ("city", "城市漫步指南", "", "template: picture", "city",
     {"街道": ["一条街的下午四点", "路牌字体的五十年"], "桥": ["走过十一座桥，和桥下面的人谈了谈", "桥洞里的理发店"]}),
    ("long", "关于一座小城书店最后一个夏天以及那些没有来得及读完的书和再也想不起来的人的一份不完整记录", "", "template: type", None,
     {"夏天": ["那些没有来得及读完的书，和那些已经读完却再也想不起来的人，以及书店关门之前最后一位顾客留下来的长长的书单", "最后一天"], "书单": ["店主的十二本书"]}),
    ("garden", "植物学通信", "第 41 封", "template: picture", "leaf",
     {"植物": ["蕨类没有花也没有种子", "一棵银杏的四百年"], "通信": ["致远方的采集者", "标本夹里的夏天", "写给忘记浇水的人"]}),
    ("latin", "The Compiler Review 编译评论", "Notes on C11, EPUB 3.3 与 Unicode", "template: grid", None,
     {"语言": ["C11 的内存模型到底说了什么", "Unicode 15 与“一个字符”的定义"], "工具": ["用 libFuzzer 找到的第一个 bug", "Makefile 里的一行：-MMD -MP", "EPUB 3.3：规范之外的阅读器"], "人": ["读 SQLite 源码的三个夜晚"]}),
    ("moon", "月相", "", "template: panel", "moon",
     {"天文": ["抬头看月亮的正确时间"], "历法": ["闰月是怎么回事", "二十四节气与农事"]}),
    ("news", "时事与常识周刊", "给没有时间看新闻的人", "template: grid", None,
     {"经济": ["利率到底是谁定的", "一杯奶茶里的供应链"], "医学": ["流感疫苗为什么每年都要打", "睡眠债能不能还清？"], "法律": ["租房合同里最该看的三行字"]}),
    ("autumn", "秋收", "田野调查笔记", "template: auto", "field",
     {"田野": ["打谷场上的一天", "稻子为什么要弯腰", "收割机来了以后"], "村庄": ["祠堂里的小学"]}),
    ("essay", "不急", "慢读选集", "template: auto, picture: none", None, {"选": ["慢慢走", "等一壶水开"]}),
]


def gradient(w, h, stops):
    im = Image.new("RGB", (1, h))
    for y in range(h):
        t = y / (h - 1) * (len(stops) - 1)
        i = min(int(t), len(stops) - 2)
        im.putpixel((0, y), tuple(round(a + (b - a) * (t - i)) for a, b in zip(stops[i], stops[i + 1])))
    return im.resize((w, h))


def sea(r, w=1500, h=2300):
    im = gradient(w, h, [(18, 32, 60), (60, 84, 120), (222, 150, 110), (40, 60, 84), (12, 24, 40)])
    d = ImageDraw.Draw(im, "RGBA")
    d.ellipse((1000, 960, 1180, 1140), fill=(255, 226, 170, 255))
    for i in range(420):
        y = 1160 + int((i / 420) ** 1.6 * 1120)
        x, n = r.randrange(-200, w), r.randrange(60, 360)
        d.line((x, y, x + n, y), fill=(255, 220, 180, r.randrange(10, 70)), width=1 + (y - 1160) // 240)
    d.polygon([(180, 1190), (215, 700), (285, 700), (320, 1190)], fill=(20, 24, 34))
    d.rectangle((205, 620, 295, 700), fill=(250, 214, 120))
    d.polygon([(190, 620), (250, 560), (310, 620)], fill=(20, 24, 34))
    return im


def city(r, w=1800, h=1300):
    im = gradient(w, h, [(240, 190, 150), (248, 220, 190), (250, 238, 224)])
    d = ImageDraw.Draw(im)
    for layer, colour in enumerate([(214, 170, 150), (170, 120, 112), (104, 70, 80), (52, 38, 52)]):
        x = -40
        while x < w:
            n = r.randrange(90, 220)
            top = 300 + layer * 190 + r.randrange(0, 260)
            d.rectangle((x, top, x + n, h), fill=colour)
            for wx in range(x + 16, x + n - 20, 34):
                for wy in range(top + 24, h - 20, 52):
                    if layer > 1 and r.random() < 0.3:
                        d.rectangle((wx, wy, wx + 14, wy + 24), fill=(252, 214, 130))
            x += n + r.randrange(0, 14)
    return im


def leaf(r, w=1700, h=1250):
    im = gradient(w, h, [(226, 234, 210), (196, 214, 176)])
    d = ImageDraw.Draw(im)
    for k in range(26):
        x, y, a, n = r.randrange(w), r.randrange(h), r.uniform(0, 6.28), r.randrange(160, 420)
        g = r.randrange(70, 150)
        pts = []
        for side in (1, -1):
            for i in range(0, 31):
                t = (i if side > 0 else 30 - i) / 30
                wide = side * n * 0.22 * math.sin(math.pi * t) ** 0.8
                pts.append((x + math.cos(a) * n * t - math.sin(a) * wide, y + math.sin(a) * n * t + math.cos(a) * wide))
        d.polygon(pts, fill=(g // 2, g, g // 2 + 14))
        d.line((x, y, x + math.cos(a) * n, y + math.sin(a) * n), fill=(g // 3, g - 30, g // 3), width=4)
    return im


def moon(r, w=1400, h=2100):
    im = gradient(w, h, [(10, 12, 26), (26, 30, 56), (46, 48, 78)])
    d = ImageDraw.Draw(im)
    for i in range(700):
        x, y, s = r.randrange(w), r.randrange(h), r.random() ** 6 * 3
        d.ellipse((x - s, y - s, x + s, y + s), fill=(230, 230, 240))
    d.ellipse((420, 620, 1180, 1380), fill=(236, 228, 204))
    for i in range(40):
        a, q, s = r.uniform(0, 6.28), r.uniform(0, 300), r.randrange(12, 60)
        x, y = 800 + math.cos(a) * q, 1000 + math.sin(a) * q
        d.ellipse((x - s, y - s, x + s, y + s), fill=(216, 206, 178))
    d.ellipse((560, 560, 1320, 1320), fill=(18, 20, 40))
    return im.filter(ImageFilter.GaussianBlur(1.2))


def field(r, w=1700, h=1200):
    im = gradient(w, h, [(120, 170, 210), (220, 226, 220), (214, 176, 84), (150, 104, 40)])
    d = ImageDraw.Draw(im)
    for i in range(3000):
        x, t = r.randrange(w), r.random()
        y, n = int(560 + t * 680), 20 + int(t * 130)
        g = r.randrange(0, 40)
        d.line((x, y, x + r.randrange(-14, 30), y - n), fill=(170 + g + int(40 * t), 120 + g, 40 + g), width=2 + int(4 * t))
    return im


def jpeg(folder, kind):
    picture = {"sea": sea, "city": city, "leaf": leaf, "moon": moon, "field": field}[kind](random.Random(kind))
    picture.save(os.path.join(folder, kind + ".jpg"), quality=88)


def write(folder):
    for k, (name, title, subtitle, cover, picture, topics) in enumerate(ISSUES):
        at = os.path.join(folder, name)
        os.makedirs(os.path.join(at, "posts"), exist_ok=True)
        day = 1
        with open(os.path.join(at, "book.yaml"), "w") as f:
            f.write(f"book: {{title: '{title}', subtitle: '{subtitle}'}}\nsource: {{dir: [posts]}}\n"
                    f"cover: {{{cover}}}\norder: {{by: [path]}}\ntopics:\n")
            for t in topics:
                f.write(f"  - {{title: {t}, match: {{category: {t}}}}}\n")
        for t, heads in topics.items():
            for head in heads:
                own = f"headimg: {picture}.jpg\n" if picture and day == 1 else ""
                with open(os.path.join(at, "posts", f"{day:02}.md"), "w") as f:
                    f.write(f"---\ntitle: '{head}'\ndate: 2026-{k % 12 + 1:02}-{day + 6:02}\ncategories: [{t}]\n{own}---\n\n"
                            f"这是为看封面而写的一段文字，讲的是{head}。\n")
                day += 1
        if picture:
            jpeg(os.path.join(at, "posts"), picture)
    return [i[0] for i in ISSUES]
