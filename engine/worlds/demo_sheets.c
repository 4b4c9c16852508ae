/* worlds/demo_sheets.c - the sellers, their targets, deals and asks. */
#include <stdio.h>
#include <string.h>

#include "worlds/demo.h"

static const char *const team_columns[] = {"account", "name", "trained_on"};
static const char *const target_columns[] = {"account", "name", "company",
                                             "title", "value", "kind"};
static const char *const deal_columns[] = {
    "deal", "amount", "won", "closed", "account", "owner", "currency",
    "created"};
static const char *const deal_contact_columns[] = {"deal", "account"};
static const char *const contribution_columns[] = {
    "deal", "seller", "moment", "percent", "verbatim", "time"};
static const char *const intro_columns[] = {
    "asked_at", "asker", "introducer", "target", "answer", "reply_at"};
static const char *const ssi_columns[] = {"seller", "date", "ssi", "brand",
                                          "find", "engage", "relations"};

enum { SELLERS = 5 };

static void columns(lia_stage *s, lia_table which, const char *const *names,
                    uint32_t count)
{
    s->sheet[which].column = names;
    s->sheet[which].columns = count;
}

static const lia_person *person(const lia_demo *d, lia_house h, uint32_t place)
{
    return &d->s->cast[d->id[h][place]];
}

static const char *account(const lia_demo *d, lia_house h, uint32_t place)
{
    return person(d, h, place)->account;
}

static void team(lia_demo *d)
{
    static const char *const trained[SELLERS] = {
        NULL, "2025-11-08", "2025-11-13", "2025-11-18", "2025-11-23"};

    columns(d->s, LIA_TABLE_TEAM, team_columns, 3);
    for (uint32_t k = 0; k < SELLERS; k++) {
        const lia_person *p = person(d, HOUSE_QUILLMARK, k);
        stage_row(d->s, LIA_TABLE_TEAM,
                  (const char *[]){p->account, p->name, trained[k]});
    }
}

static void targets(lia_demo *d)
{
    static const struct {
        lia_house house;
        uint32_t place;
        const char *value;
    } rows[] = {
        {HOUSE_VEXHOLM, 0, "250000"},     {HOUSE_NIMBLEOAK, 4, "180000"},
        {HOUSE_VEXHOLM, 2, "120000"},     {HOUSE_BRAMBLEWICK, 1, "90000"},
        {HOUSE_TALLOWMERE, 7, "60000"},   {HOUSE_PENNYFARROW, 0, "40000"},
    };

    columns(d->s, LIA_TABLE_TARGETS, target_columns, 6);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const lia_person *p = person(d, rows[k].house, rows[k].place);
        stage_row(d->s, LIA_TABLE_TARGETS,
                  (const char *[]){p->account, p->name, p->company, p->title,
                                   rows[k].value, "customer"});
    }
}

static void deals(lia_demo *d)
{
    lia_stage *s = d->s;
    const struct {
        const char *deal, *amount, *won, *closed, *created;
        lia_house house;
        uint32_t place, seller, helper;
        const char *moment, *percent, *verbatim, *time;
    } rows[] = {
        {"D1", "48000", "1", "2026-02-20", "2025-12-01", HOUSE_BRAMBLEWICK, 5,
         1, 4, "meeting_set", "30", "Met at the depot through a common contact",
         "2026-01-14"},
        {"D2", "72000", "1", "2026-03-18", "2026-01-12", HOUSE_TALLOWMERE, 5,
         2, 0, "prospect_found", "20", "Found in the comments of a post",
         "2026-01-15"},
        {"D3", "35000", "0", "2026-03-02", "2026-01-20", HOUSE_NIMBLEOAK, 5, 3,
         1, "conversation_started", "10", "", "2026-01-28"},
        {"D4", "110000", "1", "2026-03-30", "2026-01-08", HOUSE_VEXHOLM, 5, 4,
         0, "opportunity_secured", "25", "The assistant opened the door",
         "2026-03-11"},
    };

    columns(s, LIA_TABLE_DEALS, deal_columns, 8);
    columns(s, LIA_TABLE_DEAL_CONTACTS, deal_contact_columns, 2);
    columns(s, LIA_TABLE_CONTRIBUTIONS, contribution_columns, 6);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const char *who = account(d, rows[k].house, rows[k].place);
        const char *seller = account(d, HOUSE_QUILLMARK, rows[k].seller);
        stage_row(s, LIA_TABLE_DEALS,
                  (const char *[]){rows[k].deal, rows[k].amount, rows[k].won,
                                   rows[k].closed, who, seller, "EUR",
                                   rows[k].created});
        stage_row(s, LIA_TABLE_DEAL_CONTACTS,
                  (const char *[]){rows[k].deal, who});
        stage_row(s, LIA_TABLE_DEAL_CONTACTS,
                  (const char *[]){rows[k].deal, account(d, rows[k].house,
                                                         6)});
        stage_row(s, LIA_TABLE_CONTRIBUTIONS,
                  (const char *[]){rows[k].deal,
                                   account(d, HOUSE_QUILLMARK,
                                           rows[k].helper),
                                   rows[k].moment, rows[k].percent,
                                   rows[k].verbatim, rows[k].time});
    }
}

