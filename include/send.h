/*
 * send.h - finished books go to people and their devices.
 *
 * Mail and WebDAV are zhbook-net's work (mail_local.h has the job); a folder, which may be a
 * device that is plugged in, is written here.
 */
#ifndef ZH_SEND_H
#define ZH_SEND_H

#include "conf.h"

enum send_way { SEND_MAIL, SEND_DAV, SEND_FOLDER };

/* Where a password is. */
struct send_secret {
    const char *kind; /* "none", "env", "file", "command" */
    struct strs words;
};

struct recipient {
    str name; /* as it was asked for */
    enum send_way way;
    str address; /* of mail; of a folder of WebDAV; a path */
    int profile; /* PROFILE_…, of mail */
    str device;  /* the edition that is for it, a name of device.def; {0}: whichever fits */
    str user, ca;
    struct send_secret secret;
};
struct recipients {
    struct recipient *v;
    isize n;
};

/*
 * Everybody that `to` means: addresses, folders, URLs, and names of the file of recipients, which
 * may stand for several.  Each address once.  False: a name nobody has, or the file is wrong.
 */
bool recipients_find(arena *a, const struct conf *conf, const struct strs *to,
                     struct recipients *out, struct diags *ds);

/* A book that may be sent. */
struct parcel {
    str path;
    str device; /* it was made for this one; {0} unknown */
    bool kepub;
    long long size; /* bytes */
    str sum;        /* SHA-256, hex */
    str identifier, title, lang;
    int part, parts; /* of an issue in volumes; 0 */
};
struct parcels {
    struct parcel *v;
    isize n;
};

/* Read what the file at `path` says of itself; false: it is no EPUB. */
bool parcel_read(arena *a, str path, struct parcel *out, struct diags *ds);

/* Those of p that are for r: of each part the edition that suits it best. */
struct parcels parcels_for(arena *a, const struct parcels *p, const struct recipient *r);

/* Its name as an attachment and in folders: ASCII, ending in .epub. */
str parcel_name(arena *a, const struct parcel *p);

/* Why the book cannot go to r at all, as too large for the service; {0} if it can.  The size is
 * that of the message. */
str parcel_obstacle(arena *a, const struct parcel *p, const struct recipient *r);
long long parcel_mailed(const struct parcel *p);

/* --- folders --- */

/* What kind of device a folder belongs to, by what lies in it. */
struct mount {
    const char *name;    /* "Kobo" */
    const char *mark;    /* a file or folder that only it has */
    const char *books;   /* folder of books; "" is the root */
    bool kepub;          /* it reads .kepub.epub better than .epub */
    const char *caution; /* what its owner should know; NULL */
};
const struct mount *mount_of(str folder, arena scratch); /* NULL: just a folder */

/* Put the book into the folder or, on a device, where its books are: room is looked for first, the
 * file is written beside its place and renamed.  *to is where it is. */
bool folder_put(arena *a, const struct parcel *p, str folder, str *to, struct diags *ds);

/* --- mail --- */

/* The address of "name <address>", and the name; {0} if there is none. */
str sender_address(str from);
str sender_name(str from);

/* Subject and text of the message in the book's language; `link` is where to fetch the book, or
 * {0} if it is attached. */
str mail_subject(arena *a, const struct parcel *p);
str mail_text(arena *a, const struct parcel *p, str link);

/* Name of one message, the same whenever the same book goes to the same address. */
str mail_id(arena *a, const struct parcel *p, str address, str from);

/* What Amazon's service returns books for (its error E999 and others), each cause with what was
 * found in this one, a line each. */
void kindle_causes(struct buf *out, const struct parcel *p, arena scratch);

#endif
