/* ingest/platforms/linkedin_messages.c - who wrote whom. Of a message stay its
 * time, its participants, its length and whether it asks; the text goes no
 * further.
 *
 * One row per recipient. Links decide who that is: in TO, commas stand between
 * names and within them. What is no tie between people is left out: drafts,
 * sponsored mail, spam, and whose account is closed.
 */
#include <stdio.h>

#include "base/language.h"
#include "ingest/platforms/linkedin.h"

enum {
    M_CONVERSATION, M_TITLE, M_FROM, M_FROM_URL, M_TO, M_TO_URLS, M_DATE,
    M_SUBJECT, M_CONTENT, M_FOLDER, M_DRAFT, M_DIRECTION
};
const char *const lia_linkedin_message_columns[] = {
    "+conversationid", "conversationtitle", "+from", "senderprofileurl", "+to",
    "recipientprofileurls", "+date", "subject", "+content", "folder",
    "ismessagedraft", "direction", NULL};
/* Of 2018: no conversations, but a direction. */
const char *const lia_linkedin_old_message_columns[] = {
    "conversationid", "conversationtitle", "+from", "senderprofileurl", "+to",
    "recipientprofileurls", "+date", "subject", "+content", "+folder",
    "ismessagedraft", "+direction", NULL};

static bool has_word(lia_cell cell, const char *word)
{
    const size_t n = strlen(word);

    for (size_t k = 0; k + n <= cell.length; k++)
        if (strncasecmp(cell.text + k, word, n) == 0)
            return true;
    return false;
}

/* Why a message is no tie, or NULL. */
static const char *why_none(const lia_feed *feed)
{
    const lia_cell folder = lia_feed_cell(feed, M_FOLDER);
    const lia_cell draft = lia_feed_cell(feed, M_DRAFT);

    if (lia_cell_is(draft, "yes") || lia_cell_is(draft, "true") ||
        lia_cell_is(draft, "1") || has_word(folder, "draft"))
        return N_("drafts");
    if (lia_cell_is(folder, "SPAM"))
        return N_("messages in SPAM");
    if (has_word(lia_feed_cell(feed, M_TITLE), "sponsored") ||
        has_word(lia_feed_cell(feed, M_SUBJECT), "sponsored") ||
        has_word(folder, "sponsored") ||
        (lia_feed_cell(feed, M_CONVERSATION).length == 0 &&
         lia_feed_cell(feed, M_DIRECTION).length == 0))
        return N_("sponsored messages");
    return NULL;
}

/* ---- the text ---- */

/* Text as it is seen: markup gone, an entity one character. */
static lia_status as_seen(lia_cell *out, lia_feed *feed, lia_cell text,
                          lia_error *err)
{
    const char *at = text.text, *end = at + text.length;
    char *copy;
    size_t used = 0;
    lia_status st;

    *out = text;
    if (!has_word(text, "</") && !has_word(text, "<br") && !has_word(text, "&"))
        return LIA_OK;
    st = lia_feed_room(&copy, feed, text.length, err);
    if (st != LIA_OK)
        return st;
    while (at < end) {
        const char *close = NULL;
        if (*at == '<' && end - at > 1 &&
            (at[1] == '/' || (at[1] >= 'a' && at[1] <= 'z')))
            close = memchr(at, '>', (size_t)(end - at));
        if (close != NULL) {
            at = close + 1;
            continue;
        }
        if (*at == '&' && end - at > 2)
            close = memchr(at, ';', (size_t)(end - at < 10 ? end - at : 10));
        copy[used++] = close != NULL ? '.' : *at;
        at = close != NULL ? close + 1 : at + 1;
    }
    *out = (lia_cell){copy, used, text.column};
    return LIA_OK;
}

/* ---- who ---- */

enum { MOST_RECIPIENTS = 2000 };

typedef struct recipients {
    lia_cell account[MOST_RECIPIENTS];
    unsigned count, closed;
} recipients;

static lia_cell trimmed(const char *text, size_t length, uint32_t column)
{
    while (length > 0 && *text == ' ')
        text++, length--;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    return (lia_cell){text, length, column};
}

/* The part up to the next comma; *rest is what follows it. */
static lia_cell next_part(lia_cell *rest)
{
    const char *comma = memchr(rest->text, ',', rest->length);
    const size_t length = comma != NULL ? (size_t)(comma - rest->text)
                                        : rest->length;
    const lia_cell part = trimmed(rest->text, length, rest->column);

    rest->text += length + (comma != NULL);
    rest->length -= length + (comma != NULL);
    return part;
}

/* Every part of TO has two words at least: several names, and not one with a
 * title behind it. */
static bool is_list(lia_cell names)
{
    unsigned parts = 0;

    while (names.length > 0) {
        const lia_cell part = next_part(&names);
        if (memchr(part.text, ' ', part.length) == NULL)
            return false;
        parts++;
    }
    return parts > 1;
}

static lia_status by_links(recipients *out, lia_feed *feed, lia_error *err)
{
    lia_cell urls = lia_feed_cell(feed, M_TO_URLS);
    const bool one = memchr(urls.text, ',', urls.length) == NULL;
    lia_status st = LIA_OK;

    while (urls.length > 0 && out->count < MOST_RECIPIENTS) {
        const lia_linkedin_person who = {
            .url = next_part(&urls),
            .name = one ? lia_feed_cell(feed, M_TO) : (lia_cell){"", 0, 0}};
        if (who.url.length == 0)
            continue;
        LIA_TRY(lia_linkedin_meet(&out->account[out->count], feed, &who, err));
        out->count += out->account[out->count].length > 0;
    }
done:
    return st;
}

