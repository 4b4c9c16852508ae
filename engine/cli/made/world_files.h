/* cli/made/world_files.h - a made world as a folder: its tables, its truth, and
 * what stands beside them (liaison.json, visits.csv).
 */
#ifndef LIA_CLI_MADE_WORLD_FILES_H
#define LIA_CLI_MADE_WORLD_FILES_H

#include "liaison/worlds.h"

/* Writes over files of the same names, leaves all others alone. */
LIA_CHECKED lia_status world_write(const char *folder, const lia_world *world,
                                   const lia_run *run, lia_error *err);

#endif
