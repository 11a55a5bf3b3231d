/*
 * css_turn.c - a style sheet for lines that run across, turned by a quarter for lines that run
 * down and from right to left.
 *
 * Above a block is at its right then, and where its lines begin is above:
 *
 *   top -> right -> bottom -> left -> top
 *
 * Margins, borders and paddings have sides; all else stays.  Properties of CSS with logical sides
 * would say the same, but old engines know none of them.
 */
#include "package_local.h"

static const str sides[] = {LIT("top"), LIT("right"), LIT("bottom"), LIT("left")};

/* Index of the side in which the name of a property ends or that it names in its middle; -1. */
static int side_of(str name, isize *at)
{
    static const str boxes[] = {LIT("margin-"), LIT("padding-"), LIT("border-")};
    for (isize i = 0; i < COUNT(boxes); i++) {
        if (!str_starts(name, boxes[i])) continue;
        str rest = str_skip(name, *at = boxes[i].len);
        for (int k = 0; k < 4; k++)
            if (str_starts(rest, sides[k]) &&
                (rest.len == sides[k].len || rest.p[sides[k].len] == '-'))
                return k;
    }
    return -1;
}

static bool has_four(str name)
{
    static const str all[] = {LIT("margin"), LIT("padding"), LIT("border-width"),
                              LIT("border-style"), LIT("border-color")};
    for (isize i = 0; i < COUNT(all); i++)
        if (str_eq(name, all[i])) return true;
    return false;
}

/* The words of a value as top, right, bottom, left; false if they are not one to four lengths. */
static bool read_four(str value, str four[4])
{
    int n = 0;
    for (struct cut c = {.tail = str_trim(value)}; c.tail.len;) {
        c = str_cut(c.tail, ' ');
        if (!c.head.len) continue;
        if (n == 4 || str_byte(c.head, '(', 0) >= 0 || c.head.p[0] == '!') return false;
        four[n++] = c.head;
    }
    if (n == 0) return false;
    if (n < 2) four[1] = four[0];
    if (n < 3) four[2] = four[0];
    if (n < 4) four[3] = four[1];
    return true;
}

static void put_four(struct buf *b, str four[4])
{
    str t = four[3], r = four[0], d = four[1], l = four[2];
    buf_add(b, t);
    if (str_eq(t, d) && str_eq(r, l)) {
        if (!str_eq(t, r)) buf_printf(b, " %.*s", STR(r));
        return;
    }
    buf_printf(b, " %.*s %.*s", STR(r), STR(d));
    if (!str_eq(r, l)) buf_printf(b, " %.*s", STR(l));
}

/* A declaration without what ends it: "margin: 1em 0 2em". */
static void declaration(struct buf *b, str text)
{
    struct cut c = str_cut(text, ':');
    str name = str_trim(c.head), four[4];
    isize at, lead = name.len ? name.p - text.p : 0;
    int side = side_of(name, &at);
    if (c.ok && side >= 0) {
        str to = sides[(side + 1) % 4], behind = str_skip(name, at + sides[side].len);
        buf_printf(b, "%.*s%.*s%.*s:%.*s", STR(str_head(text, lead + at)), STR(to), STR(behind),
                   STR(c.tail));
    } else if (c.ok && has_four(name) && read_four(c.tail, four)) {
        buf_printf(b, "%.*s: ", STR(c.head));
        put_four(b, four);
        isize end = c.tail.len;
        while (end > 0 && is_space(c.tail.p[end - 1])) end--;
        buf_add(b, str_skip(c.tail, end));
    } else {
        buf_add(b, text);
    }
}

str css_turn(arena *a, str sheet)
{
    struct buf b = {.mem = a};
    isize from = 0;
    bool inside = false; /* of the innermost block, where declarations are */
    for (isize i = 0; i < sheet.len;) {
        isize behind = css_quiet(sheet, i);
        if (behind > i) {
            bool comment = sheet.p[i] == '/';
            i = behind;
            if (!comment || str_trim(str_head(str_skip(sheet, from), i - from)).p[0] != '/')
                continue;
            buf_add(&b, str_head(str_skip(sheet, from), i - from)); /* no part of what follows */
            from = i;
            continue;
        }
        u8 c = sheet.p[i++];
        if (c != '{' && c != '}' && c != ';') continue;
        str piece = str_head(str_skip(sheet, from), i - 1 - from);
        if (inside && c != '{') declaration(&b, piece);
        else buf_add(&b, piece);
        buf_byte(&b, c);
        inside = c == '{' || (inside && c == ';');
        from = i;
    }
    buf_add(&b, str_skip(sheet, from));
    return buf_str(&b);
}
