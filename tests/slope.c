/*
 * slope.c - time and memory grow with the page and not with its square.
 *
 *   slope [WORD]...
 *
 * Each page is made twice, once of n pieces and once of 2n; the second may take STEEP / 10 times
 * as long as the first at most, in the best of a few tries, and memory may be FAT times the page.
 * Ratios only: no claim about any machine's speed.
 */
#include "html.h"
#include "markdown.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { STEEP = 35, FAT = 128, FAT_MARKDOWN = 512, TRIES = 4, SLACK = 4 << 20 };

struct page {
    const char *name, *head, *piece, *tail;
    int n; /* of pieces; "%d" in a piece is its number, "%`" as many backticks */
};

static const struct page html[] = {
    {"nested div", "", "<div>", "", 100000},
    {"nested div with text", "", "<div>x", "", 100000},
    {"nested table", "", "<table><tr><td>", "", 100000},
    {"nested font of many sizes", "", "<font size=%d>", "", 100000},
    {"nested list", "", "<ul><li>", "", 100000},
    {"nested b and p", "", "<b><p>", "", 100000},
    {"nested a and div", "", "<a><div>", "", 100000},
    {"nested a and table", "", "<a><table>", "", 50000},
    {"nested object", "", "<object>", "", 100000},
    {"nested svg and desc", "", "<svg><desc>", "", 100000},
    {"nested template", "", "<template>", "", 100000},
    {"nested select", "", "<select><option><object>", "", 50000},
    {"nested unknown", "", "<x%d>", "", 100000},
    {"nested form", "", "<form><div></form>", "", 100000},
    {"framesets", "<frameset>", "<frameset>", "", 100000},
    {"end of p", "", "</p>", "", 200000},
    {"end of p, deep", "<div><div><div><i><b><u><s><button>", "</p>", "", 100000},
    {"end of a, deep", "<a><b><i><u><div><div>", "</a>", "", 200000},
    {"unclosed formatting, many p", "<b><i><u><s><tt><em><font a><font b>", "<p>x", "", 100000},
    {"formatting with long attributes", "<b a b c d e f g h i j k l m n o p q r s t u v w x y z>",
     "<p>x", "", 100000},
    {"formatting closed out of order", "", "<b><i><u></b></i></u>x", "", 50000},
    {"formatting over blocks", "", "<b><i><u><s><p>x</b></i></u></s>", "", 20000},
    {"text fostered out of a table", "<table>", "<tr>a<td>b", "", 50000},
    {"text at two places", "<table><tr>", "&lt;<td>b</td>", "", 50000},
    {"references in a table", "<table>", "&lt;", "", 200000},
    {"attributes of one tag", "<p", " a%d=x", ">", 300000},
    {"the same attribute", "<p", " a=x", ">", 300000},
    {"attributes of many body tags", "", "<body a%d=x>", "", 100000},
    {"one text", "", "\xE7\x94\xB2\xE4\xB9\x99", "", 25000000 / 6},
    {"references in a text", "", "a&amp;", "", 300000},
    {"what is no reference", "", "&CounterClockwiseContourIntegra", "", 100000},
    {"references in a value", "<p title='", "&amp;", "'>", 300000},
    {"less-than signs", "", "<", "", 500000},
    {"comments without end", "", "<!-- ", "", 300000},
    {"dashes in a comment", "<!--", "-", "", 1000000},
    {"doctypes", "", "<!DOCTYPE x PUBLIC '", "", 100000},
    {"titles without end", "", "<title>", "", 200000},
    {"script in script", "<script><!--", "<script>", "", 200000},
    {"end tags in script", "<script>", "</scrip", "", 200000},
    {"brackets in CDATA", "<svg><![CDATA[", "]]", "", 300000},
    {"line ends", "", "\r\n<br>", "", 100000},
    {"lone CR", "", "\r", "", 300000},
    {"NUL", "", "%0", "", 300000},
    {"options with content shown", "<select><button><selectedcontent></button>",
     "<option selected>x<i>y</i>", "", 50000},
};

