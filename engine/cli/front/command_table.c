/* cli/front/command_table.c - the commands, in the order of the help. */
#include <string.h>

#include "cli/front/commands.h"
#include "cli/front/nearest.h"
#include "cli/front/options.h"
#include "cli/say/fail.h"

static const char *const inspect_examples[] = {
    "liaison inspect contacts.csv accounts.csv",
    "liaison inspect export/ --format json > inspect.json",
    "zcat likes.csv.gz | liaison inspect - --rejects rejects.csv", NULL};
static const char *const report_examples[] = {
    "liaison report contacts.csv accounts.csv -o report",
    "liaison report export/ -o report --top 20",
    "liaison report --config report/manifest.json -o again", NULL};
static const char *const measure_examples[] = {
    "liaison measure constraint,effective_size contacts.csv",
    "liaison measure betweenness --weight minutes calls.csv --top 10",
    "liaison measure local_bridge,span edges.txt -o spans.csv", NULL};
static const char *const influence_examples[] = {
    "liaison influence likes.csv accounts.csv",
    "liaison influence export/ -o influence/ --pick 20",
    "liaison influence likes.csv --table shares", NULL};
static const char *const network_examples[] = {
    "liaison network likes.csv --window 60 --min-shared 2",
    "liaison network shares.csv.gz --communities --evidence -o network/",
    "liaison network shares.csv -o network.graphml",
    "liaison network tweets.csv --semantics coortweet --window 10", NULL};
static const char *const convert_examples[] = {
    "liaison convert contacts.csv accounts.csv -o network.graphml",
    "liaison convert export/ -o tables/",
    "liaison convert likes.jsonl.gz -o likes.sqlite", NULL};
static const char *const bridges_examples[] = {
    "liaison bridges contacts.csv messages.csv",
    "liaison bridges team-exports/ --me ada -o bridges/",
    "liaison bridges export/ --table brokers --top 10", NULL};
static const char *const introduce_examples[] = {
    "liaison introduce exports/ --me ada --to targets.csv",
    "liaison introduce exports/ --me ada --to 'company=Acme' --to title~buyer",
    "liaison introduce exports/ --me ada --to targets.csv -o intro --asks 3",
    NULL};
static const char *const generate_examples[] = {
    "liaison generate -o world --accounts 5000 --days 60 --seed 7 --pods all",
    "liaison generate -o quiet --world 3 --pods none --seed 8",
    "liaison generate -o slow --pods custom:60,0.6,12", NULL};
static const char *const notice_examples[] = {
    "liaison notice", "liaison notice register --lang fr -o registre.txt",
    NULL};
static const char *const evaluate_examples[] = {
    "liaison evaluate world/truth.csv result/",
    "liaison evaluate one/truth.csv one/result two/truth.csv two/result", NULL};
static const char *const pods_examples[] = {
    "liaison pods interactions.csv posts.csv contacts.csv",
    "liaison pods export/ -o pods/ --include-warnings",
    "liaison pods likes.csv --table pod_evidence --format json", NULL};
static const char *const demo_examples[] = {
    "liaison demo", "liaison demo -o example --top 3", NULL};
static const char *const help_examples[] = {"liaison help",
                                            "liaison help measure", NULL};

