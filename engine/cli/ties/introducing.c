/* cli/ties/introducing.c - from tables to chances, targets, routes and rows. */
#include "cli/ties/introducing.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/read/judgement.h"
#include "cli/say/fail.h"
#include "cli/ties/declared.h"
#include "cli/ties/tuning.h"
#include "graph/rows.h"

enum { BYTES_PER_TIE = 130, NINETY = 90 };
static const double DAY_US = 86400e6;

const char *introducing_call(char out[CALLED], const introducing *q,
                             lia_vid account)
{
    const uint32_t *name = q->tables->accounts.name;
    size_t length = 0;
    const char *text =
        name != NULL && name[account] != LIA_NONE
            ? lia_name(&q->tables->texts, name[account], &length)
            : lia_name(&q->tables->accounts.names, account, &length);

    if (length > CALLED - 1)
        for (length = CALLED - 1;
             length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    memcpy(out, text, length);
    out[length] = '\0';
    return out;
}

uint64_t introducing_tie(const introducing *q, lia_vid a, lia_vid b)
{
    const lia_vid low = a < b ? a : b, high = a < b ? b : a;

    return q->first[low] + lia_row_find(q->ties.off, q->ties.to, low, high);
}

lia_status introducing_keep(uint32_t *out, introducing *q, const char *text,
                            lia_error *err)
{
    *out = q->texts.names.count;
    return strings_add(&q->texts, text, err);
}

#define ROOM(field, count) \
    LIA_TRY(lia_alloc(&q->field, (count), sizeof *q->field, err))

/* Pages, bots and the like pass no request on. */
static bool is_nobody(const introducing *q, lia_vid account)
{
    static const char *const kinds[] = {
        "page", "pages", "company", "organisation", "organization", "bot",
        "media", "magazine", "group", "channel", "newsletter"};
    const uint32_t *kind = q->tables->accounts.kind;
    const char *text;
    size_t length;

    if (kind == NULL || kind[account] == LIA_NONE)
        return false;
    text = lia_name(&q->tables->texts, kind[account], &length);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (strlen(kinds[k]) == length &&
            strncasecmp(text, kinds[k], length) == 0)
            return true;
    return false;
}

static void set_chances(introducing *q)
{
    const tie_facts *k = &q->known;
    uint64_t t = 0;

    for (lia_vid a = 0; a < q->ties.n; a++)
        for (uint64_t e = q->ties.off[a]; e < q->ties.off[a + 1]; e++) {
            const lia_vid b = q->ties.to[e];
            if (b < a)
                continue;
            const bool against = k->sign[t] == LIA_SIGN_NEGATIVE ||
                                 (k->said[t] && !(k->strength[t] > 0)) ||
                                 is_nobody(q, a) || is_nobody(q, b);
            q->chance[t] = against ? 0 : lia_passing_on(k->strength[t]);
            q->chance_low[t] = against ? 0 : lia_passing_on(k->low[t]);
            q->chance_high[t] = against ? 0 : lia_passing_on(k->high[t]);
            t++;
        }
}

lia_status introducing_strength(introducing *q, lia_error *err)
{
    const uint64_t m = q->ties.m;
    tie_facts *k = &q->known;
    lia_strength_options o;
    lia_status st = LIA_OK;

    ROOM(known.strength, m);
    ROOM(known.low, m);
    ROOM(known.high, m);
    ROOM(known.reciprocity, m);
    ROOM(known.tie_class, m);
    ROOM(known.sign, m);
    LIA_TRY(lia_alloc_zero(&k->said, m, 1, err));
    ROOM(known.acts, m);
    ROOM(known.kinds, m);
    ROOM(known.last, m);
    ROOM(chance, m);
    ROOM(chance_low, m);
    ROOM(chance_high, m);
    ROOM(entry, 2 * m);
    ROOM(first, q->ties.n);
    lia_ties_first(q->first, &q->ties);
    LIA_TRY(tuning_read(&o, q->s, err));
    LIA_TRY(tuning_fit(&o, q->tables, q->s, err));
    q->now = lia_strength_now(q->tables, o.as_of);
    LIA_TRY(lia_strength_measure(
        &(lia_strengths){.strength = k->strength, .low = k->low,
                         .high = k->high, .reciprocity = k->reciprocity,
                         .tie_class = k->tie_class, .sign = k->sign,
                         .acts = k->acts, .kinds = k->kinds, .last = k->last},
        &q->ties, q->tables, &o, err));
    LIA_TRY(declared_apply(
        &(declared_ties){.strength = k->strength, .low = k->low,
                         .high = k->high, .tie_class = k->tie_class,
                         .said = k->said},
        &q->ties, q->tables, &o, q->s, err));
    set_chances(q);
    LIA_TRY(lia_ties_spread(q->entry, q->chance, &q->ties, err));
    q->ties.weight = q->entry;
done:
    return st;
}

/* Asks of the last 90 days, by introducer. */
static void count_asks(introducing *q)
{
    const lia_sheet *log = &q->tables->sheet[LIA_TABLE_INTRO_LOG];
    const uint32_t who = sheet_column(log, "introducer");
    const uint32_t when = sheet_column(log, "asked_at");

    for (uint64_t row = 0; row < log->rows; row++) {
        size_t length;
        const char *text = sheet_text(&length, log, &q->tables->texts, row,
                                      who);
        const lia_vid i = lia_names_find(&q->tables->accounts.names, text,
                                         length);
        lia_time asked = LIA_NO_TIME;
        text = sheet_text(&length, log, &q->tables->texts, row, when);
        if (i == LIA_NONE || !calibration_time(&asked, text, length))
            continue;
        q->asks[i] += q->now == LIA_NO_TIME ||
                      (asked <= q->now &&
                       (double)(q->now - asked) < NINETY * DAY_US);
    }
}

/* Wishes that mean nobody, with a sentence each. */
static lia_status tell_lost(introducing *q, lia_error *err)
{
    const wishes *w = &q->wanted;
    lia_status st = LIA_OK;
    char text[400];

    ROOM(lost_wish, w->count);
    ROOM(lost_why, w->count);
    for (uint32_t k = 0; k < w->count; k++) {
        const lia_wanted *a = &w->wish[k].account;
        const lia_vid mine =
            a->text ? lia_names_find(&q->tables->accounts.names, a->text,
                                     a->length) : LIA_NONE;
        const char *why = mine != LIA_NONE && q->me[mine]
                              ? N_("is you: nobody need introduce you")
                              : N_("nobody in these inputs");
        if (q->aims.found[k] > 0)
            continue;
        wish_say(text, sizeof text, &w->wish[k]);
        if (q->lost_count < 5)
            talk("target %s: %s", text, why);
        LIA_TRY(introducing_keep(&q->lost_wish[q->lost_count], q, text, err));
        LIA_TRY(introducing_keep(&q->lost_why[q->lost_count], q, wr(why),
                                 err));
        q->lost_count++;
    }
    if (q->lost_count > 5)
        talk("and %llu targets more that match nobody: --table unmatched",
             (unsigned long long)q->lost_count - 5);
    if (q->aims.count == 0)
        talk("no target matches anybody: nothing to introduce");
done:
    return st;
}

lia_status introducing_people(introducing *q, lia_error *err)
{
    const uint64_t n = q->ties.n;
    lia_status st = LIA_OK;

    if (q->s->me == NULL)
        return lia_fail(err, LIA_EARG, "say who asks: --me ACCOUNT");
    LIA_TRY(lia_alloc_zero(&q->me, n, 1, err));
    LIA_TRY(lia_alloc_zero(&q->asks, n, sizeof *q->asks, err));
    LIA_TRY(flag_accounts(q->me, q->tables, q->s->me, "--me", err));
    LIA_TRY(wishes_read(&q->wanted, q->tables, q->s, err));
    LIA_TRY(aliases_open(&q->aliases, q->s, err));
    LIA_TRY(lia_targets_find(&q->aims, q->tables, q->wanted.wish,
                             q->wanted.count, q->me, q->aliases, err));
    LIA_TRY(tell_lost(q, err));
    ROOM(target, q->aims.count);
    ROOM(fit, q->aims.count);
    for (uint64_t k = 0; k < q->aims.count; k++) {
        q->target[k] = q->aims.aim[k].account;
        q->fit[k] = q->aims.aim[k].fit;
    }
done:
    return st;
}

static lia_status judge(introducing *q, lia_error *err)
{
    const lia_run run = run_of(q->s);
    lia_ties plain = q->ties;
    lia_facts facts;
    lia_status st = lia_facts_count(&facts, q->tables, &plain, &run, err);

    if (st != LIA_OK)
        return st;
    q->is_star = lia_facts_is_star(&facts);
    if (q->ties.m == 0)
        return lia_fail(err, LIA_ECANNOT, "no introductions: there is no tie "
                        "along which to introduce. What to collect: who is "
                        "in contact with whom (columns source, target), "
                        "messages, meetings.");
    if (q->is_star)
        talk("only one owner's direct contacts are known: they are ranked, "
             "but no path leads further; pool colleagues' archives");
    return LIA_OK;
}

lia_status introducing_run(introducing *out, const lia_tables *tables,
                           const network *net, const settings *s,
                           lia_error *err)
{
    const lia_run run = run_of(s);
    introducing *q = out;
    lia_status st = LIA_OK;

    memset(q, 0, sizeof *q);
    q->tables = tables;
    q->s = s;
    q->ties = net->ties;
    q->lang = s->data_language == LIA_FR ? PROSE_FR : PROSE_EN;
    LIA_TRY(judge(q, err));
    LIA_TRY(introducing_people(q, err));
    LIA_TRY(memory_check(s, BYTES_PER_TIE * net->ties.m, "introductions",
                         err));
    LIA_TRY(introducing_strength(q, err));
    count_asks(q);
    LIA_TRY(lia_routes_find(&q->routes, &q->ties, q->me, q->target,
                            q->aims.count, &run, err));
    LIA_TRY(calibration_learn(&q->cal, q, err));
    LIA_TRY(introducing_rows(q, err));
    LIA_TRY(introducing_introducers(q, err));
    LIA_TRY(introducing_asks(q, err));
    LIA_TRY(introducing_notes(q, err));
    LIA_TRY(introducing_serendipity(q, err));
done:
    return st;
}

void introducing_free(introducing *q)
{
    void *const owned[] = {
        q->entry, q->first, q->known.strength, q->known.low, q->known.high,
        q->known.reciprocity, q->known.tie_class, q->known.sign,
        q->known.said, q->known.acts, q->known.kinds, q->known.last, q->chance,
        q->chance_low, q->chance_high, q->me, q->asks, q->target, q->fit,
        q->reach, q->low, q->high, q->probability, q->score, q->band,
        q->introducer, q->name, q->company, q->title, q->path, q->alternates,
        q->reason, q->limitation, q->other_reason, q->other_limitation,
        q->matched, q->by_id, q->by_targets,
        q->by_asks, q->by_best, q->by_marginal, q->by_score, q->ask_id,
        q->ask_gain, q->ask_total, q->ask_asks, q->ask_for, q->note_target,
        q->note_introducer, q->note_lang, q->note_ask, q->note_forward,
        q->lost_wish, q->lost_why, q->find_id, q->find_score,
        q->find_closeness, q->find_reach, q->find_path, q->find_reason,
        q->find_community, q->find_near};

    for (size_t k = 0; k < sizeof owned / sizeof *owned; k++)
        lia_free(owned[k]);
    lia_ranked_order_free(q->order);
    lia_ranked_order_free(q->by_order);
    lia_ranked_order_free(q->find_order);
    lia_routes_free(&q->routes);
    lia_aims_free(&q->aims);
    lia_aliases_free(q->aliases);
    wishes_free(&q->wanted);
    strings_free(&q->texts);
    calibration_free(&q->cal);
}
