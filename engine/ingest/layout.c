/* ingest/layout.c - headers matched with the vocabulary of fields.c. */
#include "ingest/layout.h"

#include <string.h>

#include "base/mem.h"

lia_status lia_header_add(lia_header *header, const char *text, size_t length,
                          lia_error *err)
{
    lia_status st = lia_reserve(&header->name, &header->room,
                                (uint64_t)header->count + 1,
                                sizeof *header->name, err);

    if (st != LIA_OK)
        return st;
    while (length > 0 && (*text == ' ' || *text == '\t'))
        text++, length--;
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    st = lia_copy_text(&header->name[header->count], text, length, err);
    if (st == LIA_OK)
        header->count++;
    return st;
}

void lia_header_free(lia_header *header)
{
    for (uint32_t c = 0; c < header->count; c++)
        lia_free(header->name[c]);
    lia_free(header->name);
    memset(header, 0, sizeof *header);
}

/* The match of one header with one table, while it is made. */
typedef struct matching {
    const lia_table_spec *spec;
    const lia_header *header;
    lia_layout *layout;
} matching;

static void folded_name(char out[LIA_FOLD_ROOM], const matching *m, int32_t c)
{
    out[0] = '\0';
    if (c >= 0 && (uint32_t)c < m->header->count)
        (void)lia_fold(out, m->header->name[c], strlen(m->header->name[c]));
}

static bool is_taken(const matching *m, int32_t column)
{
    for (uint32_t f = 0; f < m->spec->count; f++)
        if (m->layout->column[f] == column)
            return true;
    return false;
}

static void take(matching *m, uint32_t field, int32_t column)
{
    m->layout->column[field] = column;
    m->layout->known++;
}

/* The column that a wish names, or -1. */
static int32_t wished_column(const matching *m, const lia_wish *wish)
{
    char name[LIA_FOLD_ROOM];

    for (uint32_t c = 0; c < m->header->count; c++) {
        folded_name(name, m, (int32_t)c);
        if (strcmp(name, wish->column) == 0)
            return (int32_t)c;
    }
    if (wish->number > 0 && wish->number <= m->header->count)
        return (int32_t)wish->number - 1;
    return -1;
}

/* Returns how many wishes had an effect. */
static unsigned match_wishes(matching *m, lia_wishes *wishes)
{
    unsigned count = 0;

    for (size_t w = 0; wishes != NULL && w < wishes->map_count; w++) {
        int field = lia_field_find(m->layout->table, wishes->map[w].field);
        int32_t column = wished_column(m, &wishes->map[w]);
        if (field < 0 || column < 0 || m->layout->column[field] >= 0 ||
            is_taken(m, column))
            continue;
        take(m, (uint32_t)field, column);
        count++;
    }
    return count;
}

/* The free column that fits a field best; the first of equals. */
static int32_t best_column(const matching *m, uint32_t field, bool exact)
{
    char name[LIA_FOLD_ROOM];
    int32_t best = -1;
    int least = 1 << 20;

    for (uint32_t c = 0; c < m->header->count; c++) {
        int fit;
        folded_name(name, m, (int32_t)c);
        if (name[0] == '\0' || is_taken(m, (int32_t)c))
            continue;
        fit = lia_field_fit(&m->spec->field[field], name);
        if (fit >= 0 && fit < least && (!exact || fit == 0)) {
            least = fit;
            best = (int32_t)c;
        }
    }
    return best;
}

static void match_names(matching *m, bool exact)
{
    for (uint32_t f = 0; f < m->spec->count; f++) {
        int32_t column;
        if (m->layout->column[f] >= 0)
            continue;
        column = best_column(m, f, exact);
        if (column >= 0)
            take(m, f, column);
    }
}

static void drop(lia_layout *layout, int field)
{
    if (layout->column[field] >= 0) {
        layout->column[field] = -1;
        layout->known--;
    }
}

/* Without an id the name is the account. A column `label` beside an id is a
 * name; beside a column that says `account` it is a label (of a class, say). */
static void settle_names(const matching *m)
{
    int32_t *c = m->layout->column;
    char name[LIA_FOLD_ROOM], account[LIA_FOLD_ROOM];

    if (m->layout->table != LIA_TABLE_ACCOUNTS)
        return;
    if (c[LIA_A_ACCOUNT] < 0) {
        c[LIA_A_ACCOUNT] = c[LIA_A_NAME];
        c[LIA_A_NAME] = -1;
        return;
    }
    folded_name(name, m, m->layout->column[LIA_A_NAME]);
    folded_name(account, m, m->layout->column[LIA_A_ACCOUNT]);
    if (strcmp(name, "label") == 0 && strcmp(account, "account") == 0)
        drop(m->layout, LIA_A_NAME);
}

static unsigned match(matching *m, lia_layout *out, lia_table table,
                      const lia_header *header, lia_wishes *wishes)
{
    unsigned wished;

    *m = (matching){lia_table_fields(table), header, out};
    *out = (lia_layout){.table = table, .columns = header->count};
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        out->column[f] = -1;
    wished = match_wishes(m, wishes);
    match_names(m, true);
    match_names(m, false);
    settle_names(m);
    return wished;
}

static bool has_required(const lia_layout *layout)
{
    const lia_table_spec *spec = lia_table_fields(layout->table);
    const int32_t *c = layout->column;

    for (uint32_t f = 0; f < spec->count; f++)
        if (spec->field[f].required && c[f] < 0)
            return false;
    if (layout->table == LIA_TABLE_INTERACTIONS)
        return c[LIA_I_OBJECT] >= 0 || c[LIA_I_TARGET] >= 0 ||
               c[LIA_I_AUTHOR] >= 0;
    return layout->known > 0;
}

