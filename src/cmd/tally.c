/* tally.c - what is said of each file of a book.  See editions_local.h. */
#include "editions_local.h"
#include "os.h"

struct tally_of_print tally_print(const struct book *b)
{
    struct tally_of_print t = {0};
    for (isize i = 0; i < b->nposts; i++) {
        const struct post *p = &b->posts[i];
        t.chars_in += p->chars_in;
        t.chars_out += p->chars_out;
        t.chars_removed += p->chars_removed;
        t.missing += p->nlost;
        t.cached += p->cached;
    }
    return t;
}

static void size_text(struct buf *out, long long bytes)
{
    if (bytes < 1000000) buf_printf(out, "%.1f kB", (double)bytes / 1e3);
    else buf_printf(out, "%.1f MB", (double)bytes / 1e6);
}

static void line(struct run *run, const struct print *p, const struct made_file *f, double seconds)
{
    struct buf *out = &run->r->out;
    const struct tally_of_print t = p->tally;
    const int *said = f->said;
    text_shown(out, f->path);
    buf_add(out, S("  "));
    if (run->o->dry_run) buf_add(out, S("not written"));
    else size_text(out, f->bytes);
    buf_printf(out, "  %td article%s  %td image%s", p->book.nposts, plural(p->book.nposts),
               p->book.nimages, plural(p->book.nimages));
    if (t.missing) buf_printf(out, " (%td missing)", t.missing);
    buf_printf(out, "  %d error%s %d warning%s  %.2f s\n", said[DIAG_ERROR],
               plural(said[DIAG_ERROR]), said[DIAG_WARN], plural(said[DIAG_WARN]), seconds);
}

static void record(struct run *run, const struct print *p, const struct made_file *f,
                   double seconds)
{
    struct buf *out = &run->r->out;
    const struct tally_of_print t = p->tally;
    buf_add(out, S("{\"file\":\""));
    json_text(out, f->path);
    if (run->o->dry_run) buf_add(out, S("\",\"bytes\":null,\"sha256\":null"));
    else
        buf_printf(out, "\",\"bytes\":%lld,\"sha256\":\"%.*s\"", f->bytes,
                   STR(sha256_hex(run->a, sha256_file(f->at, *run->a), 32)));
    buf_printf(out, ",\"device\":\"%s\",\"format\":\"%s\"", f->device->name,
               f->kepub ? "kepub" : "epub");
    if (f->volume) buf_printf(out, ",\"volume\":%d,\"volumes\":%d", f->volume, f->volumes);
    buf_printf(out, ",\"articles\":%td,\"images\":%td,\"missing\":%td", p->book.nposts,
               p->book.nimages, t.missing);
    buf_printf(out, ",\"chars_in\":%lld,\"chars_out\":%lld,\"chars_removed\":%lld", t.chars_in,
               t.chars_out, t.chars_removed);
    buf_printf(out, ",\"errors\":%d,\"warnings\":%d,\"notes\":%d", f->said[DIAG_ERROR],
               f->said[DIAG_WARN], f->said[DIAG_NOTE]);
    buf_printf(out, ",\"cached\":%td,\"seconds\":%.3f,\"peak_bytes\":%lld}\n", t.cached, seconds,
               os_peak_memory());
}

void tally_say(struct run *run, const struct print *p, const struct made_file *f)
{
    double now = os_clock(), seconds = now - run->began;
    run->began = now;
    if (run->o->json) record(run, p, f, seconds);
    else if (!run->o->quiet) line(run, p, f, seconds);
}
