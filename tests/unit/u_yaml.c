#include "yaml.h"
#include "unit.h"

#include "os.h"

static struct yaml *parse(arena *a, struct diags *ds, str text)
{
    struct yaml *y = NULL;
    yaml_parse(a, text, S("t.yaml"), 1, &y, ds);
    return y;
}

/* The fault of `text`, which must have one. */
static struct yaml_fault fault_of(arena *a, str text)
{
    struct yaml *y;
    struct yaml_fault f = {0};
    CHECK(!yaml_read(a, text, 1, &y, &f));
    CHECK(!y);
    return f;
}

static str repeat(arena *a, str s, isize n)
{
    struct buf b = {.mem = a};
    while (n-- > 0) buf_add(&b, s);
    return buf_str(&b);
}

TEST(yaml__keeps_order_kinds_and_places)
{
    struct yaml *y = parse(mem, ds, S("b: 1\na:\n  - '中 x'\n  - {k: [v, w]}\n"));
    CHECK(y && y->kind == YAML_MAP);
    CHECK_INT(y->n, 2);
    CHECK_STR(y->first->key->text, S("b"));
    struct yaml *a = yaml_get(y, S("a"));
    CHECK(a->kind == YAML_LIST && !a->flow && a->n == 2);
    CHECK(!a->first->plain);
    CHECK_STR(a->first->text, S("中 x"));
    CHECK_INT(a->first->line, 3);
    CHECK_INT(a->first->col, 5);
    struct yaml *k = yaml_get(a->last, S("k"));
    CHECK(k->flow && k->kind == YAML_LIST);
    CHECK_STR(k->raw, S("[v, w]"));
    CHECK_STR(k->last->text, S("w"));
    CHECK(!yaml_get(y, S("c")) && !yaml_get(k, S("c")) && !yaml_get(NULL, S("c")));
}

TEST(yaml__raw_is_what_was_written)
{
    struct yaml *y = parse(mem, ds, S("题: [转]\n文: \"a\\tb\"\nm:\n  k: v\n\n# c\nz: 'q'\n"));
    CHECK_STR(yaml_get(y, S("题"))->raw, S("[转]"));
    CHECK_STR(yaml_get(y, S("文"))->raw, S("\"a\\tb\""));
    CHECK_STR(yaml_get(y, S("文"))->text, S("a\tb"));
    CHECK_STR(yaml_get(y, S("z"))->raw, S("'q'"));
}

TEST(yaml__bom_crlf_and_first_line_are_counted)
{
    struct yaml *y, *v;
    struct yaml_fault f;
    CHECK(yaml_read(mem,
                    S("\xEF\xBB\xBF"
                      "a: 1\r\nb: 2\r\n"),
                    10, &y, &f));
    v = yaml_get(y, S("b"));
    CHECK_INT(v->line, 11);
    CHECK_INT(v->col, 4);
    CHECK_INT(y->first->key->col, 1);
    CHECK(!yaml_read(mem, S("a: 1\nb: [x\n"), 10, &y, &f));
    CHECK_INT(f.from, 11);
}

TEST(yaml__empty_text_is_null)
{
    CHECK(yaml_is_null(parse(mem, ds, S(""))));
    CHECK(yaml_is_null(parse(mem, ds, (str){0})));
    CHECK(yaml_is_null(parse(mem, ds, S("# nothing\n"))));
    CHECK(yaml_is_null(yaml_get(parse(mem, ds, S("a:\nb: 1")), S("a"))));
    CHECK(!yaml_is_null(yaml_get(parse(mem, ds, S("a: ''")), S("a"))));
    CHECK_INT(ds->count[DIAG_ERROR], 0);
}

TEST(yaml__second_keys_are_reported_each)
{
    struct yaml *y = NULL;
    CHECK(!yaml_parse(mem, S("a: 1\nb: {c: 1, c: 2}\na: 3\nc: 1\n"), S("t.yaml"), 1, &y, ds));
    CHECK(y);
    CHECK_INT(ds->count[DIAG_ERROR], 2);
    CHECK(ds->first->id == DIAG_YAML_TWICE);
    CHECK_INT(ds->first->at.line, 2);
    CHECK_INT(ds->first->at.col, 11);
    CHECK_INT(ds->last->at.line, 3);
    struct yaml_fault f;
    CHECK(yaml_read(mem, S("a: 1\na: 2\n"), 1, &y, &f));
    CHECK(y->last->key->twice && !y->first->key->twice);
    CHECK_STR(yaml_get(y, S("a"))->text, S("1"));
}

