/* report/canonical.c - the tables that were read, as ranked tables.
 *
 * Ids ascend in byte order of the names, so sorting by ids is sorting by what
 * is written. Accounts and posts are in order already; only those that an
 * input listed get a row.
 */
#include <string.h>

#include "base/mem.h"
#include "liaison/convert.h"
#include "text/cell.h"

typedef struct builder {
    lia_canonical c;
    lia_rank_key key[LIA_RANKED_COLUMNS];
    const lia_tables *tables;
} builder;

static const char *const kind_words[] = {"contact", "follow", ""};
static const char *const precision_words[] = {"", "day", "minute", "second",
                                              "finer"};

bool lia_tables_have(const lia_tables *tables, lia_table which)
{
    switch (which) {
    case LIA_TABLE_INTERACTIONS:
        return tables->interactions.count > 0;
    case LIA_TABLE_CONTACTS:
        return tables->contacts.count > 0;
    case LIA_TABLE_ACCOUNTS:
        return tables->accounts.listed_count > 0;
    case LIA_TABLE_POSTS:
        return tables->posts.listed_count > 0;
    default:
        return (unsigned)which < LIA_TABLE_COUNT &&
               tables->sheet[which].rows > 0;
    }
}

void lia_canonical_free(lia_canonical *canonical)
{
    if (canonical == NULL)
        return;
    lia_ranked_order_free(canonical->order);
    lia_free(canonical->ids);
    lia_free(canonical->words);
    canonical->order = NULL;
    canonical->ids = NULL;
    canonical->words = NULL;
}

/* ---- columns, each with the key that sorts it ---- */

static lia_column *add(builder *b, const char *name, lia_column_type type,
                       const void *data)
{
    if (data == NULL)
        return NULL;
    b->key[b->c.table.columns] = (lia_rank_key){.descending = false};
    return lia_ranked_add(&b->c.table, name, type, data);
}

static lia_rank_key *last_key(builder *b)
{
    return &b->key[b->c.table.columns - 1];
}

static void add_id(builder *b, const char *name, const uint32_t *id,
                   const lia_names *names)
{
    lia_column *column = add(b, name, lia_cell_is_text_column(name)
                                          ? LIA_COLUMN_TEXT : LIA_COLUMN_ID,
                             id);

    if (column == NULL)
        return;
    column->names = names;
    last_key(b)->count32 = id;
}

static void add_number(builder *b, const char *name, const double *number)
{
    if (add(b, name, LIA_COLUMN_NUMBER, number) != NULL)
        last_key(b)->number = number;
}

static void add_time(builder *b, const char *name, const lia_time *time)
{
    if (add(b, name, LIA_COLUMN_TIME, time) != NULL)
        last_key(b)->time = time;
}

static void add_word(builder *b, const char *name, const uint8_t *word,
                     const char *const *words)
{
    lia_column *column = add(b, name, LIA_COLUMN_WORD, word);

    if (column == NULL)
        return;
    column->words = words;
    last_key(b)->word = word;
}

static void add_flag(builder *b, const char *name, const uint8_t *flag)
{
    if (add(b, name, LIA_COLUMN_FLAG, flag) != NULL)
        last_key(b)->flag = flag;
}

/* ---- tables ---- */

static lia_status interactions(builder *b, lia_error *err)
{
    const lia_tables *t = b->tables;
    const lia_interactions *x = &t->interactions;
    lia_status st = lia_alloc(&b->c.words, LIA_ACTION_COUNT,
                              sizeof *b->c.words, err);

    if (st != LIA_OK)
        return st;
    for (int k = 0; k < LIA_ACTION_COUNT; k++)
        b->c.words[k] = lia_action_name((lia_action)k);
    b->c.table.rows = x->count;
    add_id(b, "actor", x->actor, &t->accounts.names);
    add_id(b, "object", x->object, &t->posts.names);
    add_id(b, "target", x->target, &t->accounts.names);
    add_time(b, "time", x->time);
    add_word(b, "action", x->action, b->c.words);
    add_id(b, "author", x->author, &t->accounts.names);
    add_number(b, "weight", x->weight);
    add_id(b, "tags", x->tags, &t->texts);
    add_id(b, "content", x->content, &t->texts);
    add_number(b, "participants", x->participants);
    add_number(b, "text_length", x->text_length);
    add_flag(b, "question", x->question);
    add_word(b, "time_precision", x->time_precision, precision_words);
    return LIA_OK;
}

static void contacts(builder *b)
{
    const lia_tables *t = b->tables;
    const lia_contacts *x = &t->contacts;

    b->c.table.rows = x->count;
    add_id(b, "source", x->source, &t->accounts.names);
    add_id(b, "target", x->target, &t->accounts.names);
    add_word(b, "kind", x->kind, kind_words);
    add_time(b, "since", x->since);
    add_number(b, "weight", x->weight);
}

