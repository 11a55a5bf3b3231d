/*
 * markdown.h - Markdown and plain text become a tree.
 *
 * CommonMark with tables, strikethrough, task lists, footnotes and bare links,
 * read by md4c.  Its blocks are written as HTML, which html_parse reads, so that
 * HTML among the Markdown mixes as it does on the web.  Before that, what real posts do and
 * CommonMark does not expect is mended (markdown_mend.c).  TeX between dollars
 * stays as it was typed.
 */
#ifndef ZH_MARKDOWN_H
#define ZH_MARKDOWN_H

#include "node.h"

/* A fragment's root, as html_parse gives; `line` is that of the first byte, 1-based. */
struct node *markdown_parse(arena *a, str text, int line);

/* Paragraphs of a plain text: blank lines part them, other line breaks do not. */
struct node *plain_parse(arena *a, str text, int line);

/* The HTML between; as many lines as the Markdown, as far as they can be kept. */
str markdown_html(arena *a, str text);

#endif
