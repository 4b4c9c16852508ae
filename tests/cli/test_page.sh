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

for threads in 2 8; do
    exits "the demo, $threads threads" 0 report "$data/demo" \
        -o "$work/demo$threads" --threads "$threads"
    same "the same bytes" "$page" "$work/demo$threads/report.html"
done
finish
