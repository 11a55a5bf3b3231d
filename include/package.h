/*
 * package.h - chapters and pictures become one EPUB 3.3 file.
 *
 * Everything is written from the book, never from files: package document,
 * navigation document, NCX, cover, title page, topic pages, colophon, styles.
 */
#ifndef ZH_PACKAGE_H
#define ZH_PACKAGE_H

#include "book.h"

/* What package needs to know beside the book. */
struct edition {
    struct store *store; /* keeps the fonts that were made; may be NULL */
    str path;            /* where the book goes */
    const char *version; /* of zhbook */
    bool kepub;          /* chapters as Kobo's own books have them */
    str device;          /* whom it is for, a row of device.def; {0}: nobody in particular */
    int volume;          /* of a book that was too large; 0: it is whole */
};

/*
 * Write the book to ed->path: beside it first, then renamed.  On false the old
 * file is as it was and ds says why.  *size gets the bytes written.
 */
bool book_package(const struct book *b, const struct edition *ed, arena *a, long long *size,
                  struct diags *ds);

/* The book's fonts as book_package makes them, without a book. */
struct fonts_of_book;
void book_fonts(const struct book *b, const struct edition *ed, arena *a, struct fonts_of_book *out,
                struct diags *ds);

/* The bytes that book_package would write; -1 if it could not, and ds, which is not in the arena
 * of the scratch, says why. */
long long book_weigh(const struct book *b, const struct edition *ed, arena scratch,
                     struct diags *ds);

/* The identifier of the book: book.identifier, or one made from title and seed. */
str book_identifier(arena *a, const struct conf *conf);

/* "卷一", "Volume 1": what a volume is called in this language. */
str volume_name(arena *a, str lang, int volume);

/*
 * "go-1-17-3f9a0c21" for a title, for output.name's {slug}: ASCII letters and
 * digits kept, in lower case; what else there is becomes "-", and if letters
 * of other scripts are among it, eight digits of the title's hash tell such
 * titles apart.  Never empty, at most 60 bytes.
 */
str book_slug(arena *a, str title);

/* Names and versions of the libraries behind it, a line each. */
void package_libraries(struct buf *out);

#endif
