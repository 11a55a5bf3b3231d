/*
 * explain.c - what a rule did to a chapter, for `zhbook show --explain`.
 *
 * The tree before and after is a list of tags and texts; what differs is told, place by
 * place.  So no rule can change anything without being seen.
 */
#include "explain_local.h"
#include "difference.h"

enum { SHOWN = 110 /* code points of one side */, LONG = 60 /* of a tag */ };

/* A tag or text of the tree, and where it stands in the post. */
struct view {
    struct strs item;
    int *line;
};

static void put_short(struct buf *out, str s, int most)
{
    str head = utf8_head(s, most);
    for (isize i = 0; i < head.len; i++) buf_byte(out, is_space(head.p[i]) ? ' ' : head.p[i]);
    if (head.len < s.len) buf_add(out, S("…"));
}

/* A long tag is known by its beginning. */
static void put_tag(struct buf *out, str s)
{
    bool tag = str_starts(s, S("<")) && utf8_len(s) > LONG;
    put_short(out, s, tag ? LONG : SHOWN);
    if (tag) buf_byte(out, '>');
}

static str opening(arena *a, const struct node *n)
{
    enum { VALUE = 300 }; /* a data: URL would be megabytes */
    struct buf b = {.mem = a};
    buf_printf(&b, "<%.*s", STR(node_name(n)));
    for (const struct attr *at = n->attrs; at; at = at->next) {
        buf_printf(&b, " %.*s=\"", STR(at->name));
        put_short(&b, at->value, VALUE);
        buf_byte(&b, '"');
    }
    buf_byte(&b, '>');
    return buf_str(&b);
}

static void see(arena *a, struct view *v, str item, int line)
{
    v->line = make_room(a, v->line, v->item.n);
    v->line[v->item.n] = line;
    strs_add(a, &v->item, item);
}

struct view *explain_view(const struct rule_ctx *cx, const struct node *root)
{
    if (!cx->explain) return NULL;
    arena *a = cx->mem;
    struct view *v = make(a, struct view);
    int line = 0;
    for (const struct node *n = root->first; n;) {
        if (n->line) line = n->line;
        if (n->tag == TAG_TEXT) see(a, v, n->text, line);
        else if (n->tag >= TAG_UNKNOWN) see(a, v, opening(a, n), line);
        if (n->first) {
            n = n->first;
            continue;
        }
        for (;; n = n->parent) {
            if (n->tag >= TAG_UNKNOWN) {
                str end = str_printf(a, "</%.*s>", STR(node_name(n)));
                see(a, v, end, line);
            }
            if (n->next || n->parent == root) break;
        }
        n = n->next;
    }
    return v;
}

/* The change that ends before step `to`: one line for all of it. */
static void tell(struct rule_ctx *cx, const struct view *was, const struct view *is,
                 const struct step *from, const struct step *to)
{
    struct buf gone = {.mem = cx->mem}, come = {.mem = cx->mem}, both = {.mem = cx->mem};
    int line = 0;
    for (const struct step *s = from; s < to; s++) {
        if (s->mark != '+') put_tag(&gone, was->item.v[s->x]);
        if (s->mark != '-') put_tag(&come, is->item.v[s->y]);
        if (!line) line = s->mark == '+' ? is->line[s->y] : was->line[s->x];
    }
    put_short(&both, buf_str(&gone), SHOWN);
    buf_add(&both, gone.len ? S(" → ") : S("→ "));
    put_short(&both, come.len ? buf_str(&come) : S("nothing"), SHOWN);
    where at = {.file = cx->post ? cx->post->path : (str){0}, .line = line};
    diag(cx->ds, DIAG_RULE, at, "%s: %.*s", cx->rule, STR(buf_str(&both)));
}

/* Where the change that begins at step i ends.  What is around a few things that stay, as a
 * pair of tags, is one change. */
static isize change_end(const struct steps *steps, isize i)
{
    enum { NEAR = 6, LONGEST = 24 }; /* steps */
    isize end = i + 1;
    for (isize k = end; k < steps->n && k - end <= NEAR && k - i < LONGEST; k++)
        if (steps->v[k].mark != ' ') end = k + 1;
    return end;
}

struct view *explain_change(struct rule_ctx *cx, const struct view *was, const struct node *root)
{
    if (!cx->explain) return NULL;
    struct view *is = explain_view(cx, root);
    struct steps steps = difference(cx->mem, &was->item, &is->item);
    for (isize i = 0, end; i < steps.n; i = end) {
        end = steps.v[i].mark == ' ' ? i + 1 : change_end(&steps, i);
        if (steps.v[i].mark != ' ') tell(cx, was, is, &steps.v[i], &steps.v[end]);
    }
    return is;
}
