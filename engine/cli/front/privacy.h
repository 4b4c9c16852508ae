/* cli/front/privacy.h - --pseudonymise, --exclude and --retain-days: from files
 * to what the reader wants, and what is to be said about it.
 */
#ifndef LIA_CLI_FRONT_PRIVACY_H
#define LIA_CLI_FRONT_PRIVACY_H

#include "cli/front/settings.h"
#include "liaison/tables.h"

typedef struct privacy_wish {
    bool is_wished;          /* at least one of the three                    */
    lia_privacy privacy;     /* borrows from here: do not move it            */
    lia_key key;
    char *text;              /* of the list of accounts to leave out         */
    const char **account;
} privacy_wish;

LIA_CHECKED lia_status privacy_read(privacy_wish *out, const settings *s,
                                    lia_error *err);
void privacy_talk(const privacy_wish *wish, const lia_tables *tables,
                  const settings *s);
void privacy_free(privacy_wish *wish);

/* With --pseudonymise, the accounts of --me and the accounts and companies of
 * --to become pseudonyms, in the settings and so in a manifest; *me and *to
 * keep the texts. LIA_EARG for what --to asks of names and titles, which are
 * not kept then. */
LIA_CHECKED lia_status privacy_settings(char **me, char **to, settings *s,
                                        lia_error *err);

#endif
