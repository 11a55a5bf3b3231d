/*
 * frame.c - a saved page becomes its article.
 *
 * What stands around it is one removal, listed with its size.  Lines at the article's head that
 * say again what the chapter's head says, title, author and date, go too.
 */
#include "audit.h"
#include "date.h"
#include "page.h"
#include "shape_local.h"
#include "site.h"

/* --- the frame ------------------------------------------------------------------- */

/* "1,234" */
static str grouped(arena *a, long long n)
{
    struct buf b = {.mem = a};
    str digits = str_printf(a, "%lld", n);
    for (isize i = 0; i < digits.len; i++) {
        if (i && (digits.len - i) % 3 == 0) buf_byte(&b, ',');
        buf_byte(&b, digits.p[i]);
    }
    return buf_str(&b);
}

/* All that is left below root goes. */
static void lose_frame(struct rule_ctx *cx, struct node *root)
{
    struct tally text = audit_tree(root);
    isize pictures = audit_pictures(root);
    while (root->first) node_detach(root->first);
    if (!text.chars && !pictures) return;
    if (cx->audit) {
        cx->audit->removed = tally_add(cx->audit->removed, text);
        cx->audit->pictures_removed += pictures;
    }
    str size = str_printf(cx->mem, "%.*s character%s", STR(grouped(cx->mem, text.chars)),
                          text.chars == 1 ? "" : "s");
    if (pictures)
        size = str_printf(cx->mem, "%.*s, %td picture%s", STR(size), pictures,
                          pictures == 1 ? "" : "s");
    diag(cx->ds, DIAG_PAGE_FRAME, rule_at(cx, root), "%.*s", STR(size));
}

/* --- lines of the head --------------------------------------------------------------- */

enum { LINE_MAX = 160 /* code points of a line of the head */ };

/* The block that the first words of `from` stand in; NULL if there are none. */
static struct node *first_line(struct node *from)
{
    struct node *n = from;
    while (n && (n->tag != TAG_TEXT || shape_space(n) || audit_within_hidden(n)))
        n = node_next(n, from);
    while (n && n != from && !shape_block(n)) n = n->parent;
    return n == from ? NULL : n;
}

/* Its text in one line; {0} if that is longer than a line of the head. */
static str line_text(arena *a, const struct node *line)
{
    struct buf b = {.mem = a};
    isize n = 0, len;
    for (const struct node *k = line; k; k = node_next(k, line)) {
        if (node_is(k, TAG_IMG)) return (str){0};
        for (isize i = 0; k->tag == TAG_TEXT && !audit_hidden(k->parent) && i < k->text.len;
             i += len) {
            u32 c = utf8_get(str_skip(k->text, i), &len);
            if (!audit_visible(c)) {
                if (b.len && b.p[b.len - 1] != ' ') buf_byte(&b, ' ');
                continue;
            }
            if (++n > LINE_MAX) return (str){0};
            buf_rune(&b, c);
        }
    }
    return str_trim(buf_str(&b));
}

static bool take(str *s, str word)
{
    if (!word.len || !str_istarts(*s, word)) return false;
    *s = str_skip(*s, word.len);
    return true;
}

/* Words and marks that stand around a name and a day. */
static bool take_word(str *s)
{
    static const str words[] = {
        LIT("文章作者"), LIT("作者"),     LIT("发布于"),    LIT("发表于"),   LIT("编辑于"),
        LIT("更新于"),   LIT("发布时间"), LIT("发表时间"),  LIT("更新时间"), LIT("日期"),
        LIT("时间"),     LIT("于"),       LIT("年"),        LIT("月"),       LIT("日"),
        LIT("阅读量"),   LIT("阅读"),     LIT("浏览"),      LIT("字数"),     LIT("评论"),
        LIT("分钟"),     LIT("关注"),     LIT("Published"), LIT("Posted"),   LIT("Written"),
        LIT("Follow"),   LIT("min read"), LIT("by "),       LIT("on "),      LIT(" "),
        LIT("-"),        LIT("/"),        LIT("."),         LIT(","),        LIT(":"),
        LIT("："),       LIT("，"),       LIT("·"),         LIT("•"),        LIT("|"),
        LIT("｜"),       LIT("("),        LIT(")"),         LIT("@")};
    for (isize i = 0; i < COUNT(words); i++)
        if (take(s, words[i])) return true;
    return false;
}

enum { SAYS_YEAR = 1, SAYS_MONTH = 2, SAYS_DAY = 4, SAYS_ALL = 7 };

