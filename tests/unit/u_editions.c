#include "conf.h"
#include "editions_local.h"
#include "limit.h"
#include "package.h"
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

TEST(names__number_volumes)
{
    struct file_name n = {.pattern = S("{slug}"), .slug = S("w"), .volume = 2, .volumes = 3};
    CHECK_STR(file_name(mem, &n), S("w-vol2.epub"));
    n.volumes = 12;
    n.kepub = true;
    CHECK_STR(file_name(mem, &n), S("w-vol02.kepub.epub"));
    n = (struct file_name){.pattern = S("a/{b}.epub"), .plain = true, .volume = 1, .volumes = 2};
    CHECK_STR(file_name(mem, &n), S("a/{b}-vol1.epub"));
}

/* --- the budget --- */

TEST(limit__is_what_base64_makes_of_a_file)
{
    CHECK_INT(limit_encoded(0), 0);
    CHECK_INT(limit_encoded(1), 4 + 2);
    CHECK_INT(limit_encoded(3), 4 + 2);
    CHECK_INT(limit_encoded(57), 76 + 2);
    CHECK_INT(limit_encoded(58), 76 + 2 + 4 + 2);
    CHECK_INT(limit_encoded(57 * 1000), 78 * 1000);
    for (const struct limit *l = limits; l->name; l++) {
        long long most = limit_file(l);
        CHECK(most > 10 * MEGABYTE && most <= l->bytes && l->files > 0 && l->people > 0);
        CHECK(!l->encoded || limit_encoded(most) < l->bytes);
        CHECK(limit_of(str_of(l->name)) == l);
    }
    CHECK(!limit_of(S("pigeon")));
    CHECK_INT(limit_file(limit_of(S("kindle-mail"))), 50 * MEGABYTE);
}

TEST(budget__is_the_smaller_of_the_two)
{
    struct conf conf = conf_of(mem, "limits: {max_mb: 18}\n", ds);
    CHECK_INT(budget_of(&conf), 18 * MEGABYTE);
    conf = conf_of(mem, "limits: {max_mb: 60, service: kindle-mail}\n", ds);
    CHECK_INT(budget_of(&conf), 50 * MEGABYTE);
    conf = conf_of(mem, "limits: {service: kindle-mail}\n", ds);
    CHECK_INT(budget_of(&conf), 50 * MEGABYTE);
    conf = conf_of(mem, "", ds);
    CHECK_INT(budget_of(&conf), 0);
}

/* The steps, a letter each: q quality, s size, g grey, and a number of pictures. */
static str ladder(arena *mem, const char *device, const char *yaml, struct diags *ds)
{
    struct conf conf = conf_of(mem, yaml, ds);
    struct rung rungs[RUNGS_MAX];
    struct buf b = {.mem = mem};
    isize n = budget_rungs(mem, &conf, device_of(str_of(device)), rungs);
    struct thrift last = {0};
    for (isize i = 0; i < n; i++) {
        struct thrift t = rungs[i].thrift;
        CHECK(rungs[i].what.len && t.quality >= last.quality && t.percent >= last.percent);
        if (t.few) buf_printf(&b, " %d", t.pictures);
        else buf_byte(&b, t.grey ? 'g' : t.percent ? 's' : 'q');
        last = t;
    }
    return buf_str(&b);
}

TEST(budget__takes_steps_in_their_order)
{
    CHECK_STR(ladder(mem, "generic", "", ds), S("qsg 20 10 5"));
    CHECK_STR(ladder(mem, "kindle-pw6", "", ds), S("qs 20 10 5"));
    CHECK_STR(ladder(mem, "generic", "images: {grayscale: off}\n", ds), S("qs 20 10 5"));
    CHECK_STR(ladder(mem, "generic", "limits: {volumes: never}\n", ds), S("qsg 20 10 5 2 0"));
    CHECK_STR(ladder(mem, "generic", "images: {mode: none}\n", ds), S(""));
}

