/*
 * url.h - web addresses: taken apart, joined, repaired.
 *
 * After the URL Standard (url.spec.whatwg.org), as far as a book needs it, and
 * stricter on the way out: url_clean's result is a valid URL string that every
 * checker accepts, or nothing.
 */
#ifndef ZH_URL_H
#define ZH_URL_H

#include "str.h"

/* Views of one URL, undecoded; missing parts are {0}. */
struct url {
    str scheme, host, port, path, query, fragment; /* without ":", "//", "?", "#" */
    bool has_host, has_query, has_fragment;
};

struct url url_split(str s);

/*
 * `ref` as an absolute, valid http, https, mailto … URL, resolved against `base` ({0}:
 * none): white space and controls removed, "\" to "/", scheme and host lower
 * case, host in its ASCII form (IDNA), dots removed, everything that may not
 * stand there percent-encoded.  False if there is no such URL (no base, no
 * host, a scheme that leads out of the web, a bad port).
 */
bool url_clean(arena *a, str ref, str base, str *out);

/* Percent-decoded; with plus, "+" is a space. */
str url_decode(arena *a, str s, bool plus);

/* The host is one of these names, separated by blanks, or below one; NULL is none. */
bool url_host_in(str host, const char *names);

/* The value of a parameter in a query string, decoded; false if it is not there. */
bool url_param(arena *a, str query, str name, str *out);
/* The same, as it stands. */
bool url_param_raw(str query, str name, str *out);

/* Without the parameters that only say how somebody came by the address (utm_source,
 * spm, fbclid …).  `url` is a cleaned one; the result may be `url` itself. */
str url_untrack(arena *a, str url);

/* The article that the address is one of several for: an answer's or a column's number on
 * Zhihu, WeChat's account and message …, as "zhihu:answer/1"; {0} if it is none of those. */
str url_article(arena *a, str url);

/* One spelling for addresses of one page: no scheme, "www." or fragment, no
 * tracking parameters, no trailing slash; for comparing, not for linking. */
str url_key(arena *a, str url);

#endif
