/* selector.c - see selector.h. */
#include "selector.h"

enum { PARTS_MAX = 16, BUCKETS = 256 };

struct test { /* of an attribute */
    struct test *next;
    str name, value;
    u8 op; /* '=', '^', '$', '*', '~'; 0: it is there */
};

/* What one element must be. */
struct part {
    str tag, id; /* {0}: any */
    struct strs classes;
    struct test *tests;
    u8 relation; /* to the part before it: ' ' inside, '>' directly inside */
};

struct chain {
    struct chain *next; /* in its bucket */
    str key;            /* what it is filed under; {0}: nothing */
    struct part *parts;
    int nparts;
    int id;
    u64 above; /* marks of what its outer parts name */
};

struct selectors {
    arena *mem;
    struct chain *any; /* those that name neither class, id, attribute nor tag */
    struct chain *bucket[BUCKETS];
};

struct selectors *selectors_make(arena *a)
{
    struct selectors *s = make(a, struct selectors);
    s->mem = a;
    return s;
}

/* --- reading ----------------------------------------------------------------- */

struct scan {
    arena *mem;
    str s;
    isize i;
    const char *why; /* the first fault; NULL while there is none */
};

static int peek(const struct scan *p)
{
    return p->i < p->s.len ? p->s.p[p->i] : -1;
}

static bool fail(struct scan *p, const char *why)
{
    if (!p->why) p->why = why;
    return false;
}

static bool blanks(struct scan *p)
{
    isize from = p->i;
    while (is_space(peek(p))) p->i++;
    return p->i > from;
}

static bool is_name(int c)
{
    return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c >= 0x80;
}

/* "\31 " or "\:" behind a backslash. */
static void escape(struct scan *p, struct buf *out)
{
    u32 c = 0;
    int digits = 0;
    for (; digits < 6 && hex_value(peek(p)) >= 0; digits++)
        c = c * 16 + (u32)hex_value(p->s.p[p->i++]);
    if (!digits) {
        if (peek(p) >= 0) buf_byte(out, p->s.p[p->i++]);
        return;
    }
    if (is_space(peek(p))) p->i++;
    buf_rune(out, !c || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c);
}

/* CSS Syntax, <ident>; {0} and a fault if there is none. */
static str name(struct scan *p, const char *why)
{
    isize from = p->i;
    int first = peek(p);
    if ((!is_name(first) && first != '\\') || is_digit(first)) {
        fail(p, why);
        return (str){0};
    }
    while (is_name(peek(p))) p->i++;
    if (peek(p) != '\\') return (str){p->s.p + from, p->i - from};
    struct buf out = {.mem = p->mem};
    buf_add(&out, (str){p->s.p + from, p->i - from});
    while (is_name(peek(p)) || peek(p) == '\\') {
        if (p->s.p[p->i++] == '\\') escape(p, &out);
        else buf_byte(&out, p->s.p[p->i - 1]);
    }
    return buf_str(&out);
}

static str quoted(struct scan *p)
{
    u8 quote = p->s.p[p->i++];
    struct buf out = {.mem = p->mem};
    while (peek(p) >= 0 && peek(p) != quote) {
        if (p->s.p[p->i++] == '\\') escape(p, &out);
        else buf_byte(&out, p->s.p[p->i - 1]);
    }
    if (peek(p) < 0) fail(p, "the quote is not closed");
    else p->i++;
    return buf_str(&out);
}

/* Behind "[". */
static bool read_test(struct scan *p, struct part *to)
{
    struct test *t = make(p->mem, struct test);
    blanks(p);
    t->name = str_lower(p->mem, name(p, "an attribute's name is wanted here"));
    if (p->why) return false;
    blanks(p);
    int c = peek(p);
    if (c == '^' || c == '$' || c == '*' || c == '~') {
        t->op = (u8)c;
        p->i++;
        if (peek(p) != '=') return fail(p, "\"=\" is wanted here");
    }
    if (peek(p) == '=') {
        if (!t->op) t->op = '=';
        p->i++;
        blanks(p);
        c = peek(p);
        t->value = c == '"' || c == '\'' ? quoted(p) : name(p, "a value is wanted here; quote it");
        if (p->why) return false;
        blanks(p);
    }
    if (peek(p) != ']') return fail(p, "\"]\" is wanted here");
    p->i++;
    t->next = to->tests;
    to->tests = t;
    return true;
}

