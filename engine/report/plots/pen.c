/* report/plots/pen.c - see pen.h. Paths are written with relative moves, which
 * take half of the bytes.
 */
#include "report/plots/pen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/people.h"
#include "report/plots/words.h"

enum { TEXT_ROOM = 400 };

static int64_t tenths(double value)
{
    return llround(value * 10);
}

static void put_tenths(plot_pen *pen, int64_t value)
{
    if (value < 0) {
        lia_sink_byte(pen->sink, '-');
        value = -value;
    }
    if (value >= 10 || value == 0)
        lia_sink_count(pen->sink, (uint64_t)value / 10);
    if (value % 10 != 0) {
        lia_sink_byte(pen->sink, '.');
        lia_sink_byte(pen->sink, (char)('0' + value % 10));
    }
}

static void put_attribute(plot_pen *pen, const char *name, double value)
{
    lia_sink_byte(pen->sink, ' ');
    lia_sink_text(pen->sink, name);
    lia_sink_text(pen->sink, "=\"");
    put_tenths(pen, tenths(value));
    lia_sink_byte(pen->sink, '"');
}

static void put_class(plot_pen *pen, const char *class_of)
{
    lia_sink_text(pen->sink, " class=\"");
    lia_sink_text(pen->sink, class_of);
    lia_sink_byte(pen->sink, '"');
}

/* ---- words ---- */

static void begin_text(plot_pen *pen, pen_place at, const char *language)
{
    static const char *const anchors[] = {NULL, "middle", "end"};

    lia_sink_text(pen->sink, "<text");
    put_attribute(pen, "x", at.x);
    put_attribute(pen, "y", at.y);
    put_class(pen, at.class_of);
    if (anchors[at.anchor] != NULL) {
        lia_sink_text(pen->sink, " text-anchor=\"");
        lia_sink_text(pen->sink, anchors[at.anchor]);
        lia_sink_byte(pen->sink, '"');
    }
    if (language != NULL) {
        lia_sink_text(pen->sink, " lang=\"");
        lia_sink_text(pen->sink, language);
        lia_sink_byte(pen->sink, '"');
    }
    lia_sink_byte(pen->sink, '>');
}

static void put_text(plot_pen *pen, pen_place at, const char *language,
                     const char *text, size_t length)
{
    begin_text(pen, at, language);
    (void)lia_sink_xml(pen->sink, text, length);
    lia_sink_text(pen->sink, "</text>\n");
}

void pen_line_of_text(plot_pen *pen, pen_place at, const char *text,
                      size_t length)
{
    put_text(pen, at, NULL, text, length);
}

void pen_texts(plot_pen *pen, pen_place at,
               const char *const text[LIA_LANGUAGE_COUNT])
{
    bool differ = false;

    if (pen->look->is_alone) {
        const char *one = text[pen->look->language];
        put_text(pen, at, NULL, one, strlen(one));
        return;
    }
    for (int k = 1; k < LIA_LANGUAGE_COUNT; k++)
        differ |= strcmp(text[0], text[k]) != 0;
    for (int k = 0; k < (differ ? LIA_LANGUAGE_COUNT : 1); k++)
        put_text(pen, at, differ ? lia_language_code((lia_language)k) : NULL,
                 text[k], strlen(text[k]));
}

void pen_say(plot_pen *pen, pen_place at, const char *message)
{
    const char *text[LIA_LANGUAGE_COUNT];

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++)
        text[k] = lia_text_in((lia_language)k, message);
    pen_texts(pen, at, text);
}

void pen_name(plot_pen *pen, pen_place at, const char *name, size_t length,
              int limit)
{
    char room[TEXT_ROOM];

    put_text(pen, at, NULL, room,
             lia_people_cut(room, sizeof room, name, length, limit));
}

typedef const char *(*writer)(char out[PLOT_WORD], double value,
                              lia_language language);

static void put_value(plot_pen *pen, pen_place at, double value, writer write)
{
    char room[LIA_LANGUAGE_COUNT][PLOT_WORD];
    const char *text[LIA_LANGUAGE_COUNT];

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++)
        text[k] = write(room[k], value, (lia_language)k);
    pen_texts(pen, at, text);
}

void pen_number(plot_pen *pen, pen_place at, double value)
{
    put_value(pen, at, value, plot_number);
}

void pen_percent(plot_pen *pen, pen_place at, double share)
{
    put_value(pen, at, share, plot_percent);
}

void pen_span(plot_pen *pen, pen_place at, double seconds)
{
    put_value(pen, at, seconds, plot_span);
}

