#!/bin/sh
# The repository speaks only of itself: no path of somebody's machine, no note
# to self left behind, no credentials.
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"

# look WHAT PATTERN: no text file of ours may hold the pattern
look() {
    if grep -rInE "$2" . --exclude-dir='build*' --exclude-dir=.venv \
        --exclude-dir=.git --exclude=.git --exclude-dir=.cache \
        --exclude-dir=__pycache__ --exclude-dir=corpus --exclude-dir=node_modules \
        --exclude=check_words.sh --exclude=LICENSE; then
        echo "above: $1"
        exit 1
    fi
}
look "a path of somebody's machine" \
    '(^|[^A-Za-z0-9_.~-])/(home|root|Users|mnt|work)/[A-Za-z.]'
look "a note to self" '\<(TODO|FIXME|XXX)\>'
look "a conflict marker" '^(<<<<<<<|>>>>>>>) '
look "a key" 'BEGIN (RSA |EC |OPENSSH |)PRIVATE KEY'
echo "the repository speaks only of itself"
