/*
 * type.c - text set in lines, as a compositor would.
 *
 * Between Chinese and letters there is a little room; of two marks that meet, half an em goes;
 * a mark at a line's end hangs half into the margin.  Lines are about as long as each other and
 * end, where there is a choice, behind a mark or between words.
 */
#include "cover_local.h"

enum { EM = SET_EM, HALF = EM / 2, BETWEEN = EM / 6, TEXT_MAX = 1200 /* bytes */ };
enum { WITHIN = 400 /* what it costs to end a line within a word */ };

/* --- characters --- */

static bool is_in(u32 c, const char *marks)
{
    u8 bytes[4];
    str one = {bytes, utf8_put(bytes, c)};
    return str_find(str_of(marks), one, 0) >= 0;
}

static bool is_closing(u32 c)
{
    return is_in(c, "，。、；：」』）》】〉〕”’");
}

static bool is_opening(u32 c)
{
    return is_in(c, "「『（《【〈〔“‘");
}

static bool is_western(u32 c)
{
    return (c > 0x20 && c < 0x250 && c != 0xB7) || (c >= 0x370 && c < 0x530);
}

static bool is_word(u32 c)
{
    return (c < 0x80 && (is_alpha((int)c) || is_digit((int)c))) || (c >= 0xC0 && c < 0x530);
}

static bool is_han(u32 c)
{
    return (c >= 0x2E80 && c < 0x3000) || (c >= 0x3040 && c < 0xA000) ||
           (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00) ||
           (c >= 0x20000 && c < 0x32000);
}

static int face_for(const struct type *t, u32 c)
{
    for (int i = 0; i < t->n; i++)
        if (face_has(t->face[i], c)) return i;
    return -1;
}

/* What only changes how the character before it looks. */
static bool is_selector(u32 c)
{
    return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF) ||
           (c >= 0xE0000 && c < 0xE1000);
}

static void note_missing(struct buf *missing, u32 c)
{
    u8 bytes[4];
    str one = {bytes, utf8_put(bytes, c)};
    if (is_selector(c) || !missing || str_find(buf_str(missing), one, 0) >= 0) return;
    buf_add(missing, one);
}

str type_text(const struct type *t, str text, arena *a, struct buf *missing)
{
    struct buf out = {.mem = a};
    bool blank = false;
    isize len;
    for (isize at = 0; at < text.len && at < TEXT_MAX; at += len) {
        u32 c = utf8_get(str_skip(text, at), &len);
        if (c == 0xA0 || c == 0x3000 || c < 0x20) c = ' ';
        if (c == ' ') {
            blank = out.len > 0;
            continue;
        }
        if (is_selector(c) || face_for(t, c) < 0) {
            note_missing(missing, c);
            continue;
        }
        if (blank) buf_byte(&out, ' ');
        blank = false;
        buf_rune(&out, c);
    }
    return buf_str(&out);
}

/* --- glyphs --- */

static void add_run(struct set *s, const struct type *t, int face, int from, int to, arena *a)
{
    str run = str_head(str_skip(s->text, from), to - from);
    struct glyphs g = face_shape(t->face[face], run, EM / FACE_PX, t->lang, a);
    struct placed *v = make_n(a, struct placed, s->n + g.n + 1);
    int x = s->n ? s->v[s->n - 1].x + s->v[s->n - 1].advance : 0;
    for (isize i = 0; i < s->n; i++) v[i] = s->v[i];
    s->v = v;
    for (isize i = 0; i < g.n; i++) {
        isize len;
        struct placed *p = &v[s->n++];
        *p = (struct placed){.face = t->face[face],
                             .id = g.v[i].id,
                             .at = from + g.v[i].at,
                             .x = x,
                             .y = g.v[i].y,
                             .advance = g.v[i].advance};
        p->c = utf8_get(str_skip(s->text, p->at), &len);
        p->x += g.v[i].x;
        x += g.v[i].advance;
    }
}

