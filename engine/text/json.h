/* text/json.h - JSON lines and documents as flat rows of key and value.
 *
 * Behind it stands simdjson (json.cpp): fully validating, integers of any
 * size kept as they are written, keys case-sensitive. Nested objects are
 * flattened with dots (`user.login`), arrays of scalars joined with `|` (null
 * in one is empty), other arrays dropped. Of a key that is there twice the
 * last value counts; {"a":{"b":1},"a.b":2} is such a case.
 */
#ifndef LIA_TEXT_JSON_H
#define LIA_TEXT_JSON_H

#include "liaison/base.h"

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

/* Only these keys from now on: values of rows are one per key, in this order,
 * null where the object has none. Everything is still validated. The keys
 * must be distinct, and stay where they are while the parser lives. */
LIA_CHECKED lia_status lia_json_want(lia_json *json, const char *const *keys,
                                     size_t count, lia_error *err);

/* Flatten one object. *why is NULL on success, else what is wrong in words,
 * and *at the byte where. Values are slices of the text where they stand there
 * as they are; others, and keys, stay valid until the next call. Fails only
 * with LIA_ENOMEM. */
LIA_CHECKED lia_status lia_json_row(const lia_json_value **values,
                                    size_t *count, const char **why,
                                    size_t *at, lia_json *json,
                                    const char *text, size_t length,
                                    lia_error *err);

/* One top-level value of a document: text[begin .. begin + length), and the
 * newlines before it. */
typedef struct lia_json_span {
    size_t begin, length;
    uint64_t lines;
} lia_json_span;

/* Where the rows of a document are: the elements of its top-level array
 * (`[ {...}, ... ]`), else its top-level values one after the other (one
 * object, pretty-printed or concatenated). Only brackets, quotes and commas
 * are looked at; lia_json_row judges each element. *why and *at as there; the
 * spans before a fault are given all the same. Free *spans with lia_free.
 * O(length), 24 bytes per element. */
LIA_CHECKED lia_status lia_json_split(lia_json_span **spans, uint64_t *count,
                                      const char **why, size_t *at,
                                      const char *text, size_t length,
                                      lia_error *err);

/* Is it valid UTF-8? (vectorised) */
bool lia_is_utf8(const char *text, size_t length);

#ifdef __cplusplus
}
#endif
#endif
