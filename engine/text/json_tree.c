/* text/json_tree.c - one pass from the left, values into blocks of memory
 * that never move. Strings without a backslash are slices of the text, the
 * others are unescaped into an arena as long as the text, which is enough: no
 * escape is shorter than what it stands for.
 */
#include "text/json_tree.h"

#include <string.h>

#include "base/mem.h"
#include "text/json.h"

enum { DEEPEST = 64, PER_BLOCK = 512 };

typedef struct block {
    lia_value value[PER_BLOCK];
} block;

struct lia_tree {
    block **block;
    uint64_t blocks, block_room;
    uint64_t used;               /* values of this tree                      */
    char *arena;
    uint64_t arena_room, arena_used;
    const char *text, *at, *end;
    const char *why, *where;
    lia_status status;
    lia_error *err;
};

static bool wrong(lia_tree *t, const char *why)
{
    if (t->why == NULL && t->status == LIA_OK) {
        t->why = why;
        t->where = t->at;
    }
    return false;
}

static lia_value *new_value(lia_tree *t)
{
    const uint64_t at = t->used / PER_BLOCK;
    lia_value *value;

    if (at == t->blocks) {
        t->status = lia_reserve(&t->block, &t->block_room, at + 1,
                                sizeof *t->block, t->err);
        if (t->status == LIA_OK)
            t->status = lia_alloc(&t->block[at], 1, sizeof **t->block, t->err);
        if (t->status != LIA_OK)
            return NULL;
        t->blocks++;
    }
    value = &t->block[at]->value[t->used++ % PER_BLOCK];
    memset(value, 0, sizeof *value);
    value->text = value->key = "";
    value->at = (size_t)(t->at - t->text);
    return value;
}

