/* cli/front/config.h - options from files: --config, and a liaison.json beside
 * the data. The command line goes first, then --config, then liaison.json.
 */
#ifndef LIA_CLI_FRONT_CONFIG_H
#define LIA_CLI_FRONT_CONFIG_H

#include "cli/front/settings.h"
#include "liaison/manifest.h"

/* Keeps the texts that the settings borrow. */
typedef struct config {
    lia_config given;      /* of --config                                    */
    lia_config beside;     /* of liaison.json                                */
    char *file[4];           /* that it names, in its own folder             */
    char *beside_path;
    char *pseudonyms;      /* what --me says, with --pseudonymise            */
    char *wished;          /* and --to                                       */
} config;

/* Fill what the command line left open in *s. command: the name and the bit
 * of the one that runs. LIA_EARG for a value that does not fit, or a manifest
 * of another command. */
LIA_CHECKED lia_status config_apply(config *out, settings *s,
                                    const char *command, unsigned bit,
                                    lia_error *err);
void config_free(config *c);

/* The options in force that have a bearing on the result, for a manifest;
 * free with lia_free. */
LIA_CHECKED lia_status config_recorded(lia_setting **out, size_t *count,
                                       const settings *s, lia_error *err);

#endif
