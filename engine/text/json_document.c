/* text/json_document.c - the one file of the library that knows cJSON. */
#include "text/json_document.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "text/number.h"
#include "text/rune.h"

/* Every whole number up to here is a double of its own. */
static const uint64_t LAST_EXACT = (uint64_t)1 << 53;

static cJSON *raw(const lia_node *node)
{
    return (cJSON *)(uintptr_t)node;
}

static lia_node *node_of(cJSON *item)
{
    return (lia_node *)item;
}

static lia_status no_memory(lia_error *err)
{
    return lia_fail(err, LIA_ENOMEM, "out of memory for a JSON document");
}

lia_status lia_document_new(lia_document *out, lia_error *err)
{
    cJSON *root = cJSON_CreateObject();

    if (root == NULL)
        return no_memory(err);
    *out = (lia_document){.root = node_of(root)};
    return LIA_OK;
}

void lia_document_free(lia_document *document)
{
    if (document == NULL)
        return;
    cJSON_Delete(raw(document->root));
    *document = (lia_document){NULL, false};
}

/* ---- building ---- */

static lia_node *add(lia_document *document, lia_node *to, const char *name,
                     cJSON *item)
{
    bool is_added = false;

    if (item != NULL && to != NULL)
        is_added = name != NULL ? cJSON_AddItemToObject(raw(to), name, item)
                                : cJSON_AddItemToArray(raw(to), item);
    if (is_added)
        return node_of(item);
    cJSON_Delete(item);
    document->is_short = true;
    return NULL;
}

lia_node *lia_node_add_object(lia_document *document, lia_node *to,
                              const char *name)
{
    return add(document, to, name, cJSON_CreateObject());
}

lia_node *lia_node_add_array(lia_document *document, lia_node *to,
                             const char *name)
{
    return add(document, to, name, cJSON_CreateArray());
}

/* A copy with U+FFFD for every byte that is no UTF-8; NULL without memory. */
static char *clean_copy(const char *text)
{
    const size_t length = strlen(text);
    char *copy = NULL;
    size_t n = 0;

    if (lia_alloc(&copy, length * strlen(LIA_REPLACEMENT) + 1, 1, NULL) !=
        LIA_OK)
        return NULL;
    for (size_t i = 0, width; i < length; i += width) {
        uint32_t rune;
        width = lia_rune(&rune, text + i, length - i);
        const bool bad = rune == LIA_RUNE_BAD;
        const size_t put = bad ? strlen(LIA_REPLACEMENT) : width;
        memcpy(copy + n, bad ? LIA_REPLACEMENT : text + i, put);
        n += put;
    }
    copy[n] = '\0';
    return copy;
}

void lia_node_add_text(lia_document *document, lia_node *to, const char *name,
                       const char *text)
{
    char *copy = text != NULL ? clean_copy(text) : NULL;
    cJSON *item = NULL;

    if (text == NULL)
        item = cJSON_CreateNull();
    else if (copy != NULL)
        item = cJSON_CreateString(copy);
    (void)add(document, to, name, item);
    lia_free(copy);
}

void lia_node_add_count(lia_document *document, lia_node *to, const char *name,
                        uint64_t value)
{
    char digits[LIA_NUMBER_ROOM + 1];
    cJSON *item;

    digits[lia_format_u64(digits, value)] = '\0';
    item = value <= LAST_EXACT ? cJSON_CreateRaw(digits)
                               : cJSON_CreateString(digits);
    (void)add(document, to, name, item);
}

void lia_node_add_number(lia_document *document, lia_node *to,
                         const char *name, double value)
{
    char digits[LIA_NUMBER_ROOM + 1];

    digits[lia_format_double(digits, value)] = '\0';
    (void)add(document, to, name,
              isfinite(value) ? cJSON_CreateRaw(digits) : cJSON_CreateNull());
}

void lia_node_add_flag(lia_document *document, lia_node *to, const char *name,
                       bool value)
{
    (void)add(document, to, name, cJSON_CreateBool(value));
}

lia_status lia_document_print(char **out, size_t *length,
                              const lia_document *document, lia_error *err)
{
    char *printed =
        document->is_short ? NULL : cJSON_Print(raw(document->root));
    char *text = NULL;
    lia_status st;

    if (printed == NULL)
        return no_memory(err);
    const size_t n = strlen(printed);
    st = lia_alloc(&text, n + 2, 1, err);
    if (st == LIA_OK) {
        memcpy(text, printed, n);
        memcpy(text + n, "\n", 2);
        *out = text;
        *length = n + 1;
    }
    cJSON_free(printed);
    return st;
}