static void skip_blanks(lia_tree *t)
{
    while (t->at < t->end && (*t->at == ' ' || *t->at == '\t' ||
                              *t->at == '\n' || *t->at == '\r'))
        t->at++;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hexadecimal digits at `at`, or -1. */
static long hex4(const lia_tree *t, const char *at)
{
    long value = 0;

    if (t->end - at < 4)
        return -1;
    for (int k = 0; k < 4; k++) {
        const int digit = hex_digit(at[k]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static char *put_rune(char *out, unsigned long rune)
{
    if (rune < 0x80) {
        *out++ = (char)rune;
    } else if (rune < 0x800) {
        *out++ = (char)(0xC0 | rune >> 6);
        *out++ = (char)(0x80 | (rune & 0x3F));
    } else if (rune < 0x10000) {
        *out++ = (char)(0xE0 | rune >> 12);
        *out++ = (char)(0x80 | (rune >> 6 & 0x3F));
        *out++ = (char)(0x80 | (rune & 0x3F));
    } else {
        *out++ = (char)(0xF0 | rune >> 18);
        *out++ = (char)(0x80 | (rune >> 12 & 0x3F));
        *out++ = (char)(0x80 | (rune >> 6 & 0x3F));
        *out++ = (char)(0x80 | (rune & 0x3F));
    }
    return out;
}

/* \uXXXX, of which t->at is on the u; half of a pair alone is U+FFFD, and so
 * is a NUL, which no name may hold. */
static char *take_rune(lia_tree *t, char *out)
{
    long rune = hex4(t, t->at + 1), low;

    if (rune < 0) {
        (void)wrong(t, "a wrong escape in a string");
        return NULL;
    }
    t->at += 5;
    if (rune >= 0xD800 && rune < 0xDC00 && t->end - t->at >= 6 &&
        t->at[0] == '\\' && t->at[1] == 'u' &&
        (low = hex4(t, t->at + 2)) >= 0xDC00 && low < 0xE000) {
        t->at += 6;
        rune = 0x10000 + ((rune - 0xD800) << 10) + (low - 0xDC00);
    } else if ((rune >= 0xD800 && rune < 0xE000) || rune == 0) {
        rune = 0xFFFD;
    }
    return put_rune(out, (unsigned long)rune);
}

/* One escape, of which t->at is behind the backslash. */
static char *take_escape(lia_tree *t, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *known;

    if (t->at < t->end && *t->at == 'u')
        return take_rune(t, out);
    known = t->at < t->end && *t->at != '\0' ? strchr(from, *t->at) : NULL;
    if (known == NULL) {
        (void)wrong(t, "a wrong escape in a string");
        return NULL;
    }
    t->at++;
    *out++ = to[known - from];
    return out;
}

/* The rest of a string that has escapes; `from` is its first byte. */
static bool unescape(lia_tree *t, const char *from, const char **text,
                     size_t *length)
{
    char *begin = t->arena + t->arena_used, *out = begin;

    memcpy(out, from, (size_t)(t->at - from));
    out += t->at - from;
    while (t->at < t->end && *t->at != '"') {
        if ((unsigned char)*t->at < 0x20)
            return wrong(t, "a control character inside a string");
        if (*t->at != '\\') {
            *out++ = *t->at++;
            continue;
        }
        t->at++;
        out = take_escape(t, out);
        if (out == NULL)
            return false;
    }
    if (t->at == t->end)
        return wrong(t, "a string is never closed");
    t->at++;
    *text = begin;
    *length = (size_t)(out - begin);
    t->arena_used += *length;
    return true;
}

/* A string, of which t->at is on the quote. */
static bool take_string(lia_tree *t, const char **text, size_t *length)
{
    const char *from = ++t->at;

    for (; t->at < t->end; t->at++) {
        if (*t->at == '"') {
            *text = from;
            *length = (size_t)(t->at++ - from);
            return true;
        }
        if (*t->at == '\\')
            return unescape(t, from, text, length);
        if ((unsigned char)*t->at < 0x20)
            return wrong(t, "a control character inside a string");
    }
    return wrong(t, "a string is never closed");
}

static bool take_digits(lia_tree *t)
{
    const char *from = t->at;

    while (t->at < t->end && *t->at >= '0' && *t->at <= '9')
        t->at++;
    return t->at > from;
}

/* RFC 8259: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool take_number(lia_tree *t, lia_value *value)
{
    const char *from = t->at, *first;
    bool good;

    t->at += *t->at == '-';
    first = t->at;
    good = take_digits(t) && (*first != '0' || t->at - first == 1);
    if (good && t->at < t->end && *t->at == '.') {
        t->at++;
        good = take_digits(t);
    }
    if (good && t->at < t->end && (*t->at == 'e' || *t->at == 'E')) {
        t->at++;
        t->at += t->at < t->end && (*t->at == '+' || *t->at == '-');
        good = take_digits(t);
    }
    value->kind = LIA_VALUE_NUMBER;
    value->text = from;
    value->length = (size_t)(t->at - from);
    return good || wrong(t, "not JSON: a bracket, comma, colon or value is "
                            "wrong");
}

static bool take_word(lia_tree *t, lia_value *value)
{
    static const struct { const char *word; size_t length;
                          lia_value_kind kind; } words[] = {
        {"true", 4, LIA_VALUE_TRUE}, {"false", 5, LIA_VALUE_FALSE},
        {"null", 4, LIA_VALUE_NULL}};

    for (size_t k = 0; k < 3; k++)
        if ((size_t)(t->end - t->at) >= words[k].length &&
            memcmp(t->at, words[k].word, words[k].length) == 0) {
            t->at += words[k].length;
            value->kind = words[k].kind;
            return true;
        }
    return wrong(t, "not JSON: a bracket, comma, colon or value is wrong");
}

static lia_value *take_value(lia_tree *t, unsigned depth);

/* "name" : in front of a value. */
static bool take_key(lia_tree *t, const char **key, size_t *length)
{
    if (t->at == t->end || *t->at != '"')
        return wrong(t, "not JSON: a name in quotes is missing");
    if (!take_string(t, key, length))
        return false;
    if (*length > UINT32_MAX)
        return wrong(t, "a name of more than 4 GiB");
    skip_blanks(t);
    if (t->at == t->end || *t->at != ':')
        return wrong(t, "not JSON: a colon is missing");
    t->at++;
    return true;
}

/* What stands between the brackets, t->at behind the opening one. */
static bool take_members(lia_tree *t, lia_value *list, char close,
                         unsigned depth)
{
    const lia_value **link = &list->child;

    skip_blanks(t);
    if (t->at < t->end && *t->at == close)
        return t->at++ != NULL;
    while (true) {
        const char *key = "";
        size_t length = 0;
        lia_value *value;
        skip_blanks(t);
        if (close == '}' && !take_key(t, &key, &length))
            return false;
        value = take_value(t, depth + 1);
        if (value == NULL)
            return false;
        value->key = key;
        value->key_length = (uint32_t)length;
        *link = value;
        link = &value->next;
        skip_blanks(t);
        if (t->at == t->end)
            return wrong(t, "it ends too early");
        if (*t->at == close)
            return t->at++ != NULL;
        if (*t->at != ',')
            return wrong(t, "not JSON: a comma or bracket is missing");
        t->at++;
    }
}

static lia_value *take_value(lia_tree *t, unsigned depth)
{
    lia_value *value;
    bool good;

    skip_blanks(t);
    if (t->at == t->end) {
        (void)wrong(t, "it ends too early");
        return NULL;
    }
    if (depth > DEEPEST) {
        (void)wrong(t, "nested deeper than 64 levels");
        return NULL;
    }
    value = new_value(t);
    if (value == NULL)
        return NULL;
    if (*t->at == '{' || *t->at == '[') {
        const char close = *t->at++ == '{' ? '}' : ']';
        value->kind = close == '}' ? LIA_VALUE_OBJECT : LIA_VALUE_ARRAY;
        good = take_members(t, value, close, depth);
    } else if (*t->at == '"') {
        value->kind = LIA_VALUE_TEXT;
        good = take_string(t, &value->text, &value->length);
    } else if (*t->at == '-' || (*t->at >= '0' && *t->at <= '9')) {
        good = take_number(t, value);
    } else {
        good = take_word(t, value);
    }
    return good ? value : NULL;
}

lia_status lia_tree_open(lia_tree **out, lia_error *err)
{
    return lia_alloc_zero(out, 1, sizeof **out, err);
}

void lia_tree_close(lia_tree *tree)
{
    if (tree == NULL)
        return;
    for (uint64_t b = 0; b < tree->blocks; b++)
        lia_free(tree->block[b]);
    lia_free(tree->block);
    lia_free(tree->arena);
    lia_free(tree);
}

lia_status lia_tree_parse(const lia_value **root, const char **why, size_t *at,
                          lia_tree *tree, const char *text, size_t length,
                          lia_error *err)
{
    lia_tree *t = tree;
    lia_status st = lia_reserve(&t->arena, &t->arena_room, length + 1, 1, err);
    const lia_value *value = NULL;

    if (st != LIA_OK)
        return st;
    t->text = t->at = text;
    t->end = text + length;
    t->used = t->arena_used = 0;
    t->why = t->where = NULL;
    t->status = LIA_OK;
    t->err = err;
    if (!lia_is_utf8(text, length))
        (void)wrong(t, "bytes that are no UTF-8");
    else
        value = take_value(t, 0);
    if (value != NULL) {
        skip_blanks(t);
        if (t->at < t->end)
            (void)wrong(t, "something follows the value");
    }
    if (t->status != LIA_OK)
        return t->status;
    *why = t->why;
    *at = t->why != NULL ? (size_t)(t->where - text) : 0;
    *root = t->why == NULL ? value : NULL;
    return LIA_OK;
}

static const lia_value *get(const lia_value *object, const char *name,
                            size_t length)
{
    const lia_value *found = NULL;

    if (lia_value_kind_of(object) != LIA_VALUE_OBJECT)
        return NULL;
    for (const lia_value *v = object->child; v != NULL; v = v->next)
        if (v->key_length == length && memcmp(v->key, name, length) == 0)
            found = v;
    return found;
}

const lia_value *lia_value_get(const lia_value *object, const char *name)
{
    return get(object, name, strlen(name));
}

const lia_value *lia_value_path(const lia_value *value, const char *path)
{
    while (*path != '\0' && value != NULL) {
        const size_t length = strcspn(path, ".");
        value = get(value, path, length);
        path += length + (path[length] == '.');
    }
    return value;
}

bool lia_value_is(const lia_value *value, const char *text)
{
    return lia_value_kind_of(value) == LIA_VALUE_TEXT &&
           value->length == strlen(text) &&
           memcmp(value->text, text, value->length) == 0;
}
