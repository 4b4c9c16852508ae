/* ingest/platforms/mastodon.c - the archive of a fediverse account (actor.json,
 * outbox.json, likes.json) and the lists of its settings page.
 *
 * Accounts are called name@host, lower case, as people write them: from
 * https://host/users/name or https://host/@name; an address of another form
 * stays as it is. likes.json has no dates and no authors: the author is read
 * off the address of the post. Not every server puts an account there; then it
 * stays unknown. A Mastodon id holds the time of its post: ms = id >> 16.
 */
#include "ingest/adapter.h"

#include <stdlib.h>

static bool has(const lia_look *look, const char *word)
{
    return memmem(look->head, look->length, word, strlen(word)) != NULL;
}

static bool is_collection(const lia_look *look, const char *name)
{
    return has(look, "\"orderedItems\"") && has(look, name);
}

static bool is_outbox(const lia_look *look)
{
    return is_collection(look, "\"outbox.json\"") ||
           is_collection(look, "\"Announce\"") ||
           is_collection(look, "\"Create\"");
}

static bool is_likes(const lia_look *look)
{
    return is_collection(look, "\"likes.json\"");
}

static bool is_bookmarks(const lia_look *look)
{
    return is_collection(look, "\"bookmarks.json\"");
}

static bool is_actor(const lia_look *look)
{
    return has(look, "\"preferredUsername\"") && has(look, "\"outbox\"");
}

/* ---- addresses ---- */

static bool starts(lia_cell cell, const char *with)
{
    return cell.length >= strlen(with) &&
           memcmp(cell.text, with, strlen(with)) == 0;
}

static bool ends(lia_cell cell, const char *with)
{
    const size_t length = strlen(with);

    return cell.length >= length &&
           memcmp(cell.text + cell.length - length, with, length) == 0;
}

static lia_status lower(lia_cell *out, lia_feed *feed, lia_cell cell,
                        lia_error *err)
{
    char *room;
    lia_status st = lia_feed_room(&room, feed, cell.length + 1, err);

    if (st != LIA_OK)
        return st;
    for (size_t k = 0; k < cell.length; k++)
        room[k] = cell.text[k] >= 'A' && cell.text[k] <= 'Z'
                      ? (char)(cell.text[k] - 'A' + 'a') : cell.text[k];
    *out = (lia_cell){room, cell.length, cell.column};
    return LIA_OK;
}

/* https://host/users/name[/...] and https://host/@name[/...]. */
static bool split(lia_cell *name, lia_cell *host, lia_cell address)
{
    const char *at, *end = address.text + address.length, *slash;

    if (!starts(address, "https://") && !starts(address, "http://"))
        return false;
    at = memchr(address.text, ':', address.length);
    at += 3;
    slash = memchr(at, '/', (size_t)(end - at));
    if (slash == NULL || slash == at)
        return false;
    *host = (lia_cell){at, (size_t)(slash - at), 0};
    at = slash + 1;
    if (end - at > 6 && memcmp(at, "users/", 6) == 0)
        at += 6;
    else if (end - at > 1 && *at == '@')
        at++;
    else
        return false;
    *name = (lia_cell){at, 0, 0};
    while (at < end && *at != '/' && *at != '?' && *at != '#')
        at++;
    name->length = (size_t)(at - name->text);
    return name->length > 0 &&
           memchr(name->text, '@', name->length) == NULL;
}

/* The account of an address of an account or of a post of theirs; missing if
 * the address does not say. exact: it is that of an account. */
static lia_status account_of(lia_cell *out, lia_feed *feed, lia_cell address,
                             bool exact, lia_error *err)
{
    lia_cell name, host;
    lia_status st = LIA_OK;

    *out = (lia_cell){"", 0, 0};
    if (split(&name, &host, address)) {
        LIA_TRY(lia_feed_print(out, feed, address, err, "%.*s@%.*s",
                               (int)name.length, name.text, (int)host.length,
                               host.text));
        LIA_TRY(lower(out, feed, *out, err));
    } else if (exact) {
        *out = address;
    }
done:
    return st;
}

/* When a post of a Mastodon server was made; missing if its id does not say:
 * another server's, or a time out of range. */
