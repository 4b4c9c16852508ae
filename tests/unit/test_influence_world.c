/* test_influence_world.c - made data whose true split is known: pods are found
 * from the interactions alone, and every share comes out within three points;
 * planted members fall, the order of all others stays.
 *
 * origin: closed, the truth that the generator keeps. An engagement is truly
 * artificial if both accounts are in one planted group that agreed to engage
 * one another, owned if both are on the own team, else earned.
 */
#include "support.h"

#include <math.h>
#include <stdio.h>

#include "liaison/influence.h"
#include "liaison/ranked.h"
#include "liaison/worlds.h"

typedef struct truth {
    uint32_t *pod;          /* [n] the planted group, or LIA_NONE            */
    double artificial, owned, all;
} truth;

static truth truth_of(const lia_world *w, const uint8_t *team)
{
    const lia_tables *t = w->tables;
    const lia_interactions *i = &t->interactions;
    const lia_vid n = t->accounts.names.count;
    truth x = {.pod = malloc(n * sizeof(uint32_t))};

    memset(x.pod, 0xff, n * sizeof *x.pod);
    for (uint64_t k = 0; k < w->count; k++)
        if (lia_kind_reading(w->kind[k]) == LIA_READING_CALCULATED)
            x.pod[w->account[k]] = w->pod[k];
    for (uint64_t r = 0; r < i->count; r++) {
        const lia_vid v = i->actor[r];
        const lia_vid u = i->author && i->author[r] != LIA_NONE
                              ? i->author[r] : t->posts.author[i->object[r]];
        if (i->action && i->action[r] == LIA_ACTION_POST)
            continue;
        x.all++;
        if (v == u || (team[v] && team[u]))
            x.owned++;
        else
            x.artificial += x.pod[v] != LIA_NONE && x.pod[v] == x.pod[u];
    }
    return x;
}

/* Every third account is on the own team, so that there is something owned. */
static uint8_t *team_of(const lia_tables *t)
{
    uint8_t *team = calloc(t->accounts.names.count, 1);

    for (lia_vid i = 0; i < t->accounts.names.count; i += 3)
        team[i] = 1;
    return team;
}

