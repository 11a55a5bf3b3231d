/*
 * find.c - from a reference to the bytes.
 *
 * A reference is tried as what it most likely is, and each try is a name in a
 * folder.  The first file that is a good picture wins; if there is none, the
 * first one that was there at all says what was wrong.
 */
#include "image_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"
#include "url.h"

#include <string.h>

struct search {
    const struct finder *f;
    const struct post *post;
    arena *keep;
    struct sought *to; /* the first thing that was wrong, until one is found */
};

/* Remember the first thing that was wrong; the search goes on. */
static bool fail(struct search *s, enum finding why, str what)
{
    if (s->to->found == FOUND_NOT) {
        s->to->found = why;
        s->to->what = what;
    }
    return false;
}

static bool confined(const struct finder *f, str path, arena scratch)
{
    str real = os_real(&scratch, path);
    for (isize i = 0; i < f->confines.n; i++)
        if (path_below(real, f->confines.v[i])) return true;
    return false;
}

/* Take what was found, or remember what was wrong. */
static bool settle(struct search *s, const struct sought *seen)
{
    if (seen->found != FOUND) return fail(s, seen->found, seen->what);
    *s->to = *seen;
    return true;
}

/* Read the file and look at it; `sum` is what its hash must be, if known. */
static struct looked look_at_file(str path, str sum, arena scratch)
{
    str bytes;
    if (!os_read_quiet(&scratch, path, IMAGE_MAX, &bytes))
        return (struct looked){.found = FOUND_BROKEN, .what = S("the file cannot be read")};
    if (sum.len && !str_eq(sha256_hex(&scratch, sha256(bytes), 32), sum))
        return (struct looked){.found = FOUND_BROKEN, .what = S("the cached file was changed")};
    return image_look(bytes);
}

/* True if the file at `path` is a good picture. */
static bool try_file(struct search *s, str path, str sum, arena scratch)
{
    if (memchr(path.p, 0, (size_t)path.len)) return false;
    struct os_info info = os_stat(path, scratch);
    if (info.kind != OS_FILE) return false;
    if (!confined(s->f, path, scratch))
        return fail(s, FOUND_REFUSED, S("outside of the folders of this book"));
    if (info.size > IMAGE_MAX) return fail(s, FOUND_REFUSED, S("larger than 50 MB"));
    struct looked look;
    if (!memo_find(s->f, path, info, s->keep, &look)) {
        look = look_at_file(path, sum, scratch);
        memo_keep(s->f, path, info, &look, scratch);
    }
    struct sought seen = image_plan_for(s->f, &look, s->keep);
    seen.image.path = str_dup(s->keep, path);
    return settle(s, &seen);
}

/* --- files --- */

/* The ways a reference may be spelt as a file name, likeliest first. */
static struct strs spellings(arena *a, str ref)
{
    struct strs all = {0};
    isize cut = 0;
    while (cut < ref.len && ref.p[cut] != '?' && ref.p[cut] != '#') cut++;
    str forms[] = {ref, url_decode(a, ref, false), str_head(ref, cut),
                   url_decode(a, str_head(ref, cut), false)};
    for (isize i = 0; i < COUNT(forms); i++)
        if (forms[i].len && !strs_has(&all, forms[i])) strs_add(a, &all, forms[i]);
    return all;
}

static bool try_names(struct search *s, str dir, const struct strs *names, arena scratch)
{
    for (isize i = 0; i < names->n; i++) {
        str name = names->v[i];
        while (str_starts(name, S("/"))) name = str_skip(name, 1);
        arena temp = scratch;
        str path = path_plain(&temp, path_join(&temp, dir, name));
        if (name.len && try_file(s, path, (str){0}, temp)) return true;
    }
    return false;
}

/* The source folder that the post lies in: the innermost; -1 if none does. */
static isize root_of(const struct finder *f, str path, arena scratch)
{
    isize best = -1;
    str plain = path_plain(&scratch, path);
    for (isize i = 0; i < f->roots.n; i++)
        if (path_below(plain, f->roots.v[i]) &&
            (best < 0 || f->roots.v[i].len > f->roots.v[best].len))
            best = i;
    return best;
}

/* Below the folders that a site would be served from, the post's own first. */
static bool try_bases(struct search *s, const struct strs *names, arena scratch)
{
    const struct finder *f = s->f;
    isize own = root_of(f, s->post->path, scratch);
    for (int pass = 0; pass < 2; pass++)
        for (isize i = 0; i < f->nbases; i++)
            if ((f->bases[i].root == own) == !pass &&
                try_names(s, f->bases[i].path, names, scratch))
                return true;
    return false;
}