static lia_status clock_of(lia_cell *out, lia_feed *feed, lia_cell address,
                           lia_error *err)
{
    static const char path[] = "/statuses/";
    const char *at = memmem(address.text, address.length, path,
                            sizeof path - 1);
    const char *end = address.text + address.length;
    uint64_t id = 0, ms;
    int digits = 0;

    *out = (lia_cell){"", 0, 0};
    if (at == NULL)
        return LIA_OK;
    for (at += sizeof path - 1; at < end && *at >= '0' && *at <= '9'; at++)
        if (++digits < 19)
            id = id * 10 + (uint64_t)(*at - '0');
    ms = id >> 16;
    if (at != end || digits < 17 || digits > 18 || ms < 1451606400000u ||
        ms > 4102444800000u)
        return LIA_OK;
    return lia_feed_moment(out, feed, (lia_time)(ms * 1000), err);
}

/* ---- outbox ---- */

static const char everybody[] = "https://www.w3.org/ns/activitystreams#Public";

typedef struct audience {
    bool is_public;          /* everybody, or all followers                  */
    lia_cell first;          /* the first account that is named              */
} audience;

static void hear(audience *a, const lia_value *list)
{
    const lia_value *one = lia_value_kind_of(list) == LIA_VALUE_ARRAY
                               ? lia_value_first(list) : list;

    for (; one != NULL; one = lia_value_next(one)) {
        const lia_cell who = lia_cell_of_value(one);
        if (lia_cell_is(who, everybody) || lia_cell_is(who, "as:Public") ||
            ends(who, "/followers"))
            a->is_public = true;
        else if (who.length > 0 && a->first.length == 0)
            a->first = who;
        if (lia_value_kind_of(list) != LIA_VALUE_ARRAY)
            break;
    }
}

/* Text of HTML: tags gone, a paragraph or break as a blank, an entity as one
 * character. Good for counting and for a question mark, no more. */
static lia_status plain(lia_cell *out, lia_feed *feed, lia_cell html,
                        lia_error *err)
{
    char *room;
    size_t used = 0;
    lia_status st = lia_feed_room(&room, feed, html.length + 1, err);

    if (st != LIA_OK)
        return st;
    for (size_t k = 0; k < html.length; k++) {
        const char *close = NULL;
        if (html.text[k] == '<')
            close = memchr(html.text + k, '>', html.length - k);
        else if (html.text[k] == '&' && html.length - k > 3)
            close = memchr(html.text + k, ';',
                           html.length - k < 10 ? html.length - k : 10);
        if (close == NULL) {
            room[used++] = html.text[k];
            continue;
        }
        if (html.text[k] == '&')
            room[used++] = '\'';
        else if (strncasecmp(html.text + k, "<br", 3) == 0 ||
                 strncasecmp(html.text + k, "</p><p", 6) == 0)
            room[used++] = ' ';
        k = (size_t)(close - html.text);
    }
    *out = (lia_cell){room, used, 0};
    return LIA_OK;
}

/* Hashtags without #, joined with |. */
static lia_status hashtags(lia_cell *out, lia_feed *feed,
                           const lia_value *tags, lia_error *err)
{
    lia_status st = LIA_OK;

    *out = (lia_cell){"", 0, 0};
    for (const lia_value *tag = lia_value_first(tags); tag != NULL;
         tag = lia_value_next(tag)) {
        lia_cell name = lia_cell_of_value(lia_value_get(tag, "name"));
        if (!lia_value_is(lia_value_get(tag, "type"), "Hashtag"))
            continue;
        if (name.length > 0 && name.text[0] == '#') {
            name.text++;
            name.length--;
        }
        LIA_TRY(lia_feed_print(out, feed, name, err, "%.*s%s%.*s",
                               (int)out->length, out->text,
                               out->length > 0 ? "|" : "",
                               (int)name.length, name.text));
    }
done:
    return st;
}

/* A row for everyone who is mentioned, but not twice for who is replied to. */
static lia_status mentions(lia_feed *feed, const lia_entry *act,
                           const lia_value *tags, lia_cell replied,
                           const char *action, lia_error *err)
{
    lia_status st = LIA_OK;

    for (const lia_value *tag = lia_value_first(tags); tag != NULL;
         tag = lia_value_next(tag)) {
        lia_entry row = *act;
        lia_cell who;
        if (!lia_value_is(lia_value_get(tag, "type"), "Mention"))
            continue;
        LIA_TRY(account_of(&who, feed,
                           lia_cell_of_value(lia_value_get(tag, "href")), true,
                           err));
        if (who.length == 0 || (who.length == replied.length &&
                                memcmp(who.text, replied.text, who.length) ==
                                    0))
            continue;
        row.cell[LIA_I_TARGET] = who;
        row.cell[LIA_I_ACTION] = lia_cell_of(action);
        row.cell[LIA_I_OBJECT] = row.cell[LIA_I_AUTHOR] =
            (lia_cell){"", 0, 0};
        LIA_TRY(lia_feed_add(feed, &row, err));
    }
done:
    return st;
}

