/*
 * rule_img.c - an img leads to the picture it stands for, and to nothing else.
 */
#include "shape_local.h"
#include "audit.h"
#include "icon_local.h"
#include "url.h"

/* The reference as the finder wants it: an absolute address mended, a path left alone. */
static str mend(struct rule_ctx *cx, str ref)
{
    str clean;
    if (str_istarts(ref, S("data:"))) return ref;
    bool absolute = str_starts(ref, S("//")) || str_istarts(ref, S("http:")) ||
                    str_istarts(ref, S("https:")) || str_istarts(ref, S("hhttp"));
    if (absolute) return url_clean(cx->mem, ref, (str){0}, &clean) ? clean : ref;
    if (str_byte(ref, '\\', 0) < 0) return ref;
    u8 *p = make_n(cx->mem, u8, ref.len);
    for (isize i = 0; i < ref.len; i++) p[i] = ref.p[i] == '\\' ? '/' : ref.p[i];
    return (str){p, ref.len};
}

/* A picture of one pixel is there to be counted, not seen. */
static bool is_beacon(const struct node *n)
{
    str w = node_attr(n, ATTR_WIDTH), h = node_attr(n, ATTR_HEIGHT);
    bool one = str_eq(w, S("1")) || str_eq(w, S("1px")) || str_eq(w, S("0"));
    return one && (str_eq(h, S("1")) || str_eq(h, S("1px")) || str_eq(h, S("0")));
}

/* The TeX of a formula's picture is in its address. */
static bool read_formula(struct rule_ctx *cx, struct node *n, str src)
{
    str tex;
    isize at = str_find(src, S("equation?tex="), 0);
    if (at < 0 || !url_param(cx->mem, url_split(src).query, S("tex"), &tex)) return false;
    node_set(cx->mem, n, ATTR_ALT, utf8_ok(tex) ? str_trim(tex) : (str){0});
    return true;
}

static struct node *unpack(struct node *n) /* out of its <picture> */
{
    struct node *picture = n->parent;
    if (!node_is(picture, TAG_PICTURE)) return n;
    node_detach(n);
    node_before(picture, n);
    return n;
}

/* An emoji without a picture is its words. */
static struct node *speak(struct rule_ctx *cx, struct node *n, str words)
{
    if (cx->audit && !audit_within_hidden(n)) cx->audit->pictures_held++;
    node_before(n, shape_words(cx->mem, words));
    return node_remove(n, cx->root);
}

static struct node *apply(struct rule_ctx *cx, struct node *n)
{
    str src = picture_source(n);
    if (!src.len && icon_judge(n) == ICON_LETTER) {
        str words = icon_words(cx->mem, icon_means(cx->mem, n));
        if (words.len) return speak(cx, n, words);
    }
    if (!src.len || is_beacon(n)) {
        str alt = node_attr(n, ATTR_ALT);
        rule_lose(cx, n, src.len ? DIAG_IMG_DECOR : DIAG_IMG_NO_SOURCE, str_z(cx->mem, alt));
        return node_remove(n, cx->root);
    }
    if (!str_eq(src, node_attr(n, ATTR_SRC))) rule_say(cx, n, "source is %.*s", STR(src));
    src = mend(cx, src);
    node_set(cx->mem, n, ATTR_SRC, src);
    node_unset(n, ATTR_SRCSET);
    bool formula = read_formula(cx, n, src) || node_has_class(n, S("formula"));
    enum icon icon = formula ? ICON_NOT : icon_judge(n);
    if (icon == ICON_DECOR) {
        rule_lose(cx, n, DIAG_IMG_DECOR, "");
        return node_remove(n, cx->root);
    }
    str means = icon == ICON_LETTER ? icon_means(cx->mem, n) : (str){0};
    if (means.len) node_set(cx->mem, n, ATTR_ALT, means);
    node_set(cx->mem, n, ATTR_CLASS,
             formula               ? S("formula")
             : icon == ICON_LETTER ? S("emoji")
                                   : (str){0});
    unpack(n);
    return node_next(n, cx->root);
}

const struct rule rule_img = {
    .name = "lazy-img",
    .help = "an img gets the source it really stands for; one without goes",
    .on = TAG_IMG,
    .apply = apply,
};
