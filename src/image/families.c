/*
 * families.c - sites that keep each picture under many names.
 *
 * Zhihu serves one picture from six hosts in a dozen sizes, and a post names
 * another one than was saved.  Its name holds a hash of the picture, so files
 * are found by that, whatever the host, the size, the folder or the query.
 *
 * To add a site: a row in families[].
 */
#include "image_local.h"
#include "os.h"
#include "path.h"
#include "url.h"

#include <stdlib.h>

enum { DEEPEST = 5, CHOICES = 32 };

struct family {
    bool (*owns)(str host);
    str (*key)(str path); /* a view of path; {0}: no such picture */
    bool chosen;          /* by images.zhihu_variant, before an exact match */
};

static isize run(str s, isize at, bool (*in)(u8 c))
{
    isize from = at;
    while (at < s.len && in(s.p[at])) at++;
    return at - from;
}

static bool is_hex(u8 c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

static bool is_word(u8 c)
{
    return is_alpha(c) || is_digit(c) || c == '_' || c == '-';
}

/* pic1.zhimg.com … pic4, pica, picx, pic. */
static bool zhimg_owns(str host)
{
    return str_istarts(host, S("pic")) && str_iends(host, S(".zhimg.com")) && host.len <= 15;
}

/* "v2-" and 32 hex digits, or 9 to 32 of them, whatever follows. */
static str zhimg_key(str path)
{
    str name = path_name(path);
    isize v2 = str_starts(name, S("v2-")) ? 3 : 0;
    isize n = run(name, v2, is_hex);
    if (v2 ? n != 32 : n < 9 || n > 32) return (str){0};
    if (v2 + n < name.len && is_alpha(name.p[v2 + n])) return (str){0};
    return str_head(name, v2 + n);
}

static bool sina_owns(str host)
{
    return str_iends(host, S(".sinaimg.cn"));
}

/* /large/006fVPCvly1….jpg: the size is a folder. */
static str sina_key(str path)
{
    str name = str_cut(path_name(path), '.').head;
    return name.len >= 20 && run(name, 0, is_word) == name.len ? name : (str){0};
}

static bool weixin_owns(str host)
{
    return str_ieq(host, S("mmbiz.qpic.cn")) || str_ieq(host, S("mmbiz.qlogo.cn"));
}

/* /mmbiz_png/KEY/640: the size is the name, the type a query. */
static str weixin_key(str path)
{
    if (str_starts(path, S("/"))) path = str_skip(path, 1);
    str key = str_cut(str_cut(path, '/').tail, '/').head;
    return key.len >= 32 && run(key, 0, is_word) == key.len ? key : (str){0};
}

static const struct family families[] = {
    {zhimg_owns, zhimg_key, true},
    {sina_owns, sina_key, false},
    {weixin_owns, weixin_key, false},
};

static int family_of(str host)
{
    for (int i = 0; i < COUNT(families); i++)
        if (families[i].owns(host)) return i;
    return -1;
}

bool twins_known(str host)
{
    return family_of(host) >= 0;
}

bool twins_chosen(str host)
{
    int i = family_of(host);
    return i >= 0 && families[i].chosen;
}

void twins_add(struct twins *t, arena *a, str host, str path, struct twin file)
{
    file.family = family_of(host);
    if (file.family < 0) return;
    file.key = str_dup(a, families[file.family].key(path));
    if (!file.key.len) return;
    file.name = str_dup(a, path_name(path));
    t->v = make_room(a, t->v, t->n);
    t->v[t->n++] = file;
}

static int depth(str path)
{
    int n = 0;
    for (isize i = 0; i < path.len; i++) n += path.p[i] == '/';
    return n;
}

/* All files below a host's folder.  `todo` holds the folders still to be seen. */
static void add_host(struct twins *t, arena *a, str mirror, str host, arena scratch)
{
    str top = path_join(&scratch, mirror, host);
    struct strs todo = {0};
    struct diags quiet = {.mem = &scratch};
    strs_add(&scratch, &todo, (str){0});
    for (isize at = 0; at < todo.n; at++) {
        struct strs names = {0};
        str dir = todo.v[at]; /* "" or "/50" */
        str real = str_printf(&scratch, "%.*s%.*s", STR(top), STR(dir));
        if (!os_list(&scratch, real, &names, &quiet)) continue;
        for (isize i = 0; i < names.n; i++) {
            str path = str_printf(&scratch, "%.*s/%.*s", STR(dir), STR(names.v[i]));
            str file = str_printf(&scratch, "%.*s%.*s", STR(top), STR(path));
            struct os_info info = os_stat(file, scratch);
            if (info.kind == OS_DIR && depth(path) < DEEPEST) strs_add(&scratch, &todo, path);
            if (info.kind == OS_FILE)
                twins_add(t, a, host, path,
                          (struct twin){.path = str_dup(a, file), .size = info.size});
        }
    }
}

void twins_add_mirror(struct twins *t, arena *a, str mirror, arena scratch)
{
    struct strs hosts = {0};
    struct diags quiet = {.mem = &scratch};
    if (!os_list(&scratch, mirror, &hosts, &quiet)) return;
    for (isize i = 0; i < hosts.n; i++)
        if (family_of(hosts.v[i]) >= 0) add_host(t, a, mirror, hosts.v[i], scratch);
}

static int by_key(int family, str key, const struct twin *b)
{
    return family != b->family ? family - b->family : str_cmp(key, b->key);
}

static int by_place(const void *x, const void *y)
{
    const struct twin *a = x, *b = y;
    int order = by_key(a->family, a->key, b);
    return order ? order : str_cmp(a->path, b->path);
}

void twins_sort(struct twins *t)
{
    if (t->n) qsort(t->v, (size_t)t->n, sizeof *t->v, by_place);
}

/* What a size of Zhihu is called in names, by enum of conf.h. */
static const char *const variant_names[] = {
    [ZHIHU_1440W] = "_1440w", [ZHIHU_R] = "_r", [ZHIHU_720W] = "_720w"};

static bool is_variant(const struct twin *t, int variant)
{
    if (!families[t->family].chosen) return false;
    str rest = str_skip(t->name, t->key.len), want = str_of(variant_names[variant]);
    return str_starts(rest, want) && (rest.len == want.len || rest.p[want.len] == '.');
}

static bool is_gif(str name)
{
    return str_ifind(name, S(".gif"), 0) >= 0;
}

/* Moving pictures for those who ask for them, then the policy's size, then the largest. */
static bool better(const struct finder *f, const struct twin *a, const struct twin *b, bool gif)
{
    bool kind_a = is_gif(a->name) == gif, kind_b = is_gif(b->name) == gif;
    if (kind_a != kind_b) return kind_a;
    bool size_a = is_variant(a, f->conf->zhihu_variant);
    bool size_b = is_variant(b, f->conf->zhihu_variant);
    return size_a != size_b ? size_a : a->size > b->size;
}

struct strs twins_find(const struct finder *f, str host, str path, arena *a)
{
    struct strs found = {0};
    const struct twin *best[CHOICES];
    int n = 0, family = family_of(host);
    str key = family < 0 ? (str){0} : families[family].key(path);
    isize low = 0, high = key.len ? f->twins.n : 0;
    while (low < high) {
        isize mid = low + (high - low) / 2;
        if (by_key(family, key, &f->twins.v[mid]) > 0) low = mid + 1;
        else high = mid;
    }
    if (!key.len) return found;
    for (; low < f->twins.n && n < CHOICES && !by_key(family, key, &f->twins.v[low]); low++) {
        int at = n++;
        for (; at > 0 && better(f, &f->twins.v[low], best[at - 1], is_gif(path)); at--)
            best[at] = best[at - 1];
        best[at] = &f->twins.v[low];
    }
    for (int i = 0; i < n; i++) strs_add(a, &found, best[i]->path);
    return found;
}

/* v2-HASH_r.jpg → v2-HASH_1440w.jpg: of what articles show, not of faces and icons. */
bool image_rather(arena *a, const struct conf *conf, str url, str *out)
{
    static const str sizes[] = {LIT("_r"), LIT("_b"), LIT("_hd"), LIT("_720w"), LIT("_1440w")};
    struct url u = url_split(url);
    str name = path_name(u.path);
    if (!zhimg_owns(u.host) || is_gif(name)) return false;
    str key = zhimg_key(u.path), want = str_of(variant_names[conf->zhihu_variant]);
    struct cut size = str_cut(str_skip(name, key.len), '.');
    if (!key.len || !size.ok || str_eq(size.head, want)) return false;
    for (isize i = 0; i < COUNT(sizes); i++) {
        if (!str_eq(size.head, sizes[i])) continue;
        isize at = name.p + key.len - url.p;
        *out = str_printf(a, "%.*s%.*s%.*s", STR(str_head(url, at)), STR(want),
                          STR(str_skip(url, at + size.head.len)));
        return true;
    }
    return false;
}

str image_family(arena *a, const struct conf *conf, str url, bool *wanted)
{
    struct url u = url_split(url);
    int family = family_of(u.host);
    struct twin t = {.family = family, .name = path_name(u.path)};
    *wanted = false;
    if (family < 0) return (str){0};
    t.key = families[family].key(u.path);
    if (!t.key.len) return (str){0};
    *wanted = str_starts(t.name, t.key) && is_variant(&t, conf->zhihu_variant);
    return str_printf(a, "%d:%.*s%s", family, STR(t.key), is_gif(t.name) ? ".gif" : "");
}