static lia_status by_names(recipients *out, lia_feed *feed, lia_error *err)
{
    lia_cell names = lia_feed_cell(feed, M_TO);
    const bool several = is_list(names);
    lia_status st = LIA_OK;

    while (names.length > 0 && out->count < MOST_RECIPIENTS) {
        const lia_linkedin_person who = {
            .name = several ? next_part(&names) : names};
        if (!several)
            names.length = 0;
        out->closed += lia_linkedin_is_closed(who.name);
        LIA_TRY(lia_linkedin_meet(&out->account[out->count], feed, &who, err));
        out->count += out->account[out->count].length > 0;
    }
done:
    return st;
}

static lia_status find_sender(lia_cell *out, lia_feed *feed, bool outgoing,
                              lia_error *err)
{
    const lia_linkedin_person who = {.url = lia_feed_cell(feed, M_FROM_URL),
                                     .name = lia_feed_cell(feed, M_FROM)};
    lia_status st = LIA_OK;

    if (outgoing && who.url.length == 0) {
        *out = lia_feed_owner(feed);
        return lia_feed_claim(feed, LIA_CLAIM_OWNER_NAME,
                              (lia_cell){"", 0, 0}, who.name, err);
    }
    LIA_TRY(lia_linkedin_meet(out, feed, &who, err));
    if (outgoing || lia_cell_is(lia_feed_cell(feed, M_FOLDER), "SENT"))
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SENT, *out,
                               lia_cell_of("messages sent"), err));
done:
    return st;
}

static lia_status find_recipients(recipients *out, lia_feed *feed,
                                  bool incoming, lia_error *err)
{
    lia_status st = LIA_OK;

    out->count = out->closed = 0;
    LIA_TRY(by_links(out, feed, err));
    if (out->count > 0)
        return LIA_OK;
    if (incoming && !is_list(lia_feed_cell(feed, M_TO))) {
        out->account[out->count++] = lia_feed_owner(feed);
        return lia_feed_claim(feed, LIA_CLAIM_OWNER_NAME,
                              (lia_cell){"", 0, 0}, lia_feed_cell(feed, M_TO),
                              err);
    }
    LIA_TRY(by_names(out, feed, err));
done:
    return st;
}

/* ---- the message ---- */

static lia_status claim_present(lia_feed *feed, lia_cell sender,
                                const recipients *to, lia_error *err)
{
    const lia_cell conversation = lia_feed_cell(feed, M_CONVERSATION);
    lia_status st = LIA_OK;

    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_PRESENT, sender, conversation,
                           err));
    for (unsigned k = 0; k < to->count; k++)
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_PRESENT, to->account[k],
                               conversation, err));
done:
    return st;
}

/* What all rows of one message have in common. */
static lia_status describe(lia_entry *out, lia_feed *feed, lia_cell sender,
                           unsigned participants, lia_error *err)
{
    lia_precision precision;
    lia_cell text;
    lia_status st = LIA_OK;

    *out = lia_entry_of(LIA_TABLE_INTERACTIONS);
    out->cell[LIA_I_ACTOR] = sender;
    out->cell[LIA_I_ACTION] = lia_cell_of("message");
    LIA_TRY(lia_feed_time(&out->cell[LIA_I_TIME], feed,
                          lia_feed_cell(feed, M_DATE), lia_linkedin_dates,
                          &precision, err));
    if (precision == LIA_PRECISION_MINUTE)
        out->cell[LIA_I_TIME_PRECISION] = lia_cell_of("minute");
    LIA_TRY(lia_feed_print(&out->cell[LIA_I_PARTICIPANTS], feed, sender, err,
                           "%u", participants));
    LIA_TRY(as_seen(&text, feed, lia_feed_cell(feed, M_CONTENT), err));
    LIA_TRY(lia_feed_measure(&out->cell[LIA_I_TEXT_LENGTH],
                             &out->cell[LIA_I_QUESTION], feed, text, err));
    out->cell[LIA_I_CONTENT] = lia_feed_cell(feed, M_CONVERSATION);
done:
    return st;
}

lia_status lia_linkedin_message(lia_feed *feed, lia_error *err)
{
    const lia_cell direction = lia_feed_cell(feed, M_DIRECTION);
    const char *none = why_none(feed);
    recipients to;
    lia_entry row;
    lia_cell sender;
    lia_status st = LIA_OK;

    if (none != NULL) {
        lia_feed_drop(feed, none);
        return LIA_OK;
    }
    LIA_TRY(find_sender(&sender, feed, lia_cell_is(direction, "OUTGOING"),
                        err));
    LIA_TRY(find_recipients(&to, feed, lia_cell_is(direction, "INCOMING"),
                            err));
    if (sender.length == 0 || (to.count == 0 && to.closed > 0)) {
        lia_feed_drop(feed, "messages of closed accounts");
        return LIA_OK;
    }
    LIA_TRY(claim_present(feed, sender, &to, err));
    LIA_TRY(describe(&row, feed, sender, 1 + to.count + to.closed, err));
    if (to.count == 0)
        LIA_TRY(lia_feed_add(feed, &row, err));       /* a reject            */
    for (unsigned k = 0; k < to.count; k++) {
        row.cell[LIA_I_TARGET] = to.account[k];
        LIA_TRY(lia_feed_add(feed, &row, err));
    }
done:
    return st;
}