static lia_status about_post(lia_feed *feed, const lia_entry *act,
                             const lia_value *note, lia_cell author,
                             lia_error *err)
{
    lia_entry post = lia_entry_of(LIA_TABLE_POSTS);

    post.cell[LIA_P_POST] = lia_cell_of_value(lia_value_get(note, "id"));
    post.cell[LIA_P_AUTHOR] = author;
    post.cell[LIA_P_TIME] = act->cell[LIA_I_TIME];
    post.cell[LIA_P_TAGS] = act->cell[LIA_I_TAGS];
    return lia_feed_add(feed, &post, err);
}

/* Something written: a post, a reply, or a message to some people only. */
static lia_status created(lia_feed *feed, lia_entry *act, const lia_value *note,
                          const audience *to, lia_error *err)
{
    const lia_value *tags = lia_value_get(note, "tag");
    const lia_cell replied =
        lia_cell_of_value(lia_value_get(note, "inReplyTo"));
    const lia_cell actor = act->cell[LIA_I_ACTOR];
    lia_cell text, author = {"", 0, 0};
    lia_status st = LIA_OK;

    LIA_TRY(plain(&text, feed,
                  lia_cell_of_value(lia_value_get(note, "content")), err));
    LIA_TRY(lia_feed_measure(&act->cell[LIA_I_TEXT_LENGTH],
                             &act->cell[LIA_I_QUESTION], feed, text, err));
    if (!to->is_public)
        return mentions(feed, act, tags, author, "message", err);
    LIA_TRY(hashtags(&act->cell[LIA_I_TAGS], feed, tags, err));
    LIA_TRY(about_post(feed, act, note, actor, err));
    if (replied.length > 0)
        LIA_TRY(account_of(&author, feed, replied, false, err));
    act->cell[LIA_I_ACTION] = lia_cell_of(replied.length > 0 ? "reply"
                                                             : "post");
    act->cell[LIA_I_OBJECT] =
        replied.length > 0 ? replied
                           : lia_cell_of_value(lia_value_get(note, "id"));
    act->cell[LIA_I_AUTHOR] = replied.length > 0 ? author : actor;
    LIA_TRY(lia_feed_add(feed, act, err));
    LIA_TRY(mentions(feed, act, tags, author, "mention", err));
done:
    return st;
}

static lia_status announced(lia_feed *feed, lia_entry *act,
                            const lia_value *object, const audience *to,
                            lia_error *err)
{
    lia_cell post = lia_cell_of_value(object);
    lia_status st = LIA_OK;

    if (lia_value_kind_of(object) == LIA_VALUE_OBJECT)
        post = lia_cell_of_value(lia_value_get(object, "id"));
    act->cell[LIA_I_ACTION] = lia_cell_of("share");
    act->cell[LIA_I_OBJECT] = post;
    LIA_TRY(account_of(&act->cell[LIA_I_AUTHOR], feed, post, false, err));
    if (act->cell[LIA_I_AUTHOR].length == 0 && to->first.length > 0)
        LIA_TRY(account_of(&act->cell[LIA_I_AUTHOR], feed, to->first, true,
                           err));
    LIA_TRY(lia_feed_add(feed, act, err));
done:
    return st;
}

static lia_status outbox(lia_feed *feed, lia_error *err)
{
    const lia_value *value = lia_feed_value(feed);
    const lia_value *object = lia_value_get(value, "object");
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    audience to = {false, {"", 0, 0}};
    lia_status st = LIA_OK;

    LIA_TRY(account_of(&act.cell[LIA_I_ACTOR], feed,
                       lia_feed_at(feed, "actor"), true, err));
    act.cell[LIA_I_TIME] = lia_feed_at(feed, "published");
    if (act.cell[LIA_I_ACTOR].length > 0)
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_OWNER, act.cell[LIA_I_ACTOR],
                               lia_cell_of("outbox.json"), err));
    hear(&to, lia_value_get(value, "to"));
    hear(&to, lia_value_get(value, "cc"));
    if (lia_value_is(lia_value_get(value, "type"), "Announce"))
        LIA_TRY(announced(feed, &act, object, &to, err));
    else if (lia_value_is(lia_value_get(value, "type"), "Create") &&
             lia_value_kind_of(object) == LIA_VALUE_OBJECT)
        LIA_TRY(created(feed, &act, object, &to, err));
    else
        lia_feed_drop(feed, "activities that are neither posts nor boosts");
