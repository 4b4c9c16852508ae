/* report/page/sections.h - the parts of the page, one file each where they are
 * more than a sentence and tables.
 */
#ifndef LIA_REPORT_PAGE_SECTIONS_H
#define LIA_REPORT_PAGE_SECTIONS_H

#include "report/page/table.h"

typedef struct lia_page_section {
    const char *id;              /* "pods"                                   */
    const char *title;           /* N_                                       */
    bool (*is_there)(const lia_page *page);
    void (*put)(lia_sink *sink, const lia_page *page);  /* after the heading */
} lia_page_section;

/* In order. */
extern const lia_page_section lia_page_sections[];
extern const size_t lia_page_section_count;

/* Has it a table of that name with rows? */
bool lia_page_has(const lia_page *page, const char *name);

/* The table, if it is there, with the columns that answer a question. */
void lia_page_table_of(lia_sink *sink, const lia_page *page, const char *name);
/* Which these are; NULL = all. */
const char *const *lia_page_columns_of(const char *table);

/* <p class="lead"> .. </p> */
#define LEAD(sink, ...)                              \
    do {                                             \
        lia_sink_text((sink), "<p class=\"lead\">"); \
        SAY((sink), __VA_ARGS__);                    \
        lia_sink_text((sink), "</p>\n");             \
    } while (0)
#define PARAGRAPH(sink, ...)                         \
    do {                                             \
        lia_sink_text((sink), "<p>");                \
        SAY((sink), __VA_ARGS__);                    \
        lia_sink_text((sink), "</p>\n");             \
    } while (0)
#define PARAGRAPH_ALONE(sink, message)               \
    do {                                             \
        lia_sink_text((sink), "<p>");                \
        SAY_ALONE((sink), message);                  \
        lia_sink_text((sink), "</p>\n");             \
    } while (0)

void lia_section_overview(lia_sink *sink, const lia_page *page);
void lia_section_pods(lia_sink *sink, const lia_page *page);
void lia_section_network(lia_sink *sink, const lia_page *page);
void lia_section_bridges(lia_sink *sink, const lia_page *page);
void lia_section_brokers(lia_sink *sink, const lia_page *page);
void lia_section_introductions(lia_sink *sink, const lia_page *page);
void lia_section_influence(lia_sink *sink, const lia_page *page);
void lia_section_concentration(lia_sink *sink, const lia_page *page);
void lia_section_quality(lia_sink *sink, const lia_page *page);

#endif
