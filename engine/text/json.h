/* text/json.h - JSON lines and documents as flat rows of key and value.
 *
 * Behind it stands simdjson (json.cpp): fully validating, integers of any
 * size kept as they are written, keys case-sensitive. Nested objects are
 * flattened with dots (`user.login`), arrays of scalars joined with `|`,
 * other arrays dropped.
 */
#ifndef LIA_TEXT_JSON_H
#define LIA_TEXT_JSON_H

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_json_kind {
    LIA_JSON_TEXT, LIA_JSON_NUMBER, LIA_JSON_TRUE, LIA_JSON_FALSE,
    LIA_JSON_NULL
} lia_json_kind;

typedef struct lia_json_value {
    const char *key;         /* "user.login"                                 */
    size_t key_length;
    const char *text;        /* unescaped; numbers as written                */
    size_t text_length;
    lia_json_kind kind;
} lia_json_value;

typedef struct lia_json lia_json;  /* a parser: one per thread               */

LIA_CHECKED lia_status lia_json_open(lia_json **out, lia_error *err);
void lia_json_close(lia_json *json);

/* Flatten one object. *why is NULL on success, else what is wrong in words,
 * and *at the byte where. Values stay valid until the next call. Fails only
 * with LIA_ENOMEM. */
LIA_CHECKED lia_status lia_json_row(const lia_json_value **values,
                                    size_t *count, const char **why,
                                    size_t *at, lia_json *json,
                                    const char *text, size_t length,
                                    lia_error *err);

/* Is it valid UTF-8? (vectorised) */
bool lia_is_utf8(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif
