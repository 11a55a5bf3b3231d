#include "package.h"
#include "unit.h"

TEST(slug__keeps_ascii_letters_and_digits)
{
    CHECK_STR(book_slug(mem, S("Zhihu Weekly, No. 12")), S("zhihu-weekly-no-12"));
    CHECK_STR(book_slug(mem, S("--a--B--")), S("a-b"));
}

TEST(slug__tells_other_scripts_apart_by_a_hash)
{
    str one = book_slug(mem, S("知乎周刊")), two = book_slug(mem, S("豆瓣周刊"));
    CHECK(str_starts(one, S("book-")) && one.len == 13);
    CHECK(!str_eq(one, two));
    CHECK(str_starts(book_slug(mem, S("Go 语言 1.17")), S("go-1-17-")));
}

TEST(slug__is_never_empty_nor_long)
{
    CHECK(book_slug(mem, S("")).len > 0);
    CHECK(book_slug(mem, S("!?")).len > 0);
    struct buf b = {.mem = mem};
    for (int i = 0; i < 400; i++) buf_add(&b, S("word "));
    str one = book_slug(mem, buf_str(&b));
    buf_add(&b, S("more"));
    CHECK(one.len <= 60);
    CHECK(!str_eq(one, book_slug(mem, buf_str(&b))));
}
