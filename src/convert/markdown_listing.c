/* markdown_listing.c - tags of generators around code. */
#include "markdown_local.h"

static bool is_setting(str word)
{
    static const str names[] = {LIT("lang:"),       LIT("line_number:"), LIT("line_threshold:"),
                                LIT("first_line:"), LIT("highlight:"),   LIT("mark:"),
                                LIT("wrap:"),       LIT("caption:")};
    for (isize i = 0; i < COUNT(names); i++)
        if (str_starts(word, names[i])) return true;
    return false;
}

/* Of "[title] [lang:x] [url] [link text] [other:settings]" the title and the link, a line. */
static void listing_title(struct buf *out, str args)
{
    str url = {0};
    isize begin = out->len;
    for (struct cut c = {.tail = args}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len || is_setting(c.head)) continue;
        if (!url.len && (str_starts(c.head, S("http://")) || str_starts(c.head, S("https://")))) {
            url = c.head;
            buf_add(out, S("["));
        } else {
            buf_printf(out, "%.*s ", STR(c.head));
        }
    }
    if (out->len > begin && out->p[out->len - 1] == ' ') out->len--;
    bool bare = url.len && out->p[out->len - 1] == '[';
    if (url.len) buf_printf(out, "%.*s](<%.*s>)", STR(bare ? url : S("")), STR(url));
    if (out->len > begin) buf_byte(out, '\n');
}

void tag_listing(struct mender *m, str name, str args)
{
    str lang = {0};
    isize at = str_find(args, S("lang:"), 0);
    if (at >= 0) lang = str_cut(str_skip(args, at + 5), ' ').head;
    else if (str_eq(name, S("highlight"))) lang = str_cut(args, ' ').head;
    if (!str_eq(name, S("highlight"))) listing_title(m->out, args);
    buf_add(m->out, S("``````````"));
    buf_add(m->out, lang);
    m->listing = true;
}

/* {% include_code [title] [lang:x] path %}: the file is not here, its name is. */
void tag_include(struct buf *out, str args)
{
    for (struct cut c = {.tail = args}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len || str_starts(c.head, S("lang:"))) continue;
        if (c.tail.len) buf_printf(out, "%.*s ", STR(c.head));
        else buf_printf(out, "`%.*s`", STR(c.head));
    }
}
