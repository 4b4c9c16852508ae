/* cli/pods/pods_table.c - columns of the structs of liaison/pods.h. */
#include "cli/pods/pods_table.h"

#include <string.h>

#include "base/language.h"

/* A field of an array of structs, all of it of one width: a column with a
 * stride. */
#define FIELD(table, name, type, rows, field)                               \
    add((table), (name), (type), (rows) != NULL ? &(rows)->field : NULL,     \
        sizeof *(rows) / sizeof (rows)->field)

static lia_column *add(lia_ranked *table, const char *name,
                       lia_column_type type, const void *data, size_t stride)
{
    lia_column *column = lia_ranked_add(table, name, type, data);

    column->stride = stride;
    return column;
}

static void begin(lia_ranked *t, const char *name, const char *title,
                  uint64_t rows)
{
    t->name = name;
    t->title = title;
    t->rows = rows;
}

/* t has its name and rows; p is the pod of the first. */
static void add_pods(lia_ranked *t, const pods_tables *out,
                     const lia_pods *found, const lia_pod *p)
{
    t->has_rank = true;
    FIELD(t, "pod", LIA_COLUMN_COUNT32, p, number);
    FIELD(t, "class", LIA_COLUMN_WORD, p, class_of)->words = out->class_words;
    FIELD(t, "detection", LIA_COLUMN_FLAG, p, detection);
    FIELD(t, "members", LIA_COLUMN_COUNT32, p, size);
    FIELD(t, "score", LIA_COLUMN_NUMBER, p, score);
    FIELD(t, "p_value", LIA_COLUMN_NUMBER, p, p_value);
    FIELD(t, "q_value", LIA_COLUMN_NUMBER, p, q_value);
    FIELD(t, "observed", LIA_COLUMN_NUMBER, p, observed);
    FIELD(t, "expected", LIA_COLUMN_NUMBER, p, expected);
    FIELD(t, "synchrony", LIA_COLUMN_NUMBER, p, synchrony);
    FIELD(t, "reciprocity", LIA_COLUMN_NUMBER, p, reciprocity);
    FIELD(t, "coverage", LIA_COLUMN_NUMBER, p, coverage);
    FIELD(t, "promptness", LIA_COLUMN_NUMBER, p, promptness);
    FIELD(t, "exclusivity", LIA_COLUMN_NUMBER, p, exclusivity);
    FIELD(t, "topic", LIA_COLUMN_NUMBER, p, topic);
    FIELD(t, "contact", LIA_COLUMN_NUMBER, p, contact);
    FIELD(t, "calculated_index", LIA_COLUMN_NUMBER, p, calculated_index);
    FIELD(t, "affinity_index", LIA_COLUMN_NUMBER, p, affinity_index);
    FIELD(t, "coverage_against_friends", LIA_COLUMN_NUMBER, p,
          coverage_against_friends);
    FIELD(t, "evenness", LIA_COLUMN_NUMBER, p, evenness);
    FIELD(t, "authors", LIA_COLUMN_COUNT32, p, authors);
    FIELD(t, "posts", LIA_COLUMN_COUNT32, p, posts);
    FIELD(t, "first_time", LIA_COLUMN_TIME, p, first_time);
    FIELD(t, "last_time", LIA_COLUMN_TIME, p, last_time);
    FIELD(t, "explanation", LIA_COLUMN_TEXT, p, explanation)->names =
        &found->text;
    FIELD(t, "what_would_clear", LIA_COLUMN_TEXT, p, clears)->names =
        &found->text;
    FIELD(t, "days", LIA_COLUMN_COUNT32, p, days);
    FIELD(t, "half_joined", LIA_COLUMN_TIME, p, half_joined);
    FIELD(t, "imbalance", LIA_COLUMN_NUMBER, p, tit_for_tat);
    FIELD(t, "delay_variation", LIA_COLUMN_NUMBER, p, delay_variation);
    FIELD(t, "machines", LIA_COLUMN_NUMBER, p, machines);
    FIELD(t, "outside_share", LIA_COLUMN_NUMBER, p, outside_share);
    FIELD(t, "window_s", LIA_COLUMN_COUNT32, p, window_s);
    FIELD(t, "star_share", LIA_COLUMN_NUMBER, p, star_share);
    FIELD(t, "star_returns", LIA_COLUMN_NUMBER, p, star_returns);
}

static uint64_t members_shown(const lia_pods *found, uint32_t shown)
{
    uint64_t rows = 0;

    while (rows < found->member_count && found->member[rows].pod <= shown)
        rows++;
    return rows;
}

static void add_members(lia_ranked *t, const pods_tables *out,
                        const lia_pod_member *m, const lia_names *accounts)
{
    FIELD(t, "pod", LIA_COLUMN_COUNT32, m, pod);
    FIELD(t, "account", LIA_COLUMN_ID, m, account)->names = accounts;
    FIELD(t, "given", LIA_COLUMN_COUNT, m, given);
    FIELD(t, "received", LIA_COLUMN_COUNT, m, received);
    FIELD(t, "coverage", LIA_COLUMN_NUMBER, m, coverage);
    FIELD(t, "promptness", LIA_COLUMN_NUMBER, m, promptness);
    FIELD(t, "p_value", LIA_COLUMN_NUMBER, m, p_value);
    FIELD(t, "proposed_by", LIA_COLUMN_WORD, m, proposed_by)->words =
        out->source_words;
}

