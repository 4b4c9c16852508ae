/* cli/front/window.c - "60", "0.5". */
#include "cli/front/window.h"

#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/status.h"
#include "text/number.h"

static const double longest = 4e9;       /* seconds: more than a century      */

bool window_parse(lia_time *out, const char *text, size_t length)
{
    double seconds;

    if (!lia_parse_double(&seconds, text, length) ||
        !(seconds >= 0 && seconds <= longest))
        return false;
    *out = (lia_time)llround(seconds * 1e6);
    return fabs((double)*out / 1e6 - seconds) < 1e-9 * (1 + seconds);
}

lia_status window_of(lia_time *out, const char *text, lia_error *err)
{
    if (window_parse(out, text, strlen(text)))
        return LIA_OK;
    return lia_fail(err, LIA_EARG, strchr(text, ',') != NULL
                    ? N_("--window: \"%.40s\": one window only here")
                    : N_("--window: \"%.40s\" is no number of seconds"), text);
}
