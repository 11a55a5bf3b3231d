/* tex_local.h - what the files of src/tex share. */
#ifndef ZH_TEX_LOCAL_H
#define ZH_TEX_LOCAL_H

#include "tex.h"

/* What a row of tex.def does; see there. */
enum tex_kind {
    TEX_NONE,
    /* one sign */
    TEX_ID,
    TEX_UP,
    TEX_SIGN,
    TEX_BIN,
    TEX_REL,
    TEX_OPEN,
    TEX_CLOSE,
    TEX_PUNCT,
    TEX_BIG,
    TEX_INT,
    /* words */
    TEX_FUN,
    TEX_LIM,
    TEX_MOD,
    /* with arguments */
    TEX_ACCENT,
    TEX_WIDE,
    TEX_BELOW,
    TEX_BRACE_OVER,
    TEX_BRACE_UNDER,
    TEX_FONT,
    TEX_SWITCH,
    TEX_TEXT,
    TEX_SPACE,
    TEX_LENGTH,
    TEX_FRAC,
    TEX_BINOM,
    TEX_SQRT,
    TEX_STACK_OVER,
    TEX_STACK_UNDER,
    TEX_STYLE,
    TEX_SIZE,
    TEX_LEFT,
    TEX_RIGHT,
    TEX_MIDDLE,
    TEX_BEGIN,
    TEX_END,
    TEX_INFIX,
    TEX_LIMITS,
    TEX_NOLIMITS,
    TEX_CLASS,
    TEX_NOT,
    TEX_NAME,
    TEX_PHANTOM,
    TEX_ENCLOSE,
    TEX_ARROW,
    TEX_PMOD,
    TEX_TAG,
    TEX_DROP,
    TEX_DROP_ARG,
    TEX_SKIP_ARG,
    TEX_BREAK,
};

enum tex_font {
    FONT_PLAIN,
    FONT_RM,
    FONT_BF,
    FONT_BI,
    FONT_IT,
    FONT_BB,
    FONT_CAL,
    FONT_FRAK,
    FONT_SF,
    FONT_TT
};

struct tex_row {
    str name;
    u8 kind;
    u8 more; /* its meaning depends on kind */
    str text;
};

/* The row of a command; NULL if there is none. */
const struct tex_row *tex_find(str name);
/* The row whose sign is c. */
const struct tex_row *tex_sign(u32 c);
/* c in another alphabet; c itself if that has none. */
u32 tex_letter(enum tex_font font, u32 c);

enum token { TOK_END, TOK_CHAR, TOK_CMD, TOK_OPEN, TOK_CLOSE, TOK_SUP, TOK_SUB, TOK_AMP, TOK_CR };

struct tex {
    arena *a;
    str s;
    isize i;
    int depth;
    isize nodes;
    enum tex_font font;
    bool in_brackets; /* "]" ends what is read */
    bool in_dollars;  /* "$" does */
    bool failed;
    str why;
    /* the token looked at, see tex_peek */
    enum token tok;
    u32 c;    /* CHAR */
    str name; /* CMD: without the backslash */
    isize next;
};

/* An atom of TeX: a node, how it stands beside others, where scripts go. */
enum limits { LIMITS_NONE, LIMITS_MOVABLE, LIMITS_ALWAYS };
struct atom {
    struct node *n; /* NULL: nothing to see */
    u8 kind;        /* TEX_SIGN, TEX_BIN, … */
    u8 limits;
    bool spaced; /* it has set its own space */
};

/* tex_scan.c */
enum token tex_peek(struct tex *p); /* looks, passing over blanks and comments */
void tex_take(struct tex *p);       /* what was looked at is read */
bool tex_at(struct tex *p, u32 c);  /* the next token is this character */
bool tex_is(struct tex *p, enum tex_kind kind);
bool tex_raw(struct tex *p, u8 open, u8 close, str *out); /* balanced text in brackets */
bool tex_optional(struct tex *p, str *out);               /* "[…]", if it is there */
void tex_fail(struct tex *p, const char *fmt, ...) ZH_PRINTF(2, 3);
str tex_length(struct tex *p, str s); /* in em; {0} if it is none */

/* tex_node.c */
struct node *tex_node(struct tex *p, enum tag t);
struct node *tex_leaf(struct tex *p, enum tag t, str text);
struct node *tex_op(struct tex *p, str text);
struct node *tex_space(struct tex *p, str width);
struct node *tex_pair(struct tex *p, enum tag t, struct node *one, struct node *two);
struct node *tex_tidy(struct node *row);                          /* a row of one is that one */
void tex_put(struct tex *p, struct node *parent, struct node *n); /* n may be NULL */
str tex_rune(struct tex *p, u32 c);

/* tex_parse.c */
struct node *tex_row(struct tex *p);   /* up to what cannot be in a row */
struct node *tex_cells(struct tex *p); /* the same, with & and \\ as an aligned table */
struct node *tex_arg(struct tex *p);   /* {…} or one token */
bool tex_enter(struct tex *p);         /* one level deeper; false: too deep */

/* tex_atom.c, tex_cmd.c, tex_text.c, tex_table.c */
struct atom tex_atom(struct tex *p, bool alone);
struct atom tex_command(struct tex *p, const struct tex_row *r);
struct atom tex_sign_atom(struct tex *p, const struct tex_row *r);
bool tex_delimiter(struct tex *p, str *out);
struct node *tex_text(struct tex *p, enum tex_font font);
struct node *tex_environment(struct tex *p);
struct node *tex_aligned(struct tex *p, struct node *first);

/* About how wide it is, in hundredths of an em. */
int tex_width(const struct node *math);

#endif
