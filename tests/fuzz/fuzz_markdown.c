/*
 * fuzz_markdown.c - any text becomes a sound tree by way of Markdown.
 *
 * Claim: whatever the text, the HTML between is UTF-8 if the text was, the tree's links agree
 * both ways, it is less than HTML_DEPTH deep, its lines lie in the text, memory is linear
 * in it, and a second reading gives the same HTML.
 */
#include "html.h"
#include "markdown.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void claim(bool so)
{
    if (!so) abort();
}

static void check_tree(const struct node *root)
{
    int depth = 0;
    for (const struct node *n = root; n;) {
        claim(n->first ? !n->first->prev && n->first->parent == n : !n->last);
        claim(!n->next || (n->next->prev == n && n->next->parent == n->parent));
        claim(n->tag != TAG_TEXT || (n->text.len && utf8_ok(n->text)));
        claim(n->line >= 0 && depth < HTML_DEPTH);
        if (n->first) {
            n = n->first;
            depth++;
            continue;
        }
        for (; n != root && !n->next; n = n->parent) depth--;
        n = n == root ? NULL : n->next;
    }
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    if (!copy) abort();
    if (size) memcpy(copy, data, size);
    struct html_text text;
    claim(html_decode(&mem, (str){copy, (isize)size}, (str){0}, &text));
    str html = markdown_html(&mem, text.text);
    claim(utf8_ok(html));
    claim(str_eq(html, markdown_html(&mem, text.text)));
    check_tree(markdown_parse(&mem, text.text, 1));
    check_tree(plain_parse(&mem, text.text, 1));
#ifndef __SANITIZE_ADDRESS__
    claim(mem.at - all.at < 2048 * (isize)size + (8 << 20));
#endif
    free(copy);
    return 0;
}
