/*
 * font.h - the fonts that go into a book, each with what the book shows and no more.
 *
 * Fonts of one role are asked in the order of book.yaml: the first that has a character
 * shows it, behind them the body's; what none has is the reader's device's.  The order of work:
 *
 *   fonts_open    the files are found and looked at; who may not be embedded, or does not
 *                 cover the articles' text, is refused
 *   used_document (used.h) for every page of the book's own, into fonts.seen
 *   fonts_make    subsets and the style sheet that names them
 *
 * Both steps find in the store what an earlier run has made of the same font and characters.
 */
#ifndef ZH_FONT_H
#define ZH_FONT_H

#include "book.h"
#include "used.h"

struct store;

/* A face of a file. */
struct font_place {
    str file;
    int face;
};

/* Where the font of an entry of book.yaml is: its file, or that which the system has under its
 * name, and of a collection the face for the book's language.  False: *why says why not. */
bool font_find(arena *a, const struct conf *conf, const struct font *f, struct font_place *out,
               str *why);

/* What a font says of itself. */
struct font_info {
    str family; /* "LXGW WenKai Light" */
    str copyright, licence, licence_url;
    unsigned embedding; /* fsType of its OS/2 table */
    int weight;         /* 400 is normal */
    int faces;          /* of its file */
    str ranges;         /* its characters: packed as in used.h, "times" being a range's length */
};

enum font_fate {
    FONT_SUBSET,  /* with the characters that are used */
    FONT_WHOLE,   /* as it is */
    FONT_UNUSED,  /* no text has its role, or other fonts have it all */
    FONT_REFUSED, /* see why */
};

/* One font of the book: entries of book.yaml that name the same face are one. */
struct font_file {
    const struct font *wanted; /* the first such entry */
    struct font_place place;
    struct font_info info;
    struct sha256 sum; /* of the file */
    long long size;    /* of the file, bytes */
    unsigned roles;
    enum font_fate fate;
    str why;        /* refused: because of this */
    u32 *has;       /* a bit for each character */
    isize used;     /* characters that were asked of it … */
    isize covered;  /* … and that it has */
    str href, mime; /* "fonts/3f9a0c2177aa01bd.otf", relative to the package document */
    struct entry entry;
};

/* A character that no font of its role has. */
struct font_gap {
    u32 c;
    u32 times;
};

struct fonts_of_book {
    const struct book *book;
    struct store *store;
    struct used seen; /* all text, by role */
    struct font_file *v;
    isize n;
    struct {
        isize *v; /* the fonts of a role, in order */
        isize n;
    } chain[TEXT_ROLES];
    struct {
        struct font_gap *v;
        isize n;
    } gaps[TEXT_ROLES];
    str css;
};

/* Are there fonts that the container gets?  Then every document links styles/fonts.css. */
bool fonts_wanted(const struct conf *conf);
#define FONTS_CSS "styles/fonts.css"

/* Always succeeds: what cannot be had is a warning.  Results live in `a`. */
void fonts_open(arena *a, const struct book *b, struct store *store, struct fonts_of_book *out,
                struct diags *ds);
void fonts_make(arena *a, struct fonts_of_book *f, struct diags *ds);

/* Would text that was seen so far be shown by it?  Only of fonts that were not refused. */
bool font_needed(arena scratch, const struct fonts_of_book *f, const struct font_file *one);

/* Is this character one that a font is asked for?  Not white space, marks without ink, emoji and
 * private use. */
bool font_shows(u32 c);

/* What fsType says, for people. */
const char *font_embedding(unsigned bits);

/* Names and versions of the libraries behind it, a line each. */
void font_libraries(struct buf *out);

#endif
