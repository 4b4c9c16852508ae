/* ingest/rows.c - a row is first understood as a whole, then interned: what
 * is rejected leaves no name behind.
 */
#include "base/sentence.h"
#include "ingest/store.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "ingest/say.h"
#include "text/json.h"
#include "text/number.h"
#include "text/recode.h"

lia_course lia_course_of(const lia_layout *layout, const lia_header *header,
                         const lia_read_options *options, uint32_t source)
{
    lia_course course = {layout, header, options,
                         {options->zone_minutes, options->date_format},
                         source, false, true, false, false, false};
    int32_t kind = layout->column[LIA_C_KIND];
    char name[LIA_FOLD_ROOM];

    if (layout->table == LIA_TABLE_CONTACTS && kind >= 0 &&
        (uint32_t)kind < header->count) {
        (void)lia_fold(name, header->name[kind], strlen(header->name[kind]));
        course.strict_kind = strcmp(name, "kind") == 0;
    }
    return course;
}

/* Of the tables that a projection reads, a lean load keeps who and how much. */
static bool is_kept(const lia_course *course, const lia_field_spec *field)
{
    if (!course->options->lean || course->layout->table > LIA_TABLE_POSTS)
        return true;
    return field->kind != LIA_KIND_TIME && field->kind != LIA_KIND_TEXT;
}

void lia_rows_columns(lia_block *block, const lia_course *course)
{
    const lia_table_spec *spec = lia_table_fields(block->table);

    for (uint32_t f = 0; f < spec->count; f++)
        block->has[f] = course->layout->column[f] >= 0 &&
                        is_kept(course, &spec->field[f]);
}

lia_status lia_rows_reject(lia_block *block, lia_cause cause,
                           const lia_place *place, uint32_t column,
                           lia_error *err, const char *format, ...)
{
    char detail[256];
    lia_reject reject = {.column = column, .line = place->line,
                         .cause = cause, .detail = detail};
    va_list args;

    detail[0] = '\0';
    va_start(args, format);
    if (block->rejects < block->keep_rejects)
        (void)lia_sentence(detail, sizeof detail, lia_written(), wr(format),
                           args);
    va_end(args);
    return lia_block_reject(block, &reject, place->raw, place->raw_length, err);
}

/* A row on its way in. */
typedef struct row {
    lia_worker *worker;
    lia_block *block;
    const lia_course *course;
    const lia_table_spec *spec;
    lia_cell *cell;
    const lia_place *place;
    lia_error *err;
    bool bad;
    bool is_recoded;         /* the cells are in the worker's room           */
    lia_row_value *value;    /* [LIA_MOST_FIELDS]                            */
} row;

/* 'created_at', or column 3 where the file has no names. */
static void say_column(lia_say *say, const row *r, uint32_t f)
{
    const lia_header *header = r->course->header;
    int32_t column = r->course->layout->column[f];

    if (column >= 0 && (uint32_t)column < header->count &&
        header->name[column][0] != '\0') {
        lia_sayf(say, "'");
        lia_say_quoted(say, header->name[column],
                       strlen(header->name[column]), 40);
        lia_sayf(say, "'");
    } else if (column >= 0) {
        lia_sayf(say, "column %d", column + 1);
    } else {
        lia_sayf(say, "'%s'", r->spec->field[f].name);
    }
}

/* "'weight' is not a number ("12x")", and perhaps what would help. */
static lia_status refuse(row *r, uint32_t f, lia_cause cause, const char *what,
                         const char *hint)
{
    char text[256];
    lia_say say = {text, sizeof text, 0};

    r->bad = true;
    if (r->block->rejects >= r->block->keep_rejects)
        return lia_rows_reject(r->block, cause, r->place, 0, r->err, "%s", "");
    say_column(&say, r, f);
    lia_sayf(&say, " %s", wr(what));
    if (r->cell[f].length > 0 && !r->block->discreet) {
        lia_sayf(&say, " (\"");
        lia_say_quoted(&say, r->cell[f].text, r->cell[f].length, 60);
        lia_sayf(&say, "\")");
    }
    if (hint != NULL)
        lia_sayf(&say, strchr(hint, ' ') ? N_("; try --date-format '%s'")
                                         : N_("; try --date-format %s"), hint);
    return lia_rows_reject(r->block, cause, r->place, r->cell[f].column, r->err,
                           "%s", text);
}

