/*
 * book.h - what is being made.
 *
 * Every field is written by exactly one pass, named at its right, and read
 * only by later ones.  A pass is a function from a book to a fuller book.
 *
 * A book holds what is said about posts and images, never their bytes: those
 * go through a worker's scratch into the store.  Memory grows with the number
 * of articles, not with their size.
 */
#ifndef ZH_BOOK_H
#define ZH_BOOK_H

#include "conf.h"
#include "hash.h"
#include "issue.h"

enum body_kind { BODY_HTML, BODY_MARKDOWN, BODY_TEXT };

/* Why a post is in or out; the texts are in collect/select.c. */
enum verdict {
    IN,
    IN_PINNED,
    OUT_DROPPED, /* select.drop */
    OUT_DRAFT,   /* published: false, draft: true, hidden: true */
    OUT_EMPTY,   /* no title and no body */
    OUT_UNREADABLE,
    OUT_EARLY,
    OUT_LATE,
    OUT_OLD,
    OUT_UNDATED,
    OUT_CATEGORY,
    OUT_TAG,
    OUT_AUTHOR,
    OUT_SHORT,
    OUT_LONG,
    OUT_TOPIC,     /* order.unlisted: drop */
    OUT_DUPLICATE, /* see post.why */
    OUT_TOPIC_FULL,
    OUT_FULL,
    OUT_DELIVERED, /* in an earlier issue; see post.why */
};

struct image_plan;
struct templates;

/* Where a file of the container has its bytes. */
struct made {
    str file;
    long long from, size; /* bytes */
};

/* One picture, as it will be delivered. */
struct image {
    str path;       /* convert: the file its bytes are in; {0} if bytes is set */
    str bytes;      /* convert: of a data: URL, in the worker's keep */
    str href;       /* convert: "images/3f9a0c2177aa01bd.jpg", relative to the package document */
    str mime;       /* convert */
    int w, h;       /* convert: px, as delivered */
    long long size; /* convert: bytes, as found */
    int line;       /* convert: where the post shows it first */
    bool damaged;   /* convert: and the reader was told */
    bool adapted;   /* convert: its pixels are made anew */
    const struct image_plan *plan; /* convert: what becomes of it; NULL: it is copied */
    int slices;        /* convert: files it is cut into; see image_slice; 0 or 1: none */
    struct sha256 sum; /* convert: of the bytes, if it has a plan */
    struct made *made; /* images: each slice; NULL: it is copied */
};

/* What came of looking for a picture. */
enum finding {
    FOUND,
    FOUND_NOT,        /* no file has it */
    FOUND_NO_IMAGE,   /* a file has it, but the bytes are no picture */
    FOUND_UNREADABLE, /* a picture in a format that cannot be delivered yet; its name in .what */
    FOUND_BROKEN,     /* a picture too damaged to be shown */
    FOUND_REFUSED,    /* outside of source folders, file: URL, too large … */
};

/* A reference of a post that led to no picture. */
struct lost {
    str url;
    int line;
    enum finding why;
};

/* One file of the container. */
struct entry {
    str name;        /* path in the container, '/' between parts */
    str bytes;       /* what goes in, if it is in memory */
    str file;        /* else: the file it is in … */
    long long from;  /* … from this offset on */
    long long size;  /* bytes in the container: of `bytes` or in `file` */
    long long plain; /* bytes before deflating */
    u32 crc;         /* CRC-32 of the plain bytes, if deflated */
    bool deflated;   /* raw deflate data; otherwise stored as it is */
};

/* A content document of a post: its chapter, or a part of one that is long. */
struct document {
    str href; /* "text/c0001.xhtml", "text/c0001-2.xhtml", relative to the package document */
    struct entry epub;
    struct entry kepub; /* the same as Kobo's own books have it; name {0}: not asked for */
    bool math, svg;     /* what it really contains */
    int pages;          /* that begin in it (toc.page_list) */
};

/* A heading that the contents may name. */
struct heading {
    str label; /* plain text, as the heading has it */
    str href;  /* "text/c0001.xhtml#h3", relative to the package document */
    int level; /* 2 or 3 */
};

