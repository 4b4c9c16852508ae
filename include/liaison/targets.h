/* liaison/targets.h - from wishes ("the CIO of Acme") to accounts, and how well
 * each fits.
 */
#ifndef LIA_TARGETS_H
#define LIA_TARGETS_H

#include "liaison/match.h"
#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A text of a wish; not given: text NULL. */
typedef struct lia_wanted {
    const char *text;
    size_t length;
    bool is_exact;       /* the same but for folding; else alike, see below  */
} lia_wanted;

typedef struct lia_wish {
    lia_wanted account, name, company, title;
    double value;        /* what it is worth, any unit; NAN = not said       */
    bool is_supplier;    /* to buy from, not to sell to                      */
} lia_wish;

enum { LIA_BY_ACCOUNT = 1, LIA_BY_NAME = 2, LIA_BY_COMPANY = 4,
       LIA_BY_TITLE = 8 };

/* An account that a wish means. */
typedef struct lia_aim {
    lia_vid account;
    uint32_t wish;       /* the one that it fits best, the first of equals   */
    double match;        /* 0..1                                             */
    double fit;          /* 0..1                                             */
    uint32_t namesakes;  /* accounts that the same name could mean, >= 1     */
    uint8_t by;          /* LIA_BY_... fields that it was found by           */
} lia_aim;

typedef struct lia_aims {
    uint64_t count;
    lia_aim *aim;        /* [count] ascending in account                     */
    uint32_t *found;     /* [wishes] accounts that each wish means           */
} lia_aims;

/* Which accounts the wishes mean.
 *
 * An account that is given and there is meant, whatever else the wish says
 * (match 1). Else by name, or by company and title:
 *
 *   name     the same folded; where nobody has it, alike: Jaccard >= 0.6.
 *            A company given beside it rules out those of another.
 *   company  the same folded, without legal form; else Jaccard >= 0.5
 *   title    all its words are there (at least 0.75), or Jaccard >= 0.5
 *   match    mean over the fields that were compared: 1 where the same
 *   fit      match x (1/2 + 1/2 value / largest value of all wishes); match
 *            alone where no wish has a value
 *
 * Likeness is sought only up to 1,000 wishes; beyond, only what is the same.
 *
 * skip     [accounts] 1 = never meant (one's own), or NULL
 * aliases  or NULL
 * return LIA_OK (count may be 0); LIA_EARG for a NULL; LIA_ENOMEM.
 * Time O(accounts + texts) for an index, and for each wish without a given or
 * same account O(accounts). Free with lia_aims_free.
 */
LIA_CHECKED lia_status lia_targets_find(lia_aims *out,
                                        const lia_tables *tables,
                                        const lia_wish *wish, uint32_t wishes,
                                        const uint8_t *skip,
                                        const lia_aliases *aliases,
                                        lia_error *err);
void lia_aims_free(lia_aims *aims);

#ifdef __cplusplus
}
#endif
#endif
