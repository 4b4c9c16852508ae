/* text/input.c - chunks of whole records, from a mapping or from a stream.
 *
 * Under one lock a thread finds where its chunk ends (text/scan.h), counts its
 * lines and digests it; it parses outside, so the next thread reads and
 * decompresses meanwhile. Pages and buffers of a chunk go back when it is
 * released: memory holds the chunks at work, not the file.
 */
#include "text/input.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#define XXH_STATIC_LINKING_ONLY
#include <xxhash.h>

#include "base/mem.h"
#include "text/archive.h"
#include "text/decoder.h"
#include "text/scan.h"

enum {
    CHUNK = 4 << 20, POOL = 16, BEFORE = 2 << 20, LONGEST = 1 << 30,
    PADDING = 64
};

/* A buffer of text. */
typedef struct block {
    char *text;
    size_t length, room;
} block;

struct lia_input {
    XXH3_state_t hash;         /* of a mapping; a stream has its own         */
    pthread_mutex_t lock;
    bool locks;
    lia_decoder from;
    size_t at, hashed;         /* in the mapping                             */
    size_t head_used;          /* bytes of the stream's head that are taken  */
    block carry;               /* streamed, behind the last chunk            */
    block pool[POOL];          /* buffers that came back                     */
    int pooled;
    size_t chunk;
    uint64_t line, index;
    atomic_ullong used, bytes;
    lia_error failure;         /* what every further call says               */
};

/* path == NULL: the current member of the archive. */
static lia_status open_input(lia_input **out, const char *path,
                             lia_archive *archive, const char *name,
                             uint64_t size, lia_error *err)
{
    const lia_spring member = {lia_archive_read, archive};
    lia_status st = LIA_OK;
    lia_input *in = NULL;

    LIA_TRY(lia_alloc_zero(&in, 1, sizeof *in, err));
    in->from.fd = -1;
    in->line = 1;
    in->chunk = CHUNK;
    XXH3_64bits_reset(&in->hash);
    if (pthread_mutex_init(&in->lock, NULL) != 0) {
        st = lia_fail(err, LIA_ENOMEM, "out of memory: a lock");
        goto done;
    }
    in->locks = true;
    if (path != NULL)
        LIA_TRY(lia_decoder_open(&in->from, path, err));
    else
        LIA_TRY(lia_decoder_open_spring(&in->from, &member, name, size, err));
    in->at = in->from.mark;
    *out = in;
    in = NULL;
done:
    lia_input_close(in);
    return st;
}

lia_status lia_input_open(lia_input **out, const char *path, lia_error *err)
{
    return open_input(out, path, NULL, NULL, 0, err);
}

lia_status lia_input_open_member(lia_input **out, lia_archive *archive,
                                 const char *name, uint64_t size,
                                 lia_error *err)
{
    return open_input(out, NULL, archive, name, size, err);
}

void lia_input_close(lia_input *input)
{
    if (input == NULL)
        return;
    lia_decoder_close(&input->from);
    if (input->locks)
        (void)pthread_mutex_destroy(&input->lock);
    for (int k = 0; k < input->pooled; k++)
        lia_free(input->pool[k].text);
    lia_free(input->carry.text);
    lia_free(input);
}

lia_status lia_input_head(const char **text, size_t *length, lia_input *input,
                          lia_error *err)
{
    const lia_decoder *from = &input->from;

    (void)err;
    *text = from->map ? from->map + from->mark : from->head;
    *length = from->map ? from->map_length - from->mark : from->head_length;
    if (*length > LIA_DECODER_HEAD)
        *length = LIA_DECODER_HEAD;
    return LIA_OK;
}

const char *lia_input_encoding(const lia_input *input)
{
    static const char *const names[] = {"UTF-8", "UTF-8 with BOM", "UTF-16LE",
                                        "UTF-16BE"};

    return names[input->from.encoding];
}

const char *lia_input_compression(const lia_input *input)
{
    return input->from.stream ? lia_stream_compression(input->from.stream)
                              : "";
}

uint64_t lia_input_size(const lia_input *input)
{
    return input->from.size;
}

uint64_t lia_input_used(const lia_input *input)
{
    return atomic_load(&input->used);
}

uint64_t lia_input_bytes(const lia_input *input)
{
    return atomic_load(&input->bytes);
}

uint64_t lia_input_digest(const lia_input *input)
{
    return input->from.stream ? lia_stream_digest(input->from.stream)
                              : XXH3_64bits_digest(&input->hash);
}

void lia_input_set_chunk(lia_input *input, size_t bytes)
{
    input->chunk = bytes;
}

