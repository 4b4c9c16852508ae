/* cli/say/output.h - where tables go: standard output, one file, or a folder.
 */
#ifndef LIA_CLI_SAY_OUTPUT_H
#define LIA_CLI_SAY_OUTPUT_H

#include "cli/front/settings.h"
#include "liaison/report.h"

/* The tables of a command, the main one first. `net` is NULL where the command
 * has no network to write as GraphML, GEXF or Pajek. */
typedef struct output {
    const lia_ranked *const *tables;
    size_t count;
    const lia_network *net;
    const lia_member *members;     /* of JSON documents                      */
    size_t member_count;
} output;

/* Has the last part of a path an extension? Then it is a file. */
bool path_is_file(const char *path);

/* Make a folder and those above it. */
LIA_CHECKED lia_status make_folder(const char *path, lia_error *err);

/* "folder/name.csv", to be freed with lia_free. */
LIA_CHECKED lia_status path_join(char **out, const char *folder,
                                 const char *name, const char *extension,
                                 lia_error *err);

/* Format of what goes to standard output: as asked, else a table on a
 * terminal and CSV in a pipe. */
lia_format stdout_format(const settings *s);

/* One table to standard output; a reader that went away is no error. The
 * second takes members of a JSON document, too. */
LIA_CHECKED lia_status table_to_stdout(const settings *s,
                                       const lia_ranked *table,
                                       lia_format format, lia_error *err);
LIA_CHECKED lia_status rows_to_stdout(const settings *s,
                                      const lia_ranked *table,
                                      lia_format format,
                                      const lia_write_options *more,
                                      lia_error *err);

LIA_CHECKED lia_status output_write(const output *what, const settings *s,
                                    lia_error *err);

/* The tables of a ranking command, the main one first, as --table, --top, -o
 * and --format say. LIA_EARG if --table names none of them. */
LIA_CHECKED lia_status tables_write(const lia_ranked *const *tables,
                                    size_t count, const lia_network *net,
                                    const settings *s, lia_error *err);

#endif
