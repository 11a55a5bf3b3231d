/* templates.c - what templates share. */
#include "cover_local.h"

str template_line(struct plate *p)
{
    const struct cover_text *t = p->text;
    if (!t->issue.len || !t->dates.len) return t->issue.len ? t->issue : t->dates;
    return str_printf(p->mem, "%.*s · %.*s", STR(t->issue), STR(t->dates));
}
