/* pods/classes.c - thresholds in one place, words in one place. */
#include "pods/classes.h"

#include <math.h>

#include "base/sentence.h"

static const double CLOSE_HELP = 1.6, SOME_HELP = 1.3, MOST_AFFINE = .65,
                    SURE = 1e-8, LEAST_RECIPROCITY = .15, MOST_OUTSIDE = .4,
                    ONE_STAR = .05, LEAST_RETURNS = .6,
                    LEAST_OF_FEW = .5, SMALL_GROUP = 3, BRIGHT = .2, DIM = .15,
                    LEAST_OF_DIM = .3;
enum { FEWEST_AUTHORS = 3, NOTE_SIZE = 8, FEW = 12 };

const char *lia_pod_class_name(lia_pod_class class_of)
{
    static const char *const names[LIA_POD_CLASS_COUNT] = {
        "calculated", "coordinated", "affinity_sync", "affinity",
        "reciprocal", "circle", "automated", "oneway", "advocacy", "in_step",
        "burst", "one_off"};

    return names[class_of];
}

const char *lia_pod_source_name(lia_pod_source source)
{
    static const char *const names[LIA_POD_SOURCE_COUNT] = {"S", "R", "core",
                                                            "growth"};

    return names[source];
}

static double cut(double x)
{
    return x > 0 ? fmin(1, x) : 0;
}

static void set_indices(lia_pod *p)
{
    double parts = 0, sum = 0;

    p->calculated_index =
        (cut(log2(fmax(p->synchrony, 1)) / 3) + cut(2 * (p->promptness - .5)) +
         cut(p->coverage / .6) + cut(p->exclusivity)) / 4;
    if (!isnan(p->topic)) {
        sum += cut(p->topic_scale * (p->topic - p->topic_floor));
        parts++;
    }
    if (!isnan(p->contact)) {
        sum += cut(p->contact / .5);
        parts++;
    }
    p->affinity_index = parts > 0 ? sum / parts : NAN;
}

/* Do they follow one author rather than one another? */
static bool follows_star(const lia_pod *p)
{
    const double least = p->star_share < DIM ? LEAST_OF_DIM
                         : p->size < FEW || p->star_share < BRIGHT
                             ? LEAST_OF_FEW : LEAST_RETURNS;

    return p->star_share > fmax(MOST_OUTSIDE, SMALL_GROUP / p->size) ||
           (p->star_share > 0 && (p->star_returns < least ||
                                  exp(p->log_p_without) > ONE_STAR));
}

static lia_pod_class judge(const lia_pod *p)
{
    const double affinity = isnan(p->affinity_index) ? 0 : p->affinity_index;
    const double help = p->coverage_against_friends;
    lia_pod_class c;

    if (p->authors < fmax(FEWEST_AUTHORS, .25 * p->size) ||
        p->reciprocity < LEAST_RECIPROCITY)
        return LIA_POD_ONEWAY;
    if (p->outside_share > MOST_OUTSIDE || follows_star(p))
        return LIA_POD_ADVOCACY;
    if (p->machines >= .5)
        return LIA_POD_AUTOMATED;
    if (!p->in_step) {
        if (!(help >= CLOSE_HELP) || p->source != LIA_POD_FROM_TIES ||
            p->size < NOTE_SIZE)
            return LIA_POD_CIRCLE;
        return affinity >= .5 ? LIA_POD_AFFINITY : LIA_POD_RECIPROCAL;
    }
    c = p->calculated_index >= fmin(affinity, MOST_AFFINE)
            ? LIA_POD_CALCULATED : LIA_POD_AFFINITY_SYNC;
    if ((c == LIA_POD_AFFINITY_SYNC || affinity >= MOST_AFFINE) &&
        !(help >= SOME_HELP) && p->p_value > SURE)
        return LIA_POD_CIRCLE;
    return c;
}

