/* cut.c - each character gets its font, each font its file.  See fonts_make in font.h. */
#include "font_local.h"
#include "store.h"
#include "zip.h"

#include <string.h>

/* What style sheets and readers add to text: marks of lists and stress, hyphens, dots where
 * something is cut. */
static const char added[] =
    " \u00A0\u3000-\u2010\u2026.\u30010123456789\u2022\u25E6\u25AA\u25CF\u25CB";

/* Of a font, a bit for each character: those it was asked for, and those its file must have. */
struct need {
    u32 *asked, *bits;
};

static bool bit(const u32 *bits, u32 c)
{
    return bits[c / 32] >> c % 32 & 1;
}

/* The next font to ask: those of the role, then those of the body; NULL behind the last. */
static struct font_file *next_font(const struct fonts_of_book *f, enum font_role role, isize i)
{
    isize own = f->chain[role].n;
    if (i < own) return &f->v[f->chain[role].v[i]];
    i -= own;
    if (role == FONT_BODY || i >= f->chain[FONT_BODY].n) return NULL;
    return &f->v[f->chain[FONT_BODY].v[i]];
}

static void add_gap(arena *a, struct fonts_of_book *f, enum font_role role, u32 c, u32 times)
{
    f->gaps[role].v = make_room(a, f->gaps[role].v, f->gaps[role].n);
    f->gaps[role].v[f->gaps[role].n++] = (struct font_gap){c, times};
}

/* Give a character to the first font that has it; a gap if none has. */
static void give(arena *a, struct fonts_of_book *f, struct need *need, enum font_role role,
                 struct used_walk w)
{
    struct font_file *one = NULL;
    bool shows = font_shows(w.c);
    for (isize i = 0; (one = next_font(f, role, i)); i++) {
        u32 *asked = need[one - f->v].asked;
        bool first = shows && !bit(asked, w.c), has = bit(one->has, w.c);
        one->used += first;
        one->covered += first && has;
        asked[w.c / 32] |= 1u << w.c % 32;
        if (!has) continue;
        need[one - f->v].bits[w.c / 32] |= 1u << w.c % 32;
        return;
    }
    if (shows && next_font(f, role, 0)) add_gap(a, f, role, w.c, w.times);
}

static void give_all(arena *a, struct fonts_of_book *f, struct need *need)
{
    for (int r = 0; r < TEXT_ROLES; r++) {
        struct used_walk w = {.left = used_pack(a, &f->seen, (enum font_role)r)};
        while (used_next(&w)) give(a, f, need, (enum font_role)r, w);
    }
}

bool font_needed(arena scratch, const struct fonts_of_book *f, const struct font_file *one)
{
    for (int r = 0; r < TEXT_ROLES; r++) {
        enum font_role role = (enum font_role)r;
        arena room = scratch;
        struct used_walk w = {.left = used_pack(&room, &f->seen, role)};
        while (used_next(&w)) {
            const struct font_file *first = NULL;
            if (!font_shows(w.c)) continue;
            for (isize i = 0; (first = next_font(f, role, i)) && !bit(first->has, w.c); i++)
                continue;
            if (first == one) return true;
        }
    }
    return false;
}

/* In order, with what is added to any text; n is 0 if there is nothing to show. */
static u32 *list(arena *a, const struct font_file *f, u32 *bits, isize *n)
{
    isize room = 0, len;
    str more = str_of(added);
    *n = 0;
    if (!f->covered) return NULL;
    for (isize i = 0; i < more.len; i += len) {
        u32 c = utf8_get(str_skip(more, i), &len);
        if (bit(f->has, c)) bits[c / 32] |= 1u << c % 32;
    }
    for (isize i = 0; i < 0x110000 / 32; i++) room += __builtin_popcount(bits[i]);
    u32 *v = make_n(a, u32, room);
    for (u32 c = 0; c < 0x110000; c++)
        if (bit(bits, c)) v[(*n)++] = c;
    return v;
}

/* --- a font's file --- */

/* All that its bytes depend on. */
static struct sha256 key_of(const struct font_file *f, const u32 *chars, isize n, arena scratch)
{
    struct buf b = {.mem = &scratch};
    const struct font *w = f->wanted;
    buf_add(&b, (str){f->sum.b, sizeof f->sum.b});
    buf_printf(&b, "font file of a book %d %d;", f->place.face, f->fate == FONT_WHOLE);
    for (isize i = 0; i < w->naxes; i++)
        buf_printf(&b, "%.4s %.3f;", w->axes[i].tag, w->axes[i].value);
    if (f->fate == FONT_SUBSET) buf_add(&b, (str){(const u8 *)chars, n * (isize)sizeof *chars});
    return sha256(buf_str(&b));
}

