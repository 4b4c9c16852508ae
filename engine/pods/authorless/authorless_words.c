/* pods/authorless/authorless_words.c - see authorless.h. */
#include "base/language.h"
#include "pods/authorless/authorless.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sentence.h"
#include "base/status.h"

static const double MOST_STREAM = 0.3;

static const char *const clears_group =
    N_("A source that all of them follow and repeat (a feed, a newsletter, a "
       "trending list), a common schedule of work, times that are those of a "
       "collection run and not of the act");
static const char *const clears_object =
    N_("A mention of the object where many saw it who are not otherwise in "
       "these data, or a collection that holds only this object of theirs");

int pod_member_order(const void *left, const void *right)
{
    const lia_pod_member *x = left, *y = right;

    return (x->account > y->account) - (x->account < y->account);
}

/* "5 minutes", "1 hour" */
static void say_time(FILE *to, lia_time t)
{
    const long long seconds = t / 1000000;

    if (seconds % 3600 == 0)
        lia_written_to(to, seconds == 3600 ? N_("%lld hour") : N_("%lld hours"),
                       seconds / 3600);
    else if (seconds % 60 == 0)
        lia_written_to(to, seconds == 60 ? N_("%lld minute")
                                         : N_("%lld minutes"), seconds / 60);
    else
        lia_written_to(to, "%lld seconds", seconds);
}

static void say_group(FILE *to, const lia_pod *p,
                      const lia_coordinated_group *g)
{
    const double pairs = g->pair_events > 0 ? (double)g->pair_events : 1;

    lia_written_to(to, "%u accounts (%u core, %u grown) on %u objects: of "
                   "their common engagements within ", g->members, g->core,
                   g->members - g->core, p->posts);
    say_time(to, g->horizon);
    lia_written_to(to, ", %.0f%% were within ",
                   100 * (double)g->near / pairs);
    say_time(to, g->window);
    lia_written_to(to, g->tier == LIA_TIER_BURST
                   ? N_(" where %.0f%% were expected (crowd %.0f%%, their own "
                        "habit %.0f%%), on %u hours that did not propose them "
                        "(p = %.1g, seen %u ")
                   : N_(" where %.0f%% were expected (crowd %.0f%%, their own "
                        "habit %.0f%%), on %u days that did not propose them "
                        "(p = %.1g, seen %u "),
                   100 * g->expected / pairs, 100 * g->crowd, 100 * g->habit,
                   g->days, p->p_value, g->seen);
    lia_written_to(to, g->seen == 1 ? N_("time): ") : N_("times): "));
    switch (g->tier) {
    case LIA_TIER_COORDINATED:
        lia_written_to(to, "consistent with coordination");
        break;
    case LIA_TIER_IN_STEP:
        lia_written_to(to, "a warning: in step beyond chance, but not beyond "
                       "what bursts and fast accounts of this crowd do");
        break;
    default:
        lia_written_to(to, "a warning: in step on one occasion, with no other "
                       "days to confirm it");
    }
    if (g->core == 0)
        lia_written_to(to, "; no core: they hang together loosely");
    if (g->automation.stream_bots)
        lia_written_to(to, "; like programs that repeat one stream: nearly "
                       "every object, at an even delay, round the clock");
}

static lia_status add(uint32_t *id, pod_texts *texts, FILE *to, char **text,
                      size_t *length, lia_error *err)
{
    lia_status st;

    if (to == NULL)
        return lia_fail(err, LIA_ENOMEM, "out of memory: explanations");
    (void)fclose(to);
    st = pod_texts_add(id, texts, *text, *length, err);
    free(*text);
    return st;
}

static lia_status add_constant(uint32_t *id, pod_texts *texts,
                               const char *text, lia_error *err)
{
    const char *said = wr(text);

    return pod_texts_add(id, texts, said, strlen(said), err);
}

lia_status pod_group_say(uint32_t *explanation, uint32_t *clears,
                         pod_texts *texts, const lia_pod *pod,
                         const lia_coordinated_group *group, lia_error *err)
{
    lia_status st = LIA_OK;
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);

    if (to != NULL)
        say_group(to, pod, group);
    LIA_TRY(add(explanation, texts, to, &text, &length, err));
    LIA_TRY(add_constant(clears, texts, clears_group, err));
done:
    return st;
}

lia_status pod_one_off_say(uint32_t *explanation, uint32_t *clears,
                           pod_texts *texts, const lia_one_off *o,
                           const char *name, size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);

    if (to != NULL)
        lia_written_to(to, o->hours == 1
                ? N_("a warning: %llu of the %llu accounts that engaged %.*s "
                     "in %u hour are seen nowhere else, where %.0f%% are in "
                     "hours as busy (p = %.1g): as bought engagement would "
                     "look")
                : N_("a warning: %llu of the %llu accounts that engaged %.*s "
                     "in %u hours are seen nowhere else, where %.0f%% are in "
                     "hours as busy (p = %.1g): as bought engagement would "
                     "look"),
                (unsigned long long)o->one_offs,
                (unsigned long long)o->engagers, (int)length, name, o->hours,
                100 * o->usual, exp(o->log_p));
    LIA_TRY(add(explanation, texts, to, &text, &size, err));
    LIA_TRY(add_constant(clears, texts, clears_object, err));
done:
    return st;
}

static int say(char *out, size_t room, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static int say(char *out, size_t room, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = lia_sentence(out, room, lia_written(), wr(format), arguments);
    va_end(arguments);
    return length;
}

static void say_remark(char *out, size_t room, const lia_coordinated *found,
                       double streams)
{
    int at = 0;

    if (streams > MOST_STREAM)
        at = say(out, room, "%.0f%% of the engagements are on objects that are "
                 "engaged on most days: such an object is a stream and all of "
                 "it is in step; take a narrower one (--object)",
                 100 * streams);
    if (found->suspects > found->clean && at >= 0 && (size_t)at < room)
        say(out + at, room - (size_t)at, "%sno clean crowd: %u accounts are in "
            "step with another, %u share objects and are not; what is usual "
            "is measured on the latter and may be too high: see in_step "
            "(--include-warnings), or bring an organic crowd with --crowd FILE",
            at > 0 ? "; " : "", found->suspects, found->clean);
}

static void say_untestable(char *out, size_t room,
                           const lia_coordinated *found)
{
    if (found->group_count > 0)
        return;
    if (found->proposals == 0)
        say(out, room, "no group of accounts is in step often enough to be "
            "tested");
    else if (found->testable == 0)
        say(out, room, "too few days: %llu groups were proposed, none is seen "
            "together on 4 other days of the %u; more days of the same "
            "accounts may show some", (unsigned long long)found->proposals,
            found->days);
}

void pod_say_limits(lia_pods *out, const lia_coordinated *found,
                    double streams)
{
    const lia_language written = lia_written();

    say_remark(out->remark, sizeof out->remark, found, streams);
    say_untestable(out->untestable, sizeof out->untestable, found);
    lia_write_in(lia_spoken());
    say_remark(out->remark_said, sizeof out->remark_said, found, streams);
    say_untestable(out->untestable_said, sizeof out->untestable_said, found);
    lia_write_in(written);
}
