/*
 * plan.c - what becomes of a picture: see image.h.
 *
 * Nothing is decoded, so what a picture shows is judged by its file: a palette is
 * a drawing, JPEG is a photograph, and a PNG that deflating hardly made smaller is
 * one, too.
 */
#include "codec.h"
#include "device.h"
#include "image.h"

#include <math.h>

enum {
    STRIP = 3,       /* times its width: higher is a strip … */
    NARROW = 64,     /* px: … unless it is no more than a line */
    SLICES_MAX = 99, /* more would be no picture to read */
};

/* --- what is there ------------------------------------------------------------- */

static const struct {
    const char *mime, *ext;
    int takes;
} kinds[] = {
    [KIND_NONE] = {"", "", 0},
    [KIND_JPEG] = {"image/jpeg", "jpg", TAKES_JPEG},
    [KIND_PNG] = {"image/png", "png", TAKES_PNG},
    [KIND_GIF] = {"image/gif", "gif", TAKES_GIF},
    [KIND_SVG] = {"image/svg+xml", "svg", TAKES_SVG},
    [KIND_WEBP] = {"image/webp", "webp", TAKES_WEBP},
    [KIND_RGB] = {"", "rgb", 0},
};

const char *plan_ext(enum plan_kind k)
{
    return kinds[k].ext;
}

const char *plan_mime(enum plan_kind k)
{
    return kinds[k].mime;
}

/* Of a file as it is; KIND_NONE: no book holds such a one. */
static enum plan_kind kind_of(const struct codec *c)
{
    for (isize i = 1; i < COUNT(kinds); i++)
        if (str_eq(str_of(c->mime), str_of(kinds[i].mime))) return (enum plan_kind)i;
    return KIND_NONE;
}

/* More bytes a pixel than lines and flat colours need, when deflated. */
static bool is_dense(const struct image_info *is, bool heavy)
{
    int samples = is->channels * (is->deep ? 2 : 1);
    /* A third of the plain bytes; a sixth, if the file is heavy anyway. */
    return is->bytes * (heavy ? 6 : 3) >= (long long)is->w * is->h * samples;
}

/* Is it better as a JPEG? */
static bool is_photo(const struct codec *c, const struct image_info *is, bool flatten, bool heavy)
{
    str name = str_of(c->name);
    if (str_eq(name, S("JPEG"))) return true;
    if (is->colours || (image_alpha(is) && !flatten)) return false;
    if (str_eq(name, S("PNG"))) return is_dense(is, heavy);
    if (str_eq(name, S("WebP")) || str_eq(name, S("AVIF")) || str_eq(name, S("HEIC")))
        return !is->lossless;
    return false; /* BMP, ICO, GIF: of drawings, mostly */
}

/* --- what is wanted ------------------------------------------------------------ */

struct limits {
    int w, h;      /* px */
    long long cap; /* bytes */
    bool grey;     /* of what is made anew */
    int quality;   /* of a JPEG */
    int takes;
};

static int thrifty(const struct conf *conf, long long px)
{
    return (int)(conf->thrift.percent ? px * conf->thrift.percent / 100 : px);
}

static struct limits limits_of(const struct conf *conf, const struct device *d)
{
    const struct thrift *t = &conf->thrift;
    return (struct limits){
        .w = thrifty(conf, conf->max_width ? conf->max_width : d->w),
        .h = thrifty(conf, conf->max_height ? conf->max_height : d->h),
        .cap = (conf->max_kb ? conf->max_kb : d->kb) * 1024,
        .grey = t->grey || conf->grayscale == GRAYSCALE_ON ||
                (conf->grayscale == GRAYSCALE_AUTO && d->greys),
        .quality = t->quality && t->quality < conf->quality ? t->quality : (int)conf->quality,
        .takes = conf->webp == WEBP_KEEP ? d->takes : d->takes & ~TAKES_WEBP,
    };
}

static bool is_strip(const struct image_plan *p, const struct limits *l)
{
    return p->w >= NARROW && (long long)p->h > (long long)STRIP * p->w && p->h * 2LL > l->h * 3LL;
}

/* Slices are 0.7 pages high, so that a cut may be 0.15 higher or lower. */
static int slices_of(int h, int page)
{
    return (int)((h * 10LL + page * 7LL - 1) / (page * 7LL));
}

