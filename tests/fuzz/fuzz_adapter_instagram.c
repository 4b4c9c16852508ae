/* Follow lists of Instagram of any bytes. */
#include "fuzz_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fuzz_kind kinds[] = {
        {"followers_1.json", "[{\"string_list_data\":["},
        {"following.json", "{\"relationships_following\":["},
        {"pending.json", "{\"relationships_follow_requests_sent\":["},
        {"x.json", "{\"string_list_data\":["}};

    fuzz_export(kinds, sizeof kinds / sizeof *kinds, data, size);
    return 0;
}
