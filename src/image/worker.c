/*
 * worker.c - the process in which pictures are decoded, from both ends.
 *
 * A decoder is the largest piece of other people's code that sees what strangers
 * made.  It runs in a child, which is this program again and has nothing: no file
 * may grow, memory and processor time are rationed, it ends with its parent.  If
 * it dies, or does not answer, one picture is lost and the next one gets a new
 * child.
 *
 * A question:  struct question, the bytes of the picture
 * An answer:   struct answer, what was wrong (why bytes), the files
 *
 * Both ends are one program, so structs travel as they are.
 */
#include "image_local.h"

enum {
    MEMORY = 1 << 30, /* bytes for pixels and files */
    OTHERS = 1 << 30, /* bytes for libraries, and the program itself */
    ANSWER_MAX = 512 << 20,
    PATIENCE = 8, /* wall time may be so many times the processor's */
};

struct question {
    u64 magic;
    struct image_plan plan;
    isize bytes;
    int seconds;
};
#define MAGIC 0x7A68626F6F6B2049u

struct answer {
    int made, n;
    isize why, size[IMAGE_SLICES_MAX]; /* bytes */
};

/* --- the child ------------------------------------------------------------------ */

static bool reply(const struct recoded *r, bool made)
{
    struct answer to = {.made = made, .n = r->n, .why = r->why.len};
    for (int i = 0; i < r->n; i++) to.size[i] = r->v[i].len;
    bool ok = os_child_say((str){(const u8 *)&to, sizeof to}) && os_child_say(r->why);
    for (int i = 0; i < r->n && ok; i++) ok = os_child_say(r->v[i]);
    return ok;
}

/* The pages of an ordinary picture stay: the next one would ask for them again. */
static void trim(arena a)
{
    enum { USUAL = 12 << 20 };
    if (arena_left(&a) > USUAL) arena_trim((arena){a.at + USUAL, a.end});
}

int image_worker(void)
{
    struct question q;
    arena all = arena_reserve(MEMORY);
    os_child_confine((isize)MEMORY + OTHERS);
    while (os_child_hear(&q, sizeof q) && q.magic == MAGIC) {
        struct recoded made = {0};
        arena mem = all;
        /* A quarter is for the question and the files. */
        arena keep = {mem.at, mem.at + arena_left(&mem) / 4};
        mem.at = keep.end;
        u8 *bytes = q.bytes < 0 ? NULL : arena_raw(&keep, 1, 16, q.bytes + 1);
        if (!bytes || !os_child_hear(bytes, q.bytes)) break;
        os_child_hurry(q.seconds);
        bool ok = image_recode(&q.plan, (str){bytes, q.bytes}, &made, &keep, mem);
        if (!reply(&made, ok)) break;
        trim((arena){all.at, keep.end});
        trim((arena){keep.end, all.end});
    }
    return 0;
}

/* --- the parent ------------------------------------------------------------------- */

/* Seconds of processor time that no sound picture needs. */
static int allowance(const struct image_plan *p, str bytes)
{
    struct image_info is = {0};
    str why;
    const struct codec *c = codec_of(bytes);
    long long px = (long long)p->w * p->h;
    if (c && c->info && c->info(bytes, &is, &why)) px += (long long)is.w * is.h;
    return (int)(px / 1000000 + 2) * (os_sanitized() ? 20 : 1);
}

static bool ask(struct helper *h, const struct question *q, str bytes, double until)
{
    return os_child_send(&h->child, (str){(const u8 *)q, sizeof *q}, until) &&
           os_child_send(&h->child, bytes, until);
}

static bool sound(const struct answer *is, const struct image_plan *p)
{
    long long sum = is->why;
    if (is->why < 0 || is->n != (is->made ? p->slices : 0)) return false;
    for (int i = 0; i < is->n; i++) {
        if (is->size[i] <= 0 || is->size[i] > ANSWER_MAX) return false;
        sum += is->size[i];
    }
    return sum <= ANSWER_MAX;
}

static bool take(struct helper *h, str *out, isize n, arena *keep, double until)
{
    u8 *p = arena_raw(keep, 1, 16, n + 1);
    *out = (str){p, n};
    return p && os_child_take(&h->child, p, n, until);
}

static bool listen(struct helper *h, const struct image_plan *p, struct recoded *out, bool *made,
                   arena *keep, double until)
{
    struct answer is;
    if (!os_child_take(&h->child, &is, sizeof is, until) || !sound(&is, p)) return false;
    bool ok = take(h, &out->why, is.why, keep, until);
    for (int i = 0; i < is.n && ok; i++) ok = take(h, &out->v[i], is.size[i], keep, until);
    out->n = is.n;
    *made = is.made;
    return ok;
}

enum asked_of helper_ask(struct helper *h, const struct image_plan *p, str bytes,
                         struct recoded *out, arena *keep)
{
    struct question q = {.magic = MAGIC, .plan = *p, .bytes = bytes.len};
    bool made = false;
    *out = (struct recoded){0};
    q.seconds = allowance(p, bytes);
    double until = os_clock() + (double)q.seconds * PATIENCE;
    if (!h->child.pid && !os_child_start(&h->child, IMAGE_WORKER)) {
        out->why = S("the process that decodes pictures cannot be started");
        return HELPER_DIED;
    }
    if (ask(h, &q, bytes, until) && listen(h, p, out, &made, keep, until))
        return made ? HELPER_MADE : HELPER_COULD_NOT;
    os_child_end(&h->child);
    *out = (struct recoded){.why = S("its decoder crashed or took too long")};
    return HELPER_DIED;
}

void helper_dismiss(struct helper *h)
{
    os_child_end(&h->child);
}