static lia_status read_time(lia_time *out, row *r, uint32_t f)
{
    const lia_cell *cell = &r->cell[f];
    lia_precision precision;

    switch (lia_clock_parse(out, &precision, cell->text, cell->length,
                            &r->course->clock)) {
    case LIA_CLOCK_OK:
        return LIA_OK;
    case LIA_CLOCK_RANGE:
        return refuse(r, f, LIA_CAUSE_TIME_RANGE, "is not in 1970 to 2100",
                      NULL);
    default:
        return refuse(r, f, LIA_CAUSE_TIME, "is not a date",
                      r->block->rejects < r->block->keep_rejects
                          ? lia_clock_guess(cell->text, cell->length)
                          : NULL);
    }
}

static bool is_word(const lia_cell *cell, const char *word, size_t length)
{
    if (cell->length != length)
        return false;
    for (size_t k = 0; k < length; k++) {
        char c = cell->text[k];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[k])
            return false;
    }
    return true;
}

/* Place of the cell's word in a blank-separated list, -1 if it is not there. */
static int place_of(const lia_cell *cell, const char *words)
{
    for (int place = 0; *words != '\0'; place++) {
        size_t length = strcspn(words, " ");
        if (is_word(cell, words, length))
            return place;
        words += length;
        words += strspn(words, " ");
    }
    return -1;
}

static const char flag_words[] = "0 1 false true no yes";

static lia_status read_flag(row *r, uint32_t f)
{
    int place = place_of(&r->cell[f], flag_words);

    r->value[f].word = place < 0 ? 2 : (uint8_t)(place & 1);
    if (place >= 0 || is_word(&r->cell[f], "unknown", 7))
        return LIA_OK;
    return refuse(r, f, LIA_CAUSE_WORD, "is not 0 or 1", NULL);
}

static lia_status read_contact(row *r, uint32_t f)
{
    static const char known[] =
        "contact follow undirected directed mutual";
    static const uint8_t kinds[] = {LIA_CONTACT, LIA_FOLLOW, LIA_CONTACT,
                                    LIA_FOLLOW, LIA_CONTACT};
    int place = place_of(&r->cell[f], known);

    r->value[f].word = place < 0 ? LIA_CONTACT_UNSAID : kinds[place];
    if (place >= 0 || !r->course->strict_kind)
        return LIA_OK;
    return refuse(r, f, LIA_CAUSE_WORD, "is not contact or follow", NULL);
}

static const char precision_words[] = "none day minute second finer";

/* Gephi's `Type` says how a tie is drawn, not what was done. */
static uint8_t action_of(const lia_cell *cell)
{
    if (is_word(cell, "directed", 8) || is_word(cell, "undirected", 10))
        return LIA_ACTION_NONE;
    return (uint8_t)lia_action_of(cell->text, cell->length);
}

/* Files have few words for actions: they are looked up once. */
static uint8_t known_action(lia_worker *worker, const lia_cell *cell)
{
    const size_t length = cell->length;
    lia_spelling *s = &worker->spelling[
        ((unsigned char)cell->text[0] * 5 + length) % LIA_SPELLINGS];

    if (length > sizeof s->text)
        return action_of(cell);
    if (s->length != length || memcmp(s->text, cell->text, length) != 0) {
        s->action = action_of(cell);
        s->length = (uint8_t)length;
        memcpy(s->text, cell->text, length);
    }
    return s->action;
}

static lia_status check_sheet(row *r, uint32_t f)
{
    const lia_field_spec *field = &r->spec->field[f];
    const lia_cell *cell = &r->cell[f];
    lia_time time;
    double number;

    switch (field->check) {
    case LIA_CHECK_TIME:
        return read_time(&time, r, f);
    case LIA_CHECK_NUMBER:
        if (lia_parse_double(&number, cell->text, cell->length))
            return LIA_OK;
        return refuse(r, f, LIA_CAUSE_NUMBER, "is not a number", NULL);
    case LIA_CHECK_FLAG:
        if (place_of(cell, flag_words) >= 0)
            return LIA_OK;
        return refuse(r, f, LIA_CAUSE_WORD, "is not 0 or 1", NULL);
    case LIA_CHECK_WORD:
        if (place_of(cell, field->words) >= 0)
            return LIA_OK;
        return refuse(r, f, LIA_CAUSE_WORD, "is not a word that is known",
                      NULL);
    default:
        return LIA_OK;
    }
}

