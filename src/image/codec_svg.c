/*
 * codec_svg.c - Scalable Vector Graphics: a picture that is text, and may hold anything.
 *
 * Nothing is drawn here.  What a file measures stands in its first tag; what goes into a book
 * is written anew by svg_clean.
 */
#include "image_local.h"
#include "html.h"
#include "svg_local.h"
#include "xml.h"

/* Behind the declaration, comment or doctype that s starts with; s itself if there is none. */
static str skip_prolog(str s)
{
    str end = str_starts(s, S("<!--")) ? S("-->") : str_starts(s, S("<?")) ? S("?>") : S(">");
    if (!str_starts(s, S("<?")) && !str_starts(s, S("<!"))) return s;
    isize at = str_find(s, end, 0);
    isize inner = str_byte(s, '[', 0);
    if (str_istarts(s, S("<!doctype")) && inner >= 0 && inner < at)
        at = str_find(s, end = S("]>"), inner);
    return at < 0 ? (str){0} : str_skip(s, at + end.len);
}

/* From the first tag on; {0} if it is no svg. */
static str root_tag(str s)
{
    if (str_starts(s, S("\xEF\xBB\xBF"))) s = str_skip(s, 3);
    for (;;) {
        while (s.len && is_space(s.p[0])) s = str_skip(s, 1);
        str rest = skip_prolog(s);
        if (rest.len == s.len) break;
        s = rest;
    }
    if (!str_starts(s, S("<"))) return (str){0};
    str name = str_skip(s, 1);
    name = str_head(name, svg_name_len(name));
    return str_eq(name, S("svg")) || str_ends(name, S(":svg")) ? s : (str){0};
}

static bool is_svg(str s)
{
    enum { PROLOG = 8192 };
    return root_tag(str_head(s, s.len < PROLOG ? s.len : PROLOG)).len > 0;
}

static bool info_svg(str bytes, struct image_info *out, str *why)
{
    str tag = root_tag(bytes), name, value, width = {0}, height = {0}, box = {0};
    bool broken = false;
    if (bytes.len > SVG_MAX) {
        *why = S("a drawing of more than 8 MB");
        return false;
    }
    if (!tag.len) {
        *why = S("the SVG does not begin with its tag");
        return false;
    }
    tag = str_skip(tag, 1);
    tag = str_skip(tag, svg_name_len(tag));
    while (svg_attr_next(&tag, &name, &value, &broken)) {
        if (!width.p && str_eq(name, S("width"))) width = value;
        if (!height.p && str_eq(name, S("height"))) height = value;
        if (!box.p && str_eq(name, S("viewBox"))) box = value;
    }
    *out = (struct image_info){.channels = RGBA, .orientation = 1, .bytes = bytes.len};
    svg_size(width, height, box, &out->w, &out->h);
    *why = (str){0};
    return true;
}

/* Without what XML cannot hold; s itself if nothing is to go. */
static str without_controls(arena *a, str s)
{
    isize len, at = 0;
    while (at < s.len && xml_is_char(utf8_get(str_skip(s, at), &len))) at += len;
    if (at == s.len) return s;
    struct buf b = {.mem = a};
    buf_room(&b, s.len);
    for (at = 0; at < s.len; at += len)
        if (xml_is_char(utf8_get(str_skip(s, at), &len)))
            buf_add(&b, str_head(str_skip(s, at), len));
    return buf_str(&b);
}

bool svg_clean(arena *a, str bytes, str *out, str *why, arena scratch)
{
    struct html_text text;
    struct svg v = {.mem = &scratch};
    *why = S("a drawing of more than 8 MB");
    if (bytes.len > SVG_MAX || !html_decode(&scratch, bytes, S("auto"), &text)) return false;
    str plain = without_controls(&scratch, text.text);
    bool good = svg_read(&v, plain, false);
    if (v.broken) {
        v = (struct svg){.mem = &scratch};
        good = svg_read(&v, plain, true);
        v.broken = true;
    }
    if (!good || !svg_mend(&v)) {
        *why = v.refused;
        return false;
    }
    struct buf b = {.mem = a};
    svg_write(&v, &b);
    *out = buf_str(&b);
    *why = v.lost.len ? v.lost : v.broken ? S("the SVG is not well-formed") : (str){0};
    return true;
}

static bool rewrite_svg(str bytes, struct rewrite_how how, arena *a, str *out, arena scratch)
{
    str why;
    (void)how;
    return svg_clean(a, bytes, out, &why, scratch);
}

const struct codec codec_svg = {
    .name = "SVG",
    .mime = "image/svg+xml",
    .ext = "svg",
    .is = is_svg,
    .info = info_svg,
    .rewrite = rewrite_svg,
};
