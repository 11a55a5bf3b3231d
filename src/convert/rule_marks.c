/*
 * rule_marks.c - quotation marks around Chinese as the book wants them.
 *
 * Marks are paired within a block, through the elements in it, double ones and single ones
 * each for themselves.  Unless every mark of a kind finds its other half, that kind stays
 * as it was typed in that block, and both do where they cross; and so do pairs with no Han in
 * or beside them.
 */
#include "shape_local.h"
#include "audit.h"
#include "letter_local.h"

enum side { STRAIGHT, OPENS, CLOSES };

struct mark {
    struct node *n;
    isize at, len; /* in its text */
    u32 before, after, seen_before, seen_after;
    isize han;           /* ideographs before it */
    u32 c, to;           /* to: 0: it stays */
    u8 side, role;       /* role: what it turned out to be; STRAIGHT: no mark of quotation */
    bool single, nested; /* nested: in corner brackets as typed */
};

/* What a block has, in order. */
struct marks {
    struct mark *v;
    isize n, done; /* done: those whose `after` is known; all but the last at most */
    isize unseen;  /* the first one whose `seen_after` is not */
    u32 last, seen;
    isize han, corners;
};

/* Is c a quotation mark to work on? */
static bool classify(u32 c, bool tw, struct mark *m)
{
    static const struct {
        u32 c;
        u8 side;
        bool single, cn; /* cn: only when corners are to go */
    } rows[] = {
        {'"', STRAIGHT, false, false}, {0xFF02, STRAIGHT, false, false},
        {0x201C, OPENS, false, false}, {0x201D, CLOSES, false, false},
        {0x300C, OPENS, false, true},  {0x300D, CLOSES, false, true},
        {'\'', STRAIGHT, true, false}, {0xFF07, STRAIGHT, true, false},
        {0x2018, OPENS, true, false},  {0x2019, CLOSES, true, false},
        {0x300E, OPENS, true, true},   {0x300F, CLOSES, true, true},
    };
    for (isize i = 0; i < COUNT(rows); i++) {
        if (rows[i].c != c || (rows[i].cn && tw)) continue;
        m->c = c;
        m->side = rows[i].side;
        m->single = rows[i].single;
        return true;
    }
    return false;
}

/* What typography.quotes wishes for, or what publishers do. */
static int wanted(const struct rule_ctx *cx)
{
    if (!cx->conf) return QUOTES_KEEP;
    if (cx->conf->quotes != QUOTES_AUTO) return cx->conf->quotes;
    bool down = cx->conf->writing_mode == WRITING_VERTICAL;
    return down && rule_is_cjk(cx) ? QUOTES_TW : QUOTES_KEEP;
}

static bool is_gap(u32 c)
{
    return !c || !audit_visible(c);
}

/* The line goes on with c. */
static void pass(struct marks *l, u32 c)
{
    for (; l->done < l->n; l->done++) l->v[l->done].after = c;
    l->last = c;
    if (!audit_visible(c)) return;
    for (; l->unseen < l->n; l->unseen++) l->v[l->unseen].seen_after = c;
    l->seen = c;
    l->han += letter_han(c);
    l->corners += (c == 0x300C) - (c == 0x300D);
}

static void gather(struct rule_ctx *cx, struct marks *l, struct node *n, bool quiet)
{
    bool tw = wanted(cx) == QUOTES_TW;
    isize len;
    for (isize i = 0; i < n->text.len; i += len) {
        u32 c = utf8_get(str_skip(n->text, i), &len);
        struct mark m = {.n = n,
                         .at = i,
                         .len = len,
                         .before = l->last,
                         .seen_before = l->seen,
                         .han = l->han,
                         .nested = l->corners > 0};
        pass(l, c);
        if (quiet || !classify(c, tw, &m)) continue;
        l->v = make_room(cx->mem, l->v, l->n);
        l->v[l->n++] = m;
    }
}

/* "don't", "the readers' choice": no quotation mark. */
static bool is_apostrophe(const struct mark *m, bool open)
{
    if (!m->single || m->side == OPENS || !letter_latin(m->before)) return false;
    return letter_latin(m->after) || !open;
}

static bool touches_han(const struct mark *open, const struct mark *close)
{
    return close->han > open->han || letter_wide(open->seen_before) ||
           letter_wide(close->seen_after);
}

