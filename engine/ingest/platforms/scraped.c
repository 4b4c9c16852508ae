/* ingest/platforms/scraped.c - who commented on and reacted to posts, as tools
 * collect it: HarvestAPI on Apify (JSON, or CSV flattened with / or .),
 * LinkedIn engagers of scraping_solutions, PhantomBuster, Instagram likers by
 * script, and the header that we recommend.
 *
 * A comment's time is in its id (linkedin_ids.h), so it needs no time column.
 * A reaction has no time at all; a collection date is none. Likers of LinkedIn
 * come under an encoded id (/in/ACoAA...) and commenters under a clean
 * address; a record with both makes the two one account. The site shows at
 * most 1,218 reactions of a post.
 */
#include "ingest/adapter.h"
#include "ingest/platforms/linkedin_ids.h"

#include <stdlib.h>

/* What any of the tools may say about one engagement. */
enum {
    ACTOR_URL, ACTOR_ID, ACTOR_NAME, ACTOR_HEADLINE, KIND, REACTION, POST_URL,
    POST_ID, POST_AUTHOR, POST_TIME, COMMENT_URL, COMMENT_ID, COMMENT_TEXT,
    TIME, TIMESTAMP, URL, FIRST_NAME, LAST_NAME, PROMOTED, PARTS
};

typedef struct engagement {
    lia_cell part[PARTS];
    bool is_comment;
} engagement;

static const lia_cell nothing = {"", 0, 0};

/* ---- names ---- */

/* An account of LinkedIn by its one name, of elsewhere as it stands. */
static lia_status account(lia_cell *out, lia_feed *feed, lia_cell from,
                          lia_error *err)
{
    char name[LIA_LINKEDIN_ROOM];
    const size_t length = lia_linkedin_account(name, from.text, from.length);

    *out = from;
    if (length == 0)
        return LIA_OK;
    return lia_feed_print(out, feed, from, err, "%.*s", (int)length, name);
}

/* A post by its URN; *number = 0 if it has none. */
static lia_status post(lia_cell *out, uint64_t *number, lia_feed *feed,
                       lia_cell from, lia_error *err)
{
    char name[LIA_LINKEDIN_ROOM];
    lia_linkedin_kind kind;

    *out = from;
    *number = 0;
    if (!lia_linkedin_post(&kind, number, from.text, from.length)) {
        *number = 0;
        return LIA_OK;
    }
    return lia_feed_print(out, feed, from, err, "%.*s",
                          (int)lia_linkedin_urn(name, kind, *number), name);
}

static bool is_same(lia_cell a, lia_cell b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* The clean address if there is one; the encoded id is the same account. */
static lia_status actor(lia_cell *out, lia_feed *feed, const engagement *e,
                        lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell by_url, by_id;
    lia_status st = LIA_OK;

    LIA_TRY(account(&by_url, feed, e->part[ACTOR_URL], err));
    LIA_TRY(account(&by_id, feed, e->part[ACTOR_ID], err));
    *out = by_url.length > 0 ? by_url : by_id;
    if (by_url.length > 0 && by_id.length > 0 && !is_same(by_url, by_id) &&
        lia_linkedin_is_encoded(e->part[ACTOR_ID].text,
                                e->part[ACTOR_ID].length)) {
        about.cell[LIA_A_ACCOUNT] = by_id;   /* so that the name is known */
        LIA_TRY(lia_feed_add(feed, &about, err));
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SAME, by_url, by_id, err));
    }
done:
    return st;
}

/* The post, and the other numbers that the record has for it. */
static lia_status object(lia_cell *out, uint64_t *number, lia_feed *feed,
                         const engagement *e, lia_error *err)
{
    static const int from[] = {POST_URL, POST_ID, COMMENT_URL, COMMENT_ID,
                               URL};
    lia_status st = LIA_OK;

    *out = nothing;
    *number = 0;
    for (size_t k = 0; k < sizeof from / sizeof *from; k++) {
        const lia_cell cell = e->part[from[k]];
        uint64_t found;
        lia_cell name;
        if (cell.length == 0 ||
            (from[k] == COMMENT_ID && memchr(cell.text, ':', cell.length) ==
                                          NULL))
            continue;
        LIA_TRY(post(&name, &found, feed, cell, err));
        if (out->length == 0 && (found > 0 || k < 2)) {
            *out = name;
            *number = found;
        } else if (found > 0 && *number > 0 && !is_same(*out, name)) {
            LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SAME_POST, *out, name,
                                   err));
        }
    }
