#!/bin/sh
# What fits a screen and a head: files of 600 lines, functions of 60, lines of
# 80 columns. A function is what stands between a { and a } in column 1.
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"

find engine include bench tests -name '*.c' -o -name '*.h' -o -name '*.cpp' |
    LC_ALL=C sort | LC_ALL=C xargs awk '
function complain(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    bad++
}
FNR == 1 {
    ours = FILENAME ~ /^(engine|include)\//
    begin = 0
}
{
    wide = $0
    gsub(/[\200-\277]/, "", wide)       # later bytes of a UTF-8 character
    if (length(wide) > 80)
        complain("wider than 80 columns")
}
/[ \t]$/ { complain("blank at the end of the line") }
/\t/ { complain("tab") }
/\r/ { complain("carriage return") }
/^{/ { begin = FNR }
/^}/ {
    if (ours && begin && FNR - begin + 1 > 60)
        complain("function of " FNR - begin + 1 " lines, 60 at most")
    begin = 0
}
ours && FNR == 601 { complain("file of more than 600 lines") }
END { exit bad > 0 }'
echo "files, functions and lines are short enough"
