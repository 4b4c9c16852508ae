/* ingest/headerless.c - an edge list without a header: which columns are the
 * two accounts, which the time, the action, the weight.
 *
 * A column whose values are all unix times of 1990 to 2100 is the time, one of
 * action words the action; the first two of what is left are the accounts, and
 * a number after them is the weight. Accounts stand in the first columns, so a
 * time is looked for from the third on, and only then in the first.
 */
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "ingest/plan.h"
#include "text/number.h"

enum { MOST_COLUMNS = 64 };

typedef struct column_look {
    bool unix_time, word, number, named; /* named: the first value is none   */
    bool digits, bare;                   /* digits in all but the first      */
    bool plain;                          /* short, without control bytes     */
    uint64_t numbers;                    /* how many values are one          */
} column_look;

static bool is_unix_time(const char *text, size_t length)
{
    const double from = 631152000.0, to = 4102444800.0;  /* 1990, 2100 */
    double value;

    if (!lia_parse_double(&value, text, length) || strchr(text, 'e') != NULL)
        return false;
    for (double unit = 1; unit <= 1e6; unit *= 1e3)
        if (value >= from * unit && value < to * unit)
            return true;
    return false;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t k = 0; k < length; k++)
        if ((unsigned char)text[k] < 0x20 || text[k] == 0x7F)
            return false;
    return length > 0 && length <= 256;
}

static void look(column_look *out, const char *text, bool first)
{
    size_t length = strlen(text);
    lia_action action = lia_action_of(text, length);
    double value;
    bool number = lia_parse_double(&value, text, length);

    if (first) {
        out->named = !number;
        out->bare = strpbrk(text, "0123456789") == NULL;
    } else {
        out->number = out->number && number;
        out->digits = out->digits && strpbrk(text, "0123456789") != NULL;
    }
    out->numbers += number;
    out->unix_time = out->unix_time && is_unix_time(text, length);
    out->word = out->word && action != LIA_ACTION_NONE &&
                action != LIA_ACTION_OTHER;
    out->plain = out->plain && is_plain(text, length);
}

/* The number of fields that most records have. */
static uint32_t usual_count(const lia_sample *sample, uint64_t *have)
{
    uint64_t count[MOST_COLUMNS] = {0};
    uint32_t best = 0;

    for (uint64_t r = 0; r < sample->count; r++)
        if (sample->record[r].count < MOST_COLUMNS)
            count[sample->record[r].count]++;
    for (uint32_t c = 1; c < MOST_COLUMNS; c++)
        if (count[c] > count[best])
            best = c;
    *have = count[best];
    return best;
}

static bool is_known_word(const char *text)
{
    char folded[LIA_FOLD_ROOM];

    if (lia_fold(folded, text, strlen(text)) == 0)
        return false;
    for (int t = 0; t <= LIA_TABLE_POSTS; t++)
        for (uint32_t f = 0; f < lia_table_fields((lia_table)t)->count; f++)
            if (lia_field_fit(&lia_table_fields((lia_table)t)->field[f],
                              folded) >= 0)
                return true;
    return false;
}

/* The first record names columns: none of its fields is a number, and it has
 * no digit where all values below have one (numbers, dates, links), or it uses
 * a word of the vocabulary. */
static bool has_unknown_header(const lia_sample *sample,
                               const column_look *looks, uint32_t columns)
{
    const lia_header *first = &sample->record[0];
    bool names = false;

    if (first->count != columns || sample->count < 2)
        return false;
    for (uint32_t c = 0; c < columns; c++) {
        if (!looks[c].named)
            return false;
        names = names || (looks[c].digits && looks[c].bare) ||
                is_known_word(first->name[c]);
    }
    return names;
}

static void look_at_columns(column_look *looks, const lia_sample *sample,
                            uint32_t columns)
{
    for (uint32_t c = 0; c < columns; c++)
        looks[c] = (column_look){true, true, true, false, true, false, true,
                                 0};
    for (uint64_t r = 0; r < sample->count; r++) {
        const lia_header *record = &sample->record[r];
        for (uint32_t c = 0; record->count == columns && c < columns; c++)
            look(&looks[c], record->name[c], r == 0);
    }
}

static int find_column(const column_look *looks, uint32_t columns,
                       bool (*is)(const column_look *))
{
    for (uint32_t c = 2; c < columns; c++)
        if (is(&looks[c]))
            return (int)c;
    return columns > 2 && is(&looks[0]) && !(is(&looks[1])) ? 0 : -1;
}

static bool is_time(const column_look *l)
{
    return l->unix_time;
}

static bool is_action(const column_look *l)
{
    return l->word;
}

typedef struct edge_columns {
    int source, target, time, action, weight;
} edge_columns;

static edge_columns tell_apart(const column_look *looks, uint32_t columns)
{
    edge_columns e = {-1, -1, find_column(looks, columns, is_time),
                      find_column(looks, columns, is_action), -1};

    for (int c = 0; c < (int)columns; c++) {
        if (c == e.time || c == e.action)
            continue;
        if (e.source < 0)
            e.source = c;
        else if (e.target < 0)
            e.target = c;
        else if (e.weight < 0 && looks[c].number && !looks[c].named)
            e.weight = c;
    }
    return e;
}

