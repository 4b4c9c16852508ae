/* report/plots/plot.c - the frame of every plot: who it is for a screen
 * reader, and in a file of its own the style, the title and the caption.
 */
#include "report/plots/plot.h"

#include <string.h>

#include "base/mem.h"
#include "report/atomic_file.h"
#include "report/plots/pen.h"

enum { TITLE_COLUMNS = 68, CAPTION_COLUMNS = 100, TITLE_LINE = 19,
       CAPTION_LINE = 16, EDGE = 12 };

extern const unsigned char lia_embedded_plot_css[];

lia_status lia_plots_add(lia_plots *plots, lia_plot *plot, lia_error *err)
{
    const lia_status st = lia_reserve(&plots->plot, &plots->room,
                                      (uint64_t)plots->count + 1,
                                      sizeof *plots->plot, err);

    if (st == LIA_OK)
        plots->plot[plots->count++] = *plot;
    else
        lia_plot_drop(plot);
    memset(plot, 0, sizeof *plot);
    return st;
}

void lia_plot_drop(lia_plot *plot)
{
    for (int k = 0; k < LIA_LANGUAGE_COUNT; k++) {
        lia_free(plot->title[k]);
        lia_free(plot->caption[k]);
    }
    if (plot->drop != NULL)
        plot->drop(plot->data);
    memset(plot, 0, sizeof *plot);
}

void lia_plots_free(lia_plots *plots)
{
    for (uint32_t k = 0; k < plots->count; k++)
        lia_plot_drop(&plots->plot[k]);
    lia_free(plots->plot);
    memset(plots, 0, sizeof *plots);
}

/* ---- lines of a text ---- */

/* The next line of at most `columns` characters; *text moves behind it. A word
 * that is longer stands alone. Returns its length in bytes. */
static size_t next_line(const char **line, const char **text, size_t columns)
{
    const char *at = *text, *end = NULL;
    size_t seen = 0;

    while (*at == ' ')
        at++;
    *line = at;
    while (*at != '\0' && (seen <= columns || end == NULL)) {
        if (*at == ' ')
            end = at;
        seen += ((unsigned char)*at & 0xC0) != 0x80;
        at++;
    }
    if (*at == '\0' && (seen <= columns || end == NULL))
        end = at;
    *text = end;
    return (size_t)(end - *line);
}

static uint32_t count_lines(const char *text, size_t columns)
{
    const char *line;
    uint32_t count = 0;

    while (*text != '\0' && next_line(&line, &text, columns) > 0)
        count++;
    return count;
}

static void put_lines(plot_pen *pen, const char *text, size_t columns,
                      double y, double step, const char *class_of)
{
    const char *line;
    size_t length;

    while (*text != '\0' && (length = next_line(&line, &text, columns)) > 0) {
        pen_line_of_text(pen, (pen_place){EDGE, y, PEN_START, class_of}, line,
                         length);
        y += step;
    }
}

/* ---- the frame ---- */

static void put_size(lia_sink *sink, uint32_t height, bool is_alone)
{
    lia_sink_text(sink, " viewBox=\"0 0 ");
    lia_sink_count(sink, LIA_PLOT_WIDTH);
    lia_sink_byte(sink, ' ');
    lia_sink_count(sink, height);
    lia_sink_byte(sink, '"');
    if (!is_alone)
        return;
    lia_sink_text(sink, " width=\"");
    lia_sink_count(sink, LIA_PLOT_WIDTH);
    lia_sink_text(sink, "\" height=\"");
    lia_sink_count(sink, height);
    lia_sink_byte(sink, '"');
}

static void put_ids(lia_sink *sink, const lia_plot *plot)
{
    lia_sink_text(sink, " role=\"img\" aria-labelledby=\"plot-");
    lia_sink_text(sink, plot->name);
    lia_sink_text(sink, "-title plot-");
    lia_sink_text(sink, plot->name);
    lia_sink_text(sink, "-desc\"");
}

