/* cli/front/privacy.c - the list of accounts to leave out is read as people
 * write such lists: one per line, or the first column of a table with a header.
 */
#include "cli/front/privacy.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/options.h"
#include "cli/say/fail.h"
#include "ingest/addresses.h"
#include "text/clock.h"

enum { MOST_LIST = 1 << 28, LONGEST_RETENTION = 100000 };

static lia_status read_whole(char **out, size_t *length, const char *path,
                             lia_error *err)
{
    FILE *file = fopen(path, "rb");
    uint64_t room = 0;
    size_t got = 0;
    lia_status st = LIA_OK;

    *length = 0;
    if (file == NULL)
        return lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                        strerror(errno));
    do {
        LIA_TRY(lia_reserve(out, &room, *length + 4097, 1, err));
        got = fread(*out + *length, 1, 4096, file);
        *length += got;
        if (*length > MOST_LIST)
            LIA_TRY(lia_fail(err, LIA_ELIMIT, "%s: a list of accounts of more "
                             "than 256 MiB", path));
    } while (got > 0);
    if (ferror(file))
        LIA_TRY(lia_fail(err, LIA_EIO, "%s: cannot read: %s", path,
                         strerror(errno)));
    (*out)[*length] = '\0';
done:
    (void)fclose(file);
    return st;
}

/* "account", "account,reason": the header of a table. */
static bool is_header(const char *line)
{
    return strncasecmp(line, "account", 7) == 0 &&
           (line[7] == '\0' || strchr(",;\t", line[7]) != NULL);
}

/* The first cell of a row, in place. */
static char *first_cell(char *line)
{
    char *to = line, *at = line;

    if (*line != '"') {
        line[strcspn(line, ",;\t")] = '\0';
        return line;
    }
    for (at++; *at != '\0'; at++) {
        if (*at == '"' && at[1] != '"')
            break;
        at += *at == '"';
        *to++ = *at;
    }
    *to = '\0';
    return line;
}

static void trim(char **line)
{
    size_t length;

    *line += strspn(*line, " \t");
    length = strlen(*line);
    while (length > 0 && strchr(" \t\r", (*line)[length - 1]) != NULL)
        (*line)[--length] = '\0';
}

static lia_status list_accounts(privacy_wish *out, const char *path,
                                lia_error *err)
{
    lia_status st = LIA_OK;
    size_t length, count = 0;
    uint64_t room = 0;
    bool table = false;
    char *line, *next;

    LIA_TRY(read_whole(&out->text, &length, path, err));
    if (strlen(out->text) != length)
        return lia_fail(err, LIA_EINPUT, "%s: a NUL byte: no list of "
                        "accounts, one per line", path);
    line = out->text;
    if (strncmp(line, "\xEF\xBB\xBF", 3) == 0)
        line += 3;
    for (bool first = true; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        trim(&line);
        if (line[0] == '\0' || line[0] == '#')
            continue;
        if (first && is_header(line)) {
            table = true;
            first = false;
            continue;
        }
        first = false;
        if (table || line[0] == '"')
            line = first_cell(line);
        LIA_TRY(lia_reserve(&out->account, &room, count + 1,
                            sizeof *out->account, err));
        out->account[count++] = line;
    }
    out->privacy.exclude = out->account;
    out->privacy.exclude_count = count;
done:
    return st;
}

static lia_status load_key(lia_key *out, const char *path, lia_error *err)
{
    bool made = false;
    lia_status st = lia_key_load(out, &made, path, err);

    if (st == LIA_OK && made)
        talk("made a new key, %s: keep it apart from the results; with "
             "another key nothing matches", path);
    return st;
}

lia_status privacy_read(privacy_wish *out, const settings *s, lia_error *err)
{
    lia_status st = LIA_OK;

    *out = (privacy_wish){.privacy.as_of = s->as_of};
    if (s->retain_days > LONGEST_RETENTION)
        return lia_fail(err, LIA_EARG, "--retain-days: at most %d",
                        LONGEST_RETENTION);
    out->privacy.retain_days = (uint32_t)s->retain_days;
    if (s->pseudonymise != NULL) {
        LIA_TRY(load_key(&out->key, s->pseudonymise, err));
        out->privacy.key = &out->key;
    }
    if (s->exclude != NULL)
        LIA_TRY(list_accounts(out, s->exclude, err));
    out->is_wished = s->pseudonymise != NULL || s->exclude != NULL ||
                     s->retain_days > 0;
done:
    if (st != LIA_OK)
        privacy_free(out);
    return st;
}

