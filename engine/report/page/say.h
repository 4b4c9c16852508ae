/* report/page/say.h - sentences in both languages, as twins.
 *
 *     SAY(sink, N_("{1} of {2}"), SAY_MANY(n, "{n} account", "{n} accounts"),
 *         SAY_NAME(names, id));
 *
 * puts <span lang="en">..</span><span lang="fr">..</span>. {1} is the first
 * value, so that a translation may turn them round; a value knows how each
 * language writes it (1,234.5 and 1 234,5; 1 in 10^24 and 1 sur 10^24).
 */
#ifndef LIA_REPORT_PAGE_SAY_H
#define LIA_REPORT_PAGE_SAY_H

#include "base/language.h"
#include "liaison/tables.h"
#include "report/sink.h"

typedef enum lia_said_kind {
    LIA_SAID_TEXT,       /* of others: escaped and cut                       */
    LIA_SAID_WORDS,      /* of our own: translated                           */
    LIA_SAID_COUNT,
    LIA_SAID_NUMBER,     /* two or three digits of it                        */
    LIA_SAID_PERCENT,    /* number 0.5 = 50 %                                */
    LIA_SAID_MANY,       /* one or many, {n} = count                         */
    LIA_SAID_ODDS,       /* number = -log10 of a probability                 */
    LIA_SAID_DAY,        /* of time                                          */
    LIA_SAID_SPAN        /* number = seconds: 10 minutes                     */
} lia_said_kind;

typedef struct lia_said {
    lia_said_kind kind;
    const char *text, *many;
    size_t length;
    uint64_t count;
    double number;
    lia_time time;
    const char *mark;    /* TEXT: class of a span around it, or NULL         */
    const char *key;     /* TEXT: its data-account, key_length bytes         */
    size_t key_length;
} lia_said;

#define SAY_WORDS(words) ((lia_said){.kind = LIA_SAID_WORDS, .text = (words)})
#define SAY_COUNT(n) ((lia_said){.kind = LIA_SAID_COUNT, .count = (n)})
#define SAY_NUMBER(x) ((lia_said){.kind = LIA_SAID_NUMBER, .number = (x)})
#define SAY_PERCENT(x) ((lia_said){.kind = LIA_SAID_PERCENT, .number = (x)})
#define SAY_MANY(n, one, more) \
    ((lia_said){.kind = LIA_SAID_MANY, .count = (n), .text = (one), \
                .many = (more)})
#define SAY_ODDS(digits) ((lia_said){.kind = LIA_SAID_ODDS, .number = (digits)})
#define SAY_DAY(when) ((lia_said){.kind = LIA_SAID_DAY, .time = (when)})
#define SAY_SPAN(seconds) \
    ((lia_said){.kind = LIA_SAID_SPAN, .number = (seconds)})
#define SAY_TEXT(words, bytes) \
    ((lia_said){.kind = LIA_SAID_TEXT, .text = (words), .length = (bytes)})

/* Twins. */
void lia_say(lia_sink *sink, const char *message, const lia_said *value,
             size_t count);
/* In one language, without a span; is_plain: for an attribute, no element
 * inside. */
void lia_say_in(lia_sink *sink, lia_language language, const char *message,
                const lia_said *value, size_t count, bool is_plain);
/* name="text of `language`" data-en=".." data-fr="..", a blank before;
 * without a name the two for scripts alone. */
void lia_say_attribute(lia_sink *sink, const char *name, lia_language language,
                       const char *message, const lia_said *value,
                       size_t count);

#define SAY(sink, message, ...)                                          \
    lia_say((sink), (message), (const lia_said[]){__VA_ARGS__},          \
            sizeof((const lia_said[]){__VA_ARGS__}) / sizeof(lia_said))
#define SAY_ALONE(sink, message) lia_say((sink), (message), NULL, 0)

/* 12,345 and 12 345 (narrow no-break spaces). */
void lia_say_count(lia_sink *sink, lia_language language, uint64_t count);

#endif