void pod_classify(lia_pod *p)
{
    set_indices(p);
    p->class_of = (uint8_t)judge(p);
    p->detection = lia_pod_is_detection((lia_pod_class)p->class_of);
    p->score = p->in_step ? -p->log_p / log(10) : 0;
}

static void say_step(FILE *to, const lia_pod *p)
{
    lia_written_to(to, "%u accounts engaged one another's posts within %g "
                   "minutes of each other %.0f times where their own habits "
                   "explain %.0f", p->size, p->window_s / 60.0, p->observed,
                   p->expected);
    if (p->in_step)
        lia_written_to(to, " (%.1f times as often; p = %.1g over %u days)",
                       p->synchrony, p->p_value, p->days);
    else
        lia_written_to(to, ", which proves no agreement (p = %.2g over %u "
                       "days)", p->p_value, p->days);
}

static void say_class(FILE *to, const lia_pod *p)
{
    const double affinity = isnan(p->affinity_index) ? 0 : p->affinity_index;

    switch ((lia_pod_class)p->class_of) {
    case LIA_POD_CALCULATED:
        lia_written_to(to, affinity >= .5
                       ? N_("consistent with coordination among people who "
                            "also share tastes or contacts (hybrid)")
                       : N_("consistent with coordination"));
        break;
    case LIA_POD_AFFINITY_SYNC:
        lia_written_to(to, "consistent with friends who alert one another");
        break;
    case LIA_POD_AFFINITY:
        lia_written_to(to, "a note, without an error rate: they help each "
                       "other more than friends do, at their own hours");
        break;
    case LIA_POD_RECIPROCAL:
        lia_written_to(to, "a note, without an error rate: they help each "
                       "other more than friends do, without shared tastes or "
                       "contacts");
        if (p->evenness < 1.5)
            lia_written_to(to, ", and evenly: a slow agreement is possible");
        break;
    case LIA_POD_CIRCLE:
        lia_written_to(to, "a circle that helps no more than friends do");
        break;
    case LIA_POD_AUTOMATED:
        lia_written_to(to, "half of them or more act within a minute, as "
                       "machines do");
        break;
    case LIA_POD_ONEWAY:
        lia_written_to(to, "favours go to few authors and do not come back: "
                       "fans, or bought engagement");
        break;
    case LIA_POD_ADVOCACY:
        if (p->outside_share > MOST_OUTSIDE)
            lia_written_to(to, "%.0f%% of their coincidences are on one "
                           "author outside: staff, or supporters", 100 *
                           p->outside_share);
        else if (p->star_returns < LEAST_RETURNS)
            lia_written_to(to, "%.0f%% of their coincidences are on one "
                           "author who hardly gives back: staff, fans, or "
                           "supporters", 100 * p->star_share);
        else
            lia_written_to(to, "beside the posts of one author, whom all of "
                           "them follow, they are not in step: fans, or "
                           "supporters");
        break;
    default:
        break;
    }
}

void pod_explain(FILE *to, const lia_pod *p)
{
    say_step(to, p);
    lia_written_to(to, "; they cover %.0f%% of each other's posts, %.0f%% of "
                   "pairs both ways: ", 100 * p->coverage, 100 *
                   p->reciprocity);
    say_class(to, p);
    lia_written_to(to, "; readings: calculated %.2f, affinity ",
                   p->calculated_index);
    if (isnan(p->affinity_index))
        lia_written_to(to, "unknown (neither contacts nor tags)");
    else
        lia_written_to(to, "%.2f", p->affinity_index);
    if (p->delay_variation < .3)
        lia_written_to(to, "; delays as even as a script's");
}

void pod_say_what_clears(FILE *to, const lia_pod *p)
{
    if (p->in_step)
        lia_written_to(to, "A shared occasion that these data do not show (a "
                       "meeting, a newsletter, a notification) on most of the "
                       "%u days; times that are those of a collection run and "
                       "not of the act", p->days);
    else
        lia_written_to(to, "Nothing is proven that would need clearing");
}
