#!/bin/sh
# Three LinkedIn archives of one team, and one of them alone.
. "$(dirname "$0")/lib.sh"

# reads TEXT WORDS: the last output has the words, wherever lines are broken.
reads() {
    ok "$1" sh -c "tr -s '\\n ' '  ' <'$work/out' | grep -q -e '$2'"
}

# archive WHO NAME: a folder as the platform gives it. anna and bob know each
# other; each knows two targets of their own, and all know dora.
archive() {
    who=$1 name=$2 other=$3 third=$4
    mkdir -p "$work/$who"
    { printf 'Notes:\n"some addresses are missing"\n\n'
        echo "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
        for k in $other $third dora "$who-1" "$who-2"; do
            echo "$k,X,https://www.linkedin.com/in/$k,,Engines,Buyer,05 Sep 2025"
        done; } >"$work/$who/Connections.csv"
    printf 'First Name,Last Name,Headline\n%s,X,Seller\n' "$name" \
        >"$work/$who/Profile.csv"
    { echo "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
        n=0
        for k in "$other" dora "$who-1"; do
            n=$((n + 1))
            echo "2-$who$n,,$name X,https://www.linkedin.com/in/$who,$k X,https://www.linkedin.com/in/$k,2026-01-0$n 10:00:00 UTC,,=Can we talk?,SENT"
            echo "2-$who$n,,$k X,https://www.linkedin.com/in/$k,$name X,https://www.linkedin.com/in/$who,2026-01-0$n 10:05:00 UTC,,Yes,INBOX"
        done; } >"$work/$who/messages.csv"
    printf 'Member Age,Job Titles\n30,secret\n' >"$work/$who/Ad_Targeting.csv"
}
archive anna Anna bob carl
archive bob Bob anna carl
archive carl Carl anna bob
printf 'name,company\ndora X,Engines\n' >"$work/targets.csv"

exits "three archives of a team" 0 inspect "$work/anna" "$work/bob" \
    "$work/carl" "$work/targets.csv"
says "their owners" "linkedin export of linkedin.com/in/anna"
reads "with how it is known" "is called Bob X like its owner"
says "bridges can be looked for" "^  bridges  *yes"
errs "the owner is said" "carl: the linkedin export of linkedin.com/in/carl"
exits "merged" 0 convert "$work/anna" "$work/bob" "$work/carl" -o "$work/pool"
ok "ten people" [ "$(wc -l <"$work/pool/accounts.csv")" -eq 11 ]
ok "all know dora" \
    [ "$(grep -c ',linkedin.com/in/dora,' "$work/pool/contacts.csv")" -eq 3 ]
ok "no body of a message" sh -c "! grep -rq 'Can we talk' '$work/pool'"
ok "nothing of what is not on the list" \
    sh -c "! grep -rq secret '$work/pool'"
exits "the same in any order, by any number of threads" 0 convert \
    "$work/carl" "$work/anna" "$work/bob" -o "$work/again" --threads 3
for t in accounts aliases contacts interactions; do
    same "the same $t" "$work/pool/$t.csv" "$work/again/$t.csv"
done

exits "one archive alone" 0 inspect "$work/anna"
says "no bridges" "^  bridges  *no "
reads "and why" "as in a personal archive"
reads "and what to collect" "The archives of colleagues"
says "but direct contacts" "^  introduce  *partly"
says "no pods" "^  pods  *no "
exits "nor a report of ties" 0 report "$work/anna" -o "$work/report"
ok "none is written" [ ! -e "$work/report/ties.csv" ]
reads "and that is said" "personal archive"

# The list of joins orders the next run.
exits "joins can be undone" 0 convert "$work/anna" -o "$work/one" --quiet
ok "the owner is a join" grep -q '^Anna X (owner of anna),linkedin.com/in/anna,owner,1,1,account$' "$work/one/aliases.csv"
sed 's/,1,account$/,0,account/' "$work/one/aliases.csv" >"$work/apart.csv"
exits "with --aliases" 0 convert "$work/anna" --aliases "$work/apart.csv" \
    -o "$work/apart" --quiet
