/* styles.c - see styles.h.  The built-in sheets are compiled in. */
/* Whole sheets are longer than what C promises of a literal. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#include "package_local.h"
#include "os.h"
#include "styles.h"

enum { SHEET_MAX = 4 << 20 }; /* bytes of a user's style sheet */

static const struct {
    const char *name;
    str text;
} sheets[] = {
#define SHEET(name, text) {name, LIT(text)},
#include "styles.inc"
#undef SHEET
};

static str built_in(const char *name)
{
    for (isize i = 0; i < COUNT(sheets); i++)
        if (str_eq(str_of(sheets[i].name), str_of(name))) return sheets[i].text;
    assert(false && "a sheet of this name");
    return (str){0};
}

static const char *of_language(const struct conf *conf)
{
    return lang_is_cjk(conf->lang) ? "zh.css" : "latin.css";
}

struct strs styles_hrefs(arena *a, const struct conf *conf)
{
    struct strs list = {0};
    strs_add(a, &list, S("styles/base.css"));
    strs_add(a, &list, str_printf(a, "styles/%s", of_language(conf)));
    if (conf->spacing == SPACING_CSS) strs_add(a, &list, S("styles/spacing.css"));
    for (isize i = 0; i < conf->css.n; i++)
        strs_add(a, &list, str_printf(a, "styles/user%td.css", i + 1));
    return list;
}

struct strs styles_links(arena *a, const struct conf *conf)
{
    struct strs list = styles_hrefs(a, conf);
    for (isize i = 0; i < list.n; i++) list.v[i] = str_printf(a, "../%.*s", STR(list.v[i]));
    return list;
}

static bool read_sheet(arena *a, str path, str *out, struct diags *ds)
{
    if (!os_read(a, path, SHEET_MAX, out, ds)) return false;
    if (!utf8_ok(*out)) {
        diag(ds, DIAG_CSS_ENCODING, (where){.file = path}, "%s", "");
        return false;
    }
    *out = css_clean(a, *out, path, ds);
    return true;
}

bool styles_read(arena *a, const struct conf *conf, struct strs *texts, struct diags *ds)
{
    strs_add(a, texts, built_in("base.css"));
    strs_add(a, texts, built_in(of_language(conf)));
    if (conf->spacing == SPACING_CSS) strs_add(a, texts, built_in("spacing.css"));
    bool ok = true;
    for (isize i = 0; i < conf->css.n; i++) {
        str text = {0};
        ok = read_sheet(a, conf_path(a, conf, conf->css.v[i]), &text, ds) && ok;
        strs_add(a, texts, text);
    }
    return ok;
}
