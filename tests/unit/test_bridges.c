/* Bridgeness, roles, sole access, relay value: hand-worked networks, and the
 * definitions term by term on random ones.
 */
#include "support.h"

#include <math.h>

#include "liaison/bridges.h"
#include "liaison/project.h"
#include "liaison/triads.h"

/* Two triangles 0 1 2 and 3 4 5 over the tie 2-3; 6 hangs on 3. */
static const lia_vid from[] = {0, 0, 1, 3, 3, 4, 2, 3};
static const lia_vid to[] = {1, 2, 2, 4, 5, 5, 3, 6};

static lia_ties barbell(void)
{
    const lia_pairs pairs = {7, 8, from, to, NULL};
    lia_ties ties;

    assert_int_equal(lia_ties_from_pairs(&ties, NULL, &pairs, NULL, NULL), 0);
    return ties;
}

static void test_bridgeness(void **state)
{
    lia_ties ties = barbell();
    uint32_t mutual[8];
    double b[8];

    (void)state;
    assert_int_equal(lia_triads_count(&(lia_triads){.mutual = mutual}, &ties,
                                      NULL, NULL), 0);
    lia_bridgeness(b, mutual, &ties);
    /* ties: 01 02 12 23 34 35 36 45; hand: 1 - 1 / (2 + 2 - 2 - 1 + 5) */
    assert_within(b[0], 1 - 1.0 / 6, 1e-15);
    assert_within(b[1], 1 - 1.0 / 7, 1e-15);
    assert_within(b[3], 1, 0);
    assert_within(b[4], 1 - 1.0 / 8, 1e-15);
    lia_ties_free(&ties);
    assert_int_equal(lia_quadrant_of(0.2, 0.9), LIA_STRONG_BRIDGE);
    assert_int_equal(lia_quadrant_of(0.19, 0.9), LIA_WEAK_BRIDGE);
    assert_int_equal(lia_quadrant_of(0.5, 0.89), LIA_STRONG_BOND);
    assert_string_equal(lia_quadrant_name(LIA_WEAK_BOND), "weak_bond");
}

enum { MOST = 200 };
typedef struct counts {
    uint64_t coordinator[MOST], itinerant[MOST], gatekeeper[MOST];
    uint64_t liaison[MOST];
} counts;

static lia_roles fields(counts *c)
{
    return (lia_roles){c->coordinator, c->itinerant, c->gatekeeper,
                       c->liaison};
}

static void test_roles_by_hand(void **state)
{
    const uint32_t group[] = {0, 0, 0, 1, 1, 1, LIA_NONE};
    lia_ties ties = barbell();
    lia_roles out;
    counts c;

    (void)state;
    memset(&c, 7, sizeof c);
    out = fields(&c);
    assert_int_equal(lia_roles_count(&out, &ties, group, NULL, NULL), 0);
    /* 2: open pairs 0-3, 1-3: one end inside, one outside */
    assert_int_equal(c.gatekeeper[2], 2);
    assert_int_equal(c.coordinator[2], 0);
    /* 3: 2-4 2-5 4-6 5-6 one inside; 2-6 three groups; 4-5 is closed */
    assert_int_equal(c.gatekeeper[3], 4);
    assert_int_equal(c.liaison[3], 1);
    assert_int_equal(c.itinerant[3], 0);
    assert_int_equal(c.liaison[6], 0);
    lia_ties_free(&ties);
}

static bool alike(uint32_t a, uint32_t b)
{
    return a == b && a != LIA_NONE;
}

static void slow_roles(counts *c, const lia_ties *t, const uint32_t *group)
{
    memset(c, 0, sizeof *c);
    for (lia_vid b = 0; b < t->n; b++)
        for (uint64_t e = t->off[b]; e < t->off[b + 1]; e++)
            for (uint64_t f = e + 1; f < t->off[b + 1]; f++) {
                const lia_vid a = t->to[e], d = t->to[f];
                const bool in_a = alike(group[a], group[b]);
                const bool in_d = alike(group[d], group[b]);
                if (lia_ties_find(t, a, d) != UINT64_MAX)
                    continue;
                if (in_a && in_d)
                    c->coordinator[b]++;
                else if (in_a || in_d)
                    c->gatekeeper[b]++;
                else if (alike(group[a], group[d]))
                    c->itinerant[b]++;
                else
                    c->liaison[b]++;
            }
}

