/* ingest/fields.c - the vocabulary of columns. Order within a table matters:
 * fields are filled in this order, aliases tried from left to right.
 */
#include "ingest/fields.h"

#include <string.h>

#define ACCOUNT LIA_KIND_ACCOUNT, LIA_CHECK_NONE
#define POST    LIA_KIND_POST, LIA_CHECK_NONE
#define TEXT    LIA_KIND_TEXT, LIA_CHECK_NONE
#define TIME    LIA_KIND_TIME, LIA_CHECK_NONE
#define NUMBER  LIA_KIND_NUMBER, LIA_CHECK_NONE
#define SHEET_TIME   LIA_KIND_TEXT, LIA_CHECK_TIME
#define SHEET_NUMBER LIA_KIND_TEXT, LIA_CHECK_NUMBER
#define SHEET_FLAG   LIA_KIND_TEXT, LIA_CHECK_FLAG
#define SHEET_WORD   LIA_KIND_TEXT, LIA_CHECK_WORD

static const lia_table_spec specs[LIA_TABLE_COUNT] = {
    [LIA_TABLE_INTERACTIONS] = {13, {
        {"actor", ACCOUNT, true,
         "accountid userid actorid actorurl from source src id1 vertex1 "
         "accounta usera node1 sender user account username login",
         NULL},
        {"object", POST, false,
         "objectid post postid posturl repostid reponame repo statusid "
         "tweetid videoid url replyid urls", NULL},
        {"target", ACCOUNT, false,
         "to dst targetid id2 vertex2 accountb userb node2 recipient", NULL},
        {"time", TIME, false,
         "timestamp timestampshare createdat starredat datetime date "
         "createdutc engagedat sentat relationshipdate(utc)", NULL},
        {"action", LIA_KIND_ACTION, LIA_CHECK_NONE, false,
         "type reactiontype kind", NULL},
        {"author", ACCOUNT, false,
         "objectauthor targetauthor authorid postauthor postauthorid "
         "postauthorurl", NULL},
        {"weight", NUMBER, false, "edgeweight", NULL},
        {"tags", TEXT, false, "hashtags tag hashtag", NULL},
        {"content", TEXT, false, "contentid messageid commentid", NULL},
        {"participants", NUMBER, false, "", NULL},
        {"text_length", NUMBER, false, "", NULL},
        {"question", LIA_KIND_FLAG, LIA_CHECK_NONE, false, "", NULL},
        {"time_precision", LIA_KIND_PRECISION, LIA_CHECK_NONE, false, "",
         NULL}}},
    [LIA_TABLE_CONTACTS] = {5, {
        {"source", ACCOUNT, true,
         "from src sourceid id1 vertex1 accounta usera node1 account1 user1 "
         "fromnodeid", NULL},
        {"target", ACCOUNT, true,
         "to dst targetid id2 vertex2 accountb userb node2 account2 user2 "
         "tonodeid", NULL},
        {"kind", LIA_KIND_CONTACT, LIA_CHECK_NONE, false, "type", NULL},
        {"since", TIME, false,
         "connectedon timestamp time datetime date createdat "
         "relationshipdate(utc)", NULL},
        {"weight", NUMBER, false, "edgeweight value", NULL}}},
    [LIA_TABLE_ACCOUNTS] = {12, {
        {"account", ACCOUNT, true,
         "id accountid userid user node nodeid vertex label name", NULL},
        {"name", TEXT, false,
         "fullname displayname pagename username label", NULL},
        {"company", TEXT, false, "organization organisation employer", NULL},
        {"title", TEXT, false, "jobtitle position headline", NULL},
        {"team", TEXT, false, "", NULL},
        {"kind", TEXT, false, "accounttype pagetype type", NULL},
        {"url", TEXT, false, "profileurl", NULL},
        {"followers", NUMBER, false, "followerscount followercount", NULL},
        {"platform", TEXT, false, "", NULL},
        {"handle", TEXT, false, "", NULL},
        {"email_digest", TEXT, false, "", NULL},
        {"match_confidence", NUMBER, false, "", NULL}}},
    [LIA_TABLE_POSTS] = {10, {
        {"post", POST, true, "postid posturl object objectid", NULL},
        {"author", ACCOUNT, true,
         "authorid postauthor postauthorid postauthorurl objectauthor", NULL},
        {"time", TIME, false, "timestamp createdat posttime publishedat date",
         NULL},
        {"tags", TEXT, false, "hashtags tag hashtag", NULL},
        {"promoted", LIA_KIND_FLAG, LIA_CHECK_NONE, false,
         "ispromoted sponsored", NULL},
        {"alternates", TEXT, false, "", NULL},
        {"text_digest", TEXT, false, "", NULL},
        {"reaction_count", NUMBER, false, "", NULL},
        {"comment_count", NUMBER, false, "", NULL},
        {"share_count", NUMBER, false, "", NULL}}},
    [LIA_TABLE_TARGETS] = {6, {
        {"account", TEXT, false, "id accountid compte", NULL},
        {"name", TEXT, false, "fullname nom", NULL},
        {"company", TEXT, false,
         "organization organisation employer soci\xc3\xa9t\xc3\xa9 societe "
         "entreprise", NULL},
        {"title", TEXT, false,
         "jobtitle position fonction poste intitul\xc3\xa9", NULL},
        {"value", SHEET_NUMBER, false, "valeur", NULL},
        {"kind", SHEET_WORD, false, "", "customer supplier"}}},
    [LIA_TABLE_TEAM] = {5, {
        {"account", TEXT, true, "seller accountid userid user id", NULL},
        {"name", TEXT, false, "fullname", NULL},
        {"owner_file", TEXT, false, "", NULL},
        {"trained_on", SHEET_TIME, false, "", NULL},
        {"attended", TEXT, false, "", NULL}}},
    [LIA_TABLE_DEALS] = {8, {
        {"deal", TEXT, true, "dealid", NULL},
        {"amount", SHEET_NUMBER, true, "", NULL},
        {"won", SHEET_FLAG, true, "iswon", NULL},
        {"closed", SHEET_TIME, true, "closedat closedon closedate", NULL},
        {"account", TEXT, false, "accountid", NULL},
        {"owner", TEXT, false, "", NULL},
        {"currency", TEXT, false, "", NULL},
        {"created", SHEET_TIME, false, "createdat createdon createdate",
         NULL}}},
    [LIA_TABLE_DEAL_CONTACTS] = {2, {
        {"deal", TEXT, true, "dealid", NULL},
        {"account", TEXT, true, "accountid contact", NULL}}},
    [LIA_TABLE_CONTRIBUTIONS] = {6, {
        {"deal", TEXT, true, "dealid", NULL},
        {"seller", TEXT, true, "account", NULL},
        {"moment", SHEET_WORD, true, "",
         "account_found prospect_found conversation_started new_contacts "
         "tender_anticipated meeting_set opportunity_secured"},
        {"percent", SHEET_NUMBER, false, "", NULL},
        {"verbatim", TEXT, false, "", NULL},
        {"time", SHEET_TIME, false, "timestamp date", NULL}}},
    [LIA_TABLE_INTRO_LOG] = {7, {
        {"asked_at", SHEET_TIME, true, "", NULL},
        {"asker", TEXT, true, "", NULL},
        {"introducer", TEXT, true, "", NULL},
        {"target", TEXT, true, "", NULL},
        {"answer", SHEET_WORD, true, "", "yes no none"},
        {"reply_at", SHEET_TIME, false, "", NULL},
        {"meeting", TEXT, false, "", NULL}}},
    [LIA_TABLE_SSI] = {7, {
        {"seller", TEXT, true, "account", NULL},
        {"date", SHEET_TIME, true, "time", NULL},
        {"ssi", SHEET_NUMBER, true, "", NULL},
        {"brand", SHEET_NUMBER, false, "", NULL},
        {"find", SHEET_NUMBER, false, "", NULL},
        {"engage", SHEET_NUMBER, false, "", NULL},
        {"relations", SHEET_NUMBER, false, "", NULL}}},
    [LIA_TABLE_ALIASES] = {6, {
        {"alias", TEXT, true, "", NULL},
        {"account", TEXT, true, "", NULL},
        {"evidence", TEXT, false, "", NULL},
        {"match_confidence", SHEET_NUMBER, false, "", NULL},
        {"merged", SHEET_FLAG, true, "", NULL},
        {"space", SHEET_WORD, false, "", "account post"}}},
    [LIA_TABLE_MESSAGES] = {8, {
        {"message_id", TEXT, true, "", NULL},
        {"user_id", TEXT, true, "", NULL},
        {"username", TEXT, false, "", NULL},
        {"repost_id", TEXT, false, "", NULL},
        {"reply_id", TEXT, false, "", NULL},
        {"message", TEXT, false, "", NULL},
        {"timestamp", SHEET_TIME, true, "", NULL},
        {"urls", TEXT, false, "", NULL}}},
    [LIA_TABLE_DECLARED] = {3, {
        {"account_a", TEXT, true, "source from", NULL},
        {"account_b", TEXT, true, "target to", NULL},
        {"strength", TEXT, true, "declared weight", NULL}}},
};