/* How much nearer, or farther, the second of two neighbours stands. */
static int room_between(const struct placed *p, const struct placed *q)
{
    bool wide = p->advance >= EM * 9 / 10;
    if (wide && is_closing(p->c) && (is_closing(q->c) || is_opening(q->c))) return -HALF;
    if (wide && is_opening(p->c) && is_opening(q->c)) return -HALF;
    if (wide && is_closing(p->c) && is_han(q->c)) return -HALF / 2; /* a hole, at this size */
    if ((is_han(p->c) && is_word(q->c)) || (is_word(p->c) && is_han(q->c))) return BETWEEN;
    return 0;
}

/* A blank that somebody typed between Chinese and letters is no wider than the room there. */
static bool is_blank_between(const struct set *s, isize i)
{
    return i > 0 && s->v[i].c == ' ' && (is_han(s->v[i - 1].c) || is_han(s->v[i + 1].c));
}

static void space(struct set *s)
{
    int shift = 0;
    for (isize i = 0; i < s->n; i++) {
        s->v[i].x += shift;
        if (i + 1 == s->n) break;
        int more = is_blank_between(s, i) ? EM / 5 - s->v[i].advance
                                          : room_between(&s->v[i], &s->v[i + 1]);
        s->v[i].advance += more;
        shift += more;
    }
}

/* Runs of one face, letters apart from the rest. */
static struct set glyphs_of(const struct type *t, str text, arena *a)
{
    struct set s = {.text = text};
    int from = 0, face = -1;
    bool western = false;
    isize len;
    for (isize at = 0; at < text.len; at += len) {
        u32 c = utf8_get(str_skip(text, at), &len);
        int own = c == ' ' && face >= 0 ? face : face_for(t, c);
        bool is = c == ' ' ? western : is_western(c);
        if (own < 0) own = 0;
        if (face >= 0 && (own != face || is != western)) {
            add_run(&s, t, face, from, (int)at, a);
            from = (int)at;
        }
        face = own;
        western = is;
    }
    if (face >= 0) add_run(&s, t, face, from, (int)text.len, a);
    space(&s);
    return s;
}

/* --- lines --- */

/* The glyphs of the text's bytes [from, to) as a line: without the blank at its end, marks
 * hanging. */
static struct line line_of(const struct set *s, isize first, isize last)
{
    struct line l = {.first = first};
    while (last > first && s->v[last - 1].c == ' ') last--;
    l.n = last - first;
    if (!l.n) return l;
    const struct placed *p = &s->v[first], *q = &s->v[last - 1];
    int end = q->x + q->advance;
    l.from = p->x;
    if (is_opening(p->c) && p->advance >= EM * 9 / 10) l.from += HALF;
    if (last < s->n) end -= room_between(q, q + 1); /* whose neighbour is on another line */
    if (is_closing(q->c) && q->advance >= EM * 9 / 10) end -= HALF;
    l.width = end > l.from ? end - l.from : 0;
    return l;
}

/* Where each ending is among the glyphs. */
static isize *glyph_ends(const struct set *s, const struct endings *e, arena *a)
{
    isize *ends = make_n(a, isize, e->n + 1);
    isize g = 0;
    for (isize i = 0; i < e->n; i++) {
        while (g < s->n && s->v[g].at < e->at[i]) g++;
        ends[i + 1] = g;
    }
    return ends; /* [0] is the start */
}

/* What a line costs: squares of a quarter em that it is off the mean, and how it ends. */
static long long cost_of(struct line l, long long mean, enum ending how, bool last)
{
    static const int ends[] = {0, 30, WITHIN};
    long long off = (l.width - mean) / (EM / 4);
    long long cost = off * off + (last ? 0 : ends[how]);
    if (last && l.width < EM * 3 / 2) cost += 3000; /* a character all alone */
    return cost;
}

struct breaking {
    const struct set *s;
    const struct endings *e;
    const isize *ends;
    int width; /* that a line may have, in SET_EM */
};

