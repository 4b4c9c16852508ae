/* cli/network/coengage.h - `liaison network` in our own semantics: what was
 * counted, and the tables about it.
 */
#ifndef LIA_CLI_NETWORK_COENGAGE_H
#define LIA_CLI_NETWORK_COENGAGE_H

#include "cli/read/inputs.h"
#include "cli/say/output.h"
#include "cli/say/strings.h"
#include "liaison/coengagement.h"
#include "liaison/ranked.h"

enum { WINDOW_NAME_ROOM = 48, MOST_MEMBERS = 24, MEMBER_ROOM = 160 };

typedef struct coengagement {
    const settings *s;
    lia_tables *tables;          /* borrowed                                 */
    lia_run run;
    lia_windows_options look;
    char label[LIA_MOST_WINDOWS][WINDOW_NAME_ROOM];   /* "10", "0.5"         */
    lia_events_tally tally;
    lia_windows w;
    lia_pair_counts pairs;
    lia_pair_evidence evidence;
    lia_ranked edges;            /* borrows pairs                            */
    char column[2 * LIA_MOST_WINDOWS][WINDOW_NAME_ROOM + 16];
    lia_member member[MOST_MEMBERS];
    char member_text[MOST_MEMBERS][MEMBER_ROOM];
    size_t member_count;
    uint64_t edge_count;
    int passes;
} coengagement;

/* "60" or "10,60,600": ascending, each once. LIA_EARG if it is none. */
LIA_CHECKED lia_status coengage_windows(coengagement *c, const char *text,
                                        lia_error *err);

/* Events and windows of the tables; columns that nobody needs any more are
 * given up. Says how much was left out. */
LIA_CHECKED lia_status coengage_prepare(coengagement *c, lia_error *err);

/* All pairs at once, refused before counting if they do not fit. more: bytes
 * per edge, and per shared post, that the caller needs besides. */
LIA_CHECKED lia_status coengage_count(coengagement *c, uint64_t per_edge,
                                      uint64_t per_shared, lia_error *err);

/* The table `edges` over c->pairs; delta becomes means in its place. */
void coengage_edges(coengagement *c);

/* Edges to standard output or a file in passes of bounded memory. */
LIA_CHECKED lia_status coengage_stream(coengagement *c, lia_format format,
                                       lia_error *err);

/* Members of a JSON document: how it was made, what was left out. */
void coengage_describe(coengagement *c);
void coengage_free(coengagement *c);

#endif
