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

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { STEEP = 35, FAT = 128, TRIES = 4, SLACK = 4 << 20 };

static const struct {
    const char *name, *head, *piece, *tail;
    int n; /* of pieces; "%d" in a piece is its number */
} pages[] = {
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

/* Put page i with n pieces into `out`. */
static str page(arena *a, isize i, int n)
{
    struct buf out = {.mem = a};
    const str piece = str_of(pages[i].piece);
    const isize number = str_find(piece, S("%d"), 0);
    buf_add(&out, str_of(pages[i].head));
    for (int k = 0; k < n; k++) {
        if (str_eq(piece, S("%0"))) {
            buf_byte(&out, 0);
        } else if (number < 0) {
            buf_add(&out, piece);
        } else {
            buf_add(&out, str_head(piece, number));
            buf_printf(&out, "%d", k);
            buf_add(&out, str_skip(piece, number + 2));
        }
    }
    buf_add(&out, str_of(pages[i].tail));
    return buf_str(&out);
}

/* Processor time of one parse, s; *bytes becomes what the tree takes. */
static double parse(str text, const arena *mem, isize *bytes)
{
    arena scratch = *mem;
    clock_t began = clock();
    html_parse(&scratch, text, (struct html_opts){0});
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    *bytes = scratch.at - mem->at;
    return seconds;
}

static bool fits(isize i, arena text_mem, const arena *mem)
{
    const str one = page(&text_mem, i, pages[i].n), two = page(&text_mem, i, 2 * pages[i].n);
    double least_one = 1e9, least_two = 1e9;
    isize bytes = 0;
    parse(two, mem, &bytes); /* the pages of memory come now */
    for (int k = 0; k < TRIES; k++) {
        double s1 = parse(one, mem, &bytes), s2 = parse(two, mem, &bytes);
        if (s1 < least_one) least_one = s1;
        if (s2 < least_two) least_two = s2;
        if (least_two * 10 < least_one * STEEP) break;
    }
    const double ratio = least_two / (least_one > 1e-6 ? least_one : 1e-6);
    bool ok = ratio * 10 < STEEP && bytes < FAT * two.len + SLACK;
    if (!ok)
        printf("slope: %s: twice the page took %.1f times as long, and %.1f times its size\n",
               pages[i].name, ratio, (double)bytes / (double)two.len);
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
    arena text_mem = arena_reserve((isize)1 << 30), mem = arena_reserve((isize)4 << 30);
    for (isize i = 0; i < COUNT(pages); i++) {
        if (!wanted(pages[i].name, argc, argv)) continue;
        *(fits(i, text_mem, &mem) ? &passed : &failed) += 1;
        arena_trim(mem);
    }
    printf("slope: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
