/*
 * issue.h - which number of a series a book is.
 *
 * For whoever shows it: cover, title page, package document.  The book's own title, identifier
 * and file name say it already, since the configuration that an issue is made with has them
 * filled in.
 */
#ifndef ZH_ISSUE_H
#define ZH_ISSUE_H

#include "date.h"

struct issue_info {
    int number;           /* 1 and up; 0: the book is no issue, and the rest says nothing */
    str title;            /* of this issue, "知乎周刊 第12期" */
    str name;             /* of the series, "知乎周刊" */
    bool dated;           /* the days are known */
    struct date from, to; /* first and last day that it is of */
};

#endif
