/* ingest/platforms/linkedin_people.c - who is tied to the owner of a LinkedIn
 * archive: connections, invitations, endorsements, recommendations, follows;
 * and who the owner is.
 */
#include "ingest/platforms/linkedin.h"
#include "ingest/platforms/x_ids.h"

enum { C_FIRST, C_LAST, C_URL, C_EMAIL, C_COMPANY, C_POSITION, C_SINCE };
const char *const lia_linkedin_connection_columns[] = {
    "+firstname", "+lastname", "url profileurl", "emailaddress", "company",
    "+position", "+connectedon", NULL};

lia_status lia_linkedin_connection(lia_feed *feed, lia_error *err)
{
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
    lia_linkedin_person who = {
        .url = lia_feed_cell(feed, C_URL),
        .company = lia_feed_cell(feed, C_COMPANY),
        .title = lia_feed_cell(feed, C_POSITION),
        .email = lia_feed_cell(feed, C_EMAIL)};
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_name(&who.name, feed, lia_feed_cell(feed, C_FIRST),
                              lia_feed_cell(feed, C_LAST), err));
    LIA_TRY(lia_linkedin_meet(&tie.cell[LIA_C_TARGET], feed, &who, err));
    if (tie.cell[LIA_C_TARGET].length == 0) {
        lia_feed_drop(feed, "closed accounts without name and link");
        return LIA_OK;
    }
    tie.cell[LIA_C_SOURCE] = lia_feed_owner(feed);
    tie.cell[LIA_C_KIND] = lia_cell_of("contact");
    LIA_TRY(lia_feed_time(&tie.cell[LIA_C_SINCE], feed,
                          lia_feed_cell(feed, C_SINCE), lia_linkedin_dates,
                          NULL, err));
    LIA_TRY(lia_feed_add(feed, &tie, err));
done:
    return st;
}

/* ---- acts between the owner and somebody ---- */

/* Fill in who acts on whom, and when; outgoing: the owner acts. */
static lia_status act(lia_entry *out, lia_feed *feed,
                      const lia_linkedin_person *who, const char *action,
                      bool outgoing, lia_cell time, lia_error *err)
{
    static const char *const words[] = {"", "day", "minute", "second",
                                        "finer"};
    lia_precision precision;
    lia_cell other;
    lia_status st = LIA_OK;

    *out = lia_entry_of(LIA_TABLE_INTERACTIONS);
    LIA_TRY(lia_linkedin_meet(&other, feed, who, err));
    out->cell[outgoing ? LIA_I_ACTOR : LIA_I_TARGET] = lia_feed_owner(feed);
    out->cell[outgoing ? LIA_I_TARGET : LIA_I_ACTOR] = other;
    out->cell[LIA_I_ACTION] = lia_cell_of(action);
    LIA_TRY(lia_feed_time(&out->cell[LIA_I_TIME], feed, time,
                          lia_linkedin_dates, &precision, err));
    if (precision != LIA_PRECISION_NONE && precision < LIA_PRECISION_SECOND)
        out->cell[LIA_I_TIME_PRECISION] = lia_cell_of(words[precision]);
done:
    return st;
}

enum { V_FROM, V_TO, V_SENT, V_MESSAGE, V_DIRECTION, V_FROM_URL, V_TO_URL };
const char *const lia_linkedin_invitation_columns[] = {
    "+from", "+to", "+sentat", "message", "+direction", "inviterprofileurl",
    "inviteeprofileurl", NULL};

lia_status lia_linkedin_invitation(lia_feed *feed, lia_error *err)
{
    const bool outgoing = lia_cell_is(lia_feed_cell(feed, V_DIRECTION),
                                      "OUTGOING");
    const lia_cell own_name = lia_feed_cell(feed, outgoing ? V_FROM : V_TO);
    const lia_cell own_url = lia_feed_cell(feed, outgoing ? V_FROM_URL
                                                          : V_TO_URL);
    const lia_linkedin_person who = {
        .name = lia_feed_cell(feed, outgoing ? V_TO : V_FROM),
        .url = lia_feed_cell(feed, outgoing ? V_TO_URL : V_FROM_URL)};
    lia_entry invite;
    lia_cell owner;
    lia_status st = LIA_OK;

    if (!outgoing && !lia_cell_is(lia_feed_cell(feed, V_DIRECTION),
                                  "INCOMING"))
        return lia_feed_reject(feed, LIA_CAUSE_WORD,
                               lia_feed_cell(feed, V_DIRECTION), err,
                               "'Direction' is neither OUTGOING nor INCOMING");
    if (who.url.length == 0 && lia_linkedin_is_closed(who.name)) {
        lia_feed_drop(feed, "invitations of closed accounts");
        return LIA_OK;
    }
    LIA_TRY(lia_linkedin_link(&owner, feed, own_url, err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SENT, owner,
                           lia_cell_of("invitations"), err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_NAME, owner, own_name, err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_OWNER_NAME, (lia_cell){"", 0, 0},
                           own_name, err));
    LIA_TRY(act(&invite, feed, &who, "invite", outgoing,
                lia_feed_cell(feed, V_SENT), err));
    LIA_TRY(lia_linkedin_add(feed, &invite, lia_feed_cell(feed, V_MESSAGE),
                             err));
done:
    return st;
}