/* Break into k lines, the best way; what that costs, or -1 if they are too few. */
static long long break_in(const struct breaking *b, int k, struct line *out, arena scratch)
{
    isize n = b->e->n;
    const long long never = (long long)1 << 60;
    long long mean = line_of(b->s, 0, b->s->n).width / k;
    long long *cost = make_n(&scratch, long long, (n + 1) * (k + 1));
    isize *from = make_n(&scratch, isize, (n + 1) * (k + 1));
    for (isize i = 0; i < (n + 1) * (k + 1); i++) cost[i] = never;
    cost[0] = 0;
    for (int row = 1; row <= k; row++)
        for (isize i = row; i <= n; i++)
            for (isize j = i - 1; j >= row - 1; j--) {
                long long before = cost[(row - 1) * (n + 1) + j];
                struct line l = line_of(b->s, b->ends[j], b->ends[i]);
                if (l.width > b->width) break;
                if (before >= never || !l.n) continue;
                long long c = before + cost_of(l, mean, b->e->how[i - 1], i == n);
                if (c >= cost[row * (n + 1) + i]) continue;
                cost[row * (n + 1) + i] = c;
                from[row * (n + 1) + i] = j;
            }
    long long all = cost[k * (n + 1) + n];
    if (all >= never) return -1;
    for (isize i = n; k > 0; i = from[k * (n + 1) + i], k--)
        out[k - 1] = line_of(b->s, b->ends[from[k * (n + 1) + i]], b->ends[i]);
    return all;
}

/* The largest size at which the text fits in k lines, or 0; or a little smaller, if then no word
 * is broken. */
static int fit_in(struct breaking *b, int k, struct room room, int least, struct line *out,
                  arena scratch)
{
    int found = 0;
    struct line lines[LINES];
    for (int px = room.most; px >= least && px * 100 >= found * 86; px -= px / 24 + 1) {
        b->width = (int)((long long)room.w * EM / px);
        long long cost = break_in(b, k, lines, scratch);
        if (cost < 0 || (found && cost >= WITHIN)) continue;
        for (int i = 0; i < k; i++) out[i] = lines[i];
        found = px;
        if (cost < WITHIN) break;
    }
    return found;
}

/* Shrink a little, then take another line; at last shrink as far as one may. */
static bool fit(struct set *s, const struct type *t, struct room room, arena *a)
{
    struct endings e = endings_of(a, s->text, t->lang);
    struct breaking b = {s, &e, glyph_ends(s, &e, a), 0};
    int least = room.most * 4 / 5 > room.least ? room.most * 4 / 5 : room.least;
    int lines = room.lines < e.n ? room.lines : (int)e.n;
    s->nlines = 0;
    for (int k = 1; k <= lines && !s->nlines; k++)
        if ((s->px = fit_in(&b, k, room, least, s->line, *a))) s->nlines = k;
    if (!s->nlines && (s->px = fit_in(&b, lines, room, room.least, s->line, *a))) s->nlines = lines;
    return s->nlines > 0;
}

struct set set_text(const struct type *t, str text, struct room room, arena *a)
{
    assert(room.lines >= 1 && room.lines <= LINES && room.least <= room.most);
    struct set s = glyphs_of(t, text, a);
    if (!s.n || fit(&s, t, room, a)) return s;
    /* As many characters as fit with an ellipsis: more never fit better. */
    isize low = 0, high = utf8_len(text);
    const char *dots = face_for(t, 0x2026) >= 0 ? "…" : "...";
    struct set best = {.text = text, .cut = true};
    while (low < high) {
        isize mid = (low + high) / 2;
        arena before = *a;
        str head = str_trim(utf8_head(text, mid));
        struct set one = glyphs_of(t, str_printf(a, "%.*s%s", STR(head), dots), a);
        one.cut = true;
        if (fit(&one, t, (struct room){room.w, room.lines, room.least, room.least}, a)) {
            best = one;
            low = mid + 1;
        } else {
            *a = before;
            high = mid;
        }
    }
    return best;
}

int set_width(const struct set *s)
{
    int most = 0;
    for (int i = 0; i < s->nlines; i++)
        if (s->line[i].width > most) most = s->line[i].width;
    return (int)((long long)most * s->px / EM);
}
