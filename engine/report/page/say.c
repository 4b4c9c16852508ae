/* report/page/say.c - fill sentences in, language by language. */
#include "report/page/say.h"

#include <math.h>

#include "report/page/html.h"
#include "report/people.h"
#include "text/civil.h"
#include "text/clock.h"

#define NARROW_BLANK "\xE2\x80\xAF"

void lia_say_count(lia_sink *sink, lia_language language, uint64_t count)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%llu",
                                (unsigned long long)count);

    for (int k = 0; k < length; k++) {
        if (k > 0 && (length - k) % 3 == 0)
            lia_sink_text(sink, language == LIA_FR ? NARROW_BLANK : ",");
        lia_sink_byte(sink, digits[k]);
    }
}

/* A decimal number with at most so many digits after the point. */
static void put_decimal(lia_sink *sink, lia_language language, double value,
                        int digits)
{
    const uint64_t scale = digits == 0 ? 1 : digits == 1 ? 10 : 100;
    const double rounded = floor(fabs(value) * (double)scale + 0.5);
    uint64_t whole, part;

    if (!(rounded < 1e15)) {
        char text[LIA_PEOPLE_ROOM];
        lia_sink_put(sink, text, lia_people_number(text, value));
        return;
    }
    whole = (uint64_t)rounded / scale;
    part = (uint64_t)rounded % scale;
    if (value < 0 && rounded > 0)
        lia_sink_text(sink, "\xE2\x88\x92");
    lia_say_count(sink, language, whole);
    if (part == 0)
        return;
    lia_sink_byte(sink, language == LIA_FR ? ',' : '.');
    if (scale == 100 && part < 10)
        lia_sink_byte(sink, '0');
    lia_sink_count(sink, scale == 100 && part % 10 == 0 ? part / 10 : part);
}

static void put_number(lia_sink *sink, lia_language language, double value)
{
    const double size = fabs(value);

    if (isnan(value) || (size > 0 && size < 0.005)) {
        char text[LIA_PEOPLE_ROOM];
        lia_sink_put(sink, text, lia_people_number(text, value));
        return;
    }
    put_decimal(sink, language, value, size >= 20 ? 0 : size >= 2 ? 1 : 2);
}

/* Never 0 % of something, nor 100 % of less than all. */
static void put_percent(lia_sink *sink, lia_language language, double value)
{
    const double percent = 100 * value;
    const bool is_trace = percent > 0 && percent < 0.05;
    const bool is_nearly = percent >= 99.5 && percent < 100;

    if (is_trace)
        lia_sink_text(sink, "&lt;" NARROW_BLANK);
    put_decimal(sink, language,
                is_trace ? 0.1 : percent > 99.9 && is_nearly ? 99.9 : percent,
                (percent < 10 || is_nearly) && percent != floor(percent) ? 1
                                                                         : 0);
    lia_sink_text(sink, language == LIA_FR ? NARROW_BLANK "%" : "%");
}

/* "1 in 3 x 10^24", "1 in 4,200": two digits are as much as is known. */
static void put_odds(lia_sink *sink, lia_language language, double digits,
                     bool is_plain)
{
    double power = floor(digits + 1e-9);
    double first = floor(pow(10, digits - power) + 0.5);

    if (!(digits >= 0.05)) {
        lia_sink_text(sink, lia_text_in(language, "an even bet or better"));
        return;
    }
    lia_sink_text(sink, language == LIA_FR ? "1 sur " : "1 in ");
    if (digits < 6) {
        const double unit = power < 1 ? 1 : pow(10, power - 1);
        lia_say_count(sink, language,
                      (uint64_t)(floor(pow(10, digits) / unit + 0.5) * unit));
        return;
    }
    if (first >= 10) {                    /* 9.8 is ten of the lower power  */
        first = 1;
        power++;
    }
    if (first > 1) {
        lia_sink_count(sink, (uint64_t)first);
        lia_sink_text(sink, NARROW_BLANK "\xC3\x97" NARROW_BLANK);
    }
    lia_sink_text(sink, is_plain ? "10^" : "10<sup>");
    lia_sink_count(sink, (uint64_t)power);
    lia_sink_text(sink, is_plain ? "" : "</sup>");
}

static void put_day(lia_sink *sink, lia_time time)
{
    char text[32];
    const size_t length = lia_clock_format(text, time);

    lia_sink_put(sink, text, length < 10 ? length : 10);
}

