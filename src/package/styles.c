/* styles.c - see styles.h.  The built-in sheets are compiled in. */
/* Whole sheets are longer than what C promises of a literal. */
#pragma GCC diagnostic ignored "-Woverlength-strings"

#include "package_local.h"
#include "device.h"
#include "os.h"
#include "path.h"
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

static const char *const themes[] = {"magazine", "plain", "novel"};

/* --- which sheets there are --- */

/* Written in traditional characters: said by script, or by where it is read. */
static bool is_traditional(str lang)
{
    static const str subtags[] = {LIT("Hant"), LIT("TW"), LIT("HK"), LIT("MO")};
    if (lang_is(lang, S("yue"))) return true;
    for (struct cut c = {.tail = lang}; c.tail.len;) {
        c = str_cut(c.tail, '-');
        if (str_ieq(c.head, S("Hans"))) return false;
        for (isize i = 0; i < COUNT(subtags); i++)
            if (str_ieq(c.head, subtags[i])) return true;
    }
    return false;
}

const char *styles_language(str lang)
{
    if (lang_is(lang, S("ja"))) return "ja.css";
    if (lang_is(lang, S("ko"))) return "ko.css";
    if (!lang_is_cjk(lang)) return "latin.css";
    return is_traditional(lang) ? "zh-hant.css" : "zh-hans.css";
}

static bool has_page_rules(const struct conf *conf)
{
    const struct device *d = conf->devices.n ? device_of(conf->devices.v[0]) : NULL;
    return !d || !(d->takes & SHUNS_BREAKS);
}

struct wish {
    const struct strs *langs; /* each has a sheet of its own */
    bool math;
};

static void add(arena *a, struct strs *list, const char *folder, const char *name)
{
    str href = str_printf(a, "%s%s", folder, name);
    for (isize i = 0; i < list->n; i++)
        if (str_eq(list->v[i], href)) return;
    strs_add(a, list, href);
}

static struct strs link(arena *a, const struct conf *conf, struct wish w, const char *folder)
{
    struct strs list = {0};
    add(a, &list, folder, "base.css");
    if (has_page_rules(conf)) add(a, &list, folder, "page.css");
    for (isize i = 0; i < w.langs->n; i++) add(a, &list, folder, styles_language(w.langs->v[i]));
    if (conf->spacing == SPACING_CSS) add(a, &list, folder, "spacing.css");
    if (w.math) add(a, &list, folder, "math.css");
    str theme = str_printf(a, "theme-%s.css", themes[conf->theme]);
    add(a, &list, folder, str_z(a, theme));
    if (conf->writing_mode == WRITING_VERTICAL) add(a, &list, folder, "vertical.css");
    if (fonts_wanted(conf)) add(a, &list, folder, "fonts.css");
    for (isize i = 0; i < conf->css.n; i++)
        strs_add(a, &list, str_printf(a, "%suser%td.css", folder, i + 1));
    return list;
}

static struct strs link_one(arena *a, const struct conf *conf, str lang, bool math,
                            const char *folder)
{
    struct strs langs = {&lang, 1};
    return link(a, conf, (struct wish){&langs, math}, folder);
}

struct strs styles_hrefs(arena *a, const struct conf *conf)
{
    return link_one(a, conf, conf->lang, false, "styles/");
}

struct strs styles_links(arena *a, const struct conf *conf)
{
    return link_one(a, conf, conf->lang, false, "../styles/");
}

struct strs styles_chapter(arena *a, const struct conf *conf, str lang, bool math)
{
    return link_one(a, conf, lang, math, "../styles/");
}

struct strs styles_all(arena *a, const struct book *b)
{
    struct strs langs = {0};
    bool math = false;
    strs_add(a, &langs, b->conf->lang);
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        if (p->ndocs && p->lang_out.len) strs_add(a, &langs, p->lang_out);
        for (isize k = 0; k < p->ndocs; k++) math |= p->docs[k].math;
    }
    return link(a, b->conf, (struct wish){&langs, math}, "styles/");
}

/* --- what is in them --- */

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

static str built_in(str name)
{
    for (isize i = 0; i < COUNT(sheets); i++)
        if (str_eq(str_of(sheets[i].name), name)) return sheets[i].text;
    assert(false && "a sheet of this name");
    return (str){0};
}

/* The sheet `name`: the user's, if style.dir has one, or the built-in one. */
bool style_read(arena *a, const struct conf *conf, str name, str *out, struct diags *ds)
{
    str own = built_in(name);
    str path = path_join(a, conf_path(a, conf, conf->style_dir), name);
    *out = own;
    if (!conf->style_dir.len || os_stat(path, *a).kind != OS_FILE) return true;
    if (!read_sheet(a, path, out, ds)) return false;
    if (!str_eq(*out, own)) diag(ds, DIAG_CSS_INSTEAD, (where){.file = path}, "%s", "");
    return true;
}

bool styles_read(arena *a, const struct conf *conf, struct strs hrefs, struct strs *texts,
                 struct diags *ds)
{
    bool ok = true, vertical = conf->writing_mode == WRITING_VERTICAL;
    isize users = hrefs.n - conf->css.n;
    for (isize i = 0; i < hrefs.n; i++) {
        str text = {0}, name = str_skip(hrefs.v[i], str_of("styles/").len);
        if (i >= users) {
            ok = read_sheet(a, conf_path(a, conf, conf->css.v[i - users]), &text, ds) && ok;
        } else if (!str_eq(hrefs.v[i], S(FONTS_CSS))) { /* which is written behind the last page */
            ok = style_read(a, conf, name, &text, ds) && ok;
            if (vertical && !str_eq(name, S("vertical.css"))) text = css_turn(a, text);
        }
        strs_add(a, texts, text);
    }
    return ok;
}
