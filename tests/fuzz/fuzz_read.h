/* fuzz_read.h - lia_read on any bytes, as a file in memory: a status that is
 * no bug, tables whose ids are all in range, counts that add up, nothing left
 * behind, and a projection on top.
 */
#ifndef LIA_FUZZ_READ_H
#define LIA_FUZZ_READ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/mem.h"
#include "liaison/project.h"
#include "liaison/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void need(int condition)
{
    if (!condition)
        abort();
}

static inline void need_ids(const uint32_t *id, uint64_t rows, uint32_t count,
                            bool may_be_none)
{
    for (uint64_t r = 0; id != NULL && r < rows; r++)
        need(id[r] < count || (may_be_none && id[r] == LIA_NONE));
}

static inline void need_names(const lia_names *names)
{
    for (uint32_t k = 0; k < names->count; k++) {
        size_t length;
        const char *name = lia_name(names, k, &length);
        need(length > 0 && memchr(name, '\0', length) == NULL);
        need(lia_names_find(names, name, length) == k);
    }
}

static inline void need_tables(const lia_tables *t)
{
    const lia_interactions *i = &t->interactions;
    const uint32_t accounts = t->accounts.names.count;
    uint64_t rejects = 0;

    need_names(&t->accounts.names);
    need_names(&t->posts.names);
    need_names(&t->texts);
    need_ids(i->actor, i->count, accounts, false);
    need_ids(i->target, i->count, accounts, true);
    need_ids(i->author, i->count, accounts, true);
    need_ids(i->object, i->count, t->posts.names.count, true);
    need_ids(i->tags, i->count, t->texts.count, true);
    need_ids(t->contacts.source, t->contacts.count, accounts, false);
    need_ids(t->contacts.target, t->contacts.count, accounts, false);
    need_ids(t->accounts.name, accounts, t->texts.count, true);
    need_ids(t->posts.author, t->posts.names.count, accounts, true);
    for (int c = 0; c < LIA_CAUSE_COUNT; c++)
        rejects += t->rejects_by_cause[c];
    need(rejects == t->reject_count);
    for (uint64_t r = 0; r < t->reject_count; r++)
        need(t->reject[r].source < t->source_count && t->reject[r].line > 0 &&
             t->reject[r].detail[0] != '\0');
    for (uint64_t r = 0; i->actor != NULL && r < i->count; r++)
        need(i->time == NULL || i->time[r] == LIA_NO_TIME || i->time[r] >= 0);
}

static inline void fuzz_read(const uint8_t *data, size_t size, const char *as)
{
    char path[64];
    const char *input = path;
    int file = memfd_create("fuzz", 0);
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};
    lia_ties ties;
    lia_status st;

    need(file >= 0 && write(file, data, size) == (ssize_t)size);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    options.as = as;
    options.run.threads = 1;
    st = lia_read(&t, &input, 1, &options, &err);
    need(st == LIA_OK || st == LIA_EINPUT || st == LIA_EIO ||
         st == LIA_ELIMIT);
    if (st == LIA_OK) {
        need_tables(t);
        need(lia_ties_from_tables(&ties, NULL, t, NULL, NULL) == LIA_OK);
        lia_ties_free(&ties);
        lia_tables_free(t);
    } else {
        need(t == NULL && err.message[0] != '\0');
    }
    need(lia_mem_live() == 0);
    (void)close(file);
}

#endif
