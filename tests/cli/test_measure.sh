#!/bin/sh
# liaison measure: the tables, the options, the degenerate networks.
. "$(dirname "$0")/lib.sh"

# a - b - c - a, c - d; e has no ties. Origin of every value: hand.
cat >"$work/ties.csv" <<'CSV'
source,target,weight,minutes
c,d,1,4
b,a,2,1
a,c,1,1
c,b,3,1
CSV
printf 'account\na\ne\n' >"$work/accounts.csv"
ties=$work/ties.csv

exits "accounts" 0 measure degree,triangles,clustering,core,component \
    "$ties" "$work/accounts.csv"
line_is 1 "account,degree,triangles,clustering,core,component"
line_is 2 "a,2,1,1,2,0"
line_is 4 "c,3,1,0.3333333333333333,2,0"
line_is 6 "e,0,0,0,0,1"
silent "nothing to remark"

exits "the order of names" 0 measure constraint,degree "$ties" \
    "$work/accounts.csv"
line_is 1 "account,constraint,degree"
line_is 6 "e,,0"

exits "ties" 0 measure mutual_contacts,overlap,local_bridge,span,bridge "$ties"
line_is 1 "account_a,account_b,mutual_contacts,overlap,local_bridge,span,bridge"
line_is 2 "a,b,1,1,0,2,0"
line_is 3 "a,c,1,0.5,0,2,0"
line_is 5 "c,d,0,0,1,inf,1"

exits "graph" 0 measure density,components,reciprocity,transitivity "$ties" \
    "$work/accounts.csv"
line_is 1 "density,components,reciprocity,transitivity"
line_is 2 "0.4,2,1,0.6"

exits "reach" 0 measure reach2 "$ties" "$work/accounts.csv"
line_is 2 "a,3"
line_is 6 "e,0"
exits "diameter" 0 measure diameter "$ties"
line_is 2 "2"
printf 'source,target\na,b\nc,d\n' >"$work/two.csv"
exits "communities" 0 measure community,participation "$work/two.csv" \
    "$work/accounts.csv"
line_is 2 "a,0,0"
line_is 5 "d,1,0"
line_is 6 "e,2,"
exits "modularity" 0 measure modularity "$work/two.csv"
line_is 2 "0.5"
exits "no way" 0 measure diameter "$ties" "$work/accounts.csv"
line_is 2 "inf"
printf 'source,target\na,b\na,c\n' >"$work/star.csv"
# star of two leaves: eigenvector 1/sqrt(2) and 1/2
exits "eigenvector" 0 measure eigenvector "$work/star.csv" --format json
says "1/sqrt(2)" '0.70710678118'
exits "katz" 0 measure katz "$work/star.csv" --alpha 0.2
exits "too much alpha" 5 measure katz "$work/star.csv" --alpha 0.8
errs "says the limit" "about 0.707"
exits "no alpha" 2 measure katz "$work/star.csv" --alpha x
errs "says so" "is not a number above 0"
exits "alpha of nothing" 2 measure degree "$work/star.csv" --alpha .1
errs "says so" "\-\-alpha is for katz"
exits "damping" 0 measure pagerank "$work/star.csv" --damping 0.5
exits "no damping" 2 measure pagerank "$work/star.csv" --damping 1
exits "communities of arcs" 5 measure community --directed "$ties"

exits "approximate" 0 measure betweenness "$ties" --approximate 0.05,0.2
errs "the bound is printed" "betweenness: every value within 0.0[0-9]* of the exact one, with probability 0.8 or more (asked: 0.05;"
exits "the seed counts" 0 measure betweenness "$ties" --approximate 0.05 \
    --seed 2
exits "ties" 0 measure edge_betweenness "$ties" --approximate 0.05
exits "few accounts" 0 measure harmonic,closeness "$ties" --approximate 0.05
errs "are exact" "harmonic / (accounts - 1): exact"
exits "arcs" 0 measure betweenness,harmonic "$ties" --directed \
    --approximate 0.05
exits "closeness of arcs" 5 measure closeness "$ties" --directed \
    --approximate 0.05
exits "with lengths" 5 measure betweenness "$ties" --weight minutes \
    --approximate 0.05
