/* ingest/identity.h - who the accounts of exports are, once all is read.
 *
 * While files are read, an account may be a stand-in: the owner of an export,
 * or somebody of whom a record gives only a name. Their names begin with a NUL
 * byte, which no name of an input can.
 */
#ifndef LIA_INGEST_IDENTITY_H
#define LIA_INGEST_IDENTITY_H

#include "ingest/reading.h"

/* "\0owner of\0" path, "\0named as\0" name "\0" company "\0" path */
#define LIA_OWNER_MARK "\0owner of\0"
#define LIA_NAMED_MARK "\0named as\0"
enum { LIA_OWNER_MARK_LENGTH = 10, LIA_NAMED_MARK_LENGTH = 10 };

/* Put real names in place of stand-ins, and one account in place of several
 * that are shown to be one, in the interners of the workers; fills
 * tables->exports. Before anything is merged or withheld. */
LIA_CHECKED lia_status lia_identity_resolve(lia_tables *tables,
                                            lia_reading *reading,
                                            lia_error *err);

#endif
