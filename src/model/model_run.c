/*
 * model_run.c - runs of text and phrasing.
 *
 * A run is what stands between two block boundaries.  It begins with the first
 * text or picture: then its paragraph is made, and the phrasing around it.
 */
#include "model_local.h"

struct leaf *run_leaf(const struct fix *f)
{
    return f->leaf && f->leaf->in == f->box ? f->leaf : NULL;
}

static bool in_pre(const struct fix *f)
{
    const struct leaf *l = run_leaf(f);
    return l && l->src->tag == TAG_PRE;
}

bool run_is_blank(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] > 0x20 && s.p[i] != 0x7F) return false;
    return true;
}

/* A copy for the other side of a split: without id, and NULL when copies have become too dear. */
static struct node *copy(struct fix *f, const struct node *n)
{
    isize cost = (isize)sizeof(*n);
    for (const struct attr *at = n->attrs; at; at = at->next)
        cost += (isize)sizeof(*at) + at->value.len;
    if (cost > f->clone_left) return NULL;
    f->clone_left -= cost;
    struct node *c = node_make(f->mem, (enum tag)n->tag);
    c->line = n->line;
    c->made = n->made;
    struct attr **end = &c->attrs;
    for (const struct attr *at = n->attrs; at; at = at->next) {
        if (at->id == ATTR_ID) continue;
        *end = make(f->mem, struct attr);
        **end = *at;
        (*end)->next = NULL;
        end = &(*end)->next;
    }
    return c;
}

void run_anchor(struct fix *f, const struct node *n)
{
    str id = node_attr(n, ATTR_ID);
    if (!id.len) return;
    struct node *span = node_make(f->mem, TAG_SPAN);
    span->line = n->line;
    node_set(f->mem, span, ATTR_ID, id);
    *f->anchors_end = span;
    f->anchors_end = &span->next;
    if (f->run) run_flush_anchors(f, f->para ? f->para : f->box->out);
}

void run_flush_anchors(struct fix *f, struct node *parent)
{
    struct node *n = f->anchors;
    f->anchors = NULL;
    f->anchors_end = &f->anchors;
    while (n) {
        struct node *next = n->next;
        n->next = NULL;
        node_append(parent, n);
        n = next;
    }
}

/* The paragraph that the leaf asks for. */
static struct node *leaf_node(struct fix *f, struct leaf *l)
{
    struct node *n = l->used ? copy(f, l->src) : l->src;
    if (!n) n = node_make(f->mem, TAG_P);
    l->used = true;
    return n;
}

static void run_start(struct fix *f)
{
    box_ready(f, CAT_PHRASE);
    struct node *box = f->box->out;
    struct leaf *l = run_leaf(f);
    enum hold hold = (enum hold)f->box->hold;
    f->run = true;
    f->para = l                                           ? leaf_node(f, l)
              : hold == HOLD_FLOW || hold == HOLD_DETAILS ? node_make(f->mem, TAG_P)
                                                          : NULL;
    if (f->para) {
        f->para->line = f->para->line ? f->para->line : box->line;
        node_append(box, f->para);
    } else if (box->last && !model_is_block(box->last)) {
        node_add(f->mem, box, TAG_BR);
    }
    run_flush_anchors(f, f->para ? f->para : box);
}

/* Where the run has got to. */
static struct node *spot(const struct fix *f)
{
    for (isize i = f->nopen; i-- > 0;)
        if (f->phrases[i].out) return f->phrases[i].out;
    return f->para ? f->para : f->box->out;
}

/* A span for its id alone is done with when that is placed. */
static bool is_spent(const struct phrase *p)
{
    const struct attr *at = p->src->attrs;
    return p->used && p->src->tag == TAG_SPAN && at && at->id == ATTR_ID && !at->next;
}

/* Bring all phrasing that is asked for into the run. */
static void open_phrases(struct fix *f)
{
    for (; f->nopen < f->nphrases; f->nopen++) {
        struct phrase *p = &f->phrases[f->nopen];
        struct node *at = spot(f);
        bool homeless = model_row(p->src)->cat == CAT_RT && at->tag != TAG_RUBY;
        p->out = p->waits || homeless || is_spent(p) ? NULL : p->used ? copy(f, p->src) : p->src;
        if (!p->out) continue;
        p->used = true;
        node_append(at, p->out);
    }
}

/* What is between lines of a leaf that blocks stood in. */
static void fill_gap(struct fix *f)
{
    f->gap = false;
    if (in_pre(f)) node_add_text(f->mem, spot(f), S("\n"));
    else node_add(f->mem, spot(f), TAG_BR);
}

void run_phrase(struct fix *f, struct node *n)
{
    if (!f->run) run_start(f);
    open_phrases(f);
    if (f->gap) fill_gap(f);
    node_append(spot(f), n);
}

static str skip_space(str s)
{
    isize i = 0;
    while (i < s.len && is_space(s.p[i])) i++;
    return str_skip(s, i);
}

void run_text(struct fix *f, struct node *n)
{
    if (!n->text.len) return;
    if ((!f->run || f->gap) && !in_pre(f)) {
        if (run_is_blank(n->text)) return;
        n->text = skip_space(n->text);
    }
    run_phrase(f, n);
}

