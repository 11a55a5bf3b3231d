/* tokenize.c - text, and what a '<' begins.  See token_local.h. */
#include "token_local.h"

#include <string.h>

void token_init(struct tokenizer *tk, arena *mem, str text, int line)
{
    const u8 *p = text.len ? text.p : (const u8 *)"";
    *tk = (struct tokenizer){
        .mem = mem, .start = p, .p = p, .end = p + text.len, .counted = p, .line = line};
    tk->has_cr = text.len && memchr(p, '\r', (size_t)text.len);
}

void token_enter(struct tokenizer *tk, enum text_state state)
{
    tk->state = (u8)state;
    tk->raw_end = NULL;
}

int token_line(struct tokenizer *tk, const u8 *at)
{
    if (at < tk->counted || at > tk->end) return tk->line;
    isize n = scan_lines(tk->counted, at, tk->end);
    if (tk->has_cr)
        for (const u8 *p = tk->counted; p < at; p++)
            n += *p == '\r' && !(p + 1 < tk->end && p[1] == '\n');
    tk->counted = at;
    tk->line += (int)n;
    return tk->line;
}

str text_clean(arena *a, str s, bool lower)
{
    isize i = 0;
    while (i < s.len && s.p[i] && s.p[i] != '\r' && !(lower && s.p[i] >= 'A' && s.p[i] <= 'Z')) i++;
    if (i == s.len) return s;
    struct buf out = {.mem = a};
    buf_room(&out, s.len);
    buf_add(&out, str_head(s, i));
    for (; i < s.len; i++) {
        if (s.p[i] == '\r') {
            if (i + 1 == s.len || s.p[i + 1] != '\n') buf_byte(&out, '\n');
        } else if (!s.p[i]) {
            buf_rune(&out, 0xFFFD);
        } else {
            buf_byte(&out, (u8)(lower ? to_lower(s.p[i]) : s.p[i]));
        }
    }
    return buf_str(&out);
}

/* --- where raw text ends --------------------------------------------------- */

/* True if "</", the name and what may follow a tag's name stand at p. */
static bool closes(const struct tokenizer *tk, const u8 *p)
{
    isize n = tk->last_start.len;
    if (!n || tk->end - p < n + 3 || p[1] != '/') return false;
    int after = p[n + 2];
    return (is_space(after) || after == '/' || after == '>') &&
           str_ieq((str){p + 2, n}, tk->last_start);
}

static const u8 *find_close(const struct tokenizer *tk, const u8 *p)
{
    while (p < tk->end && (p = memchr(p, '<', (size_t)(tk->end - p)))) {
        if (closes(tk, p)) return p;
        p++;
    }
    return tk->end;
}

/* True if `what`, and what may follow a tag's name, stand at p. */
static bool tag_like(const u8 *p, const u8 *end, str what)
{
    if (end - p <= what.len || !str_ieq((str){p, what.len}, what)) return false;
    int after = p[what.len];
    return is_space(after) || after == '/' || after == '>';
}

/* Script data: inside "<!--", a "<script" hides the next "</script". */
static const u8 *find_script_end(const struct tokenizer *tk, const u8 *p)
{
    const u8 *end = tk->end;
    bool escaped = false, twice = false;
    int dashes = 0;
    for (; p < end; p++) {
        if (!escaped && !(p = memchr(p, '<', (size_t)(end - p)))) return end;
        if (*p == '<') {
            dashes = 0;
            if (!twice && closes(tk, p)) return p;
            if (!escaped && end - p >= 4 && !memcmp(p, "<!--", 4)) {
                escaped = true;
                dashes = 2;
                p += 3;
            } else if (escaped && !twice) {
                twice = tag_like(p, end, S("<script"));
            } else if (twice) {
                twice = !tag_like(p, end, S("</script"));
            }
        } else if (*p == '>' && dashes >= 2) {
            escaped = twice = false;
        } else {
            dashes = *p == '-' ? dashes + 1 : 0;
        }
    }
    return end;
}

static const u8 *find_cdata_end(const u8 *p, const u8 *end)
{
    while (end - p >= 3 && (p = memchr(p, ']', (size_t)(end - p - 2)))) {
        if (p[1] == ']' && p[2] == '>') return p;
        p++;
    }
    return end;
}

static const u8 *find_end(const struct tokenizer *tk)
{
    switch (tk->state) {
    case STATE_SCRIPT: return find_script_end(tk, tk->p);
    case STATE_CDATA: return find_cdata_end(tk->p, tk->end);
    case STATE_PLAINTEXT: return tk->end;
    default: return find_close(tk, tk->p);
    }
}