/* "0 3 5", where the volumes begin; "!2": article 2 is too large. */
static str cuts(arena *mem, const char *borders, const char *bytes, long long room)
{
    static const isize shown[] = {0};
    long long picture[] = {50};
    struct load v[20] = {{0}};
    isize starts[20], heavy = -1, n = 0;
    struct buf b = {.mem = mem};
    for (struct cut c = {.tail = str_of(bytes)}; c.tail.len; n++) {
        c = str_cut(c.tail, ' ');
        bool picks = str_ends(c.head, S("p"));
        CHECK(str_int(str_head(c.head, c.head.len - picks), &v[n].bytes));
        v[n].border = borders[n] - '0';
        v[n].pictures = shown;
        v[n].npictures = picks;
    }
    struct loads loads = {v, n, picture, 1};
    isize volumes = volumes_cut(&loads, room, starts, &heavy, *mem);
    for (isize i = 0; i < volumes; i++) buf_printf(&b, "%s%td", i ? " " : "", starts[i]);
    return volumes ? buf_str(&b) : str_printf(mem, "!%td", heavy);
}

TEST(volumes__begin_where_topics_do)
{
    CHECK_STR(cuts(mem, "0222", "10 10 10 10", 100), S("0"));
    CHECK_STR(cuts(mem, "022022", "30 20 20 20 20 20", 100), S("0 3"));
    /* A topic within a topic, where there is no other. */
    CHECK_STR(cuts(mem, "022122", "30 20 20 20 20 20", 100), S("0 3"));
    /* An article, where there is no topic at all. */
    CHECK_STR(cuts(mem, "022222", "30 20 20 20 20 20", 100), S("0 4"));
    /* One that is too large for a volume is cut, and fills up what is begun. */
    CHECK_STR(cuts(mem, "0022222", "10 20 20 20 20 20 20", 100), S("0 5"));
    CHECK_STR(cuts(mem, "0222", "40 101 1 1", 100), S("!1"));
    CHECK_STR(cuts(mem, "0", "101", 100), S("!0"));
}

TEST(volumes__hold_a_picture_once)
{
    CHECK_STR(cuts(mem, "0222", "10p 10p 10p 10p", 90), S("0"));
    CHECK_STR(cuts(mem, "0222", "10p 10p 10p 10p", 80), S("0 3"));
    CHECK_STR(cuts(mem, "0222", "10p 10p 10p 10p", 59), S("!0"));
}

TEST(volumes__have_names)
{
    CHECK_STR(volume_name(mem, S("zh-CN"), 1), S("卷一"));
    CHECK_STR(volume_name(mem, S("zh-TW"), 10), S("卷十"));
    CHECK_STR(volume_name(mem, S("zh-CN"), 12), S("卷十二"));
    CHECK_STR(volume_name(mem, S("zh-CN"), 20), S("卷二十"));
    CHECK_STR(volume_name(mem, S("zh-CN"), 99), S("卷九十九"));
    CHECK_STR(volume_name(mem, S("en"), 3), S("Volume 3"));
}

TEST(volumes__have_titles_and_identifiers_of_their_own)
{
    struct conf one = conf_of(mem, "", ds), two = one, again = one;
    volume_conf(mem, &one, 1);
    volume_conf(mem, &two, 2);
    volume_conf(mem, &again, 1);
    CHECK_STR(one.title, S("t 卷一"));
    CHECK_STR(one.series, S("t"));
    CHECK_STR(one.identifier, again.identifier);
    CHECK(!str_eq(one.identifier, two.identifier));
}

TEST(volumes__are_books_of_some_posts)
{
    struct part parts[] = {{.first = 0, .count = 5, .parent = -1},
                           {.first = 2, .count = 3, .level = 1, .parent = 0},
                           {.first = 5, .count = 2, .parent = -1}};
    struct post posts[7] = {{.number = 1}};
    struct book b = {.parts = parts, .nparts = 3, .posts = posts, .nposts = 7};
    struct book v = volume_book(mem, &b, 3, 3);
    CHECK(v.nposts == 3 && v.posts == posts + 3 && v.nparts == 3);
    CHECK(v.parts[0].first == 0 && v.parts[0].count == 2);
    CHECK(v.parts[1].first == 0 && v.parts[1].count == 2);
    CHECK(v.parts[2].first == 2 && v.parts[2].count == 1);
    v = volume_book(mem, &b, 0, 2);
    CHECK(v.parts[0].count == 2 && !v.parts[1].count && !v.parts[2].count);
}
