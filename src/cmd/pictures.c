/* pictures.c - what became of the pictures of a book, for make -v and --json. */
#include "cmd_local.h"
#include "device.h"

#include <stdlib.h>

enum { BIGGEST = 10, WHYS = 14 };

struct kind {
    str mime;
    isize n;
    long long before, after;
};

struct report {
    struct kind kinds[8];
    int nkinds;
    isize ways[4]; /* by plan_way */
    isize how[4];  /* by made_how */
    isize whys[WHYS];
    long long before, after;
    const struct image *biggest[BIGGEST];
    long long size[BIGGEST];
    int nbiggest;
};

static void count_kind(struct report *r, const struct image *im, long long after)
{
    int i = 0;
    while (i < r->nkinds && !str_eq(r->kinds[i].mime, im->mime)) i++;
    if (i == COUNT(r->kinds)) return;
    if (i == r->nkinds) r->kinds[r->nkinds++] = (struct kind){.mime = im->mime};
    r->kinds[i].n++;
    r->kinds[i].before += im->size;
    r->kinds[i].after += after;
}

/* Largest first; of equal ones the first. */
static void count_size(struct report *r, const struct image *im, long long size)
{
    int at = r->nbiggest;
    while (at > 0 && r->size[at - 1] < size) at--;
    if (at == BIGGEST) return;
    if (r->nbiggest < BIGGEST) r->nbiggest++;
    for (int i = r->nbiggest - 1; i > at; i--) {
        r->size[i] = r->size[i - 1];
        r->biggest[i] = r->biggest[i - 1];
    }
    r->size[at] = size;
    r->biggest[at] = im;
}

static struct report count(const struct book *b, const struct making_of *m)
{
    struct report r = {0};
    for (isize i = 0; i < b->nimages; i++) {
        const struct image *im = b->images[i];
        long long after = im->plan ? m->v[i].after : im->size;
        r.ways[im->plan ? im->plan->way : PLAN_COPY]++;
        r.how[m->v[i].how]++;
        r.before += im->size;
        r.after += after;
        for (int k = 0; im->plan && k < WHYS; k++) r.whys[k] += im->plan->why >> k & 1;
        count_kind(&r, im, after);
        count_size(&r, im, after);
    }
    return r;
}

static str name_of(const struct image *im)
{
    return im->path.len ? im->path : S("data:");
}

/* --- for programs --- */

static void picture_record(struct buf *out, const struct image *im, const struct made_one *one,
                           arena scratch)
{
    static const char *const how[] = {"not", "made", "found", "drawn"};
    buf_add(out, S("{\"picture\":\""));
    json_text(out, im->href);
    buf_add(out, S("\",\"from\":\""));
    json_text(out, name_of(im));
    buf_printf(out, "\",\"how\":\"%s\",\"way\":\"%s\",\"why\":\"%.*s\"", how[one->how],
               im->plan->way == PLAN_REWRITE ? "rewrite" : "recode",
               STR(plan_why(&scratch, im->plan->why)));
    buf_printf(out, ",\"width\":%d,\"height\":%d,\"files\":%d", im->w, im->h, im->slices);
    buf_printf(out, ",\"before\":%lld,\"after\":%lld}\n", im->size, one->after);
}

static void json(struct buf *out, const struct book *b, const struct making_of *m,
                 const struct report *r, arena scratch)
{
    for (isize i = 0; i < b->nimages; i++)
        if (b->images[i]->plan) picture_record(out, b->images[i], &m->v[i], scratch);
    buf_printf(out,
               "{\"pictures\":%td,\"copied\":%td,\"rewritten\":%td,\"recoded\":%td,"
               "\"made\":%td,\"found\":%td,\"drawn\":%td,\"before\":%lld,\"after\":%lld",
               b->nimages, r->ways[PLAN_COPY], r->ways[PLAN_REWRITE], r->ways[PLAN_RECODE],
               r->how[MADE_ANEW], r->how[MADE_FOUND], r->how[MADE_DRAWN], r->before, r->after);
    buf_add(out, S(",\"kinds\":{"));
    for (int i = 0; i < r->nkinds; i++)
        buf_printf(out, "%s\"%.*s\":{\"n\":%td,\"before\":%lld,\"after\":%lld}", i ? "," : "",
                   STR(r->kinds[i].mime), r->kinds[i].n, r->kinds[i].before, r->kinds[i].after);
    buf_add(out, S("},\"why\":{"));
    const char *comma = "";
    for (int k = 0; k < WHYS; k++) {
        arena each = scratch;
        if (!r->whys[k]) continue;
        buf_printf(out, "%s\"%.*s\":%td", comma, STR(plan_why(&each, 1 << k)), r->whys[k]);
        comma = ",";
    }
    buf_add(out, S("},\"biggest\":["));
    for (int i = 0; i < r->nbiggest; i++) {
        buf_printf(out, "%s{\"picture\":\"%.*s\",\"bytes\":%lld,\"from\":\"", i ? "," : "",
                   STR(r->biggest[i]->href), r->size[i]);
        json_text(out, name_of(r->biggest[i]));
        buf_add(out, S("\"}"));
    }
    buf_add(out, S("]}\n"));
}

/* --- for people --- */

static void text(struct buf *out, const struct book *b, const struct report *r, arena scratch)
{
    buf_printf(out, "pictures  %td: %td as they are, %td rewritten without loss, %td made anew\n",
               b->nimages, r->ways[PLAN_COPY], r->ways[PLAN_REWRITE], r->ways[PLAN_RECODE]);
    for (int i = 0; i < r->nkinds; i++)
        buf_printf(out, "  %-24.*s %6td  %10lld to %10lld bytes\n", STR(r->kinds[i].mime),
                   r->kinds[i].n, r->kinds[i].before, r->kinds[i].after);
    for (int k = 0; k < WHYS; k++) {
        arena each = scratch;
        if (!r->whys[k]) continue;
        buf_printf(out, "  %-24.*s %6td\n", STR(plan_why(&each, 1 << k)), r->whys[k]);
    }
    for (int i = 0; i < r->nbiggest; i++) {
        buf_printf(out, "  %10lld bytes  %.*s  ", r->size[i], STR(r->biggest[i]->href));
        text_shown(out, name_of(r->biggest[i]));
        buf_byte(out, '\n');
    }
}

void pictures_report(const struct options *o, struct reply *to, const struct book *b,
                     const struct making_of *m, arena scratch)
{
    if (!b->nimages || (!o->json && !o->verbose)) return;
    struct report r = count(b, m);
    if (o->json) json(&to->out, b, m, &r, scratch);
    else text(&to->out, b, &r, scratch);
}
