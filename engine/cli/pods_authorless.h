/* cli/pods_authorless.h - what `liaison pods` does where the authors of posts
 * are unknown: which object counts, which accounts are a crowd brought along.
 */
#ifndef LIA_CLI_PODS_AUTHORLESS_H
#define LIA_CLI_PODS_AUTHORLESS_H

#include "cli/settings.h"
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

/* Are the authors known for most engagements? --assume-authors overrides. */
bool authors_known(const lia_tables *tables, const settings *s);

/* Find the groups; says which way was chosen, and why. */
LIA_CHECKED lia_status pods_without_authors(lia_pods *out,
                                            const lia_tables *tables,
                                            const settings *s, lia_error *err);

#endif
