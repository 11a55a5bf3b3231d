/* u_conf_font.c - the list of fonts in book.yaml. */
#include "conf.h"
#include "os.h"
#include "unit.h"

#define ROOM "build/unit-conf-font"
#define HEAD "book: {title: t}\nsource: {dir: posts}\n"

static bool load(arena *a, const char *entry, struct conf *out, struct diags *ds)
{
    struct diags quiet = {.mem = a};
    arena scratch = arena_reserve(1 << 20);
    os_mkdir(S(ROOM "/posts"), scratch, &quiet);
    os_write(S(ROOM "/a.ttf"), S("x"), false, scratch, &quiet);
    os_write(S(ROOM "/a.woff2"), S("x"), false, scratch, &quiet);
    arena_release(scratch.at, scratch.end);
    return conf_parse(a, str_printf(a, HEAD "fonts:\n- %s\n", entry), S(ROOM "/book.yaml"), NULL,
                      out, ds);
}

static str fault(arena *a, const char *entry)
{
    struct conf c;
    struct diags ds = {.mem = a};
    struct buf out = {.mem = a};
    if (load(a, entry, &c, &ds)) return S("accepted");
    diags_format(&out, &ds, DIAG_NOTE, false);
    return buf_str(&out);
}

TEST(conf_font__a_font_has_a_place_roles_and_axes)
{
    struct conf c;
    CHECK(load(mem,
               "{name: ' LXGW WenKai ', role: [quote, cover], weight: 350, face: 2,"
               " variation: {opsz: 12.5, slnt: -8}, subset: false}\n"
               "- {file: a.ttf, role: body}",
               &c, ds));
    CHECK_INT(c.fonts.n, 2);
    const struct font *f = c.fonts.v;
    CHECK_STR(f->name, S("LXGW WenKai"));
    CHECK_INT(f->roles, 1 << FONT_QUOTE | 1 << FONT_COVER);
    CHECK_INT(f->face, 2);
    CHECK(!f->subset);
    CHECK_INT(f->naxes, 3);
    CHECK_STR(((str){(const u8 *)f->axes[1].tag, 4}), S("opsz"));
    CHECK(f->axes[0].value == 350 && f->axes[1].value == 12.5 && f->axes[2].value == -8);
    CHECK_INT(f->at.line, 4);
    f = &c.fonts.v[1];
    CHECK_STR(f->file, S("a.ttf"));
    CHECK_INT(f->face, -1);
    CHECK(f->subset && !f->naxes && f->roles == 1 << FONT_BODY);
}

TEST(conf_font__faults_are_told_with_the_name_that_was_meant)
{
    static const struct {
        const char *entry, *said;
    } bad[] = {
        {"a.ttf", "fonts: each is {file, role} or {name, role}, not a text"},
        {"{role: body}", "fonts: file or name"},
        {"{file: a.ttf, name: b, role: body}", "file or name, not both"},
        {"{file: a.ttf}", "fonts: role, one or a list of body|heading"},
        {"{file: a.ttf, role: quotes}", "did you mean quote?"},
        {"{file: a.ttf, roles: body}", "did you mean role?"},
        {"{file: b.ttf, role: body}", "there is no such file"},
        {"{file: posts, role: body}", "is a folder"},
        {"{file: a.woff2, role: body}", "WOFF is not read"},
        {"{file: a.ttf, role: body, weight: 0}", "weight is a number from 1 to 1000"},
        {"{file: a.ttf, role: body, weight: bold}", "weight is a number"},
        {"{file: a.ttf, role: body, face: 256}", "face is a number from 0 to 255"},
        {"{file: a.ttf, role: body, subset: perhaps}", "subset is true or false"},
        {"{file: a.ttf, role: body, variation: 3}", "a table of axes"},
        {"{file: a.ttf, role: body, variation: {weight: 3}}", "\"weight\" is no axis"},
        {"{file: a.ttf, role: body, variation: {wght: x}}", "\"x\" is no number"},
        {"{file: a.ttf, role: body, weight: 3, variation: {wght: 4}}", "the same axis"},
    };
    for (isize i = 0; i < COUNT(bad); i++) {
        str said = fault(mem, bad[i].entry);
        CHECK(str_has(said, str_of(bad[i].said)));
        if (!str_has(said, str_of(bad[i].said))) CHECK_STR(said, str_of(bad[i].said));
    }
}
