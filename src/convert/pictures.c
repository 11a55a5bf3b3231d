/* pictures.c - references to pictures become files of the container. */
#include "convert_local.h"
#include "icon_local.h"
#include "shape_local.h"
#include "url.h"

enum {
    TALLEST_LETTER = 256, /* px: emoji are drawn large and shown small */
    TALL_LEAST = 400      /* px: a smaller picture leaves room anyway */
};

static bool in_text(const struct node *n)
{
    switch (n->parent->tag) {
    case TAG_DOCUMENT:
    case TAG_SECTION:
    case TAG_DIV:
    case TAG_FIGURE:
    case TAG_BLOCKQUOTE: return n->parent->ns != NS_HTML;
    default: return true;
    }
}

/* Its words; not those of a caption, which stands below; "图 1" says itself what it is. */
static str stands_for(arena *a, const struct node *img, str alt)
{
    const struct node *figure = node_up(img, TAG_FIGURE);
    bool captioned =
        figure && (node_is(figure->last, TAG_FIGCAPTION) || node_is(figure->first, TAG_FIGCAPTION));
    if (!alt.len || captioned) return S("［图］");
    if (str_starts(alt, S("图 "))) return str_printf(a, "［%.*s］", STR(alt));
    return str_printf(a, "［图：%.*s］", STR(alt));
}

/* What stands where a picture should: its words, and the way to it. */
static struct node *placeholder(struct chapter *c, struct node *img, str url)
{
    struct node *box = node_make(c->mem, in_text(img) ? TAG_SPAN : TAG_P);
    str alt = node_attr(img, ATTR_ALT);
    str tex = node_has_class(img, S("formula")) ? alt : (str){0};
    box->line = img->line;
    box->made = 1;
    node_add_class(c->mem, box, S("missing"));
    if (tex.len) {
        struct node *code = own(c, box, TAG_CODE);
        node_add_class(c->mem, code, S("tex"));
        own_text(c, code, tex);
        return box;
    }
    own_text(c, own(c, box, TAG_SPAN), stands_for(c->mem, img, alt));
    if (str_istarts(url, S("http")) && !node_up(img, TAG_A)) { /* a link holds no link */
        own_text(c, box, S(" "));
        struct node *a = own(c, box, TAG_A);
        node_set(c->mem, a, ATTR_HREF, url_untrack(c->mem, url));
        own_text(c, a, S("原图"));
    }
    return box;
}

static const char *reason(enum finding f)
{
    switch (f) {
    case FOUND: break;
    case FOUND_NOT: return "not found";
    case FOUND_NO_IMAGE: return "no picture";
    case FOUND_UNREADABLE: return "format cannot be delivered";
    case FOUND_BROKEN: return "damaged";
    case FOUND_REFUSED: return "refused";
    }
    return "";
}

static void report(struct chapter *c, const struct node *img, enum finding f, str url, str what)
{
    static const enum diag_id ids[] = {
        [MISSING_PLACEHOLDER] = DIAG_IMG_MISSING,
        [MISSING_DROP] = DIAG_IMG_DROPPED,
        [MISSING_FAIL] = DIAG_IMG_FAIL,
    };
    /* A data: URL may be as long as the picture. */
    str shown = utf8_head(url, 200);
    diag(c->rules.ds, ids[c->conf->missing], rule_at(&c->rules, img), "%s%s%.*s: %.*s%s", reason(f),
         what.len ? ", " : "", STR(what), STR(shown), shown.len < url.len ? "…" : "");
}

static void lose(struct chapter *c, str url, int line, enum finding why)
{
    struct post *p = c->post;
    p->lost = make_room(c->keep, p->lost, p->nlost);
    str kept = str_istarts(url, S("data:")) ? S("data:") : url;
    p->lost[p->nlost++] = (struct lost){str_dup(c->keep, kept), line, why};
}

/* The post's list has each picture once. */
static void remember(struct chapter *c, struct image im)
{
    struct post *p = c->post;
    isize *at = table_at(&c->shown, hash64(im.href));
    if (*at >= 0 && str_eq(p->images[*at].href, im.href)) return;
    *at = p->nimages;
    p->images = make_room(c->keep, p->images, p->nimages);
    p->images[p->nimages++] = im;
}

struct sought picture_ask(struct chapter *c, str url, int line)
{
    struct sought to = image_find(c->finder, c->post, url, c->keep, *c->mem);
    asked_add(c,
              (struct asked){.ref = url, .found = to.found, .line = line, .href = to.image.href});
    to.image.line = line;
    if (to.found == FOUND) remember(c, to.image);
    else lose(c, url, line, to.found);
    return to;
}

bool picture_there(struct chapter *c, str url, int line)
{
    if (!c) return false;
    struct sought to = image_find(c->finder, c->post, url, c->keep, *c->mem);
    asked_add(c, (struct asked){.ref = url,
                                .kind = ASKED_THERE,
                                .found = to.found,
                                .line = line,
                                .href = to.image.href});
    return to.found == FOUND;
}