void pen_date(plot_pen *pen, pen_place at, lia_time time, bool with_year)
{
    char room[LIA_LANGUAGE_COUNT][PLOT_WORD];
    const char *text[LIA_LANGUAGE_COUNT];

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++)
        text[k] = plot_date(room[k], time, with_year, (lia_language)k);
    pen_texts(pen, at, text);
}

static void say_with(plot_pen *pen, pen_place at, const char *message,
                     double value, writer write)
{
    char room[LIA_LANGUAGE_COUNT][TEXT_ROOM];
    const char *text[LIA_LANGUAGE_COUNT];

    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        char number[PLOT_WORD];
        const char *words = lia_text_in((lia_language)k, message);
        const char *gap = strstr(words, "%s");
        const int before = gap != NULL ? (int)(gap - words)
                                       : (int)strlen(words);
        snprintf(room[k], sizeof room[k], "%.*s%s%s", before, words,
                 write(number, value, (lia_language)k),
                 gap != NULL ? gap + 2 : "");
        text[k] = room[k];
    }
    pen_texts(pen, at, text);
}

void pen_say_number(plot_pen *pen, pen_place at, const char *message,
                    double value)
{
    say_with(pen, at, message, value, plot_number);
}

void pen_say_share(plot_pen *pen, pen_place at, const char *message,
                   double share)
{
    say_with(pen, at, message, share, plot_percent);
}

/* ---- shapes ---- */

void pen_line(plot_pen *pen, const char *class_of, double x1, double y1,
              double x2, double y2)
{
    lia_sink_text(pen->sink, "<line");
    put_class(pen, class_of);
    put_attribute(pen, "x1", x1);
    put_attribute(pen, "y1", y1);
    put_attribute(pen, "x2", x2);
    put_attribute(pen, "y2", y2);
    lia_sink_text(pen->sink, "/>\n");
}

void pen_area(plot_pen *pen, const char *class_of, double x, double y,
              double width, double height)
{
    lia_sink_text(pen->sink, "<rect");
    put_class(pen, class_of);
    put_attribute(pen, "x", x);
    put_attribute(pen, "y", y);
    put_attribute(pen, "width", width);
    put_attribute(pen, "height", height);
    lia_sink_text(pen->sink, "/>\n");
}

void pen_dot(plot_pen *pen, const char *class_of, double x, double y,
             double radius)
{
    lia_sink_text(pen->sink, "<circle");
    put_class(pen, class_of);
    put_attribute(pen, "cx", x);
    put_attribute(pen, "cy", y);
    put_attribute(pen, "r", radius);
    lia_sink_text(pen->sink, "/>\n");
}

/* ---- paths ---- */

void pen_begin(plot_pen *pen, const char *class_of, double width, bool round)
{
    lia_sink_text(pen->sink, "<path");
    put_class(pen, class_of);
    if (width > 0)
        put_attribute(pen, "stroke-width", width);
    if (round)
        lia_sink_text(pen->sink,
                      " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
    lia_sink_text(pen->sink, " d=\"");
    pen->is_open = false;
    pen->x = pen->y = 0;
}

/* Numbers need no blank in front of a minus. */
static void put_step(plot_pen *pen, int64_t to, int64_t from, bool is_second)
{
    if (is_second && to >= from)
        lia_sink_byte(pen->sink, ' ');
    put_tenths(pen, to - from);
}

static void go(plot_pen *pen, double x, double y, const char letter[2])
{
    const int64_t to_x = tenths(x), to_y = tenths(y);

    if (to_y == pen->y && letter[1] == 'l') {
        lia_sink_byte(pen->sink, 'h');
        put_step(pen, to_x, pen->x, false);
    } else if (to_x == pen->x && letter[1] == 'l') {
        lia_sink_byte(pen->sink, 'v');
        put_step(pen, to_y, pen->y, false);
    } else {
        lia_sink_byte(pen->sink, letter[pen->is_open]);
        put_step(pen, to_x, pen->x, false);
        put_step(pen, to_y, pen->y, true);
    }
    pen->x = to_x;
    pen->y = to_y;
    pen->is_open = true;
}

void pen_move(plot_pen *pen, double x, double y)
{
    go(pen, x, y, "Mm");
}

void pen_to(plot_pen *pen, double x, double y)
{
    go(pen, x, y, "ll");
}

void pen_spot(plot_pen *pen, double x, double y)
{
    pen_move(pen, x, y);
    lia_sink_text(pen->sink, "h0");
}

void pen_end(plot_pen *pen)
{
    lia_sink_text(pen->sink, "\"/>\n");
}
