/* report/plots/tell.c - see tell.h. */
#include "report/plots/tell.h"

#include <string.h>

#include "base/mem.h"
#include "report/people.h"

enum { VALUE_ROOM = 160 };

static const char *say(char out[VALUE_ROOM], const plot_value *v,
                       lia_language language)
{
    switch (v->kind) {
    case PLOT_PERCENT: return plot_percent(out, v->number, language);
    case PLOT_SPAN: return plot_span(out, v->number, language);
    case PLOT_DATE: return plot_date(out, v->time, true, language);
    case PLOT_NAME:
        (void)lia_people_cut(out, VALUE_ROOM, v->name, v->length,
                             PLOT_NAME_COLUMNS);
        return out;
    default: return plot_number(out, v->number, language);
    }
}

/* Append `added` to *text, which is `used` bytes long. */
static lia_status append(char **text, size_t *used, const char *added,
                         size_t length, lia_error *err)
{
    const lia_status st = lia_resize(text, *used + length + 1, 1, err);

    if (st != LIA_OK)
        return st;
    memcpy(*text + *used, added, length);
    *used += length;
    (*text)[*used] = '\0';
    return st;
}

static lia_status tell_in(char **text, const char *message,
                          const plot_value *value, size_t count,
                          lia_language language, lia_error *err)
{
    size_t used = *text != NULL ? strlen(*text) : 0;
    lia_status st = LIA_OK;

    if (used > 0)
        LIA_TRY(append(text, &used, " ", 1, err));
    while (*message != '\0') {
        const size_t plain = strcspn(message, "{");
        char room[VALUE_ROOM];
        LIA_TRY(append(text, &used, message, plain, err));
        message += plain;
        if (*message == '\0')
            break;
        const size_t which = (size_t)(message[1] - '1');
        const char *words =
            which < count ? say(room, &value[which], language) : "";
        LIA_TRY(append(text, &used, words, strlen(words), err));
        message += strcspn(message, "}");
        message += *message == '}';
    }
done:
    return st;
}

lia_status plot_tell(char *text[LIA_LANGUAGE_COUNT], const char *message,
                     const plot_value *value, size_t count, lia_error *err)
{
    lia_status st = LIA_OK;

    for (int k = 0; st == LIA_OK && k < LIA_LANGUAGE_COUNT; k++)
        st = tell_in(&text[k], lia_text_in((lia_language)k, message), value,
                     count, (lia_language)k, err);
    return st;
}
