#!/bin/sh
# Help, version, and what is said of words that nobody knows.
. "$(dirname "$0")/lib.sh"

exits "--help" 0 --help
cp "$work/out" "$work/help"
silent "help asked for is no error"
ok "opens with three examples" [ "$(sed -n '3,9p' "$work/out" |
    grep -c '^    liaison ')" -eq 3 ]
for command in inspect report network bridges introduce measure influence pods \
    convert generate evaluate demo help; do
    says "lists $command" "^  $command "
done
for command in kpi; do
    ok "does not list $command" sh -c "! grep -q '^  $command ' $work/out"
done
says "has the exit codes" "^  130  interrupted"
exits "help" 0 help
same "help is --help" "$work/out" "$work/help"
exits "-h" 0 -h
same "-h is --help" "$work/out" "$work/help"

exits "no command" 2
prints_nothing "usage errors leave standard output alone"
errs "help goes to standard error" "^Usage: "

for command in inspect report network bridges introduce measure influence pods \
    convert generate evaluate demo help; do
    exits "help $command" 0 help "$command"
    cp "$work/out" "$work/help"
    says "$command has an example" "^  liaison $command"
    says "$command has options" "^Options:"
    exits "$command --help" 0 "$command" --help
    same "both are the same" "$work/out" "$work/help"
    ok "80 columns" sh -c "! grep -qE '.{81}' $work/out"
    ok "no option twice" [ -z "$(grep -oE '^ +(-[A-Za-z], )?--[a-z-]+' \
        "$work/out" | sed 's/.*--/--/' | sort | uniq -d)" ]
done
run --help
ok "80 columns" sh -c "! grep -qE '.{81}' $work/out"
run help measure
for name in degree strength in_degree out_degree constraint effective_size \
    efficiency clustering triangles core pagerank betweenness harmonic \
    closeness component articulation overlap mutual_contacts local_bridge \
    span bridge edge_betweenness density reciprocity transitivity \
    assortativity components; do
    says "measure $name" "^  $name "
done

exits "--version" 0 --version
ok "name and version" grep -qE '^liaison [0-9]+\.[0-9]+\.[0-9]+$' "$work/out"

exits "unknown command" 2 mesure degree x.csv
errs "did you mean" "did you mean 'measure'?"
prints_nothing "nothing on standard output"
exits "nothing near" 2 xylophone
errs "where to look" "liaison help"
exits "help of an unknown command" 2 help reprot
errs "did you mean" "did you mean 'report'?"
exits "unknown option" 2 measure --wieght w degree x.csv
errs "did you mean" "did you mean --weight?"
exits "option of another command" 2 inspect --directed x.csv
errs "says so" "'inspect' has no option --directed"
exits "unknown letter" 2 measure -z degree x.csv
exits "unknown measure" 2 measure betweeness x.csv
errs "did you mean" "did you mean 'betweenness'?"
exits "mixed kinds" 2 measure degree,overlap x.csv
errs "names them" "'degree' is of accounts, 'overlap' is of ties"
exits "mixed kinds" 2 measure density,degree x.csv
exits "no measure" 2 measure
exits "no graph" 2 measure degree
exits "no input" 2 inspect
exits "no folder" 2 report x.csv
exits "missing value" 2 measure degree x.csv --threads
exits "not a number" 2 measure degree x.csv --threads=many
exits "not a size" 2 measure degree x.csv --max-memory=lots
exits "not a time" 2 measure degree x.csv --since=yesterday
exits "not a choice" 2 inspect x.csv --color=sometimes
exits "a flag takes no value" 2 measure degree x.csv --directed=yes
exits "another language" 2 inspect --lang de x.csv
errs "says which there are" "en|fr"
finish
