/* report/write.c - one table to a stream: which writer, and how it ended. */
#include <errno.h>
#include <strings.h>

#include "report/page/page.h"
#include "report/rows.h"

static const char *const format_names[LIA_FORMAT_COUNT] = {
    "table", "csv", "tsv", "json", "jsonl", "sqlite", "graphml", "gexf",
    "pajek", "html"};

/* Other endings of paths. */
static const struct {
    const char *ending;
    lia_format format;
} endings[] = {
    {"txt", LIA_FORMAT_TABLE},   {"db", LIA_FORMAT_SQLITE},
    {"sqlite3", LIA_FORMAT_SQLITE}, {"ndjson", LIA_FORMAT_JSONL},
    {"net", LIA_FORMAT_PAJEK},   {"tab", LIA_FORMAT_TSV},
    {"htm", LIA_FORMAT_HTML},
};

lia_format lia_format_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash != NULL ? slash + 1 : name;
    const char *dot = strrchr(base, '.');
    const char *word = dot != NULL ? dot + 1 : base;

    if (slash != NULL && dot == NULL)      /* a folder called csv is none     */
        return LIA_FORMAT_COUNT;
    for (int f = 0; f < LIA_FORMAT_COUNT; f++)
        if (strcasecmp(word, format_names[f]) == 0)
            return (lia_format)f;
    for (size_t k = 0; dot != NULL && k < sizeof endings / sizeof *endings; k++)
        if (strcasecmp(word, endings[k].ending) == 0)
            return endings[k].format;
    return LIA_FORMAT_COUNT;
}

const char *lia_format_name(lia_format format)
{
    return (unsigned)format < LIA_FORMAT_COUNT ? format_names[format] : "";
}

static void write_json(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                       const lia_write_options *options)
{
    lia_sink_text(sink, "{\"schema\":\"liaison.");
    lia_sink_text(sink, table->name);
    lia_sink_text(sink, "/1\"");
    lia_members_json(sink, options);
    lia_sink_text(sink, ",\n\"rows\":");
    lia_rows_json(sink, table, rows);
    lia_sink_text(sink, "}\n");
}

static void write_page(lia_sink *sink, const lia_ranked *table, uint64_t rows,
                       const lia_write_options *options)
{
    lia_language language = LIA_EN;

    if (options != NULL && options->language != NULL)
        (void)lia_language_of(&language, options->language);
    lia_page_of_table(sink, table, rows, language);
}

static lia_status write_rows(lia_sink *sink, const lia_ranked *table,
                             lia_format format,
                             const lia_write_options *options, lia_error *err)
{
    const uint64_t rows = lia_rows_shown(table, options);
    char delimiter;

    switch (format) {
    case LIA_FORMAT_TABLE:
        return lia_rows_terminal(sink, table, rows, options, err);
    case LIA_FORMAT_CSV:
    case LIA_FORMAT_TSV:
        delimiter = format == LIA_FORMAT_CSV ? ',' : '\t';
        if (options == NULL || !options->is_continued)
            lia_header_delimited(sink, table, delimiter);
        lia_rows_delimited(sink, table, rows, delimiter);
        return LIA_OK;
    case LIA_FORMAT_JSON:
        write_json(sink, table, rows, options);
        return LIA_OK;
    case LIA_FORMAT_JSONL:
        lia_rows_jsonl(sink, table, rows);
        return LIA_OK;
    case LIA_FORMAT_HTML:
        write_page(sink, table, rows, options);
        return LIA_OK;
    default:
        return lia_fail(err, LIA_EARG, "format %s cannot go to a stream",
                        lia_format_name(format));
    }
}

lia_status lia_write_table(FILE *stream, const lia_ranked *table,
                           lia_format format, const lia_write_options *options,
                           lia_error *err)
{
    lia_sink sink;
    lia_status st, closed;

    if (stream == NULL || table == NULL)
        return lia_fail(err, LIA_EARG, "nothing to write, or nowhere");
    st = lia_sink_open(&sink, stream, err);
    if (st != LIA_OK)
        return st;
    st = write_rows(&sink, table, format, options, err);
    if (st != LIA_OK)
        sink.used = 0;
    closed = lia_sink_close(&sink, st == LIA_OK ? err : NULL);
    return st != LIA_OK ? st : closed;
}
