#!/bin/sh
# liaison introduce: paths, targets, introducers, asks, notes, refusals.
. "$(dirname "$0")/lib.sh"

# me - ida - tom and me - bob - tom; zoe hangs on tom; eve is blocked by tom.
cat >"$work/contacts.csv" <<'CSV'
source,target,kind
me,ida,contact
ida,tom,contact
me,bob,contact
bob,tom,contact
tom,zoe,contact
me,eve,contact
eve,max,contact
CSV
cat >"$work/acts.csv" <<'CSV'
actor,target,action,time
me,ida,message,2026-03-31T10:00:00Z
ida,me,message,2026-03-31T10:00:00Z
ida,tom,meeting,2026-03-31T10:00:00Z
bob,tom,message,2026-03-31T10:00:00Z
tom,bob,message,2026-03-31T10:00:00Z
eve,max,block,2026-03-31T10:00:00Z
CSV
cat >"$work/accounts.csv" <<'CSV'
account,name,company,title
me,Mia Eager,Selling Ltd,Account Executive
ida,Ida Marsh,Consult SAS,Partner
bob,Bob Field,Consult,Partner
tom,Tom Brûlé,Société Acme S.A.,Directeur des Systèmes d'Information
zoe,Zoé Brule,ACME,Acheteuse
max,Max Moor,Moor GmbH,Buyer
eve,Tom Brule,,
CSV
in="$work/contacts.csv $work/acts.csv $work/accounts.csv"
now="--as-of 2026-03-31T10:00:00Z"

# shellcheck disable=SC2086
exits "one target" 0 introduce $in --me me --to account=tom $now
line_is 1 "rank,target,name,title,company,fit,reach,low,high,band,introducer,\
path,probability,alternates,reason,limitation,matched"
# hand: s = 1 - 0.97 e^(-0.35 sqrt 2) and 1 - 0.97 e^(-0.35 sqrt 6); p = 0.02 +
# 0.73 s; over ida 0.1431168, over bob 0.0133389; 1 - (1 - a)(1 - b)
says "reach" "^1,tom,Tom Brûlé,[^,]*,Société Acme S.A.,1,0\.15454[0-9]*,"
says "band and path" '"unlikely, uncalibrated",ida,me>ida>tom,0\.14311[0-9]*,bob,'
says "reason" "Ask Ida Marsh (medium tie: 2 acts both ways, last 2026-03-31)\
, who knows Tom Brûlé (strong tie: 1 act both ways, last 2026-03-31, met)\
\. 1 other way\."
says "limitation" "Uncalibrated: ranks ways, does not forecast how they end\."

# shellcheck disable=SC2086
exits "by title, French for English" 0 introduce $in $now --me me --to title~CIO
says "tom" "^1,tom,"
says "the string that matched" "Matched: title \"\"Directeur des Syst"
ok "nobody else" [ "$(wc -l <"$work/out")" -eq 2 ]
# shellcheck disable=SC2086
exits "by company, legal form and case apart" 0 introduce $in $now --me me \
    --to company=acme --to "company=moor" --to title=buyer
ok "zoe, max" [ "$(wc -l <"$work/out")" -eq 3 ]
says "zoe over two introducers" "^1,zoe,.*,ida,me>ida>tom>zoe,"
says "two must pass it on" "Two people must pass it on"
# a tie with a block is never a step
says "max cannot be reached" '^2,max,.*,0,0,0,none,,,,,"No way to Max Moor'

# shellcheck disable=SC2086
exits "two of one name" 0 introduce $in $now --me me --to "name=tom BRULE"
says "a sentence" "2 accounts are called so"
ok "both" [ "$(wc -l <"$work/out")" -eq 3 ]
says "a contact already" "Tom Brule is your contact already (unproven tie: no\
 exchange seen): go direct"

cat >"$work/targets.csv" <<'CSV'
account,name,company,title,value,kind
tom,,,,100,customer
,Zoe Brulé,,,50,supplier
,Nobody Atall,Nowhere,,10,customer
me,,,,1,customer
CSV
# shellcheck disable=SC2086
exits "a table" 0 introduce $in $now --me me --to "$work/targets.csv" \
    -o "$work/folder" --serendipity
