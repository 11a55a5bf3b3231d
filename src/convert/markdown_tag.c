/*
 * markdown_tag.c - tags of static site generators: {% name arguments %} of Hexo, its themes and
 * Jekyll, {{< name arguments >}} of Hugo, {{ variable }} of Liquid.
 *
 * Each is a row of a table: what it does with its arguments.  Tags of logic go, listed; one
 * that we do not know stays as text, and that is said.
 */
#include "markdown_local.h"
#include "shape_local.h"

/* --- arguments --------------------------------------------------------------------- */

/* The value of name="value" among Hugo's arguments; {0}. */
static str named(str args, str name)
{
    for (isize i = 0; (i = str_find(args, name, i)) >= 0; i += name.len) {
        str rest = str_skip(args, i + name.len);
        if (!str_starts(rest, S("=")) || (i && !is_space(args.p[i - 1]))) continue;
        rest = str_skip(rest, 1);
        return tag_word(&rest);
    }
    return (str){0};
}

static void add_escaped(struct buf *out, str s)
{
    for (isize i = 0; i < s.len; i++) {
        if (s.p[i] == '[' || s.p[i] == ']' || s.p[i] == '<' || s.p[i] == '>') buf_byte(out, '\\');
        buf_byte(out, s.p[i]);
    }
}

/* An address between pointed brackets: these and line ends would end it. */
static void add_address(struct buf *out, str s)
{
    buf_byte(out, '<');
    for (isize i = 0; i < s.len; i++)
        if (s.p[i] != '<' && s.p[i] != '>') buf_byte(out, s.p[i]);
    buf_byte(out, '>');
}

static void add_bracketed(struct buf *out, str words, str address)
{
    buf_add(out, S("["));
    add_escaped(out, words);
    buf_add(out, S("]("));
    add_address(out, address);
    buf_add(out, S(")"));
}

static void add_link(struct buf *out, str words, str address)
{
    add_bracketed(out, words.len ? words : address, address);
}

/* --- pictures ------------------------------------------------------------------------ */

static bool is_picture(str s)
{
    return picture_named(s) || str_istarts(s, S("http"));
}

static void picture(struct buf *out, str address, str words)
{
    buf_add(out, S("!"));
    add_bracketed(out, words, address);
}

/* {% asset_img class name.png 300 200 "title 'alt'" %}; {% img … %} */
static void tag_image(struct buf *out, str args)
{
    str name = {0};
    while (args.len && !name.len) {
        str word = tag_word(&args);
        if (is_picture(word) || !args.len) name = word;
    }
    while (args.len && is_digit(args.p[0])) tag_word(&args);
    args = tag_unquoted(args);
    isize quoted = str_find(args, S(" '"), 0);
    if (quoted > 0) args = str_head(args, quoted);
    picture(out, name, tag_unquoted(args));
}

/* {{< figure src="a.png" title="T" caption="C" alt="A" >}} */
static bool hugo_figure(struct buf *out, str args)
{
    str src = named(args, S("src")), alt = named(args, S("alt"));
    str title = named(args, S("title")), caption = named(args, S("caption"));
    if (!src.len) src = tag_word(&args);
    if (!src.len) return false;
    if (!title.len && !caption.len) {
        picture(out, src, alt);
        return true;
    }
    buf_add(out, S("\n<figure><img src=\""));
    tag_html(out, src);
    buf_add(out, S("\" alt=\""));
    tag_html(out, alt);
    buf_add(out, S("\"><figcaption>"));
    tag_html(out, title);
    if (title.len && caption.len) buf_add(out, S("<br>"));
    tag_html(out, caption);
    buf_add(out, S("</figcaption></figure>\n\n"));
    return true;
}

/* --- boxes, quotations, links ------------------------------------------------------------ */

/* A word of {% note info no-icon A title %} that says how the box looks. */
static bool is_look(str word)
{
    static const str looks[] = {LIT("default"), LIT("primary"),  LIT("success"), LIT("info"),
                                LIT("warning"), LIT("danger"),   LIT("error"),   LIT("secondary"),
                                LIT("light"),   LIT("no-icon"),  LIT("simple"),  LIT("modern"),
                                LIT("flat"),    LIT("disabled"), LIT("blue"),    LIT("pink"),
                                LIT("red"),     LIT("purple"),   LIT("orange"),  LIT("green")};
    for (isize i = 0; i < COUNT(looks); i++)
        if (str_eq(word, looks[i])) return true;
    return false;
}

