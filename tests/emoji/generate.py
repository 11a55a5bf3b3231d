#!/usr/bin/python3
"""generate.py - writes include/emoji.def: what emoji are called in Chinese.

    apt-get install unicode-cldr-core unicode-data
    tests/emoji/generate.py >include/emoji.def

Sequences are those of Unicode's emoji-test.txt, names those that CLDR gives for
reading aloud.  Skin tones are left out: a name says nothing of them.
"""
import re
import sys
import xml.etree.ElementTree as tree

ANNOTATIONS = "/usr/share/unicode/cldr/common/annotations%s/zh.xml"
SEQUENCES = "/usr/share/unicode/emoji/emoji-test.txt"
PLAIN = "\ufe0f"
# Newer than the names: zhbook's own words.
OURS = {
    "🫨": "摇头", "🩷": "粉红心", "🩵": "浅蓝心", "🩶": "灰心", "🫷": "向左推的手", "🫸": "向右推的手",
    "🫎": "驼鹿", "🫏": "驴", "🪽": "翅膀", "🐦\u200d⬛": "黑鸟", "🪿": "鹅", "🪼": "水母", "🪻": "风信子",
    "🫚": "生姜", "🫛": "豌豆荚", "🪭": "折扇", "🪮": "发梳", "🪇": "沙槌", "🪈": "长笛", "🪯": "坎达",
    "🛜": "无线网络",
}
TONES = range(0x1F3FB, 0x1F400)

HEAD = '''/*
 * emoji.def - what emoji are called in Chinese; tests/emoji/generate.py writes this.
 *
 * E(key, name), sorted by the bytes of the key: a sequence without skin tones and without
 * U+FE0F, which only stands behind a single character that is text without it.
 *
 * Names are those of Unicode CLDR %s, sequences those of Unicode's emoji %s.
 * Copyright (c) 1991-2022 Unicode, Inc.  All rights reserved.  Distributed under the Terms of Use
 * in https://www.unicode.org/copyright.html.
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode
 * data files and any associated documentation (the "Data Files") or Unicode software and any
 * associated documentation (the "Software") to deal in the Data Files or Software without
 * restriction, including without limitation the rights to use, copy, modify, merge, publish,
 * distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom
 * the Data Files or Software are furnished to do so, provided that either (a) this copyright and
 * permission notice appear with all copies of the Data Files or Software, or (b) this copyright
 * and permission notice appear in associated Documentation.
 *
 * THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
 * PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY RIGHTS.  IN NO EVENT SHALL THE COPYRIGHT
 * HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR
 * CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
 * WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN
 * CONNECTION WITH THE USE OR PERFORMANCE OF THE DATA FILES OR SOFTWARE.
 *
 * Except as contained in this notice, the name of a copyright holder shall not be used in
 * advertising or otherwise to promote the sale, use or other dealings in these Data Files or
 * Software without prior written authorization of the copyright holder.
 */'''


def names():
    """Sequence without U+FE0F: its name."""
    found = {}
    for part in ("", "Derived"):
        for a in tree.parse(ANNOTATIONS % part).iter("annotation"):
            if a.get("type") == "tts":
                found[a.get("cp").replace(PLAIN, "")] = a.text.strip()
    return found


def short(name):
    """"旗: 中国" is 中国旗, "按键: 1" is 1, "家庭: 男人女孩" is 家庭: a name stands in a line of text."""
    what, _, which = name.replace("：", ":").partition(":")
    which = which.strip()
    if what == "旗":
        return which + "旗"
    if what == "按键":
        return which
    return what.strip()


def sequences():
    """Fully qualified ones."""
    for line in open(SEQUENCES, encoding="utf-8"):
        m = re.match(r"([0-9A-F ]+?) *; (fully-qualified|component) ", line)
        if m:
            yield "".join(chr(int(c, 16)) for c in m[1].split())


def toneless(s):
    return "".join(c for c in s if ord(c) not in TONES) or s


def key(s):
    s = toneless(s)
    bare = s.replace(PLAIN, "")
    return s if len(bare) == 1 else bare


def versions():
    about = open("/usr/share/doc/unicode-cldr-core/changelog.Debian.gz", "rb").read()
    import gzip
    cldr = re.search(r"\((\d+)", gzip.decompress(about).decode())[1]
    emoji = re.search(r"# Version: (\S+)", open(SEQUENCES, encoding="utf-8").read())[1]
    return cldr, emoji


def main():
    called, rows, nameless = names(), {}, []
    for s in sorted(sequences(), key=lambda s: s != toneless(s)):  # plain ones first
        name = called.get(s.replace(PLAIN, "")) or OURS.get(s)
        if key(s) + PLAIN in rows:
            continue
        if name:
            rows.setdefault(key(s), short(name))
        else:
            nameless.append(s)
    print(HEAD % versions())
    for k in sorted(rows, key=lambda k: k.encode()):
        print('E("%s", "%s")' % (k, rows[k].replace("\\", "\\\\").replace('"', '\\"')))
    print(len(rows), "rows; without a name:", " ".join(nameless), file=sys.stderr)


main()
