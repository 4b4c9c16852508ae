# tests/cli/lib.sh - what the tests of the program share. To be sourced.
#
# Each check prints `ok` or `not ok`; `finish` fails if any did not hold.
# $LIAISON is the program, $LIAISON_SOURCE the checkout; $work is an empty
# folder of the test's own, removed at the end.
set -u
LIAISON=${LIAISON:-${LIAISON_SOURCE:-.}/build/liaison}
LIAISON_SOURCE=${LIAISON_SOURCE:-$(pwd)}
[ -x "$LIAISON" ] || {
    echo "no program at $LIAISON"
    exit 1
}
data=$LIAISON_SOURCE/datasets
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0
unset NO_COLOR COLUMNS
LC_ALL=C
export LC_ALL

# ok TEXT COMMAND...: the command succeeds.
ok() {
    text=$1
    shift
    checks=$((checks + 1))
    if "$@"; then
        echo "ok $checks - $text"
    else
        echo "not ok $checks - $text"
        failures=$((failures + 1))
    fi
}

# run WORDS...: the program; $code, $work/out and $work/err tell the rest.
run() {
    "$LIAISON" "$@" >"$work/out" 2>"$work/err" </dev/null
    code=$?
}

# exits TEXT CODE WORDS...: runs the program and checks its exit code.
exits() {
    what=$1
    want=$2
    shift 2
    run "$@"
    [ "$code" -eq "$want" ] || {
        echo "# exit $code, wanted $want: liaison $*"
        head -5 "$work/err" | sed 's/^/# /'
    }
    ok "$what" [ "$code" -eq "$want" ]
}

# says TEXT PATTERN, errs TEXT PATTERN: what the last run printed.
says() {
    ok "$1" grep -q -e "$2" "$work/out"
}
errs() {
    grep -q -e "$2" "$work/err" || sed 's/^/# /' "$work/err"
    ok "$1" grep -q -e "$2" "$work/err"
}
silent() {
    [ -s "$work/err" ] && sed 's/^/# /' "$work/err"
    ok "$1" [ ! -s "$work/err" ]
}
prints_nothing() {
    ok "$1" [ ! -s "$work/out" ]
}

# line N of the last output is TEXT.
line_is() {
    got=$(sed -n "$1p" "$work/out")
    [ "$got" = "$2" ] || echo "# line $1: $got"
    ok "line $1: $2" [ "$got" = "$2" ]
}

same() {
    ok "$1" cmp -s "$2" "$3"
}

# The data of the project beside the checkout, or skip the test.
need_shared() {
    shared=$LIAISON_SOURCE/../shared/data
    [ -d "$shared" ] || skip "no ../shared/data beside the checkout"
}
skip() {
    echo "skipped: $*"
    exit 77
}

finish() {
    echo "1..$checks"
    [ "$failures" -eq 0 ]
    exit
}
