/* fonts.c - `zhbook fonts`: the fonts of the book, and which characters they lack. */
#include "cmd_local.h"
#include "convert.h"
#include "font.h"
#include "package.h"
#include "store.h"

enum { LICENCE_SHOWN = 120 /* characters for people; --json has all */ };

static const char *const roles[] = {"body", "heading", "quote", "code"};

static str roles_text(arena *a, unsigned bits)
{
    struct buf b = {.mem = a};
    for (int r = 0; r < TEXT_ROLES; r++)
        if (bits >> r & 1) buf_printf(&b, "%s%s", b.len ? "," : "", roles[r]);
    return b.len ? buf_str(&b) : S("-");
}

static const char *fate_text(enum font_fate fate)
{
    switch (fate) {
    case FONT_SUBSET: return "subset";
    case FONT_WHOLE: return "whole";
    case FONT_UNUSED: return "unused";
    case FONT_REFUSED: return "refused";
    }
    return "";
}

static bool is_there(const struct font_file *f)
{
    return f->fate == FONT_SUBSET || f->fate == FONT_WHOLE;
}

/* --- for people --- */

static void print_font(struct buf *out, arena *a, const struct font_file *f)
{
    const struct font *w = f->wanted;
    str name = f->info.family.len ? f->info.family : w->name.len ? w->name : w->file;
    buf_printf(out, "%.*s (%.*s): %s", STR(name), STR(roles_text(a, f->roles)), fate_text(f->fate));
    if (f->why.len) buf_printf(out, ": %.*s", STR(f->why));
    buf_byte(out, '\n');
    if (!f->place.file.len) return;
    buf_printf(out, "    file        %.*s", STR(f->place.file));
    if (f->info.faces > 1) buf_printf(out, ", face %d of %d", f->place.face, f->info.faces);
    buf_printf(out, ", %.1f kB\n", (double)f->size / 1000);
    if (!f->info.faces) return;
    buf_printf(out, "    licence     %s (fsType %u)\n", font_embedding(f->info.embedding),
               f->info.embedding);
    if (f->info.licence.len)
        buf_printf(out, "                %.*s%s\n", STR(utf8_head(f->info.licence, LICENCE_SHOWN)),
                   utf8_len(f->info.licence) > LICENCE_SHOWN ? "…" : "");
    if (is_there(f))
        buf_printf(out,
                   "    characters  %td asked for, %td there\n    in the book %.*s, %.1f kB, %.1f "
                   "kB packed\n",
                   f->used, f->covered, STR(f->href), (double)f->entry.plain / 1000,
                   (double)f->entry.size / 1000);
}

/* The posts that have a character, in reading order. */
static struct strs posts_with(arena *a, const struct book *b, int role, u32 c)
{
    struct strs list = {0};
    for (isize i = 0; i < b->nposts; i++) {
        struct used_walk w = {.left = b->posts[i].used[role]};
        bool more = used_next(&w);
        while (more && w.c < c) more = used_next(&w);
        if (more && w.c == c) strs_add(a, &list, b->posts[i].path);
    }
    return list;
}

static void print_gap(struct buf *out, arena scratch, const struct fonts_of_book *f, int role,
                      const struct font_gap *g)
{
    struct strs in = posts_with(&scratch, f->book, role, g->c);
    buf_printf(out, "%s\tU+%04X\t", roles[role], g->c);
    buf_rune(out, g->c);
    buf_printf(out, "\t%u\t", g->times);
    for (isize i = 0; i < in.n; i++) buf_printf(out, "%s%.*s", i ? ", " : "", STR(in.v[i]));
    buf_byte(out, '\n');
}

/* --- for programs --- */

static void put_text(struct buf *out, const char *key, str value)
{
    buf_printf(out, ",\"%s\":\"", key);
    json_text(out, value);
    buf_byte(out, '"');
}

