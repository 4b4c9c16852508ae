/* cli/network/peers_toolkit.c - the toolkit's messages: what two of them have
 * in common becomes a key, kind by kind.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/window.h"
#include "cli/network/peers.h"
#include "cli/read/inputs.h"
#include "cli/read/subnet.h"
#include "cli/say/output.h"
#include "liaison/toolkit.h"
#include "model/names.h"
#include "text/clock.h"
#include "text/rune.h"

/* Columns of the table `messages`. */
enum { MESSAGE_ID, USER_ID, USERNAME, REPOST_ID, REPLY_ID, TEXT, TIMESTAMP,
       URLS };

typedef enum relation {
    CO_RETWEET, CO_POST, CO_LINK, CO_TWEET, CO_REPLY, RELATIONS
} relation;
static const char *const relations[RELATIONS] = {
    "co_retweet", "co_post", "co_link", "co_tweet", "co_reply"};
static const char *const needed[RELATIONS] = {
    "a repost_id", "", "a url (of their own)", "a text (of their own)",
    "a reply_id (of their own)"};

typedef struct messages {
    const lia_sheet *sheet;
    const lia_names *texts;
    relation kind;
    lia_clock clock;
    uint32_t *user_of;       /* [texts] number of a user, or LIA_NONE        */
    lia_vid *user_text;      /* [users]                                      */
    uint8_t *is_seen;        /* [texts] message ids                          */
    lia_interner keys;
    char *room;
    uint64_t room_size;
    uint64_t repeated, without_key;
    lia_toolkit_entries entries;
    uint32_t *key, *message, *user;      /* [entries.count]                  */
    lia_time *time;
    uint64_t space[4];
} messages;

static uint32_t cell(const messages *m, uint64_t row, int column)
{
    return m->sheet->cell[row * m->sheet->columns + (uint64_t)column];
}

/* Users in order of their ids. */
static lia_status number_users(messages *m, lia_error *err)
{
    const uint64_t texts = m->texts->count;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&m->user_of, texts, sizeof *m->user_of, err));
    LIA_TRY(lia_alloc_zero(&m->is_seen, texts, 1, err));
    memset(m->user_of, 0xFF, texts * sizeof *m->user_of);
    for (uint64_t r = 0; r < m->sheet->rows; r++)
        m->user_of[cell(m, r, USER_ID)] = 0;
    for (uint64_t t = 0; t < texts; t++)
        if (m->user_of[t] != LIA_NONE)
            m->user_of[t] = m->entries.users++;
    LIA_TRY(lia_alloc(&m->user_text, m->entries.users, sizeof *m->user_text,
                      err));
    for (uint64_t t = 0; t < texts; t++)
        if (m->user_of[t] != LIA_NONE)
            m->user_text[m->user_of[t]] = (lia_vid)t;
done:
    return st;
}

static lia_status add_entry(messages *m, uint32_t key, uint64_t row,
                            lia_time time, lia_error *err)
{
    const uint64_t at = m->entries.count, need = at + 1;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&m->key, &m->space[0], need, sizeof *m->key, err));
    LIA_TRY(lia_reserve(&m->message, &m->space[1], need, sizeof *m->message,
                        err));
    LIA_TRY(lia_reserve(&m->user, &m->space[2], need, sizeof *m->user, err));
    LIA_TRY(lia_reserve(&m->time, &m->space[3], need, sizeof *m->time, err));
    m->key[at] = key;
    m->message[at] = (uint32_t)row;
    m->user[at] = m->user_of[cell(m, row, USER_ID)];
    m->time[at] = time;
    m->entries.count = need;
done:
    return st;
}

static bool is_blank(uint32_t rune)
{
    return rune == ' ' || (rune >= '\t' && rune <= '\r') ||
           (rune >= 0x1C && rune <= 0x1F) || rune == 0x85 || rune == 0xA0 ||
           rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) ||
           rune == 0x2028 || rune == 0x2029 || rune == 0x202F ||
           rune == 0x205F || rune == 0x3000;
}

/* Lower case, without words from an @ on, one blank between words. Returns
 * the length; the room holds twice the text. */
