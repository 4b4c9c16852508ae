/* cli/front/option_table.c - every option: name, kind, where it goes, who takes
 * it, what it means. The order is that of the help.
 */
#include "cli/front/options.h"

#define AT(field) offsetof(settings, field)

const option option_table[] = {
    {"output", 'o', OPTION_TEXT, AT(output),
     FOR_REPORT | FOR_MEASURE | FOR_CONVERT | FOR_INSPECT | FOR_INFLUENCE |
     FOR_NETWORK | FOR_PODS,
     N_("PATH"),
     N_("where to write: a path with an extension is a file (its format by "
        "extension), any other a folder; default: standard output")},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_DOORS, N_("PATH"),
     N_("where to write: a path with an extension is a file (its format by "
        "extension), any other a folder; default: standard output")},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_GENERATE, N_("FOLDER"),
     N_("where to write the tables and truth.csv")},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_DEMO, N_("FOLDER"),
     N_("where to write (default: liaison-demo)")},
    {"world", 0, OPTION_CHOICE, AT(world), FOR_GENERATE, "1|3|demo",
     N_("1: people with habits (default); 3: a simulation by events, unlike "
        "it; demo: a small trade with names, companies and targets")},
    {"accounts", 0, OPTION_COUNT, AT(accounts), FOR_GENERATE, "N",
     N_("how many people (default: 5000; the demo has its own cast)")},
    {"days", 0, OPTION_COUNT, AT(days), FOR_GENERATE, "D",
     N_("how long (default: 60; demo: 90)")},
    {"pods", 0, OPTION_TEXT, AT(pods), FOR_GENERATE, N_("WHICH"),
     N_("all (default), none, affinity, or "
        "custom:MINUTES,PART,SIZE[,NICHE[,SIGMA[,MASK]]]: six pods whose "
        "members react after MINUTES (median), each with probability PART")},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_EVALUATE, N_("FILE"),
     N_("where to write the table (its format by extension); default: "
        "standard output")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_EVALUATE,
     "table|csv|tsv|json|jsonl|html",
     N_("default: table on a terminal, csv in a pipe")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_INSPECT | FOR_REPORT,
     "table|csv|tsv|json|jsonl|html",
     N_("of what goes to standard output; default: text for people")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_MEASURE | FOR_NETWORK,
     "table|csv|tsv|json|jsonl|sqlite|graphml|gexf|pajek|html",
     N_("default: by the extension of the output, else table on a terminal "
        "and csv in a pipe")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_INFLUENCE,
     "table|csv|tsv|json|jsonl|sqlite|html",
     N_("default: by the extension of the output, else table on a terminal "
        "and csv in a pipe")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_PODS,
     "table|csv|tsv|json|jsonl|sqlite|html",
     N_("default: by the extension of the output, else table on a terminal "
        "and csv in a pipe; a folder gets csv")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_CONVERT,
     "csv|tsv|json|jsonl|sqlite|graphml|gexf|pajek",
     N_("default: by the extension of the output; a folder gets csv")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_BRIDGES,
     "table|csv|tsv|json|jsonl|sqlite|graphml|gexf|html",
     N_("default: by the extension of the output, else table on a terminal "
        "and csv in a pipe")},
    {"format", 0, OPTION_CHOICE, AT(format), FOR_INTRODUCE,
     "table|csv|tsv|json|jsonl|sqlite|html",
     N_("default: by the extension of the output, else table on a terminal "
        "and csv in a pipe")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_DOORS, N_("NAME"),
     N_("this table instead of the main one; bridges: bridges, brokers, "
        "friction; introduce: introductions, introducers, asks, notes, "
        "unmatched, calibration, serendipity")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_INSPECT | FOR_REPORT, N_("NAME"),
     N_("print this table to standard output instead of the summary")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_PODS, N_("NAME"),
     N_("the main table: pods (default), pod_members, pod_pairs, "
        "pod_evidence, pod_days or accounts_engagement")},
    {"window", 0, OPTION_TEXT, AT(window), FOR_PODS, "S[,S...]",
     N_("seconds within which two engagements coincide (default: 600); "
        "several, as 600,3600,10800, also test groups whose favours take "
        "hours")},
    {"episode", 0, OPTION_COUNT, AT(episode), FOR_PODS, "S",
     N_("seconds without a common post that end an episode of a pair "
        "(default: 3600)")},
    {"min-episodes", 0, OPTION_COUNT, AT(min_episodes), FOR_PODS, "N",
     N_("episodes with a coincidence that a pair must have (default: 3)")},
    {"rho", 0, OPTION_TEXT, AT(rho), FOR_PODS, "X",
     N_("how many times what habits explain is still no evidence (default: "
        "2)")},
    {"q", 0, OPTION_TEXT, AT(q), FOR_PODS, "Q",
     N_("false discovery rate of pairs and of groups (default: 0.05)")},
    {"min-size", 0, OPTION_COUNT, AT(min_size), FOR_PODS, "N",
     N_("members of the smallest group (default: 4)")},
    {"include-warnings", 0, OPTION_FLAG, AT(include_warnings), FOR_PODS, NULL,
     N_("rows for circle, automated, oneway, advocacy, in_step, burst and "
        "one_off groups, too")},
    {"assume-authors", 0, OPTION_CHOICE, AT(assume_authors), FOR_PODS,
     "yes|no", N_("look for favours returned (yes) or for groups in step on "
                  "the same objects (no), whatever share of authors is "
                  "known")},
    {"object", 0, OPTION_CHOICE, AT(object), FOR_PODS,
     "url|domain|hashtag|text|image",
     N_("what counts as the same object, where the data have several")},
    {"crowd", 0, OPTION_TEXT, AT(crowd), FOR_PODS, N_("FILE"),
     N_("engagements of an organic crowd to compare with, where the inputs "
        "hold suspects only; none of its accounts is ever in a group")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_PODS, "N",
     N_("rows of the table that is printed, pods in files (default: all; 20 "
        "on a terminal)")},
    {"seed", 0, OPTION_COUNT, AT(seed), FOR_PODS, "N",
     N_("of the proposals (Leiden), default 1")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_CONVERT, N_("NAME"),
     N_("write this table only: interactions, contacts, accounts ...")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_INFLUENCE, N_("NAME"),
     N_("which table goes to standard output or a single file")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_INFLUENCE, "N",
     N_("rows of the ranking (default: all)")},
    {"pick", 0, OPTION_COUNT, AT(pick), FOR_INFLUENCE, "K",
     N_("the K accounts that together reach most others, in a table `pick`, "
        "with what no other K could exceed")},
    {"table", 0, OPTION_TEXT, AT(table), FOR_NETWORK, N_("NAME"),
     N_("print this table: edges (default), accounts, groups, posts, "
        "evidence; with --semantics coortweet edges or pairs")},
    {"window", 0, OPTION_TEXT, AT(window), FOR_NETWORK, "S[,S...]",
     N_("seconds, bounds included, within which two accounts share a post; "
        "several are counted in one run (default: 60)")},
    {"min-shared", 0, OPTION_COUNT, AT(min_shared), FOR_NETWORK, "N",
     N_("posts that two accounts must share (default: 2)")},
    {"max-per-post", 0, OPTION_COUNT, AT(max_per_post), FOR_NETWORK, "N",
     N_("leave posts out that more accounts than this engaged (default: "
        "none)")},
    {"evidence", 0, OPTION_FLAG, AT(evidence), FOR_NETWORK, NULL,
     N_("list for every edge the posts and both times")},
    {"communities", 0, OPTION_FLAG, AT(communities), FOR_NETWORK, NULL,
     N_("divide the network into communities (Leiden, --seed)")},
    {"semantics", 0, OPTION_CHOICE, AT(semantics), FOR_NETWORK,
     "liaison|coortweet|cnt",
     N_("count as CooRTweet 2.1.3 or coordination-network-toolkit does")},
    {"min-participation", 0, OPTION_COUNT, AT(min_participation), FOR_NETWORK,
     "N", N_("coortweet: rows that an account must have (default: 2)")},
    {"edge-weight", 0, OPTION_TEXT, AT(edge_weight), FOR_NETWORK, "Q",
     N_("coortweet: flag edges above this quantile of the weights (default: "
        "0.5)")},
    {"network", 0, OPTION_CHOICE, AT(network), FOR_NETWORK,
     "co_retweet|co_post|co_link|co_tweet|co_reply",
     N_("cnt: what two messages have in common (default: co_retweet)")},
    {"min-weight", 0, OPTION_COUNT, AT(min_weight), FOR_NETWORK, "N",
     N_("cnt: messages that make an edge (default: 2)")},
    {"loops", 0, OPTION_FLAG, AT(loops), FOR_NETWORK, NULL,
     N_("coortweet, cnt: keep edges from an account to itself")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_NETWORK, "N",
     N_("the N heaviest edges (default: all; 20 on a terminal)")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_DEMO, "N",
     N_("rows of each ranking that is printed (default: 10)")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_REPORT | FOR_MEASURE, "N",
     N_("rows of each ranking (report: of its printed summary, default 10; "
        "measure: rank by the first measure and keep N)")},
    {"top", 0, OPTION_COUNT, AT(top), FOR_DOORS, "N",
     N_("rows of each ranking (default: 20 on a terminal, all elsewhere)")},
    {"to", 0, OPTION_LIST, AT(to), FOR_INTRODUCE | FOR_REPORT, N_("TARGETS"),
     N_("whom to reach: a table with account, name, company or title, or "
        "company=NAME, title~WORDS, name=NAME, account=ID (= the same but for "
        "case, accents and legal form, ~ has the words); may be repeated: "
        "conditions on different columns must all hold")},
    {"words", 0, OPTION_TEXT, AT(words), FOR_INTRODUCE | FOR_REPORT, N_("FILE"),
     N_("words of names, companies and titles that mean the same, a line "
        "each: alias,meaning")},
    {"asks", 0, OPTION_COUNT, AT(asks), FOR_INTRODUCE | FOR_REPORT, "N",
     N_("how many people to ask, chosen one after the other for what each "
        "adds (default: 5)")},
    {"serendipity", 0, OPTION_FLAG, AT(serendipity),
     FOR_INTRODUCE | FOR_REPORT, NULL,
     N_("also people nobody asked for: within reach, outside your "
        "communities, close to those of the targets")},
    {"strength", 0, OPTION_LIST, AT(strength), FOR_DOORS | FOR_REPORT,
     N_("NAME=VALUE"),
     N_("how strength is measured: message.weight=3, meeting.tau=20, "
        "lasting=0.4 ...; may be repeated")},
    {"declare", 0, OPTION_TEXT, AT(declare), FOR_DOORS | FOR_REPORT, N_("FILE"),
     N_("what you know better than the data: a table "
        "account_a,account_b,strength with confirm (a strong tie), deny "
        "(none), strong, medium, weak or 0 to 1; overrides what was "
        "measured")},
    {"fit", 0, OPTION_FLAG, AT(fit), FOR_DOORS | FOR_REPORT, NULL,
     N_("learn how fast acts age from the first two thirds of the data, and "
        "say how well that and the defaults predict the last")},
    {"directed", 0, OPTION_FLAG, AT(directed), FOR_MEASURE | FOR_CONVERT, NULL,
     N_("arcs from source to target instead of ties")},
    {"weight", 0, OPTION_TEXT, AT(weight), FOR_MEASURE, N_("COLUMN"),
     N_("use this column as weight: a length for betweenness, closeness, "
        "harmonic and span, a strength everywhere else")},
    {"approximate", 0, OPTION_TEXT, AT(approximate), FOR_MEASURE,
     "EPS[,DELTA]",
     N_("sample betweenness, edge_betweenness, harmonic and closeness: all "
        "values within EPS of the exact ones (on a scale of 0 to 1) with "
        "probability 1 - DELTA (default: 0.1); what was reached is printed")},
    {"damping", 0, OPTION_TEXT, AT(damping), FOR_MEASURE, "X",
     N_("of pagerank: the share that follows ties (default: 0.85)")},
    {"alpha", 0, OPTION_TEXT, AT(alpha), FOR_MEASURE, "X",
     N_("of katz: what a step is worth (default: 0.1)")},
    {"betweenness", 0, OPTION_FLAG, AT(betweenness), FOR_REPORT | FOR_BRIDGES,
     NULL,
     N_("compute exact betweenness however long it takes")},
    {"me", 0, OPTION_TEXT, AT(me), FOR_INSPECT | FOR_REPORT | FOR_DOORS,
     N_("ACCOUNT[,...]"),
     N_("whose network it is")},
    {"team", 0, OPTION_TEXT, AT(team), FOR_READERS, N_("FILE"),
     N_("the team, as a table: account, name, and owner_file: whose export a "
        "file or folder is")},
    {"aliases", 0, OPTION_TEXT, AT(aliases), FOR_READERS, N_("FILE"),
     N_("which accounts are one (merged 1) or must not be (merged 0), as a "
        "table alias,account,merged; convert writes what was done as "
        "aliases")},
    {"match", 0, OPTION_TEXT, AT(match), FOR_READERS, "P",
     N_("join accounts only where it is so sure that they are one (default: "
        "0.7; a name alone within one export is 0.7, an e-mail address "
        "0.98)")},
    {"as", 0, OPTION_TEXT, AT(as), FOR_READERS, N_("FORMAT"),
     N_("read as csv, tsv, edges, jsonl, graphml, gml or pajek, and/or as a "
        "table: interactions, contacts, accounts, posts (csv:contacts)")},
    {"map", 0, OPTION_LIST, AT(map), FOR_READERS, N_("FIELD=COLUMN"),
     N_("read FIELD (actor, object, time, ...) from this column, by header or "
        "number; may be repeated")},
    {"date-format", 0, OPTION_TEXT, AT(date_format), FOR_READERS, N_("FORMAT"),
     N_("how dates are written, for example %d/%m/%y")},
    {"timezone", 0, OPTION_TEXT, AT(timezone), FOR_READERS, N_("OFFSET"),
     N_("zone of times that name none: +02:00, -0530, Z (default: UTC)")},
    {"since", 0, OPTION_TIME, AT(since), FOR_READERS, N_("TIME"),
     N_("drop what happened before: 2026-01-31 or 2026-01-31T12:00:00Z")},
    {"until", 0, OPTION_TIME, AT(until), FOR_READERS, N_("TIME"),
     N_("drop what happened at this time or later")},
    {"as-of", 0, OPTION_TIME, AT(as_of), FOR_READERS, N_("TIME"),
     N_("what counts as now (default: the last event)")},
    {"pseudonymise", 0, OPTION_TEXT, AT(pseudonymise), FOR_READERS,
     N_("KEYFILE"),
     N_("keyed pseudonyms instead of names in every output; the key is made "
        "(mode 0600) if the file is not there")},
    {"exclude", 0, OPTION_TEXT, AT(exclude), FOR_READERS, N_("FILE"),
     N_("leave the accounts out entirely that this file lists, one per "
        "line")},
    {"retain-days", 0, OPTION_COUNT, AT(retain_days), FOR_READERS, "N",
     N_("drop interactions and posts more than N days older than --as-of (or "
        "the last interaction)")},
    {"rejects", 0, OPTION_TEXT, AT(rejects), FOR_READERS, N_("FILE"),
     N_("write rejected rows with file, line, column and cause")},
    {"max-errors", 0, OPTION_COUNT, AT(max_errors), FOR_READERS, "N",
     N_("fail when more rows than this are rejected (default: go on and "
        "count)")},
    {"threads", 0, OPTION_COUNT, AT(threads), FOR_READERS | FOR_MADE, "N",
     N_("worker threads; 0 = one per core (default); results do not depend on "
        "it")},
    {"seed", 0, OPTION_COUNT, AT(seed),
     FOR_REPORT | FOR_MEASURE | FOR_INFLUENCE, "N",
     N_("for random numbers (default: 1): communities, samples")},
    {"seed", 0, OPTION_COUNT, AT(seed), FOR_GENERATE, "N",
     N_("another seed, another world (default: 1)")},
    {"seed", 0, OPTION_COUNT, AT(seed), FOR_NETWORK, "N",
     N_("of --communities (default: 1)")},
    {"max-memory", 0, OPTION_SIZE, AT(max_memory),
     FOR_READERS | FOR_MADE, N_("SIZE"),
     N_("refuse to start what needs more, for example 4GiB (default: what is "
        "free)")},
    {"config", 0, OPTION_TEXT, AT(config), FOR_REPORT | FOR_DOORS, N_("FILE"),
     N_("take inputs and options from a manifest.json or a liaison.json")},
    {"lang", 0, OPTION_CHOICE, AT(lang),
     FOR_READERS | FOR_MADE | FOR_NOTICE | FOR_HELP, "en|fr",
     N_("language of what is said, and of sentences in files (default: the "
        "environment's on the terminal, English in files)")},
    {"output", 'o', OPTION_TEXT, AT(output), FOR_NOTICE, N_("FILE"),
     N_("where to write; default: standard output")},
    {"color", 0, OPTION_CHOICE, AT(color), FOR_READERS | FOR_HELP | FOR_MADE,
     "auto|always|never", N_("NO_COLOR is obeyed")},
    {"quiet", 'q', OPTION_FLAG, AT(quiet), FOR_READERS | FOR_MADE, NULL,
     N_("no remarks and no progress on standard error, only errors")},
    {"no-progress", 0, OPTION_FLAG, AT(no_progress), FOR_READERS | FOR_MADE,
     NULL,
     N_("no progress line")},
    {"help", 'h', OPTION_FLAG, AT(help),
     FOR_READERS | FOR_NOTICE | FOR_HELP | FOR_MADE, NULL,
     N_("this text")},
    {"version", 'V', OPTION_FLAG, AT(version),
     FOR_READERS | FOR_NOTICE | FOR_HELP | FOR_MADE, NULL,
     N_("the version")},
    {NULL, 0, OPTION_FLAG, 0, 0, NULL, NULL}};
