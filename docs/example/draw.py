#!/usr/bin/python3
"""Draw the pictures of the example, the same every time.

Each function below draws one picture on paper three times too large; it is
scaled down at the end, which is all the smoothing there is.  Needs Pillow.
"""
import math
import os
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

HERE = os.path.dirname(os.path.abspath(__file__))
TIMES = 3
PAPER, INK, RED = (246, 240, 226), (47, 52, 55), (181, 69, 58)
TEAL, OCHRE, GREEN, SKY = (79, 127, 134), (211, 155, 69), (108, 143, 91), (214, 226, 226)


def mix(a, b, t):
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


class Sheet:
    """Paper and a pen; all lengths are in pixels of the finished picture."""

    def __init__(self, w, h, colour=PAPER):
        self.w, self.h = w, h
        self.im = Image.new('RGB', (w * TIMES, h * TIMES), colour)
        self.pen = ImageDraw.Draw(self.im)

    @staticmethod
    def _big(points):
        return [(x * TIMES, y * TIMES) for x, y in points]

    def shape(self, points, colour):
        self.pen.polygon(self._big(points), fill=colour)

    def line(self, points, colour=INK, width=2.0):
        wide = max(1, round(width * TIMES))
        big = self._big(points)
        self.pen.line(big, fill=colour, width=wide, joint='curve')
        for x, y in (big[0], big[-1]):
            r = wide / 2
            self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def oval(self, x, y, rx, ry, colour, edge=None, width=2.0):
        box = [v * TIMES for v in (x - rx, y - ry, x + rx, y + ry)]
        self.pen.ellipse(box, fill=colour, outline=edge, width=round(width * TIMES) if edge else 0)

    def box(self, x, y, w, h, colour, radius=0, edge=None, width=2.0):
        self.pen.rounded_rectangle([v * TIMES for v in (x, y, x + w, y + h)], radius * TIMES,
                                   fill=colour, outline=edge, width=round(width * TIMES) if edge else 0)

    def curve(self, p, q, r, s, colour=INK, width=2.0, steps=40):
        self.line(bezier(p, q, r, s, steps), colour, width)

    def soften(self, radius):
        self.im = self.im.filter(ImageFilter.GaussianBlur(radius * TIMES))
        self.pen = ImageDraw.Draw(self.im)

    def fade(self, colour, top, bottom):
        """Towards `colour` from the line `top` down to `bottom`: mist, dusk."""
        veil = Image.new('L', self.im.size, 0)
        pen = ImageDraw.Draw(veil)
        for y in range(self.h * TIMES):
            t = (y / TIMES - top) / (bottom - top)
            pen.line((0, y, self.w * TIMES, y), fill=round(255 * min(1, max(0, t))))
        self.im.paste(Image.new('RGB', self.im.size, colour), (0, 0), veil)
        self.pen = ImageDraw.Draw(self.im)

    def done(self):
        return self.im.resize((self.w, self.h), Image.LANCZOS)


def bezier(p, q, r, s, steps=40):
    out = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3
        out.append((a * p[0] + b * q[0] + c * r[0] + d * s[0],
                    a * p[1] + b * q[1] + c * r[1] + d * s[1]))
    return out


def ridge(rng, w, base, height, rough):
    """The sky line of one range of hills, from left to right."""
    waves = [(rng.uniform(0.6, 1.6) * k, rng.uniform(0, 7), height / k ** rough) for k in range(1, 12)]
    return [(x, base - sum(a * math.sin(f * x / w * 6 + o) for f, o, a in waves))
            for x in range(0, w + 4, 4)]


