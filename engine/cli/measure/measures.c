/* cli/measure/measures.c - from names to kernels.
 *
 * A kernel is a function and the set of measures that it fills. Wanted
 * measures and those they need get an array first; then every kernel that
 * has an array to fill runs, in an order in which needs come first.
 */
#include "cli/measure/measures.h"

#include "base/mem.h"
#include "base/threads.h"
#include "liaison/cohesion.h"
#include "liaison/communities.h"
#include "liaison/participation.h"
#include "liaison/paths.h"
#include "liaison/rank.h"
#include "liaison/reach.h"
#include "liaison/summary.h"
#include "liaison/triads.h"

lia_vid measuring_accounts(const measuring *m)
{
    return m->arcs != NULL ? m->arcs->n : m->ties->n;
}

uint64_t measuring_ties(const measuring *m)
{
    return m->arcs != NULL ? m->arcs->m : m->ties->m;
}

static bool has_weights(const measuring *m)
{
    return (m->arcs != NULL ? m->arcs->weight : m->ties->weight) != NULL;
}

static lia_status run_degrees(measuring *m, lia_error *err)
{
    const lia_degrees out = {.degree = m->value[M_DEGREE],
                             .in_degree = m->value[M_IN_DEGREE],
                             .out_degree = m->value[M_OUT_DEGREE],
                             .strength = m->value[M_STRENGTH]};

    if (m->arcs != NULL)
        return lia_degrees_of_arcs(&out, m->arcs, &m->run, err);
    return lia_degrees_of_ties(&out, m->ties, &m->run, err);
}

static lia_status run_triads(measuring *m, lia_error *err)
{
    const lia_triads out = {.mutual = m->value[M_MUTUAL_CONTACTS],
                            .triangles = m->value[M_TRIANGLES],
                            .clustering = m->value[M_CLUSTERING],
                            .effective_size = m->value[M_EFFECTIVE_SIZE],
                            .efficiency = m->value[M_EFFICIENCY],
                            .constraint = m->value[M_CONSTRAINT]};
    const bool needs_weights = out.clustering != NULL ||
                               out.effective_size != NULL ||
                               out.efficiency != NULL ||
                               out.constraint != NULL;

    if (m->arcs != NULL)
        return lia_triads_directed(&out, m->arcs, &m->run, err);
    if (has_weights(m) && needs_weights)
        return lia_triads_weighted(&out, m->ties, &m->run, err);
    return lia_triads_count(&out, m->ties, &m->run, err);
}

/* What follows from the common contacts without another pass. */
static lia_status run_after_triads(measuring *m, lia_error *err)
{
    (void)err;
    if (m->value[M_OVERLAP] != NULL)
        lia_overlap(m->value[M_OVERLAP], m->value[M_MUTUAL_CONTACTS],
                    m->ties);
    if (m->value[M_LOCAL_BRIDGE] != NULL)
        lia_local_bridges(m->value[M_LOCAL_BRIDGE],
                          m->value[M_MUTUAL_CONTACTS], m->ties->m);
    if (m->value[M_TRANSITIVITY] != NULL)
        *(double *)m->value[M_TRANSITIVITY] =
            lia_transitivity(m->value[M_TRIANGLES], m->ties);
    return LIA_OK;
}

static lia_status run_core(measuring *m, lia_error *err)
{
    if (m->arcs != NULL)
        return lia_core_of_arcs(m->value[M_CORE], m->arcs, &m->run, err);
    return lia_core_of_ties(m->value[M_CORE], m->ties, &m->run, err);
}

static lia_status run_pagerank(measuring *m, lia_error *err)
{
    lia_rank_options options = LIA_RANK_DEFAULTS;

    options.run = m->run;
    if (m->damping > 0)
        options.alpha = m->damping;
    if (m->arcs != NULL)
        return lia_pagerank_of_arcs(m->value[M_PAGERANK], NULL, m->arcs,
                                    &options, err);
    return lia_pagerank_of_ties(m->value[M_PAGERANK], NULL, m->ties, &options,
                                err);
}

static lia_status run_eigenvector(measuring *m, lia_error *err)
{
    lia_rank_options options = LIA_EIGENVECTOR_DEFAULTS;
    double *out = m->value[M_EIGENVECTOR];

    options.run = m->run;
    if (m->arcs != NULL)
        return lia_eigenvector_of_arcs(out, NULL, m->arcs, &options, err);
    return lia_eigenvector_of_ties(out, NULL, m->ties, &options, err);
}

