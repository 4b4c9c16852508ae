#!/usr/bin/env python3
"""NetworKit's centralities and ours, by turns: a busy machine is as busy for
one as for the other.

    python3 beside_networkit.py BENCH_CENTRALITY EDGES [ROUNDS [KERNEL ..]]

Needs the package networkit (11.2). In each round every kernel is run once by
NetworKit on one thread and once by the program bench_centrality, whose line
has igraph's kernel of that name beside it. Prints medians of CPU seconds.
"""
import re
import statistics
import subprocess
import sys
import time

import networkit as nk


def contacts(graph):
    if not graph.hasEdgeIds():
        graph.indexEdges()
    return nk.sparsification.TriangleEdgeScore(graph)


# The name that bench_centrality knows: what NetworKit has for it.
KERNELS = {
    "eps .01 delta": lambda g: nk.centrality.KadabraBetweenness(g, .01, .1),
    "same and ties": None,
    "eps .002": lambda g: nk.centrality.KadabraBetweenness(g, .002, .1),
    "common contacts": contacts,
    "core": lambda g: nk.centrality.CoreDecomposition(g),
    "components": lambda g: nk.components.ConnectedComponents(g),
    "PageRank": lambda g: nk.centrality.PageRank(
        g, .85, 1e-12 / g.numberOfNodes()),
}
LINE = re.compile(r"^(.+?) +1: cpu (\S+) wall \S+"
                  r"(?:  2: cpu (\S+) busiest (\S+))?")


def theirs(make, graph):
    algorithm = make(graph)
    since = time.process_time()
    algorithm.run()
    return time.process_time() - since


def ours(program, path, kernel, note):
    text = subprocess.run([program, path, "1", "1", kernel], check=True,
                          capture_output=True, text=True).stdout
    for line in text.splitlines():
        found = LINE.match(line)
        if found:
            for part, value in zip(("1 thread", "2 threads", "2, busiest"),
                                   found.groups()[1:]):
                if value is not None:
                    note(f"{found[1]}, {part}", float(value))


def main():
    program, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    wanted = sys.argv[4:] or list(KERNELS)
    graph = nk.graphio.EdgeListReader(" ", 0, continuous=True,
                                      directed=False).read(path)
    seconds = {}

    def note(name, value):
        seconds.setdefault(name, []).append(value)

    nk.setSeed(1, False)
    nk.setNumberOfThreads(1)
    for _ in range(rounds):
        for kernel in wanted:
            if KERNELS[kernel] is not None:
                note(f"NetworKit: {kernel}", theirs(KERNELS[kernel], graph))
            ours(program, path, kernel, note)
    print(f"{path}, NetworKit {nk.__version__}, {rounds} rounds")
    for name, values in seconds.items():
        print(f"{name:50} {statistics.median(values):.4f}")


if __name__ == "__main__":
    main()
