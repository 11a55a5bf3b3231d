/*
 * search.c - the catalogue answers questions: OPDS 1.2, section 3.3, with OpenSearch 1.1.
 *
 * A published folder is files and cannot search; while it is served, it can.  The feed is our
 * own (publish.h): entries are cut at their tags.
 */
#include "serve_local.h"
#include "url.h"

enum { WORDS = 16, QUERY_MAX = 1000 /* bytes, encoded */ };

str search_offer(arena *a, str catalogue)
{
    static const char link[] =
        "\n<link rel=\"search\" type=\"application/opensearchdescription+xml\" "
        "href=\"opensearch.xml\"/>";
    isize at = str_find(catalogue, S("</title>"), 0);
    if (at < 0) return catalogue;
    at += 8;
    return str_printf(a, "%.*s%s%.*s", STR(str_head(catalogue, at)), link,
                      STR(str_skip(catalogue, at)));
}

str search_description(arena *a)
{
    return str_printf(
        a, "%s",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
        "<ShortName>zhbook</ShortName>\n<Description>Books of this catalogue</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        "<Url type=\"application/atom+xml;profile=opds-catalog;kind=acquisition\" "
        "template=\"search.xml?q={searchTerms}\"/>\n</OpenSearchDescription>\n");
}

/* The words of an entry, without its tags, in lower case. */
static str words_of(arena *a, str entry)
{
    struct buf b = {.mem = a};
    bool tag = false;
    for (isize i = 0; i < entry.len; i++) {
        u8 c = entry.p[i];
        if (c == '<') tag = true;
        if (!tag) buf_byte(&b, (u8)to_lower(c));
        if (c == '>') tag = false;
    }
    return buf_str(&b);
}

static bool has_all(str words, str query)
{
    int n = 0;
    for (struct cut c = {.tail = query}; c.tail.len && n < WORDS;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len) continue;
        n++;
        if (!str_has(words, c.head)) return false;
    }
    return n > 0;
}

/* A query as the text of the feed has it: "&" and "<" are written as references there. */
static str as_text(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) {
        u8 c = s.p[i];
        if (c == '&') buf_add(&b, S("&amp;"));
        else if (c == '<') buf_add(&b, S("&lt;"));
        else if (c == '>') buf_add(&b, S("&gt;"));
        else buf_byte(&b, is_space(c) ? ' ' : (u8)to_lower(c));
    }
    return buf_str(&b);
}

str search_find(arena *a, str feed, str words)
{
    struct buf b = {.mem = a};
    str q = url_decode(a, words.len > QUERY_MAX ? str_head(words, QUERY_MAX) : words, true);
    q = as_text(a, q);
    isize at = str_find(feed, S("<entry>"), 0), end = at;
    buf_add(&b, at < 0 ? S("") : str_head(feed, at));
    while (at >= 0 && (end = str_find(feed, S("</entry>"), at)) >= 0) {
        arena scratch = arena_reserve((isize)64 << 20);
        u8 *start = scratch.at;
        str entry = str_head(str_skip(feed, at), end + 8 - at);
        if (has_all(words_of(&scratch, entry), q)) {
            buf_add(&b, entry);
            buf_byte(&b, '\n');
        }
        arena_release(start, scratch.end);
        at = str_find(feed, S("<entry>"), end);
    }
    buf_add(&b, S("</feed>\n"));
    return buf_str(&b);
}