/* "../../img/x.png" counts from the page's address in many posts, not from the file. */
static struct strs without_ups(arena *a, const struct strs *names)
{
    struct strs all = {0};
    for (isize i = 0; i < names->n; i++) {
        str name = names->v[i];
        while (str_starts(name, S("../")) || str_starts(name, S("./")))
            name = str_skip(name, str_byte(name, '/', 0) + 1);
        strs_add(a, &all, name);
    }
    return all;
}

/* Hexo keeps the pictures of a post in a folder of its name. */
static str asset_folder(str path)
{
    isize dot = path.len;
    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/') dot--;
    return dot > 1 && path.p[dot - 1] == '.' ? str_head(path, dot - 1) : path;
}

static bool try_local(struct search *s, str ref, arena scratch)
{
    str path = s->post->path;
    struct strs names = spellings(&scratch, ref);
    if (str_starts(ref, S("/"))) return try_bases(s, &names, scratch);
    if (try_names(s, path_dir(path), &names, scratch)) return true;
    if (try_names(s, asset_folder(path), &names, scratch)) return true;
    names = without_ups(&scratch, &names);
    return try_bases(s, &names, scratch);
}

/* --- addresses --- */

/* "a-300x200.png" is a small "a.png" where WordPress made it; the path itself if it is no such. */
static str full_size(arena *a, str path)
{
    isize dot = path.len, at;
    while (dot > 0 && path.p[dot - 1] != '.' && path.p[dot - 1] != '/') dot--;
    if (!dot || path.p[--dot] != '.') return path;
    for (at = dot; at > 0 && is_digit(path.p[at - 1]);) at--;
    if (at == dot || !at || path.p[at - 1] != 'x') return path;
    isize x = --at;
    while (at > 0 && is_digit(path.p[at - 1])) at--;
    if (at == x || !at || path.p[at - 1] != '-') return path;
    return str_printf(a, "%.*s%.*s", STR(str_head(path, at - 1)), STR(str_skip(path, dot)));
}

/* Names that savers give to a path with a query, then the path alone. */
static struct strs saved_names(arena *a, struct url u)
{
    struct strs all = {0};
    str paths[] = {url_decode(a, u.path, false), u.path};
    str queries[] = {u.query, url_decode(a, u.query, false)};
    static const char *const marks[] = {"?", "%3F", "@"};
    for (isize i = 0; u.has_query && i < COUNT(paths) * COUNT(queries) * COUNT(marks); i++) {
        str query = queries[i / 2 % 2];
        struct buf name = {.mem = a};
        buf_printf(&name, "%.*s%s", STR(paths[i % 2]), marks[i / 4]);
        for (isize k = 0; k < query.len; k++)
            buf_add(&name, query.p[k] == '/' ? S("%2F") : str_head(str_skip(query, k), 1));
        if (!strs_has(&all, buf_str(&name))) strs_add(a, &all, buf_str(&name));
    }
    for (isize i = 0; i < COUNT(paths); i++)
        if (!strs_has(&all, paths[i])) strs_add(a, &all, paths[i]);
    str full = full_size(a, paths[0]);
    if (!str_eq(full, paths[0])) strs_add(a, &all, full);
    return all;
}

/* <mirror>/<host>/<path>; wget writes a port behind the host. */
static bool try_mirrors(struct search *s, struct url u, arena scratch)
{
    struct strs names = saved_names(&scratch, u), hosts = {0};
    str host = str_lower(&scratch, u.host);
    if (str_byte(host, '/', 0) >= 0 || str_starts(host, S("."))) return false;
    if (u.port.len) {
        strs_add(&scratch, &hosts, str_printf(&scratch, "%.*s:%.*s", STR(host), STR(u.port)));
        strs_add(&scratch, &hosts, str_printf(&scratch, "%.*s+%.*s", STR(host), STR(u.port)));
    }
    strs_add(&scratch, &hosts, host);
    for (isize m = 0; m < s->f->mirrors.n; m++)
        for (isize i = 0; i < hosts.n; i++) {
            arena temp = scratch;
            str dir = path_join(&temp, s->f->mirrors.v[m], hosts.v[i]);
            if (os_stat(dir, temp).kind == OS_DIR && try_names(s, dir, &names, temp)) return true;
        }
    return false;
}

static bool try_twins(struct search *s, struct url u, arena scratch)
{
    struct strs files = twins_find(s->f, u.host, url_decode(&scratch, u.path, false), &scratch);
    for (isize i = 0; i < files.n; i++)
        if (try_file(s, files.v[i], (str){0}, scratch)) return true;
    return false;
}

static bool try_cache(struct search *s, str url, arena scratch)
{
    str clean, path = cache_find(s->f, url, &scratch);
    if (!path.len && url_clean(&scratch, url, (str){0}, &clean))
        path = cache_find(s->f, clean, &scratch);
    return path.len && try_file(s, path, cache_sum(path), scratch);
}

