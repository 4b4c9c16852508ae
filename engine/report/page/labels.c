/* report/page/labels.c - look labels up. */
#include "report/page/labels.h"

#include <string.h>

#include "base/language.h"

extern const lia_label lia_labels_structure[], lia_labels_findings[];
extern const size_t lia_labels_structure_count, lia_labels_findings_count;

size_t lia_label_count(void)
{
    return lia_labels_structure_count + lia_labels_findings_count;
}

const lia_label *lia_label_at(size_t k)
{
    return k < lia_labels_structure_count
               ? &lia_labels_structure[k]
               : &lia_labels_findings[k - lia_labels_structure_count];
}

const lia_label *lia_label_of(const char *table, const char *column)
{
    const lia_label *general = NULL;

    for (size_t k = 0; k < lia_label_count(); k++) {
        const lia_label *l = lia_label_at(k);
        if (strcmp(l->column, column) != 0)
            continue;
        if (l->table == NULL)
            general = l;
        else if (strcmp(l->table, table) == 0)
            return l;
    }
    return general;
}

typedef struct named {
    const char *name, *label;
} named;

static const named words[] = {
    {"calculated", N_("calculated")},
    {"coordinated", N_("coordinated")},
    {"affinity_sync", N_("affinity, in step")},
    {"affinity", N_("affinity")},
    {"reciprocal", N_("reciprocal")},
    {"circle", N_("circle")},
    {"automated", N_("automated")},
    {"oneway", N_("one way")},
    {"advocacy", N_("advocacy")},
    {"in_step", N_("in step")},
    {"burst", N_("burst")},
    {"one_off", N_("one-off")},
    {"weak_bond", N_("weak bond")},
    {"strong_bond", N_("strong bond")},
    {"weak_bridge", N_("weak bridge")},
    {"strong_bridge", N_("strong bridge")},
    {"strong", N_("strong")},
    {"medium", N_("medium")},
    {"weak", N_("weak")},
    {"dormant", N_("dormant")},
    {"unknown", N_("unknown")},
    {"none", N_("none")},
    {"remote", N_("remote")},
    {"unlikely", N_("unlikely")},
    {"possible", N_("possible")},
    {"likely", N_("likely")},
    {"remote, uncalibrated", N_("remote, uncalibrated")},
    {"unlikely, uncalibrated", N_("unlikely, uncalibrated")},
    {"possible, uncalibrated", N_("possible, uncalibrated")},
    {"likely, uncalibrated", N_("likely, uncalibrated")},
    {"core", N_("core")},
    {"growth", N_("growth")},
    {"observed", N_("all engagement")},
    {"earned", N_("earned engagement")},
    {"earned_engagers", N_("earned people")},
    {"artificial", N_("artificial engagement")},
    {"pods", N_("pods")},
    {"bridges", N_("bridges")},
    {"introduce", N_("introductions")},
    {"influence", N_("influence")},
    {"kpi", N_("social selling")},
    {"no", N_("no")},
    {"partly", N_("partly")},
    {"yes", N_("yes")},
    {"interactions", N_("interactions")},
    {"contacts", N_("contacts")},
    {"accounts", N_("accounts")},
    {"posts", N_("posts")},
    {"targets", N_("targets")},
    {"team", N_("team")},
    {"deals", N_("deals")},
    {"intro_log", N_("past asks")},
    {"aliases", N_("aliases")},
    {"second", N_("second")},
    {"minute", N_("minute")},
    {"day", N_("day")},
    {"finer", N_("finer")},
};

static const named tables[] = {
    {"ties", N_("Ties between groups, those with the least in common first")},
    {"graph", N_("The network in numbers")},
    {"pods", N_("Groups in step, detections first")},
    {"pod_members", N_("Members of the group")},
    {"pod_warnings", N_("Groups to look at: warnings, no detections")},
    {"pod_warning_members", N_("Members of the groups with a warning")},
    {"pod_pairs", N_("Pairs that act in step, the least probable first")},
    {"pod_evidence", N_("The least probable bursts of each group")},
    {"pod_days", N_("Coincidences by day")},
    {"accounts_engagement", N_("Engagement of authors with and without pods")},
    {"bridges", N_("Ties on two axes: strength and bridgeness")},
    {"friction", N_("Friction: angry reactions, blocks, ratings below 0")},
    {"brokers", N_("Accounts that stand between others")},
    {"introductions", N_("All targets, the best first")},
    {"introducers", N_("Introducers, by what they add")},
    {"asks", N_("Whom to ask, one after the other")},
    {"notes", N_("Notes to send")},
    {"unmatched", N_("Targets that mean nobody here")},
    {"calibration", N_("How past asks came out")},
    {"serendipity", N_("People nobody asked for")},
    {"influence", N_("Accounts by the engagement that they earned")},
    {"shares", N_("Where the engagement came from")},
    {"pick", N_("Few accounts that together reach most")},
    {"concentration",
     N_("How concentrated it is, among accounts that anyone engaged")},
    {"sources", N_("What was read")},
    {"jobs", N_("What the data can carry")},
};

static const char *find(const named *list, size_t count, const char *name)
{
    for (size_t k = 0; k < count; k++)
        if (strcmp(list[k].name, name) == 0)
            return list[k].label;
    return NULL;
}

const char *lia_word_label(const char *word)
{
    return find(words, sizeof words / sizeof *words, word);
}

const char *lia_table_label(const char *table)
{
    return find(tables, sizeof tables / sizeof *tables, table);
}
