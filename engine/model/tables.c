/* model/tables.c - the words of the tables, the way from a row back to its
 * line, and the one place that knows what lia_tables owns.
 *
 * Words are looked up by binary search in a list that a test keeps sorted.
 */
#include "base/language.h"
#include "liaison/tables.h"

#include <string.h>

#include "base/mem.h"

typedef struct known_word {
    char word[16];     /* lower case                                         */
    uint8_t action;
} known_word;

enum { LONGEST_WORD = sizeof(((known_word *)0)->word) - 1 };

/* Ascending in byte order. The reactions are LinkedIn's; "quoted" and
 * "replied_to" are the words of X's interface. */
static const known_word words[] = {
    {"anger", LIA_ACTION_ANGRY},
    {"angry", LIA_ACTION_ANGRY},
    {"announce", LIA_ACTION_SHARE},
    {"appreciation", LIA_ACTION_REACTION},
    {"block", LIA_ACTION_BLOCK},
    {"blocked", LIA_ACTION_BLOCK},
    {"boost", LIA_ACTION_SHARE},
    {"comment", LIA_ACTION_COMMENT},
    {"dislike", LIA_ACTION_ANGRY},
    {"dm", LIA_ACTION_MESSAGE},
    {"downvote", LIA_ACTION_ANGRY},
    {"email", LIA_ACTION_MESSAGE},
    {"empathy", LIA_ACTION_REACTION},
    {"endorse", LIA_ACTION_ENDORSE},
    {"endorsement", LIA_ACTION_ENDORSE},
    {"entertainment", LIA_ACTION_REACTION},
    {"favorite", LIA_ACTION_LIKE},
    {"favourite", LIA_ACTION_LIKE},
    {"follow", LIA_ACTION_FOLLOW},
    {"interest", LIA_ACTION_REACTION},
    {"invitation", LIA_ACTION_INVITE},
    {"invite", LIA_ACTION_INVITE},
    {"like", LIA_ACTION_LIKE},
    {"liked", LIA_ACTION_LIKE},
    {"mail", LIA_ACTION_MESSAGE},
    {"maybe", LIA_ACTION_REACTION},
    {"meeting", LIA_ACTION_MEETING},
    {"mention", LIA_ACTION_MENTION},
    {"message", LIA_ACTION_MESSAGE},
    {"mt", LIA_ACTION_MENTION},
    {"post", LIA_ACTION_POST},
    {"praise", LIA_ACTION_REACTION},
    {"quote", LIA_ACTION_QUOTE},
    {"quoted", LIA_ACTION_QUOTE},
    {"re", LIA_ACTION_REPLY},
    {"reaction", LIA_ACTION_REACTION},
    {"reblog", LIA_ACTION_SHARE},
    {"recommend", LIA_ACTION_RECOMMEND},
    {"recommendation", LIA_ACTION_RECOMMEND},
    {"replied", LIA_ACTION_REPLY},
    {"replied_to", LIA_ACTION_REPLY},
    {"reply", LIA_ACTION_REPLY},
    {"repost", LIA_ACTION_SHARE},
    {"retweet", LIA_ACTION_SHARE},
    {"retweeted", LIA_ACTION_SHARE},
    {"rt", LIA_ACTION_SHARE},
    {"share", LIA_ACTION_SHARE},
    {"star", LIA_ACTION_LIKE},
    {"starred", LIA_ACTION_LIKE},
    {"view", LIA_ACTION_VIEW},
    {"vote", LIA_ACTION_VOTE},
};

/* ASCII only, whatever the locale. */
static bool fold(char *out, const char *word, size_t length)
{
    if (length > LONGEST_WORD)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = word[i];
        if (c == '\0')
            return false;
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[length] = '\0';
    return true;
}

lia_action lia_action_of(const char *word, size_t length)
{
    char folded[LONGEST_WORD + 1];
    size_t low = 0, high = sizeof words / sizeof *words;

    if (length == 0)
        return LIA_ACTION_NONE;
    if (!fold(folded, word, length))
        return LIA_ACTION_OTHER;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(words[middle].word, folded);
        if (order == 0)
            return (lia_action)words[middle].action;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LIA_ACTION_OTHER;
}

/* names[value], or "" for a value outside of the list. */
static const char *name_of(const char *const *names, unsigned count,
                           unsigned value)
{
    return value < count ? names[value] : "";
}

const char *lia_action_name(lia_action action)
{
    static const char *const names[LIA_ACTION_COUNT] = {
        "", "post", "like", "reaction", "comment", "reply", "share", "quote",
        "mention", "message", "invite", "endorse", "recommend", "meeting",
        "vote", "view", "follow", "angry", "block", "other"};

    return name_of(names, LIA_ACTION_COUNT, (unsigned)action);
}

const char *lia_table_name(lia_table table)
{
    static const char *const names[LIA_TABLE_COUNT] = {
        N_("interactions"), N_("contacts"), N_("accounts"), N_("posts"),
        N_("targets"), N_("team"), N_("deals"), N_("deal_contacts"),
        N_("contributions"), N_("intro_log"), N_("ssi"), N_("aliases"),
        N_("messages"), N_("declared")};

    return name_of(names, LIA_TABLE_COUNT, (unsigned)table);
}

