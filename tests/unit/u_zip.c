#include "os.h"
#include "unit.h"
#include "zip.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <zip.h>

static str folder(arena *mem, struct diags *ds)
{
    str dir = S("build/test/zip");
    CHECK(os_mkdir(dir, *mem, ds));
    return dir;
}

static str path_in(arena *mem, str dir, const char *name)
{
    return str_printf(mem, "%.*s/%s", STR(dir), name);
}

static str read_all(arena *mem, str path)
{
    str s = {0};
    CHECK(os_read_quiet(mem, path, 1 << 24, &s));
    return s;
}

static str long_text(arena *mem)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < 500; i++) buf_printf(&b, "<p>第 %d 段，说的是同一件事。</p>\n", i);
    return buf_str(&b);
}

/* mimetype, a deflated text, and a file read from an offset. */
static isize three(arena *mem, str dir, struct entry *e)
{
    str file = path_in(mem, dir, "source.bin");
    struct diags ds = {.mem = mem};
    CHECK(os_write(file, S("....PICTURE"), false, *mem, &ds));
    str type = S("application/epub+zip");
    e[0] = (struct entry){.name = S("mimetype"), .bytes = type, .size = type.len};
    e[1].name = S("EPUB/text/c0001.xhtml");
    zip_deflate(mem, long_text(mem), &e[1]);
    e[2] = (struct entry){.name = S("EPUB/images/a.jpg"), .file = file, .from = 4, .size = 7};
    return 3;
}

enum { WHEN = 1628926664 }; /* 2021-08-14T07:37:44Z */

TEST(zip__starts_as_the_container_format_wants)
{
    static const u8 head[38] = "PK\3\4"
                               "\12\0\0\0\0\0" /* version 1.0, no flags, stored */
                               "\xB6\x3C\x0E\x53"
                               "\x6F\x61\xAB\x2C" /* CRC-32 */
                               "\x14\0\0\0\x14\0\0\0"
                               "\x08\0\0\0"
                               "mimetype";
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "head.epub");
    isize n = three(mem, dir, e);
    CHECK(zip_write(e, n, path, WHEN, mem, ds));
    str z = read_all(mem, path);
    CHECK(z.len > 58);
    CHECK_INT(memcmp(z.p, head, sizeof head), 0);
    CHECK_STR(str_head(str_skip(z, 38), 20), S("application/epub+zip"));
}

TEST(zip__gives_back_what_went_in)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "back.epub");
    isize n = three(mem, dir, e);
    CHECK(e[1].deflated && e[1].size < e[1].plain / 4);
    CHECK(zip_write(e, n, path, WHEN, mem, ds));

    zip_t *z = zip_open(str_z(mem, path), ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    CHECK(z && zip_get_num_entries(z, 0) == 3);
    str want[3] = {S("application/epub+zip"), long_text(mem), S("PICTURE")};
    for (zip_uint64_t i = 0; z && i < 3; i++) {
        zip_stat_t st;
        zip_uint8_t system;
        zip_uint32_t attributes;
        CHECK(!zip_stat_index(z, i, 0, &st));
        CHECK_STR(str_of(st.name), e[i].name);
        CHECK(!zip_file_get_external_attributes(z, i, 0, &system, &attributes));
        CHECK_INT(attributes, 0100644LL << 16);
        CHECK_INT(zip_file_extra_fields_count(z, i, ZIP_FL_LOCAL), 0);
        CHECK_INT(zip_file_extra_fields_count(z, i, ZIP_FL_CENTRAL), 0);
        zip_file_t *f = zip_fopen_index(z, i, 0);
        u8 *bytes = make_n(mem, u8, (isize)st.size + 1);
        CHECK_INT(zip_fread(f, bytes, st.size + 1), want[i].len);
        CHECK_STR(((str){bytes, (isize)st.size}), want[i]);
        CHECK_INT(zip_fclose(f), 0); /* which compares the CRC */
    }
    if (z) zip_discard(z);
}

