/* model_box.c - boxes: where they may stand, and what is mended when they close. */
#include "model_local.h"

bool box_takes(const struct box *b, enum cat cat)
{
    switch ((enum hold)b->hold) {
    case HOLD_FLOW:
    case HOLD_MIXED:
    case HOLD_LOOSE: return cat == CAT_FLOW || cat == CAT_PHRASE;
    case HOLD_FIGURE: return cat == CAT_FLOW || cat == CAT_PHRASE || cat == CAT_FIGCAPTION;
    case HOLD_DETAILS: return cat == CAT_FLOW || cat == CAT_PHRASE || cat == CAT_SUMMARY;
    case HOLD_LIST: return cat == CAT_LI;
    case HOLD_TERMS: return cat == CAT_TERM;
    case HOLD_TABLE: return cat == CAT_CAPTION || cat == CAT_ROWS;
    case HOLD_ROWS: return cat == CAT_ROW;
    case HOLD_CELLS: return cat == CAT_CELL;
    default: return false;
    }
}

/* The box to open in one that holds `hold`, on the way to cat. */
static enum tag step(enum hold hold, enum cat cat)
{
    switch (hold) {
    case HOLD_LIST: return TAG_LI;
    case HOLD_TERMS: return TAG_DD;
    case HOLD_TABLE: return TAG_TBODY;
    case HOLD_ROWS: return TAG_TR;
    case HOLD_CELLS: return TAG_TD;
    default: return cat == CAT_LI ? TAG_UL : cat == CAT_TERM ? TAG_DL : TAG_TABLE;
    }
}

/* The innermost box around here that takes cat and that only implied ones must close for. */
static struct box *home(const struct fix *f, enum cat cat)
{
    struct box *b = f->box;
    while (!box_takes(b, cat) && b->implied) b = b->up;
    return box_takes(b, cat) ? b : NULL;
}

bool box_fits(const struct fix *f, enum cat cat)
{
    return home(f, cat) != NULL;
}

/* Boxes that must fit into one of these, down to the text. */
static int reserve(enum hold hold)
{
    switch (hold) {
    case HOLD_TABLE: return 3;
    case HOLD_ROWS: return 2;
    case HOLD_CELLS:
    case HOLD_LIST:
    case HOLD_TERMS: return 1;
    default: return 0;
    }
}

bool box_has_room(const struct fix *f, enum cat cat, enum hold holds)
{
    struct box *b = home(f, cat);
    struct box at = b ? *b : *f->box;
    while (!box_takes(&at, cat)) {
        at.hold = model_tags[step((enum hold)at.hold, cat)].holds;
        at.depth++;
    }
    return at.depth + 1 + reserve(holds) <= MODEL_DEPTH;
}

void box_ready(struct fix *f, enum cat cat)
{
    struct box *b = home(f, cat);
    while (b && f->box != b) box_close(f);
    while (!box_takes(f->box, cat)) {
        enum tag t = step((enum hold)f->box->hold, cat);
        box_open(f, node_add(f->mem, f->box->out, t), true);
    }
}

struct box *box_open(struct fix *f, struct node *out, bool implied)
{
    const struct model_tag *r = &model_tags[out->tag];
    struct box *b = make(f->mem, struct box);
    *b = (struct box){
        .up = f->box,
        .out = out,
        .hold = r->holds,
        .implied = implied,
        .bars = f->box->bars | r->bars,
        .depth = f->box->depth + 1,
    };
    f->box = b;
    return b;
}

/* --- closing --- */

void box_wrap_runs(struct fix *f, struct node *n)
{
    bool blocks = false, phrases = false;
    for (const struct node *k = n->first; k; k = k->next)
        *(model_is_block(k) ? &blocks : &phrases) = true;
    if (!blocks || !phrases) return;
    struct node *p = NULL;
    for (struct node *k = n->first, *next; k; k = next) {
        next = k->next;
        if (model_is_block(k)) {
            p = NULL;
            continue;
        }
        if (!p) {
            p = node_make(f->mem, TAG_P);
            p->line = k->line;
            node_before(k, p);
        }
        node_detach(k);
        node_append(p, k);
    }
}

static void become(struct fix *f, struct node *n, enum tag t)
{
    n->tag = (u16)t;
    node_unset(n, ATTR_ROLE);
    if (t == TAG_DIV) box_wrap_runs(f, n);
}

/* Nothing is in n. */
static void vanish(struct fix *f, struct node *n)
{
    node_detach(n);
    run_anchor(f, n);
}

/* Terms and descriptions in turn, and some of both. */
static void close_terms(struct fix *f, struct node *dl)
{
    bool terms = false, texts = false;
    for (const struct node *k = dl->first; k; k = k->next)
        *(k->tag == TAG_DT ? &terms : &texts) = true;
    if (terms && texts) {
        if (dl->first->tag == TAG_DD) node_prepend(dl, node_make(f->mem, TAG_DT));
        if (dl->last->tag == TAG_DT) node_add(f->mem, dl, TAG_DD);
    } else if (terms || texts) {
        for (struct node *k = dl->first, *next; k; k = next) {
            next = k->next;
            become(f, k, terms ? TAG_LI : TAG_DIV);
            if (texts && !k->first) vanish(f, k);
        }
        become(f, dl, terms ? TAG_UL : TAG_DIV);
    }
}

/* One caption, first or last. */
static void close_figure(struct fix *f, struct node *figure)
{
    struct node *caption = NULL;
    for (struct node *k = figure->first; k; k = k->next) {
        if (k->tag != TAG_FIGCAPTION) continue;
        if (caption) become(f, k, TAG_DIV);
        else caption = k;
    }
    if (!caption || !caption->prev || !caption->next) return;
    node_detach(caption);
    node_append(figure, caption);
}

/* One summary, first; without one there is nothing to open. */
static void close_details(struct fix *f, struct node *details)
{
    struct node *summary = NULL;
    for (struct node *k = details->first; k; k = k->next) {
        if (k->tag != TAG_SUMMARY) continue;
        if (summary) become(f, k, TAG_P);
        else summary = k;
    }
    if (!summary) {
        node_unset(details, ATTR_OPEN);
        become(f, details, TAG_DIV);
    } else if (summary->prev) {
        node_detach(summary);
        node_prepend(details, summary);
    }
}

static void close_list(struct node *list)
{
    if (list->tag == TAG_OL) return;
    for (struct node *k = list->first; k; k = k->next) node_unset(k, ATTR_VALUE);
}

void box_close(struct fix *f)
{
    run_end(f);
    struct node *n = f->box->out;
    switch ((enum hold)f->box->hold) {
    case HOLD_MIXED: box_wrap_runs(f, n); break;
    case HOLD_TERMS: close_terms(f, n); break;
    case HOLD_FIGURE: close_figure(f, n); break;
    case HOLD_DETAILS: close_details(f, n); break;
    case HOLD_LIST: close_list(n); break;
    case HOLD_TABLE: model_table(f, n); break;
    default: break;
    }
    f->box = f->box->up;
    enum cat cat = (enum cat)model_row(n)->cat;
    if (n->first || cat == CAT_LI || cat == CAT_TERM || cat == CAT_CELL) return;
    vanish(f, n);
}
