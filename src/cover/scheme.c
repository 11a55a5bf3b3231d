/*
 * scheme.c - few colours that go together, and that text can be read in.
 *
 * Hue and lightness are chosen in Oklab (B. Ottosson, 2020), where equal steps look equal.
 * All is evaluated in one order, and rounded to thousandths or bytes.
 */
#include "cover_local.h"
#include "hash.h"

#include <math.h>

/* --- sRGB and light --- */

/* IEC 61966-2-1, 0..1 in whole steps of 1/65535. */
static double light_of(u8 sample)
{
    double v = sample / 255.0;
    v = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
    return floor(v * 65535 + 0.5) / 65535;
}

static u8 sample_of(double light)
{
    int low = 0, high = 255;
    while (low < high) { /* the sample that is nearest from below */
        int mid = (low + high + 1) / 2;
        if (light_of((u8)mid) <= light) low = mid;
        else high = mid - 1;
    }
    if (low < 255 && light_of((u8)(low + 1)) - light < light - light_of((u8)low)) low++;
    return (u8)low;
}

/* --- Oklab --- */

static double cube_root(double v)
{
    double x = 0.5 + v / 2;
    if (v <= 0) return 0;
    for (int i = 0; i < 40; i++) x = (2 * x + v / (x * x)) / 3;
    return x;
}

static int thousandths(double v)
{
    return (int)floor(v * 1000 + 0.5);
}

struct oklab oklab_of(rgb c)
{
    double r = light_of(c.r), g = light_of(c.g), b = light_of(c.b);
    double l = cube_root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cube_root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cube_root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct oklab){
        thousandths(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s),
        thousandths(1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s),
        thousandths(0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s),
    };
}

static bool in_gamut(double v)
{
    return v > -0.004 && v < 1.004;
}

rgb oklab_rgb(struct oklab c)
{
    /* What no screen shows loses colour until one does. */
    for (int part = 20;; part--) {
        double L = c.l / 1000.0, a = c.a / 1000.0 * part / 20, b = c.b / 1000.0 * part / 20;
        double l = L + 0.3963377774 * a + 0.2158037573 * b;
        double m = L - 0.1055613458 * a - 0.0638541728 * b;
        double s = L - 0.0894841775 * a - 1.2914855480 * b;
        l = l * l * l;
        m = m * m * m;
        s = s * s * s;
        double red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        double green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        double blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        if (part == 0 || (in_gamut(red) && in_gamut(green) && in_gamut(blue)))
            return (rgb){sample_of(red), sample_of(green), sample_of(blue)};
    }
}

rgb hue_rgb(struct oklab hue, int l, int strength)
{
    double length = sqrt((double)hue.a * hue.a + (double)hue.b * hue.b);
    if (length < 1) return oklab_rgb((struct oklab){l, 0, 0});
    return oklab_rgb((struct oklab){l, (int)floor(hue.a * strength / length + 0.5),
                                    (int)floor(hue.b * strength / length + 0.5)});
}

/* --- contrast --- */

static double luminance(rgb c)
{
    return 0.2126 * light_of(c.r) + 0.7152 * light_of(c.g) + 0.0722 * light_of(c.b);
}

static int ratio(rgb a, rgb b)
{
    double x = luminance(a), y = luminance(b);
    return (int)((x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05)) * 100);
}

/* As a screen of sixteen greys has it. */
static rgb grey_of(rgb c)
{
    int luma = (299 * c.r + 587 * c.g + 114 * c.b + 500) / 1000;
    u8 v = (u8)((luma + 8) / 17 * 17);
    return (rgb){v, v, v};
}

int contrast_of(rgb a, rgb b)
{
    int colour = ratio(a, b), grey = ratio(grey_of(a), grey_of(b));
    return colour < grey ? colour : grey;
}

/* --- schemes --- */

enum { READABLE = 470 /* hundredths; WCAG's 4.5 and a little */ };

/* The hue as light as it may be on paper, or as dark as it may be on a dark ground. */
static rgb readable(struct oklab hue, int from, int strength, rgb on, int step)
{
    for (int l = from; l > 100 && l < 990; l += step) {
        rgb c = hue_rgb(hue, l, strength);
        if (contrast_of(c, on) >= READABLE) return c;
    }
    return hue_rgb(hue, step < 0 ? 100 : 990, 0);
}

static struct scheme mix(struct oklab hue, struct oklab mark, int strength)
{
    struct oklab warm = {0, 300, 1000};
    struct scheme s = {
        .paper = hue_rgb(warm, 975, 9),
        .ink = hue_rgb(hue, 235, strength / 3),
        .deep = hue_rgb(hue, 320, strength),
        .line = hue_rgb(hue, 780, strength / 5),
    };
    s.soft = readable(hue, 520, strength / 3, s.paper, -10);
    s.accent = readable(mark, 600, 165, s.paper, -10);
    s.pale = readable(hue, 800, strength / 3, s.deep, 10);
    s.bright = readable(mark, 740, 120, s.deep, 10);
    return s;
}

struct scheme scheme_of(str name)
{
    /* Directions in Oklab: the ground's, the mark's. */
    static const struct {
        struct oklab ground, mark;
        int strength;
    } all[] = {
        {{0, -200, -980}, {0, 860, 510}, 70}, /* indigo, vermilion */
        {{0, -920, 200}, {0, 800, 600}, 55},  /* pine, brick */
        {{0, 900, 430}, {0, 880, 470}, 75},   /* lacquer */
        {{0, -600, -800}, {0, 560, 830}, 60}, /* lake, amber */
        {{0, 560, -830}, {0, 920, 390}, 60},  /* plum, carmine */
        {{0, 350, 940}, {0, 830, 560}, 45},   /* umber, cinnabar */
        {{0, -980, -180}, {0, 700, 710}, 55}, /* celadon, orange */
        {{0, 0, -1000}, {0, 870, 490}, 18},   /* stone, vermilion */
        {{0, -600, 800}, {0, 860, 510}, 50},  /* moss, vermilion */
    };
    struct sha256 h = sha256(name);
    isize i = (h.b[0] << 8 | h.b[1]) % COUNT(all);
    return mix(all[i].ground, all[i].mark, all[i].strength);
}

struct scheme scheme_of_picture(struct oklab hue)
{
    int strength = (int)sqrt((double)hue.a * hue.a + (double)hue.b * hue.b);
    struct oklab vermilion = {0, 860, 510};
    /* The picture's own colour marks, unless it has next to none. */
    return mix(hue, strength < 35 ? vermilion : hue, strength < 75 ? strength : 75);
}
