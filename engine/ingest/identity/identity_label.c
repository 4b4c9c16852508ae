/* ingest/identity/identity_label.c - stand-ins in words. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"

bool lia_is_owner_mark(const char *name, size_t length)
{
    return length >= LIA_OWNER_MARK_LENGTH &&
           memcmp(name, LIA_OWNER_MARK, LIA_OWNER_MARK_LENGTH) == 0;
}

bool lia_is_named_mark(const char *name, size_t length)
{
    return length >= LIA_NAMED_MARK_LENGTH &&
           memcmp(name, LIA_NAMED_MARK, LIA_NAMED_MARK_LENGTH) == 0;
}

lia_named_parts lia_named_split(const char *name, size_t length)
{
    const char *end = name + length;
    lia_named_parts p;

    p.name = name + LIA_NAMED_MARK_LENGTH;
    p.name_length = strnlen(p.name, (size_t)(end - p.name));
    p.company = p.name + p.name_length + 1;
    p.company_length = strnlen(p.company, (size_t)(end - p.company));
    p.path = p.company + p.company_length + 1;
    p.path_length = (size_t)(end - p.path);
    return p;
}

/* The last folder or archive of a path. */
static const char *last_part(const char *path, size_t length, size_t *part)
{
    const char *at = path;

    for (size_t k = 0; k + 1 < length; k++)
        if (path[k] == '/' || path[k] == '!')
            at = path + k + 1;
    *part = length - (size_t)(at - path);
    return at;
}

const char *lia_origin_label(const lia_reading *reading, const char *path,
                             size_t length, size_t *label_length)
{
    size_t mine, other;
    const char *label = last_part(path, length, &mine);
    unsigned alike = 0;

    for (uint64_t k = 0; k < reading->origins; k++) {
        const char *of = reading->origin[k].path;
        const size_t n = strlen(of);
        const char *last = last_part(of, n, &other);
        alike += other == mine && memcmp(last, label, mine) == 0 &&
                 (n != length || memcmp(of, path, n) != 0);
    }
    *label_length = alike > 0 ? length : mine;
    return alike > 0 ? path : label;
}

/* Printed into d->room, which is long enough. */
static lia_status print(const char **out, size_t *length, lia_identity *d,
                        lia_error *err, const char *format, int a,
                        const char *text_a, int b, const char *text_b)
{
    const uint64_t need = (uint64_t)a + (uint64_t)b + 64;
    lia_status st = lia_reserve(&d->room, &d->room_size, need, 1, err);

    if (st != LIA_OK)
        return st;
    *length = (size_t)snprintf(d->room, need, format, a, text_a, b, text_b);
    *out = d->room;
    return LIA_OK;
}

/* What the owner of the export at this path is called, or "". */
static const char *owner_name(const lia_identity *d, const char *path,
                              size_t n, size_t *length)
{
    *length = 0;
    for (uint64_t k = 0; d->owner != NULL && k < d->reading->origins; k++) {
        const char *of = d->reading->origin[k].path;
        const uint32_t id = d->owner[k].name;
        if (strlen(of) != n || memcmp(of, path, n) != 0 || id == LIA_NONE)
            continue;
        *length = (size_t)(d->texts.off[id + 1] - d->texts.off[id]);
        return d->texts.bytes + d->texts.off[id];
    }
    return "";
}

static lia_status owner_label(const char **out, size_t *length,
                              lia_identity *d, lia_error *err)
{
    const char *path = *out + LIA_OWNER_MARK_LENGTH;
    const size_t n = *length - LIA_OWNER_MARK_LENGTH;
    size_t named, shown;
    const char *name = owner_name(d, path, n, &named);
    const char *label = lia_origin_label(d->reading, path, n, &shown);

    return print(out, length, d, err,
                 named > 0 ? "%.*s (owner of %.*s)" : "%.*sowner of %.*s",
                 (int)named, name, (int)shown, label);
}

lia_status lia_identity_label(const char **out, size_t *length,
                              lia_identity *d, uint32_t id, lia_error *err)
{
    lia_named_parts p;
    const char *label;
    size_t n;

    *out = lia_union_name(&d->people, id, length);
    if (lia_is_owner_mark(*out, *length))
        return owner_label(out, length, d, err);
    if (!lia_is_named_mark(*out, *length))
        return LIA_OK;
    p = lia_named_split(*out, *length);
    if (p.company_length > 0)
        return print(out, length, d, err, "%.*s (%.*s)", (int)p.name_length,
                     p.name, (int)p.company_length, p.company);
    label = lia_origin_label(d->reading, p.path, p.path_length, &n);
    return print(out, length, d, err, "%.*s (in %.*s)", (int)p.name_length,
                 p.name, (int)n, label);
}
