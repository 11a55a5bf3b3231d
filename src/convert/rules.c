/* rules.c - the order of work.  See rule.h. */
#include "rule.h"
#include "explain_local.h"

extern const struct rule rule_math, rule_dollar, rule_drop, rule_noscript, rule_img, rule_picture,
    rule_media, rule_listing, rule_code, rule_pre, rule_card, rule_style, rule_text, rule_emoji,
    rule_flow, rule_heading, rule_figure, rule_link, rule_ids, rule_byline, rule_table, rule_twin,
    rule_clean, rule_empty, rule_shortcode, rule_toolbar, rule_numbers, rule_stack, rule_note;
extern const struct rule rule_addresses, rule_list, rule_fake, rule_divider, rule_anchor;
extern const struct rule rule_stress, rule_lines, rule_breaks, rule_upright, rule_marker;
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
    &rule_stress,
    &rule_lines,
    NULL,
};

const struct rule *const last_rules[] = {
    &rule_ids, /* in the order in which places stand now */
    &rule_marker, &rule_breaks, &rule_upright, NULL,
};

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
