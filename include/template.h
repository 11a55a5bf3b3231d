/*
 * template.h - pages as files: XHTML with names in it.
 *
 *   {{name}}                in text or in the value of an attribute: what it stands for
 *   {{word.next}}           a word of zhbook's in the book's language (words.def)
 *   {{#name}} … {{/name}}   for each of a list; once if a text is not empty or a flag is set
 *   {{?name}} … {{/name}}   once if the list has anything: for what stands around it
 *   {{^name}} … {{/name}}   if there is nothing
 *   {{content}}             alone between elements: a tree takes its place
 *
 * A template is one element.  It is read once, strictly: what is not well-formed, not properly
 * nested, or names what nobody knows is an error with its place.  It is expanded as a tree, never
 * as text: a value cannot become markup, an attribute that takes an address gets one that a book
 * may lead to or is left out.  What comes out goes through model_fix, so that a page is valid
 * whatever its template says.  White space with a line end in it, next to a tag, is indentation
 * and says nothing.
 *
 * A list is repeated only in the page or row that it belongs to: what comes out is at most
 * the template times the data.
 *
 * To add a name: a row in slot.def.  To add a page: rows there, and styles/name.xhtml.
 */
#ifndef ZH_TEMPLATE_H
#define ZH_TEMPLATE_H

#include "book.h"
#include "hash.h"
#include "node.h"
#include "words.h"

enum page_id {
#define PAGE(id, ...) PAGE_##id,
#include "slot.def"
    PAGES
};

/* Names, group by group. */
enum slot_id {
#define SLOT(group, id, ...) SLOT_##id,
#include "slot.def"
    SLOTS
};

enum slot_kind { SLOT_TEXT, SLOT_URL, SLOT_FLAG, SLOT_LIST, SLOT_TREE };

/* --- what a template is filled with --- */

struct scope;

/* Values of a group, all empty: that of a page, or {0} for the book's. */
struct scope *scope_make(arena *a, enum slot_id first);
/* The book's own values; an issue or a volume has a title of its own. */
struct scope *scope_book(arena *a, const struct conf *conf);
/* `text` is a view. */
void scope_text(struct scope *s, enum slot_id id, str text);
void scope_flag(struct scope *s, enum slot_id id, bool set);
void scope_tree(struct scope *s, enum slot_id id, struct node *tree);
/* A new last row of a list. */
struct scope *scope_row(arena *a, struct scope *s, enum slot_id id);

/* --- templates --- */

struct template;

/*
 * Read a template of page `id`, which stood in `file`.  NULL: ds says where it is wrong.
 * The result is const, and holds views of `text`.
 */
struct template *template_parse(arena *a, enum page_id id, str text, str file, struct diags *ds);

/*
 * The template with the values of `page` and, around it, `book` in it: an element in no tree.
 * A tree that is placed is moved.  Everything but that, and what it stands in, is marked as
 * zhbook's own words.
 */
struct node *template_expand(arena *a, const struct template *t, const struct words *w,
                             const struct scope *book, const struct scope *page);

/* True if the template names it. */
bool template_names(const struct template *t, enum slot_id id);

/* The classes on elements around a tree that is placed: the model lets them pass. */
struct strs template_classes(const struct template *t);

/* --- those of a book --- */

/* All pages' templates; const, for any thread. */
struct templates {
    const struct template *v[PAGES];
    const struct words *words;
    struct sha256 sums[PAGES]; /* of their texts */
};

/* The built-in ones, or those of style.template.  NULL: ds says what is wrong with one. */
const struct templates *templates_load(arena *a, const struct conf *conf, struct diags *ds);

/* Those that the book has, or else the built-in ones. */
const struct templates *templates_of(arena *a, const struct book *b);

/* A page of its own as an element that satisfies the model. */
struct node *templates_page(arena *a, const struct templates *t, const struct conf *conf,
                            enum page_id id, const struct scope *page);

/* What slot.def says, a line each, for `zhbook help templates`. */
void templates_help(struct buf *out);

#endif
