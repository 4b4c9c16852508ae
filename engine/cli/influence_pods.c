/* cli/influence_pods.c - members of pods, with how sure the pod is. */
#include "cli/influence_pods.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/status.h"
#include "cli/inputs.h"

static bool counts(const lia_pod *p)
{
    return p->detection && (p->class_of == LIA_POD_CALCULATED ||
                            p->class_of == LIA_POD_COORDINATED);
}

static double sure(const lia_pod *p)
{
    const double s = 1 - p->q_value;

    return s > 0 ? s < 1 ? s : 1 : 0;
}

static void note_machine(influence_pods *out, const lia_pod *p, lia_vid i)
{
    const double share = p->machines > 0 ? p->machines : 0;
    const double s = sure(p) * (share < 1 ? share : 1);

    if (p->class_of == LIA_POD_AUTOMATED && s > out->inauthentic[i])
        out->inauthentic[i] = s;
}

lia_status influence_pods_take(influence_pods *out, const lia_pods *pods,
                               lia_vid n, lia_error *err)
{
    const uint64_t most = pods->member_count;
    lia_status st = LIA_OK;
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&out->account, most, sizeof *out->account, err));
    LIA_TRY(lia_alloc(&out->pod, most, sizeof *out->pod, err));
    LIA_TRY(lia_alloc(&out->confidence, most, sizeof *out->confidence, err));
    LIA_TRY(lia_alloc_zero(&out->inauthentic, n, sizeof *out->inauthentic,
                           err));
    for (uint64_t k = 0; k < most; k++) {
        const lia_pod_member *m = &pods->member[k];
        const lia_pod *p = &pods->pod[m->pod - 1];
        note_machine(out, p, m->account);
        if (!counts(p))
            continue;
        out->account[count] = m->account;
        out->pod[count] = m->pod;
        out->confidence[count++] = sure(p);
    }
    for (uint32_t k = 0; k < pods->count; k++)
        out->found += counts(&pods->pod[k]);
    out->members = (lia_membership){count, out->account, out->pod,
                                    out->confidence};
    if (pods->untestable[0] != '\0')
        snprintf(out->why_not, sizeof out->why_not, "no pods looked for: %s",
                 pods->untestable);
done:
    return st;
}

/* The first line of a message. */
static void keep_reason(char *out, size_t room, const char *message)
{
    snprintf(out, room, "no pods looked for: %.*s",
             (int)strcspn(message, "\n"), message);
}

lia_status influence_pods_find(influence_pods *out, const lia_tables *tables,
                               const settings *s, lia_error *err)
{
    lia_pods_options options = LIA_PODS_DEFAULTS;
    lia_pods pods = {0};
    lia_error reason = {.status = LIA_OK};
    lia_status st;

    *out = (influence_pods){0};
    options.run = run_of(s);
    options.seed = s->seed;
    st = memory_check(s, lia_pods_memory(tables, (int)s->threads), "pods",
                      err);
    if (st != LIA_OK)
        return st;
    st = lia_pods_find(&pods, tables, &options, &reason);
    if (st == LIA_ECANNOT) {
        keep_reason(out->why_not, sizeof out->why_not, reason.message);
        return LIA_OK;
    }
    if (st == LIA_OK)
        st = influence_pods_take(out, &pods, tables->accounts.names.count,
                                 err);
    else if (err != NULL)
        *err = reason;
    lia_pods_free(&pods);
    return st;
}

void influence_pods_free(influence_pods *p)
{
    lia_free(p->account);
    lia_free(p->pod);
    lia_free(p->confidence);
    lia_free(p->inauthentic);
    *p = (influence_pods){0};
}
