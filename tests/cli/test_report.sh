#!/bin/sh
# liaison report: the folder, the manifest, the refusals.
. "$(dirname "$0")/lib.sh"

karate=$data/classic/karate/contacts.csv
exits "karate" 0 report "$karate" -o "$work/report"
says "the network in a line" "^34 accounts, 78 ties, 1 component"
says "the files" "^Written to "
for file in accounts.csv ties.csv graph.csv jobs.csv sources.csv bridges.csv \
    brokers.csv friction.csv network.graphml network.gexf report.db \
    report.html report.json manifest.json; do
    ok "$file" [ -s "$work/report/$file" ]
done
ok "no rejects" [ ! -e "$work/report/rejects.csv" ]
ok "one plot, that of ties" [ "$(ls "$work/report/plots")" = tie_quadrants.svg ]
ok "nothing else" [ "$(ls -A "$work/report" | wc -l)" -eq 15 ]
ok "accounts" grep -q '^rank,account,degree,effective_size,efficiency,constraint,clustering,core,pagerank,harmonic,betweenness,articulation,component$' \
    "$work/report/accounts.csv"
ok "ties" grep -q '^rank,account_a,account_b,mutual_contacts,overlap,bridgeness,local_bridge,span,bridge,edge_betweenness$' \
    "$work/report/ties.csv"
# 34 has the largest effective size, 15.2 (NetworkX 2.8.8, effective_size)
ok "brokers first" sh -c \
    "sed -n 2p '$work/report/accounts.csv' | grep -q '^1,34,17,15.2'"
# 1-32: no common contact, degrees 16 and 6: the largest smaller degree
ok "local bridges first" sh -c \
    "sed -n 2p '$work/report/ties.csv' | grep -q '^1,1,32,0,0,1,1,3,0,'"
# 1-12 is the only bridge: 12 has one contact, so it is no news
ok "ties at the rim last" sh -c \
    "tail -1 '$work/report/ties.csv' | grep -q '^78,'"
ok "the pendant tie is not on top" sh -c \
    "head -20 '$work/report/ties.csv' | grep -v '^1[0-9]*,1,12,' | wc -l |
     grep -q 20"
if command -v python3 >/dev/null; then
    for file in report manifest; do
        ok "$file.json is JSON" python3 -c \
            'import json, sys; json.load(open(sys.argv[1]))' \
            "$work/report/$file.json"
    done
fi
ok "schema" grep -q '"liaison.report/1"' "$work/report/report.json"

# The same again, from the manifest, into another folder.
exits "again from the manifest" 0 report \
    --config "$work/report/manifest.json" -o "$work/again"
for file in accounts.csv ties.csv graph.csv sources.csv report.json \
    report.html; do
    same "$file is the same" "$work/report/$file" "$work/again/$file"
done
timeless() {
    python3 -c 'import json, sys
m = json.load(open(sys.argv[1])); del m["timings"]; print(m)' "$1"
}
if command -v python3 >/dev/null; then
    timeless "$work/report/manifest.json" >"$work/one"
    timeless "$work/again/manifest.json" >"$work/two"
    same "manifest but for timings" "$work/one" "$work/two"
fi
exits "--top goes into the manifest" 0 report "$karate" -o "$work/top" \
    --top 3 --threads 2
ok "threads do not" sh -c "! grep -q threads '$work/top/manifest.json'"
exits "and comes out of it" 0 report --config "$work/top/manifest.json" \
    -o "$work/top2"
same "report.json" "$work/top/report.json" "$work/top2/report.json"
exits "a table" 0 report "$karate" -o "$work/report" --table ties --format csv
line_is 1 "$(head -1 "$work/report/ties.csv")"
exits "no such table" 2 report "$karate" -o "$work/report" --table pods

# Names and companies where they are known.
printf 'account,name,company,title\n1,Ada Quill,"Quill, Ltd",Head\n' \
    >"$work/accounts.csv"
exits "names" 0 report "$karate" "$work/accounts.csv" -o "$work/names"
ok "columns" grep -q '^rank,account,name,company,title,degree,' \
    "$work/names/accounts.csv"
ok "values" grep -q '^2,1,Ada Quill,"Quill, Ltd",Head,16,' \
    "$work/names/accounts.csv"

# A star: no structure is ranked, and the reason is given.
{ echo source,target; for k in 1 2 3 4 5 6 7 8 9; do echo "mira,c$k"; done
} >"$work/star.csv"
exits "a star" 0 report "$work/star.csv" -o "$work/report"
says "refused" "^Not in this report: ties"
says "why" "mira touches 9 of 9"
says "what to collect" "colleagues"
ok "no ties.csv, not even an old one" [ ! -e "$work/report/ties.csv" ]
ok "no plots, not even old ones" [ ! -e "$work/report/plots" ]
ok "no structure" [ "$(head -1 "$work/report/accounts.csv")" = \
    "rank,account,degree,component" ]
ok "in report.json too" grep -q '"result": "ties"' "$work/report/report.json"

printf 'account\na\nb\n' >"$work/lone.csv"
exits "no ties at all" 5 report "$work/lone.csv" -o "$work/lone"
errs "what to collect" "ollect"
ok "no folder" [ ! -e "$work/lone" ]

printf 'source,target\na,b\n,b\nb,c\nc,d\nd,a\n' >"$work/bad.csv"
exits "rejects" 0 report "$work/bad.csv" -o "$work/bad"
ok "are written" [ "$(wc -l <"$work/bad/rejects.csv")" -eq 2 ]

# The rest is about real networks, which may not be here.
if [ ! -d "$LIAISON_SOURCE/../shared/data" ]; then
    echo "no ../shared/data beside the checkout: real networks are left out"
    finish
fi
need_shared
exits "signed ties" 0 report "$shared/bitcoin_otc/soc-sign-bitcoinotc.csv" \
    -o "$work/signed"
errs "are said" "3563 rows have a negative weight"
for network in musae/git_edges.csv musae/facebook_edges.csv \
    enron/enron_edges.csv.gz \
    ego_facebook/facebook_combined.txt; do
    exits "$network" 0 report "$shared/$network" -o "$work/real"
done
# expected_summary.txt and SNAP: 4039 accounts, 88234 ties; 78 local bridges
# of which 75 bridges (NetworkX 2.8.8)
ok "accounts" [ "$(wc -l <"$work/real/accounts.csv")" -eq 4040 ]
ok "ties" [ "$(wc -l <"$work/real/ties.csv")" -eq 88235 ]
ok "local bridges" [ "$(cut -d, -f7 "$work/real/ties.csv" |
    grep -c '^1$')" -eq 78 ]
ok "bridges" [ "$(cut -d, -f9 "$work/real/ties.csv" |
    grep -c '^1$')" -eq 75 ]
finish
