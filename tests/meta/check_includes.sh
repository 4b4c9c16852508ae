#!/bin/sh
# Dependencies point one way: each room of engine/ includes only from rooms
# below it, and the heavy neighbours come in through one door each.
set -eu
cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}"

# room: rooms that it may include from, itself always among them. Public
# headers count as the room whose work they declare.
find engine include -name '*.c' -o -name '*.h' -o -name '*.cpp' |
    LC_ALL=C sort | xargs grep -nE '^[ 	]*#[ 	]*include[ 	]*"' |
    awk -F: '
BEGIN {
    may["base"] = "base"
    may["model"] = "model base"
    may["text"] = "text model base"
    may["stats"] = "stats model base"
    may["graph"] = "graph model base"
    may["ingest"] = "ingest text graph model base"
    may["pods"] = "pods graph stats model base"
    may["ties"] = "ties graph stats model base"
    may["influence"] = "influence pods ties graph stats model base"
    may["kpi"] = "kpi influence pods ties graph stats model base"
    may["worlds"] = "worlds stats graph model base"
    may["report"] = "report text graph model base"
    may["cli"] = "cli report worlds kpi influence pods ties ingest text graph " \
        "stats model base"
    public["inspect.h"] = public["lookalikes.h"] = "ingest"
    public["base.h"] = "base"
    public["tables.h"] = public["ranked.h"] = "model"
    public["graph.h"] = public["communities.h"] = "graph"
    public["layout.h"] = "graph"
    public["read.h"] = public["resolve.h"] = "ingest"
    public["privacy.h"] = "model"
    public["report.h"] = public["manifest.h"] = "report"
    public["convert.h"] = "report"
    public["coengagement.h"] = public["coortweet.h"] = "pods"
    public["toolkit.h"] = "pods"
    public["pods.h"] = public["coordinated.h"] = public["oneoff.h"] = "pods"
    public["influence.h"] = "influence"
    public["worlds.h"] = public["evaluate.h"] = "worlds"
}
function room_of(header,   part, count) {
    count = split(header, part, "/")
    if (part[1] == "liaison")
        return part[2] in public ? public[part[2]] : "kernel"
    return count > 1 ? part[1] : ""
}
{
    split($1, part, "/")
    from = part[1] == "include" ? room_of("liaison/" part[3]) : part[2]
    split($0, quoted, "\"")
    to = room_of(quoted[2])
    if (to == "" || to == from)
        next                        # a neighbour in the same room
    # Headers of kernels (pods, ties, influence, kpi) stand on graph and
    # model; who may include ties may include them.
    if (from == "kernel")
        good = index(" graph stats model base ", " " to " ")
    else if (to == "kernel")
        good = index(" " may[from] " ", " ties ")
    else
        good = index(" " may[from] " ", " " to " ")
    # A public header of graph algorithms may be written in engine/graph.
    if (to == "kernel" && from == "graph")
        good = 1
    if (!(from in may) && from != "kernel") {
        printf "%s:%s: engine/%s is not in the plan\n", $1, $2, from
        bad++
    } else if (!good) {
        printf "%s:%s: %s must not include from %s (%s)\n", $1, $2, from, to,
            quoted[2]
        bad++
    }
}
END {
    if (bad) {
        printf "%d includes point the wrong way\n", bad
        exit 1
    }
}'

# one_door HEADER FILE: the only file of engine/ and include/ that includes it
one_door() {
    users=$(grep -rlE "#[ 	]*include[ 	]*[<\"]($1)[>\"]" engine include ||
        true)
    for user in $users; do
        [ "$user" = "$2" ] || {
            echo "$user includes $1; only $2 may"
            exit 1
        }
    done
}
one_door 'omp\.h' engine/base/threads.c
one_door 'blake2\.h' engine/base/digest.c
one_door 'igraph/igraph\.h|igraph\.h' engine/graph/igraph_door.c

json=$(grep -rlE '#[ 	]*include[ 	]*[<"](cjson/)?cJSON\.h[>"]' \
    engine include | wc -l)
[ "$json" -le 1 ] || {
    echo "cJSON.h is included by $json files, one may"
    exit 1
}
echo "includes point one way"
