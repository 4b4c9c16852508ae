#!/bin/sh
# The demonstration data is what `liaison generate --world demo --seed 4`
# makes, byte for byte.
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"
program=${LIAISON:-build/liaison}
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT INT TERM

"$program" generate --quiet --world demo --seed 4 -o "$fresh"
for file in "$fresh"/*; do
    cmp "$file" "datasets/demo/${file##*/}"
done
for file in datasets/demo/*; do
    [ "${file##*/}" = README.md ] || [ -f "$fresh/${file##*/}" ] || {
        echo "$file does not come from liaison generate"
        exit 1
    }
done
echo "datasets/demo is what liaison generate makes"
