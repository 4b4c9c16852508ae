/* cli/network/cmd_network.c - who engaged the same posts within a window. */
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/options.h"
#include "cli/network/cohort.h"
#include "cli/network/peers.h"
#include "cli/say/fail.h"
#include "cli/say/terminal.h"

enum { TERMINAL_TOP = 20 };

static bool is_network(lia_format format)
{
    return format == LIA_FORMAT_GRAPHML || format == LIA_FORMAT_GEXF ||
           format == LIA_FORMAT_PAJEK;
}

/* Where it goes, and as what; COUNT for a folder. */
static lia_status output_format(lia_format *out, const settings *s,
                                lia_error *err)
{
    const bool to_stdout = s->output == NULL || strcmp(s->output, "-") == 0;

    *out = LIA_FORMAT_COUNT;
    if (to_stdout)
        *out = stdout_format(s);
    else if (path_is_file(s->output))
        *out = lia_format_of(s->format != NULL ? s->format : s->output);
    if (to_stdout && *out == LIA_FORMAT_SQLITE)
        return lia_fail(err, LIA_EARG, "--format sqlite needs a file: "
                        "-o network.sqlite");
    if (!to_stdout && path_is_file(s->output) && *out == LIA_FORMAT_COUNT)
        return lia_fail(err, LIA_EARG, "%s: its extension names no format; "
                        "add --format", s->output);
    if (*out == LIA_FORMAT_COUNT && s->format != NULL &&
        (is_network(lia_format_of(s->format)) ||
         lia_format_of(s->format) == LIA_FORMAT_SQLITE))
        return lia_fail(err, LIA_EARG, "--format %s goes to a file: -o "
                        "network.%s", s->format, s->format);
    return LIA_OK;
}

/* The table that goes to standard output or a file. */
static lia_status pick_table(const lia_ranked **out, const coengagement *c,
                             const cohort *co, lia_error *err)
{
    const lia_ranked *const known[] = {&c->edges, &co->accounts, &co->groups,
                                       &co->posts, &co->evidence};
    const char *name = c->s->table != NULL ? c->s->table : "edges";

    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (known[k]->name != NULL && strcmp(known[k]->name, name) == 0) {
            *out = known[k];
            return LIA_OK;
        }
    return lia_fail(err, LIA_EINTERNAL, "there is no table \"%s\"", name);
}

/* The heaviest edges first, if only some are wanted. */
static lia_status rank_edges(uint64_t **order, coengagement *c, uint64_t top,
                             lia_error *err)
{
    const uint32_t windows = c->look.windows;
    const lia_rank_key key = {.count32 = c->pairs.weight + windows - 1,
                              .stride = windows, .descending = true};
    lia_status st;

    if (top == 0)
        return LIA_OK;
    st = lia_ranked_order(order, &c->edges.rows, c->pairs.count, top, &key, 1,
                          &c->run, err);
    c->edges.order = *order;
    return st;
}

/* One table on its own is cut like the edges: its first rows. */
static void cut(cohort *co, uint64_t top)
{
    lia_ranked *const table[] = {&co->accounts, &co->groups, &co->posts,
                                 &co->evidence};

    for (size_t k = 0; top > 0 && k < sizeof table / sizeof *table; k++)
        if (table[k]->rows > top)
            table[k]->rows = top;
}

static lia_status write_all(coengagement *c, cohort *co, bool needs_all,
                            lia_error *err)
{
    const lia_network net = {.accounts = &co->net.names, .ties = &co->net.ties,
                             .account_columns = &co->accounts,
                             .tie_columns = &c->edges};
    const lia_ranked *tables[5] = {&c->edges, &co->accounts, &co->groups,
                                   &co->posts, &co->evidence};
    output what = {.tables = tables, .count = c->s->evidence ? 5 : 4,
                   .net = c->s->top > 0 ? NULL : &net, .members = c->member,
                   .member_count = c->member_count};
    lia_status st = LIA_OK;

    if (needs_all)
        return output_write(&what, c->s, err);
    LIA_TRY(pick_table(&tables[0], c, co, err));
    what.count = 1;
    st = output_write(&what, c->s, err);
done:
    return st;
}

