/* text/json_tree.h - a JSON value as a tree to walk: for exports whose values
 * are nested, where text/json.h gives flat rows.
 *
 * Fully validating (RFC 8259, UTF-8); \u0000 and half a surrogate pair become
 * U+FFFD. Numbers keep their text, so ids above
 * 2^53 stay what they are; names are case-sensitive. Every function takes NULL
 * for a value and then finds nothing, so a path is followed without looking.
 *
 *     const lia_value *actor = lia_value_get(root, "actor");
 *     size_t length;
 *     const char *url = lia_value_text(&length, lia_value_get(actor, "url"));
 */
#ifndef LIA_TEXT_JSON_TREE_H
#define LIA_TEXT_JSON_TREE_H

#include "base/status.h"

typedef enum lia_value_kind {
    LIA_VALUE_NONE, LIA_VALUE_NULL, LIA_VALUE_FALSE, LIA_VALUE_TRUE,
    LIA_VALUE_NUMBER, LIA_VALUE_TEXT, LIA_VALUE_ARRAY, LIA_VALUE_OBJECT
} lia_value_kind;

typedef struct lia_value {
    lia_value_kind kind;
    uint32_t key_length;         /* in an object                             */
    const char *key;             /* unescaped, not terminated                */
    const char *text;            /* unescaped; numbers as written            */
    size_t length;
    const struct lia_value *child, *next;
    size_t at;                   /* byte of the text where it begins         */
} lia_value;

typedef struct lia_tree lia_tree;    /* a parser: one per thread             */

LIA_CHECKED lia_status lia_tree_open(lia_tree **out, lia_error *err);
void lia_tree_close(lia_tree *tree);

/* One JSON value of any kind. *why is NULL on success, else what is wrong in
 * words, *at the byte where, and *root NULL. The tree lives until the next
 * call and points into text. Nested deeper than 64 levels is a fault. Fails
 * only with LIA_ENOMEM. Time O(length), memory 72 bytes per value. */
LIA_CHECKED lia_status lia_tree_parse(const lia_value **root, const char **why,
                                      size_t *at, lia_tree *tree,
                                      const char *text, size_t length,
                                      lia_error *err);

/* The member of an object; the last one if the name is there twice. */
const lia_value *lia_value_get(const lia_value *object, const char *name);
/* "actor.linkedinUrl": members of members. No name on the way may hold a
 * dot. */
const lia_value *lia_value_path(const lia_value *value, const char *path);

static inline lia_value_kind lia_value_kind_of(const lia_value *value)
{
    return value != NULL ? value->kind : LIA_VALUE_NONE;
}
/* The first element of an array, or member of an object; then the next. */
static inline const lia_value *lia_value_first(const lia_value *list)
{
    return list != NULL ? list->child : NULL;
}
static inline const lia_value *lia_value_next(const lia_value *value)
{
    return value != NULL ? value->next : NULL;
}
/* Text of a string, the digits of a number; "" and 0 for all else. */
static inline const char *lia_value_text(size_t *length,
                                         const lia_value *value)
{
    const bool has = value != NULL && (value->kind == LIA_VALUE_TEXT ||
                                       value->kind == LIA_VALUE_NUMBER);

    *length = has ? value->length : 0;
    return has ? value->text : "";
}
/* Is it this string? */
bool lia_value_is(const lia_value *value, const char *text);

#endif
