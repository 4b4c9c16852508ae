#!/bin/sh
# liaison pods: the tables, the refusals, what leaves no trace.
. "$(dirname "$0")/lib.sh"

world=$work/world
exits "a small world" 0 generate -o "$world" --accounts 900 --days 30 \
    --seed 5 --pods custom:8,0.7,12
rm -f "$world/truth.csv"
exits "every table" 0 pods "$world" -o "$work/pods"
errs "the claim, in one sentence" "no.* a verdict on a person"
errs "advocacy groups are counted" "advocacy"
prints_nothing "nothing on standard output"
header() {
    got=$(head -1 "$work/pods/$1.csv" | cut -d, -f"1-$2")
    [ "$got" = "$3" ] || echo "# $got"
    ok "columns of $1" [ "$got" = "$3" ]
}
header pods 26 "rank,pod,class,detection,members,score,p_value,q_value,\
observed,expected,synchrony,reciprocity,coverage,promptness,exclusivity,topic,\
contact,calculated_index,affinity_index,coverage_against_friends,evenness,\
authors,posts,first_time,last_time,explanation"
header pod_members 8 \
    "pod,account,given,received,coverage,promptness,p_value,proposed_by"
header pod_pairs 7 \
    "account_a,account_b,episodes,expected,p_value,q_value,pod"
header pod_evidence 9 \
    "pod,post,author,time,members,span_s,expected,probability,files"
header accounts_engagement 4 \
    "account,received,received_without_pods,share_from_pods"
ok "six pods of twelve" [ "$(cut -d, -f3-5 "$work/pods/pods.csv" |
    grep -c '^calculated,1,12$')" -eq 6 ]

exits "main table to a pipe" 0 pods "$world" --quiet
same "the same as in the folder" "$work/out" "$work/pods/pods.csv"
exits "two threads" 0 pods "$world" --quiet --threads 2
same "the same bytes" "$work/out" "$work/pods/pods.csv"
exits "another table" 0 pods "$world" --quiet --table pod_members
same "is the same, too" "$work/out" "$work/pods/pod_members.csv"
exits "no such table" 2 pods "$world" --table pod
exits "json" 0 pods "$world" --format json
says "schema" '"schema":"liaison.pods/1"'
says "claim" '"claim":'
says "options" '"options":{"window_s":600,"episode_s":3600'
says "warnings" '"warnings":"[^"]*advocacy'
exits "top" 0 pods "$world" --top 2 --quiet
ok "two rows" [ "$(wc -l <"$work/out")" -eq 3 ]

# Rows in another order, in two files; an account that does nothing.
mkdir "$work/again"
cp "$world"/posts.csv "$world"/contacts.csv "$work/again"
cp "$world"/accounts.csv "$work/again" 2>/dev/null ||
    printf 'account\n' >"$work/again/accounts.csv"
sed -n '2p' "$work/again/accounts.csv" | sed 's/^[^,]*/zzz-idle/' \
    >>"$work/again/accounts.csv"
[ "$(wc -l <"$work/again/accounts.csv")" -gt 1 ] ||
    echo zzz-idle >>"$work/again/accounts.csv"
head -1 "$world/interactions.csv" >"$work/again/interactions.csv"
cp "$work/again/interactions.csv" "$work/again/more.csv"
tail -n +2 "$world/interactions.csv" | sort -r >"$work/rows"
sed -n 'p;n' "$work/rows" >>"$work/again/interactions.csv"
sed -n 'n;p' "$work/rows" >>"$work/again/more.csv"
exits "shuffled and split" 0 pods "$work/again" --quiet
same "the same bytes" "$work/out" "$work/pods/pods.csv"

# Refusals: what is missing, what to collect.
printf 'actor,object,time\n' >"$work/bare.csv"
awk 'BEGIN { for (k = 0; k < 300; k++) printf "u%d,p%d,%d\n", k % 30, k % 50,
    1704067200 + k * 7200 + k % 59 }' >>"$work/bare.csv"
