/* tok_decl.c - comments and doctypes (sections 13.2.5.41 to 13.2.5.71). */
#include "token_local.h"

#include <string.h>

static void give(struct tokenizer *tk, struct token *t, str text, const u8 *next)
{
    t->kind = TOK_COMMENT;
    t->text = text_clean(tk->mem, text, false);
    tk->p = next;
}

void comment_bogus(struct tokenizer *tk, const u8 *from, struct token *t)
{
    const u8 *p = from < tk->end ? memchr(from, '>', (size_t)(tk->end - from)) : NULL;
    if (!p) p = tk->end;
    give(tk, t, (str){from, p - from}, p < tk->end ? p + 1 : p);
}

/* p stands behind "<!--". */
static void comment(struct tokenizer *tk, const u8 *p, struct token *t)
{
    const u8 *from = p, *end = tk->end;
    if (p < end && *p == '>') {
        give(tk, t, (str){0}, p + 1);
        return;
    }
    if (end - p >= 2 && p[0] == '-' && p[1] == '>') {
        give(tk, t, (str){0}, p + 2);
        return;
    }
    for (; p < end && (p = memchr(p, '>', (size_t)(end - p))); p++) {
        isize bang = p - from >= 3 && p[-1] == '!' ? 1 : 0;
        if (p - from >= 2 + bang && p[-1 - bang] == '-' && p[-2 - bang] == '-') {
            give(tk, t, (str){from, p - from - 2 - bang}, p + 1);
            return;
        }
    }
    str rest = {from, end - from};
    if (str_ends(rest, S("--!"))) rest.len -= 3;
    else if (str_ends(rest, S("--"))) rest.len -= 2;
    else if (str_ends(rest, S("-"))) rest.len--;
    give(tk, t, rest, end);
}

/* --- doctype --------------------------------------------------------------- */

static const u8 *skip_space(const u8 *p, const u8 *end)
{
    while (p < end && is_space(*p)) p++;
    return p;
}

/* A quoted identifier at p; where it ends, or where a '>' or the end cut it off. */
static const u8 *identifier(struct tokenizer *tk, const u8 *p, struct token *t, str *id)
{
    const u8 quote = *p, *from = ++p;
    while (p < tk->end && *p != quote && *p != '>') p++;
    *id = text_clean(tk->mem, (str){from, p - from}, false);
    if (p < tk->end && *p == quote) return p + 1;
    t->quirks = true;
    return p;
}

static bool is_quote(const u8 *p, const u8 *end)
{
    return p < end && (*p == '"' || *p == '\'');
}

/* What stands behind PUBLIC and SYSTEM; where it ends. */
static const u8 *identifiers(struct tokenizer *tk, const u8 *p, struct token *t, bool public)
{
    const u8 *end = tk->end;
    p = skip_space(p + 6, end);
    if (!is_quote(p, end)) {
        t->quirks = true;
        return p;
    }
    if (public) {
        t->has_public = true;
        p = skip_space(identifier(tk, p, t, &t->public_id), end);
        if (p == end || *p == '>') return p;
        if (!is_quote(p, end)) {
            t->quirks = true;
            return p;
        }
    }
    t->has_system = true;
    return skip_space(identifier(tk, p, t, &t->system_id), end);
}

/* p stands behind "<!DOCTYPE". */
static void doctype(struct tokenizer *tk, const u8 *p, struct token *t)
{
    const u8 *end = tk->end;
    t->kind = TOK_DOCTYPE;
    t->quirks = t->has_public = t->has_system = false;
    t->name = t->public_id = t->system_id = (str){0};
    p = skip_space(p, end);
    const u8 *from = p;
    while (p < end && !is_space(*p) && *p != '>') p++;
    t->name = text_clean(tk->mem, (str){from, p - from}, true);
    t->quirks = p == from;
    p = skip_space(p, end);
    if (p < end && *p != '>') {
        str rest = {p, end - p};
        if (str_istarts(rest, S("PUBLIC"))) p = identifiers(tk, p, t, true);
        else if (str_istarts(rest, S("SYSTEM"))) p = identifiers(tk, p, t, false);
        else t->quirks = true;
    }
    if (p == end) t->quirks = true;
    const u8 *close = p < end ? memchr(p, '>', (size_t)(end - p)) : NULL;
    tk->p = close ? close + 1 : end;
}

bool decl_read(struct tokenizer *tk, struct token *t)
{
    const u8 *p = tk->p + 2;
    str rest = {p, tk->end - p};
    if (str_starts(rest, S("--"))) {
        comment(tk, p + 2, t);
    } else if (str_istarts(rest, S("DOCTYPE"))) {
        doctype(tk, p + 7, t);
    } else if (tk->foreign && str_starts(rest, S("[CDATA["))) {
        tk->p = p + 7;
        token_enter(tk, STATE_CDATA);
        return false;
    } else {
        comment_bogus(tk, p, t);
    }
    return true;
}
