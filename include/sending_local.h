/* sending_local.h - one run of `zhbook send`. */
#ifndef ZH_SENDING_LOCAL_H
#define ZH_SENDING_LOCAL_H

#include "cmd_local.h"
#include "delivery.h"
#include "digest.h"
#include "send.h"

/* One book to one recipient. */
struct shipment {
    const struct recipient *to;
    struct parcel book;
    str link; /* {0}: the book itself goes */
    str key;  /* of book and address: what the state knows it by */
    str id;   /* of the message */
    str marker;
    enum delivery known;
    int issue;    /* its number; 0: it is none */
    bool found;   /* the doubt is new */
    bool settled; /* it arrived, or nobody will ever know */
    bool done;    /* there was an answer */
    bool sent;
    int code;
    str why;
};

/* The files of one issue, or of a book. */
struct lot {
    int issue;   /* its number; 0: it is none */
    bool due;    /* it was made for all of send.to, and somebody has not got it */
    bool broken; /* its files are not what the state says */
    struct parcels books;
};

struct sending {
    const struct options *o;
    struct reply *r;
    arena *mem;
    const struct conf *conf;
    struct deliveries *log;
    struct recipients to;
    struct lot *lots; /* oldest first */
    isize nlots;
    struct shipment *v;
    isize n;
};

/* Write into the state that somebody got an issue, or did not; `again`: whatever
 * stands there.  False if that cannot be. */
bool shipment_record(struct sending *s, const struct shipment *one, str status, bool again);

/* Take down how one ended: "sent", "refused", "later" or "unknown". */
void shipment_settle(struct sending *s, struct shipment *one, str how, int code, str why);

/* Let zhbook-net do what is to be done; false: it did not, and r->said has why. */
bool shipments_ask(struct sending *s);

/* A line for each, or a record. */
void sending_report(struct sending *s);

#endif