/* The bytes in `a`, which is not scratch's; {0} if it cannot be made. */
static str build(arena *a, const struct font_file *f, const u32 *chars, isize n, struct sha256 key)
{
    arena big = arena_reserve((isize)2 * FONT_BYTES_MAX), whole = big;
    str bytes, made = {0};
    if (os_read_quiet(&big, f->place.file, FONT_BYTES_MAX, &bytes)) {
        bool cut = f->fate == FONT_SUBSET;
        struct subset_want w = {bytes, f->place.face, f->wanted, chars, cut ? n : 0, {0}};
        str name = str_printf(&big, "ZHB %.*s", STR(sha256_hex(&big, key, 4)));
        w.names = name_table(&big, &f->info, name);
        if (!cut && !str_starts(bytes, S("ttcf"))) made = str_dup(a, bytes);
        else if (!subset_make(a, &w, &made)) made = (str){0};
    }
    arena_release(whole.at, whole.end);
    return made;
}

static bool file_make(arena *a, struct fonts_of_book *all, struct font_file *f, const u32 *chars,
                      isize n)
{
    struct sha256 key = key_of(f, chars, n, *a);
    if (kept_entry(all->store, a, key, f)) return true;
    str made = build(a, f, chars, n, key);
    if (!made.len) return false;
    bool cff = str_starts(made, S("OTTO"));
    f->href =
        str_printf(a, "fonts/%.*s.%s", STR(sha256_hex(a, sha256(made), 8)), cff ? "otf" : "ttf");
    f->mime = cff ? S("font/otf") : S("font/ttf");
    zip_deflate(a, made, &f->entry);
    keep_entry(all->store, key, f, *a);
    return true;
}

/* --- what is missing --- */

static bool has_gap(const struct fonts_of_book *f, int role, str packed)
{
    isize i = 0, n = f->gaps[role].n;
    struct used_walk w = {.left = packed};
    while (i < n && used_next(&w)) {
        while (i < n && f->gaps[role].v[i].c < w.c) i++;
        if (i < n && f->gaps[role].v[i].c == w.c) return true;
    }
    return false;
}

static void say_posts(struct buf *b, const struct fonts_of_book *f, int role)
{
    enum { SHOWN = 3 };
    isize n = 0;
    for (isize i = 0; i < f->book->nposts; i++) {
        const struct post *p = &f->book->posts[i];
        if (!p->used[role].len || !has_gap(f, role, p->used[role])) continue;
        if (n++ < SHOWN) buf_printf(b, "%s%.*s", n > 1 ? ", " : "; in ", STR(p->path));
    }
    if (n > SHOWN) buf_printf(b, " and %td more", n - SHOWN);
}

static void say_gaps(arena *a, struct fonts_of_book *f, int role, struct diags *ds)
{
    enum { SHOWN = 12 };
    static const char *const names[] = {"body", "heading", "quote", "code"};
    struct buf b = {.mem = a};
    isize n = f->gaps[role].n;
    if (!n) return;
    const struct font_file *first = next_font(f, (enum font_role)role, 0);
    buf_printf(&b, "%s: %.*s: %td character%s:", names[role], STR(first->info.family), n,
               n > 1 ? "s" : "");
    for (isize i = 0; i < n && i < SHOWN; i++) {
        buf_byte(&b, ' ');
        buf_rune(&b, f->gaps[role].v[i].c);
        buf_printf(&b, " U+%04X", f->gaps[role].v[i].c);
    }
    if (n > SHOWN) buf_add(&b, S(" …"));
    say_posts(&b, f, role);
    diag(ds, DIAG_FONT_GAPS, first->wanted->at, "%.*s", STR(buf_str(&b)));
}

void fonts_make(arena *a, struct fonts_of_book *f, struct diags *ds)
{
    struct need *need = make_n(a, struct need, f->n);
    for (isize i = 0; i < f->n; i++)
        need[i] = (struct need){make_n(a, u32, 0x110000 / 32), make_n(a, u32, 0x110000 / 32)};
    give_all(a, f, need);
    for (isize i = 0; i < f->n; i++) {
        struct font_file *one = &f->v[i];
        isize n;
        if (one->fate == FONT_REFUSED) continue;
        u32 *chars = list(a, one, need[i].bits, &n);
        if (!n) {
            one->fate = FONT_UNUSED;
        } else if (!file_make(a, f, one, chars, n)) {
            one->fate = FONT_REFUSED;
            one->why = S("no subset of it can be made");
            diag(ds, DIAG_FONT_REFUSED, one->wanted->at, "%.*s: %.*s", STR(one->info.family),
                 STR(one->why));
        }
    }
    for (int r = 0; r < TEXT_ROLES; r++) say_gaps(a, f, r, ds);
    f->css = fonts_css(a, f);
}

void font_libraries(struct buf *out)
{
    subset_library(out);
    system_library(out);
}
