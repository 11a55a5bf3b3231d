/*
 * rule_figure.c - a picture on its own is a figure with its caption, and every
 * picture says in words what it is: its caption, what its author wrote, or its number.
 */
#include "shape_local.h"
#include "audit.h"

enum { ALT_MAX = 140 /* code points */ };

static bool among_letters(const struct node *img)
{
    const struct node *p = node_up(img, TAG_P);
    if (p && node_has_class(p, S("media"))) return true; /* a poster */
    return node_has_class(img, S("emoji")) || node_has_class(img, S("formula")) || img->made;
}

/* The box that stands for a picture which is not there (pictures.c); a formula's is a word. */
static bool is_missing(const struct node *n)
{
    bool box = node_is(n, TAG_P) || node_is(n, TAG_SPAN);
    return box && node_has_class(n, S("missing")) && !node_is(n->first, TAG_CODE);
}

/* The first picture in n, or the box for one. */
static struct node *image_in(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (node_is(k, TAG_IMG) || is_missing(k)) return (struct node *)k;
    return NULL;
}

/* The picture that is all there is in p, bare or in a link; NULL if there is more. */
static struct node *alone(const struct node *p)
{
    const struct node *k = shape_only(p);
    while (k && !node_is(k, TAG_IMG) && shape_inline(k)) k = shape_only(k);
    return k && node_is(k, TAG_IMG) && !among_letters(k) ? (struct node *)k : NULL;
}

/* Pictures and white space only, two or more. */
static bool is_row(const struct node *p)
{
    int pictures = 0;
    for (const struct node *k = p->first; k; k = k->next) {
        if (shape_space(k) || node_is(k, TAG_BR)) continue;
        const struct node *img = node_is(k, TAG_IMG) ? k : alone(k);
        if (!img || among_letters(img)) return false;
        pictures++;
    }
    return pictures > 1;
}

static struct node *figure_around(struct rule_ctx *cx, struct node *what)
{
    struct node *f = node_make(cx->mem, TAG_FIGURE);
    f->line = what->line;
    node_wrap(what, f);
    return f;
}

static struct node *caption_in(const struct node *figure)
{
    for (struct node *k = figure->first; k; k = k->next)
        if (node_is(k, TAG_FIGCAPTION)) return k;
    return NULL;
}

/* What a machine or a hurry wrote there. */
static bool says_nothing(struct rule_ctx *cx, str alt)
{
    static const str words[] = {
        LIT("image"), LIT("img"),  LIT("picture"),    LIT("图片"),      LIT("动图封面"),
        LIT("photo"), LIT("alt"),  LIT("null"),       LIT("undefined"), LIT("在这里插入图片描述"),
        LIT("图像"),  LIT("截图"), LIT("cover_image")};
    if (!audit_text(alt).chars) return true;
    for (isize i = 0; i < COUNT(words); i++)
        if (str_ieq(alt, words[i])) return true;
    if (picture_named(alt)) return true;
    if (str_starts(alt, S("图 ")) || str_istarts(alt, S("http"))) return true;
    return cx->post && str_eq(alt, str_trim(cx->post->title));
}

/* Signs by which an author says that a line is about the picture above it. */
static bool points_up(arena *a, const struct node *p)
{
    static const str signs[] = {LIT("▲"), LIT("△"), LIT("↑"), LIT("⬆")};
    enum { LONGEST = 80 /* code points */ };
    str s = str_trim(node_text_all(a, p));
    for (isize i = 0; i < COUNT(signs); i++)
        if (str_starts(s, signs[i]) && s.len > signs[i].len) return utf8_len(s) <= LONGEST;
    return false;
}

/* A paragraph that a page or its author calls the caption of what stands before it. */
static bool is_caption(arena *a, const struct node *n)
{
    static const str names[] = {LIT("img-desc"),   LIT("pic-desc"), LIT("image-desc"),
                                LIT("img_desc"),   LIT("imgdesc"),  LIT("pic_desc"),
                                LIT("photo-desc"), LIT("img-title")};
    if (!n || !node_is(n, TAG_P) || image_in(n) || shape_blank(n)) return false;
    if (shape_class_has(n, S("caption"))) return true;
    for (isize i = 0; i < COUNT(names); i++)
        if (node_has_class(n, names[i])) return true;
    return points_up(a, n);
}