static size_t normalise(char *out, const char *text, size_t length)
{
    size_t used = 0;
    bool is_mention = false, is_gap = false;

    for (size_t at = 0; at < length;) {
        uint32_t rune;
        const size_t width = lia_rune(&rune, text + at, length - at);
        const char *from = text + at;
        at += width;
        if (is_blank(rune)) {
            is_gap = true;
            is_mention = false;
            continue;
        }
        is_mention = is_mention || rune == '@';
        if (is_mention)
            continue;
        if (is_gap && used > 0)
            out[used++] = ' ';
        is_gap = false;
        if (rune == LIA_RUNE_BAD) {
            memcpy(out + used, from, width);
            used += width;
        } else {
            used += (size_t)utf8proc_encode_char(
                utf8proc_tolower((utf8proc_int32_t)rune),
                (utf8proc_uint8_t *)out + used);
        }
    }
    return used;
}

static lia_status add_text(messages *m, uint64_t row, lia_time time,
                           lia_error *err)
{
    const uint32_t id = cell(m, row, TEXT);
    size_t length = 0;
    const char *text = id != LIA_NONE ? lia_name(m->texts, id, &length) : "";
    uint32_t key;
    lia_status st = LIA_OK;

    LIA_TRY(lia_reserve(&m->room, &m->room_size, 2 * length + 8, 1, err));
    length = normalise(m->room, text, length);
    if (length == 0) {
        m->without_key++;
        return LIA_OK;
    }
    LIA_TRY(lia_intern(&key, &m->keys, m->room, length, err));
    LIA_TRY(add_entry(m, key, row, time, err));
done:
    return st;
}

/* Addresses are separated by single blanks. */
static lia_status add_urls(messages *m, uint64_t row, lia_time time,
                           lia_error *err)
{
    const uint32_t id = cell(m, row, URLS);
    const uint64_t before = m->entries.count;
    size_t length = 0;
    const char *text = id != LIA_NONE ? lia_name(m->texts, id, &length) : "";
    lia_status st = LIA_OK;

    for (size_t at = 0, end; at < length; at = end + 1) {
        uint32_t key;
        for (end = at; end < length && text[end] != ' ';)
            end++;
        if (end == at)
            continue;
        LIA_TRY(lia_intern(&key, &m->keys, text + at, end - at, err));
        LIA_TRY(add_entry(m, key, row, time, err));
    }
    m->without_key += m->entries.count == before;
done:
    return st;
}

static lia_status add_message(messages *m, uint64_t row, lia_error *err)
{
    const uint32_t repost = cell(m, row, REPOST_ID);
    const uint32_t stamp = cell(m, row, TIMESTAMP);
    uint32_t key = m->kind == CO_RETWEET ? repost : cell(m, row, REPLY_ID);
    size_t length;
    const char *text = lia_name(m->texts, stamp, &length);
    lia_time time;

    if (lia_clock_parse(&time, NULL, text, length, &m->clock) != LIA_CLOCK_OK)
        return lia_fail(err, LIA_EINTERNAL, "a time that was read before");
    if (m->kind == CO_POST)
        return add_entry(m, 0, row, time, err);
    if (m->kind != CO_RETWEET && repost != LIA_NONE) {
        m->without_key++;
        return LIA_OK;
    }
    if (m->kind == CO_LINK)
        return add_urls(m, row, time, err);
    if (m->kind == CO_TWEET)
        return add_text(m, row, time, err);
    if (key == LIA_NONE) {
        m->without_key++;
        return LIA_OK;
    }
    return add_entry(m, key, row, time, err);
}

static lia_status take_messages(messages *m, lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(number_users(m, err));
    for (uint64_t r = 0; r < m->sheet->rows; r++) {
        uint8_t *seen = &m->is_seen[cell(m, r, MESSAGE_ID)];
        if (*seen)
            m->repeated++;
        else
            LIA_TRY(add_message(m, r, err));
        *seen = 1;
    }
    m->entries.keys = m->kind == CO_POST ? 1
                      : m->keys.count > 0 ? m->keys.count : m->texts->count;
    m->entries.messages = (uint32_t)m->sheet->rows;
    m->entries.key = m->key;
    m->entries.message = m->message;
    m->entries.user = m->user;
    m->entries.time = m->time;
    if (m->entries.count == 0)
        st = lia_fail(err, LIA_ECANNOT, "no message has %s: there is nothing "
                      "that two of them could have in common",
                      needed[m->kind]);
done:
    return st;
}

static void talk_messages(const messages *m)
{
    if (m->repeated > 0)
        talk("%llu rows repeat a message_id: the first counts",
             (unsigned long long)m->repeated);
    if (m->without_key > 0)
        talk("%llu messages do not have %s: left out",
             (unsigned long long)m->without_key, needed[m->kind]);
}