/* "Aug", "Sept", "August" is the month of the day. */
static bool take_month(str *s, struct date day, int *said)
{
    static const str names[] = {LIT("January"), LIT("February"), LIT("March"),
                                LIT("April"),   LIT("May"),      LIT("June"),
                                LIT("July"),    LIT("August"),   LIT("September"),
                                LIT("October"), LIT("November"), LIT("December")};
    str name = day.month >= 1 && day.month <= 12 ? names[day.month - 1] : (str){0};
    if (!name.len || !str_istarts(*s, str_head(name, 3))) return false;
    isize n = 3;
    while (n < s->len && n < name.len && to_lower(s->p[n]) == name.p[n]) n++;
    *s = str_skip(*s, n);
    *said |= SAYS_MONTH;
    return true;
}

/* Digits: a number of the post's day, or behind all three of them the time, or how many have
 * read it.  A page elsewhere in the world says the day before or after. */
static bool take_number(str *s, struct date day, int *said)
{
    enum { DIGITS = 7 };
    isize n = 0;
    long long value = 0;
    for (; n < s->len && n <= DIGITS && is_digit(s->p[n]); n++)
        value = value * 10 + (s->p[n] - '0');
    if (!n || n > DIGITS) return false;
    int is = value == day.year                              ? SAYS_YEAR
             : value == day.month && !(*said & SAYS_MONTH)  ? SAYS_MONTH
             : value >= day.day - 1 && value <= day.day + 1 ? SAYS_DAY
                                                            : 0;
    if (!is && *said != SAYS_ALL) return false;
    *said |= is;
    *s = str_skip(*s, n);
    return true;
}

static bool take_day(str *s, struct date day, int *said)
{
    return day.year && (take_month(s, day, said) || take_number(s, day, said));
}

/* The line says who or when, and nothing else; behind such a line, a button may stand alone. */
static bool is_byline(const struct post *p, str line, bool behind)
{
    struct date day = p->dated ? date_of(p->published, p->zone) : (struct date){0};
    int said = 0;
    bool named = false;
    while (line.len) {
        if (take(&line, p->author)) named = true;
        else if (!take_day(&line, day, &said) && !take_word(&line)) return false;
    }
    return named || said == SAYS_ALL || (behind && !said);
}

static void drop_head_lines(struct rule_ctx *cx, struct node *article)
{
    enum { LINES = 6 };
    const struct post *p = cx->post;
    if (!p) return;
    str title = audit_core(cx->mem, p->title);
    bool behind = false;
    for (int i = 0; i < LINES; i++) {
        struct node *line = first_line(article);
        str text = line ? line_text(cx->mem, line) : (str){0};
        if (!text.len) return;
        bool again = title.len && str_eq(audit_core(cx->mem, text), title);
        if (!again && !is_byline(p, text, behind)) return;
        behind |= !again;
        rule_lose(cx, line, again ? DIAG_TITLE_AGAIN : DIAG_BYLINE_GONE, "");
        node_detach(line);
    }
}

/* --- articles --------------------------------------------------------------------------- */

/* One that stood in a table or list stands there no more. */
static void set_free(struct node *n)
{
    switch (n->tag) {
    case TAG_TD:
    case TAG_TH:
    case TAG_TR:
    case TAG_TBODY:
    case TAG_LI:
    case TAG_DD:
    case TAG_DT: n->tag = TAG_DIV; break;
    default: break;
    }
    node_unset(n, ATTR_HIDDEN);
    if (str_ifind(node_attr(n, ATTR_STYLE), S("display"), 0) >= 0) node_unset(n, ATTR_STYLE);
}

static void add_name(struct rule_ctx *cx, struct node *root, str name)
{
    if (!str_trim(name).len) return;
    struct node *h = node_add(cx->mem, root, TAG_H2);
    h->made = 1;
    node_append(h, shape_words(cx->mem, str_trim(name)));
}

void page_cut(struct rule_ctx *cx, const struct page *page, struct node *root)
{
    cx->rule = "page";
    cx->root = root;
    if (!page->n) {
        diag(cx->ds, DIAG_PAGE_WHOLE, rule_at(cx, root), "");
        return;
    }
    for (isize i = 0; i < page->n; i++) node_detach(page->articles[i].node);
    lose_frame(cx, root);
    for (isize i = 0; i < page->n; i++) {
        struct node *n = page->articles[i].node;
        set_free(n);
        if (page->n > 1) add_name(cx, root, page->articles[i].head);
        node_append(root, n);
        if (page->n == 1) drop_head_lines(cx, n);
        rule_say(cx, n, "the article of a page of %s", page->kind->name);
    }
}