static const struct page markdown[] = {
    {"paragraphs", "", "word word\n\n", "", 50000},
    {"one paragraph", "", "word word\n", "", 100000},
    {"backticks of all numbers", "", "a %`", "", 800},
    {"backticks of all numbers, lines", "", "a %`\n", "", 800},
    {"backticks", "", "`a ", "", 100000},
    {"definitions that break off", "", "[x]: <\n", "", 20000},
    {"definitions that break off in a title", "", "[x]: y '\n", "", 20000},
    {"definitions", "", "[x%d]: y\n", "", 50000},
    {"definitions and references", "", "[x%d]: y\n\n[x%d]\n\n", "", 20000},
    {"the same definition", "", "[x]: y\n", "", 50000},
    {"open brackets", "", "[", "", 100000},
    {"open brackets of labels", "", "[a", "", 50000},
    {"closed brackets", "", "]", "", 100000},
    {"open pictures", "", "![", "", 100000},
    {"links", "", "[a](b) ", "", 50000},
    {"links that break off", "", "[a](b ", "", 50000},
    {"links in pointed brackets that break off", "", "[a](<b ", "", 50000},
    {"links with titles that break off", "", "[a](b \"", "", 50000},
    {"wiki links that break off", "", "[[a", "", 50000},
    {"emphasis", "", "*a* **b** ", "", 50000},
    {"emphasis that opens", "", "*a **b ", "", 50000},
    {"emphasis that closes", "", "a* b** ", "", 50000},
    {"emphasis of two kinds", "", "*a_ ", "", 50000},
    {"emphasis beside marks", "", "\xE7\x94\xB2**\xE3\x80\x82", "", 50000},
    {"runs of stars", "", "a**b****c", "", 50000},
    {"strikes", "", "~a ~~b ", "", 50000},
    {"marks", "", "==a ", "", 50000},
    {"dollars", "", "$a $$b ", "", 50000},
    {"dollars on lines", "", "$$\n", "", 20000},
    {"dollars that open lines", "", "$$ a\n", "", 20000},
    {"less-than signs", "", "<", "", 100000},
    {"tags that break off", "", "<a b=\"", "", 50000},
    {"comments that break off", "", "a <!-- ", "", 50000},
    {"instructions that break off", "", "a <? ", "", 50000},
    {"declarations that break off", "", "a <!A ", "", 50000},
    {"CDATA that breaks off", "", "a <![CDATA[ ", "", 50000},
    {"blocks of HTML", "", "<div>\n", "", 50000},
    {"pre that opens", "", "<pre>\n\na\n\n", "", 20000},
    {"addresses", "", "http://a.example/ ", "", 20000},
    {"addresses on lines", "", "http://a.example/\n", "", 20000},
    {"letters", "", "a@b.example ", "", 20000},
    {"ampersands", "", "&a", "", 100000},
    {"quotations in quotations", "", "> ", "", 2000},
    {"lists in lists", "", "- ", "", 2000},
    {"items", "", "- a\n", "", 50000},
    {"numbered items", "", "%d. a\n", "", 50000},
    {"tasks", "", "- [ ] a\n", "", 50000},
    {"rows", "|a|b|\n|-|-|\n", "|c|d|\n", "", 50000},
    {"columns", "", "|", "\n", 50000},
    {"rulers", "", "|a|\n|-|\n", "", 20000},
    {"fences", "", "```\n", "", 50000},
    {"fences of all lengths", "", "%`\n", "", 500},
    {"indented code", "", "    a\n\n", "", 50000},
    {"headings", "", "# a\n", "", 50000},
    {"underlines", "", "a\n=\n", "", 50000},
    {"rules", "", "---\n", "", 50000},
    {"back-slashes", "", "\\", "", 100000},
    {"hard breaks", "", "a  \n", "", 50000},
    {"notes", "", "[^%d] ", "", 20000},
    {"tags of generators", "", "{% a ", "", 50000},
    {"tags of generators that are known", "", "{% raw %}", "", 50000},
    {"listings that break off", "", "{% codeblock %}\n", "", 20000},
    {"variables", "", "{{ a ", "", 50000},
    {"attribute lists", "", "a\n{: .b}\n", "", 20000},
    {"boxes", "", "::: a\n", "", 20000},
    {"keys", "", "- \xE4\xBD\x9C\xE8\x80\x85: a\n", "", 20000},
    {"lines of keys at the end", "via: http://a.example\n\n", "[a]: b\n", "", 20000},
};

