/* influence/evidence.c - members of pods, with how sure the pod is. */
#include "liaison/influence.h"

#include "base/mem.h"

static const double LIKELY = .5;

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

static void note_machine(lia_evidence *out, const lia_pod *p, lia_vid i)
{
    const double share = p->machines > 0 ? p->machines : 0;
    const double s = sure(p) * (share < 1 ? share : 1);

    if (p->class_of == LIA_POD_AUTOMATED && s >= LIKELY &&
        s > out->inauthentic[i])
        out->inauthentic[i] = s;
}

static lia_status take(lia_evidence *out, const lia_pods *pods, lia_vid n,
                       lia_error *err)
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
        out->pods += counts(&pods->pod[k]);
    out->members = (lia_membership){count, out->account, out->pod,
                                    out->confidence};
done:
    return st;
}

lia_status lia_evidence_of_pods(lia_evidence *out, const lia_pods *pods,
                                lia_vid n, lia_error *err)
{
    lia_evidence found = {.pods = 0};
    lia_status st;

    if (out == NULL || pods == NULL)
        return lia_fail(err, LIA_EARG, "out and pods must be given");
    st = take(&found, pods, n, err);
    if (st == LIA_OK)
        *out = found;
    else
        lia_evidence_free(&found);
    return st;
}

void lia_evidence_free(lia_evidence *evidence)
{
    if (evidence == NULL)
        return;
    lia_free(evidence->account);
    lia_free(evidence->pod);
    lia_free(evidence->confidence);
    lia_free(evidence->inauthentic);
    *evidence = (lia_evidence){.pods = 0};
}