TEST(zip__is_the_same_every_time)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), a = path_in(mem, dir, "a.epub"), b = path_in(mem, dir, "b.epub");
    isize n = three(mem, dir, e);
    CHECK(zip_write(e, n, a, WHEN, mem, ds));
    CHECK(zip_write(e, n, b, WHEN, mem, ds));
    CHECK(zip_write(e, n, a, WHEN, mem, ds)); /* over an old one */
    CHECK(str_eq(read_all(mem, a), read_all(mem, b)));
}

TEST(zip__dates_before_1980_become_its_first_day)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "old.epub");
    CHECK(zip_write(e, three(mem, dir, e), path, 0, mem, ds));
    str z = read_all(mem, path);
    CHECK_INT(z.p[10] | z.p[11] << 8, 0);
    CHECK_INT(z.p[12] | z.p[13] << 8, 1 << 5 | 1);
}

TEST(zip__a_changed_source_leaves_the_old_book)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "kept.epub");
    isize n = three(mem, dir, e);
    CHECK(os_write(path, S("old book"), false, *mem, ds));

    struct entry gone = e[2], grown = e[2];
    gone.file = path_in(mem, dir, "nothing-here");
    grown.from = 0; /* the whole file is meant, and it is longer than 7 bytes */
    const struct entry bad[2] = {gone, grown};
    for (isize i = 0; i < COUNT(bad); i++) {
        struct diags told = {.mem = mem};
        e[2] = bad[i];
        CHECK(!zip_write(e, n, path, WHEN, mem, &told));
        CHECK_INT(told.count[DIAG_ERROR], 1);
        CHECK(told.first && told.first->id == DIAG_ENTRY_CHANGED);
        CHECK_STR(read_all(mem, path), S("old book"));
    }
    struct strs names = {0};
    CHECK(os_list(mem, dir, &names, ds));
    for (isize i = 0; i < names.n; i++) CHECK(!str_has(names.v[i], S(".tmp-")));
}

/* What is said lies in the same arena: it must not fall upon the name of what has to go. */
TEST(zip__nothing_is_left_where_no_file_may_be)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "is-a-folder");
    CHECK(os_mkdir(path, *mem, ds));
    CHECK(!zip_write(e, three(mem, dir, e), path, WHEN, mem, ds));
    CHECK(ds->first && ds->first->id == DIAG_WRITE);
    struct strs names = {0};
    CHECK(os_list(mem, dir, &names, ds));
    for (isize i = 0; i < names.n; i++) CHECK(!str_has(names.v[i], S(".tmp-")));
}

TEST(zip__a_full_disk_leaves_the_old_book)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds), path = path_in(mem, dir, "full.epub");
    isize n = three(mem, dir, e);
    CHECK(os_write(path, S("old book"), false, *mem, ds));
    struct rlimit was, small;
    CHECK(!getrlimit(RLIMIT_FSIZE, &was));
    small = was;
    small.rlim_cur = 700; /* bytes that any file may have */
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    CHECK(!setrlimit(RLIMIT_FSIZE, &small));
    bool done = zip_write(e, n, path, WHEN, mem, ds);
    CHECK(!setrlimit(RLIMIT_FSIZE, &was));
    signal(SIGXFSZ, before);
    CHECK(!done && ds->first && ds->first->id == DIAG_WRITE);
    CHECK_STR(read_all(mem, path), S("old book"));
    struct strs names = {0};
    CHECK(os_list(mem, dir, &names, ds));
    for (isize i = 0; i < names.n; i++) CHECK(!str_has(names.v[i], S(".tmp-")));
}

TEST(zip__a_folder_that_is_not_there_is_told)
{
    struct entry e[3] = {0};
    str dir = folder(mem, ds);
    CHECK(!zip_write(e, three(mem, dir, e), S("build/test/no/such/x.epub"), WHEN, mem, ds));
    CHECK(ds->first && ds->first->id == DIAG_WRITE);
}

TEST(zip__does_not_deflate_what_would_not_shrink)
{
    struct entry e = {.name = S("a")};
    zip_deflate(mem, S("7x!"), &e);
    CHECK(!e.deflated && e.size == 3 && str_eq(e.name, S("a")));
    zip_deflate(mem, S(""), &e);
    CHECK(!e.deflated && !e.size);
}
