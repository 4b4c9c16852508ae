/* cli/read/subnet.c - numbering keeps the order of the names. */
#include "cli/read/subnet.h"

#include <string.h>

#include "base/mem.h"
#include "base/status.h"

static lia_status number(subnet *s, const lia_names *from, const lia_vid *ends,
                         uint64_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&s->local, from->count, sizeof *s->local, err));
    memset(s->local, 0xFF, from->count * sizeof *s->local);
    for (uint64_t e = 0; e < 2 * count; e++)
        s->local[ends[e]] = 0;
    for (lia_vid i = 0; i < from->count; i++)
        if (s->local[i] != LIA_NONE)
            s->local[i] = s->n++;
    LIA_TRY(lia_alloc(&s->id, s->n, sizeof *s->id, err));
    for (lia_vid i = 0; i < from->count; i++)
        if (s->local[i] != LIA_NONE)
            s->id[s->local[i]] = i;
done:
    return st;
}

static lia_status copy_names(subnet *s, const lia_names *from, lia_error *err)
{
    uint64_t used = 0;
    lia_status st = LIA_OK;

    for (lia_vid k = 0; k < s->n; k++)
        used += from->off[s->id[k] + 1] - from->off[s->id[k]];
    LIA_TRY(lia_alloc(&s->names.off, (uint64_t)s->n + 1, sizeof *s->names.off,
                      err));
    LIA_TRY(lia_alloc(&s->names.bytes, used + 1, 1, err));
    s->names.count = s->n;
    s->names.off[0] = used = 0;
    for (lia_vid k = 0; k < s->n; k++) {
        size_t length;
        const char *name = lia_name(from, s->id[k], &length);
        memcpy(s->names.bytes + used, name, length);
        s->names.off[k + 1] = used += length;
    }
done:
    return st;
}

static lia_status tie(subnet *s, const lia_vid *ends, const double *weight,
                      uint64_t count, bool directed, const lia_run *run,
                      lia_error *err)
{
    lia_vid *source = NULL, *target = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&source, count, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, count, sizeof *target, err));
    for (uint64_t e = 0; e < count; e++) {
        source[e] = s->local[ends[2 * e]];
        target[e] = s->local[ends[2 * e + 1]];
    }
    const lia_pairs list = {s->n, count, source, target, weight};
    st = directed ? lia_arcs_from_pairs(&s->arcs, NULL, &list, run, err)
                  : lia_ties_from_pairs(&s->ties, NULL, &list, run, err);
done:
    lia_free(source);
    lia_free(target);
    return st;
}

lia_status subnet_build(subnet *out, const lia_names *from,
                        const lia_vid *ends, const double *weight,
                        uint64_t count, bool directed, const lia_run *run,
                        lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(number(out, from, ends, count, err));
    LIA_TRY(copy_names(out, from, err));
    LIA_TRY(tie(out, ends, weight, count, directed, run, err));
done:
    return st;
}

void subnet_free(subnet *s)
{
    lia_free(s->id);
    lia_free(s->local);
    lia_names_free(&s->names);
    lia_ties_free(&s->ties);
    lia_arcs_free(&s->arcs);
    memset(s, 0, sizeof *s);
}
