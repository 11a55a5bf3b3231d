#include "conf.h"
#include "editions_local.h"
#include "store.h"
#include "unit.h"

static str name(arena *mem, const char *pattern, bool many, bool kepub)
{
    struct file_name n = {.pattern = str_of(pattern),
                          .slug = S("weekly-3f9a0c21"),
                          .date = {2024, 2, 29, 0, 0, 0, 3},
                          .device = S("kobo-libra"),
                          .many = many,
                          .kepub = kepub};
    return file_name(mem, &n);
}

TEST(names__say_what_tells_files_apart)
{
    CHECK_STR(name(mem, "{slug}", false, false), S("weekly-3f9a0c21.epub"));
    CHECK_STR(name(mem, "{slug}", false, true), S("weekly-3f9a0c21.kepub.epub"));
    CHECK_STR(name(mem, "{slug}", true, false), S("weekly-3f9a0c21-kobo-libra.epub"));
    CHECK_STR(name(mem, "{slug}", true, true), S("weekly-3f9a0c21-kobo-libra.kepub.epub"));
    CHECK_STR(name(mem, "{date} {device}", true, false), S("2024-02-29 kobo-libra.epub"));
    CHECK_STR(name(mem, "{device}/{device}", false, false), S("kobo-libra/kobo-libra.epub"));
}

TEST(names__keep_an_ending_that_is_given)
{
    CHECK_STR(name(mem, "a.epub", false, false), S("a.epub"));
    CHECK_STR(name(mem, "a.EPUB", true, false), S("a-kobo-libra.EPUB"));
    CHECK_STR(name(mem, "a.epub", true, true), S("a-kobo-libra.kepub.epub"));
}

static struct conf conf_of(arena *mem, const char *yaml, struct diags *ds)
{
    struct conf conf;
    str text = str_printf(mem, "book: {title: t}\nsource: {dir: .}\n%s", yaml);
    CHECK(conf_parse(mem, text, S("book.yaml"), NULL, &conf, ds));
    return conf;
}

TEST(conf_for__decides_what_is_left_to_the_device)
{
    struct conf its, all = conf_of(mem,
                                   "toc: {depth: 3}\n"
                                   "output: {devices: [kindle-pw6, kobo-libra, boox],"
                                   " formats: [epub, kepub]}\n",
                                   ds);
    CHECK(conf_for(mem, &all, device_of(S("kindle-pw6")), &its));
    CHECK(its.math == MATH_CACHED && its.emoji == EMOJI_TEXT && its.toc_depth == 2);
    CHECK(its.devices.n == 1 && its.formats.n == 1 && !conf_kepub(&its));
    CHECK(conf_for(mem, &all, device_of(S("kobo-libra")), &its));
    CHECK(its.math == MATH_MATHML && its.emoji == EMOJI_TEXT && its.toc_depth == 3);
    CHECK(its.formats.n == 2 && conf_kepub(&its));
    CHECK(conf_for(mem, &all, device_of(S("boox")), &its));
    CHECK(its.emoji == EMOJI_KEEP && its.formats.n == 1);
    CHECK(conf_shows_formulas(&all));
    CHECK(all.devices.n == 3 && all.emoji == EMOJI_AUTO);
}

TEST(conf_for__leaves_what_was_said)
{
    struct conf its, all = conf_of(mem, "content: {math: text, emoji: keep}\n", ds);
    CHECK(conf_for(mem, &all, device_of(S("kindle-pw6")), &its));
    CHECK(its.math == MATH_TEXT && its.emoji == EMOJI_KEEP);
    CHECK(!conf_shows_formulas(&all));
}

TEST(store__finds_what_it_kept_after_a_turn)
{
    struct store *s = store_passing(mem);
    struct sha256 one = sha256(S("1")), two = sha256(S("2"));
    arena scratch = arena_reserve(1 << 26);
    str found;
    CHECK(s && store_keep(s, one, S("eins"), NULL, scratch));
    CHECK(!store_find(s, mem, one, &found, NULL));
    store_turn(s, mem);
    CHECK(store_find(s, mem, one, &found, NULL) && str_eq(found, S("eins")));
    CHECK(store_keep(s, two, S("zwei"), NULL, scratch));
    store_turn(s, mem);
    store_turn(s, mem);
    CHECK(store_find(s, mem, one, &found, NULL));
    CHECK(store_find(s, mem, two, &found, NULL) && str_eq(found, S("zwei")));
    store_close(s, scratch);
}
