#include "codec.h"
#include "conf.h"
#include "device.h"
#include "image.h"
#include "unit.h"

static bool decode(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)bytes, (void)want, (void)to, (void)scratch, (void)why;
    return false;
}

static bool rewrite(str bytes, struct rewrite_how how, arena *a, str *out, arena scratch)
{
    (void)bytes, (void)how, (void)a, (void)out, (void)scratch;
    return false;
}

static const struct codec jpg = {"JPEG", "image/jpeg", "jpg", .decode = decode, .rewrite = rewrite};
static const struct codec png = {"PNG", "image/png", "png", .decode = decode, .rewrite = rewrite};
static const struct codec gif = {"GIF", "image/gif", "gif", .decode = decode};
static const struct codec webp = {"WebP", "image/webp", "webp", .decode = decode};
static const struct codec bmp = {"BMP", "image/bmp", "bmp", .decode = decode};
static const struct codec heic = {.name = "HEIC", .mime = "image/heic", .ext = "heic"};
static const struct codec svg = {"SVG", "image/svg+xml", "svg", .rewrite = rewrite};
static const struct codec svg_bare = {.name = "SVG", .mime = "image/svg+xml", .ext = "svg"};
static const struct codec svg_drawn = {"SVG", "image/svg+xml", "svg", .decode = decode};
static const struct codec bare_jpg = {.name = "JPEG", .mime = "image/jpeg", .ext = "jpg"};

/* 600 x 400 px of colour and 60 kB, unless said otherwise. */
#define IS(...)                                                                                    \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define PX(x, y) .w = (x), .h = (y)

static const struct row {
    int line;
    const char *device, *set; /* "key=value", or NULL */
    const struct codec *from;
    struct image_info is;
    const char *want;
} rows[] = {
#define R(device, set, from, is, want) {__LINE__, device, set, &from, is, want},
#include "plan.def"
#undef R
};

static struct image_info whole(struct image_info is)
{
    if (!is.w) is.w = 600, is.h = 400;
    if (!is.channels) is.channels = RGB;
    if (!is.bytes) is.bytes = 60000;
    return is;
}

static struct conf conf_of(arena *mem, struct diags *ds, const struct row *r)
{
    struct conf conf;
    struct strs set = {0};
    strs_add(mem, &set, str_printf(mem, "output.devices=%s", r->device));
    if (r->set) strs_add(mem, &set, str_of(r->set));
    CHECK(conf_parse(mem, S("book: {title: t}\nsource: {dir: .}\n"), S("book.yaml"), &set, &conf,
                     ds));
    return conf;
}

/* What a plan says, as far as it matters: "recode png 600x400 grey dither: transparency". */
static str shown(arena *mem, const struct image_plan *p)
{
    static const char *const ways[] = {"copy", "rewrite", "recode", "cannot"};
    bool made = p->way == PLAN_RECODE;
    struct buf b = {.mem = mem};
    buf_printf(&b, "%s", ways[p->way]);
    if (p->way == PLAN_CANNOT) return buf_str(&b);
    buf_printf(&b, " %s %dx%d", plan_ext(p->kind), p->w, p->h);
    if (p->turn > 1 && p->way != PLAN_COPY) buf_printf(&b, " turn");
    if (p->slices > 1) buf_printf(&b, " in %d", p->slices);
    if (p->way == PLAN_REWRITE && p->baseline) buf_printf(&b, " baseline");
    if (made && p->grey) buf_printf(&b, " grey");
    if (made && p->flatten) buf_printf(&b, " flat");
    if (made && p->dither) buf_printf(&b, " dither");
    if (made && p->rather) buf_printf(&b, " rather");
    if (p->way != PLAN_COPY) buf_printf(&b, ": %.*s", STR(plan_why(mem, p->why)));
    return buf_str(&b);
}

TEST(plan__is_what_the_table_says)
{
    CHECK(COUNT(rows) >= 60);
    for (isize i = 0; i < COUNT(rows); i++) {
        const struct row *r = &rows[i];
        struct conf conf = conf_of(mem, ds, r);
        const struct device *d = device_of(conf.devices.v[0]);
        struct image_info is = whole(r->is);
        struct image_plan p = image_plan(&conf, d, r->from, &is);
        check_str_(shown(mem, &p), str_of(r->want), "plan.def", r->line, r->device);
    }
}

