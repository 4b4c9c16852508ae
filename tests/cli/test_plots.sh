#!/bin/sh
# plots/ of a report: the same bytes, each language, hostile names, and what an
# earlier run left.
. "$(dirname "$0")/lib.sh"

exits "the demo" 0 report "$data/demo" -o "$work/one" --threads 1
for plot in pod_1_matrix pod_1_delays pod_1_days tie_quadrants \
    introduction_chances influence_split rank_change concentration; do
    ok "$plot" [ -s "$work/one/plots/$plot.svg" ]
    ok "$plot in the manifest" grep -q "plots/$plot.svg" \
        "$work/one/manifest.json"
    ok "$plot in report.json" grep -q "\"plots/$plot.svg\"" \
        "$work/one/report.json"
    ok "$plot in the page" grep -q "data-plot=\"$plot\"" \
        "$work/one/report.html"
done
ok "all are small" [ -z "$(find "$work/one/plots" -size +60k)" ]

# Rows in another order, eight threads: the drawings are the same.
cp -r "$data/demo" "$work/shuffled"
for file in interactions contacts posts accounts; do
    { head -1 "$data/demo/$file.csv"; tail -n +2 "$data/demo/$file.csv" |
        sort -r; } >"$work/shuffled/$file.csv"
done
exits "shuffled" 0 report "$work/shuffled" -o "$work/two" --threads 8
ok "the same drawings" diff -r "$work/one/plots" "$work/two/plots"

exits "French" 0 report "$data/demo" -o "$work/fr" --lang fr
ok "speaks French" grep -q 'xml:lang="fr"' "$work/fr/plots/concentration.svg"
ok "and nothing else" sh -c \
    "! grep -q 'How concentrated' '$work/fr/plots/concentration.svg'"

# Names that would end an element, an attribute or a document stay names.
mkdir "$work/hostile"
for file in interactions contacts posts; do
    cp "$data/demo/$file.csv" "$work/hostile"
done
awk -F, 'NR == 1 { print } NR > 1 {
    $2 = "\"</text></svg><img src=x onerror=alert(" NR ")>]]>&\""
    OFS = ","; print }' "$data/demo/accounts.csv" >"$work/hostile/accounts.csv"
exits "hostile names" 0 report "$work/hostile" -o "$work/named"
ok "no element of theirs" sh -c "! grep -l '<img' '$work/named'/plots/*.svg"
if command -v python3 >/dev/null; then
    ok "and XML" python3 -c 'import sys, xml.dom.minidom as x
for name in sys.argv[1:]: x.parse(name)' "$work"/named/plots/*.svg \
        "$work"/fr/plots/*.svg
fi

# A folder that is used again: old plots go, a user's own file stays.
echo mine >"$work/one/plots/mine.svg"
exits "other data" 0 report "$data/classic/karate/contacts.csv" \
    -o "$work/one"
ok "one plot is left, and mine" [ "$(ls "$work/one/plots" | tr '\n' ' ')" = \
    "mine.svg tie_quadrants.svg " ]
finish
