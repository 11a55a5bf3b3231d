/* diag.c - see diag.h. */
#include "diag.h"

#include <stdarg.h>

static const struct {
    const char *code, *text;
    enum diag_level level;
} table[] = {
#define D(id, code, level, text) {code, text, DIAG_##level},
#include "diag.def"
#undef D
};

static const char *const level_names[] = {"note", "warning", "error"};

void diag(struct diags *ds, enum diag_id id, where at, const char *fmt, ...)
{
    struct diag *d = make(ds->mem, struct diag);
    struct buf detail = {.mem = ds->mem};
    va_list args;
    va_start(args, fmt);
    buf_vprintf(&detail, fmt, args);
    va_end(args);
    *d = (struct diag){.id = id, .at = at, .detail = buf_str(&detail)};
    *(ds->last ? &ds->last->next : &ds->first) = d;
    ds->last = d;
    ds->count[table[id].level]++;
}

void diags_join(struct diags *to, struct diags *from)
{
    if (!from->first) return;
    *(to->last ? &to->last->next : &to->first) = from->first;
    to->last = from->last;
    for (int i = 0; i < DIAG_LEVELS; i++) to->count[i] += from->count[i];
    from->first = from->last = NULL;
    for (int i = 0; i < DIAG_LEVELS; i++) from->count[i] = 0;
}

void text_shown(struct buf *out, str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) buf_byte(out, ' ');
        else buf_rune(out, c);
    }
}

static void format_where(struct buf *out, where at)
{
    text_shown(out, at.file);
    if (at.line) buf_printf(out, ":%d", at.line);
    if (at.line && at.col) buf_printf(out, ":%d", at.col);
    if (at.file.len) buf_add(out, S(": "));
}

void diags_format(struct buf *out, const struct diags *ds, enum diag_level least, bool colour)
{
    static const char *const paint[] = {"\033[36m", "\033[33m", "\033[31m"};
    for (const struct diag *d = ds->first; d; d = d->next) {
        enum diag_level level = table[d->id].level;
        if (level < least) continue;
        format_where(out, d->at);
        buf_printf(out, "%s%s:%s %s", colour ? paint[level] : "", level_names[level],
                   colour ? "\033[0m" : "", table[d->id].text);
        if (d->detail.len) {
            buf_add(out, S(": "));
            text_shown(out, d->detail);
        }
        buf_printf(out, " [%s]\n", table[d->id].code);
    }
}

void json_text(struct buf *out, str s)
{
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        if (c == '"' || c == '\\') buf_printf(out, "\\%c", (char)c);
        else if (c < 0x20 || c == 0x7F) buf_printf(out, "\\u%04x", (unsigned)c);
        else buf_rune(out, c);
    }
}

void diags_json(struct buf *out, const struct diags *ds)
{
    for (const struct diag *d = ds->first; d; d = d->next) {
        buf_add(out, S("{\"file\":\""));
        json_text(out, d->at.file);
        buf_printf(out, "\",\"line\":%d,\"col\":%d,\"level\":\"%s\",\"id\":\"%s\",\"text\":\"",
                   d->at.line, d->at.col, level_names[table[d->id].level], table[d->id].code);
        json_text(out, str_of(table[d->id].text));
        buf_add(out, S("\",\"detail\":\""));
        json_text(out, d->detail);
        buf_add(out, S("\"}\n"));
    }
}

enum diag_level diag_level(enum diag_id id)
{
    return table[id].level;
}

const char *diag_level_name(enum diag_level level)
{
    return level_names[level];
}

const char *diag_code(enum diag_id id)
{
    return table[id].code;
}

const char *diag_text(enum diag_id id)
{
    return table[id].text;
}
