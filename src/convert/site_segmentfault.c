/* site_segmentfault.c - articles of segmentfault.com. */
#include "site.h"

static const struct edit edits[] = {
    UNWRAP("span.img-wrap"),
    BUTTON(".widget-codetool"),
    EDITS_END,
};

const struct site site_segmentfault = {
    .name = "segmentfault",
    .help = "articles of segmentfault.com",
    .hosts = "segmentfault.com",
    .pictures = "segmentfault.com",
    .marks = "span.img-wrap > img, .widget-codetool",
    .labels = "segmentfault|SegmentFault|思否",
    .edits = edits,
};
