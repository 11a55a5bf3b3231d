/* split.c - where a long chapter is cut.  See split_local.h. */
#include "split_local.h"

#include "model.h"
#include "shape_local.h"

/* --- weights --- */

static isize escaped(str s, bool quoted)
{
    isize n = s.len;
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '&') n += 4;
        else if (c == '<' || c == '>') n += 3;
        else if (c == '"' && quoted) n += 5;
        else if (c < 0x20 && (quoted || c == '\r')) n += 4;
    }
    return n;
}

isize split_own(const struct node *n)
{
    enum { TAGS_AND_LINES = 8, NAMESPACE = 50, FILE_NAME = 24, NUMBER = 16 };
    if (n->tag == TAG_TEXT) return escaped(n->text, false);
    if (n->tag < TAG_TEXT) return 0;
    isize bytes = 2 * node_name(n).len + TAGS_AND_LINES;
    if (n->ns != NS_HTML) bytes += NAMESPACE;
    for (const struct attr *at = n->attrs; at; at = at->next) {
        isize one = at->name.len + 4 + escaped(at->value, true);
        bytes += at->id == ATTR_LANG ? 2 * one + 4 : one;
        if (at->id == ATTR_HREF && str_starts(at->value, S("#"))) bytes += FILE_NAME;
    }
    if (node_is(n, TAG_OL) || node_is(n, TAG_LI)) bytes += NUMBER;
    return bytes;
}

static void weigh(struct split *s, struct node *root)
{
    isize n = 0, i = 0;
    for (const struct node *k = root; k; k = node_next(k, root)) n++;
    s->weight = make_n(s->mem, struct weight, n);
    isize *open = make_n(s->mem, isize, n); /* a stack of what the walk is in */
    isize depth = 0;
    for (const struct node *k = root; k;) {
        s->weight[i] = (struct weight){split_own(k), 1};
        open[depth++] = i++;
        if (k->first) {
            k = k->first;
            continue;
        }
        for (;; k = k->parent) {
            struct weight *w = &s->weight[open[--depth]];
            if (depth) {
                s->weight[open[depth - 1]].bytes += w->bytes;
                s->weight[open[depth - 1]].nodes += w->nodes;
            }
            if (k == root || k->next) break;
        }
        k = k == root ? NULL : k->next;
    }
}

/* --- atoms and boxes --- */

/* Where the walk that makes atoms is. */
struct walk {
    isize at;        /* in weights */
    isize box;       /* that what comes stands in */
    bool keep;       /* what comes belongs to what was before */
    bool inner;      /* what comes is the first in its box … */
    enum rank outer; /* … before which there is a cut of this rank */
    struct node *dt; /* the last one, with its weight */
    isize dt_bytes;
    isize span; /* rows that a cell of an earlier one reaches into */
};

static bool is_flow(const struct node *n)
{
    return n->tag == TAG_DOCUMENT || node_is(n, TAG_SECTION) || node_is(n, TAG_DIV) ||
           node_is(n, TAG_ARTICLE) || node_is(n, TAG_BLOCKQUOTE);
}

/* What has nothing to be cut between. */
static bool is_solid(const struct node *n)
{
    if (!n->first || n->ns != NS_HTML) return true;
    return node_is(n, TAG_RUBY) || (n->made && node_is(n, TAG_HEADER)) || node_is(n, TAG_FOOTER);
}

static bool is_box(const struct split *s, const struct walk *w, const struct node *n)
{
    if (is_solid(n)) return false;
    isize bytes = s->weight[w->at].bytes;
    isize path = w->box < 0 ? 0 : s->box[w->box].path;
    if (w->box < 0 || n == s->list) return true;
    if (path + s->frame + bytes > s->limit) return true; /* even alone */
    if (!is_flow(n) || !model_is_block(n->first)) return false;
    return !node_is(n, TAG_BLOCKQUOTE) || bytes > s->limit / 8;
}

static isize span_of(const struct node *tr)
{
    isize most = 1;
    for (const struct node *k = tr->first; k; k = k->next) {
        long long n = 0;
        if (str_int(node_attr(k, ATTR_ROWSPAN), &n) && n > most) most = (isize)n;
    }
    return most;
}

/* A line of code ends before n. */
static bool after_line(const struct node *n)
{
    const struct node *k = n->prev;
    while (k && k->last) k = k->last;
    return k && k->tag == TAG_TEXT && str_ends(k->text, S("\n"));
}

