/* cli/front/window.h - seconds on the command line. */
#ifndef LIA_CLI_FRONT_WINDOW_H
#define LIA_CLI_FRONT_WINDOW_H

#include "liaison/base.h"

/* text[0 .. length), seconds with up to six decimals, in microseconds; false
 * if it is something else. */
bool window_parse(lia_time *out, const char *text, size_t length);

/* One window; LIA_EARG with the reason. */
LIA_CHECKED lia_status window_of(lia_time *out, const char *text,
                                 lia_error *err);

#endif
