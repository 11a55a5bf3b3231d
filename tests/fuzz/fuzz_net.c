/*
 * fuzz_net.c - any bytes as the cache's index, as the head of an answer, as a job.
 *
 * Claim: a line of the index that makes sense, written again, reads the same; so does any
 * field of a line of zhbook-net; a head keeps no more than it was given; a rule for
 * addresses that is read allows what it names.
 */
#include "net_local.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static bool is_plain(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] < ' ' || s.p[i] >= 0x7F) return false;
    return s.len <= 512;
}

static void index_line(arena *a, str line)
{
    struct cache_line one, two;
    struct buf b = {.mem = a};
    if (!cache_line_read(line, &one)) return;
    must(one.sum.len == 0 || cache_is_sum(one.sum));
    must(cache_claim(cache_key(a, one.url)) > 0);
    cache_line_write(&b, &one);
    must(cache_line_read(str_head(buf_str(&b), b.len - 1), &two));
    must(str_eq(one.url, two.url) && str_eq(one.sum, two.sum) && one.bytes == two.bytes);
    if (is_plain(one.etag)) must(str_eq(one.etag, two.etag));
    must(one.again == two.again && one.time == two.time && one.http == two.http);
}

static void fields(arena *a, str text)
{
    struct buf b = {.mem = a};
    wire_put(&b, text);
    wire_put(&b, S("x"));
    wire_end(&b);
    str line = str_head(buf_str(&b), b.len - 1);
    must(str_byte(line, '\n', 0) < 0);
    must(str_eq(wire_take(a, &line), text));
    must(str_eq(wire_take(a, &line), S("x")));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    str text = {copy, (isize)size};

    struct reply head = {0};
    struct job job;
    struct peer_rule rule;
    for (struct cut c = {.tail = text}; c.tail.len;) {
        c = str_cut(c.tail, '\n');
        index_line(&mem, c.head);
        reply_line(&head, &mem, c.head);
        must(reply_wait(c.head, 0) >= -1);
        must(head.location.len <= 8192 && head.etag.len <= 8192);
        if (peer_rule_read(&mem, c.head, &rule) && !rule.host.len)
            must(peer_allowed(&(struct peer_rules){&rule, 1}, S("h"), &rule.net));
        host_turn(&mem, c.head, 1);
    }
    fields(&mem, text);
    job_read(&mem, text, &job);
    free(copy);
    return 0;
}