static void test_the_true_split(void **state)
{
    const lia_world_options options = {.world = LIA_WORLD_1, .accounts = 3000,
                                       .days = 45, .seed = 11};
    lia_split_options o = LIA_SPLIT_DEFAULTS;
    lia_evidence evidence;
    lia_world w;
    lia_pods pods;
    lia_split s;

    (void)state;
    assert_int_equal(lia_world_make(&w, &options, NULL), LIA_OK);
    uint8_t *team = team_of(w.tables);
    truth x = truth_of(&w, team);
    assert_int_equal(lia_pods_find(&pods, w.tables, NULL, NULL), LIA_OK);
    assert_int_equal(lia_evidence_of_pods(&evidence, &pods,
                                          w.tables->accounts.names.count,
                                          NULL), LIA_OK);
    o.pods = &evidence.members;
    o.inauthentic = evidence.inauthentic;
    o.team = team;
    assert_int_equal(lia_split_engagement(&s, w.tables, &o, NULL), LIA_OK);
    const double all = (double)s.tally.engagements;
    printf("artificial %.2f %%, true %.2f; owned %.2f %%, true %.2f; "
           "reciprocal %.2f %%\n", 100 * s.tally.artificial / all,
           100 * x.artificial / x.all, 100 * s.tally.owned / all,
           100 * x.owned / x.all, 100 * s.tally.reciprocal / all);
    assert_true(x.artificial / x.all > .1);
    assert_true(fabs(s.tally.artificial / all - x.artificial / x.all) < .03);
    assert_true(fabs(s.tally.owned / all - x.owned / x.all) < .03);
    assert_true(fabs(s.tally.earned / all -
                     (1 - (x.artificial + x.owned) / x.all)) < .03);

    uint64_t *order[2], shown, planted = 0, fallen = 0, rose = 0;
    const lia_rank_key after[] = {{.count32 = s.h_index, .descending = true},
                                  {.count32 = s.engagers, .descending = true},
                                  {.number = s.weight, .descending = true}};
    const lia_rank_key before[] = {
        {.count32 = s.h_before, .descending = true},
        {.count32 = s.engagers_before, .descending = true},
        {.number = s.weight_before, .descending = true}};
    assert_int_equal(lia_ranked_order(&order[0], &shown, s.n, 0, before, 3,
                                      NULL, NULL), LIA_OK);
    assert_int_equal(lia_ranked_order(&order[1], &shown, s.n, 0, after, 3,
                                      NULL, NULL), LIA_OK);
    double *rank[2] = {calloc(s.n, 8), calloc(s.n, 8)};
    double *honest[2] = {calloc(s.n, 8), calloc(s.n, 8)};
    double count = 0, squares = 0;
    for (int k = 0; k < 2; k++) {
        double at = 0;   /* others above: planted ones move among themselves */
        for (uint64_t j = 0; j < s.n; j++) {
            rank[k][order[k][j]] = at;
            if (x.pod[order[k][j]] == LIA_NONE)
                honest[k][order[k][j]] = at++;
        }
        count = at;
    }
    for (lia_vid i = 0; i < s.n; i++) {
        squares += (honest[0][i] - honest[1][i]) *
                   (honest[0][i] - honest[1][i]);
        if (x.pod[i] != LIA_NONE && s.artificial[i] > 20) {
            planted++;
            fallen += rank[1][i] > rank[0][i];
            rose += rank[1][i] < rank[0][i];
        }
    }
    /* Spearman's rank correlation of those in no planted group */
    const double spearman = 1 - 6 * squares / (count * (count * count - 1));
    printf("%llu of %llu planted members fall behind others; rank correlation "
           "of the %.0f others %.5f\n", (unsigned long long)fallen,
           (unsigned long long)planted, count, spearman);
    assert_true(planted > 50 && rose == 0);
    assert_true((double)fallen > .9 * (double)planted);
    assert_true(spearman > .999);
    for (int k = 0; k < 2; k++) {
        lia_ranked_order_free(order[k]);
        free(rank[k]);
        free(honest[k]);
    }
    free(x.pod);
    free(team);
    lia_split_free(&s);
    lia_evidence_free(&evidence);
    lia_evidence_free(NULL);
    lia_pods_free(&pods);
    lia_world_free(&w);
}

/* Evidence by hand: an automated group makes no persons, a calculated one
 * members, friends in step neither. */
static void test_evidence(void **state)
{
    lia_pod pod[3] = {
        {.class_of = LIA_POD_CALCULATED, .detection = 1, .q_value = .02},
        {.class_of = LIA_POD_AFFINITY_SYNC, .detection = 1, .q_value = .01},
        {.class_of = LIA_POD_AUTOMATED, .q_value = .1, .machines = .7}};
    lia_pod_member member[4] = {{.account = 4, .pod = 1},
                                {.account = 7, .pod = 1},
                                {.account = 1, .pod = 2},
                                {.account = 2, .pod = 3}};
    const lia_pods pods = {.count = 3, .pod = pod, .member_count = 4,
                           .member = member};
    const long live = lia_mem_live();
    lia_status st = LIA_ENOMEM;
    lia_evidence e;

    (void)state;
    for (long k = 0; st != LIA_OK && k < 20; k++) {
        lia_mem_fail_after(k);
        st = lia_evidence_of_pods(&e, &pods, 9, NULL);
        lia_mem_fail_after(-1);
        assert_true(st == LIA_OK ||
                    (st == LIA_ENOMEM && lia_mem_live() == live));
    }
    assert_int_equal(st, LIA_OK);
    assert_int_equal(e.members.count, 2);
    assert_int_equal(e.pods, 1);
    assert_int_equal(e.members.account[1], 7);
    assert_true(fabs(e.members.confidence[0] - .98) < 1e-15);
    assert_true(fabs(e.inauthentic[2] - .63) < 1e-15);
    assert_true(e.inauthentic[4] == 0);
    lia_evidence_free(&e);
    assert_int_equal(lia_mem_live(), live);
    assert_int_equal(lia_evidence_of_pods(NULL, &pods, 9, NULL), LIA_EARG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_true_split),
        cmocka_unit_test(test_evidence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
