#!/bin/sh
# The demonstration data is what its script makes, byte for byte.
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT INT TERM

PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 datasets/demo/make.py "$fresh"
for file in "$fresh"/*; do
    cmp "$file" "datasets/demo/${file##*/}"
done
for file in datasets/demo/*; do
    case ${file##*/} in
    make.py | README.md) ;;
    *) [ -f "$fresh/${file##*/}" ] || {
        echo "$file does not come from make.py"
        exit 1
    } ;;
    esac
done
echo "datasets/demo is what make.py makes"
