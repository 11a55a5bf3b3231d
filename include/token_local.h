/*
 * token_local.h - the tokenizer of the HTML standard (section 13.2.5).
 *
 * The whole text is in memory, so a state of the standard is not a variable
 * but a place in a function: what follows is looked at where it stands.  Only
 * the states that the tree constructor can choose are kept between tokens.
 * Tokens are views of the text wherever nothing in it had to change.
 *
 * src/html's own, and the tokenizer's tests'.
 */
#ifndef ZH_TOKEN_LOCAL_H
#define ZH_TOKEN_LOCAL_H

#include "node.h"

enum token_kind { TOK_TEXT, TOK_NUL, TOK_START, TOK_END, TOK_COMMENT, TOK_DOCTYPE, TOK_EOF };

struct token {
    u8 kind;           /* enum token_kind */
    bool self_closing; /* START, END: "/>" */
    bool quirks;       /* DOCTYPE: the standard's force-quirks flag */
    bool has_public, has_system;
    u16 tag;  /* START, END: enum tag */
    str name; /* START, END: lower case; DOCTYPE: lower case, {0} if missing */
    str text; /* TEXT (never empty), COMMENT; good until the next token unless in the input */
    str public_id, system_id;
    struct attr *attrs; /* START: in source order, each name once */
    const u8 *at;       /* where it starts in the input */
};

enum text_state {
    STATE_DATA,
    STATE_RCDATA,
    STATE_RAWTEXT,
    STATE_SCRIPT,
    STATE_PLAINTEXT,
    STATE_CDATA,
};

struct tokenizer {
    arena *mem;
    const u8 *start, *p, *end;
    const u8 *raw_end; /* where the text of a state other than DATA ends; NULL: not looked for */
    str last_start;    /* name of the last start tag: what an appropriate end tag closes */
    u8 state;          /* enum text_state */
    bool foreign;      /* "<![CDATA[" begins a section: the adjusted current node is not HTML */
    bool has_cr;       /* there is a CR somewhere */
    const u8 *counted; /* lines are counted up to here */
    int line;          /* there */
    u8 rune[8];        /* the text of a numeric reference */
};

void token_init(struct tokenizer *tk, arena *mem, str text, int line);
void token_next(struct tokenizer *tk, struct token *t);

/* From the tag just read on, text is in `state`. */
void token_enter(struct tokenizer *tk, enum text_state state);

/* The line of `at`, a place in the input not before one asked for earlier. */
int token_line(struct tokenizer *tk, const u8 *at);

/* --- between the tokenizer's files --- */

enum charref_place { REF_TEXT, REF_VALUE };

/*
 * A character reference at p ('&' stands there): bytes read, 0 if it is none;
 * what it stands for is in *out, which is static or in rune.
 */
isize charref_read(const u8 *p, const u8 *end, enum charref_place place, str *out, u8 rune[8]);

/* The first of four bytes at p or later, or end. */
const u8 *scan_4(const u8 *p, const u8 *end, const u8 set[4]);
/* Line feeds from p up to `to`; bytes up to `end` may be looked at. */
isize scan_lines(const u8 *p, const u8 *to, const u8 *end);

/* `s` with CR and CRLF as LF, and NUL as U+FFFD; a view if there is neither. */
str text_clean(arena *a, str s, bool lower);

/* tok_tag.c: a tag, p at the first letter of its name.  False: the text ended in it. */
bool tag_read(struct tokenizer *tk, const u8 *p, struct token *t);
/* tok_decl.c: what begins with "<!".  False: it is no token (a CDATA section begins). */
bool decl_read(struct tokenizer *tk, struct token *t);
void comment_bogus(struct tokenizer *tk, const u8 *from, struct token *t);

#endif
