/*
 * bench_html.c - how fast the parser reads Chinese articles, and gumbo beside it.
 *
 *   bench_html [FOLDER]...
 *
 * The bodies of all files in the folders, and articles made here, are parsed one by one as
 * fragments; MB/s of processor time, the best of five rounds, for both on the same bytes.  Fails
 * when ours is not FASTER times as fast: a ratio means the same on every machine.
 */
#include "html.h"
#include "os.h"

#include <gumbo.h>
#include <stdio.h>
#include <time.h>

enum { FASTER = 5, ROUNDS = 5, MADE = 200, ROUND_BYTES = 24 << 20 };

struct set {
    const char *name;
    struct strs bodies;
    isize bytes;
};

static void set_add(arena *a, struct set *s, str body)
{
    strs_add(a, &s->bodies, body);
    s->bytes += body.len;
}

/* --- where articles come from ---------------------------------------------- */

/* Without the front matter between two lines of "---". */
static str body_of(str text)
{
    isize first = str_find(text, S("---\n"), 0);
    isize second = first < 0 ? -1 : str_find(text, S("\n---\n"), first + 3);
    return second < 0 ? text : str_skip(text, second + 5);
}

static void read_folder(arena *a, struct set *s, const char *folder)
{
    struct diags ds = {.mem = a};
    struct strs names = {0};
    str bytes;
    if (!os_list(a, str_of(folder), &names, &ds)) return;
    for (isize i = 0; i < names.n; i++) {
        str file = str_printf(a, "%s/%.*s", folder, STR(names.v[i]));
        if (str_ends(file, S(".md")) && os_read_quiet(a, file, 1 << 26, &bytes))
            set_add(a, s, body_of(bytes));
    }
}

static u32 roll(u32 *seed, u32 n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

static void sentence(struct buf *out, u32 *seed)
{
    for (u32 n = 8 + roll(seed, 30); n; n--) {
        buf_rune(out, 0x4E00 + roll(seed, 0x51A5));
        if (!roll(seed, 12)) buf_add(out, S("，"));
    }
    buf_add(out, S("。"));
}

static void paragraph(struct buf *out, u32 *seed)
{
    buf_printf(out, "<p data-pid=\"p%u\">", roll(seed, 100000));
    for (u32 n = 1 + roll(seed, 5); n; n--) {
        sentence(out, seed);
        switch (roll(seed, 8)) {
        case 0:
            buf_printf(out,
                       "<a href=\"https://example.org/%u?a=1&amp;b=2\" target=\"_blank\" "
                       "class=\"wrap external\" rel=\"nofollow noreferrer\">",
                       roll(seed, 1000));
            sentence(out, seed);
            buf_add(out, S("</a>"));
            break;
        case 1:
            buf_add(out, S("<b>"));
            sentence(out, seed);
            buf_add(out, S("</b>&nbsp;"));
            break;
        case 2:
            buf_printf(out,
                       "<figure data-size=\"normal\"><img src=\"https://example.org/v2-%08x.jpg\" "
                       "data-rawwidth=\"1080\" data-rawheight=\"608\" class=\"content_image\">"
                       "<figcaption>",
                       roll(seed, 1 << 24));
            sentence(out, seed);
            buf_add(out, S("</figcaption></figure>"));
            break;
        }
    }
    buf_add(out, S("</p>\n"));
}

static void make_article(arena *a, struct set *s, u32 seed)
{
    struct buf out = {.mem = a};
    for (u32 n = 10 + roll(&seed, 60); n; n--) {
        u32 what = roll(&seed, 12);
        if (!what) buf_add(&out, S("<h2>"));
        if (what == 1) buf_add(&out, S("<ul>\n<li>"));
        if (what < 2) sentence(&out, &seed);
        if (!what) buf_add(&out, S("</h2>\n"));
        if (what == 1) buf_add(&out, S("</li>\n<li>一</li></ul>\n"));
        paragraph(&out, &seed);
    }
    set_add(a, s, buf_str(&out));
}

/* --- the two parsers ------------------------------------------------------- */

static void parse_ours(str body, arena *a)
{
    arena scratch = *a;
    html_parse(&scratch, body, (struct html_opts){.context = TAG_BODY});
}

static void parse_gumbo(str body, arena *a)
{
    (void)a;
    GumboOptions o = kGumboDefaultOptions;
    o.fragment_context = GUMBO_TAG_BODY;
    GumboOutput *out = gumbo_parse_with_options(&o, (const char *)body.p, (size_t)body.len);
    gumbo_destroy_output(&o, out);
}

/* MB (10^6 bytes) a second, the best of ROUNDS. */
static double speed(const struct set *s, arena *a, isize round_bytes,
                    void (*parse)(str body, arena *a))
{
    double best = 0;
    const isize times = 1 + round_bytes / s->bytes;
    for (int r = 0; r < ROUNDS; r++) {
        clock_t began = clock();
        for (isize k = 0; k < times; k++)
            for (isize i = 0; i < s->bodies.n; i++) parse(s->bodies.v[i], a);
        double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        double mb = (double)(times * s->bytes) / 1e6 / (seconds > 0 ? seconds : 1e-6);
        if (mb > best) best = mb;
    }
    return best;
}

static bool measure(const struct set *s, arena *a)
{
    if (!s->bytes) return true;
    double ours = speed(s, a, ROUND_BYTES, parse_ours);
    double gumbo = speed(s, a, ROUND_BYTES / 8, parse_gumbo);
    printf("bench_html: %-10s %5.1f MB in %lld bodies: %6.1f MB/s, gumbo %5.1f MB/s, ratio %.1f\n",
           s->name, (double)s->bytes / 1e6, (long long)s->bodies.n, ours, gumbo, ours / gumbo);
    return ours >= FASTER * gumbo;
}

int main(int argc, char **argv)
{
    static const char *const folders[] = {"../shared/corpus/zhihu",
                                          "../shared/corpus/coolshell/posts"};
    arena keep = arena_reserve((isize)1 << 30), scratch = arena_reserve((isize)1 << 30);
    struct set read = {.name = "read"}, made = {.name = "made"};
    for (int i = 1; i < argc; i++) read_folder(&keep, &read, argv[i]);
    for (isize i = 0; argc < 2 && i < COUNT(folders); i++) read_folder(&keep, &read, folders[i]);
    for (u32 i = 0; i < MADE; i++) make_article(&keep, &made, i);
    bool ok = measure(&read, &scratch);
    ok &= measure(&made, &scratch);
    return !ok;
}
