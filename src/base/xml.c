/* xml.c - see xml.h. */
#include "xml.h"

bool xml_is_char(u32 c)
{
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    if (c < 0x7F) return true;
    return c >= 0xA0 && !(c >= 0xD800 && c < 0xE000) && (c & 0xFFFE) != 0xFFFE &&
           !(c >= 0xFDD0 && c <= 0xFDEF) && c <= 0x10FFFF;
}

static bool is_name_start(u32 c)
{
    static const struct {
        u32 from, to;
    } ranges[] = {
        {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
        {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
        {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    for (isize i = 0; i < COUNT(ranges); i++)
        if (c >= ranges[i].from && c <= ranges[i].to) return true;
    return false;
}

static bool is_name_char(u32 c)
{
    return is_name_start(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

bool xml_is_ncname(str s)
{
    isize len;
    if (!s.len || !utf8_ok(s) || !is_name_start(utf8_get(s, &len))) return false;
    for (isize i = len; i < s.len; i += len)
        if (!is_name_char(utf8_get(str_skip(s, i), &len))) return false;
    return true;
}

/* Bytes that may go out as they are, up to the first that needs a look. */
static isize plain(str s, bool quoted)
{
    isize i = 0;
    for (; i < s.len; i++) {
        u8 c = s.p[i];
        if (c >= 0x80) {
            /* Three-byte letters of U+3000-U+CFFF, most of Chinese text, are all Chars. */
            if (c >= 0xE3 && c <= 0xEC && i + 2 < s.len && (s.p[i + 1] & 0xC0) == 0x80 &&
                (s.p[i + 2] & 0xC0) == 0x80) {
                i += 2;
                continue;
            }
            break;
        }
        if (c == '&' || c == '<' || c == '>' || c == 0x7F) break;
        if (c < 0x20 && (c != '\n' || quoted)) break;
        if (quoted && c == '"') break;
    }
    return i;
}

static void escaped(struct buf *out, str s, bool quoted)
{
    while (s.len) {
        isize n = plain(s, quoted);
        buf_add(out, str_head(s, n));
        s = str_skip(s, n);
        if (!s.len) return;
        u32 c = utf8_get(s, &n);
        str bytes = str_head(s, n);
        s = str_skip(s, n);
        switch (c) {
        case '&': buf_add(out, S("&amp;")); break;
        case '<': buf_add(out, S("&lt;")); break;
        case '>': buf_add(out, S("&gt;")); break;
        case '"': buf_add(out, S("&quot;")); break;
        case '\r': buf_add(out, S("&#13;")); break;
        case '\n':
        case '\t':
            /* In a value the parser would read a bare one as a space. */
            if (quoted) buf_printf(out, "&#%u;", (unsigned)c);
            else buf_byte(out, (u8)c);
            break;
        default:
            if (c == 0xFFFD) buf_rune(out, c);
            else if (xml_is_char(c)) buf_add(out, bytes);
        }
    }
}

static void end_tag_head(struct xml *x)
{
    if (x->in_tag) buf_byte(x->out, '>');
    x->in_tag = false;
}

void xml_declare(struct xml *x)
{
    buf_add(x->out, S("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
}

void xml_doctype_html(struct xml *x)
{
    buf_add(x->out, S("<!DOCTYPE html>\n"));
}

void xml_open_str(struct xml *x, str name)
{
    assert(x->depth < XML_DEPTH);
    end_tag_head(x);
    buf_byte(x->out, '<');
    buf_add(x->out, name);
    x->open[x->depth++] = name;
    x->in_tag = true;
}

void xml_open(struct xml *x, const char *name)
{
    xml_open_str(x, str_of(name));
}

void xml_attr_str(struct xml *x, str name, str value)
{
    assert(x->in_tag);
    buf_byte(x->out, ' ');
    buf_add(x->out, name);
    buf_add(x->out, S("=\""));
    escaped(x->out, value, true);
    buf_byte(x->out, '"');
}

void xml_attr(struct xml *x, const char *name, str value)
{
    xml_attr_str(x, str_of(name), value);
}

void xml_text(struct xml *x, str text)
{
    end_tag_head(x);
    escaped(x->out, text, false);
}

void xml_close(struct xml *x)
{
    assert(x->depth > 0);
    end_tag_head(x);
    buf_add(x->out, S("</"));
    buf_add(x->out, x->open[--x->depth]);
    buf_byte(x->out, '>');
}

void xml_close_void(struct xml *x)
{
    assert(x->depth > 0 && x->in_tag);
    buf_add(x->out, S("/>"));
    x->in_tag = false;
    x->depth--;
}

void xml_line(struct xml *x)
{
    end_tag_head(x);
    buf_byte(x->out, '\n');
}

void xml_leaf(struct xml *x, const char *name, str text)
{
    xml_open(x, name);
    xml_text(x, text);
    xml_close(x);
}

void xml_leaf_attr(struct xml *x, const char *name, const char *attr, str value, str text)
{
    xml_open(x, name);
    xml_attr(x, attr, value);
    xml_text(x, text);
    xml_close(x);
}
