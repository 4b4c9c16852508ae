/* cli/front/signals.h - Ctrl-C, kill and a reader that went away. */
#ifndef LIA_CLI_FRONT_SIGNALS_H
#define LIA_CLI_FRONT_SIGNALS_H

/* SIGINT and SIGTERM: remove what is half written, exit with 130. SIGPIPE is
 * ignored: the write that meets it fails, and the program ends as if done. */
void signals_catch(void);

#endif