def teapot():
    s = Sheet(960, 640)
    s.box(0, 470, 960, 170, mix(OCHRE, PAPER, 0.45))
    for i in range(5):
        s.line([(0, 500 + i * 30), (960, 496 + i * 32)], mix(OCHRE, PAPER, 0.25), 1.2)
    clay, dark, light = (146, 82, 58), (110, 58, 42), (186, 122, 92)
    s.oval(480, 508, 270, 30, mix(OCHRE, INK, 0.35))
    s.curve((650, 300), (810, 250), (820, 440), (640, 430), dark, 26)
    s.curve((650, 300), (810, 250), (820, 440), (640, 430), clay, 18)
    s.shape(bezier((330, 420), (230, 410), (250, 280), (160, 262)) +
            bezier((188, 250), (290, 270), (290, 330), (350, 330)), clay)
    body = bezier((300, 400), (300, 220), (660, 220), (660, 400)) + \
        bezier((660, 400), (650, 520), (310, 520), (300, 400))
    s.shape(body, clay)
    s.curve((332, 390), (340, 290), (420, 268), (470, 262), light, 9)
    s.oval(480, 276, 112, 20, dark)
    s.oval(480, 268, 106, 20, clay)
    s.curve((390, 262), (430, 214), (530, 214), (570, 262), clay, 12)
    s.shape(bezier((384, 268), (420, 212), (540, 212), (576, 268)), clay)
    s.oval(480, 214, 24, 20, dark)
    s.oval(474, 208, 12, 8, light)
    for x in (150, 800):
        s.oval(x, 540, 74, 12, mix(OCHRE, INK, 0.3))
        s.shape(bezier((x - 62, 470), (x - 58, 556), (x + 58, 556), (x + 62, 470)), (240, 236, 224))
        s.oval(x, 470, 62, 15, (226, 220, 204))
        s.oval(x, 474, 52, 10, (150, 118, 60))
    for i, x in enumerate((150, 172, 800)):
        s.curve((x, 440), (x - 34, 400), (x + 34, 360), (x - 6, 310 - 14 * i), mix(PAPER, INK, 0.16), 3)
    return s.done()


def bamboo():
    s, rng = Sheet(640, 860), random.Random(7)
    s.oval(470, 190, 96, 96, mix(RED, PAPER, 0.55))
    def leaf(x, y, angle, length, colour):
        tip = (x + length * math.cos(angle), y + length * math.sin(angle))
        side = (math.cos(angle + 1.57) * length * 0.11, math.sin(angle + 1.57) * length * 0.11)
        mid = (x + (tip[0] - x) * 0.4, y + (tip[1] - y) * 0.4)
        one, two = (mid[0] + side[0], mid[1] + side[1]), (mid[0] - side[0], mid[1] - side[1])
        s.shape(bezier((x, y), one, one, tip, 16) + bezier(tip, two, two, (x, y), 16), colour)
    for far, x, wide, tilt in ((0.62, 420, 16, 0.10), (0.35, 250, 24, -0.06), (0.0, 150, 32, 0.05)):
        ink = mix(mix(INK, GREEN, 0.45), PAPER, far)
        y, step = 880, 118
        while y > -60:
            top = y - step
            x2 = x + (y - top) * tilt
            s.shape([(x - wide / 2, y), (x + wide / 2, y), (x2 + wide / 2 - 2, top + 7),
                     (x2 - wide / 2 + 2, top + 7)], ink)
            s.line([(x2 - wide / 2 - 3, top + 3), (x2 + wide / 2 + 3, top + 3)], mix(ink, INK, 0.4), 4)
            if y < 720:
                way = 1 if rng.random() < 0.6 else -1
                end = (x2 + way * rng.uniform(60, 120), top - rng.uniform(10, 60))
                s.curve((x2, top), (x2 + way * 30, top - 10), end, end, ink, 2.5)
                for _ in range(4):
                    leaf(end[0], end[1], (0.2 if way > 0 else math.pi - 0.2) + rng.uniform(-0.5, 1.0) * way,
                         rng.uniform(80, 140), ink)
            x, y, step = x2, top, step * 0.97
    s.box(540, 740, 52, 52, RED, 6)
    for dx in (12, 26, 40):
        s.line([(540 + dx, 750), (540 + dx, 782)], PAPER, 3)
    s.line([(550, 766), (582, 766)], PAPER, 3)
    return s.done()


