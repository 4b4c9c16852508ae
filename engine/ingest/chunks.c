/* ingest/chunks.c - chunks of one input, shared out among the workers. */
#include "ingest/reading.h"

#include "base/threads.h"
#include "base/watch.h"

typedef struct sharing {
    lia_reading *reading;
    lia_input *input;
    const lia_cut *cut;
    lia_chunk_work *work;
    void *context;
    int stop;                /* a worker has failed, or enough is rejected   */
    uint64_t told;           /* bytes on disk that the watch knows of        */
    uint64_t rejected;       /* rows, before this input and in it            */
} sharing;

static bool is_stopped(sharing *s)
{
    int stop;

    #pragma omp atomic read
    stop = s->stop;
    return stop != 0;
}

/* Progress is that of the file on disk, whatever it holds when unpacked. */
static void tell(sharing *s)
{
    #pragma omp critical(lia_read_progress)
    {
        uint64_t used = lia_input_used(s->input);
        if (used > s->told)
            lia_watch_advance(&s->reading->options.run, used - s->told);
        s->told = used > s->told ? used : s->told;
    }
}

/* Chunks are handed out in order: when one passes the limit, those before it
 * are taken already, and the first rejected row is among them. */
static void count_rejects(sharing *s, const lia_worker *worker)
{
    const lia_block *last = worker->block[worker->blocks - 1];
    uint64_t more = 0, sum;

    for (uint64_t b = worker->blocks; b > 0; b--) {
        const lia_block *block = worker->block[b - 1];
        if (block->source != last->source || block->chunk != last->chunk)
            break;
        more += lia_block_rejected(block);
    }

    #pragma omp atomic capture
    sum = s->rejected += more;
    if (sum > s->reading->options.max_errors) {
        #pragma omp atomic write
        s->stop = 1;
    }
}

static lia_status take_chunks(lia_worker *worker, sharing *s, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_chunk chunk;

    while (st == LIA_OK && !is_stopped(s)) {
        st = lia_input_next(&chunk, s->input, s->cut, err);
        if (st != LIA_OK || chunk.length == 0)
            break;
        st = s->work(worker, &chunk, s->context, err);
        tell(s);
        lia_chunk_release(&chunk, s->input);
        if (st == LIA_OK)
            count_rejects(s, worker);
    }
    return st;
}

lia_status lia_read_chunks(lia_reading *reading, lia_input *input,
                           const lia_cut *cut, bool small,
                           lia_chunk_work *work, void *context, lia_error *err)
{
    sharing s = {reading, input, cut, work, context, 0, 0,
                 reading->rejected};
    int threads = small ? 1 : reading->workers;

    #pragma omp parallel num_threads(threads)
    {
        lia_worker *worker = &reading->worker[lia_thread_id()];

        worker->status = take_chunks(worker, &s, &worker->error);
        if (worker->status != LIA_OK) {
            #pragma omp atomic write
            s.stop = 1;
        }
    }
    for (int w = 0; w < threads; w++)
        if (reading->worker[w].status != LIA_OK) {
            if (err != NULL)
                *err = reading->worker[w].error;
            return reading->worker[w].status;
        }
    return LIA_OK;
}
