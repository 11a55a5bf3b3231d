/* unreferred.c - pictures whose page asks to send no Referer for them. */
#include "convert.h"
#include "convert_local.h"
#include "shape_local.h"

struct strs post_unreferred(arena *a, struct post *p)
{
    struct strs all = {0};
    struct body body = {0};
    struct page page = {0};
    struct diags quiet = {.mem = a};
    str url;
    if (!p->pictures || !body_read(a, p, &body, &quiet)) return all;
    struct node *root = body_parse(a, NULL, p, &body, &page);
    for (struct node *n = node_next(root, root); n; n = node_next(n, root)) {
        if (!node_is(n, TAG_IMG)) continue;
        str policy = node_attr(n, ATTR_REFERRERPOLICY);
        if (!str_ieq(str_trim(policy), S("no-referrer"))) continue;
        if (image_address(a, p, picture_source(n), &url)) strs_add(a, &all, url);
    }
    return all;
}
