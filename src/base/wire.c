/* wire.c - see wire.h. */
#include "wire.h"

void wire_put(struct buf *b, str field)
{
    for (isize i = 0; i < field.len; i++) {
        u8 c = field.p[i];
        if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
            buf_byte(b, '\\');
            c = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
        }
        buf_byte(b, c);
    }
    buf_byte(b, '\t');
}

void wire_number(struct buf *b, long long n)
{
    buf_printf(b, "%lld\t", n);
}

void wire_end(struct buf *b)
{
    if (b->len && b->p[b->len - 1] == '\t') b->len--;
    buf_byte(b, '\n');
}

void wire_open(struct buf *b)
{
    wire_put(b, S("zhbook-net"));
    wire_put(b, S(ZHBOOK_VERSION));
    wire_end(b);
}

bool wire_opened(arena *a, str *text)
{
    struct cut c = str_cut(*text, '\n');
    str line = c.head;
    *text = c.tail;
    return str_eq(wire_take(a, &line), S("zhbook-net")) &&
           str_eq(wire_take(a, &line), S(ZHBOOK_VERSION));
}

str wire_take(arena *a, str *line)
{
    struct cut c = str_cut(*line, '\t');
    *line = c.tail;
    if (str_byte(c.head, '\\', 0) < 0) return c.head;
    struct buf b = {.mem = a};
    for (isize i = 0; i < c.head.len; i++) {
        u8 x = c.head.p[i];
        if (x == '\\' && i + 1 < c.head.len) {
            x = c.head.p[++i];
            x = x == 't' ? '\t' : x == 'n' ? '\n' : x == 'r' ? '\r' : x;
        }
        buf_byte(&b, x);
    }
    return buf_str(&b);
}

long long wire_take_number(str *line)
{
    long long n = 0;
    struct cut c = str_cut(*line, '\t');
    *line = c.tail;
    bool minus = str_starts(c.head, S("-"));
    if (!str_int(minus ? str_skip(c.head, 1) : c.head, &n)) return 0;
    return minus ? -n : n;
}
