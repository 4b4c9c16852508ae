/* cli/ties/wishes.h - whom to reach, from --to or from the targets table among
 * the inputs.
 */
#ifndef LIA_CLI_TIES_WISHES_H
#define LIA_CLI_TIES_WISHES_H

#include "cli/front/settings.h"
#include "liaison/targets.h"

typedef struct wishes {
    lia_wish *wish;          /* [count] texts borrowed from settings, tables
                                or files                                     */
    uint32_t count;
    uint64_t room;
    lia_tables **file;       /* [files] of --to, owned                       */
    size_t files;
    uint64_t left_out;       /* rows of tables that ask for nobody           */
} wishes;

/* Conditions of different columns must all hold, of one column any: each
 * combination becomes a wish; each row of a table is one. LIA_EARG if there
 * is nothing to reach, with what to say; LIA_EIO, LIA_EINPUT of a file. */
LIA_CHECKED lia_status wishes_read(wishes *out, const lia_tables *tables,
                                   const settings *s, lia_error *err);
void wishes_free(wishes *w);

/* --words, or NULL. Free with lia_aliases_free. */
LIA_CHECKED lia_status aliases_open(lia_aliases **out, const settings *s,
                                    lia_error *err);

/* "Ida Marsh, title buyer": what a wish says, for people. */
void wish_say(char *out, size_t size, const lia_wish *wish);

#endif
