/* picture.c - which picture an img stands for.  See shape_local.h. */
#include "shape_local.h"

enum { TINY_DATA = 1024, WIDEST = 2400 /* px: more than a reader's screen shows */ };

/* What pages show until the true picture is loaded. */
static bool is_placeholder(str s)
{
    static const str names[] = {LIT("1x1."),          LIT("/blank."),       LIT("/grey."),
                                LIT("/gray.gif"),     LIT("placeholder."),  LIT("/loading"),
                                LIT("lazyload"),      LIT("/pixel.gif"),    LIT("/spacer."),
                                LIT("/space.gif"),    LIT("/transparent."), LIT("/s.gif"),
                                LIT("/default_img."), LIT("/img-loading")};
    s = str_trim(s);
    if (!s.len || str_eq(s, S("null")) || str_eq(s, S("undefined")) || str_eq(s, S("#")))
        return true;
    if (str_istarts(s, S("about:")) || str_istarts(s, S("javascript:"))) return true;
    if (str_istarts(s, S("data:"))) {
        bool small = str_istarts(s, S("data:image/gif")) || str_istarts(s, S("data:image/svg"));
        bool other = !str_istarts(s, S("data:image/"));
        return other || (small && s.len <= TINY_DATA) || s.len < 100;
    }
    s = str_cut(str_cut(s, '#').head, '?').head;
    for (isize i = 0; i < COUNT(names); i++)
        if (str_ifind(s, names[i], 0) >= 0) return true;
    return str_istarts(s, S("blank.")) || str_istarts(s, S("loading.")) ||
           str_istarts(s, S("grey."));
}

/* The next candidate of a srcset: its URL and what is said of it. */
static bool candidate(str *rest, str *url, str *about)
{
    str s = *rest;
    while (s.len && (is_space(s.p[0]) || s.p[0] == ',')) s = str_skip(s, 1);
    if (!s.len) return false;
    isize n = 0;
    while (n < s.len && !is_space(s.p[n])) n++;
    *url = str_head(s, n);
    s = str_skip(s, n);
    bool closed = false; /* "a.png, b.png 2x": the comma ended the first */
    while (url->len && url->p[url->len - 1] == ',') {
        url->len--;
        closed = true;
    }
    *about = (str){0};
    if (!closed) {
        struct cut c = str_cut(s, ',');
        *about = str_trim(c.head);
        s = c.tail;
    }
    *rest = s;
    return true;
}

/* 640 of "640w", 1500 of "1.5x", for comparing within one list. */
static long long size_of(str about)
{
    long long whole = 0, part = 0;
    if (!about.len) return 1000;
    str number = str_head(about, about.len - 1);
    struct cut c = str_cut(number, '.');
    if (!str_int(c.head, &whole) || whole > 100000) return 0;
    if (c.tail.len) str_int(str_head(c.tail, 1), &part);
    return about.p[about.len - 1] == 'x' ? whole * 1000 + part * 100 : whole;
}

static str largest(str srcset)
{
    str best = {0}, url, about;
    long long most = -1;
    while (candidate(&srcset, &url, &about)) {
        long long size = size_of(about);
        bool wide = str_ends(about, S("w")) && size > WIDEST;
        if (wide && most > 0) continue;
        if (is_placeholder(url) || size <= most) continue;
        best = url;
        most = size;
    }
    return best;
}

/* Of <picture>, the sources whose format a reader can show. */
static str from_sources(const struct node *picture)
{
    for (const struct node *k = picture->first; k; k = k->next) {
        str type = node_attr(k, ATTR_TYPE);
        if (!node_is(k, TAG_SOURCE)) continue;
        if (str_ifind(type, S("avif"), 0) >= 0 || str_ifind(type, S("jxl"), 0) >= 0) continue;
        str set = node_attr(k, ATTR_SRCSET);
        if (!set.len) set = node_attr(k, ATTR_DATA_SRCSET);
        str url = largest(set);
        if (url.len) return url;
    }
    return (str){0};
}

bool picture_named(str name)
{
    static const str ends[] = {LIT(".png"),  LIT(".jpg"),  LIT(".jpeg"), LIT(".gif"),
                               LIT(".webp"), LIT(".avif"), LIT(".bmp"),  LIT(".svg")};
    for (isize i = 0; i < COUNT(ends); i++)
        if (str_iends(name, ends[i])) return true;
    return false;
}

str picture_source(const struct node *img)
{
    static const enum attr_id lazy[] = {ATTR_DATA_ORIGINAL, ATTR_DATA_ACTUALSRC,
                                        ATTR_DATA_LAZY_SRC, ATTR_DATA_SRC,
                                        ATTR_DATA_ECHO,     ATTR_DATA_ORIGINAL_SRC};
    static const str rare[] = {LIT("data-lazyload"),   LIT("data-lazyload-src"),
                               LIT("data-croporisrc"), LIT("data-url"),
                               LIT("data-orig-file"),  LIT("file")};
    for (isize i = 0; i < COUNT(lazy); i++) {
        str s = node_attr(img, lazy[i]);
        if (!is_placeholder(s)) return str_trim(s);
    }
    str set = largest(node_attr(img, ATTR_SRCSET));
    if (!set.len) set = largest(node_attr(img, ATTR_DATA_SRCSET));
    if (set.len) return set;
    if (img->parent && node_is(img->parent, TAG_PICTURE)) {
        set = from_sources(img->parent);
        if (set.len) return set;
    }
    str src = node_attr(img, ATTR_SRC);
    if (!is_placeholder(src)) return str_trim(src);
    for (isize i = 0; i < COUNT(rare); i++) {
        str s = node_attr_str(img, rare[i]);
        if (!is_placeholder(s)) return str_trim(s);
    }
    return (str){0};
}
