/* said.c - see said.h. */
#include "said.h"

enum { HEAD_LINES = 60 };

static const struct {
    str name;
    enum said_kind kind;
} labels[] = {
    {LIT("作者"), SAID_AUTHOR},      {LIT("原文作者"), SAID_AUTHOR},
    {LIT("原作者"), SAID_AUTHOR},    {LIT("文章作者"), SAID_AUTHOR},
    {LIT("author"), SAID_AUTHOR},    {LIT("日期"), SAID_DATE},
    {LIT("时间"), SAID_DATE},        {LIT("发布时间"), SAID_DATE},
    {LIT("发表时间"), SAID_DATE},    {LIT("发布日期"), SAID_DATE},
    {LIT("创建时间"), SAID_DATE},    {LIT("date"), SAID_DATE},
    {LIT("更新时间"), SAID_UPDATED}, {LIT("编辑时间"), SAID_UPDATED},
    {LIT("更新日期"), SAID_UPDATED}, {LIT("原文地址"), SAID_URL},
    {LIT("原文链接"), SAID_URL},     {LIT("原文"), SAID_URL},
    {LIT("链接"), SAID_URL},         {LIT("本文链接"), SAID_URL},
    {LIT("文章链接"), SAID_URL},     {LIT("回答链接"), SAID_URL},
    {LIT("本文永久链接"), SAID_URL}, {LIT("来源"), SAID_URL},
    {LIT("出处"), SAID_URL},         {LIT("url"), SAID_URL},
    {LIT("via"), SAID_URL},          {LIT("点赞数"), SAID_VOTES},
    {LIT("赞同数"), SAID_VOTES},     {LIT("点赞"), SAID_VOTES},
    {LIT("赞同"), SAID_VOTES},       {LIT("votes"), SAID_VOTES},
    {LIT("评论数"), SAID_NOTHING},   {LIT("收藏数"), SAID_NOTHING},
    {LIT("感谢数"), SAID_NOTHING},   {LIT("喜欢数"), SAID_NOTHING},
    {LIT("阅读数"), SAID_NOTHING},   {LIT("浏览数"), SAID_NOTHING},
    {LIT("译文出自"), SAID_NOTHING}, {LIT("译者"), SAID_CREDIT},
    {LIT("翻译"), SAID_CREDIT},      {LIT("校对者"), SAID_CREDIT},
    {LIT("校对"), SAID_CREDIT},      {LIT("选题"), SAID_CREDIT},
    {LIT("编辑"), SAID_CREDIT},
};

/* --- values --------------------------------------------------------------------- */

static bool is_address(str s)
{
    return (str_istarts(s, S("http://")) || str_istarts(s, S("https://"))) &&
           str_byte(s, ' ', 0) < 0;
}

/* Of "[text](address)" the address, of "<address>" too. */
static str address_of(str s)
{
    if (is_address(s)) return s;
    isize at = s.len && s.p[0] == '[' ? str_find(s, S("]("), 0) + 1 : 0;
    isize end = at ? str_byte(s, ')', at) : str_byte(s, '>', 0);
    if (!s.len || (!at && s.p[0] != '<') || end != s.len - 1) return (str){0};
    s = str_skip(str_head(s, end), at + 1);
    return is_address(s) ? s : (str){0};
}

/* Of "[Name](…)", "[Name][a]", "**Name**" the name; {0} if it can be none. */
static str name_of(str s)
{
    static const str marks[] = {LIT("。"), LIT("，"), LIT("！"), LIT("？"), LIT("；"), LIT("、"),
                                LIT("："), LIT("("),  LIT("<"),  LIT("*"),  LIT("`"),  LIT("http")};
    if (s.len && s.p[0] == '[') {
        isize end = str_byte(s, ']', 0);
        u8 last = s.p[s.len - 1];
        if (end < 0 || (end + 1 < s.len && s.p[end + 1] != '(' && s.p[end + 1] != '[') ||
            (last != ')' && last != ']'))
            return (str){0};
        s = str_trim(str_skip(str_head(s, end), 1));
    }
    if (str_starts(s, S("@"))) s = str_skip(s, 1);
    for (isize i = 0; i < COUNT(marks); i++)
        if (str_has(s, marks[i])) return (str){0};
    return utf8_len(s) <= NAME_LONGEST ? s : (str){0};
}