static lia_status own_ids(builder *b, const lia_names *names, lia_error *err)
{
    lia_status st = lia_alloc(&b->c.ids, names->count, sizeof *b->c.ids, err);

    for (uint32_t k = 0; st == LIA_OK && k < names->count; k++)
        b->c.ids[k] = k;
    return st;
}

static void accounts(builder *b)
{
    const lia_tables *t = b->tables;
    const lia_accounts *x = &t->accounts;

    add_id(b, "account", b->c.ids, &x->names);
    add_id(b, "name", x->name, &t->texts);
    add_id(b, "company", x->company, &t->texts);
    add_id(b, "title", x->title, &t->texts);
    add_id(b, "team", x->team, &t->texts);
    add_id(b, "kind", x->kind, &t->texts);
    add_id(b, "url", x->url, &t->texts);
    add_number(b, "followers", x->followers);
    add_id(b, "platform", x->platform, &t->texts);
    add_id(b, "handle", x->handle, &t->texts);
    add_id(b, "email_digest", x->email_digest, &t->texts);
    add_number(b, "match_confidence", x->match);
}

static void posts(builder *b)
{
    const lia_tables *t = b->tables;
    const lia_posts *x = &t->posts;

    add_id(b, "post", b->c.ids, &x->names);
    add_id(b, "author", x->author, &t->accounts.names);
    add_time(b, "time", x->time);
    add_id(b, "tags", x->tags, &t->texts);
    add_flag(b, "promoted", x->promoted);
    add_id(b, "alternates", x->alternates, &t->texts);
    add_id(b, "text_digest", x->text_digest, &t->texts);
    add_number(b, "reaction_count", x->reactions);
    add_number(b, "comment_count", x->comments);
    add_number(b, "share_count", x->shares);
}

static lia_status sheet(builder *b, lia_table which, lia_error *err)
{
    const lia_sheet *x = &b->tables->sheet[which];

    if (x->columns > LIA_RANKED_COLUMNS)
        return lia_fail(err, LIA_ELIMIT, "%s: more than %d columns",
                        lia_table_name(which), LIA_RANKED_COLUMNS);
    b->c.table.rows = x->rows;
    for (uint32_t k = 0; k < x->columns; k++) {
        add_id(b, x->column[k], x->cell + k, &b->tables->texts);
        b->c.table.column[k].stride = x->columns;
        last_key(b)->stride = x->columns;
    }
    return LIA_OK;
}

/* ---- order ---- */

static lia_status listed(builder *b, const uint8_t *is_listed, uint32_t count,
                         lia_error *err)
{
    lia_status st = lia_alloc(&b->c.order, count, sizeof *b->c.order, err);
    uint64_t rows = 0;

    if (st != LIA_OK)
        return st;
    for (uint32_t k = 0; k < count; k++)
        if (is_listed == NULL || is_listed[k])
            b->c.order[rows++] = k;
    b->c.table.rows = rows;
    return LIA_OK;
}

static lia_status build(builder *b, lia_table which, const lia_run *run,
                        lia_error *err)
{
    const lia_tables *t = b->tables;
    lia_status st = LIA_OK;

    switch (which) {
    case LIA_TABLE_ACCOUNTS:
        LIA_TRY(own_ids(b, &t->accounts.names, err));
        accounts(b);
        return listed(b, t->accounts.listed, t->accounts.names.count, err);
    case LIA_TABLE_POSTS:
        LIA_TRY(own_ids(b, &t->posts.names, err));
        posts(b);
        return listed(b, t->posts.listed, t->posts.names.count, err);
    case LIA_TABLE_INTERACTIONS:
        LIA_TRY(interactions(b, err));
        break;
    case LIA_TABLE_CONTACTS:
        contacts(b);
        break;
    default:
        LIA_TRY(sheet(b, which, err));
    }
    LIA_TRY(lia_ranked_order(&b->c.order, &b->c.table.rows, b->c.table.rows, 0,
                             b->key, b->c.table.columns, run, err));
done:
    return st;
}

lia_status lia_canonical_table(lia_canonical *out, const lia_tables *tables,
                               lia_table which, const lia_run *run,
                               lia_error *err)
{
    builder *b = NULL;
    lia_status st = LIA_OK;

    if (out == NULL || tables == NULL || (unsigned)which >= LIA_TABLE_COUNT)
        return lia_fail(err, LIA_EARG, "no such table");
    LIA_TRY(lia_alloc_zero(&b, 1, sizeof *b, err));
    b->tables = tables;
    b->c.table.name = lia_table_name(which);
    b->c.table.title = lia_table_name(which);
    LIA_TRY(build(b, which, run, err));
    b->c.table.order = b->c.order;
    *out = b->c;
    b->c = (lia_canonical){.order = NULL};
done:
    if (b != NULL)
        lia_canonical_free(&b->c);
    lia_free(b);
    return st;
}
