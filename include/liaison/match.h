/* liaison/match.h - is this the company, the title, the name that was meant?
 *
 * Texts are folded first: case, accents, compatibility forms (utf8proc,
 * Unicode's NFKD without marks, case folded), everything but letters and
 * digits a blank. "Société Générale S.A." and "SOCIETE GENERALE" are one.
 */
#ifndef LIA_MATCH_H
#define LIA_MATCH_H

#include "liaison/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lia_match_kind {
    LIA_MATCH_NAME,      /* of a person                                      */
    LIA_MATCH_COMPANY,   /* legal forms (SA, SAS, SARL, GmbH, Inc, Ltd ..)
                            left out                                         */
    LIA_MATCH_TITLE      /* titles in French and English that mean one job
                            put into one: DSI = CIO, DAF = CFO, acheteur =
                            buyer ..                                         */
} lia_match_kind;

/* Words that users want to be one: "alias,meaning" a line. */
typedef struct lia_aliases lia_aliases;

/* Read from text, lines "alias,meaning" (or ; or tab between), # a comment.
 * A meaning may be an alias of another; an alias of itself, by whatever
 * detour, is refused with the line that closes the circle.
 *
 * path   for the messages
 * return LIA_OK; LIA_EINPUT with file:line for a line without two parts or a
 *        cycle; LIA_ENOMEM. Free with lia_aliases_free (NULL is fine).
 */
LIA_CHECKED lia_status lia_aliases_read(lia_aliases **out, const char *text,
                                        size_t length, const char *path,
                                        lia_error *err);
void lia_aliases_free(lia_aliases *aliases);

/* The folded form, words separated by one blank; free with lia_match_free.
 * aliases may be NULL. LIA_ENOMEM. */
LIA_CHECKED lia_status lia_match_fold(char **out, const char *text,
                                      size_t length, lia_match_kind kind,
                                      const lia_aliases *aliases,
                                      lia_error *err);
void lia_match_free(char *folded);

/* How much two folded texts have in common: Jaccard's index of their words,
 * |A and B| / |A or B| (P. Jaccard 1912). 0 (nothing, or one is empty) to 1.
 */
double lia_match_jaccard(const char *a, const char *b);

/* Are all words of `wanted` among those of `text`? Both folded. */
bool lia_match_contains(const char *text, const char *wanted);

#ifdef __cplusplus
}
#endif
#endif
