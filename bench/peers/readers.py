#!/usr/bin/env python3
"""The readers of NetworKit and igraph on the bench graph, for bench_read.

    python3 readers.py k18.txt [REPEATS]

Each reading has a process of its own, so that the peak of memory is its own:
CPU seconds, and the peak of resident memory above that of the bare program,
per tie. NetworKit reads once taking ids as they are and once mapping names
(what liaison does).
"""
import importlib
import os
import resource
import statistics
import subprocess
import sys
import time


def networkit_ids(nk, path):
    return nk.graphio.EdgeListReader(" ", 0, continuous=True).read(path)


def networkit_names(nk, path):
    return nk.graphio.EdgeListReader(" ", 0, continuous=False).read(path)


def igraph_ids(ig, path):
    return ig.Graph.Read_Edgelist(path, directed=False)


def igraph_names(ig, path):
    return ig.Graph.Read_Ncol(path, names=True, weights=False, directed=False)


READERS = {
    "NetworKit, ids": ("networkit", networkit_ids),
    "NetworKit, names": ("networkit", networkit_names),
    "igraph, ids": ("igraph", igraph_ids),
    "igraph, names": ("igraph", igraph_names),
}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def one(name, path):
    """In the child: CPU seconds, wall seconds, bytes, ties."""
    package, read = READERS[name]
    module = importlib.import_module(package)
    before, cpu, wall = peak(), time.process_time(), time.perf_counter()
    graph = read(module, path)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    ties = graph.numberOfEdges() if package == "networkit" else graph.ecount()
    print(cpu, wall, peak() - before, ties)


def main():
    path = sys.argv[1]
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print("%-18s %9s %9s %14s" % ("reader", "CPU s", "wall s",
                                  "peak B per tie"))
    for name in READERS:
        runs = []
        for _ in range(repeats):
            done = subprocess.run(
                [sys.executable, os.path.abspath(__file__), "--one", name,
                 path], stdout=subprocess.PIPE, check=False)
            if done.returncode == 0:
                runs.append([float(x) for x in done.stdout.split()])
        if not runs:
            print("%-18s not here" % name)
            continue
        middle = [statistics.median(column) for column in zip(*runs)]
        print("%-18s %9.3f %9.3f %14.1f" % (name, middle[0], middle[1],
                                            middle[2] / middle[3]))


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(*sys.argv[2:])
    else:
        main()
