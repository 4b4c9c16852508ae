/* cli/measure/measure_table.c - the measures, in the order of the help. */
#include <string.h>

#include "base/language.h"
#include "cli/measure/measures.h"

static const char directed_cuts[] =
    N_("a cut is defined for ties that go both ways: leave out --directed");
static const char directed_common[] =
    N_("common contacts are defined for ties that go both ways: leave out "
       "--directed");

static const char directed_communities[] =
    N_("communities are found among ties that go both ways: leave out "
       "--directed");

#define ACCOUNT MEASURE_OF_ACCOUNTS
#define TIE MEASURE_OF_TIES
#define GRAPH MEASURE_OF_GRAPH
#define COUNT LIA_COLUMN_COUNT
#define COUNT32 LIA_COLUMN_COUNT32
#define NUMBER LIA_COLUMN_NUMBER
#define FLAG LIA_COLUMN_FLAG

const measure measure_table[MEASURE_COUNT] = {
    [M_DEGREE] = {"degree", ACCOUNT, COUNT, WEIGHT_IGNORED, NULL, NULL,
                  N_("ties; with --directed, arcs in and out")},
    [M_STRENGTH] = {"strength", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL, NULL,
                    N_("sum of weights; without --weight the degree")},
    [M_IN_DEGREE] = {"in_degree", ACCOUNT, COUNT, WEIGHT_IGNORED, NULL, NULL,
                     N_("arcs that arrive; a tie goes both ways")},
    [M_OUT_DEGREE] = {"out_degree", ACCOUNT, COUNT, WEIGHT_IGNORED, NULL, NULL,
                      N_("arcs that leave; a tie goes both ways")},
    [M_CONSTRAINT] = {"constraint", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL,
                      NULL,
                      N_("Burt 2004: low = its contacts do not know each "
                         "other; empty without ties")},
    [M_EFFECTIVE_SIZE] = {"effective_size", ACCOUNT, NUMBER, WEIGHT_STRENGTH,
                          NULL, NULL,
                          N_("contacts less their redundancy; empty without "
                             "ties")},
    [M_EFFICIENCY] = {"efficiency", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL,
                      NULL, N_("effective size / degree; empty without "
                               "ties")},
    [M_CLUSTERING] = {"clustering", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL,
                      NULL,
                      N_("share of pairs of contacts that are tied; 0 below "
                         "two contacts")},
    [M_TRIANGLES] = {"triangles", ACCOUNT, COUNT, WEIGHT_IGNORED,
                     N_("a triangle is counted along ties that go both ways: "
                        "leave out --directed"), NULL,
                     N_("pairs of contacts that are tied")},
    [M_CORE] = {"core", ACCOUNT, COUNT32, WEIGHT_IGNORED, NULL, NULL,
                N_("largest k such that it is in a group with k ties each")},
    [M_PAGERANK] = {"pagerank", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL, NULL,
                    N_("alpha 0.85, to a total change below 1e-12")},
    [M_BETWEENNESS] = {"betweenness", ACCOUNT, NUMBER, WEIGHT_LENGTH, NULL,
                       NULL,
                       N_("share of shortest paths of others through it, "
                          "exact, normalised")},
    [M_HARMONIC] = {"harmonic", ACCOUNT, NUMBER, WEIGHT_LENGTH, NULL, NULL,
                    N_("sum of 1 / distance from every other account")},
    [M_CLOSENESS] = {"closeness", ACCOUNT, NUMBER, WEIGHT_LENGTH, NULL, NULL,
                     N_("1 / mean distance from those who reach it, times "
                        "their share")},
    [M_EIGENVECTOR] = {"eigenvector", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL,
                       NULL,
                       N_("share in the leading eigenvector: tied to those "
                          "who have much of it")},
    [M_KATZ] = {"katz", ACCOUNT, NUMBER, WEIGHT_STRENGTH, NULL, NULL,
                N_("walks that end there, each step worth --alpha (0.1)")},
    [M_PARTICIPATION] = {"participation", ACCOUNT, NUMBER, WEIGHT_STRENGTH,
                         directed_communities, NULL,
                         N_("1 - sum of squared shares of its ties per "
                            "community; empty without ties")},
    [M_COMMUNITY] = {"community", ACCOUNT, COUNT32, WEIGHT_STRENGTH,
                     directed_communities, NULL,
                     N_("number of its community (Leiden, modularity, "
                        "--seed)")},
    [M_COMPONENT] = {"component", ACCOUNT, COUNT32, WEIGHT_IGNORED, NULL, NULL,
                     N_("number of its component; with --directed, a weakly "
                        "connected one")},
    [M_ARTICULATION] = {"articulation", ACCOUNT, FLAG, WEIGHT_IGNORED,
                        directed_cuts, NULL,
                        N_("1 = its component falls apart without it")},
    [M_REACH2] = {"reach2", ACCOUNT, COUNT32, WEIGHT_IGNORED, NULL, NULL,
                  N_("accounts at one or two steps; with --directed, along "
                     "arcs")},
    [M_OVERLAP] = {"overlap", TIE, NUMBER, WEIGHT_IGNORED, directed_common,
                   NULL,
                   N_("Onnela 2007: n / (k_a - 1 + k_b - 1 - n), n common "
                      "contacts")},
    [M_MUTUAL_CONTACTS] = {"mutual_contacts", TIE, COUNT32, WEIGHT_IGNORED,
                           directed_common, NULL,
                           N_("contacts that both ends have")},
    [M_LOCAL_BRIDGE] = {"local_bridge", TIE, FLAG, WEIGHT_IGNORED,
                        directed_common, NULL, N_("1 = no common contact")},
    [M_SPAN] = {"span", TIE, NUMBER, WEIGHT_LENGTH,
                N_("span is defined for ties that go both ways: leave out "
                   "--directed"), NULL,
                N_("distance of the ends without the tie; inf for a bridge")},
    [M_BRIDGE] = {"bridge", TIE, FLAG, WEIGHT_IGNORED, directed_cuts, NULL,
                  N_("1 = its ends are connected by nothing else")},
    [M_EDGE_BETWEENNESS] = {"edge_betweenness", TIE, NUMBER, WEIGHT_LENGTH,
                            NULL, NULL,
                            N_("share of shortest paths along it, exact, "
                               "normalised")},
    [M_DENSITY] = {"density", GRAPH, NUMBER, WEIGHT_IGNORED, NULL, NULL,
                   N_("share of the pairs of accounts that are tied")},
    [M_RECIPROCITY] = {"reciprocity", GRAPH, NUMBER, WEIGHT_IGNORED, NULL,
                       NULL,
                       N_("share of arcs whose opposite is there; 1 for ties; "
                          "empty without any")},
    [M_TRANSITIVITY] = {"transitivity", GRAPH, NUMBER, WEIGHT_IGNORED,
                        N_("transitivity is defined for ties that go both "
                           "ways: leave out --directed"), NULL,
                        N_("3 x triangles / pairs of ties with a common "
                           "end")},
    [M_ASSORTATIVITY] = {"assortativity", GRAPH, NUMBER, WEIGHT_STRENGTH, NULL,
                         NULL,
                         N_("correlation of the degrees of tied accounts; "
                            "empty where undefined")},
    [M_COMPONENTS] = {"components", GRAPH, COUNT, WEIGHT_IGNORED, NULL, NULL,
                      N_("number of connected components")},
    [M_DIAMETER] = {"diameter", GRAPH, NUMBER, WEIGHT_IGNORED, NULL, NULL,
                    N_("largest distance in steps; inf where some account is "
                       "out of reach")},
    [M_MODULARITY] = {"modularity", GRAPH, NUMBER, WEIGHT_STRENGTH,
                      directed_communities, NULL,
                      N_("of the communities that `community` gives; empty "
                         "without ties")},
};

measure_id measure_find(const char *name, size_t length)
{
    for (int id = 0; id < MEASURE_COUNT; id++)
        if (strlen(measure_table[id].name) == length &&
            memcmp(measure_table[id].name, name, length) == 0)
            return (measure_id)id;
    return MEASURE_COUNT;
}

const char *measure_kind_name(measure_kind kind)
{
    static const char *const names[] = {N_("accounts"), N_("ties"),
                                        N_("the graph")};

    return names[kind];
}
