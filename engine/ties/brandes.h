/* ties/brandes.h - the two engines of betweenness: eight sources at a time in
 * steps, one source at a time with lengths. Both add to the sums that they
 * are given, in an order that depends on nothing but the web.
 */
#ifndef LIA_TIES_BRANDES_H
#define LIA_TIES_BRANDES_H

#include "base/status.h"
#include "base/vector.h"
#include "liaison/graph.h"

enum { LIA_LANES = 8 };  /* sources that go through the network together */

/* A network with its rows in both directions; for ties the two are the same
 * arrays. */
typedef struct lia_web {
    lia_vid n;
    const uint64_t *off, *back_off;    /* [n + 1]                            */
    const lia_vid *to, *back_to;
    const double *length;              /* as to[], or NULL = steps           */
    const double *mass;                /* [n] accounts that each stands for  */
    const lia_vid *source;             /* [sources] in the order of work     */
    lia_vid sources;
} lia_web;

/* Ordered pairs (s, t), s among the sources done, through each account and
 * along each entry. In steps, the pairs of an entry are split over to[] and
 * back_to[]; with lengths they are all in to[]. */
typedef struct lia_sums {
    double *account;  /* [n]                                                 */
    double *entry;    /* as to[], or NULL = not wanted                       */
    double *back;     /* as back_to[]; the same array as entry for ties      */
} lia_sums;

/* Scratch of one thread. */
typedef struct lia_steps lia_steps;
typedef struct lia_lengths lia_lengths;

LIA_CHECKED lia_status lia_steps_open(lia_steps **out, const lia_web *web,
                                      lia_error *err);
LIA_CHECKED lia_status lia_lengths_open(lia_lengths **out, const lia_web *web,
                                        lia_error *err);
void lia_steps_close(lia_steps *scratch);      /* NULL is fine */
void lia_lengths_close(lia_lengths *scratch);

/* Do `count` sources: in steps at most LIA_LANES, different from each other;
 * with lengths one. False if a number of shortest paths left the range of a
 * double: the sums are then worthless. */
bool lia_steps_run(lia_steps *scratch, lia_sums *sums, const lia_web *web,
                   const lia_vid *source, int count);

/* The same in one form: for tests, which compare the bits of all that the
 * processor has. */
bool lia_steps_run_as(lia_vector vector, lia_steps *scratch, lia_sums *sums,
                      const lia_web *web, const lia_vid *source, int count);

bool lia_lengths_run(lia_lengths *scratch, lia_sums *sums, const lia_web *web,
                     lia_vid source);

#endif
