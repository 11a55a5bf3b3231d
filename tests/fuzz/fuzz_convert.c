/*
 * fuzz_convert.c - any bytes become a chapter.
 *
 * Claim: whatever a post holds, in whatever encoding, as HTML, Markdown or
 * text, its chapter is a document that a strict XML parser accepts, and every
 * visible character is in it or in a listed removal.
 *
 * The first byte chooses the kind of the body, the rest is the file.
 */
#include "convert_local.h"
#include "html.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void must(bool ok)
{
    if (!ok) abort();
}

static void parse_strictly(str xml)
{
    xmlDocPtr doc =
        xmlReadMemory((const char *)xml.p, (int)xml.len, NULL, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    must(doc != NULL);
    xmlFreeDoc(doc);
}

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
    must(html_decode(&mem, (str){copy + 1, (isize)size - 1}, (str){0}, &text));
    must(utf8_ok(text.text));
    struct conf conf = {
        .lang = S("zh-CN"), .unwrap_redirects = true, .file = S("book.yaml"), .base = S(".")};
    struct post post = {
        .path = S("fuzz"),
        .title = S("题"),
        .author = S("钟先声"),
        .url = S("https://www.zhihu.com/question/1/answer/2"),
        .kind = (enum body_kind)(copy[0] % 3),
        .href = S("text/c0001.xhtml"),
    };
    struct book book = {.conf = &conf, .posts = &post, .nposts = 1};
    struct body body = {.text = text.text, .line = 1};
    struct chapter c = {
        .conf = &conf,
        .finder = finder_open(&mem, &conf, NULL, &said),
        .links = links_make(&mem, &book),
        .post = &post,
        .mem = &mem,
        .keep = &mem,
        .rules = {.mem = &mem, .conf = &conf, .post = &post, .ds = &said},
    };
    c.rules.audit = &c.audit;
    struct node *root = body_parse(&mem, &post, &body);
    c.rules.root = root;
    chapter_convert(&c, root);
    parse_strictly(chapter_write(&c, root));
    must(!said.count[DIAG_ERROR]);
    free(copy);
    return 0;
}
