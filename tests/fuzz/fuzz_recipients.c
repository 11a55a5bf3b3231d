/*
 * fuzz_recipients.c - any bytes as the file of recipients.
 *
 * Claim: whoever is found has a way and an address that is fit for it, each once; else there is
 * an error, and what is said is UTF-8.
 */
#include "input.h"
#include "send.h"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    struct diags ds = {.mem = &mem};
    struct conf conf = {.title = S("t"), .lang = S("zh")};
    struct strs to = {0};
    struct recipients found;
    struct buf said = {.mem = &mem};
    conf.send_recipients = file_of(&mem, data, size);
    static const char *const asked[] = {"a", "b", "family", "x@example.org", "https://h.example/"};
    for (isize i = 0; i < COUNT(asked); i++) strs_add(&mem, &to, str_of(asked[i]));
    bool ok = recipients_find(&mem, &conf, &to, &found, &ds);
    must(ok == !ds.count[DIAG_ERROR] && found.n <= 1000 + COUNT(asked));
    for (isize i = 0; i < found.n; i++) {
        const struct recipient *r = &found.v[i];
        must(r->address.len > 0 && r->secret.kind);
        must(r->way != SEND_MAIL || mail_is_address(r->address));
        for (isize k = 0; k < i && k < 50; k++) must(!str_eq(found.v[k].address, r->address));
    }
    diags_format(&said, &ds, DIAG_NOTE, false);
    must(utf8_ok(buf_str(&said)));
    return 0;
}
