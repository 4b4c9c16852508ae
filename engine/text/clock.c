/* text/clock.c - times by hand: one cursor, small readers of one field each,
 * and a civil calendar in integers.
 *
 * Every form fills a `moment`; only `instant_of` knows the calendar, so each
 * form has the same rules for 31 February, leap seconds and the range.
 */
#include "text/clock.h"

#include <string.h>

#include "text/civil.h"

enum { MICRO = 1000000, DAY = 86400 };
static const int64_t TOO_LATE = 4102444800;  /* 2100-01-01T00:00:00Z */

typedef struct cursor {
    const char *at, *end;
} cursor;

typedef struct moment {
    int year, month, day, hour, minute, second;
    int32_t micro;
    int32_t zone;              /* minutes east of UTC                        */
    int half;                  /* 0 none, 1 AM, 2 PM                         */
    bool has_zone;
    lia_precision precision;
} moment;

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30,
                               31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

static lia_clock_state in_range(lia_time *out, int64_t seconds, int64_t micro)
{
    if (seconds < 0 || seconds >= TOO_LATE)
        return LIA_CLOCK_RANGE;
    *out = seconds * MICRO + micro;
    return LIA_CLOCK_OK;
}

/* A leap second (:60) becomes the first second of the next minute. */
static lia_clock_state instant_of(lia_time *out, const moment *m,
                                  int32_t zone_minutes)
{
    int64_t seconds;
    int hour = m->hour;

    if (m->half && (hour < 1 || hour > 12))
        return LIA_CLOCK_BAD;
    if (m->half)
        hour = hour % 12 + (m->half == 2 ? 12 : 0);
    if (m->month < 1 || m->month > 12 || m->day < 1 ||
        m->day > days_in_month(m->year, m->month) || hour > 23 ||
        m->minute > 59 || m->second > 60)
        return LIA_CLOCK_BAD;
    seconds = lia_days_from_civil(m->year, m->month, m->day) * DAY +
              hour * 3600 + m->minute * 60 + m->second;
    seconds -= (int64_t)(m->has_zone ? m->zone : zone_minutes) * 60;
    return in_range(out, seconds, m->micro);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool take(cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static bool take_blanks(cursor *c)
{
    const char *from = c->at;

    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t'))
        c->at++;
    return c->at > from;
}

/* `least` to `most` digits. */
static bool take_number(cursor *c, int least, int most, int *out)
{
    int value = 0, count = 0;

    while (count < most && c->at < c->end && is_digit(*c->at)) {
        value = value * 10 + (*c->at++ - '0');
        count++;
    }
    *out = value;
    return count >= least;
}

/* The word, in any case; it must not go on with a letter. */
static bool take_word(cursor *c, const char *word, size_t length)
{
    if ((size_t)(c->end - c->at) < length)
        return false;
    for (size_t k = 0; k < length; k++)
        if (lower(c->at[k]) != lower(word[k]))
            return false;
    if (c->at + length < c->end && lower(c->at[length]) >= 'a' &&
        lower(c->at[length]) <= 'z')
        return false;
    c->at += length;
    return true;
}

/* One of `count` English names, whole or as its first three letters. */
static bool take_name(cursor *c, const char *const *names, int count,
                      int *which)
{
    for (int k = 0; k < count; k++)
        if (take_word(c, names[k], 3) ||
            take_word(c, names[k], strlen(names[k]))) {
            *which = k + 1;
            return true;
        }
    return false;
}

static bool take_month(cursor *c, int *month)
{
    static const char *const names[] = {
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"};

    return take_name(c, names, 12, month);
}

static bool take_weekday(cursor *c)
{
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday",
                                        "Sunday"};
    int which;

    return take_name(c, names, 7, &which);
}

/* Digits after the point: microseconds, what is finer is cut off. */
static bool take_fraction(cursor *c, int32_t *micro)
{
    int32_t unit = MICRO / 10;

    *micro = 0;
    if (c->at == c->end || !is_digit(*c->at))
        return false;
    for (; c->at < c->end && is_digit(*c->at); c->at++, unit /= 10)
        *micro += (*c->at - '0') * unit;
    return true;
}

/* Z, UTC, GMT, the two of CrowdTangle, +HH:MM, +HHMM, +HH. */
static bool take_zone(cursor *c, moment *m)
{
    static const struct { char name[4]; int32_t minutes; } names[] = {
        {"UTC", 0}, {"GMT", 0}, {"EDT", -240}, {"EST", -300}};
    int hours, minutes = 0;
    bool west;

    m->has_zone = true;
    m->zone = 0;
    if (take_word(c, "Z", 1))
        return true;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (take_word(c, names[k].name, 3)) {
            m->zone = names[k].minutes;
            return true;
        }
    west = c->at < c->end && *c->at == '-';
    if (!take(c, '+') && !take(c, '-'))
        return m->has_zone = false;
    if (!take_number(c, 2, 2, &hours) || hours > 23)
        return m->has_zone = false;
    if (take(c, ':') || (c->at < c->end && is_digit(*c->at)))
        if (!take_number(c, 2, 2, &minutes) || minutes > 59)
            return m->has_zone = false;
    m->zone = (west ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

static bool take_half(cursor *c, int *half)
{
    if (take_word(c, "AM", 2))
        *half = 1;
    else if (take_word(c, "PM", 2))
        *half = 2;
    else
        return false;
    return true;
}

/* Seconds with an optional fraction. Zeros after the point (as JavaScript
 * writes them) say nothing about the clock. */
static bool take_seconds(cursor *c, moment *m)
{
    if (!take_number(c, 1, 2, &m->second))
        return false;
    m->precision = LIA_PRECISION_SECOND;
    if (c->end - c->at > 1 && (*c->at == '.' || *c->at == ',') &&
        is_digit(c->at[1])) {
        c->at++;
        (void)take_fraction(c, &m->micro);
        if (m->micro != 0)
            m->precision = LIA_PRECISION_FINER;
    }
    return true;
}

/* HH:MM[:SS[.frac]][ AM] */
static bool take_time(cursor *c, moment *m)
{
    cursor before;

    if (!take_number(c, 1, 2, &m->hour) || !take(c, ':') ||
        !take_number(c, 2, 2, &m->minute))
        return false;
    m->precision = LIA_PRECISION_MINUTE;
    if (take(c, ':') && !take_seconds(c, m))
        return false;
    before = *c;
    (void)take_blanks(c);
    if (!take_half(c, &m->half))
        *c = before;
    return true;
}

/* What may follow a date: nothing, or a time and perhaps its zone. */
static bool take_rest(cursor *c, moment *m)
{
    m->precision = LIA_PRECISION_DAY;
    if (c->at == c->end)
        return true;
    if (!take(c, 'T') && !take(c, 't')) {
        bool comma = take(c, ',');
        if (!take_blanks(c) && !comma)
            return false;
    }
    if (!take_time(c, m))
        return false;
    (void)take_blanks(c);
    return c->at == c->end || (take_zone(c, m) && c->at == c->end);
}

/* 2026-01-31, 2026/01/31 */
static bool year_first(cursor c, moment *m)
{
    char mark;

    if (!take_number(&c, 4, 4, &m->year) || c.at == c.end)
        return false;
    mark = *c.at;
    if (mark != '-' && mark != '/')
        return false;
    return take(&c, mark) && take_number(&c, 1, 2, &m->month) &&
           take(&c, mark) && take_number(&c, 1, 2, &m->day) &&
           take_rest(&c, m);
}

/* 05 Sep 2026, 5-Sep-2026 */
static bool day_first(cursor c, moment *m)
{
    if (!take_number(&c, 1, 2, &m->day) ||
        !(take(&c, '-') || take_blanks(&c)) || !take_month(&c, &m->month))
        return false;
    (void)take(&c, '.');
    return (take(&c, '-') || take_blanks(&c)) &&
           take_number(&c, 4, 4, &m->year) && take_rest(&c, m);
}

/* Sep 5, 2026, 1:12 AM */
static bool month_first(cursor c, moment *m)
{
    if (!take_month(&c, &m->month) || !take_blanks(&c) ||
        !take_number(&c, 1, 2, &m->day))
        return false;
    (void)take(&c, ',');
    return take_blanks(&c) && take_number(&c, 4, 4, &m->year) &&
           take_rest(&c, m);
}

/* Sep 05 08:12:14 UTC 2026 (Java, X, asctime): the year comes last. */
static bool year_last(cursor c, moment *m)
{
    if (!take_month(&c, &m->month) || !take_blanks(&c) ||
        !take_number(&c, 1, 2, &m->day) || !take_blanks(&c) ||
        !take_time(&c, m) || !take_blanks(&c))
        return false;
    if (c.at < c.end && !is_digit(*c.at) &&
        (!take_zone(&c, m) || !take_blanks(&c)))
        return false;
    return take_number(&c, 4, 4, &m->year) && c.at == c.end;
}

static bool any_form(cursor c, moment *m)
{
    static bool (*const forms[])(cursor, moment *) = {
        year_first, day_first, month_first, year_last};

    if (take_weekday(&c)) {
        (void)take(&c, ',');
        (void)take_blanks(&c);
    }
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        memset(m, 0, sizeof *m);
        if (forms[k](c, m))
            return true;
    }
    return false;
}

/* Unix time; false if the text is no plain number. */
static bool unix_time(cursor c, lia_time *time, lia_precision *precision,
                      lia_clock_state *state)
{
    bool negative = take(&c, '-'), huge = false;
    int64_t value = 0;
    int32_t micro = 0;

    if (c.at == c.end || !is_digit(*c.at))
        return false;
    for (; c.at < c.end && is_digit(*c.at); c.at++)
        if (!huge)
            huge = (value = value * 10 + (*c.at - '0')) >= TOO_LATE * MICRO;
    if (take(&c, '.') && !take_fraction(&c, &micro))
        return false;
    if (c.at != c.end)
        return false;
    *precision = LIA_PRECISION_FINER;
    if (huge || negative) {
        *state = LIA_CLOCK_RANGE;
    } else if (value < TOO_LATE) {
        *state = in_range(time, value, micro);
        *precision = micro ? LIA_PRECISION_FINER : LIA_PRECISION_SECOND;
    } else if (value < TOO_LATE * 1000) {
        *state = in_range(time, value / 1000,
                          value % 1000 * 1000 + micro / 1000);
    } else {
        *state = in_range(time, value / MICRO, value % MICRO);
    }
    return true;
}

static void finer(moment *m, lia_precision at_least)
{
    if (m->precision < at_least)
        m->precision = at_least;
}

/* One conversion of a format. */
static bool take_field(cursor *c, moment *m, char what)
{
    cursor whole = *c;

    switch (what) {
    case 'd': return take_number(c, 1, 2, &m->day);
    case 'm': return take_number(c, 1, 2, &m->month);
    case 'Y': return take_number(c, 4, 4, &m->year);
    case 'y':
        if (!take_number(c, 2, 2, &m->year))
            return false;
        m->year += m->year < 69 ? 2000 : 1900;
        return true;
    case 'b': case 'B': return take_month(c, &m->month);
    case 'a': case 'A': return take_weekday(c);
    case 'H': case 'I':
        finer(m, LIA_PRECISION_MINUTE);
        return take_number(c, 1, 2, &m->hour);
    case 'M':
        finer(m, LIA_PRECISION_MINUTE);
        return take_number(c, 1, 2, &m->minute);
    case 'S': return take_seconds(c, m);
    case 'p': return take_half(c, &m->half);
    case 'z': return take_zone(c, m);
    case '%': return take(c, '%');
    default: *c = whole; return false;
    }
}

/* Blanks in the format stand for one or more blanks in the text. */
static bool match(cursor c, moment *m, const char *format)
{
    memset(m, 0, sizeof *m);
    m->precision = LIA_PRECISION_DAY;
    for (; *format != '\0'; format++) {
        if (*format == '%') {
            format++;
            if (!take_field(&c, m, *format))
                return false;
        } else if (*format == ' ' ? !take_blanks(&c) : !take(&c, *format)) {
            return false;
        }
    }
    return c.at == c.end;
}

/* Two digits at `at`; *good false where there are none. */
static int two(const char *at, bool *good)
{
    *good = *good && is_digit(at[0]) && is_digit(at[1]);
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* 2026-01-31T23:59:58Z, the most common form by far, without trying others. */
static bool plain_utc(cursor c, moment *m)
{
    const char *at = c.at;
    bool good = c.end - at == 20;

    if (!good || at[4] != '-' || at[7] != '-' || at[10] != 'T' ||
        at[13] != ':' || at[16] != ':' || at[19] != 'Z')
        return false;
    *m = (moment){.year = two(at, &good) * 100 + two(at + 2, &good),
                  .has_zone = true, .precision = LIA_PRECISION_SECOND};
    m->month = two(at + 5, &good);
    m->day = two(at + 8, &good);
    m->hour = two(at + 11, &good);
    m->minute = two(at + 14, &good);
    m->second = two(at + 17, &good);
    return good;
}

static cursor trimmed(const char *text, size_t length)
{
    cursor c = {text, text + length};

    (void)take_blanks(&c);
    while (c.end > c.at && (c.end[-1] == ' ' || c.end[-1] == '\t'))
        c.end--;
    return c;
}

lia_clock_state lia_clock_parse(lia_time *out, lia_precision *precision,
                                const char *text, size_t length,
                                const lia_clock *clock)
{
    cursor c = trimmed(text, length);
    lia_clock_state state = LIA_CLOCK_BAD;
    lia_precision found = LIA_PRECISION_NONE;
    lia_time time = 0;
    moment m;

    if (clock != NULL && clock->format != NULL) {
        if (match(c, &m, clock->format)) {
            state = instant_of(&time, &m, clock->zone_minutes);
            found = m.precision;
        }
    } else if (plain_utc(c, &m) ||
               (!unix_time(c, &time, &found, &state) && any_form(c, &m))) {
        state = instant_of(&time, &m, clock ? clock->zone_minutes : 0);
        found = m.precision;
    }
    if (state == LIA_CLOCK_OK) {
        *out = time;
        if (precision != NULL)
            *precision = found;
    }
    return state;
}

bool lia_clock_format_is_good(const char *format)
{
    bool day = false, month = false, year = false;

    for (; *format != '\0'; format++) {
        if (*format != '%')
            continue;
        format++;
        if (*format == '\0' || strchr("dmyYbBaAHIpMSz%", *format) == NULL)
            return false;
        day = day || *format == 'd';
        month = month || strchr("mbB", *format) != NULL;
        year = year || strchr("yY", *format) != NULL;
    }
    return day && month && year;
}

/* Every date in front of every time of day. */
#define TIMES(date)                                                     \
    date, date " %H:%M", date " %H:%M:%S", date ", %H:%M",              \
    date ", %H:%M:%S", date "T%H:%M:%S", date " %I:%M %p",              \
    date " %I:%M:%S %p", date ", %I:%M %p", date ", %I:%M:%S %p",       \
    date " %I:%M%p"

static const char *first_fit(const char *const *formats, size_t count,
                             cursor c)
{
    for (size_t k = 0; k < count; k++) {
        moment m;
        if (match(c, &m, formats[k]) && m.month >= 1 && m.month <= 12 &&
            m.day >= 1 && m.day <= 31 && m.hour <= (m.half ? 12 : 23) &&
            m.minute <= 59)
            return formats[k];
    }
    return NULL;
}

const char *lia_clock_guess(const char *text, size_t length)
{
    static const char *const europe[] = {
        TIMES("%d/%m/%Y"), TIMES("%d/%m/%y"), TIMES("%d.%m.%Y"),
        TIMES("%d.%m.%y"), TIMES("%d-%m-%Y"), TIMES("%d-%m-%y")};
    static const char *const america[] = {
        TIMES("%m/%d/%Y"), TIMES("%m/%d/%y"), TIMES("%m-%d-%Y"),
        TIMES("%m-%d-%y")};
    static const char *const plain[] = {
        TIMES("%d %b %y"), TIMES("%d-%b-%y"), TIMES("%d/%b/%Y"),
        TIMES("%b %d, %Y"), TIMES("%b %d, %y"), TIMES("%Y.%m.%d"),
        TIMES("%Y %m %d"), TIMES("%d %m %Y")};
    cursor c = trimmed(text, length);
    bool half = length > 0 && lower(c.end[-1]) == 'm';
    const char *fit = NULL;

    if (c.at == c.end)
        return NULL;
    if (half)
        fit = first_fit(america, sizeof america / sizeof *america, c);
    if (fit == NULL)
        fit = first_fit(europe, sizeof europe / sizeof *europe, c);
    if (fit == NULL && !half)
        fit = first_fit(america, sizeof america / sizeof *america, c);
    if (fit == NULL)
        fit = first_fit(plain, sizeof plain / sizeof *plain, c);
    return fit;
}