done:
    return st;
}

/* ---- time ---- */

/* "18h ago", "2w", "3mo": counted from when somebody looked, so no time. */
static bool is_relative(lia_cell cell)
{
    size_t digits = 0;

    while (digits < cell.length && cell.text[digits] >= '0' &&
           cell.text[digits] <= '9')
        digits++;
    if (digits == cell.length || digits == 0 || digits > 3)
        return lia_cell_is(cell, "now") || lia_cell_is(cell, "just now");
    while (digits < cell.length && cell.text[digits] == ' ')
        digits++;
    return digits < cell.length &&
           strchr("smhdwyj", cell.text[digits]) != NULL;
}

/* Of a comment the clock in its id, which is finer than what is written. */
static lia_status moment(lia_cell *out, lia_feed *feed, const engagement *e,
                         lia_error *err)
{
    static const int ids[] = {COMMENT_URL, COMMENT_ID, URL};
    lia_time time = LIA_NO_TIME;

    for (size_t k = 0; e->is_comment && k < sizeof ids / sizeof *ids; k++) {
        const lia_cell cell = e->part[ids[k]];
        lia_linkedin_kind kind;
        uint64_t number;
        if (time != LIA_NO_TIME || cell.length == 0)
            continue;
        if (lia_linkedin_comment(&number, cell.text, cell.length) ||
            (ids[k] == COMMENT_ID &&
             memchr(cell.text, ':', cell.length) == NULL &&
             lia_linkedin_post(&kind, &number, cell.text, cell.length)))
            time = lia_linkedin_clock(number);
    }
    if (time != LIA_NO_TIME)
        return lia_feed_moment(out, feed, time, err);
    *out = e->part[TIMESTAMP].length > 0 ? e->part[TIMESTAMP] : e->part[TIME];
    if (is_relative(*out))
        *out = nothing;
    return LIA_OK;
}

/* ---- giving ---- */

static lia_status about_actor(lia_feed *feed, const engagement *e,
                              lia_cell who, const char *platform,
                              lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell name = e->part[ACTOR_NAME];
    lia_status st = LIA_OK;

    if (name.length == 0 && e->part[FIRST_NAME].length > 0)
        LIA_TRY(lia_feed_print(&name, feed, e->part[FIRST_NAME], err,
                               "%.*s %.*s", (int)e->part[FIRST_NAME].length,
                               e->part[FIRST_NAME].text,
                               (int)e->part[LAST_NAME].length,
                               e->part[LAST_NAME].text));
    about.cell[LIA_A_ACCOUNT] = who;
    about.cell[LIA_A_NAME] = name;
    about.cell[LIA_A_TITLE] = e->part[ACTOR_HEADLINE];
    about.cell[LIA_A_PLATFORM] = lia_cell_of(platform);
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

static lia_status about_post(lia_feed *feed, const engagement *e,
                             lia_cell which, uint64_t number, lia_cell author,
                             lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_POSTS);
    const lia_time clock = lia_linkedin_clock(number);
    lia_status st = LIA_OK;

    if (which.length == 0 || author.length == 0)
        return LIA_OK;
    about.cell[LIA_P_POST] = which;
    about.cell[LIA_P_AUTHOR] = author;
    about.cell[LIA_P_PROMOTED] = e->part[PROMOTED];
    if (clock != LIA_NO_TIME)
        LIA_TRY(lia_feed_moment(&about.cell[LIA_P_TIME], feed, clock, err));
    else if (!is_relative(e->part[POST_TIME]))
        about.cell[LIA_P_TIME] = e->part[POST_TIME];
    LIA_TRY(lia_feed_add(feed, &about, err));
done:
    return st;
}

/* like, comment ...: what the tool says, else a comment if it has a text. */
static lia_cell action_of(const engagement *e)
{
    const lia_cell kind = e->part[KIND], reaction = e->part[REACTION];

    if (e->is_comment)
        return lia_cell_of("comment");
    if (reaction.length > 0)
        return reaction;
    if (kind.length > 0 && !lia_cell_is(kind, "reaction") &&
        !lia_cell_is(kind, "likers") && !lia_cell_is(kind, "liker"))
        return kind;
    return lia_cell_of(lia_cell_is(kind, "reaction") ? "reaction" : "like");
}

