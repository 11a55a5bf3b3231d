/* tex_scan.c - the tokens of a formula. */
#include "tex_local.h"

void tex_fail(struct tex *p, const char *fmt, ...)
{
    if (p->failed) return;
    struct buf b = {.mem = p->a};
    va_list args;
    va_start(args, fmt);
    buf_vprintf(&b, fmt, args);
    va_end(args);
    p->why = utf8_head(buf_str(&b), 60);
    p->failed = true;
    p->i = p->s.len; /* everything that reads finds the end */
}

static bool is_blank(u32 c)
{
    return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000 || c == 0xFEFF || c == 0xFFFD ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x2060 && c <= 0x206F);
}

/* Past blanks and comments.  A per cent sign on the last line is one: sites
 * join lines, and what stands behind it would be lost. */
static isize past_blanks(str s, isize i)
{
    isize len;
    while (i < s.len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        isize eol = c == '%' ? str_byte(s, '\n', i) : -1;
        if (eol >= 0) i = eol + 1;
        else if (is_blank(c)) i += len;
        else break;
    }
    return i;
}

static enum token command(struct tex *p, isize i)
{
    isize from = i + 1, to = from, len = 1;
    while (to < p->s.len && is_alpha(p->s.p[to])) to++;
    if (to == from && to < p->s.len) {
        utf8_get(str_skip(p->s, to), &len);
        to += len;
    }
    p->name = str_skip(str_head(p->s, to), from);
    if (to == from + 1 && is_space(p->name.p[0])) p->name = S(" ");
    p->next = to;
    return str_eq(p->name, S("\\")) || str_eq(p->name, S("cr")) || str_eq(p->name, S("newline"))
               ? TOK_CR
               : TOK_CMD;
}

enum token tex_peek(struct tex *p)
{
    isize i = past_blanks(p->s, p->i), len = 0;
    p->i = p->next = i;
    if (i >= p->s.len) return p->tok = TOK_END;
    if (p->s.p[i] == '\\') return p->tok = command(p, i);
    p->c = utf8_get(str_skip(p->s, i), &len);
    p->next = i + len;
    switch (p->c) {
    case '{': return p->tok = TOK_OPEN;
    case '}': return p->tok = TOK_CLOSE;
    case '^': return p->tok = TOK_SUP;
    case '_': return p->tok = TOK_SUB;
    case '&': return p->tok = TOK_AMP;
    default: return p->tok = TOK_CHAR;
    }
}

void tex_take(struct tex *p)
{
    p->i = p->next;
}

bool tex_at(struct tex *p, u32 c)
{
    return tex_peek(p) == TOK_CHAR && p->c == c;
}

bool tex_is(struct tex *p, enum tex_kind kind)
{
    const struct tex_row *r = tex_peek(p) == TOK_CMD ? tex_find(p->name) : NULL;
    return r && r->kind == kind;
}

bool tex_raw(struct tex *p, u8 open, u8 close, str *out)
{
    tex_peek(p);
    if (p->i >= p->s.len || p->s.p[p->i] != open) return false;
    int depth = 0;
    for (isize i = p->i + 1; i < p->s.len; i++) {
        u8 c = p->s.p[i];
        if (c == '\\') i++;
        else if (c == close && !depth) {
            *out = str_skip(str_head(p->s, i), p->i + 1);
            p->i = i + 1;
            return true;
        } else if (c == '{') depth++;
        else if (c == '}') depth--;
    }
    tex_fail(p, "missing %c", close);
    return false;
}

bool tex_optional(struct tex *p, str *out)
{
    return tex_at(p, '[') && tex_raw(p, '[', ']', out);
}

/* Digits, a point, digits, in thousandths. */
static bool number(str *s, long long *out)
{
    long long n = 0, unit = 1000;
    bool minus = str_starts(*s, S("-")), point = false;
    isize i = minus;
    for (; i < s->len && i < 12; i++) {
        if (s->p[i] == '.' && !point) point = true;
        else if (!is_digit(s->p[i])) break;
        else if (!point) n = n * 10 + (s->p[i] - '0') * 1000LL;
        else n += (s->p[i] - '0') * (unit /= 10);
    }
    if (i == minus) return false;
    *s = str_trim(str_skip(*s, i));
    *out = minus ? -n : n;
    return true;
}

str tex_length(struct tex *p, str s)
{
    static const struct {
        str name;
        int mil; /* of an em */
    } units[] = {{LIT("em"), 1000}, {LIT("ex"), 430},  {LIT("mu"), 56},  {LIT("pt"), 100},
                 {LIT("px"), 75},   {LIT("cm"), 2845}, {LIT("mm"), 285}, {LIT("in"), 7227},
                 {LIT("bp"), 100},  {LIT("pc"), 1200}};
    long long n;
    s = str_trim(s);
    if (!number(&s, &n)) return (str){0};
    for (isize i = 0; i < COUNT(units); i++) {
        if (!str_starts(s, units[i].name)) continue;
        n = n * units[i].mil / 1000;
        enum { MOST = 20000 };
        if (n > MOST) n = MOST;
        if (n < -MOST) n = -MOST;
        long long whole = n < 0 ? -n : n;
        return str_printf(p->a, "%s%lld.%03lldem", n < 0 ? "-" : "", whole / 1000, whole % 1000);
    }
    return (str){0};
}
