/* address.c - see address_local.h.  To add a kind of page: one row. */
#include "address_local.h"
#include "url.h"

static const struct {
    const char *host;
    str path; /* what it has in it */
    str name;
} kinds[] = {
    {"zhihu.com", LIT("/answer/"), LIT("知乎回答")},
    {"zhihu.com", LIT("/question/"), LIT("知乎问题")},
    {"zhihu.com", LIT("/zvideo/"), LIT("知乎视频")},
    {"zhihu.com", LIT("/video/"), LIT("知乎视频")},
    {"zhihu.com", LIT("/pin/"), LIT("知乎想法")},
    {"zhihu.com", LIT("/collection/"), LIT("知乎收藏夹")},
    {"zhihu.com", LIT("/people/"), LIT("知乎用户")},
    {"zhihu.com", LIT("/p/"), LIT("知乎文章")},
    {"zhihu.com", LIT("/market/"), LIT("知乎盐选")},
    {"mp.weixin.qq.com", LIT("/s"), LIT("微信公众号文章")},
    {"v.qq.com", LIT("/"), LIT("腾讯视频")},
    {"bilibili.com", LIT("/video/"), LIT("哔哩哔哩视频")},
    {"youtube.com", LIT("/watch"), LIT("YouTube 视频")},
    {"youtu.be", LIT("/"), LIT("YouTube 视频")},
    {"youku.com", LIT("/v_show/"), LIT("优酷视频")},
    {"weibo.com", LIT("/"), LIT("微博")},
    {"weibo.cn", LIT("/"), LIT("微博")},
    {"douyin.com", LIT("/"), LIT("抖音视频")},
};

static bool is_legible(u32 c)
{
    return c > 0x20 && c != 0xFFFD && !(c >= 0x7F && c <= 0xA0) && !(c >= 0x2000 && c <= 0x200F) &&
           !(c >= 0x2028 && c <= 0x202F) && !(c >= 0x205F && c <= 0x206F) && c != 0x3000 &&
           c != 0xFEFF && !(c >= 0xE000 && c < 0xF900) && c < 0xE0000;
}

str address_shown(arena *a, str url)
{
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0; i < url.len; i++) {
        int high = url.p[i] == '%' && i + 2 < url.len ? hex_value(url.p[i + 1]) : -1;
        if (high < 8) {
            buf_byte(&b, url.p[i]);
            continue;
        }
        buf_byte(&b, (u8)(high << 4 | hex_value(url.p[i + 2])));
        i += 2;
    }
    str s = buf_str(&b);
    if (!utf8_ok(s)) return url;
    for (isize i = 0; i < s.len; i += len)
        if (!is_legible(utf8_get(str_skip(s, i), &len))) return url;
    return s;
}

str address_short(str s)
{
    if (str_istarts(s, S("http://"))) s = str_skip(s, 7);
    else if (str_istarts(s, S("https://"))) s = str_skip(s, 8);
    if (str_istarts(s, S("www."))) s = str_skip(s, 4);
    while (s.len && s.p[s.len - 1] == '/') s.len--;
    return s;
}

/* --- titles --------------------------------------------------------------------------------- */

static str kind_of(struct url u)
{
    for (isize i = 0; i < COUNT(kinds); i++)
        if (u.path.len > 1 && str_has(u.path, kinds[i].path) && url_host_in(u.host, kinds[i].host))
            return kinds[i].name;
    return (str){0};
}

/* Few characters, and more words than numbers. */
static bool is_readable(str path)
{
    enum { LONGEST = 60 /* code points */, WORD = 4 };
    isize letters = 0, digits = 0, len;
    for (isize i = 0; i < path.len; i += len) {
        u32 c = utf8_get(str_skip(path, i), &len);
        letters += c >= 0x80 || is_alpha((int)c);
        digits += c < 0x80 && is_digit((int)c);
        if (c == '%') return false;
    }
    return letters >= WORD && digits <= letters && utf8_len(path) <= LONGEST;
}

str address_title(arena *a, str url)
{
    struct url u = url_split(url);
    str kind = kind_of(u);
    if (kind.len) return kind;
    isize end = u.host.p + u.host.len + u.port.len + (u.port.len > 0) + u.path.len - url.p;
    str whole = address_short(address_shown(a, str_head(url, end)));
    struct cut c = str_cut(whole, '/');
    return is_readable(c.tail) ? whole : c.head;
}