static str note_title(str args)
{
    struct cut c = str_cut(args, ' ');
    while (c.head.len && is_look(c.head)) {
        args = str_trim(c.tail);
        c = str_cut(args, ' ');
    }
    return args;
}

static void bold_title(struct buf *out, str title)
{
    if (title.len) buf_printf(out, "**%.*s**\n\n", STR(title));
}

/* {% blockquote Author, Source https://… Title %} */
static void quote_open(struct mender *m, str name, str args)
{
    buf_add(m->out, S("\n\n<blockquote>\n\n"));
    m->cite = str_eq(name, S("pullquote")) ? (str){0} : args;
}

static void quote_close(struct mender *m)
{
    if (m->cite.len) buf_printf(m->out, "\n\n—— %.*s", STR(m->cite));
    buf_add(m->out, S("\n\n</blockquote>\n\n"));
    m->cite = (str){0};
}

/* {% button url, words, icon %}; {% btn url, words %} */
static bool tag_button(struct buf *out, str args)
{
    struct cut c = str_cut(args, ',');
    str url = tag_unquoted(c.head), words = tag_unquoted(str_cut(c.tail, ',').head);
    if (str_starts(words, S("fa "))) words = (str){0};
    if (!url.len) return false;
    add_link(out, words, url);
    return true;
}

/* {% video url %}, {% dplayer "url=…" %}, {% aplayer "title" "author" "url" %} */
static bool tag_player(struct buf *out, str args)
{
    str words = {0};
    while (args.len) {
        str word = tag_word(&args);
        if (str_starts(word, S("url="))) word = str_skip(word, 4);
        struct cut c = str_cut(word, '/');
        if (c.ok && str_byte(word, ' ', 0) < 0) {
            add_link(out, words, word);
            return true;
        }
        if (!words.len) words = word;
    }
    return false;
}

/* --- the tables -------------------------------------------------------------------------- */

enum does {
    PICTURE,
    WORDS,       /* its arguments are the text */
    BEHIND_AT,   /* … behind "@" */
    BEHIND_SIGN, /* … behind the first "," or "::" */
    LISTING,
    INCLUDE,
    NOTE,
    TITLED,
    QUOTATION,
    LINK,  /* `with` and the first argument are an address */
    PLAIN, /* the first argument is an address */
    BUTTON,
    PLAYER,
    FRAME, /* nothing but its end and beginning: goes silently */
    LOGIC, /* said to the generator: goes, listed */
    RAW,
    HIDING,      /* with all between it and its end */
    FIGURE,      /* Hugo's picture */
    FIRST_TITLE, /* Hugo's box: kind, title */
};

