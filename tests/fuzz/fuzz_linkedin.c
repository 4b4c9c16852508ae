/* LinkedIn archives of any bytes, several files of two archives at once: parts
 * are separated by the byte 0x1E, and the first byte of each says which file
 * of which archive it is. So the bytes reach the adapter, and what it says of
 * accounts and posts the joining of them.
 */
#include "fuzz_export.h"

static const fuzz_kind kinds[] = {
    {"Connections.csv", "Notes:\n\nFirst Name,Last Name,URL,Email Address,"
                        "Company,Position,Connected On\n"},
    {"messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,"
                     "SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
                     "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"},
    {"Invitations.csv", "From,To,Sent At,Message,Direction,inviterProfileUrl,"
                        "inviteeProfileUrl\n"},
    {"Shares_1.csv", "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,"
                     "Visibility\n"},
    {"Comments_1.csv", "Date,Link,Message\n"},
    {"Reactions_1.csv", "Date,Type,Link\n"},
    {"Profile.csv", "First Name,Last Name,Headline\n"},
    {"Endorsement_Given_Info.csv", "Endorsement Date,Skill Name,"
     "Endorsee First Name,Endorsee Last Name,Endorsee Public Url,"
     "Endorsement Status\n"},
    {"Recommendations_Received.csv", "First Name,Last Name,Company,Job Title,"
                                     "Text,Creation Date,Status\n"},
    {"Member_Follows.csv", "Date,FullName,Status\n"},
    {"Company Follows.csv", "Organization,Followed On\n"},
    {"Messages_2018.csv", "From,To,Date,Subject,Content,Direction,Folder\n"},
    {"aliases.csv", "alias,account,merged,match_confidence,space\n"},
    {"team.csv", "account,owner_file\n"},
    {"Votes.csv", "Date,Link,OptionText\n"},
    {"any.csv", ""},
};

enum { KINDS = sizeof kinds / sizeof *kinds, MOST_PARTS = 12, SPLIT = 0x1E };

static void put_parts(const uint8_t *data, size_t size, bool gone)
{
    for (int part = 0; part < MOST_PARTS && size > 0; part++) {
        const uint8_t *end = memchr(data, SPLIT, size);
        const size_t length = end != NULL ? (size_t)(end - data) : size;
        if (length > 0) {
            const fuzz_kind *kind = &kinds[(data[0] & 0x3F) % KINDS];
            char path[200];
            (void)snprintf(path, sizeof path, "%s/%s/%s", fuzz_folder,
                           (data[0] & 0x40) != 0 ? "b" : "a", kind->name);
            if (gone)
                (void)unlink(path);
            else
                fuzz_put(path, kind->before, data + 1, length - 1);
        }
        data += length + (end != NULL);
        size -= length + (end != NULL);
    }
}

static void need_exports(const lia_tables *t)
{
    const lia_sheet *s = &t->sheet[LIA_TABLE_ALIASES];

    for (uint64_t k = 0; k < t->export_count; k++)
        need(t->exports[k].owner < t->accounts.names.count &&
             t->exports[k].owner_how[0] != '\0');
    for (uint64_t k = 0; k < t->source_count; k++)
        need(t->source[k].origin == LIA_NONE ||
             t->source[k].origin < t->export_count);
    need_ids(s->cell, s->rows * s->columns, t->texts.count, true);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lia_read_options options = LIA_READ_DEFAULTS;
    lia_tables *t = NULL;
    lia_error err = {.status = LIA_OK};
    const char *input = fuzz_folder;
    char path[100];
    lia_status st;

    if (fuzz_folder[0] == '\0') {
        strcpy(fuzz_folder, "/dev/shm/liaison-fuzz-XXXXXX");
        need(mkdtemp(fuzz_folder) != NULL);
        for (const char *name = "ab"; *name != '\0'; name++) {
            (void)snprintf(path, sizeof path, "%s/%c", fuzz_folder, *name);
            need(mkdir(path, 0700) == 0);
        }
    }
    put_parts(data, size, false);
    options.run.threads = 1;
    st = lia_read(&t, &input, 1, &options, &err);
    need(st == LIA_OK || st == LIA_EINPUT || st == LIA_ELIMIT);
    need((st == LIA_OK) == (t != NULL));
    need(st == LIA_OK || err.message[0] != '\0');
    if (st == LIA_OK) {
        need_tables(t);
        need_exports(t);
    }
    lia_tables_free(t);
    need(lia_mem_live() == 0);
    put_parts(data, size, true);
    return 0;
}
