/* report/plots/scale.c - see scale.h. */
#include "report/plots/scale.h"

#include <math.h>

#include "text/civil.h"

static const lia_time DAY = 86400LL * 1000000;

/* The step 1, 2, 5, 10, 20 .. after `step`; power: 10^k of it. */
static double next_step(int *mantissa, double *power)
{
    if (*mantissa == 5) {
        *mantissa = 1;
        *power *= 10;
    } else {
        *mantissa = *mantissa == 1 ? 2 : 5;
    }
    return *mantissa * *power;
}

/* The least step of which at most `most` multiples are in low .. high. Steps
 * below 1 are multiplied out from their power, so that .3 is 3 / 10. */
typedef struct stepping {
    double size;
    double first, last;      /* multiples of it                              */
} stepping;

static stepping find_step(double low, double high, uint32_t most)
{
    int mantissa = 1;
    double power = pow(10, floor(log10((high - low) / most)) - 1);
    stepping s = {.size = power};

    for (;;) {
        s.first = ceil(low / s.size - 1e-9) + 0.0;   /* no -0              */
        s.last = floor(high / s.size + 1e-9);
        if (s.last - s.first + 1 <= most)
            return s;
        s.size = next_step(&mantissa, &power);
    }
}

uint32_t plot_ticks(double out[PLOT_TICKS], double low, double high,
                    uint32_t most)
{
    uint32_t count = 0;

    if (!(high > low)) {
        out[0] = low;
        return 1;
    }
    const stepping s = find_step(low, high, most);
    for (double k = s.first; k <= s.last && count < PLOT_TICKS; k++)
        out[count++] = (s.size < 1 ? k / round(1 / s.size) : k * s.size) + 0.0;
    return count;
}

double plot_axis_end(double high, uint32_t most, bool whole)
{
    double size, end;
    int mantissa = 1;
    double power;

    if (!(high > 0))
        return 1;
    power = pow(10, floor(log10(high / most)) - 1);
    if (whole && power < 1)
        power = 1;
    size = power;
    while ((end = ceil(high / size - 1e-9)) + 1 > most)
        size = next_step(&mantissa, &power);
    return size < 1 ? end / round(1 / size) : end * size;
}

/* ---- dates ---- */

static int64_t day_of(lia_time time)
{
    return time / DAY - (time % DAY < 0);
}

/* Ticks every `step` days, counted from a Monday (1969-12-29 is day -3). */
static uint32_t every_days(lia_time out[PLOT_TICKS], int64_t low, int64_t high,
                           int64_t step, uint32_t most)
{
    const int64_t since = low + 3;
    int64_t day = low + ((step - since % step) % step + step) % step;
    uint32_t count = 0;

    for (; day <= high; day += step) {
        if (count == most)
            return UINT32_MAX;
        out[count++] = day * DAY;
    }
    return count;
}

static uint32_t every_months(lia_time out[PLOT_TICKS], int64_t low,
                             int64_t high, int step, uint32_t most)
{
    uint32_t count = 0;
    int64_t y;
    int m, d;

    lia_civil_from_days(&y, &m, &d, low);
    int64_t month = 12 * y + m - 1 + (d > 1);   /* the next first            */
    month += (step - month % step) % step;
    for (;; month += step) {
        const int64_t day =
            lia_days_from_civil(month / 12, (int)(month % 12) + 1, 1);
        if (day > high)
            return count;
        if (count == most)
            return UINT32_MAX;
        out[count++] = day * DAY;
    }
}

uint32_t plot_date_ticks(lia_time out[PLOT_TICKS], lia_time low, lia_time high,
                         uint32_t most)
{
    static const int days[] = {1, 2, 7, 14};
    static const int months[] = {1, 2, 3, 6, 12, 24, 60, 120, 240};
    const int64_t first = day_of(low - 1) + 1, last = day_of(high);
    uint32_t count = UINT32_MAX;

    for (size_t k = 0; k < sizeof days / sizeof *days && count > most; k++)
        count = every_days(out, first, last, days[k], most);
    for (size_t k = 0; k < sizeof months / sizeof *months && count > most; k++)
        count = every_months(out, first, last, months[k], most);
    return count > most ? 0 : count;
}

/* ---- spans ---- */

uint32_t plot_span_bin(uint64_t seconds)
{
    uint32_t bin = 0;

    while (seconds > 0 && bin < PLOT_SPANS - 1) {
        seconds >>= 1;
        bin++;
    }
    return bin;
}

double plot_span_place(double seconds)
{
    return seconds < 1 ? seconds : 1 + log2(seconds);
}
