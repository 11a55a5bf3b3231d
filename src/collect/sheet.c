/* sheet.c - one file becomes a sheet: the job that reads it. */
#include "collect_local.h"
#include "hash.h"
#include "html.h"
#include "os.h"
#include "path.h"
#include "saved_local.h"

/* The name of the folder that the file is in; {0} if it names none. */
static str folder_name(str path)
{
    str dir = path_dir(path);
    return str_eq(dir, S(".")) ? (str){0} : path_name(dir);
}

static str stem_of(str name)
{
    for (isize i = name.len; i > 1; i--)
        if (name.p[i - 1] == '.') return str_head(name, i - 1);
    return name;
}

/* "2015-01-29-" as Jekyll puts it before a name; its length, or 0. */
static isize date_prefix(str name)
{
    static const char form[] = "9999-99-99-";
    if (name.len < COUNT(form) - 1) return 0;
    for (isize i = 0; i < COUNT(form) - 1; i++)
        if (form[i] == '9' ? !is_digit(name.p[i]) : name.p[i] != (u8)form[i]) return 0;
    return COUNT(form) - 1;
}

static bool has_letter(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (is_alpha(s.p[i]) || s.p[i] >= 0x80) return true;
    return false;
}

/* How the text begins, up to its first tag or so: a name for what has none. */
static str first_words(struct intake *in)
{
    enum { ENOUGH = 4, MOST = 24 }; /* characters */
    struct buf b = {.mem = in->tmp};
    isize n = 0, len;
    for (isize i = 0; i < in->body.len && n < MOST; i += len) {
        u32 c = utf8_get(str_skip(in->body, i), &len);
        if (c == '<') {
            isize end = str_byte(in->body, '>', i);
            if (n >= ENOUGH || end < 0) break;
            len = end + 1 - i;
            c = ' ';
        }
        if (c == '\n' && n >= ENOUGH) break;
        n += c > ' ';
        buf_rune(&b, c);
    }
    str line = plain_line(in->tmp, buf_str(&b));
    return n == MOST ? str_printf(in->tmp, "%.*s…", STR(line)) : line;
}

/*
 * Nobody gave a title: the file's name, or its folder's if it is an index.  A
 * name of digits is a number and no name, so then the first heading is better.
 * A file can be called " .md": then it is known by its first words.
 */
static str name_title(struct intake *in)
{
    str path = in->to->p.path, stem = stem_of(path_name(path));
    if (str_ieq(stem, S("index")) && folder_name(path).len) stem = folder_name(path);
    stem = str_skip(stem, date_prefix(stem));
    str name = plain_line(in->tmp, stem);
    str heading = has_letter(name) ? (str){0} : heading_find(in->tmp, in->body);
    if (heading.len) return heading;
    if (!name.len) name = first_words(in);
    return name.len ? name : plain_line(in->tmp, path_name(path));
}

static void date_by_file(struct intake *in)
{
    struct post *p = &in->to->p;
    str name = path_name(p->path);
    where at = {.file = p->path};
    if (!p->dated && date_prefix(name)) date_apply(in, str_head(name, 10), at, false);
    if (p->dated || !in->cx->conf->allow_mtime) return;
    struct os_info info = os_stat(p->path, *in->tmp);
    p->published = info.mtime_ns / 1000000000;
    p->zone = zone_offset(&in->cx->zone, p->published) / 60;
    p->dated = p->timed = true;
}

/* A site is no author, though archives write its name there. */
static bool is_site(const struct post *p)
{
    static const str sites[] = {LIT("知乎"), LIT("知乎日报"), LIT("知乎用户"), LIT("微信公众平台")};
    for (isize i = 0; i < COUNT(sites); i++)
        if (str_eq(p->author, sites[i])) return true;
    return !p->author.len || strs_has(&p->labels, p->author);
}

static void read_byline(struct intake *in)
{
    if (!is_site(&in->to->p)) return;
    str name = byline_find(in->tmp, in->body);
    if (name.len) in->to->p.author = str_dup(in->keep, name);
}

void sheet_take(struct intake *in)
{
    struct post *p = &in->to->p;
    struct front f = front_split(in->text);
    p->body = f.body;
    p->body_line = f.body_line;
    in->body = str_skip(in->text, f.body);
    if (f.head.len) fields_apply(in, front_fields(in->tmp, &f, p->path, &p->said), p->path);
    struct saved saved = {0};
    bool page = html_is_page(in->body);
    p->kind = body_judge(in->cx->conf, p->path, in->body);
    if (page) saved_read(in, &saved);
    if (page) saved_apply(in, &saved);
    else if (!f.head.len) text_apply(in);
    bool nameless = !p->title.len;
    if (nameless) p->title = str_dup(in->keep, name_title(in));
    date_by_file(in);
    read_byline(in);

    struct measure m;
    bool measured = p->kind == BODY_HTML && saved_measure(in, &saved, &m);
    if (!measured) m = body_measure(in->body, p->kind);
    p->chars = m.chars;
    p->pictures = m.pictures;
    p->simhash = m.simhash;
    in->to->exact = m.exact;
    in->to->raw = hash64(str_trim(in->body));
    if (nameless && !m.any && !m.chars && !m.pictures) p->verdict = OUT_EMPTY;
}

void sheet_read(void *reading, isize i, struct worker *w)
{
    const struct reading *cx = reading;
    struct sheet *s = &cx->to[i];
    struct intake in = {.cx = cx, .keep = &w->keep, .tmp = &w->scratch, .to = s};
    struct html_text text;
    str bytes;
    s->rel = cx->from[i].rel;
    s->p.path = cx->from[i].path;
    s->p.said.mem = &w->keep;
    where at = {.file = s->p.path};
    if (!os_read(&w->scratch, s->p.path, POST_MAX, &bytes, &s->p.said)) {
        s->p.verdict = OUT_UNREADABLE;
        s->p.title = str_dup(&w->keep, plain_line(&w->scratch, path_name(s->p.path)));
        return;
    }
    str label = cx->conf->encoding;
    if (str_eq(label, S("auto"))) label = (str){0};
    if (!html_decode(&w->scratch, bytes, label, &text)) { /* book_collect asked before */
        s->p.verdict = OUT_UNREADABLE;
        return;
    }
    s->p.encoding = text.encoding;
    if (text.lossy) diag(&s->p.said, DIAG_BYTES_LOST, at, "read as %s", text.encoding);
    in.text = text.text;
    sheet_take(&in);
}