/* Everything but names; a missing value is the one that stands for it. */
static lia_status read_value(row *r, uint32_t f)
{
    const lia_cell *cell = &r->cell[f];
    bool missing = cell->length == 0;

    switch (r->spec->field[f].kind) {
    case LIA_KIND_TIME:
        r->value[f].time = LIA_NO_TIME;
        return missing ? LIA_OK : read_time(&r->value[f].time, r, f);
    case LIA_KIND_NUMBER:
        r->value[f].number = (double)NAN;
        if (missing ||
            lia_parse_double(&r->value[f].number, cell->text, cell->length))
            return LIA_OK;
        return refuse(r, f, LIA_CAUSE_NUMBER, "is not a number", NULL);
    case LIA_KIND_ACTION:
        r->value[f].word = missing ? LIA_ACTION_NONE
                                   : known_action(r->worker, cell);
        return LIA_OK;
    case LIA_KIND_CONTACT:
        r->value[f].word = LIA_CONTACT_UNSAID;
        return missing ? LIA_OK : read_contact(r, f);
    case LIA_KIND_PRECISION: {
        const int place = missing ? 0 : place_of(cell, precision_words);
        r->value[f].word = place < 0 ? LIA_PRECISION_NONE : (uint8_t)place;
        return LIA_OK;
    }
    case LIA_KIND_FLAG:
        r->value[f].word = 2;
        return missing ? LIA_OK : read_flag(r, f);
    default:
        r->value[f].id = LIA_NONE;
        return missing ? LIA_OK : check_sheet(r, f);
    }
}

/* The field that is missing though the table requires it, or -1. */
static int missing_field(const row *r)
{
    const lia_cell *cell = r->cell;
    bool any = false;

    for (uint32_t f = 0; f < r->spec->count; f++) {
        any = any || cell[f].length > 0;
        if (r->spec->field[f].required && cell[f].length == 0)
            return (int)f;
    }
    if (r->course->layout->table == LIA_TABLE_INTERACTIONS &&
        cell[LIA_I_OBJECT].length == 0 && cell[LIA_I_TARGET].length == 0 &&
        cell[LIA_I_AUTHOR].length == 0)
        return r->course->layout->column[LIA_I_OBJECT] >= 0 ? LIA_I_OBJECT
                                                            : LIA_I_TARGET;
    return any ? -1 : 0;
}

static lia_status read_row(row *r)
{
    lia_status st = LIA_OK;
    int missing = missing_field(r);

    if (missing >= 0)
        return refuse(r, (uint32_t)missing, LIA_CAUSE_MISSING, "is empty",
                      NULL);
    for (uint32_t f = 0; f < r->spec->count && !r->bad; f++)
        LIA_TRY(read_value(r, f));
done:
    return st;
}

/* The one time of a row that since, until and the clock look at. */
static lia_time row_time(const row *r)
{
    switch (r->course->layout->table) {
    case LIA_TABLE_INTERACTIONS:
        return r->value[LIA_I_TIME].time;
    case LIA_TABLE_CONTACTS:
        return r->value[LIA_C_SINCE].time;
    case LIA_TABLE_POSTS:
        return r->value[LIA_P_TIME].time;
    default:
        return LIA_NO_TIME;
    }
}

static bool is_outside(const row *r, lia_time time)
{
    const lia_read_options *options = r->course->options;

    if (time == LIA_NO_TIME || r->course->late ||
        r->course->layout->table == LIA_TABLE_POSTS)
        return false;
    return (options->since != LIA_NO_TIME && time < options->since) ||
           (options->until != LIA_NO_TIME && time >= options->until);
}

/* The finest step that its times need. */
static void note_clock(row *r, lia_time time)
{
    const lia_time second = 1000000, minute = 60 * second,
                   day = 1440 * minute;
    lia_precision precision;

    if (time == LIA_NO_TIME)
        return;
    r->block->timed++;
    if (r->block->precision == LIA_PRECISION_FINER)
        return;
    precision = time % second != 0 ? LIA_PRECISION_FINER
                : time % minute != 0 ? LIA_PRECISION_SECOND
                : (time + r->course->options->zone_minutes * minute) % day != 0
                    ? LIA_PRECISION_MINUTE
                    : LIA_PRECISION_DAY;
    if (precision > r->block->precision)
        r->block->precision = precision;
}

