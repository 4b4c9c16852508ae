/* cli/pods/pods_authorless.h - what `liaison pods` does where the authors of
 * posts are unknown: which object counts, which accounts are a crowd brought
 * along.
 */
#ifndef LIA_CLI_PODS_PODS_AUTHORLESS_H
#define LIA_CLI_PODS_PODS_AUTHORLESS_H

#include "cli/front/settings.h"
#include "liaison/pods.h"

/* The column that --object names, as one more --map for the reader: "url"
 * becomes object=url_id where the inputs have such a column. *map is freed with
 * lia_free, NULL without --object. LIA_EINPUT if no input has one. */
LIA_CHECKED lia_status object_map(char **map, const settings *s,
                                  lia_error *err);

/* Seconds of --window: one, or up to four with commas; *count 0 if it is not
 * given. LIA_EARG for anything else. */
enum { MOST_WINDOWS = 4 };
LIA_CHECKED lia_status window_list(uint32_t window[MOST_WINDOWS],
                                   uint32_t *count, const settings *s,
                                   lia_error *err);

/* Which search the data call for, and what that rests on. */
typedef struct author_choice {
    bool known;              /* by favours returned; else by objects         */
    bool assumed;            /* --assume-authors said so                     */
    uint64_t engagements;
    uint64_t with_author;    /* of these; above half is known                */
} author_choice;

/* --assume-authors overrides; says what was chosen where it is in doubt. */
author_choice choose_search(const lia_tables *tables, const settings *s);

/* The choice as a JSON object, for the member "search". */
void author_choice_say(char *out, size_t room, const author_choice *choice);

/* Find the groups. LIA_ELIMIT before any work if memory does not suffice. */
LIA_CHECKED lia_status pods_without_authors(lia_pods *out,
                                            const lia_tables *tables,
                                            const settings *s, lia_error *err);

#endif
