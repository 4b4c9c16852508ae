/* cli/say/notice.h - the texts of `liaison notice`, one file per language.
 *
 * They say what the program does with data about people, so they change when
 * it does. [Brackets] are what only the user of the program knows.
 */
#ifndef LIA_CLI_SAY_NOTICE_H
#define LIA_CLI_SAY_NOTICE_H

typedef struct notice_text {
    const char *name;        /* "information", as on the command line        */
    const char *text;
} notice_text;

/* information, register, balancing; the last has no name. */
extern const notice_text notice_en[], notice_fr[];

#endif
