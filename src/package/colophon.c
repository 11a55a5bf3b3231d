/* colophon.c - the last page: what the book is made of, and what it lacks. */
#include "package_local.h"
#include "model.h"
#include "url.h"

enum {
    LOST_SHOWN = 5,      /* addresses of an article's missing pictures */
    REMOVED_SHOWN = 8,   /* articles of which much was left out … */
    REMOVED_LEAST = 100, /* … in characters */
    ADDRESS_MAX = 72,    /* code points */
    CREDIT_MAX = 100
};

static void put_fact(const struct making *m, struct scope *s, const char *name, str text)
{
    if (!text.len) return;
    struct scope *row = scope_row(m->mem, s, SLOT_colophon_facts);
    scope_text(row, SLOT_fact_name, str_of(name));
    scope_text(row, SLOT_fact_text, text);
}

/* The first sentence, or what fits: a licence's name stands there. */
static str credit_part(const struct making *m, str s)
{
    isize end = str_find(s, S(". "), 0);
    if (end > 0) s = str_head(s, end);
    while (str_ends(s, S("."))) s.len--;
    str head = utf8_head(s, CREDIT_MAX);
    return head.len < s.len ? str_printf(m->mem, "%.*s…", STR(head)) : s;
}

/* A licence asks for no more than its name and who has the rights. */
static str font_credit(const struct making *m, const struct font_info *i)
{
    const struct words *w = m->words;
    struct buf b = {.mem = m->mem};
    str licence = credit_part(m, i->licence.len ? i->licence : i->licence_url);
    str owner = credit_part(m, i->copyright);
    buf_add(&b, words_label(m->mem, i->family, w));
    if (!owner.len && !licence.len) return buf_str(&b);
    buf_printf(&b, "%s", w->open);
    if (owner.len) buf_add(&b, words_label(m->mem, owner, w));
    if (owner.len && licence.len) buf_printf(&b, "%s", w->semicolon);
    if (licence.len) buf_add(&b, words_label(m->mem, licence, w));
    buf_printf(&b, "%s", w->close);
    return buf_str(&b);
}

/* Those that the container gets.  This page is not read for its characters yet; a font that it
 * alone needs says so in its file. */
static void put_fonts(const struct making *m, struct scope *s)
{
    for (isize i = 0; i < m->fonts.n; i++) {
        const struct font_file *f = &m->fonts.v[i];
        if (f->fate != FONT_REFUSED && font_needed(*m->mem, &m->fonts, f))
            put_fact(m, s, m->words->fonts, font_credit(m, &f->info));
    }
}

static void put_facts(const struct making *m, struct scope *s)
{
    const struct words *w = m->words;
    const struct totals *t = &m->totals;
    str contains = words_count(m->mem, t->articles, w->articles);
    str chars = words_chars(m->mem, w, t->chars);
    contains = str_printf(m->mem, "%.*s · %.*s", STR(contains), STR(chars));
    if (t->pictures) {
        str pictures = words_count(m->mem, t->pictures, w->pictures);
        contains = str_printf(m->mem, "%.*s · %.*s", STR(contains), STR(pictures));
    }
    put_fact(m, s, w->contains, contains);
    put_fact(m, s, w->dates, dates_text(m));
    put_fact(m, s, w->made_on, date_shown(m->mem, t->made, m->conf->lang));
    put_fact(m, s, w->made_with, str_printf(m->mem, "zhbook %s", m->ed->version));
    put_fonts(m, s);
    put_fact(m, s, w->rights, m->conf->rights);
}

static struct scope *put_entry(const struct making *m, struct scope *s, enum slot_id list,
                               const struct post *p)
{
    struct scope *row = scope_row(m->mem, s, list);
    scope_text(row, SLOT_entry_title, words_label(m->mem, p->title, m->words));
    if (post_is_in(p)) scope_text(row, SLOT_entry_url, page_link(p->href));
    return row;
}

/* --- what was changed --- */

static void put_change(const struct making *m, struct scope *s, const char *before, long long n,
                       const char *behind)
{
    if (!n) return;
    scope_text(scope_row(m->mem, s, SLOT_colophon_changes), SLOT_line_text,
               str_printf(m->mem, "%s%lld%s", before, n, behind));
}