ok "and are" grep -q '^Anna X (owner of anna),linkedin.com/in/bob,' \
    "$work/apart/contacts.csv"
exits "--match" 2 inspect "$work/anna" --match 2
errs "is a share" "from 0 to 1"
exits "no such table of aliases" 3 inspect "$work/anna" --aliases "$work/none"
exits "whose network it is, by name" 0 inspect "$work/anna" "$work/bob" \
    "$work/targets.csv" --me "Anna X"
says "is understood" "^  introduce  *yes"

# There and back: the same bytes.
printf '%s\n' 'account,name,company,title,handle' \
    "@at,=SUM(1),+plus,-minus,@handle" "-dash,'quoted,''twice,@title,=eq" \
    >"$work/accounts.csv"
printf '%s\n' 'source,target,weight' '@at,-dash,-3.5' '-dash,=eq,1e-7' \
    >"$work/contacts.csv"
for from in "$work/anna $work/bob $work/carl" \
    "$work/accounts.csv $work/contacts.csv" "$data/demo"; do
    rm -rf "$work/first" "$work/second"
    # shellcheck disable=SC2086
    exits "there" 0 convert $from -o "$work/first" --quiet
    exits "and back" 0 convert "$work/first" -o "$work/second" --quiet
    ok "the same tables" diff -r "$work/first" "$work/second"
done

# Archives as they come, where there is a tool to make them.
if command -v python3 >/dev/null; then
    for who in anna bob; do
        (cd "$work/$who" && python3 -m zipfile -c \
            "$work/Complete_LinkedInDataExport_$who.zip" ./*)
    done
    exits "zips" 0 convert "$work"/Complete_*.zip "$work/carl" \
        -o "$work/zips" --quiet
    same "are read as folders are" "$work/zips/contacts.csv" \
        "$work/pool/contacts.csv"
fi
# A team by the addresses that a browser shows, and --me in the same way.
for w in anna bob carl; do
    echo "https://www.linkedin.com/in/$w/,$w"
done | sed '1i account,owner_file' >"$work/team.csv"
exits "a team by its addresses" 0 bridges "$work/anna" "$work/bob" \
    "$work/carl" --team "$work/team.csv"
ok "is found in the archives" sh -c "! grep -q 'not in these inputs' '$work/err'"
exits "also under a key" 0 bridges "$work/anna" "$work/bob" "$work/carl" \
    --team "$work/team.csv" --pseudonymise "$work/team.key"
ok "and found there" sh -c "! grep -q 'not in these inputs' '$work/err'"
exits "--me by the address of a browser" 0 introduce "$work/anna" "$work/bob" \
    "$work/carl" --me https://www.linkedin.com/in/anna/ --to 'name=dora X'
printf 'linkedin.com/in/bob\n' >"$work/out.txt"
exits "an owner who is left out" 0 convert "$work/anna" "$work/bob" \
    --team "$work/team.csv" --exclude "$work/out.txt" -o "$work/without"
errs "is said to be" "bob: a linkedin export, its owner is left out"
ok "and is nowhere" sh -c "! grep -rqi 'in/bob,' '$work/without'"
printf 'account\nhttps://www.linkedin.com/in/dora/\n' >"$work/to.csv"
for key in "" "--pseudonymise $work/team.key"; do
    exits "a target by the address of a browser $key" 0 introduce \
        "$work/anna" "$work/bob" --me linkedin.com/in/anna \
        --to "$work/to.csv" $key
    ok "is found" [ "$(wc -l <"$work/out")" -eq 2 ]
done
exits "bridges of one archive" 5 bridges "$work/anna"
errs "say what to collect, in one line" "bridge. What to collect: The arch"

finish
