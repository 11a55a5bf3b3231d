/*
 * image.h - from a reference in a post to a file in the container.
 *
 * find: which file has the bytes (beside the post, in a mirror, in the cache),
 * what they really are, how large.  Names come from content, so a picture is
 * one file whatever it was called; nothing is decoded here.
 */
#ifndef ZH_IMAGE_H
#define ZH_IMAGE_H

#include "book.h"

struct store;

struct finder; /* mirrors, cache index; shared by all workers, read only after opening */

/* With a store, pictures whose files did not change need not be read again; NULL: none. */
struct finder *finder_open(arena *a, const struct conf *conf, struct store *store,
                           struct diags *ds);

/* The same for what another conf wants, which says the same of where pictures are. */
struct finder *finder_for(arena *a, const struct finder *f, const struct conf *conf);

/* What became of a search. */
struct sought {
    enum finding found;
    struct image image; /* if it was found */
    str what;           /* what was wrong, in a few words, or what is damaged; {0} */
};

/*
 * Find the picture `url` of a post: a URL, a path relative to the post or to a
 * source folder, or a data: URL.  The result lives in `keep`.
 */
struct sought image_find(struct finder *f, const struct post *p, str url, arena *keep,
                         arena scratch);

/* --- what becomes of it: plan.c --- */

struct codec;
struct device;
struct image_info;

enum plan_way {
    PLAN_COPY,    /* as it is */
    PLAN_REWRITE, /* changed without touching a pixel; if that cannot be, made anew */
    PLAN_RECODE,  /* decoded and made anew */
    PLAN_CANNOT,  /* nobody can decode it, and the device does not show it */
};

/* KIND_RGB: bare pixels, no file of a book: three bytes each, rows from the top. */
enum plan_kind { KIND_NONE, KIND_JPEG, KIND_PNG, KIND_GIF, KIND_SVG, KIND_WEBP, KIND_RGB };

/* Why a picture is not copied: a set. */
enum plan_why {
    WHY_FORMAT = 1 << 0,
    WHY_SIZE = 1 << 1,
    WHY_LONG = 1 << 2,
    WHY_COLOUR = 1 << 3,
    WHY_ALPHA = 1 << 4,
    WHY_CMYK = 1 << 5,
    WHY_DEEP = 1 << 6,
    WHY_INTERLACED = 1 << 7,
    WHY_ANIMATED = 1 << 8,
    WHY_DAMAGED = 1 << 9,
    WHY_BYTES = 1 << 10,
    WHY_TURNED = 1 << 11,
    WHY_PROGRESSIVE = 1 << 12,
    WHY_METADATA = 1 << 13,
    WHY_HARD = (1 << 10) - 1,    /* these need new pixels */
    WHY_SOFT = ~((1 << 11) - 1), /* these do not */
};

/* What is to be made.  It holds no pointer: it is sent to another process as it is. */
struct image_plan {
    enum plan_way way;
    enum plan_kind kind; /* of what is delivered */
    int why;
    int w, h;           /* px, upright; of all slices together */
    int turn;           /* orientation of what is decoded: 1..8 */
    int slices;         /* 1: whole */
    int page;           /* px that no slice is higher than, if there are more than one */
    bool baseline;      /* REWRITE: no scans */
    bool grey, flatten; /* colour goes, transparency goes */
    bool dither;        /* PNG in 16 levels of grey */
    bool few;           /* PNG in as many colours as a palette has, if that is near */
    bool rather;        /* the original would do, too, if it is smaller */
    int quality;        /* of a JPEG, to begin with */
    long long cap;      /* bytes that a JPEG should not exceed */
};

/* A pure function of what is wanted, whom for, and what is there. */
struct image_plan image_plan(const struct conf *conf, const struct device *device,
                             const struct codec *codec, const struct image_info *is);

/* The plan as text: with the bytes' hash it names what is made. */
str plan_text(arena *a, const struct image_plan *p);
/* "larger than the page, progressive" */
str plan_why(arena *a, int why);
const char *plan_ext(enum plan_kind k);
const char *plan_mime(enum plan_kind k);

/* Where a strip may be cut: cut i (1..slices - 1) lies in [*from, *to], best near *best. */
void plan_cut(const struct image_plan *p, int i, int *from, int *best, int *to);

/* --- making them: make.c --- */

struct crew;

/* What became of a picture that has a plan. */
enum made_how { MADE_NOT, MADE_ANEW, MADE_FOUND, MADE_DRAWN };
struct made_one {
    enum made_how how;
    long long after; /* bytes */
    str why;         /* what is damaged, or why it is only drawn */
};

struct making_of {
    struct made_one *v;    /* of each of book.images */
    struct store *passing; /* to be closed when the book is written; may be NULL */
};

/*
 * Make every picture of the book that has a plan, or find it in the store; without one they are
 * in a passing store.  What could not be made is said to the posts that show it, and
 * counts as lost there.
 */
struct making_of book_images(struct book *b, arena *a, struct crew *crew, struct store *store);

/* A picture as pixels, upright. */
struct pixels {
    int w, h; /* px */
    u8 *rgb;  /* h rows */
};

/* Its size as it is shown, in px, without decoding; false with *why if it is no picture that can
 * be decoded. */
bool image_measure(str bytes, int *w, int *h, str *why);

/*
 * Decode a picture in a process of its own, no larger than max_w x max_h (its shape kept, to the
 * nearest px).  True with *why set: it is damaged, and what there is of it is shown.
 */
bool image_pixels(str bytes, int max_w, int max_h, struct pixels *out, arena *a, str *why);

/* What runs in the process that decodes: zhbook image-worker. */
int image_worker(void);
#define IMAGE_WORKER "image-worker"

/* --- for those who fill the cache --- */

/* The web address that image_find looks for in the cache when a post says `ref`; false if
 * it is a file's name, a data: URL or no address at all. */
bool image_address(arena *a, const struct post *p, str ref, str *out);

/* What tells this picture from others of its site, whichever of its addresses is used; {0} if no
 * site is known that has several.  *wanted: this one has the size that the policy asks for. */
str image_family(arena *a, const struct conf *conf, str url, bool *wanted);

/* The same picture in the size that the policy asks for, if its site has sizes and `url` is of
 * another one; false if not.  It may not be there. */
bool image_rather(arena *a, const struct conf *conf, str url, str *out);

/* What the cache has, by address. */
struct fetched {
    str url, sum; /* SHA-256 of the file, in hex */
};
struct fetched_list {
    struct fetched *v;
    isize n;
    str dir; /* the cache's folder; {0} if it is not there */
};
struct fetched_list finder_fetched(const struct finder *f, arena *a);

#endif
