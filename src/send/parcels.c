/* parcels.c - which file is for whom, and what it is called.  See send.h. */
#include "epub.h"
#include "device.h"
#include "hash.h"
#include "limit.h"
#include "os.h"
#include "path.h"
#include "send.h"

bool parcel_read(arena *a, str path, struct parcel *out, struct diags *ds)
{
    struct epub b;
    if (!epub_open(a, path, &b, ds)) return false;
    *out =
        (struct parcel){.path = path, .identifier = b.identifier, .title = b.title, .lang = b.lang};
    out->kepub = str_iends(path, S(".kepub.epub"));
    out->size = os_stat(path, *a).size;
    out->sum = sha256_hex(a, sha256_file(path, *a), 32);
    epub_close(&b);
    return true;
}

/* --- for whom --- */

static bool is_of(str device, const char *family)
{
    return str_starts(device, str_of(family));
}

/* How well the edition suits the recipient; 0: not at all. */
static int suits(const struct parcel *p, const struct recipient *r, bool kobo)
{
    bool mail = r->way == SEND_MAIL;
    bool kindle = mail && r->profile == PROFILE_KINDLE;
    if (p->kepub && kindle) return 0;
    if (r->device.len && p->device.len && !str_eq(r->device, p->device)) return 0;
    int points = 1;
    if (r->device.len && str_eq(r->device, p->device)) points += 8;
    if (p->kepub == kobo) points += 4;
    if (kindle && is_of(p->device, "kindle")) points += 2;
    if (kobo && is_of(p->device, "kobo")) points += 2;
    if (!kindle && !kobo && (is_of(p->device, "generic") || !p->device.len)) points += 2;
    return points;
}

struct parcels parcels_for(arena *a, const struct parcels *p, const struct recipient *r)
{
    struct parcels best = {.v = make_n(a, struct parcel, p->n + 1)};
    const struct mount *m = r->way == SEND_FOLDER ? mount_of(r->address, *a) : NULL;
    bool kobo = r->way == SEND_MAIL ? r->profile == PROFILE_KOBO
                : m                 ? m->kepub
                                    : is_of(r->device, "kobo");
    int points[64] = {0};
    for (isize i = 0; i < p->n; i++) {
        isize k = 0;
        int mine = suits(&p->v[i], r, kobo);
        while (k < best.n && best.v[k].part != p->v[i].part) k++;
        if (k >= COUNT(points) || mine <= (k < best.n ? points[k] : 0)) continue;
        points[k] = mine;
        best.v[k] = p->v[i];
        if (k == best.n) best.n++;
    }
    return best;
}

/* --- what it is called --- */

static bool is_plain(u8 c)
{
    return is_alpha(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
}

str parcel_name(arena *a, const struct parcel *p)
{
    struct buf b = {.mem = a};
    str name = path_name(p->path);
    str end = p->kepub ? S(".kepub.epub") : S(".epub");
    if (str_iends(name, end)) name = str_head(name, name.len - end.len);
    for (isize i = 0; i < name.len; i++) {
        if (is_plain(name.p[i])) buf_byte(&b, name.p[i]);
        else if (b.len && b.p[b.len - 1] != '-') buf_byte(&b, '-');
    }
    while (b.len && (b.p[b.len - 1] == '-' || b.p[b.len - 1] == '.')) b.len--;
    if (b.len > 80) b.len = 80;
    bool lost = b.len < name.len; /* names of Chinese alone must not become one */
    if (lost || !b.len) buf_printf(&b, "%s%.*s", b.len ? "-" : "book-", STR(str_head(p->sum, 8)));
    buf_add(&b, end);
    return buf_str(&b);
}

/* --- what it may weigh --- */

long long parcel_mailed(const struct parcel *p)
{
    enum { HEADERS = 4096 };
    return limit_encoded(p->size) + HEADERS;
}

str parcel_obstacle(arena *a, const struct parcel *p, const struct recipient *r)
{
    static const char *const services[] = {
        [PROFILE_KINDLE] = "kindle-mail", [PROFILE_KOBO] = NULL, [PROFILE_PLAIN] = "mail"};
    const char *name = r->way == SEND_MAIL ? services[r->profile] : NULL;
    const struct limit *l = name ? limit_of(str_of(name)) : NULL;
    if (!l || p->size <= limit_file(l)) return (str){0};
    return str_printf(a, "%.1f MB, and %s takes books of %.1f MB", (double)p->size / 1e6, l->help,
                      (double)limit_file(l) / 1e6);
}