static bool read_part(struct scan *p, struct part *to)
{
    isize from = p->i;
    if (peek(p) == '*') p->i++;
    else if (is_name(peek(p)) || peek(p) == '\\')
        to->tag = str_lower(p->mem, name(p, "a tag does not begin with a digit"));
    while (!p->why) {
        int c = peek(p);
        if (c == '.') {
            p->i++;
            str one = name(p, "a class is wanted here");
            strs_add(p->mem, &to->classes, one);
        } else if (c == '#') {
            p->i++;
            to->id = name(p, "an id is wanted here");
        } else if (c == '[') {
            p->i++;
            read_test(p, to);
        } else if (c == ':') {
            return fail(p, "pseudo-classes are not known here");
        } else {
            break;
        }
    }
    return p->why ? false
                  : p->i > from || fail(p, "a tag, .class, #id or [attribute] is wanted here");
}

/* One selector, up to a comma or the end. */
static bool read_chain(struct scan *p, struct chain *to)
{
    struct part parts[PARTS_MAX] = {0};
    u8 relation = 0;
    blanks(p);
    for (;;) {
        if (to->nparts == PARTS_MAX) return fail(p, "more than 16 elements inside each other");
        struct part *one = &parts[to->nparts++];
        one->relation = relation;
        if (!read_part(p, one)) return false;
        relation = blanks(p) ? ' ' : 0;
        int c = peek(p);
        if (c < 0 || c == ',') break;
        if (c == '>') {
            relation = '>';
            p->i++;
            blanks(p);
        } else if (c == '+' || c == '~') {
            return fail(p, "\"+\" and \"~\" are not known here");
        } else if (!relation) {
            return fail(p, "this belongs to no selector");
        }
    }
    to->parts = make_n(p->mem, struct part, to->nparts);
    for (int i = 0; i < to->nparts; i++) to->parts[i] = parts[i];
    return true;
}

/* --- the set ------------------------------------------------------------------ */

/* Every name of every element is asked for: what tells names apart well enough is enough. */
static isize bucket(str key)
{
    return key.len
               ? (key.p[0] * 5 + key.p[key.len - 1] * 3 + key.p[key.len / 2] + key.len) % BUCKETS
               : 0;
}

/* One of 64 bits for each name: what is not there is known not to be there nearly always. */
static u64 mark(str key)
{
    return key.len ? (u64)1 << ((bucket(key) * 7 + key.p[key.len - 1]) % 64) : 0;
}

static u64 marks_above(const struct chain *c)
{
    u64 marks = 0;
    for (int i = 0; i < c->nparts - 1; i++) {
        marks |= mark(c->parts[i].tag) | mark(c->parts[i].id);
        for (isize k = 0; k < c->parts[i].classes.n; k++) marks |= mark(c->parts[i].classes.v[k]);
    }
    return marks;
}

/* What few elements have comes first. */
static void file(struct selectors *s, struct chain *c)
{
    const struct part *p = &c->parts[c->nparts - 1];
    c->key = p->id.len      ? p->id
             : p->classes.n ? p->classes.v[0]
             : p->tests     ? p->tests->name
                            : p->tag;
    struct chain **to = c->key.len ? &s->bucket[bucket(c->key)] : &s->any;
    c->next = *to;
    *to = c;
}

bool selectors_add(struct selectors *s, str list, int id, struct selector_fault *fault)
{
    struct scan p = {.mem = s->mem, .s = list};
    struct chain *all = NULL;
    do {
        struct chain *c = make(s->mem, struct chain);
        c->id = id;
        if (!read_chain(&p, c)) break;
        c->above = marks_above(c);
        c->next = all;
        all = c;
    } while (peek(&p) == ',' && ++p.i);
    if (p.why) {
        *fault = (struct selector_fault){p.i, p.why};
        return false;
    }
    for (struct chain *next; all; all = next) {
        next = all->next;
        file(s, all);
    }
    return true;
}

bool selector_ok(str list, struct selector_fault *fault, arena scratch)
{
    return selectors_add(selectors_make(&scratch), list, 0, fault);
}

/* --- matching ------------------------------------------------------------------- */

static bool has_word(str list, str word)
{
    for (isize i = 0; word.len && (i = str_find(list, word, i)) >= 0; i += word.len) {
        bool starts = i == 0 || is_space(list.p[i - 1]);
        bool ends = i + word.len == list.len || is_space(list.p[i + word.len]);
        if (starts && ends) return true;
    }
    return false;
}

