/* cmd_local.h - what the commands share. */
#ifndef ZH_CMD_LOCAL_H
#define ZH_CMD_LOCAL_H

#include "book.h"
#include "cmd.h"
#include "image.h"
#include "par.h"

/* The options of one command, or those of every command (NULL), a line each. */
void options_help(struct buf *out, const struct cmd *cmd);

/* A command's view of one project. */
struct project {
    struct conf conf;
    struct book book;
    struct crew crew;
    bool writes;           /* before project_open: an issue is to be made, not only shown */
    struct issuing *issue; /* NULL: the book is none */
};

/* Is this word of the command line the name of a book.yaml? */
static inline bool is_book_name(str word)
{
    return str_iends(word, S(".yaml")) || str_iends(word, S(".yml"));
}

/* Find and read book.yaml, as project_open does.  -1, or the exit status. */
int project_conf(const struct options *o, arena *a, struct reply *r, struct conf *conf);

/*
 * Find book.yaml (the first argument if it names one, else upward), read it, hire a crew and
 * collect.  What is wrong goes to r->said.  -1, or the exit status.
 */
int project_open(const struct options *o, arena *a, struct reply *r, struct project *pj);

/* Where book.yaml is; {0} if it is nowhere. */
str project_file(const struct options *o, arena *a);

/* The store of converted chapters; NULL with --no-cache, or if there is no place for it. */
struct store *project_store(const struct options *o, arena *a);

/* What is read behind so many: "1 article", "2 articles". */
static inline const char *plural(long long n)
{
    return n == 1 ? "" : "s";
}

/* --- issue.c: what a run does beside making files if the book is an issue --- */

struct finder;

/* Before the posts are collected: what earlier issues had; -1, or the exit status.  An issue
 * that a run before left half made is finished first. */
int issue_open(const struct options *o, arena *a, struct reply *r, struct project *pj);

/* Behind that: number, title, identifier; -1, or the exit status. */
int issue_name(const struct options *o, arena *a, struct reply *r, struct project *pj);

/* An interrupted one was finished in this run, so that there is something although nothing more
 * may be due. */
bool issue_finished(const struct project *pj);

/* What an edition was made from. */
void issue_look(struct project *pj, const struct book *b, struct finder *finder);

/* Let the state go. */
void issue_close(struct project *pj);

/* Where a file lies until the issue is written down. */
str issue_stage(arena *a, const struct project *pj, str path);

/* The exit status for the errors in `said`: EXIT_SYSTEM if one is the system's, else `other`. */
int status_of_said(const struct diags *said, int other);

/* The progress line on standard error, when that is a terminal: "convert 41/118 posts 512/s". */
void progress_on(const struct options *o, struct crew *c, const char *what, arena *a);
void progress_off(struct crew *c);

/* What became of the pictures: with --json a record for each that did not stay as it was and
 * one for all, with --verbose some lines.  r->out and scratch must be of two arenas. */
void pictures_report(const struct options *o, struct reply *r, const struct book *b,
                     const struct making_of *m, arena scratch);

/* The same for work that others do: call progress_draw whenever something is done. */
struct progress {
    const char *what;
    double began, drawn; /* s */
    bool on;
};
struct progress progress_begin(const struct options *o, const char *what);
void progress_draw(struct progress *p, isize done, isize jobs);
void progress_end(struct progress *p);

/* A time of book.yaml, "0.25", in thousandths of a second. */
long long thousandths(str seconds);

/* What changed, each line behind " ", "-" or "+". */
void diff_lines(struct buf *out, str before, str after);

#endif