static lia_status run_katz(measuring *m, lia_error *err)
{
    lia_rank_options options = LIA_KATZ_DEFAULTS;
    double *out = m->value[M_KATZ];

    options.run = m->run;
    if (m->alpha > 0)
        options.alpha = m->alpha;
    if (m->arcs != NULL)
        return lia_katz_of_arcs(out, NULL, m->arcs, &options, err);
    return lia_katz_of_ties(out, NULL, m->ties, &options, err);
}

static lia_status run_communities(measuring *m, lia_error *err)
{
    lia_communities_options options = LIA_COMMUNITIES_DEFAULTS;
    uint32_t count = 0;
    lia_status st;

    options.seed = m->seed;
    st = lia_communities(m->value[M_COMMUNITY], &count,
                         m->value[M_MODULARITY], m->ties, &options, err);
    if (st != LIA_OK || m->value[M_PARTICIPATION] == NULL)
        return st;
    return lia_participation(m->value[M_PARTICIPATION], m->ties,
                             m->value[M_COMMUNITY], count, &m->run, err);
}

static lia_status run_reach2(measuring *m, lia_error *err)
{
    if (m->arcs != NULL)
        return lia_reach2_of_arcs(m->value[M_REACH2], m->arcs, &m->run, err);
    return lia_reach2_of_ties(m->value[M_REACH2], m->ties, &m->run, err);
}

static lia_status run_diameter(measuring *m, lia_error *err)
{
    if (m->arcs != NULL)
        return lia_diameter_of_arcs(m->value[M_DIAMETER], m->arcs, &m->run,
                                    err);
    return lia_diameter_of_ties(m->value[M_DIAMETER], m->ties, &m->run, err);
}

static lia_accuracy accuracy_of(const measuring *m)
{
    return (lia_accuracy){m->eps, m->delta, m->seed, m->run};
}

static lia_status run_betweenness(measuring *m, lia_error *err)
{
    double *accounts = m->value[M_BETWEENNESS];
    double *ties = m->value[M_EDGE_BETWEENNESS];
    const lia_accuracy o = accuracy_of(m);

    if (m->eps > 0 && m->arcs != NULL)
        return lia_arcs_betweenness_sampled(accounts, ties, &m->paths,
                                            m->arcs, &o, err);
    if (m->eps > 0)
        return lia_betweenness_sampled(accounts, ties, &m->paths, m->ties, &o,
                                       err);
    if (m->arcs != NULL)
        return (has_weights(m) ? lia_arcs_betweenness_by_length
                               : lia_arcs_betweenness)(accounts, ties,
                                                       m->arcs, &m->run, err);
    return (has_weights(m) ? lia_betweenness_by_length : lia_betweenness)(
        accounts, ties, m->ties, &m->run, err);
}

static lia_status run_nearness(measuring *m, lia_error *err)
{
    double *harmonic = m->value[M_HARMONIC];
    double *closeness = m->value[M_CLOSENESS];
    const lia_accuracy o = accuracy_of(m);

    if (m->eps > 0 && m->arcs != NULL)
        return lia_arcs_harmonic_sampled(harmonic, &m->near, m->arcs, &o, err);
    if (m->eps > 0)
        return lia_nearness_sampled(harmonic, closeness, &m->near, m->ties, &o,
                                    err);
    if (m->arcs != NULL)
        return (has_weights(m) ? lia_arcs_nearness_by_length
                               : lia_arcs_nearness)(harmonic, closeness,
                                                    m->arcs, &m->run, err);
    return (has_weights(m) ? lia_nearness_by_length : lia_nearness)(
        harmonic, closeness, m->ties, &m->run, err);
}

static lia_status run_components(measuring *m, lia_error *err)
{
    lia_components found;
    uint32_t *component = m->value[M_COMPONENT];
    lia_status st;

    st = m->arcs != NULL
             ? lia_components_of_arcs(&found, m->arcs, &m->run, err)
             : lia_components_of_ties(&found, m->ties, &m->run, err);
    if (st != LIA_OK)
        return st;
    if (component != NULL)
        for (lia_vid i = 0; i < found.n; i++)
            component[i] = found.component[i];
    if (m->value[M_COMPONENTS] != NULL)
        *(uint64_t *)m->value[M_COMPONENTS] = found.count;
    lia_components_free(&found);
    return LIA_OK;
}

