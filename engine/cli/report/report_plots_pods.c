/* cli/report/report_plots_pods.c - pods as pictures: who engaged what, how
 * soon, and how much more often together than chance.
 *
 * The engagements are those that the detector saw (one per account and post,
 * nothing of one's own). Where a post's time is not known, delays run from its
 * first engagement, which then has none itself.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "cli/report/report_plots.h"
#include "liaison/coengagement.h"
#include "pods/stage.h"

enum { FEWEST_POSTS = 2, FEWEST_DELAYS = 5, FEWEST_DAYS = 2 };

static const lia_time SECOND = 1000000;

typedef struct drawing {
    const report_parts *r;
    const lia_pods *pods;
    const lia_pod *pod;
    const lia_pod_member *member;    /* [pod->size]                          */
    lia_events events;
    lia_vid *author;                 /* [posts]                              */
    lia_time *published;             /* [posts]                              */
    uint32_t *place;                 /* [accounts] row of a member, else
                                        LIA_NONE                             */
    uint32_t *seen;                  /* [accounts] engagements of others     */
    uint32_t *post;                  /* posts of the pod, by time            */
    uint64_t *key;
    uint32_t posts;
    uint32_t *delay[2];              /* inside, elsewhere                    */
    uint64_t delays[2];
    lia_vid other[CHART_OTHERS];
    uint32_t others;
} drawing;

static bool is_member(const drawing *d, lia_vid account)
{
    return account != LIA_NONE && d->place[account] != LIA_NONE;
}

/* When a post came out; is_guessed: that is its first engagement. */
static lia_time start_of(const drawing *d, uint32_t post, bool *is_guessed)
{
    const uint64_t first = d->events.off[post];

    *is_guessed = d->published[post] == LIA_NO_TIME;
    if (!*is_guessed)
        return d->published[post];
    return d->events.off[post + 1] > first ? d->events.event[first].time
                                           : LIA_NO_TIME;
}

/* Of the pod: written by a member; without authors: engaged by two. */
static bool is_of_pod(const drawing *d, uint32_t post)
{
    uint32_t members = 0;

    if (!d->pods->is_authorless)
        return is_member(d, d->author[post]);
    for (uint64_t e = d->events.off[post]; e < d->events.off[post + 1]; e++)
        members += is_member(d, d->events.event[e].account);
    return members >= 2;
}

static double delay_of(lia_time time, lia_time start)
{
    const lia_time seconds = time / SECOND - start / SECOND;

    return seconds > 0 ? (double)seconds : 0;
}

static void list_delays(drawing *d, uint32_t post, bool is_inside)
{
    const uint64_t first = d->events.off[post];
    bool is_guessed;
    const lia_time start = start_of(d, post, &is_guessed);
    const int s = is_inside ? 0 : 1;

    for (uint64_t e = first; e < d->events.off[post + 1]; e++) {
        const lia_event *event = &d->events.event[e];
        if (!is_member(d, event->account) ||
            event->account == d->author[post] || (is_guessed && e == first))
            continue;
        d->delay[s][d->delays[s]++] =
            (uint32_t)fmin(delay_of(event->time, start), UINT32_MAX);
    }
}

/* Posts of the pod by time, then by name; delays of its members. */
static void look_at_posts(drawing *d)
{
    bool is_guessed;

    d->posts = 0;
    d->delays[0] = d->delays[1] = 0;
    for (uint32_t p = 0; p < d->events.posts; p++) {
        const bool is_inside = is_of_pod(d, p);
        const lia_time start = start_of(d, p, &is_guessed);
        if (start == LIA_NO_TIME ||
            (!d->pods->is_authorless && d->author[p] == LIA_NONE))
            continue;
        list_delays(d, p, is_inside);
        if (!is_inside)
            continue;
        d->key[d->posts] = (uint64_t)start ^ (uint64_t)1 << 63;
        d->post[d->posts++] = p;
    }
    lia_sort_keys(d->key, d->post, d->posts);
}

static bool is_shown(const drawing *d, lia_vid account)
{
    return is_member(d, account) && d->place[account] < CHART_ROWS;
}

