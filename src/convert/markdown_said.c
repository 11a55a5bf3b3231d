/* markdown_said.c - the words of a post that are not for its readers. */
#include "html.h"
#include "markdown.h"
#include "markdown_local.h"
#include "rule.h"
#include "said.h"
#include "url.h"

/* The class of spans that hold asides, by their kind; no post has such a class. */
static const char *const classes[] = {
    [ASIDE_SAID] = "\x01said",
    [ASIDE_ORDER] = "\x01order",
    [ASIDE_TAG] = "\x01tag",
};

void aside_add(arena *a, struct asides *list, struct aside s)
{
    list->v = make_room(a, list->v, list->n);
    list->v[list->n++] = s;
}

/* Does the chapter's head, or the list of its addresses, say this? */
static bool is_known(arena *a, const struct post *p, const struct said *s)
{
    str clean;
    long long n = 0;
    switch (s->kind) {
    case SAID_AUTHOR: return p->author.len && str_has(p->author, s->value);
    case SAID_DATE: return p->dated;
    case SAID_UPDATED: return p->updated != 0;
    case SAID_URL:
        return url_clean(a, s->value, (str){0}, &clean) &&
               (str_eq(clean, p->url) || strs_has(&p->aliases, clean));
    case SAID_VOTES:
        for (isize i = 0; i < s->value.len; i++)
            if (is_digit(s->value.p[i])) n = n * 10 + s->value.p[i] - '0';
        return n == p->votes;
    case SAID_NOTHING:
    case SAID_CREDIT: return true;
    }
    return false;
}

static int lines_in(str s)
{
    int n = 0;
    for (isize i = 0; (i = str_byte(s, '\n', i)) >= 0; i++) n++;
    return n;
}

str markdown_said(arena *a, const struct post *p, str body, struct asides *out)
{
    struct saids list = said_find(a, body);
    struct buf b = {.mem = a};
    isize from = 0;
    int line = 0;
    arena tmp = *a; /* only its end is used: b and out grow in a */
    for (isize i = 0; i < list.n; i++) {
        const struct said *s = &list.v[i];
        tmp = *a;
        if (!s->hidden && !is_known(&tmp, p, s)) continue;
        str before = str_skip(str_head(body, s->line.p - body.p), from);
        line += lines_in(before);
        buf_add(&b, before);
        from = s->line.p - body.p + s->line.len;
        if (!s->hidden) aside_add(a, out, (struct aside){ASIDE_SAID, line, str_trim(s->line)});
    }
    if (!from) return body;
    buf_add(&b, str_skip(body, from));
    return buf_str(&b);
}

/* Spans before the first node of the tree. */
static void place(arena *a, struct node *root, const struct asides *list, int line)
{
    for (isize i = list->n - 1; i >= 0; i--) {
        const struct aside *s = &list->v[i];
        struct node *span = node_make(a, TAG_SPAN);
        span->line = line + s->line;
        node_set(a, span, ATTR_CLASS, str_of(classes[s->kind]));
        if (s->kind == ASIDE_TAG) node_set(a, span, ATTR_TITLE, s->text);
        else node_add_text(a, span, s->text)->line = span->line;
        node_prepend(root, span);
    }
}

struct node *markdown_body(arena *a, const struct post *p, str text, int line)
{
    struct asides list = {0};
    if (p) text = markdown_said(a, p, text, &list);
    str html = markdown_html_with(a, text, &list);
    struct node *root = html_parse(a, html, (struct html_opts){.context = TAG_BODY, .line = line});
    place(a, root, &list, line);
    return root;
}

void markdown_asides(struct rule_ctx *cx, struct node *root)
{
    for (struct node *n = root->first, *next; n; n = next) {
        next = n->next;
        str kind = node_is(n, TAG_SPAN) ? node_attr(n, ATTR_CLASS) : (str){0};
        if (str_eq(kind, str_of(classes[ASIDE_SAID]))) rule_lose(cx, n, DIAG_SAID_GONE, "");
        else if (str_eq(kind, str_of(classes[ASIDE_ORDER]))) rule_lose(cx, n, DIAG_ORDER_GONE, "");
        else if (!str_eq(kind, str_of(classes[ASIDE_TAG]))) return;
        else diag(cx->ds, DIAG_TAG_UNKNOWN, rule_at(cx, n), "%.*s", STR(node_attr(n, ATTR_TITLE)));
        node_detach(n);
    }
}
