/*
 * recipients.c - who "me-kindle" is.
 *
 *   me-kindle: me@kindle.example                    # as send.profile says
 *   mother: {address: m@example.org, profile: plain}
 *   nas: {webdav: "https://nas.example/books/", user: me, password_env: NAS}
 *   kobo: {folder: /media/me/KOBOeReader, device: kobo-libra}
 *   family: [me-kindle, mother]
 */
#include "device.h"
#include "near.h"
#include "os.h"
#include "path.h"
#include "send.h"
#include "url.h"
#include "yaml.h"

enum { FILE_MAX = 1 << 20, NAMES_MAX = 1000 };

struct search {
    arena *mem;
    const struct conf *conf;
    str file;
    const struct yaml *names; /* NULL: there is no file */
    struct recipients *out;
    struct diags *ds;
    struct strs asked; /* names on the way, so that a group in itself ends */
};

static bool wrong(struct search *s, const struct yaml *v, const char *what, str word)
{
    diag(s->ds, DIAG_RECIPIENT, (where){s->file, v->line, v->col}, "%s%s%.*s", what,
         word.len ? ": " : "", STR(word));
    return false;
}

/* --- one of them --- */

static bool has_way(const struct recipient *r)
{
    if (r->way == SEND_MAIL) return mail_is_address(r->address);
    return r->address.len > 0;
}

/* "a@b", "https://…", "/path": what needs no file. */
static bool is_place(str word, struct recipient *r)
{
    bool url = str_istarts(word, S("https://")) || str_istarts(word, S("http://"));
    bool path = str_starts(word, S("/")) || str_starts(word, S("./")) || str_starts(word, S("~/"));
    r->way = url ? SEND_DAV : path ? SEND_FOLDER : SEND_MAIL;
    r->address = word;
    return url || path || mail_is_address(word);
}

static str at_home(arena *a, str path)
{
    if (!str_starts(path, S("~/"))) return path;
    return path_join(a, os_env(a, "HOME"), str_skip(path, 2));
}

static void add(struct search *s, struct recipient r)
{
    struct recipients *l = s->out;
    if (r.way == SEND_FOLDER) r.address = at_home(s->mem, r.address);
    if (r.way == SEND_FOLDER) r.address = conf_path(s->mem, s->conf, r.address);
    for (isize i = 0; i < l->n; i++)
        if (str_eq(l->v[i].address, r.address)) return;
    l->v = make_room(s->mem, l->v, l->n);
    l->v[l->n++] = r;
}

/* --- one entry of the file --- */

static bool take_profile(struct search *s, const struct yaml *v, struct recipient *r)
{
    static const char *const names[] = {"kindle", "kobo", "plain"};
    for (int i = 0; i < COUNT(names); i++)
        if (str_eq(v->text, str_of(names[i]))) return r->profile = i, true;
    return wrong(s, v, "profile is kindle, kobo or plain", v->text);
}

static bool take_device(struct search *s, const struct yaml *v, struct recipient *r)
{
    r->device = v->text;
    return device_of(v->text) || wrong(s, v, "no such device", v->text);
}

static bool take_command(struct search *s, const struct yaml *v, struct recipient *r)
{
    r->secret = (struct send_secret){.kind = "command"};
    if (v->kind != YAML_LIST || !v->n)
        return wrong(s, v, "password_command is a list: a program and its arguments", S(""));
    for (const struct yaml *w = v->first; w; w = w->next)
        strs_add(s->mem, &r->secret.words, w->text);
    return true;
}