static bool is_number(str s)
{
    for (isize i = 0; i < s.len; i++)
        if (!is_digit(s.p[i]) && s.p[i] != ',') return false;
    return s.len && s.len < 16;
}

/* "2021-08-14 10:00", "2021年8月14日" and their like, by their letters. */
static bool is_date(str s)
{
    int digits = 0;
    isize len;
    for (isize i = 0; i < s.len; i += len) {
        u32 c = utf8_get(str_skip(s, i), &len);
        digits += c < 0x80 && is_digit((int)c);
        bool other = c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 'T' || c == 'Z' ||
                     c == ' ' || c == '-' || c == '/' || c == ':' || c == '.' || c == '+';
        if (!other && !(c < 0x80 && is_digit((int)c))) return false;
    }
    return digits >= 6 && digits <= 20 && s.len < 40;
}

/* The value of a label of this kind; {0} if it is none. */
static str value_of(enum said_kind kind, str label, str s)
{
    str none = {0};
    switch (kind) {
    case SAID_AUTHOR: return name_of(s);
    case SAID_DATE:
    case SAID_UPDATED: return is_date(s) ? s : none;
    case SAID_URL: return address_of(s);
    case SAID_VOTES: return is_number(s) ? s : none;
    case SAID_NOTHING:
        return is_number(s) || (str_eq(label, S("译文出自")) && address_of(s).len) ? s : none;
    case SAID_CREDIT: break;
    }
    return s;
}

/* --- lines ---------------------------------------------------------------------- */

/* Without "> ", "* ", "- " before it. */
static str unmarked(str s)
{
    s = str_trim(s);
    while (s.len && s.p[0] == '>') s = str_trim(str_skip(s, 1));
    if (s.len > 1 && (s.p[0] == '*' || s.p[0] == '-' || s.p[0] == '+') && s.p[1] == ' ')
        s = str_trim(str_skip(s, 2));
    return s;
}

/* Cut "label：" or "label:" from a line. */
static bool cut_label(str s, str *label, str *rest)
{
    enum { LABEL_MAX = 30 /* bytes */ };
    const str wide = S("：");
    isize near = str_find(s, S(":"), 0), far = str_find(s, wide, 0);
    isize at = far < 0 || (near >= 0 && near < far) ? near : far;
    if (at <= 0 || at > LABEL_MAX) return false;
    *label = str_trim(str_head(s, at));
    *rest = str_trim(str_skip(s, at + (at == far ? wide.len : 1)));
    return label->len > 0;
}

/* "label：value" with a label we know and a value it can have. */
static bool read_label(str line, struct said *out)
{
    str label, rest;
    if (!cut_label(unmarked(line), &label, &rest)) return false;
    for (isize i = 0; i < COUNT(labels); i++) {
        if (!str_ieq(label, labels[i].name)) continue;
        str value = value_of(labels[i].kind, label, rest);
        *out = (struct said){.kind = labels[i].kind, .line = line, .value = value};
        return value.len > 0;
    }
    return false;
}

/* "[#]: author: (A Name https://…)", "[#]: via: "https://…"". */
static struct said read_note(str line)
{
    struct said s = {.kind = SAID_NOTHING, .line = line, .hidden = true};
    struct cut c = str_cut(str_skip(str_trim(line), S("[#]:").len), ':');
    str key = str_trim(c.head), value = str_trim(c.tail);
    if (value.len >= 2 && (value.p[0] == '(' || value.p[0] == '"'))
        value = str_trim((str){value.p + 1, value.len - 2});
    if (str_eq(key, S("url")) || str_eq(key, S("via"))) {
        s.kind = is_address(value) ? SAID_URL : SAID_NOTHING;
        s.value = value;
    } else if (str_eq(key, S("author"))) {
        isize link = str_find(value, S("http"), 0);
        if (link >= 0) value = str_trim(str_head(value, link));
        s.kind = value.len ? SAID_AUTHOR : SAID_NOTHING;
        s.value = value;
    }
    return s;
}

