#!/bin/sh
# Hostile rows and a hostile system: nothing is lost silently, no half file is
# left, no terminal is driven. Expected values: closed, by what is written here.
. "$(dirname "$0")/lib.sh"

esc=$(printf '\033')
rlo=$(printf '\342\200\256')

# Fields of more than 4 MiB cost their row.
{ echo "source,target"; echo "a,b"; head -c 4194305 /dev/zero | tr '\0' x
    echo ",b"; echo "b,c"; } >"$work/long.csv"
exits "a field of more than 4 MiB" 0 measure degree "$work/long.csv" \
    --rejects "$work/rejects.csv"
errs "one row rejected" "1 row rejected"
ok "by this cause" grep -q 'long.csv,3,.*field_too_long' "$work/rejects.csv"
{ echo "source,target"; head -c 4194304 /dev/zero | tr '\0' x
    echo ",b"; } >"$work/just.csv"
exits "4 MiB are not too much" 0 measure degree "$work/just.csv"

# Names that steer a terminal: data keeps them, people see them spelled.
printf 'account,name\na,%s[31mred\nb,%sevil\nc,bad\377byte\n' "$esc" "$rlo" \
    >"$work/names.csv"
printf 'source,target\na,b\nb,c\n%s]0;title,a\nn\000l,a\n' "$esc" \
    >"$work/ties.csv"
printf 'source,target\na%sb,c\n%s[1m,c\n' "$rlo" "$esc" >"$work/odd.csv"
exits "table for people" 0 measure degree "$work/odd.csv" --format table
ok "no escape" sh -c "! grep -q '$esc' '$work/out'"
ok "no override" sh -c "! grep -q '$rlo' '$work/out'"
says "spelled" 'u{202E}'
exits "CSV" 0 convert "$work/names.csv" "$work/ties.csv" -o - --table accounts
says "keeps it" "$rlo"
exits "inspect" 0 inspect "$work/names.csv" "$work/ties.csv"
ok "no escape" sh -c "! grep -q '$esc\|$rlo' '$work/out' '$work/err'"
says "a NUL costs its row" "nul_byte *1"
says "no UTF-8 is recoded and said" "recoded from windows-1252"
says "hidden characters are flagged" "not seen"
run measure degree "$work/ties.csv" --map "source=$esc[1mx"
ok "nor in what an option says" sh -c "! grep -q '$esc' '$work/err'"

# Formulas in every text cell of a table; ids stay what they are.
printf 'account,name,company,title,team,kind,url\n' >"$work/f.csv"
printf '@id,=1+1,+2,-3,@x,=cmd|x,=HYPERLINK(1)\n' >>"$work/f.csv"
printf 'source,target\n@id,b\n' >"$work/g.csv"
run convert "$work/f.csv" "$work/g.csv" -o - --table accounts
line_is 2 "@id,'=1+1,'+2,'-3,'@x,'=cmd|x,'=HYPERLINK(1)"
cp "$work/out" "$work/once.csv"
run convert "$work/once.csv" -o - --table accounts
same "and back" "$work/once.csv" "$work/out"
mkdir "$work/=evil"
cp "$work/g.csv" "$work/=evil/=1+1.csv"
(cd "$work/=evil" && "$LIAISON" inspect "=1+1.csv" --table sources) \
    >"$work/out" 2>"$work/err"
says "names of files too" "^'=1+1.csv,"

# A FIFO in a folder would hang who opens it; one that is named is read.
mkdir "$work/fifo"
mkfifo "$work/fifo/pipe.csv"
cp "$work/g.csv" "$work/fifo"
timeout 20 "$LIAISON" measure degree "$work/fifo" >"$work/out" 2>"$work/err"
ok "a FIFO in a folder is passed over" [ $? -eq 0 ]
cat "$work/g.csv" >"$work/fifo/pipe.csv" &
timeout 20 "$LIAISON" measure degree "$work/fifo/pipe.csv" >"$work/out" \
    2>"$work/err"
ok "one that is named is read" [ $? -eq 0 ]
says "to its end" "@id,1"

# No permission: root has all of them, nobody has not.
mkdir "$work/closed"
cp "$work/g.csv" "$work/closed/open.csv"
cp "$work/g.csv" "$work/closed/shut.csv"
chmod 755 "$work" "$work/closed"
chmod 000 "$work/closed/shut.csv"
as_nobody=
[ "$(id -u)" -ne 0 ] || as_nobody="setpriv --reuid 65534 --clear-groups"
if $as_nobody cat "$work/closed/open.csv" >/dev/null 2>&1 &&
    $as_nobody test -x "$LIAISON" 2>/dev/null; then
    $as_nobody "$LIAISON" measure degree "$work/closed/shut.csv" \
        >"$work/out" 2>"$work/err"
    ok "3: no permission" [ $? -eq 3 ]
    errs "is the reason" "no permission"
    $as_nobody "$LIAISON" inspect "$work/closed" >"$work/out" 2>"$work/err"
    ok "beside others it is passed over" [ $? -eq 0 ]
    says "and said" "no permission"
    chmod 000 "$work/closed"
    $as_nobody "$LIAISON" inspect "$work/closed" >"$work/out" 2>"$work/err"
    ok "3: a folder that is shut" [ $? -eq 3 ]
    chmod 755 "$work/closed"
else
    echo "# skipped: nobody cannot run the program here"
fi

# A disk that is full while a file is written: by a limit on its size.
awk 'BEGIN { print "source,target"; for (i = 0; i < 40000; i++)
    print "a" i % 9973 ",b" i }' >"$work/big.csv"
for name in x.csv x.jsonl x.sqlite x.graphml x.gexf; do
    mkdir -p "$work/full"
    echo before >"$work/full/$name"
    (ulimit -f 100; "$LIAISON" convert "$work/big.csv" -o "$work/full/$name" \
        2>"$work/err")
    ok "4: no room for $name" [ $? -eq 4 ]
    ok "what was there stays" [ "$(cat "$work/full/$name")" = before ]
    ok "nothing is left" [ "$(ls -A "$work/full" | wc -l)" -eq 1 ]
    errs "the file is named" "$name"
    rm -r "$work/full"
done
(ulimit -f 100; "$LIAISON" report "$work/big.csv" -o "$work/full" \
    >"$work/out" 2>"$work/err")
ok "4: no room for a report" [ $? -eq 4 ]
ok "no part of a file" sh -c "! ls -A '$work/full' | grep -q '[.]part'"
(ulimit -f 100; "$LIAISON" measure degree "$work/big.csv" >"$work/cut" \
    2>"$work/err")
ok "4: no room for standard output" [ $? -eq 4 ]

# 100,000 files in a folder, in memory where there is room for them: a busy
# disk takes minutes over them.
many=$(mktemp -d /dev/shm/liaison-XXXXXX 2>/dev/null || mktemp -d)
trap 'rm -rf "$work" "$many"' EXIT
awk -v folder="$many" 'BEGIN { for (i = 0; i < 100000; i++) {
    file = folder "/" i ".csv"
    print "source,target\na" i ",b" i % 1000 >file
    close(file) } }'
timeout 120 "$LIAISON" measure components "$many" >"$work/out" \
    2>"$work/err"
ok "100,000 files" [ $? -eq 0 ]
line_is 2 "1000"
finish
