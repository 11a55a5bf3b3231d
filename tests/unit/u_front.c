#include "front_local.h"
#include "unit.h"

/* Fields as "a=text b=[x, [y]] c={k=v} "; a value without anything is "-". */
static void describe(struct buf *b, const struct field *f)
{
    const struct field *up[80];
    int depth = 0;
    for (;;) {
        for (; !f && depth; f = up[depth]->next)
            buf_byte(b, up[--depth]->kind == FIELD_MAP ? '}' : ']'), buf_byte(b, ' ');
        if (!f) return;
        if (f->key.len) buf_printf(b, "%.*s=", STR(f->key));
        if (f->kind == FIELD_LIST || f->kind == FIELD_MAP) {
            buf_byte(b, f->kind == FIELD_MAP ? '{' : '[');
            up[depth++] = f;
            f = f->kids;
            continue;
        }
        buf_printf(b, "%.*s ", STR(f->text.len ? f->text : S("-")));
        f = f->next;
    }
}

/* What a whole file says, then "| " and its body. */
static str read(arena *mem, const char *text, struct diags *ds)
{
    struct buf b = {.mem = mem};
    str s = str_of(text);
    struct front f = front_split(s);
    describe(&b, f.head.len ? front_fields(mem, &f, S("p.md"), ds) : NULL);
    buf_printf(&b, "| %.*s", STR(str_skip(s, f.body)));
    int line = 1;
    for (isize i = 0; i < f.body; i++) line += s.p[i] == '\n';
    CHECK_INT(f.body_line, line);
    return buf_str(&b);
}

static const struct {
    const char *text, *want;
} heads[] = {
    {"---\ntitle: a\n---\nbody", "title=a | body"},
    {"\n---\ntitle: a\n---\nbody", "title=a | body"},
    {"\"title\": \"a\",\n\"tags\": [\"x\", \"y\"]\n;;;\nbody", "title=a tags=[x y ] | body"},
    {"{\n\"title\": \"a\"\n}\n;;;\nbody", "title=a | body"},
    {"\"title\": is how prose may begin\n\nbody", "| \"title\": is how prose may begin\n\nbody"},
    {"{% raw %}\n;;;\nbody", "| {% raw %}\n;;;\nbody"},
    {"---\ntitle: \"open\n---\nbody", "title=open | body"},
    {"\xEF\xBB\xBF---\ntitle: a\n---\nbody", "title=a | body"},
    {"\xEF\xBB\xBF\n  \n---  \ntitle: a\n---   \n\nbody", "title=a | \nbody"},
    {"---\r\ntitle: a\r\ntags:\r\n- b\r\n---\r\nbody\r\n", "title=a tags=[b ] | body\r\n"},
    {"---\ntitle: a\n...\nbody", "title=a | body"},
    {"title: a\ndate: 2020-01-01\n---\nbody", "title=a date=2020-01-01 | body"},
    {"title: a\n\ntags:\n- x\n---\nbody\n---\nmore", "title=a tags=[x ] | body\n---\nmore"},
    {";;;\n\"title\": \"a\",\n\"tags\": [\"b\", \"c\"]\n;;;\nbody", "title=a tags=[b c ] | body"},
    {";;;\n{\n\t\"title\": \"a: b\"\n}\n;;;\nbody", "title=a: b | body"},
    {"---\n\nlayout: post\n\ntitle: a\n\n---\nbody", "layout=post title=a | body"},
    {"---\ntitle: a\n---\nb\n\n---\n\nc: d\n---\n", "title=a | b\n\n---\n\nc: d\n---\n"},
    {"---\ntags:\n\t- xss\n\t- web\ntype:\tpost\n---\n", "tags=[xss web ] type=post | "},
    {"---\ntitle: C# 语言 #1\n---\n", "title=C# 语言 #1 | "},
    {"---\ntitle: [转] 你好\n---\n", "title=[转] 你好 | "},
    {"---\ntitle: [转]\n---\n", "title=[转] | "},
    {"---\ntitle: {{ page.title }}\n---\n", "title={{ page.title }} | "},
    {"---\ntitle：a\n---\nb", "title=a | b"},
    {"---\ntitle:a\n---\nb", "title=a | b"},
    {"---\ntitle: 为什么: 这样\n---\n", "title=为什么: 这样 | "},
    {"---\ntitle: @someone 的 `x`\n---\n", "title=@someone 的 `x` | "},
    {"---\ntitle: 'It's'\n---\n", "title=It's | "},
    {"---\ntitle: 'It''s'\n---\n", "title=It's | "},
    {"---\ntitle: \"他说\"你好\"\"\n---\n", "title=他说\"你好\" | "},
    {"---\ntitle: \"C:\\path\"\n---\n", "title=C:\\path | "},
    {"---\ntitle: \"\\u4f60\\x41\\\"\"\n---\n", "title=\xE4\xBD\xA0"
                                                "A\" | "},
    {"---\ntitle: >-\n  1438 Longest\n  Limit\n---\n", "title=1438 Longest Limit | "},
    {"---\ntitle: 'two\n  lines'\n---\n", "title=two lines | "},
    {"---\nexcerpt: 随着\n  Java\ntitle: a\n---\n", "excerpt=随着 Java title=a | "},
    {"---\ntitle: 2020\ntags: 2019\n---\n", "title=2020 tags=2019 | "},
    {"---\ntitle: ' '\nauthor:\n---\n", "title=  author=- | "},
    {"---\ncategories: Java # mine\n---\n", "categories=Java | "},
    {"---\ncategories: \n - a\n - — news\n - '- b'\n---\n", "categories=[a — news - b ] | "},
    {"---\ncategories:\n    - a\n\n    - b\n---\n", "categories=[a b ] | "},
    {"---\ncategories:\n- [a, b]\n- [c]\n---\n", "categories=[[a b ] [c ] ] | "},
    {"---\ncategories: [[a, 'b, c'], d]\n---\n", "categories=[[a b, c ] d ] | "},
    {"---\ntags: [a,\n  b]\n---\n", "tags=[a b ] | "},
    {"---\ntags: []\ncategories:\n---\n", "tags=[] categories=- | "},
    {"---\ntags:\n- a: b\n- @c\n---\n", "tags=[a: b @c ] | "},
    {"---\nauthor:\n    display_name: X\n    login: x\n---\n",
     "author={display_name=X login=x } | "},
    {"---\nauthor: {name: X, url: 'u'}\n---\n", "author={name=X url=u } | "},
    {"---\nauthor:\n- name: X\n  url: u\n---\n", "author=[{name=X url=u } ] | "},
    {"---\ncategories:\n  - - a\n    - b\n---\n", "categories=[[a b ] ] | "},
    {"  ---\n", "|   ---\n"},
    {"---\n  title: a\n  date: b\n---\n", "title=a date=b | "},
    {"---\n---\nbody", "| body"},
    {"---\n# note\ntitle: a # b\n---\n", "title=a # b | "},
    {"---\ntitle: a\ndate: b\n\nProse begins here.\n\n---\n\nmore",
     "title=a date=b | Prose begins here.\n\n---\n\nmore"},
    {"---\ntitle: a\nurl: https://x.cn/a#b?c=d\n---\n", "title=a url=https://x.cn/a#b?c=d | "},
    {"---\na: &x 1\nb: *x\n---\n", "a=&x 1 b=*x | "},
    {"---\nauthor: [a, [b\ntitle: t\n---\n", "author=[a, [b title=t | "},
    {"---\ntags: a\n  - b\n---\n", "tags=[a b ] | "},
};

