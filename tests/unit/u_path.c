/* u_path.c - names of files by their letters. */
#include "path.h"
#include "unit.h"

TEST(path__is_a_folder_and_a_name)
{
    CHECK_STR(path_dir(S("a/b/c.md")), S("a/b"));
    CHECK_STR(path_dir(S("/c")), S("/"));
    CHECK_STR(path_dir(S("c")), S("."));
    CHECK_STR(path_name(S("a/b/c.md")), S("c.md"));
    CHECK_STR(path_name(S("c")), S("c"));
    CHECK_STR(path_name(S("a/")), S(""));
}

TEST(path__join_takes_an_absolute_name_for_itself)
{
    CHECK_STR(path_join(mem, S("a"), S("b")), S("a/b"));
    CHECK_STR(path_join(mem, S("a/"), S("b")), S("a/b"));
    CHECK_STR(path_join(mem, S("/"), S("b")), S("/b"));
    CHECK_STR(path_join(mem, S("a"), S("/b")), S("/b"));
    CHECK_STR(path_join(mem, S("."), S("b")), S("b"));
    CHECK_STR(path_join(mem, S(""), S("b")), S("b"));
    CHECK_STR(path_join(mem, S("a"), S("")), S("a"));
}

TEST(path__plain_drops_what_leads_nowhere)
{
    CHECK_STR(path_plain(mem, S("a/./b//c/../d")), S("a/b/d"));
    CHECK_STR(path_plain(mem, S("../../a")), S("../../a"));
    CHECK_STR(path_plain(mem, S("/../a")), S("/a"));
    CHECK_STR(path_plain(mem, S("a/..")), S("."));
}

TEST(path__below_is_by_whole_names)
{
    CHECK(path_below(S("a/b"), S("a")) && path_below(S("a"), S("a")) &&
          path_below(S("/x"), S("/")));
    CHECK(!path_below(S("ab"), S("a")) && !path_below(S("a"), S("a/b")) &&
          !path_below(S("a"), S("")));
    CHECK(path_below(S("a"), S(".")) && !path_below(S("../a"), S(".")) &&
          !path_below(S("/a"), S(".")));
}
