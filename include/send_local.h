/* send_local.h - what the files of src/send share. */
#ifndef ZH_SEND_LOCAL_H
#define ZH_SEND_LOCAL_H

#include "send.h"

/* The address of "name <address>", and the name; {0} if there is none. */
str sender_address(str from);
str sender_name(str from);

#endif
