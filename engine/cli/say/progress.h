/* cli/say/progress.h - how far a long stage is, on a terminal's standard error.
 *
 * One line, drawn over itself: what, share, rate, time left. It appears only
 * when a stage has run for a second and is wiped when the stage ends, so that
 * quick runs and pipes never see it.
 */
#ifndef LIA_CLI_SAY_PROGRESS_H
#define LIA_CLI_SAY_PROGRESS_H

#include "liaison/base.h"

/* Turn it on, if standard error is a terminal. Before that, progress_watch()
 * is NULL and nothing is drawn. */
void progress_enable(void);
const lia_watch *progress_watch(void);

/* Wipe the line, if there is one: before other text goes to the terminal. */
void progress_clear(void);

/* The same from a signal handler. */
void progress_clear_in_handler(void);

/* The line for `done` of `total` (0 = unknown) after `seconds`; returns its
 * length. For the drawing and its tests. */
size_t progress_line(char *out, size_t room, const char *stage,
                     const char *unit, uint64_t done, uint64_t total,
                     double seconds);

#endif
