/* shape.c - the two keys that are lists of tables: creators and topics. */
#include "conf_local.h"

#include <regex.h>

/* MARC relators, https://id.loc.gov/vocabulary/relators: what a creator did. */
static const char relators[] =
    "abr|acp|act|adi|adp|aft|anc|anl|anm|ann|ant|ape|apl|app|aqt|arc|ard|arr|art|asg|asn|ato|att|"
    "auc|aud|aue|aui|aup|aus|aut|bdd|bjd|bka|bkd|bkp|blw|bnd|bpd|brd|brl|bsl|cad|cas|ccp|chr|cli|"
    "cll|clr|clt|cmm|cmp|cmt|cnd|cng|cns|coe|col|com|con|cop|cor|cos|cot|cou|cov|cpc|cpe|cph|cpl|"
    "cpt|cre|crp|crr|crt|csl|csp|cst|ctb|cte|ctg|ctr|cts|ctt|cur|cwt|dbd|dbp|dfd|dfe|dft|dgc|dgg|"
    "dgs|dis|djo|dln|dnc|dnr|dpc|dpt|drm|drt|dsr|dst|dtc|dte|dtm|dto|dub|edc|edd|edm|edt|egr|elg|"
    "elt|eng|enj|etr|evp|exp|fac|fds|fld|flm|fmd|fmk|fmo|fmp|fnd|fon|fpy|frg|gdv|gis|grt|his|hnr|"
    "hst|ill|ilu|ink|ins|inv|isb|itr|ivd|ive|ivr|jud|jug|lbr|lbt|ldr|led|lee|lel|len|let|lgd|lie|"
    "lil|lit|lsa|lse|lso|ltg|ltr|lyr|mcp|mdc|med|mfp|mfr|mka|mod|mon|mrb|mrk|msd|mte|mtk|mup|mus|"
    "mxe|nan|nrt|onp|opn|org|orm|osp|oth|own|pad|pan|pat|pbd|pbl|pdr|pfr|pht|plt|pma|pmn|pnc|pop|"
    "ppm|ppt|pra|prc|prd|pre|prf|prg|prm|prn|pro|prp|prs|prt|prv|pta|pte|ptf|pth|ptt|pup|rap|rbr|"
    "rcd|rce|rcp|rdd|red|ren|res|rev|rpc|rps|rpt|rpy|rse|rsg|rsp|rsr|rst|rth|rtm|rxa|sad|sce|scl|"
    "scr|sde|sds|sec|sfx|sgd|sgn|sht|sll|sng|spk|spn|spy|srv|std|stg|stl|stm|stn|str|swd|tad|tau|"
    "tcd|tch|ths|tld|tlg|tlh|tlp|trc|trl|tyd|tyg|uvp|vac|vdg|vfx|voc|wac|wal|wam|wat|waw|wdc|wde|"
    "wdw|wfs|wft|win|wit|wpr|wst|wts";

void keys_check(struct reading *r, const char *what, const struct yaml *map, const char *names)
{
    int which;
    for (const struct yaml *v = map->first; v; v = v->next) {
        str key = v->key->text;
        if (str_starts(key, S("x-")) || name_find(names, key, &which)) continue;
        struct near near = near_start(key);
        near_offer_all(&near, names);
        str hint = near_text(r->mem, &near, (str){0});
        if (!hint.len) hint = str_printf(r->mem, "; known are %s", names);
        diag(r->ds, DIAG_CONF_KEY, reading_at(r, v->key), "%s: %.*s%.*s", what, STR(key),
             STR(hint));
    }
}

str member_read(struct reading *r, const char *what, const struct yaml *map, const char *key)
{
    const struct yaml *v = yaml_get(map, str_of(key));
    str text = {0}, name = str_printf(r->mem, "%s: %s", what, key);
    if (v && !yaml_is_null(v)) text_read(r, str_z(r->mem, name), v, &text);
    return str_trim(text);
}

static struct strs members(struct reading *r, const struct yaml *map, const char *key)
{
    const struct yaml *v = yaml_get(map, str_of(key));
    struct strs list = {0};
    str name = str_printf(r->mem, "topics: match: %s", key);
    if (v && !yaml_is_null(v)) texts_read(r, str_z(r->mem, name), v, &list);
    return list;
}

/* --- creators ---------------------------------------------------------------- */

static bool creator_read(struct reading *r, const char *what, const struct yaml *v,
                         struct creator *out)
{
    int which;
    if (v->kind == YAML_SCALAR) {
        *out = (struct creator){0};
        if (!text_read(r, what, v, &out->text)) return false;
        out->text = str_trim(out->text);
        if (!out->text.len) diag(r->ds, DIAG_CONF_VALUE, reading_at(r, v), "%s: no name", what);
        return out->text.len > 0;
    }
    if (v->kind == YAML_LIST) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v),
             "%s is a name or {text, role, file-as}, not a list in a list", what);
        return false;
    }
    keys_check(r, what, v, "text|role|file-as");
    *out = (struct creator){
        .text = member_read(r, what, v, "text"),
        .role = member_read(r, what, v, "role"),
        .file_as = member_read(r, what, v, "file-as"),
    };
    if (!out->text.len)
        diag(r->ds, DIAG_CONF_MISSING, reading_at(r, v), "%s: text, the name", what);
    if (out->role.len && !name_find(relators, out->role, &which))
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, yaml_get(v, S("role"))),
             "%s: role: \"%.*s\" is no MARC relator; aut, edt, trl and ill are some", what,
             STR(out->role));
    return out->text.len > 0;
}

