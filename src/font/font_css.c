/*
 * font_css.c - the style sheet of a book's fonts.
 *
 * Families have names of their own, which no device's font has.  A role without a font
 * keeps what the other sheets say.  Headings are shown in the weight that their font has:
 * a bold that an engine makes of it would smear.
 */
#include "font_local.h"

static const struct {
    const char *selectors, *generic;
} roles[TEXT_ROLES] = {
    [FONT_BODY] = {"body", "serif"},
    [FONT_HEADING] = {"h1, h2, h3, h4, h5, h6", "serif"},
    [FONT_QUOTE] = {"blockquote, .kai, .abstract", "serif"},
    [FONT_CODE] = {"pre, code, kbd, samp, tt, blockquote pre, blockquote code", "monospace"},
};

static bool is_there(const struct font_file *f)
{
    return f->fate == FONT_SUBSET || f->fate == FONT_WHOLE;
}

static isize add_chain(struct buf *b, const struct fonts_of_book *f, int role)
{
    isize n = 0;
    for (isize i = 0; i < f->chain[role].n; i++) {
        isize at = f->chain[role].v[i];
        if (!is_there(&f->v[at])) continue;
        buf_printf(b, "\"zhbook-%td\", ", at + 1);
        n++;
    }
    return n;
}

static void add_face(struct buf *b, const struct font_file *f, isize number)
{
    buf_printf(b,
               "@font-face {\n  font-family: \"zhbook-%td\";\n  font-style: normal;\n"
               "  font-weight: %s;\n  src: url(\"../%.*s\");\n}\n",
               number, f->info.weight >= 600 ? "bold" : "normal", STR(f->href));
}

/* The first font of a role decides how heavy headings are. */
static const char *weight_of(const struct fonts_of_book *f, int role)
{
    for (isize i = 0; i < f->chain[role].n; i++) {
        const struct font_file *one = &f->v[f->chain[role].v[i]];
        if (is_there(one)) return one->info.weight >= 600 ? "bold" : "normal";
    }
    return "normal";
}

str fonts_css(arena *a, const struct fonts_of_book *f)
{
    struct buf b = {.mem = a};
    buf_add(&b, S("/* fonts.css - the book's own fonts. */\n"));
    for (isize i = 0; i < f->n; i++)
        if (is_there(&f->v[i])) add_face(&b, &f->v[i], i + 1);
    for (int r = 0; r < TEXT_ROLES; r++) {
        isize before = b.len;
        buf_printf(&b, "%s { font-family: ", roles[r].selectors);
        if (!add_chain(&b, f, r)) {
            b.len = before;
            continue;
        }
        if (r != FONT_BODY) add_chain(&b, f, FONT_BODY);
        buf_printf(&b, "%s;", roles[r].generic);
        if (r == FONT_HEADING) buf_printf(&b, " font-weight: %s;", weight_of(f, r));
        buf_add(&b, S(" }\n"));
    }
    return buf_str(&b);
}
