/* ingest/platforms/x_archive.c - the archive that X gives to the owner of an
 * account: data/(name).js, each `window.YTD.(name).part(N) = ` and then JSON.
 *
 * Only the files below are read; the other ninety (addresses, phone numbers,
 * ads, devices ...) are not. A tweet that begins with "RT @name:" is a retweet
 * (`retweeted` is always false): of whom is known, of what is not. like.js
 * has neither a time nor an author; when the post was made is in its number.
 */
#include "ingest/platforms/x_ids.h"

/* ---- which file ---- */

/* window.YTD.<name>.part */
static bool is_part(const lia_look *look, const char *name)
{
    static const char mark[] = "window.YTD.";
    const char *at = look->head;
    size_t left = look->length;
    const size_t length = strlen(name);

    while (left > 0 && (*at == ' ' || *at == '\n' || *at == '\r' ||
                        *at == '\t')) {
        at++;
        left--;
    }
    return left > sizeof mark + length + 5 &&
           memcmp(at, mark, sizeof mark - 1) == 0 &&
           memcmp(at + sizeof mark - 1, name, length) == 0 &&
           memcmp(at + sizeof mark - 1 + length, ".part", 5) == 0;
}

static bool is_tweets(const lia_look *look)
{
    return is_part(look, "tweet") || is_part(look, "tweets");
}

static bool is_likes(const lia_look *look)
{
    return is_part(look, "like");
}

static bool is_followers(const lia_look *look)
{
    return is_part(look, "follower");
}

static bool is_following(const lia_look *look)
{
    return is_part(look, "following");
}

static bool is_messages(const lia_look *look)
{
    return is_part(look, "direct_messages") ||
           is_part(look, "direct_message") ||
           is_part(look, "direct_messages_group") ||
           is_part(look, "direct_message_group");
}

static bool is_account(const lia_look *look)
{
    return is_part(look, "account");
}

static bool is_manifest(const lia_look *look)
{
    return look->length > 23 &&
           memmem(look->head, look->length < 64 ? look->length : 64,
                  "window.__THAR_CONFIG", 20) != NULL;
}

static bool is_other(const lia_look *look)
{
    return look->length > 11 &&
           memmem(look->head, look->length < 64 ? look->length : 64,
                  "window.YTD.", 11) != NULL;
}

/* ---- who ---- */

static lia_status owner(lia_feed *feed, lia_cell number, lia_cell handle,
                        lia_cell name, const char *file, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell account;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&account, feed, number, err));
    if (account.length == 0) {
        lia_feed_drop(feed, "records that do not say whose archive it is");
        goto done;
    }
    LIA_TRY(lia_x_person(&account, feed, number, handle, err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_OWNER, account, lia_cell_of(file),
                           err));
    about.cell[LIA_A_ACCOUNT] = account;
    about.cell[LIA_A_NAME] = name;
    about.cell[LIA_A_HANDLE] = handle;
    about.cell[LIA_A_PLATFORM] = lia_cell_of("x");
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

static lia_status account(lia_feed *feed, lia_error *err)
{
    return owner(feed, lia_feed_at(feed, "account.accountId"),
                 lia_feed_at(feed, "account.username"),
                 lia_feed_at(feed, "account.accountDisplayName"), "account.js",
                 err);
}

static lia_status manifest(lia_feed *feed, lia_error *err)
{
    return owner(feed, lia_feed_at(feed, "userInfo.accountId"),
                 lia_feed_at(feed, "userInfo.userName"),
                 lia_feed_at(feed, "userInfo.displayName"), "manifest.js",
                 err);
}

static lia_status follow(lia_feed *feed, const char *path, bool to_owner,
                         lia_error *err)
{
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
    lia_cell who;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&who, feed, lia_feed_at(feed, path), err));
    tie.cell[LIA_C_SOURCE] = to_owner ? who : lia_feed_owner(feed);
    tie.cell[LIA_C_TARGET] = to_owner ? lia_feed_owner(feed) : who;
    tie.cell[LIA_C_KIND] = lia_cell_of("follow");
    LIA_TRY(lia_feed_add(feed, &tie, err));
done:
    return st;
}

static lia_status follower(lia_feed *feed, lia_error *err)
{
    return follow(feed, "follower.accountId", true, err);
}

static lia_status following(lia_feed *feed, lia_error *err)
{
    return follow(feed, "following.accountId", false, err);
}

/* ---- likes ---- */

