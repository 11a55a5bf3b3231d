/* shape_font.c - the key that is a list of fonts. */
#include "conf_local.h"

#include <string.h>

static const char KEYS[] = "file|name|face|role|weight|variation|subset";

/* "12", "-3.25": at most three places. */
static bool number_of(str s, double *out)
{
    bool minus = str_starts(s, S("-"));
    struct cut c = str_cut(str_skip(s, minus), '.');
    long long whole, part = 0, unit = 1;
    if (!str_int(c.head, &whole) || whole > 30000) return false;
    if (c.ok && (c.tail.len > 3 || !str_int(c.tail, &part))) return false;
    for (isize i = 0; i < c.tail.len; i++) unit *= 10;
    *out = (double)whole + (double)part / (double)unit;
    if (minus) *out = -*out;
    return true;
}

static void add_axis(arena *a, struct font *f, str tag, double value)
{
    f->axes = make_room(a, f->axes, f->naxes);
    memcpy(f->axes[f->naxes].tag, tag.p, 4);
    f->axes[f->naxes++].value = value;
}

static bool has_axis(const struct font *f, str tag)
{
    for (isize i = 0; i < f->naxes; i++)
        if (!memcmp(f->axes[i].tag, tag.p, 4)) return true;
    return false;
}

static void read_variation(struct reading *r, const struct yaml *v, struct font *out)
{
    if (v->kind != YAML_MAP) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v),
             "fonts: variation is a table of axes, {wght: 350}, not %s", yaml_kind_name(v));
        return;
    }
    for (const struct yaml *w = v->first; w; w = w->next) {
        str tag = w->key->text, text;
        double value;
        bool four = tag.len == 4;
        for (isize i = 0; i < tag.len; i++)
            four = four && (is_alpha(tag.p[i]) || is_digit(tag.p[i]));
        if (!four) {
            diag(r->ds, DIAG_CONF_VALUE, reading_at(r, w->key),
                 "fonts: variation: \"%.*s\" is no axis; wght, wdth and opsz are", STR(tag));
            continue;
        }
        if (!text_read(r, "fonts: variation", w, &text)) continue;
        if (!number_of(str_trim(text), &value))
            diag(r->ds, DIAG_CONF_VALUE, reading_at(r, w),
                 "fonts: variation: \"%.*s\" is no number", STR(text));
        else if (has_axis(out, tag))
            diag(r->ds, DIAG_CONF_VALUE, reading_at(r, w->key),
                 "fonts: variation: wght and weight are the same axis");
        else add_axis(r->mem, out, tag, value);
    }
}

/* A number of the table; `none` if it is not there or none that can be. */
static long long read_number(struct reading *r, const struct yaml *map, const char *key,
                             long long least, long long most, long long none)
{
    const struct yaml *v = yaml_get(map, str_of(key));
    long long n;
    if (!v || yaml_is_null(v)) return none;
    if (yaml_int(v, &n) && n >= least && n <= most) return n;
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "fonts: %s is a number from %lld to %lld", key,
         least, most);
    return none;
}

static void read_roles(struct reading *r, const struct yaml *map, struct font *out)
{
    const struct yaml *v = yaml_get(map, S("role"));
    struct strs names;
    if (!v || yaml_is_null(v)) {
        diag(r->ds, DIAG_CONF_MISSING, reading_at(r, map), "fonts: role, one or a list of %s",
             FONT_ROLE_NAMES);
        return;
    }
    if (!texts_read(r, "fonts: role", v, &names)) return;
    const struct yaml *item = v->kind == YAML_LIST ? v->first : v;
    for (isize i = 0; i < names.n; i++, item = item->next) {
        int which;
        str name = str_trim(names.v[i]);
        if (name_find(FONT_ROLE_NAMES, name, &which)) {
            out->roles |= 1u << which;
            continue;
        }
        struct near near = near_start(name);
        near_offer_all(&near, FONT_ROLE_NAMES);
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, item),
             "fonts: role is one of %s, not \"%.*s\"%.*s", FONT_ROLE_NAMES, STR(name),
             STR(near_text(r->mem, &near, (str){0})));
    }
}

static void read_place(struct reading *r, const struct yaml *v, struct font *out)
{
    const struct yaml *file = yaml_get(v, S("file"));
    out->file = member_read(r, "fonts", v, "file");
    out->name = member_read(r, "fonts", v, "name");
    if (out->file.len && out->name.len)
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "fonts: file or name, not both");
    if (!out->file.len && !out->name.len)
        diag(r->ds, DIAG_CONF_MISSING, reading_at(r, v), "fonts: file or name");
    if (!out->file.len) return;
    if (check_find("file")->run(r, "fonts: file", file, &out->file) &&
        (str_iends(out->file, S(".woff")) || str_iends(out->file, S(".woff2"))))
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, file),
             "fonts: file: %.*s: WOFF is not read; TTF, OTF, TTC and OTC are", STR(out->file));
}

static bool read_font(struct reading *r, const struct yaml *v, struct font *out)
{
    const struct yaml *variation, *subset;
    if (v->kind != YAML_MAP) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v),
             "fonts: each is {file, role} or {name, role}, not %s", yaml_kind_name(v));
        return false;
    }
    keys_check(r, "fonts", v, KEYS);
    *out = (struct font){.subset = true, .at = reading_at(r, v)};
    read_place(r, v, out);
    read_roles(r, v, out);
    out->face = (int)read_number(r, v, "face", 0, 255, -1);
    long long weight = read_number(r, v, "weight", 1, 1000, 0);
    if (weight) add_axis(r->mem, out, S("wght"), (double)weight);
    variation = yaml_get(v, S("variation"));
    if (variation && !yaml_is_null(variation)) read_variation(r, variation, out);
    subset = yaml_get(v, S("subset"));
    if (subset && !yaml_is_null(subset) && !yaml_bool(subset, &out->subset))
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, subset), "fonts: subset is true or false, not %s",
             yaml_kind_name(subset));
    return true;
}

void fonts_read(struct reading *r, const struct yaml *v, struct fonts *out)
{
    if (v->kind != YAML_LIST) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v), "fonts is a list, not %s", yaml_kind_name(v));
        return;
    }
    *out = (struct fonts){.v = make_n(r->mem, struct font, v->n)};
    for (const struct yaml *item = v->first; item; item = item->next)
        if (read_font(r, item, &out->v[out->n])) out->n++;
}