def mountains():
    s, rng = Sheet(1080, 640, (238, 232, 216)), random.Random(23)
    s.oval(790, 150, 58, 58, mix(RED, PAPER, 0.35))
    for i in range(6):
        t = i / 5
        base = 240 + i * 70
        colour = mix((188, 202, 202), (44, 66, 72), t)
        line = ridge(rng, 1080, base, 58 - 4 * i, 1.25)
        s.shape(line + [(1084, 700), (0, 700)], colour)
        s.fade((238, 232, 216), base + 30, base + 230 + 30 * i)
    water = (206, 212, 204)
    s.shape([(0, 596), (300, 588), (760, 600), (1080, 592), (1080, 640), (0, 640)], water)
    for x, y, w in ((60, 612, 150), (420, 608, 120), (500, 626, 220), (800, 614, 190), (200, 630, 130)):
        s.line([(x, y), (x + w, y)], mix(water, PAPER, 0.6), 2)
    s.shape([(270, 596), (320, 610), (370, 596), (360, 616), (282, 616)], INK)
    s.line([(320, 598), (320, 536)], INK, 2)
    s.shape([(322, 540), (366, 588), (322, 588)], mix(PAPER, OCHRE, 0.5))
    for x, y in ((600, 140), (640, 120), (676, 148), (560, 170)):
        s.curve((x - 16, y - 6), (x - 6, y - 10), (x - 2, y - 2), (x, y), INK, 2)
        s.curve((x, y), (x + 2, y - 2), (x + 6, y - 10), (x + 16, y - 6), INK, 2)
    return s.done()


def skyline():
    s, rng = Sheet(1080, 600, (252, 226, 190)), random.Random(5)
    s.fade((222, 140, 104), 60, 560)
    s.oval(300, 330, 74, 74, (250, 240, 214))
    for layer, colour in enumerate(((196, 128, 110), (128, 88, 98), (58, 54, 76))):
        x = -20
        while x < 1080:
            w, h = rng.randint(44, 96), rng.randint(90, 250) + 30 * (1 - layer) + 40
            top = 600 - h - 40 * (2 - layer)
            s.box(x, top, w, 600 - top, colour)
            roof = rng.random()
            if roof < 0.25:
                s.shape([(x, top), (x + w / 2, top - 36), (x + w, top)], colour)
            elif roof < 0.5:
                s.line([(x + w / 2, top), (x + w / 2, top - 44)], colour, 4)
            if layer == 2:
                for wy in range(int(top) + 14, 580, 24):
                    for wx in range(x + 10, x + w - 12, 18):
                        if rng.random() < 0.42:
                            s.box(wx, wy, 8, 12, (248, 206, 122))
            x += w + rng.randint(2, 14)
    return s.done().quantize(64, dither=Image.Dither.NONE)


def digit(s, x, y, n, size, colour):
    """A digit of seven strokes, so that no font is needed."""
    on = ('abcdef', 'bc', 'abged', 'abgcd', 'fgbc', 'afgcd', 'afgedc', 'abc', 'abcdefg', 'abcdfg')[n]
    w, h = size * 0.55, size
    at = {'a': (0, 0, w, 0), 'b': (w, 0, w, h / 2), 'c': (w, h / 2, w, h), 'd': (0, h, w, h),
          'e': (0, h / 2, 0, h), 'f': (0, 0, 0, h / 2), 'g': (0, h / 2, w, h / 2)}
    for k in on:
        a, b, c, d = at[k]
        s.line([(x - w / 2 + a, y - h / 2 + b), (x - w / 2 + c, y - h / 2 + d)], colour, size / 7)


def number(s, x, y, n, size, colour=INK):
    text = str(n)
    for i, c in enumerate(text):
        digit(s, x + (i - (len(text) - 1) / 2) * size * 0.95, y, int(c), size, colour)


def tree():
    s = Sheet(820, 520)
    at = {50: (410, 80), 30: (220, 210), 70: (600, 210), 20: (120, 340), 40: (320, 340),
          60: (500, 340), 80: (700, 340), 35: (260, 450)}
    for a, b in ((50, 30), (50, 70), (30, 20), (30, 40), (70, 60), (70, 80), (40, 35)):
        way = (a, b) in ((50, 30), (30, 40), (40, 35))
        s.line([at[a], at[b]], RED if way else mix(INK, PAPER, 0.45), 5 if way else 3)
    for n, (x, y) in at.items():
        way = n in (50, 30, 40, 35)
        s.oval(x, y, 38, 38, mix(RED, PAPER, 0.72) if way else SKY, RED if way else TEAL, 4)
        number(s, x, y, n, 24)
    return s.done().quantize(48, dither=Image.Dither.NONE)


