/* manner.c - see manner_local.h. */
#include "manner_local.h"
#include "audit.h"
#include "letter_local.h"
#include "shape_local.h"

enum { SHORT = 2 * 24, TINY = 2 * 13, FORMULA = 2 * 4 /* halves of an em */ };

struct lines manner_lines(const struct node *p)
{
    struct lines l = {.n = 1};
    isize at = 0, len;
    for (const struct node *n = p, *next; n; n = next) {
        next = node_next(n, p);
        if (n->ns != NS_HTML) { /* a formula */
            next = node_skip(n, p);
            at += FORMULA;
        }
        if (node_is(n, TAG_BR)) {
            l.n++;
            at = 0;
        }
        for (isize i = 0; n->tag == TAG_TEXT && i < n->text.len; i += len) {
            u32 c = utf8_get(str_skip(n->text, i), &len);
            bool visible = audit_visible(c);
            if (visible && !l.first) l.first = c;
            if (visible) l.last = c;
            if (!visible && !at) continue;
            at += letter_wide(c) || letter_shared(c) ? 2 : 1;
            if (visible && at > l.widest) l.widest = at;
        }
    }
    return l;
}

static bool has(const u32 *marks, u32 c)
{
    while (*marks && *marks != c) marks++;
    return *marks;
}

static bool ends_sentence(u32 c)
{
    static const u32 marks[] = {0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0x2026, 0x201D, 0x300D,
                                0x300F, 0xFF09, 0xFF1A, 0xFF1B, '.',    '!',    '?',
                                '"',    ')',    ':',    ';',    0};
    return has(marks, c);
}

static bool opens_speech(u32 c)
{
    static const u32 marks[] = {0x201C, 0x2018, 0x300C, 0x300E, '"', 0};
    return has(marks, c);
}

/* A paragraph of running text: not a card, a caption or a picture. */
static bool is_running(const struct node *n)
{
    return node_is(n, TAG_P) && !node_has(n, ATTR_CLASS) && !shape_blank(n) && !shape_image(n);
}

static void count_one(struct manner *m, const struct node *p)
{
    struct lines l = manner_lines(p);
    if (!l.first) return; /* nothing but a formula */
    m->paragraphs++;
    if (!l.widest || l.widest > SHORT) return;
    if (l.n == 1 && opens_speech(l.first) && ends_sentence(l.last)) {
        m->speech++;
        return;
    }
    m->small++;
    m->tiny += l.widest <= TINY;
    m->open += !ends_sentence(l.last);
}

struct manner manner_count(const struct node *section)
{
    struct manner m = {0};
    for (const struct node *n = section->first; n; n = n->next) {
        /* Verse is set off by itself, but it says what the article is. */
        bool verse = node_is(n, TAG_P) && node_has_class(n, S("lines"));
        if (verse || is_running(n)) count_one(&m, n);
    }
    return m;
}

/* Two in three are small, and they read as lines, not as short sentences of prose.  Of a few
 * paragraphs all must be. */
bool manner_has_gaps(const struct manner *m)
{
    enum { FEW = 6 };
    if (m->paragraphs < 3 || m->small * 3 < m->paragraphs * 2) return false;
    if (m->paragraphs < FEW && m->small < m->paragraphs) return false;
    return m->open * 3 >= m->small || m->tiny * 2 >= m->small || m->small * 10 >= m->paragraphs * 9;
}

isize manner_typed(const struct node *root)
{
    isize typed = 0;
    for (const struct node *n = root; n; n = node_next(n, root)) {
        if (n->tag != TAG_TEXT) continue;
        str s = str_trim(n->text);
        typed += str_starts(s, S("\xE3\x80\x80\xE3\x80\x80")) ||
                 str_starts(s, S("\xE2\x80\x83\xE2\x80\x83"));
    }
    return typed;
}

/* --- language --- */

static bool is_common(const u8 *word, isize len)
{
    static const str words[] = {LIT("the"),  LIT("of"),   LIT("and"), LIT("to"),   LIT("in"),
                                LIT("is"),   LIT("that"), LIT("it"),  LIT("for"),  LIT("was"),
                                LIT("with"), LIT("this"), LIT("are"), LIT("have"), LIT("not"),
                                LIT("you"),  LIT("we"),   LIT("they")};
    for (isize i = 0; i < COUNT(words); i++)
        if (str_ieq(words[i], (str){word, len})) return true;
    return false;
}

struct words {
    isize all, common, wide;
};

static void count_words(struct words *w, str s)
{
    isize len;
    for (isize i = 0; i < s.len;) {
        isize from = i;
        while (i < s.len && is_alpha(s.p[i])) i++;
        if (i > from) {
            w->all++;
            w->common += is_common(s.p + from, i - from);
            continue;
        }
        w->wide += letter_wide(utf8_get(str_skip(s, i), &len));
        i += len;
    }
}

bool manner_english(const struct node *root)
{
    enum { LEAST = 60 /* words */ };
    struct words w = {0};
    for (const struct node *n = root; n; n = node_next(n, root)) {
        bool code = node_is(n, TAG_PRE) || node_is(n, TAG_CODE) || n->ns != NS_HTML;
        while (n && code) {
            n = node_skip(n, root);
            code = n && (node_is(n, TAG_PRE) || node_is(n, TAG_CODE) || n->ns != NS_HTML);
        }
        if (!n) break;
        if (n->tag == TAG_TEXT) count_words(&w, n->text);
    }
    return w.all >= LEAST && w.common * 5 >= w.all && w.wide * 20 <= w.all;
}
