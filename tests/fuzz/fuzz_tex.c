/*
 * fuzz_tex.c - any bytes as a formula.
 *
 * Claim: there is a reason, or MathML that is well-formed XML and that the
 * content model accepts as it is.
 */
#include "../model/check.h"
#include "audit.h"
#include "book.h"
#include "rule.h"
#include "oracle.h"
#include "tex.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void judge(arena *mem, struct node *math)
{
    struct node *root = node_make(mem, TAG_DOCUMENT);
    node_append(node_add(mem, root, TAG_P), math);
    str once = written(mem, root);
    parse_strictly(once);
    struct diags said = {.mem = mem};
    struct post post = {.path = S("fuzz")};
    struct audit audit = {0};
    struct rule_ctx cx = {
        .mem = mem, .ds = &said, .post = &post, .audit = &audit, .rule = "model", .root = root};
    model_fix(&cx, root);
    must(str_eq(written(mem, root), once), "the model changes it", once);
    const struct node *at = root;
    const char *wrong = check_tree(*mem, root, &at);
    must(!wrong, wrong ? wrong : "", once);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 28);
    arena mem = all;
    u8 *copy = malloc(size ? size : 1); /* exact size: ASan sees the edge */
    memcpy(copy, data, size);
    str tex = {copy, (isize)size}, why;
    struct node *math;
    bool display = tex_strip(&tex);
    /* Every caller has text that was decoded. */
    struct buf text = {.mem = &mem};
    isize len;
    for (isize i = 0; i < tex.len; i += len) buf_rune(&text, utf8_get(str_skip(tex, i), &len));
    if (tex_mathml(&mem, buf_str(&text), display, &math, &why)) judge(&mem, math);
    else must(why.len > 0, "no reason", tex);
    free(copy);
    return 0;
}
