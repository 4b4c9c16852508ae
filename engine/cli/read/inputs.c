/* cli/read/inputs.c - reading, projecting, and the remarks on both. */
#include "cli/read/inputs.h"

#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/threads.h"
#include "cli/front/options.h"
#include "cli/front/privacy.h"
#include "cli/say/fail.h"
#include "cli/say/progress.h"
#include "cli/say/rejects.h"
#include "text/number.h"

lia_run run_of(const settings *s)
{
    return (lia_run){.threads = (int)s->threads, .watch = progress_watch()};
}

/* "+02:00", "-0530", "Z" -> minutes east of UTC. */
lia_status inputs_zone(int *out, const char *text, lia_error *err)
{
    int hours = 0, minutes = 0, length = 0;
    const bool is_west = text[0] == '-';

    *out = 0;
    if (strcmp(text, "Z") == 0 || strcmp(text, "UTC") == 0)
        return LIA_OK;
    if ((text[0] == '+' || text[0] == '-') &&
        ((sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &length) == 2 &&
          length == 5) ||
         (sscanf(text + 1, "%2d%2d%n", &hours, &minutes, &length) == 2 &&
          length == 4)) &&
        text[1 + length] == '\0' && hours < 15 && minutes < 60) {
        *out = (hours * 60 + minutes) * (is_west ? -1 : 1);
        return LIA_OK;
    }
    return lia_fail(err, LIA_EARG,
                    "--timezone: \"%s\" is not an offset such as +02:00",
                    text);
}

/* The options of the reader. map: the user's, and --weight as one more. */
static lia_status reading_options(lia_read_options *out, text_list *map,
                                  char **weight, const settings *s,
                                  inputs_use use, lia_error *err)
{
    lia_status st = LIA_OK;

    *out = (lia_read_options)LIA_READ_DEFAULTS;
    out->run = run_of(s);
    out->as = s->as;
    out->date_format = s->date_format;
    out->max_errors = s->max_errors;
    out->since = s->since;
    out->until = s->until;
    out->lean = use == INPUTS_FOR_TIES;
    out->keep_rejects =
        s->rejects != NULL || use == INPUTS_FOR_REPORT ? UINT64_MAX : 1;
    out->aliases = s->aliases;
    out->team = s->team;
    if (s->match != NULL &&
        (!lia_parse_double(&out->least_match, s->match, strlen(s->match)) ||
         !(out->least_match >= 0 && out->least_match <= 1)))
        LIA_TRY(lia_fail(err, LIA_EARG, "--match: \"%s\" is not a number from "
                         "0 to 1", s->match));
    if (s->timezone != NULL)
        LIA_TRY(inputs_zone(&out->zone_minutes, s->timezone, err));
    for (size_t k = 0; k < s->map.count; k++)
        LIA_TRY(text_list_add(map, s->map.item[k], err));
    if (s->weight != NULL && strcmp(s->weight, "weight") != 0) {
        const size_t room = strlen(s->weight) + sizeof "weight=";
        LIA_TRY(lia_alloc(weight, room, 1, err));
        snprintf(*weight, room, "weight=%s", s->weight);
        LIA_TRY(text_list_add(map, *weight, err));
    }
    out->map = map->item;
    out->map_count = map->count;
done:
    return st;
}

static void talk_rejects(const lia_tables *tables, const settings *s,
                         inputs_use use)
{
    uint64_t rejected = 0;

    for (int cause = 0; cause < LIA_CAUSE_COUNT; cause++)
        rejected += tables->rejects_by_cause[cause];
    if (rejected == 0)
        return;
    if (s->rejects != NULL)
        talk(tr_n("%llu row rejected: see %s", "%llu rows rejected: see %s",
                  rejected), (unsigned long long)rejected, s->rejects);
    else if (use == INPUTS_FOR_REPORT)
        talk(tr_n("%llu row rejected: see rejects.csv of the report",
                  "%llu rows rejected: see rejects.csv of the report",
                  rejected), (unsigned long long)rejected);
    else
        talk(tr_n("%llu row rejected; --rejects FILE lists it",
                  "%llu rows rejected; --rejects FILE lists them", rejected),
             (unsigned long long)rejected);
    for (int cause = 0; cause < LIA_CAUSE_COUNT; cause++)
        if (tables->rejects_by_cause[cause] > 0)
            talk("  %s: %llu", tr(lia_cause_name((lia_cause)cause)),
                 (unsigned long long)tables->rejects_by_cause[cause]);
}

/* What was found and might be data, but is damaged, encrypted and the like. */
static void talk_unread(const lia_tables *tables)
{
    const lia_source *first = NULL;
    uint64_t count = 0;

    for (uint64_t k = 0; k < tables->source_count; k++) {
        const lia_source *s = &tables->source[k];
        if (s->is_unread && count++ == 0)
            first = s;
    }
    if (count > 0)
        talk(tr_n("%llu file could not be read, and 'liaison inspect' lists "
                  "it: %s: %s",
                  "%llu files could not be read, and 'liaison inspect' lists "
                  "them: %s: %s", count), (unsigned long long)count,
             first->path, first->note != NULL ? tr(first->note) : "");
}

