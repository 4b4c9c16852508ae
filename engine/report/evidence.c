/* report/evidence.c - see evidence.h. */
#include "report/evidence.h"

#include <string.h>

#include "base/mem.h"

const lia_trace *lia_trace_of(const lia_traces *traces, const char *table)
{
    for (uint32_t k = 0; traces != NULL && k < traces->count; k++)
        if (strcmp(traces->trace[k].table, table) == 0)
            return &traces->trace[k];
    return NULL;
}

void lia_traces_free(lia_traces *traces)
{
    for (uint32_t k = 0; k < traces->count; k++) {
        lia_free(traces->trace[k].off);
        lia_free(traces->trace[k].line);
        lia_free(traces->trace[k].all);
    }
    memset(traces, 0, sizeof *traces);
}
