/* faces.c - the fonts that a cover is set in: those of book.yaml, or one that lies beside it. */
#include "cover_local.h"
#include "font.h"
#include "os.h"
#include "path.h"

#include <string.h>

enum { COVERS = 90 /* of a hundred characters that a font beside book.yaml must have */ };

static struct face *open_file(const struct font *f, struct font_place at, arena *a, str *why)
{
    struct face_axis *axes = make_n(a, struct face_axis, f->naxes + 1);
    str bytes;
    for (isize i = 0; i < f->naxes; i++) {
        axes[i].value = f->axes[i].value;
        memcpy(axes[i].tag, f->axes[i].tag, sizeof axes[i].tag);
    }
    *why = S("it cannot be read");
    if (!os_read_quiet(a, at.file, FACE_BYTES_MAX, &bytes)) return NULL;
    return face_of(a, bytes, at.face, axes, f->naxes, why);
}

/* Add the face of an entry; false if it cannot be used, which is told. */
static bool open_one(struct type *t, const struct conf *conf, const struct font *f, arena *a,
                     struct diags *ds)
{
    struct font_place at = {0};
    str why = {0}, name = f->file.len ? f->file : f->name;
    struct face *face = font_find(a, conf, f, &at, &why) ? open_file(f, at, a, &why) : NULL;
    if (face) t->face[t->n++] = face;
    else diag(ds, DIAG_COVER_FONT, f->at, "%.*s: %.*s", STR(name), STR(why));
    return face;
}

static bool is_font(str name)
{
    return str_iends(name, S(".ttf")) || str_iends(name, S(".otf")) || str_iends(name, S(".ttc"));
}

/* How many of a hundred characters of the text the face has. */
static int share_of(const struct face *f, str text)
{
    isize len;
    int all = 0, has = 0;
    for (isize at = 0; at < text.len; at += len) {
        u32 c = utf8_get(str_skip(text, at), &len);
        if (c <= ' ') continue;
        all++;
        has += face_has(f, c);
    }
    return all ? has * 100 / all : 100;
}

/* The first in the folder that has nearly all of the text. */
static void open_beside(struct type *t, const struct conf *conf, str text, arena *a,
                        struct diags *ds)
{
    struct strs names = {0};
    struct diags quiet = {.mem = a};
    str dir = path_join(a, conf->base, S("fonts"));
    if (os_stat(dir, *a).kind != OS_DIR || !os_list(a, dir, &names, &quiet)) return;
    for (isize i = 0; i < names.n && !t->n; i++) {
        str file = path_join(a, S("fonts"), names.v[i]); /* as book.yaml would name it */
        const struct font f = {.file = file, .face = -1, .at = {.file = conf->file}};
        if (!is_font(names.v[i]) || !open_one(t, conf, &f, a, ds)) continue;
        if (share_of(t->face[0], text) >= COVERS) continue;
        face_close(t->face[0]);
        t->n = 0;
    }
}

void type_open(struct type *t, const struct conf *conf, str text, arena *a, struct diags *ds)
{
    *t = (struct type){.lang = conf->lang};
    for (isize i = 0; i < conf->fonts.n && t->n < FACES; i++) {
        const struct font *f = &conf->fonts.v[i];
        if (f->roles & 1 << FONT_COVER) open_one(t, conf, f, a, ds);
    }
    if (!t->n) open_beside(t, conf, text, a, ds);
}

static void name_file(struct buf *out, str path, arena scratch)
{
    struct os_info is = os_stat(path, scratch);
    buf_printf(out, "font %.*s %lld %lld %llu\n", STR(path), is.size, is.mtime_ns, is.inode);
}

void type_name(struct buf *out, const struct conf *conf)
{
    struct buf b = {.mem = out->mem};
    struct strs names = {0};
    struct diags quiet = {.mem = out->mem};
    for (isize i = 0; i < conf->fonts.n; i++) {
        const struct font *f = &conf->fonts.v[i];
        if (!(f->roles & 1 << FONT_COVER)) continue;
        struct font_place at = {.file = conf_path(out->mem, conf, f->file)};
        str why;
        if (!f->file.len && !font_find(out->mem, conf, f, &at, &why)) at.file = (str){0};
        if (at.file.len) name_file(&b, at.file, *out->mem);
        buf_printf(&b, "%.*s %d", STR(f->name), f->face);
        for (isize k = 0; k < f->naxes; k++)
            buf_printf(&b, " %.4s %ld", f->axes[k].tag, (long)(f->axes[k].value * 1000));
    }
    str dir = path_join(out->mem, conf->base, S("fonts"));
    if (os_stat(dir, *out->mem).kind == OS_DIR && os_list(out->mem, dir, &names, &quiet))
        for (isize i = 0; i < names.n; i++)
            if (is_font(names.v[i])) name_file(&b, path_join(out->mem, dir, names.v[i]), *out->mem);
    buf_add(out, buf_str(&b));
}

void type_close(struct type *t)
{
    for (int i = 0; i < t->n; i++) face_close(t->face[i]);
    t->n = 0;
}
