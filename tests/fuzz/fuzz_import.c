/*
 * fuzz_import.c - any bytes as issues in YAML.
 *
 * Claim: they are refused with a reason and nothing of them stays, or what is written of
 * the state then is read again, and finds every issue there to the letter.
 */
#include "digest_local.h"
#include "os.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool claim)
{
    if (!claim) abort();
}

static struct db *state;

static void shut(void)
{
    db_close(state);
}

/* A state without issues; one file serves all, as a new one takes longer than the rest. */
static void open_state(struct digest *d, arena *a)
{
    static arena own;
    str path = str_printf(a, "build/fuzz-import-%ld", os_pid());
    if (!state) {
        own = arena_reserve((isize)1 << 20);
        state = db_open(&own, str_dup(&own, path), schema_steps, d->ds);
        must(state && db_run(state, "PRAGMA journal_mode = MEMORY", NULL, 0) &&
             db_run(state, "PRAGMA synchronous = OFF", NULL, 0));
        atexit(shut);
        os_remove(path, *a); /* it stays ours as long as it is open */
    }
    must(db_run(state, "DELETE FROM issues", NULL, 0) &&
         db_run(state, "DELETE FROM series", NULL, 0));
    d->db = state;
}

static void again(struct digest *d, arena *a, const struct issue_list *all)
{
    struct buf one = {.mem = a}, two = {.mem = a};
    struct issue_list same;
    isize n;
    digest_export(d, all, &one);
    must(digest_import(d, buf_str(&one), S("again.yaml"), &n, a) && !n);
    must(digest_list(d, a, &same));
    digest_export(d, &same, &two);
    must(str_eq(buf_str(&one), buf_str(&two)));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);

    struct diags ds = {.mem = &mem};
    struct digest d = {.ds = &ds, .path = S("state"), .series = S("s"), .lock = -1};
    struct issue_list have;
    isize n;
    open_state(&d, &mem);
    bool ok = digest_import(&d, (str){copy, (isize)size}, S("in.yaml"), &n, &mem);
    must(ok == !ds.count[DIAG_ERROR]);
    must(digest_list(&d, &mem, &have));
    must(have.n == (ok ? n : 0));
    if (ok && n) again(&d, &mem, &have);
    free(copy);
    return 0;
}
