/* cli/influence/cmd_influence.c - who really has influence. */
#include <string.h>

#include "base/language.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/influence/influence.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"

/* Put the table that --table asks for first. */
static lia_status choose_table(const lia_ranked **tables, size_t count,
                               const char *name, lia_error *err)
{
    for (size_t k = 0; name != NULL && k < count; k++)
        if (strcmp(tables[k]->name, name) == 0) {
            const lia_ranked *swap = tables[0];
            tables[0] = tables[k];
            tables[k] = swap;
            return LIA_OK;
        }
    if (name == NULL)
        return LIA_OK;
    return lia_fail(err, LIA_EARG, "--table: there is no table \"%s\"; there "
                    "are influence, concentration, shares and, with --pick, "
                    "pick", name);
}

static void say_shares(const influence *f, const influence_pods *pods)
{
    const lia_split_tally *t = &f->split.tally;
    const double all = (double)t->engagements;

    talk("%llu engagements observed: %.1f %% earned, %.1f %% owned, %.1f %% "
         "artificial, %.1f %% reciprocal beyond habit",
         (unsigned long long)t->engagements, 100 * t->earned / all,
         100 * t->owned / all, 100 * t->artificial / all,
         100 * t->reciprocal / all);
    if (t->friction > 0)
        talk(tr_n("%llu row of friction (angry reactions, blocks, ratings "
                  "below 0) left out: nobody earns that",
                  "%llu rows of friction (angry reactions, blocks, ratings "
                  "below 0) left out: nobody earns that", t->friction),
             (unsigned long long)t->friction);
    if (pods->why_not[0] != '\0')
        talk("%s", pods->why_said);
    else
        talk(tr_n("%u pod, consistent with coordination, weighs on this",
                  "%u pods, consistent with coordination, weigh on this",
                  pods->evidence.pods), pods->evidence.pods);
    if (!t->paid_is_observed)
        talk("paid: not observable (no input says which posts were "
             "promoted)");
}

static lia_status write_result(influence *f, const settings *s,
                               lia_error *err)
{
    const lia_ranked *tables[MOST_INFLUENCE_TABLES];
    lia_status st = LIA_OK;

    if (s->top > 0 && s->top < f->table[0].rows)
        f->table[0].rows = s->top;
    for (size_t k = 0; k < f->tables; k++)
        tables[k] = &f->table[k];
    LIA_TRY(choose_table(tables, f->tables, s->table, err));
    st = output_write(&(output){.tables = tables, .count = f->tables}, s, err);
done:
    return st;
}

lia_status influence_for_report(influence *out, report_parts *parts,
                                analysis *a, const lia_pods *pods,
                                lia_error *err)
{
    const lia_suitability *job = &a->judged.job[LIA_JOB_INFLUENCE];
    const lia_tables *tables = parts->tables;
    influence_pods evidence = {.why_not = ""};
    lia_status st = LIA_OK;

    if (job->verdict == LIA_NO || tables->interactions.count == 0) {
        analysis_refuse_job(a, "influence", LIA_JOB_INFLUENCE);
        return LIA_OK;
    }
    LIA_TRY(influence_pods_take(&evidence, pods, tables->accounts.names.count,
                                err));
    st = influence_run(out, tables, &evidence, parts->s, err);
    if (st == LIA_ECANNOT) {
        analysis_refuse(a, "influence",
                        N_("No interaction counts as engagement of a known "
                           "author."), N_("The author of each post."));
        st = LIA_OK;
        goto done;
    }
    if (st != LIA_OK)
        goto done;
    say_shares(out, &evidence);
    for (size_t k = 0; k < out->tables; k++)
        report_add(parts, &out->table[k]);
done:
    influence_pods_free(&evidence);
    return st;
}

int cmd_influence(settings *s)
{
    lia_tables *tables = NULL;
    influence f = {.tables = 0};
    influence_pods pods = {.why_not = ""};
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    if (s->inputs.count == 0)
        return fail_usage("say whose influence: liaison influence INPUT..., "
                          "for example 'liaison influence likes.csv'");
    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_RESULTS, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(influence_pods_find(&pods, tables, s, &err));
    LIA_TRY(influence_run(&f, tables, &pods, s, &err));
    say_shares(&f, &pods);
    at = STAGE_WRITING;
    LIA_TRY(write_result(&f, s, &err));
done:
    influence_free(&f);
    influence_pods_free(&pods);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
