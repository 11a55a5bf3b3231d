/*
 * site_jianshu.c - articles of jianshu.com: every picture is a nest of boxes with a caption,
 * which is empty or what its editor calls any picture.
 */
#include "shape_local.h"
#include "site.h"

/* What stands under a picture whose author wrote nothing. */
static bool is_default(str s)
{
    static const str words[] = {LIT("image"),          LIT("image.png"),         LIT("image.jpg"),
                                LIT("image.jpeg"),     LIT("image.gif"),         LIT("图片"),
                                LIT("图片.png"),       LIT("图片发自简书App"),   LIT("img"),
                                LIT("这里写图片描述"), LIT("在这里插入图片描述")};
    for (isize i = 0; i < COUNT(words); i++)
        if (str_ieq(s, words[i])) return true;
    return false;
}

static struct node *caption(struct rule_ctx *cx, struct node *n)
{
    enum { LONGEST = 40 /* bytes of these words, and more */ };
    if (!node_has_class(n, S("image-caption"))) return node_next(n, cx->root);
    if (!shape_blank(n) && !is_default(shape_line(cx->mem, n, LONGEST)))
        return node_next(n, cx->root);
    rule_lose(cx, n, DIAG_NOISE_GONE, "");
    return node_remove(n, cx->root);
}

static const struct rule rule_caption = {
    .name = "jianshu-caption",
    .help = "a caption that only says that this is a picture goes",
    .on = TAG_DIV,
    .apply = caption,
};

static const struct rule *const rules[] = {&rule_caption, NULL};

static const struct edit edits[] = {
    RENAME("div.image-package", "figure"),
    RENAME(".image-package div.image-caption", "figcaption"),
    UNWRAP(".image-container, .image-container-fill, .image-view"),
    NOISE(".show-foot, .support-author, .meta-bottom, .follow-detail, .author .info .meta"),
    EDITS_END,
};

const struct site site_jianshu = {
    .name = "jianshu",
    .help = "articles of jianshu.com",
    .hosts = "jianshu.com",
    .pictures = "jianshu.io",
    .marks = ".image-package .image-container-fill",
    .labels = "简书",
    .rules = rules,
    .edits = edits,
};