/* The size that fits; true if the picture is cut for that. */
static void fit(struct image_plan *p, const struct limits *l, int area, bool split)
{
    int w = p->w, h = p->h;
    if (split) {
        struct image_plan cut = *p;
        raster_fit(w, h, l->w, 0, &cut.w, &cut.h);
        if (is_strip(&cut, l) && (cut.slices = slices_of(cut.h, l->h)) <= SLICES_MAX) {
            cut.page = l->h;
            *p = cut;
            return;
        }
    }
    raster_fit(w, h, l->w, l->h, &p->w, &p->h);
    if (area && (long long)p->w * p->h > area)
        raster_fit(w, h, (int)(p->w * sqrt((double)area / ((double)p->w * p->h))), 0, &p->w, &p->h);
}

void plan_cut(const struct image_plan *p, int i, int *from, int *best, int *to)
{
    *best = (int)((long long)p->h * i / p->slices);
    int slack = (int)(p->page * 15LL / 100);
    *from = *best - slack > 1 ? *best - slack : 1;
    *to = *best + slack < p->h - 1 ? *best + slack : p->h - 1;
}

/* --- why it cannot stay as it is -------------------------------------------------- */

/* A screen of greys shows no more, and colours are bytes; what the user wants to keep as WebP is
 * nothing that zhbook could make grey. */
static bool wants_grey(const struct conf *conf, const struct limits *l, enum plan_kind kind)
{
    return conf->grayscale == GRAYSCALE_ON || (l->grey && kind != KIND_WEBP);
}

/* Small ones are not worth it, and of another kind than JPEG or PNG none can be made. */
static bool is_worth(const struct conf *conf, const struct image_info *is, enum plan_kind kind)
{
    enum { WORTH = 16 << 10 };
    return conf->thrift.quality && is->bytes > WORTH && (kind == KIND_JPEG || kind == KIND_PNG);
}

static int faults_of(const struct image_info *is, const struct conf *conf, const struct limits *l,
                     enum plan_kind kind)
{
    bool alpha = image_alpha(is) && !(l->takes & TAKES_ALPHA);
    return (alpha ? WHY_ALPHA : 0) | (is->cmyk ? WHY_CMYK : 0) | (is->deep ? WHY_DEEP : 0) |
           (is->interlaced ? WHY_INTERLACED : 0) | (is->animated ? WHY_ANIMATED : 0) |
           (is->damaged ? WHY_DAMAGED : 0) |
           (is->channels >= RGB && wants_grey(conf, l, kind) ? WHY_COLOUR : 0) |
           (is->bytes > l->cap || is_worth(conf, is, kind) ? WHY_BYTES : 0) |
           (is->orientation > 1 ? WHY_TURNED : 0) |
           (is->progressive && !(l->takes & TAKES_PROGRESSIVE) ? WHY_PROGRESSIVE : 0) |
           (is->metadata ? WHY_METADATA : 0);
}

/* What does not concern a GIF, which is never made but only copied: its rows may
 * come in any order, and a PNG of it need not be smaller. */
enum { NOT_OF_GIF = WHY_INTERLACED | WHY_BYTES };

static void plan_pixels(struct image_plan *p, const struct device *d, const struct limits *l,
                        const struct codec *c, const struct image_info *is)
{
    enum plan_kind as_is = p->kind;
    /* What is made smaller is made to be seen: on a dark page dark lines on nothing are not. */
    p->flatten = image_alpha(is) &&
                 (!(l->takes & TAKES_ALPHA) || (p->why & (WHY_SIZE | WHY_LONG | WHY_BYTES)));
    p->kind = is_photo(c, is, p->flatten, p->why & WHY_BYTES) ? KIND_JPEG : KIND_PNG;
    p->grey = l->grey;
    p->dither =
        p->kind == KIND_PNG && l->grey && d->greys == 16 && (p->flatten || !image_alpha(is));
    p->few = p->kind == KIND_PNG && (p->why & (WHY_SIZE | WHY_LONG | WHY_BYTES));
    p->quality = l->quality;
    p->cap = l->cap;
    if (p->kind == KIND_JPEG) p->flatten |= image_alpha(is);
    p->rather = p->kind == as_is && !(p->why & WHY_HARD);
    p->baseline = p->why & WHY_PROGRESSIVE;
}

