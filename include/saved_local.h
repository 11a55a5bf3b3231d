/* saved_local.h - a saved page on its way in. */
#ifndef ZH_SAVED_LOCAL_H
#define ZH_SAVED_LOCAL_H

#include "page.h"

struct saved {
    struct page page;
    bool articles; /* only what page.articles has is wanted, if there is any */
};

#endif
