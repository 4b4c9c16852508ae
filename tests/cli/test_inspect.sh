#!/bin/sh
# liaison inspect: what was recognised, and the verdicts.
. "$(dirname "$0")/lib.sh"

# A personal archive: mira touches every tie.
{ echo source,target; for k in 1 2 3 4 5 6 7 8 9; do echo "mira,c$k"; done
} >"$work/star.csv"
exits "a star" 0 inspect "$work/star.csv"
says "how it was read" "contacts: 9 rows"
says "bridges: no" "^  bridges  *no  *mira touches 9 of 9 ties"
says "what to collect" "Collect: The archives of colleagues"
says "introduce: partly" "^  introduce  *partly"
says "pods: no" "^  pods  *no "
silent "nothing on standard error"
ok "80 columns" sh -c "! grep -v '^  /' $work/out | grep -qE '.{81}'"

# Six days of comments on three authors' posts, one row without an actor.
{ echo actor,object,author,action,time
    for day in 1 2 3 4 5 6; do for k in 1 2 3 4; do
        echo "u$k,post$day,author$((day % 3)),comment,2026-03-0${day}T10:0$k:15Z"
    done; done
    echo ",post1,author1,comment,2026-03-01T10:09:00Z"
} >"$work/likes.csv"
exits "engagement" 0 inspect "$work/likes.csv"
says "pods: yes" "^  pods  *yes"
says "influence: yes" "^  influence  *yes"
says "date range" "2026-03-01T10:01:15Z to 2026-03-06T10:04:15Z"
says "the clock" "to the second"
says "share of actors" "96.0% name who acted"
says "the reject" "missing_value  *1"

exits "json" 0 inspect "$work/likes.csv" --format json
says "schema" '"schema": "liaison.inspect/1"'
says "share with a time" '"share_with_time": 1'
says "share with an actor" '"share_with_actor": 0.96'
says "verdicts" '"job":"pods","verdict":"yes"'
if command -v python3 >/dev/null; then
    ok "is JSON" python3 -c 'import json, sys; json.load(open(sys.argv[1]))' \
        "$work/out"
fi
cp "$work/out" "$work/inspect.json"
exits "json to a file" 0 inspect "$work/likes.csv" -o "$work/again.json"
same "is the same" "$work/again.json" "$work/inspect.json"
exits "jobs as CSV" 0 inspect "$work/likes.csv" --format csv
line_is 1 "job,verdict,why,collect"
exits "sources as CSV" 0 inspect "$work/likes.csv" --table sources \
    --format csv
ok "one source" [ "$(wc -l <"$work/out")" -eq 2 ]
exits "no such table" 2 inspect "$work/likes.csv" --table pods

# --me from the command line or beside the data.
mkdir "$work/folder"
printf 'source,target\na,b\nb,c\nc,d\nd,e\ne,f\nf,a\na,c\nb,d\n' \
    >"$work/folder/contacts.csv"
printf 'account\nf\n' >"$work/folder/targets.csv"
run inspect "$work/folder"
says "not known who asks" "^  introduce  *partly"
run inspect "$work/folder" --me a
says "--me" "^  introduce  *yes"
printf '{"me": "a", "to": "targets.csv"}\n' >"$work/folder/liaison.json"
exits "liaison.json beside the data" 0 inspect "$work/folder"
says "is read" "^  introduce  *yes"
printf '{"mee": "a"}\n' >"$work/folder/liaison.json"
exits "a typo in it" 0 inspect "$work/folder"
errs "is remarked upon" "did you mean 'me'"
printf '{"me": \n' >"$work/folder/liaison.json"
exits "a broken one" 3 inspect "$work/folder"
errs "with its place" "liaison.json:"

# Odd folders: rows count once whatever leads to them; no name and no cell
# moves the cursor of a terminal.
mkdir "$work/none" "$work/odd"
exits "an empty folder" 3 inspect "$work/none"
errs "is named" "none: no file in it"
printf 'source,target\na,b\nb,c\n' >"$work/odd/x.csv"
ln -s x.csv "$work/odd/y.csv"
exits "a file and its link" 0 inspect "$work/odd/x.csv" "$work/odd"
says "count once" "^  contacts  *2$"
says "and that is said" "the same file as .*x.csv, and read once"
bad="$work/odd/$(printf 'z\033[31m.csv')"
{ echo source,target,time
    for k in 1 2 3 4 5 6 7 8 9; do
        echo "a long enough name $k,another,2026-03-01T10:09:00Z"
    done
    printf 'a,b,not \033[31m a time\n'; } >"$bad"
exits "a name with an escape sequence" 3 inspect "$work/odd" --max-errors 0
errs "is spelled" 'z\\x1b\[31m.csv:11:5: .*not \\x1b\[31m a time'
exits "and inert" 0 inspect "$work/odd"
says "everywhere" 'z\\x1b\[31m.csv'
ok "no escape" sh -c "! grep -q '$(printf '\033')' $work/out $work/err"

# LinkedIn shows no more than 1,218 reactions of a post.
awk 'BEGIN { print "post_url,actor_url,kind"
    for (i = 0; i < 1218; i++)
        printf "urn:li:activity:7328838056403173380,u%d,like\n", i
    for (i = 0; i < 1217; i++)
        printf "urn:li:activity:7331190065471078400,u%d,like\n", i }' \
    >"$work/cut.csv"
exits "a list of likers that ends" 0 inspect "$work/cut.csv"
says "is said" "^    cut off  *1  show 1,218 reactions"

# An X archive: of ninety files a few are read, and that is said.
mkdir -p "$work/x/data"
cat >"$work/x/data/tweets.js" <<'TEXT'
window.YTD.tweets.part0 = [ {"tweet": {"id_str": "1359562777325563904",
  "created_at": "Wed Feb 10 18:00:00 +0000 2021", "full_text": "hi @b",
  "entities": {"user_mentions": [{"id_str": "5", "screen_name": "b"}]}}} ]
TEXT
echo 'window.YTD.phone_number.part0 = [ {"phone": "0"} ]' \
    >"$work/x/data/phone-number.js"
echo 'window.YTD.ad_engagements.part0 = [ {"ad": "0"} ]' \
    >"$work/x/data/ad-engagements.js"
exits "an archive" 0 inspect "$work/x"
says "rows by table" "as interactions: 2 rows, with 1 posts"
says "what is left alone" "^Left alone, to keep no more data than is needed"
ok "two files, one reason" [ "$(grep -c 'minimisation' "$work/out")" -eq 1 ]
says "pods: no" "^  pods  *no "
exits "as JSON" 0 inspect "$work/x" --format json
says "so many files" '"left_alone": 2'

# Many rejected rows take no memory where nobody asks for them.
awk 'BEGIN { print "source,target"; print "a,b"
    for (i = 0; i < 500000; i++) print ",b" }' >"$work/many.csv"
exits "half a million rejected rows" 0 inspect "$work/many.csv" \
    --max-memory 32MiB
says "are counted" "missing_value  *500000"
exits "too many of them" 3 inspect "$work/many.csv" --max-errors 1000
errs "name the first" "many.csv:3:1: 'source' is empty"
finish
