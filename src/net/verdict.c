/* verdict.c - what a status of HTTP means for somebody who wants a picture. */
#include "date.h"
#include "net_local.h"

static const struct verdict table[] = {
    {200, ACT_TAKE, 0, ""},
    {203, ACT_TAKE, 0, ""},
    {301, ACT_FOLLOW, 0, ""},
    {302, ACT_FOLLOW, 0, ""},
    {303, ACT_FOLLOW, 0, ""},
    {304, ACT_SAME, 0, ""},
    {307, ACT_FOLLOW, 0, ""},
    {308, ACT_FOLLOW, 0, ""},
    {400, ACT_NO, DAY, "400, the server does not understand the address"},
    {401, ACT_ELSEWHERE, DAY, "401, only for those who have logged in"},
    {402, ACT_NO, 7LL * DAY, "402, only for those who pay"},
    {403, ACT_ELSEWHERE, DAY, "403, forbidden"},
    {404, ACT_ELSEWHERE, 7LL * DAY, "404, not there"},
    {408, ACT_AGAIN, 0, "408, the server did not want to wait"},
    {410, ACT_ELSEWHERE, 30LL * DAY, "410, gone for good"},
    {414, ACT_NO, 30LL * DAY, "414, the address is too long"},
    {421, ACT_AGAIN, 0, "421, the wrong server"},
    {425, ACT_AGAIN, 0, "425, too early"},
    {429, ACT_AGAIN, 0, "429, too many requests"},
    {451, ACT_NO, 30LL * DAY, "451, withheld by law"},
    {500, ACT_AGAIN, 0, "500, a fault of the server"},
    {502, ACT_AGAIN, 0, "502, a server behind the server does not answer"},
    {503, ACT_AGAIN, 0, "503, out of service for now"},
    {504, ACT_AGAIN, 0, "504, a server behind the server is too slow"},
};

struct verdict verdict_of(int status)
{
    for (isize i = 0; i < COUNT(table); i++)
        if (table[i].status == status) return table[i];
    if (status >= 500) return (struct verdict){status, ACT_AGAIN, 0, "5xx, a fault of the server"};
    if (status >= 400) return (struct verdict){status, ACT_NO, DAY, "4xx, the server refuses"};
    return (struct verdict){status, ACT_NO, DAY, "an answer that comes without a picture"};
}
