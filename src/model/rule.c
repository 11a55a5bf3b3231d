/* rule.c - what every rule may ask and say.  See rule.h. */
#include "rule.h"
#include "audit.h"
#include "lang.h"

where rule_at(const struct rule_ctx *cx, const struct node *n)
{
    while (n && !n->line) n = n->parent; /* one that a rule has made */
    return (where){.file = cx->post ? cx->post->path : (str){0}, .line = n ? n->line : 0};
}

bool rule_is_cjk(const struct rule_ctx *cx)
{
    if (cx->post && cx->post->lang.len) return lang_is_cjk(cx->post->lang);
    return !cx->conf || lang_is_cjk(cx->conf->lang);
}

/* The first words of s, white space made even, for a message. */
static str excerpt(arena *a, str s)
{
    enum { WORDS = 40 }; /* code points */
    struct buf b = {.mem = a};
    isize len;
    for (isize i = 0, n = 0; i < s.len && n < WORDS; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (!audit_visible(c) && (!b.len || b.p[b.len - 1] == ' ')) continue;
        if (audit_visible(c)) buf_rune(&b, c);
        else buf_byte(&b, ' ');
        if (++n == WORDS) buf_add(&b, S("…"));
    }
    return str_trim(buf_str(&b));
}

static str visible_text(arena *a, const struct node *n)
{
    struct buf b = {.mem = a};
    for (const struct node *k = n; k;) {
        if (audit_hidden(k)) {
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT) buf_add(&b, k->text);
        if (b.len > 400) break; /* enough for an excerpt */
        k = node_next(k, n);
    }
    return buf_str(&b);
}

void rule_lose(struct rule_ctx *cx, const struct node *n, enum diag_id id, const char *what)
{
    struct tally t = audit_tree(n);
    int pictures = (int)audit_pictures(n);
    if ((!t.chars && !pictures) || audit_within_hidden(n->parent)) return;
    if (cx->audit) {
        cx->audit->removed = tally_add(cx->audit->removed, t);
        cx->audit->pictures_removed += pictures;
    }
    str text = excerpt(cx->mem, visible_text(cx->mem, n));
    bool both = text.len && what && *what;
    diag(cx->ds, id, rule_at(cx, n), "%s%s%.*s", what ? what : "", both ? ": " : "", STR(text));
}

void rule_lose_text(struct rule_ctx *cx, const struct node *n, str text, enum diag_id id)
{
    struct tally t = audit_text(text);
    if (!t.chars || audit_within_hidden(n)) return;
    if (cx->audit) cx->audit->removed = tally_add(cx->audit->removed, t);
    diag(cx->ds, id, rule_at(cx, n), "%.*s", STR(excerpt(cx->mem, text)));
}

void rule_swap(struct rule_ctx *cx, const struct node *n, str old, str new)
{
    if (!cx->audit || audit_within_hidden(n)) return;
    struct tally t = tally_sub(audit_text(old), audit_text(new));
    cx->audit->removed = tally_add(cx->audit->removed, t);
}

void rule_say(struct rule_ctx *cx, const struct node *n, const char *fmt, ...)
{
    if (!cx->explain) return;
    struct buf b = {.mem = cx->mem};
    va_list args;
    va_start(args, fmt);
    buf_vprintf(&b, fmt, args);
    va_end(args);
    diag(cx->ds, DIAG_RULE, rule_at(cx, n), "%s: %.*s", cx->rule, STR(buf_str(&b)));
}
