/* Archives of X and answers of its API of any bytes. */
#include "fuzz_export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const fuzz_kind kinds[] = {
        {"tweets.js", "window.YTD.tweets.part0 = ["},
        {"like.js", "window.YTD.like.part0 = ["},
        {"direct-messages.js", "window.YTD.direct_messages.part0 = ["},
        {"direct-messages-group.js",
         "window.YTD.direct_messages_group.part0 = ["},
        {"follower.js", "window.YTD.follower.part0 = ["},
        {"following.js", "window.YTD.following.part0 = ["},
        {"account.js", "window.YTD.account.part0 = ["},
        {"manifest.js", "window.__THAR_CONFIG = {"},
        {"api.jsonl", "{\"author_id\":\"7\",\"conversation_id\":\"1\","},
        {"likers.jsonl", "{\"__twarc\":{\"url\":\"/2/tweets/14/liking_users\""
         "},\"data\":["},
        {"any.js", "window.YTD."}};

    fuzz_export(kinds, sizeof kinds / sizeof *kinds, data, size);
    return 0;
}