static void add_pairs(lia_ranked *t, const pods_tables *out, lia_pods *found,
                      const lia_names *accounts)
{
    lia_pod_pair *p = found->pair;

    for (uint64_t k = 0; k < found->pair_count; k++)
        if (p[k].pod != LIA_NONE && p[k].pod > out->shown)
            p[k].pod = LIA_NONE;
    begin(t, "pod_pairs",
          N_("Pairs that act in step, the least probable first"),
          found->pair_count);
    FIELD(t, "account_a", LIA_COLUMN_ID, p, account_a)->names = accounts;
    FIELD(t, "account_b", LIA_COLUMN_ID, p, account_b)->names = accounts;
    FIELD(t, "episodes", LIA_COLUMN_COUNT32, p, episodes);
    FIELD(t, "expected", LIA_COLUMN_NUMBER, p, expected);
    FIELD(t, "p_value", LIA_COLUMN_NUMBER, p, p_value);
    FIELD(t, "q_value", LIA_COLUMN_NUMBER, p, q_value);
    FIELD(t, "pod", LIA_COLUMN_COUNT32, p, pod);
}

static void add_evidence(lia_ranked *t, const pods_tables *out,
                         const lia_pods *found, const lia_tables *tables)
{
    const lia_pod_burst *b = found->burst;
    uint64_t rows = 0;

    while (rows < found->burst_count && b[rows].pod <= out->shown)
        rows++;
    begin(t, "pod_evidence", N_("The least probable bursts of each pod"), rows);
    FIELD(t, "pod", LIA_COLUMN_COUNT32, b, pod);
    FIELD(t, "post", LIA_COLUMN_ID, b, post)->names = &tables->posts.names;
    FIELD(t, "author", LIA_COLUMN_ID, b, author)->names =
        &tables->accounts.names;
    FIELD(t, "time", LIA_COLUMN_TIME, b, time);
    FIELD(t, "members", LIA_COLUMN_COUNT32, b, members);
    FIELD(t, "span_s", LIA_COLUMN_COUNT32, b, span_s);
    FIELD(t, "expected", LIA_COLUMN_NUMBER, b, expected);
    FIELD(t, "probability", LIA_COLUMN_NUMBER, b, probability);
    FIELD(t, "files", LIA_COLUMN_TEXT, b, files)->names = &found->text;
    FIELD(t, "accounts", LIA_COLUMN_TEXT, b, accounts)->names = &found->text;
}

static void add_days(lia_ranked *t, const pods_tables *out,
                     const lia_pods *found)
{
    const lia_pod_day *d = found->day;
    uint64_t rows = 0;

    while (rows < found->day_count && d[rows].pod <= out->shown)
        rows++;
    begin(t, "pod_days", N_("Coincidences of each pod by day"), rows);
    FIELD(t, "pod", LIA_COLUMN_COUNT32, d, pod);
    FIELD(t, "day", LIA_COLUMN_TIME, d, day);
    FIELD(t, "observed", LIA_COLUMN_NUMBER, d, observed);
    FIELD(t, "expected", LIA_COLUMN_NUMBER, d, expected);
}

static void add_engagement(lia_ranked *t, const lia_pods *found,
                           const lia_names *accounts)
{
    const lia_pod_engagement *e = found->engagement;

    begin(t, "accounts_engagement",
          N_("Engagement of each author with and without pods"),
          found->engagement_count);
    FIELD(t, "account", LIA_COLUMN_ID, e, account)->names = accounts;
    FIELD(t, "received", LIA_COLUMN_COUNT, e, received);
    FIELD(t, "received_without_pods", LIA_COLUMN_COUNT, e,
          received_without_pods);
    FIELD(t, "share_from_pods", LIA_COLUMN_NUMBER, e, share_from_pods);
}

/* Pods and their members, those that are shown and those that are not: pods
 * are in the order of their numbers, warnings last. */
static void add_groups(pods_tables *out, const lia_pods *found,
                       const lia_names *accounts)
{
    const uint64_t members = members_shown(found, out->shown);

    begin(&out->table[0], "pods",
          found->is_authorless
              ? N_("Groups in step, detections first")
              : N_("Groups that favour their own, detections first"),
          out->shown);
    add_pods(&out->table[0], out, found, found->pod);
    begin(&out->warnings, "pod_warnings",
          N_("Groups to look at: warnings, no detections"),
          found->count - out->shown);
    add_pods(&out->warnings, out, found,
             found->pod != NULL ? found->pod + out->shown : NULL);
    begin(&out->table[1], "pod_members", N_("Members of pods"), members);
    add_members(&out->table[1], out, found->member, accounts);
    begin(&out->warned, "pod_warning_members",
          N_("Members of the groups with a warning"),
          found->member_count - members);
    add_members(&out->warned, out,
                found->member != NULL ? found->member + members : NULL,
                accounts);
}

void pods_tables_build(pods_tables *out, lia_pods *pods,
                       const lia_tables *tables, bool include_warnings)
{
    const lia_names *accounts = &tables->accounts.names;

    memset(out, 0, sizeof *out);
    out->claim = pods_claim_of(pods);
    for (int c = 0; c < LIA_POD_CLASS_COUNT; c++)
        out->class_words[c] = lia_pod_class_name((lia_pod_class)c);
    for (int c = 0; c < LIA_POD_SOURCE_COUNT; c++)
        out->source_words[c] = lia_pod_source_name((lia_pod_source)c);
    while (out->shown < pods->count &&
           (include_warnings ||
            !lia_pod_is_warning(
                (lia_pod_class)pods->pod[out->shown].class_of)))
        out->shown++;
    add_groups(out, pods, accounts);
    add_pairs(&out->table[2], out, pods, accounts);
    add_evidence(&out->table[3], out, pods, tables);
    add_days(&out->table[4], out, pods);
    add_engagement(&out->table[5], pods, accounts);
}
