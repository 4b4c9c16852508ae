/* ingest/platforms/graph_tables.c - the tables of NodeXL and Gephi.
 *
 * NodeXL's edges: a Relationship ("Tweet", "Replies to", "Mentions",
 * "MentionsInRetweet", "Retweet") with a date is something that somebody did;
 * an edge to oneself is a post. Gephi's Type says whether a tie is mutual;
 * its Timestamp or timeset, an interval "<[2013.0, 2014.0]>" of a dynamic
 * graph, is no time of an act and is passed over.
 */
#include "ingest/adapter.h"

enum { ONE, OTHER, RELATIONSHIP, DATE, WEIGHT, TWEET_ID, TEXT };
static const char *const nodexl_columns[] = {
    "+vertex1", "+vertex2", "relationship", "relationshipdate(utc)",
    "edgeweight", "importedid tweetid", "tweet", NULL};

static const char *action_of(lia_cell relationship)
{
    static const struct {
        const char *word, *action;
    } words[] = {{"tweet", "post"}, {"post", "post"},
                 {"replies to", "reply"}, {"reply", "reply"},
                 {"mentions", "mention"}, {"mention", "mention"},
                 {"mentionsinretweet", "mention"},
                 {"mentions in retweet", "mention"}, {"retweet", "share"},
                 {"quote", "quote"}, {"mentionsinquote", "mention"},
                 {"mentionsinreplyto", "mention"}};

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (lia_cell_is(relationship, words[k].word))
            return words[k].action;
    return NULL;
}

static bool is_same(lia_cell a, lia_cell b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static lia_status edge(lia_feed *feed, lia_error *err)
{
    const char *action = action_of(lia_feed_cell(feed, RELATIONSHIP));
    const lia_cell one = lia_feed_cell(feed, ONE);
    const lia_cell other = lia_feed_cell(feed, OTHER);
    const lia_cell date = lia_feed_cell(feed, DATE);
    const bool follows =
        lia_cell_is(lia_feed_cell(feed, RELATIONSHIP), "followed") ||
        lia_cell_is(lia_feed_cell(feed, RELATIONSHIP), "follows");
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);

    if (follows || (action == NULL && date.length == 0)) {
        tie.cell[LIA_C_SOURCE] = one;
        tie.cell[LIA_C_TARGET] = other;
        tie.cell[LIA_C_WEIGHT] = lia_feed_cell(feed, WEIGHT);
        if (follows)
            tie.cell[LIA_C_KIND] = lia_cell_of("follow");
        return lia_feed_add(feed, &tie, err);
    }
    act.cell[LIA_I_ACTOR] = one;
    act.cell[LIA_I_ACTION] = action != NULL
                                 ? lia_cell_of(action)
                                 : lia_feed_cell(feed, RELATIONSHIP);
    act.cell[LIA_I_TIME] = date;
    act.cell[LIA_I_WEIGHT] = lia_feed_cell(feed, WEIGHT);
    if (is_same(one, other)) {
        act.cell[LIA_I_ACTION] = lia_cell_of("post");
        act.cell[LIA_I_OBJECT] = lia_feed_cell(feed, TWEET_ID);
        act.cell[LIA_I_AUTHOR] = one;
    } else {
        act.cell[LIA_I_TARGET] = other;
    }
    return lia_feed_add(feed, &act, err);
}

enum { SOURCE, TARGET, TYPE, ID, GEPHI_WEIGHT };
static const char *const gephi_columns[] = {
    "+source", "+target", "+type", "+id", "weight", NULL};

static bool is_gephi(const lia_look *look)
{
    const char *end = memchr(look->head, '\n', look->length);
    const size_t length = end ? (size_t)(end - look->head) : look->length;

    return memmem(look->head, length, "timeset", 7) != NULL ||
           memmem(look->head, length, "Label", 5) != NULL;
}

static lia_status gephi(lia_feed *feed, lia_error *err)
{
    const lia_cell type = lia_feed_cell(feed, TYPE);
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);

    tie.cell[LIA_C_SOURCE] = lia_feed_cell(feed, SOURCE);
    tie.cell[LIA_C_TARGET] = lia_feed_cell(feed, TARGET);
    tie.cell[LIA_C_WEIGHT] = lia_feed_cell(feed, GEPHI_WEIGHT);
    if (lia_cell_is(type, "directed"))
        tie.cell[LIA_C_KIND] = lia_cell_of("follow");
    else if (lia_cell_is(type, "undirected") || lia_cell_is(type, "mutual"))
        tie.cell[LIA_C_KIND] = lia_cell_of("contact");
    return lia_feed_add(feed, &tie, err);
}

static const lia_adapter_file nodexl_files[] = {
    {.name = "edges", .column = nodexl_columns, .table = LIA_TABLE_CONTACTS,
     .work = edge},
};
static const lia_adapter_file gephi_files[] = {
    {.name = "edges", .column = gephi_columns, .looks = is_gephi,
     .table = LIA_TABLE_CONTACTS, .work = gephi},
};

const lia_adapter lia_adapter_nodexl = {
    .platform = "nodexl", .folders = NULL, .file = nodexl_files,
    .files = sizeof nodexl_files / sizeof *nodexl_files};
const lia_adapter lia_adapter_gephi = {
    .platform = "gephi", .folders = NULL, .file = gephi_files,
    .files = sizeof gephi_files / sizeof *gephi_files};
