/* worlds/demo.h - a small invented trade for the demonstration. Nobody here
 * exists.
 *
 * Quillmark Software sells; its five sellers want to reach buyers in the other
 * houses. The plot:
 *
 * - each house is close-knit, and knows the others through few people;
 * - Odo Fennimark, a consultant, knows people in three houses that hardly know
 *   one another (a broker);
 * - Vexholm's chief is known to one assistant only (a bridge), and the one way
 *   there leads from a seller over Odo; Tallowmere's buyer is known to one
 *   colleague and to one of Quillmark;
 * - nine people of Nimbleoak, Tallowmere and the agency Pennyfarrow agreed to
 *   like each other's posts within minutes (a calculated pod); eight of
 *   Vexholm help each other when they happen to look (an affinity pod); eight
 *   of Bramblewick do so too and tell each other in a chat (affinity_sync);
 * - decoys: Quillmark's page and the staff that a tool asks each morning to
 *   react (advocacy), the fans of a journalist (one way), six bots
 *   (automated), six friends who talk a lot (a circle), two haters;
 * - three magazines are read by everybody;
 * - one newcomer knows nobody yet;
 * - a seller's own list of visits, typed by hand, has rows that cannot be read.
 */
#ifndef LIA_WORLDS_DEMO_H
#define LIA_WORLDS_DEMO_H

#include "worlds/stage.h"

typedef enum lia_house {
    HOUSE_QUILLMARK, HOUSE_BRAMBLEWICK, HOUSE_TALLOWMERE, HOUSE_VEXHOLM,
    HOUSE_NIMBLEOAK, HOUSE_PENNYFARROW, HOUSE_LARKMOOR, HOUSE_OTTERBY,
    HOUSE_OUTSIDE, HOUSES
} lia_house;

/* Who stands outside, in the order of demo_cast.c. */
enum {
    OUTSIDE_ODO, OUTSIDE_PIM, OUTSIDE_NIA, OUTSIDE_HATER, OUTSIDE_PAGE = 5,
    OUTSIDE_BOT, OUTSIDE_FAN = 12, OUTSIDE_MAGAZINE = 22, OUTSIDE_COUNT = 25
};

typedef struct lia_demo {
    lia_stage *s;
    uint32_t id[HOUSES][32];       /* account of a place in a house          */
    uint32_t size[HOUSES];
    uint8_t house[DEMO_CAST];      /* by account                             */
    double writes[DEMO_CAST];      /* posts a day                            */
    double closeness[DEMO_CAST][DEMO_CAST];      /* 0: strangers; 1 to 3     */
} lia_demo;

/* demo_cast.c */
void demo_cast(lia_demo *d);
void demo_know(lia_demo *d, uint32_t a, uint32_t b, double closeness);
void demo_contacts(lia_demo *d);

/* demo_days.c */
void demo_groups(lia_demo *d);
void demo_posts(lia_demo *d);
void demo_deeds(lia_demo *d);
void demo_talk(lia_demo *d);

/* demo_sheets.c */
void demo_sheets(lia_demo *d);

#endif
