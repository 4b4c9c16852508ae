/* cli/report/report_page.c - the parts of a report, handed to the page. */
#include "cli/report/report_page.h"

#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/report/report_ways.h"
#include "cli/say/output.h"
#include "report/page/page.h"

enum { MOST_TABLES = 8 + PODS_TABLES + MOST_MORE_TABLES };

typedef struct held {
    const lia_ranked *table[MOST_TABLES];
    lia_page_refusal refused[MOST_REFUSED];
    lia_page page;
} held;

static void hold(held *h, const lia_ranked *table)
{
    if (h->page.table_count < MOST_TABLES)
        h->table[h->page.table_count++] = table;
}

static void gather_tables(held *h, const report_parts *r)
{
    hold(h, &r->a->accounts);
    if (r->a->is_structural)
        hold(h, &r->a->ties);
    hold(h, &r->a->graph);
    for (size_t k = 0; r->pods != NULL && k < PODS_TABLES; k++)
        hold(h, &r->pods->table[k]);
    hold(h, &r->sources->table);
    hold(h, &r->a->judged.table);
    for (size_t k = 0; k < r->more_count; k++)
        hold(h, r->more[k]);
    h->page.table = h->table;
}

static void gather_facts(lia_page *p, const report_parts *r)
{
    const lia_facts *f = &r->a->judged.facts;

    p->language = r->s->data_language;
    p->tables = r->tables;
    p->accounts = f->accounts;
    p->ties = f->ties;
    p->interactions = f->interactions;
    p->posts = f->posts;
    p->rejected = f->rejected;
    p->first = f->first;
    p->last = f->last;
    p->picture = r->picture;
    p->plots = r->plots;
    p->traces = r->traces;
    p->is_star = !r->a->is_structural;
    p->claim = r->pods != NULL ? r->pods->claim : NULL;
}

lia_status report_page(const report_parts *r, lia_error *err)
{
    held h = {.page = {.language = LIA_EN}};
    report_ways ways = {.way = NULL};
    char *path = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(report_ways_make(&ways, r->ways, err));
    h.page.way = ways.way;
    gather_tables(&h, r);
    gather_facts(&h.page, r);
    for (size_t k = 0; k < r->a->refused_count; k++) {
        const refusal *x = &r->a->refused[k];
        h.refused[k] = (lia_page_refusal){x->result,
            {x->why_in[LIA_EN], x->why_in[LIA_FR]},
            {x->collect_in[LIA_EN], x->collect_in[LIA_FR]}};
    }
    h.page.refused = h.refused;
    h.page.refused_count = r->a->refused_count;
    LIA_TRY(path_join(&path, r->s->output, "report", "html", err));
    LIA_TRY(lia_page_write_file(path, &h.page, err));
done:
    report_ways_free(&ways);
    lia_free(path);
    return st;
}
