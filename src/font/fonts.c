/*
 * fonts.c - the fonts of book.yaml are found, looked at, accepted or refused.  See font.h.
 */
#include "font_local.h"
#include "store.h"

#include <string.h>

enum { TEXTS = (1 << TEXT_ROLES) - 1 /* the roles that the container gets fonts for */ };

bool fonts_wanted(const struct conf *conf)
{
    for (isize i = 0; i < conf->fonts.n; i++)
        if (conf->fonts.v[i].roles & TEXTS) return true;
    return false;
}

/* --- where a font is --- */

/* The file; the face stays -1 where a collection may have several. */
static bool locate(arena *a, const struct conf *conf, const struct font *f, struct font_place *out,
                   str *why)
{
    *out = (struct font_place){.face = f->face};
    if (f->file.len) {
        out->file = conf_path(a, conf, f->file);
        return true;
    }
    if (!system_font(a, f->name, out)) {
        *why = str_printf(a, "the system has no font of the name %.*s", STR(f->name));
        return false;
    }
    if (f->face >= 0) out->face = f->face;
    return true;
}

static bool is_code_only(const struct font *f)
{
    return (f->roles & TEXTS) == 1 << FONT_CODE;
}

bool font_find(arena *a, const struct conf *conf, const struct font *f, struct font_place *out,
               str *why)
{
    if (!locate(a, conf, f, out, why)) return false;
    if (out->face >= 0) return true;
    arena big = arena_reserve((isize)2 * FONT_BYTES_MAX), whole = big;
    str bytes = {0};
    os_read_quiet(&big, out->file, FONT_BYTES_MAX, &bytes);
    out->face = info_choose(bytes, conf->lang, is_code_only(f));
    arena_release(whole.at, whole.end);
    if (out->face < 0) *why = str_printf(a, "%.*s is no font that can be read", STR(out->file));
    return out->face >= 0;
}

/* --- what it is --- */

const char *font_embedding(unsigned bits)
{
    return (bits & 0xF) == 2 ? "no embedding"
           : bits & 0x200    ? "embedding of bitmaps only"
           : bits & 0x100    ? "embedding as a whole only"
           : bits & 8        ? "embedding in documents that are edited"
           : bits & 4        ? "embedding in documents that are read"
                             : "embedding";
}

static void refuse(struct font_file *f, str why)
{
    f->fate = FONT_REFUSED;
    f->why = why;
}

static u32 *bits_of(arena *a, str ranges)
{
    u32 *has = make_n(a, u32, 0x110000 / 32);
    struct used_walk w = {.left = ranges};
    while (used_next(&w))
        for (u32 c = w.c; c < w.c + w.times && c < 0x110000; c++) has[c / 32] |= 1u << c % 32;
    return has;
}

/* The file's hash and the face's own words, of an earlier run or off the file. */
static bool look(arena *a, const struct book *b, struct store *store, struct font_file *f)
{
    struct os_info info = os_stat(f->place.file, *a);
    bool known = kept_sum(store, a, f->place.file, info, &f->sum);
    str how = str_printf(a, "%.*s %d", STR(b->conf->lang), is_code_only(f->wanted));
    f->size = info.size;
    if (known && kept_info(store, a, kept_info_key(f, how, *a), f)) return true;
    arena big = arena_reserve((isize)2 * FONT_BYTES_MAX), whole = big;
    str bytes = {0};
    bool ok = os_read_quiet(&big, f->place.file, FONT_BYTES_MAX, &bytes);
    if (ok) {
        f->sum = sha256(bytes);
        struct sha256 key = kept_info_key(f, how, *a);
        if (f->place.face < 0)
            f->place.face = info_choose(bytes, b->conf->lang, is_code_only(f->wanted));
        ok = f->place.face >= 0 && info_read(a, bytes, f->place.face, &f->info);
        keep_sum(store, f->place.file, info, f->sum, *a);
        if (ok) keep_info(store, key, f, *a);
    }
    arena_release(whole.at, whole.end);
    return ok;
}

/* A variable font has the weight that was asked for. */
static void weigh(struct font_file *f)
{
    for (isize i = 0; i < f->wanted->naxes; i++)
        if (!memcmp(f->wanted->axes[i].tag, "wght", 4))
            f->info.weight = (int)f->wanted->axes[i].value;
}

static void judge(arena *a, struct font_file *f)
{
    weigh(f);
    unsigned bits = f->info.embedding;
    if ((bits & 0xF) == 2 || bits & 0x200)
        refuse(f,
               str_printf(a, "its licence bits (fsType %u) allow %s", bits, font_embedding(bits)));
    else f->fate = bits & 0x100 || !f->wanted->subset ? FONT_WHOLE : FONT_SUBSET;
}

static void say_refused(const struct font_file *f, struct diags *ds)
{
    const struct font *w = f->wanted;
    diag(ds, DIAG_FONT_REFUSED, w->at, "%.*s: %.*s", STR(w->file.len ? w->file : w->name),
         STR(f->why));
}

