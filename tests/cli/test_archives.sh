#!/bin/sh
# Archives through the program: the same as the files in them, and hostile
# ones, made on the spot by archives.py. Expected values: closed, by its making.
. "$(dirname "$0")/lib.sh"

command -v python3 >/dev/null || skip "no python3 to make archives with"
a=$work/a
mkdir "$a" && python3 "$(dirname "$0")/archives.py" "$a" ||
    skip "archives.py cannot run here"

mkdir "$work/files"
printf 'source,target\na,b\nb,c\nc,a\nc,d\n' >"$work/files/ties.csv"
printf 'source,target\nd,e\ne,f\n' >"$work/files/more.csv"
printf 'account,name\na,Ada\nb,Bo\n' >"$work/files/names.csv"
! command -v zstd >/dev/null || zstd -q "$a/good.tar" -o "$a/good.tar.zst"

# The same table whatever the files are packed in.
run convert "$work/files" -o - --table contacts
cp "$work/out" "$work/want"
for name in good.zip turned.zip good.tar v7.tar gnu.tar good.tar.gz \
    good.tar.zst nested.zip nested.tar no-extension streamed.zip; do
    [ -f "$a/$name" ] || continue
    for threads in 1 2 8; do
        exits "$name, $threads threads" 0 convert "$a/$name" -o - \
            --table contacts --threads $threads
        same "the same as the files" "$work/want" "$work/out"
    done
done
run measure degree,core "$a/good.zip"
cp "$work/out" "$work/want"
exits "archives and files pooled" 0 measure degree,core "$a/folder" \
    "$work/files/names.csv"
same "the same as one archive of them" "$work/want" "$work/out"
exits "an archive named twice is read once" 0 inspect "$a/good.zip" \
    "$a/good.zip" --format json
says "and says so" "the same file as"
exits "report" 0 report "$a/good.zip" "$work/files/names.csv" -o "$work/r"
ok "sources are named" grep -q 'good.zip!x/ties.csv' "$work/r/manifest.json"
exits "a table, whatever its name" 0 measure degree "$a/plain.zip.csv"
run inspect "$a/good.zip"
says "members are listed" "good.zip!x/ties.csv"
says "also those that are none" "no text by its name"
"$LIAISON" inspect - <"$a/good.zip" >"$work/out" 2>"$work/err"
ok "3: an archive from a pipe" [ $? -eq 3 ]
errs "says why" "from a pipe"
printf 'source,target\na,b\n' >"$work/bad.csv"
printf ',b\n' >>"$work/bad.csv"
(cd "$work" && python3 -c 'import zipfile
zipfile.ZipFile("bad.zip", "w").write("bad.csv")')
run measure degree "$work/bad.zip" --rejects "$work/rejects.csv"
ok "rejects name archive, member and line" \
    grep -q 'bad.zip!bad.csv,3,' "$work/rejects.csv"

# Exports of a team: each archive is one export, and so is each in another.
exits "three LinkedIn archives" 0 inspect "$a/ada.zip" "$a/bo.zip" "$a/cy.zip"
ok "three owners" [ "$(grep -c 'linkedin export of' "$work/out")" -eq 3 ]
exits "the same in one" 0 inspect "$a/team.zip"
ok "are three owners too" \
    [ "$(grep -c 'linkedin export of' "$work/out")" -eq 3 ]
says "by their names" "team.zip!of/bo.zip"
says "what is not needed is left alone" "Ad_Targeting.csv"
for table in contacts interactions accounts; do
    run convert "$a/ada.zip" "$a/bo.zip" "$a/cy.zip" -o - --table $table
    cp "$work/out" "$work/want"
    run convert "$a/team.zip" -o - --table $table
    same "the same $table" "$work/want" "$work/out"
done

# Names.
exits "names that want out" 0 inspect "$a/names.tar"
for why in "leads out of the archive" "a link in an archive" \
    "a device or a pipe"; do
    says "$why" "$why"
done
exits "only the good one counts" 0 measure components,density "$a/names.tar"
exits "in zips too" 0 inspect "$a/names.zip"
says "backslashes are no way out" 'up.csv'
ok "two of them" [ "$(grep -c 'leads out of the archive' "$work/out")" -eq 2 ]
says "a link" "a link in an archive"
exits "control characters" 0 inspect "$a/odd.zip"
ok "no escape sequence gets out" sh -c \
    "! LC_ALL=C grep -q '$(printf '[\033\007]')' '$work/out' '$work/err'"
says "accents stay" "$(printf '\303\251t\303\251.csv')"
run convert "$a/twice.zip" -o - --table contacts
ok "of two members of a name the last counts" \
    [ "$(wc -l <"$work/out")" -eq 3 ]
run inspect "$a/twice.zip"
says "and it is said" "stands behind it"

# Damage.
for name in cut.zip cut.tar.gz cut-inside.tar cut-between.tar sum.tar.gz \
    sum.zip; do
    exits "3: $name" 3 report "$a/$name" -o "$work/none"
    errs "named" "$name"
    errs "with what is wrong" "damaged\|cut short"
    ok "nothing is written" [ ! -e "$work/none" ]
done
exits "damage inside is no less" 3 measure degree "$a/sum-inside.zip"
exits "3: encrypted" 3 measure degree "$a/secret.zip"
errs "says what to do" "with its password"
exits "half encrypted" 0 inspect "$a/half-secret.zip"
says "says what was left" "with its password"

# Bombs.
exits "4: too much from too little" 4 measure degree "$a/ratio.zip"
errs "with the limit" "200 times its size, or 64 MiB"
exits "one member under many names counts once" 0 inspect "$a/overlap.zip"
ok "one source" [ "$(grep -c 'overlap.zip!' "$work/out")" -eq 1 ]
exits "3: a hole of a terabyte is no text" 3 measure degree "$a/sparse.tar"
exits "4: too many members" 4 measure degree "$a/many.zip"
errs "with the limit" "more than 200000 members"
exits "deep is not opened" 0 inspect "$a/depth.zip" --format json
says "and it is said" "nor two archives deep"

# Nothing in it.
exits "3: no data" 3 measure degree "$a/useless.zip"
errs "says how many" "no usable member in 2"
exits "3: no file" 3 measure degree "$a/empty.zip"
errs "says so" "without a file"
exits "3: a workbook" 3 measure degree "$a/book.xlsx"
errs "says what to do" "save the sheet as CSV"
cp "$a/cut.zip" "$a/secret.zip" "$a/book.xlsx" "$work/files"
exits "beside data they are passed over" 0 inspect "$work/files"
says "damaged" "one part of several"
says "a workbook" "save the sheet as CSV"
exits "and report says so" 0 report "$work/files" -o "$work/r2"
errs "how many" "3 files could not be read"
exits "nothing is said where all is well" 0 measure degree "$a/good.zip"
silent "not even of pictures"
finish
