/* main.c - runs every TEST() and counts. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

static int bad_checks;

void check_(bool ok, const char *file, int line, const char *what)
{
    if (ok) return;
    bad_checks++;
    printf("%s:%d: not so: %s\n", file, line, what);
}

void check_str_(str have, str want, const char *file, int line, const char *what)
{
    if (str_eq(have, want)) return;
    bad_checks++;
    printf("%s:%d: %s is\n  \"%.*s\", not\n  \"%.*s\"\n", file, line, what, STR(have), STR(want));
}

void check_int_(long long have, long long want, const char *file, int line, const char *what)
{
    if (have == want) return;
    bad_checks++;
    printf("%s:%d: %s is %lld, not %lld\n", file, line, what, have, want);
}

#define T(name) void test_##name(arena *mem, struct diags *ds);
#include "tests.def"
#undef T

static const struct {
    const char *name;
    void (*run)(arena *, struct diags *);
} tests[] = {
#define T(name) {#name, test_##name},
#include "tests.def"
#undef T
};

/* With arguments, only tests whose name contains one of them. */
static bool wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(name, argv[i])) return true;
    return argc < 2;
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    arena all = arena_reserve((isize)1 << 30);
    for (isize i = 0; i < COUNT(tests); i++) {
        if (!wanted(tests[i].name, argc, argv)) continue;
        arena mem = all;
        struct diags ds = {.mem = &mem};
        bad_checks = 0;
        tests[i].run(&mem, &ds);
        if (bad_checks) printf("FAILED %s\n", tests[i].name);
        *(bad_checks ? &failed : &passed) += 1;
        arena_trim(all);
    }
    printf("unit: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
