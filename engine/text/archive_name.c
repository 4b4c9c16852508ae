/* text/archive_name.c - signatures of archives, names of members. */
#include "text/archive_name.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/archive.h"
#include "text/json.h"
#include "text/recode.h"

enum { TAR_HEADER = 512, SUM_AT = 148, SUM_LENGTH = 8 };

bool lia_archive_is_zip(const char *head, size_t length)
{
    if (length >= 8 && memcmp(head, "PK\7\10", 4) == 0)
        return memcmp(head + 4, "PK\3\4", 4) == 0;
    return length >= 4 && (memcmp(head, "PK\3\4", 4) == 0 ||
                           memcmp(head, "PK\5\6", 4) == 0);
}

/* The sum field of a tar header: octal digits, blanks and NULs around. */
static bool read_sum(unsigned *sum, const char *field)
{
    int k = 0, digits = 0;

    *sum = 0;
    while (k < SUM_LENGTH && field[k] == ' ')
        k++;
    for (; k < SUM_LENGTH && field[k] >= '0' && field[k] <= '7'; k++) {
        *sum = *sum * 8 + (unsigned)(field[k] - '0');
        digits++;
    }
    return digits > 0 && (k == SUM_LENGTH || field[k] == ' ' ||
                          field[k] == '\0');
}

/* POSIX: the sum of the header's bytes, its own field taken as blanks; some
 * old writers added signed bytes. */
bool lia_archive_is_tar(const char *head, size_t length)
{
    unsigned want, sum = ' ' * SUM_LENGTH;
    int signed_sum = ' ' * SUM_LENGTH;

    if (length < TAR_HEADER || head[0] == '\0' ||
        !read_sum(&want, head + SUM_AT))
        return false;
    for (size_t k = 0; k < TAR_HEADER; k++) {
        if (k >= SUM_AT && k < SUM_AT + SUM_LENGTH)
            continue;
        sum += (unsigned char)head[k];
        signed_sum += (signed char)head[k];
    }
    return want == sum || (int)want == signed_sum;
}

bool lia_archive_is_worth(const char *head, size_t length)
{
    return lia_archive_is_zip(head, length) ||
           lia_archive_is_tar(head, length) ||
           lia_stream_is_packed(head, length);
}

/* At most `most` bytes of whole characters. */
static size_t cut(const char *text, size_t length, size_t most)
{
    if (length <= most)
        return length;
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

void lia_archive_clean(char *out, size_t room, const char *name)
{
    char wide[3 * LIA_ARCHIVE_NAME];
    size_t length, most = room - 4;

    while (name[0] == '.' && name[1] == '/')
        name += 2 + strspn(name + 2, "/");
    length = strlen(name);
    if (!lia_is_utf8(name, length)) {
        if (length > LIA_ARCHIVE_NAME)
            length = LIA_ARCHIVE_NAME;
        length = lia_recode_1252(wide, name, length);
        name = wide;
    }
    most = cut(name, length, most);
    (void)snprintf(out, room, "%.*s%s", (int)most, name,
                   most < length ? "..." : most == 0 ? "?" : "");
}

void lia_archive_join(char *out, size_t room, const char *archive,
                      const char *member)
{
    (void)snprintf(out, room, "%s!%s", archive, member);
}

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

bool lia_archive_leads_out(const char *name)
{
    const char *part = name;

    if (is_slash(name[0]) || (name[0] != '\0' && name[1] == ':'))
        return true;
    for (const char *at = name;; at++) {
        if (*at != '\0' && !is_slash(*at))
            continue;
        if (at - part == 2 && part[0] == '.' && part[1] == '.')
            return true;
        if (*at == '\0')
            return false;
        part = at + 1;
    }
}

bool lia_archive_is_hidden(const char *name)
{
    const char *part = name;

    if (strncmp(name, "__MACOSX/", 9) == 0)
        return true;
    while (part != NULL) {
        part += *part == '/';
        if (part[0] == '.' && part[1] != '\0' && part[1] != '/' &&
            !(part[1] == '.' && (part[2] == '/' || part[2] == '\0')))
            return true;
        part = strchr(part, '/');
    }
    return false;
}

bool lia_archive_is_office(const char *name)
{
    return strcmp(name, "[Content_Types].xml") == 0 ||
           strcmp(name, "mimetype") == 0;
}

bool lia_archive_may_be(const char *name)
{
    static const char *const ends[] = {".zip", ".tar", ".gz", ".tgz", ".zst",
                                       ".tzst"};
    const size_t length = strlen(name);

    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        const size_t end = strlen(ends[k]);
        if (length > end && strcasecmp(name + length - end, ends[k]) == 0)
            return true;
    }
    return false;
}
