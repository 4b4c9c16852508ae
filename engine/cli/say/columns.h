/* cli/say/columns.h - named columns of a small CSV file, as texts.
 *
 * For files that liaison itself writes (a truth, the tables of a result) and
 * that are no input data: everything is kept, nothing is guessed.
 */
#ifndef LIA_CLI_SAY_COLUMNS_H
#define LIA_CLI_SAY_COLUMNS_H

#include "base/status.h"

enum { COLUMNS_MOST = 8 };

typedef struct columns_file {
    uint64_t rows;
    size_t count;                /* columns asked for                        */
    bool has[COLUMNS_MOST];      /* is the column there?                     */
    uint64_t *off;               /* [rows * count + 1] into bytes            */
    char *bytes;
    uint64_t off_room, bytes_room;
} columns_file;

/* names: `count` columns, the first `required` of which must be there.
 * LIA_EIO if the file cannot be read; LIA_EINPUT with file and line if a
 * column is missing or a row cannot be read. */
LIA_CHECKED lia_status columns_read(columns_file *out, const char *path,
                                    const char *const *names, size_t count,
                                    size_t required, lia_error *err);
const char *columns_cell(const columns_file *file, uint64_t row, size_t column,
                         size_t *length);
void columns_free(columns_file *file);

#endif