/* Let go of the whole pages of a part of the mapping, and of 2 MiB before it:
 * reading its first page may have mapped a large page that goes back so far.
 * Who still reads there gets the pages again. */
static void drop_pages(const lia_input *in, const char *text, size_t length)
{
    size_t begin = (size_t)(text - in->from.map), end = begin + length;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    begin = begin > BEFORE ? (begin - BEFORE) / page * page : 0;
    end = end / page * page;
    if (begin < end)
        (void)madvise(in->from.map + begin, end - begin, MADV_DONTNEED);
}

/* The mapping is used up to `to`. */
static void advance_map(lia_input *in, size_t to)
{
    XXH3_64bits_update(&in->hash, in->from.map + in->hashed, to - in->hashed);
    in->at = in->hashed = to;
    atomic_store(&in->used, to);
}

static void next_mapped(lia_chunk *out, lia_input *in, const lia_cut *cut)
{
    const char *text = in->from.map + in->at;
    size_t left = in->from.map_length - in->at;

    out->text = text;
    out->length = lia_scan_cut(text, left, in->chunk, true, cut);
    advance_map(in, in->at + out->length);
}

/* What stands in front of the stream: the rest of the head, then the carry. */
static void take_front(lia_input *in, block *b)
{
    size_t left = in->from.head_length - in->head_used;

    if (left > 0)
        memcpy(b->text, in->from.head + in->head_used, left);
    in->head_used += left;
    b->length = left;
    if (in->carry.length > 0) {
        memcpy(b->text + left, in->carry.text, in->carry.length);
        b->length += in->carry.length;
        in->carry.length = 0;
    }
}

static size_t front_length(const lia_input *in)
{
    return in->from.head_length - in->head_used + in->carry.length;
}

static lia_status fill(block *b, lia_input *in, lia_error *err)
{
    return lia_decoder_fill(b->text, &b->length, b->room, &in->from, err);
}

static lia_status keep(lia_input *in, const char *text, size_t length,
                       lia_error *err)
{
    lia_status st = LIA_OK;

    if (length > in->carry.room) {
        LIA_TRY(lia_resize(&in->carry.text, length, 1, err));
        in->carry.room = length;
    }
    if (length > 0)
        memcpy(in->carry.text, text, length);
    in->carry.length = length;
done:
    return st;
}

/* A buffer of the pool, or a new one; at least 64 bytes so that UTF-16 can
 * move on. */
static lia_status obtain(block *b, lia_input *in, lia_error *err)
{
    size_t room = in->chunk + PADDING;
    lia_status st = LIA_OK;

    if (room < front_length(in) + PADDING)
        room = front_length(in) + PADDING;
    while (in->pooled > 0 && b->text == NULL) {
        *b = in->pool[--in->pooled];
        if (b->room < room) {
            lia_free(b->text);
            *b = (block){0};
        }
    }
    b->length = 0;
    if (b->text == NULL) {
        LIA_TRY(lia_alloc(&b->text, room, 1, err));
        b->room = room;
    }
done:
    return st;
}

static lia_status next_streamed(lia_chunk *out, lia_input *in,
                                const lia_cut *cut, lia_error *err)
{
    lia_status st = LIA_OK;
    block b = {0};
    size_t size = 0;

    LIA_TRY(obtain(&b, in, err));
    take_front(in, &b);
    for (;;) {
        LIA_TRY(fill(&b, in, err));
        size = lia_scan_cut(b.text, b.length, in->chunk, in->from.drained, cut);
        if (size > 0 || in->from.drained)
            break;
        if (b.room > LONGEST) {
            st = lia_fail(err, LIA_ELIMIT, "%s:%llu: a line of more than "
                          "1 GiB", in->from.name, (unsigned long long)in->line);
            goto done;
        }
        LIA_TRY(lia_resize(&b.text, b.room * 2, 1, err));
        b.room *= 2;
    }
    LIA_TRY(keep(in, b.text + size, b.length - size, err));
    atomic_store(&in->used, lia_stream_used(in->from.stream));
    if (size > 0) {
        *out = (lia_chunk){b.text, size, 0, 0, b.text, b.room};
        b.text = NULL;
    }
done:
    lia_free(b.text);
    return st;
}

static lia_status next_locked(lia_chunk *out, lia_input *in,
                              const lia_cut *cut, lia_error *err)
{
    lia_chunk chunk = {0};
    lia_status st = LIA_OK;

    if (in->failure.status != LIA_OK)
        return lia_fail_as(err, in->failure.status, &in->failure);
    if (in->from.map != NULL)
        next_mapped(&chunk, in, cut);
    else
        st = next_streamed(&chunk, in, cut, &in->failure);
    in->failure.status = st;
    if (st != LIA_OK)
        return lia_fail_as(err, st, &in->failure);
    if (chunk.length == 0)
        chunk.text = "";
    chunk.line = in->line;
    chunk.index = in->index;
    if (chunk.length > 0) {
        in->index++;
        in->line += lia_scan_lines(chunk.text, chunk.length);
        atomic_fetch_add(&in->bytes, chunk.length);
    }
    *out = chunk;
    return LIA_OK;
}

