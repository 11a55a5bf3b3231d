/* model.c - see model.h. */
#include "model_local.h"

const struct model_tag model_tags[TAGS] = {
    [TAG_NONE] = {.cat = CAT_PHRASE, .holds = HOLD_PHRASES, .fate = FATE_UNWRAP},
    [TAG_TEXT] = {.cat = CAT_PHRASE, .holds = HOLD_NOTHING, .fate = FATE_KEEP},
    [TAG_DOCUMENT] = {.cat = CAT_FLOW, .holds = HOLD_FLOW, .fate = FATE_BREAK},
    [TAG_DOCTYPE] = {.cat = CAT_META, .holds = HOLD_NOTHING, .fate = FATE_DROP},
    [TAG_COMMENT] = {.cat = CAT_META, .holds = HOLD_NOTHING, .fate = FATE_DROP},
    [TAG_UNKNOWN] = {.cat = CAT_PHRASE, .holds = HOLD_PHRASES, .fate = FATE_UNWRAP},
#define T(id, name, cat, hold, fate, as, class, attrs, bars, not_in)                               \
    [TAG_##id] = {CAT_##cat, HOLD_##hold, FATE_##fate, TAG_##as, class, attrs, bars, not_in},
#include "tag.def"
#undef T
};

const struct model_attr model_attrs[ATTRS] = {
#define A(id, name, type, on, mtype, mon) [ATTR_##id] = {VALUE_##type, VALUE_##mtype, on, mon},
#include "attr.def"
#undef A
};

const struct model_tag *model_row(const struct node *n)
{
    const struct model_tag *r = &model_tags[n->tag];
    enum ns home = r->cat == CAT_MATH ? NS_MATHML : NS_HTML;
    if (n->ns == NS_SVG) return &model_tags[TAG_SVG];
    return n->ns == home && r->cat != CAT_SVG ? r : &model_tags[TAG_NONE];
}

bool model_is_block(const struct node *n)
{
    if (n->tag == TAG_TEXT) return false;
    switch ((enum cat)model_row(n)->cat) {
    case CAT_META:
    case CAT_PHRASE:
    case CAT_RT:
    case CAT_MATH:
    case CAT_SVG: return false;
    case CAT_FLOW:
    case CAT_LI:
    case CAT_TERM:
    case CAT_FIGCAPTION:
    case CAT_SUMMARY:
    case CAT_CAPTION:
    case CAT_ROWS:
    case CAT_ROW:
    case CAT_CELL: return true;
    }
    return false;
}

/* What is done when the walk leaves an element. */
enum leave { LEAVE_NOTHING, LEAVE_BREAK, LEAVE_PHRASE, LEAVE_LEAF, LEAVE_BOX };

/* An element of the old tree that the walk is in. */
struct frame {
    struct frame *up;
    struct node *src, *next; /* next: its child to go on with */
    struct box *box;         /* LEAVE_BOX: what it opened */
    enum leave leave;
};

static bool is_leaf(enum hold h)
{
    return h == HOLD_PHRASES || h == HOLD_HEADING || h == HOLD_PRE || h == HOLD_SUMMARY;
}

/* The element itself goes; the texts around its ends stay apart. */
static enum leave dissolve(struct fix *f, struct node *n)
{
    rule_say(f->cx, n, "%.*s unwrapped: it may not stand here", STR(node_name(n)));
    run_break(f);
    run_anchor(f, n);
    return LEAVE_BREAK;
}

/* True if the leaf that is open swallows n and only lines remain of it. */
static bool is_swallowed(const struct leaf *l, const struct model_tag *r)
{
    if (!l) return false;
    switch ((enum hold)model_row(l->src)->holds) {
    case HOLD_PRE:
    case HOLD_SUMMARY: return true;
    case HOLD_HEADING:
        if (r->cat != CAT_FLOW) return r->cat == CAT_FIGCAPTION || r->cat == CAT_SUMMARY;
        return is_leaf(r->holds) || r->holds == HOLD_FLOW || r->holds == HOLD_MIXED ||
               r->holds == HOLD_LOOSE || r->holds == HOLD_FIGURE;
    default: return false;
    }
}

/* A part away from its whole, or a block where it may not be, becomes a plain one. */
static const struct model_tag *find_place(struct fix *f, struct node *n)
{
    const struct model_tag *r = model_row(n);
    bool stray = (r->cat == CAT_CAPTION || r->cat == CAT_FIGCAPTION || r->cat == CAT_SUMMARY) &&
                 !box_fits(f, r->cat);
    bool barred = (f->box->bars & r->not_in) && r->holds != HOLD_TABLE;
    if (!stray && !barred) return r;
    enum tag plain = is_leaf(r->holds) ? TAG_P : TAG_DIV;
    rule_say(f->cx, n, "%.*s became %.*s: it may not stand here", STR(node_name(n)),
             STR(tag_name(plain)));
    n->tag = (u16)plain;
    node_unset(n, ATTR_ROLE);
    if (r->holds == HOLD_HEADING) node_add_class(f->mem, n, S("bold"));
    return model_row(n);
}

/* A list directly in a list belongs to the item before it. */
static void join_item(struct fix *f, const struct model_tag *r)
{
    struct node *item = f->box->out->last;
    if (f->box->hold == HOLD_LIST && r->holds == HOLD_LIST && node_is(item, TAG_LI) && !item->made)
        box_open(f, item, true);
}

static enum leave enter_box(struct fix *f, struct node *n, const struct model_tag *r,
                            struct box **opened)
{
    bool table_part =
        r->holds == HOLD_TABLE || r->cat == CAT_ROWS || r->cat == CAT_ROW || r->cat == CAT_CELL;
    if (table_part && (f->box->bars & IN_CAPTION) && !box_fits(f, r->cat)) return dissolve(f, n);
    if (r->holds == HOLD_TABLE && (f->box->bars & IN_CAPTION)) return dissolve(f, n);
    if (f->box->hold == HOLD_TERMS && n->tag == TAG_DIV) {
        run_anchor(f, n);
        return LEAVE_NOTHING;
    }
    run_end(f);
    if (!box_has_room(f, r->cat, r->holds)) return dissolve(f, n);
    join_item(f, r);
    box_ready(f, r->cat);
    node_append(f->box->out, n);
    *opened = box_open(f, n, false);
    return LEAVE_BOX;
}

static enum leave enter_leaf(struct fix *f, struct node *n, const struct model_tag *r)
{
    run_end(f);
    box_ready(f, r->cat);
    struct leaf *l = make(f->mem, struct leaf);
    *l = (struct leaf){.up = f->leaf, .src = n, .in = f->box};
    f->leaf = l;
    return LEAVE_LEAF;
}

static enum leave enter_block(struct fix *f, struct node *n, struct box **opened)
{
    if (is_swallowed(run_leaf(f), model_row(n))) return dissolve(f, n);
    const struct model_tag *r = find_place(f, n);
    if (n->tag == TAG_HR) {
        run_end(f);
        box_ready(f, CAT_FLOW);
        node_append(f->box->out, n);
        return LEAVE_NOTHING;
    }
    return is_leaf(r->holds) ? enter_leaf(f, n, r) : enter_box(f, n, r, opened);
}

static enum leave enter_phrase(struct fix *f, struct node *n, const struct model_tag *r)
{
    if (r->holds == HOLD_NOTHING) {
        /* A line break at the start or end of a run says nothing. */
        if (n->tag != TAG_IMG && !f->run) run_anchor(f, n);
        else run_phrase(f, n);
        return LEAVE_NOTHING;
    }
    if (run_push(f, n)) return LEAVE_PHRASE;
    run_anchor(f, n);
    return LEAVE_NOTHING;
}

static enum leave enter(struct fix *f, struct node *n, struct box **opened)
{
    const struct model_tag *r = model_row(n);
    if (r->fate == FATE_BREAK) return dissolve(f, n);
    if (r->fate == FATE_UNWRAP || r->cat == CAT_MATH) {
        rule_say(f->cx, n, "%.*s unwrapped", STR(node_name(n)));
        run_anchor(f, n);
        return LEAVE_NOTHING;
    }
    return model_is_block(n) ? enter_block(f, n, opened) : enter_phrase(f, n, r);
}

static void leave(struct fix *f, const struct frame *at)
{
    switch (at->leave) {
    case LEAVE_NOTHING: break;
    case LEAVE_BREAK: run_break(f); break;
    case LEAVE_PHRASE: run_pop(f); break;
    case LEAVE_LEAF:
        run_end(f);
        if (!f->leaf->used) run_anchor(f, f->leaf->src);
        f->leaf = f->leaf->up;
        break;
    case LEAVE_BOX:
        while (f->box != at->box) box_close(f);
        box_close(f);
        break;
    }
}

/* Take the content of n away from it. */
static struct node *hollow(struct node *n)
{
    struct node *first = n->first;
    n->first = n->last = NULL;
    return first;
}

static void walk(struct fix *f)
{
    struct frame *top = make(f->mem, struct frame), *spare = NULL;
    top->next = hollow(f->root);
    while (top) {
        struct node *n = top->next;
        if (!n) {
            leave(f, top);
            struct frame *done = top;
            top = top->up;
            done->up = spare;
            spare = done;
            continue;
        }
        top->next = n->next;
        n->parent = n->prev = n->next = NULL;
        if (n->tag == TAG_TEXT) {
            run_text(f, n);
        } else if (n->ns == NS_MATHML && n->tag == TAG_MATH) {
            if (n->first) run_phrase(f, n);
        } else {
            struct frame *in = spare ? spare : make(f->mem, struct frame);
            if (spare) spare = spare->up;
            *in = (struct frame){.up = top, .src = n, .next = hollow(n)};
            in->leave = enter(f, n, &in->box);
            top = in;
        }
    }
}

void model_fix(struct rule_ctx *cx, struct node *root)
{
    cx->rule = "model";
    model_prepare(cx, root);
    struct fix f = {.cx = cx, .mem = cx->mem, .root = root, .clone_left = CLONE_BYTES};
    f.anchors_end = &f.anchors;
    struct box *all = make(cx->mem, struct box);
    *all = (struct box){.out = root, .hold = HOLD_FLOW};
    f.box = all;
    walk(&f);
    run_end(&f);
    while (f.box != all) box_close(&f);
    if (f.anchors) run_flush_anchors(&f, node_add(cx->mem, root, TAG_P));
}
