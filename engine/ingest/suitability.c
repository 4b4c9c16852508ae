/* ingest/suitability.c - from facts to verdicts: each job asks its questions
 * in the order in which they rule it out, and stops at the first that does.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/sentence.h"
#include "liaison/inspect.h"

enum { FEWEST_DAYS = 5, NAME_SHOWN = 60 };

const char *lia_job_name(lia_job job)
{
    static const char *const names[] = {"pods", "bridges", "introduce",
                                        "influence", "kpi"};

    return names[job];
}

const char *lia_verdict_name(lia_verdict verdict)
{
    static const char *const names[] = {N_("no"), N_("partly"), N_("yes")};

    return names[verdict];
}

static void why(lia_suitability *out, lia_verdict verdict, const char *format,
                ...) __attribute__((format(printf, 3, 4)));
static void why(lia_suitability *out, lia_verdict verdict, const char *format,
                ...)
{
    va_list arguments;

    out->verdict = verdict;
    va_start(arguments, format);
    (void)lia_sentence(out->why, sizeof out->why, lia_written(), wr(format),
                       arguments);
    va_end(arguments);
}

static void collect(lia_suitability *out, const char *text)
{
    (void)snprintf(out->collect, sizeof out->collect, "%s", wr(text));
}

typedef struct judging {
    const lia_facts *f;
    const lia_names *names;
    const char *me;
} judging;

/* The first bytes of a name, whole characters only. */
static const char *name_of(char out[NAME_SHOWN + 1], const judging *j,
                           lia_vid account)
{
    size_t length = 0;
    const char *text = "";

    if (account < j->names->count)
        text = lia_name(j->names, account, &length);
    if (length > NAME_SHOWN)
        for (length = NAME_SHOWN;
             length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    memcpy(out, text, length);
    out[length] = '\0';
    return out;
}

/* Nearly everything is one account's doing: its own archive. */
static bool is_one_actors(const lia_facts *f)
{
    return f->interactions > 0 &&
           f->interactions - f->by_busiest <= f->interactions / 50;
}

/* Exports of people hold what their owners did, and nearly nothing that others
 * did to posts. */
static bool is_owners_only(const lia_facts *f)
{
    return f->owners > 0 && f->with_object > 0 &&
           f->on_posts_by_others <= f->with_object / 50;
}

/* "ada", or "the 3 owners of the exports". */
static const char *owners_of(char out[NAME_SHOWN + 1], const judging *j)
{
    if (j->f->owner != LIA_NONE)
        return name_of(out, j, j->f->owner);
    (void)snprintf(out, NAME_SHOWN + 1, wr("the %llu owners of the exports"),
                   (unsigned long long)j->f->owners);
    return out;
}

static void judge_pods(lia_suitability *out, const judging *j)
{
    const lia_facts *f = j->f;
    char name[NAME_SHOWN + 1];

    collect(out, "Who engaged which post and when, for all posts of at least "
                 "10 authors over a period, as columns actor, object, time, "
                 "author.");
    if (f->interactions == 0)
        why(out, LIA_NO, "There are no interactions, only who is tied to "
            "whom.");
    else if (f->with_object == 0)
        why(out, LIA_NO, "The interactions name no post, so nobody is seen to "
            "engage the same one.");
    else if (is_owners_only(f))
        why(out, LIA_NO, "Nearly all engagement of posts is that of %s: a "
            "personal archive does not hold who engaged its owner's posts.",
            owners_of(name, j));
    else if (f->timed == 0)
        why(out, LIA_NO, "The interactions have no time, so nobody is seen to "
            "act in step.");
    else if (is_one_actors(f))
        why(out, LIA_NO, "Nearly all interactions are those of %s: a personal "
            "archive does not hold who engaged its posts.",
            name_of(name, j, f->busiest));
    else if (f->precision == LIA_PRECISION_DAY)
        why(out, LIA_NO, "The clock ticks in days; acting in step shows in "
            "minutes.");
    else if (f->active_days < FEWEST_DAYS)
        why(out, LIA_NO, f->active_days == 1
            ? N_("The interactions cover %llu day; habits need %d or more.")
            : N_("The interactions cover %llu days; habits need %d or more."),
            (unsigned long long)f->active_days, FEWEST_DAYS);
    else if (f->with_author == 0)
        why(out, LIA_PARTLY, "The authors of the posts are unknown: accounts "
            "that act in step can be found, not whether they favour their "
            "own.");
    else if (f->timed < f->interactions - f->interactions / 10 ||
             f->with_author < f->with_object - f->with_object / 10)
        why(out, LIA_PARTLY, "Only the interactions with a time (%.0f%%) and "
            "a known author (%.0f%%) can be tested.",
            100.0 * (double)f->timed / (double)f->interactions,
            100.0 * (double)f->with_author / (double)f->interactions);
    else {
        why(out, LIA_YES, "%llu interactions with post, author and time over "
            "%llu days.", (unsigned long long)f->with_author,
            (unsigned long long)f->active_days);
        out->collect[0] = '\0';
    }
}

static const char more_owners[] =
    N_("The archives of colleagues, pooled (two at least, better five or "
       "more), or ties between your contacts: group messages, a CRM, who "
       "engages whose posts.");

static void judge_bridges(lia_suitability *out, const judging *j)
{
    const lia_facts *f = j->f;
    char name[NAME_SHOWN + 1];

    if (f->ties == 0) {
        why(out, LIA_NO, "There is no tie between two accounts.");
        collect(out, "Who is in contact with whom (columns source, target), "
                     "or interactions that name the other account.");
    } else if (lia_facts_is_star(f)) {
        why(out, LIA_NO, "%s touches %llu of %llu ties, as in a personal "
            "archive: no tie between two contacts is known, so every tie "
            "looks like a bridge.", name_of(name, j, f->hub[0]),
            (unsigned long long)f->first_hub_ties,
            (unsigned long long)f->ties);
        collect(out, more_owners);
    } else if (f->ties <= 3) {
        why(out, LIA_PARTLY, f->ties == 1 ? N_("There is only %llu tie.")
                                          : N_("There are only %llu ties."),
            (unsigned long long)f->ties);
        collect(out, "More of the network.");
    } else if (f->hub_count > 0) {
        why(out, LIA_PARTLY, "%llu accounts touch nearly all of the %llu "
            "ties, as in that many archives pooled: common contacts are known "
            "for these accounts only.", (unsigned long long)f->hub_count,
            (unsigned long long)f->ties);
        collect(out, "More owners' archives, or ties between contacts.");
    } else {
        why(out, LIA_YES, f->timed == 0
            ? N_("%llu ties among %llu accounts. Structure only: how strong a "
                 "tie is shows in timed interactions.")
            : N_("%llu ties among %llu accounts."),
            (unsigned long long)f->ties, (unsigned long long)f->accounts);
        if (f->timed == 0)
            collect(out, "Timed interactions between accounts (messages, "
                         "comments, meetings), for the strength of ties.");
    }
}

static void judge_introduce(lia_suitability *out, const judging *j)
{
    const lia_facts *f = j->f;
    const bool has_targets = f->sheet_rows[LIA_TABLE_TARGETS] > 0;
    const bool has_me = j->me != NULL || f->owners == 1;
    char name[NAME_SHOWN + 1];

    if (f->ties == 0) {
        why(out, LIA_NO, "There is no tie along which to introduce.");
        collect(out, "Who is in contact with whom: columns source, target.");
    } else if (lia_facts_is_star(f)) {
        why(out, LIA_PARTLY, "Only the direct contacts of %s are known: they "
            "can be ranked, but no path leads further.",
            name_of(name, j, f->hub[0]));
        collect(out, more_owners);
    } else if (!has_targets || !has_me) {
        why(out, LIA_PARTLY, has_targets
            ? N_("Paths are there; it is not known who asks.")
            : has_me
            ? N_("Paths are there; it is not known who is to be reached.")
            : N_("Paths are there; it is not known who asks and who is to be "
                 "reached."));
        collect(out, !has_targets && !has_me
                         ? N_("Say --me ACCOUNT, and list whom to reach in a "
                              "targets table: account, name, company or "
                              "title.")
                     : has_targets
                         ? N_("Say --me ACCOUNT.")
                         : N_("List whom to reach in a targets table: account, "
                              "name, company or title."));
    } else {
        why(out, LIA_YES, "%llu targets, and %llu ties to reach them along.",
            (unsigned long long)f->sheet_rows[LIA_TABLE_TARGETS],
            (unsigned long long)f->ties);
    }
}

static void judge_influence(lia_suitability *out, const judging *j)
{
    const lia_facts *f = j->f;
    char name[NAME_SHOWN + 1];

    collect(out, "Who engaged whose posts, with times: columns actor, object, "
                 "author, time.");
    if (f->interactions == 0 && f->ties == 0)
        why(out, LIA_NO, "There are neither interactions nor ties.");
    else if (f->interactions == 0)
        why(out, LIA_PARTLY, "Standing in the network can be measured; "
            "without interactions, engagement cannot be split into owned, "
            "earned and artificial.");
    else if (is_owners_only(f))
        why(out, LIA_PARTLY, "What %s posted (%llu posts) and engaged can be "
            "measured; who engaged those posts is not in an export.",
            owners_of(name, j), (unsigned long long)f->posted);
    else if (is_one_actors(f))
        why(out, LIA_NO, "Nearly all interactions are those of %s: what "
            "others gave is not in this data.",
            name_of(name, j, f->busiest));
    else if (f->with_author == 0 && f->with_target == 0)
        why(out, LIA_NO, "The interactions do not say whose posts were "
            "engaged.");
    else if (f->timed == 0 || f->with_object == 0)
        why(out, LIA_PARTLY, f->timed == 0
            ? N_("Who engages whom is known; without times, arranged "
                 "engagement cannot be told apart.")
            : N_("Who engages whom is known; without posts, arranged "
                 "engagement cannot be told apart."));
    else {
        why(out, LIA_YES, "%llu accounts are engaged by others, with times.",
            (unsigned long long)f->engaged);
        out->collect[0] = '\0';
    }
}

static void judge_kpi(lia_suitability *out, const judging *j)
{
    const lia_facts *f = j->f;
    const bool has_team = f->sheet_rows[LIA_TABLE_TEAM] > 0;
    char name[NAME_SHOWN + 1];

    if (f->interactions == 0 || f->timed == 0) {
        why(out, LIA_NO, "A routine shows in timed interactions, and there "
            "are none.");
        collect(out, "The sellers' own archives (posts, comments, messages "
                     "with times), and a team table.");
    } else if (!has_team && j->me == NULL && f->owners > 0) {
        why(out, LIA_PARTLY, "The routine of %s can be measured; it is not "
            "known what it brought.", owners_of(name, j));
        collect(out, "Deals: deal, amount, won, closed, owner; a team table "
                     "(column account).");
    } else if (!has_team && j->me == NULL) {
        why(out, LIA_NO, "It is not known whose routine to measure.");
        collect(out, "A team table (column account), or --me ACCOUNT; deals "
                     "with owner, amount and date for the contribution.");
    } else if (!has_team || f->sheet_rows[LIA_TABLE_DEALS] == 0) {
        why(out, LIA_PARTLY, has_team
            ? N_("The team's routine can be measured, not what it brought: "
                 "there are no deals.")
            : N_("One account's routine can be measured, not a team's."));
        collect(out, has_team
                         ? N_("Deals: deal, amount, won, closed, owner.")
                         : N_("A team table (column account), and deals."));
    } else {
        why(out, LIA_YES, "Team, timed interactions and %llu deals.",
            (unsigned long long)f->sheet_rows[LIA_TABLE_DEALS]);
    }
}

void lia_suitability_judge(lia_suitability *out, const lia_facts *facts,
                           const lia_names *names, const char *me)
{
    static void (*const judges[])(lia_suitability *, const judging *) = {
        [LIA_JOB_PODS] = judge_pods,
        [LIA_JOB_BRIDGES] = judge_bridges,
        [LIA_JOB_INTRODUCE] = judge_introduce,
        [LIA_JOB_INFLUENCE] = judge_influence,
        [LIA_JOB_KPI] = judge_kpi};
    const judging j = {facts, names, me};

    for (int job = 0; job < LIA_JOB_COUNT; job++) {
        out[job] = (lia_suitability){.verdict = LIA_NO};
        judges[job](&out[job], &j);
    }
}