static lia_status run_cuts(measuring *m, lia_error *err)
{
    const lia_cuts out = {.articulation = m->value[M_ARTICULATION],
                          .bridge = m->value[M_BRIDGE]};

    return lia_cuts_of_ties(&out, m->ties, &m->run, err);
}

static lia_status run_span(measuring *m, lia_error *err)
{
    if (has_weights(m))
        return lia_span_by_length(m->value[M_SPAN], m->value[M_BRIDGE],
                                  m->ties, &m->run, err);
    return lia_span(m->value[M_SPAN], m->value[M_MUTUAL_CONTACTS],
                    m->value[M_BRIDGE], m->ties, &m->run, err);
}

static lia_status run_density(measuring *m, lia_error *err)
{
    (void)err;
    *(double *)m->value[M_DENSITY] = m->arcs != NULL
                                         ? lia_density_of_arcs(m->arcs)
                                         : lia_density_of_ties(m->ties);
    return LIA_OK;
}

static lia_status run_reciprocity(measuring *m, lia_error *err)
{
    double *out = m->value[M_RECIPROCITY];

    if (m->arcs != NULL)
        return lia_reciprocity_of_arcs(out, m->arcs, &m->run, err);
    *out = lia_reciprocity_of_ties(m->ties);
    return LIA_OK;
}

static lia_status run_assortativity(measuring *m, lia_error *err)
{
    double *out = m->value[M_ASSORTATIVITY];

    if (m->arcs != NULL)
        return lia_assortativity_of_arcs(out, m->arcs, &m->run, err);
    return lia_assortativity_of_ties(out, m->ties, &m->run, err);
}

#define BIT(name) MEASURE_BIT(M_##name)

/* Bytes of scratch: once per tie and account, and again for every thread. */
static const struct kernel {
    lia_status (*run)(measuring *m, lia_error *err);
    measure_set fills;
    uint64_t per_tie, per_account, thread_tie, thread_account;
} kernels[] = {
    {run_degrees,
     BIT(DEGREE) | BIT(STRENGTH) | BIT(IN_DEGREE) | BIT(OUT_DEGREE), 0, 16, 0,
     0},
    {run_triads,
     BIT(MUTUAL_CONTACTS) | BIT(TRIANGLES) | BIT(CLUSTERING) |
         BIT(EFFECTIVE_SIZE) | BIT(EFFICIENCY) | BIT(CONSTRAINT),
     48, 40, 12, 20},
    {run_after_triads, BIT(OVERLAP) | BIT(LOCAL_BRIDGE) | BIT(TRANSITIVITY), 0,
     0, 0, 0},
    {run_core, BIT(CORE), 4, 20, 0, 0},
    {run_pagerank, BIT(PAGERANK), 12, 40, 0, 0},
    {run_betweenness, BIT(BETWEENNESS) | BIT(EDGE_BETWEENNESS), 28, 60, 16,
     400},
    {run_nearness, BIT(HARMONIC) | BIT(CLOSENESS), 12, 8, 0, 105},
    {run_eigenvector, BIT(EIGENVECTOR), 12, 24, 0, 0},
    {run_katz, BIT(KATZ), 12, 24, 0, 0},
    {run_communities, BIT(COMMUNITY) | BIT(PARTICIPATION) | BIT(MODULARITY),
     90, 60, 0, 8},
    {run_reach2, BIT(REACH2), 0, 0, 0, 4},
    {run_diameter, BIT(DIAMETER), 4, 28, 0, 0},
    {run_components, BIT(COMPONENT) | BIT(COMPONENTS), 0, 8, 0, 0},
    {run_cuts, BIT(ARTICULATION) | BIT(BRIDGE), 0, 20, 0, 0},
    {run_span, BIT(SPAN), 0, 0, 0, 24},
    {run_density, BIT(DENSITY), 0, 0, 0, 0},
    {run_reciprocity, BIT(RECIPROCITY), 0, 0, 0, 0},
    {run_assortativity, BIT(ASSORTATIVITY), 0, 16, 0, 0},
};

enum { KERNELS = sizeof kernels / sizeof *kernels };

