/*
 * tree_local.h - tree construction (section 13.2.6), src/html's own.
 *
 * tree.c has the stack of open elements and the places where nodes go,
 * format.c the list of active formatting elements, foreign.c SVG and MathML,
 * mode_*.c the insertion modes.  A mode is a function from the builder and a
 * token to "done" or "again, in the mode that is now set".
 *
 * Against hostile input, three limits the standard does not have: on depth, on the list of
 * active formatting elements, and on the copies made of formatting elements.
 */
#ifndef ZH_TREE_LOCAL_H
#define ZH_TREE_LOCAL_H

#include "html.h"
#include "token_local.h"

enum {
    DEPTH_MAX = HTML_DEPTH - 3,   /* of an element; a text may stand one below */
    DEPTH_TABLE = DEPTH_MAX - 24, /* of a table or template: its parts must fit below */
    FORMAT_MAX = 128,
};

enum mode {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_HEAD,
    MODE_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_BODY,
    MODE_TEXT,
    MODE_TABLE,
    MODE_TABLE_TEXT,
    MODE_CAPTION,
    MODE_COLGROUP,
    MODE_TABLE_BODY,
    MODE_ROW,
    MODE_CELL,
    MODE_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
    MODES
};

/* What the standard says of an element wherever it lists some. */
enum {
    IS_SPECIAL = 1,
    IS_SCOPE = 2,      /* ends every scope but a table's */
    IS_LIST_SCOPE = 4, /* ends list item scope, too */
    IS_BUTTON_SCOPE = 8,
    IS_TABLE_SCOPE = 16,
    IS_IMPLIED = 32,     /* its end tag is implied */
    IS_IMPLIED_ALL = 64, /* … where all are, thoroughly */
    IS_HEADING = 128,
    IS_TABLE_PART = 256, /* table, tbody, tfoot, thead, tr: text is not at home here */
};

enum {
    SCOPE = IS_SCOPE,
    SCOPE_LIST = IS_SCOPE | IS_LIST_SCOPE,
    SCOPE_BUTTON = IS_SCOPE | IS_BUTTON_SCOPE,
    SCOPE_TABLE = IS_TABLE_SCOPE
};

enum next { DONE, AGAIN };

struct open {
    struct node *n;
    int depth; /* in the tree, at most */
};

struct format {
    struct node *n; /* NULL: a marker */
    u64 hash;       /* of its attributes, in any order */
};

struct builder {
    arena *mem;
    struct tokenizer tk;
    struct html_opts opts;
    struct node *root;
    struct open stack[HTML_DEPTH];
    int n;            /* open elements */
    u16 opened[TAGS]; /* HTML elements of each kind on the stack */
    struct format format[FORMAT_MAX];
    int nformat;
    u8 templates[HTML_DEPTH]; /* modes of the open templates */
    int ntemplates;
    struct node *head, *form;
    u8 mode, back; /* enum mode; `back` follows TEXT and TABLE_TEXT */
    bool quirks, frameset_ok, foster, skip_lf;
    isize copies;        /* nodes and attributes that may still be copied */
    struct strs pending; /* text in a table, until it is known to be only white space */
    bool pending_visible;
    const u8 *pending_at;
    /* a select's selectedcontent, and the option it shows */
    struct node *select, *shown, *option;
};

/* --- tree.c --- */

int tag_is(enum tag t); /* IS_… of an HTML element */
int open_is(const struct node *n);
struct node *tree_current(const struct builder *b);
static inline bool tree_at(const struct builder *b, enum tag t) /* the current node is this */
{
    return b->n && node_is(b->stack[b->n - 1].n, t);
}
/* An open HTML element like the token, or with this tag. */
bool tree_same(const struct node *n, const struct token *t);

void tree_push(struct builder *b, struct node *n, int depth);
void tree_pop(struct builder *b);
void tree_close_at(struct builder *b, int i);                  /* stack[i], wherever it is */
void tree_pop_to(struct builder *b, enum tag t);               /* until one has been popped */
int tree_index(const struct builder *b, const struct node *n); /* in the stack; -1 */
bool tree_scope(const struct builder *b, enum tag t, int scope);
void tree_imply(struct builder *b, enum tag except);
void tree_imply_all(struct builder *b);
void tree_close_p(struct builder *b);

struct place {
    struct node *parent, *before;
    int depth; /* of what goes there */
};
struct place tree_place(struct builder *b, int at); /* at: index of the target */
void tree_put(struct place to, struct node *n);

struct node *tree_enter(struct builder *b, struct node *n); /* put and push; returns n */
struct node *tree_insert(struct builder *b, const struct token *t);
struct node *tree_insert_tag(struct builder *b, enum tag t, const u8 *at);
struct node *tree_insert_ns(struct builder *b, const struct token *t, enum ns ns);
void tree_insert_void(struct builder *b, const struct token *t);
void tree_text(struct builder *b, str text, const u8 *at);
void tree_comment(struct builder *b, const struct token *t, struct node *parent);
void tree_raw(struct builder *b, const struct token *t, enum text_state state);
void tree_merge_attrs(struct node *n, const struct token *t);

/* Cut the leading white space off a text token. */
str token_space(struct token *t);
bool text_visible(str s);

/* --- format.c --- */

void format_push(struct builder *b, struct node *n);
void format_mark(struct builder *b);
void format_clear(struct builder *b); /* to the last marker */
void format_reopen(struct builder *b);
void format_drop(struct builder *b, const struct node *n);
struct node *format_find(const struct builder *b,
                         const struct token *t);             /* behind the last marker */
void format_close(struct builder *b, const struct token *t); /* the adoption agency */
struct node *node_copy(struct builder *b, const struct node *n);

/* --- the rest --- */

bool foreign_wants(const struct builder *b, const struct token *t);
bool foreign_here(const struct builder *b); /* the adjusted current node is not HTML */
enum next foreign_token(struct builder *b, struct token *t);
void foreign_insert(struct builder *b, struct token *t, enum ns ns);

bool doctype_quirks(const struct token *t);

void select_shown(struct builder *b, struct node *n);  /* a selectedcontent was inserted */
void select_popped(struct builder *b, struct node *n); /* an option or select was */

typedef enum next mode_fn(struct builder *b, struct token *t);
enum next mode_token(struct builder *b, struct token *t); /* by b->mode */
void mode_reset(struct builder *b);

mode_fn mode_initial, mode_before_html, mode_before_head, mode_head, mode_head_noscript,
    mode_after_head, mode_body, mode_text, mode_table, mode_table_text, mode_caption, mode_colgroup,
    mode_table_body, mode_row, mode_cell, mode_template, mode_after_body, mode_frameset,
    mode_after_frameset, mode_after_after_body, mode_after_after_frameset;

/* Parts of mode_body and mode_head used by others. */
enum next body_start(struct builder *b, struct token *t);
enum next body_end(struct builder *b, struct token *t);
void body_end_other(struct builder *b, const struct token *t);
void template_end(struct builder *b);
enum next template_eof(struct builder *b);

#endif
