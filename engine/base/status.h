/* base/status.h - the one error idiom: LIA_TRY, one label `done:`, lia_fail.
 *
 *     lia_status st = LIA_OK;
 *     double *scratch = NULL;
 *     LIA_TRY(lia_alloc(&scratch, n, sizeof *scratch, err));
 *     ...
 * done:
 *     lia_free(scratch);
 *     return st;
 */
#ifndef LIA_BASE_STATUS_H
#define LIA_BASE_STATUS_H

#include "liaison/base.h"

#define LIA_TRY(call)                               \
    do {                                            \
        if ((st = (call)) != LIA_OK) goto done;     \
    } while (0)

/* Write the message into err (NULL is fine) and return status, so that
 * `return lia_fail(err, LIA_EARG, "n is %d", n);` reads as one thought. The
 * format is looked up in the catalogue for err->spoken. Arguments that are
 * words go through tr(), and then message has them in that language too. */
lia_status lia_fail(lia_error *err, lia_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What went wrong elsewhere goes wrong here, as that status; with a place (a
 * path) before it. NULL err is fine. */
lia_status lia_fail_as(lia_error *err, lia_status status,
                       const lia_error *why);
lia_status lia_fail_at(lia_error *err, lia_status status, const char *place,
                       const lia_error *why);

/* Its message in the language of tables, and in that of the terminal. */
const char *lia_error_written(const lia_error *err);
const char *lia_error_spoken(const lia_error *err);

/* The static analyser reads one file at a time; this tells it what comes back
 * from lia_fail, so that it does not follow failures that look like success. */
#ifdef __clang_analyzer__
#define lia_fail(err, status, ...) \
    ((void)(lia_fail)(err, status, __VA_ARGS__), (status))
#endif

#endif
