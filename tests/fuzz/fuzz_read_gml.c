/* GML of any bytes, through the guard and igraph. */
#include "fuzz_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read(data, size, "gml");
    return 0;
}
