/* ingest/platforms/linkedin_posts.c - what the owner of a LinkedIn archive
 * posted, and what they did to posts of others. The files name the post and
 * not who wrote it: the author stays unknown unless another source tells.
 *
 * Their times name no zone. Where a link holds a number with a clock inside,
 * the difference shows the zone (LIA_CLAIM_CLOCK).
 */
#include "base/digest.h"
#include "ingest/feed.h"
#include "ingest/platforms/linkedin.h"
#include "text/clock.h"

/* How far the time of a record runs ahead of the clock in a number. */
static lia_status claim_clock(lia_feed *feed, lia_cell date, uint64_t number,
                              lia_error *err)
{
    const lia_time clock = lia_linkedin_clock(number);
    lia_time time;

    if (clock == LIA_NO_TIME ||
        lia_clock_parse(&time, NULL, date.text, date.length, NULL) !=
            LIA_CLOCK_OK)
        return LIA_OK;
    return lia_feed_claim_number(feed, LIA_CLAIM_CLOCK, time - clock, err);
}

static lia_status text_digest(lia_cell *out, lia_feed *feed, lia_cell text,
                              lia_error *err)
{
    const lia_privacy *p = feed->reading->options.privacy;
    char hex[LIA_DIGEST_HEX + 1];

    if (text.length == 0)
        return LIA_OK;
    lia_digest_hex(hex, p != NULL && p->key != NULL ? p->key->byte : NULL, 't',
                   text.text, text.length);
    return lia_feed_print(out, feed, text, err, "%s", hex);
}

/* A post of the owner, as a row of posts. */
static lia_status own_post(lia_feed *feed, lia_cell post, lia_cell time,
                           lia_cell text, lia_error *err)
{
    lia_entry entry = lia_entry_of(LIA_TABLE_POSTS);
    lia_status st = LIA_OK;

    entry.cell[LIA_P_POST] = post;
    entry.cell[LIA_P_AUTHOR] = lia_feed_owner(feed);
    entry.cell[LIA_P_TIME] = time;
    LIA_TRY(lia_feed_tags(&entry.cell[LIA_P_TAGS], feed, text, err));
    LIA_TRY(text_digest(&entry.cell[LIA_P_TEXT_DIGEST], feed, text, err));
    LIA_TRY(lia_feed_add(feed, &entry, err));
done:
    return st;
}

static lia_entry act(lia_feed *feed, const char *action, lia_cell object,
                     lia_cell time)
{
    lia_entry entry = lia_entry_of(LIA_TABLE_INTERACTIONS);

    entry.cell[LIA_I_ACTOR] = lia_feed_owner(feed);
    entry.cell[LIA_I_ACTION] = lia_cell_of(action);
    entry.cell[LIA_I_OBJECT] = object;
    entry.cell[LIA_I_TIME] = time;
    return entry;
}

lia_status lia_linkedin_add(lia_feed *feed, lia_entry *entry, lia_cell text,
                            lia_error *err)
{
    lia_status st = LIA_OK;

    if (text.length > 0)
        LIA_TRY(lia_feed_measure(&entry->cell[LIA_I_TEXT_LENGTH],
                                 &entry->cell[LIA_I_QUESTION], feed, text,
                                 err));
    LIA_TRY(lia_feed_add(feed, entry, err));
done:
    return st;
}

enum { S_DATE, S_LINK, S_TEXT };
const char *const lia_linkedin_share_columns[] = {"+date", "+sharelink",
                                                  "sharecommentary", NULL};

/* Newlines of a text that were written as quote, newline, quote. */
static lia_status plain_text(lia_cell *out, lia_feed *feed, lia_cell text,
                             lia_error *err)
{
    char *copy;
    size_t used = 0;
    lia_status st = lia_feed_room(&copy, feed, text.length + 1, err);

    if (st != LIA_OK)
        return st;
    for (size_t k = 0; k < text.length; k++) {
        if (text.length - k > 2 && memcmp(text.text + k, "\"\n\"", 3) == 0) {
            copy[used++] = '\n';
            k += 2;
        } else {
            copy[used++] = text.text[k];
        }
    }
    *out = (lia_cell){copy, used, text.column};
    return LIA_OK;
}

lia_status lia_linkedin_share(lia_feed *feed, lia_error *err)
{
    const lia_cell date = lia_feed_cell(feed, S_DATE);
    lia_linkedin_place post;
    lia_entry entry;
    lia_cell object, text;
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_object(&object, &post, feed,
                                lia_feed_cell(feed, S_LINK), err));
    LIA_TRY(plain_text(&text, feed, lia_feed_cell(feed, S_TEXT), err));
    LIA_TRY(claim_clock(feed, date, post.number, err));
    LIA_TRY(own_post(feed, object, date, text, err));
    entry = act(feed, "post", object, date);
    entry.cell[LIA_I_AUTHOR] = lia_feed_owner(feed);
    LIA_TRY(lia_linkedin_add(feed, &entry, text, err));
done:
    return st;
}

enum { C_DATE, C_LINK, C_TEXT };
const char *const lia_linkedin_comment_columns[] = {"+date", "+link",
                                                    "+message", NULL};

/* The post that is commented, whatever the depth; the comment itself, where
 * the link names it, is a post of the owner. */
lia_status lia_linkedin_comment_row(lia_feed *feed, lia_error *err)
{
    const lia_cell date = lia_feed_cell(feed, C_DATE);
    const lia_cell text = lia_feed_cell(feed, C_TEXT);
    lia_linkedin_place post;
    lia_entry entry;
    lia_cell object, comment;
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_object(&object, &post, feed,
                                lia_feed_cell(feed, C_LINK), err));
    comment = object;
    if (post.comment != 0) {
        const uint64_t own = post.reply != 0 ? post.reply : post.comment;
        LIA_TRY(lia_linkedin_entry(&object, feed, &post, 0, object, err));
        LIA_TRY(claim_clock(feed, date, own, err));
        LIA_TRY(own_post(feed, comment, date, text, err));
    }
    entry = act(feed, post.reply != 0 ? "reply" : "comment", object, date);
    if (post.comment != 0)
        entry.cell[LIA_I_CONTENT] = comment;
    LIA_TRY(lia_linkedin_add(feed, &entry, text, err));
done:
    return st;
}

enum { A_DATE, A_LINK, A_WORD };
const char *const lia_linkedin_reaction_columns[] = {"+date", "+link", "+type",
                                                     NULL};
const char *const lia_linkedin_repost_columns[] = {"+date", "+link", NULL};
const char *const lia_linkedin_vote_columns[] = {"+date", "+link",
                                                 "+optiontext", NULL};

static lia_status engage(lia_feed *feed, const char *action, lia_error *err)
{
    lia_linkedin_place post;
    lia_entry entry;
    lia_cell object;
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_object(&object, &post, feed,
                                lia_feed_cell(feed, A_LINK), err));
    entry = act(feed, action, object, lia_feed_cell(feed, A_DATE));
    LIA_TRY(lia_feed_add(feed, &entry, err));
done:
    return st;
}

lia_status lia_linkedin_reaction(lia_feed *feed, lia_error *err)
{
    return engage(feed, lia_cell_is(lia_feed_cell(feed, A_WORD), "LIKE")
                            ? "like" : "reaction", err);
}

lia_status lia_linkedin_repost(lia_feed *feed, lia_error *err)
{
    return engage(feed, "share", err);
}

lia_status lia_linkedin_vote(lia_feed *feed, lia_error *err)
{
    return engage(feed, "vote", err);
}
