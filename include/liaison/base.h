/* liaison/base.h - the words that every other header uses.
 *
 * Calls that can fail return a lia_status and take a caller-owned lia_error
 * last (NULL is allowed). Outputs come first and are untouched on failure.
 * The library prints nothing, never exits and keeps no global state.
 */
#ifndef LIA_BASE_H
#define LIA_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LIA_CHECKED __attribute__((warn_unused_result))

/* Dense id of an account (or post, or text): 0 <= id < count, in byte order
 * of the names, so that ids do not depend on the order of files or rows. */
typedef uint32_t lia_vid;
#define LIA_NONE UINT32_MAX            /* no such id: the value is missing   */

/* Microseconds since 1970-01-01T00:00:00Z. */
typedef int64_t lia_time;
#define LIA_NO_TIME INT64_MIN          /* no time given                      */

/* 0 is success, everything else negative. The program maps these to the exit
 * codes of `liaison --help`. */
typedef enum lia_status {
    LIA_OK = 0,
    LIA_EARG = -1,     /* the caller broke the contract of the call          */
    LIA_ENOMEM = -2,   /* memory: an allocation failed                       */
    LIA_EIO = -3,      /* a file could not be opened, read or written        */
    LIA_EINPUT = -4,   /* the input is bad: message has file:line:column     */
    LIA_ELIMIT = -5,   /* a stated limit (--max-memory, 2^32 ids) is reached */
    LIA_ECANNOT = -6,  /* the data cannot carry this result: message why     */
    LIA_EINTERNAL = -7 /* a bug in liaison                                   */
} lia_status;

/* What went wrong, in a sentence that a user can act on. */
typedef struct lia_error {
    lia_status status;
    char message[1000];      /* in English                                   */
    char spoken[1000];       /* in the program's language; "" = English      */
} lia_error;

/* Progress of a long call. `advance` may be called from several threads at
 * once, with the amount done since the last call; total 0 = not known. */
typedef struct lia_watch {
    void (*begin)(void *user, const char *stage, uint64_t total,
                  const char *unit);
    void (*advance)(void *user, uint64_t amount);
    void (*end)(void *user);
    void *user;
} lia_watch;

/* How a kernel runs. NULL in place of a pointer to it means
 * LIA_RUN_DEFAULTS. No field changes a result, not in its last bit. */
typedef struct lia_run {
    int threads;            /* worker threads; 0 = one per available core    */
    const lia_watch *watch; /* progress, or NULL                             */
} lia_run;
#define LIA_RUN_DEFAULTS { 0, NULL }

/* "0.1.0" */
const char *lia_version(void);

#ifdef __cplusplus
}
#endif
#endif