def abacus():
    s = Sheet(960, 520)
    wood, dark = (150, 96, 58), (104, 64, 40)
    s.oval(480, 476, 430, 16, mix(PAPER, INK, 0.18))
    s.box(60, 60, 840, 410, dark, 18)
    s.box(86, 86, 788, 358, mix(PAPER, OCHRE, 0.18), 8)
    for i, n in enumerate((0, 0, 3, 1, 4, 1, 5, 9, 2, 6, 5)):
        x = 134 + i * 69
        s.line([(x, 88), (x, 442)], mix(wood, PAPER, 0.2), 5)
        five, ones = n >= 5, n % 5
        beads = [106, 174 - 12 if five else 134]
        beads += [230 + 28 * k for k in range(ones)]
        beads += [426 - 28 * k for k in range(5 - ones)]
        for y in beads:
            s.shape([(x - 29, y), (x - 12, y - 13), (x + 12, y - 13), (x + 29, y), (x + 12, y + 13),
                     (x - 12, y + 13)], wood if i % 3 else RED)
            s.line([(x - 12, y - 7), (x + 12, y - 7)], mix(PAPER, wood, 0.5), 2)
    s.box(86, 186, 788, 18, dark)
    return s.done().quantize(48, dither=Image.Dither.NONE)


def chart():
    s = Sheet(900, 500, (252, 249, 242))
    rain = (44, 60, 92, 108, 134, 226, 168, 152, 96, 62, 58, 38)
    for k in range(6):
        y = 430 - k * 72
        s.line([(80, y), (860, y)], mix(INK, PAPER, 0.8), 1)
        number(s, 44, y, k * 50, 14, mix(INK, PAPER, 0.3))
    for i, mm in enumerate(rain):
        x, h = 100 + i * 64, mm * 1.44
        s.box(x, 430 - h, 40, h, RED if mm == max(rain) else TEAL, 3)
        number(s, x + 20, 454, i + 1, 14)
    s.line([(80, 430), (860, 430)], INK, 2.5)
    s.line([(120 + i * 64, 400 - 300 * math.exp(-((i - 6.4) / 3.4) ** 2)) for i in range(12)], OCHRE, 4)
    return s.done().quantize(48, dither=Image.Dither.NONE)


def counter():
    """Eight lamps that count, as a moving picture."""
    frames = []
    for n in range(85, 101):
        s = Sheet(480, 120, (52, 60, 66))
        for bit in range(8):
            on = n >> (7 - bit) & 1
            x = 46 + bit * 55
            if on:
                s.oval(x, 60, 25, 25, (110, 88, 56))
            s.oval(x, 60, 18, 18, (250, 206, 108) if on else (78, 88, 94), (30, 34, 38), 2)
            if on:
                s.oval(x - 5, 54, 5, 5, (255, 244, 214))
        frames.append(s.done().quantize(24, dither=Image.Dither.NONE))
    return frames


def reeds():
    s, rng = Sheet(960, 600, (226, 234, 228)), random.Random(11)
    s.fade((170, 194, 194), 200, 600)
    s.box(0, 190, 960, 6, mix(GREEN, SKY, 0.6))
    s.shape(ridge(rng, 960, 190, 14, 1.1) + [(964, 200), (0, 200)], mix(GREEN, SKY, 0.5))
    for i in range(60):
        y = 210 + i * i * 0.11
        x, w = rng.uniform(0, 960), 20 + y * 0.16
        s.line([(x - w, y), (x + w, y)], mix((226, 234, 228), TEAL, 0.12 + i / 200), 1.6)
    for i in range(46):
        x = rng.choice((rng.uniform(0, 330), rng.uniform(620, 960)))
        tall, lean = rng.uniform(180, 380), rng.uniform(-50, 70)
        colour = mix(GREEN, INK, rng.uniform(0.0, 0.5))
        top = (x + lean, 600 - tall)
        s.curve((x, 610), (x, 600 - tall * 0.5), top, top, colour, 3)
        s.curve((x, 600 - tall * 0.3), (x + 20, 600 - tall * 0.6), (x + 50, 600 - tall * 0.6),
                (x + 80 * (1 if lean > 0 else -1), 600 - tall * 0.45), colour, 2.5)
        for k in range(7):
            s.oval(top[0] + lean * 0.02 * k + rng.uniform(-4, 4), top[1] - 6 * k, 6, 9, mix(OCHRE, PAPER, 0.25))
    white = (250, 248, 240)
    s.line([(470, 470), (476, 560)], INK, 3)
    s.line([(496, 470), (492, 560)], INK, 3)
    s.shape(bezier((400, 452), (430, 380), (540, 390), (566, 430)) +
            bezier((566, 430), (540, 500), (440, 500), (400, 452)), white)
    s.curve((548, 420), (620, 380), (520, 330), (572, 270), white, 17)
    s.oval(574, 264, 19, 15, white)
    s.shape([(588, 256), (648, 270), (588, 274)], OCHRE)
    s.oval(580, 260, 3, 3, INK)
    s.curve((566, 256), (540, 244), (528, 250), (514, 244), INK, 3)
    return s.done()


