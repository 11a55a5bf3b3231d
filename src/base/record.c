/* record.c - see record.h. */
#include "record.h"

#include <string.h>

void put_int(struct buf *b, long long n)
{
    buf_add(b, (str){(const u8 *)&n, sizeof n});
}

void put_str(struct buf *b, str s)
{
    put_int(b, s.len);
    buf_add(b, s);
}

long long take_int(struct reader *r)
{
    long long n = 0;
    r->bad |= r->left.len < (isize)sizeof n;
    if (r->bad) return 0;
    memcpy(&n, r->left.p, sizeof n);
    r->left = str_skip(r->left, sizeof n);
    return n;
}

str take_str(struct reader *r)
{
    long long n = take_int(r);
    r->bad |= n < 0 || n > r->left.len;
    if (r->bad) return (str){0};
    str s = str_head(r->left, (isize)n);
    r->left = str_skip(r->left, (isize)n);
    return s;
}