void creators_read(struct reading *r, const char *what, const struct yaml *v, struct creators *out)
{
    bool many = v->kind == YAML_LIST;
    *out = (struct creators){.v = make_n(r->mem, struct creator, many ? v->n : 1)};
    for (const struct yaml *item = many ? v->first : v; item; item = many ? item->next : NULL)
        if (creator_read(r, what, item, &out->v[out->n])) out->n++;
}

/* --- topics -------------------------------------------------------------------- */

enum { REGEX_LONGEST = 2000, REGEX_SIZE = 100000 };

/* Index of the "]" that ends the bracket expression at i, or of the last byte. */
static isize bracket_end(str re, isize i)
{
    i++;
    if (i < re.len && re.p[i] == '^') i++;
    if (i < re.len && re.p[i] == ']') i++;
    for (; i < re.len && re.p[i] != ']'; i++) {
        u8 kind = re.p[i] == '[' && i + 1 < re.len ? re.p[i + 1] : 0;
        if (kind != ':' && kind != '.' && kind != '=') continue;
        u8 close[2] = {kind, ']'}; /* as in [[:alpha:]] */
        isize end = str_find(re, (str){close, 2}, i + 2);
        if (end >= 0) i = end + 1;
    }
    return i < re.len ? i : re.len - 1;
}

/* How often the matcher copies what stands before the operator at *i, which is left on its
 * last byte; 0 if there is none. */
static long long copies(str re, isize *i)
{
    long long n;
    if (re.p[*i] == '*' || re.p[*i] == '?') return 1;
    if (re.p[*i] == '+') return 2;
    if (re.p[*i] != '{') return 0;
    struct cut in = str_cut(str_skip(re, *i + 1), '}'), bounds = str_cut(in.head, ',');
    if (!in.ok || !str_int(bounds.tail.len ? bounds.tail : bounds.head, &n)) return 0;
    *i += in.head.len + 1;
    return n < 1 ? 1 : n > REGEX_SIZE ? REGEX_SIZE : n;
}

/* regcomp unrolls a+ and a{n}; nested groups multiply, and so does its memory.  An operator
 * behind another has no meaning in POSIX, and a cost that doubles. */
static bool is_modest(str re)
{
    long long groups = 1, atoms = re.len;
    enum { ATOM, GROUP, OPERATOR } last = ATOM;
    if (re.len > REGEX_LONGEST) return false;
    for (isize i = 0; i < re.len; i++) {
        long long n = copies(re, &i);
        if (n && last == OPERATOR) return false;
        if (n && last == GROUP) groups *= n;
        if (n && last == ATOM) atoms += n;
        if (groups > REGEX_SIZE || groups * atoms > REGEX_SIZE) return false;
        last = n ? OPERATOR : re.p[i] == ')' ? GROUP : ATOM;
        if (n) continue;
        if (re.p[i] == '[') i = bracket_end(re, i);
        if (re.p[i] == '\\') i++;
    }
    return true;
}

static void check_regex(struct reading *r, const struct yaml *at, str pattern)
{
    arena scratch = *r->mem;
    char why[200];
    regex_t re;
    if (!pattern.len) {
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, at),
             "topics: match: regex: it is empty, so it would match anything");
        return;
    }
    if (!is_modest(pattern)) {
        diag(r->ds, DIAG_CONF_VALUE, reading_at(r, at),
             "topics: match: regex: too long, or it repeats repetitions");
        return;
    }
    if (str_byte(pattern, 0, 0) >= 0) return; /* text_read has refused it */
    int bad = regcomp(&re, str_z(&scratch, pattern), REG_EXTENDED | REG_NOSUB);
    if (!bad) {
        regfree(&re);
        return;
    }
    regerror(bad, &re, why, sizeof why);
    diag(r->ds, DIAG_CONF_VALUE, reading_at(r, at), "topics: match: regex: %s: %.*s", why,
         STR(pattern));
}

static void match_read(struct reading *r, const struct yaml *match, struct topic *out)
{
    if (match->kind != YAML_MAP) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, match),
             "topics: match is {category, tag, regex, path}, not %s", yaml_kind_name(match));
        return;
    }
    keys_check(r, "topics: match", match, "category|tag|regex|path");
    out->category = members(r, match, "category");
    out->tag = members(r, match, "tag");
    out->regex = members(r, match, "regex");
    out->path = members(r, match, "path");
    const struct yaml *regex = yaml_get(match, S("regex"));
    if (!regex || yaml_is_null(regex)) return;
    const struct yaml *item = regex->kind == YAML_LIST ? regex->first : regex;
    for (isize i = 0; i < out->regex.n && item; i++, item = item->next)
        check_regex(r, item, out->regex.v[i]);
}

static bool topic_read(struct reading *r, const struct yaml *v, struct topic *out)
{
    if (v->kind != YAML_MAP) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v),
             "topics: each is {title, match, intro}, not %s", yaml_kind_name(v));
        return false;
    }
    keys_check(r, "topics", v, "title|match|intro");
    *out = (struct topic){
        .title = member_read(r, "topics", v, "title"),
        .intro = member_read(r, "topics", v, "intro"),
        .at = reading_at(r, v),
    };
    if (!out->title.len) diag(r->ds, DIAG_CONF_MISSING, reading_at(r, v), "topics: title");
    const struct yaml *match = yaml_get(v, S("match"));
    if (match && !yaml_is_null(match)) match_read(r, match, out);
    return true;
}

void topics_read(struct reading *r, const struct yaml *v, struct topics *out)
{
    if (v->kind != YAML_LIST) {
        diag(r->ds, DIAG_CONF_TYPE, reading_at(r, v), "topics is a list, not %s",
             yaml_kind_name(v));
        return;
    }
    *out = (struct topics){.v = make_n(r->mem, struct topic, v->n)};
    for (const struct yaml *item = v->first; item; item = item->next)
        if (topic_read(r, item, &out->v[out->n])) out->n++;
}
