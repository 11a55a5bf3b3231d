/* mail.c - what a message says.  See send.h. */
#include "hash.h"
#include "lang.h"
#include "send.h"

str sender_address(str from)
{
    isize open = str_byte(from, '<', 0);
    if (open < 0) return from;
    return str_cut(str_skip(from, open + 1), '>').head;
}

str sender_name(str from)
{
    isize open = str_byte(from, '<', 0);
    str name = open < 0 ? (str){0} : str_trim(str_head(from, open));
    bool quoted = name.len > 1 && name.p[0] == '"' && str_ends(name, S("\""));
    return quoted ? str_head(str_skip(name, 1), name.len - 2) : name;
}

/* A line of a header is one line, whatever a title has in it. */
static str one_line(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) buf_byte(&b, s.p[i] < 0x20 || s.p[i] == 0x7F ? ' ' : s.p[i]);
    return str_trim(buf_str(&b));
}

str mail_subject(arena *a, const struct parcel *p)
{
    str title = utf8_head(p->title, 200);
    if (!title.len) title = parcel_name(a, p);
    if (p->parts > 1) title = str_printf(a, "%.*s (%d/%d)", STR(title), p->part, p->parts);
    return one_line(a, title);
}

str mail_text(arena *a, const struct parcel *p, str link)
{
    bool zh = lang_is_cjk(p->lang);
    str title = mail_subject(a, p);
    if (link.len)
        return str_printf(a, "%s%.*s%s\n\n%.*s\n", zh ? "《" : "", STR(title),
                          zh ? "》可在这里下载：" : " is here:", STR(link));
    return str_printf(a, "%s%.*s%s\n", zh ? "附件是《" : "Attached: ", STR(title),
                      zh ? "》。" : ".");
}

str mail_id(arena *a, const struct parcel *p, str address, str from)
{
    str what = str_printf(a, "%.*s\n%.*s", STR(p->sum), STR(address));
    return str_printf(a, "%.*s@%.*s", STR(sha256_hex(a, sha256(what), 16)),
                      STR(str_cut(sender_address(from), '@').tail));
}
