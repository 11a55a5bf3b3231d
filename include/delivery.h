/*
 * delivery.h - what was sent to whom, so that nothing is sent twice.
 *
 * A delivery is noted as begun before anything leaves, and as sent or failed when an answer came.
 * It is known by a hash: the state names no address.
 */
#ifndef ZH_DELIVERY_H
#define ZH_DELIVERY_H

#include "conf.h"

struct digest;

enum delivery {
    DELIVERY_NONE,  /* never tried, or refused */
    DELIVERY_BEGUN, /* no answer was noted */
    DELIVERY_SENT,
    DELIVERY_DOUBT, /* it may have arrived: for a person to say */
};

struct deliveries;

/* The state that issue.state names, made if it is not there; NULL: locked, or no such state. */
struct deliveries *delivery_open(arena *a, const struct conf *conf, struct diags *ds);
void delivery_close(struct deliveries *d);

/* The same state, for what belongs to issues: see digest.h. */
struct digest *delivery_digest(const struct deliveries *d);

enum delivery delivery_find(struct deliveries *d, str key);

/* On the disk when it returns. */
bool delivery_note(struct deliveries *d, str key, str message_id, enum delivery what);

/* A file beside the state that says: the last byte of this delivery has left. */
str delivery_marker(arena *a, const struct deliveries *d, str key);

#endif
