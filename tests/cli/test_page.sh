#!/bin/sh
# report.html: one file, its policy, its parts, and names that stay names.
. "$(dirname "$0")/lib.sh"

exits "the demo" 0 report "$data/demo" -o "$work/demo" --threads 1
page=$work/demo/report.html
ok "a page" [ -s "$page" ]
for part in overview pods network bridges brokers introductions influence \
    concentration quality; do
    ok "part $part" grep -q "<section id=\"$part\"" "$page"
    ok "a way to $part" grep -q "<a href=\"#$part\">" "$page"
done
ok "in the manifest" grep -q '"report.html"' "$work/demo/manifest.json"

# Nothing is fetched: no address but links to the files beside and inside.
ok "nothing from elsewhere" sh -c \
    "! grep -qE '(src|href)=\"(https?:)?//|@import|url\(' '$page'"
ok "no style attribute" sh -c "! grep -qE '<[^>]* style=' '$page'"
ok "no handler attribute" sh -c "! grep -qE '<[^>]* on[a-z]+=' '$page'"

# The digests of the policy are those of the bytes that stand in the page.
digests() {
    python3 - "$1" <<'TEXT'
import base64, hashlib, re, sys
page = open(sys.argv[1], "rb").read()
policy = re.search(rb'Content-Security-Policy" content="([^"]*)"', page)[1]
assert b"default-src 'none'" in policy
for name, element in ((b"style", b"style"), (b"script", b"script")):
    blocks = re.findall(rb"<%s>(.*?)</%s>" % (element, element), page, re.S)
    assert len(blocks) == 1, (name, len(blocks))
    digest = base64.b64encode(hashlib.sha256(blocks[0]).digest())
    assert name + b"-src 'sha256-" + digest + b"'" in policy, name
TEXT
}
if command -v python3 >/dev/null; then
    ok "digests of the policy" digests "$page"
fi

# Every column that is shown, here and in a page of one table, has a label in
# both languages, and every data-col one of them.
labelled() {
    python3 - "$@" <<'TEXT'
import re, sys
for path in sys.argv[1:]:
    page = open(path, encoding="utf-8").read()
    heads = re.findall(r'<th scope="col"[^>]* data-col="([^"]*)"[^>]*>(.*?)</th>',
                       page)
    assert len(heads) > 1, path
    bare = [name for name, head in heads if '<span lang="fr">' not in head]
    assert not bare, (path, bare)
TEXT
}
mkdir "$work/one"
one() {
    name=$1
    shift
    exits "$*: a page" 0 "$@" -o "$work/one/$name.html"
}
one bridges bridges "$data/demo"
one brokers bridges "$data/demo" --table brokers
for table in pods pod_members pod_pairs pod_evidence pod_days \
    accounts_engagement; do
    one $table pods "$data/demo" --table $table
done
for table in influence concentration shares; do
    one $table influence "$data/demo" --table $table
done
for table in introductions introducers asks notes; do
    one $table introduce "$data/demo" --me bettany.kettleburn --table $table
done
for table in edges accounts groups posts evidence; do
    one network-$table network "$data/demo" --table $table
done
measures=degree,strength,constraint,effective_size,efficiency,clustering
measures=$measures,triangles,core,pagerank,betweenness,harmonic,closeness
measures=$measures,eigenvector,katz,participation,community,component
one of-accounts measure $measures,articulation,reach2 "$data/demo" \
    --alpha 0.01
one of-ties measure \
    overlap,mutual_contacts,local_bridge,span,bridge,edge_betweenness \
    "$data/demo"
one of-graph measure density,transitivity,assortativity,components,diameter \
    "$data/demo"