static bool says_comment(const engagement *e)
{
    const lia_cell kind = e->part[KIND];

    if (kind.length > 0)
        return lia_cell_is(kind, "comment") || lia_cell_is(kind, "comments") ||
               lia_cell_is(kind, "commenters") ||
               lia_cell_is(kind, "commenter") || lia_cell_is(kind, "reply");
    return e->part[REACTION].length == 0 &&
           (e->part[COMMENT_TEXT].length > 0 ||
            e->part[COMMENT_URL].length > 0);
}

static lia_status give(lia_feed *feed, engagement *e, const char *platform,
                       lia_error *err)
{
    lia_entry act = lia_entry_of(LIA_TABLE_INTERACTIONS);
    lia_cell author;
    uint64_t number;
    lia_status st = LIA_OK;

    e->is_comment = says_comment(e);
    LIA_TRY(actor(&act.cell[LIA_I_ACTOR], feed, e, err));
    LIA_TRY(object(&act.cell[LIA_I_OBJECT], &number, feed, e, err));
    LIA_TRY(account(&author, feed, e->part[POST_AUTHOR], err));
    LIA_TRY(moment(&act.cell[LIA_I_TIME], feed, e, err));
    act.cell[LIA_I_ACTION] = action_of(e);
    act.cell[LIA_I_AUTHOR] = author;
    if (e->is_comment && e->part[COMMENT_TEXT].length > 0)
        LIA_TRY(lia_feed_measure(&act.cell[LIA_I_TEXT_LENGTH],
                                 &act.cell[LIA_I_QUESTION], feed,
                                 e->part[COMMENT_TEXT], err));
    LIA_TRY(lia_feed_add(feed, &act, err));
    if (act.cell[LIA_I_ACTOR].length > 0)
        LIA_TRY(about_actor(feed, e, act.cell[LIA_I_ACTOR], platform, err));
    LIA_TRY(about_post(feed, e, act.cell[LIA_I_OBJECT], number, author, err));
done:
    return st;
}

/* ---- HarvestAPI ---- */

/* The columns in the order of the parts above; the paths of JSON are the
 * first words of them. */
static const char *const harvest_paths[PARTS] = {
    "actor.linkedinUrl", "actor.id", "actor.name", "actor.position", "type",
    "reactionType", "query.post", "postId", "postAuthor.linkedinUrl",
    "postedAt.date", "linkedinUrl", "id", "commentary", "createdAt",
    "createdAtTimestamp", "", "", "", ""};
static const char *const harvest_columns[] = {
    "actor/linkedinurl actor.linkedinurl", "actor/id actor.id",
    "actor/name actor.name", "actor/position actor.position", "type",
    "reactiontype", "query/post query.post posturl", "+postid",
    "postauthor/linkedinurl postauthor.linkedinurl postauthorurl",
    "postedat/date postedat.date", "linkedinurl commenturl commenturn", "+id",
    "commentary", "createdat", "createdattimestamp",
    "actor/author actor.author", NULL};
/* Cut down by hand: the post by its address, perhaps no id. */
static const char *const harvest_short[] = {
    "+actor/linkedinurl actor.linkedinurl", "actor/id actor.id",
    "actor/name actor.name", "actor/position actor.position", "type",
    "reactiontype", "+query/post query.post posturl commenturl commenturn",
    "postid", "postauthor/linkedinurl postauthor.linkedinurl postauthorurl",
    "postedat/date postedat.date", "commenturn commenturl linkedinurl", "id",
    "commentary", "createdat", "createdattimestamp",
    "actor/author actor.author", NULL};
enum { IS_AUTHOR = TIMESTAMP + 1 };

static bool is_harvest(const lia_look *look)
{
    const size_t length = look->length < 65536 ? look->length : 65536;

    return memmem(look->head, length, "\"postId\"", 8) != NULL &&
           memmem(look->head, length, "\"actor\"", 7) != NULL &&
           (memmem(look->head, length, "\"reactionType\"", 14) != NULL ||
            memmem(look->head, length, "\"commentary\"", 12) != NULL);
}

static bool is_harvest_table(const lia_look *look)
{
    const char *end = memchr(look->head, '\n', look->length);
    const size_t length = end ? (size_t)(end - look->head) : look->length;

    return memmem(look->head, length, "actor/", 6) != NULL ||
           memmem(look->head, length, "actor.", 6) != NULL;
}

/* Of a reaction `id` names the post once more; of a comment it is its own. An
 * actor may be marked as the post's author: that tells of all others' acts on
 * the post whose it is. */