/* The kinds of page, and what is done to one. */
static const struct {
    const char *name;
    const struct page *v;
    isize n;
    bool markdown;
} kinds[] = {
    {"HTML", html, COUNT(html), false},
    {"Markdown", markdown, COUNT(markdown), true},
};

/* Put n pieces of the page into `out`. */
static str page(arena *a, const struct page *pg, int n)
{
    struct buf out = {.mem = a};
    const str piece = str_of(pg->piece);
    buf_add(&out, str_of(pg->head));
    for (int k = 0; k < n; k++) {
        if (str_eq(piece, S("%0"))) {
            buf_byte(&out, 0);
            continue;
        }
        str rest = piece;
        for (isize at; (at = str_byte(rest, '%', 0)) >= 0; rest = str_skip(rest, at + 2)) {
            if (at + 1 == rest.len || (rest.p[at + 1] != 'd' && rest.p[at + 1] != '`')) break;
            buf_add(&out, str_head(rest, at));
            if (rest.p[at + 1] == 'd') buf_printf(&out, "%d", k);
            else
                for (int i = 0; i <= k; i++) buf_byte(&out, '`');
        }
        buf_add(&out, rest);
    }
    buf_add(&out, str_of(pg->tail));
    return buf_str(&out);
}

/* Processor time of one parse, s; *bytes becomes what the tree takes. */
static double parse(str text, bool is_markdown, const arena *mem, isize *bytes)
{
    arena scratch = *mem;
    clock_t began = clock();
    if (is_markdown) markdown_parse(&scratch, text, 1);
    else html_parse(&scratch, text, (struct html_opts){0});
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    *bytes = scratch.at - mem->at;
    return seconds;
}

/* A piece that grows with its number makes a page of n pieces n times as long. */
static int twice(const struct page *pg)
{
    return strstr(pg->piece, "%`") ? pg->n * 99 / 70 : 2 * pg->n;
}

static bool fits(const struct page *pg, bool is_markdown, arena text_mem, const arena *mem)
{
    const str one = page(&text_mem, pg, pg->n), two = page(&text_mem, pg, twice(pg));
    double least_one = 1e9, least_two = 1e9;
    isize bytes = 0;
    parse(two, is_markdown, mem, &bytes); /* the pages of memory come now */
    for (int k = 0; k < TRIES; k++) {
        double s1 = parse(one, is_markdown, mem, &bytes), s2 = parse(two, is_markdown, mem, &bytes);
        if (s1 < least_one) least_one = s1;
        if (s2 < least_two) least_two = s2;
        if (least_two * 10 < least_one * STEEP) break;
    }
    const double ratio = least_two / (least_one > 1e-6 ? least_one : 1e-6);
    const isize fat = is_markdown ? FAT_MARKDOWN : FAT;
    bool ok = ratio * 10 < STEEP && bytes < fat * two.len + SLACK;
    if (!ok)
        printf("slope: %s: twice the page took %.1f times as long, and %.1f times its size\n",
               pg->name, ratio, (double)bytes / (double)two.len);
    return ok;
}

static bool wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(name, argv[i])) return true;
    return argc < 2;
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    arena text_mem = arena_reserve((isize)1 << 30), mem = arena_reserve((isize)8 << 30);
    for (isize k = 0; k < COUNT(kinds); k++) {
        bool all = argc > 1 && wanted(kinds[k].name, argc, argv);
        for (isize i = 0; i < kinds[k].n; i++) {
            const struct page *pg = &kinds[k].v[i];
            if (!all && !wanted(pg->name, argc, argv)) continue;
            *(fits(pg, kinds[k].markdown, text_mem, &mem) ? &passed : &failed) += 1;
            arena_trim(mem);
        }
    }
    printf("slope: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
