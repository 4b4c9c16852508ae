#!/bin/sh
# What appears on a terminal only: tables, color, progress. A pipe gets none.
. "$(dirname "$0")/lib.sh"

script -qec true /dev/null >/dev/null 2>&1 ||
    skip "no script(1), or no pseudo-terminal for it"
printf 'source,target\na,b\nb,c\nc,a\nc,d\n' >"$work/ties.csv"
esc=$(printf '\033')

# tty ENVIRONMENT WORDS...: the program on a terminal; all it says to out.
tty() {
    script -qec "env $1 $LIAISON $2" /dev/null >"$work/raw" </dev/null
    tr -d '\r' <"$work/raw" >"$work/out"
}

run measure degree "$work/ties.csv"
line_is 1 "account,degree"
ok "no color in a pipe" sh -c "! grep -q '$esc' $work/out"
tty TERM=xterm "measure degree $work/ties.csv"
ok "a terminal gets no CSV" sh -c "! grep -q 'account,degree' $work/out"
says "but columns" "account  *degree"
says "and color" "$esc"
tty "TERM=xterm NO_COLOR=1" "measure degree $work/ties.csv"
ok "NO_COLOR" sh -c "! grep -q '$esc\[[0-9;]*m' $work/out"
tty "TERM=xterm NO_COLOR=" "measure degree $work/ties.csv"
says "NO_COLOR that is empty does not count" "$esc"
tty TERM=dumb "measure degree $work/ties.csv"
ok "a dumb terminal" sh -c "! grep -q '$esc\[[0-9;]*m' $work/out"
tty TERM=xterm "measure degree $work/ties.csv --color never"
ok "--color never" sh -c "! grep -q '$esc\[[0-9;]*m' $work/out"
run measure degree "$work/ties.csv" --format table --color always
says "--color always" "$esc"

# Betweenness of a random network that takes more than a second.
awk 'BEGIN { srand(1); print "source,target"; for (i = 0; i < 150000; i++)
    print int(rand() * 30000) "," int(rand() * 30000) }' >"$work/big.csv"
# for_a_while SECONDS TEXT: a command line on a terminal, ended after that.
for_a_while() {
    timeout "$1" script -qec "$2" /dev/null >"$work/out" 2>"$work/err" \
        </dev/null
}
for_a_while 5 "$LIAISON measure betweenness $work/big.csv"
says "progress on a terminal" "%.*/s.*left"
for_a_while 3 "$LIAISON measure betweenness $work/big.csv --no-progress"
ok "--no-progress" sh -c "! grep -q '%' $work/out"
for_a_while 3 "$LIAISON measure betweenness $work/big.csv --quiet"
ok "--quiet" sh -c "! grep -q '%' $work/out"
timeout 3 "$LIAISON" measure betweenness "$work/big.csv" >"$work/out" \
    2>"$work/err"
ok "none in a pipe" sh -c "! grep -q '%' $work/err"
finish
