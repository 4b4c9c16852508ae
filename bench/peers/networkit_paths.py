#!/usr/bin/env python3
"""NetworKit's shortest-path kernels on the bench graph, for bench_paths.

    bench_kronecker 14 >k14.txt
    python3 networkit_paths.py k14.txt [REPEATS]

Needs the packages networkit (11.2) and numpy. Prints CPU and wall seconds,
medians. Betweenness is exact, of nodes and edges in one call; indexing the
edges, which that requires, is not counted.
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
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    reader = nk.graphio.EdgeListReader(" ", 0, continuous=True, directed=False)
    graph = reader.read(path)
    graph.indexEdges()
    kernels = {
        "betweenness, nodes and edges": lambda: nk.centrality.Betweenness(
            graph, normalized=True, computeEdgeCentrality=True),
        "betweenness, nodes": lambda: nk.centrality.Betweenness(
            graph, normalized=True),
        "harmonic closeness": lambda: nk.centrality.HarmonicCloseness(
            graph, normalized=False),
        "closeness": lambda: nk.centrality.Closeness(
            graph, True, nk.centrality.ClosenessVariant.GENERALIZED),
    }
    print(f"{path}: {graph.numberOfNodes()} accounts, "
          f"{graph.numberOfEdges()} ties, NetworKit {nk.__version__}",
          flush=True)
    for threads in (1, 2):
        nk.setNumberOfThreads(threads)
        for name, build in kernels.items():
            values = [timed(build().run) for _ in range(repeats)]
            cpu = statistics.median(v[0] for v in values)
            wall = statistics.median(v[1] for v in values)
            print(f"{name:30} {threads} threads  CPU {cpu:.3f} s  "
                  f"wall {wall:.3f} s", flush=True)


if __name__ == "__main__":
    main()
