/* cli/pods/cmd_pods.c - groups that favour their own in step, with evidence. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/threads.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/pods/pods_authorless.h"
#include "cli/pods/pods_table.h"
#include "cli/read/inputs.h"
#include "cli/report/analysis.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "cli/say/terminal.h"
#include "liaison/inspect.h"
#include "text/number.h"

enum { TERMINAL_ROWS = 20, TEXT_ROOM = 800 };

static const char pods_claim[] =
    N_("The error rate was measured for groups of class calculated, on made "
       "data (bench/pods.md); affinity and reciprocal are notes without one; "
       "of the pairs listed, 93 to 99 of 100 were planted where pods were, "
       "the others staff of one page and fans; nothing here is a verdict on a "
       "person.");

/* And where the authors are unknown: bench/coordinated.md. */
static const char authorless_claim[] =
    N_("coordinated is said of groups that were in step on days that did not "
       "propose them, more than the crowd. The staff of a page, the fans of "
       "an author and bots that repeat a feed are so, too: where authors can "
       "be had, give them. None was found in real crowds with identities "
       "swapped (bench/coordinated.md). in_step, burst and one_off are "
       "warnings without an error rate, and nothing here is a verdict on a "
       "person.");

const char *pods_claim_of(const lia_pods *pods)
{
    return pods->is_authorless ? authorless_claim : pods_claim;
}

static lia_status number_option(double *out, const char *name,
                                const char *text, lia_error *err)
{
    if (text == NULL || lia_parse_double(out, text, strlen(text)))
        return LIA_OK;
    return lia_fail(err, LIA_EARG, "--%s: \"%s\" is not a number", name, text);
}

static lia_status count_option(uint32_t *out, const char *name,
                               uint64_t value, lia_error *err)
{
    if (value != NOT_GIVEN && (value == 0 || value > UINT32_MAX))
        return lia_fail(err, LIA_EARG,
                        value == 0 ? N_("--%s: %llu is too small: 1 or more")
                                   : N_("--%s: %llu is too large"),
                        name, (unsigned long long)value);
    if (value != NOT_GIVEN)
        *out = (uint32_t)value;
    return LIA_OK;
}

static lia_status options_of(lia_pods_options *out, const settings *s,
                             lia_error *err)
{
    uint32_t window[MOST_WINDOWS], windows = 0;
    lia_status st = LIA_OK;

    *out = (lia_pods_options)LIA_PODS_DEFAULTS;
    out->run = run_of(s);
    out->seed = s->seed;
    LIA_TRY(number_option(&out->rho, "rho", s->rho, err));
    LIA_TRY(number_option(&out->q, "q", s->q, err));
    LIA_TRY(window_list(window, &windows, s, err));
    if (windows > 0) {
        out->window = window[0];
        out->other_windows = windows - 1;
        memcpy(out->other_window, window + 1,
               (windows - 1) * sizeof *out->other_window);
    }
    LIA_TRY(count_option(&out->episode, "episode", s->episode, err));
    LIA_TRY(count_option(&out->min_episodes, "min-episodes", s->min_episodes,
                         err));
    LIA_TRY(count_option(&out->min_size, "min-size", s->min_size, err));
done:
    return st;
}

/* LIA_ECANNOT with the reason that inspect gives. */
static lia_status refuse(const lia_tables *tables, const settings *s,
                         const lia_run *run, lia_error *err)
{
    lia_suitability jobs[LIA_JOB_COUNT];
    const lia_suitability *pods = &jobs[LIA_JOB_PODS];
    lia_facts facts;
    lia_status st = lia_facts_count(&facts, tables, NULL, run, err);

    if (st != LIA_OK)
        return st;
    lia_write_in(s->spoken);
    lia_suitability_judge(jobs, &facts, &tables->accounts.names, NULL);
    lia_write_in(s->data_language);
    if (pods->verdict != LIA_NO)
        return LIA_OK;
    if (facts.interactions == 0 &&
        (s->since != LIA_NO_TIME || s->until != LIA_NO_TIME))
        return lia_fail(err, LIA_ECANNOT, "no pods: there is no interaction "
                        "within --since and --until");
    return lia_fail(err, LIA_ECANNOT, "no pods: %s What to collect: %s",
                    pods->why, pods->collect);
}

/* "2 advocacy, 31 circle"; empty if there is none. In another language with
 * what the identifier means: "1 calculated (pod calculé)". */
