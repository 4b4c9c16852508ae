/* liaison/manifest.h - what a run was made of, and how to make it again.
 *
 * manifest.json says which version read which files with which options, what
 * came out, and (in a member of its own, the only one that differs between
 * two runs) how long it took. The same file, or a liaison.json written by
 * hand, is read back as options.
 */
#ifndef LIA_MANIFEST_H
#define LIA_MANIFEST_H

#include "liaison/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An option as on the command line, without the dashes. An option that was
 * given several times stands several times, next to each other. */
typedef struct lia_setting {
    const char *name;            /* "window"                                 */
    const char *value;           /* "60"; "true" for an option without value */
} lia_setting;

typedef struct lia_timing {
    const char *stage;
    double seconds;
} lia_timing;

/* What a manifest says; everything is borrowed. */
typedef struct lia_manifest {
    const char *command;                  /* "report"                        */
    const char *const *inputs;            /* [input_count] as given          */
    size_t input_count;
    const lia_setting *options;           /* [option_count]                  */
    size_t option_count;
    uint64_t seed;
    const lia_tables *tables;             /* sources and rows, or NULL       */
    const char *folder;                   /* where the results stand         */
    const char *const *results;           /* [result_count] names in folder  */
    size_t result_count;
    const lia_timing *timings;            /* [timing_count]                  */
    size_t timing_count;
} lia_manifest;

/* Write it, complete or not at all:
 *
 *   schema, version, command, inputs, options, seed,
 *   sources  path, format, encoding, table, bytes, rows, rejected, digest
 *   tables   rows of each table that has any
 *   results  file, bytes, digest
 *   timings  seconds by stage
 *
 * Digests are XXH3 (64 bits, hex) of the bytes as stored. Whole numbers beyond
 * 2^53 are strings.
 *
 * return LIA_OK; LIA_EARG for missing arguments; LIA_EIO with the path, also
 * for a result that cannot be read; LIA_ENOMEM.
 */
LIA_CHECKED lia_status lia_manifest_write(const char *path,
                                          const lia_manifest *manifest,
                                          lia_error *err);

/* XXH3 and size of a file. */
LIA_CHECKED lia_status lia_file_digest(uint64_t *digest, uint64_t *bytes,
                                       const char *path, lia_error *err);

/* Options from a file. Free with lia_config_free. */
typedef struct lia_config {
    char *command;               /* or NULL                                  */
    char **inputs;               /* [input_count]                            */
    size_t input_count;
    lia_setting *options;        /* [option_count] in the order of the file  */
    size_t option_count;
} lia_config;

/* Read a manifest, or an object of options as people write it:
 *
 *   { "me": "ada", "to": ["company=Acme", "title~buyer"], "top": 20 }
 *
 * In both, `command` and `inputs` are what they say, and a member that begins
 * with _ is a remark. A list gives an option several times.
 *
 * return LIA_OK; LIA_EIO if it cannot be read; LIA_EINPUT for what is no JSON
 * object (file:line:column) or an option whose value is an object; LIA_ENOMEM.
 */
LIA_CHECKED lia_status lia_config_read(lia_config *out, const char *path,
                                       lia_error *err);
void lia_config_free(lia_config *config);  /* all zero is fine */

#ifdef __cplusplus
}
#endif
#endif
