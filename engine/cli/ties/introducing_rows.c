/* cli/ties/introducing_rows.c - the main table: one row a target, the best
 * first by fit x reach.
 */
#include <math.h>
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/ties/introducing.h"

enum { ALTERNATES = 3, BANDS = INTRODUCING_BANDS };

/* Where the bands begin: reach. */
static const double band_from[BANDS] = {0, 1e-300, 0.05, 0.2, 0.5};
static const char *const bands_calibrated[BANDS] = {
    N_("none"), N_("remote"), N_("unlikely"), N_("possible"), N_("likely")};
static const char *const bands_uncalibrated[BANDS] = {
    N_("none"), N_("remote, uncalibrated"), N_("unlikely, uncalibrated"),
    N_("possible, uncalibrated"), N_("likely, uncalibrated")};
static const char *const bands_french[BANDS] = {
    "aucune", "lointaine, non étalonnée", "peu probable, non étalonnée",
    "possible, non étalonnée", "probable, non étalonnée"};
static const char *const bands_french_calibrated[BANDS] = {
    "aucune", "lointaine", "peu probable", "possible", "probable"};

static uint8_t band_of(double reach)
{
    uint8_t band = 0;

    while (band + 1 < BANDS && reach >= band_from[band + 1])
        band++;
    return band;
}

static const char *const *band_words(const introducing *q)
{
    if (q->lang == PROSE_FR)
        return q->cal.is_fitted ? bands_french_calibrated : bands_french;
    return q->cal.is_fitted ? bands_calibrated : bands_uncalibrated;
}

static lia_status say_account(prose *out, const introducing *q,
                              lia_vid account, lia_error *err)
{
    size_t length;
    const char *text = lia_name(&q->tables->accounts.names, account, &length);

    return prose_say(out, err, "%.*s", (int)length, text);
}

lia_status introducing_path(prose *out, const introducing *q,
                            const lia_route *route, lia_vid target,
                            lia_error *err)
{
    lia_status st = LIA_OK;

    LIA_TRY(say_account(out, q, route->me, err));
    for (int k = 0; k < 2 && route->via[k] != LIA_NONE; k++) {
        LIA_TRY(prose_say(out, err, ">"));
        LIA_TRY(say_account(out, q, route->via[k], err));
    }
    LIA_TRY(prose_say(out, err, ">"));
    LIA_TRY(say_account(out, q, target, err));
done:
    return st;
}

/* Accounts on a route in order, me first; how many. */
static int stops_of(lia_vid out[4], const lia_route *route, lia_vid target)
{
    int count = 0;

    out[count++] = route->me;
    for (int k = 0; k < 2 && route->via[k] != LIA_NONE; k++)
        out[count++] = route->via[k];
    out[count++] = target;
    return count;
}

/* Product of a column of ties along a route. */
static double along(const introducing *q, const lia_route *route,
                    lia_vid target, const double *of_tie)
{
    lia_vid stop[4];
    const int count = stops_of(stop, route, target);
    double product = 1;

    for (int k = 0; k + 1 < count; k++)
        product *= of_tie[introducing_tie(q, stop[k], stop[k + 1])];
    return product;
}

static uint32_t common_contacts(const lia_ties *t, lia_vid a, lia_vid b)
{
    uint64_t i = t->off[a], j = t->off[b];
    uint32_t count = 0;

    while (i < t->off[a + 1] && j < t->off[b + 1]) {
        if (t->to[i] == t->to[j]) {
            count++;
            i++;
            j++;
        } else if (t->to[i] < t->to[j]) {
            i++;
        } else {
            j++;
        }
    }
    return count;
}

