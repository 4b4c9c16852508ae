#!/bin/sh
# French where it is asked for and nowhere else: on the terminal by --lang or
# by the environment, in sentences of files by --lang only; numbers, names,
# exit codes and bytes of data stay what they are. No locale is installed.
. "$(dirname "$0")/lib.sh"

demo=$data/demo
inputs="$demo/interactions.csv $demo/posts.csv $demo/contacts.csv
 $demo/accounts.csv"

# The program is built without French where gettext is absent.
"$LIAISON" help --lang fr | grep -q '^Commandes' ||
    skip "this program speaks English only"

# french WORDS...: in the environment of somebody French without locales.
french() {
    LC_ALL=C.UTF-8 LANGUAGE=fr "$LIAISON" "$@" >"$work/out" 2>"$work/err" \
        </dev/null
    code=$?
}
# Patterns below have plain blanks where the texts have narrow no-break ones.
plain() {
    thin=$(printf '\342\200\257')
    sed "s/$thin/ /g" "$1" >"$work/plain"
    grep -q -e "$2" "$work/plain" || {
        head -3 "$work/plain" | sed 's/^/# /'
        return 1
    }
}
says() {
    ok "$1" plain "$work/out" "$2"
}
errs() {
    ok "$1" plain "$work/err" "$2"
}
is_utf8() {
    iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1
}
is_narrow() {
    ! LC_ALL=C.UTF-8 grep -qE '.{81}' "$1"
}

