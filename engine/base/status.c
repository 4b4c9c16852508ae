/* base/status.c - error messages: bounded, always terminated. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

#ifndef LIA_VERSION
#error "LIA_VERSION comes from CMakeLists.txt"
#endif

lia_status (lia_fail)(lia_error *err, lia_status status, const char *format,
                      ...)
{
    va_list args;

    if (err == NULL)
        return status;
    err->status = status;
    va_start(args, format);
    (void)vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return status;
}

const char *lia_version(void)
{
    return LIA_VERSION;
}
