/* JSON lines and documents of any bytes; the first byte says which. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const as[] = {"jsonl", "json", "json:contacts"};

    if (size > 0)
        fuzz_read(data + 1, size - 1, as[data[0] % 3]);
    return 0;
}
