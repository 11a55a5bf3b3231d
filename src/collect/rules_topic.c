/* rules_topic.c - the rules of `topics:` in book.yaml. */
#include "glob_local.h"
#include "topics_local.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>

enum { REGEX_TIME = 200 }; /* ICU's steps of about a millisecond, for one post */

struct judge {
    struct draft *d;
    URegularExpression **regex; /* all topics', in order */
    struct globs *paths;
};

static UChar *widen(arena *a, str s, int32_t *len)
{
    UErrorCode bad = U_ZERO_ERROR;
    UChar *wide = make_n(a, UChar, s.len + 1);
    u_strFromUTF8WithSub(wide, (int32_t)s.len + 1, len, (const char *)s.p, (int32_t)s.len, 0xFFFD,
                         NULL, &bad);
    return wide;
}

static bool open_all(struct judge *j)
{
    const struct topics *ts = &j->d->conf->topics;
    isize n = 0;
    bool ok = true;
    for (isize i = 0; i < ts->n; i++) n += ts->v[i].regex.n;
    j->regex = make_n(j->d->a, URegularExpression *, n + 1);
    j->paths = make_n(j->d->a, struct globs, ts->n + 1);
    n = 0;
    for (isize i = 0; i < ts->n; i++) {
        const struct topic *t = &ts->v[i];
        ok &= globs_compile(j->d->a, &t->path, t->at, &j->paths[i], j->d->ds);
        for (isize k = 0; k < t->regex.n; k++, n++) {
            UErrorCode bad = U_ZERO_ERROR;
            int32_t len;
            const UChar *wide = widen(j->d->a, t->regex.v[k], &len);
            j->regex[n] = uregex_open(wide, len, UREGEX_MULTILINE, NULL, &bad);
            if (U_SUCCESS(bad)) {
                uregex_setTimeLimit(j->regex[n], REGEX_TIME, &bad);
                continue;
            }
            diag(j->d->ds, DIAG_TOPIC_REGEX, t->at, "%.*s", STR(t->regex.v[k]));
            j->regex[n] = NULL;
            ok = false;
        }
    }
    return ok;
}

static void close_all(struct judge *j)
{
    const struct topics *ts = &j->d->conf->topics;
    isize n = 0;
    for (isize i = 0; i < ts->n; i++)
        for (isize k = 0; k < ts->v[i].regex.n; k++, n++)
            if (j->regex[n]) uregex_close(j->regex[n]);
}

/* Title and labels, a line each: what a rule's regex looks at. */
static const UChar *subject_of(arena *a, const struct post *p, int32_t *len)
{
    struct buf b = {.mem = a};
    buf_add(&b, p->title);
    for (isize i = 0; i < p->labels.n; i++) buf_byte(&b, '\n'), buf_add(&b, p->labels.v[i]);
    for (isize i = 0; i < p->tags.n; i++) buf_byte(&b, '\n'), buf_add(&b, p->tags.v[i]);
    return widen(a, buf_str(&b), len);
}

static bool any(const struct strs *wanted, const struct strs *have)
{
    for (isize i = 0; i < wanted->n; i++)
        for (isize k = 0; k < have->n; k++)
            if (str_ieq(wanted->v[i], have->v[k])) return true;
    return false;
}

static bool matches(URegularExpression *re, const UChar *subject, int32_t len)
{
    UErrorCode bad = U_ZERO_ERROR;
    uregex_setText(re, subject, len, &bad);
    return uregex_find(re, 0, &bad) && U_SUCCESS(bad);
}

static isize judge(struct judge *j, const struct sheet *s)
{
    const struct topics *ts = &j->d->conf->topics;
    arena tmp = *j->d->a;
    const UChar *subject = NULL;
    int32_t len = 0;
    isize n = 0;
    for (isize i = 0; i < ts->n; i++) {
        const struct topic *t = &ts->v[i];
        bool hit = any(&t->category, &s->p.labels) || any(&t->tag, &s->p.tags) ||
                   globs_match(&j->paths[i], s->rel, tmp);
        for (isize k = 0; k < t->regex.n; k++, n++) {
            if (hit) continue;
            if (!subject) subject = subject_of(&tmp, &s->p, &len);
            hit = matches(j->regex[n], subject, len);
        }
        if (hit) return i;
    }
    return -1;
}

bool topics_judge(struct draft *d, isize *rule)
{
    struct judge j = {.d = d};
    bool ok = open_all(&j);
    for (isize i = 0; ok && i < d->nsheets; i++) rule[i] = judge(&j, &d->sheets[i]);
    close_all(&j);
    return ok;
}