/* --- entries become files --- */

static bool is_same(const struct font_file *f, const struct font_file *g)
{
    const struct font *v = f->wanted, *w = g->wanted;
    return f->place.face == g->place.face && !memcmp(f->sum.b, g->sum.b, sizeof f->sum.b) &&
           v->subset == w->subset && v->naxes == w->naxes &&
           (!v->naxes || !memcmp(v->axes, w->axes, (size_t)v->naxes * sizeof *v->axes));
}

/* The index of the file, which is new if no entry before named the same face. */
static isize add_file(struct fonts_of_book *out, struct font_file f)
{
    for (isize i = 0; i < out->n; i++) {
        if (out->v[i].fate == FONT_REFUSED || !is_same(&out->v[i], &f)) continue;
        out->v[i].roles |= f.roles;
        return i;
    }
    out->v[out->n] = f;
    return out->n++;
}

static void open_one(arena *a, struct fonts_of_book *out, const struct font *w, struct diags *ds)
{
    struct font_file f = {.wanted = w, .roles = w->roles & TEXTS};
    if (!locate(a, out->book->conf, w, &f.place, &f.why)) f.fate = FONT_REFUSED;
    else if (!look(a, out->book, out->store, &f)) refuse(&f, S("it is no font that can be read"));
    else judge(a, &f);
    if (f.fate == FONT_REFUSED) {
        out->v[out->n++] = f;
        say_refused(&f, ds);
        return;
    }
    if (w->name.len)
        diag(ds, DIAG_FONT_NAMED, w->at, "%.*s: %.*s, face %d", STR(w->name), STR(f.place.file),
             f.place.face);
    if (f.fate == FONT_WHOLE && w->subset)
        diag(ds, DIAG_FONT_WHOLE, w->at, "%.*s", STR(f.info.family));
    f.has = bits_of(a, f.info.ranges);
    isize at = add_file(out, f);
    for (int r = 0; r < TEXT_ROLES; r++)
        if (w->roles >> r & 1) out->chain[r].v[out->chain[r].n++] = at;
}

/* --- R22: a body font has the body's text --- */

static bool any_has(const struct fonts_of_book *f, enum font_role role, u32 c)
{
    for (isize i = 0; i < f->chain[role].n; i++)
        if (f->v[f->chain[role].v[i]].has[c / 32] >> c % 32 & 1) return true;
    return false;
}

/* The last fonts of a role that is not one go with it. */
static void drop_body(struct fonts_of_book *f, str why, struct diags *ds)
{
    for (isize i = 0; i < f->chain[FONT_BODY].n; i++) {
        struct font_file *one = &f->v[f->chain[FONT_BODY].v[i]];
        one->roles &= ~(1u << FONT_BODY);
        if (!one->roles) refuse(one, why);
        else one->why = str_printf(f->seen.mem, "not for the body: %.*s", STR(why));
    }
    diag(ds, DIAG_FONT_BODY, f->v[f->chain[FONT_BODY].v[0]].wanted->at, "%.*s", STR(why));
    f->chain[FONT_BODY].n = 0;
}

/* By how often they stand there: a reader meets occurrences, not lists of characters. */
static void check_body(arena *a, struct fonts_of_book *f, struct diags *ds)
{
    long long han = 0, missing = 0;
    if (!f->chain[FONT_BODY].n) return;
    for (int r = 0; r < TEXT_ROLES; r++) {
        if (r != FONT_BODY && f->chain[r].n) continue;
        arena scratch = *a;
        struct used_walk w = {.left = used_pack(&scratch, &f->seen, (enum font_role)r)};
        while (used_next(&w)) {
            if (!font_is_han(w.c)) continue;
            han += w.times;
            if (!any_has(f, FONT_BODY, w.c)) missing += w.times;
        }
    }
    if (missing * 1000 > han)
        drop_body(f,
                  str_printf(a, "of %lld Chinese characters of the body %lld are not in it", han,
                             missing),
                  ds);
}

void fonts_open(arena *a, const struct book *b, struct store *store, struct fonts_of_book *out,
                struct diags *ds)
{
    const struct fonts *all = &b->conf->fonts;
    *out = (struct fonts_of_book){.book = b, .store = store, .seen = {.mem = a}};
    if (!fonts_wanted(b->conf)) return;
    out->v = make_n(a, struct font_file, all->n);
    for (int r = 0; r < TEXT_ROLES; r++) out->chain[r].v = make_n(a, isize, all->n);
    for (isize i = 0; i < all->n; i++)
        if (all->v[i].roles & TEXTS) open_one(a, out, &all->v[i], ds);
    for (isize i = 0; i < b->nposts; i++)
        for (int r = 0; r < TEXT_ROLES; r++)
            used_unpack(&out->seen, (enum font_role)r, b->posts[i].used[r]);
    check_body(a, out, ds);
}
