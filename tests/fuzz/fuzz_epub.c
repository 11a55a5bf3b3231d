/*
 * fuzz_epub.c - any bytes as a finished book.
 *
 * Claim: it is refused with a reason, or all that it says of itself is UTF-8 and leads to
 * places in the container.  Bytes that are no zip file are wrapped in one: then they are the
 * package document and the contents at once.
 */
#include "epub.h"
#include "input.h"
#include "os.h"
#include "send.h"
#include "zip.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

static const char container[] =
    "<container><rootfiles><rootfile full-path='a/p.opf'/></rootfiles></container>";

static void must(bool claim)
{
    if (!claim) abort();
}

static bool inside(str path)
{
    for (struct cut c = {.tail = path}; c.tail.len;) {
        c = str_cut(c.tail, '/');
        if (str_eq(c.head, S(".."))) return false;
    }
    return !str_starts(path, S("/"));
}

static void look(arena *a, str path)
{
    struct epub b;
    struct diags ds = {.mem = a};
    struct buf causes = {.mem = a};
    bool ok = epub_open(a, path, &b, &ds);
    must(ok == !ds.count[DIAG_ERROR]);
    if (!ok) return;
    for (isize i = 0; i < b.nitems; i++)
        must(b.items[i].path.len && inside(b.items[i].path) && utf8_ok(b.items[i].id));
    for (isize i = 0; i < b.nspine; i++) must(b.spine[i] >= 0 && b.spine[i] < b.nitems);
    for (isize i = 0; i < b.ntoc; i++)
        must(inside(b.toc[i].path) && utf8_ok(b.toc[i].label) && b.toc[i].level >= 0);
    must(utf8_ok(b.title) && utf8_ok(b.identifier) && utf8_ok(b.description));
    epub_names(a, &b);
    epub_close(&b);
    struct parcel p;
    must(parcel_read(a, path, &p, &ds));
    must(parcel_name(a, &p).len > 5);
    kindle_causes(&causes, &p, *a);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
    static arena all;
    if (!all.at) all = arena_reserve((isize)1 << 30);
    arena mem = all;
    if (size > 3 && !memcmp(data, "PK", 2)) {
        look(&mem, file_of(&mem, data, size));
        return 0;
    }
    str text = {data, (isize)size};
    struct diags ds = {.mem = &mem};
    struct entry e[] = {{.name = S("mimetype"), .bytes = S("application/epub+zip")},
                        {.name = S("META-INF/container.xml"), .bytes = str_of(container)},
                        {.name = S("a/p.opf"), .bytes = text},
                        {.name = S("a/n.xhtml"), .bytes = text}};
    e[0].size = e[0].plain = e[0].bytes.len; /* stored */
    for (int i = 1; i < COUNT(e); i++) zip_deflate(&mem, e[i].bytes, &e[i]);
    str path = str_printf(&mem, "build/fuzz-epub-%ld", os_pid());
    must(zip_write(e, COUNT(e), path, 0, &mem, &ds));
    look(&mem, path);
    os_remove(path, mem);
    return 0;
}
