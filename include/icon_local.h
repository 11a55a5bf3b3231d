/* icon_local.h - pictures that stand among letters: emoji, smileys, icons. */
#ifndef ZH_ICON_LOCAL_H
#define ZH_ICON_LOCAL_H

#include "node.h"

enum icon {
    ICON_NOT,    /* a picture to look at */
    ICON_LETTER, /* it is read with the words around it */
    ICON_DECOR,  /* a page's sign beside a link, which says nothing */
};

/* What an img is by its classes, its address, its words and the size that the page states. */
enum icon icon_judge(const struct node *img);

/* What it stands for: an emoji, or what the page calls it; {0} if nothing says. */
str icon_means(arena *a, const struct node *img);

/* That as it stands in a line of text: an emoji is itself, words are in brackets: "[smile]". */
str icon_words(arena *a, str means);

#endif
