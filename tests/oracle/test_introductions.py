#!/usr/bin/python3
"""Introductions on random networks beside NetworkX: the ten best paths of at
most three ties, what they add up to, and friction as no step.

origin of every expected value: oracle, NetworkX 2.8.8 shortest_simple_paths
on -log p, p = 0.02 + 0.73 x the strength that `liaison bridges` gives.
"""
import csv
import itertools
import math
import os
import random
import tempfile

import program

try:
    import networkx as nx
except ImportError:
    program.skip("python3-networkx is not installed")

DAY = 86400


def write(folder, seed):
    """A network with acts of all ages and some friction; accounts and path."""
    rng = random.Random(seed)
    names = ["p%02d" % k for k in range(24)]
    acts = []
    for a in names:
        for b in rng.sample(names, 3):
            if a == b:
                continue
            for _ in range(rng.randrange(1, 4)):
                acts.append((a, b, rng.choice(["message", "comment",
                                               "meeting", "like"]),
                             1700000000 - rng.randrange(200 * DAY)))
                if rng.random() < 0.7:
                    acts.append((b, a, "message",
                                 1700000000 - rng.randrange(200 * DAY)))
    for _ in range(8):
        a, b = rng.sample(names, 2)
        acts.append((a, b, "block", 1700000000 - rng.randrange(200 * DAY)))
    path = os.path.join(folder, "acts%d.csv" % seed)
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["actor", "target", "action", "time"])
        out.writerows(acts)
    return names, path


def network(path):
    graph = nx.Graph()
    for row in program.table(program.run("bridges", path, "--quiet")):
        if float(row["sign"]) < 0:
            continue
        p = 0.02 + 0.73 * float(row["strength"])
        graph.add_edge(row["account_a"], row["account_b"],
                       length=-math.log(p))
    return graph


def best(graph, me, target):
    """Probabilities of the ten best simple paths of at most three ties. All of
    them, sorted; their order as far as shortest_simple_paths is asked (it
    goes through longer paths, too, and there are very many of these)."""
    if me not in graph or target not in graph:
        return []
    found = sorted(((nx.path_weight(graph, path, "length"), path) for path in
                    nx.all_simple_paths(graph, me, target, cutoff=3)))[:10]
    yen = []
    try:
        yen = [nx.path_weight(graph, path, "length") for path in
               itertools.islice(nx.shortest_simple_paths(
                   graph, me, target, "length"), 12) if len(path) <= 4]
    except nx.NetworkXNoPath:
        pass
    for (mine, _), theirs in zip(found, yen):
        near("order of the best", mine, theirs)
    return [(math.exp(-length), path) for length, path in found]


def near(what, got, want):
    if abs(got - want) > 1e-9:
        raise SystemExit("%s: %.12g, NetworkX %.12g" % (what, got, want))


def main():
    checked = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, 7):
            names, path = write(folder, seed)
            graph = network(path)
            me = names[seed]
            targets = os.path.join(folder, "targets.csv")
            with open(targets, "w", encoding="utf-8") as file:
                file.write("account\n" + "\n".join(names) + "\n")
            rows = program.table(program.run(
                "introduce", path, "--me", me, "--to", targets, "--quiet"))
            if len(rows) != len(names) - 1:
                raise SystemExit("%d rows" % len(rows))
            for row in rows:
                want = best(graph, me, row["target"])
                what = "seed %d, %s to %s" % (seed, me, row["target"])
                if not want:
                    near(what, float(row["reach"]), 0)
                    continue
                near(what, float(row["probability"]), want[0][0])
                near(what, float(row["reach"]),
                     1 - math.prod(1 - p for p, _ in want))
                stops = row["path"].split(">")
                near(what, want[0][0], math.exp(-nx.path_weight(
                    graph, stops, "length")))
                checked += 1
    print("%d introductions agree" % checked)


main()