void introducing_describe(way *out, char names[3][CALLED],
                          const introducing *q, const lia_route *route,
                          lia_vid target)
{
    lia_vid stop[4];
    const int count = stops_of(stop, route, target);

    *out = (way){.matched = "", .namesakes = 1, .now = q->now,
                 .is_calibrated = q->cal.is_fitted, .is_star = q->is_star};
    out->target = introducing_call(names[0], q, target);
    out->introducers = count - 2;
    for (int k = 0; k < out->introducers; k++)
        out->via[k] = introducing_call(names[1 + k], q, route->via[k]);
    for (int k = 0; k + 1 < count; k++) {
        const uint64_t t = introducing_tie(q, stop[k], stop[k + 1]);
        out->tie[k] = (tie_known){
            q->known.strength[t], q->known.reciprocity[t],
            (lia_strength_class)q->known.tie_class[t], q->known.acts[t],
            q->known.kinds[t], q->known.last[t], q->known.sign[t],
            q->known.said[t]};
    }
    if (out->introducers > 0)
        out->mutual = common_contacts(&q->ties, stop[count - 2], target);
}

/* What made it a target: the account's own text that the wish matched. */
static lia_status say_matched(prose *out, const introducing *q,
                              const lia_aim *aim, lia_error *err)
{
    static const struct {
        uint8_t bit;
        const char *english, *french;
    } fields[] = {{LIA_BY_NAME, "name", "nom"},
                  {LIA_BY_COMPANY, "company", "société"},
                  {LIA_BY_TITLE, "title", "fonction"}};
    const lia_accounts *a = &q->tables->accounts;
    const uint32_t *const column[] = {a->name, a->company, a->title};
    lia_status st = LIA_OK;

    for (int k = 0; k < 3; k++) {
        const char *word = q->lang == PROSE_FR ? fields[k].french
                                               : fields[k].english;
        const char *text;
        size_t length;
        if (!(aim->by & fields[k].bit) || column[k] == NULL ||
            column[k][aim->account] == LIA_NONE)
            continue;
        text = lia_name(&q->tables->texts, column[k][aim->account], &length);
        LIA_TRY(prose_say(out, err, "%s%s \"%.*s\"", out->used ? ", " : "",
                          word, (int)length, text));
    }
done:
    return st;
}

static lia_status say_alternates(prose *out, const introducing *q, uint64_t k,
                                 lia_vid chosen, lia_error *err)
{
    const lia_routes *r = &q->routes;
    int shown = 0;
    lia_status st = LIA_OK;

    for (uint64_t d = r->door_off[k];
         d < r->door_off[k + 1] && shown < ALTERNATES; d++) {
        if (r->door[d].introducer == chosen)
            continue;
        LIA_TRY(prose_say(out, err, shown ? "|" : ""));
        LIA_TRY(say_account(out, q, r->door[d].introducer, err));
        shown++;
    }
done:
    return st;
}

typedef struct row_texts {
    prose path, alternates, reason, limitation, matched;
} row_texts;

static void clear_texts(row_texts *t)
{
    prose_clear(&t->path);
    prose_clear(&t->alternates);
    prose_clear(&t->reason);
    prose_clear(&t->limitation);
    prose_clear(&t->matched);
}

/* What a target's ten best ways come to, by a column of ties. */
static double reach_by(const introducing *q, uint64_t k, const double *of_tie)
{
    const lia_routes *r = &q->routes;
    double miss = 1;

    for (uint64_t p = r->route_off[k]; p < r->route_off[k + 1]; p++)
        miss *= 1 - along(q, &r->route[p], q->target[k], of_tie);
    return 1 - miss;
}

