/* ingest/addresses.h - the account that somebody means by an address out of a
 * browser, as the readers of the platforms call it.
 */
#ifndef LIA_INGEST_ADDRESSES_H
#define LIA_INGEST_ADDRESSES_H

#include <stddef.h>

#include "ingest/platforms/linkedin_ids.h"

/* https://www.linkedin.com/in/Ada/  linkedin.com/in/ada
 * https://twitter.com/Ada           x.com/ada
 * https://www.instagram.com/ada/    instagram.com/ada
 * https://go.dev/@Ada, @Ada@go.dev  ada@go.dev
 * The length; 0 for what is no address of an account. Text that is called so
 * already comes out as it is. */
size_t lia_address_account(char out[LIA_LINKEDIN_ROOM], const char *text,
                           size_t length);

#endif
