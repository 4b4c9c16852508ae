/* cli/report/report_traces.c - see report_traces.h.
 *
 * Every pair of accounts (or account, for influence) that a row rests on is a
 * probe; the tables are walked once, and each row of them is shown to the
 * probes of its pair.
 */
#include "cli/report/report_traces.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "liaison/project.h"
#include "report/cell.h"

enum { MOST_HOPS = 3, MOST_PROBES = LIA_TRACE_ROWS * (2 + MOST_HOPS) };

typedef struct seen_line {
    lia_time time;
    uint64_t line;
    uint32_t source;
    uint8_t what;            /* lia_action, or one of those below            */
} seen_line;

enum { A_CONTACT = LIA_ACTION_COUNT, A_FOLLOW, A_TIE };

typedef struct probe {
    uint64_t key;            /* a pair, or an account and LIA_NONE           */
    uint32_t trace, row, hop;
    uint32_t kept;
    uint64_t all;
    seen_line line[LIA_TRACE_LINES];     /* the latest first                 */
} probe;

typedef struct tracing {
    const report_parts *r;
    const lia_tables *tables;
    uint8_t *is_wanted;      /* [accounts] an end of some probe              */
    probe *probe;            /* by key                                       */
    uint32_t count;
    lia_traces out;
} tracing;

static const char *word_of(uint8_t what)
{
    static const char *const words[] = {
        N_("an act"), N_("a post"), N_("a like"), N_("a reaction"),
        N_("a comment"), N_("a reply"), N_("a share"), N_("a quote"),
        N_("a mention"), N_("a message"), N_("an invitation"),
        N_("an endorsement"), N_("a recommendation"), N_("a meeting"),
        N_("a vote"), N_("a view"), N_("a follow"), N_("an angry reaction"),
        N_("a block"), N_("another act"), N_("a contact"), N_("a follower"),
        N_("a tie")};
    _Static_assert(sizeof words / sizeof *words == A_TIE + 1, "all have one");

    return words[what];
}

