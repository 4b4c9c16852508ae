/* cli/front/nearest.c - optimal string alignment, three rows at a time. */
#include "cli/front/nearest.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 63 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t edit_distance(const char *a, const char *b)
{
    const size_t rows = strlen(a), columns = strlen(b);
    size_t before[LONGEST + 1], last[LONGEST + 1], row[LONGEST + 1];

    if (rows > LONGEST || columns > LONGEST)
        return SIZE_MAX;
    memset(before, 0, sizeof before);
    for (size_t j = 0; j <= columns; j++)
        last[j] = j;
    for (size_t i = 1; i <= rows; i++) {
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t changed = a[i - 1] != b[j - 1];
            row[j] = least(least(last[j], row[j - 1]) + 1,
                           last[j - 1] + changed);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        memcpy(before, last, sizeof before);
        memcpy(last, row, (columns + 1) * sizeof *row);
    }
    return last[columns];
}

void nearest_offer(nearest *search, const char *known)
{
    const size_t length = strlen(search->word);
    const size_t distance = edit_distance(search->word, known);
    const size_t allowed = length / 3 > 0 ? length / 3 : 1;

    if (distance > allowed || distance >= strlen(known))
        return;
    if (search->best == NULL || distance < search->distance) {
        search->best = known;
        search->distance = distance;
    }
}
