/* liaison/coortweet.h - coordinated networks as CooRTweet 2.1.3 counts them.
 *
 * N. Righetti, P. Balluff, "CooRTweet: A generalized R software for
 * coordinated network detection", 2023. What the tool does, its oddities
 * among it, so that results can be compared to the last row:
 *
 *   1. Accounts with fewer than M rows (rows, not objects) are left out.
 *   2. Rows stand in the order of the first row of their account, then in
 *      their own; within an object any two at most T seconds apart, bounds
 *      included, are a pair, the older first, of equal times the earlier row.
 *   3. Without loops: no pair of equal accounts, of equal contents, or with a
 *      content that is the object itself.
 *   4. S = contents of all these pairs. Accounts with M rows whose content is
 *      in S keep these contents; a pair stays if either content is kept.
 *   5. An edge is an unordered pair of accounts: weight = its rows;
 *      n_content_id = distinct older contents, n_content_id_y = distinct newer
 *      ones, whichever account they are of.
 */
#ifndef LIA_COORTWEET_H
#define LIA_COORTWEET_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct lia_coortweet_options {
    lia_run run;
    lia_time window;               /* T, microseconds                        */
    uint64_t min_participation;    /* M; 0 = neither step 1 nor step 4       */
    bool loops;                    /* keep loops: without step 3             */
    uint64_t max_pairs;            /* LIA_ELIMIT if there are more           */
} lia_coortweet_options;

/* One row of the table of pairs: [0] the older, [1] the newer. 32 bytes. */
typedef struct lia_coortweet_pair {
    uint32_t object;               /* post                                   */
    lia_vid account[2];
    uint32_t content[2];           /* text                                   */
    uint32_t unused;
    uint64_t delta;                /* microseconds                           */
} lia_coortweet_pair;

typedef struct lia_coortweet_tally {
    uint64_t rows;
    uint64_t incomplete;           /* without object, time or content        */
    uint64_t inactive;             /* of accounts with fewer than M rows     */
} lia_coortweet_tally;

/* Rows of interactions: object = object_id, actor = account_id, content =
 * content_id. Pairs come by object, account, account_y, content, content_y,
 * delta. Free *out with lia_coortweet_free.
 *
 * return LIA_OK; LIA_EARG for a NULL or a window below 0; LIA_ECANNOT if no
 * row has an object, a time or a content; LIA_ELIMIT (with the number) before
 * a pair is kept if there are more than max_pairs; LIA_ENOMEM.
 * Time O(rows log rows + pairs within the window, three times + p log p);
 * memory 16 bytes per row, 5 per content, 32 per pair. */
LIA_CHECKED lia_status lia_coortweet_pairs(lia_coortweet_pair **out,
                                           uint64_t *count,
                                           lia_coortweet_tally *tally,
                                           const lia_tables *tables,
                                           const lia_coortweet_options *options,
                                           lia_error *err);

/* [count] each, by account a, then b. */
typedef struct lia_coortweet_edges {
    uint64_t count;
    lia_vid *ends;                 /* [2 count] a <= b                       */
    uint64_t *weight;
    uint32_t *contents;            /* [2 count] n_content_id, n_content_id_y */
    double *mean_delta;            /* seconds: the exact sum by the count    */
    double *symmetry;              /* smaller of the contents by the larger  */
} lia_coortweet_edges;

/* return LIA_OK; LIA_EARG; LIA_ENOMEM. Time O(p log p); memory 24 bytes per
 * pair and 44 per edge. */
LIA_CHECKED lia_status lia_coortweet_network(lia_coortweet_edges *out,
                                             const lia_coortweet_pair *pairs,
                                             uint64_t count, lia_error *err);

/* flag[e] = weight above the quantile q (0..1) of all weights, type 7 of R
 * (Hyndman and Fan 1996): x[lo] + h (x[lo + 1] - x[lo]) as R adds it up;
 * strictly above. threshold may be NULL; NAN without edges. */
LIA_CHECKED lia_status lia_coortweet_flags(uint8_t *flag, double *threshold,
                                           const lia_coortweet_edges *edges,
                                           double q, lia_error *err);

void lia_coortweet_free(lia_coortweet_pair *pairs);
void lia_coortweet_edges_free(lia_coortweet_edges *edges);

#ifdef __cplusplus
}
#endif
#endif
