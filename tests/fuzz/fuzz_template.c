/*
 * fuzz_template.c - any bytes as a template.
 *
 * Claim: there is a message with a place in the text, or a page that is well-formed XML, that the
 * content model accepts as it is, and that has the content exactly once.  The first byte says
 * which page it is of.
 */
#include "audit.h"
#include "model.h"
#include "rule.h"
#include "oracle.h"
#include "template_local.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

/* Every name has a value, of which some would be markup or programs if they could. */
static void fill(arena *mem, struct scope *s, int depth)
{
    static const char *const values[] = {"<b>&\"'", "javascript:x", "c0001.xhtml", "", "第一 1"};
    for (int id = s->of; id < slot_end(s->of); id++) {
        switch (slot_of(id).kind) {
        case SLOT_TEXT:
        case SLOT_URL: scope_text(s, (enum slot_id)id, str_of(values[id % COUNT(values)])); break;
        case SLOT_FLAG: scope_flag(s, (enum slot_id)id, id % 2); break;
        case SLOT_TREE: break;
        case SLOT_LIST:
            for (int i = 0; i < 2 && depth < 4; i++)
                fill(mem, scope_row(mem, s, (enum slot_id)id), depth + 1);
            break;
        }
    }
}

static str page_of(arena *mem, struct templates *t, const struct conf *conf, enum page_id id)
{
    struct scope *page = scope_make(mem, (enum slot_id)slot_of_page(id));
    fill(mem, page, 0);
    bool content = false;
    for (int i = page->of; i < slot_end(page->of); i++) {
        if (slot_of(i).kind != SLOT_TREE) continue;
        struct node *tree = node_make(mem, TAG_DOCUMENT);
        node_add_text(mem, node_add(mem, tree, TAG_P), S("QQcontentQQ"));
        scope_tree(page, (enum slot_id)i, tree);
        content = true;
    }
    struct node *root = templates_page(mem, t, conf, id, page);
    str once = written(mem, root);
    parse_strictly(once);
    isize at = str_find(once, S("QQcontentQQ"), 0);
    must((at >= 0) == content, "the content is not there", once);
    must(at < 0 || str_find(once, S("QQcontentQQ"), at + 1) < 0, "the content is there twice",
         once);
    must(!str_has(once, S("=\"javascript:x\"")) || str_has(once, S("title=\"javascript:x\"")) ||
             str_has(once, S("alt=\"javascript:x\"")) ||
             str_has(once, S("aria-label=\"javascript:x\"")),
         "an address is a program", once);
    struct diags said = {.mem = mem};
    struct audit audit = {0};
    struct rule_ctx cx = {.mem = mem, .conf = conf, .ds = &said, .audit = &audit, .root = root};
    cx.classes = template_classes(t->v[id]);
    model_fix(&cx, root);
    must(str_eq(written(mem, root), once), "the model changes it", once);
    return once;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    if (!size) return 0;
    u8 *copy = malloc(size); /* exact size: ASan sees the edge */
    memcpy(copy, data, size);
    enum page_id id = (enum page_id)(copy[0] % PAGES);
    str text = {copy + 1, (isize)size - 1};
    struct conf conf = {.title = S("<书>"), .lang = S("zh-CN")};
    struct diags said = {.mem = &mem};
    struct templates t = *templates_load(&mem, &conf, &said);
    t.v[id] = template_parse(&mem, id, text, S("fuzz"), &said);
    if (t.v[id]) page_of(&mem, &t, &conf, id);
    else must(said.first && said.first->at.line >= 0, "no message", text);
    free(copy);
    return 0;
}
