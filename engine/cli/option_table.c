/* cli/option_table.c - every option: name, kind, where it goes, who takes it,
 * what it means. The order is that of the help.
 */
#include "cli/options.h"

#define AT(field) offsetof(settings, field)

const option option_table[] = {
    {"output", 'o', OPTION_TEXT, AT(output),
     FOR_REPORT | FOR_MEASURE | FOR_CONVERT | FOR_INSPECT | FOR_INFLUENCE,
     "PATH",
     "where to write: a path with an extension is a file (its format by "
     "extension), any other a folder; default: standard output"},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_GENERATE, "FOLDER",
     "where to write the tables and truth.csv"},
    {"world", 0, OPTION_CHOICE, AT(world), FOR_GENERATE, "1|3|demo",
     "1: people with habits (default); 3: a simulation by events, unlike it; "
     "demo: a small trade with names, companies and targets"},
    {"accounts", 0, OPTION_COUNT, AT(accounts), FOR_GENERATE, "N",
     "how many people (default: 5000; the demo has its own cast)"},
    {"days", 0, OPTION_COUNT, AT(days), FOR_GENERATE, "D",
     "how long (default: 60; demo: 90)"},
    {"pods", 0, OPTION_TEXT, AT(pods), FOR_GENERATE, "WHICH",
     "all (default), none, affinity, or custom:MINUTES,PART,SIZE[,NICHE"
     "[,SIGMA[,MASK]]]: six pods whose members react after MINUTES (median), "
     "each with probability PART"},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_EVALUATE, "FILE",
     "where to write the table (its format by extension); default: standard "
     "output"},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_EVALUATE,
     "table|csv|tsv|json|jsonl",
     "default: table on a terminal, csv in a pipe"},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_INSPECT | FOR_REPORT,
     "table|csv|tsv|json|jsonl",
     "of what goes to standard output; default: text for people"},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_MEASURE,
     "table|csv|tsv|json|jsonl|sqlite|graphml|gexf|pajek",
     "default: by the extension of the output, else table on a terminal and "
     "csv in a pipe"},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_INFLUENCE,
     "table|csv|tsv|json|jsonl|sqlite",
     "default: by the extension of the output, else table on a terminal and "
     "csv in a pipe"},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_CONVERT,
     "csv|tsv|json|jsonl|sqlite|graphml|gexf|pajek",
     "default: by the extension of the output; a folder gets csv"},
    {"table", 0, OPTION_TEXT, AT(table), FOR_INSPECT | FOR_REPORT, "NAME",
     "print this table to standard output instead of the summary"},
    {"table", 0, OPTION_TEXT, AT(table), FOR_CONVERT, "NAME",
     "write this table only: interactions, contacts, accounts ..."},
    {"table", 0, OPTION_TEXT, AT(table), FOR_INFLUENCE, "NAME",
     "which table goes to standard output or a single file"},
    {"top", 0, OPTION_COUNT, AT(top), FOR_INFLUENCE, "N",
     "rows of the ranking (default: all)"},
    {"pick", 0, OPTION_COUNT, AT(pick), FOR_INFLUENCE, "K",
     "the K accounts that together reach most others, in a table `pick`, with "
     "what no other K could exceed"},
    {"top", 0, OPTION_COUNT, AT(top), FOR_REPORT | FOR_MEASURE, "N",
     "rows of each ranking (report: of its printed summary, default 10; "
     "measure: rank by the first measure and keep N)"},
    {"directed", 0, OPTION_FLAG, AT(directed), FOR_MEASURE | FOR_CONVERT, NULL,
     "arcs from source to target instead of ties"},
    {"weight", 0, OPTION_TEXT, AT(weight), FOR_MEASURE, "COLUMN",
     "use this column as weight: a length for betweenness, closeness, "
     "harmonic and span, a strength everywhere else"},
    {"approximate", 0, OPTION_TEXT, AT(approximate), FOR_MEASURE,
     "EPS[,DELTA]",
     "sample betweenness, edge_betweenness, harmonic and closeness: all values "
     "within EPS of the exact ones (on a scale of 0 to 1) with probability 1 - "
     "DELTA (default: 0.1); what was reached is printed"},
    {"damping", 0, OPTION_TEXT, AT(damping), FOR_MEASURE, "X",
     "of pagerank: the share that follows ties (default: 0.85)"},
    {"alpha", 0, OPTION_TEXT, AT(alpha), FOR_MEASURE, "X",
     "of katz: what a step is worth (default: 0.1)"},
    {"betweenness", 0, OPTION_FLAG, AT(betweenness), FOR_REPORT, NULL,
     "compute exact betweenness however long it takes"},
    {"me", 0, OPTION_TEXT, AT(me), FOR_INSPECT | FOR_REPORT, "ACCOUNT[,...]",
     "whose network it is"},
    {"team", 0, OPTION_TEXT, AT(team), FOR_READERS, "FILE",
     "the team, as a table: account, name, and owner_file: whose export a "
     "file or folder is"},
    {"aliases", 0, OPTION_TEXT, AT(aliases), FOR_READERS, "FILE",
     "which accounts are one (merged 1) or must not be (merged 0), as a table "
     "alias,account,merged; convert writes what was done as aliases"},
    {"match", 0, OPTION_TEXT, AT(match), FOR_READERS, "P",
     "join accounts only where it is so sure that they are one (default: 0.7; "
     "a name alone within one export is 0.7, an e-mail address 0.98)"},
    {"as", 0, OPTION_TEXT, AT(as), FOR_READERS, "FORMAT",
     "read as csv, tsv, edges, jsonl, graphml, gml or pajek, and/or as a "
     "table: interactions, contacts, accounts, posts (csv:contacts)"},
    {"map", 0, OPTION_LIST, AT(map), FOR_READERS, "FIELD=COLUMN",
     "read FIELD (actor, object, time, ...) from this column, by header or "
     "number; may be repeated"},
    {"date-format", 0, OPTION_TEXT, AT(date_format), FOR_READERS, "FORMAT",
     "how dates are written, for example %d/%m/%y"},
    {"timezone", 0, OPTION_TEXT, AT(timezone), FOR_READERS, "OFFSET",
     "zone of times that name none: +02:00, -0530, Z (default: UTC)"},
    {"since", 0, OPTION_TIME, AT(since), FOR_READERS, "TIME",
     "drop what happened before: 2026-01-31 or 2026-01-31T12:00:00Z"},
    {"until", 0, OPTION_TIME, AT(until), FOR_READERS, "TIME",
     "drop what happened at this time or later"},
    {"as-of", 0, OPTION_TIME, AT(as_of), FOR_READERS, "TIME",
     "what counts as now (default: the last event)"},
    {"pseudonymise", 0, OPTION_TEXT, AT(pseudonymise), FOR_READERS, "KEYFILE",
     "keyed pseudonyms instead of names in every output; the key is made "
     "(mode 0600) if the file is not there"},
    {"exclude", 0, OPTION_TEXT, AT(exclude), FOR_READERS, "FILE",
     "leave the accounts out entirely that this file lists, one per line"},
    {"retain-days", 0, OPTION_COUNT, AT(retain_days), FOR_READERS, "N",
     "drop interactions and posts more than N days older than --as-of (or "
     "the last interaction)"},
    {"rejects", 0, OPTION_TEXT, AT(rejects), FOR_READERS, "FILE",
     "write rejected rows with file, line, column and cause"},
    {"max-errors", 0, OPTION_COUNT, AT(max_errors), FOR_READERS, "N",
     "fail when more rows than this are rejected (default: go on and count)"},
    {"threads", 0, OPTION_COUNT, AT(threads), FOR_READERS, "N",
     "worker threads; 0 = one per core (default); results do not depend on "
     "it"},
    {"seed", 0, OPTION_COUNT, AT(seed),
     FOR_REPORT | FOR_MEASURE | FOR_INFLUENCE, "N",
     "for random numbers (default: 1): communities, samples"},
    {"seed", 0, OPTION_COUNT, AT(seed), FOR_GENERATE, "N",
     "another seed, another world (default: 1)"},
    {"max-memory", 0, OPTION_SIZE, AT(max_memory), FOR_READERS, "SIZE",
     "refuse to start what needs more, for example 4GiB (default: what is "
     "free)"},
    {"config", 0, OPTION_TEXT, AT(config), FOR_REPORT, "FILE",
     "take inputs and options from a manifest.json or a liaison.json"},
    {"lang", 0, OPTION_TEXT, AT(lang), FOR_READERS, "en",
     "language of terminal text; only English in this version"},
    {"lang", 0, OPTION_CHOICE, AT(lang), FOR_NOTICE, "en|fr",
     "language of the texts (default: en)"},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_NOTICE, "FILE",
     "where to write; default: standard output"},
    {"color", 0, OPTION_CHOICE, AT(color), FOR_READERS | FOR_HELP | FOR_MADE,
     "auto|always|never", "NO_COLOR is obeyed"},
    {"quiet", 'q', OPTION_FLAG, AT(quiet), FOR_READERS | FOR_MADE, NULL,
     "no remarks and no progress on standard error, only errors"},
    {"no-progress", 0, OPTION_FLAG, AT(no_progress), FOR_READERS, NULL,
     "no progress line"},
    {"help", 'h', OPTION_FLAG, AT(help),
     FOR_READERS | FOR_NOTICE | FOR_HELP | FOR_MADE, NULL,
     "this text"},
    {"version", 'V', OPTION_FLAG, AT(version),
     FOR_READERS | FOR_NOTICE | FOR_HELP | FOR_MADE, NULL,
     "the version"},
    {NULL, 0, OPTION_FLAG, 0, 0, NULL, NULL}};
