/*
 * fuzz_order.c - any bytes as a job of deliveries.
 *
 * Claim: a job that is read makes messages in ASCII whose lines end in CR LF and have at
 * most 998 characters, with one header of each name, in pieces of any size the same.
 */
#include "mail_local.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static str message(arena *a, struct message *m, isize piece)
{
    u8 *p = make_n(a, u8, (isize)m->size + 1);
    isize n = 0, got;
    message_rewind(m);
    while ((got = message_read(m, p + n, piece < m->size - n ? piece : (isize)m->size - n)) > 0)
        n += got;
    must(n == m->size && !m->broken);
    return (str){p, n};
}

static void look(arena *a, const struct delivery *from)
{
    struct delivery d = *from;
    struct message m;
    d.file = d.marker = (str){0};
    if (!message_open(&m, a, &d, 784111777)) return;
    str one = message(a, &m, (isize)m.size), head = one;
    must(str_eq(one, message(a, &m, 7)));
    message_close(&m);
    head.len = str_find(one, S("\r\n\r\n"), 0);
    must(head.len > 0);
    int subjects = 0, lines = 0;
    for (struct cut c = {.tail = one}; c.tail.len; lines++) {
        c = str_cut(c.tail, '\n');
        must(c.ok && str_ends(c.head, S("\r")) && c.head.len <= 998);
        for (isize i = 0; i + 1 < c.head.len; i++) must(c.head.p[i] >= 0x20 && c.head.p[i] < 0x7F);
        bool in_head = c.head.p < head.p + head.len;
        subjects += in_head && str_istarts(c.head, S("Subject:"));
        must(!in_head || !str_istarts(c.head, S("Bcc:")));
    }
    must(subjects == 1 && lines > 6);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    struct order o;
    struct buf b = {.mem = &mem};
    wire_put(&b, S("zhbook-net"));
    wire_put(&b, S(ZHBOOK_VERSION));
    wire_end(&b);
    buf_add(&b, (str){data, (isize)size});
    str text = buf_str(&b);
    u8 *copy = malloc((size_t)text.len); /* exact size: ASan sees the edge */
    if (!copy) abort();
    memcpy(copy, text.p, (size_t)text.len);
    if (order_read(&mem, (str){copy, text.len}, &o)) {
        must(o.timeout > 0 && o.tries > 0);
        for (isize i = 0; i < o.n; i++) {
            arena scratch = mem;
            if (o.v[i].way != WAY_DAV) look(&scratch, &o.v[i]);
        }
    }
    free(copy);
    return 0;
}
