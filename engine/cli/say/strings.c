/* cli/say/strings.c - a list of names that nobody sorts. */
#include "cli/say/strings.h"

#include <string.h>

#include "base/mem.h"
#include "base/status.h"

lia_status strings_add(strings *s, const char *text, lia_error *err)
{
    const uint32_t count = s->names.count;
    const size_t length = strlen(text);
    lia_status st = LIA_OK;
    uint64_t used;

    LIA_TRY(lia_reserve(&s->names.off, &s->off_room, (uint64_t)count + 2,
                        sizeof *s->names.off, err));
    if (count == 0)
        s->names.off[0] = 0;
    used = s->names.off[count];
    LIA_TRY(lia_reserve(&s->names.bytes, &s->bytes_room, used + length + 1, 1,
                        err));
    memcpy(s->names.bytes + used, text, length);
    s->names.off[count + 1] = used + length;
    s->names.count = count + 1;
done:
    return st;
}

void strings_free(strings *s)
{
    lia_free(s->names.off);
    lia_free(s->names.bytes);
    *s = (strings){.off_room = 0};
}

lia_status strings_ids(uint32_t **out, uint32_t count, lia_error *err)
{
    lia_status st = lia_alloc(out, count, sizeof **out, err);

    for (uint32_t k = 0; st == LIA_OK && k < count; k++)
        (*out)[k] = k;
    return st;
}
