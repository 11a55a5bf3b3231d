#include "glob_local.h"
#include "unit.h"

static bool hits(arena *mem, const char *pattern, const char *path)
{
    struct glob g;
    return glob_compile(mem, str_of(pattern), &g) && glob_match(&g, str_of(path), *mem);
}

TEST(glob__matches_as_its_header_says)
{
    static const char *const yes[][2] = {
        {"**/*.{md,html}", "a.md"},
        {"**/*.{md,html}", "x/y/a.HTML"},
        {"_drafts/**", "_drafts/a/b.md"},
        {"*.md", "deep/in/a.md"},
        {"posts/*.md", "posts/a.md"},
        {"a?c", "a中c"},
        {"[a-c]x", "bx"},
        {"[!a-c]x", "dx"},
        {"**/README.md", "README.md"},
        {"**/README.md", "x/readme.md"},
        {"a/**/b", "a/b"},
        {"a/**/b", "a/x/y/b"},
        {"./a/b", "a/b"},
        {"dir/", "dir/x/y"},
        {"x{1,{2,3}}y", "x3y"},
        {"a[b", "a[b"},
        {"中*文/*.md", "中国文/ a.md"},
        {"\\*", "*"},
        {"**", "a/b/c"},
    };
    static const char *const no[][2] = {
        {"**/*.md", "a.mdx"},
        {"posts/*.md", "posts/x/a.md"},
        {"_drafts/**", "x/_drafts/a.md"},
        {"[a-c]x", "dx"},
        {"a?c", "a/c"},
        {"a/**/b", "a/xb"},
        {"**/b", "ab"},
        {"x{1,2}y", "x3y"},
        {"", "a"},
    };
    for (isize i = 0; i < COUNT(yes); i++)
        if (!hits(mem, yes[i][0], yes[i][1])) CHECK_STR(str_of(yes[i][0]), str_of(yes[i][1]));
    for (isize i = 0; i < COUNT(no); i++)
        if (hits(mem, no[i][0], no[i][1])) CHECK_STR(str_of(no[i][0]), S("to refuse"));
}

TEST(glob__is_not_slow_on_stars_nor_endless_on_braces)
{
    struct buf path = {.mem = mem}, pattern = {.mem = mem};
    for (int i = 0; i < 4000; i++) buf_byte(&path, 'a');
    for (int i = 0; i < 60; i++) buf_add(&pattern, S("a*"));
    buf_byte(&pattern, 'b');
    struct glob g;
    CHECK(glob_compile(mem, buf_str(&pattern), &g));
    CHECK(!glob_match(&g, buf_str(&path), *mem));
    pattern.len = 0;
    for (int i = 0; i < 30; i++) buf_add(&pattern, S("{a,b}"));
    CHECK(!glob_compile(mem, buf_str(&pattern), &g));
}