/* A column exists from the first row on that has a value in it. */
static lia_status add_columns(row *r)
{
    lia_block *b = r->block;
    lia_status st = LIA_OK;

    for (uint32_t f = 0; r->course->lazy && f < r->spec->count; f++)
        if (!b->has[f] && r->cell[f].length > 0 &&
            is_kept(r->course, &r->spec->field[f]))
            LIA_TRY(lia_block_column(b, f, r->err));
done:
    return st;
}

/* Cells that are no UTF-8, read as windows-1252 into the worker's room. */
static lia_status recode_cells(row *r)
{
    lia_status st = LIA_OK;
    uint64_t need = 0, at = 0;

    for (uint32_t f = 0; f < r->spec->count; f++)
        need += r->cell[f].length * 3;
    LIA_TRY(lia_reserve(&r->worker->recoded, &r->worker->recoded_room, need + 1,
                        1, r->err));
    for (uint32_t f = 0; f < r->spec->count; f++) {
        char *to = r->worker->recoded + at;
        if (r->cell[f].length == 0)
            continue;
        r->cell[f].length = lia_recode_1252(to, r->cell[f].text,
                                            r->cell[f].length);
        r->cell[f].text = to;
        at += r->cell[f].length;
    }
    r->block->recoded++;
    r->is_recoded = true;
done:
    return st;
}

/* Is a byte of the row not ASCII? Eight at a time. */
static bool has_high(const char *text, size_t length)
{
    uint64_t any = 0, word;
    size_t k = 0;

    for (; k + 8 <= length; k += 8) {
        memcpy(&word, text + k, 8);
        any |= word;
    }
    for (; k < length; k++)
        any |= (unsigned char)text[k];
    return (any & 0x8080808080808080u) != 0;
}

/* Everything but storing it. *good: it is to be stored. */
static lia_status understand(bool *good, row *r, lia_understood *out)
{
    lia_status st = LIA_OK;
    lia_time time;

    *good = false;
    r->spec = lia_table_fields(r->block->table);
    r->value = out->value;
    out->line = r->place->line;
    if (!r->course->clean && has_high(r->place->raw, r->place->raw_length) &&
        !lia_is_utf8(r->place->raw, r->place->raw_length))
        LIA_TRY(recode_cells(r));
    LIA_TRY(read_row(r));
    if (r->bad)
        return LIA_OK;
    time = row_time(r);
    if (is_outside(r, time)) {
        r->block->outside++;
        return LIA_OK;
    }
    LIA_TRY(add_columns(r));
    note_clock(r, time);
    lia_store_hash(out, r->worker, r->block, r->course, r->cell);
    *good = true;
done:
    return st;
}

lia_status lia_rows_add(bool *kept, lia_worker *worker, lia_block *block,
                        const lia_course *course, lia_cell *cell,
                        const lia_place *place, lia_error *err)
{
    row r = {.worker = worker, .block = block, .course = course, .cell = cell,
             .place = place, .err = err};
    lia_understood out;
    lia_status st = understand(kept, &r, &out);

    if (st != LIA_OK || !*kept)
        return st;
    lia_store_fetch(&out, worker);
    st = lia_store_row(&out, worker, block, course, err);
    *kept = st == LIA_OK;
    return st;
}

lia_status lia_rows_push(bool *kept, lia_pipe *pipe, lia_cell *cell,
                         const lia_place *place, bool stays, lia_error *err)
{
    row r = {.worker = pipe->worker, .block = pipe->block,
             .course = pipe->course, .cell = cell, .place = place, .err = err};
    lia_status st = understand(kept, &r, lia_pipe_next(pipe));

    if (st != LIA_OK || !*kept)
        return st;
    st = lia_pipe_push(pipe, err);
    if (st == LIA_OK && (!stays || r.is_recoded))
        st = lia_pipe_flush(pipe, err);
    *kept = st == LIA_OK;
    return st;
}