/* True if the title of a picture is words about it: no file's name, and not what every
 * picture of the post has. */
static bool is_words(str title)
{
    if (picture_named(title) || str_istarts(title, S("http"))) return false;
    bool han = false;
    isize len;
    for (isize i = 0; i < title.len && !han; i += len)
        han = utf8_get(str_skip(title, i), &len) >= 0x2E80;
    return han || str_byte(str_trim(title), ' ', 0) > 0;
}

/* Find the caption of a figure that has none. */
static void find_caption(struct rule_ctx *cx, struct node *figure, const struct node *img,
                         bool titles)
{
    struct node *old = caption_in(figure);
    if (old && !shape_blank(old)) return;
    if (old) node_detach(old);
    struct node *next = shape_next(figure);
    str said = str_trim(node_attr(img, ATTR_DATA_CAPTION));
    if (str_eq(said, S("null")) || !audit_text(said).chars) said = (str){0};
    str title = titles ? str_trim(node_attr(img, ATTR_TITLE)) : (str){0};
    if (!said.len && !says_nothing(cx, title) && is_words(title)) said = title;
    if (is_caption(cx->mem, next)) {
        struct node *caption = node_add(cx->mem, figure, TAG_FIGCAPTION);
        node_move_kids(caption, next);
        node_detach(next);
    } else if (said.len) {
        struct node *caption = node_add(cx->mem, figure, TAG_FIGCAPTION);
        node_append(caption, shape_words(cx->mem, said));
    }
}

/* A caption outside of its figure goes in, or is a paragraph. */
static void place_caption(struct rule_ctx *cx, struct node *n)
{
    struct node *prev = shape_prev(n);
    if (node_is(n->parent, TAG_FIGURE) && caption_in(n->parent) == n) return;
    if (node_is(prev, TAG_FIGURE) && !caption_in(prev)) {
        node_detach(n);
        node_append(prev, n);
        return;
    }
    if (shape_has_block(n)) node_unwrap(n, cx->root);
    else n->tag = TAG_P;
}

static bool has_words(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (k->tag == TAG_TEXT && !shape_space(k)) return true;
    return false;
}

/* There is a picture in n that is none among letters. */
static bool shows(const struct node *n)
{
    for (const struct node *k = n; k; k = node_next(k, n))
        if (is_missing(k) || (node_is(k, TAG_IMG) && !among_letters(k))) return true;
    return false;
}

/* A figure holds its picture and one caption; other lines in it are the caption. */
static void tidy(struct rule_ctx *cx, struct node *figure)
{
    struct node *caption = caption_in(figure);
    for (struct node *k = figure->first, *next; k; k = next) {
        next = k->next;
        if (shape_space(k) || node_is(k, TAG_BR)) {
            node_detach(k);
        } else if (is_missing(k)) {
            continue;
        } else if (node_is(k, TAG_P) && image_in(k) && !has_words(k)) {
            node_unwrap(k, cx->root);
        } else if (node_is(k, TAG_P) && !caption && !shows(k)) {
            k->tag = TAG_FIGCAPTION;
            caption = k;
        }
    }
    if (!caption || caption == figure->last || caption == figure->first) return;
    node_detach(caption);
    node_append(figure, caption);
}

static void describe(struct rule_ctx *cx, struct node *img, str caption, int number)
{
    str alt = str_trim(node_attr(img, ATTR_ALT));
    if (audit_text(caption).chars) alt = caption;
    else if (says_nothing(cx, alt)) alt = str_printf(cx->mem, "图 %d", number);
    node_set(cx->mem, img, ATTR_ALT, utf8_head(alt, ALT_MAX - 1));
}

/* Icons have no words unless they stand for some: "[smile]" stays. */
static void describe_icon(struct rule_ctx *cx, struct node *img)
{
    str alt = str_trim(node_attr(img, ATTR_ALT));
    bool bare = says_nothing(cx, alt) && !node_has_class(img, S("formula"));
    node_set(cx->mem, img, ATTR_ALT, bare ? (str){0} : alt);
}