TEST(yaml__faults_have_a_place)
{
    struct yaml_fault f = fault_of(mem, S("a: 1\ntitle: x: y\n"));
    CHECK_INT(f.line, 2);
    CHECK_INT(f.col, 9);
    f = fault_of(mem, S("a: 'b\nc: 1\n"));
    CHECK_INT(f.from, 1);
    f = fault_of(mem, S("a: 1\nb: \x01\n"));
    CHECK_INT(f.line, 2);
    CHECK_INT(f.col, 4);
    f = fault_of(mem, S("a: 1\nb: 中\xFF\n"));
    CHECK_INT(f.line, 2);
    CHECK_INT(f.col, 5);
    CHECK_INT(fault_of(mem, S("a: 1\n---\nb: 2\n")).line, 2);
}

TEST(yaml__anchors_aliases_and_tags_are_refused)
{
    CHECK(str_has(fault_of(mem, S("a: &x 1\nb: 2")).what, S("anchors")));
    CHECK(str_has(fault_of(mem, S("a: 1\nb: *x")).what, S("aliases")));
    CHECK(str_has(fault_of(mem, S("a: !x 1")).what, S("tags")));
    struct yaml *y = parse(mem, ds, S("a: !!str 1"));
    CHECK(!yaml_get(y, S("a"))->plain);
}

/* s that reading takes, the best of three times: others work on this machine, too. */
static double cost(arena mem, str text)
{
    double best = 1e9;
    for (int i = 0; i < 3; i++) {
        arena a = mem;
        struct yaml *y;
        struct yaml_fault fault;
        double start = os_clock();
        yaml_read(&a, text, 1, &y, &fault);
        double took = os_clock() - start;
        if (took < best) best = took;
    }
    return best;
}

static str many_keys(arena *mem, int n)
{
    struct buf b = {.mem = mem};
    for (int i = 0; i < n; i++) buf_printf(&b, "k%d: %d\n", i, i);
    return buf_str(&b);
}

TEST(yaml__depth_is_limited_at_no_cost)
{
    /* Quadratic, as libyaml alone is, it would take hundreds of times as long as keys do. */
    double keys = cost(*mem, many_keys(mem, 30000));
    CHECK(cost(*mem, repeat(mem, S("["), 100000)) < 10 * keys);
    CHECK(str_has(fault_of(mem, repeat(mem, S("["), 100000)).what, S("deep")));
    CHECK(str_has(fault_of(mem, repeat(mem, S("{a: "), 100000)).what, S("deep")));
    CHECK(str_has(fault_of(mem, repeat(mem, S("- "), 100000)).what, S("deep")));
    struct yaml *y = parse(
        mem, ds,
        str_printf(mem, "%.*sx%.*s", STR(repeat(mem, S("["), 64)), STR(repeat(mem, S("]"), 64))));
    CHECK(y);
    for (; y && y->first; y = y->first) {
    }
    CHECK_STR(y->text, S("x"));
}

TEST(yaml__size_is_limited_and_keys_are_hashed)
{
    struct yaml *y = parse(mem, ds, many_keys(mem, 90000));
    CHECK_INT(y->n, 90000);
    CHECK(str_has(fault_of(mem, repeat(mem, S("- a\n"), YAML_NODES + 1)).what, S("more values")));
    /* Twelve times the keys, not a hundred and forty-four times the work. */
    CHECK(cost(*mem, many_keys(mem, 90000)) < 50 * cost(*mem, many_keys(mem, 7500)));
    CHECK_INT(ds->count[DIAG_ERROR], 0);
}

TEST(yaml__core_schema_only_for_plain_scalars)
{
    struct yaml *y = parse(mem, ds, S("[true, 'true', no, FALSE, 12, '12', -3, 1.5, ~, 0x10, -]"));
    bool flag = false;
    long long n = 0;
    struct yaml *v = y->first;
    CHECK(yaml_bool(v, &flag) && flag);
    v = v->next;
    CHECK(!yaml_bool(v, &flag));
    v = v->next;
    CHECK(!yaml_bool(v, &flag));
    v = v->next;
    CHECK(yaml_bool(v, &flag) && !flag);
    v = v->next;
    CHECK(yaml_int(v, &n) && n == 12);
    v = v->next;
    CHECK(!yaml_int(v, &n));
    v = v->next;
    CHECK(yaml_int(v, &n) && n == -3);
    v = v->next;
    CHECK(!yaml_int(v, &n));
    v = v->next;
    CHECK(yaml_is_null(v) && !yaml_int(v, &n));
    CHECK(!yaml_int(v->next, &n));
}
