/* text/archive_name.h - what the first bytes of a file say, and what the name
 * of a member says. Nothing here touches a file.
 */
#ifndef LIA_TEXT_ARCHIVE_NAME_H
#define LIA_TEXT_ARCHIVE_NAME_H

#include <stdbool.h>
#include <stddef.h>

/* Is it the beginning of a zip; of a tar, by the sum of its first header; of
 * anything that may be an archive (these, or something packed)? */
bool lia_archive_is_zip(const char *head, size_t length);
bool lia_archive_is_tar(const char *head, size_t length);
bool lia_archive_is_worth(const char *head, size_t length);

/* name as UTF-8 without leading "./" in at most `room` bytes; a longer one
 * ends in "...", an empty one is "?". */
void lia_archive_clean(char *out, size_t room, const char *name);

/* "ARCHIVE!MEMBER", cut to room. */
void lia_archive_join(char *out, size_t room, const char *archive,
                      const char *member);

/* Absolute, with a drive, or with a ".." in it. */
bool lia_archive_leads_out(const char *name);
/* A part of it begins with a dot, or is __MACOSX: left out as in folders. */
bool lia_archive_is_hidden(const char *name);
/* A member that only office documents have. */
bool lia_archive_is_office(const char *name);

#endif