static void mark_used(const matching *m, lia_wishes *wishes)
{
    for (size_t w = 0; wishes != NULL && w < wishes->map_count; w++)
        if (lia_field_find(m->layout->table, wishes->map[w].field) >= 0 &&
            wished_column(m, &wishes->map[w]) >= 0)
            wishes->map[w].used = true;
}

bool lia_layout_as(lia_layout *out, lia_table table, const lia_header *header,
                   lia_wishes *wishes)
{
    matching m;

    (void)match(&m, out, table, header, wishes);
    if (!has_required(out))
        return false;
    mark_used(&m, wishes);
    return true;
}

static bool is_one_of(const char *word, const char *list)
{
    size_t length = strlen(word);

    for (const char *at = list; length > 0 && *at != '\0';) {
        size_t here = strcspn(at, " ");
        if (here == length && memcmp(at, word, length) == 0)
            return true;
        at += here;
        at += strspn(at, " ");
    }
    return false;
}

/* Is it a table of acts, or a list of accounts or of ties that happens to
 * have such columns? */
static bool reads_as_interactions(const matching *m)
{
    int32_t *c = m->layout->column;
    char actor[LIA_FOLD_ROOM], object[LIA_FOLD_ROOM], action[LIA_FOLD_ROOM];
    bool said, timed = c[LIA_I_TIME] >= 0;

    folded_name(actor, m, c[LIA_I_ACTOR]);
    folded_name(object, m, c[LIA_I_OBJECT]);
    folded_name(action, m, c[LIA_I_ACTION]);
    said = timed || strcmp(action, "action") == 0;
    if (strcmp(object, "url") == 0 && !said && strcmp(actor, "actor") != 0)
        drop(m->layout, LIA_I_OBJECT);
    if (c[LIA_I_OBJECT] >= 0)
        return said || !is_one_of(actor, "user account username login") ||
               is_one_of(object, "object objectid post postid posturl");
    return said || strcmp(actor, "actor") == 0;
}

/* What beside the required columns makes it this table and no other. */
static bool reads_as(const matching *m, const char *stem)
{
    const lia_layout *l = m->layout;
    const int32_t *c = l->column;
    char name[LIA_FOLD_ROOM];

    switch (l->table) {
    case LIA_TABLE_INTERACTIONS:
        return reads_as_interactions(m);
    case LIA_TABLE_TARGETS:
        return (c[4] >= 0 && l->known > 1) || strcmp(stem, "targets") == 0;
    case LIA_TABLE_TEAM:
        folded_name(name, m, c[0]);
        return c[2] >= 0 || c[3] >= 0 || c[4] >= 0 ||
               strcmp(name, "seller") == 0 || strcmp(stem, "team") == 0;
    default:
        return true;
    }
}

static const lia_table order[] = {
    LIA_TABLE_ALIASES, LIA_TABLE_CONTRIBUTIONS, LIA_TABLE_INTRO_LOG,
    LIA_TABLE_SSI,
    LIA_TABLE_DEALS, LIA_TABLE_DEAL_CONTACTS, LIA_TABLE_INTERACTIONS,
    LIA_TABLE_CONTACTS, LIA_TABLE_POSTS, LIA_TABLE_TARGETS, LIA_TABLE_TEAM,
    LIA_TABLE_ACCOUNTS};

/* A column `since` makes contacts of what else would be interactions. */
static bool says_since(const lia_header *header)
{
    char name[LIA_FOLD_ROOM];

    for (uint32_t c = 0; c < header->count; c++) {
        (void)lia_fold(name, header->name[c], strlen(header->name[c]));
        if (strcmp(name, "since") == 0)
            return true;
    }
    return false;
}

/* No account, but companies or titles: a list of targets, if hardly anything
 * else is in it. */
static bool choose_targets(lia_layout *out, const lia_header *header,
                           lia_wishes *wishes)
{
    matching m = {lia_table_fields(LIA_TABLE_TARGETS), header, out};
    char company[LIA_FOLD_ROOM], title[LIA_FOLD_ROOM];

    if (!lia_layout_as(out, LIA_TABLE_TARGETS, header, wishes))
        return false;
    folded_name(company, &m, out->column[2]);
    folded_name(title, &m, out->column[3]);
    return out->known * 2 >= header->count &&
           (strcmp(company, "company") == 0 || strcmp(title, "title") == 0);
}

bool lia_layout_choose(lia_layout *out, const lia_header *header,
                       lia_wishes *wishes, const char *stem)
{
    matching m;
    unsigned most = 0;
    int best = -1;

    for (size_t t = 0; t < sizeof order / sizeof *order; t++) {
        unsigned wished = match(&m, out, order[t], header, wishes);
        if (!has_required(out) || !reads_as(&m, stem))
            continue;
        if (order[t] == LIA_TABLE_INTERACTIONS &&
            (!has_required(out) ||
             (out->column[LIA_I_OBJECT] < 0 && says_since(header))))
            continue;
        if (best < 0 || wished > most) {
            best = (int)order[t];
            most = wished;
        }
    }
    if (best < 0)
        return choose_targets(out, header, wishes);
    (void)lia_layout_as(out, (lia_table)best, header, wishes);
    if (best == LIA_TABLE_INTERACTIONS) {
        m = (matching){lia_table_fields(out->table), header, out};
        (void)reads_as_interactions(&m);
    }
    return true;
}