static void list_classes(char out[TEXT_ROOM], const lia_pods *pods, int from,
                         int to, lia_language language)
{
    static const char *const words[LIA_POD_CLASS_COUNT] = {
        N_("calculated pod"), N_("coordinated group"),
        N_("affinity pod in step"), N_("affinity pod"),
        N_("reciprocal group"), N_("circle of friends"),
        N_("automated accounts"), N_("one-way favours"),
        N_("advocacy group"), N_("group in step"), N_("group of one burst"),
        N_("object of accounts seen once")};
    size_t at = 0;

    out[0] = '\0';
    for (int c = from; c < to && at < TEXT_ROOM; c++) {
        const char *name = lia_pod_class_name((lia_pod_class)c);
        const char *word = lia_text_in(language, words[c]);
        if (pods->by_class[c] == 0 && c != LIA_POD_ADVOCACY)
            continue;
        at += (size_t)snprintf(out + at, TEXT_ROOM - at, "%s%u %s",
                               at > 0 ? ", " : "", pods->by_class[c], name);
        if (word != words[c] && at < TEXT_ROOM)
            at += (size_t)snprintf(out + at, TEXT_ROOM - at, " (%s)", word);
    }
}

static void talk_found(const lia_pods *pods, const lia_pods_options *o,
                       const settings *s)
{
    char found[TEXT_ROOM], warnings[TEXT_ROOM];

    list_classes(found, pods, 0, LIA_POD_CIRCLE, s->spoken);
    list_classes(warnings, pods, LIA_POD_CIRCLE, LIA_POD_CLASS_COUNT,
                 s->spoken);
    talk("%llu engagements of %llu accounts, %llu groups tested",
         (unsigned long long)pods->events,
         (unsigned long long)pods->accounts,
         (unsigned long long)pods->proposals);
    if (!pods->is_authorless)
        talk("%llu mutual pairs", (unsigned long long)pods->pairs_tested);
    if (pods->without_author > 0)
        talk("%llu engagements left out: the author of the post is unknown",
             (unsigned long long)pods->without_author);
    if (pods->guessed > 0)
        talk("%llu posts have no time: that of their first engagement is "
             "used, which weakens the test",
             (unsigned long long)pods->guessed);
    if (pods->capped > 0)
        talk("%llu posts with more than %llu engagers leave the test of pairs "
             "(not that of groups)", (unsigned long long)pods->capped,
             (unsigned long long)o->max_per_post);
    if (pods->untestable[0] != '\0')
        talk("nothing to test: %s", pods->untestable_said);
    if (pods->remark[0] != '\0')
        talk("%s", pods->remark_said);
    talk("found: %s", found[0] != '\0' ? found : tr("none"));
    talk(s->include_warnings ? N_("warnings: %s")
                             : N_("warnings: %s (rows with "
                                  "--include-warnings)"), warnings);
    talk("%s", tr(pods_claim_of(pods)));
}

/* What a result depends on, as a JSON object. */
static void list_options(char out[TEXT_ROOM], const lia_pods_options *o)
{
    char rho[LIA_NUMBER_ROOM], q[LIA_NUMBER_ROOM];
    const size_t rho_length = lia_format_double(rho, o->rho);
    const size_t q_length = lia_format_double(q, o->q);

    snprintf(out, TEXT_ROOM, "{\"window_s\":%u,\"episode_s\":%u,"
             "\"min_episodes\":%u,\"rho\":%.*s,\"q\":%.*s,\"min_size\":%u,"
             "\"max_per_post\":%llu,\"seed\":%llu}", o->window, o->episode,
             o->min_episodes, (int)rho_length, rho, (int)q_length, q,
             o->min_size, (unsigned long long)o->max_per_post,
             (unsigned long long)o->seed);
}

static lia_status write_all(pods_tables *t, const lia_pods *pods,
                            const lia_pods_options *o,
                            const author_choice *choice, const settings *s,
                            lia_error *err)
{
    const lia_ranked *tables[PODS_TABLES];
    char warnings[TEXT_ROOM], depends[TEXT_ROOM], search[TEXT_ROOM];
    size_t count = 0;
    lia_member member[6];
    size_t members = 0;

    list_classes(warnings, pods, LIA_POD_CIRCLE, LIA_POD_CLASS_COUNT, LIA_EN);
    talk_found(pods, o, s);
    member[members++] = (lia_member){"claim", wr(pods_claim_of(pods)), false};
    member[members++] = (lia_member){"warnings", warnings, false};
    author_choice_say(search, sizeof search, choice);
    member[members++] = (lia_member){"search", search, true};
    list_options(depends, o);
    if (!pods->is_authorless)
        member[members++] = (lia_member){"options", depends, true};
    if (pods->untestable[0] != '\0')
        member[members++] = (lia_member){"note", pods->untestable, false};
    if (pods->remark[0] != '\0')
        member[members++] = (lia_member){"remark", pods->remark, false};
    for (size_t k = 0; k < PODS_TABLES; k++)
        if (s->table != NULL && strcmp(t->table[k].name, s->table) == 0)
            tables[count++] = &t->table[k];
    if (s->table != NULL && count == 0)
        return lia_fail(err, LIA_EARG, "--table: there is no table \"%s\"; "
                        "there are pods, pod_members, pod_pairs, "
                        "pod_evidence, pod_days and accounts_engagement",
                        s->table);
    for (size_t k = 0; k < PODS_TABLES; k++)
        if (count == 0 || &t->table[k] != tables[0])
            tables[count++] = &t->table[k];
    return output_write(&(output){.tables = tables, .count = count,
                                  .members = member,
                                  .member_count = members}, s, err);
}

