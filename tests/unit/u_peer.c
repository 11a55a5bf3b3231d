/* u_peer.c - addresses that are for everybody, and others. */
#include "peer.h"
#include "unit.h"

static const char *class_of(const char *text)
{
    struct peer p;
    if (!peer_read(str_of(text), &p)) return "no address";
    const char *what = peer_private(&p);
    return what ? what : "public";
}

static bool is_public(const char *text)
{
    return str_eq(str_of(class_of(text)), S("public"));
}

TEST(peer__public_addresses_are_public)
{
    static const char *const all[] = {
        "1.1.1.1",        "8.8.8.8",          "9.255.255.255",    "11.0.0.0",
        "100.63.255.255", "100.128.0.0",      "126.255.255.255",  "128.0.0.1",
        "172.15.255.255", "172.32.0.0",       "192.167.255.255",  "192.169.0.0",
        "198.17.255.255", "198.20.0.0",       "223.255.255.255",  "2400:3200::1",
        "2606:4700::1",   "64:ff9b::808:808", "2a00:1450:4009::5"};
    for (isize i = 0; i < COUNT(all); i++) CHECK_STR(str_of(class_of(all[i])), S("public"));
}

TEST(peer__addresses_of_machines_and_homes_are_not)
{
    static const char *const all[] = {"0.0.0.0",
                                      "0.1.2.3",
                                      "10.0.0.0",
                                      "10.255.255.255",
                                      "100.64.0.0",
                                      "100.127.255.255",
                                      "127.0.0.1",
                                      "127.255.255.254",
                                      "169.254.169.254",
                                      "172.16.0.1",
                                      "172.31.255.255",
                                      "192.0.0.1",
                                      "192.0.2.7",
                                      "192.168.0.1",
                                      "198.18.0.1",
                                      "198.51.100.1",
                                      "203.0.113.1",
                                      "224.0.0.1",
                                      "239.1.2.3",
                                      "240.0.0.1",
                                      "255.255.255.255",
                                      "::",
                                      "::1",
                                      "::7f00:1",
                                      "::ffff:8.8.8.8",
                                      "::ffff:10.0.0.1",
                                      "64:ff9b::7f00:1",
                                      "64:ff9b::10.0.0.1",
                                      "64:ff9b:1::1",
                                      "100::1",
                                      "2001::1",
                                      "2001:db8::1",
                                      "2002:7f00:1::",
                                      "3fff::1",
                                      "5f00::1",
                                      "fc00::1",
                                      "fdff::1",
                                      "fe80::1",
                                      "febf::1",
                                      "fec0::1",
                                      "ff02::1",
                                      "4000::1"};
    for (isize i = 0; i < COUNT(all); i++) {
        CHECK(!is_public(all[i]));
        CHECK(!str_eq(str_of(class_of(all[i])), S("no address")));
    }
}

TEST(peer__what_is_no_plain_address_is_none)
{
    static const char *const all[] = {"",
                                      "1",
                                      "1.2.3",
                                      "1.2.3.4.5",
                                      "256.1.1.1",
                                      "01.2.3.4",
                                      "1.2.3.4 ",
                                      "0x7f.1.1.1",
                                      "1.2.3.",
                                      ".1.2.3",
                                      ":",
                                      ":::",
                                      "1::2::3",
                                      "12345::",
                                      "1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:8:9",
                                      "::1.2.3",
                                      "g::",
                                      "1:2:3:4:5:6:7:8::"};
    struct peer p;
    for (isize i = 0; i < COUNT(all); i++) CHECK(!peer_read(str_of(all[i]), &p));
    CHECK(peer_read(S("1:2:3:4:5:6:7:8"), &p) && p.b[15] == 8);
    CHECK(peer_read(S("1::8"), &p) && p.b[1] == 1 && p.b[15] == 8 && !p.b[7]);
    CHECK(peer_read(S("::1.2.3.4"), &p) && p.b[12] == 1 && p.b[15] == 4);
}

static bool allows(arena *a, const char *rule, const char *host, const char *address, int port)
{
    struct peer_rule one;
    struct peer p;
    if (!peer_rule_read(a, str_of(rule), &one) || !peer_read(str_of(address), &p)) return false;
    p.port = port;
    return peer_allowed(&(struct peer_rules){&one, 1}, str_of(host), &p);
}

TEST(peer__a_rule_opens_what_it_names_and_no_more)
{
    CHECK(allows(mem, "127.0.0.1", "x", "127.0.0.1", 80));
    CHECK(!allows(mem, "127.0.0.1", "x", "127.0.0.2", 80));
    CHECK(allows(mem, "127.0.0.1:8000", "x", "127.0.0.1", 8000));
    CHECK(!allows(mem, "127.0.0.1:8000", "x", "127.0.0.1", 8001));
    CHECK(allows(mem, "10.1.0.0/16", "x", "10.1.255.3", 80));
    CHECK(!allows(mem, "10.1.0.0/16", "x", "10.2.0.1", 80));
    CHECK(allows(mem, "10.0.0.0/7", "x", "10.2.0.1", 80));
    CHECK(allows(mem, "[fd00::1]:8080", "x", "fd00::1", 8080));
    CHECK(!allows(mem, "[fd00::1]:8080", "x", "fd00::1", 80));
    CHECK(allows(mem, "fd00::/8", "x", "fd12::9", 80));
    CHECK(!allows(mem, "127.0.0.1", "x", "::7f00:1", 80));
    CHECK(allows(mem, "Nas.home", "nas.HOME", "192.168.1.9", 80));
    CHECK(!allows(mem, "nas.home", "nas.home.example", "192.168.1.9", 80));
    CHECK(allows(mem, "nas.home", "x", "8.8.8.8", 80));
}

TEST(peer__a_rule_that_makes_no_sense_is_refused)
{
    static const char *const all[] = {
        "",       "/8",         "nas/8",          "10.0.0.0/33", "a b", "[::1",
        "[::1]x", "10.0.0.1:0", "10.0.0.1:99999", "fd00::/129",  "a:b", "10.0.0.0/"};
    struct peer_rule one;
    for (isize i = 0; i < COUNT(all); i++) CHECK(!peer_rule_read(mem, str_of(all[i]), &one));
}
