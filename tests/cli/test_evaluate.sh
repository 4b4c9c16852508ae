#!/bin/sh
# liaison evaluate: a result counted by hand (the same set as in
# tests/unit/test_evaluate.c), several sets, what it refuses.
. "$(dirname "$0")/lib.sh"

mkdir "$work/result" "$work/empty"
{
    echo account,kind,pod
    for a in 0 1 2 3; do echo "a$a,calc,1"; done
    for a in 4 5 6; do echo "a$a,affinity,2"; done
    for a in 7 8 9; do echo "a$a,organic,"; done
} >"$work/truth.csv"
{
    echo rank,pod,class,detection,members,score
    echo 1,g1,calculated,1,4,5
    echo 2,g2,affinity,0,2,9
    echo 3,g3,circle,0,2,
} >"$work/result/pods.csv"
{
    echo pod,account
    for a in 0 1 2 7; do echo "g1,a$a"; done
    printf 'g2,a4\ng2,a5\ng3,a8\ng3,a9\n'
} >"$work/result/pod_members.csv"
{
    echo account_a,account_b,episodes,expected,p_value
    printf 'a0,a1,5,.1,1e-06\na7,a8,4,.1,.001\na3,a9,3,.1,.01\n'
} >"$work/result/pod_pairs.csv"
echo rank,pod,class,score >"$work/empty/pods.csv"
echo pod,account >"$work/empty/pod_members.csv"

exits "by hand" 0 evaluate "$work/truth.csv" "$work/result"
line_is 1 "kind,accounts,precision,recall,f1,auc,low,high,share_of,hits,\
trials,any_pod"
# scipy: beta.ppf(.025, 3, 2), beta.ppf(.975, 4, 1)
says "accounts" \
    '^calculated,4,0.75,0.75,0.75,0.83333333333333[0-9]*,0.19412044968'
says "any pod" '^any_pod,7,0.83333333333333[0-9]*,0.714285714285714[0-9]*,'
says "groups" '^groups,1,1,1,1,,0.02[0-9]*,1,precision,1,1,$'
says "pairs" '^pairs,6,0.5,0.5,0.5,0.698717948717948[0-9]*,'
says "listed pairs" '^pair_list,6,0.33333333333333[0-9]*,'
says "a kind" '^calc,4,,0.75,,,0.19412044968[0-9]*,0.99369[0-9]*,recall,3,4,'
says "friends" '^affinity,3,,0,,,0,0.7075982[0-9]*,recall,0,3,0.66666'
says "nobody" '^organic,3,,0.33333333333333[0-9]*,'
ok "no pod-free set" sh -c "! grep -q pod_free $work/out"
silent "nothing to remark"

sed 's/,[12]$/,/; s/calc/organic/; s/affinity/organic/' "$work/truth.csv" \
    >"$work/free.csv"
exits "pod-free sets" 0 evaluate "$work/free.csv" "$work/result" \
    "$work/free.csv" "$work/empty"
says "one of two" \
    '^pod_free_sets_calculated,2,,,,,0.0125791[0-9]*,0.98742[0-9]*,sets,1,2,$'
exits "of a result without pods" 0 evaluate "$work/truth.csv" "$work/empty"
says "nothing found" '^calculated,4,,0,0,0.5,,,precision,0,0,$'
exits "as JSON" 0 evaluate "$work/truth.csv" "$work/result" --format json
says "schema" 'liaison.evaluation/1'
exits "to a file" 0 evaluate "$work/truth.csv" "$work/result" \
    -o "$work/table.csv"
ok "is there" grep -q '^calculated,4' "$work/table.csv"

sed 's/calc/quick/' "$work/truth.csv" >"$work/foreign.csv"
exits "kinds of others" 0 evaluate "$work/foreign.csv" "$work/result"
says "with a pod are calculated" '^calculated,4,0.75,'
errs "and it says so" "count as calculated"
sed '1s/$/,reading/; 2,$s/$/,none/' "$work/foreign.csv" >"$work/said.csv"
exits "unless the truth says what they are" 0 evaluate "$work/said.csv" \
    "$work/result"
says "then they are not" '^calculated,0,0,,'

exits "no result" 2 evaluate "$work/truth.csv"
exits "no such truth" 3 evaluate "$work/none.csv" "$work/result"
exits "no such result" 3 evaluate "$work/truth.csv" "$work/nowhere"
errs "names the file" "nowhere/pods.csv"
exits "a truth without pods" 3 evaluate "$work/result/pod_members.csv" \
    "$work/result"
errs "names the column" "pod_members.csv:1: there is no column 'kind'"
sed 's/g3,a9/g9,a9/' "$work/result/pod_members.csv" >"$work/members"
cp "$work/members" "$work/empty/pod_members.csv"
cp "$work/result/pods.csv" "$work/empty/pods.csv"
exits "a member of no pod" 3 evaluate "$work/truth.csv" "$work/empty"
errs "says which" "row 8"
finish