lia_status lia_input_next(lia_chunk *out, lia_input *input,
                          const lia_cut *cut, lia_error *err)
{
    lia_status st;

    (void)pthread_mutex_lock(&input->lock);
    st = next_locked(out, input, cut, err);
    (void)pthread_mutex_unlock(&input->lock);
    return st;
}

void lia_chunk_release(lia_chunk *chunk, lia_input *input)
{
    if (chunk->owned != NULL) {
        (void)pthread_mutex_lock(&input->lock);
        if (input->pooled < POOL && chunk->room <= 4 * input->chunk) {
            input->pool[input->pooled++] =
                (block){chunk->owned, 0, chunk->room};
            chunk->owned = NULL;
        }
        (void)pthread_mutex_unlock(&input->lock);
        lia_free(chunk->owned);
    } else if (input->from.map != NULL && chunk->length > 0) {
        drop_pages(input, chunk->text, chunk->length);
    }
    *chunk = (lia_chunk){0};
}

/* Decoded text that is dropped counts as used, not as given out. */
static lia_status skip_streamed(lia_input *in, uint64_t bytes, lia_error *err)
{
    lia_status st = LIA_OK;
    block b = {0};

    LIA_TRY(obtain(&b, in, err));
    take_front(in, &b);
    while (b.length < bytes && !in->from.drained) {
        bytes -= b.length;
        b.length = 0;
        LIA_TRY(fill(&b, in, err));
    }
    if (bytes > b.length)
        bytes = b.length;
    LIA_TRY(keep(in, b.text + bytes, b.length - (size_t)bytes, err));
done:
    lia_free(b.text);
    return st;
}

lia_status lia_input_skip(lia_input *input, uint64_t bytes, uint64_t lines,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    size_t left = input->from.map_length - input->at;

    (void)pthread_mutex_lock(&input->lock);
    if (input->from.map != NULL)
        advance_map(input, input->at + (bytes < left ? (size_t)bytes : left));
    else
        st = skip_streamed(input, bytes, err);
    input->line += lines;
    (void)pthread_mutex_unlock(&input->lock);
    return st;
}

static lia_status too_much(const lia_input *in, uint64_t most, lia_error *err)
{
    return lia_fail(err, LIA_ELIMIT, "%s: holds more than %llu bytes, which "
                    "is too much for one document", in->from.name,
                    (unsigned long long)most);
}

static lia_status all_mapped(block *b, lia_input *in, uint64_t most,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    size_t left = in->from.map_length - in->at;

    if (left > most)
        return too_much(in, most, err);
    LIA_TRY(lia_alloc(&b->text, left + PADDING, 1, err));
    while ((left = in->from.map_length - in->at) > 0) {
        const char *from = in->from.map + in->at;
        if (left > CHUNK)
            left = CHUNK;
        memcpy(b->text + b->length, from, left);
        b->length += left;
        advance_map(in, in->at + left);
        drop_pages(in, from, left);
    }
done:
    return st;
}

static lia_status all_streamed(block *b, lia_input *in, uint64_t most,
                               lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(obtain(b, in, err));
    take_front(in, b);
    for (;;) {
        LIA_TRY(fill(b, in, err));
        if (b->length > most) {
            st = too_much(in, most, err);
            goto done;
        }
        if (in->from.drained)
            break;
        LIA_TRY(lia_resize(&b->text, b->room * 2, 1, err));
        b->room *= 2;
    }
    LIA_TRY(lia_resize(&b->text, b->length + PADDING, 1, err));
    atomic_store(&in->used, lia_stream_used(in->from.stream));
done:
    return st;
}

lia_status lia_input_all(char **text, size_t *length, lia_input *input,
                         uint64_t most, lia_error *err)
{
    lia_status st = LIA_OK;
    block b = {0};

    (void)pthread_mutex_lock(&input->lock);
    if (input->from.map != NULL)
        LIA_TRY(all_mapped(&b, input, most, err));
    else
        LIA_TRY(all_streamed(&b, input, most, err));
    memset(b.text + b.length, 0, PADDING);
    atomic_fetch_add(&input->bytes, b.length);
    *text = b.text;
    *length = b.length;
    b.text = NULL;
done:
    (void)pthread_mutex_unlock(&input->lock);
    lia_free(b.text);
    return st;
}
