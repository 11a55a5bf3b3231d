/*
 * name.c - the table `name` of a font that was cut.
 *
 *   u16 version 0, records, offset of the texts
 *   records, each: u16 platform 3, encoding 1, language 0x409, name, bytes, offset
 *   the texts, UTF-16BE
 *
 * Spec: OpenType 1.9, "name - Naming table".
 */
#include "font_local.h"

enum { NAMES = 8, TEXT_MOST = 4000 /* characters of one text */ };

static void put16(struct buf *b, unsigned n)
{
    buf_byte(b, (u8)(n >> 8));
    buf_byte(b, (u8)n);
}

static void put_utf16(struct buf *b, str s)
{
    isize len;
    s = utf8_head(s, TEXT_MOST);
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c >= 0x10000) put16(b, 0xD7C0 + (c >> 10));
        put16(b, c >= 0x10000 ? 0xDC00 | (c & 0x3FF) : c);
    }
}

/* "ZHB-3f9a0c21": what stands for the name where no blank may be. */
static str postscript(arena *a, str name)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < name.len; i++) buf_byte(&b, name.p[i] == ' ' ? '-' : name.p[i]);
    return buf_str(&b);
}

str name_table(arena *a, const struct font_info *info, str name)
{
    const struct {
        unsigned id;
        str text;
    } all[NAMES] = {
        {0, info->copyright},
        {1, name},
        {2, S("Regular")},
        {3, name},
        {4, name},
        {6, postscript(a, name)},
        {13, info->licence},
        {14, info->licence_url},
    };
    struct buf head = {.mem = a}, texts = {.mem = a};
    unsigned n = 0;
    for (int i = 0; i < NAMES; i++) n += all[i].text.len > 0;
    put16(&head, 0);
    put16(&head, n);
    put16(&head, 6 + 12 * n);
    for (int i = 0; i < NAMES; i++) {
        isize from = texts.len;
        if (!all[i].text.len) continue;
        put_utf16(&texts, all[i].text);
        put16(&head, 3);
        put16(&head, 1);
        put16(&head, 0x409);
        put16(&head, all[i].id);
        put16(&head, (unsigned)(texts.len - from));
        put16(&head, (unsigned)from);
    }
    buf_add(&head, buf_str(&texts));
    return buf_str(&head);
}
