/*
 * words.h - what zhbook itself says in a book, in the book's language.
 *
 * To add a word: a row in words.def.  To add a language: a column there.
 */
#ifndef ZH_WORDS_H
#define ZH_WORDS_H

#include "str.h"

struct words {
#define W(name, ...) const char *name;
#include "words.def"
#undef W
};

/* The nearest to a language: Chinese in either script, or English. */
const struct words *words_of(str lang);

/* The number of a word of this name, or -1; and the word of that number. */
int word_find(str name);
const char *word_at(const struct words *w, int number);

/* "41 篇文章", "1 article" */
str words_count(arena *a, long long n, const char *unit);
/* "12.3 万字" */
str words_chars(arena *a, const struct words *w, long long n);

/* Minutes that reading so many visible characters takes, at least 1. */
long long words_minutes(long long chars, str lang);
/* "12 分钟", "1 小时 20 分钟" */
str words_time(arena *a, const struct words *w, long long minutes);

/* A text as one line that is never empty, at most 120 characters. */
str words_label(arena *a, str text, const struct words *w);

#endif
