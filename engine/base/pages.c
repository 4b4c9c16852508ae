/* base/pages.c - see pages.h. */
#include "base/pages.h"

#include <string.h>

#include "base/mem.h"

static lia_status add_page(lia_pages *pages, size_t least, lia_error *err)
{
    size_t size = pages->size == 0               ? LIA_PAGE_FIRST
                  : pages->size >= LIA_PAGE_MOST ? LIA_PAGE_MOST
                                                 : pages->size * 2;
    lia_status st = LIA_OK;

    if (size < least)
        size = least;
    LIA_TRY(lia_reserve(&pages->page, &pages->room, pages->count + 1,
                        sizeof *pages->page, err));
    LIA_TRY(lia_alloc(&pages->page[pages->count], size, 1, err));
    pages->count++;
    pages->size = size;
    pages->used = 0;
done:
    return st;
}

lia_status lia_pages_copy(char **out, lia_pages *pages, const char *text,
                          size_t length, lia_error *err)
{
    lia_status st = LIA_OK;
    char *to;

    if (pages->size - pages->used <= length)
        LIA_TRY(add_page(pages, length + 1, err));
    to = pages->page[pages->count - 1] + pages->used;
    if (length > 0)
        memcpy(to, text, length);
    to[length] = '\0';
    pages->used += length + 1;
    *out = to;
done:
    return st;
}

void lia_pages_free(lia_pages *pages)
{
    for (uint64_t k = 0; k < pages->count; k++)
        lia_free(pages->page[k]);
    lia_free(pages->page);
    memset(pages, 0, sizeof *pages);
}
