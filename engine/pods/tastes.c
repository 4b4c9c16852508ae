/* pods/tastes.c - what accounts like outside: by tags, or by the communities
 * of those whom they engage.
 *
 * Tags of a post are words apart by | , ; or blanks, without case and without
 * a leading #. They are used where at least half of the posts have some.
 */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "liaison/communities.h"
#include "pods/describe.h"

enum { TASTE_ITERATIONS = 3 };
static const double CONTACT_FLOOR = .35, CONTACT_SCALE = 2, TAG_SCALE = 2.5;

/* Kinds of an event: the community of the author, or the tags of the post. */
static uint64_t kinds_of(const uint32_t **out, const pod_tastes *t,
                         const pod_stage *s, uint32_t event)
{
    const uint32_t post = s->post[event];

    if (!t->by_tags) {
        *out = &t->of_author[s->author[post]];
        return 1;
    }
    *out = t->tag + t->tag_off[post];
    return t->tag_off[post + 1] - t->tag_off[post];
}

double pod_taste_add(double *sum, double *own, const pod_tastes *t,
                     const pod_habits *h, uint32_t account,
                     const uint32_t *place)
{
    const pod_stage *s = h->stage;
    const uint64_t begin = s->acc_off[account], end = s->acc_off[account + 1];
    const uint32_t *kind;
    double length = 0;

    for (uint64_t k = begin; k < end; k++) {
        const uint32_t e = s->acc_event[k];
        if (pod_is_inside(h, e) ||
            (place != NULL && place[s->author[s->post[e]]] != LIA_NONE))
            continue;
        const uint64_t kinds = kinds_of(&kind, t, s, e);
        for (uint64_t j = 0; j < kinds; j++) {
            length += 2 * own[kind[j]] + 1;     /* (x + 1)^2 - x^2 */
            own[kind[j]]++;
        }
    }
    for (uint64_t k = begin; k < end; k++) {
        const uint64_t kinds = kinds_of(&kind, t, s, s->acc_event[k]);
        for (uint64_t j = 0; j < kinds; j++) {
            if (own[kind[j]] > 0)
                sum[kind[j]] += own[kind[j]] / sqrt(length);
            own[kind[j]] = 0;
        }
    }
    return length > 0;
}

double pod_taste_cosine(const double *sum, uint32_t kinds, double units,
                        double size)
{
    double total = 0;

    for (uint32_t k = 0; k < kinds; k++)
        total += sum[k] * sum[k];
    return (total - units) / (size * (size - 1));
}

/* The ties of accounts that have any, numbered 0, 1, ... by at. Accounts
 * without contacts, however many came once, cost the search nothing. */
static lia_status pack(lia_ties *out, uint32_t *at, const lia_ties *contacts,
                       lia_error *err)
{
    lia_status st = LIA_OK;
    lia_vid *source = NULL, *target = NULL, n = 0;
    uint64_t count = 0;

    LIA_TRY(lia_alloc(&source, contacts->m, sizeof *source, err));
    LIA_TRY(lia_alloc(&target, contacts->m, sizeof *target, err));
    for (lia_vid u = 0; u < contacts->n; u++)
        at[u] = contacts->off[u + 1] > contacts->off[u] ? n++ : LIA_NONE;
    for (lia_vid u = 0; u < contacts->n; u++)
        for (uint64_t k = contacts->off[u]; k < contacts->off[u + 1]; k++)
            if (u < contacts->to[k]) {
                source[count] = at[u];
                target[count++] = at[contacts->to[k]];
            }
    const lia_pairs pairs = {n, count, source, target, NULL};
    st = lia_ties_from_pairs(out, NULL, &pairs, NULL, err);
done:
    lia_free(source);
    lia_free(target);
    return st;
}

static lia_status by_contacts(pod_tastes *t, const pod_habits *h,
                              uint64_t seed, lia_error *err)
{
    const lia_communities_options options = {
        .objective = LIA_MODULARITY, .resolution = 1.0, .beta = 0.01,
        .iterations = TASTE_ITERATIONS, .seed = seed};
    const uint32_t n = h->stage->n;
    lia_status st = LIA_OK;
    lia_ties ties = {.n = 0};
    uint32_t *community = NULL;

    LIA_TRY(lia_alloc(&t->of_author, n, sizeof(uint32_t), err));
    LIA_TRY(pack(&ties, t->of_author, &h->stage->contacts, err));
    LIA_TRY(lia_alloc(&community, ties.n, sizeof *community, err));
    LIA_TRY(lia_communities(community, &t->kinds, NULL, &ties, &options,
                            err));
    for (uint32_t u = 0; u < n; u++)
        t->of_author[u] = t->of_author[u] != LIA_NONE
                              ? community[t->of_author[u]] : t->kinds++;
    t->is_known = true;
    t->floor = CONTACT_FLOOR;
    t->scale = CONTACT_SCALE;
done:
    lia_free(community);
    lia_ties_free(&ties);
    return st;
}

static bool is_gap(char c)
{
    return c == '|' || c == ',' || c == ';' || c == ' ' || c == '\t' ||
           c == '#';
}

