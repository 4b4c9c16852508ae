/* ingest/linkedin.c - the files of a LinkedIn member archive. */
#include "ingest/adapter.h"

enum { FIRST, LAST, URL, EMAIL, COMPANY, POSITION, SINCE };
static const char *const connection_columns[] = {
    "+firstname", "+lastname", "url", "emailaddress", "company", "+position",
    "+connectedon", NULL};

static lia_status connection(lia_feed *feed, lia_error *err)
{
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
    lia_status st = LIA_OK;
    lia_cell name;

    LIA_TRY(lia_feed_print(&name, feed, lia_feed_cell(feed, FIRST), err,
                           "%.*s %.*s", (int)lia_feed_cell(feed, FIRST).length,
                           lia_feed_cell(feed, FIRST).text,
                           (int)lia_feed_cell(feed, LAST).length,
                           lia_feed_cell(feed, LAST).text));
    tie.cell[LIA_C_SOURCE] = lia_feed_owner(feed);
    tie.cell[LIA_C_TARGET] = lia_feed_cell(feed, URL);
    if (tie.cell[LIA_C_TARGET].length == 0)
        LIA_TRY(lia_feed_named(&tie.cell[LIA_C_TARGET], feed, name,
                               lia_feed_cell(feed, COMPANY), err));
    tie.cell[LIA_C_KIND] = lia_cell_of("contact");
    tie.cell[LIA_C_SINCE] = lia_feed_cell(feed, SINCE);
    LIA_TRY(lia_feed_add(feed, &tie, err));
done:
    return st;
}

static const lia_adapter_file files[] = {
    {.name = "connections", .column = connection_columns,
     .table = LIA_TABLE_CONTACTS, .work = connection},
};

const lia_adapter lia_adapter_linkedin = {
    "linkedin", "jobs verifications articles", files,
    sizeof files / sizeof *files};
