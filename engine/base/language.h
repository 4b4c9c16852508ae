/* base/language.h - texts for people in their language.
 *
 * Source texts are English and are the keys of gettext catalogues (in po/fr;
 * xgettext, msgmerge, Poedit work as everywhere). The catalogues are inside
 * the program: no locale has to be installed, nothing is looked for on disk,
 * and one page can speak two languages at once, which gettext's own library
 * cannot. Files of data stay English: see INTERFACE of --lang.
 */
#ifndef LIA_BASE_LANGUAGE_H
#define LIA_BASE_LANGUAGE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum lia_language {
    LIA_EN, LIA_FR, LIA_LANGUAGE_COUNT
} lia_language;

#if defined(__GNUC__)
#define LIA_FORMAT_OF(n) __attribute__((format_arg(n)))
#else
#define LIA_FORMAT_OF(n)
#endif

/* "en", "fr": the value of HTML's lang attribute. */
const char *lia_language_code(lia_language language);
/* From "fr", "fr_CA.UTF-8", "FR"; false, and out untouched, if neither. */
bool lia_language_of(lia_language *out, const char *name);

/* The message in a language; itself where there is no translation. */
const char *lia_text_in(lia_language language, const char *message)
    LIA_FORMAT_OF(2);

/* One of two messages by a number: "%u group", "%u groups". In French 0 and 1
 * are singular. */
const char *lia_plural_in(lia_language language, const char *one,
                          const char *many, uint64_t count)
    LIA_FORMAT_OF(2) LIA_FORMAT_OF(3);

/* The language of the terminal, English until the program sets it, before any
 * thread is started. */
void lia_speak(lia_language language);
lia_language lia_spoken(void);

/* The language of sentences that end up in tables and documents: reasons,
 * explanations, notes. English, whatever the terminal speaks, until the user
 * gives a language for them. As above. */
void lia_write_in(lia_language language);
lia_language lia_written(void);

/* The language that the environment asks for, by gettext's rules: the locale
 * is the first of LC_ALL, LC_MESSAGES and LANG that is not empty; unless it is
 * "C", "POSIX" or none, LANGUAGE (a list: "fr:en") goes before it. */
lia_language lia_language_of_environment(void);

/* What xgettext looks for: tr() a text of the terminal, tr_n() with a number,
 * wr() and wr_n() the same of what is written, N_() a text that is translated
 * later, where it is shown. */
#define tr(message) lia_text_in(lia_spoken(), message)
#define tr_n(one, many, count) lia_plural_in(lia_spoken(), one, many, count)
#define wr(message) lia_text_in(lia_written(), message)
#define wr_n(one, many, count) lia_plural_in(lia_written(), one, many, count)
#define N_(message) message

#endif
