/* cli/ties/cmd_introduce.c - who should ask whom, why, and how sure. */
#include <string.h>

#include "base/language.h"
#include "base/mem.h"
#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/config.h"
#include "cli/front/options.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "cli/ties/introducing.h"

/* Reason and limitation of the rows shown, as one text each. */
static lia_status join_texts(strings *out, const introducing *q, uint64_t rows,
                             lia_error *err)
{
    const lia_names *own = &q->texts.names;
    prose text = {NULL, 0, 0};
    lia_status st = LIA_OK;

    for (uint64_t k = 0; k < rows; k++) {
        size_t reason, limitation;
        const char *why = lia_name(own, q->reason[q->order[k]], &reason);
        const char *but = lia_name(own, q->limitation[q->order[k]],
                                   &limitation);
        prose_clear(&text);
        LIA_TRY(prose_say(&text, err, "%.*s %.*s", (int)reason, why,
                          (int)limitation, but));
        LIA_TRY(strings_add(out, prose_text(&text), err));
    }
done:
    prose_free(&text);
    return st;
}

/* On a terminal: who and over whom as a table, then why, a line each. */
static lia_status print_short(const introducing *q, lia_error *err)
{
    enum { LONG_LINE = 100000, SHOWN = 20 };
    static const char *const shown[] = {"target", "company", "band",
                                        "introducer"};
    const lia_write_options wide = {.width = LONG_LINE};
    const uint64_t most = q->s->top ? q->s->top : SHOWN;
    lia_ranked table = q->introductions;
    lia_ranked why = {.name = "why", .has_rank = true,
                      .title = N_("Why, and what is not known")};
    strings texts = {.off_room = 0};
    uint32_t *ids = NULL;
    lia_status st = LIA_OK;

    table.columns = 0;
    table.rows = why.rows = table.rows < most ? table.rows : most;
    for (uint32_t c = 0; c < q->introductions.columns; c++)
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
            if (strcmp(q->introductions.column[c].name, shown[k]) == 0)
                table.column[table.columns++] = q->introductions.column[c];
    LIA_TRY(join_texts(&texts, q, why.rows, err));
    LIA_TRY(strings_ids(&ids, (uint32_t)why.rows, err));
    lia_ranked_add(&why, "why", LIA_COLUMN_TEXT, ids)->names = &texts.names;
    LIA_TRY(table_to_stdout(q->s, &table, LIA_FORMAT_TABLE, err));
    fputc('\n', stdout);
    st = lia_write_table(stdout, &why, LIA_FORMAT_TABLE, &wide, err);
    if (st == LIA_EIO && reader_is_gone())
        st = LIA_OK;
done:
    lia_free(ids);
    strings_free(&texts);
    return st;
}

static lia_status write_tables(const introducing *q, lia_error *err)
{
    const lia_ranked *const list[] = {
        &q->introductions, &q->introducers, &q->ask_table, &q->notes,
        &q->unmatched, &q->calibration_table, &q->serendipity};
    const size_t count = sizeof list / sizeof *list;

    if (q->s->output == NULL && q->s->table == NULL &&
        stdout_format(q->s) == LIA_FORMAT_TABLE)
        return print_short(q, err);
    /* The last one is there where it was asked for. */
    return tables_write(list, q->s->serendipity ? count : count - 1, NULL,
                        q->s, err);
}

static int introduce(const settings *s)
{
    lia_tables *tables = NULL;
    network net = {.is_directed = false};
    introducing q = {.tables = NULL};
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_RESULTS, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(network_build(&net, tables, s, false, false, false, &err));
    network_talk(&net);
    LIA_TRY(introducing_run(&q, tables, &net, s, &err));
    at = STAGE_WRITING;
    LIA_TRY(write_tables(&q, &err));
done:
    introducing_free(&q);
    network_free(&net);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_introduce(settings *s)
{
    config c = {.beside_path = NULL};
    lia_error err;
    int code;

    if (config_apply(&c, s, "introduce", FOR_INTRODUCE, &err) != LIA_OK)
        code = fail_with(&err, STAGE_READING);
    else if (s->inputs.count == 0)
        code = fail_usage("say along which ties: liaison introduce INPUT... "
                          "--me ACCOUNT --to TARGETS");
    else if (s->me == NULL)
        code = fail_usage("say who asks: --me ACCOUNT");
    else
        code = introduce(s);
    config_free(&c);
    return code;
}