/* n goes with what is before it. */
static bool is_joined(struct walk *w, const struct node *n)
{
    const struct node *before = n->prev;
    if (node_is(n, TAG_TR)) {
        bool within = w->span > 0;
        isize span = span_of(n) - 1;
        w->span = span > w->span - 1 ? span : w->span - 1;
        return within;
    }
    if (node_is(n, TAG_TBODY)) return node_is(before, TAG_THEAD);
    if (node_is(n, TAG_DD)) return node_is(before, TAG_DT);
    if (node_is(n, TAG_DT)) return node_is(before, TAG_DT);
    if (node_is(n, TAG_FOOTER) || node_is(n, TAG_FIGCAPTION)) return true;
    if (node_is(before, TAG_CAPTION) || node_is(before, TAG_SUMMARY)) return true;
    return !model_is_block(n) && shape_in_pre(n->parent) && !after_line(n);
}

static enum rank rank_of(const struct split *s, struct walk *w, const struct node *n)
{
    bool flow = w->box < 0 || is_flow(s->box[w->box].n);
    if (is_joined(w, n)) return RANK_NEVER;
    if (!model_is_block(n)) return RANK_LINE;
    if (node_is(n, TAG_TD) || node_is(n, TAG_TH)) return RANK_LINE;
    if (!flow) return RANK_ROW;
    if (node_is(n, TAG_H2)) return RANK_H2;
    if (node_is(n, TAG_H3)) return RANK_H3;
    return shape_heading(n) ? RANK_H4 : RANK_BLOCK;
}

/* The rank of a cut before n, be it an atom or a box that begins here. */
static enum rank cut_before(const struct split *s, struct walk *w, const struct node *n)
{
    enum rank own = rank_of(s, w, n);
    if (w->keep) return RANK_NEVER;
    if (!w->inner) return own;
    return own > w->outer ? own : w->outer;
}

/* What is said again before n where its parent goes on in another part. */
static struct node *lead_of(const struct split *s, const struct walk *w, struct node *n,
                            isize *bytes)
{
    struct node *first = n->parent ? n->parent->first : NULL, *lead = NULL;
    if (node_is(n, TAG_DD) && w->dt) {
        *bytes = w->dt_bytes;
        return *bytes <= s->limit / 8 ? w->dt : NULL;
    }
    if (!first || first == n) return NULL;
    if (node_is(n->parent, TAG_DETAILS)) lead = first;
    if (node_is(n, TAG_TBODY) || node_is(n, TAG_TFOOT)) {
        if (node_is(first, TAG_CAPTION)) first = first->next;
        lead = node_is(first, TAG_THEAD) ? first : NULL;
    }
    if (!lead) return NULL;
    *bytes = 0;
    for (const struct node *k = lead; k; k = node_next(k, lead)) *bytes += split_own(k);
    return *bytes <= s->limit / 8 ? lead : NULL;
}

static void add_box(struct split *s, struct walk *w, struct node *n)
{
    struct split_box b = {.n = n, .up = w->box, .first = s->natoms, .trial = -1, .out_part = -1};
    b.lead = lead_of(s, w, n, &b.lead_bytes);
    b.shell = split_own(n);
    b.path = b.shell + b.lead_bytes + (w->box < 0 ? 0 : s->box[w->box].path);
    w->outer = w->box < 0 ? RANK_BLOCK : cut_before(s, w, n);
    w->inner = true;
    if (node_is(n, TAG_TBODY) || node_is(n, TAG_THEAD)) w->span = 0;
    s->box = make_room(s->mem, s->box, s->nboxes);
    s->box[s->nboxes] = b;
    w->box = s->nboxes++;
    w->at++;
    if (node_is(n, TAG_OL)) split_number(s, n);
    if (n == s->list) s->list_box = w->box;
}

static void add_atom(struct split *s, struct walk *w, struct node *n, isize bytes)
{
    struct split_atom at = {.n = n, .box = w->box, .bytes = bytes, .rank = cut_before(s, w, n)};
    at.lead = lead_of(s, w, n, &at.lead_bytes);
    if (node_is(n, TAG_DT)) {
        w->dt = n;
        w->dt_bytes = bytes;
    }
    notes_claim(s, &at);
    s->atom = make_room(s->mem, s->atom, s->natoms);
    s->atom[s->natoms++] = at;
    w->keep = shape_heading(n) || (n->made && node_is(n, TAG_HEADER));
    w->inner = false;
}