TEST(plan__never_enlarges_nor_exceeds)
{
    struct conf conf = conf_of(mem, ds, &rows[0]);
    conf.split_long = false;
    for (const struct device *d = devices; d->name; d++)
        for (int w = 1; w <= 8000; w = w * 7 / 3 + 1)
            for (int h = 1; h <= 8000; h = h * 7 / 3 + 1)
                for (int turn = 1; turn <= 8; turn++) {
                    struct image_info is = {PX(w, h), .channels = RGB, .orientation = turn};
                    struct image_plan p = image_plan(&conf, d, &jpg, &is);
                    int up_w = turn >= 5 ? h : w, up_h = turn >= 5 ? w : h;
                    CHECK(p.w >= 1 && p.h >= 1 && p.w <= up_w && p.h <= up_h);
                    CHECK(p.w <= d->w && p.h <= d->h);
                    CHECK(!d->area || (long long)p.w * p.h <= d->area);
                    bool smaller = p.w != up_w || p.h != up_h;
                    bool changed = turn > 1 || d->greys; /* colours go */
                    CHECK(p.way == (smaller ? PLAN_RECODE : changed ? PLAN_REWRITE : PLAN_COPY));
                }
}

TEST(plan__cuts_leave_no_slice_higher_than_the_page)
{
    struct conf conf = conf_of(mem, ds, &rows[0]);
    for (const struct device *d = devices; d->name; d++)
        for (int h = 1000; h <= 60000; h += 777) {
            struct image_info is = {PX(330, h), .channels = RGB};
            struct image_plan p = image_plan(&conf, d, &png, &is);
            int last_from = 0, last_to = 0;
            for (int i = 1; i <= p.slices && p.slices > 1; i++) {
                int from = p.h, best, to = p.h;
                if (i < p.slices) {
                    plan_cut(&p, i, &from, &best, &to);
                    CHECK(from < best && best < to);
                    CHECK(to - from >= d->h * 29 / 100); /* +-15 % of the page */
                }
                CHECK(from > last_to);
                CHECK(to - last_from <= d->h);
                last_from = from;
                last_to = to;
            }
        }
}

TEST(plan__text_differs_when_the_result_does)
{
    struct image_plan p = {.way = PLAN_RECODE, .kind = KIND_PNG, .w = 3, .h = 4, .slices = 1};
    str first = plan_text(mem, &p);
    struct image_plan q[] = {p, p, p, p, p, p, p, p, p, p, p};
    q[0].kind = KIND_JPEG, q[1].w = 4, q[2].h = 5, q[3].slices = 2, q[4].grey = true;
    q[5].flatten = true, q[6].dither = true, q[7].quality = 1, q[8].cap = 1, q[9].turn = 6;
    q[10].rather = true;
    for (isize i = 0; i < COUNT(q); i++) CHECK(!str_eq(plan_text(mem, &q[i]), first));
    p.why = WHY_SIZE;
    CHECK_STR(plan_text(mem, &p), first);
}

TEST(device__names_are_found_and_differ)
{
    for (const struct device *d = devices; d->name; d++) {
        CHECK(device_of(str_of(d->name)) == d);
        CHECK(d->w > 0 && d->h >= d->w && d->kb > 0);
        CHECK((d->takes & (TAKES_JPEG | TAKES_PNG)) == (TAKES_JPEG | TAKES_PNG));
    }
    CHECK(!device_of(S("")) && !device_of(S("toaster")));
}

static bool is_refused(arena *mem, struct diags *ds, const char *one, const char *other)
{
    struct conf conf;
    struct strs set = {0};
    strs_add(mem, &set, str_of(one));
    if (other) strs_add(mem, &set, str_of(other));
    return !conf_parse(mem, S("book: {title: t}\nsource: {dir: .}\n"), S("book.yaml"), &set, &conf,
                       ds);
}

TEST(device__each_is_known_and_webp_where_it_is_shown)
{
    CHECK(!is_refused(mem, ds, "output.devices=[kindle-pw6, kobo-libra]", NULL));
    CHECK(is_refused(mem, ds, "output.devices=[kobo-libra, kobo-libra]", NULL));
    CHECK(is_refused(mem, ds, "output.devices=[]", NULL));
    CHECK(is_refused(mem, ds, "output.devices=kindle", NULL));
    CHECK(is_refused(mem, ds, "images.webp=keep", NULL));
    CHECK(is_refused(mem, ds, "images.webp=keep", "output.devices=xteink-x4"));
    CHECK(!is_refused(mem, ds, "images.webp=keep", "output.devices=kobo-sage"));
}
