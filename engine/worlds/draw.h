/* worlds/draw.h - random numbers with the distributions that people have.
 *
 * Each takes as many numbers of the generator as its comment says, whatever
 * comes out, unless it rejects (gamma, Poisson). Parameters are those of the
 * textbooks, all in double; none is checked: the callers are in this room.
 */
#ifndef LIA_WORLDS_DRAW_H
#define LIA_WORLDS_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/rng.h"

/* Uniform on [low, high). One number. */
double draw_between(lia_rng *rng, double low, double high);
/* Whole and uniform, 0 .. count - 1, count > 0. */
uint32_t draw_below(lia_rng *rng, uint32_t count);
bool draw_chance(lia_rng *rng, double probability);
/* Box and Muller 1958, the cosine alone. Two numbers. */
double draw_normal(lia_rng *rng, double mean, double deviation);
/* exp(normal(log median, sigma)). Two numbers. */
double draw_lognormal(lia_rng *rng, double median, double sigma);
/* Mean given. One number. */
double draw_exponential(lia_rng *rng, double mean);
/* Trials up to and with the first success, 1, 2, ...: mean 1 / p. */
uint32_t draw_geometric(lia_rng *rng, double p);
/* Lomax, as NumPy's pareto: P(X > x) = (1 + x)^-shape. */
double draw_lomax(lia_rng *rng, double shape);
/* Knuth's product of uniforms, in pieces of mean 16. */
uint32_t draw_poisson(lia_rng *rng, double mean);
/* Scale 1. Marsaglia and Tsang 2000. */
double draw_gamma(lia_rng *rng, double shape);
double draw_beta(lia_rng *rng, double a, double b);
/* Shares that add up to 1, all with the same concentration. */
void draw_dirichlet(lia_rng *rng, double *share, uint32_t count,
                    double concentration);
/* Which of count shares (that add up to 1). One number. */
uint32_t draw_share(lia_rng *rng, const double *share, uint32_t count);
/* Fisher and Yates. */
void draw_shuffle(lia_rng *rng, uint32_t *list, uint32_t count);

#endif