static void lay_out(lia_plan *plan, const edge_columns *e, int wanted)
{
    lia_layout *l = &plan->layout;
    bool acts = wanted >= 0 ? wanted == LIA_TABLE_INTERACTIONS
                            : e->time >= 0 || e->action >= 0;

    l->known = 0;
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        l->column[f] = -1;
    if (acts) {
        l->table = LIA_TABLE_INTERACTIONS;
        l->column[LIA_I_ACTOR] = e->source;
        l->column[LIA_I_TARGET] = e->target;
        l->column[LIA_I_TIME] = e->time;
        l->column[LIA_I_ACTION] = e->action;
        l->column[LIA_I_WEIGHT] = e->weight;
    } else {
        l->table = LIA_TABLE_CONTACTS;
        l->column[LIA_C_SOURCE] = e->source;
        l->column[LIA_C_TARGET] = e->target;
        l->column[LIA_C_SINCE] = e->time;
        l->column[LIA_C_WEIGHT] = e->weight;
    }
    for (int f = 0; f < LIA_MOST_FIELDS; f++)
        l->known += l->column[f] >= 0;
}

/* A list of accounts, one per line, where one is asked for. */
static bool lay_out_list(lia_plan *plan, int table, uint32_t columns)
{
    lia_layout *l = &plan->layout;

    if (table != LIA_TABLE_ACCOUNTS && table != LIA_TABLE_TEAM &&
        table != LIA_TABLE_TARGETS)
        return false;
    *l = (lia_layout){.table = (lia_table)table, .columns = columns,
                      .known = 1};
    for (int f = 1; f < LIA_MOST_FIELDS; f++)
        l->column[f] = -1;
    l->column[0] = 0;
    return true;
}

static bool apply_numbers(lia_plan *plan, lia_wishes *wishes)
{
    bool any = false;

    for (size_t w = 0; w < wishes->map_count; w++) {
        lia_wish *wish = &wishes->map[w];
        int field = lia_field_find(plan->layout.table, wish->field);
        if (field < 0 || wish->number == 0 ||
            wish->number > plan->layout.columns)
            continue;
        for (int f = 0; f < LIA_MOST_FIELDS; f++)
            if (plan->layout.column[f] == (int32_t)wish->number - 1)
                plan->layout.column[f] = -1;
        plan->layout.column[field] = (int32_t)wish->number - 1;
        wish->used = any = true;
    }
    return any;
}

/* Columns by number alone say all: no look at the values. */
static bool lay_out_by_number(lia_plan *plan, uint32_t columns,
                              lia_wishes *wishes)
{
    lia_header blank = {.count = 0};

    for (int t = 0; t < LIA_TABLE_COUNT; t++) {
        const lia_table_spec *spec = lia_table_fields((lia_table)t);
        bool enough = true;
        if (wishes->table >= 0 && wishes->table != t)
            continue;
        (void)lia_layout_as(&plan->layout, (lia_table)t, &blank, NULL);
        plan->layout.columns = columns;
        if (!apply_numbers(plan, wishes))
            continue;
        for (uint32_t f = 0; f < spec->count; f++)
            enough = enough && (!spec->field[f].required ||
                                plan->layout.column[f] >= 0);
        if (t == LIA_TABLE_INTERACTIONS)
            enough = enough && (plan->layout.column[LIA_I_OBJECT] >= 0 ||
                                plan->layout.column[LIA_I_TARGET] >= 0);
        if (enough)
            return true;
    }
    return false;
}

static bool is_consistent(const lia_sample *sample, uint64_t have,
                          const column_look *looks, const edge_columns *e,
                          uint32_t columns)
{
    const uint32_t told = 2u + (e->time >= 0) + (e->action >= 0) +
                          (e->weight >= 0);
    bool numbers;

    if (e->source < 0 || e->target < 0 || !looks[e->source].plain ||
        !looks[e->target].plain)
        return false;
    numbers = looks[e->source].numbers * 10 >= have * 8 &&
              looks[e->target].numbers * 10 >= have * 8;
    return numbers ? have * 10 >= sample->count * 6
                   : have == sample->count && told == columns;
}

bool lia_plan_headerless(lia_plan *plan, const lia_sample *sample,
                         lia_wishes *wishes)
{
    column_look looks[MOST_COLUMNS];
    uint64_t have = 0;
    uint32_t columns = usual_count(sample, &have);
    edge_columns e;
    int table = wishes->edges && wishes->table < 0 ? -1 : wishes->table;

    look_at_columns(looks, sample, columns);
    plan->layout.columns = columns;
    if (wishes->map_count > 0 && lay_out_by_number(plan, columns, wishes))
        return true;
    plan->layout = (lia_layout){.columns = columns};
    if (lay_out_list(plan, table, columns))
        return true;
    if (table > LIA_TABLE_CONTACTS) {
        (void)snprintf(plan->why, sizeof plan->why, wr("no header that names "
                                                        "the columns of %s"),
                       lia_table_name((lia_table)table));
        return false;
    }
    if (has_unknown_header(sample, looks, columns)) {
        if (!wishes->edges && table < 0) {
            lia_layout_advice(plan->why, sizeof plan->why, &sample->record[0],
                              wishes);
            return false;
        }
        plan->header_line = sample->line[0];
        for (uint32_t c = 0; c < columns; c++)
            looks[c].named = false;
    }
    e = tell_apart(looks, columns);
    if (!is_consistent(sample, have, looks, &e, columns)) {
        (void)snprintf(plan->why, sizeof plan->why, wr("neither a header with "
                       "known columns nor an edge list (columns do not line "
                       "up); try --as or --map FIELD=COLUMN"));
        return false;
    }
    lay_out(plan, &e, table);
    (void)apply_numbers(plan, wishes);
    return true;
}