errs "matches nobody" 'name "Nobody Atall", company "Nowhere": nobody in these'
errs "me is no target" 'account "me": is you'
says_in() {
    ok "$1" grep -q -e "$3" "$work/folder/$2.csv"
}
says_in "fit by value" introductions "^1,tom,[^,]*,[^,]*,[^,]*,1,"
says_in "half the value" introductions "^2,zoe,[^,]*,[^,]*,[^,]*,0\.75,"
says_in "a supplier" introductions "Wanted as a supplier"
says_in "introducers" introducers "^1,ida,2,0\.1[0-9]*,0,tom|zoe,"
says_in "asks" asks "^1,ida,0\.1[0-9]*,0\.1[0-9]*,0,tom|zoe"
says_in "English note" notes "^tom,ida,en,\"Hello Ida Marsh, I would like"
says_in "French note" notes "^tom,ida,fr,\"Bonjour Ida Marsh, je cherche"
says_in "note to a supplier" notes "as a possible supplier"
says_in "unmatched" unmatched "Nobody Atall"
for table in introductions introducers asks notes unmatched calibration \
    serendipity; do
    ok "$table.csv" [ -s "$work/folder/$table.csv" ]
done
# shellcheck disable=SC2086
exits "French" 0 introduce $in $now --me me --to account=tom --lang fr
says "raison" "Demandez à Ida Marsh (lien moyen.*: 2 échanges réciproques, \
dernier le 31/03/2026)"
says "limite" "Non étalonné"

# Asked lately: half for each ask; the log is too short to calibrate.
cat >"$work/intro_log.csv" <<'CSV'
asked_at,asker,introducer,target,answer
2026-03-01,me,ida,tom,yes
2026-03-02,me,ida,zoe,no
2025-03-02,me,ida,zoe,no
CSV
# shellcheck disable=SC2086
exits "goodwill" 0 introduce $in "$work/intro_log.csv" $now --me me \
    --to account=tom --table introducers
says "two asks" "^1,ida,1,0\.1[0-9]*,2,tom,0\.03"
errs "too few" "uncalibrated below 30"
# 40 asks: yes over bob's strong last tie, no over the weak one
(echo asked_at,asker,introducer,target,answer
k=0
while [ $k -lt 40 ]; do
    k=$((k + 1))
    yes=no
    [ $((k % 4)) -ne 0 ] && yes=yes
    echo "2025-01-01,me,ida,tom,$yes"
    yes=no
    [ $((k % 5)) -eq 0 ] && yes=yes
    echo "2025-01-01,me,bob,zoe,$yes"
done) >"$work/long_log.csv"
# shellcheck disable=SC2086
exits "calibrated" 0 introduce $in "$work/long_log.csv" $now --me me \
    --to account=tom
errs "says the Brier score" "calibrated on 80 past asks: Brier score 0\.1"
says "no longer uncalibrated" ',likely,ida,me>ida>tom,0\.7'
says "limitation" "Calibrated on your past asks"
# shellcheck disable=SC2086
run introduce $in "$work/long_log.csv" $now --me me --to account=tom \
    --table calibration
line_is 1 "from,to,outcomes,predicted,observed,brier,brier_uncalibrated"
says "all" "^0,1,80,.*,0\.475,"

# The same bytes for any order of rows and files, any number of threads.
# shellcheck disable=SC2086
run introduce $in "$work/long_log.csv" $now --me me --to "$work/targets.csv" \
    -o "$work/one" --threads 1
mkdir "$work/turned"
for file in contacts acts accounts long_log; do
    (sed -n 1p "$work/$file.csv" && sed 1d "$work/$file.csv" | sort -r) \
        >"$work/turned/$file.csv"