enum { E_DATE, E_SKILL, E_FIRST, E_LAST, E_URL, E_STATUS };
const char *const lia_linkedin_given_columns[] = {
    "endorsementdate", "skillname", "+endorseefirstname", "+endorseelastname",
    "+endorseepublicurl", "+endorsementstatus", NULL};
const char *const lia_linkedin_received_columns[] = {
    "endorsementdate", "skillname", "+endorserfirstname", "+endorserlastname",
    "+endorserpublicurl", "+endorsementstatus", NULL};

static lia_status endorse(lia_feed *feed, bool outgoing, lia_error *err)
{
    lia_linkedin_person who = {.url = lia_feed_cell(feed, E_URL)};
    lia_entry entry;
    lia_status st = LIA_OK;

    if (!lia_cell_is(lia_feed_cell(feed, E_STATUS), "ACCEPTED")) {
        lia_feed_drop(feed, "endorsements that were not accepted");
        return LIA_OK;
    }
    LIA_TRY(lia_linkedin_name(&who.name, feed, lia_feed_cell(feed, E_FIRST),
                              lia_feed_cell(feed, E_LAST), err));
    LIA_TRY(act(&entry, feed, &who, "endorse", outgoing,
                lia_feed_cell(feed, E_DATE), err));
    LIA_TRY(lia_feed_add(feed, &entry, err));
done:
    return st;
}

lia_status lia_linkedin_endorsed(lia_feed *feed, lia_error *err)
{
    return endorse(feed, true, err);
}

lia_status lia_linkedin_endorsement(lia_feed *feed, lia_error *err)
{
    return endorse(feed, false, err);
}

enum { R_FIRST, R_LAST, R_COMPANY, R_TITLE, R_TEXT, R_DATE, R_STATUS };
const char *const lia_linkedin_recommendation_columns[] = {
    "+firstname", "+lastname", "+company", "jobtitle", "+text",
    "+creationdate", "status", NULL};

static lia_status recommend(lia_feed *feed, bool outgoing, lia_error *err)
{
    lia_linkedin_person who = {.company = lia_feed_cell(feed, R_COMPANY),
                               .title = lia_feed_cell(feed, R_TITLE)};
    lia_entry entry;
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_name(&who.name, feed, lia_feed_cell(feed, R_FIRST),
                              lia_feed_cell(feed, R_LAST), err));
    LIA_TRY(act(&entry, feed, &who, "recommend", outgoing,
                lia_feed_cell(feed, R_DATE), err));
    LIA_TRY(lia_linkedin_add(feed, &entry, lia_feed_cell(feed, R_TEXT), err));
done:
    return st;
}

lia_status lia_linkedin_recommended(lia_feed *feed, lia_error *err)
{
    return recommend(feed, true, err);
}

lia_status lia_linkedin_recommendation(lia_feed *feed, lia_error *err)
{
    return recommend(feed, false, err);
}

/* ---- follows ---- */

static lia_status follow(lia_feed *feed, lia_cell target, lia_cell since,
                         lia_error *err)
{
    lia_entry tie = lia_entry_of(LIA_TABLE_CONTACTS);
    lia_status st = LIA_OK;

    tie.cell[LIA_C_SOURCE] = lia_feed_owner(feed);
    tie.cell[LIA_C_TARGET] = target;
    tie.cell[LIA_C_KIND] = lia_cell_of("follow");
    LIA_TRY(lia_feed_time(&tie.cell[LIA_C_SINCE], feed, since,
                          lia_linkedin_dates, NULL, err));
    LIA_TRY(lia_feed_add(feed, &tie, err));
done:
    return st;
}