static struct image_plan svg_plan(struct image_plan p, const struct limits *l,
                                  const struct codec *c)
{
    bool taken = l->takes & TAKES_SVG;
    p.why = taken ? WHY_METADATA : WHY_FORMAT;
    p.way = taken && c->rewrite ? PLAN_REWRITE : PLAN_CANNOT;
    return p;
}

struct image_plan image_plan(const struct conf *conf, const struct device *d, const struct codec *c,
                             const struct image_info *is)
{
    struct limits l = limits_of(conf, d);
    bool turned = is->orientation >= 5;
    struct image_plan p = {
        .kind = kind_of(c),
        .w = turned ? is->h : is->w,
        .h = turned ? is->w : is->h,
        .turn = is->orientation > 1 && is->orientation <= 8 ? is->orientation : 1,
        .slices = 1,
    };
    bool taken = p.kind != KIND_NONE && (kinds[p.kind].takes & l.takes);
    if (p.kind == KIND_SVG && (taken || !c->decode)) return svg_plan(p, &l, c);
    struct image_plan whole = p;
    fit(&p, &l, d->area, conf->split_long && c->decode);
    p.why = faults_of(is, conf, &l, p.kind) | (taken ? 0 : WHY_FORMAT);
    if (p.slices > 1) p.why |= WHY_LONG;
    else if (p.w != whole.w || p.h != whole.h) p.why |= WHY_SIZE;
    if (taken && p.kind == KIND_GIF) p.why &= ~NOT_OF_GIF;
    bool made = p.kind == KIND_JPEG || p.kind == KIND_PNG; /* such can come out */
    if (taken && (!c->rewrite || !made)) p.why &= ~WHY_METADATA;
    if (!p.why) return p;

    int hard = WHY_HARD | WHY_BYTES;
    if (p.kind == KIND_JPEG) hard &= ~WHY_COLOUR; /* whose luma stands alone */
    if (!(p.why & hard) && c->rewrite && made) {
        p.way = PLAN_REWRITE;
        plan_pixels(&p, d, &l, c, is);
        p.kind = whole.kind;
        return p;
    }
    if (!c->decode) { /* what cannot be mended goes as it is, where it is known at all */
        p.way = taken ? PLAN_COPY : PLAN_CANNOT;
        p.w = whole.w;
        p.h = whole.h;
        return p;
    }
    p.way = PLAN_RECODE;
    plan_pixels(&p, d, &l, c, is);
    return p;
}

/* --- as text --------------------------------------------------------------------- */

str plan_text(arena *a, const struct image_plan *p)
{
    static const char *const ways[] = {"copy", "rewrite", "recode", "cannot"};
    return str_printf(a, "%s %s %dx%d turn %d slices %d of %d%s%s%s%s%s%s quality %d cap %lld",
                      ways[p->way], plan_ext(p->kind), p->w, p->h, p->turn, p->slices, p->page,
                      p->baseline ? " baseline" : "", p->grey ? " grey" : "",
                      p->flatten ? " flat" : "", p->dither ? " dither" : "", p->few ? " few" : "",
                      p->rather ? " rather" : "", p->quality, p->cap);
}

str plan_why(arena *a, int why)
{
    static const struct {
        int bit;
        const char *text;
    } words[] = {
        {WHY_FORMAT, "format"},     {WHY_SIZE, "larger than the page"}, {WHY_LONG, "a long strip"},
        {WHY_COLOUR, "colour"},     {WHY_ALPHA, "transparency"},        {WHY_CMYK, "CMYK"},
        {WHY_DEEP, "16 bits"},      {WHY_INTERLACED, "interlaced"},     {WHY_ANIMATED, "animated"},
        {WHY_DAMAGED, "damaged"},   {WHY_BYTES, "too many bytes"},      {WHY_TURNED, "turned"},
        {WHY_PROGRESSIVE, "scans"}, {WHY_METADATA, "metadata"},
    };
    struct buf b = {.mem = a};
    for (isize i = 0; i < COUNT(words); i++)
        if (why & words[i].bit) buf_printf(&b, "%s%s", b.len ? ", " : "", words[i].text);
    return buf_str(&b);
}
