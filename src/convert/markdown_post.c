/*
 * markdown_post.c - tags of generators that lead to other posts:
 *
 *   {% post_link slug [title] [escape] %}    Hexo: a link
 *   {% post_url 2020-01-02-slug %}           Jekyll: an address
 *   {% link _posts/2020-01-02-slug.md %}     Jekyll: an address
 *   {% link words url [external] [title] %}  Hexo: a link to anywhere
 *
 * Which post is meant is seen later, in link_inside.c: here it is an address of a scheme of
 * its own.
 */
#include "convert_local.h"
#include "markdown_local.h"

/* A link to a post; without words if the post's title is meant. */
static void post_link(struct buf *out, str post, str words)
{
    buf_add(out, S("<a href=\"" LINK_POST ":"));
    tag_html(out, post);
    buf_add(out, S("\">"));
    tag_html(out, words);
    buf_add(out, S("</a>"));
}

/* {% post_link slug [title] [escape] %} */
static void post_link_tag(struct buf *out, str args)
{
    static const str escapes[] = {LIT(" true"), LIT(" false")};
    str post = tag_word(&args);
    args = str_trim(args);
    for (isize i = 0; i < COUNT(escapes); i++) {
        str last = str_skip(escapes[i], 1);
        if (str_eq(args, last)) args = (str){0};
        if (str_ends(args, escapes[i])) args.len -= escapes[i].len;
    }
    str words = args, rest = args;
    if (args.len && (args.p[0] == '"' || args.p[0] == '\'')) words = tag_word(&rest);
    post_link(out, post, words);
}

/* The name of a post as the address of a link. */
static void add_post(struct buf *out, str post)
{
    buf_add(out, S(LINK_POST ":"));
    for (isize i = 0; i < post.len; i++) {
        if (post.p[i] == ' ') buf_add(out, S("%20"));
        else if (post.p[i] != '<' && post.p[i] != '>' && post.p[i] != '"') buf_byte(out, post.p[i]);
    }
}

/* {% post_url 2020-01-02-slug %} and {% link _posts/x.md %} are addresses; {% link words url %}
 * is a link. */
static bool post_url(struct buf *out, str name, str args)
{
    str post = tag_word(&args), url = tag_word(&args);
    if (!post.len) return false;
    if (str_eq(name, S("link")) && url.len) {
        buf_add(out, S("<a href=\""));
        tag_html(out, url);
        buf_add(out, S("\">"));
        tag_html(out, post);
        buf_add(out, S("</a>"));
        return true;
    }
    u8 last = out->len ? out->p[out->len - 1] : ' ';
    if (last == '"' || last == '\'' || last == '(' || last == '<' || last == '=')
        add_post(out, post);
    else post_link(out, post, (str){0});
    return true;
}

/* "{% post_url name %}#place" and "{% link file %}" as addresses. */
str markdown_post_address(arena *a, str s)
{
    isize end = str_starts(s, S("{%")) ? str_find(s, S("%}"), 2) : -1;
    if (end < 0) return s;
    str inside = str_trim(str_skip(str_head(s, end), 2));
    struct cut c = str_cut(inside, ' ');
    if (!str_eq(c.head, S("post_url")) && !str_eq(c.head, S("link"))) return s;
    return str_printf(a, LINK_POST ":%.*s%.*s", STR(str_trim(c.tail)), STR(str_skip(s, end + 2)));
}

bool markdown_post(struct buf *out, str name, str args)
{
    if (str_eq(name, S("post_link"))) {
        post_link_tag(out, args);
        return true;
    }
    return (str_eq(name, S("post_url")) || str_eq(name, S("link"))) && post_url(out, name, args);
}