/* The posts that lost most, most first. */
static void put_removed(const struct making *m, struct scope *s)
{
    const struct post *most[REMOVED_SHOWN] = {0};
    int n = 0;
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (!post_is_in(p) || p->chars_removed < REMOVED_LEAST) continue;
        int at = n < REMOVED_SHOWN ? n++ : REMOVED_SHOWN;
        for (; at > 0 && most[at - 1]->chars_removed < p->chars_removed; at--)
            if (at < REMOVED_SHOWN) most[at] = most[at - 1];
        if (at < REMOVED_SHOWN) most[at] = p;
    }
    for (int i = 0; i < n; i++)
        scope_text(put_entry(m, s, SLOT_colophon_removed, most[i]), SLOT_entry_note,
                   words_chars(m->mem, m->words, most[i]->chars_removed));
}

static void put_changes(const struct making *m, struct scope *s)
{
    const struct words *w = m->words;
    const struct totals *t = &m->totals;
    put_change(m, s, w->removed, t->removed, w->removed_end);
    put_change(m, s, w->adapted, t->adapted, w->adapted_end);
    put_change(m, s, w->sliced, t->sliced, w->sliced_end);
    if (t->removed) put_removed(m, s);
}

/* --- what is missing --- */

static const char *reason(const struct words *w, enum finding why)
{
    switch (why) {
    case FOUND: break;
    case FOUND_NOT: return w->why_not_there;
    case FOUND_NO_IMAGE: return w->why_no_picture;
    case FOUND_UNREADABLE: return w->why_format;
    case FOUND_BROKEN: return w->why_broken;
    case FOUND_REFUSED: return w->why_refused;
    }
    return w->why_not_there;
}

static void put_picture(const struct making *m, struct scope *row, const struct lost *lost)
{
    struct scope *picture = scope_row(m->mem, row, SLOT_entry_pictures);
    str url = lost->url, shown = lost->url;
    if (str_starts(url, S("//"))) url = str_printf(m->mem, "https:%.*s", STR(url));
    if (str_istarts(url, S("http")) && url_clean(m->mem, url, (str){0}, &url)) {
        scope_text(picture, SLOT_picture_url, url);
        isize at = str_find(url, S("://"), 0);
        shown = at < 0 ? url : str_skip(url, at + 3);
    }
    str head = utf8_head(shown, ADDRESS_MAX);
    if (head.len < shown.len) shown = str_printf(m->mem, "%.*s…", STR(head));
    scope_text(picture, SLOT_picture_address, words_label(m->mem, shown, m->words));
    scope_text(picture, SLOT_picture_why, str_of(reason(m->words, lost->why)));
}

static void put_lost(const struct making *m, struct scope *s)
{
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (!post_is_in(p) || !p->nlost) continue;
        struct scope *row = put_entry(m, s, SLOT_colophon_lost, p);
        scope_text(row, SLOT_entry_note, words_count(m->mem, p->nlost, m->words->missing));
        for (isize k = 0; k < p->nlost && k < LOST_SHOWN; k++) put_picture(m, row, &p->lost[k]);
        if (p->nlost > LOST_SHOWN)
            scope_text(row, SLOT_entry_others,
                       words_count(m->mem, p->nlost - LOST_SHOWN, m->words->missing));
    }
}

/* --- where it is from --- */

static void put_source(const struct making *m, struct scope *s, const struct post *p)
{
    struct scope *row = put_entry(m, s, SLOT_colophon_sources, p);
    str url, host = page_source(m, p, &url);
    if (p->author.len) scope_text(row, SLOT_entry_author, words_label(m->mem, p->author, m->words));
    scope_text(row, SLOT_entry_source, host);
    if (host.len) scope_text(row, SLOT_entry_source_url, url);
}

str page_colophon(const struct making *m)
{
    struct scope *s = scope_make(m->mem, SLOT_colophon_title);
    str title = str_of(m->words->about);
    scope_text(s, SLOT_colophon_title, title);
    put_facts(m, s);
    put_changes(m, s);
    put_lost(m, s);
    for (isize i = 0; i < m->b->nposts; i++) {
        const struct post *p = &m->b->posts[i];
        if (post_is_in(p)) put_source(m, s, p);
        else put_entry(m, s, SLOT_colophon_dropped, p);
    }
    return page_write(m, PAGE_colophon, title, s);
}
