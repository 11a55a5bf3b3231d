/* icon.c - see icon_local.h. */
#include "icon_local.h"
#include "audit.h"
#include "emoji_local.h"
#include "shape_local.h"

enum sign {
    WORD,    /* one of its classes */
    PART,    /* a part of a class */
    ADDRESS, /* a part of its address */
    HAS,     /* an attribute, whatever its value */
};

/* What publishers and the programs of blogs and forums put in a line of text. */
static const struct {
    u8 sign, is;
    str what;
} signs[] = {
    {ADDRESS, ICON_DECOR, LIT("timeline_card_small")},        /* Weibo: before a link */
    {PART, ICON_LETTER, LIT("emoji")},                        /* most */
    {PART, ICON_LETTER, LIT("emoticon")},                     /* bilibili, Douban */
    {PART, ICON_LETTER, LIT("smiley")},                       /* WordPress, Tieba */
    {PART, ICON_LETTER, LIT("smilies")},                      /* phpBB */
    {PART, ICON_LETTER, LIT("icon_emotion")},                 /* WeChat, older */
    {WORD, ICON_LETTER, LIT("wx_emotion")},                   /* WeChat */
    {WORD, ICON_LETTER, LIT("sticker")},                      /* Zhihu */
    {WORD, ICON_LETTER, LIT("icon")},                         /* */
    {WORD, ICON_LETTER, LIT("face")},                         /* Weibo, Sina blogs */
    {WORD, ICON_LETTER, LIT("biaoqing")},                     /* */
    {HAS, ICON_LETTER, LIT("data-emoji")},                    /* Zhihu, Slack */
    {HAS, ICON_LETTER, LIT("smilieid")},                      /* Discuz */
    {ADDRESS, ICON_LETTER, LIT("face.t.sinajs.cn/")},         /* Weibo */
    {ADDRESS, ICON_LETTER, LIT("sinaimg.cn/m/emoticon/")},    /* Weibo */
    {ADDRESS, ICON_LETTER, LIT("appstyle/expression/")},      /* Weibo, older */
    {ADDRESS, ICON_LETTER, LIT("/newemoji/")},                /* WeChat */
    {ADDRESS, ICON_LETTER, LIT("/we-emoji/")},                /* WeChat */
    {ADDRESS, ICON_LETTER, LIT("/icon/emotion/")},            /* WeChat, older */
    {ADDRESS, ICON_LETTER, LIT("s.w.org/images/core/emoji")}, /* WordPress */
    {ADDRESS, ICON_LETTER, LIT("/images/smilies/")},          /* WordPress, older */
    {ADDRESS, ICON_LETTER, LIT("/twemoji")},                  /* Twitter, many */
    {ADDRESS, ICON_LETTER, LIT("/images/icons/emoji/")},      /* GitHub */
    {ADDRESS, ICON_LETTER, LIT("image/smiley/")},             /* Discuz */
    {ADDRESS, ICON_LETTER, LIT("/smilies/")},                 /* phpBB, vBulletin */
    {ADDRESS, ICON_LETTER, LIT("/editor/images/face/")},      /* Tieba */
    {ADDRESS, ICON_LETTER, LIT("image_emoticon")},            /* Tieba */
    {ADDRESS, ICON_LETTER, LIT("/qzone/em/")},                /* Qzone */
    {ADDRESS, ICON_LETTER, LIT("/bfs/emote/")},               /* bilibili */
    {ADDRESS, ICON_LETTER, LIT("/dialogs/emotion/")},         /* UEditor */
    {ADDRESS, ICON_LETTER, LIT("/plugins/emoticons/")},       /* KindEditor, CKEditor */
    {ADDRESS, ICON_LETTER, LIT("/xheditor_emot/")},           /* xhEditor */
    {ADDRESS, ICON_LETTER, LIT("/emoji/")},                   /* many */
    {ADDRESS, ICON_LETTER, LIT("/emotion/")},                 /* many */
    {ADDRESS, ICON_LETTER, LIT("/emoticon/")},                /* many */
};

static bool has_class(const struct node *n, str word)
{
    str list = node_attr(n, ATTR_CLASS);
    for (struct cut c = {.tail = list}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (str_ieq(str_trim(c.head), word)) return true;
    }
    return false;
}

static bool shows(const struct node *n, u8 sign, str what)
{
    switch ((enum sign)sign) {
    case WORD: return has_class(n, what);
    case PART: return shape_class_has(n, what);
    case HAS: return node_has_str(n, what);
    case ADDRESS: break;
    }
    return str_ifind(node_attr(n, ATTR_SRC), what, 0) >= 0;
}

