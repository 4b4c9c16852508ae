/* cli/influence/influence_pods.c - look for pods, or say why nobody can. */
#include "cli/influence/influence_pods.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/status.h"
#include "cli/read/inputs.h"

/* The first line of a message. */
/* In the language of data, and in that of the terminal. */
static void keep_reason(influence_pods *out, const char *written,
                        const char *spoken)
{
    static const char format[] = N_("no pods looked for: %.*s");

    snprintf(out->why_not, sizeof out->why_not, wr(format),
             (int)strcspn(written, "\n"), written);
    snprintf(out->why_said, sizeof out->why_said, tr(format),
             (int)strcspn(spoken, "\n"), spoken);
}

lia_status influence_pods_take(influence_pods *out, const lia_pods *pods,
                               lia_vid n, lia_error *err)
{
    static const char none[] = N_("the data cannot carry that");

    *out = (influence_pods){.why_not = ""};
    if (pods->engagement == NULL)
        keep_reason(out, wr(none), tr(none));
    else if (pods->untestable[0] != '\0')
        keep_reason(out, pods->untestable, pods->untestable_said);
    return lia_evidence_of_pods(&out->evidence, pods, n, err);
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
        keep_reason(out, lia_error_written(&reason),
                    lia_error_spoken(&reason));
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
    lia_evidence_free(&p->evidence);
}
