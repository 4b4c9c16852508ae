/* worlds/demo.c - the scenes of the demonstration; its plot is in demo.h. */
#include "worlds/demo.h"

#include "base/mem.h"

void demo_play(lia_stage *s)
{
    void (*const scenes[])(lia_demo *) = {
        demo_cast, demo_groups, demo_contacts, demo_posts,
        demo_deeds, demo_talk, demo_sheets};
    lia_demo *d = stage_room(s, 1, sizeof *d);

    if (d != NULL)
        d->s = s;
    for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
        if (!stage_failed(s))
            scenes[k](d);
    lia_free(d);
}
