/*
 * kobo.h - a document as Kobo's own books have it.
 *
 * On a Kobo a book named .kepub.epub is shown by another program than other EPUBs: faster,
 * with statistics, and with bookmarks and highlights that hold on to spans in the text, of
 * which each has a number.  Kobo has published no rules; these are what its books show, and what
 * kepubify (kepub/transform.go) and calibre (polish/kepubify.py) found in them:
 *
 *   - the content of body stands in <div id="book-columns"><div id="book-inner">
 *   - a style element "kobostylehacks" at the end of head sets that div's margins to 0
 *   - every sentence stands in <span class="koboSpan" id="kobo.P.S">.  P counts paragraphs: it is
 *     one more with the first sentence after the beginning of a p, ol, ul, table or heading.
 *     S counts the sentences of each
 *   - so does every picture, and each begins a paragraph
 *   - white space alone gets no span, nor does anything in pre, svg, math, script, style, audio
 *     and video, nor what may hold no span by HTML: rp, option, title, textarea … (tag.def)
 *   - both count from 1 in each file
 *   - the sheet page.css is not linked: about page breaks this program knows better
 *
 * A sentence ends behind 。！？…．and their like, and behind . ! ? where a space or the end of
 * the text follows, with the quotation marks and brackets that close there and the white
 * space behind.  Kobo's own end at every full stop and colon, in "3.14", too; the device does
 * not care where a span ends, and a reader who marks one does.
 */
#ifndef ZH_KOBO_H
#define ZH_KOBO_H

#include "str.h"

/* A document that xml.h wrote, with the marks; as it is if it has them.  The same text. */
str kobo_document(arena *a, str xhtml);

#endif
