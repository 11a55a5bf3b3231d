/* site_words.c - see site_local.h. */
#include "audit.h"
#include "site_local.h"

static isize last_rune(str s)
{
    isize i = s.len - 1;
    while (i > 0 && (s.p[i] & 0xC0) == 0x80) i--;
    return i;
}

str site_trim(str s)
{
    isize len;
    while (s.len && !audit_visible(utf8_get(s, &len))) s = str_skip(s, len);
    while (s.len) {
        isize at = last_rune(s);
        if (audit_visible(utf8_get(str_skip(s, at), &len))) break;
        s = str_head(s, at);
    }
    return s;
}

str site_line(arena *a, const struct node *n, isize most)
{
    struct buf b = {.mem = a};
    for (const struct node *k = n; k;) {
        if (audit_hidden(k)) {
            k = node_skip(k, n);
            continue;
        }
        if (k->tag == TAG_TEXT && k->text.len > most - b.len + 80) return (str){0};
        if (k->tag == TAG_TEXT) buf_add(&b, k->text);
        k = node_next(k, n);
    }
    str s = site_trim(buf_str(&b));
    return s.len <= most ? s : (str){0};
}

int site_tail(struct node *root, struct node *out[], int most)
{
    struct node *seen[SITE_TAIL] = {0}; /* NULL: words outside of paragraphs */
    int n = 0;
    assert(most <= SITE_TAIL);
    for (struct node *k = node_next(root, root); k;) {
        struct node *here = k;
        bool hidden = audit_hidden(k);
        bool p = !hidden && node_is(k, TAG_P) && !shape_blank(k);
        bool words = !hidden && !p && k->tag == TAG_TEXT && !shape_space(k);
        k = hidden || p ? node_skip(k, root) : node_next(k, root);
        if (!p && !words) continue;
        for (int i = SITE_TAIL - 1; i > 0; i--) seen[i] = seen[i - 1];
        seen[0] = p ? here : NULL;
        if (n < SITE_TAIL) n++;
    }
    int found = 0;
    while (found < n && found < most && seen[found]) {
        out[found] = seen[found];
        found++;
    }
    return found;
}

bool site_is_time(str s)
{
    static const char form[] = "9999-99-99 99:99:99";
    isize i = 0;
    if (s.len != 10 && s.len != 16 && s.len != 19) return false;
    while (i < s.len && (form[i] == '9' ? is_digit(s.p[i]) : s.p[i] == (u8)form[i])) i++;
    return i == s.len;
}