TEST(front__reads_the_heads_of_the_wild)
{
    for (isize i = 0; i < COUNT(heads); i++)
        CHECK_STR(read(mem, heads[i].text, ds), str_of(heads[i].want));
}

TEST(front__leaves_text_alone_that_is_none)
{
    static const char *const texts[] = {
        "",
        "\n\n",
        "# Title\n\nNote: this\n---\nmore",
        "Title: 一篇文章\n\nprose\n---\nmore",
        "> * 原文地址：[x](https://x.cn)\n\n---\n",
        "[#]: collector: (x)\n[#]: author: (Y)\n\nTitle\n======\n\n---\n",
        "---\n\nA rule first, then prose.\n\n---\n",
        "---\n# Heading\n\ntext\n---\n",
        "----------\n- item\n----------\n",
        "Something\n---\n",
        "note: this is a setext heading\n---\n",
        "<div>\ntitle: a\n---\n</div>",
    };
    for (isize i = 0; i < COUNT(texts); i++)
        CHECK_STR(read(mem, texts[i], ds), str_printf(mem, "| %s", texts[i]));
    CHECK(!ds->first);
}

TEST(front__says_where_it_was_no_yaml)
{
    read(mem, "---\ntitle: a\nauthor: \"b\" c\n---\n", ds);
    CHECK(ds->first && ds->first->id == DIAG_FRONT_LOOSE);
    CHECK_INT(ds->first->at.line, 3);
    CHECK_INT(ds->first->at.col, 9);
    CHECK(!ds->first->next);
}

TEST(front__bombs_are_cheap)
{
    struct buf b = {.mem = mem};
    buf_add(&b, S("---\ntitle: t\na: "));
    for (int i = 0; i < 100000; i++) buf_byte(&b, '[');
    buf_add(&b, S("\nb: "));
    for (int i = 0; i < 20000; i++) buf_add(&b, S("{a: "));
    buf_add(&b, S("\nl0: &l0 [x, x]\n"));
    for (int i = 1; i < 30; i++) buf_printf(&b, "l%d: &l%d [*l%d, *l%d]\n", i, i, i - 1, i - 1);
    buf_add(&b, S("---\nbody"));
    struct front f = front_split(buf_str(&b));
    arena before = *mem;
    const struct field *first = front_fields(mem, &f, S("p"), ds);
    CHECK_STR(first->text, S("t"));
    CHECK(before.at + (64 << 20) > mem->at);
}
