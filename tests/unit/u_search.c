#include "serve_local.h"
#include "unit.h"

#include <string.h>
#include <time.h>

#define HEAD "<feed>\n<title>All books</title>\n"
#define ONE                                                                                        \
    "<entry><title>Weekly 第1期: C &amp; Rust</title><summary>Écriture 中文</summary></entry>"
#define TWO                                                                                        \
    "<entry><title>周刊 第2期</title><link href=\"hidden.epub\" title=\"unseen\"/>\n</entry>"
static const str feed = LIT(HEAD ONE "\n" TWO "\n</feed>\n");

/* "1", "2", "12" or "": which entries have the words. */
static str found(arena *a, str words)
{
    str all = search_find(a, feed, words);
    bool one = str_has(all, S(ONE)), two = str_has(all, S(TWO));
    CHECK(str_starts(all, S(HEAD)) && str_ends(all, S("</feed>\n")));
    CHECK_INT(all.len,
              sizeof(HEAD "</feed>\n") - 1 + (one ? sizeof(ONE) : 0) + (two ? sizeof(TWO) : 0));
    return one && two ? S("12") : one ? S("1") : two ? S("2") : S("");
}

TEST(search__an_entry_has_all_words_in_any_case_and_order)
{
    CHECK_STR(found(mem, S("weekly")), S("1"));
    CHECK_STR(found(mem, S("RUST+Week")), S("1"));
    CHECK_STR(found(mem, S("rust%20nothing")), S(""));
    CHECK_STR(found(mem, S("%E7%AC%AC")), S("12"));                            /* 第 */
    CHECK_STR(found(mem, S("周刊")), S("2"));                                  /* as it stands */
    CHECK_STR(found(mem, S("%E7%AC%AC2+%E5%91%A8%E5%88%8A")), S("2"));         /* 第2 周刊 */
    CHECK_STR(found(mem, S("%E5%91%A8%E5%88%8A%E3%80%80%E7%AC%AC2")), S("2")); /* U+3000 between */
    CHECK_STR(found(mem, S("+%09rust%0A")), S("1"));
}

TEST(search__references_of_the_feed_are_letters_of_the_query)
{
    CHECK_STR(found(mem, S("%26")), S("1"));
    CHECK_STR(found(mem, S("c+%26+rust")), S("1"));
    CHECK_STR(found(mem, S("%3Ctitle%3E")), S(""));
    CHECK_STR(found(mem, S("%3C/entry%3E")), S(""));
}

TEST(search__tags_have_no_words)
{
    CHECK_STR(found(mem, S("title")), S(""));
    CHECK_STR(found(mem, S("hidden")), S(""));
    CHECK_STR(found(mem, S("unseen")), S(""));
    CHECK_STR(found(mem, S("rust\xc3\x89")), S(""));
}

TEST(search__no_word_finds_nothing)
{
    CHECK_STR(found(mem, S("")), S(""));
    CHECK_STR(found(mem, S("+++%20")), S(""));
    CHECK_STR(found(mem, S("%00")), S(""));
    CHECK_STR(found(mem, S("%ff%fe")), S(""));
}

TEST(search__what_is_no_feed_stays)
{
    CHECK_STR(search_find(mem, S("x"), S("x")), S("x"));
    CHECK_STR(search_find(mem, S(""), S("x")), S(""));
    CHECK_STR(search_find(mem, S("<feed><entry>a"), S("a")), S("<feed></feed>\n"));
    CHECK_STR(search_find(mem, S("<feed></feed>"), S("a")), S("<feed></feed>\n"));
}

TEST(search__time_is_linear_whatever_is_asked)
{
    enum { SIZE = 4 << 20 };
    u8 *p = make_n(mem, u8, SIZE);
    memset(p, 'a', SIZE);
    memcpy(p, "<feed><entry>", 13);
    memcpy(p + SIZE - 15, "</entry></feed>", 15);
    u8 *q = make_n(mem, u8, 2000);
    for (isize i = 0; i < 2000; i++) q[i] = i % 60 < 58 ? 'a' : i % 60 == 58 ? 'b' : '+';
    clock_t start = clock();
    str all = search_find(mem, (str){p, SIZE}, (str){q, 2000});
    CHECK_STR(all, S("<feed></feed>\n"));
    CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 3);
}

TEST(search__the_catalogue_offers_it_once)
{
    str offered =
        search_offer(mem, S("<feed><title>A</title><entry><title>B</title></entry></feed>"));
    isize at = str_find(offered, S("rel=\"search\""), 0);
    CHECK(at > 0 && at < str_find(offered, S("<entry>"), 0));
    CHECK(str_find(offered, S("rel=\"search\""), at + 1) < 0);
    CHECK(str_has(offered, S("href=\"opensearch.xml\"")));
    CHECK_STR(search_offer(mem, S("<feed/>")), S("<feed/>"));
    CHECK(str_has(search_description(mem), S("template=\"search.xml?q={searchTerms}\"")));
}
