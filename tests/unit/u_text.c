/* u_text.c - hygiene of text: what it leaves alone the second time, and at what cost. */
#include "audit.h"
#include "html.h"
#include "conf.h"
#include "rule.h"
#include "styles.h"
#include "unit.h"
#include "xhtml.h"

extern const struct rule rule_text;

static const struct rule *const table[] = {&rule_text, NULL};

static str shown(arena *a, const struct node *root)
{
    struct buf out = {.mem = a};
    for (const struct node *n = root; n; n = node_next(n, root)) {
        if (n->tag == TAG_TEXT) buf_printf(&out, "[%.*s]", STR(n->text));
        else buf_printf(&out, "<%.*s>", STR(node_name(n)));
    }
    return buf_str(&out);
}

static void run(arena *mem, struct diags *ds, struct node *root, struct audit *audit)
{
    struct post post = {0};
    struct rule_ctx cx = {.mem = mem, .ds = ds, .post = &post, .audit = audit};
    rules_run(table, &cx, root);
}

/* Pieces that mean something to the rule, beside each other in any order. */
static const char *const pieces[] = {
    "a",
    "Z9",
    "\xE4\xB8\xAD",
    "\xEF\xBC\x8C",
    "\xE2\x80\x9C",
    "\xE2\x80\x94",
    " ",
    "\n",
    "\t",
    "&nbsp;",
    "&#x3000;",
    "&#x2003;",
    "&#x2009;",
    "&#x200B;",
    "&#x200C;",
    "&#x200D;",
    "&#xFE0F;",
    "&#xAD;",
    "&#x202B;",
    "&#x202C;",
    "&#x2067;",
    "&#x2069;",
    "&#x5D0;",
    "&#x645;",
    "&#xE01;",
    "&#x1F468;",
    "&#x2764;",
    "&#x1F3FD;",
    "&#x1F3F4;",
    "&#xE0067;",
    "&#xE007F;",
    "&#x20E3;",
    "1",
    "&#xE001;",
    "&#xFFFC;",
    "&#xE0100;",
    "&#x85;",
    "&#x2028;",
    "<b>",
    "</b>",
    "<i></i>",
    "<br>",
    "<p>",
    "<img>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<li>",
    "<wbr>",
    "<!--x-->",
    "<math><mi>x",
    "</math>",
    "<a id=x></a>",
};

static str jumble(arena *a, u32 seed)
{
    struct buf b = {.mem = a};
    int n = 3 + (int)(seed % 23);
    for (int i = 0; i < n; i++) {
        seed = seed * 1664525 + 1013904223;
        buf_add(&b, str_of(pieces[(seed >> 8) % COUNT(pieces)]));
    }
    return buf_str(&b);
}

TEST(text__once_is_enough_and_nothing_visible_goes)
{
    for (u32 seed = 1; seed <= 4000; seed++) {
        arena a = *mem;
        struct diags said = {.mem = &a};
        struct audit audit = {0};
        str in = jumble(&a, seed * 2654435761u);
        struct node *root = html_parse(&a, in, (struct html_opts){.context = TAG_BODY, .line = 1});
        struct tally before = audit_tree(root);
        run(&a, &said, root, &audit);
        bool same = tally_eq(before, tally_add(audit_tree(root), audit.removed));
        str once = shown(&a, root);
        run(&a, &said, root, &audit);
        str twice = shown(&a, root);
        CHECK(same);
        if (!same || !str_eq(once, twice))
            CHECK_STR(twice, str_printf(&a, "%.*s from %.*s", STR(once), STR(in)));
    }
}

/* Many blanks, many elements with nothing in them: each is looked at once. */
TEST(text__takes_linear_time)
{
    enum { MANY = 60000 };
    struct buf b = {.mem = mem};
    for (int i = 0; i < MANY; i++) buf_add(&b, S("<i> </i>&nbsp;<a></a>"));
    buf_add(&b, S("x"));
    struct node *root = html_parse(mem, buf_str(&b), (struct html_opts){.context = TAG_BODY});
    struct audit audit = {0};
    run(mem, ds, root, &audit);
    str text = node_text_all(mem, root);
    CHECK_STR(text, S("x"));
}

TEST(text__is_spaced_by_a_style_sheet_if_wished)
{
    struct conf conf;
    struct strs set = {0};
    str book = S("book: {title: t}\nsource: {dir: .}");
    CHECK(conf_parse(mem, book, S("book.yaml"), &set, &conf, ds));
    isize before = styles_hrefs(mem, &conf).n;
    strs_add(mem, &set, S("typography.spacing=css"));
    CHECK(conf_parse(mem, book, S("book.yaml"), &set, &conf, ds));
    struct strs sheets = styles_hrefs(mem, &conf);
    CHECK_INT(sheets.n, before + 1);
    CHECK_STR(sheets.v[3], S("styles/spacing.css"));
}