done:
    return st;
}

static lia_status like(lia_feed *feed, lia_error *err)
{
    const lia_cell post = lia_cell_of_value(lia_feed_value(feed));
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_entry about = lia_entry_of(LIA_TABLE_POSTS);
    lia_status st = LIA_OK;

    act.cell[LIA_I_ACTOR] = lia_feed_owner(feed);
    act.cell[LIA_I_OBJECT] = post;
    act.cell[LIA_I_ACTION] = lia_cell_of("like");
    LIA_TRY(account_of(&act.cell[LIA_I_AUTHOR], feed, post, false, err));
    LIA_TRY(lia_feed_add(feed, &act, err));
    if (act.cell[LIA_I_AUTHOR].length == 0)
        goto done;
    about.cell[LIA_P_POST] = post;
    about.cell[LIA_P_AUTHOR] = act.cell[LIA_I_AUTHOR];
    LIA_TRY(clock_of(&about.cell[LIA_P_TIME], feed, post, err));
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

static lia_status actor(lia_feed *feed, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    const lia_cell address = lia_feed_at(feed, "id");
    lia_cell account;
    lia_status st = LIA_OK;

    LIA_TRY(account_of(&account, feed, address, true, err));
    about.cell[LIA_A_ACCOUNT] = account;
    about.cell[LIA_A_NAME] = lia_feed_at(feed, "name");
    about.cell[LIA_A_URL] = lia_feed_at(feed, "url");
    about.cell[LIA_A_HANDLE] = account;
    about.cell[LIA_A_PLATFORM] = lia_cell_of("mastodon");
    if (lia_cell_is(lia_feed_at(feed, "type"), "Person"))
        about.cell[LIA_A_KIND] = lia_cell_of("person");
    else if (lia_cell_is(lia_feed_at(feed, "type"), "Service") ||
             lia_cell_is(lia_feed_at(feed, "type"), "Application"))
        about.cell[LIA_A_KIND] = lia_cell_of("bot");
    else if (lia_cell_is(lia_feed_at(feed, "type"), "Organization") ||
             lia_cell_is(lia_feed_at(feed, "type"), "Group"))
        about.cell[LIA_A_KIND] = lia_cell_of("org");
    LIA_TRY(lia_feed_add(feed, &about, err));
    if (account.length > 0)
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_OWNER, account,
                               lia_cell_of("actor.json"), err));
done:
    return st;
}

/* ---- lists of the settings page ---- */

static const char title[] = "Account address";

