#!/bin/sh
# test_network.sh - the co-engagement network through the program: the table,
# what is left out, what must not change it, outputs, memory, bad input.
. "$(dirname "$0")/lib.sh"

# hand: a and b share p0 (60 s apart, the bound) and p1 (10 s), not p2 (61 s);
# c is near both on p0 alone. a's second like of p0, and b's of its own p3,
# are no events.
cat >"$work/likes.csv" <<TEXT
actor,object,time,action,author
a,p0,1700000100,like,
b,p0,1700000160,like,
c,p0,1700000130,like,
a,p0,1700000155,like,
a,p1,1700000500,like,
b,p1,1700000490,like,
a,p2,1700000900,like,
b,p2,1700000961,like,
a,p3,1700001000,like,b
b,p3,1700001001,like,b
c,p1,1700000491,post,
TEXT
exits "edges" 0 network "$work/likes.csv"
line_is 1 'account_a,account_b,weight,mean_delta_s'
line_is 2 'a,b,2,35'
ok "one edge" [ "$(wc -l <"$work/out")" -eq 2 ]
errs "says what repeats" '1 rows repeat an engagement'
errs "says what is no engagement" '1 rows are posts and 1 an author'
errs "says what was left out" '4 of 8 engagements and 1 of 3 accounts cannot'
exits "several windows" 0 network "$work/likes.csv" --window 10,60,61 \
    --min-shared 1
line_is 1 'account_a,account_b,weight,mean_delta_s,weight_10,mean_delta_s_10,weight_60,mean_delta_s_60'
line_is 2 'a,b,3,43.666666666666664,1,10,2,35'
line_is 3 'a,c,1,30,0,,1,30'
exits "a window of half a second" 0 network "$work/likes.csv" --window 0.5
line_is 1 'account_a,account_b,weight,mean_delta_s'
ok "an empty result is its header" [ "$(wc -l <"$work/out")" -eq 1 ]
exits "evidence" 0 network "$work/likes.csv" --evidence --table evidence
line_is 1 'account_a,account_b,post,time_a,time_b,delta_s'
line_is 2 'a,b,p0,2023-11-14T22:15:00Z,2023-11-14T22:16:00Z,60'
line_is 3 'a,b,p1,2023-11-14T22:21:40Z,2023-11-14T22:21:30Z,10'
exits "evidence beside the edge" 0 network "$work/likes.csv" --evidence
says "posts and both times" '^a,b,2,35,p0@2023-11-14T22:15:00Z@2023-11-14T22:16:00Z|p1@'
exits "JSON" 0 network "$work/likes.csv" --format json --max-per-post 2
says "JSON has the cap" '"capped_posts":1'
says "JSON has what was capped" '"capped_engagements":3'
says "JSON has the schema" '"schema":"liaison.edges/1"'
errs "the cap is said" '1 posts with 3 engagements left out'
ok "JSON is JSON" python3 -m json.tool "$work/out" "$work/json"
exits "groups" 0 network "$work/likes.csv" --table groups --min-shared 1 \
    --communities
line_is 1 'rank,kind,group,accounts,edges,weight,density,mean_delta_s,posts,first_time,last_time'
line_is 2 '1,component,0,3,3,4,1,32.5,2,2023-11-14T22:15:00Z,2023-11-14T22:21:40Z'
exits "posts" 0 network "$work/likes.csv" --table posts --min-shared 1
line_is 2 '1,p0,3,3,2023-11-14T22:15:00Z,2023-11-14T22:16:00Z'

# Every table to a folder and to a database.
exits "a folder" 0 network "$work/likes.csv" --evidence --communities \
    -o "$work/net"
for table in edges accounts groups posts evidence; do
    ok "has $table.csv" [ -s "$work/net/$table.csv" ]
