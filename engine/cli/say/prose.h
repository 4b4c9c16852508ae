/* cli/say/prose.h - sentences put together from templates, English and French.
 * No language model: what is said is what was measured.
 */
#ifndef LIA_CLI_SAY_PROSE_H
#define LIA_CLI_SAY_PROSE_H

#include "liaison/introduce.h"
#include "liaison/strength.h"

typedef enum prose_language { PROSE_EN, PROSE_FR } prose_language;

/* A text that grows. Free with prose_free. */
typedef struct prose {
    char *text;              /* NULL until something was said                */
    uint64_t used, room;
} prose;
LIA_CHECKED lia_status prose_say(prose *p, lia_error *err, const char *format,
                                 ...) __attribute__((format(printf, 3, 4)));
void prose_free(prose *p);
void prose_clear(prose *p);
const char *prose_text(const prose *p);          /* "" if nothing was said    */

/* What is known of one tie. */
typedef struct tie_known {
    double strength, reciprocity;
    lia_strength_class tie_class;
    uint32_t acts, kinds;
    lia_time last;
    uint8_t sign;
    uint8_t said;            /* 1 = the user says so                         */
} tie_known;

/* One row: who, over whom, how. Names are what people are called. */
typedef struct way {
    const char *target, *via[2];
    int introducers;         /* 0 to 2                                       */
    tie_known tie[3];        /* from me outwards                             */
    uint32_t mutual;         /* contacts in common, of the target and the
                                introducer that knows it                     */
    uint64_t more;           /* other ways among the best ten                */
    bool only_door;          /* no other introducer, no direct tie           */
    const char *matched;     /* what made it a target, "" = its account      */
    uint32_t namesakes;
    bool is_supplier, is_calibrated, is_star;
    lia_time now;
} way;

/* "Ask Ida (strong tie: 12 messages ..) who knows Tom ..": why this row. */
LIA_CHECKED lia_status prose_reason(prose *out, const way *w,
                                    prose_language lang, lia_error *err);

/* What is not known, and what would tell: never empty. */
LIA_CHECKED lia_status prose_limitation(prose *out, const way *w,
                                        prose_language lang, lia_error *err);

/* No way at all. */
LIA_CHECKED lia_status prose_no_way(prose *reason, prose *limitation,
                                    const way *w, prose_language lang,
                                    lia_error *err);

/* A note to the introducer that asks without pressing, and one that he can
 * send on as it is. me: who signs. */
LIA_CHECKED lia_status prose_note(prose *ask, prose *forward, const way *w,
                                  const char *me, const char *title,
                                  const char *company, prose_language lang,
                                  lia_error *err);

#endif