static lia_status like(lia_feed *feed, lia_error *err)
{
    const lia_cell number = lia_feed_at(feed, "like.tweetId");
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_status st = LIA_OK;

    act.cell[LIA_I_ACTOR] = lia_feed_owner(feed);
    LIA_TRY(lia_x_post(&act.cell[LIA_I_OBJECT], feed, number, err));
    act.cell[LIA_I_ACTION] = lia_cell_of("like");
    act.cell[LIA_I_TIME] = lia_feed_at(feed, "like.likedAt");
    LIA_TRY(lia_feed_add(feed, &act, err));
done:
    return st;
}

/* ---- tweets ---- */

typedef struct tweet {
    const lia_value *value;
    lia_cell number, text;
    lia_entry act;               /* actor, time, tags, length                */
    lia_cell spoken_to;          /* who needs no row as mentioned            */
} tweet;

static lia_cell at(const tweet *t, const char *name)
{
    return lia_cell_of_value(lia_value_get(t->value, name));
}

static lia_status hashtags(lia_cell *out, lia_feed *feed, const tweet *t,
                           lia_error *err)
{
    const lia_value *tag =
        lia_value_first(lia_value_path(t->value, "entities.hashtags"));
    lia_status st = LIA_OK;

    *out = (lia_cell){"", 0, 0};
    for (; tag != NULL; tag = lia_value_next(tag)) {
        const lia_cell word = lia_cell_of_value(lia_value_get(tag, "text"));
        LIA_TRY(lia_feed_print(out, feed, word, err, "%.*s%s%.*s",
                               (int)out->length, out->text,
                               out->length > 0 ? "|" : "", (int)word.length,
                               word.text));
    }
done:
    return st;
}

static const lia_value *first_mention(const tweet *t)
{
    return lia_value_first(lia_value_path(t->value, "entities.user_mentions"));
}

static lia_status mentioned(lia_cell *out, lia_feed *feed,
                            const lia_value *mention, lia_error *err)
{
    lia_cell number = lia_cell_of_value(lia_value_get(mention, "id_str"));

    if (number.length == 0)
        number = lia_cell_of_value(lia_value_get(mention, "id"));
    return lia_x_person(
        out, feed, number,
        lia_cell_of_value(lia_value_get(mention, "screen_name")), err);
}

static bool is_same(lia_cell a, lia_cell b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static lia_status mentions(lia_feed *feed, const tweet *t, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const lia_value *m = first_mention(t); m != NULL;
         m = lia_value_next(m)) {
        lia_entry row = t->act;
        LIA_TRY(mentioned(&row.cell[LIA_I_TARGET], feed, m, err));
        if (row.cell[LIA_I_TARGET].length == 0 ||
            is_same(row.cell[LIA_I_TARGET], t->spoken_to))
            continue;
        row.cell[LIA_I_ACTION] = lia_cell_of("mention");
        LIA_TRY(lia_feed_add(feed, &row, err));
    }
done:
    return st;
}

/* Whom the retweet is of: the handle in the text, with the number that the
 * mentions give for it. */
static lia_status retweet(lia_feed *feed, tweet *t, lia_cell name,
                          lia_error *err)
{
    lia_entry act = t->act;
    lia_cell number = {"", 0, 0};
    const lia_value *media =
        lia_value_first(lia_value_path(t->value, "extended_entities.media"));
    lia_status st = LIA_OK;

    for (const lia_value *m = first_mention(t); m != NULL;
         m = lia_value_next(m)) {
        const lia_cell handle =
            lia_cell_of_value(lia_value_get(m, "screen_name"));
        if (handle.length == name.length &&
            strncasecmp(handle.text, name.text, name.length) == 0)
            number = lia_cell_of_value(lia_value_get(m, "id_str"));
    }
    LIA_TRY(lia_x_person(&act.cell[LIA_I_AUTHOR], feed, number, name, err));
    LIA_TRY(lia_x_post(
        &act.cell[LIA_I_OBJECT], feed,
        lia_cell_of_value(lia_value_get(media, "source_status_id_str")), err));
    act.cell[LIA_I_ACTION] = lia_cell_of("share");
    act.cell[LIA_I_TEXT_LENGTH].length = 0;     /* not the owner's words */
    act.cell[LIA_I_QUESTION].length = 0;
    LIA_TRY(lia_feed_add(feed, &act, err));
done:
    return st;
}