static void asks(lia_demo *d)
{
    static const struct {
        const char *asked_at, *answer, *reply_at;
        uint32_t seller, introducer;
        lia_house house, target_house;
        uint32_t target;
    } rows[] = {
        {"2026-01-13", "yes", "2026-01-14", 1, 5, HOUSE_BRAMBLEWICK,
         HOUSE_BRAMBLEWICK, 1},
        {"2026-01-21", "none", NULL, 2, 5, HOUSE_TALLOWMERE, HOUSE_TALLOWMERE,
         0},
        {"2026-02-04", "yes", "2026-02-06", 4, 5, HOUSE_VEXHOLM,
         HOUSE_VEXHOLM, 2},
        {"2026-02-17", "no", "2026-02-18", 3, 8, HOUSE_NIMBLEOAK,
         HOUSE_NIMBLEOAK, 4},
        {"2026-03-09", "yes", "2026-03-10", 1, 6, HOUSE_BRAMBLEWICK,
         HOUSE_BRAMBLEWICK, 3},
    };

    columns(d->s, LIA_TABLE_INTRO_LOG, intro_columns, 6);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        stage_row(d->s, LIA_TABLE_INTRO_LOG,
                  (const char *[]){
                      rows[k].asked_at,
                      account(d, HOUSE_QUILLMARK, rows[k].seller),
                      account(d, rows[k].house, rows[k].introducer),
                      account(d, rows[k].target_house, rows[k].target),
                      rows[k].answer, rows[k].reply_at});
}

/* Three readings of the platform's own index for each seller. */
static void ssi(lia_demo *d)
{
    static const char *const dates[] = {"2026-01-05", "2026-02-05",
                                        "2026-03-05"};
    char text[5][12];

    columns(d->s, LIA_TABLE_SSI, ssi_columns, 7);
    for (uint32_t k = 0; k < SELLERS; k++)
        for (uint32_t n = 0; n < 3; n++) {
            uint32_t sum = 0;
            for (int part = 0; part < 4; part++) {
                const uint32_t value = 9 + draw_below(&d->s->rng, 7) + 2 * n;
                sum += value;
                (void)snprintf(text[part], sizeof text[part], "%u", value);
            }
            (void)snprintf(text[4], sizeof text[4], "%u", sum);
            stage_row(d->s, LIA_TABLE_SSI,
                      (const char *[]){account(d, HOUSE_QUILLMARK, k),
                                       dates[n], text[4], text[0], text[1],
                                       text[2], text[3]});
        }
}

/* What a seller noted of visits and calls, as people type such lists: it adds
 * to the interactions, and three of its rows cannot be read. */
static void visits(lia_demo *d)
{
    const char *me = account(d, HOUSE_QUILLMARK, 1);
    const char *odo = account(d, HOUSE_OUTSIDE, OUTSIDE_ODO);
    const char *buyer = account(d, HOUSE_BRAMBLEWICK, 5);

    (void)snprintf(
        d->s->by_hand, sizeof d->s->by_hand,
        "actor;target;time;action\n"
        "%s;%s;2026-01-20 09:30;meeting\n"
        "%s;%s;2026-02-12 14:05;message\n"
        "%s;;2026-02-18 10:00;meeting\n"
        "%s;%s;2026-02-24 16:20;message\n"
        "%s;%s;31/02/2026 11:00;meeting\n"
        ";%s;2026-03-03 09:00;meeting\n"
        "%s;%s;2026-03-19 08:45;meeting\n"
        "%s;%s;2026-03-26 15:10;meeting\n",
        me, odo, odo, me, me, me, buyer, me, buyer, odo, buyer, me, me, odo);
}

void demo_sheets(lia_demo *d)
{
    lia_stage *s = d->s;

    team(d);
    targets(d);
    deals(d);
    asks(d);
    ssi(d);
    visits(d);
    (void)snprintf(s->settings, sizeof s->settings,
                   "{\n  \"me\": \"%s\",\n  \"team\": \"team.csv\",\n"
                   "  \"to\": \"targets.csv\"\n}\n",
                   account(d, HOUSE_QUILLMARK, 1));
}
