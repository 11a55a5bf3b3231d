/*
 * access.c - for whom the book is accessible: EPUB Accessibility 1.1 #sec-discovery, in the words
 * of schema.org.
 *
 * Only what is true of this very book is said.  That it conforms to a standard is for a person to
 * claim (book.conforms_to).
 */
#include "package_local.h"

static void write_meta(struct xml *x, const char *property, str text)
{
    xml_leaf_attr(x, "meta", "property", str_of(property), text);
    xml_line(x);
}

static void feature(struct xml *x, bool has, const char *name)
{
    if (has) write_meta(x, "schema:accessibilityFeature", str_of(name));
}

/* Pictures that move may flash: nobody has looked. */
static bool has_moving(const struct making *m)
{
    for (isize i = 0; i < m->b->nimages; i++)
        if (str_eq(m->b->images[i]->mime, S("image/gif"))) return true;
    return false;
}

static void write_hazards(struct xml *x, const struct making *m)
{
    if (!has_moving(m)) {
        write_meta(x, "schema:accessibilityHazard", S("none"));
        return;
    }
    write_meta(x, "schema:accessibilityHazard", S("unknownFlashingHazard"));
    write_meta(x, "schema:accessibilityHazard", S("noMotionSimulationHazard"));
    write_meta(x, "schema:accessibilityHazard", S("noSoundHazard"));
}

static void write_summary(struct xml *x, const struct making *m)
{
    const struct totals *t = &m->totals;
    const struct words *w = m->words;
    struct buf b = {.mem = m->mem};
    buf_add(&b, str_of(w->access_text));
    if (t->pictures) {
        buf_add(&b, str_of(w->access_pictures));
        buf_add(&b, str_of(t->all_alt ? w->access_alt : w->access_some));
    }
    if (t->math) buf_add(&b, str_of(w->access_math));
    if (m->authors || m->sources) buf_add(&b, str_of(w->access_index));
    buf_add(&b, str_of(w->stop));
    write_meta(x, "schema:accessibilitySummary", buf_str(&b));
}

void access_write(struct xml *x, const struct making *m)
{
    const struct totals *t = &m->totals;
    write_meta(x, "schema:accessMode", S("textual"));
    if (t->pictures) write_meta(x, "schema:accessMode", S("visual"));
    if (t->pictures) write_meta(x, "schema:accessModeSufficient", S("textual,visual"));
    if (!t->pictures || t->all_alt) write_meta(x, "schema:accessModeSufficient", S("textual"));
    feature(x, true, "structuralNavigation");
    feature(x, true, "tableOfContents");
    feature(x, true, "readingOrder");
    feature(x, true, "displayTransformability");
    feature(x, true, "ARIA");
    feature(x, t->pictures && t->all_alt, "alternativeText");
    feature(x, t->math, "MathML");
    feature(x, t->pages, "pageBreakMarkers");
    feature(x, t->pages, "pageNavigation");
    feature(x, m->authors || m->sources, "index");
    write_hazards(x, m);
    write_summary(x, m);
    /* No printed book has them. */
    if (t->pages) write_meta(x, "pageBreakSource", S("none"));
    if (m->conf->conforms_to.len) write_meta(x, "dcterms:conformsTo", m->conf->conforms_to);
}
