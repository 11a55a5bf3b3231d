/*
 * bad_codec.c - codecs.c with decoders that misbehave, for tests/image/run.
 *
 * Each knows files that begin with its word: one crashes, one never ends, one waits for
 * ever, one takes all memory, one pushes another picture than its header said.
 */
#define codecs real_codecs
#define codec_of real_codec_of
#include "../../src/image/codecs.c"
#undef codecs
#undef codec_of
extern const struct codec *const codecs[];
const struct codec *codec_of(str bytes);

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool info(str bytes, struct image_info *out, str *why)
{
    *why = (str){0};
    *out = (struct image_info){.w = 60, .h = 40, .channels = GREY, .bytes = bytes.len};
    return true;
}

static bool crash(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)bytes, (void)want, (void)to, (void)scratch, (void)why;
    abort();
}

static bool spin(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)want, (void)to, (void)scratch, (void)why;
    for (volatile int i = 0; bytes.len; i = i ? 0 : 1) {
    }
    return false;
}

static bool doze(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)want, (void)to, (void)scratch, (void)why;
    while (bytes.len) pause();
    return false;
}

static bool eat(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)want, (void)to, (void)scratch, (void)why;
    if (os_sanitized()) abort(); /* there nothing would stop it */
    for (isize n = 0; bytes.len && n < 8192; n++) {
        char *p = malloc(1 << 20);
        if (!p) abort();
        memset(p, 1, 1 << 20);
    }
    return false;
}

static bool lie(str bytes, struct decode_want want, struct sink *to, arena scratch, str *why)
{
    (void)bytes, (void)want, (void)scratch, (void)why;
    u8 row[900] = {0};
    if (!to->begin(to, (struct raster){900, 2, GREY})) return false;
    return to->row(to, row) && to->row(to, row) && to->end(to);
}

#define BAD(word, decoder)                                                                         \
    static bool is_##decoder(str s)                                                                \
    {                                                                                              \
        return str_starts(s, S(word));                                                             \
    }                                                                                              \
    static const struct codec bad_##decoder = {                                                    \
        .name = word,                                                                              \
        .mime = "image/x-bad",                                                                     \
        .ext = "bad",                                                                              \
        .is = is_##decoder,                                                                        \
        .info = info,                                                                              \
        .decode = decoder,                                                                         \
    };
BAD("BADCRASH", crash)
BAD("BADSPIN_", spin)
BAD("BADDOZES", doze)
BAD("BADEATER", eat)
BAD("BADLIES_", lie)

static const struct codec *const bad[] = {&bad_crash, &bad_spin, &bad_doze, &bad_eat, &bad_lie};

const struct codec *codec_of(str bytes)
{
    for (isize i = 0; i < COUNT(bad); i++)
        if (bad[i]->is(bytes)) return bad[i];
    return real_codec_of(bytes);
}

const struct codec *const codecs[] = {NULL}; /* nothing is remembered of a file */