static bool passes(const struct test *t, const struct node *n)
{
    const struct attr *at = n->attrs;
    while (at && !str_eq(at->name, t->name)) at = at->next;
    if (!at) return false;
    bool any = t->value.len > 0; /* an empty one is part of nothing */
    switch (t->op) {
    case '=': return str_eq(at->value, t->value);
    case '^': return any && str_starts(at->value, t->value);
    case '$': return any && str_ends(at->value, t->value);
    case '*': return any && str_has(at->value, t->value);
    case '~': return has_word(at->value, t->value);
    default: return true;
    }
}

static bool is_part(const struct part *p, const struct node *n)
{
    if (p->tag.len && !str_eq(p->tag, node_name(n))) return false;
    if (p->id.len && !str_eq(p->id, node_attr(n, ATTR_ID))) return false;
    for (isize i = 0; i < p->classes.n; i++)
        if (!node_has_class(n, p->classes.v[i])) return false;
    for (const struct test *t = p->tests; t; t = t->next)
        if (!passes(t, n)) return false;
    return true;
}

/* From the last part to the first.  Where one is not found, the nearest ancestor that was
 * free to stand higher is looked for again from there: those above it can only be
 * worse off when it does. */
static bool is_chain(const struct chain *c, const struct node *n)
{
    const struct node *at[PARTS_MAX];
    int i = c->nparts - 1;
    if (!is_part(&c->parts[i], n)) return false;
    at[i] = n;
    while (i > 0) {
        bool direct = c->parts[i].relation == '>';
        const struct part *want = &c->parts[--i];
        const struct node *k = at[i + 1]->parent;
        while (k && !direct && !is_part(want, k)) k = k->parent;
        if (k && is_part(want, k)) {
            at[i] = k;
            continue;
        }
        if (!k && !direct) return false;
        while (++i < c->nparts - 1 && c->parts[i + 1].relation == '>') continue;
        if (i >= c->nparts - 1) return false;
        /* Part i was found by climbing: climb on. */
        for (k = at[i]->parent; k && !is_part(&c->parts[i], k);) k = k->parent;
        if (!k) return false;
        at[i] = k;
    }
    return true;
}

/* A question about one element, and the least answer so far. */
struct asking {
    const struct node *n;
    u64 above;
    int after, best;
};

static void least(const struct chain *c, str key, struct asking *q)
{
    for (; c; c = c->next) {
        bool better = c->id > q->after && (q->best < 0 || c->id < q->best);
        if (better && !(c->above & ~q->above) && str_eq(c->key, key) && is_chain(c, q->n))
            q->best = c->id;
    }
}

static void least_of(const struct selectors *s, str key, struct asking *q)
{
    if (key.len) least(s->bucket[bucket(key)], key, q);
}

/* The next word of a list of classes from *i on; {0} if there is none. */
static str next_word(str list, isize *i)
{
    while (*i < list.len && is_space(list.p[*i])) ++*i;
    isize from = *i;
    while (*i < list.len && !is_space(list.p[*i])) ++*i;
    return str_head(str_skip(list, from), *i - from);
}

u64 selectors_marks(const struct node *n)
{
    if (n->tag < TAG_UNKNOWN) return 0;
    u64 marks = mark(node_name(n)) | mark(node_attr(n, ATTR_ID));
    str classes = node_attr(n, ATTR_CLASS), word;
    for (isize i = 0; (word = next_word(classes, &i)).len;) marks |= mark(word);
    return marks;
}

int selectors_next_below(const struct selectors *s, const struct node *n, u64 above, int after)
{
    enum { WORDS = 256 }; /* of a class attribute; nobody's has so many */
    struct asking q = {n, above, after, -1};
    str word;
    if (n->tag < TAG_UNKNOWN) return -1;
    least(s->any, (str){0}, &q);
    least_of(s, node_name(n), &q);
    for (const struct attr *at = n->attrs; at; at = at->next) {
        least_of(s, at->name, &q);
        if (at->id == ATTR_ID) least_of(s, at->value, &q);
        if (at->id != ATTR_CLASS) continue;
        isize i = 0;
        for (int k = 0; k < WORDS && (word = next_word(at->value, &i)).len; k++)
            least_of(s, word, &q);
    }
    return q.best;
}

int selectors_next(const struct selectors *s, const struct node *n, int after)
{
    return selectors_next_below(s, n, ~(u64)0, after);
}

struct node *selectors_find(const struct selectors *s, struct node *root, int id)
{
    for (struct node *n = root; n; n = node_next(n, root))
        if (selectors_next(s, n, id - 1) == id) return n;
    return NULL;
}
