#include "arena.h"
#include "unit.h"

#include <string.h>

TEST(arena__try_says_no_where_alloc_would_end)
{
    arena a = arena_reserve(1 << 16);
    CHECK(arena_try(&a, 1, 1, 1 << 17) == NULL);
    CHECK(arena_try(&a, 1 << 20, 1, (isize)1 << 50) == NULL); /* no overflow either */
    CHECK(arena_try(&a, 1, 1, 1 << 10) != NULL);
}

TEST(arena__memory_is_zero_even_when_used_again)
{
    arena a = arena_reserve(1 << 16), again = a;
    memset(make_n(&a, char, 1000), 'x', 1000);
    char *p = make_n(&again, char, 1000);
    for (int i = 0; i < 1000; i++) CHECK(!p[i]);
}

TEST(arena__only_the_last_block_grows)
{
    arena a = arena_reserve(1 << 16);
    char *first = make_n(&a, char, 10);
    char *last = make_n(&a, char, 10);
    CHECK(!arena_extend(&a, first, 10, 20));
    CHECK(arena_extend(&a, last, 10, 20));
    CHECK(!arena_extend(&a, last, 20, 1 << 20));
}

TEST(arena__aligns)
{
    arena a = arena_reserve(1 << 16);
    for (int i = 0; i < 20; i++) {
        make_n(&a, char, i);
        CHECK((uintptr_t)make(&a, long) % _Alignof(long) == 0);
    }
}

TEST(arena__room_for_one_more_moves_a_list_whole)
{
    struct item {
        int number;
        u8 rest[20];
    } *v = NULL;
    isize moved = 0;
    for (int n = 0; n < 1000; n++) {
        struct item *was = v;
        v = make_room(mem, v, n);
        moved += v != was;
        v[n] = (struct item){.number = n};
        if (n % 3 == 0) make(mem, u8); /* so it cannot always grow where it lies */
    }
    for (int n = 0; n < 1000; n++) CHECK_INT(v[n].number, n);
    CHECK(moved > 1 && moved < 12);
}
