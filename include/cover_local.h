/* cover_local.h - what the files that draw a cover share.  Integers only. */
#ifndef ZH_COVER_LOCAL_H
#define ZH_COVER_LOCAL_H

#include "cover.h"
#include "face.h"

enum {
    COVER_W = 1600, /* px */
    COVER_H = 2560,
    TONES = 64,   /* steps from paper to ink, and again from paper to the seal's red */
    SEAL = TONES, /* first colour of the second ramp */
    BORDER = 4,   /* px: keeps a white page from melting into a white screen */
    ONE = 16,     /* parts of a px; also full coverage */
};

/* Where text stands: readers cut a cover to three by four, or less. */
enum { SAFE_X = 110, SAFE_Y = 230 };

typedef struct {
    u8 r, g, b;
} rgb;

struct box {
    int x, y, w, h; /* px */
};

/* --- canvas.c --- */

struct canvas {
    int w, h;
    u8 *px; /* RGB, h rows */
};
struct canvas canvas_make(arena *a, int w, int h);

/* How it is delivered. */
struct canvas_as {
    int w, h; /* px, no larger than the canvas */
    bool grey;
    long long cap; /* bytes that it should not exceed */
};
/* As a JPEG, in `keep`. */
str canvas_encode(const struct canvas *c, struct canvas_as as, arena *keep, arena scratch);

void canvas_fill(struct canvas *c, struct box b, rgb colour);
/* A frame of `width` px along the inside of the box. */
void canvas_frame(struct canvas *c, struct box b, int width, rgb colour);
/* A canvas on another, its left upper corner at x, y. */
void canvas_paste(struct canvas *c, const struct canvas *from, int x, int y);
/* Coverage of a glyph, whose w bytes a row begin at x, y. */
void canvas_ink(struct canvas *c, int x, int y, const struct glyph_px *ink, rgb colour);

/* --- scheme.c: colours --- */

/* A place in Oklab, in thousandths: lightness 0..1000, and two axes of colour, green to red, blue
 * to yellow. */
struct oklab {
    int l, a, b;
};
struct oklab oklab_of(rgb c);
rgb oklab_rgb(struct oklab c); /* the nearest that a screen can show */
/* The same hue with another lightness and strength, in thousandths. */
rgb hue_rgb(struct oklab hue, int l, int strength);

/* WCAG 2.2's contrast in hundredths, 100..2100, of the colours as 16 greys have them, if that is
 * less than as they are. */
int contrast_of(rgb a, rgb b);

/* The few colours of one cover. */
struct scheme {
    rgb paper;  /* nearly white */
    rgb ink;    /* nearly black: text on paper */
    rgb soft;   /* text beside it, on paper */
    rgb deep;   /* a dark ground for paper's text */
    rgb pale;   /* soft text on the dark ground */
    rgb accent; /* one mark: text on paper */
    rgb bright; /* the accent on the dark ground */
    rgb line;   /* thin rules on paper */
};
struct scheme scheme_of(str name);                 /* of a series, a topic … */
struct scheme scheme_of_picture(struct oklab hue); /* see picture_hue */

/* --- picture.c --- */

/* The picture cropped to w x h px where most of it is to be seen; false: *why says why not.  True
 * with *why set: it is damaged. */
bool picture_fill(str bytes, int w, int h, struct canvas *out, arena *a, arena scratch, str *why);
/* The whole picture in the middle of the page, on a ground of its edge's colour. */
bool picture_whole(str bytes, struct canvas *page, arena scratch, str *why);
/* --- shots.c: which picture --- */

struct shot {
    str path, bytes; /* as struct image has them; bytes are read when it is looked at */
    str href;        /* names the content */
    bool named;      /* the article calls it its own */
    int w, h;        /* px, when it was looked at */
};
struct shots {
    arena *mem;
    struct shot *v;
    isize n, at;
};
void shots_find(struct shots *s, const struct book *b, struct finder *finder, arena *a);
void shots_name(struct buf *out, const struct shots *s); /* what they are, for a key */
/* The next that suits by its header; NULL if there is none.  peek leaves it where it is. */
struct shot *shots_next(struct shots *s);
struct shot *shots_peek(struct shots *s);
bool picture_suits(const struct canvas *c);

/* The colour that speaks loudest. */
struct oklab picture_hue(const struct canvas *c);

/* --- lines.c: where a line may end --- */

/* How good an end is: at a blank or behind a mark, between two words, within one. */
enum ending { END_NATURAL, END_WORD, END_WITHIN };
struct endings {
    int *at; /* bytes; the last is the text's length */
    u8 *how; /* enum ending */
    isize n;
};
struct endings endings_of(arena *a, str text, str lang);
void lines_library(struct buf *out);

/* --- type.c: text set in lines --- */

enum { FACES = 4, SET_EM = 1000 * FACE_PX /* text is measured at 1000 px to the em */ };

struct type {
    struct face *face[FACES]; /* the first that has a character shows it */
    int n;
    str lang;
};

/* One line of text in glyphs. */
struct placed {
    const struct face *face;
    u32 id, c;   /* c: the character it begins */
    int at;      /* byte of the text */
    int x, y;    /* from the line's start, in SET_EM */
    int advance; /* the same */
};
struct line {
    isize first, n;  /* of the set's glyphs */
    int from, width; /* in SET_EM: x of its ink's box, and how wide that is */
};
enum { LINES = 8 };
struct set {
    str text;
    struct placed *v;
    isize n;
    int px; /* to the em */
    struct line line[LINES];
    int nlines;
    bool cut; /* not all of the text is there */
};

