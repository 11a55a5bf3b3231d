/* sending_local.h - one run of `zhbook send`. */
#ifndef ZH_SENDING_LOCAL_H
#define ZH_SENDING_LOCAL_H

#include "cmd_local.h"
#include "delivery.h"
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
    bool done; /* there was an answer */
    bool sent;
    int code;
    str why;
};

struct sending {
    const struct options *o;
    struct reply *r;
    arena *mem;
    const struct conf *conf;
    struct deliveries *log;
    struct recipients to;
    struct parcels books;
    struct shipment *v;
    isize n;
};

/* Take down how one ended: "sent", "refused", "later" or "unknown". */
void shipment_settle(struct sending *s, struct shipment *one, str how, int code, str why);

/* Let zhbook-net do what is to be done; false: it did not, and r->said has why. */
bool shipments_ask(struct sending *s);

/* A line for each, or a record. */
void sending_report(struct sending *s);

#endif
