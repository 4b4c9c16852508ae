#!/usr/bin/env python3
"""Groups without authors on a known operation and on a real crowd: the figures
that bench/coordinated.md states, as bounds that must hold."""
import collections
import csv
import os
import tempfile

import program

CASES = 0


def check(text, holds):
    global CASES
    CASES += 1
    print(("ok - " if holds else "not ok - ") + text)
    if not holds:
        raise SystemExit(1)


def groups_of(path, *options):
    with tempfile.TemporaryDirectory() as folder:
        program.run("pods", path, "-q", "--include-warnings", "-o", folder,
                    *options)
        with open(os.path.join(folder, "pods.csv"), newline="") as file:
            kind = {r["pod"]: r["class"] for r in csv.DictReader(file)}
        members = collections.defaultdict(list)
        with open(os.path.join(folder, "pod_members.csv"), newline="") as file:
            for r in csv.DictReader(file):
                members[r["pod"]].append((r["account"],
                                          r["proposed_by"] == "core"))
    return [(kind[pod], m) for pod, m in members.items()]


def pick(groups, classes, core):
    found = [[a for a, is_core in m if is_core or not core]
             for kind, m in groups if kind in classes]
    return [m for m in found if m]


path = program.shared("ira_2015", "interactions_2015.csv.gz")
with open(program.shared("ira_2015", "labels.csv"), newline="") as file:
    label = {r["account"]: r["group"] for r in csv.DictReader(file)}
edges = program.table(program.run("network", path, "-q", "--window", "300",
                                  "--min-shared", "5"))
floor = {e[side] for e in edges for side in ("account_a", "account_b")}
check("the floor rule gives 1,203 accounts", len(floor) == 1203)

groups = groups_of(path)
for name, classes, core, recall, purity in (
        ("cores", ("coordinated",), True, .62, .99),
        ("cores and in_step", ("coordinated", "in_step"), True, .77, .99),
        ("grown and in_step", ("coordinated", "in_step"), False, .80, .95)):
    g = pick(groups, classes, core)
    who = {a for m in g for a in m}
    most = sum(max(collections.Counter(label[a] for a in m).values())
               for m in g)
    got = len(who & floor) / len(floor)
    check("%s: recall %.3f >= %.2f" % (name, got, recall), got >= recall)
    got = most / sum(map(len, g))
    check("%s: purity %.4f >= %.2f" % (name, got, purity), got >= purity)
    if core:
        check("%s: %d groups" % (name, len(g)), len(g) >= 30)
        check("%s: no group of both trolls" % name, not any(
            {"RightTroll", "LeftTroll"} <= {label[a] for a in m} for m in g))

crowd = program.shared("..", "reference", "coortweet",
                       "russian_coord_tweets.csv.gz")
found = [kind for kind, _ in groups_of(crowd, "--assume-authors", "no")]
check("a crowd gives no coordinated group", "coordinated" not in found)
print("%d passed, 0 failed" % CASES)
