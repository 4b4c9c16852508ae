/* ingest/platforms/x_api.c - answers of the API of X, version 2, one JSON
 * value per line, as twarc2 writes them: whole answers ({"data": [...],
 * "includes": {...}}) or posts one by one (twarc2 flatten).
 *
 * Who liked a post (/tweets/:id/liking_users) comes without times.
 */
#include "ingest/platforms/x_ids.h"

static bool has(const lia_look *look, const char *word)
{
    return memmem(look->head, look->length, word, strlen(word)) != NULL;
}

/* The first line is enough: an object of the kind. */
static bool is_posts(const lia_look *look)
{
    lia_look first = *look;
    const char *end = memchr(look->head, '\n', look->length);

    if (look->length == 0 || look->head[0] != '{')
        return false;
    if (end != NULL)
        first.length = (size_t)(end - look->head);
    if (has(&first, "\"author_id\""))
        return has(&first, "\"conversation_id\"") ||
               has(&first, "\"public_metrics\"") ||
               has(&first, "\"referenced_tweets\"") ||
               has(&first, "\"edit_history_tweet_ids\"");
    return has(&first, "\"data\"") && has(&first, "/liking_users");
}

static lia_cell at(const lia_value *value, const char *path)
{
    return lia_cell_of_value(lia_value_path(value, path));
}

static lia_status user(lia_feed *feed, const lia_value *u, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_person(&about.cell[LIA_A_ACCOUNT], feed, at(u, "id"),
                         at(u, "username"), err));
    if (about.cell[LIA_A_ACCOUNT].length == 0)
        return LIA_OK;
    about.cell[LIA_A_NAME] = at(u, "name");
    about.cell[LIA_A_HANDLE] = at(u, "username");
    about.cell[LIA_A_PLATFORM] = lia_cell_of("x");
    about.cell[LIA_A_FOLLOWERS] = at(u, "public_metrics.followers_count");
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

static lia_status users(lia_feed *feed, const lia_value *list, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const lia_value *u = lia_value_first(list); u != NULL;
         u = lia_value_next(u))
        LIA_TRY(user(feed, u, err));
done:
    return st;
}

static lia_status hashtags(lia_cell *out, lia_feed *feed, const lia_value *p,
                           lia_error *err)
{
    const lia_value *tag =
        lia_value_first(lia_value_path(p, "entities.hashtags"));
    lia_status st = LIA_OK;

    *out = (lia_cell){"", 0, 0};
    for (; tag != NULL; tag = lia_value_next(tag)) {
        const lia_cell word = at(tag, "tag");
        LIA_TRY(lia_feed_print(out, feed, word, err, "%.*s%s%.*s",
                               (int)out->length, out->text,
                               out->length > 0 ? "|" : "", (int)word.length,
                               word.text));
    }
done:
    return st;
}

/* The author of a post that stands in the same answer. */
static lia_cell author_in(const lia_value *tweets, lia_cell number)
{
    for (const lia_value *t = lia_value_first(tweets); t != NULL;
         t = lia_value_next(t)) {
        const lia_cell id = at(t, "id");
        if (id.length == number.length &&
            memcmp(id.text, number.text, id.length) == 0)
            return at(t, "author_id");
    }
    return (lia_cell){"", 0, 0};
}

/* What a post is about another: the reference, its author if the reference,
 * the answer, or the post itself says. */
static lia_status refer(lia_feed *feed, const lia_entry *act,
                        const lia_value *p, const lia_value *reference,
                        const lia_value *tweets, lia_error *err)
{
    const lia_value *type = lia_value_get(reference, "type");
    lia_entry row = *act;
    lia_cell author = at(reference, "author_id");
    lia_cell name = {"", 0, 0};
    lia_status st = LIA_OK;

    if (author.length == 0)
        author = author_in(tweets, at(reference, "id"));
    if (lia_value_is(type, "retweeted")) {
        row.cell[LIA_I_ACTION] = lia_cell_of("share");
        row.cell[LIA_I_CONTENT].length = row.cell[LIA_I_TEXT_LENGTH].length = 0;
        row.cell[LIA_I_QUESTION].length = 0;
        name = lia_x_retweeted(at(p, "text"));
    } else if (lia_value_is(type, "replied_to")) {
        row.cell[LIA_I_ACTION] = lia_cell_of("reply");
        if (author.length == 0)
            author = at(p, "in_reply_to_user_id");
    } else {
        row.cell[LIA_I_ACTION] = lia_cell_of("quote");
    }
    LIA_TRY(lia_x_person(&row.cell[LIA_I_AUTHOR], feed, author, name, err));
    LIA_TRY(lia_x_post(&row.cell[LIA_I_OBJECT], feed, at(reference, "id"),
                       err));
    LIA_TRY(lia_feed_add(feed, &row, err));
done:
    return st;
}

static lia_status mentions(lia_feed *feed, const lia_entry *act,
                           const lia_value *p, lia_error *err)
{
    const lia_value *m =
        lia_value_first(lia_value_path(p, "entities.mentions"));
    const lia_cell answered = at(p, "in_reply_to_user_id");
    lia_status st = LIA_OK;

    for (; m != NULL; m = lia_value_next(m)) {
        lia_entry row = *act;
        const lia_cell id = at(m, "id");
        if (id.length == answered.length && id.length > 0 &&
            memcmp(id.text, answered.text, id.length) == 0)
            continue;
        LIA_TRY(lia_x_person(&row.cell[LIA_I_TARGET], feed, id,
                             at(m, "username"), err));
        row.cell[LIA_I_ACTION] = lia_cell_of("mention");
        row.cell[LIA_I_CONTENT].length = 0;
        if (row.cell[LIA_I_TARGET].length > 0)
            LIA_TRY(lia_feed_add(feed, &row, err));
    }
done:
    return st;
}