const command command_table[] = {
    {"inspect", cmd_inspect, FOR_INSPECT,
     N_("what was recognised, and what the data can carry"), N_("INPUT..."),
     N_("Says of each input how it was read, counts rows, rejects and times, "
        "and judges for each job (pods, bridges, introduce, influence, kpi) "
        "whether the data can carry it, why, and what to collect."),
     inspect_examples, NULL},
    {"report", cmd_report, FOR_REPORT,
     N_("rank accounts and ties, write every table to a folder"),
     N_("INPUT... -o DIR"),
     N_("Reads everything, then ranks accounts by how many separate contacts "
        "they hold together and ties by how little their ends have in common. "
        "Writes accounts.csv, ties.csv, graph.csv, sources.csv, rejects.csv, "
        "report.json and manifest.json; prints the top of each ranking. What "
        "the data cannot carry is left out, with the reason. A liaison.json "
        "beside the data gives defaults, for example {\"me\": \"ada\"}."),
     report_examples, NULL},
    {"network", cmd_network, FOR_NETWORK,
     N_("the co-engagement network: who engaged the same posts in time"),
     N_("INPUT..."),
     N_("Two accounts share a post if both engaged it, each at its earliest, "
        "within the window; an edge is a pair that shares enough posts: "
        "account_a, account_b, weight (posts), mean_delta_s. Authors of a "
        "post do not engage it. What cannot reach --min-shared is left out "
        "before counting, without loss, and how much that was is said. A "
        "folder gets the tables edges, accounts, groups and posts. An edge is "
        "consistent with coordination; it does not prove any."),
     network_examples, NULL},
    {"bridges", cmd_bridges, FOR_BRIDGES,
     N_("ties between groups, how strong they are, who holds them"),
     N_("INPUT..."),
     N_("Places every tie on two axes, how strong it is (recent, two-way, "
        "lasting) and how little its ends have in common, and never mixes "
        "them: strong and weak bridges, strong and weak bonds. Ranks the "
        "accounts that hold separate groups together, with their roles "
        "between companies (or communities) and what is lost if they leave. "
        "Friction (ratings below zero, blocks, angry reactions) is listed "
        "apart and adds to nothing."),
     bridges_examples, NULL},
    {"introduce", cmd_introduce, FOR_INTRODUCE,
     N_("who could introduce you to whom, how likely, why"),
     N_("INPUT... --me ACCOUNT --to TARGETS"),
     N_("Finds ways from your accounts over at most two introducers to each "
        "target, ranked by fit x reach. The chance along a tie is 0.02 + 0.73 "
        "x strength until 30 past asks (intro_log) calibrate it; reach is 1 "
        "minus the product over the ten best ways of (1 - chance). fit is how "
        "well the account matches, halved at value 0. Pages and bots (column "
        "kind of accounts) and ties with friction pass nothing on. "
        "Introducers are ranked by what would be lost without them, halved "
        "for each ask of the last 90 days. Tables: introductions, "
        "introducers, asks (whom to ask, one after the other), notes (to "
        "send, English and French), unmatched, calibration, and with "
        "--serendipity people nobody asked for."),
     introduce_examples, NULL},
    {"measure", cmd_measure, FOR_MEASURE,
     N_("named measures of accounts, ties or the graph"), N_("NAMES GRAPH..."),
     N_("NAMES is one measure or several separated by commas, all of the same "
        "kind. Definitions are those of NetworkX 2.8.8. The network is "
        "undirected and unweighted unless options say otherwise; interactions "
        "between two accounts count as ties; an accounts table adds accounts "
        "without ties. Rows come in the order of the names; with --top, the "
        "largest values of the first measure first."),
     measure_examples, help_measures},
    {"influence", cmd_influence, FOR_INFLUENCE,
     N_("engagement split into owned, earned and artificial"), N_("INPUT..."),
     N_("Splits what each account received into owned (its own company or "
        "team, and itself), artificial (pods, accounts that are no persons, "
        "promoted posts), reciprocal beyond habit, and earned: the four add "
        "up to what was observed. Ranks by the h-index of earned engagement "
        "and by distinct earned engagers; rank_before is the rank with the "
        "artificial part. Tables: influence, concentration, shares and, with "
        "--pick, pick."),
     influence_examples, NULL},
    {"convert", cmd_convert, FOR_CONVERT,
     N_("canonical tables, GraphML, GEXF, SQLite or Pajek"), N_("INPUT... -o "
                                                            "PATH"),
     N_("Writes what was read in the canonical tables, with only the columns "
        "that some input had, or its ties as a network. A folder gets one "
        "file per table; a file gets its format by extension (.csv .tsv .json "
        ".jsonl .sqlite .graphml .gexf .net) or --format. Rows come in an "
        "order of their own, whatever that of the inputs."),
     convert_examples, NULL},
    {"generate", cmd_generate, FOR_GENERATE,
     N_("made data whose truth is known"), N_("-o DIR"),
     N_("Writes interactions.csv, posts.csv, contacts.csv and accounts.csv of "
        "an invented world, and truth.csv: which account was made to be what, "
        "in which pod. The same options and seed give the same bytes. A "
        "detector is judged on it with 'liaison evaluate'."),
     generate_examples, NULL},
    {"notice", cmd_notice, FOR_NOTICE,
     N_("the privacy texts: notice, register, balancing"),
     N_("[information] [register] [balancing]"),
     N_("Prints what has to be said and kept where people's data is analysed: "
        "the information notice (GDPR article 14), the entry for the register "
        "of processing (article 30) and the note that balances the legitimate "
        "interest (article 6(1)(f)), as models with [brackets] to fill in. "
        "Without a name, all three."),
     notice_examples, NULL},
    {"evaluate", cmd_evaluate, FOR_EVALUATE,
     N_("how right the pods of a result are"), N_("TRUTH RESULT-DIR..."),
     N_("Compares pods.csv, pod_members.csv and pod_pairs.csv of a folder "
        "with a truth (account, kind, pod and, where it is there, reading): "
        "precision, recall, F1 and area under the ROC curve on accounts, "
        "groups and pairs, recall of each kind, and for sets without pods how "
        "many had one all the same. low and high are the exact 95 % interval "
        "of hits in trials. Several truths, each with its result, are "
        "pooled."),
     evaluate_examples, NULL},
    {"pods", cmd_pods, FOR_PODS,
     N_("groups that favour their own, in step, with evidence"), N_("INPUT..."),
     N_("Finds groups of accounts that engage one another's posts closer in "
        "time than their own habits explain, tells calculated pods from "
        "groups of friends, and shows why. Needs who engaged which post when, "
        "and the posts' authors (a column author, or a table of posts); "
        "contacts and times of publication sharpen it. Tables: pods, "
        "pod_members, pod_pairs, pod_evidence, pod_days, accounts_engagement; "
        "-o FOLDER writes all. Detections are calculated and affinity_sync; "
        "affinity and reciprocal are notes without an error rate; warnings "
        "are counted and shown with --include-warnings. Where the authors are "
        "unknown (shares of a text or a link, stars) it finds groups in step "
        "on the same objects: class coordinated beats the crowd on days that "
        "did not propose it; in_step, burst and one_off (an object that many "
        "accounts engage which are seen nowhere else) are warnings. --as-of "
        "changes nothing: pods do not decay."),
     pods_examples, NULL},
    {"demo", cmd_demo, FOR_DEMO,
     N_("an invented network and the report on it, to look at first"), N_("[-o "
                                                                      "DIR]"),
     N_("Writes an invented trade (people, posts, reactions, contacts, "
        "sellers and their targets) to DIR/data and the whole report on it to "
        "DIR/report, prints the top of each ranking, and says what to open. A "
        "folder with other files in it is left alone."), demo_examples, NULL},
    {"help", cmd_help, FOR_HELP, N_("this text, or that of a command"),
     N_("[COMMAND]"), N_("Describes the program or one of its commands."),
     help_examples, NULL},
    {NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL}};

const command *command_find(const char *name)
{
    for (const command *c = command_table; c->name != NULL; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

int command_unknown(const char *name)
{
    nearest search = {.word = name};

    for (const command *c = command_table; c->name != NULL; c++)
        nearest_offer(&search, c->name);
    if (search.best != NULL)
        return fail_usage("unknown command '%s'; did you mean '%s'?", name,
                          search.best);
    return fail_usage("unknown command '%s'; 'liaison help' lists them all",
                      name);
}