const lia_table_spec *lia_table_fields(lia_table table)
{
    return &specs[table];
}

size_t lia_fold(char out[LIA_FOLD_ROOM], const char *text, size_t length)
{
    size_t used = 0;

    for (size_t k = 0; k < length; k++) {
        char c = text[k];
        if (c == ' ' || c == '_' || c == '-' || c == '\t')
            continue;
        if (c == '\0' || used + 1 == LIA_FOLD_ROOM) {
            used = 0;
            break;
        }
        out[used++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[used] = '\0';
    return used;
}

int lia_field_fit(const lia_field_spec *field, const char *folded)
{
    char own[LIA_FOLD_ROOM];
    size_t length = strlen(folded);
    int place = 1;

    (void)lia_fold(own, field->name, strlen(field->name));
    if (strcmp(own, folded) == 0)
        return 0;
    for (const char *at = field->aliases; *at != '\0'; place++) {
        size_t word = strcspn(at, " ");
        if (word == length && memcmp(at, folded, length) == 0)
            return place;
        at += word;
        at += strspn(at, " ");
    }
    return -1;
}

int lia_field_find(lia_table table, const char *folded)
{
    const lia_table_spec *spec = &specs[table];

    for (uint32_t f = 0; f < spec->count; f++)
        if (lia_field_fit(&spec->field[f], folded) == 0)
            return (int)f;
    return -1;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Optimal string alignment (Damerau 1964), three rows. */
unsigned lia_edits(const char *a, const char *b)
{
    unsigned rows[3][LIA_FOLD_ROOM + 1];
    size_t n = strlen(a), m = strlen(b);

    if (n > LIA_FOLD_ROOM || m > LIA_FOLD_ROOM)
        return LIA_FOLD_ROOM;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *now = rows[i % 3], *last = rows[(i + 2) % 3];
        const unsigned *before = rows[(i + 1) % 3];
        now[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            unsigned other = a[i - 1] != b[j - 1];
            now[j] = least(least(last[j], now[j - 1]) + 1,
                           last[j - 1] + other);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}