# ---- help ----
commands=$("$LIAISON" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
ok "there are commands" [ "$(echo "$commands" | wc -w)" -ge 12 ]
for command in $commands; do
    exits "help $command" 0 help "$command" --lang fr
    says "$command: usage in French" "^Usage.*: liaison $command "
    says "$command: options" "^Options"
    ok "$command: 80 columns" is_narrow "$work/out"
    ok "$command: UTF-8" is_utf8 "$work/out"
    for word in default the with which; do
        ok "$command: no '$word' is left" sh -c \
            "! sed 's/csv:.*//' '$work/out' | grep -qwi '$word'"
    done
    cp "$work/out" "$work/lang"
    french help "$command"
    same "$command: the environment says the same" "$work/out" "$work/lang"
    french "$command" --help
    same "$command: --help too" "$work/out" "$work/lang"
    french help "$command" --lang en
    "$LIAISON" help "$command" >"$work/english"
    same "$command: --lang en goes first" "$work/out" "$work/english"
done
french --help
says "the list of commands" "^Commandes"
ok "80 columns" is_narrow "$work/out"

# ---- which variable decides ----
says_french() {
    "$@" "$LIAISON" help >"$work/out" 2>&1
    grep -q '^Commandes' "$work/out"
}
ok "LANG" says_french env -u LC_ALL LANG=fr_FR.UTF-8
ok "LC_MESSAGES" says_french env -u LC_ALL LC_MESSAGES=fr_BE LANG=en_GB
ok "LC_ALL" says_french env LC_ALL=fr_CA.UTF-8 LANG=en_GB
ok "LANGUAGE goes before the locale" says_french env LC_ALL=en_US.UTF-8 \
    LANGUAGE=de:fr
not() {
    ! "$@"
}
ok "C has no language" not says_french env LC_ALL=C LANGUAGE=fr LANG=fr_FR
ok "nothing is English" not says_french env -u LC_ALL -u LANG -u LANGUAGE
ok "German is English" not says_french env LC_ALL=de_DE.UTF-8

# ---- what is wrong ----
# wrong CODE FRENCH WORDS...: the same exit code in both languages.
wrong() {
    want=$1 pattern=$2
    shift 2
    exits "English: $*" "$want" "$@"
    ok "it is English" sh -c "! LC_ALL=C grep -q '[^ -~]' '$work/err'"
    french "$@"
    ok "French: $* exits $want" [ "$code" -eq "$want" ]
    errs "it is French" "$pattern"
    ok "UTF-8" is_utf8 "$work/err"
}
wrong 2 "vouliez-vous dire « measure »" mesure degree x.csv
wrong 2 "commande inconnue" xylophone
wrong 2 "vouliez-vous dire --weight" measure --wieght w degree x.csv
wrong 2 "vouliez-vous dire « betweenness »" measure betweeness x.csv
wrong 2 "n'est pas un nombre entier" measure degree x.csv --threads=many
wrong 2 "n'est pas une date" measure degree x.csv --since=yesterday
wrong 2 "dites quoi examiner" inspect
wrong 2 "dites dans quel dossier" report x.csv
wrong 2 "une commande vient d'abord" --quiet
wrong 3 "ce fichier ou ce dossier n'existe pas" inspect "$work/none.csv"
printf 'actor,target\na,b\n' >"$work/untimed.csv"
wrong 5 "pas de pods" pods "$work/untimed.csv"
wrong 5 "il n'y a pas d'interactions ici" influence "$demo/contacts.csv"
printf 'actor,target,time\na,b,soon\n' >"$work/bad.csv"
wrong 3 "bad.csv:2:5: 'time' n'est pas une date" measure degree "$work/bad.csv"
exits "--lang of no language" 2 inspect --lang de x.csv
french inspect --lang de x.csv
ok "refused in French too" [ "$code" -eq 2 ]
errs "says which there are" "n'est pas l'un de en|fr"

# ---- every command, data byte for byte ----
# both NAME WORDS...: the same data, whatever the environment.
both() {
    name=$1
    shift
    # shellcheck disable=SC2086
    exits "$name in English" 0 "$@"
    cp "$work/out" "$work/english"
    french "$@"
    ok "$name: exits 0 in French" [ "$code" -eq 0 ]
    same "$name: the same bytes" "$work/out" "$work/english"
    ok "$name: remarks are UTF-8" is_utf8 "$work/err"
}
both "inspect as JSON" inspect "$demo" --format json
both "inspect --table" inspect "$demo" --table sources --format csv
both measure measure degree,betweenness "$demo/contacts.csv"
# shellcheck disable=SC2086
for command in network bridges influence pods; do
    both "$command" "$command" $inputs
    both "$command as JSON" "$command" $inputs --format json
done
# shellcheck disable=SC2086
both introduce introduce $inputs --me "$(sed -n 's/.*"me": *"\([^"]*\)".*/\1/p' \
    "$demo/liaison.json")" --to "$demo/targets.csv"
both convert convert "$demo/contacts.csv" --format csv --table contacts -o -
# The report of the demo, in English and in French.
LC_ALL=C "$LIAISON" report "$demo" -o "$work/english-report" >"$work/out" 2>&1
french report "$demo" -o "$work/french-report"
ok "report: exits 0" [ "$code" -eq 0 ]
says "report: speaks" "liens, 1 composante"
says "report: titles" "^Comptes qui relient"
says "report: how likely an introduction is" "peu probable, "
for file in "$work"/english-report/*.csv; do
    same "report: $(basename "$file") is the same" "$file" \
        "$work/french-report/$(basename "$file")"
done
same "report.json is the same" "$work/english-report/report.json" \
    "$work/french-report/report.json"
"$LIAISON" generate -o "$work/world" --accounts 1500 --days 10 >/dev/null 2>&1
french generate -o "$work/monde" --accounts 1500 --days 10
ok "generate: exits 0" [ "$code" -eq 0 ]
errs "generate: speaks" "truth.csv dit qui"
same "generate: the same bytes" "$work/world/interactions.csv" \
    "$work/monde/interactions.csv"
french notice register
says "notice" "^REGISTRE DES ACTIVITÉS"

# What is composed once for a file and once for the terminal.
printf 'actor,object,author,time\na,p1,b,2026-01-01T10:00:00Z\n' >"$work/few.csv"
french influence "$work/few.csv" -o "$work/few"
errs "why no pods were looked for, in French" "^pods non cherchés"
ok "and in English in the file" grep -q "no pods looked for" \
    "$work/few/shares.csv"
printf '{"lang": "fr"}' >"$work/liaison.json"
run report "$work/few.csv" "$demo/contacts.csv" -o "$work/by-file"
says "liaison.json may give the language" "^Écrits dans"
rm "$work/liaison.json"

# ---- what --lang fr changes in data ----
exits "inspect --lang fr" 0 inspect "$demo" --lang fr
says "what was read" "^Ce qui a été lu"
thin=$(printf '\342\200\257')
ok "thousands have a narrow blank" grep -q \
    "[0-9]$thin[0-9][0-9][0-9] interactions avec" "$work/out"
says "decimals have a comma" "100,0 % des interactions ont une date"
ok "80 columns" is_narrow "$work/out"
ok "UTF-8" is_utf8 "$work/out"
# The pods of the demo, explained; numbers and names are the same.
for lang in en fr; do
    # shellcheck disable=SC2086
    "$LIAISON" pods $inputs --lang $lang >"$work/pods-$lang" 2>/dev/null
    "$LIAISON" report "$demo" -o "$work/report-$lang" --lang $lang \
        >"$work/said-$lang" 2>&1
done
ok "explanations in French" grep -q "ont réagi aux publications les uns des" \
    "$work/pods-fr"
same "the columns before them are the same" \
    "$(cut -d, -f1-20 "$work/pods-en" >"$work/a"; echo "$work/a")" \
    "$(cut -d, -f1-20 "$work/pods-fr" >"$work/b"; echo "$work/b")"
ok "reasons of introductions" grep -q "Demandez à" \
    "$work/report-fr/introductions.csv"
for file in accounts ties graph brokers influence concentration pod_members; do
    same "no sentence, no change: $file.csv" "$work/report-en/$file.csv" \
        "$work/report-fr/$file.csv"
done
for file in "$work"/report-fr/*.csv "$work"/report-fr/*.json; do
    ok "UTF-8: $(basename "$file")" is_utf8 "$file"
done
same "--lang en is the default of files" "$work/report-en/report.json" \
    "$work/english-report/report.json"
ok "the manifest records the language" grep -q '"lang":[[:space:]]*"fr"' \
    "$work/report-fr/manifest.json"
"$LIAISON" report --config "$work/report-fr/manifest.json" -o "$work/again" \
    >/dev/null 2>&1
same "and gives it again" "$work/again/introductions.csv" \
    "$work/report-fr/introductions.csv"
finish