static lia_status own_post(lia_feed *feed, const lia_entry *act,
                           const lia_value *p, bool refers, lia_error *err)
{
    lia_entry post = lia_entry_of(LIA_TABLE_POSTS), row = *act;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_post(&post.cell[LIA_P_POST], feed, at(p, "id"), err));
    post.cell[LIA_P_AUTHOR] = act->cell[LIA_I_ACTOR];
    post.cell[LIA_P_TIME] = act->cell[LIA_I_TIME];
    post.cell[LIA_P_TAGS] = act->cell[LIA_I_TAGS];
    post.cell[LIA_P_REACTIONS] = at(p, "public_metrics.like_count");
    post.cell[LIA_P_COMMENTS] = at(p, "public_metrics.reply_count");
    post.cell[LIA_P_SHARES] = at(p, "public_metrics.retweet_count");
    LIA_TRY(lia_feed_add(feed, &post, err));
    if (refers)
        goto done;
    row.cell[LIA_I_ACTION] = lia_cell_of("post");
    row.cell[LIA_I_OBJECT] = post.cell[LIA_P_POST];
    row.cell[LIA_I_AUTHOR] = act->cell[LIA_I_ACTOR];
    LIA_TRY(lia_feed_add(feed, &row, err));
done:
    return st;
}

static lia_status post(lia_feed *feed, const lia_value *p,
                       const lia_value *tweets, lia_error *err)
{
    const lia_value *references = lia_value_get(p, "referenced_tweets");
    const lia_value *r = lia_value_first(references);
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_cell text;
    bool is_retweet = false;
    lia_status st = LIA_OK;

    LIA_TRY(lia_x_account(&act.cell[LIA_I_ACTOR], feed, at(p, "author_id"),
                          err));
    LIA_TRY(lia_x_time(&act.cell[LIA_I_TIME], feed, at(p, "created_at"),
                       at(p, "id"), err));
    LIA_TRY(hashtags(&act.cell[LIA_I_TAGS], feed, p, err));
    LIA_TRY(lia_x_unescape(&text, feed, at(p, "text"), err));
    act.cell[LIA_I_CONTENT] = text;    /* becomes a digest: equal texts show */
    LIA_TRY(lia_feed_measure(&act.cell[LIA_I_TEXT_LENGTH],
                             &act.cell[LIA_I_QUESTION], feed, text, err));
    for (; r != NULL; r = lia_value_next(r)) {
        is_retweet = is_retweet ||
                     lia_value_is(lia_value_get(r, "type"), "retweeted");
        LIA_TRY(refer(feed, &act, p, r, tweets, err));
    }
    if (is_retweet)                /* its mentions are the other's */
        goto done;
    LIA_TRY(own_post(feed, &act, p, lia_value_first(references) != NULL, err));
    LIA_TRY(mentions(feed, &act, p, err));
done:
    return st;
}

/* Who liked what, from the address that was asked: no time. */
static lia_status likers(lia_feed *feed, const lia_value *page, lia_error *err)
{
    static const char before[] = "/tweets/";
    const lia_cell url = at(page, "__twarc.url");
    const char *from = memmem(url.text, url.length, before, sizeof before - 1);
    const lia_value *u = lia_value_first(lia_value_get(page, "data"));
    lia_cell number = {"", 0, 0};
    lia_status st = LIA_OK;

    if (from != NULL) {
        number.text = from + sizeof before - 1;
        while (number.text + number.length < url.text + url.length &&
               number.text[number.length] >= '0' &&
               number.text[number.length] <= '9')
            number.length++;
    }
    for (; u != NULL; u = lia_value_next(u)) {
        lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
        LIA_TRY(lia_x_account(&act.cell[LIA_I_ACTOR], feed, at(u, "id"), err));
        LIA_TRY(lia_x_post(&act.cell[LIA_I_OBJECT], feed, number, err));
        act.cell[LIA_I_ACTION] = lia_cell_of("like");
        LIA_TRY(lia_feed_add(feed, &act, err));
    }
    LIA_TRY(users(feed, lia_value_get(page, "data"), err));
done:
    return st;
}

static lia_status answer(lia_feed *feed, lia_error *err)
{
    const lia_value *value = lia_feed_value(feed);
    const lia_value *data = lia_value_get(value, "data");
    const lia_value *tweets = lia_value_path(value, "includes.tweets");
    const lia_value *first = lia_value_first(data);
    lia_status st = LIA_OK;

    if (data == NULL) {                        /* flat: one post */
        if (lia_value_get(value, "author") != NULL)
            LIA_TRY(user(feed, lia_value_get(value, "author"), err));
        return post(feed, value, NULL, err);
    }
    LIA_TRY(users(feed, lia_value_path(value, "includes.users"), err));
    if (lia_value_kind_of(data) == LIA_VALUE_OBJECT)
        return post(feed, data, tweets, err);
    if (lia_value_get(first, "author_id") == NULL)
        return likers(feed, value, err);
    for (; first != NULL; first = lia_value_next(first))
        LIA_TRY(post(feed, first, tweets, err));
done:
    return st;
}

static const lia_adapter_file files[] = {
    {.name = "API", .looks = is_posts,
     .flags = LIA_ADAPTER_JSON | LIA_ADAPTER_LINES,
     .table = LIA_TABLE_INTERACTIONS, .work = answer},
};

const lia_adapter lia_adapter_x_api = {
    .platform = "x", .folders = NULL, .file = files,
    .files = sizeof files / sizeof *files};
