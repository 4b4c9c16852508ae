#!/bin/sh
# liaison influence: the tables, what is not observed, what cannot be said.
. "$(dirname "$0")/lib.sh"

# u is liked by a, b (earned), c (her company), f (a bot) and herself; v by a
# alone. Origin of every value: hand.
cat >"$work/likes.csv" <<'CSV'
actor,object,action,time,author
a,p1,like,2026-01-05T10:00:00Z,u
b,p1,like,2026-01-05T11:00:00Z,u
c,p1,like,2026-01-05T12:00:00Z,u
f,p1,like,2026-01-05T12:00:00Z,u
f,p2,like,2026-01-05T12:00:00Z,u
u,p1,like,2026-01-05T12:00:00Z,u
a,p3,like,2026-01-06T10:00:00Z,v
,p3,like,2026-01-06T10:00:00Z,v
a,p9,like,2026-01-06T10:00:00Z,
CSV
printf 'account,company,kind\nu,Acme,\nc,acme,\nf,,bot\n' >"$work/accounts.csv"

exits "ranks" 0 influence "$work/likes.csv" "$work/accounts.csv"
line_is 1 "rank,account,earned,owned,artificial,reciprocal,earned_h_index,earned_engagers,audience,pagerank,betweenness,harmonic,core,rank_before,rank_change,earned_weight,posts,reach"
says "u is first" "^1,u,2,2,2,0,1,2,4,"
says "v is second" "^2,v,1,0,0,0,1,1,1,"
errs "the split is said" "7 engagements observed: 42.9 % earned, 28.6 % owned, 28.6 % artificial"
errs "paid is not guessed" "paid: not observable"
exits "shares" 0 influence "$work/likes.csv" "$work/accounts.csv" \
    --table shares
line_is 1 "part,engagements,share,note"
says "bots" "no persons,2,0.2857"
says "nobody acted" "rows without an actor,1,0.125"
says "nobody wrote" "rows without an author,1,0.125"
exits "concentration" 0 influence "$work/likes.csv" "$work/accounts.csv" \
    --table concentration
line_is 1 "measure,gini,top1_share,top10_share,zipf_exponent,zipf_low,zipf_high,zipf_least,zipf_tail,zipf_p"
exits "no such table" 2 influence "$work/likes.csv" --table nothing
exits "pick" 0 influence "$work/likes.csv" "$work/accounts.csv" --pick 2 \
    --table pick
line_is 1 "rank,account,added,covered,share,at_most,of_best"
line_is 2 "1,u,2,2,1,2,1"
errs "the guarantee is said" "reaches 2 at most"
exits "a folder" 0 influence "$work/likes.csv" -o "$work/tables" --pick 1
for table in influence concentration shares pick; do
    ok "$table.csv" [ -s "$work/tables/$table.csv" ]
done
exits "top" 0 influence "$work/likes.csv" --top 1
ok "one row" [ "$(wc -l <"$work/out")" -eq 2 ]

# Friction is no merit: g is angry, h blocks; v keeps her one engagement.
printf 'actor,object,action,time,author\ng,p3,angry,2026-01-06T10:00:00Z,v
h,p3,block,2026-01-06T10:00:00Z,v\n' >"$work/angry.csv"
exits "friction" 0 influence "$work/likes.csv" "$work/accounts.csv" \
    "$work/angry.csv"
says "earns nothing" "^2,v,1,0,0,0,1,1,1,"
errs "is said" "2 rows of friction"

printf 'source,target\na,b\nb,c\n' >"$work/ties.csv"
exits "no engagement" 5 influence "$work/ties.csv"
errs "says so" "there are no interactions"
ok "no escapes in it" sh -c "! grep -q '\\\\x0a' $work/err"
printf 'actor,object,action\na,p1,like\nb,p1,like\n' >"$work/nobody.csv"
exits "nobody's posts" 5 influence "$work/nobody.csv"
errs "says what to collect" "author of each post"
exits "nothing given" 2 influence

exits "the demonstration" 0 influence "$data/demo"
errs "its pod is found" "1 pod, consistent with coordination"
exits "in a report" 0 report "$data/demo" -o "$work/report"
for table in influence concentration shares; do
    ok "$table of a report" [ -s "$work/report/$table.csv" ]
done

exits "a world" 0 generate -o "$work/world" --accounts 1500 --days 14
for threads in 1 2 8; do
    exits "threads $threads" 0 influence "$work/world" --threads $threads \
        -o "$work/$threads" --pick 3 -q
done
for table in influence concentration shares pick; do
    ok "$table: 2 threads" cmp -s "$work/1/$table.csv" "$work/2/$table.csv"
    ok "$table: 8 threads" cmp -s "$work/1/$table.csv" "$work/8/$table.csv"
done
finish
