/* cli/ties/cmd_bridges.c - ties between groups and the accounts that hold them.
 */
#include <string.h>

#include "base/status.h"
#include "cli/front/commands.h"
#include "cli/front/config.h"
#include "cli/front/options.h"
#include "cli/read/judgement.h"
#include "cli/say/fail.h"
#include "cli/say/output.h"
#include "cli/ties/bridging.h"

/* One owner's archive holds no tie between two contacts. */
static lia_status refuse_stars(const lia_tables *tables, const network *net,
                               const settings *s, lia_error *err)
{
    const lia_run run = run_of(s);
    judgement judged;
    lia_status st = judgement_build(&judged, tables, &net->ties, s->me, &run,
                                    err);
    const lia_suitability *bridges;

    if (st != LIA_OK)
        return st;
    bridges = &judged.in[s->spoken][LIA_JOB_BRIDGES];
    if (bridges->verdict == LIA_NO)
        st = lia_fail(err, LIA_ECANNOT, "no bridges: %s What to collect: %s",
                      bridges->why, bridges->collect);
    else if (bridges->verdict == LIA_PARTLY)
        talk("%s", bridges->why);
    judgement_free(&judged);
    return st;
}

static lia_status write_tables(const bridging *b, const lia_tables *tables,
                               const settings *s, lia_error *err)
{
    const lia_ranked *list[] = {&b->bridges, &b->brokers, &b->frictions};
    const lia_network net = {.accounts = &tables->accounts.names,
                             .ties = b->ties, .account_columns = &b->brokers,
                             .tie_columns = &b->bridges};

    return tables_write(list, 3, &net, s, err);
}

static int bridges(const settings *s)
{
    lia_tables *tables = NULL;
    network net = {.is_directed = false};
    bridging b = {.ties = NULL};
    stage at = STAGE_READING;
    lia_status st = LIA_OK;
    lia_error err;

    LIA_TRY(inputs_read(&tables, s, &s->inputs, INPUTS_FOR_RESULTS, &err));
    at = STAGE_COMPUTING;
    LIA_TRY(network_build(&net, tables, s, false, false, false, &err));
    network_talk(&net);
    LIA_TRY(refuse_stars(tables, &net, s, &err));
    LIA_TRY(bridging_run(&b, tables, &net, s, &err));
    at = STAGE_WRITING;
    LIA_TRY(write_tables(&b, tables, s, &err));
done:
    bridging_free(&b);
    network_free(&net);
    lia_tables_free(tables);
    return st == LIA_OK ? EXIT_DONE : fail_with(&err, at);
}

int cmd_bridges(settings *s)
{
    config c = {.beside_path = NULL};
    lia_error err;
    int code;

    if (config_apply(&c, s, "bridges", FOR_BRIDGES, &err) != LIA_OK)
        code = fail_with(&err, STAGE_READING);
    else if (s->inputs.count == 0)
        code = fail_usage("say in which data to look: liaison bridges "
                          "INPUT...");
    else
        code = bridges(s);
    config_free(&c);
    return code;
}
