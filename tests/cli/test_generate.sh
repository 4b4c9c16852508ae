#!/bin/sh
# liaison generate: the files, the same bytes for a seed, what it refuses.
. "$(dirname "$0")/lib.sh"

exits "world 1" 0 generate -o "$work/one" --accounts 2500 --days 10 --seed 7
errs "says what it made" "2500 accounts, .* interactions; truth.csv"
prints_nothing "on standard output"
for table in accounts contacts interactions posts truth; do
    ok "$table.csv" [ -s "$work/one/$table.csv" ]
done
ok "truth has the contract's columns" [ "$(head -1 "$work/one/truth.csv")" = \
    "account,kind,pod,reading" ]
ok "and a row for everybody" [ "$(wc -l <"$work/one/truth.csv")" -ge 2501 ]
exits "again" 0 generate -q -o "$work/two" --accounts 2500 --days 10 --seed 7 \
    --threads 8 --no-progress
silent "quietly"
for table in accounts contacts interactions posts truth; do
    same "the same $table" "$work/one/$table.csv" "$work/two/$table.csv"
done
exits "another seed" 0 generate -q -o "$work/two" --accounts 2500 --days 10 \
    --seed 8
ok "another world" sh -c "! cmp -s $work/one/posts.csv $work/two/posts.csv"
exits "it is read again" 0 inspect "$work/one" --format json
says "interactions" '"interactions"'
exits "the truth is not read as data" 0 inspect "$work/one"
says "and inspect says so" "liaison evaluate"

exits "world 3" 0 generate -q -o "$work/three" --world 3 --accounts 1800 \
    --days 8
exits "again" 0 generate -q -o "$work/again" --world 3 --accounts 1800 --days 8
for table in accounts contacts interactions posts truth; do
    same "the same $table" "$work/three/$table.csv" "$work/again/$table.csv"
done
exits "follows and topics" 0 inspect "$work/three" --format json
says "follows" '"contacts"'

exits "the demo" 0 generate -q -o "$work/demo" --world demo
for table in targets team deals contributions intro_log ssi; do
    ok "$table.csv" [ -s "$work/demo/$table.csv" ]
done
ok "liaison.json" grep -q '"to": "targets.csv"' "$work/demo/liaison.json"
exits "the demo has its own cast" 2 generate -q -o "$work/x" --world demo \
    --accounts 20

exits "no folder" 2 generate --seed 7
errs "says how" "-o FOLDER"
exits "an input" 2 generate -o "$work/x" interactions.csv
exits "unknown pods" 2 generate -o "$work/x" --pods some
errs "lists them" "custom:MEDIAN,PART,SIZE"
exits "too small" 2 generate -o "$work/x" --accounts 200
errs "says what to do" "more accounts"
ok "nothing is left" [ ! -e "$work/x" ]
exits "no such world" 2 generate -o "$work/x" --world 2
exits "not enough memory" 4 generate -q -o "$work/x" --max-memory 1M
ln -s /proc "$work/proc"
exits "a place that cannot be written" 4 generate -o "$work/proc/x" \
    --accounts 2500 --days 2 --pods none
finish
