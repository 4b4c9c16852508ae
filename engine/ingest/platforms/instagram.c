/* ingest/platforms/instagram.c - the follow lists of an Instagram export.
 *
 * Layouts move, so files are known by what they hold: a list of entries, or an
 * object with one such list ("relationships_following"). The name of an
 * account stands in string_list_data.value, in title, or only in the address.
 * Text is UTF-8 written byte by byte (text/mojibake.h). Everything else of an
 * export (messages, likes, ads, logins) is not read.
 */
#include "ingest/adapter.h"
#include "text/mojibake.h"

static bool has(const lia_look *look, const char *word)
{
    return memmem(look->head, look->length, word, strlen(word)) != NULL;
}

static bool is_following(const lia_look *look)
{
    return has(look, "\"relationships_following\"");
}

static bool is_followers(const lia_look *look)
{
    if (has(look, "\"relationships_followers\""))
        return true;
    return has(look, "\"string_list_data\"") &&
           strcmp(look->stem, "followers") == 0;
}

static bool is_request(const lia_look *look)
{
    return has(look, "\"relationships_follow_requests_sent\"") ||
           has(look, "\"relationships_permanent_follow_requests\"");
}

static bool is_other(const lia_look *look)
{
    return has(look, "\"string_list_data\"") ||
           has(look, "\"string_map_data\"") ||
           (has(look, "\"label_values\"") && has(look, "\"timestamp\""));
}

/* What stands behind instagram.com/ (or .../_u/) in an address. */
static lia_cell name_in_address(lia_cell address)
{
    static const char host[] = "instagram.com/";
    const char *at = memmem(address.text, address.length, host,
                            sizeof host - 1);
    const char *end = address.text + address.length;
    lia_cell name = {"", 0, 0};

    if (at == NULL)
        return name;
    at += sizeof host - 1;
    if (end - at > 3 && memcmp(at, "_u/", 3) == 0)
        at += 3;
    name.text = at;
    while (at < end && *at != '/' && *at != '?' && *at != '#')
        at++;
    name.length = (size_t)(at - name.text);
    return name;
}

static lia_status mend(lia_cell *cell, lia_feed *feed, lia_error *err)
{
    lia_status st = LIA_OK;
    char *room;
    size_t length;

    if (cell->length == 0)
        return LIA_OK;
    LIA_TRY(lia_feed_room(&room, feed, cell->length, err));
    length = lia_mend_mojibake(room, cell->text, cell->length);
    if (length > 0)
        *cell = (lia_cell){room, length, cell->column};
done:
    return st;
}

typedef struct person {
    lia_cell account, handle, since;
} person;

/* entry: {title, string_list_data: [{href, value, timestamp}]}. */
static lia_status read_person(person *out, lia_feed *feed,
                              const lia_value *entry, lia_error *err)
{
    const lia_value *item =
        lia_value_first(lia_value_get(entry, "string_list_data"));
    lia_cell name = lia_cell_of_value(lia_value_get(item, "value"));
    lia_status st = LIA_OK;

    if (name.length == 0)
        name = name_in_address(lia_cell_of_value(lia_value_get(item, "href")));
    if (name.length == 0)
        name = lia_cell_of_value(lia_value_get(entry, "title"));
    LIA_TRY(mend(&name, feed, err));
    *out = (person){.handle = name};
    out->since = lia_cell_of_value(lia_value_get(item, "timestamp"));
    if (lia_cell_is(out->since, "0"))
        out->since.length = 0;
    out->account = name;
    if (name.length > 0)
        LIA_TRY(lia_feed_print(&out->account, feed, name, err,
                               "instagram.com/%.*s", (int)name.length,
                               name.text));
done:
    return st;
}

typedef enum direction { FOLLOWS_OWNER, OWNER_FOLLOWS, OWNER_ASKS } direction;

static lia_status give(lia_feed *feed, const lia_value *entry, direction way,
                       lia_error *err)
{
    const lia_cell owner = lia_feed_owner(feed);
    lia_entry tie = lia_entry_of(way == OWNER_ASKS ? LIA_TABLE_INTERACTIONS
                                                   : LIA_TABLE_CONTACTS);
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_status st = LIA_OK;
    person p;

    LIA_TRY(read_person(&p, feed, entry, err));
    if (way == OWNER_ASKS) {
        tie.cell[LIA_I_ACTOR] = owner;
        tie.cell[LIA_I_TARGET] = p.account;
        tie.cell[LIA_I_ACTION] = lia_cell_of("invite");
        tie.cell[LIA_I_TIME] = p.since;
    } else {
        tie.cell[LIA_C_SOURCE] = way == FOLLOWS_OWNER ? p.account : owner;
        tie.cell[LIA_C_TARGET] = way == FOLLOWS_OWNER ? owner : p.account;
        tie.cell[LIA_C_KIND] = lia_cell_of("follow");
        tie.cell[LIA_C_SINCE] = p.since;
    }
    LIA_TRY(lia_feed_add(feed, &tie, err));
    if (p.account.length == 0)
        goto done;
    about.cell[LIA_A_ACCOUNT] = p.account;
    about.cell[LIA_A_HANDLE] = p.handle;
    about.cell[LIA_A_PLATFORM] = lia_cell_of("instagram");
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

/* The record is an entry, or the document around the list of them. */
static lia_status give_all(lia_feed *feed, direction way, lia_error *err)
{
    const lia_value *value = lia_feed_value(feed);
    lia_status st = LIA_OK;

    if (lia_value_get(value, "string_list_data") != NULL)
        return give(feed, value, way, err);
    for (const lia_value *list = lia_value_first(value); list != NULL;
         list = lia_value_next(list)) {
        if (lia_value_kind_of(list) != LIA_VALUE_ARRAY)
            continue;
        for (const lia_value *entry = lia_value_first(list); entry != NULL;
             entry = lia_value_next(entry))
            LIA_TRY(give(feed, entry, way, err));
    }
done:
    return st;
}

static lia_status follower(lia_feed *feed, lia_error *err)
{
    return give_all(feed, FOLLOWS_OWNER, err);
}

static lia_status following(lia_feed *feed, lia_error *err)
{
    return give_all(feed, OWNER_FOLLOWS, err);
}

static lia_status request(lia_feed *feed, lia_error *err)
{
    return give_all(feed, OWNER_ASKS, err);
}

static const lia_adapter_file files[] = {
    {.name = "following", .looks = is_following, .flags = LIA_ADAPTER_JSON,
     .table = LIA_TABLE_CONTACTS, .work = following},
    {.name = "followers", .looks = is_followers, .flags = LIA_ADAPTER_JSON,
     .table = LIA_TABLE_CONTACTS, .work = follower},
    {.name = "follow requests", .looks = is_request,
     .flags = LIA_ADAPTER_JSON, .table = LIA_TABLE_INTERACTIONS,
     .work = request},
    {.name = "other lists", .looks = is_other, .flags = LIA_ADAPTER_JSON,
     .ignored = "for data minimisation: of an Instagram export only who "
                "follows whom is read", .table = LIA_TABLE_CONTACTS},
};

const lia_adapter lia_adapter_instagram = {
    .platform = "instagram",
    .folders = "connections followersandfollowing",
    .file = files, .files = sizeof files / sizeof *files};
