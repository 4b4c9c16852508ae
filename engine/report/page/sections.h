/* report/page/sections.h - the parts of the page, one file each where they are
 * more than a sentence and tables.
 */
#ifndef LIA_REPORT_PAGE_SECTIONS_H
#define LIA_REPORT_PAGE_SECTIONS_H

#include "report/cell.h"
#include "report/page/table.h"

typedef struct lia_page_section {
    const char *id;              /* "pods"                                   */
    const char *title;           /* N_                                       */
    bool (*is_there)(const lia_page *page);
    /* One or two sentences with the numbers of these data: they open the part
     * and stand in the overview. */
    void (*lead)(lia_sink *sink, const lia_page *page);
    void (*put)(lia_sink *sink, const lia_page *page);   /* what follows     */
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

/* The first `most` rows by a column, the largest value first: a draw keeps the
 * order of the table. Rows where it is not above 0 are left out. Returns how
 * many. */
uint32_t lia_page_largest(uint64_t *out, uint32_t most,
                          const lia_ranked *table, const char *column);

/* The plots of a part, or of one of its pods (LIA_NONE = those of none). */
void lia_page_plots(lia_sink *sink, const lia_page *page, const char *section,
                    uint32_t pod);

void lia_page_heading(lia_sink *sink, const char *message);   /* <h3>       */

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

void lia_lead_overview(lia_sink *sink, const lia_page *page);
void lia_section_overview(lia_sink *sink, const lia_page *page);
void lia_lead_pods(lia_sink *sink, const lia_page *page);
void lia_section_pods(lia_sink *sink, const lia_page *page);
void lia_lead_network(lia_sink *sink, const lia_page *page);
void lia_section_network(lia_sink *sink, const lia_page *page);
void lia_lead_bridges(lia_sink *sink, const lia_page *page);
void lia_section_bridges(lia_sink *sink, const lia_page *page);
void lia_lead_brokers(lia_sink *sink, const lia_page *page);
void lia_section_brokers(lia_sink *sink, const lia_page *page);
void lia_lead_introductions(lia_sink *sink, const lia_page *page);
void lia_section_introductions(lia_sink *sink, const lia_page *page);
void lia_lead_influence(lia_sink *sink, const lia_page *page);
void lia_section_influence(lia_sink *sink, const lia_page *page);
void lia_lead_concentration(lia_sink *sink, const lia_page *page);
void lia_section_concentration(lia_sink *sink, const lia_page *page);
void lia_lead_quality(lia_sink *sink, const lia_page *page);
void lia_section_quality(lia_sink *sink, const lia_page *page);

/* The picture of the network: figure, static drawing and data. */
void lia_page_picture(lia_sink *sink, const lia_page *page);

#endif