/* The caption of a figure that is tidy: first or last in it. */
static const struct node *caption_of(const struct node *figure)
{
    if (node_is(figure->first, TAG_FIGCAPTION)) return figure->first;
    return node_is(figure->last, TAG_FIGCAPTION) ? figure->last : NULL;
}

static str no_indent(str s)
{
    while (s.len && is_space(s.p[0])) s = str_skip(s, 1);
    return s;
}

/* The start of a caption, as much as an alt takes: a figure may have many pictures. */
static str words_of(arena *a, const struct node *caption)
{
    enum { ENOUGH = 4 * ALT_MAX }; /* bytes */
    struct buf out = {.mem = a};
    for (const struct node *k = caption; k && out.len < ENOUGH; k = node_next(k, caption))
        if (k->tag == TAG_TEXT && (out.len || !shape_space(k)))
            buf_add(&out, utf8_head(out.len ? k->text : no_indent(k->text), ENOUGH));
    return str_trim(buf_str(&out));
}

static struct node *figure_of(const struct node *img)
{
    return node_up(img, TAG_FIGURE);
}

/* Paragraphs with nothing but pictures become figures. */
static struct node *make_figures(struct rule_ctx *cx, struct node *p)
{
    struct node *on = node_skip(p, cx->root);
    bool row = is_row(p);
    if ((!row && !alone(p)) || figure_of(p) || node_has_class(p, S("media")) ||
        node_has_class(p, S("link-card")))
        return on;
    for (struct node *k = p->first, *next; k; k = next) {
        next = k->next;
        if (shape_space(k) || node_is(k, TAG_BR)) node_detach(k);
        else figure_around(cx, k);
    }
    node_unwrap(p, cx->root);
    return on;
}

/* False if the titles of pictures say nothing of each: one is on several. */
static bool titles_differ(const struct node *root)
{
    str first = {0};
    isize same = 0, count = 0;
    for (const struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        str title = node_is(n, TAG_IMG) ? str_trim(node_attr(n, ATTR_TITLE)) : (str){0};
        if (!title.len) continue;
        if (!count++) first = title;
        same += str_eq(title, first);
    }
    return count < 2 || same < 2;
}

static void mend_figure(struct rule_ctx *cx, struct node *figure, bool titles)
{
    const struct node *img = image_in(figure);
    tidy(cx, figure);
    if (!img) return;
    find_caption(cx, figure, img, titles);
    node_add_class(cx->mem, figure, S("duokan-image-single"));
}

/* A figure of something else, without a caption, is that. */
static struct node *unwrap_bare(struct node *figure, struct node *root)
{
    bool bare = !image_in(figure) && !caption_in(figure);
    return bare ? node_unwrap(figure, root) : node_next(figure, root);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    int number = 0;
    bool titles = titles_differ(root);
    for (struct node *n = node_next(root, root); n;)
        n = node_is(n, TAG_FIGURE) ? unwrap_bare(n, root) : node_next(n, root);
    for (struct node *n = node_next(root, root); n;)
        n = node_is(n, TAG_P) ? make_figures(cx, n) : node_next(n, root);
    for (struct node *n = node_next(root, root), *on; n; n = on) {
        on = node_next(n, root);
        if (node_is(n, TAG_FIGCAPTION)) place_caption(cx, n);
    }
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (node_is(n, TAG_FIGURE)) mend_figure(cx, n, titles);
        number += is_missing(n);
        if (!node_is(n, TAG_IMG)) continue;
        if (among_letters(n)) {
            describe_icon(cx, n);
            continue;
        }
        struct node *figure = figure_of(n);
        const struct node *caption = figure ? caption_of(figure) : NULL;
        describe(cx, n, caption ? words_of(cx->mem, caption) : (str){0}, ++number);
    }
    return NULL;
}

const struct rule rule_figure = {
    .name = "figure",
    .help = "pictures on their own are figures with captions; every img has its alt",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
