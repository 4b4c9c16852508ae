#!/bin/sh
# liaison convert: every form, by extension and by --format.
. "$(dirname "$0")/lib.sh"

printf 'from,to,weight\nb,a,2\nc,b,1\n' >"$work/ties.csv"
printf 'id,name,company\na,"Ada, Q",=cmd\nz,Zoe,\n' >"$work/accounts.csv"
both="$work/ties.csv $work/accounts.csv"

exits "a folder" 0 convert $both -o "$work/tables"
ok "contacts" [ "$(cat "$work/tables/contacts.csv")" = \
    "$(printf 'source,target,weight\nb,a,2\nc,b,1')" ]
ok "accounts" grep -q "^a,\"Ada, Q\",'=cmd$" "$work/tables/accounts.csv"
exits "a folder of JSON lines" 0 convert $both -o "$work/jsonl" --format jsonl
ok "contacts" [ -s "$work/jsonl/contacts.jsonl" ]
for extension in graphml gexf net; do
    exits ".$extension" 0 convert $both -o "$work/net.$extension"
    ok "is there" [ -s "$work/net.$extension" ]
done
ok "account columns travel" grep -q 'Ada, Q' "$work/net.graphml"
exits "--format over extension" 0 convert $both -o "$work/x.txt" \
    --format graphml
ok "is GraphML" grep -q '<graphml' "$work/x.txt"
exits ".sqlite" 0 convert $both -o "$work/net.sqlite"
ok "is SQLite" sh -c "head -c 15 $work/net.sqlite | grep -q 'SQLite format'"
exits "one table of several" 0 convert $both -o "$work/one.csv" \
    --table accounts
ok "has it" [ "$(head -1 "$work/one.csv")" = "account,name,company" ]
exits "several tables, one file" 2 convert $both -o "$work/many.csv"
errs "names them" "accounts"
exits "standard output" 0 convert "$work/ties.csv" -o -
line_is 1 "source,target,weight"
exits "no output" 2 convert "$work/ties.csv"
exits "unknown extension" 2 convert "$work/ties.csv" -o "$work/x.xyz"
exits "no such table" 2 convert $both -o "$work/x.csv" --table pods
# One column of texts with blanks is no list of edges.
mkdir -p "$work/one"
printf 'account\nowner of my.zip\nada b\n' >"$work/one/accounts.csv"
exits "a table of one column" 0 convert "$work/one" -o "$work/one.1/"
exits "and again" 0 convert "$work/one.1" -o "$work/one.2/"
ok "keeps its texts whole" grep -qx 'owner of my.zip' \
    "$work/one.2/accounts.csv"

finish
