/*
 * unit.h - a test is a claim: TEST(noun__what_it_shows) { CHECK(...); }
 *
 * The Makefile finds every TEST() at the start of a line.  Each gets a fresh
 * arena `mem` and a diagnostics list `ds` in it.
 */
#ifndef ZH_UNIT_H
#define ZH_UNIT_H

#include "diag.h"

void check_(bool ok, const char *file, int line, const char *what);
void check_int_(long long have, long long want, const char *file, int line, const char *what);
void check_str_(str have, str want, const char *file, int line, const char *what);

#define TEST(name)                                                                                 \
    void test_##name(arena *mem, struct diags *ds);                                                \
    void test_##name(__attribute__((unused)) arena *mem, __attribute__((unused)) struct diags *ds)
#define CHECK(x) check_((x), __FILE__, __LINE__, #x)
#define CHECK_STR(have, want) check_str_((have), (want), __FILE__, __LINE__, #have)
#define CHECK_INT(have, want) check_int_((have), (want), __FILE__, __LINE__, #have)

#endif