/* Of a pod with more members than rows: posts of those that have a row. */
static void keep_shown(drawing *d)
{
    uint32_t kept = 0;

    if (d->pod->size <= CHART_ROWS)
        return;
    for (uint32_t k = 0; k < d->posts; k++) {
        const uint32_t p = d->post[k];
        uint32_t shown = 0;
        for (uint64_t e = d->events.off[p]; e < d->events.off[p + 1]; e++)
            shown += is_shown(d, d->events.event[e].account);
        if (d->pods->is_authorless ? shown >= 2 : is_shown(d, d->author[p]))
            d->post[kept++] = p;
    }
    d->posts = kept;
}

/* Who else engaged these posts most, twice or more; of equals the first. */
static void find_others(drawing *d)
{
    d->others = 0;
    memset(d->seen, 0, d->events.accounts * sizeof *d->seen);
    for (uint32_t k = 0; k < d->posts; k++)
        for (uint64_t e = d->events.off[d->post[k]];
             e < d->events.off[d->post[k] + 1]; e++)
            d->seen[d->events.event[e].account]++;
    for (lia_vid u = 0; u < d->events.accounts; u++) {
        uint32_t at = d->others;
        if (d->seen[u] < 2 || is_member(d, u))
            continue;
        while (at > 0 && d->seen[d->other[at - 1]] < d->seen[u])
            at--;
        if (at == CHART_OTHERS)
            continue;
        d->others += d->others < CHART_OTHERS;
        memmove(d->other + at + 1, d->other + at,
                (d->others - at - 1) * sizeof *d->other);
        d->other[at] = u;
    }
}

static uint64_t most_first(uint64_t value)
{
    return UINT32_MAX - (value < UINT32_MAX ? value : UINT32_MAX);
}

/* Rows of members: who gave most first, of equals who received more. */
static lia_status order_members(drawing *d, lia_error *err)
{
    const uint32_t size = d->pod->size;
    lia_status st = LIA_OK;
    uint64_t *key = NULL;
    uint32_t *member = NULL;

    LIA_TRY(lia_alloc(&key, size, sizeof *key, err));
    LIA_TRY(lia_alloc(&member, size, sizeof *member, err));
    for (uint32_t k = 0; k < size; k++) {
        key[k] = most_first(d->member[k].given) << 32 |
                 most_first(d->member[k].received);
        member[k] = k;
    }
    lia_sort_keys(key, member, size);
    for (uint32_t row = 0; row < size; row++)
        d->place[d->member[member[row]].account] = row;
done:
    lia_free(key);
    lia_free(member);
    return st;
}

static lia_plot begin(const drawing *d, const char *kind)
{
    lia_plot p = {.section = "pods", .pod = d->pod->number};

    snprintf(p.name, sizeof p.name, "pod_%u_%s", d->pod->number, kind);
    return p;
}

/* ---- who engaged what ---- */

static void fill_column(chart_matrix *m, const drawing *d, uint32_t column,
                        uint32_t post)
{
    bool is_guessed;
    const lia_time start = start_of(d, post, &is_guessed);
    const lia_vid author = d->author[post];

    m->time[column] = start;
    if (!d->pods->is_authorless && is_member(d, author) &&
        d->place[author] < m->members)
        m->cell[(size_t)d->place[author] * m->columns + column] = CHART_OWN;
    for (uint64_t e = d->events.off[post]; e < d->events.off[post + 1]; e++) {
        const lia_event *event = &d->events.event[e];
        uint32_t row = d->place[event->account];
        if (event->account == author)
            continue;
        for (uint32_t k = 0; row == LIA_NONE && k < d->others; k++)
            if (d->other[k] == event->account)
                row = m->members + k;
        if (row == LIA_NONE || row >= m->rows ||
            (row >= m->members && is_member(d, event->account)))
            continue;
        m->cell[(size_t)row * m->columns + column] =
            chart_matrix_shade(m, delay_of(event->time, start));
    }
}

