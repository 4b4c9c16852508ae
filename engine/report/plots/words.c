/* report/plots/words.c - see words.h. */
#include "report/plots/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/people.h"
#include "text/civil.h"

static const lia_time DAY = 86400LL * 1000000;

/* Digits in groups of three from the decimal sign on. */
const char *plot_number(char out[PLOT_WORD], double value,
                        lia_language language)
{
    const char *group = language == LIA_FR ? "\xE2\x80\xAF" : ",";
    char plain[LIA_PEOPLE_ROOM];
    const size_t length = lia_people_number(plain, value);
    size_t whole = 0, n = 0;

    while (whole < length && plain[whole] != '.' && plain[whole] != 'e')
        whole++;
    for (size_t k = 0; k < length; k++) {
        const size_t left = whole - k;
        if (k < whole && k > 0 && left % 3 == 0 && plain[k - 1] != '-' &&
            plain[k] >= '0' && plain[k] <= '9') {
            memcpy(out + n, group, strlen(group));
            n += strlen(group);
        }
        out[n++] = plain[k] == '.' && language == LIA_FR ? ',' : plain[k];
    }
    out[n] = '\0';
    return out;
}

const char *plot_percent(char out[PLOT_WORD], double share,
                         lia_language language)
{
    char number[PLOT_WORD];
    const double percent = 100 * share;
    const double round = fabs(percent) < 10 ? floor(10 * percent + .5) / 10
                                            : floor(percent + .5);

    snprintf(out, PLOT_WORD, "%s%s%%", plot_number(number, round, language),
             language == LIA_FR ? "\xE2\x80\xAF" : "");
    return out;
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
         "ao\xC3\xBBt", "sept.", "oct.", "nov.", "d\xC3\xA9" "c."}};
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
