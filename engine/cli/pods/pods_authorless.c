/* cli/pods/pods_authorless.c - see pods_authorless.h. */
#include "cli/pods/pods_authorless.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "base/threads.h"
#include "cli/read/inputs.h"
#include "cli/say/fail.h"
#include "liaison/coordinated.h"
#include "liaison/oneoff.h"
#include "text/input.h"
#include "text/number.h"

enum { HEAD_LINES = 3, WORD_ROOM = 64 };

/* Columns that hold each kind of object, the best first. */
static const struct {
    const char *kind;
    const char *column[8];
} objects[] = {
    {"url", {"url", "url_id", "urls", "link", "expanded_url", "url_hash",
             "shared_url", NULL}},
    {"domain", {"domain", "domain_id", "domains", "host", NULL}},
    {"hashtag", {"hashtag", "hashtag_id", "hashtags", "tag", "tags", NULL}},
    {"text", {"text_hash", "text_id", "text", "message", "body", "full_text",
              NULL}},
    {"image", {"phash", "phash_id", "image", "image_id", "image_hash",
               "media_hash", NULL}},
};

/* Does the beginning of the text name this column? A header is a line of words
 * between delimiters, a JSON line has them as keys: either way a word by
 * itself. */
static bool names_column(const char *text, size_t length, const char *column)
{
    const char *end = text + length;
    int lines = 0;

    while (text < end && lines < HEAD_LINES) {
        const char *word = text;
        while (text < end && (isalnum((unsigned char)*text) || *text == '_'))
            text++;
        if ((size_t)(text - word) == strlen(column) &&
            strncasecmp(word, column, strlen(column)) == 0)
            return true;
        if (text < end)
            lines += *text++ == '\n';
    }
    return false;
}

static bool any_input_names(const settings *s, const char *column)
{
    bool found = false;

    for (size_t k = 0; k < s->inputs.count && !found; k++) {
        lia_input *input = NULL;
        const char *text;
        size_t length;
        if (strcmp(s->inputs.item[k], "-") == 0 ||
            lia_input_open(&input, s->inputs.item[k], NULL) != LIA_OK)
            continue;
        if (lia_input_head(&text, &length, input, NULL) == LIA_OK)
            found = names_column(text, length, column);
        lia_input_close(input);
    }
    return found;
}

lia_status object_map(char **map, const settings *s, lia_error *err)
{
    const size_t room = 2 * WORD_ROOM;
    size_t kind = 0;
    lia_status st;

    *map = NULL;
    if (s->object == NULL)
        return LIA_OK;
    while (strcmp(objects[kind].kind, s->object) != 0)
        kind++;              /* the option table lets no other word through  */
    for (const char *const *c = objects[kind].column; *c != NULL; c++) {
        if (!any_input_names(s, *c))
            continue;
        st = lia_alloc(map, room, 1, err);
        if (st == LIA_OK)
            snprintf(*map, room, "object=%s", *c);
        return st;
    }
    return lia_fail(err, LIA_EINPUT, "--object %s: no input has a column %s "
                    "or %s; name it with --map object=COLUMN", s->object,
                    objects[kind].column[0], objects[kind].column[1]);
}

static bool is_engagement(const lia_interactions *rows, uint64_t row)
{
    return rows->object != NULL && rows->object[row] != LIA_NONE &&
           (rows->action == NULL || rows->action[row] != LIA_ACTION_POST);
}

static void count_known(author_choice *c, const lia_tables *tables)
{
    const lia_interactions *rows = &tables->interactions;
    const lia_vid *of_post = tables->posts.author;

    for (uint64_t r = 0; r < rows->count; r++) {
        if (!is_engagement(rows, r))
            continue;
        c->engagements++;
        c->with_author +=
            (rows->author != NULL && rows->author[r] != LIA_NONE) ||
            (of_post != NULL && of_post[rows->object[r]] != LIA_NONE);
    }
}

author_choice choose_search(const lia_tables *tables, const settings *s)
{
    author_choice c = {.assumed = s->assume_authors != NULL};

    count_known(&c, tables);
    c.known = 2 * c.with_author >= c.engagements;
    if (c.assumed) {
        c.known = strcmp(s->assume_authors, "yes") == 0;
        return c;
    }
    if (c.with_author == c.engagements)
        return c;
    talk("authors are known for %llu of %llu engagements: %s",
         (unsigned long long)c.with_author, (unsigned long long)c.engagements,
         c.known ? tr("looking for favours returned in step")
                 : tr("looking for groups in step on the same objects "
                      "(--assume-authors yes for the other way)"));
    return c;
}

void author_choice_say(char *out, size_t room, const author_choice *c)
{
    snprintf(out, room, "{\"by\":\"%s\",\"chosen_by\":\"%s\","
             "\"engagements\":%llu,\"with_author\":%llu}",
             c->known ? "favours_returned" : "same_objects",
             c->assumed ? "--assume-authors" : "authors_known",
             (unsigned long long)c->engagements,
             (unsigned long long)c->with_author);
}