/* An address of the post's own site, or of a preview on the writer's machine, is a
 * file of the site. */
static bool is_home(const struct post *p, struct url u)
{
    return str_ieq(u.host, S("localhost")) || str_eq(u.host, S("127.0.0.1")) ||
           (p->url.len && str_ieq(u.host, url_split(p->url).host));
}

static bool try_address(struct search *s, str url, arena scratch)
{
    struct url u = url_split(url);
    if (!u.host.len) return false;
    bool chosen = twins_chosen(u.host);
    if (chosen && try_twins(s, u, scratch)) return true;
    if (try_mirrors(s, u, scratch)) return true;
    if (!chosen && try_twins(s, u, scratch)) return true;
    if (try_cache(s, url, scratch)) return true;
    if (!is_home(s->post, u)) return false;
    struct strs names = spellings(&scratch, u.path);
    return try_bases(s, &names, scratch);
}

static bool try_data(struct search *s, str url, arena scratch)
{
    str bytes;
    if (!data_decode(&scratch, url, &bytes))
        return fail(s, FOUND_BROKEN, S("the data: address is damaged or too long"));
    struct looked look = image_look(bytes);
    struct sought seen = image_plan_for(s->f, &look, s->keep);
    seen.image.bytes = str_dup(s->keep, bytes);
    return settle(s, &seen);
}

/* Bytes of the scheme that s starts with: letters, digits, "+-." before a colon; 0: none. */
static isize scheme_length(str s)
{
    isize n = 0;
    while (n < s.len && (is_alpha(s.p[n]) || (n && (is_digit(s.p[n]) || s.p[n] == '+' ||
                                                    s.p[n] == '-' || s.p[n] == '.'))))
        n++;
    return n < s.len && s.p[n] == ':' ? n : 0;
}

static str slashes(arena *a, str s)
{
    struct buf b = {.mem = a};
    for (isize i = 0; i < s.len; i++) buf_byte(&b, s.p[i] == '\\' ? '/' : s.p[i]);
    return buf_str(&b);
}

enum { LONGEST = 8192 /* bytes of an address */ };

static bool try_any(struct search *s, str url, arena scratch)
{
    if (str_istarts(url, S("data:"))) return try_data(s, url, scratch);
    if (!url.len) return fail(s, FOUND_NOT, S("an empty address"));
    if (url.len > LONGEST) return fail(s, FOUND_REFUSED, S("an address of more than 8 kB"));
    isize scheme = scheme_length(url);
    if (scheme == 1 || str_istarts(url, S("file:")) || str_starts(url, S("\\\\")))
        return fail(s, FOUND_REFUSED, S("a file of the writer's machine"));
    str ref = slashes(&scratch, url), absolute;
    if (str_istarts(url, S("http:")) || str_istarts(url, S("https:")))
        return try_address(s, str_byte(url, '\\', 0) < 0 ? url : ref, scratch);
    if (str_starts(ref, S("//")))
        return try_address(s, str_printf(&scratch, "https:%.*s", STR(ref)), scratch);
    if (try_local(s, ref, scratch)) return true;
    if (scheme || !s->post->url.len) return false;
    return url_clean(&scratch, ref, s->post->url, &absolute) && try_address(s, absolute, scratch);
}

struct sought image_find(struct finder *f, const struct post *p, str url, arena *keep,
                         arena scratch)
{
    struct sought to = {.found = FOUND_NOT};
    struct search s = {.f = f, .post = p, .keep = keep, .to = &to};
    try_any(&s, str_trim(url), scratch);
    if (to.found != FOUND) to.image = (struct image){0};
    return to;
}

bool image_address(arena *a, const struct post *p, str ref, str *out)
{
    str url = str_trim(ref), none = {0};
    if (!url.len || url.len > LONGEST || str_istarts(url, S("data:"))) return false;
    isize scheme = scheme_length(url);
    if (scheme == 1 || str_istarts(url, S("file:")) || str_starts(url, S("\\\\"))) return false;
    bool web = str_istarts(url, S("http:")) || str_istarts(url, S("https:"));
    str flat = slashes(a, url);
    if (web && !url_clean(a, str_byte(url, '\\', 0) < 0 ? url : flat, none, out)) return false;
    if (!web && str_starts(flat, S("//"))) {
        if (!url_clean(a, str_printf(a, "https:%.*s", STR(flat)), none, out)) return false;
    } else if (!web && (scheme || !p->url.len || !url_clean(a, flat, p->url, out))) {
        return false;
    }
    return str_starts(*out, S("http://")) || str_starts(*out, S("https://"));
}
