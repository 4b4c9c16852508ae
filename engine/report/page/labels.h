/* report/page/labels.h - what columns and words of tables are called by people.
 *
 * Files keep the short names of INTERFACE (effective_size); a reader gets a
 * label and one sentence that says what the number is and which way is much.
 */
#ifndef LIA_REPORT_PAGE_LABELS_H
#define LIA_REPORT_PAGE_LABELS_H

#include "liaison/ranked.h"

typedef struct lia_label {
    const char *table;       /* NULL = in any                                */
    const char *column;
    const char *label;       /* N_: "Effective size"                         */
    const char *why;         /* N_: a sentence                               */
} lia_label;

/* That of the table if there is one, else that of any table; NULL where the
 * column has none. */
const lia_label *lia_label_of(const char *table, const char *column);

/* What people call a word of a table ("weak_bridge": "weak bridge"); NULL
 * where the word itself will do in either language. */
const char *lia_word_label(const char *word);

/* "Bridges between groups" for "bridges"; NULL for a table without one. */
const char *lia_table_label(const char *table);

/* All of them, for tests. */
size_t lia_label_count(void);
const lia_label *lia_label_at(size_t k);

#endif
