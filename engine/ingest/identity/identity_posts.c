/* ingest/identity/identity_posts.c - the numbers of one post are one post.
 *
 * LinkedIn gives a post an activity, a ugcPost and a share number, a fraction
 * of a second apart, and its files and pages use now this, now that. Numbers
 * of different kinds within two seconds are one post if one author wrote both;
 * where an author is not known, if nothing else happened near them and so
 * little happens at all that it can hardly be chance. Comments are one if
 * their own numbers are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/identity/identity_parts.h"
#include "ingest/platforms/linkedin_ids.h"

static const lia_time NEAR = 2 * (lia_time)1000000;
enum { RARE = 100, CROWD = 64 };  /* one chance in so many; neighbours    */

typedef struct numbered {
    lia_time clock;
    uint64_t number;
    uint32_t id, author;         /* LIA_NONE = not known                     */
    int kind;
} numbered;

typedef struct numbers {
    numbered *item;
    uint64_t count, room;
} numbers;

static int by_clock(const void *left, const void *right)
{
    const numbered *a = left, *b = right;

    if (a->clock != b->clock)
        return a->clock < b->clock ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static lia_status add(numbers *list, const numbered *item, lia_error *err)
{
    lia_status st = lia_reserve(&list->item, &list->room, list->count + 1,
                                sizeof *list->item, err);

    if (st == LIA_OK)
        list->item[list->count++] = *item;
    return st;
}

static void see_author(lia_identity *d, uint32_t *author, uint32_t post,
                       uint32_t account)
{
    account = lia_union_root(&d->people, account);
    if (author[post] == LIA_NONE || account < author[post])
        author[post] = account;
}

/* author: [posts] the one that a row names. */
static void find_authors(lia_identity *d, uint32_t *author)
{
    for (int w = 0; w < d->reading->workers; w++)
        for (uint64_t k = 0; k < d->reading->worker[w].blocks; k++) {
            const lia_block *b = d->reading->worker[w].block[k];
            const bool acts = b->table == LIA_TABLE_INTERACTIONS;
            const int post = acts ? LIA_I_OBJECT : LIA_P_POST;
            const int by = acts ? LIA_I_AUTHOR : LIA_P_AUTHOR;
            if ((!acts && b->table != LIA_TABLE_POSTS) || !b->has[post] ||
                !b->has[by])
                continue;
            for (uint64_t r = 0; r < b->rows; r++) {
                const uint32_t p = ((uint32_t *)b->column[post])[r];
                const uint32_t a = ((uint32_t *)b->column[by])[r];
                if (p != LIA_NONE && a != LIA_NONE)
                    see_author(d, author, d->posts.global[w][p],
                               d->people.global[w][a]);
            }
        }
}

/* May a LinkedIn number be in it? */
static bool may_be(const char *name, size_t length)
{
    return length > 10 && (memmem(name, length, "urn", 3) != NULL ||
                           memmem(name, length, "inkedin.com/", 12) != NULL);
}

static lia_status list_posts(lia_identity *d, numbers *posts,
                             numbers *comments, const uint32_t *author,
                             lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint32_t k = 0; k < d->posts.all.count; k++) {
        numbered item = {0, 0, k, author[k], 0};
        lia_linkedin_kind kind = LIA_LINKEDIN_ACTIVITY;
        size_t length;
        const char *name = lia_union_name(&d->posts, k, &length);
        if (!may_be(name, length))
            continue;
        if (lia_linkedin_comment(&item.number, name, length)) {
            LIA_TRY(add(comments, &item, err));
        } else if (lia_linkedin_post(&kind, &item.number, name, length)) {
            item.kind = (int)kind;
            item.clock = lia_linkedin_clock(item.number);
            LIA_TRY(add(posts, &item, err));
        }
    }
done:
    return st;
}

/* Is it rare that two of them stand so near by chance? */
static bool is_sparse(const numbers *list)
{
    const double span = (double)(list->item[list->count - 1].clock -
                                 list->item[0].clock);

    return (double)list->count * 2 * (double)NEAR * RARE < span;
}

/* Another number stands near to the left of i or to the right of j. */
static bool is_crowded(const numbers *list, uint64_t i, uint64_t j)
{
    const numbered *x = list->item;

    return (i > 0 && x[j].clock - x[i - 1].clock <= NEAR) || j - i > 1 ||
           (j + 1 < list->count && x[j + 1].clock - x[i].clock <= NEAR);
}

static lia_status join_near(lia_identity *d, const numbers *list,
                            lia_error *err)
{
    const bool sparse = list->count > 1 && is_sparse(list);
    lia_status st = LIA_OK;

    for (uint64_t i = 0; i < list->count; i++)
        for (uint64_t j = i + 1;
             j < list->count && j - i < CROWD &&
             list->item[j].clock - list->item[i].clock < NEAR; j++) {
            const numbered *a = &list->item[i], *b = &list->item[j];
            const bool known = a->author != LIA_NONE && b->author != LIA_NONE;
            if (a->kind == b->kind && a->number == b->number) {
                LIA_TRY(lia_union_join(&d->posts, a->id, b->id, LIA_BY_URL, 1,
                                       err));
                continue;
            }
            if (a->kind == b->kind || (known && a->author != b->author) ||
                (!known && (!sparse || is_crowded(list, i, j))))
                continue;
            LIA_TRY(lia_union_join(&d->posts, a->id, b->id, LIA_BY_CLOCK,
                                   known ? 0.98 : 0.9, err));
        }
done:
    return st;
}

static lia_status join_comments(lia_identity *d, const numbers *list,
                                lia_error *err)
{
    lia_status st = LIA_OK;

    for (uint64_t k = 1; k < list->count; k++)
        if (list->item[k].number == list->item[k - 1].number)
            LIA_TRY(lia_union_join(&d->posts, list->item[k - 1].id,
                                   list->item[k].id, LIA_BY_RECORD, 1, err));
done:
    return st;
}

static lia_status join_records(lia_identity *d, lia_error *err)
{
    uint64_t from, to;
    lia_status st = LIA_OK;

    lia_said_of(&from, &to, d, LIA_CLAIM_SAME_POST, LIA_NONE);
    for (uint64_t k = from; k < to; k++) {
        size_t length;
        const char *name = lia_name(&d->texts, d->said[k].text, &length);
        const uint32_t other = lia_names_find(&d->posts.all, name, length);
        if (other != LIA_NONE)
            LIA_TRY(lia_union_join(&d->posts, d->said[k].account, other,
                                   LIA_BY_RECORD, 1, err));
    }
done:
    return st;
}

lia_status lia_identity_join_posts(lia_identity *d, lia_error *err)
{
    numbers posts = {NULL, 0, 0}, comments = {NULL, 0, 0};
    uint32_t *author = NULL;
    lia_status st = LIA_OK;

    LIA_TRY(lia_alloc(&author, d->posts.all.count, sizeof *author, err));
    d->post_author = author;
    memset(author, 0xFF, d->posts.all.count * sizeof *author);
    find_authors(d, author);
    LIA_TRY(join_records(d, err));
    LIA_TRY(list_posts(d, &posts, &comments, author, err));
    if (posts.count > 1) {
        qsort(posts.item, posts.count, sizeof *posts.item, by_clock);
        LIA_TRY(join_near(d, &posts, err));
    }
    if (comments.count > 1) {
        qsort(comments.item, comments.count, sizeof *comments.item, by_clock);
        LIA_TRY(join_comments(d, &comments, err));
    }
done:
    lia_free(posts.item);
    lia_free(comments.item);
    return st;
}
