#!/bin/sh
# Exit codes, and what is left behind when something goes wrong.
. "$(dirname "$0")/lib.sh"

printf 'source,target\na,b\nb,c\nc,a\nc,d\nd,e\n' >"$work/ties.csv"

exits "0: done" 0 measure degree "$work/ties.csv"
exits "2: usage" 2 measure degree
exits "3: no such file" 3 measure degree "$work/none.csv"
errs "the file is named" "none.csv"
: >"$work/empty.csv"
exits "3: an empty file" 3 measure degree "$work/empty.csv"
printf 'colour,smell,size,age\nred,sweet,big,old\n' >"$work/odd.csv"
exits "3: no column that is known" 3 measure degree "$work/odd.csv"
errs "the nearest fix is named" "map"
head -c 4000 /dev/urandom >"$work/noise.csv"
run measure degree "$work/noise.csv"
ok "noise is bad input or no ties, never a crash" [ "$code" -le 5 ]

exits "4: memory" 4 measure betweenness "$work/ties.csv" --max-memory 1k
errs "says how much" "MiB"
exits "4: a size that is enough" 0 measure degree "$work/ties.csv" \
    --max-memory=1GiB
# Whatever the limit: done, or 4 and why. Nothing else.
for limit in 1k 16k 64k 200k 500k 1M 1500k 2M 4M 64M; do
    run report "$data/demo" -o "$work/limited" --max-memory $limit
    ok "limit of $limit" [ "$code" -eq 0 -o "$code" -eq 4 ]
    [ "$code" -eq 0 ] || errs "says why" "needs about\|more memory is needed"
done
ok "the largest limit is enough" [ "$code" -eq 0 ]
if [ -w /dev/full ]; then
    "$LIAISON" measure degree "$work/ties.csv" >/dev/full 2>"$work/err"
    code=$?
    ok "4: no space for standard output" [ "$code" -eq 4 ]
    "$LIAISON" --help >/dev/full 2>"$work/err"
    code=$?
    ok "4: not even for help" [ "$code" -eq 4 ]
    exits "4: no space for a file" 4 measure degree "$work/ties.csv" \
        -o /dev/full --format csv
fi
exits "4: a folder that cannot be made" 4 measure degree "$work/ties.csv" \
    -o "$work/ties.csv/inside"
exits "5: arcs" 5 measure bridge --directed "$work/ties.csv"
exits "5: nothing to report" 5 report -o "$work/r" --as accounts "$work/ties.csv" \
    --map account=source
errs "what to collect" "ollect"

# Rejects.
printf 'source,target,weight\na,b,1\n,b,1\nb,c,heavy\nc,d,2\n' >"$work/bad.csv"
exits "bad rows are counted" 0 measure degree --weight weight "$work/bad.csv" \
    --rejects "$work/rejects.csv"
errs "and said" "2 rows rejected"
errs "by cause" "missing_value: 1"
ok "written out" [ "$(head -1 "$work/rejects.csv")" = \
    "file,line,column,cause,detail,text" ]
ok "with line and cause" grep -q "bad.csv,3,.*missing_value" \
    "$work/rejects.csv"
exits "as many as allowed" 0 measure degree --weight weight "$work/bad.csv" \
    --max-errors 2
exits "one too many" 3 measure degree --weight weight "$work/bad.csv" \
    --max-errors 1
errs "with its place" "bad.csv:[34]:"

# A reader that has had enough.
n=0
{ echo source,target; while [ $n -lt 3000 ]; do
    n=$((n + 1)); echo "account-$n,account-$((n * 7 % 3001))"; done
} >"$work/many.csv"
{ "$LIAISON" measure degree,core,pagerank "$work/many.csv" 2>"$work/err"
    echo $? >"$work/code"; } | head -1 >"$work/out"
ok "| head -1 is no error" [ "$(cat "$work/code")" -eq 0 ]
silent "and no talk"
line_is 1 "account,degree,core,pagerank"

# Interrupted: exit 130, no half file. The program hangs on a pipe that
# nobody writes to, with its output file not yet there.
mkfifo "$work/pipe"
# It must have said that it catches signals first, which on a busy machine may
# take longer than any fixed time.
for signal in INT TERM; do
    "$LIAISON" report "$work/pipe" -o "$work/left" 2>"$work/err" &
    pid=$!
    tries=0
    until grep -q '^SigCgt:.*[2367abef]$' "/proc/$pid/status" ||
        [ $tries -ge 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    sleep 0.2
    kill -s "$signal" "$pid"
    wait "$pid"
    code=$?
    ok "130 on SIG$signal" [ "$code" -eq 130 ]
    ok "nothing is left" sh -c "! ls -A '$work/left' 2>/dev/null | grep -q ."
done
# The same while it writes: a file that a pipe reads from takes its time.
mkdir "$work/half"
awk 'BEGIN { print "source,target"; for (i = 0; i < 400000; i++)
    print i % 20011 "," i % 20101 + 30000 }' >"$work/big.csv"
for delay in 0.05 0.15 0.3 0.5; do
    "$LIAISON" measure degree,core,clustering,pagerank,constraint \
        "$work/big.csv" -o "$work/half/x.csv" 2>"$work/err" &
    pid=$!
    sleep "$delay"
    kill -s INT "$pid" 2>/dev/null
    wait "$pid"
    code=$?
    ok "done or interrupted" [ "$code" -eq 0 -o "$code" -eq 130 ]
    ok "no part of a file" sh -c \
        "! ls -A '$work/half' | grep -v '^x.csv$' | grep -q ."
    [ -f "$work/half/x.csv" ] && ok "what is there is whole" \
        [ "$(wc -l <"$work/half/x.csv")" -eq 40113 ]
done
finish