done
exits "a database" 0 network "$work/likes.csv" -o "$work/net.sqlite"
ok "the database has the edge" python3 -c "
import sqlite3, sys
row = sqlite3.connect(sys.argv[1]).execute('select * from edges').fetchall()
sys.exit(row != [('a', 'b', 2, 35.0)])" "$work/net.sqlite"
exits "JSON lines" 0 network "$work/likes.csv" -o "$work/net.jsonl"
ok "a line of JSON" grep -qx \
    '{"account_a":"a","account_b":"b","weight":2,"mean_delta_s":35}' \
    "$work/net.jsonl"
exits "GraphML to standard output" 0 network "$work/likes.csv" \
    --format graphml
says "a graph" '<edge source="a" target="b">'

# Random rows: threads, order of rows, passes of bounded memory.
python3 - "$work" <<'TEXT'
import random, sys
draw = random.Random(7)
rows = ["u%d,o%d,%d" % (draw.random() ** 2 * 900, draw.random() ** 2 * 500,
                        1700000000 + draw.randrange(15000))
        for _ in range(60000)]
for name in ("one", "two"):
    with open("%s/%s.csv" % (sys.argv[1], name), "w") as out:
        out.write("actor,object,time\n" + "\n".join(rows) + "\n")
    draw.shuffle(rows)
TEXT
net() {
    "$LIAISON" network --quiet --window 300 --min-shared 2 "$@"
}
net "$work/one.csv" --threads 1 >"$work/first"
ok "many edges" [ "$(wc -l <"$work/first")" -gt 20000 ]
for threads in 2 8; do
    net "$work/one.csv" --threads $threads >"$work/other"
    same "same bytes with $threads threads" "$work/first" "$work/other"
done
net "$work/two.csv" >"$work/other"
same "same bytes for shuffled rows" "$work/first" "$work/other"
net "$work/one.csv" -o "$work/all" --communities
same "the same in a folder" "$work/first" "$work/all/edges.csv"
net "$work/two.csv" -o "$work/again" --communities --threads 2
for table in edges accounts groups posts; do
    same "$table: shuffled rows, other threads" "$work/all/$table.csv" \
        "$work/again/$table.csv"
done
exits "passes of bounded memory" 0 network "$work/one.csv" --window 300 \
    --threads 1 --max-memory 10MiB
errs "several passes" 'edges, in [0-9]* passes'
same "the same bytes" "$work/first" "$work/out"
exits "what must be whole is refused" 4 network "$work/one.csv" --threads 1 \
    --window 300 --min-shared 1 --max-memory 10MiB -o "$work/big.graphml"
errs "says what it needs" 'needs about [0-9]* MiB, 10 MiB are allowed'
ok "leaves no half file" [ ! -e "$work/big.graphml" ]

# Bad input: counted and named, nothing lost silently.
printf 'actor,object,time\na,p,1700000000\nb,p,\nc,p,-5\nd,p,99999999999999999\ne,p,1700000001000\nf,p,1700000002000000\na,p,1700000000\n,p,1700000000\ng,,1700000000\nh,p,x\ni\0j,p,1700000000\n' >"$work/bad.csv"
exits "bad times" 0 network "$work/bad.csv" --min-shared 1 \
    --rejects "$work/rejects.csv"
line_is 2 'a,e,1,1'
line_is 3 'a,f,1,2'
line_is 4 'e,f,1,1'
errs "no time is said" '1 have no time'
errs "a repeat is said" '1 rows repeat'
for line in 4 5 9 10 11 12; do
    ok "line $line is rejected" grep -q "bad.csv,$line," "$work/rejects.csv"
done
python3 -c "
print('actor,object,time')
print('a,p,1700000000')
print('x' * (5 << 20) + ',p,1700000000')
print('b,p,1700000001')" >"$work/long.csv"
exits "a line of 5 MiB" 0 network "$work/long.csv" --min-shared 1 \
    --rejects "$work/rejects.csv"
line_is 2 'a,b,1,1'
ok "line 3 is rejected as too long" grep -q 'long.csv,3,.*too_long' \
    "$work/rejects.csv"