static lia_status follow(lia_feed *feed, bool to_owner, lia_error *err)
{
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell who = lia_feed_cell(feed, 0);
    lia_status st = LIA_OK;

    if (lia_cell_is(who, title) || lia_cell_is(who, "account"))
        return LIA_OK;             /* the title, cut at its blank or not */
    if (who.length > 0 && who.text[0] == '@') {
        who.text++;
        who.length--;
    }
    LIA_TRY(lower(&who, feed, who, err));
    tie.cell[LIA_C_SOURCE] = to_owner ? who : lia_feed_owner(feed);
    tie.cell[LIA_C_TARGET] = to_owner ? lia_feed_owner(feed) : who;
    tie.cell[LIA_C_KIND] = lia_cell_of("follow");
    LIA_TRY(lia_feed_add(feed, &tie, err));
    if (who.length == 0)
        goto done;
    about.cell[LIA_A_ACCOUNT] = about.cell[LIA_A_HANDLE] = who;
    about.cell[LIA_A_PLATFORM] = lia_cell_of("mastodon");
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

static lia_status following(lia_feed *feed, lia_error *err)
{
    return follow(feed, false, err);
}

static lia_status follower(lia_feed *feed, lia_error *err)
{
    return follow(feed, true, err);
}

/* name@host.tld, at most 255 characters, nothing else. */
static bool is_handle(const char *text, size_t length)
{
    size_t at = 0, dot = 0;

    for (size_t k = 0; k < length; k++) {
        const char c = text[k];
        if (c == '@' && k > 0)
            at = at == 0 ? k : length;
        else if (c == '.' && at > 0)
            dot = k;
        else if (c != '@' && c != '_' && c != '-' && c != '.' &&
                 !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
                 !(c >= 'A' && c <= 'Z') && (unsigned char)c < 0x80)
            return false;
    }
    return at > 0 && at < length && dot > at + 1 && dot + 1 < length &&
           length < 256;
}

/* Nothing but handles, one per line, behind a name of a list in `lists`; a
 * title may stand above them. */
static bool is_handles(const lia_look *look, bool lists)
{
    const char *at = look->head, *end = look->head + look->length;
    uint64_t lines = 0;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((stop != NULL ? stop : end) - at);
        if (stop == NULL && !look->whole)
            break;
        if (length > 0 && at[length - 1] == '\r')
            length--;
        if (lists && length > 0) {
            const char *comma = memrchr(at, ',', length);
            const size_t name = comma ? (size_t)(comma - at) + 1 : 0;
            if (name == 0)
                return false;
            at += name;
            length -= name;
        }
        if (length > 0 && !is_handle(at, length) &&
            (at != look->head || length != sizeof title - 1 ||
             strncasecmp(at, title, length) != 0))
            return false;
        lines += length > 0;
        at = stop != NULL ? stop + 1 : end;
    }
    return lines > 0;
}

static bool is_list(const lia_look *look)
{
    return is_handles(look, false);
}

static bool is_list_of_lists(const lia_look *look)
{
    return is_handles(look, true);
}

static const char *const address_column[] = {"+accountaddress", NULL};
static const char *const list_column[] = {"account", NULL};
static const char *const mutes_column[] = {"+accountaddress",
                                           "+hidenotifications", NULL};

static const char not_ties[] =
    "for data minimisation: blocks, mutes, lists and bookmarks are no ties";

static const lia_adapter_file files[] = {
    {.name = "likes", .looks = is_likes, .elements = "orderedItems",
     .flags = LIA_ADAPTER_JSON, .table = LIA_TABLE_INTERACTIONS, .work = like},
    {.name = "bookmarks", .looks = is_bookmarks, .elements = "orderedItems",
     .flags = LIA_ADAPTER_JSON, .ignored = not_ties,
     .table = LIA_TABLE_INTERACTIONS},
    {.name = "outbox", .looks = is_outbox, .elements = "orderedItems",
     .flags = LIA_ADAPTER_JSON, .table = LIA_TABLE_INTERACTIONS,
     .work = outbox},
    {.name = "actor", .looks = is_actor, .elements = "",
     .flags = LIA_ADAPTER_JSON, .table = LIA_TABLE_ACCOUNTS, .work = actor},
    {.name = "mutes", .column = mutes_column, .ignored = not_ties,
     .table = LIA_TABLE_CONTACTS},
    {.name = "followers", .stems = "followers followeraccounts",
     .column = address_column, .table = LIA_TABLE_CONTACTS, .work = follower},
    {.name = "following", .column = address_column,
     .table = LIA_TABLE_CONTACTS, .work = following},
    {.name = "followers", .stems = "followers followeraccounts",
     .column = list_column, .looks = is_list,
     .flags = LIA_ADAPTER_HEADERLESS, .table = LIA_TABLE_CONTACTS,
     .work = follower},
    {.name = "following", .stems = "following followingaccounts follows",
     .column = list_column, .looks = is_list,
     .flags = LIA_ADAPTER_HEADERLESS, .table = LIA_TABLE_CONTACTS,
     .work = following},
    {.name = "lists", .stems = "lists", .column = list_column,
     .looks = is_list_of_lists, .flags = LIA_ADAPTER_HEADERLESS,
     .ignored = not_ties, .table = LIA_TABLE_CONTACTS},
    {.name = "lists", .column = list_column, .looks = is_list,
     .flags = LIA_ADAPTER_HEADERLESS, .ignored = not_ties,
     .table = LIA_TABLE_CONTACTS},
};

const lia_adapter lia_adapter_mastodon = {
    .platform = "mastodon", .folders = NULL, .file = files,
    .files = sizeof files / sizeof *files};