static void put_text(lia_sink *sink, const lia_said *value, bool is_plain)
{
    const bool is_marked = value->mark != NULL && !is_plain;

    if (is_marked) {
        lia_sink_text(sink, "<span class=\"");
        lia_sink_text(sink, value->mark);
        lia_sink_byte(sink, '"');
        if (value->key != NULL) {
            lia_sink_text(sink, " data-account=\"");
            lia_html_put(sink, value->key, value->key_length, LIA_HTML_NAME);
            lia_sink_byte(sink, '"');
        }
        lia_sink_text(sink, " dir=\"auto\">");
    }
    lia_html_put(sink, value->text, value->length,
                 value->mark != NULL ? LIA_HTML_NAME : LIA_HTML_PROSE);
    if (is_marked)
        lia_sink_text(sink, "</span>");
}

static void put_message(lia_sink *sink, lia_language language,
                        const char *text, const lia_said *value, size_t count,
                        bool is_plain);

/* In the largest unit of which there are two or more. */
static void put_span(lia_sink *sink, lia_language language, double seconds)
{
    const double unit = seconds >= 172800 ? 86400 : seconds >= 7200 ? 3600 :
                        seconds >= 120 ? 60 : 1;
    const lia_said value = SAY_NUMBER(seconds / unit);
    /* 1.5 is plural in English and singular in French. */
    const uint64_t count =
        value.number == 1 || (language == LIA_FR && value.number < 2) ? 1 : 2;
    const char *text =
        unit == 1 ? lia_plural_in(language, "{1} second", "{1} seconds", count)
        : unit == 60
            ? lia_plural_in(language, "{1} minute", "{1} minutes", count)
        : unit == 3600
            ? lia_plural_in(language, "{1} hour", "{1} hours", count)
            : lia_plural_in(language, "{1} day", "{1} days", count);

    put_message(sink, language, text, &value, 1, false);
}

static void put_value(lia_sink *sink, lia_language language,
                      const lia_said *v, bool is_plain)
{
    switch (v->kind) {
    case LIA_SAID_TEXT:
        put_text(sink, v, is_plain);
        break;
    case LIA_SAID_WORDS:
        lia_html_text(sink, lia_text_in(language, v->text));
        break;
    case LIA_SAID_COUNT:
        lia_say_count(sink, language, v->count);
        break;
    case LIA_SAID_NUMBER:
        put_number(sink, language, v->number);
        break;
    case LIA_SAID_PERCENT:
        put_percent(sink, language, v->number);
        break;
    case LIA_SAID_MANY:
        put_message(sink, language,
                    lia_plural_in(language, v->text, v->many, v->count), v, 1,
                    is_plain);
        break;
    case LIA_SAID_ODDS:
        put_odds(sink, language, v->number, is_plain);
        break;
    case LIA_SAID_DAY:
        put_day(sink, v->time);
        break;
    case LIA_SAID_SPAN:
        put_span(sink, language, v->number);
        break;
    }
}

/* {1} .. {9}, {n}; anything else in braces is text. */
static void put_message(lia_sink *sink, lia_language language,
                        const char *text, const lia_said *value, size_t count,
                        bool is_plain)
{
    for (const char *at = text; *at != '\0';) {
        const size_t plain = strcspn(at, "{");
        lia_html_put(sink, at, plain, SIZE_MAX);
        at += plain;
        if (*at == '\0')
            break;
        const bool is_number = at[1] >= '1' && at[1] <= '9' && at[2] == '}';
        if (at[1] == 'n' && at[2] == '}' && count > 0) {
            lia_say_count(sink, language, value[0].count);
        } else if (is_number && (size_t)(at[1] - '1') < count) {
            put_value(sink, language, &value[at[1] - '1'], is_plain);
        } else {
            lia_sink_byte(sink, *at++);
            continue;
        }
        at += 3;
    }
}

void lia_say_in(lia_sink *sink, lia_language language, const char *message,
                const lia_said *value, size_t count, bool is_plain)
{
    put_message(sink, language, lia_text_in(language, message), value, count,
                is_plain);
}

void lia_say(lia_sink *sink, const char *message, const lia_said *value,
             size_t count)
{
    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        const lia_language language = (lia_language)k;
        lia_sink_text(sink, "<span lang=\"");
        lia_sink_text(sink, lia_language_code(language));
        lia_sink_text(sink, "\">");
        lia_say_in(sink, language, message, value, count, false);
        lia_sink_text(sink, "</span>");
    }
}

void lia_say_attribute(lia_sink *sink, const char *name, lia_language language,
                       const char *message, const lia_said *value,
                       size_t count)
{
    if (name != NULL) {
        lia_sink_byte(sink, ' ');
        lia_sink_text(sink, name);
        lia_sink_text(sink, "=\"");
        lia_say_in(sink, language, message, value, count, true);
        lia_sink_byte(sink, '"');
    }
    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        lia_sink_text(sink, " data-");
        lia_sink_text(sink, lia_language_code((lia_language)k));
        lia_sink_text(sink, "=\"");
        lia_say_in(sink, (lia_language)k, message, value, count, true);
        lia_sink_byte(sink, '"');
    }
}