static void fill_numbers(introducing *q, uint64_t k)
{
    const lia_routes *r = &q->routes;
    const uint64_t begin = r->route_off[k], end = r->route_off[k + 1];
    double miss = 1;

    q->reach[k] = r->reach[k];
    q->low[k] = reach_by(q, k, q->chance_low);
    q->high[k] = reach_by(q, k, q->chance_high);
    q->probability[k] = begin < end ? r->route[begin].probability
                                    : (double)NAN;
    q->introducer[k] = begin < end ? r->route[begin].via[0] : LIA_NONE;
    if (q->cal.is_fitted) {
        for (uint64_t p = begin; p < end; p++) {
            const double chance =
                calibration_of(&q->cal, q, &r->route[p], q->target[k]);
            miss *= 1 - chance;
            if (p == begin)
                q->probability[k] = chance;
        }
        q->reach[k] = 1 - miss;
        q->low[k] = q->high[k] = NAN;     /* the reliability table tells     */
    }
    q->band[k] = band_of(q->reach[k]);
    q->score[k] = q->fit[k] * q->reach[k];
}

/* Why this way, and what is not known, in one language. */
static lia_status say_why(uint32_t *reason, uint32_t *limitation,
                          introducing *q, row_texts *t, const way *w,
                          bool has_way, prose_language lang, lia_error *err)
{
    lia_status st = LIA_OK;

    prose_clear(&t->reason);
    prose_clear(&t->limitation);
    if (!has_way) {
        LIA_TRY(prose_no_way(&t->reason, &t->limitation, w, lang, err));
    } else {
        LIA_TRY(prose_reason(&t->reason, w, lang, err));
        LIA_TRY(prose_limitation(&t->limitation, w, lang, err));
    }
    LIA_TRY(introducing_keep(reason, q, prose_text(&t->reason), err));
    LIA_TRY(introducing_keep(limitation, q, prose_text(&t->limitation), err));
done:
    return st;
}

static lia_status fill_texts(introducing *q, uint64_t k, row_texts *t,
                             lia_error *err)
{
    const lia_routes *r = &q->routes;
    const lia_aim *aim = &q->aims.aim[k];
    const uint64_t begin = r->route_off[k], ways = r->route_off[k + 1] - begin;
    char names[3][CALLED];
    way w = {.matched = "", .is_star = q->is_star};
    lia_status st = LIA_OK;

    clear_texts(t);
    LIA_TRY(say_matched(&t->matched, q, aim, err));
    if (ways > 0) {
        introducing_describe(&w, names, q, &r->route[begin], q->target[k]);
        LIA_TRY(introducing_path(&t->path, q, &r->route[begin], q->target[k],
                                 err));
        LIA_TRY(say_alternates(&t->alternates, q, k,
                               r->route[begin].via[0], err));
    }
    w.target = introducing_call(names[0], q, q->target[k]);
    w.matched = prose_text(&t->matched);
    w.namesakes = aim->namesakes;
    w.is_supplier = q->wanted.wish[aim->wish].is_supplier;
    w.more = ways > 0 ? ways - 1 : 0;
    w.only_door = ways > 0 && w.introducers > 0 &&
                  r->door_off[k + 1] - r->door_off[k] == 1;
    LIA_TRY(introducing_keep(&q->path[k], q, prose_text(&t->path), err));
    LIA_TRY(introducing_keep(&q->alternates[k], q, prose_text(&t->alternates),
                             err));
    LIA_TRY(say_why(&q->reason[k], &q->limitation[k], q, t, &w, ways > 0,
                    q->lang, err));
    LIA_TRY(say_why(&q->other_reason[k], &q->other_limitation[k], q, t, &w,
                    ways > 0, q->lang == PROSE_EN ? PROSE_FR : PROSE_EN,
                    err));
    LIA_TRY(introducing_keep(&q->matched[k], q, prose_text(&t->matched), err));
done:
    return st;
}

static uint32_t text_of(const uint32_t *column, lia_vid account)
{
    return column != NULL ? column[account] : LIA_NONE;
}

#define ROOM(field) \
    LIA_TRY(lia_alloc(&q->field, q->aims.count, sizeof *q->field, err))