/* White space and line breaks at the end of a run are the source's layout. */
static void trim_end(struct node *n)
{
    for (struct node *k = n->last; k; k = n->last) {
        if (k->tag == TAG_TEXT) {
            while (k->text.len && is_space(k->text.p[k->text.len - 1])) k->text.len--;
            if (k->text.len) return;
        } else if (k->tag != TAG_BR || node_has(k, ATTR_ID)) {
            return;
        }
        node_detach(k);
    }
}

/* --- ruby --- */

static bool is_gap(const struct node *n)
{
    return n->tag == TAG_TEXT && run_is_blank(n->text);
}

static bool holds_text_only(const struct node *n)
{
    for (const struct node *k = n->first; k; k = k->next)
        if (k->tag != TAG_TEXT) return false;
    return true;
}

/*
 * True if what is in a ruby is bases and annotations in turn, and there are
 * annotations; *tail is then the first node behind the last of them.  A group of
 * annotations is rt+ or rp (rt rp)+.
 */
static bool ruby_is_sound(const struct node *ruby, struct node **tail)
{
    enum { BASE, RT, RP, RP_RT, RP_RT_RP } at = BASE;
    bool any = false;
    *tail = NULL;
    for (struct node *k = ruby->first; k; k = k->next) {
        if (node_is(k, TAG_RT)) {
            if (at == RT || at == BASE) at = RT;
            else if (at == RP || at == RP_RT_RP) at = RP_RT;
            else return false;
            any = true;
            *tail = k->next;
        } else if (node_is(k, TAG_RP)) {
            if (!holds_text_only(k)) return false;
            if (at == BASE) at = RP;
            else if (at == RP_RT) at = RP_RT_RP;
            else return false;
            *tail = k->next;
        } else if (!is_gap(k)) {
            if (at == RP || at == RP_RT) return false;
            at = BASE;
        }
    }
    return any && at != RP && at != RP_RT;
}

/* Only what is in n remains, and its id. */
static void dissolve(struct node *n)
{
    if (node_has(n, ATTR_ID)) n->tag = TAG_SPAN;
    else node_unwrap(n, n->parent);
}

static void mend_ruby(struct node *ruby)
{
    struct node *tail;
    if (ruby_is_sound(ruby, &tail)) {
        for (struct node *at = ruby; tail;) {
            struct node *next = tail->next;
            node_detach(tail);
            node_after(at, tail);
            at = tail;
            tail = next;
        }
        return;
    }
    for (struct node *k = ruby->first, *next; k; k = next) {
        next = k->next;
        if (model_row(k)->cat == CAT_RT) dissolve(k);
    }
    dissolve(ruby);
}

/* --- the stack of phrasing --- */

/* Close what is in the run down to the n-th. */
static void close_phrases(struct fix *f, isize n)
{
    while (f->nopen > n) {
        struct phrase *p = &f->phrases[--f->nopen];
        if (p->out && p->out->tag == TAG_RUBY) mend_ruby(p->out);
        p->out = NULL;
    }
}

void run_end(struct fix *f)
{
    if (!f->run) return;
    close_phrases(f, 0);
    if (!in_pre(f)) trim_end(f->para ? f->para : f->box->out);
    f->para = NULL;
    f->run = f->gap = false;
}

void run_break(struct fix *f)
{
    const struct leaf *l = run_leaf(f);
    if (l && l->src->tag != TAG_P) f->gap = f->run;
    else run_end(f);
}

/* The innermost open element of one of two kinds, or -1. */
static isize find(const struct fix *f, enum tag t)
{
    isize i = f->nphrases;
    while (i-- > 0)
        if (f->phrases[i].src->tag == t) return i;
    return -1;
}

static bool is_pointless(const struct fix *f, const struct node *n)
{
    const struct node *around = f->nphrases ? f->phrases[f->nphrases - 1].src : NULL;
    if (around && model_row(around)->holds == HOLD_TEXT) return true;
    switch (n->tag) {
    case TAG_SPAN: return !n->attrs;
    case TAG_DFN:
    case TAG_TIME:
    case TAG_RUBY: return find(f, (enum tag)n->tag) >= 0;
    case TAG_RT:
    case TAG_RP: return !node_is(around, TAG_RUBY);
    default: return false;
    }
}

bool run_push(struct fix *f, struct node *n)
{
    if (f->nphrases == INLINES || is_pointless(f, n)) return false;
    struct phrase p = {.src = n, .holds = n->tag == TAG_A ? find(f, TAG_A) : -1};
    if (p.holds >= 0 && f->phrases[p.holds].waits) p.holds = -1;
    if (p.holds >= 0) {
        close_phrases(f, p.holds);
        f->phrases[p.holds].waits = true;
    }
    f->phrases[f->nphrases++] = p;
    return true;
}

void run_pop(struct fix *f)
{
    struct phrase p = f->phrases[f->nphrases - 1];
    close_phrases(f, f->nphrases - 1);
    f->nphrases--;
    if (!p.used) run_anchor(f, p.src);
    if (p.holds >= 0) {
        close_phrases(f, p.holds);
        f->phrases[p.holds].waits = false;
    }
}
