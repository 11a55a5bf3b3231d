/* delivery.c - what was sent to whom: see delivery.h. */
#include "delivery.h"
#include "digest_local.h"
#include "os.h"
#include "path.h"

struct deliveries {
    struct digest *digest;
};

static const char *const names[] = {[DELIVERY_NONE] = "none",
                                    [DELIVERY_BEGUN] = "begun",
                                    [DELIVERY_SENT] = "sent",
                                    [DELIVERY_DOUBT] = "doubt"};

struct deliveries *delivery_open(arena *a, const struct conf *conf, struct diags *ds)
{
    struct digest *digest = digest_open(a, conf, digest_series(a, conf), true, ds);
    if (!digest) return NULL;
    struct deliveries *d = make(a, struct deliveries);
    d->digest = digest;
    return d;
}

void delivery_close(struct deliveries *d)
{
    digest_close(d->digest);
}

struct digest *delivery_digest(const struct deliveries *d)
{
    return d->digest;
}

static void read_status(void *ctx, const struct db_row *row)
{
    u8 room[64];
    arena scratch = {room, room + sizeof room};
    str status = db_text(&scratch, row, 0);
    for (int i = 0; i < COUNT(names); i++)
        if (str_eq(status, str_of(names[i]))) *(enum delivery *)ctx = (enum delivery)i;
}

enum delivery delivery_find(struct deliveries *d, str key)
{
    enum delivery found = DELIVERY_NONE;
    db_each(d->digest->db, "SELECT status FROM sent WHERE key = ?", VALUES(TEXT(key)), read_status,
            &found);
    return found;
}

bool delivery_note(struct deliveries *d, str key, str message_id, enum delivery what)
{
    return db_run(d->digest->db,
                  "INSERT INTO sent (key, message, status) VALUES (?, ?, ?)"
                  " ON CONFLICT (key) DO UPDATE SET message = excluded.message,"
                  " status = excluded.status",
                  VALUES(TEXT(key), TEXT(message_id), TEXT(str_of(names[what]))));
}

str delivery_marker(arena *a, const struct deliveries *d, str key)
{
    str name = str_printf(a, "sent-%.*s", STR(str_head(key, 16)));
    return path_join(a, path_dir(d->digest->path), name);
}
