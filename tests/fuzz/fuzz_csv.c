/* Records of any bytes: no crash, every line accounted for, and the same
 * records for any cut into chunks. The first byte chooses the dialect, the
 * second the size of the chunks.
 */
#include <stdlib.h>
#include <string.h>

#include "text/csv.h"
#include "text/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A digest of all records with their places. */
static uint64_t mix(uint64_t h, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    for (size_t k = 0; k < length; k++)
        h = (h ^ at[k]) * 0x100000001B3u;
    return h * 31 + length;
}

static uint64_t read_chunk(uint64_t h, lia_csv *csv, const char *text,
                           size_t length, uint64_t line)
{
    lia_record_state state;
    lia_record r;
    const char *seen = text;

    lia_csv_feed(csv, text, length, line);
    for (;;) {
        if (lia_csv_next(&state, &r, csv, NULL) != LIA_OK)
            abort();
        if (state == LIA_RECORD_END)
            break;
        if (r.raw != seen || r.line != line ||
            (state != LIA_RECORD_OK && r.count > 0))
            abort();
        seen = lia_scan_behind(r.raw + r.raw_length, text + length);
        line += lia_scan_lines(r.raw, (size_t)(seen - r.raw));
        h = mix(h, &state, sizeof state);
        h = mix(h, &r.line, sizeof r.line);
        h = mix(h, r.raw, r.raw_length);
        for (uint32_t k = 0; k < r.count; k++) {
            h = mix(h, r.field[k].text, r.field[k].length);
            h = mix(h, &r.field[k].column, 4);
            h = mix(h, &r.field[k].quoted, 1);
        }
    }
    if (seen != text + length)
        abort();
    return h;
}

static uint64_t read_all(const char *text, size_t length,
                         const lia_dialect *d, size_t want)
{
    lia_cut cut = lia_dialect_cut(d);
    uint64_t h = 0, line = 1;
    lia_csv *csv = NULL;

    if (lia_csv_open(&csv, d, NULL) != LIA_OK)
        abort();
    while (length > 0) {
        size_t n = lia_scan_cut(text, length, want, true, &cut);
        char *copy = malloc(n);
        if (n == 0 || n > length || copy == NULL)
            abort();
        memcpy(copy, text, n);
        h = read_chunk(h, csv, copy, n, line);
        line += lia_scan_lines(copy, n);
        free(copy);
        text += n;
        length -= n;
    }
    lia_csv_close(csv);
    return h;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data + 2;
    lia_dialect d;

    if (size < 2)
        return 0;
    size -= 2;
    if (data[0] & 0x80) {
        d = lia_dialect_guess(text, size);
    } else {
        d.delimiter = ",;\t| "[(data[0] & 7) % 5];
        d.quote = data[0] & 8 ? '"' : 0;
        d.backslash_escapes = data[0] & 16;
        d.comments = data[0] & 32;
    }
    if (read_all(text, size, &d, SIZE_MAX) !=
        read_all(text, size, &d, (size_t)data[1] + 1))
        abort();
    return 0;
}
