/* ingest/addresses.c - host, then the first part of the path. */
#include "ingest/addresses.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct part {
    const char *text;
    size_t length;
} part;

static bool is_host(part host, const char *name)
{
    static const char *const before[] = {"", "www.", "mobile.", "m."};

    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        const size_t skip = strlen(before[k]);
        if (host.length == skip + strlen(name) &&
            strncasecmp(host.text, before[k], skip) == 0 &&
            strncasecmp(host.text + skip, name, strlen(name)) == 0)
            return true;
    }
    return false;
}

static void split(part *host, part *path, const char *text, size_t length)
{
    static const char *const schemes[] = {"https://", "http://"};
    size_t slash;

    for (size_t k = 0; k < 2; k++)
        if (length > strlen(schemes[k]) &&
            strncasecmp(text, schemes[k], strlen(schemes[k])) == 0) {
            text += strlen(schemes[k]);
            length -= strlen(schemes[k]);
        }
    for (slash = 0; slash < length && text[slash] != '/'; slash++)
        continue;
    *host = (part){text, slash};
    *path = (part){text + slash, length - slash};
    if (path->length > 0) {
        path->text++;
        path->length--;
    }
    for (size_t k = 0; k < path->length; k++)
        if (strchr("/?#", path->text[k]) != NULL)
            path->length = k;
}

/* before + name + between + after, lower case. */
static size_t put(char *out, const char *before, part name,
                  const char *between, part after)
{
    size_t used;

    if (name.length == 0 || name.length > 100 || after.length > 150)
        return 0;
    used = (size_t)snprintf(out, LIA_LINKEDIN_ROOM, "%s%.*s%s%.*s", before,
                            (int)name.length, name.text, between,
                            (int)after.length, after.text);
    for (size_t k = 0; k < used; k++)
        if (out[k] >= 'A' && out[k] <= 'Z')
            out[k] = (char)(out[k] - 'A' + 'a');
    return used;
}

static size_t of_fediverse(char *out, const char *text, size_t length)
{
    part host, path;
    const char *at;

    split(&host, &path, text, length);
    if (path.length > 1 && path.text[0] == '@' &&
        memchr(path.text + 1, '@', path.length - 1) == NULL)
        return put(out, "", (part){path.text + 1, path.length - 1}, "@", host);
    if (path.length > 0 || length < 2)
        return 0;
    at = memchr(text + 1, '@', length - 1);
    if (at == NULL)
        return 0;
    host = (part){at + 1, (size_t)(text + length - at) - 1};
    if (text[0] == '@')
        return put(out, "", (part){text + 1, (size_t)(at - text) - 1}, "@",
                   host);
    return put(out, "", (part){text, (size_t)(at - text)}, "@", host);
}

size_t lia_address_account(char out[LIA_LINKEDIN_ROOM], const char *text,
                           size_t length)
{
    const part none = {"", 0};
    part host, path;
    size_t used = lia_linkedin_account(out, text, length);

    if (used > 0)
        return used;
    split(&host, &path, text, length);
    if ((is_host(host, "x.com") || is_host(host, "twitter.com")) &&
        path.length > 0) {
        if (path.text[0] == '@')
            path = (part){path.text + 1, path.length - 1};
        if (path.length == 1 && *path.text == 'i')  /* .../i/user/<number> */
            return 0;
        return put(out, "x.com/", path, "", none);
    }
    if (is_host(host, "instagram.com") && path.length > 0)
        return put(out, "instagram.com/", path, "", none);
    return of_fediverse(out, text, length);
}
