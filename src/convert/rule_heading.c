/*
 * rule_heading.c - headings as a chapter has them: its own title is h1, so the
 * first level below is h2, and no level is skipped.
 */
#include "shape_local.h"
#include "audit.h"

static bool is_bold(const struct node *n)
{
    return node_is(n, TAG_B) || node_is(n, TAG_STRONG);
}

/* A heading that is bold as a whole is only that: headings are. */
static void unbold(struct node *h)
{
    for (const struct node *k = node_next(h, h); k;) {
        if (k->tag == TAG_TEXT && !shape_space(k)) return;
        k = is_bold(k) ? node_skip(k, h) : node_next(k, h);
    }
    for (struct node *k = node_next(h, h); k;) k = is_bold(k) ? node_unwrap(k, h) : node_next(k, h);
}

/* No words stand between the chapter's start and n; a picture may. */
static bool is_first(const struct node *n, const struct node *root)
{
    for (const struct node *k = node_next(root, root); k != n; k = node_next(k, root))
        if (k->tag == TAG_TEXT && !shape_space(k)) return false;
    return true;
}

struct levels {
    int from[7], to[7], n; /* what is open, as written and as it becomes */
};

static int level(struct levels *l, int written)
{
    while (l->n && l->from[l->n - 1] > written) l->n--;
    if (l->n && l->from[l->n - 1] == written) return l->to[l->n - 1];
    int to = l->n ? l->to[l->n - 1] + 1 : 2;
    l->from[l->n] = written;
    l->to[l->n++] = to > 6 ? 6 : to;
    return l->to[l->n - 1];
}

/* A heading without words holds a picture or nothing. */
static bool has_words(const struct node *h)
{
    for (const struct node *k = node_next(h, h); k; k = node_next(k, h))
        if (k->tag == TAG_TEXT && !shape_space(k)) return true;
    return false;
}

static struct node *mend(struct rule_ctx *cx, struct node *h, struct levels *l, bool first)
{
    str title = cx->post ? audit_core(cx->mem, cx->post->title) : (str){0};
    if (first && title.len && str_eq(audit_core(cx->mem, node_text_all(cx->mem, h)), title) &&
        is_first(h, cx->root)) {
        rule_lose(cx, h, DIAG_TITLE_AGAIN, "");
        return node_remove(h, cx->root);
    }
    if (shape_blank(h) && !node_has(h, ATTR_ID)) return node_remove(h, cx->root);
    if (!has_words(h)) {
        h->tag = TAG_P;
        return h;
    }
    unbold(h);
    int to = level(l, h->tag - TAG_H1 + 1);
    if (to != h->tag - TAG_H1 + 1) rule_say(cx, h, "h%d becomes h%d", h->tag - TAG_H1 + 1, to);
    h->tag = (u16)(TAG_H1 + to - 1);
    return node_skip(h, cx->root);
}

/* A first paragraph that is the title again goes, unless it is all there is. */
static void drop_title_line(struct rule_ctx *cx, struct node *root)
{
    enum { SHORTEST = 4 /* code points: "Why?" may be a question of the text */ };
    struct node *p = root->first;
    str title = cx->post ? audit_core(cx->mem, cx->post->title) : (str){0};
    while (p && shape_space(p)) p = p->next;
    if (!p || !node_is(p, TAG_P) || utf8_len(title) <= SHORTEST) return;
    const struct node *k = node_next(p, p);
    while (k && (k->tag == TAG_TEXT || is_bold(k))) k = node_next(k, p);
    if (k || !shape_next(p) || !str_eq(audit_core(cx->mem, node_text_all(cx->mem, p)), title))
        return;
    rule_lose(cx, p, DIAG_TITLE_AGAIN, "");
    node_detach(p);
}

static struct node *apply(struct rule_ctx *cx, struct node *root)
{
    struct levels l = {0};
    bool first = true;
    drop_title_line(cx, root);
    for (struct node *n = node_next(root, root); n;) {
        bool h = shape_heading(n);
        n = h ? mend(cx, n, &l, first) : node_next(n, root);
        if (h) first = false;
    }
    return NULL;
}

const struct rule rule_heading = {
    .name = "heading",
    .help = "headings start at h2 and skip no level; empty ones and the title again go",
    .on = TAG_DOCUMENT,
    .apply = apply,
};
