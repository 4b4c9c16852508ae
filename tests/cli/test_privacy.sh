#!/bin/sh
# --pseudonymise, --exclude, --retain-days: no clear name in any output.
. "$(dirname "$0")/lib.sh"

# The demonstration, whose people, companies and posts have telling names.
demo=$data/demo
key=$work/key
names=$work/names
{
    cut -d, -f1,2 "$demo/accounts.csv" | tail -n +2 | tr ',' '\n'
    cut -d, -f3 "$demo/accounts.csv" | tail -n +2
} | sort -u | grep -v '^$' >"$names"
ok "names to look for" [ "$(wc -l <"$names")" -gt 100 ]

exits "report" 0 report "$demo" -o "$work/report" --pseudonymise "$key"
errs "a new key is said" "made a new key"
ok "the key is its owner's" [ "$(stat -c %a "$key")" = 600 ]
cp "$work/out" "$work/report/printed"
cp "$work/err" "$work/report/said"
for format in csv jsonl; do
    exits "convert to $format" 0 convert "$demo" -o "$work/tables-$format" \
        --format $format --pseudonymise "$key"
done
for format in graphml gexf net sqlite; do
    exits "convert to $format" 0 convert "$demo" -o "$work/c.$format" \
        --pseudonymise "$key"
done
exits "inspect" 0 inspect "$demo" --pseudonymise "$key" --me odo.fennimark
cp "$work/out" "$work/inspected"
exits "inspect as JSON" 0 inspect "$demo" --format json --pseudonymise "$key"
cp "$work/out" "$work/inspected.json"
exits "measure" 0 measure degree,core "$demo/contacts.csv" --pseudonymise "$key"
cp "$work/out" "$work/measured"
exits "--me by name, where names are dropped" 2 introduce "$demo" \
    --me "Odo Fennimark" --to company=Acme --pseudonymise "$key"
errs "says what to give" "as the inputs write it"
ok "not the name" sh -c "! grep -q Fennimark '$work/err'"
exits "--me in a report" 0 report "$demo" -o "$work/mine" --me odo.fennimark \
    --pseudonymise "$key"
ok "all are there" [ -s "$work/tables-csv/interactions.csv" ]
ok "no clear name in any file" sh -c "! grep -raniF -f '$names' \
    '$work/report' '$work/mine' '$work/tables-csv' '$work/tables-jsonl' \
    '$work'/c.* '$work/inspected' '$work/inspected.json' '$work/measured'"
ok "but there without a key" sh -c \
    "'$LIAISON' report '$demo' -o '$work/clear' >/dev/null 2>&1 &&
     grep -rqF -f '$names' '$work/clear'"

# The same key gives the same bytes, whatever the order of rows.
exits "again" 0 report "$demo" -o "$work/again" --pseudonymise "$key"
ok "no new key" sh -c "! grep -q 'new key' '$work/err'"
for file in accounts.csv ties.csv graph.csv report.json; do
    same "$file is the same" "$work/report/$file" "$work/again/$file"
done
mkdir "$work/turned"
for file in contacts.csv accounts.csv; do
    { head -1 "$demo/$file"; tail -n +2 "$demo/$file" | tac; } \
        >"$work/turned/$file"
done
"$LIAISON" measure constraint "$demo/contacts.csv" --pseudonymise "$key" \
    >"$work/one" 2>/dev/null
"$LIAISON" measure constraint "$work/turned/contacts.csv" \
    --pseudonymise "$key" --threads 8 >"$work/two" 2>/dev/null
same "rows in another order" "$work/one" "$work/two"
exits "from the manifest" 0 report --config "$work/mine/manifest.json" \
    -o "$work/mine2"
same "with --me as a pseudonym" "$work/mine/report.json" \
    "$work/mine2/report.json"
exits "another key" 0 measure constraint "$demo/contacts.csv" \
    --pseudonymise "$work/key2"
ok "gives other names" sh -c "! cmp -s '$work/one' '$work/out'"
# Measures do not depend on names.
"$LIAISON" measure degree,core "$demo/contacts.csv" | cut -d, -f2,3 |
    sort >"$work/values"
cut -d, -f2,3 "$work/measured" | sort >"$work/valued"
same "and the same values" "$work/values" "$work/valued"

# --me may be an address out of a browser.
printf 'source,target\nlinkedin.com/in/ada,b\nb,c\nc,d\n' >"$work/me.csv"
for me in linkedin.com/in/ada https://www.linkedin.com/in/Ada/; do
    "$LIAISON" report "$work/me.csv" -o "$work/me" --me "$me" \
        --pseudonymise "$key" >/dev/null 2>&1
    grep '"me"' "$work/me/manifest.json" >>"$work/whose"
done
ok "one pseudonym" [ "$(sort -u "$work/whose" | grep -c '"a_[0-9a-f]*"')" \
    -eq 1 ]
ok "which is in the data" grep -q "$(sed -n \
    '1s/.*\(a_[0-9a-f]*\).*/\1/p' "$work/whose")" "$work/me/accounts.csv"