one jobs inspect "$data/demo" --format html
if command -v python3 >/dev/null; then
    ok "labels of every column" labelled "$page" "$work"/one/*.html
    ok "their policy" digests "$work/one/bridges.html"
fi
exits "a page on standard output" 0 bridges "$data/demo" --top 3 --lang fr \
    --format html
says "in French" '^<html lang="fr"'
ok "three rows" [ "$(grep -c '^<tr id=' "$work/out")" -eq 3 ]

# The order of rows does not matter.
mkdir "$work/shuffled"
cp "$data"/demo/* "$work/shuffled"
for table in interactions contacts accounts; do
    { head -1 "$data/demo/$table.csv"; tail -n +2 "$data/demo/$table.csv" |
        sort -r; } >"$work/shuffled/$table.csv"
done
# What points at a line changes with it, as the path does.
unplaced() {
    sed -E "s#[^<> \"]*(demo|shuffled)/[a-z_]+\.csv:[0-9]+##g; \
        s#[^<> \"]*(demo|shuffled)/#/#g" "$1" |
        sed -E '/<ul class="bursts">/,/<\/ul>$/d'
}
exits "rows in another order" 0 report "$work/shuffled" -o "$work/other"
unplaced "$page" >"$work/a"
unplaced "$work/other/report.html" >"$work/b"
cmp "$work/a" "$work/b"
same "the same but for lines" "$work/a" "$work/b"

# Names that would be markup, a handler or a script are names.
mkdir "$work/evil"
python3 - "$work/evil" <<'TEXT' || skip "no python3"
import csv, random, sys
random.seed(1)
names = ['</script><img src=x onerror=alert(1)>', '" onmouseover="alert(1)',
         "' onclick='alert(1)", ']]><script>alert(1)</script>', '<!--',
         'turned \u202eback', '{1} {n} %s', '\u0627\u0644', 'x' * 50000,
         '<style>*{display:none}</style>']
ids = ['a%02d' % k for k in range(30)] + names
with open(sys.argv[1] + '/accounts.csv', 'w', newline='') as out:
    table = csv.writer(out)
    table.writerow(['account', 'name', 'company', 'title'])
    for k, one in enumerate(ids):
        table.writerow([one] + [names[(k + q) % len(names)] for q in range(3)])
with open(sys.argv[1] + '/contacts.csv', 'w', newline='') as out:
    table = csv.writer(out)
    table.writerow(['source', 'target'])
    for k, one in enumerate(ids):
        for q in range(1, 5):
            table.writerow([one, ids[(k * q + q) % len(ids)]])
with open(sys.argv[1] + '/interactions.csv', 'w', newline='') as out:
    table = csv.writer(out)
    table.writerow(['actor', 'object', 'time', 'action', 'author'])
    for post in range(400):
        day = 1767225600 + 86400 * (post % 60)
        writer = names[post % 6]
        for one in random.sample(ids, 8) + names[:6]:
            table.writerow([one, names[post % 10] + str(post),
                            day + random.randrange(300 if one in names
                                                   else 80000),
                            'like', writer])
TEXT
exits "hostile names" 0 report "$work/evil" -o "$work/evil-report" \
    --me a01 --to 'company=<!--'
evil=$work/evil-report/report.html
inert() {
    python3 - "$1" <<'TEXT'
import re, sys
from html.parser import HTMLParser
text = open(sys.argv[1], encoding="utf-8").read()
seen = set()
class Look(HTMLParser):
    def handle_starttag(self, tag, attributes):
        seen.add(tag)
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            assert name != "style", tag
    def handle_comment(self, text):
        raise AssertionError("comment: " + text[:40])
parser = Look(convert_charrefs=True)
body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.S)
parser.feed(body)
assert "img" not in seen and "iframe" not in seen, seen
assert text.count("<style>") == 1 and text.count("<script>") == 1
assert "\u202e" not in body and "\\u{202E}" in body
assert "x" * 2001 not in text
TEXT
}
ok "are inert" inert "$evil"
ok "are inert in a page of one table" sh -c "'$LIAISON' bridges \
    '$work/evil' -q -o '$work/evil.html'"
ok "and there" inert "$work/evil.html"

# A network without times, one of one person, one without contacts.
exits "karate" 0 report "$data/classic/karate/contacts.csv" -o "$work/karate"
for part in pods influence introductions concentration; do
    ok "no $part" sh -c "! grep -q '<section id=\"$part\"' \
        '$work/karate/report.html'"
done
ok "what is refused is said" grep -q 'class="refused"\|t-jobs' \
    "$work/karate/report.html"
printf 'source,target\nme,a\nme,b\nme,c\nme,d\nme,e\n' >"$work/star.csv"
exits "a star" 0 report "$work/star.csv" -o "$work/star" --me me
ok "is said to be one" grep -q "One person&#39;s archive" \
    "$work/star/report.html"
ok "has no bridges" sh -c \
    "! grep -q '<section id=\"bridges\"' '$work/star/report.html'"
exits "interactions only" 0 report "$data/demo/interactions.csv" \
    -o "$work/acts"
ok "has pods" grep -q '<section id="pods"' "$work/acts/report.html"

# Without authors there are groups in step, too, and they are in the report.
awk -F, 'NR == 1 { for (k = 1; k <= NF; k++) at[$k] = k }
    { print $at["actor"] "," $at["object"] "," $at["time"] }' \
    "$data/demo/interactions.csv" >"$work/authorless.csv"
exits "data without authors" 0 report "$work/authorless.csv" \
    "$data/demo/contacts.csv" \
    -o "$work/authorless"
ok "has a part of pods" grep -q '<section id="pods"' \
    "$work/authorless/report.html"
ok "and their table" [ -s "$work/authorless/pods.csv" ]

for threads in 2 8; do
    exits "the demo, $threads threads" 0 report "$data/demo" \
        -o "$work/demo$threads" --threads "$threads"
    same "the same bytes" "$page" "$work/demo$threads/report.html"
done
finish
