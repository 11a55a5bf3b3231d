/* site_words.c - see site_local.h. */
#include "audit.h"
#include "site_local.h"

/* A text with blocks or nothing beside it. */
static bool is_line(const struct node *text)
{
    const struct node *prev = shape_prev(text), *next = shape_next(text);
    return !shape_inline(text->parent) && (!prev || shape_block(prev)) &&
           (!next || shape_block(next));
}

int site_tail(struct node *root, struct node *out[], int most)
{
    struct node *seen[SITE_TAIL] = {0}; /* NULL: words outside of paragraphs */
    int n = 0;
    assert(most <= SITE_TAIL);
    for (struct node *k = node_next(root, root); k;) {
        struct node *here = k;
        bool hidden = audit_hidden(k);
        bool p = !hidden && node_is(k, TAG_P) && !shape_blank(k);
        bool words = !hidden && !p && k->tag == TAG_TEXT && !shape_space(k);
        k = hidden || p ? node_skip(k, root) : node_next(k, root);
        if (!p && !words) continue;
        for (int i = SITE_TAIL - 1; i > 0; i--) seen[i] = seen[i - 1];
        seen[0] = p || is_line(here) ? here : NULL;
        if (n < SITE_TAIL) n++;
    }
    int found = 0;
    while (found < n && found < most && seen[found]) {
        out[found] = seen[found];
        found++;
    }
    return found;
}

void site_drop_tail(struct rule_ctx *cx, struct node *root,
                    bool (*is_one)(struct rule_ctx *cx, const struct node *last))
{
    enum { MOST = 8 }; /* each time all of the article is looked at */
    struct node *last;
    for (int i = 0; i < MOST && site_tail(root, &last, 1) && is_one(cx, last); i++) {
        rule_lose(cx, last, DIAG_NOISE_GONE, "");
        node_detach(last);
    }
}

bool site_is_time(str s)
{
    static const char form[] = "9999-99-99 99:99:99";
    isize i = 0;
    if (s.len != 10 && s.len != 16 && s.len != 19) return false;
    while (i < s.len && (form[i] == '9' ? is_digit(s.p[i]) : s.p[i] == (u8)form[i])) i++;
    return i == s.len;
}
