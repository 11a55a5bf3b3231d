/*
 * wechat_line.c - the page's head and tail as lines of text, in archives of WeChat's articles.
 */
#include "audit.h"
#include "shape_local.h"

/* A block's line, if nothing but text and phrases is in it. */
static str line_of(struct rule_ctx *cx, const struct node *n)
{
    enum { LONGEST = 120 /* code points */ };
    if (!node_is(n, TAG_P)) return (str){0};
    for (const struct node *k = node_next(n, n); k; k = node_next(k, n))
        if (k->tag != TAG_TEXT && (!shape_inline(k) || node_is(k, TAG_IMG))) return (str){0};
    str line = str_trim(node_text_all(cx->mem, n));
    return utf8_len(line) <= LONGEST ? line : (str){0};
}

/* "2024年01月02日 12:34", "2024-01-02 12:34": where it begins, and what stands behind it. */
static isize date_at(str s, str *behind)
{
    for (isize at = 0; at + 8 <= s.len; at++) {
        str d = str_skip(s, at);
        isize i = 0, numbers = 0;
        if (!is_digit(d.p[0]) || (at && is_digit(s.p[at - 1]))) continue;
        while (numbers < 3 && i < d.len && is_digit(d.p[i])) {
            isize from = i;
            while (i < d.len && is_digit(d.p[i])) i++;
            if (i - from != (numbers ? 2 : 4) && i - from != (numbers ? 1 : 4)) break;
            numbers++;
            str rest = str_skip(d, i);
            str unit = numbers == 1 ? S("年") : numbers == 2 ? S("月") : S("日");
            if (str_starts(rest, unit)) i += unit.len;
            else if (numbers < 3 && str_starts(rest, S("-"))) i++;
        }
        if (numbers < 3) continue;
        while (i < d.len && (is_digit(d.p[i]) || d.p[i] == ':' || d.p[i] == ' ')) i++;
        *behind = str_trim(str_skip(d, i));
        return at;
    }
    return -1;
}

/* "原创 名 公众号 2024年01月02日 12:34 北京": the page's head, in one line. */
static struct node *head(struct rule_ctx *cx, struct node *root)
{
    enum { PLACE = 8 /* code points */ };
    struct node *n = root->first;
    while (n && (shape_space(n) || shape_heading(n))) n = n->next;
    if (!n) return NULL;
    str line = line_of(cx, n), behind = {0};
    if (!str_starts(line, S("原创"))) return NULL;
    str rest = str_skip(line, S("原创").len);
    if (!rest.len || (rest.p[0] != ' ' && rest.p[0] != '\n' && rest.p[0] != 0xC2)) return NULL;
    if (date_at(rest, &behind) <= 0 || utf8_len(behind) > PLACE || str_has(line, S("。")))
        return NULL;
    rule_lose(cx, n, DIAG_BYLINE_GONE, "");
    node_detach(n);
    return NULL;
}

const struct rule rule_wechat_head = {
    .name = "wechat-head",
    .help = "a first line of 原创, names and a date goes; the chapter's head has it",
    .on = TAG_DOCUMENT,
    .apply = head,
};

enum page_line { NO_PAGE_LINE, SOME_PAGE_LINE, PAGE_LINE };

/* What a page says below every article: what nobody else says, and what needs such company. */
static enum page_line page_line(str s)
{
    static const str sure[] = {
        LIT("预览时标签不可点"),
        LIT("微信扫一扫关注该公众号"),
        LIT("关注该公众号"),
        LIT("微信扫一扫可打开此内容，使用完整服务"),
        LIT("微信扫一扫使用小程序"),
        LIT("继续滑动看下一个"),
        LIT("继续滑动看下一个轻触阅读原文"),
        LIT("轻触阅读原文"),
        LIT("向上滑动看下一个"),
        LIT("轻点两下取消赞"),
        LIT("轻点两下取消在看"),
        LIT("视频小程序赞，轻点两下取消赞在看，轻点两下取消在看"),
    };
    static const str maybe[] = {
        LIT("微信扫一扫"), LIT("使用小程序"), LIT("阅读原文"), LIT("知道了"), LIT("取消"),
        LIT("允许"),       LIT("取消允许"),   LIT("喜欢作者"), LIT("赞"),     LIT("在看"),
        LIT("分享"),       LIT("收藏"),       LIT("写留言"),   LIT("：，。"), LIT("，，。"),
    };
    for (isize i = 0; i < COUNT(sure); i++)
        if (str_eq(s, sure[i])) return PAGE_LINE;
    for (isize i = 0; i < COUNT(maybe); i++)
        if (str_eq(s, maybe[i])) return SOME_PAGE_LINE;
    return NO_PAGE_LINE;
}

/* The last block, in the box that an archive puts around everything. */
static struct node *last_block(struct node *root)
{
    struct node *n = root->last;
    while (n && shape_space(n)) n = n->prev;
    return node_is(n, TAG_DIV) && !shape_prev(n) ? n->last : n;
}

static struct node *tail(struct rule_ctx *cx, struct node *root)
{
    struct node *last = last_block(root), *from = NULL;
    bool sure = false;
    for (struct node *n = last; n; n = n->prev) {
        enum page_line is = page_line(audit_core(cx->mem, line_of(cx, n)));
        if (!is && !shape_blank(n)) break;
        if (is) from = n;
        sure |= is == PAGE_LINE;
    }
    for (struct node *n = sure ? from : NULL, *next; n; n = next) {
        next = n->next;
        rule_lose(cx, n, DIAG_NOISE_GONE, "");
        node_detach(n);
    }
    return NULL;
}

const struct rule rule_wechat_tail = {
    .name = "wechat-tail",
    .help = "what the page says below every article goes from an archive's last lines",
    .on = TAG_DOCUMENT,
    .apply = tail,
};