printf 'actor,object\na,p\n' >"$work/timeless.csv"
exits "without times" 5 network "$work/timeless.csv"
errs "says what to collect" 'collect the time of every engagement'
printf 'source,target\na,b\n' >"$work/ties.csv"
exits "ties alone" 5 network "$work/ties.csv"
printf 'actor,target,time\na,b,1700000000\n' >"$work/objectless.csv"
exits "without objects" 5 network "$work/objectless.csv"
errs "says what is missing" 'collect the id of the post'
printf 'actor,object,time\na,p,1700000000\na,q,1700000100\n' >"$work/own.csv"
exits "one account's engagements" 5 network "$work/own.csv" --min-shared 1
errs "says why" "one account only"
errs "says what to collect" "likers and commenters"
prints_nothing "no empty table"
exits "no window" 2 network "$work/likes.csv" --window soon
exits "windows in disorder" 2 network "$work/likes.csv" --window 60,10
exits "no such table" 2 network "$work/likes.csv" --table pods
exits "no semantics" 2 network "$work/likes.csv" --semantics maltego
exits "min-shared 0" 2 network "$work/likes.csv" --min-shared 0
exits "no input" 2 network

exits "loops are the peers'" 2 network "$work/likes.csv" --loops
for option in --evidence --communities "--top 3" "--max-per-post 3"; do
    # shellcheck disable=SC2086
    exits "$option is ours" 2 network "$work/likes.csv" $option \
        --semantics coortweet
    errs "and said" 'is not there with --semantics coortweet'
done

# What another semantics asks for is refused, not passed over.
for option in "--min-weight 2" "--min-participation 2" "--network co_post"; do
    # shellcheck disable=SC2086
    exits "$option is the peers'" 2 network "$work/likes.csv" $option
    errs "and said" "${option% *} belongs to --semantics"
done
exits "coortweet has no --min-shared" 2 network "$work/likes.csv" \
    --semantics coortweet --min-shared 2
exits "nor --min-weight" 2 network "$work/likes.csv" \
    --semantics coortweet --min-weight 2
exits "cnt has no --edge-weight" 2 network "$work/likes.csv" \
    --semantics cnt --edge-weight 0.9

# --top cuts whichever table is printed; a network file is whole.
exits "top of posts" 0 network "$work/likes.csv" --min-shared 1 \
    --table posts --top 1
ok "one post" [ "$(wc -l <"$work/out")" -eq 2 ]
exits "no top of a network file" 2 network "$work/likes.csv" --top 1 \
    -o "$work/top.graphml"
errs "what to do instead" '--min-shared'

# Days as times: everything on one day is at once, and that is said.
printf 'actor,object,time\na,p,2026-01-01\nb,p,2026-01-01\n' \
    >"$work/days.csv"
exits "a clock of days" 0 network "$work/days.csv" --min-shared 1
errs "the clock is named" 'clock ticks in days'
errs "one round" '(1 round)'

# No key of a JSON document twice, whatever reads it.
run network "$work/likes.csv" --format json
ok "keys are there once" python3 -c '
import json, sys
def once(pairs):
    keys = [k for k, v in pairs]
    assert len(keys) == len(set(keys)), keys
    return dict(pairs)
made = json.load(open(sys.argv[1]), object_pairs_hook=once)
assert made["interactions"] == 11 and len(made["rows"]) == 1
' "$work/out"

# What the peers' semantics need.
exits "CooRTweet without contents" 5 network "$work/likes.csv" \
    --semantics coortweet
errs "names the column" 'no input has content_id'
exits "the toolkit without its columns" 3 network "$work/likes.csv" \
    --semantics cnt
printf 'message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\n1,u,,,,hello,100,\n2,v,,,,hello,,\n,v,,,,hello,100,\n' >"$work/messages.csv"
exits "the toolkit without reposts" 5 network "$work/messages.csv" \
    --semantics cnt
errs "says so" 'no message has a repost_id'
exits "messages without time or id are rejected" 0 network \
    "$work/messages.csv" --semantics cnt --network co_tweet \
    --rejects "$work/rejects.csv"
ok "line 3" grep -q 'messages.csv,3,' "$work/rejects.csv"
ok "line 4" grep -q 'messages.csv,4,' "$work/rejects.csv"
finish
