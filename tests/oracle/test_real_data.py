#!/usr/bin/python3
"""Real networks: known figures come out, every set loads and reports, and
neither threads nor the order of rows change a byte.

origin of the expected values: ego-Facebook, paper (SNAP states 1,612,010
triangles) and oracle (NetworkX 2.8.8: 78 local bridges, 75 bridges); all
others, oracle (a few lines of Python over the same file, below).
"""
import csv
import gzip
import json
import os
import random
import sys
import tempfile

import program

ACCOUNTS = "degree,constraint,effective_size,efficiency,clustering," \
    "triangles,core,pagerank,component,articulation"
TIES = "overlap,mutual_contacts,local_bridge,span,bridge"
GRAPH = "density,transitivity,assortativity,components"
FAILED = []


def expect(what, got, want):
    if got != want:
        print("%s: %r, wanted %r" % (what, got, want))
        FAILED.append(what)


def rows_of(path, header):
    """Pairs of the first two columns of a file."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        if header:
            return [row[:2] for row in csv.reader(file)][1:]
        return [line.split()[:2] for line in file if line.strip()]


def simple(rows):
    """Contacts of every account: loops and repeats are gone."""
    around = {}
    for a, b in rows:
        if a != b:
            around.setdefault(a, set()).add(b)
            around.setdefault(b, set()).add(a)
        else:
            around.setdefault(a, set())
    return around


def triangles(around):
    """Each counted once, from the end that knows the fewest."""
    rank = {v: (len(around[v]), v) for v in around}
    above = {v: {u for u in around[v] if rank[u] > rank[v]} for v in around}
    return sum(len(above[v] & above[u]) for v in above for u in above[v])


def check_ego_facebook():
    path = program.shared("ego_facebook", "facebook_combined.txt")
    rows = program.table(program.run("measure", "triangles,degree", path))
    expect("ego-Facebook accounts", len(rows), 4039)
    expect("ego-Facebook ties", sum(int(r["degree"]) for r in rows), 2 * 88234)
    expect("ego-Facebook triangles", sum(int(r["triangles"]) for r in rows),
           3 * 1612010)
    rows = program.table(program.run("measure", "local_bridge,bridge", path))
    expect("ego-Facebook local bridges",
           sum(int(r["local_bridge"]) for r in rows), 78)
    expect("ego-Facebook bridges", sum(int(r["bridge"]) for r in rows), 75)
    expect("ego-Facebook bridges are local bridges",
           sum(r["bridge"] > r["local_bridge"] for r in rows), 0)


def check_counts(path, header=True, listed=()):
    """Degrees and triangles against Python; `listed` has accounts, too."""
    name = os.path.basename(path)
    around = simple(rows_of(path, header))
    rows = program.table(program.run("measure", "degree,triangles", path,
                                     *listed))
    got = {r["account"]: int(r["degree"]) for r in rows}
    want = {v: len(u) for v, u in around.items()}
    for v in got:
        want.setdefault(v, 0) if listed else None
    expect(name + " degrees", got == want, True)
    expect(name + " triangles", sum(int(r["triangles"]) for r in rows),
           3 * triangles(around))


def contents(folder):
    """Every file of a report but those that have timings."""
    files = {}
    for within, _, names in os.walk(folder):
        for name in names:
            if name not in ("manifest.json", "report.json", "report.db"):
                path = os.path.join(within, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, folder)] = file.read()
    return files


def report(name, *words):
    """Runs the main job; returns what it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "report")
        program.run("report", *words, "-o", out)
        files = contents(out)
        expect(name + " has tables",
               any(len(f.splitlines()) > 1 for n, f in files.items()
                   if n.endswith(".csv")), True)
        with open(os.path.join(out, "manifest.json")) as file:
            json.load(file)
        return files


def shuffled(path, folder, header, flip):
    """The same rows in another order, ends swapped here and there."""
    draw = random.Random(1)
    with open(path) as file:
        lines = file.read().splitlines()
    first, lines = (lines[:1], lines[1:]) if header else ([], lines)
    draw.shuffle(lines)
    if flip:
        lines = [" ".join(reversed(line.split())) if draw.random() < 0.5
                 else line for line in lines]
    other = os.path.join(folder, os.path.basename(path))
    with open(other, "w") as file:
        file.write("\n".join(first + lines) + "\n")
    return other


def check_same_bytes(path, folder, names):
    """One result for 1, 2 and 8 threads and for shuffled rows."""
    other = shuffled(path, folder, False, True)
    first = program.run("measure", names, path, "--threads", "1")
    for threads, file in (("2", path), ("8", path), ("2", other)):
        expect("%s, %s threads, %s" % (names, threads, file),
               program.run("measure", names, file, "--threads", threads)
               == first, True)


def check_same_report(folder):
    path = program.shared("karate", "karate_edges.csv")
    first = report("karate", path, "--threads", "1")
    for threads in ("2", "8"):
        expect("karate report, %s threads" % threads,
               report("karate", path, "--threads", threads) == first, True)
    for name in ("accounts.csv", "ties.csv"):
        expect("karate report has " + name, name in first, True)
    again = report("karate", shuffled(path, folder, True, False))
    for files in (first, again):
        files.pop("sources.csv", None)   # name the file that was read
        files.pop("report.html", None)
    expect("karate report, shuffled", again == first, True)


def main():
    program.need_measure()
    check_ego_facebook()
    check_counts(program.shared("karate", "karate_edges.csv"))
    check_counts(program.shared("bitcoin_otc", "soc-sign-bitcoinotc.csv"))
    check_counts(program.shared("enron", "enron_edges.csv.gz"))
    check_counts(program.shared("musae", "facebook_edges.csv"))
    check_counts(program.shared("musae", "git_edges.csv"))
    ego = program.shared("ego_facebook", "facebook_combined.txt")
    with tempfile.TemporaryDirectory() as folder:
        for names in (ACCOUNTS, TIES, GRAPH):
            check_same_bytes(ego, folder, names)
        check_same_report(folder)
    report("bitcoin_otc",
           program.shared("bitcoin_otc", "soc-sign-bitcoinotc.csv"))
    report("enron", program.shared("enron", "enron_edges.csv.gz"),
           program.shared("enron", "enron_vertices.csv"))
    for edges, classes in (("facebook_edges.csv", "facebook_target.csv"),
                           ("git_edges.csv", "git_target.csv")):
        report("musae " + edges, program.shared("musae", edges),
               program.shared("musae", classes))
    print("real networks: %d checks failed" % len(FAILED))
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