static lia_status give_harvest(lia_feed *feed, engagement *e, bool is_author,
                               lia_error *err)
{
    if (is_author && e->part[POST_AUTHOR].length == 0)
        e->part[POST_AUTHOR] = e->part[ACTOR_URL].length > 0
                                   ? e->part[ACTOR_URL] : e->part[ACTOR_ID];
    if (e->part[REACTION].length > 0) {
        e->part[URL] = e->part[COMMENT_ID];
        e->part[COMMENT_ID] = e->part[COMMENT_URL] = nothing;
        e->part[KIND] = nothing;
    } else if (e->part[KIND].length == 0) {
        e->part[KIND] = lia_cell_of("comment");
    }
    return give(feed, e, "linkedin", err);
}

static lia_status harvest(lia_feed *feed, lia_error *err)
{
    engagement e;

    for (int k = 0; k < PARTS; k++)
        e.part[k] = harvest_paths[k][0] != '\0'
                        ? lia_feed_at(feed, harvest_paths[k]) : nothing;
    return give_harvest(
        feed, &e,
        lia_value_kind_of(lia_value_path(lia_feed_value(feed),
                                         "actor.author")) == LIA_VALUE_TRUE,
        err);
}

static lia_status harvest_table(lia_feed *feed, lia_error *err)
{
    engagement e;

    for (unsigned k = 0; k < PARTS; k++)
        e.part[k] = k <= TIMESTAMP ? lia_feed_cell(feed, k) : nothing;
    return give_harvest(feed, &e,
                        lia_cell_is(lia_feed_cell(feed, IS_AUTHOR), "true"),
                        err);
}

/* ---- tables: engagers, PhantomBuster, Instagram, ours ---- */

static const char *const recommended_columns[] = {
    "+actorurl", "actorid", "actorname", "actorheadline", "+kind",
    "reactiontype", "+posturl", "postid", "postauthorurl", "posttime",
    "commenturl commenturn", "commentid", "commenttext", "engagedat", NULL};
/* Comments only, so nobody noted the kind. */
static const char *const comment_columns[] = {
    "+actorurl commenterurl profileurl actor commenter", "actorid",
    "actorname commentername name", "actorheadline", "kind", "reactiontype",
    "posturl post object", "postid", "postauthorurl postauthor author",
    "posttime", "+commenturn commenturl", "commentid",
    "commenttext comment text", "engagedat time timestamp createdat", NULL};
static const char *const engager_columns[] = {
    "+urlprofile", "profileid", "+name", "subtitle", "+type", "reactiontype",
    "+postlink posturl", "postid", "postauthor postauthorurl", "postdate",
    "commenturl commentlink", "commentid", "content", "date", NULL};
static const char *const phantom_columns[] = {
    "+profileurl profilelink", "profileid vmid", "fullname name",
    "occupation headline", "type", "reactiontype", "posturl", "postid",
    "postauthorurl authorurl", "postdate", "commenturl commenturn",
    "commentid", "comment comments", "commentdate reactiondate", "", "query",
    "firstname", "lastname", NULL};
static const char *const phantom_paths[PARTS] = {
    "profileUrl", "vmid", "fullName", "occupation", "type", "reactionType",
    "postUrl", "postId", "postAuthorUrl", "postDate", "commentUrl",
    "commentId", "comment", "commentDate", "", "query", "firstName",
    "lastName", ""};
static const char *const liker_columns[] = {
    "profileurl", "+userid", "fullname", "biography", "", "", "+posturl",
    "+postshortcode", "postowner postauthor", "+postdate", "", "", "",
    "likedat", "", "", "", "", "", "+username", NULL};
enum { USERNAME = PARTS };

static lia_status row(lia_feed *feed, lia_error *err)
{
    engagement e;

    for (unsigned k = 0; k < PARTS; k++)
        e.part[k] = k <= TIME ? lia_feed_cell(feed, k) : nothing;
    return give(feed, &e, "linkedin", err);
}

/* Something must show that this is engagement and not a list of people. */
static bool is_phantom(const lia_look *look)
{
    static const char *const words[] = {"comment", "reactionType", "postUrl",
                                        "\"query\"", "commentUrl"};
    const char *end = look->head[0] == '{' || look->head[0] == '['
                          ? NULL : memchr(look->head, '\n', look->length);
    const size_t length = end ? (size_t)(end - look->head)
                              : look->length < 65536 ? look->length : 65536;

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (memmem(look->head, length, words[k], strlen(words[k])) != NULL)
            return true;
    return false;
}