static const struct row {
    str name;
    enum does does;
    const char *with;
} tags[] = {
    {LIT("asset_img"), PICTURE, 0},
    {LIT("img"), PICTURE, 0},
    {LIT("image"), PICTURE, 0},
    {LIT("inlineimage"), PICTURE, 0},
    {LIT("inlineImg"), PICTURE, 0},
    {LIT("fullimage"), PICTURE, 0},
    {LIT("asset_path"), WORDS, 0},
    {LIT("u"), WORDS, 0},
    {LIT("emp"), WORDS, 0},
    {LIT("wavy"), WORDS, 0},
    {LIT("kbd"), WORDS, 0},
    {LIT("psw"), WORDS, 0},
    {LIT("label"), BEHIND_AT, 0},
    {LIT("mark"), BEHIND_AT, 0},
    {LIT("span"), BEHIND_SIGN, 0},
    {LIT("p"), BEHIND_SIGN, 0},
    {LIT("checkbox"), BEHIND_SIGN, 0},
    {LIT("radio"), BEHIND_SIGN, 0},
    {LIT("highlight"), LISTING, 0},
    {LIT("codeblock"), LISTING, 0},
    {LIT("code"), LISTING, 0},
    {LIT("include_code"), INCLUDE, 0},
    {LIT("include-code"), INCLUDE, 0},
    {LIT("note"), NOTE, 0},
    {LIT("subnote"), NOTE, 0},
    {LIT("spoiler"), TITLED, 0},
    {LIT("fold"), TITLED, 0},
    {LIT("folding"), TITLED, 0},
    {LIT("details"), TITLED, 0},
    {LIT("hideToggle"), TITLED, 0},
    {LIT("hideBlock"), TITLED, 0},
    {LIT("timeline"), TITLED, 0},
    {LIT("blockquote"), QUOTATION, 0},
    {LIT("quote"), QUOTATION, 0},
    {LIT("pullquote"), QUOTATION, 0},
    {LIT("centerquote"), QUOTATION, 0},
    {LIT("cq"), QUOTATION, 0},
    {LIT("pdf"), PLAIN, 0},
    {LIT("iframe"), PLAIN, 0},
    {LIT("youtube"), LINK, "https://www.youtube.com/watch?v="},
    {LIT("vimeo"), LINK, "https://vimeo.com/"},
    {LIT("bilibili"), LINK, "https://www.bilibili.com/video/"},
    {LIT("gist"), LINK, "https://gist.github.com/"},
    {LIT("jsfiddle"), LINK, "https://jsfiddle.net/"},
    {LIT("codepen"), LINK, "https://codepen.io/pen/"},
    {LIT("button"), BUTTON, 0},
    {LIT("btn"), BUTTON, 0},
    {LIT("video"), PLAYER, 0},
    {LIT("audio"), PLAYER, 0},
    {LIT("dplayer"), PLAYER, 0},
    {LIT("aplayer"), PLAYER, 0},
    {LIT("tabs"), LOGIC, 0},
    {LIT("subtabs"), LOGIC, 0},
    {LIT("subsubtabs"), LOGIC, 0},
    {LIT("gallery"), FRAME, 0},
    {LIT("grouppicture"), FRAME, 0},
    {LIT("gp"), FRAME, 0},
    {LIT("linkgrid"), FRAME, 0},
    {LIT("raw"), RAW, 0},
    {LIT("verbatim"), RAW, 0},
    {LIT("comment"), HIDING, 0},
    {LIT("if"), LOGIC, 0},
    {LIT("elsif"), LOGIC, 0},
    {LIT("elif"), LOGIC, 0},
    {LIT("else"), LOGIC, 0},
    {LIT("unless"), LOGIC, 0},
    {LIT("for"), LOGIC, 0},
    {LIT("case"), LOGIC, 0},
    {LIT("when"), LOGIC, 0},
    {LIT("assign"), LOGIC, 0},
    {LIT("set"), LOGIC, 0},
    {LIT("capture"), LOGIC, 0},
    {LIT("include"), LOGIC, 0},
    {LIT("include_relative"), LOGIC, 0},
    {LIT("extends"), LOGIC, 0},
    {LIT("block"), LOGIC, 0},
    {LIT("layout"), LOGIC, 0},
    {LIT("more"), LOGIC, 0},
    {LIT("toc"), LOGIC, 0},
};

static const struct row codes[] = {
    {LIT("figure"), FIGURE, 0},
    {LIT("image"), FIGURE, 0},
    {LIT("img"), FIGURE, 0},
    {LIT("highlight"), LISTING, 0},
    {LIT("youtube"), LINK, "https://www.youtube.com/watch?v="},
    {LIT("vimeo"), LINK, "https://vimeo.com/"},
    {LIT("bilibili"), LINK, "https://www.bilibili.com/video/"},
    {LIT("ref"), WORDS, 0},
    {LIT("relref"), WORDS, 0},
    {LIT("admonition"), FIRST_TITLE, 0},
    {LIT("notice"), FIRST_TITLE, 0},
    {LIT("callout"), FIRST_TITLE, 0},
    {LIT("alert"), FIRST_TITLE, 0},
    {LIT("hint"), FIRST_TITLE, 0},
    {LIT("details"), TITLED, 0},
    {LIT("expand"), TITLED, 0},
    {LIT("spoiler"), TITLED, 0},
    {LIT("tab"), TITLED, 0},
    {LIT("tabs"), FRAME, 0},
    {LIT("math"), FRAME, 0},
    {LIT("katex"), FRAME, 0},
    {LIT("center"), FRAME, 0},
    {LIT("toc"), LOGIC, 0},
};

static const struct row *find(const struct row *v, isize n, str name)
{
    for (isize i = 0; i < n; i++)
        if (str_eq(v[i].name, name)) return &v[i];
    return NULL;
}

/* What comes behind "@", or behind the first "," or "::". */
static str behind(enum does does, str args)
{
    isize at = does == BEHIND_AT ? str_byte(args, '@', 0) : str_byte(args, ',', 0);
    isize len = 1, colons = does == BEHIND_AT ? -1 : str_find(args, S("::"), 0);
    if (colons >= 0 && (at < 0 || colons < at)) at = colons, len = 2;
    return at < 0 ? args : str_trim(str_skip(args, at + len));
}

static bool add_address_of(struct buf *out, const struct row *r, str args)
{
    str what = tag_word(&args);
    if (!what.len) return false;
    if (r->does == PLAIN) add_link(out, what, what);
    else buf_printf(out, "<%s%.*s>", r->with, STR(what));
    return true;
}

