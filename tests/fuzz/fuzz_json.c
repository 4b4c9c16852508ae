/* JSON of any bytes: no crash; slices of a row can be read, a fault is inside
 * the text, spans are in order, and what is taken is UTF-8.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(int condition)
{
    if (!condition)
        abort();
}

static void read_row(lia_json *json, const char *text, size_t size)
{
    const lia_json_value *value;
    const char *why;
    size_t count, at;

    need(lia_json_row(&value, &count, &why, &at, json, text, size, NULL) ==
         LIA_OK);
    need(at <= size);
    need(why == NULL || (count == 0 && strlen(why) > 0));
    need(why != NULL || lia_is_utf8(text, size));
    for (size_t k = 0; k < count; k++) {
        need(lia_is_utf8(value[k].key, value[k].key_length));
        need(lia_is_utf8(value[k].text, value[k].text_length));
        for (size_t i = 0; i < k && count < 50; i++)
            need(value[i].key_length != value[k].key_length ||
                 memcmp(value[i].key, value[k].key, value[k].key_length));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    lia_json *json = NULL;
    lia_json_span *span = NULL;
    uint64_t count;
    const char *why;
    size_t at, end = 0;

    need(text != NULL);
    memcpy(text, data, size);
    text = realloc(text, size ? size : 1);
    need(lia_json_open(&json, NULL) == LIA_OK);
    read_row(json, text, size);
    need(lia_json_split(&span, &count, &why, &at, text, size, NULL) ==
         LIA_OK);
    need(at <= size);
    for (uint64_t k = 0; k < count; k++) {
        need(span[k].begin >= end && span[k].length > 0);
        end = span[k].begin + span[k].length;
        need(end <= size);
        read_row(json, text + span[k].begin, span[k].length);
    }
    lia_free(span);
    lia_json_close(json);
    free(text);
    need(lia_mem_live() == 0);
    return 0;
}
