/* cli/ties/tuning.h - how strength is measured, as the user wants it, and the
 * accounts that the user calls his own.
 */
#ifndef LIA_CLI_TIES_TUNING_H
#define LIA_CLI_TIES_TUNING_H

#include "cli/front/settings.h"
#include "liaison/strength.h"

/* The defaults, then --as-of and every --strength NAME=VALUE. LIA_EARG with
 * the names that there are. */
LIA_CHECKED lia_status tuning_read(lia_strength_options *out,
                                   const settings *s, lia_error *err);

/* With --fit: what the data teaches about itself, said on standard error;
 * every tau is scaled if that does better on data that it was not fitted to.
 * Without: nothing. Data that cannot teach gets a remark. */
LIA_CHECKED lia_status tuning_fit(lia_strength_options *o,
                                  const lia_tables *tables, const settings *s,
                                  lia_error *err);

/* The account of this id, else the last of those whose name is the same but
 * for case and accents; *count how many there are. */
LIA_CHECKED lia_status account_called(lia_vid *out, uint32_t *count,
                                      const lia_tables *tables,
                                      const char *text, size_t length,
                                      lia_error *err);

/* Flag the accounts that a list "a,b" names: by id, else by the one name that
 * is the same but for case and accents. LIA_EARG with a sentence for one that
 * is not there, or that several are called. what: "--me". */
LIA_CHECKED lia_status flag_accounts(uint8_t *flag, const lia_tables *tables,
                                     const char *list, const char *what,
                                     lia_error *err);

/* Flag the accounts of the team table; *count gets how many flags are set.
 * Unknown ones get a remark. */
void flag_team(uint8_t *flag, uint64_t *count, const lia_tables *tables);

/* Column of a sheet, or LIA_NONE; text of a cell, "" where it is empty. */
uint32_t sheet_column(const lia_sheet *sheet, const char *name);
const char *sheet_text(size_t *length, const lia_sheet *sheet,
                       const lia_names *texts, uint64_t row, uint32_t column);

#endif
