/* cli/read/network.c - tables to ties or arcs, with the remarks. */
#include <string.h>

#include "base/language.h"
#include "base/status.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"

/* Bytes per row that building takes beside the result, at most. */
enum { ROW_BYTES = 16, WEIGHT_BYTES = 16 };

static lia_status check_weights(const lia_tables *tables, const settings *s,
                                lia_error *err)
{
    const uint64_t rows = tables->contacts.count + tables->interactions.count;

    if (rows == 0 || tables->contacts.weight != NULL ||
        tables->interactions.weight != NULL)
        return LIA_OK;
    return lia_fail(err, LIA_ECANNOT,
                    "--weight %s: no input has such a column for its ties",
                    s->weight);
}

static uint64_t count_negative(const double *weight, uint64_t rows)
{
    uint64_t count = 0;

    for (uint64_t k = 0; weight != NULL && k < rows; k++)
        count += weight[k] < 0;
    return count;
}

lia_status network_build(network *out, lia_tables *tables, const settings *s,
                         bool directed, bool weighted, bool consume,
                         lia_error *err)
{
    const uint64_t rows = tables->contacts.count + tables->interactions.count;
    const uint64_t per_row = weighted ? ROW_BYTES + WEIGHT_BYTES : ROW_BYTES;
    const lia_projection_options options = {
        .run = run_of(s),
        .weighing = weighted ? LIA_WEIGHT_SUM : LIA_WEIGHT_NONE,
        .consume = consume};
    lia_status st;

    if (weighted) {
        st = check_weights(tables, s, err);
        if (st != LIA_OK)
            return st;
    }
    st = memory_check(s, rows * per_row +
                             16 * (uint64_t)tables->accounts.names.count,
                      "the network", err);
    if (st != LIA_OK)
        return st;
    out->is_directed = directed;
    out->is_weighted = weighted;
    out->negative = count_negative(tables->contacts.weight,
                                   tables->contacts.count) +
                    count_negative(tables->interactions.weight,
                                   tables->interactions.count);
    if (directed)
        return lia_arcs_from_tables(&out->arcs, &out->tally, tables, &options,
                                    err);
    return lia_ties_from_tables(&out->ties, &out->tally, tables, &options,
                                err);
}

void network_free(network *net)
{
    lia_ties_free(&net->ties);
    lia_arcs_free(&net->arcs);
}

/* one and many: messages with a %llu. */
static void remark(uint64_t count, const char *one, const char *many)
{
    if (count > 0)
        talk(tr_n(one, many, count), (unsigned long long)count);
}

void network_talk(const network *net)
{
    const lia_projection_tally *t = &net->tally;

    remark(t->pairs.loops,
           "%llu row ties an account to itself: dropped",
           "%llu rows tie an account to itself: dropped");
    remark(t->pairs.repeats,
           "%llu row repeats a tie that was there already: put together",
           "%llu rows repeat a tie that was there already: put together");
    remark(t->nobody,
           "%llu interaction leads to no account: no tie",
           "%llu interactions lead to no account: no ties");
    if (net->is_weighted)
        remark(net->negative,
               "%llu row has a negative weight (a signed tie): added like any "
               "other",
               "%llu rows have a negative weight (signed ties): added like any "
               "other");
    else
        remark(net->negative,
               "%llu row has a negative weight (a signed tie): a tie all the "
               "same, but of no strength",
               "%llu rows have a negative weight (signed ties): ties all the "
               "same, but of no strength");
}
