/* base/mem.c - allocation with a header that remembers the size, counters for
 * tests and for the memory line of reports, and large blocks mapped apart.
 */
#include "base/mem.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* 64 bytes keep what follows on a cache line of its own. */
enum { HEADER = 64 };
static const size_t LARGE = (size_t)1 << 20;

typedef struct header {
    size_t bytes;   /* what the caller asked for                             */
    size_t mapped;  /* length of the mapping; 0 = from the heap              */
} header;

static atomic_long allowed = -1;
static atomic_long live;
static atomic_ullong bytes_now, bytes_peak;
static atomic_ullong limit = ULLONG_MAX;

static bool refused(size_t more)
{
    const unsigned long long most = atomic_load(&limit);
    const unsigned long long now = atomic_load(&bytes_now);
    long left = atomic_load_explicit(&allowed, memory_order_relaxed);

    if (now > most || more > most - now)
        return true;
    while (left > 0)
        if (atomic_compare_exchange_weak(&allowed, &left, left - 1))
            return false;
    return left == 0;
}

static void account(size_t add, size_t drop)
{
    unsigned long long now =
        atomic_fetch_add(&bytes_now, (unsigned long long)add - drop) + add -
        drop;
    unsigned long long peak = atomic_load(&bytes_peak);

    while (now > peak && !atomic_compare_exchange_weak(&bytes_peak, &peak, now))
        continue;
}

static size_t page_round(size_t bytes)
{
    return (bytes + 4095) & ~(size_t)4095;
}

static header *obtain(size_t bytes, bool zero)
{
    header *h;

    if (bytes >= LARGE) {
        size_t length = page_round(bytes + HEADER);
        void *at = mmap(NULL, length, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (at == MAP_FAILED)
            return NULL;
        h = at;
        h->mapped = length;
    } else {
        if (posix_memalign((void **)&h, HEADER, bytes + HEADER) != 0)
            return NULL;
        h->mapped = 0;
        if (zero)
            memset((char *)h + HEADER, 0, bytes);
    }
    h->bytes = bytes;
    return h;
}

static void release(header *h)
{
    if (h->mapped)
        (void)munmap(h, h->mapped);
    else
        free(h);
}

static lia_status no_memory(lia_error *err, uint64_t count, size_t width)
{
    const unsigned long long most = atomic_load(&limit);

    if (most != ULLONG_MAX)
        return lia_fail(err, LIA_ENOMEM,
                        "more memory is needed than the limit of %llu MiB",
                        most >> 20);
    return lia_fail(err, LIA_ENOMEM,
                    "out of memory: %llu elements of %zu bytes",
                    (unsigned long long)count, width);
}

static lia_status allocate(void *out, uint64_t count, size_t width, bool zero,
                           lia_error *err)
{
    size_t bytes;
    header *h;

    if (__builtin_mul_overflow(count, width, &bytes) ||
        bytes > SIZE_MAX / 2 || refused(bytes))
        return no_memory(err, count, width);
    h = obtain(bytes, zero);
    if (h == NULL)
        return no_memory(err, count, width);
    account(bytes, 0);
    atomic_fetch_add(&live, 1);
    *(void **)out = (char *)h + HEADER;
    return LIA_OK;
}

lia_status lia_alloc(void *out, uint64_t count, size_t width, lia_error *err)
{
    return allocate(out, count, width, false, err);
}

lia_status lia_alloc_zero(void *out, uint64_t count, size_t width,
                          lia_error *err)
{
    return allocate(out, count, width, true, err);
}

lia_status lia_resize(void *block, uint64_t count, size_t width, lia_error *err)
{
    void *old = *(void **)block;
    header *h = old ? (header *)((char *)old - HEADER) : NULL;
    size_t bytes, keep;
    void *fresh = NULL;

    if (h == NULL)
        return lia_alloc(block, count, width, err);
    if (__builtin_mul_overflow(count, width, &bytes) || bytes > SIZE_MAX / 2)
        return no_memory(err, count, width);
    if (h->mapped && bytes >= LARGE) {
        if (refused(bytes > h->bytes ? bytes - h->bytes : 0))
            return no_memory(err, count, width);
        size_t length = page_round(bytes + HEADER), before = h->bytes;
        void *at = mremap(h, h->mapped, length, MREMAP_MAYMOVE);
        if (at == MAP_FAILED)
            return no_memory(err, count, width);
        h = at;
        h->mapped = length;
        h->bytes = bytes;
        account(bytes, before);
        *(void **)block = (char *)h + HEADER;
        return LIA_OK;
    }
    keep = h->bytes < bytes ? h->bytes : bytes;
    if (allocate(&fresh, count, width, false, NULL) != LIA_OK)
        return no_memory(err, count, width);
    memcpy(fresh, old, keep);
    lia_free(old);
    *(void **)block = fresh;
    return LIA_OK;
}

lia_status lia_reserve(void *block, uint64_t *capacity, uint64_t need,
                       size_t width, lia_error *err)
{
    uint64_t room = *capacity ? *capacity : 16;
    lia_status st;

    if (need <= *capacity)
        return LIA_OK;
    while (room < need)
        room = room > UINT64_MAX / 2 ? need : room * 2;
    st = lia_resize(block, room, width, err);
    if (st == LIA_OK)
        *capacity = room;
    return st;
}

void lia_free(void *block)
{
    header *h;

    if (block == NULL)
        return;
    h = (header *)((char *)block - HEADER);
    account(0, h->bytes);
    atomic_fetch_sub(&live, 1);
    release(h);
}

lia_status lia_copy_text(char **out, const char *text, size_t length,
                         lia_error *err)
{
    lia_status st = lia_alloc(out, length + 1, 1, err);

    if (st != LIA_OK)
        return st;
    if (length > 0)
        memcpy(*out, text, length);
    (*out)[length] = '\0';
    return LIA_OK;
}

void lia_mem_limit(uint64_t bytes)
{
    atomic_store(&limit, bytes);
}

void lia_mem_fail_after(long count)
{
    atomic_store(&allowed, count);
}

long lia_mem_live(void)
{
    return atomic_load(&live);
}

uint64_t lia_mem_bytes(void)
{
    return atomic_load(&bytes_now);
}

uint64_t lia_mem_peak(void)
{
    return atomic_load(&bytes_peak);
}