/* A reply, a quote (an address of a post in it), or a post. */
static lia_status written(lia_feed *feed, tweet *t, lia_error *err)
{
    lia_entry act = t->act;
    lia_cell handle, number, post;
    const lia_value *url =
        lia_value_first(lia_value_path(t->value, "entities.urls"));
    lia_status st = LIA_OK;

    act.cell[LIA_I_ACTION] = lia_cell_of("post");
    LIA_TRY(lia_x_post(&act.cell[LIA_I_OBJECT], feed, t->number, err));
    act.cell[LIA_I_AUTHOR] = act.cell[LIA_I_ACTOR];
    if (at(t, "in_reply_to_user_id_str").length > 0 ||
        at(t, "in_reply_to_status_id_str").length > 0) {
        act.cell[LIA_I_ACTION] = lia_cell_of("reply");
        LIA_TRY(lia_x_post(&act.cell[LIA_I_OBJECT], feed,
                           at(t, "in_reply_to_status_id_str"), err));
        LIA_TRY(lia_x_person(&act.cell[LIA_I_AUTHOR], feed,
                             at(t, "in_reply_to_user_id_str"),
                             at(t, "in_reply_to_screen_name"), err));
        t->spoken_to = act.cell[LIA_I_AUTHOR];
    }
    LIA_TRY(lia_feed_add(feed, &act, err));
    for (; url != NULL; url = lia_value_next(url)) {
        lia_entry quote = t->act;
        if (!lia_x_status(&handle, &number,
                          lia_cell_of_value(
                              lia_value_get(url, "expanded_url"))))
            continue;
        LIA_TRY(lia_x_post(&post, feed, number, err));
        quote.cell[LIA_I_OBJECT] = post;
        quote.cell[LIA_I_ACTION] = lia_cell_of("quote");
        if (!lia_cell_is(handle, "i"))
            LIA_TRY(lia_x_handle(&quote.cell[LIA_I_AUTHOR], feed, handle,
                                 err));
        LIA_TRY(lia_feed_add(feed, &quote, err));
    }
    LIA_TRY(mentions(feed, t, err));
done:
    return st;
}

static lia_status about_post(lia_feed *feed, const tweet *t, lia_error *err)
{
    lia_entry post = lia_entry_of(LIA_TABLE_POSTS);
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_post(&post.cell[LIA_P_POST], feed, t->number, err));
    post.cell[LIA_P_AUTHOR] = t->act.cell[LIA_I_ACTOR];
    post.cell[LIA_P_TIME] = t->act.cell[LIA_I_TIME];
    post.cell[LIA_P_TAGS] = t->act.cell[LIA_I_TAGS];
    post.cell[LIA_P_REACTIONS] = at(t, "favorite_count");
    post.cell[LIA_P_SHARES] = at(t, "retweet_count");
    LIA_TRY(lia_feed_add(feed, &post, err));
done:
    return st;
}

static lia_status tweet_of(lia_feed *feed, lia_error *err)
{
    tweet t = {.value = lia_value_get(lia_feed_value(feed), "tweet"),
               .act = lia_entry_of(LIA_TABLE_INTERACTIONS),
               .spoken_to = {"", 0, 0}};
    lia_cell name;
    lia_status st = LIA_OK;

    if (t.value == NULL)              /* the oldest have no wrapper */
        t.value = lia_feed_value(feed);
    t.number = at(&t, "id_str").length > 0 ? at(&t, "id_str") : at(&t, "id");
    t.text = at(&t, "full_text").length > 0 ? at(&t, "full_text")
                                            : at(&t, "text");
    t.act.cell[LIA_I_ACTOR] = lia_feed_owner(feed);
    LIA_TRY(lia_x_time(&t.act.cell[LIA_I_TIME], feed, at(&t, "created_at"),
                       t.number, err));
    LIA_TRY(hashtags(&t.act.cell[LIA_I_TAGS], feed, &t, err));
    name = lia_x_retweeted(t.text);
    if (name.length > 0)
        return retweet(feed, &t, name, err);
    LIA_TRY(lia_x_unescape(&t.text, feed, t.text, err));
    LIA_TRY(lia_feed_measure(&t.act.cell[LIA_I_TEXT_LENGTH],
                             &t.act.cell[LIA_I_QUESTION], feed, t.text, err));
    LIA_TRY(about_post(feed, &t, err));
    LIA_TRY(written(feed, &t, err));
done:
    return st;
}

/* ---- messages ---- */

enum { MOST_MEMBERS = 100 };

typedef struct talk {
    lia_cell member[MOST_MEMBERS];
    size_t members;
    bool is_larger;
} talk;

static void join(talk *t, lia_cell number)
{
    if (number.length == 0)
        return;
    for (size_t k = 0; k < t->members; k++)
        if (is_same(t->member[k], number))
            return;
    if (t->members == MOST_MEMBERS)
        t->is_larger = true;
    else
        t->member[t->members++] = number;
}

static void join_all(talk *t, const lia_value *list)
{
    for (const lia_value *one = lia_value_first(list); one != NULL;
         one = lia_value_next(one))
        join(t, lia_cell_of_value(one));
}

