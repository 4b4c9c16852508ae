/* ingest/platforms/linkedin.c - the files of a LinkedIn member archive: which
 * there are, which are read, and which are not, to keep less than there is.
 */
#include "ingest/platforms/linkedin.h"

const char *const lia_linkedin_dates[] = {
    "%m/%d/%y, %I:%M %p", "%m/%d/%Y, %I:%M %p", "%m/%d/%Y", "%d-%b-%y", NULL};

lia_status lia_linkedin_name(lia_cell *out, lia_feed *feed, lia_cell first,
                             lia_cell last, lia_error *err)
{
    if (first.length == 0 || last.length == 0) {
        *out = first.length > 0 ? first : last;
        return LIA_OK;
    }
    return lia_feed_print(out, feed, first, err, "%.*s %.*s",
                          (int)first.length, first.text, (int)last.length,
                          last.text);
}

lia_status lia_linkedin_link(lia_cell *out, lia_feed *feed, lia_cell url,
                             lia_error *err)
{
    char name[LIA_LINKEDIN_ROOM];
    const size_t length = lia_linkedin_account(name, url.text, url.length);

    *out = (lia_cell){"", 0, url.column};
    if (length == 0)
        return LIA_OK;
    return lia_feed_print(out, feed, url, err, "%.*s", (int)length, name);
}

bool lia_linkedin_is_closed(lia_cell name)
{
    return name.length == 0 || lia_cell_is(name, "LinkedIn Member");
}

lia_status lia_linkedin_meet(lia_cell *out, lia_feed *feed,
                             const lia_linkedin_person *person, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell *cell = about.cell, account, digest;
    const bool is_named = !lia_linkedin_is_closed(person->name);
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_link(&account, feed, person->url, err));
    if (account.length > 0)
        LIA_TRY(lia_feed_print(&cell[LIA_A_URL], feed, person->url, err,
                               "https://www.%.*s", (int)account.length,
                               account.text));
    else if (is_named)
        LIA_TRY(lia_feed_named(&account, feed, person->name, person->company,
                               err));
    *out = account;
    if (account.length == 0)
        return LIA_OK;
    LIA_TRY(lia_feed_email(&digest, feed, person->email, err));
    cell[LIA_A_ACCOUNT] = account;
    cell[LIA_A_NAME] = is_named ? person->name : (lia_cell){"", 0, 0};
    cell[LIA_A_COMPANY] = person->company;
    cell[LIA_A_TITLE] = person->title;
    cell[LIA_A_KIND] = lia_cell_of("person");
    cell[LIA_A_PLATFORM] = lia_cell_of("linkedin");
    cell[LIA_A_EMAIL_DIGEST] = digest;
    LIA_TRY(lia_feed_add(feed, &about, err));
    if (is_named)
        LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_NAME, account, person->name,
                               err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_EMAIL, account, digest, err));
done:
    return st;
}

lia_status lia_linkedin_entry(lia_cell *out, lia_feed *feed,
                              const lia_linkedin_place *place,
                              uint64_t comment, lia_cell from, lia_error *err)
{
    char urn[LIA_LINKEDIN_ROOM];
    const size_t length = lia_linkedin_urn(urn, place->kind, place->number);

    if (comment == 0)
        return lia_feed_print(out, feed, from, err, "%.*s", (int)length, urn);
    return lia_feed_print(out, feed, from, err, "urn:li:comment:(%.*s,%llu)",
                          (int)(length - 7), urn + 7,     /* behind urn:li: */
                          (unsigned long long)comment);
}

/* A link as it is, without what changes from copy to copy. */
static lia_cell plain_link(lia_cell link)
{
    static const char *const before[] = {"https://", "http://", "www."};
    size_t used = 0;

    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        const size_t n = strlen(before[k]);
        if (link.length > n && strncasecmp(link.text, before[k], n) == 0) {
            link.text += n;
            link.length -= n;
        }
    }
    while (used < link.length && link.text[used] != '?' &&
           link.text[used] != '#')
        used++;
    while (used > 0 && link.text[used - 1] == '/')
        used--;
    link.length = used;
    return link;
}

lia_status lia_linkedin_object(lia_cell *out, lia_linkedin_place *place,
                               lia_feed *feed, lia_cell link, lia_error *err)
{
    static const char reply[] = "replyUrn=";
    const char *at;

    memset(place, 0, sizeof *place);
    *out = plain_link(link);
    if (link.length == 0 || !lia_linkedin_post(&place->kind, &place->number,
                                               link.text, link.length))
        return LIA_OK;
    (void)lia_linkedin_comment(&place->comment, link.text, link.length);
    at = memmem(link.text, link.length, reply, sizeof reply - 1);
    if (at != NULL && place->comment != 0)
        (void)lia_linkedin_comment(&place->reply, at,
                                   (size_t)(link.text + link.length - at));
    return lia_linkedin_entry(out, feed, place,
                              place->reply != 0 ? place->reply
                                                : place->comment, link, err);
}

