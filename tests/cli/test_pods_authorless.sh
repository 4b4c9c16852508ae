#!/bin/sh
# liaison pods where nobody knows whose posts they are: what is chosen and why,
# the tables, what is refused, what is said instead of a bare zero.
. "$(dirname "$0")/lib.sh"

# A crowd of 300 on posts that live for a day and a half, and five accounts
# that share two links a day within a minute of each other for thirty days.
awk 'BEGIN {
    srand(7)
    print "actor,object,time"
    for (u = 0; u < 300; u++)
        for (k = 0; k < 40; k++) {
            p = int(rand() * 900)
            printf "crowd%03d,p%d,%d\n", u, p,
                1700000000 + p * 2880 + int(rand() * 130000)
        }
    for (k = 0; k < 60; k++) {
        t = 1700000000 + int(k / 2) * 86400 + k % 2 * 20000
        for (u = 0; u < 5; u++)
            printf "team%d,link%d,%d\n", u, k, t + int(rand() * 60)
    }
}' >"$work/shares.csv"

exits "groups are found" 0 pods "$work/shares.csv" -o "$work/pods"
errs "says that authors are unknown" "authors are known for 0 of"
errs "says what was found" "found: 1 coordinated"
errs "makes its claim" "not a verdict\|no verdict\|verdict on a person"
row=$(sed -n 2p "$work/pods/pods.csv")
ok "class and size" [ "${row#1,1,coordinated,1,5,}" != "$row" ]
ok "the members are the team" [ "$(sed 1d "$work/pods/pod_members.csv" |
    cut -d, -f2 | tr '\n' ' ')" = "team0 team1 team2 team3 team4 " ]
ok "all of them core" [ "$(grep -c ',core$' "$work/pods/pod_members.csv")" -eq 5 ]
ok "evidence leads to lines" grep -q 'shares.csv:[0-9]' \
    "$work/pods/pod_evidence.csv"
ok "the sentence says it is consistent with coordination" \
    grep -q "consistent with coordination" "$work/pods/pods.csv"

# A report of the same data tells of the same groups.
printf '%s\n' source,target team0,team1 team1,crowd001 crowd001,crowd002 \
    >"$work/contacts.csv"
exits "a report" 0 report "$work/shares.csv" "$work/contacts.csv" \
    -o "$work/report"
same "the groups in the report" "$work/pods/pods.csv" \
    "$work/report/pods.csv"
ok "a part of the page" grep -q '<section id="pods"' "$work/report/report.html"
ok "their plots in the page" grep -q 'data-plot="pod_1_matrix"' \
    "$work/report/report.html"
ok "which do not tell who wrote a post" sh -c \
    "! grep -q 'wrote it' '$work/report/plots/pod_1_matrix.svg'"

# The same bytes for any number of threads and order of rows.
{ sed -n 1p "$work/shares.csv"; sed 1d "$work/shares.csv" | sort -t, -k3; } \
    >"$work/other.csv"
for t in 1 2 8; do
    run pods "$work/shares.csv" --include-warnings --threads $t
    cp "$work/out" "$work/t$t"
    run pods "$work/other.csv" --include-warnings --threads $t
    same "threads $t, other order" "$work/out" "$work/t1"
done
same "2 threads" "$work/t1" "$work/t2"
same "8 threads" "$work/t1" "$work/t8"

# The crowd alone gives a header and a reason.
grep -v team "$work/shares.csv" >"$work/crowd.csv"
exits "a crowd alone" 0 pods "$work/crowd.csv" --assume-authors no
ok "a header and nothing else" [ "$(wc -l <"$work/out")" -eq 1 ]
errs "with the reason" "nothing to test:"
run pods "$work/crowd.csv" --assume-authors no --format json
says "and in the JSON" '"note"'
says "which search, and that it was asked for" \
    '"search":{"by":"same_objects","chosen_by":"--assume-authors",'
run pods "$work/shares.csv" --format json
says "which search, and why" '"search":{"by":"same_objects","chosen_by":'
says "in numbers" '"authors_known","engagements":12300,"with_author":0}'
exits "too little memory is said beforehand" 4 pods "$work/shares.csv" \
    --max-memory 4M
errs "with how much it takes" "search for pods needs about"
stated=$(sed -n 's/.*needs about \([0-9]*\) MiB.*/\1/p' "$work/err")
exits "and with that it is enough" 0 pods "$work/shares.csv" \
    --max-memory "$((stated + 1))M"

# Suspects only: no clean crowd; with --crowd there is one, and none of its
# accounts is in a group.
grep 'actor\|team' "$work/shares.csv" >"$work/suspects.csv"
run pods "$work/suspects.csv"
errs "no clean crowd" "no clean crowd"
exits "a crowd brought along" 0 pods "$work/suspects.csv" \
    --crowd "$work/crowd.csv" --table pod_members
errs "it is counted" "300 accounts as a crowd"
ok "none of it is a member" [ "$(grep -c crowd "$work/out")" -eq 0 ]

# Bought stars: 80 accounts that are seen once, on one object in one hour.
{ cat "$work/shares.csv"
  awk 'BEGIN {
      srand(3)
      for (p = 0; p < 80; p++)
          for (u = 0; u < 25; u++)
              printf "crowd%03d,busy%d,%d\n", int(rand() * 300), p,
                  1700002800 + p * 3600 * 7 + int(rand() * 3600)
      for (u = 0; u < 80; u++)
          printf "new%d,busy40,%d\n", u, 1700002800 + 40 * 3600 * 7 + u * 9
  }'
} >"$work/stars.csv"
run pods "$work/stars.csv" --include-warnings
ok "bought engagement of an object" \
    [ "$(grep -c ',one_off,0,80,' "$work/out")" -eq 1 ]
says "the object is named" "busy40"

# Which object: a column of several.
printf '%s\n' actor,url_id,hashtag_id,time a,u1,h1,1700000000 \
    b,u1,h2,1700000100 >"$work/two.csv"
exits "too few days" 5 pods "$work/two.csv" --object url --assume-authors no
errs "says how many" "1 day"
exits "no such object" 3 pods "$work/two.csv" --object image
errs "names what was looked for" "phash"
exits "no such word" 2 pods "$work/two.csv" --object face
exits "authors may be assumed" 5 pods "$work/two.csv" --assume-authors yes \
    --object url

# Options of the other search are refused, and none is out of range.
for option in "--rho 3" "--episode 60" "--q 2" "--min-size 2" \
    "--min-episodes 0"; do
    # shellcheck disable=SC2086
    exits "$option" 2 pods "$work/shares.csv" --assume-authors no $option
done

# A clock of days cannot carry it.
awk -F, 'NR == 1 { print; next }
    { printf "%s,%s,%d\n", $1, $2, int($3 / 86400) * 86400 }' \
    "$work/shares.csv" >"$work/days.csv"
exits "a clock of days" 5 pods "$work/days.csv" --assume-authors no
finish
