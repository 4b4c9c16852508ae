#!/usr/bin/env python3
"""NetworKit's triangle kernels on the bench graph, for bench_triads.

    bench_kronecker 18 >k18.txt
    python3 networkit_triads.py k18.txt [REPEATS]

Needs the packages networkit (11.2) and numpy. Prints CPU and wall seconds,
medians; indexing the edges, which the per-tie score requires, is apart.
"""
import statistics
import sys
import time

import networkit as nk


def timed(call):
    cpu, wall = time.process_time(), time.perf_counter()
    result = call()
    return time.process_time() - cpu, time.perf_counter() - wall, result


def main():
    path = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    reader = nk.graphio.EdgeListReader(" ", 0, continuous=True, directed=False)
    rows = {}
    for threads in (1, 2):
        nk.setNumberOfThreads(threads)
        for _ in range(repeats):
            graph = reader.read(path)
            rows.setdefault(("indexEdges", threads), []).append(
                timed(graph.indexEdges)[:2])
            score = nk.sparsification.TriangleEdgeScore(graph)
            cpu, wall, _ = timed(score.run)
            rows.setdefault(("TriangleEdgeScore", threads), []).append(
                (cpu, wall))
    total = sum(score.scores()) // 3
    print(f"{path}: {graph.numberOfNodes()} accounts, "
          f"{graph.numberOfEdges()} ties, {total:.0f} triangles, "
          f"NetworKit {nk.__version__}")
    for (name, threads), values in sorted(rows.items()):
        cpu = statistics.median(v[0] for v in values)
        wall = statistics.median(v[1] for v in values)
        print(f"{name:18} {threads} threads  CPU {cpu:.3f} s  "
              f"wall {wall:.3f} s")


if __name__ == "__main__":
    main()
