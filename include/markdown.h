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

struct post;
struct rule_ctx;

/* A fragment's root, as html_parse gives; `line` is that of the first byte, 1-based. */
struct node *markdown_parse(arena *a, str text, int line);

/*
 * The body of a post.  Before its first node stand, as spans that markdown_asides
 * takes away again, the words that are not for readers: lines whose fields the
 * chapter's head shows (said.h), and what is said to a site's generator.
 */
struct node *markdown_body(arena *a, const struct post *p, str text, int line);

/* List what those words are, and take them out of the tree.  Comes before all rules. */
void markdown_asides(struct rule_ctx *cx, struct node *root);

/* Paragraphs of a plain text: blank lines part them, other line breaks do not. */
struct node *plain_parse(arena *a, str text, int line);

/* The HTML between; as many lines as the Markdown, as far as they can be kept. */
str markdown_html(arena *a, str text);

#endif
