/* templates.c - the built-in templates, which are compiled in, and the user's. */
/* Whole templates are longer than what C promises of a literal. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#include "template_local.h"
#include "model.h"
#include "near.h"
#include "os.h"
#include "path.h"
#include "upright.h"

static const struct {
    const char *file;
    str text;
} built_in[] = {
#define TEMPLATE(file, text) {file, LIT(text)},
#include "templates.inc"
#undef TEMPLATE
};

static const char *const names[PAGES] = {
#define PAGE(id, name, help) name,
#include "slot.def"
};

static str text_of(enum page_id id, arena scratch)
{
    str file = str_printf(&scratch, "%s.xhtml", names[id]);
    for (isize i = 0; i < COUNT(built_in); i++)
        if (str_eq(str_of(built_in[i].file), file)) return built_in[i].text;
    assert(false && "a template of this name");
    return (str){0};
}

/* The user's file for a page: the one that style.template names, or one of the page's name in
 * style.dir; {0} if there is none. */
static str user_file(arena *a, const struct conf *conf, enum page_id id)
{
    for (isize i = 0; i < conf->template.n; i++)
        if (str_eq(conf->template.v[i].from, str_of(names[id])))
            return conf_path(a, conf, conf->template.v[i].to);
    if (!conf->style_dir.len) return (str){0};
    str dir = conf_path(a, conf, conf->style_dir);
    str path = path_join(a, dir, str_printf(a, "%s.xhtml", names[id]));
    return os_stat(path, *a).kind == OS_FILE ? path : (str){0};
}

struct scope *scope_book(arena *a, const struct conf *conf)
{
    struct scope *s = scope_make(a, SLOT_book_title);
    scope_text(s, SLOT_book_title, conf->title);
    scope_text(s, SLOT_book_subtitle, conf->subtitle);
    scope_text(s, SLOT_book_publisher, conf->publisher);
    scope_text(s, SLOT_book_rights, conf->rights);
    scope_text(s, SLOT_book_lang, conf->lang);
    return s;
}

const struct templates *templates_load(arena *a, const struct conf *conf, struct diags *ds)
{
    struct templates *t = make(a, struct templates);
    bool ok = true;
    for (int i = 0; i < PAGES; i++) {
        enum page_id id = (enum page_id)i;
        str own = user_file(a, conf, id), text;
        str file = own.len ? own : str_printf(a, "styles/%s.xhtml", names[i]);
        if (!own.len) {
            text = text_of(id, *a);
        } else if (!os_read(a, file, TEMPLATE_MAX, &text, ds)) {
            ok = false;
            continue;
        }
        t->v[i] = template_parse(a, id, text, file, ds);
        ok &= t->v[i] != NULL;
        t->sums[i] = sha256(text);
    }
    t->words = words_of(conf->lang);
    return ok ? t : NULL;
}

const struct templates *templates_of(arena *a, const struct book *b)
{
    struct conf plain = *b->conf;
    struct diags said = {.mem = a};
    if (b->templates) return b->templates;
    plain.template = (struct pairs){0};
    plain.style_dir = (str){0};
    const struct templates *t = templates_load(a, &plain, &said);
    assert(t && "the built-in templates are sound");
    return t;
}

struct node *templates_page(arena *a, const struct templates *t, const struct conf *conf,
                            enum page_id id, const struct scope *page)
{
    struct node *root = node_make(a, TAG_DOCUMENT);
    struct diags said = {.mem = a};
    struct rule_ctx cx = {.mem = a, .conf = conf, .root = root, .ds = &said, .rule = "model"};
    cx.classes = template_classes(t->v[id]);
    node_append(root, template_expand(a, t->v[id], t->words, scope_book(a, conf), page));
    if (conf->writing_mode == WRITING_VERTICAL) upright_tree(a, root);
    model_fix(&cx, root);
    return root;
}
