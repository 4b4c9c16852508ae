#!/bin/sh
# liaison bridges: two axes, brokers, friction, refusals.
. "$(dirname "$0")/lib.sh"

# Two groups a1 a2 a3 and b1 b2 b3, each all tied, over a3 - b1; c hangs on b3.
cat >"$work/contacts.csv" <<'CSV'
source,target,kind
a1,a2,contact
a1,a3,contact
a2,a3,contact
b1,b2,contact
b1,b3,contact
b2,b3,contact
a3,b1,contact
b3,c,contact
CSV
cat >"$work/acts.csv" <<'CSV'
actor,target,action,time
a3,b1,message,2026-03-31T10:00:00Z
b1,a3,message,2026-03-31T12:00:00Z
a1,a2,message,2026-03-31T10:00:00Z
b2,b3,angry,2026-03-31T10:00:00Z
b3,b2,message,2026-03-01T10:00:00Z
b2,b3,message,2026-03-01T11:00:00Z
a1,a3,block,2026-03-02T10:00:00Z
CSV
in="$work/contacts.csv $work/acts.csv"

# shellcheck disable=SC2086
exits "bridges" 0 bridges $in --as-of 2026-03-31T12:00:00Z
says "columns" "^rank,account_a,account_b,strength,reciprocity,\
strength_class,mutual_contacts,overlap,bridgeness,local_bridge,span,bridge,\
quadrant,sign,relay_value,community_a,community_b,"
# The cut between the groups goes first: 3 of 7 accounts; about e^-0.49 of
# what is left over: 1 - 0.97 e^(-0.35 sqrt 2).
says "the strong bridge" "^1,a3,b1,0\.40.*,medium,0,0,1,1,inf,1,\
strong_bridge,1,,"
says "one way is unknown" "^[0-9]*,a1,a2,0\.0[0-9]*,0,unknown,"
says "a block is negative" "^8,a1,a3,.*,-1,,"
# shellcheck disable=SC2086
exits "brokers" 0 bridges $in --table brokers
line_is 1 "rank,account,degree,effective_size,efficiency,constraint,\
participation,sole_access,communities,community,coordinator,itinerant,\
gatekeeper,liaison"
# a3 and b1: degree 3, one tie among contacts: 3 - 2/3; b3 the same, and the
# only way to c
says "sole access" "^[123],b3,3,2.3333333333333335,0.7777777777777778,\
[^,]*,[^,]*,1,"
# shellcheck disable=SC2086
exits "friction" 0 bridges $in --table friction
line_is 1 "rank,account_a,account_b,friction,sign,strength,acts"
ok "two rows" [ "$(wc -l <"$work/out")" -eq 3 ]
# shellcheck disable=SC2086
exits "folder" 0 bridges $in -o "$work/folder" --top 3
for table in bridges brokers friction; do
    ok "$table.csv" [ -s "$work/folder/$table.csv" ]
done
ok "top" [ "$(wc -l <"$work/folder/bridges.csv")" -eq 4 ]
# shellcheck disable=SC2086
exits "graphml" 0 bridges $in -o "$work/net.graphml"
ok "has strength" grep -q 'attr.name="strength"' "$work/net.graphml"
# shellcheck disable=SC2086
exits "json" 0 bridges $in --format json
says "schema" '"schema":"liaison.bridges/1"'
# shellcheck disable=SC2086
exits "betweenness" 0 bridges $in --betweenness
says "at its place" "community_b,edge_betweenness,"

# Rows in another order, other files first, other threads: the same bytes.
# shellcheck disable=SC2086
run bridges $in -o "$work/one" --threads 1
(sed -n 1p "$work/acts.csv" && sed 1d "$work/acts.csv" | sort -r) \
    >"$work/turned.csv"
run bridges "$work/turned.csv" "$work/contacts.csv" -o "$work/two" --threads 8
for table in bridges brokers friction; do
    same "same $table" "$work/one/$table.csv" "$work/two/$table.csv"
done

# One owner's archive.
printf 'source,target\nme,a\nme,b\nme,c\nme,d\nme,e\n' >"$work/star.csv"
exits "a star" 5 bridges "$work/star.csv"
ok "in words, on one line" [ "$(grep -c 'collect' "$work/err")" -eq 1 ]
ok "no escapes in it" sh -c "! grep -q '\\\\x0a' $work/err"
errs "says why" "me touches 5 of 5 ties"
errs "says what to collect" "archives of colleagues"
prints_nothing "and no rows"
# shellcheck disable=SC2086
exits "a tuning" 0 bridges $in --strength message.weight=0 --strength scale=.5
# shellcheck disable=SC2086
exits "too little to learn from" 0 bridges $in --fit
errs "says so" "strength as shipped"
# shellcheck disable=SC2086
exits "an unknown tuning" 2 bridges $in --strength speed=3
errs "lists the names" "lasting_half_life"
# shellcheck disable=SC2086
exits "me is not there" 2 bridges $in --me zz
errs "says so" 'there is no account "zz"'
# shellcheck disable=SC2086
exits "no such table" 2 bridges $in --table tables
errs "lists the tables" "bridges, brokers, friction"
exits "no input" 2 bridges
finish
