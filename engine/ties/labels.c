/* ties/labels.c - label propagation in a fixed order; see
 * liaison/bridges.h.
 */
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "liaison/bridges.h"

/* seen: [n] contacts by label, all 0 and again so. */
static uint32_t most_common(const lia_ties *t, const uint32_t *label,
                            uint32_t *seen, lia_vid i)
{
    uint32_t best = label[i], most = 0;

    for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
        seen[label[t->to[e]]]++;
    most = seen[label[i]];
    for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++) {
        const uint32_t l = label[t->to[e]];
        if (seen[l] > most || (seen[l] == most && best != label[i] &&
                               l > best)) {
            most = seen[l];
            best = l;
        }
    }
    for (uint64_t e = t->off[i]; e < t->off[i + 1]; e++)
        seen[label[t->to[e]]] = 0;
    return best;
}

lia_status lia_labels_spread(uint32_t *group, uint32_t *count,
                             const lia_ties *ties, int passes, lia_error *err)
{
    uint32_t *label = NULL, *seen = NULL;
    bool moved = true;
    lia_status st = LIA_OK;

    if (group == NULL || count == NULL || ties == NULL)
        return lia_fail(err, LIA_EARG, "labels: an argument is NULL");
    LIA_TRY(lia_alloc(&label, ties->n, sizeof *label, err));
    LIA_TRY(lia_alloc_zero(&seen, ties->n, sizeof *seen, err));
    for (lia_vid i = 0; i < ties->n; i++)
        label[i] = i;
    for (int pass = 0; moved && pass < passes; pass++) {
        moved = false;
        for (lia_vid i = 0; i < ties->n; i++) {
            const uint32_t to = most_common(ties, label, seen, i);
            moved |= to != label[i];
            label[i] = to;
        }
    }
    for (lia_vid i = 0; i < ties->n; i++)
        seen[i] = LIA_NONE;
    *count = 0;
    for (lia_vid i = 0; i < ties->n; i++) {
        if (seen[label[i]] == LIA_NONE)
            seen[label[i]] = (*count)++;
        group[i] = seen[label[i]];
    }
done:
    lia_free(label);
    lia_free(seen);
    return st;
}
