#!/bin/sh
# docs/report.png: two parts of the report on the demo, as Chromium shows them
# side by side, for the README. `docs/screenshot.sh [PROGRAM]`; needs chromium
# and pngquant (both Debian's).
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/liaison}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

"$program" demo --quiet -o "$place/demo" >"$place/said"
page=demo/report/report.html
# Each frame is a window of its own onto the page.
cat >"$place/both.html" <<HTML
<!DOCTYPE html><meta charset="utf-8"><title>The report on the demo</title>
<style>
  body { margin: 0; background: #8793a1; display: flex; gap: 2px }
  iframe { border: 0; width: 820px; height: 1240px; flex: none }
</style>
<iframe src="$page#pod-1"></iframe><iframe src="$page#network"></iframe>
HTML
# A profile of its own: nobody's settings, theme or language show.
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
    --force-prefers-reduced-motion --no-first-run --lang=en \
    --user-data-dir="$place/profile" \
    --allow-file-access-from-files --window-size=1642,1240 \
    --force-device-scale-factor=1 --virtual-time-budget=5000 \
    --screenshot="$place/report.png" "file://$place/both.html" \
    2>"$place/log" || { cat "$place/log"; exit 1; }
pngquant --force --strip --output "$place/report.png" 128 "$place/report.png"
size=$(wc -c <"$place/report.png")
[ "$size" -lt 250000 ] || {
    echo "docs/report.png would take $size bytes: 250000 at most" >&2
    exit 1
}
mv "$place/report.png" docs/report.png
echo "docs/report.png: $size bytes"