/* Write what a tag stands for; false if it cannot be told. */
static bool open_tag(struct mender *m, const struct row *r, str args, str whole)
{
    struct buf *out = m->out;
    switch (r->does) {
    case PICTURE: tag_image(out, args); break;
    case FIGURE: return hugo_figure(out, args);
    case WORDS: buf_add(out, tag_unquoted(args)); break;
    case BEHIND_AT:
    case BEHIND_SIGN: buf_add(out, behind(r->does, args)); break;
    case LISTING: tag_listing(m, r->name, args); break;
    case INCLUDE: tag_include(out, args); break;
    case NOTE: bold_title(out, tag_unquoted(note_title(args))); break;
    case TITLED: bold_title(out, tag_unquoted(args)); break;
    case FIRST_TITLE:
        tag_word(&args);
        bold_title(out, tag_word(&args));
        break;
    case QUOTATION: quote_open(m, r->name, args); break;
    case LINK:
    case PLAIN: return add_address_of(out, r, args);
    case BUTTON: return tag_button(out, args);
    case PLAYER: return tag_player(out, args);
    case FRAME: break;
    case LOGIC: mender_order(m, whole); break;
    case RAW: m->raw = true; break;
    case HIDING:
        m->hidden = !m->endless && str_has(m->rest, S("endcomment"));
        m->endless = !m->hidden;
        return m->hidden;
    }
    return true;
}

static void close_tag(struct mender *m, const struct row *r)
{
    if (r->does == QUOTATION) quote_close(m);
    if (r->does == RAW) m->raw = false;
}

/* "{% name args %}" at s.p[i], or Hugo's "{{< name args >}}" and "{{% … %}}". */
static isize tag(struct mender *m, str s, isize i, str begin, str end)
{
    enum { LONGEST = 500 };
    str near = i + LONGEST < s.len ? str_head(s, i + LONGEST) : s;
    isize at = str_find(near, end, i + begin.len);
    if (at < 0) return 0;
    bool hugo = begin.len == 3;
    str whole = str_skip(str_head(s, at + end.len), i);
    str inside = str_skip(str_head(s, at), i + begin.len);
    if (str_starts(inside, S("-"))) inside = str_skip(inside, 1);
    if (str_ends(inside, S("-"))) inside.len--;
    struct cut c = str_cut(str_trim(inside), ' ');
    str name = c.head, args = str_trim(c.tail);
    bool closes = hugo ? str_starts(name, S("/")) : str_starts(name, S("end"));
    if (closes) name = str_skip(name, hugo ? 1 : 3);
    if (str_ends(args, S("/")) && hugo) args = str_trim(str_head(args, args.len - 1));
    const struct row *r = hugo ? find(codes, COUNT(codes), name) : find(tags, COUNT(tags), name);
    if (m->raw && !(closes && r && r->does == RAW)) return 0;
    bool known = true;
    if (r && closes) close_tag(m, r);
    else if (r) known = open_tag(m, r, args, whole);
    else known = !hugo && !closes && markdown_post(m->out, name, args);
    if (known) return whole.len;
    bool word = name.len && (is_alpha(name.p[0]) || name.p[0] >= 0x80);
    if (word) aside_add(m->mem, m->asides, (struct aside){ASIDE_TAG, m->line, whole});
    return 0;
}

isize tag_mend(struct mender *m, str s, isize i)
{
    str rest = str_skip(s, i), value;
    if (str_starts(rest, S("{%"))) return tag(m, s, i, S("{%"), S("%}"));
    if (m->raw) return 0;
    if (str_starts(rest, S("{{<"))) return tag(m, s, i, S("{{<"), S(">}}"));
    if (str_starts(rest, S("{{%"))) return tag(m, s, i, S("{{%"), S("%}}"));
    isize n = str_starts(rest, S("{{")) ? tag_variable(s, i, &value) : 0;
    if (n) buf_add(m->out, value);
    return n;
}

isize tag_hidden(struct mender *m, str s, isize i)
{
    isize at = str_find(s, S("endcomment"), i);
    isize from = at, end = at < 0 ? -1 : str_find(s, S("%}"), at);
    while (from > i && s.p[from - 1] != '{') from--;
    if (end < 0 || from == i) from = s.len + 1, end = -1;
    str gone = str_trim(str_skip(str_head(s, from - 1), i));
    if (gone.len) mender_order(m, gone);
    m->hidden = end < 0;
    return (end < 0 ? s.len : end + 2) - i;
}
