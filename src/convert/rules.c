/* rules.c - the order of work.  See rule.h. */
#include "rule.h"
#include "audit.h"
#include "explain_local.h"
#include "lang.h"

extern const struct rule rule_math, rule_dollar, rule_drop, rule_noscript, rule_img, rule_picture,
    rule_media, rule_listing, rule_code, rule_pre, rule_card, rule_style, rule_text, rule_emoji,
    rule_flow, rule_heading, rule_figure, rule_link, rule_ids, rule_byline, rule_table, rule_twin,
    rule_clean, rule_empty, rule_shortcode, rule_toolbar, rule_numbers, rule_stack, rule_note;
extern const struct rule rule_addresses, rule_list, rule_fake, rule_divider, rule_anchor;
extern const struct rule rule_marks, rule_unbroken, rule_title, rule_stray;

const struct rule *const common_rules[] = {
    &rule_math, /* before scripts and hidden twins go: they may hold the TeX */
    &rule_dollar,
    &rule_drop, /* later rules never see machinery */
    &rule_noscript,
    &rule_img,
    &rule_twin,
    &rule_picture,
    &rule_media,
    /* Code, while the page's classes are there. */
    &rule_shortcode,
    &rule_toolbar,
    &rule_listing,
    &rule_numbers,
    &rule_code,
    &rule_pre,
    &rule_note, /* while ids and wrappers say what is a note, and it is known what is code */
    &rule_card, /* before links are judged: a card is known by its attributes */
    &rule_anchor,
    &rule_table,
    &rule_stack, /* of what is a table then */
    &rule_style, /* while there are styles */
    &rule_stray,
    &rule_flow,
    &rule_emoji, /* before blanks are judged */
    &rule_text,  /* knows where lines begin when paragraphs are made */
    &rule_marks,
    &rule_link,  /* before figures are sought: a link around a picture may go */
    &rule_empty, /* a husk is no neighbour of a picture */
    &rule_divider,
    &rule_list,
    &rule_title, /* no part's name, then */
    &rule_fake,  /* when it is clear what stands beside what */
    &rule_heading,
    &rule_byline, /* below the title again */
    &rule_figure,
    &rule_ids, /* when it is clear what stays */
    &rule_clean,
    &rule_empty,     /* others leave husks behind */
    &rule_addresses, /* of the links that stay */
    &rule_unbroken,
    NULL,
};

const struct rule *const last_rules[] = {
    &rule_ids, /* in the order in which places stand now */
    NULL,
};

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

static void run(const struct rule *r, struct rule_ctx *cx, struct node *root)
{
    if (r->on == TAG_DOCUMENT) {
        r->apply(cx, root);
        return;
    }
    for (struct node *n = node_next(root, root); n;) {
        bool mine = r->on == TAG_NONE || node_is(n, r->on);
        n = mine ? r->apply(cx, n) : node_next(n, root);
    }
}

void rules_run(const struct rule *const table[], struct rule_ctx *cx, struct node *root)
{
    struct view *seen = explain_view(cx, root);
    cx->root = root;
    for (; *table; table++) {
        cx->rule = (*table)->name;
        run(*table, cx, root);
        seen = explain_change(cx, seen, root);
    }
}