/* FNV-1a of a word, without ASCII case. */
static uint64_t hash_word(const char *text, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325u;

    for (size_t k = 0; k < length; k++) {
        const char c = text[k];
        hash ^= (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        hash *= 0x100000001B3u;
    }
    return hash;
}

/* Hashes of the words of a text; without a list, how many. */
static uint64_t split(uint64_t *out, const lia_names *texts, uint32_t id)
{
    size_t length, at = 0;
    const char *text;
    uint64_t count = 0;

    if (id == LIA_NONE)
        return 0;
    text = lia_name(texts, id, &length);
    while (at < length) {
        const size_t begin = at;
        while (at < length && !is_gap(text[at]))
            at++;
        if (at > begin) {
            if (out != NULL)
                out[count] = hash_word(text + begin, at - begin);
            count++;
        }
        at += at < length;
    }
    return count;
}

/* Tags of the table's posts by stage post; where a post has none there, those
 * of its first row that has some. */
static lia_status gather(uint32_t **out, uint64_t *tagged,
                         const pod_stage *s, const lia_tables *t,
                         lia_error *err)
{
    const lia_interactions *rows = &t->interactions;
    lia_status st = lia_alloc(out, s->posts, sizeof **out, err);

    *tagged = 0;
    if (st != LIA_OK)
        return st;
    for (uint32_t p = 0; p < s->posts; p++) {
        (*out)[p] = t->posts.tags != NULL ? t->posts.tags[s->post_id[p]]
                                          : LIA_NONE;
        for (uint64_t e = s->post_off[p];
             rows->tags != NULL && (*out)[p] == LIA_NONE &&
             e < s->post_off[p + 1]; e++)
            (*out)[p] = rows->tags[s->row[e]];
        *tagged += split(NULL, &t->texts, (*out)[p]) > 0;
    }
    return LIA_OK;
}

static lia_status number_tags(pod_tastes *t, uint64_t *hash, uint64_t count,
                              lia_error *err)
{
    lia_status st = LIA_OK;
    uint32_t *place = NULL;
    uint64_t *sorted = NULL;

    LIA_TRY(lia_alloc(&t->tag, count, sizeof *t->tag, err));
    LIA_TRY(lia_alloc(&place, count, sizeof *place, err));
    LIA_TRY(lia_alloc(&sorted, count, sizeof *sorted, err));
    for (uint64_t k = 0; k < count; k++) {
        sorted[k] = hash[k];
        place[k] = (uint32_t)k;
    }
    lia_sort_keys(sorted, place, count);
    for (uint64_t k = 0; k < count; k++) {
        t->kinds += k == 0 || sorted[k] != sorted[k - 1];
        t->tag[place[k]] = t->kinds - 1;
    }
done:
    lia_free(place);
    lia_free(sorted);
    return st;
}

static lia_status by_tags(pod_tastes *t, const pod_stage *s,
                          const uint32_t *text, const lia_tables *tables,
                          lia_error *err)
{
    lia_status st = LIA_OK;
    uint64_t *hash = NULL, count = 0;

    LIA_TRY(lia_alloc(&t->tag_off, (uint64_t)s->posts + 1, sizeof *t->tag_off,
                      err));
    for (uint32_t p = 0; p < s->posts; p++) {
        t->tag_off[p] = count;
        count += split(NULL, &tables->texts, text[p]);
    }
    t->tag_off[s->posts] = count;
    LIA_TRY(lia_alloc(&hash, count, sizeof *hash, err));
    for (uint32_t p = 0; p < s->posts; p++)
        split(hash + t->tag_off[p], &tables->texts, text[p]);
    LIA_TRY(number_tags(t, hash, count, err));
    t->is_known = t->by_tags = true;
done:
    lia_free(hash);
    return st;
}

/* What two accounts taken at random have in common is no affinity. */
static lia_status find_floor(pod_tastes *t, const pod_habits *h,
                             lia_error *err)
{
    lia_status st = LIA_OK;
    double *sum = NULL, *own = NULL, units = 0;

    LIA_TRY(lia_alloc_zero(&sum, t->kinds, sizeof *sum, err));
    LIA_TRY(lia_alloc_zero(&own, t->kinds, sizeof *own, err));
    for (uint32_t u = 0; u < h->stage->n; u++)
        units += pod_taste_add(sum, own, t, h, u, NULL);
    t->scale = TAG_SCALE;
    t->floor = units > 1 ? pod_taste_cosine(sum, t->kinds, units, units) : 0;
done:
    lia_free(sum);
    lia_free(own);
    return st;
}

lia_status pod_tastes_learn(pod_tastes *out, const pod_habits *h,
                            const lia_tables *tables, uint64_t seed,
                            lia_error *err)
{
    pod_tastes t = {.is_known = false};
    lia_status st = LIA_OK;
    uint32_t *text = NULL;
    uint64_t tagged = 0;

    if (tables->posts.tags != NULL || tables->interactions.tags != NULL)
        LIA_TRY(gather(&text, &tagged, h->stage, tables, err));
    if (tagged > 0 && tagged >= h->stage->posts / 2) {
        LIA_TRY(by_tags(&t, h->stage, text, tables, err));
        LIA_TRY(find_floor(&t, h, err));
    } else if (h->stage->has_contacts)
        LIA_TRY(by_contacts(&t, h, seed, err));
    *out = t;
    memset(&t, 0, sizeof t);
done:
    lia_free(text);
    pod_tastes_free(&t);
    return st;
}

void pod_tastes_free(pod_tastes *t)
{
    lia_free(t->of_author);
    lia_free(t->tag_off);
    lia_free(t->tag);
    memset(t, 0, sizeof *t);
}
