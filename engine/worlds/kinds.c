/* worlds/kinds.c - the kinds of accounts in a truth, and what each stands for.
 */
#include <string.h>

#include "worlds/stage.h"

static const struct {
    const char *name;
    lia_reading reading;
} kinds[KIND_COUNT] = {
    {"organic", LIA_READING_NONE},
    {"junkie", LIA_READING_NONE},      /* quick on whatever is popular       */
    {"creator", LIA_READING_NONE},
    {"fan", LIA_READING_NONE},
    {"page", LIA_READING_NONE},
    {"staff", LIA_READING_NONE},
    {"calc", LIA_READING_CALCULATED},
    {"tele", LIA_READING_CALCULATED},  /* a large pod in evening rounds      */
    {"camo", LIA_READING_CALCULATED},  /* slower, under much other activity  */
    {"affinity", LIA_READING_AFFINITY},
    {"affsync", LIA_READING_AFFINITY}, /* friends with a chat                */
    {"bot", LIA_READING_NONE},
    {"celebrity", LIA_READING_NONE},
    {"idol", LIA_READING_NONE},        /* likes its fans back                */
    {"follower", LIA_READING_NONE},    /* of an idol, notified               */
    {"chatter", LIA_READING_NONE},     /* regular of a weekly chat           */
    {"attendee", LIA_READING_NONE},    /* of a conference                    */
    {"couple", LIA_READING_NONE},      /* two who are notified of each other */
    {"crew", LIA_READING_NONE},        /* colleagues with common breaks      */
    {"likeback", LIA_READING_NONE},    /* returns likes                      */
    {"digest", LIA_READING_NONE},      /* reads a morning digest             */
    {"streamer", LIA_READING_NONE},
    {"viewer", LIA_READING_NONE},
    {"prompt", LIA_READING_CALCULATED},
    {"rounds", LIA_READING_CALCULATED},
    {"squad", LIA_READING_CALCULATED}, /* large, a part called for each post */
    {"small", LIA_READING_CALCULATED},
    {"lazy", LIA_READING_CALCULATED},
    {"masked", LIA_READING_CALCULATED},
    {"slow", LIA_READING_CALCULATED},
    {"young", LIA_READING_CALCULATED}, /* began in the last days             */
    {"rota", LIA_READING_CALCULATED},  /* half of it on duty each day        */
    {"friends", LIA_READING_AFFINITY},
    {"clique", LIA_READING_AFFINITY},  /* friends who tell each other        */
    {"circle", LIA_READING_NONE},
    {"advocate", LIA_READING_NONE},    /* staff that is asked to share       */
    {"hater", LIA_READING_NONE},
    {"seller", LIA_READING_NONE},
    {"broker", LIA_READING_NONE},
};

const char *lia_reading_name(lia_reading reading)
{
    static const char *const names[] = {"none", "affinity", "calculated"};

    return (unsigned)reading < 3 ? names[reading] : "";
}

int lia_kind_find(const char *name, size_t length)
{
    for (int k = 0; k < KIND_COUNT; k++)
        if (strlen(kinds[k].name) == length &&
            memcmp(kinds[k].name, name, length) == 0)
            return k;
    return -1;
}

const char *lia_kind_name(int kind)
{
    return kind >= 0 && kind < KIND_COUNT ? kinds[kind].name : "";
}

lia_reading lia_kind_reading(int kind)
{
    return kind >= 0 && kind < KIND_COUNT ? kinds[kind].reading
                                          : LIA_READING_NONE;
}
