/* cli/network/peers.h - `liaison network` in the semantics of other tools. */
#ifndef LIA_CLI_NETWORK_PEERS_H
#define LIA_CLI_NETWORK_PEERS_H

#include "cli/front/settings.h"
#include "cli/say/fail.h"

/* What -o and --format want: every table, one, or a network. */
typedef enum target { TARGET_ALL, TARGET_ONE, TARGET_NETWORK } target;
target target_of(const settings *s);

/* LIA_EARG for an option that only our own semantics have. */
LIA_CHECKED lia_status peers_check(const settings *s, lia_error *err);

/* at: how far it came, for the exit code. */
LIA_CHECKED lia_status peer_coortweet(const settings *s, stage *at,
                                      lia_error *err);
LIA_CHECKED lia_status peer_toolkit(const settings *s, stage *at,
                                    lia_error *err);

#endif