static lia_status write_edges(lia_toolkit_edges *edges, const messages *m,
                              const settings *s, lia_error *err)
{
    const lia_run run = run_of(s);
    const bool to_network = target_of(s) == TARGET_NETWORK;
    lia_ranked t = {.name = "edges", .rows = edges->count,
                    .title = N_("Users whose messages match in time")};
    const lia_ranked *tables[] = {&t};
    subnet sub = {.n = 0};
    const lia_network net = {.accounts = &sub.names, .arcs = &sub.arcs,
                             .tie_columns = &t};
    const output what = {.tables = tables, .count = 1,
                         .net = to_network ? &net : NULL};
    lia_status st = LIA_OK;

    for (uint64_t e = 0; e < 2 * edges->count; e++)
        edges->ends[e] = m->user_text[edges->ends[e]];
    for (int end = 0; end < 2; end++) {
        lia_column *column = lia_ranked_add(&t, end ? "target" : "source",
                                            LIA_COLUMN_ID, edges->ends + end);
        column->stride = 2;
        column->names = m->texts;
    }
    lia_ranked_add(&t, "weight", LIA_COLUMN_COUNT32, edges->weight);
    if (to_network && s->loops)
        return lia_fail(err, LIA_EARG, "--loops: a network file holds no "
                        "loops here; write the edges as .csv");
    if (to_network)
        LIA_TRY(subnet_build(&sub, m->texts, edges->ends, NULL, edges->count,
                             true, &run, err));
    st = output_write(&what, s, err);
done:
    subnet_free(&sub);
    return st;
}

static lia_status prepare(messages *m, lia_toolkit_options *o,
                          const settings *s, lia_error *err)
{
    const char *name = s->network != NULL ? s->network : "co_retweet";
    const uint64_t min_weight = given_or(s->min_weight, 2);
    int zone = 0;
    lia_status st = LIA_OK;

    while (strcmp(relations[m->kind], name) != 0)
        m->kind++;                      /* the option takes no other word     */
    if (s->pseudonymise != NULL || s->exclude != NULL || s->retain_days > 0)
        return lia_fail(err, LIA_EARG, "--semantics cnt reads the toolkit's "
                        "own columns, for which --pseudonymise, --exclude and "
                        "--retain-days are not there");
    if (min_weight < 1 || min_weight > UINT32_MAX)
        return lia_fail(err, LIA_EARG, "--min-weight: must be 1 or more");
    if (s->timezone != NULL)
        LIA_TRY(inputs_zone(&zone, s->timezone, err));
    m->clock = (lia_clock){zone, s->date_format};
    *o = (lia_toolkit_options){.run = run_of(s), .loops = s->loops,
                               .min_weight = (uint32_t)min_weight};
    LIA_TRY(window_of(&o->window, s->window != NULL ? s->window : "60", err));
done:
    return st;
}

lia_status peer_toolkit(const settings *s, stage *at, lia_error *err)
{
    settings reading = *s;
    messages m = {.kind = CO_RETWEET};
    lia_toolkit_options o;
    lia_toolkit_edges edges = {.count = 0};
    lia_tables *tables = NULL;
    lia_status st = LIA_OK;

    reading.as = "messages";
    LIA_TRY(peers_check(s, err));
    if (s->table != NULL && strcmp(s->table, "edges") != 0)
        return lia_fail(err, LIA_EARG, "--table: the toolkit's semantics have "
                        "the table edges, not \"%s\"", s->table);
    LIA_TRY(prepare(&m, &o, s, err));
    LIA_TRY(inputs_read(&tables, &reading, &s->inputs, INPUTS_FOR_RESULTS,
                        err));
    *at = STAGE_COMPUTING;
    m.sheet = &tables->sheet[LIA_TABLE_MESSAGES];
    m.texts = &tables->texts;
    LIA_TRY(take_messages(&m, err));
    talk_messages(&m);
    LIA_TRY(memory_check(s, 52 * m.entries.count +
                             24 * (uint64_t)m.entries.users, "this network",
                         err));
    LIA_TRY(lia_toolkit_network(&edges, &m.entries, &o, err));
    talk("%llu edges", (unsigned long long)edges.count);
    *at = STAGE_WRITING;
    LIA_TRY(write_edges(&edges, &m, s, err));
done:
    lia_toolkit_edges_free(&edges);
    lia_interner_free(&m.keys);
    lia_free(m.user_of);
    lia_free(m.user_text);
    lia_free(m.is_seen);
    lia_free(m.room);
    lia_free(m.key);
    lia_free(m.message);
    lia_free(m.user);
    lia_free(m.time);
    lia_tables_free(tables);
    return st;
}