/* --- pieces of text -------------------------------------------------------- */

static void give(struct tokenizer *tk, struct token *t, str text, const u8 *next)
{
    t->kind = TOK_TEXT;
    t->text = text;
    tk->p = next;
}

/* The view up to `next`. */
static void give_view(struct tokenizer *tk, struct token *t, const u8 *next)
{
    give(tk, t, (str){tk->p, next - tk->p}, next);
}

/* A CR stands at tk->p: of CRLF, the LF will be text; alone, it is one. */
static bool give_cr(struct tokenizer *tk, struct token *t, const u8 *limit)
{
    if (tk->p + 1 < limit && tk->p[1] == '\n') {
        tk->p++;
        return false;
    }
    give(tk, t, S("\n"), tk->p + 1);
    return true;
}

/* Text before `limit`, at which a token of another kind begins. */
static void text_raw(struct tokenizer *tk, struct token *t, const u8 *limit)
{
    const u8 amp = tk->state == STATE_RCDATA ? '&' : '\r';
    const u8 stops[4] = {'\r', 0, amp, amp};
    if (*tk->p == '\r' && give_cr(tk, t, limit)) return;
    if (!*tk->p) {
        give(tk, t, S("\xEF\xBF\xBD"), tk->p + 1);
        if (tk->state == STATE_CDATA) t->kind = TOK_NUL;
        return;
    }
    if (*tk->p == amp) {
        str text;
        isize n = charref_read(tk->p, limit, REF_TEXT, &text, tk->rune);
        if (n) {
            give(tk, t, text, tk->p + n);
            return;
        }
    }
    give_view(tk, t, scan_4(tk->p + 1, limit, stops));
}

static void next_raw(struct tokenizer *tk, struct token *t)
{
    if (!tk->raw_end) tk->raw_end = find_end(tk);
    if (tk->p < tk->raw_end) {
        text_raw(tk, t, tk->raw_end);
        return;
    }
    bool cdata = tk->state == STATE_CDATA;
    token_enter(tk, STATE_DATA);
    if (cdata && tk->p < tk->end) tk->p += 3;
    token_next(tk, t);
}

/* --- markup ---------------------------------------------------------------- */

static bool tag_or_end(struct tokenizer *tk, const u8 *name, struct token *t)
{
    t->kind = name[-1] == '/' ? TOK_END : TOK_START;
    if (tag_read(tk, name, t)) return true;
    tk->p = tk->end;
    return false;
}

/* A '<' stands at tk->p.  False if it began nothing that is a token. */
static bool markup(struct tokenizer *tk, struct token *t)
{
    static const u8 stops[4] = {'<', '&', '\r', 0};
    const u8 *p = tk->p;
    int c = tk->end - p > 1 ? p[1] : 0;
    if (is_alpha(c)) return tag_or_end(tk, p + 1, t);
    if (c == '!') return decl_read(tk, t);
    if (c == '?') {
        comment_bogus(tk, p + 1, t);
        return true;
    }
    if (c == '/' && tk->end - p > 2) {
        if (is_alpha(p[2])) return tag_or_end(tk, p + 2, t);
        if (p[2] == '>') {
            tk->p += 3;
            return false;
        }
        comment_bogus(tk, p + 2, t);
        return true;
    }
    give_view(tk, t, scan_4(p + 1, tk->end, stops));
    return true;
}

void token_next(struct tokenizer *tk, struct token *t)
{
    static const u8 stops[4] = {'<', '&', '\r', 0};
    str text;
    for (;;) {
        t->at = tk->p;
        if (tk->p == tk->end) {
            t->kind = TOK_EOF;
            return;
        }
        if (tk->state != STATE_DATA) {
            next_raw(tk, t);
            return;
        }
        isize n;
        switch (*tk->p) {
        case '<':
            if (markup(tk, t)) return;
            break;
        case '\r':
            if (give_cr(tk, t, tk->end)) return;
            break;
        case 0:
            give(tk, t, S("\xEF\xBF\xBD"), tk->p + 1);
            t->kind = TOK_NUL;
            return;
        case '&':
            n = charref_read(tk->p, tk->end, REF_TEXT, &text, tk->rune);
            if (n) give(tk, t, text, tk->p + n);
            else give_view(tk, t, scan_4(tk->p + 1, tk->end, stops));
            return;
        default: give_view(tk, t, scan_4(tk->p, tk->end, stops)); return;
        }
    }
}
