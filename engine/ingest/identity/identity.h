/* ingest/identity/identity.h - who the accounts of exports are, once all is
 * read.
 *
 * While files are read, an account may be a stand-in: the owner of an export,
 * or somebody of whom a record gives only a name. Their names begin with a NUL
 * byte, which no name of an input can. Here they become accounts, and accounts
 * that are shown to be one are joined; each join is kept with its evidence in
 * the table aliases, by which it can be undone or ordered:
 *
 *     alias,account,evidence,match_confidence,merged,space
 *
 * merged 1 in an input joins the two, 0 keeps them apart whatever else says.
 */
#ifndef LIA_INGEST_IDENTITY_H
#define LIA_INGEST_IDENTITY_H

#include "ingest/reading.h"

/* "\0owner of\0" path, "\0named as\0" name "\0" company "\0" path */
#define LIA_OWNER_MARK "\0owner of\0"
#define LIA_NAMED_MARK "\0named as\0"
enum { LIA_OWNER_MARK_LENGTH = 10, LIA_NAMED_MARK_LENGTH = 10 };

/* Why two accounts are one, and how sure that is. */
typedef enum lia_evidence {
    LIA_BY_USER,             /* 1.00 an aliases table says so                */
    LIA_BY_URL,              /* 1.00 spellings of one profile URL            */
    LIA_BY_RECORD,           /* 1.00 an export says so                       */
    LIA_BY_HANDLE,           /* 0.99 one handle of one platform              */
    LIA_BY_EMAIL,            /* 0.98 one e-mail address                      */
    LIA_BY_CLOCK,            /* 0.98 posts: clocks of two kinds of number    */
    LIA_BY_OWNER,            /* 0.80 to 1.00, see owner_how                  */
    LIA_BY_CONVERSATION,     /* 0.95 one name in one conversation            */
    LIA_BY_OWN_NAME,         /* 0.90 the owner's name in the own export      */
    LIA_BY_COMPANY,          /* 0.80 one name at one company                 */
    LIA_BY_NAME,             /* 0.70 the only one of that name in an export  */
    LIA_BY_COUNT
} lia_evidence;

/* Put real names in place of stand-ins, one account in place of several, one
 * post in place of its numbers, in the interners of the workers; bring times
 * to UTC; fill tables->exports but for the owners' ids. Before the blocks are
 * taken from the workers. */
LIA_CHECKED lia_status lia_identity_resolve(lia_tables *tables,
                                            lia_reading *reading,
                                            lia_error *err);

/* The ids of the owners, once rows about accounts have their final ids. */
void lia_identity_owners(lia_tables *tables, lia_reading *reading);

#endif
