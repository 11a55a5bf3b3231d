/*
 * conf.h - what is wanted: book.yaml, checked, complete, frozen.
 *
 * The struct is made from conf.def, so a key is said once.  conf_load reports
 * every fault of the file in one run, each with its line and column, and
 * returns false if there was one.  After that the struct is const, and passed
 * explicitly.
 *
 * To add a key: one row in conf.def.
 */
#ifndef ZH_CONF_H
#define ZH_CONF_H

#include "diag.h"

struct creator {
    str text, role, file_as; /* role: a MARC relator code; {0} if none is given */
};
struct creators {
    struct creator *v;
    isize n;
};

struct topic {
    str title, intro;
    struct strs category, tag, regex,
        path; /* any of them matches; several: POSIX extended, UTF-8 */
    where at;
};
struct topics {
    struct topic *v;
    isize n;
};

/* What a font is for.  Of a role's fonts the first that has a character shows it. */
enum font_role { FONT_BODY, FONT_HEADING, FONT_QUOTE, FONT_CODE, FONT_COVER, FONT_ROLES };
#define FONT_ROLE_NAMES "body|heading|quote|code|cover"

/* A place on an axis of a variable font. */
struct font_axis {
    char tag[4]; /* "wght" */
    double value;
};

/* An entry of `fonts`: by file or by the system's name, one of the two is set. */
struct font {
    str file, name;
    int face;       /* of a collection, from 0; -1: the one that fits the book's language */
    unsigned roles; /* 1 << enum font_role */
    bool subset;    /* only what the book shows goes into it */
    struct font_axis *axes;
    isize naxes;
    where at;
};
struct fonts {
    struct font *v;
    isize n;
};

/* An entry of a table whose keys are the user's own. */
struct pair {
    str from, to;
};
struct pairs {
    struct pair *v;
    isize n;
};

/* What a book does without that would be too large; all zero: nothing. */
struct thrift {
    int quality; /* of JPEGs, at most, and what could stay is made anew; 0: as images.quality */
    int percent; /* of the page that a picture may take up; 0: all of it */
    bool grey;   /* pictures have no colours */
    bool few;    /* an article has so many pictures, at most: */
    int pictures;
};

/* Fields stand as the keys do in the manual, whatever gaps that leaves. */
struct conf { /* NOLINT(clang-analyzer-optin.performance.Padding) */
#define CONF_STR str
#define CONF_STRS struct strs
#define CONF_PAIRS struct pairs
#define CONF_INT long long
#define CONF_BOOL bool
#define CONF_ENUM int
#define CONF_DATE str
#define CONF_CREATORS struct creators
#define CONF_TOPICS struct topics
#define CONF_FONTS struct fonts
#define K(field, key, type, def, range, help) CONF_##type field;
#include "conf.def"
#undef K
    str file;       /* book.yaml as the user wrote it */
    str base;       /* its folder: relative paths in it start there; "." if none */
    str root;       /* where absolute ones start, if an issue is made again; {0}: where they say */
    bool publishes; /* a key of the table publish is given */
    struct thrift thrift; /* of an edition; nothing when the file is read */
};

enum { FORMAT_AUTO, FORMAT_HTML, FORMAT_MARKDOWN, FORMAT_TEXT };
enum { EXTRACT_SITE, EXTRACT_OFF };
enum { CARDS_LINE, CARDS_KEEP, CARDS_DROP };
enum { LINKS_INLINE, LINKS_ENDNOTES, LINKS_STRIP };
/* MATH_CACHED is what auto means for a device that shows no MathML: a picture, if there is one. */
enum { MATH_AUTO, MATH_MATHML, MATH_IMAGE, MATH_TEXT, MATH_CACHED };
enum { HIGHLIGHT_NONE, HIGHLIGHT_BOLD };
enum { TABLES_STACK, TABLES_SCROLL, TABLES_KEEP };
enum { EMOJI_AUTO, EMOJI_KEEP, EMOJI_TEXT, EMOJI_DROP };
enum { QUOTES_KEEP, QUOTES_CN, QUOTES_TW, QUOTES_AUTO };
enum { PARAGRAPHS_AUTO, PARAGRAPHS_INDENT, PARAGRAPHS_GAP };
enum { WRITING_HORIZONTAL, WRITING_VERTICAL };
enum { SPACING_KEEP, SPACING_CSS };
enum { IMAGES_ALL, IMAGES_FIRST, IMAGES_NONE };
enum { MISSING_PLACEHOLDER, MISSING_DROP, MISSING_FAIL };
enum { WEBP_CONVERT, WEBP_KEEP };
enum { GRAYSCALE_AUTO, GRAYSCALE_ON, GRAYSCALE_OFF };
enum { COVER_AUTO, COVER_TYPE, COVER_PICTURE, COVER_PANEL, COVER_GRID, COVER_PATTERN };
enum { COVER_PICTURE_AUTO, COVER_PICTURE_NONE };
enum { CADENCE_DAILY, CADENCE_WEEKLY, CADENCE_MONTHLY, CADENCE_MANUAL };
enum { UPDATE_SKIP, UPDATE_REPEAT, UPDATE_NOTE };
enum { TRANSPORT_SENDMAIL, TRANSPORT_SMTP, TRANSPORT_EML };
enum { PROFILE_KINDLE, PROFILE_KOBO, PROFILE_PLAIN };
enum { PROXY_NONE, PROXY_ENVIRONMENT };
enum { VOLUMES_AUTO, VOLUMES_NEVER };
enum { TOLERATE_NONE, TOLERATE_SOME, TOLERATE_ALL };
enum { ZHIHU_1440W, ZHIHU_R, ZHIHU_720W };

/*
 * Read book.yaml at `file`, then apply `set` ("key=value", value in YAML).
 * Everything lives in `a`.  False: at least one error is in ds.
 */
bool conf_load(arena *a, str file, const struct strs *set, struct conf *out, struct diags *ds);

/* The same for a text that stood in `file`. */
bool conf_parse(arena *a, str text, str file, const struct strs *set, struct conf *out,
                struct diags *ds);

/* The same for one whose files were put elsewhere: absolute paths start at out->root, which is
 * set, and need not be there ("/": they start where they say). */
bool conf_parse_moved(arena *a, str text, str file, const struct strs *set, struct conf *out,
                      struct diags *ds);

/* The files, not the folders, that it names: style sheets, fonts … */
struct strs conf_files(arena *a, const struct conf *conf);

/* book.yaml in `dir` or the nearest folder above it; {0} if there is none. */
str conf_search(arena *a, str dir);

struct device;

/*
 * What is wanted for one of the devices: output.devices and output.formats are its own, and
 * what is left to the device is decided.  False: it takes none of the formats.
 */
bool conf_for(arena *a, const struct conf *all, const struct device *d, struct conf *out);

/* Is there a device for which a formula is its picture, if there is one? */
bool conf_shows_formulas(const struct conf *all);

/* Is Kobo's own form of EPUB wanted, too? */
static inline bool conf_kepub(const struct conf *conf)
{
    return strs_has(&conf->formats, S("kepub"));
}

/* `path` as book.yaml means it: absolute, or below conf->base. */
str conf_path(arena *a, const struct conf *conf, str path);

/* An address of mail, in ASCII and without quotes: nothing a header could trip over. */
bool mail_is_address(str s);

/* All keys with type, default and help, for `zhbook help book.yaml`. */
void conf_help(struct buf *out);

#endif
