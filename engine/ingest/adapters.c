/* ingest/adapters.c - the platforms that are known, one line each. Asked from
 * the first to the last.
 */
#include "ingest/adapter.h"

#define ADAPTERS(x) \
    x(linkedin) x(x_archive) x(x_api) x(mastodon) x(instagram) \
    x(zeeschuimer) x(scraped) x(nodexl) x(gephi)

#define DECLARE(name) extern const lia_adapter lia_adapter_##name;
#define ADDRESS(name) &lia_adapter_##name,

ADAPTERS(DECLARE)

const lia_adapter *const lia_adapters[] = {
    ADAPTERS(ADDRESS)
    NULL,
};
