/* coordinated_support.h - events made by hand or by chance, as the search for
 * coordinated groups takes them.
 */
#ifndef LIA_TEST_COORDINATED_SUPPORT_H
#define LIA_TEST_COORDINATED_SUPPORT_H

#include "support.h"

#include "pods/authorless/coordinated.h"

typedef struct test_row {
    uint32_t post;
    lia_vid account;
    int64_t second;
} test_row;

static inline int test_row_order(const void *left, const void *right)
{
    const test_row *x = left, *y = right;

    if (x->post != y->post)
        return x->post < y->post ? -1 : 1;
    if (x->second != y->second)
        return x->second < y->second ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* Rows are put in order in place; one per account and post. */
static inline lia_events test_events(test_row *row, uint64_t count,
                                     lia_vid accounts, uint32_t posts)
{
    lia_events e = {.accounts = accounts, .posts = posts, .count = count};

    assert_int_equal(lia_alloc_zero(&e.off, posts + 1, sizeof *e.off, NULL),
                     LIA_OK);
    assert_int_equal(lia_alloc_zero(&e.event, count, sizeof *e.event, NULL),
                     LIA_OK);
    qsort(row, count, sizeof *row, test_row_order);
    for (uint64_t k = 0; k < count; k++) {
        e.event[k].time = row[k].second * 1000000;
        e.event[k].account = row[k].account;
        e.off[row[k].post + 1]++;
    }
    for (uint32_t p = 0; p < posts; p++)
        e.off[p + 1] += e.off[p];
    return e;
}

/* A crowd of `accounts`, each on `each` posts of `posts` at a random second
 * of `days` days: a post lives for `life` seconds. */
static inline uint64_t test_crowd(test_row *row, lia_vid accounts,
                                  uint32_t each, uint32_t posts,
                                  uint32_t days, uint64_t life, uint64_t seed)
{
    uint64_t count = 0;

    for (lia_vid u = 0; u < accounts; u++)
        for (uint32_t k = 0; k < each; k++) {
            const uint32_t post = (uint32_t)(test_random(&seed) % posts);
            uint64_t birth = post;
            bool again = false;
            for (uint64_t j = count - k; j < count; j++)
                again = again || row[j].post == post;
            if (again) {
                k--;
                continue;
            }
            row[count++] = (test_row){
                post, u,
                (int64_t)(test_random(&birth) % (days * 86400)) +
                    (int64_t)(test_random(&seed) % life)};
        }
    return count;
}

#endif
