/* volume.c - what the parts of a divided book are called. */
#include "package_local.h"

/* 1 to 99 as Chinese counts: 一, 十, 十一, 二十, 二十一. */
static str numeral(arena *a, int n)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n < 1 || n > 99) return str_printf(a, "%d", n);
    return str_printf(a, "%s%s%s", n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "",
                      digits[n % 10]);
}

str volume_name(arena *a, str lang, int volume)
{
    /* 卷 is written alike in both scripts. */
    if (words_of(lang)->ten_thousand[0]) return str_printf(a, "卷%.*s", STR(numeral(a, volume)));
    return str_printf(a, "Volume %d", volume);
}
