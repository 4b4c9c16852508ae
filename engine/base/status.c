/* base/status.c - error messages: bounded, always terminated. */
#include "base/status.h"

#include "base/sentence.h"

#include <stdarg.h>
#include <stdio.h>

#ifndef LIA_VERSION
#error "LIA_VERSION comes from CMakeLists.txt"
#endif

lia_status (lia_fail)(lia_error *err, lia_status status, const char *format,
                      ...)
{
    const lia_language language = lia_spoken();
    va_list args;

    if (err == NULL)
        return status;
    err->status = status;
    err->spoken[0] = '\0';
    va_start(args, format);
    (void)vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (language == LIA_EN)
        return status;
    va_start(args, format);
    (void)lia_sentence(err->spoken, sizeof err->spoken, language,
                       lia_text_in(language, format), args);
    va_end(args);
    return status;
}

lia_status lia_fail_as(lia_error *err, lia_status status, const lia_error *why)
{
    if (err == NULL)
        return status;
    if (err != why)
        *err = *why;
    err->status = status;
    return status;
}

lia_status lia_fail_at(lia_error *err, lia_status status, const char *place,
                       const lia_error *why)
{
    lia_error made;

    made.spoken[0] = '\0';
    (void)snprintf(made.message, sizeof made.message, "%s: %.900s", place,
                   why->message);
    if (why->spoken[0] != '\0')
        (void)snprintf(made.spoken, sizeof made.spoken, "%s: %.900s", place,
                       why->spoken);
    return lia_fail_as(err, status, &made);
}

const char *lia_error_spoken(const lia_error *err)
{
    return err->spoken[0] != '\0' ? err->spoken : err->message;
}

const char *lia_error_written(const lia_error *err)
{
    return lia_written() == lia_spoken() ? lia_error_spoken(err)
                                         : err->message;
}

const char *lia_version(void)
{
    return LIA_VERSION;
}