/* A text that no file can hold becomes several; of the lines of code any may be the last. */
static void add_text(struct split *s, struct walk *w, struct node *n)
{
    isize room = s->limit - s->frame - s->box[w->box].path;
    isize most = room > s->limit / 4 ? room / 8 : s->limit / 32;
    struct node *end = n->next;
    bool lines = shape_in_pre(n->parent);
    if (s->weight[w->at].bytes > most || lines) split_text(s->mem, n, most, lines);
    for (; n != end; n = n->next) add_atom(s, w, n, split_own(n));
    w->at++;
}

static bool is_claimed(struct split *s, const struct node *n)
{
    if (!s->list || n->parent != s->list) return false;
    isize k = *table_at(&s->number, split_address(n)) - 1;
    return k >= 0 && k < s->nnotes && s->note[k].li == n && s->note[k].claimed;
}

static void one(struct split *s, struct walk *w, struct node *n)
{
    struct weight own = s->weight[w->at];
    if (n->tag == TAG_TEXT && w->box >= 0) {
        add_text(s, w, n);
        return;
    }
    if (!is_claimed(s, n)) add_atom(s, w, n, own.bytes);
    w->at += own.nodes;
}

static void take_apart(struct split *s, struct node *root)
{
    struct walk w = {.box = -1};
    for (struct node *n = root; n;) {
        if (is_box(s, &w, n) && !is_claimed(s, n)) {
            add_box(s, &w, n);
            n = n->first;
            continue;
        }
        struct node *next = n->next;
        one(s, &w, n);
        while (!next && n->parent && n != root) {
            n = n->parent;
            w.box = s->box[w.box].up;
            w.inner = false;
            if (n != root) next = n->next;
        }
        n = next;
    }
}

/* --- cuts --- */

/* What atom i adds to a part that begins with `from`. */
static isize cost(struct split *s, isize i, isize from, isize trial)
{
    const struct split_atom *at = &s->atom[i];
    isize bytes = at->bytes;
    struct node *lead = at->lead;
    isize lead_bytes = at->lead_bytes;
    for (isize b = at->box; b >= 0 && s->box[b].trial != trial; b = s->box[b].up) {
        struct split_box *box = &s->box[b];
        box->trial = trial;
        bytes += box->shell;
        if (lead && box->first < from) bytes += lead_bytes;
        lead = box->lead;
        lead_bytes = box->lead_bytes;
    }
    return bytes + notes_cost(s, at, trial);
}

/* The end of the part that begins with atom `from`. */
static isize find_cut(struct split *s, isize from, isize trial)
{
    isize best[RANKS] = {0}, any = 0, size = s->frame;
    for (isize i = from; i < s->natoms; i++) {
        enum rank r = s->atom[i].rank;
        bool full = size >= s->limit / 4;
        if (i > from && r > RANK_NEVER) any = i;
        if (i > from && full) best[r] = i;
        size += cost(s, i, from, trial);
        if (size <= s->limit) continue;
        for (int k = RANKS - 1; k > RANK_NEVER; k--)
            if (best[k]) return best[k];
        return any ? any : i > from ? i : from + 1;
    }
    return s->natoms;
}

static void cut(struct split *s)
{
    for (isize from = 0; from < s->natoms;) {
        struct split_part p = {.from = from, .end = find_cut(s, from, s->nparts)};
        from = p.end;
        s->part = make_room(s->mem, s->part, s->nparts);
        s->part[s->nparts] = p;
        notes_settle(s, s->nparts++);
    }
}

/* --- all of it --- */

struct parts chapter_split(struct chapter *c, struct node *root, isize limit, isize frame)
{
    struct split s = {
        .c = c,
        .mem = c->mem,
        .limit = limit,
        .frame = frame,
        .list_box = -1,
        .marks = {.mem = c->mem},
        .number = {.mem = c->mem},
    };
    notes_find(&s, root);
    weigh(&s, root);
    s.copy_left = s.weight[0].bytes;
    take_apart(&s, root);
    cut(&s);
    split_build(&s);
    split_links(&s);
    struct parts all = {make_n(s.mem, struct node *, s.nparts), s.nparts};
    for (isize i = 0; i < s.nparts; i++) all.v[i] = s.part[i].root;
    return all;
}
