/*
 * styles.h - the book's style sheets, by name.
 *
 * Every document of the book links all of them, in this order: the base, one
 * for the book's language, then those of book.yaml (style.css) in their order.
 */
#ifndef ZH_STYLES_H
#define ZH_STYLES_H

#include "conf.h"

/* Paths relative to the package document: "styles/base.css". */
struct strs styles_hrefs(arena *a, const struct conf *conf);

/* The same, as documents in text/ link them: "../styles/base.css". */
struct strs styles_links(arena *a, const struct conf *conf);

#endif