/* The whole network at once, with what is known of its parts. */
static lia_status whole(coengagement *c, lia_format format, uint64_t top,
                        lia_error *err)
{
    const char *table = c->s->table != NULL ? c->s->table : "edges";
    const bool all = format == LIA_FORMAT_COUNT || format == LIA_FORMAT_SQLITE;
    const bool about = all || is_network(format) || c->s->evidence ||
                       c->s->communities || strcmp(table, "edges") != 0;
    const bool lists = c->s->evidence || strcmp(table, "evidence") == 0;
    cohort co = {.c = c};
    uint64_t *order = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(coengage_count(c, about ? COHORT_EDGE_BYTES +
                                  (c->s->communities ? LEIDEN_EDGE_BYTES : 0)
                                    : 8,
                           about ? COHORT_SHARED_BYTES : 0, err));
    if (about) {
        LIA_TRY(memory_check(c->s, c->pairs.count * COHORT_EDGE_BYTES,
                             "describing the network", err));
        LIA_TRY(lia_pairs_evidence(&c->evidence, &c->w, &c->pairs, &c->run,
                                   err));
        LIA_TRY(cohort_build(&co, c, err));
    }
    coengage_edges(c);
    if (lists)
        LIA_TRY(cohort_evidence(&co, &c->edges, err));
    LIA_TRY(rank_edges(&order, c, top, err));
    if (!all)
        cut(&co, top);
    coengage_describe(c);
    LIA_TRY(write_all(c, &co, all, err));
    talk("%llu edges", (unsigned long long)c->edge_count);
done:
    lia_ranked_order_free(order);
    cohort_free(&co);
    return st;
}

static bool can_stream(const settings *s, lia_format format)
{
    return (format == LIA_FORMAT_CSV || format == LIA_FORMAT_TSV ||
            format == LIA_FORMAT_JSONL) &&
           s->top == 0 && !s->evidence && !s->communities &&
           (s->table == NULL || strcmp(s->table, "edges") == 0);
}

/* What is asked for that there is not, before anything is read. */
static lia_status own_check(const settings *s, lia_error *err)
{
    static const char *const known[] = {"edges", "accounts", "groups",
                                        "posts", "evidence"};
    const char *theirs =
        s->loops ? "loops" : s->network != NULL ? "network"
        : s->edge_weight != NULL ? "edge-weight"
        : s->min_weight != NOT_GIVEN ? "min-weight"
        : s->min_participation != NOT_GIVEN ? "min-participation" : NULL;

    if (theirs != NULL)
        return lia_fail(err, LIA_EARG, "--%s belongs to --semantics coortweet "
                        "or cnt", theirs);
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (s->table == NULL || strcmp(s->table, known[k]) == 0)
            return LIA_OK;
    return lia_fail(err, LIA_EARG, "--table: network has the tables edges, "
                    "accounts, groups, posts and evidence, not \"%s\"",
                    s->table);
}

/* Of days as times everything on one day is at once, which nobody meant. */
static void warn_of_clock(const coengagement *c)
{
    uint64_t rows = 0, coarse = 0;

    for (uint32_t k = 0; k < c->tables->source_count; k++) {
        const lia_source *source = &c->tables->source[k];
        rows += source->timed;
        if (source->precision == LIA_PRECISION_DAY)
            coarse += source->timed;
    }
    if (2 * coarse > rows)
        talk("the clock ticks in days: all that was engaged on one day counts "
             "as at once, and an edge says no more than that");
}

static lia_status own_semantics(coengagement *c, stage *at, lia_error *err)
{
    const settings *s = c->s;
    const uint64_t min_shared = given_or(s->min_shared, 2);
    lia_format format;
    lia_status st = LIA_OK;

    c->look.run = c->run;
    c->look.min_shared = (uint32_t)min_shared;
    if (min_shared < 1 || min_shared > UINT32_MAX)
        return lia_fail(err, LIA_EARG, "--min-shared: must be 1 or more");
    LIA_TRY(own_check(s, err));
    LIA_TRY(output_format(&format, s, err));
    if (s->top > 0 && is_network(format))
        return lia_fail(err, LIA_EARG, "--top: a network file holds the whole "
                        "network; ask for fewer edges with --min-shared");
    LIA_TRY(coengage_windows(c, s->window != NULL ? s->window : "60", err));
    LIA_TRY(inputs_read(&c->tables, s, &s->inputs, INPUTS_FOR_RESULTS, err));
    *at = STAGE_COMPUTING;
    warn_of_clock(c);
    LIA_TRY(coengage_prepare(c, err));
    *at = STAGE_WRITING;
    if (!can_stream(s, format)) {
        LIA_TRY(whole(c, format, s->top > 0 ? s->top
                          : format == LIA_FORMAT_TABLE ? TERMINAL_TOP : 0,
                      err));
    } else {
        LIA_TRY(coengage_stream(c, format, err));
        talk(c->passes > 1 ? N_("%llu edges, in %d passes") : N_("%llu edges"),
             (unsigned long long)c->edge_count, c->passes);
    }
done:
    return st;
}

int cmd_network(settings *s)
{
    coengagement c = {.s = s, .run = run_of(s)};
    stage at = STAGE_READING;
    lia_error err;
    lia_status st;

    if (s->inputs.count == 0)
        return fail_usage("say of which engagements: liaison network "
                          "INPUT..., for example 'liaison network likes.csv "
                          "--window 60'");
    if (strcmp(s->semantics, "coortweet") == 0)
        st = peer_coortweet(s, &at, &err);
    else if (strcmp(s->semantics, "cnt") == 0)
        st = peer_toolkit(s, &at, &err);
    else
        st = own_semantics(&c, &at, &err);
    coengage_free(&c);
    lia_tables_free(c.tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}