# Whom introduce is to reach, by account and company; names are not there.
cat >"$work/c.csv" <<'TEXT'
source,target,kind
me,ida,contact
ida,tom,contact
TEXT
printf 'account,name,company\ntom,Tom Field,Acme\nida,Ida M,Consult\n' \
    >"$work/a.csv"
for to in account=tom company=Acme; do
    exits "introduce to $to" 0 introduce "$work/c.csv" "$work/a.csv" --me me \
        --to "$to" --pseudonymise "$key"
    ok "somebody" [ "$(tail -n +2 "$work/out" | wc -l)" -eq 1 ]
    ok "no clear name" sh -c "! grep -qE 'tom|ida|Acme|Field' '$work/out'"
done
exits "names cannot be asked for" 2 introduce "$work/c.csv" "$work/a.csv" \
    --me me --to 'name=Tom Field' --pseudonymise "$key"
errs "and that is said" "only account=ID and company=NAME"

# A table of targets: what asks by a name is left out, not widened to all at
# the company.
printf 'account,name,company\n,Tom Field,Acme\nida,,\n' >"$work/t.csv"
exits "a table of targets" 0 introduce "$work/c.csv" "$work/a.csv" --me me \
    --to "$work/t.csv" --pseudonymise "$key"
ok "only who can be asked for" [ "$(tail -n +2 "$work/out" | wc -l)" -eq 1 ]
errs "and that is said" "1 target left out: with --pseudonymise"
printf 'name,company\nTom Field,Acme\n' >"$work/t.csv"
exits "nobody is left" 2 introduce "$work/c.csv" "$work/a.csv" --me me \
    --to "$work/t.csv" --pseudonymise "$key"
printf 'account\nhttps://www.linkedin.com/in/Tom/\n' >"$work/t.csv"
sed 's|tom|linkedin.com/in/tom|' "$work/c.csv" >"$work/c2.csv"
exits "a target by its address" 0 introduce "$work/c2.csv" --me me \
    --to "$work/t.csv" --pseudonymise "$key"
ok "is found" [ "$(tail -n +2 "$work/out" | wc -l)" -eq 1 ]

chmod 644 "$key"
exits "a key for everybody is refused" 3 measure degree \
    "$demo/contacts.csv" --pseudonymise "$key"
errs "with the fix" "chmod 600"
exits "data is no key" 3 measure degree "$demo/contacts.csv" \
    --pseudonymise "$demo/contacts.csv"
exits "no folder for the key" 3 measure degree "$demo/contacts.csv" \
    --pseudonymise "$work/no/key"

# Accounts that are left out entirely.
printf 'account,reason\n"ODO.fennimark",asked\n' >"$work/out-list"
exits "exclude" 0 report "$demo" -o "$work/without" --exclude "$work/out-list"
errs "counted" "^1 of 1 account in .* found; rows left out: [0-9]*"
all=$(tail -n +2 "$work/clear/accounts.csv" | wc -l)
ok "one account less" [ "$(tail -n +2 "$work/without/accounts.csv" | wc -l)" \
    -eq $((all - 1)) ]
ok "nowhere to be found" sh -c \
    "! grep -rliE 'odo.?fennimark' '$work/without'/*.csv \
        '$work/without/report.json'"
printf '# nobody\n\nno.such.person\n' >"$work/nobody"
exits "exclude nobody" 0 report "$demo" -o "$work/all" \
    --exclude "$work/nobody"
errs "said" "^0 of 1 account in"
same "nothing changes" "$work/all/accounts.csv" "$work/clear/accounts.csv"
exits "no list" 3 report "$demo" -o "$work/x" --exclude "$work/none"

# Rows past their time.
cat >"$work/i.csv" <<'TEXT'
actor,object,time
a,p,2024-01-01T00:00:00Z
b,p,2024-01-31T00:00:00Z
c,p,2024-02-01T00:00:00Z
d,p,
TEXT
exits "retain" 0 convert "$work/i.csv" -o - --retain-days 1
errs "dropped rows are counted" "^1 row from before 2024-01-31T00:00:00Z dropped"
errs "undated rows too" "^1 row without a time kept"
ok "three rows stay" [ "$(tail -n +2 "$work/out" | wc -l)" -eq 3 ]
exits "as of a day" 0 convert "$work/i.csv" -o - --retain-days 1 \
    --as-of 2024-02-02
ok "two rows stay" [ "$(tail -n +2 "$work/out" | wc -l)" -eq 2 ]
exits "retain too long" 2 convert "$work/i.csv" -o - --retain-days 9999999

# What somebody wrote is a digest, an id stays.
printf 'actor,object,content\na,p,My secret text\nb,p,m17\n' >"$work/t.csv"
exits "content" 0 convert "$work/t.csv" -o -
ok "no text" sh -c "! grep -q secret '$work/out'"
says "a digest" "a,p,text:[0-9a-f]\{32\}$"
says "an id" "b,p,m17$"
cp "$work/out" "$work/t2.csv"
exits "read again" 0 convert "$work/t2.csv" -o -
same "the same bytes" "$work/out" "$work/t2.csv"
finish
