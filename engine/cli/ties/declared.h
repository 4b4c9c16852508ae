/* cli/ties/declared.h - what the user says of ties: he knows better than the
 * data who is a friend of his and who never was.
 */
#ifndef LIA_CLI_TIES_DECLARED_H
#define LIA_CLI_TIES_DECLARED_H

#include "cli/front/settings.h"
#include "liaison/strength.h"

/* What a declaration takes the place of, [m]; NULL = not wanted. */
typedef struct declared_ties {
    double *strength, *low, *high;
    uint8_t *tie_class;
    uint8_t *said;           /* 1 = declared, else untouched                 */
} declared_ties;

/* Take over what --declare FILE says, a table account_a,account_b,strength:
 * `confirm` lifts a tie to where strong begins, if it is below; `deny` is 0;
 * `strong`, `medium`, `weak` are where these classes begin; a number is the
 * strength. low and high become the strength. Rows about people or pairs that
 * are not in the data are counted on standard error. Without the option:
 * nothing.
 * LIA_EINPUT with file and line for a word that is none of these, a number
 * outside of 0..1, a name that several bear, two rows that differ. */
LIA_CHECKED lia_status declared_apply(const declared_ties *out,
                                      const lia_ties *ties,
                                      const lia_tables *tables,
                                      const lia_strength_options *o,
                                      const settings *s, lia_error *err);

#endif