static lia_status say_matrix(lia_plot *p, const drawing *d,
                             const chart_matrix *m, lia_error *err)
{
    const plot_value v[] = {plot_count_of(d->pod->number),
                            plot_count_of(m->members),
                            plot_count_of(d->pod->size),
                            plot_count_of(m->columns),
                            plot_count_of(d->posts)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title,
                      N_("Pod {1}: who engaged which post, and how soon"), v,
                      5, err));
    LIA_TRY(plot_tell(p->caption, d->pods->is_authorless
        ? N_("A row is a member, a column a post that two members or more "
             "engaged; the stronger the shade, the sooner after its first "
             "engagement.")
        : N_("A row is a member, a column a post by a member; the stronger "
             "the shade, the sooner after publication."), v, 5, err));
    if (m->rows > m->members)
        LIA_TRY(plot_tell(p->caption,
                          N_("Below: the accounts that engaged these posts "
                             "most without being members."), v, 5, err));
    if (m->columns < d->posts)
        LIA_TRY(plot_tell(p->caption,
                          N_("{4} of {5} posts, taken evenly over time."), v,
                          5, err));
    if (m->members < d->pod->size)
        LIA_TRY(plot_tell(p->caption,
                          N_("The {2} most active of {3} members and their "
                             "posts."), v, 5, err));
done:
    return st;
}

static lia_status add_matrix(lia_plots *out, drawing *d, lia_error *err)
{
    const uint32_t members =
        d->pod->size < CHART_ROWS ? d->pod->size : CHART_ROWS;
    const uint32_t columns =
        d->posts < CHART_COLUMNS ? d->posts : CHART_COLUMNS;
    lia_plot p = begin(d, "matrix");
    chart_matrix *m = NULL;
    lia_status st;

    if (d->posts < FEWEST_POSTS)
        return LIA_OK;
    st = chart_matrix_new(&m, members, d->others, columns, d->pod->window_s,
                          err);
    if (st != LIA_OK)
        return st;
    p.data = m;
    p.drop = chart_matrix_drop;
    p.draw = chart_matrix_draw;
    p.height = chart_matrix_height(m);
    for (uint32_t i = 0; i < d->pod->size; i++)
        if (d->place[d->member[i].account] < members)
            report_plot_call(&m->label[d->place[d->member[i].account]],
                             d->r->tables, d->member[i].account);
    for (uint32_t k = 0; k < d->others; k++)
        report_plot_call(&m->label[members + k], d->r->tables, d->other[k]);
    for (uint32_t c = 0; c < columns; c++)
        fill_column(m, d, c, d->post[chart_thinned(c, columns, d->posts)]);
    return report_plot_add(out, &p, say_matrix(&p, d, m, err), err);
}

/* ---- how soon ---- */

static lia_status say_delays(lia_plot *p, const drawing *d,
                             const chart_delays *c, lia_error *err)
{
    const plot_value v[] = {plot_count_of(d->pod->number),
                            plot_span_of(c->median[0]),
                            plot_span_of(c->median[1]),
                            plot_span_of(c->window)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title,
                      d->pods->is_authorless
                          ? N_("Pod {1}: how soon members follow")
                          : N_("Pod {1}: how soon favours come"), v, 4, err));
    LIA_TRY(plot_tell(p->caption, d->pods->is_authorless
        ? N_("Delay after the first engagement of a post: bars for posts that "
             "two members or more engaged, line for the members' other "
             "posts.")
        : N_("Delay after publication: bars for members on members' posts, "
             "line for the same members on posts of others."), v, 4, err));
    LIA_TRY(plot_tell(p->caption, d->delays[1] > 0
        ? N_("Half of them came within {2}, elsewhere within {3}; the dashed "
             "line is the window of the test, {4}.")
        : N_("Half of them came within {2}; the dashed line is the window of "
             "the test, {4}."), v, 4, err));
done:
    return st;
}

static lia_status add_delays(lia_plots *out, drawing *d, lia_error *err)
{
    lia_plot p = begin(d, "delays");
    chart_delays *c = NULL;
    lia_status st;

    if (d->delays[0] < FEWEST_DELAYS)
        return LIA_OK;
    st = chart_delays_new(&c, d->delay, d->delays, d->pod->window_s, err);
    if (st != LIA_OK)
        return st;
    p.data = c;
    p.drop = chart_delays_drop;
    p.draw = chart_delays_draw;
    p.height = chart_delays_height(c);
    return report_plot_add(out, &p, say_delays(&p, d, c, err), err);
}

/* ---- by day ---- */

