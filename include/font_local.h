/* font_local.h - what the files of src/font that make fonts for books share. */
#ifndef ZH_FONT_LOCAL_H
#define ZH_FONT_LOCAL_H

#include "font.h"
#include "os.h"

enum { FONT_BYTES_MAX = 256 << 20, FONT_FACES_MAX = 256 };

/* --- system.c: fonts by name --- */

/* The file that the system has under a name, "Noto Sans CJK SC" or "Noto Sans CJK SC:bold";
 * false if there is none. */
bool system_font(arena *a, str name, struct font_place *out);
void system_library(struct buf *out);

/* --- info.c: what a font's own tables say --- */

/* The face of a collection for a language, or 0; code: for programs' text.  -1 if the bytes are
 * no font. */
int info_choose(str bytes, str lang, bool code);
/* False if they are no font that can be read. */
bool info_read(arena *a, str bytes, int face, struct font_info *out);

/* --- name.c --- */

/* A table `name` for a font that zhbook has cut: the licence's words are the font's, its name is
 * not, since a font of a changed content may not have the name of the original. */
str name_table(arena *a, const struct font_info *info, str name);

/* --- subset.c --- */

struct subset_want {
    str bytes;
    int face;
    const struct font *font; /* axes */
    const u32 *chars;
    isize n;   /* of chars; 0: all of the font */
    str names; /* its table `name` */
};
/* A font file of its own; false if that cannot be made. */
bool subset_make(arena *a, const struct subset_want *w, str *out);
void subset_library(struct buf *out);

/* --- character.c --- */

bool font_is_han(u32 c);

/* --- kept.c: what earlier runs found out and made --- */

bool kept_sum(const struct store *store, arena *a, str path, struct os_info info,
              struct sha256 *out);
void keep_sum(struct store *store, str path, struct os_info info, struct sha256 sum, arena scratch);
/* f->place.face and f->info, by f->sum and `how` the face was asked for. */
struct sha256 kept_info_key(const struct font_file *f, str how, arena scratch);
bool kept_info(const struct store *store, arena *a, struct sha256 key, struct font_file *f);
void keep_info(struct store *store, struct sha256 key, const struct font_file *f, arena scratch);
/* f->entry, f->href and f->mime. */
bool kept_entry(const struct store *store, arena *a, struct sha256 key, struct font_file *f);
void keep_entry(struct store *store, struct sha256 key, const struct font_file *f, arena scratch);

/* --- font_css.c --- */

str fonts_css(arena *a, const struct fonts_of_book *f);

#endif
