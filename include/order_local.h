/* order_local.h - sorting that is the same everywhere. */
#ifndef ZH_ORDER_LOCAL_H
#define ZH_ORDER_LOCAL_H

#include "collect_local.h"

/* < 0 if a comes before b. */
typedef int compare_fn(void *ctx, isize a, isize b);

/* Sort numbers; equal ones keep their order.  Merge sort: O(n log n) always;
 * `room` holds n numbers too. */
void numbers_sort(isize *v, isize n, compare_fn *compare, void *ctx, isize *room);

/*
 * Put sheet numbers in the order of order.by.  Undated posts come last either
 * way; titles and authors by ICU's Chinese collation (pinyin), which does not
 * ask the locale; ties in byte order of path.  False: order.by is wrong.
 */
bool sheets_order(struct draft *d, isize *v, isize n);

#endif
