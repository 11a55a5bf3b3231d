/*
 * said.h - lines in which a post speaks of itself and not of its subject.
 *
 * Archives and translators put them before and behind the text, in forms of
 * their own instead of front matter:
 *
 *   [#]: author: (Name https://…)     in the first lines; nobody is to see them
 *   > * 原文地址：[…](https://…)       below the title, as quotation or list
 *   - 点赞数：10772                    the same
 *   via: https://…                    the last lines, with 作者：[Name][a] and more
 *
 * Collecting reads the fields there, converting leaves out what the chapter's
 * head then says.  A line counts by where it stands, by its label and by what
 * stands behind it; a paragraph or list with any other line in it is text.  Who
 * translated stays where it closes the text, as a reader expects it there.
 */
#ifndef ZH_SAID_H
#define ZH_SAID_H

#include "str.h"

enum { NAME_LONGEST = 40 /* code points of what is taken for a name in a line */ };

enum said_kind {
    SAID_AUTHOR,
    SAID_DATE,
    SAID_UPDATED,
    SAID_URL,
    SAID_VOTES,
    SAID_NOTHING, /* nothing for a reader: counts, whose form it is */
    SAID_CREDIT,  /* who translated, who proofread */
};

struct said {
    enum said_kind kind;
    str line;    /* as it stands in the text, without its end */
    str value;   /* bare: a name, an address, digits, a date */
    bool hidden; /* Markdown's comment; never shown */
};
struct saids {
    struct said *v;
    isize n;
};

/* All such lines of a body in Markdown or plain text, in order. */
struct saids said_find(arena *a, str body);

#endif
