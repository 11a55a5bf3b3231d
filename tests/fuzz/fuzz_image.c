/*
 * fuzz_image.c - any bytes are looked at safely.
 *
 * Claim: whatever the input, no codec reads outside of it; a picture that is
 * good has a size of 1 px or more that the limits allow; one that is not says why.
 * What is decoded has the size and the channels that were told, or is smaller where that was
 * allowed; what is written anew is a picture again; encoders take what comes.
 * The same bytes as a data: URL and as a path come out no longer than they went in,
 * and a path made plain stays as it is when made plain again.
 */
#include "image_local.h"
#include "path.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void look(const struct codec *c, str bytes)
{
    struct image_info is = {0};
    str why = {0};
    c->is(bytes);
    if (!c->info) return;
    bool good = c->info(bytes, &is, &why);
    if (good && (is.w < 1 || is.h < 1 || (long long)is.w * is.h > IMAGE_PIXELS_MAX)) abort();
    if (good && (is.orientation < 1 || is.orientation > 8 || is.channels < GREY)) abort();
    if (good && !c->is(bytes)) abort();
    if (!good && !why.len) abort();
}

/* A sink that counts, before one that writes a file. */
struct counter {
    struct sink sink;
    struct sink *next;
    struct raster is;
    int begins, rows, ends;
};

static bool count_begin(struct sink *sink, struct raster r)
{
    struct counter *c = (struct counter *)sink;
    c->is = r;
    c->begins++;
    if (r.w < 1 || r.h < 1 || r.channels < GREY || r.channels > RGBA) abort();
    return c->next->begin(c->next, r);
}

static bool count_row(struct sink *sink, const u8 *px)
{
    struct counter *c = (struct counter *)sink;
    if (!c->begins || c->ends || c->rows++ >= c->is.h) abort();
    return c->next->row(c->next, px);
}

static bool count_end(struct sink *sink)
{
    struct counter *c = (struct counter *)sink;
    if (!c->begins || c->ends++) abort();
    return c->next->end(c->next);
}

static arena fresh(int i, isize bytes)
{
    static arena all[2];
    if (!all[i].at) all[i] = arena_reserve(bytes);
    return all[i];
}

/* Decode into an encoder; what it wrote is as large as what came. */
static void pixels(const struct codec *c, str bytes, struct decode_want want, bool photo)
{
    arena a = fresh(0, (isize)1 << 30), scratch = fresh(1, (isize)1 << 30);
    struct buf out = {.mem = &a};
    struct sink *to = photo ? stage_flatten(&a, jpeg_encoder(&a, 80, &out))
                            : png_encoder(&a, (struct png_how){.bits = 8, .level = 1}, &out);
    struct counter n = {.sink = {count_begin, count_row, count_end}, .next = to};
    struct image_info is = {0}, made = {0};
    str why = {0};
    bool known = c->info && c->info(bytes, &is, &why);
    if (known && (long long)is.w * is.h > 4000000) return; /* slow, and nothing new */
    bool good = c->decode(bytes, want, &n.sink, scratch, &why);
    if (!good && !why.len && !n.begins) abort();
    if (!good) return;
    if (n.begins != 1 || n.ends != 1) abort();
    if (n.rows < n.is.h && !why.len) abort();
    if (known && !want.w && (n.is.w != is.w || n.is.h != is.h)) abort();
    if (known && !want.grey && n.is.channels != is.channels) abort();
    if (want.w && known && (n.is.w > is.w || n.is.h > is.h)) abort();
    if (!(photo ? &codec_jpeg : &codec_png)->info(buf_str(&out), &made, &why) || why.len) abort();
    if (made.w != n.is.w || made.h != n.is.h) abort();
}

static void anew(const struct codec *c, str bytes, struct rewrite_how how)
{
    arena a = fresh(0, (isize)1 << 30), scratch = fresh(1, (isize)1 << 30);
    struct image_info is = {0};
    str out, why = {0};
    if (c->info(bytes, &is, &why) && (long long)is.w * is.h > 4000000) return;
    if (!c->rewrite(bytes, how, &a, &out, scratch)) return;
    if (!c->is(out) || !c->info(out, &is, &why) || why.len) abort();
    if (how.strip && is.metadata) abort();
    if (how.still && is.animated) abort();
    if (how.baseline && is.progressive) abort();
}

static void change(const struct codec *c, str bytes)
{
    u8 pick = bytes.len ? bytes.p[bytes.len - 1] : 0; /* any byte that the fuzzer may choose */
    if (c->decode) {
        pixels(c, bytes, (struct decode_want){.memory = 1 << 28}, false);
        pixels(c, bytes, (struct decode_want){.w = 3, .h = 3, .grey = pick & 1, .memory = 1 << 26},
               true);
    }
    if (!c->rewrite) return;
    anew(c, bytes,
         (struct rewrite_how){
             .orientation = pick % 9, .strip = true, .still = true, .baseline = true});
    anew(c, bytes, (struct rewrite_how){.orientation = 6, .still = true});
}

static void as_words(arena mem, str bytes)
{
    str url = str_printf(&mem, "data:;base64,%.*s", STR(bytes)), out;
    if (data_decode(&mem, url, &out) && out.len > bytes.len) abort();
    if (data_decode(&mem, bytes, &out) && out.len > bytes.len) abort();
    str plain = path_plain(&mem, bytes);
    if (plain.len > bytes.len + 1 || !str_eq(path_plain(&mem, plain), plain)) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str bytes = {copy, (isize)size};
    as_words(all, bytes);
    for (const struct codec *const *c = codecs; *c; c++) look(*c, bytes);
    const struct codec *one = codec_of(bytes);
    if (one) change(one, bytes);
    free(copy);
    return 0;
}
