/*
 * collect_local.h - the stations inside collect.
 *
 *   files_find → sheet_read (a job per file) → book_select → twins_drop → book_arrange
 *
 * Only sheet_read opens posts; all after it is serial, works on what is known
 * of them, and does not depend on the order in which the jobs ended.
 */
#ifndef ZH_COLLECT_LOCAL_H
#define ZH_COLLECT_LOCAL_H

#include "book.h"
#include "front_local.h"
#include "par.h"
#include "when_local.h"

/* One file that is a post. */
struct source {
    str path; /* opens it */
    str rel;  /* below its source.dir, for globs and for pin and drop */
};
struct sources {
    struct source *v;
    isize n;
};

/* All files of source.dir, in byte order of their paths, each once. */
bool files_find(const struct conf *conf, arena *a, struct sources *out, struct diags *ds);

/* A post, and what only collect wants to know of it. */
struct sheet {
    struct post p;
    str rel;
    bool draft;
    u64 exact; /* hash of the visible text */
    u64 raw;   /* hash of the body's bytes, without blanks at its ends */
};

struct page_set;

/* What every job may read. */
struct reading {
    const struct conf *conf;
    const struct page_set *pages;
    struct zone zone;
    const struct source *from;
    struct sheet *to;
};
/* A job (see par.h): source i becomes sheet i. */
void sheet_read(void *reading, isize i, struct worker *w);

/* --- parts of sheet_read ---------------------------------------------------- */

/* One post on its way in.  Everything that stays is copied into keep. */
struct intake {
    const struct reading *cx;
    arena *keep, *tmp;
    struct sheet *to;
    str text, body; /* decoded; the body is its end */
};

/* All but the reading of bytes: in->text, under in->to->p.path, fills in->to. */
void sheet_take(struct intake *in);

/* Plain text in one line: entities decoded, white space collapsed, trimmed. */
str plain_line(arena *a, str s);

/* Front matter's fields become the post's. */
void fields_apply(struct intake *in, const struct field *f, str file);

/* A field as a date of the post; says what is wrong with it. */
void date_apply(struct intake *in, str text, where at, bool updated);

/* Where a generator puts the post on its site, "/a/b" or the last part of it: an alias
 * that starts with a slash. */
void place_apply(struct intake *in, str place);

/* What an address of the front matter says about the post. */
void url_apply(struct intake *in, str url);

/* Plain text of a tree in one line: white space collapsed, trimmed. */
str line_even(arena *a, str s);

/* A post without front matter's word: saved_apply asks a saved page, text_apply a text's
 * first lines. */
struct saved; /* see saved_local.h */
void saved_read(struct intake *in, struct saved *out);
void saved_apply(struct intake *in, const struct saved *s);
void text_apply(struct intake *in);

/* The first heading of a body: a level 1 one, or one that opens the body; {0}. */
str heading_find(arena *a, str body);

/* Which parser the body is for. */
enum body_kind body_judge(const struct conf *conf, str path, str body);

/* Who wrote it, if the body starts with "X的回答" or "作者：X", or names the author of its
 * only answer as the Daily of Zhihu does; {0}. */
str byline_find(arena *a, str body);

struct measure {
    long long chars;
    int pictures;
    bool any; /* there is something to see, counted or not: letters, marks, fallbacks */
    u64 simhash, exact;
};
/* Count what a reader will see, without parsing: one pass over the bytes. */
struct measure body_measure(str body, enum body_kind kind);

/* The same for a page's article; false if it has none. */
bool saved_measure(struct intake *in, const struct saved *s, struct measure *out);

/* --- what happens to all sheets ---------------------------------------------- */

/* The book while it is made. */
struct draft {
    struct book *b;
    const struct conf *conf;
    struct zone zone;
    arena *a;
    struct diags *ds;
    struct sheet *sheets; /* in byte order of path */
    isize nsheets;
};

static inline bool sheet_in(const struct sheet *s)
{
    return s->p.verdict == IN || s->p.verdict == IN_PINNED;
}

/* Stands `s` under one of these names (a glob of its path, or a URL)? */
bool sheet_named(const struct draft *d, const struct sheet *s, str name);

bool book_select(struct draft *d);

/* Leave out what earlier issues had, and give every article its name; d->b->history is set. */
void history_apply(struct draft *d);
void twins_drop(struct draft *d);
bool book_arrange(struct draft *d);

/* What days are counted by. */
struct calendar {
    const struct zone *zone;
    int week_starts; /* 0: Monday */
    long long base;  /* the instant whose day is today */
};

/* "2021-08-14", "-7d", "this-week", "2021-W33" as the first instant of its days, and of the day
 * behind them. */
bool window_day(const struct calendar *c, str text, long long *first, long long *after);

/* The day, week or month (an enum of conf.h) that an instant is in. */
void window_period(const struct calendar *c, int cadence, long long instant, long long *first,
                   long long *after);

/* What select and issue say of days as instants: d->b->span. */
bool window_open(struct draft *d);

/* The days that an issue is of, as it shows them: of d->b->span, and of the posts in it. */
void window_show(struct draft *d);
#endif
