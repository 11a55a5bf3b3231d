/*
 * export.c - issues as YAML, for people and for version control.
 *
 * A line a fact, in an order that never changes; texts always in quotes, numbers and hashes never.
 * What is empty is left out.  What import.c reads of it and this writes again is the same text.
 */
#include "digest_local.h"

/* YAML's double quotes; what it does not take as it is, is escaped. */
static void add_quoted(struct buf *out, str s)
{
    isize len;
    buf_byte(out, '"');
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        bool plain = c >= 0x20 && c != '"' && c != '\\' && !(c >= 0x7F && c <= 0xA0) &&
                     c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
        if (plain) buf_rune(out, c);
        else if (c == '"' || c == '\\') buf_printf(out, "\\%c", (int)c);
        else buf_printf(out, "\\u%04X", c);
    }
    buf_byte(out, '"');
}

static void text(struct buf *out, const char *key, str value)
{
    if (!value.len) return;
    buf_printf(out, "%s: ", key);
    add_quoted(out, value);
    buf_byte(out, '\n');
}

static void number(struct buf *out, const char *key, long long value)
{
    buf_printf(out, "%s: %lld\n", key, value);
}

static void flag(struct buf *out, const char *key, bool value)
{
    if (value) buf_printf(out, "%s: true\n", key);
}

/* 64 bits are 16 digits, in quotes: not every reader of YAML has such numbers. */
static void bits(struct buf *out, const char *key, u64 value)
{
    if (value) buf_printf(out, "%s: \"%016llx\"\n", key, (unsigned long long)value);
}

static void write_article(struct buf *out, const struct issue_article *w)
{
    text(out, "  - key", w->is.key);
    if (w->version) number(out, "    version", w->version);
    flag(out, "    forgotten", w->forgotten);
    flag(out, "    marked", w->marked);
    text(out, "    title", w->is.title);
    text(out, "    author", w->is.author);
    if (w->dated) number(out, "    published", w->published);
    text(out, "    url", w->is.url);
    if (w->is.aliases.n) buf_add(out, S("    aliases:\n"));
    for (isize i = 0; i < w->is.aliases.n; i++) {
        buf_add(out, S("    - "));
        add_quoted(out, w->is.aliases.v[i]);
        buf_byte(out, '\n');
    }
    text(out, "    path", w->path);
    text(out, "    sha256", w->sum);
    number(out, "    chars", w->is.chars);
    number(out, "    pictures", w->is.pictures);
    bits(out, "    simhash", w->is.simhash);
    bits(out, "    exact", w->is.exact);
    bits(out, "    raw", w->is.raw);
}

static void write_files(struct buf *out, const struct issue_row *w)
{
    if (w->nfiles) buf_add(out, S("  files:\n"));
    for (isize i = 0; i < w->nfiles; i++) {
        const struct issue_file *f = &w->files[i];
        text(out, "  - path", f->path);
        text(out, "    device", f->device);
        text(out, "    format", f->format);
        number(out, "    bytes", f->bytes);
        text(out, "    sha256", f->sum);
    }
}

static void write_inputs(struct buf *out, const struct issue_row *w)
{
    if (w->ninputs) buf_add(out, S("  inputs:\n"));
    for (isize i = 0; i < w->ninputs; i++) {
        const struct issue_input *f = &w->inputs[i];
        text(out, "  - kind", f->kind);
        text(out, "    path", f->path);
        number(out, "    bytes", f->bytes);
        text(out, "    sha256", f->sum);
    }
}

static void write_readers(struct buf *out, const struct issue_row *w)
{
    if (w->ndeliveries) buf_add(out, S("  deliveries:\n"));
    for (isize i = 0; i < w->ndeliveries; i++) {
        const struct issue_delivery *f = &w->deliveries[i];
        text(out, "  - recipient", f->recipient);
        text(out, "    message", f->message);
        number(out, "    time", f->time);
        text(out, "    status", f->status);
    }
    if (w->npublished) buf_add(out, S("  published:\n"));
    for (isize i = 0; i < w->npublished; i++) {
        const struct issue_published *f = &w->published[i];
        text(out, "  - place", f->place);
        text(out, "    sha256", f->sum);
        number(out, "    time", f->time);
    }
}

void issue_write(struct buf *out, const struct issue_row *w)
{
    number(out, "- number", w->number);
    text(out, "  title", w->title);
    text(out, "  identifier", w->identifier);
    text(out, "  from", w->from);
    text(out, "  to", w->to);
    if (w->span.from) number(out, "  first", w->span.first);
    if (w->span.to) number(out, "  until", w->span.after);
    number(out, "  after", w->after);
    number(out, "  date", w->date);
    text(out, "  zhbook", w->version);
    flag(out, "  kept", w->kept);
    write_files(out, w);
    write_readers(out, w);
    if (w->narticles) buf_add(out, S("  articles:\n"));
    for (isize i = 0; i < w->narticles; i++) write_article(out, &w->articles[i]);
    write_inputs(out, w);
}

void digest_export(struct digest *d, const struct issue_list *all, struct buf *out)
{
    buf_add(out, S("# Issues, by `zhbook issues --export`; `--import` reads it.\nversion: 1\n"));
    text(out, "series", d->series);
    buf_add(out, S("issues:\n"));
    for (isize i = 0; i < all->n; i++)
        if (!all->v[i].pending) issue_write(out, &all->v[i]);
}