static void add(arena *a, struct saids *list, struct said s)
{
    list->v = make_room(a, list->v, list->n);
    list->v[list->n++] = s;
}

static bool is_underline(str s, u8 mark)
{
    isize n = 0;
    while (n < s.len && s.p[n] == mark) n++;
    return n >= 2 && n == s.len;
}

/* "# Title", or a line with "====" below it. */
static bool is_title(str line, str rest)
{
    isize n = 0;
    while (n < line.len && line.p[n] == '#') n++;
    if (n) return n <= 6 && n < line.len && is_space(line.p[n]);
    return is_underline(str_trim(str_cut(rest, '\n').head), '=');
}

/* The lines before the text. */
static void read_head(arena *a, str body, struct saids *out)
{
    bool titled = false;
    isize run = 0; /* of out, where the lines of this paragraph begin */
    struct cut c = {.tail = body};
    for (int n = 0; n < HEAD_LINES && c.tail.len; n++) {
        struct said s;
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (!line.len) {
            run = out->n;
        } else if (str_starts(line, S("[#]:"))) {
            add(a, out, read_note(c.head));
            run = out->n;
        } else if (read_label(c.head, &s)) {
            add(a, out, s);
        } else if (!titled && is_title(line, c.tail)) {
            titled = true;
            if (line.p[0] != '#') c = str_cut(c.tail, '\n');
            run = out->n;
        } else {
            out->n = run; /* other words among them: a text with labels */
            return;
        }
    }
}

/* --- the end --------------------------------------------------------------------- */

static bool is_via(str line)
{
    struct said s;
    return str_istarts(line, S("via")) && read_label(line, &s) && s.kind == SAID_URL;
}

/* "Label：[Name](…)" of whatever label. */
static bool is_credit(str line)
{
    enum { LABEL_MAX = 4 /* code points */ };
    str label, rest;
    return cut_label(line, &label, &rest) && utf8_len(label) <= LABEL_MAX &&
           (!rest.len || name_of(rest).len);
}

static bool is_rule(str line)
{
    return is_underline(line, '-') || str_eq(line, S("* * *")) || is_underline(line, '*');
}

/* "本文由 [LCTT](https://github.com/LCTT/…) …", "… [LCTT][] …" */
static bool is_lctt(str line)
{
    return str_has(line, S("[LCTT]"));
}

static bool is_definition(str line)
{
    return line.p[0] == '[' && str_has(line, S("]:"));
}

/* From the last line "via: …" on; *ruled: a rule stands before it. */
static str find_tail(str body, bool *ruled)
{
    str tail = {0};
    bool rule = false;
    for (struct cut c = {.tail = body}; c.tail.len;) {
        str here = c.tail;
        c = str_cut(c.tail, '\n');
        str s = str_trim(c.head);
        if (is_via(s)) {
            tail = here;
            *ruled = rule;
        }
        if (s.len) rule = is_rule(s);
    }
    return tail;
}

/* Where no rule stands before them, nothing but credits and definitions may follow. */
static void read_tail(arena *a, str body, struct saids *out)
{
    bool ruled = false;
    str tail = find_tail(body, &ruled);
    for (struct cut c = {.tail = tail}; c.tail.len && !ruled;) {
        c = str_cut(c.tail, '\n');
        str s = str_trim(c.head);
        bool fits =
            !s.len || is_definition(s) || is_via(s) || is_lctt(s) || is_rule(s) || is_credit(s);
        if (!fits) return;
    }
    for (struct cut c = {.tail = tail}; c.tail.len;) {
        struct said s;
        c = str_cut(c.tail, '\n');
        str line = str_trim(c.head);
        if (is_lctt(line) && !is_definition(line))
            add(a, out, (struct said){.kind = SAID_NOTHING, .line = c.head});
        else if (read_label(c.head, &s) && (s.kind == SAID_URL || s.kind == SAID_AUTHOR))
            add(a, out, s);
    }
}

struct saids said_find(arena *a, str body)
{
    struct saids out = {0};
    read_head(a, body, &out);
    read_tail(a, body, &out);
    return out;
}