static void choose(struct mark *open, struct mark *close, bool tw)
{
    static const u32 forms[2][2][2] = {{{0x201C, 0x201D}, {0x2018, 0x2019}},
                                       {{0x300C, 0x300D}, {0x300E, 0x300F}}};
    bool inner = tw && open->nested ? !open->single : open->single;
    if (!touches_han(open, close)) return;
    open->to = forms[tw][inner][0];
    close->to = forms[tw][inner][1];
}

/* Pair the double or the single ones; false if one is left over or stands the wrong way. */
static bool pair(struct marks *l, bool single, bool tw)
{
    struct mark *open = NULL;
    for (isize i = 0; i < l->n; i++) {
        struct mark *m = &l->v[i];
        if (m->single != single || is_apostrophe(m, open != NULL)) continue;
        bool opens = m->side == OPENS || (m->side == STRAIGHT && !open);
        bool turned = m->side == STRAIGHT && (opens ? is_gap(m->after) && !is_gap(m->before)
                                                    : is_gap(m->before) && !is_gap(m->after));
        if (opens == (open != NULL) || turned) return false;
        m->role = opens ? OPENS : CLOSES;
        if (!opens) choose(open, m, tw);
        open = opens ? m : NULL;
    }
    return !open;
}

/* True if what opens within a quotation closes there. */
static bool is_nested(const struct marks *l)
{
    bool open[2] = {false, false}, last = false; /* last: the kind that opened last is single */
    for (isize i = 0; i < l->n; i++) {
        const struct mark *m = &l->v[i];
        if (m->role == STRAIGHT) continue;
        bool other = open[!m->single];
        if (m->role == CLOSES && other && last != m->single) return false;
        open[m->single] = m->role == OPENS;
        last = m->role == OPENS ? m->single : !m->single;
    }
    return true;
}

static void leave_alone(struct marks *l, bool single)
{
    for (isize i = 0; i < l->n; i++) {
        if (l->v[i].single != single) continue;
        l->v[i].to = 0;
        l->v[i].role = STRAIGHT;
    }
}

static void rewrite(struct rule_ctx *cx, struct marks *l)
{
    for (isize i = 0; i < l->n;) {
        struct node *n = l->v[i].n;
        struct buf b = {.mem = cx->mem};
        isize from = 0;
        for (; i < l->n && l->v[i].n == n; i++) {
            const struct mark *m = &l->v[i];
            if (!m->to || m->to == m->c) continue;
            buf_add(&b, str_head(str_skip(n->text, from), m->at - from));
            isize was = b.len;
            buf_rune(&b, m->to);
            rule_swap(cx, n, str_head(str_skip(n->text, m->at), m->len),
                      str_skip(buf_str(&b), was));
            from = m->at + m->len;
        }
        if (!from) continue;
        buf_add(&b, str_skip(n->text, from));
        n->text = buf_str(&b);
    }
}

/* A block ends, or begins. */
static void finish(struct rule_ctx *cx, struct marks *l)
{
    bool tw = wanted(cx) == QUOTES_TW;
    pass(l, 0);
    if (!pair(l, false, tw)) leave_alone(l, false);
    if (!pair(l, true, tw)) leave_alone(l, true);
    if (is_nested(l)) rewrite(cx, l);
    *l = (struct marks){0};
}

static struct node *leave(struct rule_ctx *cx, struct marks *l, struct node *n, struct node *root)
{
    while (n != root && !n->next) {
        n = n->parent;
        if (n == root || shape_block(n)) finish(cx, l);
    }
    return n == root ? NULL : n->next;
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct marks l = {0};
    if (wanted(cx) == QUOTES_KEEP) return NULL;
    for (struct node *n = root->first; n;) {
        bool formula = n->ns != NS_HTML, element = n->tag >= TAG_UNKNOWN;
        if (n->tag == TAG_TEXT) gather(cx, &l, n, shape_in_code(n->parent));
        else if (shape_block(n)) finish(cx, &l);
        else if (node_is(n, TAG_BR)) pass(&l, '\n');
        else if (element && (formula || !n->first)) pass(&l, 0xFFFC);
        n = n->first && !formula ? n->first : leave(cx, &l, n, root);
    }
    finish(cx, &l);
    return NULL;
}

const struct rule rule_marks = {
    .name = "marks",
    .help = "quotation marks around Chinese are of the kind that typography.quotes wishes",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
