#!/bin/sh
# run.sh - every bench program and every peer on the same graph, one after the
# other. `./dev bench [SCALE]` builds what is needed and calls this.
#
# Absolute figures move with the machine and with what else it does: compare
# within one run, CPU time rather than wall time. Exact betweenness costs the
# peers accounts times ties, so the paths have a graph of their own: k12.
set -eu
cd "$(dirname "$0")/.."

scale=${1:-16}
paths_scale=12
[ "$scale" -ge $paths_scale ] || paths_scale=$scale
build=build-bench
python=.venv/bin/python
files=$build/graphs
graph=$files/k$scale.txt

# Threads stay where they are, and waiting ones do not burn the CPU time that
# is measured.
export OMP_PROC_BIND=true OMP_PLACES=cores GOMP_SPINCOUNT=0

version() {
    "$@" --version 2>/dev/null | head -n 1
}

machine() {
    printf 'machine   %s, %s CPUs, %s of memory, L3 %s\n' \
        "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
        "$(nproc)" \
        "$(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)" \
        "$(cat /sys/devices/system/cpu/cpu0/cache/index3/size 2>/dev/null ||
            echo unknown)"
    printf 'compiler  %s, Release (-O3)\n' "$(version cc)"
    printf 'liaison   %s, %s\n' "$($build/liaison --version)" \
        "$(git rev-parse --short HEAD 2>/dev/null || echo 'no commit')"
    printf 'igraph    C library %s\n' "$(pkg-config --modversion igraph)"
    [ ! -x $python ] || $python - <<'TEXT'
for name in ("networkit", "igraph"):
    try:
        module = __import__(name)
        print("%-9s Python package %s" % (name, module.__version__))
    except ImportError:
        print("%-9s Python package not here" % name)
TEXT
}

section() {
    printf '\n## %s\n' "$*"
}

machine
mkdir -p $files
for k in "$scale" $paths_scale; do
    [ ! -s "$files/k$k.txt" ] || continue
    $build/bench/bench_kronecker "$k" >"$files/k$k.part"
    mv "$files/k$k.part" "$files/k$k.txt"
done
printf 'graph     k%s, %s ties, %s bytes as text\n' "$scale" \
    "$(wc -l <"$graph")" "$(wc -c <"$graph")"

for program in "$build"/bench/bench_*; do
    [ -x "$program" ] && [ -f "$program" ] || continue
    name=${program##*/bench_}
    case $name in
    kronecker | engagements | window_hash) ;;
    read)
        section "read k$scale"
        for threads in 1 2 1 2 1 2; do
            "$program" "$graph" $threads
        done
        ;;
    paths)
        section "paths k$paths_scale"
        "$program" "$paths_scale"
        ;;
    names)
        section "names, 1,000,000"
        "$program" 1000000
        ;;
    strength)
        for log in college_msg/CollegeMsg.txt enron/enron_edges.csv.gz; do
            section "strength $log"
            [ -s "../shared/data/$log" ] || {
                echo "skipped: no ../shared/data/$log"
                continue
            }
            # enron: rows before 1990 have no real date
            "$program" "../shared/data/$log" 1990
        done
        ;;
    tables)
        section "tables, 100 MB"
        "$program" 100
        ;;
    centrality)
        section "centrality k$scale"
        "$program" "$graph" 3
        section "centrality MUSAE GitHub"
        musae=../shared/data/musae/git_edges.csv
        if [ -s $musae ]; then
            tr ',' ' ' <$musae | sed 1d >$files/github.txt
            "$program" $files/github.txt 3
        else
            echo "skipped: no $musae"
        fi
        ;;
    accuracy)
        section "accuracy k$paths_scale, 200 seeds"
        "$program" $files/k$paths_scale.txt .02 .1 200
        ;;
    extremes)
        section "star and path of 10,000,000"
        "$program"
        ;;
    introduce)
        section "introduce, 1,000,000 accounts"
        "$program" 20 10
        ;;
    combine)
        edges=../shared/data/ego_facebook/facebook_combined.txt
        section "combine ego_facebook"
        if [ -s $edges ]; then
            "$program" $edges
        else
            echo "skipped: no $edges"
        fi
        ;;
    text)
        section "text, 64 MB"
        "$program" 64
        ;;
    *)
        section "$name k$scale"
        "$program" "$scale"
        ;;
    esac
done

section "network, 1,000,000 events"
python3 bench/network.py $build 1000000

for peer in bench/peers/*.py; do
    name=${peer##*/}
    [ "$name" != duckdb_network.py ] || continue    # beside liaison, above
    file=$graph
    [ "$name" != networkit_paths.py ] || file=$files/k$paths_scale.txt
    section "${name%.py} $(basename "$file" .txt)"
    if [ ! -x $python ]; then
        echo "skipped: there is no .venv with the peers"
        continue
    fi
    set -- "$file"
    [ "$name" != duckdb_tables.py ] || set -- $build/tables/100.*
    [ "$name" != networkit_pagerank.py ] || set -- "$file" "$scale"
    [ "$name" != beside_networkit.py ] ||
        set -- $build/bench/bench_centrality "$file" 1
    $python "$peer" "$@" || echo "skipped: $name cannot run here"
done
