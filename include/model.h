/*
 * model.h - what a chapter may look like, and the pass that makes it so.
 *
 * tag.def and attr.def are the content model: the HTML standard as EPUB 3.3
 * lets XHTML content documents use it, less what a book has no use for.
 * model_fix makes any tree satisfy them, so a rule may be wrong but a book may
 * not.
 *
 * It builds the tree anew, in one walk over the old one, by the nodes of the
 * old one.  What the old tree asks for stands on a stack; what the new one
 * gets is opened as late as possible: a box (div, list, table, cell …) when it
 * begins, a leaf (p, heading, pre) and the phrasing around a text only when a
 * text comes.  So blocks in paragraphs and in inline elements, links around
 * paragraphs, and what nobody put anything into come right by themselves:
 *
 *   <b>x<div>y</div>z</b>   becomes   <p><b>x</b></p><div><b>y</b></div><p><b>z</b></p>
 *
 * Text is never lost but through rule_lose.  The result is a fixed point.
 */
#ifndef ZH_MODEL_H
#define ZH_MODEL_H

#include "rule.h"

/* What an element is to its parent. */
enum cat {
    CAT_META, /* nothing a body may hold */
    CAT_FLOW, /* a block */
    CAT_PHRASE,
    CAT_LI,
    CAT_TERM,
    CAT_FIGCAPTION,
    CAT_SUMMARY,
    CAT_CAPTION,
    CAT_ROWS,
    CAT_ROW,
    CAT_CELL,
    CAT_RT,
    CAT_MATH,
    CAT_SVG,
};

/* What may stand in an element. */
enum hold {
    HOLD_NOTHING,
    HOLD_PHRASES,   /* text and CAT_PHRASE */
    HOLD_HEADING,   /* the same; a heading is not split at a paragraph in it */
    HOLD_PRE,       /* the same; white space counts, and no block splits it */
    HOLD_SUMMARY,   /* the same */
    HOLD_TEXT,      /* text alone */
    HOLD_RUBY,      /* bases and CAT_RT in turn */
    HOLD_FLOW,      /* blocks; text is in a paragraph */
    HOLD_MIXED,     /* blocks or text; text beside a block is in a paragraph */
    HOLD_LOOSE,     /* blocks and text */
    HOLD_FIGURE,    /* the same, and one CAT_FIGCAPTION, first or last */
    HOLD_DETAILS,   /* one CAT_SUMMARY, then as HOLD_FLOW */
    HOLD_LIST,      /* CAT_LI */
    HOLD_TERMS,     /* dt and dd in turn */
    HOLD_TABLE,     /* caption, thead, tbody …, tfoot */
    HOLD_ROWS,      /* CAT_ROW */
    HOLD_CELLS,     /* CAT_CELL */
    HOLD_M_NOTHING, /* MathML: */
    HOLD_M_TEXT,    /* text */
    HOLD_M_ANY,     /* any number of expressions */
    HOLD_M_TWO,     /* that many */
    HOLD_M_THREE,
    HOLD_M_SCRIPTS,   /* base, pairs, mprescripts, pairs */
    HOLD_M_TABLE,     /* mtr */
    HOLD_M_ROW,       /* mtd */
    HOLD_M_SEMANTICS, /* one expression, then annotations */
    HOLD_M_NOTE,      /* text, only in semantics */
};

/* What becomes of an element. */
enum fate {
    FATE_KEEP,
    FATE_RENAME, /* it becomes another one */
    FATE_UNWRAP, /* its content takes its place */
    FATE_BREAK,  /* the same, and the texts before, in and behind it do not touch */
    FATE_DROP,   /* goes, with content that nobody sees */
    FATE_LOSE,   /* goes, and what it shows is listed (rule_lose) */
};

/* Ancestors that forbid something. */
enum { IN_HEADER = 1, IN_ADDRESS = 2, IN_TERM = 4, IN_CAPTION = 8 };

