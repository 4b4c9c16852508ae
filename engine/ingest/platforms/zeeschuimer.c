/* ingest/platforms/zeeschuimer.c - LinkedIn posts as 4CAT writes them from
 * Zeeschuimer: one row per post, with counts, without likers. `timestamp`
 * there is "18h ago" taken from when it was collected, so the clock in the id
 * is used. is_promoted is the one public mark of paid reach.
 */
#include "ingest/adapter.h"
#include "ingest/platforms/linkedin_ids.h"

enum {
    ID, AUTHOR, AUTHOR_NAME, PROMOTED, URL, TAGS, MENTIONS, COMMENTS, SHARES,
    REACTIONS, BODY, THREAD
};
static const char *const columns[] = {
    "+id", "+author", "authorname", "+ispromoted", "posturl", "hashtags",
    "+authormentions", "comments", "shares", "+reactions", "+body",
    "threadid", NULL};

static lia_status account(lia_cell *out, lia_feed *feed, lia_cell from,
                          lia_error *err)
{
    char name[LIA_LINKEDIN_ROOM];
    size_t length = lia_linkedin_account(name, from.text, from.length);

    *out = from;
    if (length == 0 && from.length > 0 && from.length < 200 &&
        memchr(from.text, '/', from.length) == NULL &&
        memchr(from.text, ' ', from.length) == NULL) {
        lia_cell address;       /* a slug alone */
        lia_status st = lia_feed_print(&address, feed, from, err,
                                       "linkedin.com/in/%.*s",
                                       (int)from.length, from.text);
        if (st != LIA_OK)
            return st;
        length = lia_linkedin_account(name, address.text, address.length);
    }
    if (length == 0)
        return LIA_OK;
    return lia_feed_print(out, feed, from, err, "%.*s", (int)length, name);
}

/* The post's number in its id, its thread or its address. */
static lia_status post_of(lia_cell *out, lia_cell *time, lia_feed *feed,
                          lia_error *err)
{
    static const unsigned from[] = {ID, THREAD, URL};
    char name[LIA_LINKEDIN_ROOM];
    lia_linkedin_kind kind;
    uint64_t number;
    lia_status st = LIA_OK;

    *out = lia_feed_cell(feed, ID);
    *time = (lia_cell){"", 0, 0};
    for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
        const lia_cell cell = lia_feed_cell(feed, from[k]);
        if (!lia_linkedin_post(&kind, &number, cell.text, cell.length))
            continue;
        LIA_TRY(lia_feed_print(out, feed, cell, err, "%.*s",
                               (int)lia_linkedin_urn(name, kind, number),
                               name));
        return lia_feed_moment(time, feed, lia_linkedin_clock(number), err);
    }
done:
    return st;
}

/* "a,b": one row per account that the post names. */
static lia_status mentions(lia_feed *feed, const lia_entry *act,
                           lia_error *err)
{
    const lia_cell all = lia_feed_cell(feed, MENTIONS);
    lia_status st = LIA_OK;

    for (size_t at = 0, end; at < all.length; at = end + 1) {
        lia_entry row = *act;
        lia_cell one = {all.text + at, 0, all.column};
        for (end = at; end < all.length && all.text[end] != ','; end++)
            continue;
        one.length = end - at;
        while (one.length > 0 && *one.text == ' ') {
            one.text++;
            one.length--;
        }
        if (one.length == 0)
            continue;
        LIA_TRY(account(&row.cell[LIA_I_TARGET], feed, one, err));
        row.cell[LIA_I_ACTION] = lia_cell_of("mention");
        row.cell[LIA_I_OBJECT] = row.cell[LIA_I_AUTHOR] =
            (lia_cell){"", 0, 0};
        LIA_TRY(lia_feed_add(feed, &row, err));
    }
done:
    return st;
}

static lia_status post(lia_feed *feed, lia_error *err)
{
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_entry about = lia_entry_of(LIA_TABLE_POSTS);
    lia_entry who = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_status st = LIA_OK;

    LIA_TRY(account(&who.cell[LIA_A_ACCOUNT], feed,
                    lia_feed_cell(feed, AUTHOR), err));
    LIA_TRY(post_of(&about.cell[LIA_P_POST], &about.cell[LIA_P_TIME], feed,
                    err));
    about.cell[LIA_P_AUTHOR] = who.cell[LIA_A_ACCOUNT];
    about.cell[LIA_P_TAGS] = lia_feed_cell(feed, TAGS);
    about.cell[LIA_P_PROMOTED] = lia_feed_cell(feed, PROMOTED);
    about.cell[LIA_P_REACTIONS] = lia_feed_cell(feed, REACTIONS);
    about.cell[LIA_P_COMMENTS] = lia_feed_cell(feed, COMMENTS);
    about.cell[LIA_P_SHARES] = lia_feed_cell(feed, SHARES);
    LIA_TRY(lia_feed_add(feed, &about, err));
    act.cell[LIA_I_ACTOR] = act.cell[LIA_I_AUTHOR] = who.cell[LIA_A_ACCOUNT];
    act.cell[LIA_I_OBJECT] = about.cell[LIA_P_POST];
    act.cell[LIA_I_ACTION] = lia_cell_of("post");
    act.cell[LIA_I_TIME] = about.cell[LIA_P_TIME];
    LIA_TRY(lia_feed_measure(&act.cell[LIA_I_TEXT_LENGTH],
                             &act.cell[LIA_I_QUESTION], feed,
                             lia_feed_cell(feed, BODY), err));
    LIA_TRY(lia_feed_add(feed, &act, err));
    LIA_TRY(mentions(feed, &act, err));
    who.cell[LIA_A_NAME] = lia_feed_cell(feed, AUTHOR_NAME);
    who.cell[LIA_A_PLATFORM] = lia_cell_of("linkedin");
    if (who.cell[LIA_A_ACCOUNT].length > 0)
        LIA_TRY(lia_feed_add(feed, &who, err));
done:
    return st;
}

static const lia_adapter_file files[] = {
    {.name = "posts (4CAT)", .column = columns,
     .table = LIA_TABLE_INTERACTIONS, .work = post},
};

const lia_adapter lia_adapter_zeeschuimer = {
    .platform = "linkedin", .folders = NULL, .file = files,
    .files = sizeof files / sizeof *files};