done
# shellcheck disable=SC2086
run introduce "$work"/turned/*.csv $now --me me --to "$work/targets.csv" \
    -o "$work/two" --threads 8
for table in introductions introducers asks notes calibration; do
    same "same $table" "$work/one/$table.csv" "$work/two/$table.csv"
done

# Bad input, each with its sentence.
# shellcheck disable=SC2086
exits "nobody matches" 0 introduce $in $now --me me --to company=Nowhere
errs "says so" "no target matches anybody"
ok "header only" [ "$(wc -l <"$work/out")" -eq 1 ]
# shellcheck disable=SC2086
exits "me is not there" 2 introduce $in --me nobody --to account=tom
errs "says so" 'there is no account "nobody"'
# shellcheck disable=SC2086
exits "me is several" 2 introduce $in --me "tom brule" --to account=zoe
errs "says so" '2 accounts are called "tom brule"'
# shellcheck disable=SC2086
exits "me by name" 0 introduce $in $now --me "mia eager" --to account=tom
says "found" "me>ida>tom"
# shellcheck disable=SC2086
exits "no me" 2 introduce $in --to account=tom
# shellcheck disable=SC2086
exits "no targets" 2 introduce $in --me me
errs "says how" "company=Acme"
# shellcheck disable=SC2086
exits "no such file" 3 introduce $in --me me --to "$work/none.csv"
errs "says what there is" "none.csv: no such file. --to takes a table"
printf 'big mill,acme\nthe mill,big mill\n' >"$work/aliases.csv"
# shellcheck disable=SC2086
exits "aliases" 0 introduce $in $now --me me --to "company=The Mill" \
    --words "$work/aliases.csv"
says "followed to the end" "^1,zoe,"
printf 'a,b\nb,a\n' >"$work/circle.csv"
# shellcheck disable=SC2086
exits "a circle of aliases" 3 introduce $in --me me --to account=tom \
    --words "$work/circle.csv"
errs "the line" "circle.csv:2: .*circle"

# A page passes nothing on.
printf 'account,kind\nida,page\n' >"$work/kinds.csv"
# shellcheck disable=SC2086
exits "a page is no introducer" 0 introduce $in "$work/kinds.csv" $now \
    --me me --to account=tom
says "bob" ",bob,me>bob>tom,"

# One owner's archive: contacts are ranked, and it is said what is missing.
printf 'source,target\nme,a\nme,b\nme,c\nme,d\nme,e\n' >"$work/star.csv"
exits "a star" 0 introduce "$work/star.csv" --me me --to account=a
errs "says so" "pool colleagues"
says "the contact" "^1,a,.*,me>a,0\.0419,"
says "the limitation" "colleagues' archives"
printf 'account\na\nb\n' >"$work/alone.csv"
exits "no ties" 5 introduce "$work/alone.csv" --me a --to account=b
errs "what to collect" "What to collect"
ok "no escapes in it" sh -c "! grep -q '\\\\x0a' $work/err"

# What the user knows better. Measured, me - ida has one day with two acts and
# bob - tom too; deny closes bob's door, confirm lifts ida's tie to where strong
# begins: 0.02 + 0.73 x 0.5 = 0.385.
printf 'account_a,account_b,strength\nida,me,confirm\nBob Field,me,deny\n' \
    >"$work/declared.csv"
# shellcheck disable=SC2086
exits "declared" 0 introduce $in $now --me me --to account=tom \
    --declare "$work/declared.csv" --format json
says "a confirmed tie" "strong tie, declared by you: 2 acts both ways"
ok "a denied door is none" sh -c "! grep -q 'bob' $work/out"
# shellcheck disable=SC2086
exits "declared, in French" 0 introduce $in $now --me me --to account=tom \
    --declare "$work/declared.csv" --lang fr
says "in French" "lien fort, déclaré par vous"
# shellcheck disable=SC2086
exits "declared, as a tie" 0 bridges $in $now --declare "$work/declared.csv"
says "a column tells" "^rank,.*,last_act,declared$"
says "the strength" ",ida,me,0\.[5-9][0-9]*,.*,1$"
says "none" ",bob,me,0,.*,1$"
printf 'account_a,account_b,strength\nida,me,0.25\nme,ida,0.3\n' \
    >"$work/twice.csv"
# shellcheck disable=SC2086
exits "declared twice" 3 introduce $in $now --me me --to account=tom \
    --declare "$work/twice.csv"
errs "where" "twice.csv:3: this pair is declared twice"
printf 'account_a,account_b,strength\nida,me,often\n' >"$work/word.csv"
# shellcheck disable=SC2086
exits "declared in other words" 3 introduce $in $now --me me \
    --to account=tom --declare "$work/word.csv"
errs "what to give" "word.csv:2: 'strength' is \"often\"; give confirm, deny"
printf 'account_a,account_b,strength\nida,zz,1\nida,bob,1\n' >"$work/far.csv"
# shellcheck disable=SC2086
exits "declared of others" 0 introduce $in $now --me me --to account=tom \
    --declare "$work/far.csv"
errs "not here" "1 row about people who are not in these inputs"
errs "no tie" "1 row about people without a tie here"

# The columns of a French list of targets.
printf 'Soci\303\251t\303\251;Fonction;Valeur\nAcme;DSI;7\n' >"$work/cibles.csv"
# shellcheck disable=SC2086
exits "a French list" 0 introduce $in $now --me me --to "$work/cibles.csv"
says "tom" "^1,tom,"

# No "que Ida": French elides before a vowel, so names never follow que or de.
# shellcheck disable=SC2086
exits "French notes" 0 introduce $in $now --me me --to account=zoe --lang fr \
    --table notes
says "an introducer behind the first" "Sauf erreur, Tom Br.* le ou la conna"
finish