/* Everybody who is seen in a conversation. */
static void gather(talk *t, const lia_value *messages)
{
    for (const lia_value *m = lia_value_first(messages); m != NULL;
         m = lia_value_next(m)) {
        const lia_value *sent = lia_value_get(m, "messageCreate");
        const lia_value *came = lia_value_get(m, "joinConversation");
        join(t, lia_cell_of_value(lia_value_get(sent, "senderId")));
        join(t, lia_cell_of_value(lia_value_get(sent, "recipientId")));
        join(t, lia_cell_of_value(lia_value_get(came, "initiatingUserId")));
        join_all(t, lia_value_get(came, "participantsSnapshot"));
        join_all(t, lia_value_path(m, "participantsJoin.userIds"));
        join_all(t, lia_value_path(m, "participantsLeave.userIds"));
    }
}

static lia_status send(lia_feed *feed, const lia_entry *act, lia_cell to,
                       lia_error *err)
{
    lia_entry row = *act;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&row.cell[LIA_I_TARGET], feed, to, err));
    LIA_TRY(lia_feed_add(feed, &row, err));
done:
    return st;
}

static lia_status message(lia_feed *feed, const talk *t,
                          const lia_value *sent, lia_error *err)
{
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    const lia_cell sender = lia_cell_of_value(lia_value_get(sent, "senderId"));
    const lia_cell to = lia_cell_of_value(lia_value_get(sent, "recipientId"));
    lia_cell text = lia_cell_of_value(lia_value_get(sent, "text"));
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&act.cell[LIA_I_ACTOR], feed, sender, err));
    act.cell[LIA_I_ACTION] = lia_cell_of("message");
    act.cell[LIA_I_TIME] = lia_cell_of_value(lia_value_get(sent, "createdAt"));
    LIA_TRY(lia_x_unescape(&text, feed, text, err));
    LIA_TRY(lia_feed_measure(&act.cell[LIA_I_TEXT_LENGTH],
                             &act.cell[LIA_I_QUESTION], feed, text, err));
    LIA_TRY(lia_feed_print(&act.cell[LIA_I_PARTICIPANTS], feed, sender, err,
                           "%zu", t->members < 2 ? (size_t)2 : t->members));
    if (to.length > 0)
        return send(feed, &act, to, err);
    for (size_t k = 0; k < t->members; k++)
        if (!is_same(t->member[k], sender))
            LIA_TRY(send(feed, &act, t->member[k], err));
done:
    return st;
}

static lia_status conversation(lia_feed *feed, lia_error *err)
{
    const lia_value *messages =
        lia_value_path(lia_feed_value(feed), "dmConversation.messages");
    talk t = {.members = 0};
    lia_status st = LIA_OK;

    gather(&t, messages);
    if (t.is_larger) {
        lia_feed_drop(feed, "conversations of more than 100 people");
        return LIA_OK;
    }
    for (const lia_value *m = lia_value_first(messages); m != NULL;
         m = lia_value_next(m)) {
        const lia_value *sent = lia_value_get(m, "messageCreate");
        if (sent != NULL)
            LIA_TRY(message(feed, &t, sent, err));
    }
done:
    return st;
}

enum { SCRIPT = LIA_ADAPTER_JSON | LIA_ADAPTER_PREFIX };

static const lia_adapter_file files[] = {
    {.name = "account", .looks = is_account, .flags = SCRIPT,
     .table = LIA_TABLE_ACCOUNTS, .work = account},
    {.name = "manifest", .looks = is_manifest, .elements = "",
     .flags = SCRIPT, .table = LIA_TABLE_ACCOUNTS, .work = manifest},
    {.name = "tweets", .looks = is_tweets, .flags = SCRIPT,
     .table = LIA_TABLE_INTERACTIONS, .work = tweet_of},
    {.name = "likes", .looks = is_likes, .flags = SCRIPT,
     .table = LIA_TABLE_INTERACTIONS, .work = like},
    {.name = "followers", .looks = is_followers, .flags = SCRIPT,
     .table = LIA_TABLE_CONTACTS, .work = follower},
    {.name = "following", .looks = is_following, .flags = SCRIPT,
     .table = LIA_TABLE_CONTACTS, .work = following},
    {.name = "messages", .looks = is_messages, .flags = SCRIPT,
     .table = LIA_TABLE_INTERACTIONS, .work = conversation},
    {.name = "other files", .looks = is_other, .flags = SCRIPT,
     .ignored = "for data minimisation: of an X archive only posts, likes, "
                "follows and messages are read",
     .table = LIA_TABLE_INTERACTIONS},
};

const lia_adapter lia_adapter_x_archive = {
    .platform = "x", .folders = "data", .file = files,
    .files = sizeof files / sizeof *files};
