/* worlds/demo_cast.c - the people of the demonstration, and who knows whom. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worlds/demo.h"

static const char *const given[] = {
    "Abel", "Bettany", "Corvin", "Delphie", "Eamon", "Fenna", "Garrick",
    "Hesper", "Idris", "Jolanthe", "Kester", "Linnet", "Mordecai", "Nerys",
    "Orlo", "Perpetua", "Quillon", "Rosamund", "Sorrel", "Tamsin", "Ulric",
    "Verity", "Wystan", "Xanthe", "Yorick", "Zelda", "Ansel", "Briony",
    "Caspian", "Dorothea", "Evander", "Flora", "Gideon", "Hyacinth",
    "Ignatius", "Juniper", "Kit", "Lavender", "Merrick", "Nell", "Osric",
    "Posy", "Quentin", "Rowena", "Silas", "Thora", "Umber", "Violet",
    "Wilfred", "Xavi", "Yseult", "Zephyr", "Alaric", "Blythe", "Cosmo"};
static const char *const family[] = {
    "Ashquill", "Brindlemoor", "Cinderby", "Dapplewood", "Embertrout",
    "Fogglestone", "Gorsewick", "Hollowmere", "Inkpenny", "Jostlewick",
    "Kettleburn", "Larkspindle", "Mossgrave", "Nettlecombe", "Oxberry",
    "Pepperdock", "Quenchwell", "Rushlight", "Saltmarrow", "Thistledown",
    "Underbough", "Vinterhall", "Wobblecote", "Yarrowby", "Zinnmark",
    "Applegarble", "Bumblecroft", "Copperleaf", "Dunnockshaw",
    "Elderwhistle"};
enum { GIVEN = 55, FAMILY = 30 };

static const char *const selling[] = {
    "Head of Sales", "Account Executive", "Account Executive",
    "Account Executive", "Sales Engineer", "Customer Success Lead",
    "Marketing Manager", "Product Manager", "Engineer", "Engineer",
    "Designer", "Office Manager"};
static const char *const buying[] = {
    "Chief Executive", "Procurement Director", "Head of IT",
    "Operations Director", "Finance Director", "IT Architect",
    "Project Manager", "Buyer", "Analyst", "Analyst", "Team Lead",
    "Executive Assistant"};
static const char *const agency[] = {
    "Founder", "Creative Director", "Account Director", "Media Planner",
    "Copywriter", "Community Manager", "Growth Lead", "Producer", "Designer",
    "Intern"};

static const struct {
    const char *name;
    uint32_t size;
    const char *const *title;
} houses[HOUSE_OUTSIDE] = {
    {"Quillmark Software", 12, selling}, {"Bramblewick Logistics", 12, buying},
    {"Tallowmere Foods", 12, buying},    {"Vexholm Energy", 12, buying},
    {"Nimbleoak Bank", 12, buying},      {"Pennyfarrow Media", 10, agency},
    {"Larkmoor Rail", 12, buying},       {"Otterby Health", 12, buying},
};

static const struct {
    const char *name, *company, *title;
} outside[OUTSIDE_COUNT] = {
    {"Odo Fennimark", "Fennimark Advice", "Consultant"},
    {"Pim Wanderlow", NULL, "Journalist"},
    {"Nia Freshwater", NULL, "Student"},
    {"Grim Sourwell", NULL, NULL},
    {"Tetch Bitterby", NULL, NULL},
    {"Quillmark Page", "Quillmark Software", NULL},
    {"Daily Softwire", NULL, NULL},
    {"Softwire Two", NULL, NULL},
    {"Appwatch Relay", NULL, NULL},
    {"Code Parrot", NULL, NULL},
    {"Patchnote Echo", NULL, NULL},
    {"Release Radar", NULL, NULL},
    {"Anika Reedmace", NULL, "Reader"},
    {"Bram Sedgewick", NULL, "Reader"},
    {"Cleo Duckpond", NULL, "Reader"},
    {"Dov Mallowfield", NULL, "Reader"},
    {"Enid Foxglove", NULL, "Reader"},
    {"Fritz Heronby", NULL, "Reader"},
    {"Gaia Newtley", NULL, "Reader"},
    {"Hugo Willowes", NULL, "Reader"},
    {"Iris Bulrushton", NULL, "Reader"},
    {"Jonty Pikewater", NULL, "Reader"},
    {"Trade Gazette", NULL, NULL},
    {"Ledger Weekly", NULL, NULL},
    {"Supply Lantern", NULL, NULL},
};

typedef struct role {
    lia_person person;
    uint8_t house, place;
} role;

static void name_person(role *r, const char *name, const char *company,
                        const char *title)
{
    lia_person *p = &r->person;

    (void)snprintf(p->name, sizeof p->name, "%s", name);
    (void)snprintf(p->account, sizeof p->account, "%s", name);
    for (char *c = p->account; *c != '\0'; c++)
        *c = *c == ' ' ? '.' : (char)tolower((unsigned char)*c);
    p->company = company;
    p->title = title;
}

static int by_account(const void *left, const void *right)
{
    const role *a = left, *b = right;

    return strcmp(a->person.account, b->person.account);
}

static uint32_t list_roles(role *list)
{
    uint32_t count = 0;
    char name[48];

    for (uint32_t h = 0; h < HOUSE_OUTSIDE; h++)
        for (uint32_t k = 0; k < houses[h].size; k++, count++) {
            (void)snprintf(name, sizeof name, "%s %s", given[count % GIVEN],
                           family[(count * 7 + 3) % FAMILY]);
            list[count] = (role){.house = (uint8_t)h, .place = (uint8_t)k};
            name_person(&list[count], name, houses[h].name,
                        houses[h].title[k]);
        }
    for (uint32_t k = 0; k < OUTSIDE_COUNT && count < DEMO_CAST; k++) {
        list[count] = (role){.house = HOUSE_OUTSIDE, .place = (uint8_t)k};
        name_person(&list[count++], outside[k].name, outside[k].company,
                    outside[k].title);
    }
    return count;
}

/* Accounts are numbered in byte order of their names. */
void demo_cast(lia_demo *d)
{
    lia_stage *s = d->s;
    role list[DEMO_CAST + OUTSIDE_COUNT];
    const uint32_t count = list_roles(list);

    s->cast = stage_room(s, s->accounts, sizeof *s->cast);
    if (stage_failed(s))
        return;
    if (count != s->accounts) {
        stage_fail(s, LIA_EINTERNAL, "the cast of the demo is not complete");
        return;
    }
    qsort(list, count, sizeof *list, by_account);
    for (uint32_t a = 0; a < count; a++) {
        const role *r = &list[a];
        s->cast[a] = r->person;
        s->cast[a].followers = 40 + draw_below(&s->rng, 900);
        if (r->house == HOUSE_QUILLMARK && r->place < 5)
            s->cast[a].team = "sales";
        d->house[a] = r->house;
        if (r->house == HOUSE_OUTSIDE && (r->place >= OUTSIDE_MAGAZINE ||
                                          r->place == OUTSIDE_PAGE))
            s->cast[a].kind = "page";
        d->id[r->house][r->place] = a;
        d->size[r->house]++;
    }
    s->cast[d->id[HOUSE_OUTSIDE][OUTSIDE_PIM]].followers = 5200;
    s->cast[d->id[HOUSE_OUTSIDE][OUTSIDE_PAGE]].followers = 1800;
    for (int k = OUTSIDE_MAGAZINE; k < OUTSIDE_COUNT; k++)
        s->cast[d->id[HOUSE_OUTSIDE][k]].followers = 9000;
}