/* What the reader says where nothing names the owner. */
static const char not_found[] = N_(
    "not found: no profile, no sent message and no outgoing invitation names "
    "the owner");

/* Whose exports they are, and how that is known. */
static void talk_owners(const lia_tables *tables)
{
    for (uint64_t k = 0; k < tables->export_count; k++) {
        const lia_export *x = &tables->exports[k];
        const char *how =
            x->owner_said != NULL ? x->owner_said : x->owner_how;
        size_t length = 0;
        const char *name = x->owner != LIA_NONE
                               ? lia_name(&tables->accounts.names, x->owner,
                                          &length) : "";
        if (length > 0)
            talk("%s: the %s export of %.*s: %s", x->path, x->platform,
                 (int)length, name, how);
        else if (strcmp(how, tr(not_found)) == 0)
            talk("%s: a %s export, owner %s", x->path, x->platform,
                 how);
        else
            talk("%s: a %s export, its owner is left out", x->path,
                 x->platform);
    }
}

/* Joins that rest on a name. */
static void talk_joins(const lia_tables *tables)
{
    const double *match = tables->accounts.match;
    uint64_t count = 0;

    for (lia_vid k = 0; match != NULL && k < tables->accounts.names.count; k++)
        count += match[k] < 0.9;
    if (count > 0)
        talk(tr_n("%llu account joined by less than an address or link: see "
                  "the table aliases; --match 0.9 keeps them apart",
                  "%llu accounts joined by less than an address or link: see "
                  "the table aliases; --match 0.9 keeps them apart", count),
             (unsigned long long)count);
}

lia_status inputs_read(lia_tables **out, const settings *s,
                       const text_list *inputs, inputs_use use,
                       lia_error *err)
{
    const lia_language written = lia_written();
    lia_status st = LIA_OK;
    lia_read_options options;
    text_list map = {NULL, 0};
    char *weight = NULL;
    lia_tables *tables = NULL;
    privacy_wish wish = {.text = NULL};

    LIA_TRY(reading_options(&options, &map, &weight, s, use, err));
    LIA_TRY(privacy_read(&wish, s, err));
    options.privacy = wish.is_wished ? &wish.privacy : NULL;
    if (use != INPUTS_FOR_TABLES && use != INPUTS_FOR_REPORT &&
        s->rejects == NULL)
        lia_write_in(s->spoken);     /* what is said of them is only said    */
    LIA_TRY(lia_read(&tables, inputs->item, inputs->count, &options, err));
    if (s->rejects != NULL)
        LIA_TRY(rejects_write(s->rejects, tables, err));
    talk_owners(tables);
    talk_joins(tables);
    talk_rejects(tables, s, use);
    talk_unread(tables);
    privacy_talk(&wish, tables, s);
    *out = tables;
    tables = NULL;
done:
    lia_write_in(written);
    lia_tables_free(tables);
    lia_free(map.item);
    lia_free(weight);
    privacy_free(&wish);
    return st;
}

lia_status inputs_read_as(lia_tables **out, const settings *s,
                          const char *path, const char *as, lia_error *err)
{
    lia_read_options options = LIA_READ_DEFAULTS;
    privacy_wish wish = {.text = NULL};
    lia_status st = LIA_OK;

    options.run = run_of(s);
    options.as = as;
    LIA_TRY(privacy_read(&wish, s, err));
    options.privacy = wish.is_wished ? &wish.privacy : NULL;
    st = lia_read(out, &path, 1, &options, err);
done:
    privacy_free(&wish);
    return st;
}

/* MemAvailable of Linux; 0 = not known. */
static uint64_t memory_free(void)
{
    FILE *file = fopen("/proc/meminfo", "r");
    char line[128];
    unsigned long long kib = 0;

    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "MemAvailable: %llu kB", &kib) == 1)
            break;
    (void)fclose(file);
    return (uint64_t)kib * 1024;
}

uint64_t memory_allowed(const settings *s)
{
    const uint64_t available = memory_free();

    if (s->max_memory > 0)
        return s->max_memory;
    return available > 0 ? available + lia_mem_bytes() : UINT64_MAX;
}

lia_status memory_check(const settings *s, uint64_t need, const char *what,
                        lia_error *err)
{
    const uint64_t allowed = memory_allowed(s);
    const double mib = 1024.0 * 1024.0;

    need += lia_mem_bytes();
    if (need <= allowed)
        return LIA_OK;
    return lia_fail(err, LIA_ELIMIT, s->max_memory > 0
                    ? N_("%s needs about %.0f MiB, %.0f MiB are allowed by "
                         "--max-memory; fewer --threads, or less asked for, "
                         "need less")
                    : N_("%s needs about %.0f MiB, %.0f MiB are free; fewer "
                         "--threads, or less asked for, need less"),
                    tr(what), (double)need / mib + 0.5, (double)allowed / mib);
}
