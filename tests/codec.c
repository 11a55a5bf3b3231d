/*
 * codec.c - the picture codecs from the command line, for tests/codec/run.
 *
 *   codec info FILE                 a line: format, size, channels, what else is known, damage
 *   codec decode FILE [W H [grey]]  PAM on standard output; what was wrong on the other one
 *   codec rewrite FILE O FLAGS      turned as orientation O says; b baseline, s strip, f first
 * frame codec jpeg FILE QUALITY         what the encoders make of it codec png FILE BITS LEVEL
 *
 * 0: done; 1: refused.
 */
#include "codec.h"
#include "diag.h"
#include "os.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int refuse(const char *what, str why)
{
    fprintf(stderr, "%s: %.*s\n", what, STR(why));
    return 1;
}

static int say(str bytes)
{
    fwrite(bytes.p, 1, (size_t)bytes.len, stdout);
    return 0;
}

static int info(const struct codec *c, str bytes)
{
    struct image_info i = {0};
    str why = {0};
    if (!c->info) return refuse(c->name, S("known by name only"));
    if (!c->info(bytes, &i, &why)) return refuse(c->name, why);
    printf("%s %d %d channels=%d orientation=%d colours=%d%s%s%s%s%s%s%s%s\n", c->name, i.w, i.h,
           i.channels, i.orientation, i.colours, i.progressive ? " progressive" : "",
           i.interlaced ? " interlaced" : "", i.animated ? " animated" : "", i.cmyk ? " cmyk" : "",
           i.deep ? " deep" : "", i.icc ? " icc" : "", i.metadata ? " metadata" : "",
           i.doubtful ? " doubtful" : "");
    if (why.len) fprintf(stderr, "%s: %.*s\n", c->name, STR(why));
    return 0;
}

static int decode(const struct codec *c, str bytes, struct decode_want want, arena *a,
                  arena scratch)
{
    static const char *const types[] = {"", "GRAYSCALE", "GRAYSCALE_ALPHA", "RGB", "RGB_ALPHA"};
    struct kept k;
    str why = {0};
    struct sink *to = stage_keep(a, &k);
    if (want.grey) to = stage_grey(a, to);
    if (!c->decode) return refuse(c->name, S("cannot be decoded"));
    if (!c->decode(bytes, want, to, scratch, &why)) return refuse(c->name, why);
    if (why.len) fprintf(stderr, "%s: %.*s\n", c->name, STR(why));
    printf("P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL 255\nTUPLTYPE %s\nENDHDR\n", k.is.w, k.is.h,
           k.is.channels, types[k.is.channels]);
    return say((str){k.px, raster_row(k.is) * k.is.h});
}

static int encode(const struct codec *c, str bytes, struct sink *to, struct buf *out, arena scratch)
{
    str why = {0};
    if (!c->decode || !c->decode(bytes, (struct decode_want){0}, to, scratch, &why))
        return refuse(c->name, why);
    return say(buf_str(out));
}

static int number(const char *s)
{
    long long n = 0;
    return str_int(str_of(s), &n) ? (int)n : 0;
}

int main(int argc, char **argv)
{
    arena a = arena_reserve((isize)1 << 32), scratch = arena_reserve((isize)1 << 31);
    struct buf out = {.mem = &a};
    str bytes;
    if (argc < 3 || !os_read_quiet(&a, str_of(argv[2]), (isize)1 << 28, &bytes))
        return refuse("codec", S("no such file"));
    const struct codec *c = codec_of(bytes);
    if (!c) return refuse("codec", S("no known picture format"));
    if (!strcmp(argv[1], "info")) return info(c, bytes);
    if (!strcmp(argv[1], "decode")) {
        struct decode_want want = {.grey = argc > 5};
        if (argc > 4) want.w = number(argv[3]), want.h = number(argv[4]);
        return decode(c, bytes, want, &a, scratch);
    }
    if (!strcmp(argv[1], "rewrite") && argc > 4) {
        struct rewrite_how how = {.orientation = number(argv[3]),
                                  .baseline = strchr(argv[4], 'b'),
                                  .strip = strchr(argv[4], 's'),
                                  .still = strchr(argv[4], 'f')};
        str whole;
        if (!c->rewrite || !c->rewrite(bytes, how, &a, &whole, scratch))
            return refuse(c->name, S("not without loss"));
        return say(whole);
    }
    if (!strcmp(argv[1], "jpeg") && argc > 3)
        return encode(c, bytes, stage_flatten(&a, jpeg_encoder(&a, number(argv[3]), &out)), &out,
                      scratch);
    if (!strcmp(argv[1], "png") && argc > 4) {
        struct png_how how = {.bits = number(argv[3]), .level = number(argv[4])};
        struct sink *to = png_encoder(&a, how, &out);
        if (how.bits == 4) to = stage_flatten(&a, stage_grey(&a, stage_dither(&a, to)));
        return encode(c, bytes, to, &out, scratch);
    }
    return refuse("codec", S("see the head of tests/codec.c"));
}
