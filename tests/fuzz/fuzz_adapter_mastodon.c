/* Fediverse archives and settings lists of any bytes. */
#include "fuzz_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fuzz_kind kinds[] = {
        {"outbox.json", "{\"id\":\"outbox.json\",\"orderedItems\":["},
        {"likes.json", "{\"id\":\"likes.json\",\"orderedItems\":["},
        {"actor.json", "{\"preferredUsername\":\"me\",\"outbox\":\"x\","},
        {"following_accounts.csv", "Account address,Show boosts\n"},
        {"followers.csv", "Account address\n"},
        {"following_accounts.csv", "ada@go.dev\n"},
        {"lists.csv", "Friends,ada@go.dev\n"},
        {"blocked_accounts.csv", "ada@go.dev\n"}};

    fuzz_export(kinds, sizeof kinds / sizeof *kinds, data, size);
    return 0;
}
