/*
 * fuzz_convert.c - any bytes become a chapter.
 *
 * Claim: whatever a post holds, in whatever encoding, as HTML, Markdown or
 * text, its chapter is a document that a strict XML parser accepts, and every
 * visible character is in it or in a listed removal.
 *
 * The first byte chooses the kind of the body and its address, the rest is the file.
 */
#include "convert_local.h"
#include "html.h"
#include "oracle.h"

#include <string.h>

/* Such rules as people write: none may break a chapter. */
#define BOOK_YAML                                                                                  \
    "book: {title: t}\nsource: {dir: .}\ncontent: {remove: .r, unwrap: '[u], section > p', "       \
    "rename: {"                                                                                    \
    "u: h2, .a: p.small, .b: table, .c: ul}}\n"

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    if (!size) return 0;
    arena mem = all;
    struct diags said = {.mem = &mem};
    u8 *copy = malloc(size); /* exact size: ASan sees the edge */
    memcpy(copy, data, size);

    struct html_text text;
    must(html_decode(&mem, (str){copy + 1, (isize)size - 1}, (str){0}, &text), "no text", (str){0});
    must(utf8_ok(text.text), "no UTF-8", text.text);
    struct conf conf;
    must(conf_parse(&mem, S(BOOK_YAML), S("book.yaml"), NULL, &conf, &said), "no book.yaml",
         (str){0});
    struct post post = {
        .path = S("fuzz"),
        .title = S("题"),
        .author = S("钟先声"),
        .url = copy[0] & 4 ? S("https://www.zhihu.com/question/1/answer/2") : (str){0},
        .kind = (enum body_kind)(copy[0] % 3),
        .href = S("text/c0001.xhtml"),
    };
    struct book book = {.conf = &conf, .posts = &post, .nposts = 1};
    struct body body = {.text = text.text, .line = 1};
    struct chapter c = {
        .conf = &conf,
        .finder = finder_open(&mem, &conf, NULL, &said),
        .links = links_make(&mem, &book),
        .sites = sites_make(&mem),
        .user = user_rules_make(&mem, &conf),
        .pages = page_set_make(&mem),
        .post = &post,
        .mem = &mem,
        .keep = &mem,
        .rules = {.mem = &mem, .conf = &conf, .post = &post, .ds = &said},
    };
    c.rules.audit = &c.audit;
    struct page page = {0};
    struct node *root = body_parse(&mem, c.pages, &post, &body, &page);
    c.rules.root = root;
    chapter_convert(&c, &page, root);
    struct drafts made = chapter_write(&c, root);
    for (isize i = 0; i < made.n; i++) {
        parse_strictly(made.v[i].epub);
        if (made.v[i].kepub.len) parse_strictly(made.v[i].kepub);
    }
    struct buf errors = {.mem = &mem};
    diags_format(&errors, &said, DIAG_ERROR, false);
    must(!errors.len, "an error", buf_str(&errors));
    free(copy);
    return 0;
}