enum { F_DATE, F_NAME, F_STATUS };
const char *const lia_linkedin_follow_columns[] = {"+date", "+fullname",
                                                   "+status", NULL};

lia_status lia_linkedin_follow(lia_feed *feed, lia_error *err)
{
    const lia_linkedin_person who = {.name = lia_feed_cell(feed, F_NAME)};
    const lia_cell status = lia_feed_cell(feed, F_STATUS);
    lia_cell target;
    lia_status st = LIA_OK;

    if (status.length > 0 && !lia_cell_is(status, "Active")) {
        lia_feed_drop(feed, "follows that ended");
        return LIA_OK;
    }
    LIA_TRY(lia_linkedin_meet(&target, feed, &who, err));
    LIA_TRY(follow(feed, target, lia_feed_cell(feed, F_DATE), err));
done:
    return st;
}

enum { O_NAME, O_DATE };
const char *const lia_linkedin_company_columns[] = {"+organization",
                                                    "+followedon", NULL};

lia_status lia_linkedin_company(lia_feed *feed, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    const lia_cell name = lia_feed_cell(feed, O_NAME);
    lia_cell account = {"", 0, name.column};
    lia_status st = LIA_OK;

    if (name.length > 0) {
        LIA_TRY(lia_feed_print(&account, feed, name, err, "company: %.*s",
                               (int)name.length, name.text));
        about.cell[LIA_A_ACCOUNT] = account;
        about.cell[LIA_A_NAME] = name;
        about.cell[LIA_A_KIND] = lia_cell_of("org");
        about.cell[LIA_A_PLATFORM] = lia_cell_of("linkedin");
        LIA_TRY(lia_feed_add(feed, &about, err));
    }
    LIA_TRY(follow(feed, account, lia_feed_cell(feed, O_DATE), err));
done:
    return st;
}

/* ---- the owner ---- */

enum { P_FIRST, P_LAST, P_HEADLINE, P_TWITTER };
const char *const lia_linkedin_profile_columns[] = {
    "+firstname", "+lastname", "+headline", "twitterhandles", NULL};

/* The owner's handle on X, where the profile names one: "[ada]". */
static lia_status claim_handle(lia_feed *feed, lia_cell list, lia_error *err)
{
    lia_cell handle;
    lia_status st = LIA_OK;

    while (list.length > 0 && (*list.text == '[' || *list.text == ' '))
        list.text++, list.length--;
    for (size_t k = 0; k < list.length; k++)
        if (list.text[k] == ']' || list.text[k] == ',' || list.text[k] == ' ')
            list.length = k;
    LIA_TRY(lia_x_handle(&handle, feed, list, err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_SAME, lia_feed_owner(feed), handle,
                           err));
done:
    return st;
}

lia_status lia_linkedin_profile_row(lia_feed *feed, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);
    lia_cell name;
    lia_status st = LIA_OK;

    LIA_TRY(lia_linkedin_name(&name, feed, lia_feed_cell(feed, P_FIRST),
                              lia_feed_cell(feed, P_LAST), err));
    about.cell[LIA_A_ACCOUNT] = lia_feed_owner(feed);
    about.cell[LIA_A_NAME] = name;
    about.cell[LIA_A_KIND] = lia_cell_of("person");
    about.cell[LIA_A_PLATFORM] = lia_cell_of("linkedin");
    LIA_TRY(lia_feed_add(feed, &about, err));
    LIA_TRY(lia_feed_claim(feed, LIA_CLAIM_OWNER_NAME, (lia_cell){"", 0, 0},
                           name, err));
    LIA_TRY(claim_handle(feed, lia_feed_cell(feed, P_TWITTER), err));
done:
    return st;
}

enum { S_COMPANY, S_TITLE, S_END };
const char *const lia_linkedin_position_columns[] = {
    "+companyname", "+title", "+finishedon", NULL};

/* What the owner does now; the past is not needed. */
lia_status lia_linkedin_position(lia_feed *feed, lia_error *err)
{
    lia_entry about = lia_entry_of(LIA_TABLE_ACCOUNTS);

    if (lia_feed_cell(feed, S_END).length > 0) {
        lia_feed_drop(feed, "positions of the past");
        return LIA_OK;
    }
    about.cell[LIA_A_ACCOUNT] = lia_feed_owner(feed);
    about.cell[LIA_A_COMPANY] = lia_feed_cell(feed, S_COMPANY);
    about.cell[LIA_A_TITLE] = lia_feed_cell(feed, S_TITLE);
    return lia_feed_add(feed, &about, err);
}
