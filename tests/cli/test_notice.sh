#!/bin/sh
# liaison notice: three texts, two languages, nothing that is not done.
. "$(dirname "$0")/lib.sh"

exits "notice" 0 notice
silent "no remarks"
says "information" "^INFORMATION NOTICE (GDPR article 14"
says "register" "^RECORD OF PROCESSING (GDPR article 30)"
says "balancing" "^BALANCING NOTE (legitimate interest, GDPR article 6(1)(f))"
for word in "may object at any time" "supervisory authority" "--exclude" \
    "--retain-days" "Where it is from" "article 22" "one month"; do
    ok "says: $word" grep -qi -e "$word" "$work/out"
done
ok "80 columns" sh -c "! grep -qE '.{80}' '$work/out'"
cp "$work/out" "$work/all"
exits "in French" 0 notice --lang fr
for word in "NOTE D'INFORMATION" "REGISTRE" "MISE EN BALANCE" "CNIL" \
    "CSE" "article 14" "article 21" "article 22" "--pseudonymise"; do
    ok "dit : $word" grep -q -e "$word" "$work/out"
done
ok "80 colonnes" sh -c "! LC_ALL=C.UTF-8 grep -qE '.{80}' '$work/out'"
# The texts name options: they are there.
run help report
for option in pseudonymise exclude retain-days; do
    says "--$option is an option" "--$option"
done
exits "one of them" 0 notice register
ok "only that" sh -c "! grep -q BALANCING '$work/out'"
says "the register" "^RECORD"
exits "to a file" 0 notice balancing register -o "$work/file.txt"
prints_nothing "nothing on standard output"
ok "both" grep -q BALANCING "$work/file.txt"
exits "no such text" 2 notice registre
errs "which there are" "information, register and balancing"
exits "no such language" 2 notice --lang de
exits "no folder" 4 notice -o "$work/no/such/file"
finish