static lia_status allocate(introducing *q, lia_error *err)
{
    lia_status st = LIA_OK;

    ROOM(reach);
    ROOM(low);
    ROOM(high);
    ROOM(probability);
    ROOM(score);
    ROOM(band);
    ROOM(introducer);
    ROOM(name);
    ROOM(company);
    ROOM(title);
    ROOM(path);
    ROOM(alternates);
    ROOM(reason);
    ROOM(limitation);
    ROOM(other_reason);
    ROOM(other_limitation);
    ROOM(matched);
done:
    return st;
}

static void lay_out(introducing *q)
{
    const lia_names *accounts = &q->tables->accounts.names;
    const lia_names *texts = &q->tables->texts, *own = &q->texts.names;
    lia_ranked *t = &q->introductions;

    *t = (lia_ranked){.name = "introductions", .has_rank = true,
                      .title = N_("Introductions"), .rows = q->aims.count};
    lia_ranked_add(t, "target", LIA_COLUMN_ID, q->target)->names = accounts;
    lia_ranked_add(t, "name", LIA_COLUMN_TEXT, q->name)->names = texts;
    lia_ranked_add(t, "title", LIA_COLUMN_TEXT, q->title)->names = texts;
    lia_ranked_add(t, "company", LIA_COLUMN_TEXT, q->company)->names = texts;
    lia_ranked_add(t, "fit", LIA_COLUMN_NUMBER, q->fit);
    lia_ranked_add(t, "reach", LIA_COLUMN_NUMBER, q->reach);
    lia_ranked_add(t, "low", LIA_COLUMN_NUMBER, q->low);
    lia_ranked_add(t, "high", LIA_COLUMN_NUMBER, q->high);
    lia_ranked_add(t, "band", LIA_COLUMN_WORD, q->band)->words =
        band_words(q);
    lia_ranked_add(t, "introducer", LIA_COLUMN_ID, q->introducer)->names =
        accounts;
    lia_ranked_add(t, "path", LIA_COLUMN_ID, q->path)->names = own;
    lia_ranked_add(t, "probability", LIA_COLUMN_NUMBER, q->probability);
    lia_ranked_add(t, "alternates", LIA_COLUMN_ID, q->alternates)->names =
        own;
    lia_ranked_add(t, "reason", LIA_COLUMN_TEXT, q->reason)->names = own;
    lia_ranked_add(t, "limitation", LIA_COLUMN_TEXT, q->limitation)->names =
        own;
    lia_ranked_add(t, "matched", LIA_COLUMN_TEXT, q->matched)->names = own;
    t = &q->unmatched;
    *t = (lia_ranked){.name = "unmatched", .rows = q->lost_count,
                      .title = N_("Targets that mean nobody here")};
    lia_ranked_add(t, "target", LIA_COLUMN_TEXT, q->lost_wish)->names = own;
    lia_ranked_add(t, "why", LIA_COLUMN_TEXT, q->lost_why)->names = own;
}

lia_status introducing_rows(introducing *q, lia_error *err)
{
    row_texts texts = {.path = {NULL, 0, 0}};
    const lia_accounts *a = &q->tables->accounts;
    lia_status st = LIA_OK;

    LIA_TRY(allocate(q, err));
    for (uint64_t k = 0; k < q->aims.count; k++) {
        fill_numbers(q, k);
        q->name[k] = text_of(a->name, q->target[k]);
        q->company[k] = text_of(a->company, q->target[k]);
        q->title[k] = text_of(a->title, q->target[k]);
        LIA_TRY(fill_texts(q, k, &texts, err));
    }
    lay_out(q);
    const lia_rank_key keys[] = {{.number = q->score, .descending = true}};
    LIA_TRY(lia_ranked_order(&q->order, &q->introductions.rows, q->aims.count,
                             0, keys, 1, NULL, err));
    q->introductions.order = q->order;
done:
    prose_free(&texts.path);
    prose_free(&texts.alternates);
    prose_free(&texts.reason);
    prose_free(&texts.limitation);
    prose_free(&texts.matched);
    return st;
}