/* ---- parsing ---- */

static lia_status bad_text(lia_error *err, const char *name, const char *text,
                           const char *at, const char *why)
{
    size_t line = 1, column = 1;

    for (const char *p = text; p < at; p++) {
        column = *p == '\n' ? 1 : column + 1;
        line += *p == '\n';
    }
    return lia_fail(err, LIA_EINPUT, "%s:%zu:%zu: %s", name, line, column, why);
}

/* The first byte that is no UTF-8, or NULL. */
static const char *bad_byte(const char *text, size_t length)
{
    uint32_t rune;

    for (size_t i = 0, width; i < length; i += width) {
        width = lia_rune(&rune, text + i, length - i);
        if (rune == LIA_RUNE_BAD || rune == 0)
            return text + i;
    }
    return NULL;
}

static bool is_blank(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n", *at) != NULL)
        at++;
    return at >= end;
}

lia_status lia_document_parse(lia_document *out, const char *name,
                              const char *text, size_t length, lia_error *err)
{
    const char *end = NULL, *bad;
    cJSON *root;
    lia_status st = LIA_OK;

    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    bad = bad_byte(text, length);
    if (bad != NULL)
        return bad_text(err, name, text, bad, "not UTF-8");
    root = cJSON_ParseWithLengthOpts(text, length, &end, 0);
    if (root == NULL || !is_blank(end, text + length))
        st = bad_text(err, name, text, end != NULL ? end : text, "not JSON");
    else if (!cJSON_IsObject(root))
        st = bad_text(err, name, text, text, N_("not a JSON object"));
    if (st == LIA_OK)
        *out = (lia_document){.root = node_of(root)};
    else
        cJSON_Delete(root);
    return st;
}

/* ---- reading ---- */

lia_node_kind lia_node_kind_of(const lia_node *node)
{
    const cJSON *item = raw(node);

    if (item == NULL)
        return LIA_NODE_NONE;
    return cJSON_IsBool(item) ? LIA_NODE_FLAG
         : cJSON_IsNumber(item) ? LIA_NODE_NUMBER
         : cJSON_IsString(item) ? LIA_NODE_TEXT
         : cJSON_IsArray(item) ? LIA_NODE_ARRAY
         : cJSON_IsObject(item) ? LIA_NODE_OBJECT : LIA_NODE_NULL;
}

const lia_node *lia_node_get(const lia_node *object, const char *name)
{
    if (!cJSON_IsObject(raw(object)))
        return NULL;
    return node_of(cJSON_GetObjectItemCaseSensitive(raw(object), name));
}

const lia_node *lia_node_first(const lia_node *list)
{
    const lia_node_kind kind = lia_node_kind_of(list);

    return kind == LIA_NODE_ARRAY || kind == LIA_NODE_OBJECT
               ? node_of(raw(list)->child) : NULL;
}

const lia_node *lia_node_next(const lia_node *node)
{
    return node != NULL ? node_of(raw(node)->next) : NULL;
}

const char *lia_node_name(const lia_node *node)
{
    return node != NULL ? raw(node)->string : NULL;
}

const char *lia_node_text(const lia_node *node)
{
    return cJSON_GetStringValue(raw(node));
}

bool lia_node_flag(bool *out, const lia_node *node)
{
    if (lia_node_kind_of(node) != LIA_NODE_FLAG)
        return false;
    *out = cJSON_IsTrue(raw(node));
    return true;
}

bool lia_node_number(double *out, const lia_node *node)
{
    if (lia_node_kind_of(node) != LIA_NODE_NUMBER)
        return false;
    *out = raw(node)->valuedouble;
    return true;
}

bool lia_node_count(uint64_t *out, const lia_node *node)
{
    const char *text = lia_node_text(node);
    double value;

    if (text != NULL)
        return lia_parse_u64(out, text, strlen(text));
    if (!lia_node_number(&value, node) || value < 0 || value != floor(value) ||
        value > (double)LAST_EXACT)
        return false;
    *out = (uint64_t)value;
    return true;
}