def joint():
    s = Sheet(860, 480)
    face, top, side = (214, 168, 112), (232, 194, 142), (176, 128, 80)

    def beam(x, y, w, h, d):
        s.shape([(x, y), (x + d, y - d * 0.6), (x + w + d, y - d * 0.6), (x + w, y)], top)
        s.shape([(x + w, y), (x + w + d, y - d * 0.6), (x + w + d, y + h - d * 0.6), (x + w, y + h)], side)
        s.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], face)
        for k in range(3):
            yy = y + h * (k + 1) / 4
            s.curve((x + 6, yy), (x + w * 0.3, yy - 8), (x + w * 0.6, yy + 8), (x + w - 6, yy),
                    mix(face, side, 0.5), 1.6)

    s.oval(430, 430, 360, 18, mix(PAPER, INK, 0.12))
    beam(110, 90, 120, 320, 80)
    s.shape([(246, 206), (294, 178), (294, 276), (246, 304)], mix(side, INK, 0.6))
    s.shape([(246, 304), (294, 276), (294, 262), (258, 284), (258, 199), (246, 206)], mix(side, INK, 0.3))
    beam(430, 220, 110, 90, 44)
    beam(530, 194, 240, 142, 70)
    for y in (206, 254, 302):
        s.line([(344, y), (410, y)], RED, 2)
    s.shape([(348, 246), (324, 254), (348, 262)], RED)
    return s.done().quantize(64, dither=Image.Dither.NONE)


def moon():
    s, rng = Sheet(960, 600, (30, 42, 66)), random.Random(3)
    s.fade((92, 110, 138), 120, 640)
    for _ in range(110):
        r = rng.choice((0.7, 0.9, 1.4))
        s.oval(rng.uniform(0, 960), rng.uniform(0, 380), r, r, (226, 228, 222))
    glow = Sheet(960, 600, (0, 0, 0))
    glow.oval(690, 160, 110, 110, (86, 84, 66))
    glow.soften(28)
    s.im = ImageChops.add(s.im, glow.im)
    s.pen = ImageDraw.Draw(s.im)
    s.oval(690, 160, 70, 70, (248, 240, 208))
    for x, y, r in ((668, 140, 14), (712, 176, 19), (700, 126, 8), (664, 188, 9)):
        s.oval(x, y, r, r, (232, 222, 186))

    def roof(x, y, w, h, colour):
        s.box(x + w * 0.12, y + h * 0.9, w * 0.76, 400, mix(colour, INK, 0.3))
        s.shape(bezier((x - 26, y + h - 12), (x + w * 0.2, y + h), (x + w * 0.3, y), (x + w * 0.34, y)) +
                bezier((x + w * 0.66, y), (x + w * 0.7, y), (x + w * 0.8, y + h),
                       (x + w + 26, y + h - 12)) + [(x + w, y + h + 8), (x, y + h + 8)], colour)
        s.line([(x + w * 0.3, y), (x + w * 0.7, y)], mix(colour, PAPER, 0.15), 7)
        for k in range(1, 12):
            t = k / 12
            s.line([(x + w * (0.34 + 0.32 * t), y + 4), (x + w * t, y + h)], mix(colour, INK, 0.4), 1.5)

    roof(40, 400, 330, 80, (44, 52, 68))
    roof(560, 420, 380, 84, (40, 48, 62))
    roof(270, 440, 370, 90, (26, 32, 44))
    for x, y in ((416, 548), (480, 548), (150, 510), (720, 530)):
        s.box(x, y, 34, 40, (246, 196, 108), 3)
        s.line([(x + 17, y), (x + 17, y + 40)], (44, 40, 38), 2)
    return s.done()