static void test_roles_twin_and_threads(void **state)
{
    uint32_t group[MOST];
    counts want, got;
    lia_roles out = fields(&got);

    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++) {
        lia_ties ties = test_random_ties(MOST, 900, false, seed);
        uint64_t dice = seed;
        for (int i = 0; i < MOST; i++)
            group[i] = test_random(&dice) % 7 ? (uint32_t)(dice % 5)
                                              : LIA_NONE;
        slow_roles(&want, &ties, group);
        for (int threads = 1; threads <= 8; threads *= 2) {
            const lia_run run = {.threads = threads};
            memset(&got, 9, sizeof got);
            assert_int_equal(lia_roles_count(&out, &ties, group, &run, NULL),
                             0);
            assert_memory_equal(&want, &got, sizeof want);
        }
        lia_ties_free(&ties);
    }
}

static void test_sole_access_by_hand(void **state)
{
    const uint8_t team[] = {1, 1, 0, 0, 0, 0, 0};
    const uint32_t entity[] = {LIA_NONE, LIA_NONE, LIA_NONE, 0, 0, 1, 1};
    lia_ties ties = barbell();
    uint32_t x[7];

    (void)state;
    /* no team, no companies: 6 hangs on 3 alone */
    assert_int_equal(lia_sole_access(x, &ties, NULL, NULL, NULL), 0);
    const uint32_t hang[] = {0, 0, 0, 1, 0, 0, 0};
    assert_memory_equal(x, hang, sizeof x);
    /* team 0, 1: 2 is reached by either; 3 by way of 2 only; the rest is
     * three steps away */
    assert_int_equal(lia_sole_access(x, &ties, team, NULL, NULL), 0);
    const uint32_t two[] = {0, 0, 1, 0, 0, 0, 0};
    assert_memory_equal(x, two, sizeof x);
    /* team 0 alone: 2 directly (by 0) or by way of 1 (and 0): 0 is on both;
     * 1 likewise; 3 by way of 0 and 2 */
    const uint8_t alone[] = {1, 0, 0, 0, 0, 0, 0};
    assert_int_equal(lia_sole_access(x, &ties, alone, entity, NULL), 0);
    assert_int_equal(x[0], 3);
    assert_int_equal(x[2], 1);
    assert_int_equal(x[1], 0);
    lia_ties_free(&ties);
}

/* Reached in two steps from the team once v is gone? */
static bool reached(const lia_ties *t, const uint8_t *team, lia_vid x,
                    lia_vid gone)
{
    for (uint64_t e = t->off[x]; e < t->off[x + 1]; e++) {
        const lia_vid v = t->to[e];
        if (v == gone)
            continue;
        if (team[v])
            return true;
        for (uint64_t f = t->off[v]; f < t->off[v + 1]; f++)
            if (team[t->to[f]] && t->to[f] != gone)
                return true;
    }
    return false;
}

static void test_sole_access_twin(void **state)
{
    uint32_t got[MOST];
    uint8_t team[MOST] = {0};

    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++) {
        lia_ties t = test_random_ties(MOST, 260, false, seed);
        for (int i = 0; i < MOST; i++)
            team[i] = i % 23 == 0;
        assert_int_equal(lia_sole_access(got, &t, team, NULL, NULL), 0);
        for (lia_vid v = 0; v < t.n; v++) {
            uint32_t lost = 0;
            for (lia_vid x = 0; x < t.n; x++)
                lost += !team[x] && x != v && reached(&t, team, x, LIA_NONE) &&
                        !reached(&t, team, x, v);
            assert_int_equal(got[v], lost);
        }
        lia_ties_free(&t);
    }
}

/* 0 writes posts 0 and 1; 1 comments on both, 2 likes one. 1 knows 3 and 4,
 * 2 knows 4: of 1's contacts only 3 is reached by nobody else. */
