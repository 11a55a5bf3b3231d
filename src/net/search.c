/*
 * search.c - the catalogue answers questions: OPDS 1.2, section 3.3, with OpenSearch 1.1.
 *
 * A published folder is files and cannot search; while it is served, it can.  The feed is our
 * own (publish.h): entries are cut at their tags.
 */
#include "serve_local.h"
#include "url.h"

enum { WORDS = 16, QUERY_MAX = 1000 /* bytes, encoded */, WORD_MAX = 60 /* bytes that count */ };

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

/* As long as the feed, in lower case, with line ends for the bytes of tags: no word is in them,
 * nor goes across. */
static str plain(arena *a, str feed)
{
    u8 *p = make_n(a, u8, feed.len);
    bool tag = false;
    for (isize i = 0; i < feed.len; i++) {
        u8 c = feed.p[i];
        tag |= c == '<';
        p[i] = tag ? '\n' : (u8)to_lower(c);
        if (c == '>') tag = false;
    }
    return (str){p, feed.len};
}

/* A query's words as the text of the feed has them, where "&" and "<" are references. */
static struct strs words_of(arena *a, str query)
{
    struct strs words = {0};
    struct buf b = {.mem = a};
    for (isize i = 0; i < query.len; i++) {
        str rest = str_skip(query, i);
        u8 c = query.p[i];
        if (c == '&') buf_add(&b, S("&amp;"));
        else if (c == '<') buf_add(&b, S("&lt;"));
        else if (c == '>') buf_add(&b, S("&gt;"));
        else if (str_starts(rest, S("\u3000"))) buf_byte(&b, ' '), i += 2;
        else buf_byte(&b, c < 0x20 || c == 0x7F ? ' ' : (u8)to_lower(c));
    }
    for (struct cut c = {.tail = buf_str(&b)}; c.tail.len && words.n < WORDS;) {
        c = str_cut(c.tail, ' ');
        if (c.head.len)
            strs_add(a, &words, c.head.len > WORD_MAX ? str_head(c.head, WORD_MAX) : c.head);
    }
    return words;
}

static bool has_all(str text, const struct strs *words)
{
    for (isize i = 0; i < words->n; i++)
        if (!str_has(text, words->v[i])) return false;
    return words->n > 0;
}

str search_find(arena *a, str feed, str words)
{
    struct buf b = {.mem = a};
    str query = words.len > QUERY_MAX ? str_head(words, QUERY_MAX) : words;
    struct strs wanted = words_of(a, url_decode(a, query, true));
    str text = plain(a, feed);
    isize at = str_find(feed, S("<entry>"), 0), end;
    if (at < 0 && (at = str_find(feed, S("</feed>"), 0)) < 0) return feed;
    buf_room(&b, feed.len + 16);
    buf_add(&b, str_head(feed, at));
    while (at >= 0 && (end = str_find(feed, S("</entry>"), at)) >= 0) {
        end += 8;
        if (has_all(str_head(str_skip(text, at), end - at), &wanted)) {
            buf_add(&b, str_head(str_skip(feed, at), end - at));
            buf_byte(&b, '\n');
        }
        at = str_find(feed, S("<entry>"), end);
    }
    buf_add(&b, S("</feed>\n"));
    return buf_str(&b);
}