void demo_know(lia_demo *d, uint32_t a, uint32_t b, double closeness)
{
    d->closeness[a][b] = d->closeness[b][a] = closeness;
}

static void forget_all(lia_demo *d, uint32_t a)
{
    for (uint32_t b = 0; b < d->s->accounts; b++)
        demo_know(d, a, b, 0.0);
}

/* A ring of close colleagues in each house, and a good third of the rest. */
static void know_colleagues(lia_demo *d)
{
    lia_rng *rng = &d->s->rng;

    for (int h = 0; h < HOUSE_OUTSIDE; h++)
        for (uint32_t i = 0; i < d->size[h]; i++) {
            demo_know(d, d->id[h][i], d->id[h][(i + 1) % d->size[h]],
                      2.0 + draw_below(rng, 2));
            for (uint32_t j = i + 2; j < d->size[h]; j++)
                if (draw_chance(rng, 0.38))
                    demo_know(d, d->id[h][i], d->id[h][j],
                              1.0 + draw_below(rng, 3));
        }
}

static void know_elsewhere(lia_demo *d)
{
    static const lia_house visits[] = {HOUSE_BRAMBLEWICK, HOUSE_TALLOWMERE,
                                       HOUSE_NIMBLEOAK};
    uint32_t (*id)[32] = d->id;
    const uint32_t odo = id[HOUSE_OUTSIDE][OUTSIDE_ODO];

    /* Vexholm's chief: only the assistant knows the rest of the house. */
    forget_all(d, id[HOUSE_VEXHOLM][0]);
    demo_know(d, id[HOUSE_VEXHOLM][0], id[HOUSE_VEXHOLM][11], 3.0);
    /* Each seller knows one house a little. */
    for (int k = 0; k < 3; k++)
        for (uint32_t place = 5; place < 9; place += place == 6 ? 2 : 1)
            demo_know(d, id[HOUSE_QUILLMARK][1 + k], id[visits[k]][place],
                      1.0 + draw_below(&d->s->rng, 2));
    /* Old colleagues; Tallowmere's buyer is known to two people. */
    forget_all(d, id[HOUSE_TALLOWMERE][7]);
    demo_know(d, id[HOUSE_TALLOWMERE][7], id[HOUSE_TALLOWMERE][2], 2.0);
    demo_know(d, id[HOUSE_QUILLMARK][5], id[HOUSE_TALLOWMERE][7], 3.0);
    demo_know(d, id[HOUSE_QUILLMARK][4], id[HOUSE_VEXHOLM][5], 1.0);
    demo_know(d, id[HOUSE_BRAMBLEWICK][3], id[HOUSE_VEXHOLM][3], 2.0);
    demo_know(d, id[HOUSE_BRAMBLEWICK][1], id[HOUSE_TALLOWMERE][1], 1.0);
    demo_know(d, id[HOUSE_NIMBLEOAK][4], id[HOUSE_BRAMBLEWICK][4], 1.0);
    /* The agency works for everybody, through its account people. */
    demo_know(d, id[HOUSE_PENNYFARROW][2], id[HOUSE_QUILLMARK][6], 2.0);
    demo_know(d, id[HOUSE_PENNYFARROW][0], id[HOUSE_NIMBLEOAK][0], 1.0);
    demo_know(d, id[HOUSE_PENNYFARROW][2], id[HOUSE_BRAMBLEWICK][3], 1.0);
    demo_know(d, id[HOUSE_LARKMOOR][3], id[HOUSE_BRAMBLEWICK][1], 2.0);
    demo_know(d, id[HOUSE_LARKMOOR][6], id[HOUSE_VEXHOLM][3], 1.0);
    demo_know(d, id[HOUSE_OTTERBY][2], id[HOUSE_NIMBLEOAK][1], 2.0);
    demo_know(d, id[HOUSE_OTTERBY][5], id[HOUSE_LARKMOOR][8], 1.0);
    /* The broker. */
    demo_know(d, odo, id[HOUSE_BRAMBLEWICK][0], 2.0);
    demo_know(d, odo, id[HOUSE_BRAMBLEWICK][2], 2.0);
    demo_know(d, odo, id[HOUSE_TALLOWMERE][0], 2.0);
    demo_know(d, odo, id[HOUSE_TALLOWMERE][4], 2.0);
    demo_know(d, odo, id[HOUSE_VEXHOLM][2], 2.0);
    demo_know(d, odo, id[HOUSE_VEXHOLM][11], 2.0);
    demo_know(d, odo, id[HOUSE_QUILLMARK][1], 2.0);
    demo_know(d, id[HOUSE_OUTSIDE][OUTSIDE_PIM], id[HOUSE_NIMBLEOAK][0], 1.0);
}

static void know_in_groups(lia_demo *d)
{
    const lia_stage *s = d->s;

    for (uint64_t k = 0; k < s->groups; k++) {
        const lia_group *g = &s->group[k];
        const uint32_t *m = stage_members(s, g);
        for (uint32_t i = 0; i < g->count; i++)
            for (uint32_t j = 0; j < i; j++)
                if (d->closeness[m[i]][m[j]] <= 0.0 &&
                    draw_chance(&d->s->rng, g->contact))
                    demo_know(d, m[i], m[j], 1.0);
    }
}

void demo_contacts(lia_demo *d)
{
    lia_stage *s = d->s;

    know_colleagues(d);
    know_elsewhere(d);
    know_in_groups(d);
    for (uint32_t a = 0; a < s->accounts; a++)
        for (uint32_t b = 0; b < a; b++)
            if (d->closeness[a][b] > 0.0)
                stage_link(s, a, b);
    stage_tie_up(s);
    s->since = stage_room(s, s->links, sizeof *s->since);
    for (uint64_t k = 0; k < s->links && !stage_failed(s); k++)
        s->since[k] = 10.0 + draw_below(&s->rng, 4000);
}
