/* text/civil.h - the Gregorian calendar in integers, for any year: days since
 * 1970-01-01 from year, month, day, and back. Eras of 400 years that begin on
 * 1 March, so that the leap day comes last. H. Hinnant, "chrono-compatible
 * low-level date algorithms", 2013.
 */
#ifndef LIA_TEXT_CIVIL_H
#define LIA_TEXT_CIVIL_H

#include <stdint.h>

static inline int64_t lia_days_from_civil(int64_t y, int m, int d)
{
    int64_t era, of_era, of_year;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    of_era = y - era * 400;
    of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + of_era - 719468;
}

static inline void lia_civil_from_days(int64_t *y, int *m, int *d,
                                       int64_t days)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    *d = (int)(doy - (153 * mp + 2) / 5 + 1);
    *m = (int)(mp < 10 ? mp + 3 : mp - 9);
    *y = yoe + era * 400 + (*m <= 2);
}

#endif
