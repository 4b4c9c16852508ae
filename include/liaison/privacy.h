/* liaison/privacy.h - who stands in the tables by a pseudonym, who not at all,
 * and for how long.
 *
 * lia_read applies all three while it puts the tables together, before names
 * are sorted: so ids, order and a < b are by pseudonym, and no later step can
 * print what was taken out. A pseudonym is a keyed BLAKE2b-128 (RFC 7693): the
 * same key gives the same pseudonym in every run and file, and nobody without
 * the key can compute one. Whoever has key and list of names can: it is still
 * personal data (GDPR recital 26). Keep the key apart from the tables.
 */
#ifndef LIA_PRIVACY_H
#define LIA_PRIVACY_H

#include "liaison/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lia_key {
    uint8_t byte[32];
} lia_key;

/* Read a key: 64 hexadecimal digits and nothing else. A file that does not
 * exist is made, mode 0600, from the system's random numbers, and *made says
 * so. Never overwrites.
 *
 * return LIA_OK; LIA_EINPUT for a file that is no key or that others than its
 * owner may read or write (the message says chmod 600); LIA_EIO.
 */
LIA_CHECKED lia_status lia_key_load(lia_key *out, bool *made, const char *path,
                                    lia_error *err);

/* What a name is of: names of different kinds never share a pseudonym. */
typedef enum lia_pseudonym_of {
    LIA_OF_ACCOUNT,    /* "a_" + 32 hexadecimal digits                       */
    LIA_OF_POST,       /* "p_"                                               */
    LIA_OF_COMPANY,    /* "c_"                                               */
    LIA_OF_TEAM,       /* "t_"                                               */
    LIA_OF_TAG,        /* "h_"                                               */
    LIA_OF_CONTENT,    /* "m_"                                               */
    LIA_OF_DEAL,       /* "d_"                                               */
    LIA_OF_OTHER       /* "x_"                                               */
} lia_pseudonym_of;

enum { LIA_PSEUDONYM_LENGTH = 34 };

/* out: the pseudonym and a NUL. Time O(length), about 0.2 us for a name. */
void lia_pseudonym(char out[LIA_PSEUDONYM_LENGTH + 1], const lia_key *key,
                   lia_pseudonym_of kind, const char *text, size_t length);

/* Does it have the form of an account's pseudonym? */
bool lia_is_pseudonym(const char *text, size_t length);

/* For lia_read_options.privacy.
 *
 * With a key, per column (an allow-list: what is not named here is dropped):
 *   accounts, posts, sellers, deals     pseudonyms
 *   company, team, tags (one by one)    pseudonyms, so that they still group
 *   content and other sheet texts       pseudonyms
 *   name, title, url, verbatim          dropped
 *   kind, currency, dates, numbers      as they are
 * and rejected rows keep file, line, column and cause, but no text.
 *
 * exclude: accounts by id, by the url of the accounts table, by the address
 * that a browser shows (LinkedIn, X, Instagram, Mastodon), or by pseudonym;
 * ASCII case and a leading @ do not count. Left out is every row in which one
 * of them acts, is the target or the author, every post of theirs with all
 * that was done to it, and their names: as if they had never been there.
 *
 * retain_days: interactions and posts older than that before as_of (or, if
 * that is LIA_NO_TIME, before the last interaction) are dropped. Ties and rows
 * without a time stay; the latter are counted.
 */
typedef struct lia_privacy {
    const lia_key *key;              /* NULL = names stay                    */
    const char *const *exclude;      /* [exclude_count]                      */
    size_t exclude_count;
    uint32_t retain_days;            /* 0 = for good                         */
    lia_time as_of;
} lia_privacy;

/* What became of it; in lia_tables. */
typedef struct lia_withheld {
    uint64_t excluded_accounts;      /* of those listed, found in the inputs */
    uint64_t excluded_rows;
    uint64_t expired_rows;
    uint64_t undated_rows;           /* could not be judged, and stay        */
    lia_time retained_since;         /* LIA_NO_TIME = no limit               */
} lia_withheld;

#ifdef __cplusplus
}
#endif
#endif