static bool take_field(struct search *s, const struct yaml *v, struct recipient *r)
{
    str key = v->key->text;
    if (str_eq(key, S("password_command"))) return take_command(s, v, r);
    if (v->kind != YAML_SCALAR) return wrong(s, v, "a text is wanted", key);
    if (str_eq(key, S("profile"))) return take_profile(s, v, r);
    if (str_eq(key, S("device"))) return take_device(s, v, r);
    if (str_eq(key, S("user"))) return r->user = v->text, true;
    if (str_eq(key, S("ca"))) return r->ca = at_home(s->mem, v->text), true;
    bool env = str_eq(key, S("password_env"));
    if (env || str_eq(key, S("password_file"))) {
        r->secret = (struct send_secret){.kind = env ? "env" : "file"};
        strs_add(s->mem, &r->secret.words, env ? v->text : at_home(s->mem, v->text));
        return true;
    }
    bool mail = str_eq(key, S("address")), dav = str_eq(key, S("webdav"));
    if (!mail && !dav && !str_eq(key, S("folder"))) return wrong(s, v->key, "unknown key", key);
    r->way = mail ? SEND_MAIL : dav ? SEND_DAV : SEND_FOLDER;
    r->address = v->text;
    if (dav)
        return is_place(v->text, r) && r->way == SEND_DAV ? true : wrong(s, v, "no URL", v->text);
    return !mail || mail_is_address(v->text) || wrong(s, v, "no address of mail", v->text);
}

static bool take_entry(struct search *s, const struct yaml *v, struct recipient r)
{
    bool ok = true;
    if (v->kind == YAML_SCALAR) {
        if (!is_place(v->text, &r))
            return wrong(s, v, "neither an address of mail, a folder nor a URL", v->text);
    } else {
        for (const struct yaml *w = v->first; w; w = w->next) ok = take_field(s, w, &r) && ok;
        if (ok && !has_way(&r))
            ok = wrong(s, v, "address, webdav or folder is missing", v->key->text);
    }
    if (ok) add(s, r);
    return ok;
}

/* --- names --- */

static bool unknown(struct search *s, str word)
{
    struct near near = near_start(word);
    for (const struct yaml *v = s->names ? s->names->first : NULL; v; v = v->next)
        near_offer(&near, v->key->text);
    diag(s->ds, DIAG_RECIPIENT, (where){.file = s->file}, "nobody is called \"%.*s\"%.*s",
         STR(word), STR(near_text(s->mem, &near, (str){0})));
    return false;
}

/* A name may stand for names: they queue up in s->asked, each once. */
static bool ask(struct search *s, str word)
{
    struct recipient r = {.name = word, .profile = s->conf->send_profile, .secret.kind = "none"};
    if (is_place(word, &r)) return add(s, r), true;
    const struct yaml *v = yaml_get(s->names, word);
    if (!v) return unknown(s, word);
    if (v->kind != YAML_LIST) return take_entry(s, v, r);
    for (const struct yaml *w = v->first; w; w = w->next) {
        if (strs_has(&s->asked, w->text)) continue;
        if (s->asked.n >= NAMES_MAX) return wrong(s, w, "too many", w->text);
        strs_add(s->mem, &s->asked, w->text);
    }
    return true;
}

static bool open_file(struct search *s)
{
    str text;
    struct yaml *top;
    arena *a = s->mem;
    bool named = s->conf->send_recipients.len;
    if (named) s->file = conf_path(a, s->conf, at_home(a, s->conf->send_recipients));
    else {
        str base = os_env(a, "XDG_CONFIG_HOME");
        if (!base.len) base = path_join(a, os_env(a, "HOME"), S(".config"));
        s->file = path_join(a, base, S("zhbook/recipients.yaml"));
        if (os_stat(s->file, *a).kind == OS_NONE) return true;
    }
    if (!os_read(a, s->file, FILE_MAX, &text, s->ds)) return false;
    if (!yaml_parse(a, text, s->file, 1, &top, s->ds)) return false;
    if (!yaml_is_null(top) && top->kind != YAML_MAP)
        return wrong(s, top, "names and what they stand for are wanted", S(""));
    s->names = top;
    return true;
}

bool recipients_find(arena *a, const struct conf *conf, const struct strs *to,
                     struct recipients *out, struct diags *ds)
{
    struct search s = {.mem = a, .conf = conf, .out = out, .ds = ds};
    *out = (struct recipients){0};
    bool ok = open_file(&s);
    for (isize i = 0; i < to->n; i++)
        if (!strs_has(&s.asked, to->v[i])) strs_add(a, &s.asked, to->v[i]);
    for (isize i = 0; ok && i < s.asked.n; i++) ok = ask(&s, s.asked.v[i]) && ok;
    return ok;
}
