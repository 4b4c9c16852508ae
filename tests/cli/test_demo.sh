#!/bin/sh
# liaison demo: the data and the report without a checkout; nobody's files are
# written over.
. "$(dirname "$0")/lib.sh"

cd "$work"
exits "into the default folder" 0 demo
says "ranks" "^Accounts that hold separate contacts together"
says "says what to open" "^  liaison-demo/report/report.html$"
says "and what to ask next" "^  liaison pods --include-warnings liaison-demo/data"
for file in README.txt data/interactions.csv data/truth.csv data/liaison.json \
    data/visits.csv report/report.html report/manifest.json report/pods.csv \
    report/pod_warnings.csv report/introductions.csv report/rejects.csv; do
    ok "$file" [ -s "liaison-demo/$file" ]
done
# The data are those of the repository.
for file in "$data"/demo/*.csv; do
    same "$(basename "$file")" "$file" "liaison-demo/data/$(basename "$file")"
done
rows() {
    tail -n +2 "liaison-demo/report/$1" | wc -l
}
ok "the page names them" grep -q \
    "<code>liaison-demo/data/visits.csv:4:20</code>.*missing_value" \
    liaison-demo/report/report.html
ok "and shows the way, stop by stop" grep -q \
    '<ol class="path">.*odo.fennimark.*violet.cinderby.*kit.pepperdock' \
    liaison-demo/report/report.html
ok "with its reason in French, too" grep -q \
    'class="reason"><span lang="en">Ask Odo.*<span lang="fr">.*Odo' \
    liaison-demo/report/report.html
for link in $(grep -o 'href="[a-z_]*\.[a-z]*"' liaison-demo/report/report.html |
    cut -d'"' -f2 | sort -u); do
    ok "the page's $link is there" [ -s "liaison-demo/report/$link" ]
done
# hand: the plot of engine/worlds/demo.h
for class in calculated affinity_sync affinity; do
    ok "a pod of class $class" grep -q ",$class,[01],[89]," \
        liaison-demo/report/pods.csv
done
for class in automated advocacy; do
    ok "a warning of class $class" grep -q ",$class,0,[69]," \
        liaison-demo/report/pod_warnings.csv
    ok "and no pod" sh -c "! grep -q ',$class,' liaison-demo/report/pods.csv"
done
# hand: 6 bots; the 9 of the staff
ok "members of the warnings" [ "$(rows pod_warning_members.csv)" -eq 15 ]
ok "members of the pods" [ "$(rows pod_members.csv)" -eq 25 ]
ok "rows that cannot be read" [ "$(rows rejects.csv)" -eq 3 ]
ok "friction of the haters" grep -q "grim.sourwell" \
    liaison-demo/report/friction.csv
ok "Vexholm's chief through Odo and the assistant" grep -q \
    "bettany.kettleburn>odo.fennimark>violet.cinderby>kit.pepperdock" \
    liaison-demo/report/introductions.csv
ok "the only door" grep -q "kit.pepperdock.*The only door" \
    liaison-demo/report/introductions.csv

for file in $(ls liaison-demo/report); do
    [ -d "liaison-demo/report/$file" ] && file=$file/
    ok "docs/report.md has $file" grep -q "\`$file\`" \
        "$LIAISON_SOURCE/docs/report.md"
done

exits "again" 0 demo --quiet
silent "quietly"
exits "elsewhere" 0 demo -q -o one/two --top 1 --threads 2
ok "there it is" [ -s one/two/report/report.json ]
cut -d, -f1-3 liaison-demo/report/pods.csv >a
cut -d, -f1-3 one/two/report/pods.csv >b
same "the same" a b

mkdir mine other
echo keep >mine/notes.txt
exits "somebody's folder" 2 demo -o mine
errs "says so" "mine holds files that are not of 'liaison demo'"
ok "nothing is written" [ "$(ls mine)" = notes.txt ]
echo "My own notes" >other/README.txt
exits "with a README of its own" 2 demo -o other
mkdir empty
exits "an empty folder" 0 demo -q -o empty
exits "a file" 4 demo -o mine/notes.txt/demo
exits "an input" 2 demo contacts.csv
exits "a file to write" 2 demo -o demo.html
exits "standard output" 2 demo -o -
ln -s /proc "$work/proc"
exits "a place that cannot be written" 4 demo -o "$work/proc/x"
finish