exits "no authors" 5 pods "$work/bare.csv" --assume-authors yes
errs "what to collect" "author"
sed 's/time/target/; s/,[0-9]*$/,u1/' "$work/bare.csv" >"$work/untimed.csv"
exits "no time" 5 pods "$work/untimed.csv"
{
    echo actor,object,author,time
    awk -F, 'NR > 1 { printf "%s,%s,a%d,%s\n", $1, $2, NR % 7,
        $3 - $3 % 3600 }' "$work/bare.csv"
} >"$work/hours.csv"
exits "a clock of hours" 5 pods "$work/hours.csv"
errs "minutes" "to the minute"
{
    echo actor,object,author,time
    awk -F, 'NR > 1 { printf "%s,%s,a%d,%d\n", $1, $2, NR % 7,
        1704067200 + NR * 61 }' "$work/bare.csv"
} >"$work/short.csv"
exits "a day" 5 pods "$work/short.csv"
{
    echo actor,object,author,time
    awk -F, 'NR > 1 { printf "me,p%d,a%d,%s\n", NR, NR % 7, $3 }' \
        "$work/bare.csv"
} >"$work/archive.csv"
exits "a personal archive" 5 pods "$work/archive.csv"
awk -F, 'NR == 1 { print "actor,target,time,action" }
    NR > 1 { printf "%s,u%d,%s,like\n", $1, NR % 7, $3 }' "$work/bare.csv" \
    >"$work/no_posts.csv"
exits "no posts" 5 pods "$work/no_posts.csv"
{
    echo actor,object,author,time
    awk -F, 'NR > 1 { printf "%s,%s,a%d,%s\n", $1, $2, NR % 7, $3 }' \
        "$work/bare.csv"
} >"$work/oneway.csv"
exits "nothing to test is no error" 0 pods "$work/oneway.csv"
ok "a header alone" [ "$(wc -l <"$work/out")" -eq 1 ]
errs "and the reason" "nothing to test: no two accounts"
exits "in JSON, too" 0 pods "$work/oneway.csv" --format json --quiet
says "the reason" '"note":"no two accounts'

# The report carries them where the data does, and takes old ones away.
exits "a report" 0 report "$world" -o "$work/report" --quiet
same "has the same pods" "$work/report/pods.csv" "$work/pods/pods.csv"
same "and members" "$work/report/pod_members.csv" "$work/pods/pod_members.csv"
says "prints them" "calculated"
exits "a report without" 0 report "$world/contacts.csv" -o "$work/report" \
    --quiet
ok "has no pods, not even old ones" [ ! -e "$work/report/pods.csv" ]
says "and says why" "Not in this report: pods"

exits "no input" 2 pods
exits "a window that is none" 2 pods "$world" --window 0
exits "rho that is none" 2 pods "$world" --rho half
# Several windows: the smallest p counts, times how many there are; a window
# twice is the same p, twice.
run pods "$data/demo" --window 600
one=$(sed -n 2p "$work/out" | cut -d, -f7)
run pods "$data/demo" --window 600,600
two=$(sed -n 2p "$work/out" | cut -d, -f7)
ok "p times the number of windows" awk -v x="$one" -v y="$two" \
    'BEGIN { exit !(y > 1.999999 * x && y < 2.000001 * x) }'
exits "windows of hours" 0 pods "$data/demo" --window 600,3600,10800
exits "five windows are too many" 2 pods "$data/demo" --window 1,2,3,4,5
exits "no window" 2 pods "$data/demo" --window 600,x
errs "says what a window is" "from 1 to 43200"
exits "top of another table" 0 pods "$data/demo" --table pod_days --top 2
ok "two days" [ "$(wc -l <"$work/out")" -eq 3 ]
exits "nothing since then" 5 pods "$data/demo" --since 2099-01-01
errs "says why" "no interaction within --since"
exits "no episode of nothing" 2 pods "$data/demo" --episode 0

finish