/* Comments of LinkedIn by their own number, which holds their time. */
static bool names_comments(const lia_look *look)
{
    return memmem(look->head, look->length, "li:comment:", 11) != NULL ||
           memmem(look->head, look->length, "li%3Acomment%3A", 15) != NULL ||
           memmem(look->head, look->length, "ommentUrn=", 10) != NULL;
}

static bool is_phantom_json(const lia_look *look)
{
    const size_t length = look->length < 65536 ? look->length : 65536;

    return (memmem(look->head, length, "\"profileUrl\"", 12) != NULL ||
            memmem(look->head, length, "\"profileLink\"", 13) != NULL) &&
           is_phantom(look);
}

static lia_status phantom(lia_feed *feed, lia_error *err)
{
    engagement e;

    for (unsigned k = 0; k < PARTS; k++)
        e.part[k] = k <= LAST_NAME ? lia_feed_cell(feed, k) : nothing;
    return give(feed, &e, "linkedin", err);
}

static lia_status phantom_json(lia_feed *feed, lia_error *err)
{
    engagement e;

    for (int k = 0; k < PARTS; k++)
        e.part[k] = phantom_paths[k][0] != '\0'
                        ? lia_feed_at(feed, phantom_paths[k]) : nothing;
    if (e.part[ACTOR_URL].length == 0)
        e.part[ACTOR_URL] = lia_feed_at(feed, "profileLink");
    if (e.part[COMMENT_TEXT].length == 0)
        e.part[COMMENT_TEXT] = lia_feed_at(feed, "comments");
    return give(feed, &e, "linkedin", err);
}

/* Instagram: accounts as in the follow lists, posts by their short code; the
 * author is whose likers were collected, which the table does not say. */
static lia_status instagram_liker(lia_feed *feed, lia_error *err)
{
    const lia_cell name = lia_feed_cell(feed, USERNAME);
    engagement e;
    lia_status st = LIA_OK;

    for (unsigned k = 0; k < PARTS; k++)
        e.part[k] = nothing;
    e.part[ACTOR_NAME] = lia_feed_cell(feed, ACTOR_NAME);
    e.part[POST_AUTHOR] = lia_feed_cell(feed, POST_AUTHOR);
    e.part[POST_TIME] = lia_feed_cell(feed, POST_TIME);
    e.part[TIME] = lia_feed_cell(feed, TIME);
    e.part[KIND] = lia_cell_of("like");
    if (name.length > 0)
        LIA_TRY(lia_feed_print(&e.part[ACTOR_URL], feed, name, err,
                               "instagram.com/%.*s", (int)name.length,
                               name.text));
    e.part[POST_URL] = lia_feed_cell(feed, POST_ID);
    if (e.part[POST_URL].length > 0)
        LIA_TRY(lia_feed_print(&e.part[POST_URL], feed, e.part[POST_URL], err,
                               "instagram.com/p/%.*s",
                               (int)e.part[POST_URL].length,
                               e.part[POST_URL].text));
    LIA_TRY(give(feed, &e, "instagram", err));
done:
    return st;
}

static const lia_adapter_file files[] = {
    {.name = "comments and reactions (HarvestAPI)",
     .looks = is_harvest, .flags = LIA_ADAPTER_JSON,
     .table = LIA_TABLE_INTERACTIONS, .work = harvest},
    {.name = "comments and reactions (HarvestAPI)",
     .column = harvest_columns, .looks = is_harvest_table,
     .table = LIA_TABLE_INTERACTIONS, .work = harvest_table},
    {.name = "comments and reactions (HarvestAPI)",
     .column = harvest_short, .looks = is_harvest_table,
     .table = LIA_TABLE_INTERACTIONS, .work = harvest_table},
    {.name = "likers of Instagram posts", .column = liker_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = instagram_liker},
    {.name = "engagers", .column = engager_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = row},
    {.name = "engagement table", .column = recommended_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = row},
    {.name = "engagers (PhantomBuster)", .looks = is_phantom_json,
     .flags = LIA_ADAPTER_JSON, .table = LIA_TABLE_INTERACTIONS,
     .work = phantom_json},
    {.name = "engagers (PhantomBuster)", .column = phantom_columns,
     .looks = is_phantom, .table = LIA_TABLE_INTERACTIONS, .work = phantom},
    {.name = "comments", .column = comment_columns,
     .looks = names_comments, .table = LIA_TABLE_INTERACTIONS, .work = row},
};

const lia_adapter lia_adapter_scraped = {
    .platform = "scraped", .folders = NULL, .file = files,
    .files = sizeof files / sizeof *files};