void privacy_talk(const privacy_wish *wish, const lia_tables *tables,
                  const settings *s)
{
    const lia_withheld *w = &tables->withheld;
    char since[33] = "";

    if (s->exclude != NULL)
        talk(tr_n("%llu of %zu account in %s found; rows left out: %llu",
                  "%llu of %zu accounts in %s found; rows left out: %llu",
                  wish->privacy.exclude_count),
             (unsigned long long)w->excluded_accounts,
             wish->privacy.exclude_count, s->exclude,
             (unsigned long long)w->excluded_rows);
    if (s->retain_days == 0)
        return;
    if (w->retained_since == LIA_NO_TIME) {
        talk("--retain-days: no interaction has a time, so none is dropped");
        return;
    }
    since[lia_clock_format(since, w->retained_since)] = '\0';
    talk(tr_n("%llu row from before %s dropped",
              "%llu rows from before %s dropped", w->expired_rows),
         (unsigned long long)w->expired_rows, since);
    if (w->undated_rows > 0)
        talk(tr_n("%llu row without a time kept: its age is not known",
                  "%llu rows without a time kept: their age is not known",
                  w->undated_rows), (unsigned long long)w->undated_rows);
}

void privacy_free(privacy_wish *wish)
{
    explicit_bzero(&wish->key, sizeof wish->key);
    lia_free(wish->text);
    lia_free(wish->account);
    wish->text = NULL;
    wish->account = NULL;
}

/* The pseudonym of what --me says: it may be one already, or an address. */
static void name_of(char *out, const lia_key *key, const char *text,
                    size_t length)
{
    char account[LIA_LINKEDIN_ROOM];
    size_t used = 0;

    if (lia_is_pseudonym(text, length)) {
        memcpy(out, text, length);
        return;
    }
    if (memchr(text, '/', length) != NULL)
        used = lia_address_account(account, text, length);
    if (used > 0)
        lia_pseudonym(out, key, LIA_OF_ACCOUNT, account, used);
    else
        lia_pseudonym(out, key, LIA_OF_ACCOUNT, text, length);
}

static lia_status rename_me(char **room, settings *s, const lia_key *key,
                            lia_error *err)
{
    char *text = NULL;
    size_t used = 0;
    lia_status st = lia_alloc(&text, (strlen(s->me) + 1) *
                              (LIA_PSEUDONYM_LENGTH + 1), 1, err);

    if (st != LIA_OK)
        return st;
    for (const char *at = s->me;; at++) {
        const size_t length = strcspn(at, ",");
        name_of(text + used, key, at, length);
        used += LIA_PSEUDONYM_LENGTH;
        at += length;
        if (*at == '\0')
            break;
        text[used++] = ',';
    }
    text[used] = '\0';
    s->me = text;
    for (const option *o = option_table; o->name != NULL; o++)
        if (strcmp(o->name, "me") == 0 && s->text[o - option_table] != NULL)
            s->text[o - option_table] = text;
    *room = text;
    return LIA_OK;
}

enum { WISH_ROOM = 16 + LIA_PSEUDONYM_LENGTH };

/* "account=ada" or "company=Acme" anew; a file of targets stays. */
static lia_status rename_wish(const char **wish, char *room,
                              const lia_key *key, lia_error *err)
{
    static const char *const dropped[] = {"name=", "name~", "title=", "title~",
                                          "account~", "company~"};
    const char *text = *wish;

    for (size_t k = 0; k < sizeof dropped / sizeof *dropped; k++)
        if (strncmp(text, dropped[k], strlen(dropped[k])) == 0)
            return lia_fail(err, LIA_EARG, "--to: with --pseudonymise only "
                            "account=ID and company=NAME can be asked for; "
                            "names and titles are not kept");
    if (strncmp(text, "account=", 8) == 0) {
        memcpy(room, text, 8);
        name_of(room + 8, key, text + 8, strlen(text + 8));
        room[8 + LIA_PSEUDONYM_LENGTH] = '\0';
    } else if (strncmp(text, "company=c_", 10) == 0 &&
               strlen(text) == 8 + LIA_PSEUDONYM_LENGTH) {
        return LIA_OK;
    } else if (strncmp(text, "company=", 8) == 0) {
        memcpy(room, text, 8);
        lia_pseudonym(room + 8, key, LIA_OF_COMPANY, text + 8,
                      strlen(text + 8));
    } else {
        return LIA_OK;
    }
    *wish = room;
    return LIA_OK;
}

lia_status privacy_settings(char **me, char **to, settings *s, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_key key;

    if (s->pseudonymise == NULL || (s->me == NULL && s->to.count == 0))
        return LIA_OK;
    LIA_TRY(load_key(&key, s->pseudonymise, err));
    if (s->me != NULL && *me == NULL)
        LIA_TRY(rename_me(me, s, &key, err));
    if (s->to.count > 0 && *to == NULL) {
        LIA_TRY(lia_alloc(to, s->to.count, WISH_ROOM, err));
        for (size_t k = 0; k < s->to.count; k++)
            LIA_TRY(rename_wish(&s->to.item[k], *to + k * WISH_ROOM, &key,
                                err));
    }
done:
    explicit_bzero(&key, sizeof key);
    return st;
}