/* Which accounts are seen in the crowd's files only. */
static lia_status mark_outsiders(uint8_t **out, const lia_tables *tables,
                                 const settings *s, lia_error *err)
{
    const lia_interactions *rows = &tables->interactions;
    const size_t length = strlen(s->crowd);
    lia_status st = LIA_OK;
    uint8_t *outside = NULL;
    uint64_t crowd = 0;

    LIA_TRY(lia_alloc(&outside, tables->accounts.names.count, 1, err));
    memset(outside, 1, tables->accounts.names.count);
    for (uint64_t r = 0; r < rows->count; r++) {
        uint32_t source;
        uint64_t line;
        lia_origin_of(&source, &line, &rows->origins, r);
        if (source >= tables->source_count ||
            strncmp(tables->source[source].path, s->crowd, length) != 0)
            outside[rows->actor[r]] = 0;
    }
    for (lia_vid u = 0; u < tables->accounts.names.count; u++)
        crowd += outside[u];
    talk("%s: %llu accounts as a crowd to compare with", s->crowd,
         (unsigned long long)crowd);
    *out = outside;
done:
    return st;
}

lia_status window_list(uint32_t window[MOST_WINDOWS], uint32_t *count,
                       const settings *s, lia_error *err)
{
    const char *at = s->window;

    *count = 0;
    while (at != NULL && *at != '\0') {
        const size_t length = strcspn(at, ",");
        double seconds = 0;
        if (*count == MOST_WINDOWS || !lia_parse_double(&seconds, at, length) ||
            !(seconds >= 1 && seconds <= 43200))
            return lia_fail(err, LIA_EARG, "--window: \"%s\" is not a number "
                            "of seconds from 1 to 43200, or up to %d of them "
                            "with commas", s->window, MOST_WINDOWS);
        window[(*count)++] = (uint32_t)seconds;
        at += length + (at[length] == ',');
    }
    return LIA_OK;
}

/* A scale for each window: the horizons of the defaults, near enough. */
static void set_scales(lia_coordinated_options *out, const uint32_t *window,
                       uint32_t count)
{
    out->scales = count;
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t w = window[k];
        out->window[k] = (lia_time)w * 1000000;
        out->horizon[k] = out->window[k] * (w <= 60 ? 60 : w <= 300 ? 24 : 12);
        out->crowd_factor[k] = w > 300 ? 1.25 : 1.0;
    }
}

static lia_status options_of(lia_coordinated_options *out,
                             lia_one_off_options *one_off, const settings *s,
                             lia_error *err)
{
    uint32_t window[MOST_WINDOWS], windows = 0;
    lia_status st = LIA_OK;

    *out = (lia_coordinated_options)LIA_COORDINATED_DEFAULTS;
    *one_off = (lia_one_off_options)LIA_ONE_OFF_DEFAULTS;
    out->run = one_off->run = run_of(s);
    out->seed = s->seed;
    if (s->q != NULL && !lia_parse_double(&out->q, s->q, strlen(s->q)))
        return lia_fail(err, LIA_EARG, "--q: \"%s\" is not a number", s->q);
    if (!(out->q > 0 && out->q < 1))
        return lia_fail(err, LIA_EARG, "q is %s, must be between 0 and 1",
                        s->q);
    one_off->q = out->q;
    LIA_TRY(window_list(window, &windows, s, err));
    if (windows > 0)
        set_scales(out, window, windows);
    if (s->rho != NULL || s->episode != NOT_GIVEN)
        return lia_fail(err, LIA_EARG, "--%s belongs to the search for favours "
                        "returned, and the authors are unknown here",
                        s->rho != NULL ? "rho" : "episode");
    if (s->min_episodes != NOT_GIVEN)
        out->min_episodes = (uint32_t)s->min_episodes;
    if (s->min_size != NOT_GIVEN)
        out->min_size = (uint32_t)s->min_size;
    if (out->min_size < 3)
        return lia_fail(err, LIA_EARG, "a pod has 3 members or more");
done:
    return st;
}

lia_status pods_without_authors(lia_pods *out, const lia_tables *tables,
                                const settings *s, lia_error *err)
{
    lia_status st = LIA_OK;
    lia_coordinated_options options;
    lia_one_off_options one_off;
    uint8_t *outside = NULL;

    LIA_TRY(options_of(&options, &one_off, s, err));
    LIA_TRY(memory_check(
        s, lia_pods_authorless_memory(tables,
                                      lia_thread_count(options.run.threads)),
        "the search for pods", err));
    if (s->crowd != NULL) {
        LIA_TRY(mark_outsiders(&outside, tables, s, err));
        options.outsider = outside;
    }
    st = lia_pods_find_authorless(out, tables, &options, &one_off, err);
done:
    lia_free(outside);
    return st;
}
