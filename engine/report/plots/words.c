/* report/plots/words.c - see words.h. */
#include "report/plots/words.h"

#include <math.h>
#include <stdio.h>

#include "base/sentence.h"
#include "text/civil.h"

enum { MOST_DECIMALS = 9 };

_Static_assert((int)PLOT_WORD >= (int)LIA_SPOKEN_ROOM, "a number fits");

static const lia_time DAY = 86400LL * 1000000;

/* As many decimals as four significant digits need. */
static int decimals_of(double value)
{
    const double size = fabs(value);
    double unit = 1;
    int decimals = 0;

    for (; decimals < MOST_DECIMALS && size * unit < 1000; decimals++) {
        if (fabs(size * unit - floor(size * unit + .5)) <= 1e-4 * unit * size)
            break;
        unit *= 10;
    }
    return decimals;
}

const char *plot_number(char out[PLOT_WORD], double value,
                        lia_language language)
{
    return lia_language_decimal(out, language, value, decimals_of(value));
}

const char *plot_percent(char out[PLOT_WORD], double share,
                         lia_language language)
{
    const double tenths = floor(1000 * share + .5);
    const bool is_whole = fabs(share) >= .0995 || fmod(tenths, 10) == 0;

    return lia_language_percent(out, language, share, is_whole ? 0 : 1);
}

const char *plot_span(char out[PLOT_WORD], double seconds,
                      lia_language language)
{
    static const struct {
        double seconds, from;
        const char *unit[LIA_LANGUAGE_COUNT];
    } units[] = {{86400, 172800, {"d", "j"}}, {3600, 7200, {"h", "h"}},
                 {60, 120, {"min", "min"}}, {1, 0, {"s", "s"}}};
    char number[PLOT_WORD];
    size_t k = 0;

    while (seconds < units[k].from &&
           fabs(seconds - units[k].seconds) > 1e-9 && units[k].seconds > 1)
        k++;
    snprintf(out, PLOT_WORD, "%s%s%s",
             plot_number(number, floor(10 * seconds / units[k].seconds + .5) /
                                 10, language),
             "\xC2\xA0", units[k].unit[language]);
    return out;
}

const char *plot_date(char out[PLOT_WORD], lia_time time, bool with_year,
                      lia_language language)
{
    static const char *const months[LIA_LANGUAGE_COUNT][12] = {
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
         "Nov", "Dec"},
        {"janv.", "f\xC3\xA9vr.", "mars", "avr.", "mai", "juin", "juil.",
         "ao\xC3\xBBt", "sept.", "oct.", "nov.", "d\u00E9c."}};
    const int64_t days = time / DAY - (time % DAY < 0);
    int64_t y;
    int m, d;

    lia_civil_from_days(&y, &m, &d, days);
    if (with_year)
        snprintf(out, PLOT_WORD, "%d\xC2\xA0%s\xC2\xA0%lld", d,
                 months[language][m - 1], (long long)y);
    else
        snprintf(out, PLOT_WORD, "%d\xC2\xA0%s", d, months[language][m - 1]);
    return out;
}