static uint64_t key_of(lia_vid a, lia_vid b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static void add_probe(tracing *t, lia_vid a, lia_vid b, uint64_t row,
                      uint32_t hop)
{
    if (t->count == MOST_PROBES || a == LIA_NONE)
        return;
    t->probe[t->count++] = (probe){
        .key = key_of(a, b), .trace = t->out.count, .row = (uint32_t)row,
        .hop = hop};
    t->is_wanted[a] = 1;
    if (b != LIA_NONE)
        t->is_wanted[b] = 1;
}

static lia_status begin_trace(lia_trace *out, const lia_ranked *table,
                              lia_error *err)
{
    lia_status st = LIA_OK;

    out->table = table->name;
    out->rows = table->rows < LIA_TRACE_ROWS ? table->rows : LIA_TRACE_ROWS;
    LIA_TRY(lia_alloc_zero(&out->off, out->rows + 1, sizeof *out->off, err));
    LIA_TRY(lia_alloc_zero(&out->all, out->rows, sizeof *out->all, err));
    LIA_TRY(lia_alloc_zero(&out->line, out->rows * LIA_TRACE_LINES,
                           sizeof *out->line, err));
done:
    return st;
}

static lia_vid id_at(const lia_ranked *t, const char *name, uint64_t row)
{
    const lia_column *column = lia_ranked_find(t, name);
    const uint64_t element = lia_ranked_element(t, row);

    return column != NULL ? ((const uint32_t *)column->data)[lia_column_place(
                                column, element)]
                          : LIA_NONE;
}

/* ---- what each row of a table rests on ---- */

static lia_status probe_ties(tracing *t, lia_error *err)
{
    const lia_ranked *table = report_table(t->r, "bridges");
    lia_trace *trace = &t->out.trace[t->out.count];
    lia_status st;

    if (table == NULL)
        return LIA_OK;
    st = begin_trace(trace, table, err);
    for (uint64_t row = 0; st == LIA_OK && row < trace->rows; row++)
        add_probe(t, id_at(table, "account_a", row),
                  id_at(table, "account_b", row), row, 0);
    t->out.count++;
    return st;
}

static lia_status probe_ways(tracing *t, const introducing *q, lia_error *err)
{
    const lia_ranked *table = report_table(t->r, "introductions");
    lia_trace *trace = &t->out.trace[t->out.count];
    lia_status st;

    if (table == NULL || q == NULL)
        return LIA_OK;
    st = begin_trace(trace, table, err);
    for (uint64_t row = 0; st == LIA_OK && row < trace->rows; row++) {
        const uint64_t k = lia_ranked_element(table, row);
        const lia_routes *routes = &q->routes;
        const lia_route *route = &routes->route[routes->route_off[k]];
        lia_vid from;
        uint32_t hop = 0;
        if (routes->route_off[k] == routes->route_off[k + 1])
            continue;
        from = route->me;
        for (; hop < 2 && route->via[hop] != LIA_NONE; hop++) {
            add_probe(t, from, route->via[hop], row, hop);
            from = route->via[hop];
        }
        add_probe(t, from, q->target[k], row, hop);
    }
    t->out.count++;
    return st;
}

static lia_status probe_influence(tracing *t, const lia_vid *author,
                                  lia_error *err)
{
    const lia_ranked *table = report_table(t->r, "influence");
    lia_trace *trace = &t->out.trace[t->out.count];
    lia_status st;

    if (table == NULL || author == NULL)
        return LIA_OK;
    st = begin_trace(trace, table, err);
    for (uint64_t row = 0; st == LIA_OK && row < trace->rows; row++)
        add_probe(t, id_at(table, "account", row), LIA_NONE, row, 0);
    t->out.count++;
    return st;
}

/* ---- the walk over the rows ---- */

static int by_key(const void *a, const void *b)
{
    const probe *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->trace != y->trace)
        return x->trace < y->trace ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Before the other: later, what has no time last; then by file and line. */
static bool is_before(const seen_line *a, const seen_line *b)
{
    if (a->time != b->time)
        return a->time > b->time;
    return a->source != b->source ? a->source < b->source : a->line < b->line;
}

static void show(probe *p, const seen_line *line)
{
    uint32_t at = p->kept;

    p->all++;
    while (at > 0 && is_before(line, &p->line[at - 1]))
        at--;
    if (at == LIA_TRACE_LINES)
        return;
    p->kept += p->kept < LIA_TRACE_LINES;
    memmove(p->line + at + 1, p->line + at,
            (p->kept - at - 1) * sizeof *p->line);
    p->line[at] = *line;
}

/* One row of the tables to all probes of a key. */
static void show_all(tracing *t, uint64_t key, const lia_origins *origins,
                     uint64_t row, lia_time time, uint8_t what)
{
    seen_line line = {.time = time, .what = what, .source = LIA_NONE};
    uint32_t low = 0, high = t->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (t->probe[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == t->count || t->probe[low].key != key)
        return;
    lia_origin_of(&line.source, &line.line, origins, row);
    if (line.source >= t->tables->source_count)
        return;
    for (; low < t->count && t->probe[low].key == key; low++)
        show(&t->probe[low], &line);
}

static void walk_contacts(tracing *t)
{
    const lia_contacts *c = &t->tables->contacts;

    for (uint64_t row = 0; row < c->count; row++) {
        const uint8_t kind = c->kind != NULL ? c->kind[row]
                                             : LIA_CONTACT_UNSAID;
        const uint8_t what = kind == LIA_CONTACT ? A_CONTACT
                             : kind == LIA_FOLLOW ? A_FOLLOW : A_TIE;
        if (t->is_wanted[c->source[row]] && t->is_wanted[c->target[row]])
            show_all(t, key_of(c->source[row], c->target[row]), &c->origins,
                     row, c->since != NULL ? c->since[row] : LIA_NO_TIME,
                     what);
    }
}

static void walk_interactions(tracing *t, const lia_vid *author)
{
    const lia_interactions *i = &t->tables->interactions;

    for (uint64_t row = 0; row < i->count; row++) {
        const lia_time time = i->time != NULL ? i->time[row] : LIA_NO_TIME;
        const uint8_t what = i->action != NULL ? i->action[row]
                                               : LIA_ACTION_NONE;
        const lia_vid other = lia_interaction_end(t->tables, row);
        if (other != LIA_NONE && t->is_wanted[other] &&
            t->is_wanted[i->actor[row]])
            show_all(t, key_of(i->actor[row], other), &i->origins, row, time,
                     what);
        if (author != NULL && author[row] != LIA_NONE &&
            t->is_wanted[author[row]])
            show_all(t, key_of(author[row], LIA_NONE), &i->origins, row, time,
                     what);
    }
}

/* ---- lines of the result ---- */

/* Probes of a row, in order of hops. */
static uint32_t probes_of(const probe *out[MOST_HOPS], const tracing *t,
                          uint32_t trace, uint64_t row)
{
    uint32_t count = 0;

    for (uint32_t hop = 0; hop < MOST_HOPS; hop++)
        for (uint32_t k = 0; k < t->count; k++)
            if (t->probe[k].trace == trace && t->probe[k].row == row &&
                t->probe[k].hop == hop)
                out[count++] = &t->probe[k];
    return count;
}

/* How many lines each tie of a path gives: one in turn while there are any. */
static void share_out(uint32_t give[MOST_HOPS], const probe *const *of,
                      uint32_t count)
{
    uint32_t left = LIA_TRACE_LINES;
    bool more = true;

    memset(give, 0, MOST_HOPS * sizeof *give);
    while (left > 0 && more) {
        more = false;
        for (uint32_t k = 0; k < count && left > 0; k++)
            if (give[k] < of[k]->kept) {
                give[k]++;
                left--;
                more = true;
            }
    }
}

static void write_trace(lia_trace *out, const tracing *t, uint32_t trace)
{
    uint64_t used = 0;

    for (uint64_t row = 0; row < out->rows; row++) {
        const probe *of[MOST_HOPS];
        uint32_t give[MOST_HOPS];
        const uint32_t count = probes_of(of, t, trace, row);
        share_out(give, of, count);
        for (uint32_t k = 0; k < count; k++) {
            out->all[row] += of[k]->all;
            for (uint32_t l = 0; l < give[k]; l++)
                out->line[used++] = (lia_trace_line){
                    .path = t->tables->source[of[k]->line[l].source].path,
                    .line = of[k]->line[l].line,
                    .what = word_of(of[k]->line[l].what),
                    .time = of[k]->line[l].time};
        }
        out->off[row + 1] = used;
    }
}

lia_status report_traces_make(lia_traces *out, const report_parts *r,
                              const introducing *q, const lia_vid *author,
                              lia_error *err)
{
    tracing t = {.r = r, .tables = r->tables};
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc_zero(&t.is_wanted, t.tables->accounts.names.count, 1,
                           err));
    LIA_TRY(lia_alloc(&t.probe, MOST_PROBES, sizeof *t.probe, err));
    LIA_TRY(probe_ties(&t, err));
    LIA_TRY(probe_ways(&t, q, err));
    LIA_TRY(probe_influence(&t, author, err));
    qsort(t.probe, t.count, sizeof *t.probe, by_key);
    walk_contacts(&t);
    walk_interactions(&t, author);
    for (uint32_t k = 0; k < t.out.count; k++)
        write_trace(&t.out.trace[k], &t, k);
    *out = t.out;
    memset(&t.out, 0, sizeof t.out);
done:
    lia_traces_free(&t.out);
    lia_free(t.is_wanted);
    lia_free(t.probe);
    return st;
}
