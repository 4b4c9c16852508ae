/* Text of any bytes, with and without detection; the first byte says how. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const as[] = {NULL, "csv", "edges", "tsv",
                                     "interactions", "contacts", "accounts",
                                     "posts", "team", "deals"};

    if (size > 0)
        fuzz_read(data + 1, size - 1, as[data[0] % 10]);
    return 0;
}