/* <title> or <desc>: cannot be twins, so other languages stand beside. */
static void put_about(lia_sink *sink, const lia_plot *plot, const char *tag,
                      char *const text[LIA_LANGUAGE_COUNT],
                      const lia_plot_look *look)
{
    const char *own = text[look->language];

    lia_sink_byte(sink, '<');
    lia_sink_text(sink, tag);
    lia_sink_text(sink, " id=\"plot-");
    lia_sink_text(sink, plot->name);
    lia_sink_byte(sink, '-');
    lia_sink_text(sink, tag);
    lia_sink_byte(sink, '"');
    for (int k = 0; !look->is_alone && k < LIA_LANGUAGE_COUNT; k++) {
        lia_sink_text(sink, " data-");
        lia_sink_text(sink, lia_language_code((lia_language)k));
        lia_sink_text(sink, "=\"");
        (void)lia_sink_xml(sink, text[k], strlen(text[k]));
        lia_sink_byte(sink, '"');
    }
    lia_sink_byte(sink, '>');
    (void)lia_sink_xml(sink, own, strlen(own));
    lia_sink_text(sink, "</");
    lia_sink_text(sink, tag);
    lia_sink_text(sink, ">\n");
}

static void put_alone(plot_pen *pen, const lia_plot *plot)
{
    lia_sink *sink = pen->sink;
    const lia_plot_look *look = pen->look;
    const char *title = plot->title[look->language];
    const char *caption = plot->caption[look->language];
    const uint32_t top =
        EDGE + TITLE_LINE * count_lines(title, TITLE_COLUMNS);
    const uint32_t whole =
        top + plot->height + EDGE +
        CAPTION_LINE * count_lines(caption, CAPTION_COLUMNS);

    lia_sink_text(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                        "class=\"lp\" xml:lang=\"");
    lia_sink_text(sink, lia_language_code(look->language));
    lia_sink_byte(sink, '"');
    put_size(sink, whole, true);
    put_ids(sink, plot);
    lia_sink_text(sink, ">\n");
    put_about(sink, plot, "title", plot->title, look);
    put_about(sink, plot, "desc", plot->caption, look);
    lia_sink_text(sink, "<style>\n");
    lia_sink_text(sink, (const char *)lia_embedded_plot_css);
    lia_sink_text(sink, "</style>\n");
    pen_area(pen, "paper", 0, 0, LIA_PLOT_WIDTH, whole);
    put_lines(pen, title, TITLE_COLUMNS, EDGE + 11, TITLE_LINE, "heading");
    put_lines(pen, caption, CAPTION_COLUMNS, top + plot->height + 11,
              CAPTION_LINE, "caption");
    lia_sink_text(sink, "<g transform=\"translate(0 ");
    lia_sink_count(sink, top);
    lia_sink_text(sink, ")\">\n");
    plot->draw(pen, plot->data);
    lia_sink_text(sink, "</g>\n</svg>\n");
}

void lia_plot_put(lia_sink *sink, const lia_plot *plot,
                  const lia_plot_look *look)
{
    plot_pen pen = {.sink = sink, .look = look};

    if (look->is_alone) {
        put_alone(&pen, plot);
        return;
    }
    lia_sink_text(sink, "<svg class=\"lp\"");
    put_size(sink, plot->height, false);
    put_ids(sink, plot);
    lia_sink_text(sink, ">\n");
    put_about(sink, plot, "title", plot->title, look);
    put_about(sink, plot, "desc", plot->caption, look);
    plot->draw(&pen, plot->data);
    lia_sink_text(sink, "</svg>\n");
}

lia_status lia_plot_save(const char *path, const lia_plot *plot,
                         lia_language language, lia_error *err)
{
    const lia_plot_look look = {.is_alone = true, .language = language};
    lia_atomic_file file = {.stream = NULL};
    lia_sink sink;
    lia_status st = lia_atomic_open(&file, path, err);

    if (st != LIA_OK)
        return st;
    st = lia_sink_open(&sink, file.stream, err);
    if (st == LIA_OK) {
        lia_plot_put(&sink, plot, &look);
        st = lia_sink_close(&sink, err);
    }
    return lia_atomic_finish(&file, st, err);
}
