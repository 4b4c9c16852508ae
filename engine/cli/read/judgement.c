/* cli/read/judgement.c - the library judges; this puts it in columns. */
#include "cli/read/judgement.h"

#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/say/fail.h"
#include "liaison/resolve.h"

typedef struct growing {
    char *text;
    uint64_t room, length;
} growing;

static uint64_t rejected_without_actor(const lia_tables *tables)
{
    uint64_t count = 0;

    for (uint64_t k = 0; k < tables->source_count; k++)
        if (tables->source[k].table == LIA_TABLE_INTERACTIONS)
            count += tables->source[k].missing;
    return count;
}

double judgement_share_with_actor(const judgement *j)
{
    const uint64_t rows = j->facts.interactions + j->without_actor;

    return rows ? (double)j->facts.interactions / (double)rows : (double)NAN;
}

double judgement_share_timed(const judgement *j)
{
    return j->facts.interactions
               ? (double)j->facts.timed / (double)j->facts.interactions
               : (double)NAN;
}

static lia_status fill(judgement *out, lia_error *err)
{
    const lia_language other = lia_written() == LIA_EN ? LIA_FR : LIA_EN;
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < LIA_JOB_COUNT; k++) {
        const lia_suitability *job = &out->job[k];
        out->job_id[k] = (uint8_t)k;
        out->job_words[k] = lia_job_name((lia_job)k);
        out->verdict[k] = (uint8_t)job->verdict;
        out->why_id[k] = k;
        out->collect_id[k] = job->collect[0] ? k : LIA_NONE;
        LIA_TRY(strings_add(&out->why, job->why, err));
        LIA_TRY(strings_add(&out->collect, job->collect, err));
        LIA_TRY(strings_add(&out->why_twin, out->in[other][k].why, err));
        LIA_TRY(strings_add(&out->collect_twin, out->in[other][k].collect,
                            err));
    }
    for (int k = 0; k <= LIA_YES; k++)
        out->verdict_words[k] = lia_verdict_name((lia_verdict)k);
done:
    return st;
}

/* Each name of --me, by which an account is meant, as that account's id. */
static lia_status resolve(char **out, const lia_tables *tables, const char *me,
                          lia_error *err)
{
    growing made = {NULL, 0, 0};
    lia_status st = LIA_OK;

    for (const char *at = me; at != NULL;) {
        size_t length = strcspn(at, ",");
        const char *next = at[length] == ',' ? at + length + 1 : NULL;
        lia_found how;
        const lia_vid id = lia_account_find(&how, tables, at, length);
        if (how == LIA_FOUND_SEVERAL)
            talk("--me: several accounts are called %.*s; give a profile URL",
                 (int)length, at);
        if (id != LIA_NONE)
            at = lia_name(&tables->accounts.names, id, &length);
        LIA_TRY(lia_reserve(&made.text, &made.room, made.length + length + 2,
                            1, err));
        memcpy(made.text + made.length, at, length);
        made.length += length;
        made.text[made.length++] = next != NULL ? ',' : '\0';
        at = next;
    }
    *out = made.text;
    made.text = NULL;
done:
    lia_free(made.text);
    return st;
}

lia_status judgement_build(judgement *out, const lia_tables *tables,
                           const lia_ties *ties, const char *me,
                           const lia_run *run, lia_error *err)
{
    const lia_language written = lia_written();
    lia_ranked *t = &out->table;
    char *ids = NULL;
    lia_status st = LIA_OK;

    memset(out, 0, sizeof *out);
    LIA_TRY(lia_facts_count(&out->facts, tables, ties, run, err));
    LIA_TRY(resolve(&ids, tables, me, err));
    for (int l = 0; l < LIA_LANGUAGE_COUNT; l++) {
        lia_write_in((lia_language)l);
        lia_suitability_judge(out->in[l], &out->facts, &tables->accounts.names,
                              ids);
    }
    lia_write_in(written);
    memcpy(out->job, out->in[written], sizeof out->job);
    out->without_actor = rejected_without_actor(tables);
    LIA_TRY(fill(out, err));
    t->name = "jobs";
    t->title = N_("What the data can carry");
    t->rows = LIA_JOB_COUNT;
    lia_ranked_add(t, "job", LIA_COLUMN_WORD, out->job_id)->words =
        out->job_words;
    lia_ranked_add(t, "verdict", LIA_COLUMN_WORD, out->verdict)->words =
        out->verdict_words;
    lia_ranked_add(t, "why", LIA_COLUMN_TEXT, out->why_id);
    t->column[t->columns - 1].names = &out->why.names;
    t->column[t->columns - 1].twin = &out->why_twin.names;
    lia_ranked_add(t, "collect", LIA_COLUMN_TEXT, out->collect_id);
    t->column[t->columns - 1].names = &out->collect.names;
    t->column[t->columns - 1].twin = &out->collect_twin.names;
done:
    lia_free(ids);
    if (st != LIA_OK)
        judgement_free(out);
    return st;
}

void judgement_free(judgement *j)
{
    strings_free(&j->why);
    strings_free(&j->collect);
    strings_free(&j->why_twin);
    strings_free(&j->collect_twin);
}
