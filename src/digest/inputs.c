/*
 * inputs.c - what issues were made from, each file once, named by its SHA-256.
 *
 *   state/inputs/3f/3f9a…
 *
 * Bytes are on the disk before their name is, and the names before an issue is written down.  No
 * file is trusted: what has another hash than its name is not there.
 */
#include "digest_local.h"
#include "hash.h"
#include "os.h"
#include "path.h"

enum { INPUT_MAX = 1 << 30 };

str digest_inputs(arena *a, const struct conf *conf)
{
    return path_join(a, path_dir(conf_path(a, conf, conf->state)), S("inputs"));
}

str path_kept(const struct conf *conf, str path)
{
    str base = conf->base;
    if (base.len && path.len > base.len && str_starts(path, base) && path.p[base.len] == '/')
        return str_skip(path, base.len + 1);
    return path;
}

static str place_of(arena *a, str dir, str sum)
{
    return str_printf(a, "%.*s/%.*s/%.*s", STR(dir), STR(str_head(sum, 2)), STR(sum));
}

bool input_keep(str dir, str bytes, struct issue_input *to, arena *a, struct diags *ds)
{
    to->sum = sha256_hex(a, sha256(bytes), 32);
    to->bytes = bytes.len;
    str path = place_of(a, dir, to->sum);
    struct os_info there = os_stat(path, *a);
    if (there.kind == OS_FILE && there.size == bytes.len) return true;
    return os_mkdir(path_dir(path), *a, ds) && os_write(path, bytes, true, *a, ds);
}

bool input_keep_file(str dir, str path, struct issue_input *to, arena *a, struct diags *ds)
{
    arena bytes = arena_reserve((isize)4 << 30);
    u8 *start = bytes.at;
    str text;
    bool ok = os_read(&bytes, path, INPUT_MAX, &text, ds) && input_keep(dir, text, to, a, ds);
    arena_release(start, bytes.end);
    return ok;
}

bool input_read(str dir, const struct issue_input *from, arena *a, str *out, struct diags *ds)
{
    str path = place_of(ds->mem, dir, from->sum);
    bool there = os_read_quiet(a, path, INPUT_MAX, out);
    arena tmp = *a;
    if (there && str_eq(sha256_hex(&tmp, sha256(*out), 32), from->sum)) return true;
    diag(ds, DIAG_INPUT_LOST, (where){.file = path}, "%.*s: %s", STR(from->path),
         there ? "it was changed" : "it is not there");
    return false;
}
