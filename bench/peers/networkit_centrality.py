#!/usr/bin/env python3
"""NetworKit's kernels on the graphs of bench_centrality.

    python3 networkit_centrality.py EDGES [REPEATS]

Needs the packages networkit (11.2) and numpy. Prints CPU and wall seconds,
medians, on one thread and on two.
"""
import statistics
import sys
import time

import networkit as nk


def timed(call):
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def main():
    path = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    reader = nk.graphio.EdgeListReader(" ", 0, continuous=True, directed=False)
    graph = reader.read(path)
    kernels = {
        "betweenness, KADABRA .01 .1": lambda: nk.centrality.
        KadabraBetweenness(graph, 0.01, 0.1).run(),
        "betweenness, KADABRA .002 .1": lambda: nk.centrality.
        KadabraBetweenness(graph, 0.002, 0.1).run(),
        "core": lambda: nk.centrality.CoreDecomposition(graph).run(),
        "components": lambda: nk.components.ConnectedComponents(graph).run(),
        "components, parallel": lambda: nk.components.
        ParallelConnectedComponents(graph).run(),
        "PageRank, 1e-12": lambda: nk.centrality.PageRank(
            graph, 0.85, 1e-12 / graph.numberOfNodes()).run(),
    }
    print(f"{path}: {graph.numberOfNodes()} accounts, "
          f"{graph.numberOfEdges()} ties, NetworKit {nk.__version__}",
          flush=True)
    nk.setSeed(1, False)
    for threads in (1, 2):
        nk.setNumberOfThreads(threads)
        for name, call in kernels.items():
            values = [timed(call) for _ in range(repeats)]
            cpu = statistics.median(v[0] for v in values)
            wall = statistics.median(v[1] for v in values)
            print(f"{name:30} {threads} threads  CPU {cpu:.4f} s  "
                  f"wall {wall:.4f} s", flush=True)
    graph.indexEdges()
    for threads in (1, 2):
        nk.setNumberOfThreads(threads)
        cpu, wall = timed(nk.sparsification.TriangleEdgeScore(graph).run)
        print(f"{'common contacts of ties':30} {threads} threads  "
              f"CPU {cpu:.4f} s  wall {wall:.4f} s", flush=True)


if __name__ == "__main__":
    main()
