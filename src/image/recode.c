/* recode.c - a plan carried out: decoder, stages, encoder in a row.  See raster.h. */
#include "image_local.h"
#include "svg_local.h"

enum { LIBRARY = 512 << 20 /* bytes that a decoder may take for itself */ };

/* The stages between a decoder that pushes `is` and the files. */
static struct sink *stages(arena *a, const struct image_plan *p, const struct image_info *is,
                           struct sink *to)
{
    bool across = p->turn >= 5;
    int w = across ? p->h : p->w, h = across ? p->w : p->h;
    if (p->dither) to = stage_dither(a, to);
    to = stage_turn(a, p->turn, to);
    if (w != is->w || h != is->h) to = stage_scale(a, w, h, to);
    if (p->grey) to = stage_grey(a, to);
    if (p->flatten || p->dither || p->kind == KIND_JPEG || p->kind == KIND_RGB)
        to = stage_flatten(a, to);
    return to;
}

static bool decode(const struct image_plan *p, const struct image_info *is, str bytes,
                   struct recoded *out, arena *keep, arena scratch)
{
    const struct codec *c = codec_of(bytes);
    bool across = p->turn >= 5;
    struct decode_want want = {
        .w = across ? p->h : p->w, .h = across ? p->w : p->h, .grey = p->grey, .memory = LIBRARY};
    if (want.w == is->w && want.h == is->h) want.w = want.h = 0;
    /* What the codec needs lies behind what the stages do: they grow while it works. */
    arena own = {scratch.at + arena_left(&scratch) / 2, scratch.end};
    scratch.end = own.at;
    struct sink *to = stages(&scratch, p, is, slicer_make(&scratch, p, out, keep));
    return c->decode(bytes, want, to, own, &out->why) && out->n == p->slices;
}

static bool rewrite(const struct codec *c, const struct image_plan *p, str bytes, str *out,
                    arena *keep, arena scratch)
{
    struct rewrite_how how = {
        .orientation = p->turn > 1 ? p->turn : 0,
        .baseline = p->baseline,
        .grey = p->why & WHY_COLOUR,
        .strip = true,
    };
    return c->rewrite && c->rewrite(bytes, how, keep, out, scratch);
}

bool image_recode(const struct image_plan *p, str bytes, struct recoded *out, arena *keep,
                  arena scratch)
{
    const struct codec *c = codec_of(bytes);
    struct image_info is = {0};
    str file;
    *out = (struct recoded){0};
    if (!c || !c->info || !c->info(bytes, &is, &out->why)) return false;
    out->why = (str){0};
    if (p->kind == KIND_SVG) {
        out->n = svg_clean(keep, bytes, &out->v[0], &out->why, scratch);
        return out->n;
    }
    if (p->way == PLAN_REWRITE && rewrite(c, p, bytes, &file, keep, scratch)) {
        out->n = 1;
        out->v[0] = file;
        return true;
    }
    if (!c->decode) {
        out->why = S("nobody can decode it");
        return false;
    }
    if (!decode(p, &is, bytes, out, keep, scratch)) {
        if (!out->why.len) out->why = S("it cannot be decoded");
        out->n = 0;
        return false;
    }
    if (!p->rather || out->n != 1) return true;
    if (!(p->why & WHY_SOFT)) file = bytes;
    else if (!rewrite(c, p, bytes, &file, keep, scratch)) return true;
    if (file.len <= out->v[0].len) out->v[0] = file;
    return true;
}