/* --top cuts the ranking of pods and the table that is printed; a terminal
 * shows the first 20. */
static void cut(pods_tables *t, const settings *s)
{
    const bool to_stdout = s->output == NULL || strcmp(s->output, "-") == 0;
    const bool is_shown = s->output == NULL && terminal_is(stdout);
    const uint64_t top = s->top > 0 ? s->top : is_shown ? TERMINAL_ROWS : 0;

    for (size_t k = 0; top > 0 && k < PODS_TABLES; k++)
        if (t->table[k].rows > top &&
            (k == 0 || (to_stdout && s->table != NULL &&
                        strcmp(s->table, t->table[k].name) == 0)))
            t->table[k].rows = top;
}

/* The inputs, the crowd's among them, with the object that was asked for. */
static lia_status read(lia_tables **out, const settings *s, lia_error *err)
{
    lia_status st = LIA_OK;
    settings own = *s;
    text_list inputs = {NULL, 0}, maps = {NULL, 0};
    char *object = NULL;

    LIA_TRY(object_map(&object, s, err));
    for (size_t k = 0; k < s->map.count; k++)
        LIA_TRY(text_list_add(&maps, s->map.item[k], err));
    if (object != NULL)
        LIA_TRY(text_list_add(&maps, object, err));
    for (size_t k = 0; k < s->inputs.count; k++)
        LIA_TRY(text_list_add(&inputs, s->inputs.item[k], err));
    if (s->crowd != NULL)
        LIA_TRY(text_list_add(&inputs, s->crowd, err));
    own.map = maps;
    st = inputs_read(out, &own, &inputs, INPUTS_FOR_RESULTS, err);
done:
    lia_free(inputs.item);
    lia_free(maps.item);
    lia_free(object);
    return st;
}

static lia_status find(lia_pods *out, author_choice *choice,
                       const lia_tables *tables, const settings *s,
                       lia_error *err)
{
    lia_pods_options options;
    lia_status st = LIA_OK;

    *choice = choose_search(tables, s);
    if (!choice->known)
        return pods_without_authors(out, tables, s, err);
    LIA_TRY(options_of(&options, s, err));
    LIA_TRY(memory_check(
        s, lia_pods_memory(tables, lia_thread_count(options.run.threads)),
        "the search for pods", err));
    LIA_TRY(lia_pods_find(out, tables, &options, err));
done:
    return st;
}

lia_status pods_for_report(lia_pods *out, analysis *a,
                           const lia_tables *tables, const settings *s,
                           lia_error *err)
{
    const lia_suitability *job = &a->judged.job[LIA_JOB_PODS];
    author_choice choice;
    lia_status st;

    if (job->verdict == LIA_NO) {
        analysis_refuse_job(a, "pods", LIA_JOB_PODS);
        return LIA_OK;
    }
    st = find(out, &choice, tables, s, err);
    if (st != LIA_ECANNOT)
        return st;
    analysis_refuse(a, "pods",
                    N_("The clock is coarser than minutes, or there are fewer "
                       "than 5 days with an engagement."),
                    N_("Times to the minute, for 5 days or better 30."));
    return LIA_OK;
}

static int pods(const settings *s)
{
    const lia_run run = run_of(s);
    lia_tables *tables = NULL;
    lia_pods found = {.count = 0};
    lia_pods_options options;
    author_choice choice = {.known = true};
    pods_tables t;
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    LIA_TRY(options_of(&options, s, &err));   /* before a long read          */
    LIA_TRY(read(&tables, s, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(refuse(tables, s, &run, &err));
    LIA_TRY(find(&found, &choice, tables, s, &err));
    pods_tables_build(&t, &found, tables, s->include_warnings);
    cut(&t, s);
    at = STAGE_WRITING;
    LIA_TRY(write_all(&t, &found, &options, &choice, s, &err));
done:
    lia_pods_free(&found);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_pods(settings *s)
{
    if (s->inputs.count == 0)
        return fail_usage("say in what to look for pods: liaison pods "
                          "INPUT...");
    return pods(s);
}