static measure_set with_needs(measure_set wanted)
{
    if (wanted & (BIT(OVERLAP) | BIT(LOCAL_BRIDGE) | BIT(SPAN)))
        wanted |= BIT(MUTUAL_CONTACTS);
    if (wanted & BIT(SPAN))
        wanted |= BIT(BRIDGE);
    if (wanted & BIT(TRANSITIVITY))
        wanted |= BIT(TRIANGLES);
    if (wanted & (BIT(PARTICIPATION) | BIT(MODULARITY)))
        wanted |= BIT(COMMUNITY);
    return wanted;
}

static size_t width_of(lia_column_type type)
{
    if (type == LIA_COLUMN_FLAG)
        return sizeof(uint8_t);
    return type == LIA_COLUMN_COUNT32 ? sizeof(uint32_t) : sizeof(uint64_t);
}

static uint64_t rows_of(measure_kind kind, uint64_t accounts, uint64_t ties)
{
    if (kind == MEASURE_OF_GRAPH)
        return 1;
    return kind == MEASURE_OF_ACCOUNTS ? accounts : ties;
}

/* Sampled are distances in steps, and closeness of ties only. */
static lia_status check_sampled(const measuring *m, measure_set wanted,
                                lia_error *err)
{
    if (!(m->eps > 0))
        return LIA_OK;
    if (has_weights(m))
        return lia_fail(err, LIA_ECANNOT, "--approximate counts steps: leave "
                        "out --weight, or leave out --approximate for exact "
                        "values with lengths");
    if (m->arcs != NULL && (wanted & BIT(CLOSENESS)))
        return lia_fail(err, LIA_ECANNOT, "closeness of arcs cannot be "
                        "sampled: how many reach an account is not known "
                        "without asking all. Leave out --approximate, or ask "
                        "for harmonic");
    return LIA_OK;
}

static lia_status check_defined(const measuring *m, measure_set wanted,
                                lia_error *err)
{
    for (int id = 0; id < MEASURE_COUNT; id++) {
        const measure *what = &measure_table[id];
        if (!(wanted & MEASURE_BIT(id)))
            continue;
        if (m->arcs != NULL && what->not_directed != NULL)
            return lia_fail(err, LIA_ECANNOT, "%s: %s", what->name,
                            what->not_directed);
        if (has_weights(m) && what->not_weighted != NULL)
            return lia_fail(err, LIA_ECANNOT, "%s: %s", what->name,
                            what->not_weighted);
    }
    return LIA_OK;
}

lia_status measuring_run(measuring *m, measure_set wanted, lia_error *err)
{
    const uint64_t n = measuring_accounts(m), ties = measuring_ties(m);
    lia_status st = LIA_OK;

    LIA_TRY(check_defined(m, wanted, err));
    LIA_TRY(check_sampled(m, wanted, err));
    wanted = with_needs(wanted);
    for (int id = 0; id < MEASURE_COUNT; id++)
        if ((wanted & MEASURE_BIT(id)) && m->value[id] == NULL)
            LIA_TRY(lia_alloc_zero(&m->value[id],
                                   rows_of(measure_table[id].kind, n, ties),
                                   width_of(measure_table[id].type), err));
    for (size_t k = 0; k < KERNELS; k++)
        if (kernels[k].fills & wanted)
            LIA_TRY(kernels[k].run(m, err));
done:
    return st;
}

void measuring_free(measuring *m)
{
    for (int id = 0; id < MEASURE_COUNT; id++) {
        lia_free(m->value[id]);
        m->value[id] = NULL;
    }
}

uint64_t measuring_memory(measure_set wanted, uint64_t accounts,
                          uint64_t ties, int threads)
{
    const uint64_t t = (uint64_t)lia_thread_count(threads);
    uint64_t outputs = 0, scratch = 0;

    wanted = with_needs(wanted);
    for (int id = 0; id < MEASURE_COUNT; id++)
        if (wanted & MEASURE_BIT(id))
            outputs += rows_of(measure_table[id].kind, accounts, ties) *
                       width_of(measure_table[id].type);
    for (size_t k = 0; k < KERNELS; k++) {
        const struct kernel *x = &kernels[k];
        const uint64_t need = ties * (x->per_tie + t * x->thread_tie) +
                              accounts * (x->per_account +
                                          t * x->thread_account);
        if ((x->fills & wanted) && need > scratch)
            scratch = need;
    }
    return outputs + scratch;
}