static void test_relay_by_hand(void **state)
{
    lia_vid actor[] = {1, 1, 2, 0}, author[] = {0, 0, 0, 0};
    uint32_t object[] = {0, 1, 0, 0};
    uint8_t action[] = {LIA_ACTION_COMMENT, LIA_ACTION_COMMENT,
                        LIA_ACTION_LIKE, LIA_ACTION_POST};
    lia_vid source[] = {1, 1, 2}, target[] = {3, 4, 4};
    uint8_t me[] = {0, 1, 0, 0, 0};
    lia_tables t;
    lia_ties ties;
    double r[5];
    lia_status st = LIA_ENOMEM;

    (void)state;
    memset(&t, 0, sizeof t);
    t.accounts.names.count = 5;
    t.posts.names.count = 2;
    t.interactions = (lia_interactions){.count = 4, .actor = actor,
                                        .author = author, .object = object,
                                        .action = action};
    t.contacts = (lia_contacts){.count = 3, .source = source,
                                .target = target};
    assert_int_equal(lia_ties_from_tables(&ties, NULL, &t, NULL, NULL), 0);
    assert_int_equal(ties.m, 5);          /* 01 02 13 14 24                   */
    assert_int_equal(lia_relay_value(r, &ties, &t, NULL, NULL), 0);
    assert_within(r[0], 2.5 / 3 * 1, 1e-15);
    assert_within(r[1], 0.5 / 3 * 0, 1e-15);
    assert_true(isnan(r[2]) && isnan(r[3]) && isnan(r[4]));
    assert_int_equal(lia_relay_value(r, &ties, &t, me, NULL), 0);
    assert_true(isnan(r[0]));             /* 1 has no posts                   */
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_relay_value(r, &ties, &t, NULL, NULL);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    lia_ties_free(&ties);
}

/* hand: 0 takes 2's label, 1 too, 2 keeps it; 3 takes 6's, 4 and 5 follow. */
static void test_labels(void **state)
{
    const uint32_t want[] = {0, 0, 0, 1, 1, 1, 1};
    lia_ties ties = barbell();
    lia_status st = LIA_ENOMEM;
    uint32_t group[7], count;

    (void)state;
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 10; k++) {
        lia_mem_fail_after(k);
        st = lia_labels_spread(group, &count, &ties, 10, NULL);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_int_equal(count, 2);
    assert_memory_equal(group, want, sizeof want);
    assert_int_equal(lia_labels_spread(NULL, &count, &ties, 1, NULL),
                     LIA_EARG);
    lia_ties_free(&ties);
}

static void test_every_allocation_may_fail(void **state)
{
    const uint32_t group[] = {0, 0, 0, 1, 1, 1, LIA_NONE};
    lia_ties ties = barbell();
    lia_status st = LIA_ENOMEM;
    uint32_t x[7];
    counts c;
    lia_roles out = fields(&c);

    (void)state;
    const long live = lia_mem_live();
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_roles_count(&out, &ties, group, NULL, NULL);
        assert_int_equal(lia_mem_live(), live);
    }
    assert_int_equal(st, LIA_OK);
    st = LIA_ENOMEM;
    for (long k = 0; st != LIA_OK && k < 100; k++) {
        lia_mem_fail_after(k);
        st = lia_sole_access(x, &ties, NULL, NULL, NULL);
        assert_int_equal(lia_mem_live(), live);
    }
    lia_mem_fail_after(-1);
    assert_int_equal(st, LIA_OK);
    assert_int_equal(lia_roles_count(NULL, &ties, group, NULL, NULL),
                     LIA_EARG);
    assert_int_equal(lia_sole_access(NULL, &ties, NULL, NULL, NULL), LIA_EARG);
    assert_int_equal(lia_relay_value(NULL, &ties, NULL, NULL, NULL), LIA_EARG);
    lia_ties_free(&ties);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bridgeness),
        cmocka_unit_test(test_roles_by_hand),
        cmocka_unit_test(test_roles_twin_and_threads),
        cmocka_unit_test(test_sole_access_by_hand),
        cmocka_unit_test(test_sole_access_twin),
        cmocka_unit_test(test_relay_by_hand), cmocka_unit_test(test_labels),
        cmocka_unit_test(test_every_allocation_may_fail)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
