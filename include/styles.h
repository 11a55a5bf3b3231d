/*
 * styles.h - the book's style sheets, by name.
 *
 * A document links, in this order: the base, what is said of pages (not for devices that want
 * none of it), the sheet of its own language, room between scripts, formulas if it has any, the
 * theme, vertical writing, then those of book.yaml (style.css).  Each built-in one gives way to
 * a file of its name in style.dir.
 *
 * To add one: a file in styles/, and a line in styles.c's `link`.
 */
#ifndef ZH_STYLES_H
#define ZH_STYLES_H

#include "book.h"

#define PAGE_CSS "styles/page.css"

/* The sheets of the book's own pages, relative to the package document: "styles/base.css". */
struct strs styles_hrefs(arena *a, const struct conf *conf);

/* The same, as documents in text/ link them: "../styles/base.css". */
struct strs styles_links(arena *a, const struct conf *conf);

/* What a chapter in `lang` links, with formulas or without. */
struct strs styles_chapter(arena *a, const struct conf *conf, str lang, bool math);

/* Every sheet that a document of the book links, each once. */
struct strs styles_all(arena *a, const struct book *b);

/* The text of one sheet, the user's or the built-in one; false: said. */
bool style_read(arena *a, const struct conf *conf, str name, str *out, struct diags *ds);

/* The sheet for text in a language, "zh-hans.css". */
const char *styles_language(str lang);

#endif
