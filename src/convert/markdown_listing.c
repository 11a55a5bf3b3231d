/* markdown_listing.c - what tags of generators are given, and those around code. */
#include "markdown_local.h"

/* --- arguments ------------------------------------------------------------------------ */

str tag_unquoted(str s)
{
    s = str_trim(s);
    bool quoted = s.len > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.len - 1] == s.p[0];
    return quoted ? str_skip(str_head(s, s.len - 1), 1) : s;
}

str tag_word(str *args)
{
    str s = str_trim(*args);
    isize end = -1;
    if (s.len && (s.p[0] == '"' || s.p[0] == '\'')) end = str_byte(s, s.p[0], 1);
    if (end > 0) {
        *args = str_trim(str_skip(s, end + 1));
        return str_skip(str_head(s, end), 1);
    }
    struct cut c = str_cut(s, ' ');
    *args = str_trim(c.tail);
    return c.head;
}

void tag_html(struct buf *out, str s)
{
    for (isize i = 0; i < s.len; i++) {
        switch (s.p[i]) {
        case '&': buf_add(out, S("&amp;")); break;
        case '<': buf_add(out, S("&lt;")); break;
        case '"': buf_add(out, S("&quot;")); break;
        default: buf_byte(out, s.p[i]);
        }
    }
}

/* --- code -------------------------------------------------------------------------------- */

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
    buf_add(m->out, S(MARKDOWN_FENCE));
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
