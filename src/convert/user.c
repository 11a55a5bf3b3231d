/* user.c - what book.yaml says of elements.  See site.h. */
#include "audit.h"
#include "edit_local.h"
#include "explain_local.h"
#include "selector.h"

enum user_key { USER_REMOVE, USER_UNWRAP, USER_RENAME, USER_KEYS };

struct user_rules {
    struct edits *edits;
    struct selectors *keep;
    bool keeps, edits_any;
};

struct user_rules *user_rules_make(arena *a, const struct conf *conf)
{
    struct user_rules *u = make(a, struct user_rules);
    struct selector_fault fault;
    u->edits = edits_make(a);
    u->keep = selectors_make(a);
    u->keeps = conf->keep.n > 0;
    u->edits_any = conf->remove.n || conf->unwrap.n || conf->rename.n;
    for (isize i = 0; i < conf->keep.n; i++) selectors_add(u->keep, conf->keep.v[i], 0, &fault);
    for (isize i = 0; i < conf->rename.n; i++) {
        struct edit one = {.act = EDIT_RENAME, .to = str_z(a, conf->rename.v[i].to)};
        edits_add(u->edits, one, conf->rename.v[i].from, USER_RENAME);
    }
    for (isize i = 0; i < conf->remove.n; i++) {
        struct edit one = {.act = EDIT_DROP, .id = DIAG_UNWANTED_GONE};
        edits_add(u->edits, one, conf->remove.v[i], USER_REMOVE);
    }
    for (isize i = 0; i < conf->unwrap.n; i++)
        edits_add(u->edits, (struct edit){.act = EDIT_UNWRAP}, conf->unwrap.v[i], USER_UNWRAP);
    return u;
}

bool user_rules_keep(const struct user_rules *u, const struct node *root)
{
    for (const struct node *n = u->keeps ? root : NULL; n; n = node_next(n, root))
        if (selectors_next(u->keep, n, -1) == 0 && !audit_within_hidden(n)) return true;
    return false;
}

/* Only the outermost elements that are meant stay, one behind another. */
static void keep(const struct user_rules *u, struct rule_ctx *cx, struct node *root)
{
    struct node kept = {.tag = TAG_DOCUMENT};
    cx->root = root;
    cx->rule = "content.keep";
    for (struct node *n = node_next(root, root); n;) {
        bool meant = selectors_next(u->keep, n, -1) == 0 && !audit_within_hidden(n);
        struct node *next = meant ? node_skip(n, root) : node_next(n, root);
        if (meant) {
            node_detach(n);
            node_append(&kept, n);
        }
        n = next;
    }
    if (!kept.first) {
        where at = {.file = cx->post ? cx->post->path : (str){0}};
        diag(cx->ds, DIAG_KEEP_NOTHING, at, "");
        return;
    }
    for (struct node *n = root->first; n; n = root->first) {
        rule_lose(cx, n, DIAG_UNWANTED_GONE, "");
        node_detach(n);
    }
    node_move_kids(root, &kept);
}

void user_rules_run(const struct user_rules *u, struct rule_ctx *cx, struct node *root)
{
    static const char *const names[USER_KEYS] = {"content.remove", "content.unwrap",
                                                 "content.rename"};
    struct view *seen = explain_view(cx, root);
    if (u->keeps) keep(u, cx, root);
    explain_change(cx, seen, root);
    if (u->edits_any) edits_run(u->edits, (1 << USER_KEYS) - 1, names, cx, root);
}