/* Whose attributes an element may have. */
enum {
    ON_ALL = 1,
    ON_A = 2,
    ON_IMG = 4,
    ON_CELL = 8,
    ON_TH = 16,
    ON_OL = 32,
    ON_LI = 64,
    ON_TIME = 128,
    ON_EDIT = 256,
    ON_QUOTE = 512,
    ON_DETAILS = 1024,
};
enum {
    M_MATH = 1,
    M_TOKEN = 2,
    M_MO = 4,
    M_STYLE = 8,
    M_FRAC = 16,
    M_SPACE = 32,
    M_PADDED = 64,
    M_UNDER = 128,
    M_OVER = 256,
    M_TABLE = 512,
    M_LINES = 1024, /* rows of a table */
    M_CELL = 2048,
    M_ENCLOSE = 4096,
    M_FENCED = 8192,
    M_NOTE = 16384,
};

/* What the value of an attribute must be. */
enum value {
    VALUE_NEVER, /* the attribute may not stand */
    VALUE_TEXT,
    VALUE_ID,        /* an NCName, once in a file */
    VALUE_CLASS,     /* words of class.def */
    VALUE_LANG,      /* BCP 47 (lang.h) */
    VALUE_DIR,       /* ltr rtl auto */
    VALUE_MATH_DIR,  /* ltr rtl */
    VALUE_LINK,      /* an absolute URL, a file of the book or a fragment of this one */
    VALUE_FILE,      /* a file of the book */
    VALUE_URL,       /* an absolute https URL */
    VALUE_COUNT,     /* 0 … 99999 */
    VALUE_INTEGER,   /* -99999 … 99999 */
    VALUE_SPAN,      /* 2 … 1000: 1 is what stands without it */
    VALUE_SWITCH,    /* its own name */
    VALUE_NUMBERING, /* 1 a A i I */
    VALUE_SCOPE,     /* row col rowgroup colgroup */
    VALUE_DATE,      /* 2021-08-14, 2021-08-14T07:37Z … */
    VALUE_ROLE,      /* of DPUB-ARIA, where it may stand */
    VALUE_EPUB_TYPE, /* words of the EPUB 3 structural semantics vocabulary */
    VALUE_BOOL,      /* true false */
    VALUE_DISPLAY,   /* block inline */
    VALUE_VARIANT,   /* a mathvariant */
    VALUE_FORM,      /* prefix infix postfix */
    VALUE_LENGTH,    /* a length of MathML */
    VALUE_LENGTHS,   /* some, with spaces between */
    VALUE_ALIGN,     /* left center right, some */
};

struct model_tag {
    u8 cat, holds, fate;
    u16 as;            /* enum tag */
    const char *class; /* what a renamed one gets; "": nothing */
    u16 attrs, bars, not_in;
};
struct model_attr {
    u8 type, math_type; /* enum value */
    u16 on, math_on;
};

extern const struct model_tag model_tags[TAGS];
extern const struct model_attr model_attrs[ATTRS];

/* The row that counts for n: of TAG_NONE (unwrap) for an element that is in none, or in a wrong
 * namespace; for a text that of a phrase. */
const struct model_tag *model_row(const struct node *n);

/* True for what stands between paragraphs; false for text and phrasing. */
bool model_is_block(const struct node *n);

/* True if the class may stand in a book: class.def, and language-x. */
bool model_knows_class(str word);

/* True if the attribute may stand on n; its value is put into its plainest form.  Of classes on
 * what is zhbook's own (node.made) only the form counts: a template has what a style sheet has. */
bool model_attr_ok(arena *a, const struct node *n, struct attr *at);

/*
 * Make the content of `root`, which is a body or a section to be, satisfy the
 * model.  Nodes are moved and renamed, not copied, as far as possible.
 * Linear; the result is at most MODEL_DEPTH boxes deep.
 */
void model_fix(struct rule_ctx *cx, struct node *root);

enum { MODEL_DEPTH = 200 };

#endif
