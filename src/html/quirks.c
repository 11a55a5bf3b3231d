/* quirks.c - which doctypes mean a page of old (section 13.2.6.4.1). */
#include "tree_local.h"

static const str prefixes[] = {
    LIT("+//Silmaril//dtd html Pro v0r11 19970101//"),
    LIT("-//AS//DTD HTML 3.0 asWedit + extensions//"),
    LIT("-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//"),
    LIT("-//IETF//DTD HTML 2.0 Level 1//"),
    LIT("-//IETF//DTD HTML 2.0 Level 2//"),
    LIT("-//IETF//DTD HTML 2.0 Strict Level 1//"),
    LIT("-//IETF//DTD HTML 2.0 Strict Level 2//"),
    LIT("-//IETF//DTD HTML 2.0 Strict//"),
    LIT("-//IETF//DTD HTML 2.0//"),
    LIT("-//IETF//DTD HTML 2.1E//"),
    LIT("-//IETF//DTD HTML 3.0//"),
    LIT("-//IETF//DTD HTML 3.2 Final//"),
    LIT("-//IETF//DTD HTML 3.2//"),
    LIT("-//IETF//DTD HTML 3//"),
    LIT("-//IETF//DTD HTML Level 0//"),
    LIT("-//IETF//DTD HTML Level 1//"),
    LIT("-//IETF//DTD HTML Level 2//"),
    LIT("-//IETF//DTD HTML Level 3//"),
    LIT("-//IETF//DTD HTML Strict Level 0//"),
    LIT("-//IETF//DTD HTML Strict Level 1//"),
    LIT("-//IETF//DTD HTML Strict Level 2//"),
    LIT("-//IETF//DTD HTML Strict Level 3//"),
    LIT("-//IETF//DTD HTML Strict//"),
    LIT("-//IETF//DTD HTML//"),
    LIT("-//Metrius//DTD Metrius Presentational//"),
    LIT("-//Microsoft//DTD Internet Explorer 2.0 HTML Strict//"),
    LIT("-//Microsoft//DTD Internet Explorer 2.0 HTML//"),
    LIT("-//Microsoft//DTD Internet Explorer 2.0 Tables//"),
    LIT("-//Microsoft//DTD Internet Explorer 3.0 HTML Strict//"),
    LIT("-//Microsoft//DTD Internet Explorer 3.0 HTML//"),
    LIT("-//Microsoft//DTD Internet Explorer 3.0 Tables//"),
    LIT("-//Netscape Comm. Corp.//DTD HTML//"),
    LIT("-//Netscape Comm. Corp.//DTD Strict HTML//"),
    LIT("-//O'Reilly and Associates//DTD HTML 2.0//"),
    LIT("-//O'Reilly and Associates//DTD HTML Extended 1.0//"),
    LIT("-//O'Reilly and Associates//DTD HTML Extended Relaxed 1.0//"),
    LIT("-//SQ//DTD HTML 2.0 HoTMetaL + extensions//"),
    LIT("-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//"),
    LIT("-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//"),
    LIT("-//Spyglass//DTD HTML 2.0 Extended//"),
    LIT("-//Sun Microsystems Corp.//DTD HotJava HTML//"),
    LIT("-//Sun Microsystems Corp.//DTD HotJava Strict HTML//"),
    LIT("-//W3C//DTD HTML 3 1995-03-24//"),
    LIT("-//W3C//DTD HTML 3.2 Draft//"),
    LIT("-//W3C//DTD HTML 3.2 Final//"),
    LIT("-//W3C//DTD HTML 3.2//"),
    LIT("-//W3C//DTD HTML 3.2S Draft//"),
    LIT("-//W3C//DTD HTML 4.0 Frameset//"),
    LIT("-//W3C//DTD HTML 4.0 Transitional//"),
    LIT("-//W3C//DTD HTML Experimental 19960712//"),
    LIT("-//W3C//DTD HTML Experimental 970421//"),
    LIT("-//W3C//DTD W3 HTML//"),
    LIT("-//W3O//DTD W3 HTML 3.0//"),
    LIT("-//WebTechs//DTD Mozilla HTML 2.0//"),
    LIT("-//WebTechs//DTD Mozilla HTML//"),
};

bool doctype_quirks(const struct token *t)
{
    const str public = t->public_id;
    if (t->quirks || !str_eq(t->name, S("html"))) return true;
    if (str_ieq(t->system_id, S("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")))
        return true;
    if (!t->has_public) return false;
    if (str_ieq(public, S("-//W3O//DTD W3 HTML Strict 3.0//EN//")) ||
        str_ieq(public, S("-/W3C/DTD HTML 4.0 Transitional/EN")) || str_ieq(public, S("HTML")))
        return true;
    for (isize i = 0; i < COUNT(prefixes); i++)
        if (str_istarts(public, prefixes[i])) return true;
    return !t->has_system && (str_istarts(public, S("-//W3C//DTD HTML 4.01 Frameset//")) ||
                              str_istarts(public, S("-//W3C//DTD HTML 4.01 Transitional//")));
}
