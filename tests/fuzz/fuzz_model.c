/*
 * fuzz_model.c - any bytes become a chapter that the content model allows.
 *
 * Claims: a strict XML parser accepts it, even before it is mended; an independent look at the
 * tables (check.h) finds nothing; all visible text is there or listed as removed; a second pass,
 * also over what was written and read again, changes nothing.
 *
 * The first byte chooses: HTML, or markup taken as written, which gives trees that
 * no HTML parser makes.
 */
#include "audit.h"
#include "html.h"

#include "../model/check.h"
#include "../model/tiny.h"
#include "oracle.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static void fix(arena *mem, struct node *root, struct diags *said)
{
    struct post post = {.path = S("fuzz")};
    struct audit audit = {0};
    struct rule_ctx cx = {
        .mem = mem, .ds = said, .post = &post, .audit = &audit, .rule = "model", .root = root};
    struct tally before = audit_tree(root);
    model_fix(&cx, root);
    struct tally after = tally_add(audit_tree(root), audit.removed);
    must(tally_eq(before, after), "text is lost", written(mem, root));
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    if (!size) return 0;
    arena mem = all;
    u8 *copy = malloc(size); /* exact size: ASan sees the edge */
    memcpy(copy, data, size);
    struct html_text text;
    html_decode(&mem, (str){copy + 1, (isize)size - 1}, (str){0}, &text);

    struct diags said = {.mem = &mem};
    bool raw = copy[0] % 2;
    struct node *root = raw ? tiny_parse(&mem, text.text)
                            : html_parse(&mem, text.text, (struct html_opts){.context = TAG_BODY});
    if (!raw) parse_strictly(written(&mem, root));
    fix(&mem, root, &said);
    const struct node *at = root;
    const char *wrong = check_tree(mem, root, &at);
    must(!wrong, wrong ? wrong : "", written(&mem, root));
    str once = written(&mem, root);
    parse_strictly(once);
    fix(&mem, root, &said);
    must(str_eq(written(&mem, root), once), "a second pass changes it", once);
    free(copy);
    return 0;
}
