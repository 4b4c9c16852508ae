#!/bin/sh
# The same bytes for 1, 2 and 8 threads, for shuffled rows and inputs, and for
# every way in: file, standard input, .gz, .zst, JSON lines.
. "$(dirname "$0")/lib.sh"

awk 'BEGIN { srand(7); print "source,target,weight"
    for (i = 0; i < 6000; i++) printf "n%d,n%d,%d\n", rand() * 900,
        rand() * 900, 1 + rand() * 9 }' >"$work/ties.csv"
awk 'BEGIN { srand(8); print "account,name,company"
    for (i = 0; i < 950; i++) printf "n%d,Name %d,Firm %d\n", i, i, rand() * 40
    }' >"$work/accounts.csv"
awk 'BEGIN { srand(9); print "actor,object,author,action,time"
    for (i = 0; i < 3000; i++) printf "n%d,p%d,n%d,like,%d\n", rand() * 900,
        rand() * 300, rand() * 900, 1700000000 + rand() * 4000000
    }' >"$work/acts.csv"

# shuffle FROM TO: the header stays, the rows are turned upside down.
shuffle() {
    { head -1 "$1"; tail -n +2 "$1" | sort -r; } >"$2"
}
mkdir "$work/other"
for file in ties accounts acts; do
    shuffle "$work/$file.csv" "$work/other/$file.csv"
done

all=degree,strength,in_degree,out_degree,constraint,effective_size,efficiency
all=$all,clustering,triangles,core,pagerank,betweenness,harmonic,closeness
all=$all,component,articulation,eigenvector,reach2,community,participation
ties=overlap,mutual_contacts,local_bridge,span,bridge,edge_betweenness
graph=density,reciprocity,transitivity,assortativity,components,diameter
graph=$graph,modularity
arcs=degree,strength,constraint,effective_size,clustering,core,pagerank
arcs=$arcs,betweenness,harmonic,closeness,component,reach2

# compare NAME WORDS...: with @ for the folder of the inputs.
compare() {
    name=$1
    shift
    "$LIAISON" $(echo "$@" | sed "s#@#$work#g") --threads 1 \
        >"$work/want" 2>"$work/err"
    ok "$name has a result" [ -s "$work/want" ]
    for threads in 2 8; do
        "$LIAISON" $(echo "$@" | sed "s#@#$work#g") --threads $threads \
            >"$work/got" 2>"$work/err"
        same "$name, $threads threads" "$work/want" "$work/got"
    done
    "$LIAISON" $(echo "$@" | sed "s#@#$work/other#g") \
        >"$work/got" 2>"$work/err"
    same "$name, shuffled" "$work/want" "$work/got"
}
compare "accounts" measure $all @/ties.csv @/accounts.csv
compare "ties" measure $ties @/ties.csv
compare "graph" measure $graph @/ties.csv @/accounts.csv
compare "weighted accounts" measure $all @/ties.csv --weight weight
compare "weighted ties" measure $ties @/ties.csv --weight weight
compare "arcs" measure $arcs @/ties.csv --directed
compare "weighted arcs" measure $arcs @/ties.csv --directed --weight weight
compare "sampled" measure betweenness,harmonic,closeness @/ties.csv \
    --approximate 0.05
compare "influence" influence @/acts.csv @/accounts.csv
compare "picked" influence @/acts.csv @/accounts.csv --pick 3 --table pick
compare "pooled" measure degree,core @/ties.csv @/acts.csv @/accounts.csv
for table in contacts accounts interactions; do
    compare "convert $table" convert @/ties.csv @/acts.csv @/accounts.csv \
        -o - --table $table
done
for table in accounts ties graph; do
    compare "report $table" report @/ties.csv @/acts.csv @/accounts.csv \
        -o "$work/report" --table $table --format csv
done

# The order of the inputs.
run measure "$all" "$work/ties.csv" "$work/acts.csv" "$work/accounts.csv"
cp "$work/out" "$work/want"
run measure "$all" "$work/accounts.csv" "$work/acts.csv" "$work/ties.csv"
same "inputs in another order" "$work/want" "$work/out"
"$LIAISON" report "$work/ties.csv" "$work/accounts.csv" -o "$work/r1" \
    --threads 1 >"$work/one" 2>"$work/err"
"$LIAISON" report "$work/accounts.csv" "$work/ties.csv" -o "$work/r1" \
    --threads 8 >"$work/two" 2>"$work/err"
same "what report prints" "$work/one" "$work/two"

# Ways in.
run measure degree,core "$work/ties.csv"
cp "$work/out" "$work/want"
"$LIAISON" measure degree,core - --quiet <"$work/ties.csv" >"$work/out"
same "standard input" "$work/want" "$work/out"
gzip -c "$work/ties.csv" >"$work/ties.csv.gz"
run measure degree,core "$work/ties.csv.gz"
same ".gz" "$work/want" "$work/out"
"$LIAISON" measure degree,core - --quiet <"$work/ties.csv.gz" \
    >"$work/out"
same ".gz on standard input" "$work/want" "$work/out"
if command -v zstd >/dev/null; then
    zstd -q -c "$work/ties.csv" >"$work/ties.csv.zst"
    run measure degree,core "$work/ties.csv.zst"
    same ".zst" "$work/want" "$work/out"
fi
run convert "$work/ties.csv" -o "$work/ties.jsonl"
run measure degree,core "$work/ties.jsonl"
same "JSON lines" "$work/want" "$work/out"
tr ',' '\t' <"$work/ties.csv" >"$work/ties.tsv"
run measure degree,core "$work/ties.tsv"
same "TSV" "$work/want" "$work/out"
sed 's/^/\r/; s/^\r//; s/$/\r/' "$work/ties.csv" >"$work/crlf.csv"
run measure degree,core "$work/crlf.csv"
same "CRLF" "$work/want" "$work/out"
run convert "$work/ties.csv" -o "$work/net.graphml"
run measure degree,core "$work/net.graphml"
same "GraphML and back" "$work/want" "$work/out"
run convert "$work/ties.csv" "$work/accounts.csv" -o "$work/tables"
run measure "$all" "$work/ties.csv" "$work/accounts.csv"
cp "$work/out" "$work/want"
run measure "$all" "$work/tables"
same "canonical tables and back" "$work/want" "$work/out"
finish