static lia_status say_days(lia_plot *p, const drawing *d, const chart_days *c,
                           lia_error *err)
{
    const plot_value v[] = {plot_count_of(d->pod->number),
                            plot_span_of(d->pod->window_s),
                            plot_count_of(c->step)};
    lia_status st = LIA_OK;

    LIA_TRY(plot_tell(p->title, N_("Pod {1}: coincidences observed and "
                                   "expected"), v, 3, err));
    LIA_TRY(plot_tell(p->caption,
                      N_("Bars: how often two members engaged the same post "
                         "within {2} of each other. Line: what each member's "
                         "own habits would give without the others."), v, 3,
                      err));
    if (c->step > 1)
        LIA_TRY(plot_tell(p->caption,
                          N_("Each bar adds up {3} days."), v, 3, err));
done:
    return st;
}

static lia_status add_days(lia_plots *out, drawing *d, lia_error *err)
{
    const lia_pod_day *row = d->pods->day + d->pod->first_day;
    lia_plot p = begin(d, "days");
    chart_days *c = NULL;
    chart_day *day = NULL;
    uint64_t count = 0;
    lia_status st = LIA_OK;

    while (d->pod->first_day + count < d->pods->day_count &&
           row[count].pod == d->pod->number)
        count++;
    if (count < FEWEST_DAYS)
        return LIA_OK;
    LIA_TRY(lia_alloc(&day, count, sizeof *day, err));
    for (uint64_t k = 0; k < count; k++)
        day[k] = (chart_day){row[k].day, row[k].observed, row[k].expected};
    LIA_TRY(chart_days_new(&c, day, count, err));
    p.data = c;
    p.drop = chart_days_drop;
    p.draw = chart_days_draw;
    p.height = chart_days_height(c);
    st = report_plot_add(out, &p, say_days(&p, d, c, err), err);
done:
    lia_free(day);
    return st;
}

/* ---- all of them ---- */

static lia_status prepare(drawing *d, lia_error *err)
{
    const settings *s = d->r->s;
    const lia_events_options o = {.run = run_of(s)};
    lia_status st = LIA_OK;

    LIA_TRY(lia_events_build(&d->events, d->r->tables, &o, err));
    const uint64_t posts = d->events.posts, n = d->events.accounts;
    LIA_TRY(lia_alloc(&d->author, posts, sizeof *d->author, err));
    LIA_TRY(lia_alloc(&d->published, posts, sizeof *d->published, err));
    LIA_TRY(lia_alloc(&d->place, n, sizeof *d->place, err));
    LIA_TRY(lia_alloc(&d->seen, n, sizeof *d->seen, err));
    LIA_TRY(lia_alloc(&d->post, posts, sizeof *d->post, err));
    LIA_TRY(lia_alloc(&d->key, posts, sizeof *d->key, err));
    for (int k = 0; k < 2; k++)
        LIA_TRY(lia_alloc(&d->delay[k], d->events.count, sizeof(uint32_t),
                          err));
    memset(d->place, 0xff, n * sizeof *d->place);
    pod_posts_read(d->author, d->published, d->events.posts, d->r->tables);
done:
    return st;
}

static void end(drawing *d)
{
    lia_events_free(&d->events);
    lia_free(d->author);
    lia_free(d->published);
    lia_free(d->place);
    lia_free(d->seen);
    lia_free(d->post);
    lia_free(d->key);
    lia_free(d->delay[0]);
    lia_free(d->delay[1]);
}

lia_status report_plots_of_pods(lia_plots *out, const report_parts *r,
                                const lia_pods *pods, lia_error *err)
{
    drawing d = {.r = r, .pods = pods};
    const uint32_t count = pods->count < PLOTTED_PODS ? pods->count
                                                      : PLOTTED_PODS;
    lia_status st = LIA_OK;

    LIA_TRY(prepare(&d, err));
    for (uint32_t k = 0; k < count; k++) {
        d.pod = &pods->pod[k];
        d.member = pods->member + d.pod->first_member;
        LIA_TRY(order_members(&d, err));
        look_at_posts(&d);
        keep_shown(&d);
        find_others(&d);
        LIA_TRY(add_matrix(out, &d, err));
        LIA_TRY(add_delays(out, &d, err));
        LIA_TRY(add_days(out, &d, err));
        for (uint32_t m = 0; m < d.pod->size; m++)
            d.place[d.member[m].account] = LIA_NONE;
    }
done:
    end(&d);
    return st;
}
