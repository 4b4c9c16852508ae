/* report/page/labels.c - look labels up. */
#include "report/page/labels.h"

#include <string.h>

#include "base/language.h"

const lia_label *lia_label_of(const char *table, const char *column)
{
    const lia_label *general = NULL;

    for (size_t k = 0; k < lia_label_count; k++) {
        const lia_label *l = &lia_labels[k];
        if (strcmp(l->column, column) != 0)
            continue;
        if (l->table == NULL)
            general = l;
        else if (strcmp(l->table, table) == 0)
            return l;
    }
    return general;
}

static const struct {
    const char *name, *label;
} words[] = {
    {"affinity", N_("affinity")},
    {"affinity_sync", N_("affinity, in step")},
    {"calculated", N_("calculated")},
}, tables[] = {
    {"accounts", N_("Accounts that hold separate contacts together")},
};

const char *lia_word_label(const char *word)
{
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(words[k].name, word) == 0)
            return words[k].label;
    return NULL;
}

const char *lia_table_label(const char *table)
{
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        if (strcmp(tables[k].name, table) == 0)
            return tables[k].label;
    return NULL;
}

const lia_label lia_labels[] = {
    {NULL, "account", N_("Account"), N_("A person, page or bot that acts.")},
};
const size_t lia_label_count = sizeof lia_labels / sizeof *lia_labels;
