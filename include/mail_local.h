/*
 * mail_local.h - what the files of src/net that deliver books share.
 *
 *   deliver.c  the story: each delivery, what is tried again, what is said
 *   order.c    the job, as zhbook wrote it
 *   message.c  one message of RFC 5322, made while it is read
 *   smtp.c     libcurl's SMTP
 *   dav.c      libcurl's HTTP: PUT and MOVE to a folder of WebDAV (RFC 4918)
 *   secret.c   passwords
 *
 * The job, a line each (wire.h); a setting holds for the deliveries behind it:
 *
 *   zhbook-net  version
 *   patience    timeout in s  tries  pause in thousandths of a second
 *   from        address  name
 *   server      host  port  tls: starttls, implicit or none  auth  user  file of CAs, or nothing
 *   secret      env, file or command  words …; none takes it back
 *   program     words of sendmail or what stands for it
 *   mail        number  smtp, program or file  to  subject  message id  text  file of the text's
 *               attachment, or nothing  its ASCII name  its name  marker
 *   put         number  address of the folder  user  file of CAs  file  name there  marker
 *
 * The answer:
 *
 *   done  number  result  code  what the other side said, or what happened
 *   end
 *
 * A delivery is settled by the other side's word.  Just before the last byte leaves, the marker,
 * an empty file, is made: if the machine then dies without an answer, nobody knows whether the
 * book has arrived, and without the marker it has not.
 */
#ifndef ZH_MAIL_LOCAL_H
#define ZH_MAIL_LOCAL_H

#include "str.h"

enum tls { TLS_START, TLS_IMPLICIT, TLS_NONE };
enum mail_auth { MAIL_AUTO, MAIL_PLAIN, MAIL_LOGIN, MAIL_XOAUTH2 };

/* Where a password is; it is read when it is needed. */
struct secret {
    enum { SECRET_NONE, SECRET_ENV, SECRET_FILE, SECRET_COMMAND } kind;
    struct strs words;
};

struct server {
    str host, user, ca;
    int port;
    enum tls tls;
    enum mail_auth auth;
};

/* How a delivery ended. */
enum landed {
    LANDED,         /* it is there */
    LANDED_NOT,     /* the other side refused it for good, or it cannot be */
    LANDED_LATER,   /* it may work another time */
    LANDED_UNKNOWN, /* all was sent, and no answer came */
};
struct landing {
    enum landed how;
    int code; /* of SMTP or HTTP; 0: none came */
    str why;
};

enum way { WAY_SMTP, WAY_PROGRAM, WAY_FILE, WAY_DAV };

struct delivery {
    int number;
    enum way way;
    struct server server;
    struct secret secret;
    struct strs program;
    str from, from_name, to;
    str subject, id, text; /* of a message */
    str file, name, shown; /* what goes with it: path, ASCII name, name */
    str marker;
};

struct order {
    int timeout, tries; /* s, times */
    double pause;       /* s, before the second try; each later one waits four times as long */
    struct delivery *v;
    isize n;
};

/* False: this is no job, or one of another version. */
bool order_read(arena *a, str text, struct order *out);

/* --- a message --- */

struct message {
    str head, tail; /* before and behind the attachment */
    int file;       /* -1: there is none */
    long long file_size, at, size;
    u8 *block; /* encoded bytes [from, from + have) of the attachment */
    long long from;
    isize have;
    bool broken; /* the file could not be read */
};

/* False: the file cannot be read.  `now` is the message's date. */
bool message_open(struct message *m, arena *a, const struct delivery *d, long long now);
void message_close(struct message *m);
/* The next bytes, at most n; 0 at the end, or if the file is broken. */
isize message_read(struct message *m, u8 *to, isize n);
void message_rewind(struct message *m);

/* --- passwords --- */

/* What stands behind "secret" in a job. */
bool secret_line(arena *a, str line, struct secret *out);

/* False: there is none where it should be; *why says so without naming it.  It lies in `a`
 * until secret_wipe. */
bool secret_read(arena *a, const struct secret *s, char **out, str *why);
void secret_wipe(char *s);

/* --- the two ways through libcurl --- */

struct landing smtp_deliver(arena *a, const struct order *o, const struct delivery *d,
                            struct message *m);
struct landing dav_deliver(arena *a, const struct order *o, const struct delivery *d);

/* The marker stands from now on; false if it cannot. */
bool marker_put(const struct delivery *d, arena scratch);

/* Do all of the job, and say so line by line; the program's exit status. */
int deliver_run(const struct order *o, arena *a);

#endif