exits "no eps" 2 measure betweenness "$ties" --approximate 1
exits "no delta" 2 measure betweenness "$ties" --approximate 0.1,
exits "of nothing sampled" 2 measure degree "$ties" --approximate 0.1

exits "strength without weights" 0 measure strength "$ties"
line_is 4 "c,3"
exits "strength" 0 measure strength "$ties" --weight weight
line_is 4 "c,5"
exits "another column as weight" 0 measure strength "$ties" --weight=minutes
line_is 4 "c,6"
exits "weight is a length" 0 measure span "$ties" --weight minutes
printf 'source,target\na,b\n' >"$work/plain.csv"
exits "no weights" 5 measure strength "$work/plain.csv" --weight weight
errs "says so" "no input has such a column"

exits "directed" 0 measure in_degree,out_degree,degree --directed "$ties"
line_is 2 "a,1,1,2"
line_is 4 "c,1,2,3"
exits "directed ties" 0 measure edge_betweenness --directed "$ties"
line_is 1 "account_a,account_b,edge_betweenness"
# b>a, b>c, b>d and c>a go along b>a: 4 of 12 pairs
line_is 3 "b,a,0.3333333333333333"
for name in triangles articulation overlap mutual_contacts local_bridge span \
    bridge transitivity; do
    exits "$name is not of arcs" 5 measure "$name" --directed "$ties"
    errs "says why" "$name: "
done

exits "top" 0 measure degree "$ties" --top 2
line_is 1 "account,degree"
line_is 2 "c,3"
ok "two rows" [ "$(wc -l <"$work/out")" -eq 3 ]

printf 'source,target\na,a\na,b\nb,a\n' >"$work/loops.csv"
exits "loops and repeats" 0 measure degree "$work/loops.csv"
line_is 2 "a,1"
errs "a loop is said" "1 row ties an account to itself"
errs "a repeat is said" "1 row repeats a tie"
exits "quiet" 0 measure degree "$work/loops.csv" --quiet
silent "quiet is quiet"

printf 'source,target,weight\na,b,-2\n' >"$work/neg.csv"
exits "negative weights" 0 measure strength --weight weight "$work/neg.csv"
line_is 2 "a,-2"
errs "are said" "negative weight"
for name in pagerank betweenness constraint harmonic eigenvector katz span \
    modularity; do
    exits "$name of negative weights" 5 measure $name --weight weight \
        "$work/neg.csv"
    errs "says whose" "$name needs weights .*: that of a and b is -2"
done
printf 'source,target,weight\na,b,0\nb,c,1\n' >"$work/zero.csv"
exits "a length of nothing" 5 measure betweenness --weight weight \
    "$work/zero.csv"
errs "says whose" "betweenness needs weights above 0: that of a and b is 0"
exits "nothing as a weight" 0 measure pagerank --weight weight "$work/zero.csv"

exits "accounts alone" 0 measure degree,constraint,pagerank,betweenness \
    "$work/accounts.csv"
line_is 2 "a,0,,0.5,0"
exits "ties of accounts alone" 0 measure span "$work/accounts.csv"
ok "header only" [ "$(wc -l <"$work/out")" -eq 1 ]
exits "graph of accounts alone" 0 \
    measure density,reciprocity,transitivity,assortativity,components \
    "$work/accounts.csv"
line_is 2 "0,,0,,2"

exits "json" 0 measure degree "$ties" --format json
says "schema" '"schema": *"liaison.measure/1"'
exits "tsv" 0 measure degree "$ties" --format tsv
line_is 2 "$(printf 'a\t2')"
exits "to a file" 0 measure degree "$ties" -o "$work/degree.json"
prints_nothing "standard output stays empty"
ok "by extension" grep -q liaison.measure/1 "$work/degree.json"
exits "to a folder" 0 measure degree "$ties" -o "$work/folder"
ok "as CSV" [ "$(head -1 "$work/folder/measure.csv")" = "account,degree" ]
exits "a network" 0 measure degree "$ties" -o "$work/net.graphml"
ok "with its measures" grep -q 'attr.name="degree"' "$work/net.graphml"
exits "an extension that is none" 2 measure degree "$ties" -o "$work/x.xyz"
finish