/* One article, from file to chapter. */
struct post {
    str path;               /* collect: opens the file */
    str title, author;      /* collect: plain text; author {0} if nobody is known */
    str site;               /* collect: what a saved page calls its publisher; {0} */
    str url;                /* collect: where it was published; {0} unknown */
    str lang;               /* collect: BCP 47; {0}: as the book */
    struct strs categories; /* collect: the first category path, outermost first */
    struct strs labels;     /* collect: every category named anywhere */
    struct strs tags;       /* collect */
    struct strs aliases; /* collect: other URLs, site ids and places, "/a/b", under which posts link
                            to it */
    str headimg;         /* collect: front matter's picture; {0} */
    long long published; /* collect: s since 1970-01-01T00:00Z, if dated */
    long long updated;   /* collect: the same; 0 unknown */
    int zone;            /* collect: of published, minutes east of UTC */
    bool dated, timed;   /* collect: a date is known; its time of day too */
    long long votes, weight;  /* collect */
    enum body_kind kind;      /* collect */
    const char *encoding;     /* collect: what html_decode found */
    isize body;               /* collect: offset in the decoded text, bytes */
    int body_line;            /* collect: line of that offset, 1-based */
    long long chars;          /* collect: visible characters, about */
    int pictures;             /* collect: references to pictures, about */
    u64 simhash;              /* collect: of the visible text */
    u64 exact, raw;           /* collect: of it too, and of the body's bytes */
    str key;                  /* collect: names the article in its series; {0}: no issue */
    bool marked;              /* collect: edited since an earlier issue, and the title says so */
    enum verdict verdict;     /* collect */
    str why;                  /* collect: detail of the verdict; {0} */
    isize part;               /* collect: index in book.parts */
    int number;               /* collect: 1-based, in reading order */
    str href;                 /* collect: "text/c0001.xhtml", of the first document */
    struct sha256 source;     /* convert: hash of the file */
    str lang_out;             /* convert: the language its chapter says it is in */
    struct document *docs;    /* convert: the files of the container, in reading order */
    isize ndocs;              /* convert: 0 if dropped */
    int page;                 /* convert: the number of its first page; 0: it has none */
    struct heading *headings; /* convert: of the finished chapter, in its order */
    isize nheadings;          /* convert */
    str used[FONT_COVER];     /* convert: characters shown by role (used.h), if there are fonts */
    struct image *images;     /* convert: those it shows, in order of first use */
    isize nimages;            /* convert */
    struct lost *lost;        /* convert: pictures that are missing */
    isize nlost;              /* convert */
    long long chars_in;       /* convert: visible characters of the body (audit.h) */
    long long chars_out;      /* convert: of the chapter, without zhbook's own words */
    long long chars_removed;  /* convert: listed removals */
    str abstract;             /* convert: its first sentences, as content.summary_length wishes */
    bool has_alt;             /* convert: every picture says in alt what it shows */
    bool cached;              /* convert: found in the store */
    struct diags said;        /* collect, convert */
};

/* A topic.  Parts stand in preorder: sub-topics directly behind their parent. */
struct part {
    str title, intro;
    int level;          /* 0: outermost */
    isize parent;       /* -1 if level is 0 */
    isize first, count; /* in book.posts, sub-topics' posts among them; own posts come first */
    str href;           /* "text/t001.xhtml" */
};

/* The name of slice i, "images/3f9a0c2177aa01bd-2.jpg"; of a whole picture that of the picture. */
static inline str image_slice(arena *a, const struct image *im, int i)
{
    isize dot = im->href.len;
    while (dot > 0 && im->href.p[dot - 1] != '.') dot--;
    if (im->slices < 2) return im->href;
    return str_printf(a, "%.*s-%d.%.*s", STR(str_head(im->href, dot - 1)), i + 1,
                      STR(str_skip(im->href, dot)));
}

/* The picture at the front. */
struct cover {
    str jpeg;      /* as it goes into the book */
    str thumb;     /* 240 px wide, for lists of books; not in the book */
    int w, h;      /* px, of jpeg */
    str alt;       /* what it shows, for those who do not see it */
    bool has_text; /* it shows the title in letters */
};

/* The days that select.from and to, or the issue's turn, came to. */
struct span {
    bool from, to;          /* there is a first one, a last one */
    long long first, after; /* the instants at which they begin and are over */
    bool oldest;            /* no post may be older … */
    long long age;          /* … than this instant */
};

struct history;

struct book {
    const struct conf *conf;
    const struct history *history; /* cmd: before collect; NULL: the book is no issue */
    struct part *parts;            /* collect: topics, in preorder; at least one */
    struct post *posts;            /* collect: in reading order */
    struct post *rest;             /* collect: left out, in order of path */
    struct image **images;         /* convert: each href once, in order of first use */
    isize nparts, nposts, nrest, nimages;
    long long date;          /* collect: conf.date, SOURCE_DATE_EPOCH or the newest post, s */
    int date_zone;           /* collect: minutes that source.timezone is ahead of UTC then */
    struct span span;        /* collect */
    struct issue_info issue; /* collect: days; cmd: the rest; number 0: none */
    struct cover cover;      /* cover */
    const struct templates *templates; /* cmd: of its pages; NULL: the built-in ones */
    struct diags said;                 /* everything, in reading order */
};

#endif
