#!/bin/sh
# Every text for people that the sources mark has a French one, and the
# catalogues hold nothing else: nothing missing, fuzzy or left over, and the
# same conversions (%s, %llu) on both sides.
#
# check_texts.sh --missing   prints what has no translation yet, as entries to
#                            fill in, after the name of the catalogue to put
#                            them into
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"

for tool in xgettext msgmerge msgcmp msgcat msgfmt msgattrib; do
    command -v $tool >/dev/null || {
        echo "skipped: no $tool (Debian: gettext)"
        exit 77
    }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tr() on the terminal, wr() in tables and documents, lia_text_in() in a
# language that is given, N_() where the text is translated elsewhere.
# Functions that look their format up by themselves are named too.
KEYWORDS="tr:1 tr_n:1,2 wr:1 wr_n:1,2 N_:1 lia_text_in:2 lia_plural_in:2,3
 SAY_MANY:2,3 lia_fail:3 talk:1 fail_usage:1 remark:2,3 lia_sayf:2
 lia_written_to:2 lia_spoken_to:2 lia_rows_reject:6 lia_feed_reject:5
 lia_feed_drop:2 refuse:4 why:3 collect:2 say:3
 lia_watch_begin:2 stage_fail:3
 memory_check:3 wrong:2 fault:2"

# template NAME FILE...: what these sources mark.
template() {
    name=$1
    shift
    set -- $(for k in $KEYWORDS; do echo "-k$k"; done) "$@"
    xgettext --from-code=UTF-8 --language=C --sort-by-file --no-wrap -k "$@" \
        -o "$work/$name.pot"
    [ -f "$work/$name.pot" ] || : >"$work/$name.pot"
}

# The rooms have a catalogue each.
sources() {
    find engine -name '*.c' -o -name '*.cpp' -o -name '*.h' | LC_ALL=C sort
}
in_room() {
    case $1 in
    page) sources | grep -E '^engine/(report/page/|cli/report_page)' ;;
    plots) sources | grep -E '^engine/(report/plots/|cli/report_plots)' ;;
    terminal) sources | grep -vE \
        '^engine/(report/(page|plots)/|cli/report_(page|plots))' ;;
    esac
}

status=0
for language in po/*/; do
    language=$(basename "$language")
    msgcat --use-first --no-wrap -o "$work/all.po" po/"$language"/*.po
    if [ "${1:-}" = --missing ]; then
        for room in terminal page plots; do
            files=$(in_room $room)
            [ -n "$files" ] || continue
            # shellcheck disable=SC2086
            template $room $files
            [ -s "$work/$room.pot" ] || continue
            msgmerge -q --no-fuzzy-matching --no-wrap -o "$work/merged.po" \
                "$work/all.po" "$work/$room.pot"
            msgattrib --untranslated --no-obsolete --no-wrap \
                "$work/merged.po" | sed '1,/^$/d' >"$work/missing"
            [ ! -s "$work/missing" ] || {
                echo "# into po/$language/$room.po"
                cat "$work/missing"
            }
        done
        continue
    fi
    # shellcheck disable=SC2046
    template all $(sources)
    msgcmp "$work/all.po" "$work/all.pot" 2>"$work/said" || status=1
    ! grep -q 'not used' "$work/said" || status=1
    sed "s#$work/all.pot:[0-9]*#sources#; s#$work/all.po:#po/$language:#" \
        "$work/said" | head -5
    msgmerge -q --no-fuzzy-matching -o "$work/merged.po" "$work/all.po" \
        "$work/all.pot"
    msgfmt --check-format -o /dev/null "$work/merged.po" || status=1
    for file in po/"$language"/*.po; do
        msgfmt --check-format -o /dev/null "$file" || status=1
        ! grep -Hn '^#~\|^#, .*fuzzy' "$file" || status=1
    done
    msgattrib --untranslated --no-obsolete "$work/merged.po" |
        grep -A1 '^#: ' | head -20
    msgattrib --only-obsolete "$work/merged.po" | grep '^#~ msgid' |
        sed 's/^#~/no source has/' | head -20
    echo "$language: $(msgfmt --statistics -o /dev/null "$work/merged.po" 2>&1)"
done
[ $status -eq 0 ] || echo "'./dev texts' prints what is missing"
exit $status
