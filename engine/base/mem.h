/* base/mem.h - the one door to the heap.
 *
 * Every block of the library comes through here, so that tests can make each
 * allocation fail in turn and see that nothing is left behind. Sizes are
 * count * width, checked for overflow.
 *
 * Blocks of 1 MiB and more are mapped apart from the heap: freeing them gives
 * the pages back at once, so the peak of a load is what the arrays add up to
 * and not what the heap remembers; growing them moves pages, not bytes.
 */
#ifndef LIA_BASE_MEM_H
#define LIA_BASE_MEM_H

#include "base/status.h"

/* Set *(void **)out to count * width bytes; contents undefined, respectively
 * zero. count * width == 0 gives a valid pointer that must be freed too. */
LIA_CHECKED lia_status lia_alloc(void *out, uint64_t count, size_t width,
                                 lia_error *err);
LIA_CHECKED lia_status lia_alloc_zero(void *out, uint64_t count, size_t width,
                                      lia_error *err);

/* Resize *(void **)block (NULL is fine) to count * width bytes and keep the
 * contents. On failure the block is as it was. */
LIA_CHECKED lia_status lia_resize(void *block, uint64_t count, size_t width,
                                  lia_error *err);

/* Make room for `need` elements by doubling; *capacity follows. */
LIA_CHECKED lia_status lia_reserve(void *block, uint64_t *capacity,
                                   uint64_t need, size_t width, lia_error *err);

void lia_free(void *block);             /* NULL is fine                       */

/* A copy of text[0..length), terminated. Free with lia_free. */
LIA_CHECKED lia_status lia_copy_text(char **out, const char *text,
                                     size_t length, lia_error *err);

/* Fail with LIA_ENOMEM what would take more than so many bytes together;
 * UINT64_MAX = no limit. Counts what comes through this door: buffers of other
 * libraries (igraph, SQLite) and mapped input files do not. */
void lia_mem_limit(uint64_t bytes);

/* For tests: let `count` more allocations succeed, then fail all; -1 = never
 * fail. Blocks not yet freed; bytes in them now and at their peak. */
void lia_mem_fail_after(long count);
long lia_mem_live(void);
uint64_t lia_mem_bytes(void);
uint64_t lia_mem_peak(void);

#endif
