/* sites.c - the publishers we know.  See site.h. */
#include "edit_local.h"
#include "selector.h"
#include "shape_local.h"
#include "url.h"

#define SITE(name) extern const struct site site_##name;
#include "site.def"
#undef SITE

const struct site *const sites[] = {
#define SITE(name) &site_##name,
#include "site.def"
#undef SITE
    NULL};

struct site_set {
    struct selectors *marks; /* a list's id is its site's number */
    struct edits *edits;
};

struct site_set *sites_make(arena *a)
{
    struct site_set *s = make(a, struct site_set);
    struct selector_fault fault;
    s->marks = selectors_make(a);
    s->edits = edits_make(a);
    for (int i = 0; sites[i]; i++) {
        bool ok = !sites[i]->marks || selectors_add(s->marks, str_of(sites[i]->marks), i, &fault);
        assert(ok && i < 64);
        for (const struct edit *e = sites[i]->edits; ok && e && e->select; e++)
            edits_add(s->edits, *e, str_of(e->select), i);
    }
    return s;
}

/* --- evidence ---------------------------------------------------------------- */

static bool is_label(const struct post *p, const char *list)
{
    for (struct cut c = {.tail = str_of(list)}; c.tail.len;) {
        c = str_cut(c.tail, '|');
        if (strs_has(&p->labels, c.head)) return true;
    }
    return false;
}

static u64 by_post(const struct post *p)
{
    u64 found = 0;
    if (!p) return 0;
    str host = url_split(p->url).host;
    for (int i = 0; sites[i]; i++)
        if (url_host_in(host, sites[i]->hosts) || is_label(p, sites[i]->labels))
            found |= (u64)1 << i;
    return found;
}

static u64 by_picture(const struct node *img)
{
    u64 found = 0;
    str host = url_split(picture_source(img)).host;
    for (int i = 0; host.len && sites[i]; i++)
        if (url_host_in(host, sites[i]->pictures)) found |= (u64)1 << i;
    return found;
}

u64 sites_of(const struct site_set *s, const struct post *p, const struct node *root)
{
    u64 found = by_post(p);
    for (const struct node *n = root; n; n = node_next(n, root)) {
        if (node_is(n, TAG_IMG)) found |= by_picture(n);
        for (int i = -1; (i = selectors_next(s->marks, n, i)) >= 0;) found |= (u64)1 << i;
    }
    return found;
}

/* --- work ---------------------------------------------------------------------- */

void sites_run(const struct site_set *s, struct rule_ctx *cx, struct node *root)
{
    const char *names[COUNT(sites)];
    u64 found = sites_of(s, cx->post, root);
    if (!found) return;
    for (int i = 0; sites[i]; i++) {
        names[i] = sites[i]->name;
        if (found >> i & 1 && sites[i]->rules) rules_run(sites[i]->rules, cx, root);
    }
    edits_run(s->edits, found, names, cx, root);
}
