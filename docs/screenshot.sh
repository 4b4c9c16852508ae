#!/bin/sh
# docs/report.png: the top of the report on the demo as Chromium shows it, for
# the README. `docs/screenshot.sh [PROGRAM]`; needs chromium (Debian's), and
# pngquant, where it is there, to make the picture smaller.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/liaison}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM

"$program" demo --quiet -o "$place/demo" >"$place/said"
# A profile of its own: nobody's settings, theme or language show.
chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars \
    --no-first-run --lang=en --user-data-dir="$place/profile" \
    --window-size=1280,960 --force-device-scale-factor=1 \
    --virtual-time-budget=3000 --screenshot="$place/report.png" \
    "file://$place/demo/report/report.html#pods" 2>"$place/log" ||
    { cat "$place/log"; exit 1; }
if command -v pngquant >/dev/null; then
    pngquant --force --strip --output "$place/report.png" 64 "$place/report.png"
fi
size=$(wc -c <"$place/report.png")
[ "$size" -lt 250000 ] || {
    echo "docs/report.png would take $size bytes: 250000 at most" >&2
    exit 1
}
mv "$place/report.png" docs/report.png
echo "docs/report.png: $size bytes"
