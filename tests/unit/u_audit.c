#include "audit.h"
#include "unit.h"

TEST(audit__counts_what_can_be_seen)
{
    CHECK_INT(audit_text(S("a \xE4\xB8\xAD\xE3\x80\x80\xC2\xA0\xE2\x80\x8B\n")).chars, 2);
    CHECK(audit_visible(0xFFFD));
    CHECK(!audit_visible(0xFEFF));
    CHECK(!audit_visible(0x1FFFE));
    CHECK(audit_visible(0x1F600));
}

TEST(audit__order_does_not_matter_but_content_does)
{
    CHECK(tally_eq(audit_text(S("abc")), audit_text(S("c a b"))));
    CHECK(!tally_eq(audit_text(S("abc")), audit_text(S("abd"))));
}

TEST(audit__sees_neither_scripts_nor_own_words)
{
    struct node *root = node_make(mem, TAG_DOCUMENT);
    node_add_text(mem, node_add(mem, root, TAG_P), S("text"));
    node_add_text(mem, node_add(mem, root, TAG_SCRIPT), S("code"));
    struct node *own = node_add(mem, root, TAG_P);
    own->made = 1;
    node_add_text(mem, own, S("words"));
    CHECK(tally_eq(audit_tree(root), audit_text(S("text"))));
}

TEST(audit__reads_written_documents)
{
    CHECK(tally_eq(
        audit_xhtml(S("<title>no</title><body class=\"x\"><p>1 &lt; 2 &amp; 3</p></body>")),
        audit_text(S("1<2&3"))));
}