/* Pixels; of a length relative to the letters, about as many. */
static long long pixels(str s)
{
    enum { EM = 16 };
    long long px = 0;
    isize n = 0;
    s = str_trim(s);
    while (n < s.len && is_digit(s.p[n])) n++;
    if (!n || !str_int(str_head(s, n), &px)) return 0;
    str unit = str_skip(s, n);
    if (str_starts(unit, S("."))) {
        isize i = 1;
        while (i < unit.len && is_digit(unit.p[i])) i++;
        unit = str_skip(unit, i);
    }
    if (str_istarts(unit, S("em")) || str_istarts(unit, S("rem"))) return (px ? px : 1) * EM;
    return str_starts(unit, S("%")) || str_istarts(unit, S("v")) ? 0 : px;
}

/* What the style says of `name`, not of what ends in it ("max-width"). */
static str style_of(const struct node *n, str name)
{
    for (struct cut c = {.tail = node_attr(n, ATTR_STYLE)}; c.tail.len;) {
        c = str_cut(c.tail, ';');
        struct cut kv = str_cut(c.head, ':');
        if (str_ieq(str_trim(kv.head), name)) return str_trim(kv.tail);
    }
    return (str){0};
}

struct size {
    long long w, h; /* 0: not stated */
};

static struct size stated(const struct node *n)
{
    struct size z = {pixels(node_attr(n, ATTR_WIDTH)), pixels(node_attr(n, ATTR_HEIGHT))};
    if (!z.w) z.w = pixels(style_of(n, S("width")));
    if (!z.h) z.h = pixels(style_of(n, S("height")));
    if (!z.w) z.w = pixels(node_attr(n, ATTR_DATA_RAWWIDTH));
    if (!z.w) z.w = pixels(node_attr_str(n, S("data-w")));
    return z;
}

enum icon icon_judge(const struct node *img)
{
    enum { LETTER = 32, LARGE = 100 /* px */ };
    struct size z = stated(img);
    if (z.w >= LARGE || z.h >= LARGE) return ICON_NOT;
    for (isize i = 0; i < COUNT(signs); i++)
        if (shows(img, signs[i].sign, signs[i].what)) return (enum icon)signs[i].is;
    if (emoji_is(str_trim(node_attr(img, ATTR_ALT)))) return ICON_LETTER;
    bool small = (z.w && z.w <= LETTER && z.h <= LETTER) || (z.h && z.h <= LETTER && !z.w);
    return small ? ICON_LETTER : ICON_NOT;
}

/* ".../72x72/1f468-200d-1f4bb.png": the emoji of that name; {0} if it is none. */
static str from_address(arena *a, str src)
{
    enum { LONGEST = 60 };
    str path = str_cut(str_cut(src, '#').head, '?').head, file = path;
    for (struct cut c = {.tail = path}; c.ok || c.tail.len; file = c.head) c = str_cut(c.tail, '/');
    struct buf b = {.mem = a};
    file = str_cut(file, '.').head;
    if (file.len > LONGEST) return (str){0};
    for (struct cut c = {.tail = file}; c.tail.len;) {
        u32 code = 0;
        c = str_cut(c.tail, '-');
        if (c.head.len < 2 || c.head.len > 6) return (str){0};
        for (isize i = 0; i < c.head.len; i++) {
            if (hex_value(c.head.p[i]) < 0) return (str){0};
            code = code * 16 + (u32)hex_value(c.head.p[i]);
        }
        if (!code || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return (str){0};
        buf_rune(&b, code);
    }
    str bare = buf_str(&b);
    if (!bare.len || emoji_is(bare)) return bare;
    buf_rune(&b, 0xFE0F); /* the name of a heart's file says nothing of its style */
    return emoji_is(buf_str(&b)) ? buf_str(&b) : (str){0};
}

str icon_means(arena *a, const struct node *img)
{
    static const char *const named[] = {"alt",       "title",      "data-emoji", "data-title",
                                        "data-name", "data-alias", "aria-label"};
    enum { WORDY = 20 }; /* code points: what is longer describes */
    str alt = str_trim(node_attr(img, ATTR_ALT)), emoji = (str){0};
    if (emoji_is(alt)) return alt;
    emoji = from_address(a, node_attr(img, ATTR_SRC));
    if (emoji.len) return emoji;
    for (isize i = 0; i < COUNT(named); i++) {
        str s = str_trim(node_attr_str(img, str_of(named[i])));
        if (audit_text(s).chars && utf8_len(s) <= WORDY && utf8_ok(s)) return s;
    }
    return (str){0};
}

str icon_words(arena *a, str means)
{
    if (!means.len || emoji_is(means)) return means;
    bool done = (str_starts(means, S("[")) && str_ends(means, S("]"))) ||
                (str_starts(means, S("【")) && str_ends(means, S("】"))) ||
                (str_starts(means, S("［")) && str_ends(means, S("］")));
    if (done) return means;
    bool colons = means.len > 2 && str_starts(means, S(":")) && str_ends(means, S(":"));
    if (colons) means = str_head(str_skip(means, 1), means.len - 2);
    return str_printf(a, "[%.*s]", STR(means));
}