const char *lia_precision_name(lia_precision precision)
{
    static const char *const names[] = {"none", N_("day"), N_("minute"),
                                        N_("second"), N_("finer")};

    return name_of(names, sizeof names / sizeof *names, (unsigned)precision);
}

const char *lia_cause_name(lia_cause cause)
{
    static const char *const names[LIA_CAUSE_COUNT] = {
        N_("missing_value"), N_("too_few_fields"), N_("bad_time"),
        N_("time_out_of_range"), N_("bad_number"), N_("unknown_word"),
        N_("unterminated_quote"), N_("nul_byte"), N_("field_too_long"),
        N_("bad_json"), N_("bad_graph")};

    return name_of(names, LIA_CAUSE_COUNT, (unsigned)cause);
}

void lia_origin_of(uint32_t *source, uint64_t *line,
                   const lia_origins *origins, uint64_t row)
{
    uint64_t low = 0, high = origins->count;

    while (low < high) {               /* runs before low begin at <= row    */
        uint64_t middle = low + (high - low) / 2;
        if (origins->run[middle].row <= row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) {
        *source = LIA_NONE;
        *line = 0;
        return;
    }
    const lia_origin *run = &origins->run[low - 1];
    *source = run->source;
    *line = run->line + (row - run->row);
}

static void free_accounts(lia_accounts *accounts)
{
    lia_names_free(&accounts->names);
    lia_free(accounts->listed);
    lia_free(accounts->name);
    lia_free(accounts->company);
    lia_free(accounts->title);
    lia_free(accounts->team);
    lia_free(accounts->kind);
    lia_free(accounts->url);
    lia_free(accounts->followers);
    lia_free(accounts->platform);
    lia_free(accounts->handle);
    lia_free(accounts->email_digest);
    lia_free(accounts->match);
}

static void free_posts(lia_posts *posts)
{
    lia_names_free(&posts->names);
    lia_free(posts->listed);
    lia_free(posts->author);
    lia_free(posts->time);
    lia_free(posts->tags);
    lia_free(posts->promoted);
    lia_free(posts->alternates);
    lia_free(posts->text_digest);
    lia_free(posts->reactions);
    lia_free(posts->comments);
    lia_free(posts->shares);
}

static void free_interactions(lia_interactions *rows)
{
    lia_free(rows->actor);
    lia_free(rows->object);
    lia_free(rows->target);
    lia_free(rows->time);
    lia_free(rows->action);
    lia_free(rows->author);
    lia_free(rows->weight);
    lia_free(rows->tags);
    lia_free(rows->content);
    lia_free(rows->participants);
    lia_free(rows->text_length);
    lia_free(rows->question);
    lia_free(rows->time_precision);
    lia_free(rows->origins.run);
}

static void free_contacts(lia_contacts *rows)
{
    lia_free(rows->source);
    lia_free(rows->target);
    lia_free(rows->kind);
    lia_free(rows->since);
    lia_free(rows->weight);
    lia_free(rows->origins.run);
}

/* A list that was counted before it was allocated is fine. */
static void free_sheet(lia_sheet *sheet)
{
    for (uint32_t c = 0; sheet->column != NULL && c < sheet->columns; c++)
        lia_free(sheet->column[c]);
    lia_free(sheet->column);
    lia_free(sheet->cell);
    lia_free(sheet->origins.run);
}

static void free_sources(lia_source *source, uint64_t count)
{
    for (uint64_t s = 0; source != NULL && s < count; s++) {
        lia_free(source[s].path);
        lia_free(source[s].format);
        lia_free(source[s].encoding);
        lia_free(source[s].note);
    }
    lia_free(source);
}

static void free_exports(lia_export *list, uint64_t count)
{
    for (uint64_t k = 0; list != NULL && k < count; k++) {
        lia_free(list[k].path);
        lia_free(list[k].platform);
        lia_free(list[k].owner_how);
        lia_free(list[k].owner_said);
        lia_free(list[k].zone_how);
    }
    lia_free(list);
}

static void free_rejects(lia_tables *tables)
{
    for (uint64_t k = 0; k < tables->reject_pages; k++)
        lia_free(tables->reject_page[k]);
    lia_free(tables->reject_page);
    lia_free(tables->reject);
}

void lia_tables_free(lia_tables *tables)
{
    if (tables == NULL)
        return;
    free_accounts(&tables->accounts);
    free_posts(&tables->posts);
    lia_names_free(&tables->texts);
    free_interactions(&tables->interactions);
    free_contacts(&tables->contacts);
    for (int t = 0; t < LIA_TABLE_COUNT; t++)
        free_sheet(&tables->sheet[t]);
    free_sources(tables->source, tables->source_count);
    free_rejects(tables);
    free_exports(tables->exports, tables->export_count);
    lia_free(tables);
}