def weave():
    s, cell = Sheet(760, 440), 40
    warm = ((206, 170, 108), (188, 148, 86), (222, 190, 132))
    for row in range(11):
        for col in range(19):
            x, y = col * cell, row * cell
            across = (row + col) % 4 < 2
            colour = warm[(row * 7 + col * 3) % 3]
            if across:
                s.box(x - 3, y + 5, cell + 6, cell - 10, colour, 4, mix(colour, INK, 0.45), 1.5)
                s.line([(x + 3, y + 13), (x + cell - 3, y + 13)], mix(colour, PAPER, 0.5), 2)
            else:
                s.box(x + 5, y - 3, cell - 10, cell + 6, mix(colour, RED, 0.25), 4, mix(colour, INK, 0.5), 1.5)
                s.line([(x + 13, y + 3), (x + 13, y + cell - 3)], mix(colour, PAPER, 0.4), 2)
    return s.done().quantize(32, dither=Image.Dither.NONE)


def smile():
    s = Sheet(48, 48, (255, 255, 255))
    s.oval(24, 24, 21, 21, (250, 208, 92), (214, 160, 60), 1.5)
    for x in (16, 32):
        s.oval(x, 20, 2.6, 3.4, INK)
    s.curve((13, 28), (18, 38), (30, 38), (35, 28), INK, 2.4)
    return s.done().quantize(16, dither=Image.Dither.NONE)


def formula():
    """w = 1/4 em, written by hand."""
    s = Sheet(132, 52, (255, 255, 255))
    s.curve((6, 21), (7, 40), (15, 38), (16, 24), INK, 2)
    s.curve((16, 24), (17, 40), (27, 36), (25, 21), INK, 2)
    for y in (24, 30):
        s.line([(36, y), (50, y)], INK, 1.8)
    digit(s, 66, 13, 1, 14, INK)
    s.line([(58, 27), (74, 27)], INK, 1.8)
    digit(s, 66, 40, 4, 14, INK)
    s.line([(86, 28), (96, 27)], INK, 2)
    s.curve((96, 27), (96, 18), (85, 18), (85, 28), INK, 2)
    s.curve((85, 28), (85, 37), (93, 36), (96, 33), INK, 2)
    for x in (103, 111):
        s.line([(x, 21), (x, 35)], INK, 2)
        s.curve((x, 25), (x + 1, 19), (x + 8, 19), (x + 8, 26), INK, 2)
    s.line([(119, 26), (119, 35)], INK, 2)
    return s.done().quantize(16, dither=Image.Dither.NONE)


PICTURES = {
    'mirror/pic3.zhimg.com/v2-5c1d7a90e2b84f36a7d1c0e94b82f513_1440w.jpg': teapot,
    'mirror/pica.zhimg.com/80/v2-0b6f3e8a91c7452dbe54f7a1d2963c08_720w.jpg': moon,
    'mirror/pic2.zhimg.com/v2-e41a9c27d5f0483b96c2a87b3d10f6e5_r.jpg': reeds,
    'mirror/picx.zhimg.com/v2-7d20b5f4c8e6419a83f1e09c5b7a4d36_1440w.png': joint,
    'mirror/img.example.com/2021/skyline.png@imageView2=2&w=1120': skyline,
    'mirror/blog.example.org/wp-content/uploads/2019/11/abacus.png': abacus,
    'mirror/static.example.com/emoji/smile.png': smile,
    'mirror/www.zhihu.com/equation@tex=w%3D%5Cfrac%7B1%7D%7B4%7D%5Ctext%7B+em%7D': formula,
    'posts/craft/weave.png': weave,
    'posts/craft/ink-bamboo/bamboo.jpg': bamboo,
    'posts/nature/images/雾中群山.jpg': mountains,
    'posts/nature/rainfall.png': chart,
    'posts/computing/img/tree.png': tree,
    'posts/computing/img/counter.gif': counter,
}


def save(path, picture):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    kind = os.path.splitext(path.split('@')[0])[1]
    if isinstance(picture, list):
        picture[0].save(path, 'GIF', save_all=True, append_images=picture[1:], duration=600, loop=0)
    elif kind == '.jpg':
        picture.save(path, 'JPEG', quality=82, optimize=True)
    else:
        picture.save(path, 'PNG', optimize=True)


if __name__ == '__main__':
    for name, draw in PICTURES.items():
        save(os.path.join(HERE, name), draw())
