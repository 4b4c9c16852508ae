/* ingest/adapter_read.c - an input through its adapter, and the words on it. */
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "ingest/feed.h"
#include "ingest/say.h"

static const uint64_t most_document = (uint64_t)4 << 30;

static lia_status read_document(lia_adapter_course *c, lia_input *input,
                                lia_error *err)
{
    lia_chunk chunk = {.line = 1};
    char *text = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_input_all(&text, &chunk.length, input, most_document, err));
    chunk.text = text;
    LIA_TRY(lia_adapter_json(&c->reading->worker[0], &chunk, c, err));
done:
    lia_free(text);
    return st;
}

lia_status lia_adapter_read(lia_reading *reading, uint32_t source,
                            lia_input *input, const lia_adapter_plan *plan,
                            bool small, lia_error *err)
{
    lia_adapter_course c = {reading, plan, source};
    const unsigned flags = plan->file->flags;
    const lia_cut lines = {0, 0, false, false};
    const lia_cut cut = lia_dialect_cut(&plan->dialect);

    if (!(flags & LIA_ADAPTER_JSON))
        return lia_read_chunks(reading, input, &cut, small,
                               lia_adapter_delimited, &c, err);
    if (flags & LIA_ADAPTER_LINES)
        return lia_read_chunks(reading, input, &lines, small, lia_adapter_json,
                               &c, err);
    return read_document(&c, input, err);
}

/* Reasons in byte order, so that the order of chunks leaves no trace. */
static void sum_drops(lia_drop sum[LIA_MOST_DROPS], const lia_block *block)
{
    for (int d = 0; d < LIA_MOST_DROPS && block->drop[d].why != NULL; d++) {
        int k = 0;
        while (k < LIA_MOST_DROPS && sum[k].why != NULL &&
               strcmp(sum[k].why, block->drop[d].why) < 0)
            k++;
        if (k == LIA_MOST_DROPS)
            continue;
        if (sum[k].why == NULL || strcmp(sum[k].why, block->drop[d].why) != 0) {
            memmove(&sum[k + 1], &sum[k],
                    (size_t)(LIA_MOST_DROPS - 1 - k) * sizeof *sum);
            sum[k] = (lia_drop){block->drop[d].why, 0};
        }
        sum[k].count += block->drop[d].count;
    }
}

lia_status lia_adapter_note(char **note, const lia_reading *reading,
                            uint32_t source, lia_error *err)
{
    char text[800] = "";
    lia_say say = {text, sizeof text, 0};
    lia_drop sum[LIA_MOST_DROPS] = {{NULL, 0}};
    uint64_t mended = 0;

    for (int w = 0; w < reading->workers; w++)
        for (uint64_t b = reading->worker[w].blocks; b > 0; b--) {
            const lia_block *block = reading->worker[w].block[b - 1];
            if (block->source != source)
                break;
            mended += block->mended;
            sum_drops(sum, block);
        }
    for (int k = 0; k < LIA_MOST_DROPS && sum[k].why != NULL; k++)
        lia_sayf(&say, "%s%llu %s", k > 0 ? ", " : wr("left out: "),
                 (unsigned long long)sum[k].count, wr(sum[k].why));
    if (mended > 0)
        lia_sayf(&say, mended == 1
                 ? N_("%s%llu record with broken quoting mended")
                 : N_("%s%llu records with broken quoting mended"),
                 say.length > 0 ? "; " : "", (unsigned long long)mended);
    if (say.length == 0)
        return LIA_OK;
    return lia_copy_text(note, text, say.length, err);
}
