/* worlds/draw.c - see draw.h. */
#include "worlds/draw.h"

#include <math.h>

static const double TURN = 6.283185307179586477;
static const double POISSON_PIECE = 16.0;

double draw_between(lia_rng *rng, double low, double high)
{
    return low + (high - low) * lia_rng_unit(rng);
}

uint32_t draw_below(lia_rng *rng, uint32_t count)
{
    return lia_rng_below(rng, count);
}

bool draw_chance(lia_rng *rng, double probability)
{
    return lia_rng_unit(rng) < probability;
}

/* Uniform on (0, 1], for logarithms. */
static double above_zero(lia_rng *rng)
{
    return 1.0 - lia_rng_unit(rng);
}

double draw_normal(lia_rng *rng, double mean, double deviation)
{
    const double radius = sqrt(-2.0 * log(above_zero(rng)));

    return mean + deviation * radius * cos(TURN * lia_rng_unit(rng));
}

double draw_lognormal(lia_rng *rng, double median, double sigma)
{
    return median * exp(draw_normal(rng, 0.0, sigma));
}

double draw_exponential(lia_rng *rng, double mean)
{
    return -mean * log(above_zero(rng));
}

uint32_t draw_geometric(lia_rng *rng, double p)
{
    const double trials = ceil(log(above_zero(rng)) / log1p(-p));

    return trials < 1.0 ? 1 : trials > 1e9 ? 1000000000u : (uint32_t)trials;
}

double draw_lomax(lia_rng *rng, double shape)
{
    return pow(above_zero(rng), -1.0 / shape) - 1.0;
}

static uint32_t poisson_piece(lia_rng *rng, double mean)
{
    const double stop = exp(-mean);
    double product = lia_rng_unit(rng);
    uint32_t count = 0;

    for (; product > stop; count++)
        product *= lia_rng_unit(rng);
    return count;
}

uint32_t draw_poisson(lia_rng *rng, double mean)
{
    uint32_t count = 0;

    if (!(mean > 0.0))
        return 0;
    for (; mean > POISSON_PIECE; mean -= POISSON_PIECE)
        count += poisson_piece(rng, POISSON_PIECE);
    return count + poisson_piece(rng, mean);
}

double draw_gamma(lia_rng *rng, double shape)
{
    if (shape < 1.0) {
        const double power = pow(above_zero(rng), 1.0 / shape);
        return draw_gamma(rng, shape + 1.0) * power;
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / sqrt(9.0 * d);

    for (;;) {
        const double x = draw_normal(rng, 0.0, 1.0);
        const double v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x);
        const double u = above_zero(rng);
        if (v > 0.0 && log(u) < 0.5 * x * x + d - d * v + d * log(v))
            return d * v;
    }
}

double draw_beta(lia_rng *rng, double a, double b)
{
    const double x = draw_gamma(rng, a), y = draw_gamma(rng, b);

    return x / (x + y);
}

void draw_dirichlet(lia_rng *rng, double *share, uint32_t count,
                    double concentration)
{
    double sum = 0.0;

    for (uint32_t k = 0; k < count; k++)
        sum += share[k] = draw_gamma(rng, concentration);
    for (uint32_t k = 0; k < count; k++)
        share[k] /= sum;
}

uint32_t draw_share(lia_rng *rng, const double *share, uint32_t count)
{
    double left = lia_rng_unit(rng);
    uint32_t k = 0;

    while (k + 1 < count && left >= share[k])
        left -= share[k++];
    return k;
}

void draw_shuffle(lia_rng *rng, uint32_t *list, uint32_t count)
{
    for (uint32_t left = count; left > 1; left--) {
        const uint32_t at = draw_below(rng, left);
        const uint32_t last = list[left - 1];
        list[left - 1] = list[at];
        list[at] = last;
    }
}