/* Pictures of letters and formulas are read, so a book too large has them, too. */
static bool is_counted(const struct node *img)
{
    return !node_has_class(img, S("emoji")) && !node_has_class(img, S("formula"));
}

/* Of one picture only, that one is to be looked at. */
static bool wanted(const struct chapter *c, const struct node *img)
{
    if (c->conf->thrift.few && is_counted(img) && c->counted >= c->conf->thrift.pictures)
        return false;
    if (c->conf->images_mode == IMAGES_FIRST && node_has_class(img, S("emoji"))) return false;
    return c->conf->images_mode == IMAGES_ALL ||
           (c->conf->images_mode == IMAGES_FIRST && !c->post->nimages);
}

/* Slices of a strip, one below the other; how high each is will be known when they are made. */
static struct node *show_slices(struct chapter *c, struct node *img, const struct image *im)
{
    str alt = node_attr(img, ATTR_ALT), class_name = node_attr(img, ATTR_CLASS);
    struct node *at = img, *figure = node_up(img, TAG_FIGURE);
    if (figure) node_add_class(c->mem, figure, S("strip"));
    for (int i = 0; i < im->slices; i++) {
        struct node *one = i ? node_make(c->mem, TAG_IMG) : img;
        if (i) {
            one->made = 1;
            one->line = img->line;
            node_after(at, one);
            if (class_name.len) node_set(c->mem, one, ATTR_CLASS, class_name);
        }
        node_add_class(c->mem, one, S("slice"));
        str href = image_slice(c->mem, im, i);
        node_set(c->mem, one, ATTR_SRC, str_printf(c->mem, "../%.*s", STR(href)));
        node_set(c->mem, one, ATTR_WIDTH, str_printf(c->mem, "%d", im->w));
        node_unset(one, ATTR_HEIGHT);
        node_set(
            c->mem, one, ATTR_ALT,
            str_printf(c->mem, "%.*s%s(%d/%d)", STR(alt), alt.len ? " " : "", i + 1, im->slices));
        at = one;
    }
    return at;
}

/* Upright as photographs and paintings are.  A screen of a phone is longer, and its letters need
 * all of the page. */
static bool is_tall(const struct node *img, const struct image *im)
{
    return is_counted(img) && im->h >= TALL_LEAST && 100LL * im->h > 115LL * im->w &&
           100LL * im->h < 160LL * im->w;
}

/* The last node of it. */
static struct node *show(struct chapter *c, struct node *img, struct image im)
{
    if (im.slices > 1) return show_slices(c, img, &im);
    node_set(c->mem, img, ATTR_SRC, str_printf(c->mem, "../%.*s", STR(im.href)));
    node_set(c->mem, img, ATTR_WIDTH, str_printf(c->mem, "%d", im.w));
    node_set(c->mem, img, ATTR_HEIGHT, str_printf(c->mem, "%d", im.h));
    if (!node_has(img, ATTR_ALT)) node_set(c->mem, img, ATTR_ALT, (str){0});
    if (is_tall(img, &im)) node_add_class(c->mem, img, S("tall"));
    return img;
}

/* What a picture among letters is called stands among them, and not in a box. */
static bool speak(struct chapter *c, struct node *img)
{
    str words = icon_words(c->mem, node_attr(img, ATTR_ALT));
    if (!node_has_class(img, S("emoji")) || !words.len) return false;
    if (!img->made && !audit_within_hidden(img)) c->audit.pictures_held++;
    node_before(img, shape_words(c->mem, words));
    return true;
}

static struct node *place(struct chapter *c, struct node *img, const struct node *root)
{
    str url = node_attr(img, ATTR_SRC);
    if (!wanted(c, img)) {
        if (speak(c, img)) return node_remove(img, root);
        rule_lose(&c->rules, img, DIAG_IMG_UNWANTED,
                  c->conf->thrift.few ? "limits.max_mb" : "images.mode");
        return node_remove(img, root);
    }
    struct sought to = picture_ask(c, url, img->line);
    if (to.found == FOUND) {
        c->counted += is_counted(img);
        if (to.what.len)
            diag(c->rules.ds, DIAG_IMG_DAMAGED, rule_at(&c->rules, img), "%.*s: %.*s", STR(to.what),
                 STR(utf8_head(url, 200)));
        struct node *last = show(c, img, to.image);
        if (node_has_class(img, S("emoji")) && to.image.w > TALLEST_LETTER)
            node_unset(img, ATTR_CLASS); /* its file knows better than the page */
        return node_next(last, root);
    }
    if (c->conf->missing != MISSING_FAIL && speak(c, img)) return node_remove(img, root);
    report(c, img, to.found, url, to.what);
    bool drop = c->conf->missing == MISSING_DROP;
    if (!img->made) *(drop ? &c->audit.pictures_removed : &c->audit.pictures_held) += 1;
    if (!drop) node_before(img, placeholder(c, img, url));
    return node_remove(img, root);
}

void pictures_place(struct chapter *c, struct node *root)
{
    for (struct node *n = node_next(root, root); n;)
        n = node_is(n, TAG_IMG) ? place(c, n, root) : node_next(n, root);
}