#define MINIMISED "not read, to keep less data: "

static const char *const phone_columns[] = {"+phonenumbers", "+createdat",
                                            NULL};

static const lia_adapter_file files[] = {
    /* What is never read comes first: some have columns of what is. */
    {.name = "imported contacts", .column = phone_columns,
     .ignored = MINIMISED "an address book of third parties",
     .table = LIA_TABLE_ACCOUNTS},
    {.name = "imported contacts", .stems = "importedcontacts contacts_imported",
     .ignored = MINIMISED "an address book of third parties",
     .table = LIA_TABLE_ACCOUNTS},
    {.name = "assistant messages",
     .stems = "guidemessages learningcoachmessages learningroleplaymessages",
     .ignored = "not read: chats with an AI assistant are no tie",
     .table = LIA_TABLE_INTERACTIONS},
    {.name = "private data",
     .stems = "logins emailaddresses phonenumbers whatsappphonenumbers "
              "receipts receiptsv2 registration adtargeting "
              "inferencesaboutyou verifications searchqueries "
              "savedjobs savedjobalerts jobapplications "
              "jobseekerpreferences savedanswers privateidentityasset "
              "securitychallenges adsclicked",
     .ignored = MINIMISED "nothing about ties or engagement is in it",
     .table = LIA_TABLE_ACCOUNTS},
    {.name = "connections", .column = lia_linkedin_connection_columns,
     .table = LIA_TABLE_CONTACTS, .work = lia_linkedin_connection},
    {.name = "invitations", .column = lia_linkedin_invitation_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_invitation},
    {.name = "messages", .column = lia_linkedin_message_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_message},
    {.name = "messages", .column = lia_linkedin_old_message_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_message},
    {.name = "shares", .column = lia_linkedin_share_columns,
     .flags = LIA_ADAPTER_DATED | LIA_ADAPTER_UNZONED,
     .table = LIA_TABLE_POSTS, .work = lia_linkedin_share},
    {.name = "comments", .stems = "comments",
     .column = lia_linkedin_comment_columns,
     .flags = LIA_ADAPTER_DATED | LIA_ADAPTER_UNZONED,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_comment_row},
    {.name = "reactions", .stems = "reactions",
     .column = lia_linkedin_reaction_columns,
     .flags = LIA_ADAPTER_DATED | LIA_ADAPTER_UNZONED,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_reaction},
    {.name = "votes", .stems = "votes", .column = lia_linkedin_vote_columns,
     .flags = LIA_ADAPTER_DATED | LIA_ADAPTER_UNZONED,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_vote},
    {.name = "instant reposts", .stems = "instantreposts",
     .column = lia_linkedin_repost_columns,
     .flags = LIA_ADAPTER_DATED | LIA_ADAPTER_UNZONED,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_repost},
    {.name = "member follows", .stems = "memberfollows",
     .column = lia_linkedin_follow_columns, .table = LIA_TABLE_CONTACTS,
     .work = lia_linkedin_follow},
    {.name = "company follows", .column = lia_linkedin_company_columns,
     .table = LIA_TABLE_CONTACTS, .work = lia_linkedin_company},
    {.name = "endorsements given", .column = lia_linkedin_given_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_endorsed},
    {.name = "endorsements received", .column = lia_linkedin_received_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_endorsement},
    {.name = "recommendations given", .stems = "recommendationsgiven",
     .column = lia_linkedin_recommendation_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_recommended},
    {.name = "recommendations received", .stems = "recommendationsreceived",
     .column = lia_linkedin_recommendation_columns,
     .table = LIA_TABLE_INTERACTIONS, .work = lia_linkedin_recommendation},
    {.name = "profile", .stems = "profile",
     .column = lia_linkedin_profile_columns, .table = LIA_TABLE_ACCOUNTS,
     .work = lia_linkedin_profile_row},
    {.name = "positions", .stems = "positions",
     .column = lia_linkedin_position_columns, .table = LIA_TABLE_ACCOUNTS,
     .work = lia_linkedin_position},
};

const lia_adapter lia_adapter_linkedin = {
    .platform = "linkedin", .folders = "jobs verifications articles",
    .known = "connections invitations messages shares comments reactions "
             "profile positions memberfollows companyfollows votes "
             "hashtagfollows endorsementgiveninfo endorsementreceivedinfo "
             "adtargeting inferencesaboutyou importedcontacts skills "
             "instantreposts saveditems richmedia searchqueries guidemessages "
             "learningcoachmessages registration receiptsv2 emailaddresses",
    .file = files, .files = sizeof files / sizeof *files};