static void json_font(struct buf *out, const struct font_file *f)
{
    const char *gap = "";
    buf_printf(out, "{\"font\":true,\"fate\":\"%s\",\"roles\":[", fate_text(f->fate));
    for (int r = 0; r < TEXT_ROLES; r++) {
        if (!(f->roles >> r & 1)) continue;
        buf_printf(out, "%s\"%s\"", gap, roles[r]);
        gap = ",";
    }
    buf_printf(out, "],\"face\":%d,\"fsType\":%u,\"asked\":%td,\"covered\":%td", f->place.face,
               f->info.embedding, f->used, f->covered);
    buf_printf(out, ",\"file_bytes\":%lld,\"bytes\":%lld,\"packed_bytes\":%lld", f->size,
               is_there(f) ? f->entry.plain : 0, is_there(f) ? f->entry.size : 0);
    put_text(out, "name", f->info.family);
    put_text(out, "file", f->place.file);
    put_text(out, "href", is_there(f) ? f->href : (str){0});
    put_text(out, "copyright", f->info.copyright);
    put_text(out, "licence", f->info.licence);
    put_text(out, "licence_url", f->info.licence_url);
    put_text(out, "why", f->why);
    buf_add(out, S("}\n"));
}

static void json_gap(struct buf *out, arena scratch, const struct fonts_of_book *f, int role,
                     const struct font_gap *g)
{
    struct strs in = posts_with(&scratch, f->book, role, g->c);
    buf_printf(out, "{\"missing\":true,\"role\":\"%s\",\"code\":%u,\"times\":%u,\"posts\":[",
               roles[role], g->c, g->times);
    for (isize i = 0; i < in.n; i++) {
        buf_printf(out, "%s\"", i ? "," : "");
        json_text(out, in.v[i]);
        buf_byte(out, '"');
    }
    buf_add(out, S("]}\n"));
}

/* --- the command --- */

static void report(const struct options *o, struct reply *r, const struct fonts_of_book *f)
{
    /* What is printed grows in the reply's arena, so scratch must be of another. */
    arena big = arena_reserve((isize)1 << 30), whole = big;
    isize gaps = 0;
    for (isize i = 0; i < f->n; i++) {
        if (o->json) json_font(&r->out, &f->v[i]);
        else if (!o->missing) print_font(&r->out, &big, &f->v[i]);
    }
    for (int role = 0; role < TEXT_ROLES; role++) {
        for (isize i = 0; i < f->gaps[role].n && (o->missing || o->json); i++) {
            if (o->json) json_gap(&r->out, big, f, role, &f->gaps[role].v[i]);
            else print_gap(&r->out, big, f, role, &f->gaps[role].v[i]);
        }
        gaps += f->gaps[role].n;
    }
    if (!o->json && !o->missing && f->n)
        buf_printf(&r->out, "%td character%s in none of the fonts of their role\n", gaps,
                   plural(gaps));
    if (!o->json && !f->n) buf_add(&r->out, S("book.yaml has no fonts for the text\n"));
    arena_release(whole.at, whole.end);
}

static int run(const struct options *o, arena *a, struct reply *r)
{
    struct project *pj = make(a, struct project);
    struct fonts_of_book fonts;
    struct book *b = &pj->book;
    int status = project_open(o, a, r, pj);
    if (status >= 0) return status;
    if (!b->nposts) return o->allow_empty ? EXIT_DONE : EXIT_NOTHING;
    struct store *store = project_store(o, a);
    struct finder *finder = finder_open(a, b->conf, store, &r->said);
    progress_on(o, &pj->crew, "convert", a);
    book_convert(b, a, &pj->crew, finder, store);
    progress_off(&pj->crew);
    struct edition ed = {.store = store, .version = ZHBOOK_VERSION};
    book_fonts(b, &ed, a, &fonts, &r->said);
    report(o, r, &fonts);
    store_close(store, *a);
    return status_of_said(&r->said, EXIT_DONE);
}

const struct cmd cmd_fonts = {
    .name = "fonts",
    .args = "[book.yaml]",
    .help = "print the fonts of the book: what is in it of them, and which characters they lack",
    .options = "jobs missing allow-empty no-cache",
    .run = run,
};
