/*
 * site_wikipedia.c - articles of Wikipedia and other wikis of MediaWiki.
 */
#include "site.h"

static const struct edit edits[] = {
    BUTTON(".mw-editsection, .mw-jump-link"),
    NOISE("#toc, .toc, .navbox, .vertical-navbox, .catlinks, .printfooter, .mw-indicators, "
          ".noprint, .sistersitebox, .ambox, .mw-authority-control, #siteSub, #contentSub"),
    EDITS_END,
};

const struct site site_wikipedia = {
    .name = "wikipedia",
    .help = "articles of Wikipedia and other wikis of MediaWiki",
    .hosts = "wikipedia.org wikisource.org wiktionary.org wikivoyage.org",
    .marks = ".mw-parser-output, .mw-editsection",
    .edits = edits,
};
