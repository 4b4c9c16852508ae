/* ties/bridgeness.c - two numbers that tell where a tie stands. */
#include "liaison/bridges.h"

enum { PRIOR = 5 };

void lia_bridgeness(double *out, const uint32_t *mutual, const lia_ties *ties)
{
    uint64_t t = 0;

    for (lia_vid a = 0; a < ties->n; a++) {
        const uint64_t of_a = ties->off[a + 1] - ties->off[a];
        for (uint64_t e = ties->off[a]; e < ties->off[a + 1]; e++) {
            const lia_vid b = ties->to[e];
            const uint64_t of_b = ties->off[b + 1] - ties->off[b];
            if (b < a)
                continue;
            const double n = mutual[t];
            out[t++] = 1 - n / ((double)(of_a + of_b - 2) - n + PRIOR);
        }
    }
}

lia_quadrant lia_quadrant_of(double strength, double bridgeness)
{
    const bool strong = strength >= LIA_STRONG_FROM;

    if (bridgeness >= LIA_BRIDGE_FROM)
        return strong ? LIA_STRONG_BRIDGE : LIA_WEAK_BRIDGE;
    return strong ? LIA_STRONG_BOND : LIA_WEAK_BOND;
}

const char *lia_quadrant_name(lia_quadrant quadrant)
{
    static const char *const names[] = {"weak_bond", "strong_bond",
                                        "weak_bridge", "strong_bridge"};

    return (unsigned)quadrant < LIA_QUADRANTS ? names[quadrant] : "";
}
