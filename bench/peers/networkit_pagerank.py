#!/usr/bin/env python3
"""NetworKit's PageRank on the graph file that bench_pagerank wrote.

    python3 -m venv venv && venv/bin/pip install networkit
    venv/bin/python bench/peers/networkit_pagerank.py FILE SCALE [REPETITIONS]

The same question: alpha 0.85, total (L1) change below 1e-12, accounts without
ties handed on evenly.
"""
import resource
import statistics
import sys
import time

import networkit as nk


def cpu():
    use = resource.getrusage(resource.RUSAGE_SELF)
    return use.ru_utime + use.ru_stime


def main():
    path, scale = sys.argv[1], int(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 9
    graph = nk.readGraph(path, nk.Format.EdgeList, separator=" ", firstNode=0,
                         continuous=True, directed=False)
    while graph.numberOfNodes() < 2 ** scale:  # isolated ones at the end
        graph.addNode()
    print(f"networkit {nk.__version__}: {graph.numberOfNodes()} accounts, "
          f"{graph.numberOfEdges()} ties, median of {count}")
    for threads in (1, 2):
        nk.setNumberOfThreads(threads)
        used, passed = [], []
        for _ in range(count):
            rank = nk.centrality.PageRank(
                graph, damp=0.85, tol=1e-12,
                distributeSinks=nk.centrality.SinkHandling.DistributeSinks)
            rank.norm = nk.centrality.Norm.L1_NORM
            before, start = cpu(), time.perf_counter()
            rank.run()
            passed.append(time.perf_counter() - start)
            used.append(cpu() - before)
        name = f"NetworKit, {threads} thread{'s'[:threads - 1]}"
        print(f"{name:<28} {rank.numberOfIterations():3} iterations  "
              f"cpu {statistics.median(used):.4f} s  "
              f"wall {statistics.median(passed):.4f} s")
    print(f"total {sum(rank.scores()):.12f}, largest {rank.maximum():.12f}")


main()
