/* cli/read/judgement.h - facts and verdicts about what was read, as text, as a
 * ranked table and as members of a JSON document: inspect prints them, report
 * carries them.
 */
#ifndef LIA_CLI_READ_JUDGEMENT_H
#define LIA_CLI_READ_JUDGEMENT_H

#include "base/language.h"
#include "cli/say/strings.h"
#include "liaison/inspect.h"
#include "liaison/ranked.h"

typedef struct judgement {
    lia_facts facts;
    lia_suitability job[LIA_JOB_COUNT];  /* in the language of data           */
    lia_suitability in[LIA_LANGUAGE_COUNT][LIA_JOB_COUNT];
    uint64_t without_actor;  /* interactions rejected for want of an actor   */
    lia_ranked table;        /* "jobs": job, verdict, why, collect           */
    uint8_t job_id[LIA_JOB_COUNT], verdict[LIA_JOB_COUNT];
    const char *job_words[LIA_JOB_COUNT], *verdict_words[LIA_YES + 1];
    strings why, collect, why_twin, collect_twin;
    uint32_t why_id[LIA_JOB_COUNT], collect_id[LIA_JOB_COUNT];
} judgement;

/* ties: of the tables. The table borrows this struct: do not move it. */
LIA_CHECKED lia_status judgement_build(judgement *out,
                                       const lia_tables *tables,
                                       const lia_ties *ties, const char *me,
                                       const lia_run *run, lia_error *err);
void judgement_free(judgement *j);

/* Rows with an actor among the interactions; NAN without interactions. */
double judgement_share_with_actor(const judgement *j);
double judgement_share_timed(const judgement *j);

#endif
