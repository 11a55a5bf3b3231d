/*
 * replay.c - a fuzz target without a fuzzer: every file named on the command
 * line, and every file of a folder named there, goes through it once.
 */
#include "diag.h"
#include "os.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

enum { INPUT_MAX = 1 << 26 };

static int replay(str path, arena scratch)
{
    str bytes;
    if (!os_read_quiet(&scratch, path, INPUT_MAX, &bytes)) return 0;
    LLVMFuzzerTestOneInput(bytes.p, (size_t)bytes.len);
    return 1;
}

int main(int argc, char **argv)
{
    arena mem = arena_reserve((isize)1 << 30);
    int n = 0;
    for (int i = 1; i < argc; i++) {
        arena scratch = mem;
        struct diags ds = {.mem = &scratch};
        struct strs names = {0};
        str path = str_of(argv[i]);
        if (os_stat(path, scratch).kind != OS_DIR) {
            n += replay(path, scratch);
        } else if (os_list(&scratch, path, &names, &ds)) {
            for (isize k = 0; k < names.n; k++)
                n += replay(str_printf(&scratch, "%.*s/%.*s", STR(path), STR(names.v[k])), scratch);
        }
    }
    printf("replay: %d passed, 0 failed\n", n); /* a fault would have ended us */
    return 0;
}