/* Open the fonts for a text; none are found if t->n is 0.  What is opened must be closed. */
void type_open(struct type *t, const struct conf *conf, str text, arena *a, struct diags *ds);
void type_close(struct type *t);
void type_name(struct buf *out, const struct conf *conf); /* which they are, for a key */

/* What a text may become. */
struct room {
    int w;           /* px */
    int lines;       /* 1..LINES */
    int most, least; /* px to the em */
};

/* Only characters that the faces have; what is missing, each once, is added to *missing. */
str type_text(const struct type *t, str text, arena *a, struct buf *missing);

/*
 * Set a text in as few lines as it takes, each about as long as the others: first smaller, then
 * in more lines, then smaller again, at last cut with an ellipsis.
 */
struct set set_text(const struct type *t, str text, struct room room, arena *a);
int set_width(const struct set *s); /* px, of the longest line */

/* --- plate.c: the page while it is drawn --- */

enum { PLATE_BOXES = 64, HEADLINES = 6 };

/* What a cover says. */
struct cover_text {
    str title, subtitle;
    str issue;  /* "第 12 期"; {0} */
    str number; /* "12"; {0} */
    str dates;  /* "2021年8月7日—14日" */
    struct headline {
        str title, topic;
    } v[HEADLINES];
    int n;
};

/* The posts that come first, at most `most`; how many there are. */
isize leaders_of(const struct book *b, const struct post **out, isize most, arena scratch);
struct cover_text cover_says(const struct book *b, arena *a);

struct plate {
    struct canvas page;
    const struct type *type;
    const struct cover_text *text;
    struct scheme colours;
    const struct canvas *picture; /* NULL: none; at least as large as the template wants it */
    arena *mem;
    struct box box[PLATE_BOXES]; /* where text is */
    int nboxes;
    rgb under[PLATE_BOXES]; /* what it stands on */
    rgb over[PLATE_BOXES];
};

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* How lines of text stand. */
struct stand {
    int x, y; /* px: the left, middle or right, as align has it; the top of the first em */
    enum align align;
    int pitch; /* hundredths of an em from line to line */
    rgb colour, ground;
};
/* Draw a set text; the y below its last em. */
int plate_text(struct plate *p, const struct set *s, struct stand at);
int set_height(const struct set *s, int pitch); /* px, from the first em's top to the last's end */

/* A text of one column, one character below the other; false if it has what cannot stand so. */
bool can_stand(str text, isize most);
int plate_column(struct plate *p, str text, int px, struct stand at);

/* --- listing.c: headlines below each other --- */

struct listing {
    int w, h;             /* px: the room there is */
    int px, lines, pitch; /* of each headline */
    int gap;              /* px between two */
    int most;             /* headlines */
    struct box rule;      /* between two: its x, w and h; w 0: none */
    rgb rule_colour;
    struct set v[HEADLINES];
    int n, tall; /* how many there are, px */
};
/* Set as many as fit; their height. */
int listing_set(struct plate *p, struct listing *l);
void listing_draw(struct plate *p, const struct listing *l, struct stand at);

/* --- templates.c --- */

struct template
{
    const char *name, *help;
    int w, h; /* px of the picture it wants; 0: none */
    void (*draw)(struct plate * p);
};
/* "第 12 期　2021年8月7日—14日", or what there is of it. */
str template_line(struct plate *p);
extern const struct template template_type, template_picture, template_panel, template_grid;

/* --- pattern.c --- */

/* What belongs to this title; the canvas is COVER_W x COVER_H. */
void pattern_draw(struct canvas *to, str title, arena scratch);
/* Hills and a sun in the colours of a scheme. */
void pattern_hills(struct canvas *to, str title, const struct scheme *s, arena scratch);

/* --- landscape.c --- */

/* Numbers that follow from a title (SplitMix64). */
struct dice {
    u64 state;
};
u64 dice_roll(struct dice *d);
/* 0 .. n - 1 */
int dice_pick(struct dice *d, int n);

/* Coverage, 0..ONE, of a px whose centre is `inside` parts of a px within an edge. */
static inline int cover_edge(int inside)
{
    int c = inside + ONE / 2;
    return c < 0 ? 0 : c > ONE ? ONE : c;
}

/* `over` laid on `under` with a coverage of 0..ONE. */
static inline int cover_mix(int under, int over, int coverage)
{
    return under + ((over - under) * coverage + (over > under ? ONE / 2 : -ONE / 2)) / ONE;
}

/* --- lattice.c: the wall --- */

enum { TILE = 240 }; /* px; the pattern repeats */

struct lattice {
    u8 tone[TILE][TILE];
};
void lattice_make(struct lattice *l, int kind, int tone); /* any kind >= 0; of the bars */

/* --- landscape.c: what is seen through the window --- */

enum { RIDGES = 6, FINE = 16 /* parts of a tone */ };

struct landscape {
    int top, bottom; /* px, of the view */
    int sun_x, sun_y, sun_r;
    int height[RIDGES][COVER_W]; /* parts of a px from the page's top; back to front */
    int crest[RIDGES];           /* px, the highest point of each */
    /* Of the row being drawn: */
    int y, sky, seen; /* px; tone; ridges that reach so high */
    int tone[RIDGES];
    int fine_sky, fine_tone[RIDGES];
};
void landscape_make(struct landscape *l, struct dice *d, int top, int bottom);
void landscape_row(struct landscape *l, int y);
/* The colour of a px of the row. */
u8 landscape_at(const struct landscape *l, int x);
/* The same in parts of a tone, for a screen that shows more; -1 less the coverage, 1..ONE, of
 * the sun. */
int landscape_fine(const struct landscape *l, int x);

#endif
