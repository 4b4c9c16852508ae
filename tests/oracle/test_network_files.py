#!/usr/bin/python3
"""The co-engagement network as GraphML and GEXF opens in NetworkX, and as
GraphML in igraph (through which this program reads such files), with accounts,
weights, attributes and evidence.

origin of every expected value: closed, the table of edges of the same run.
"""
import os
import sys
import tempfile
import warnings

import program

try:
    import networkx as nx
except ImportError:
    program.skip("python3-networkx is not installed")
warnings.filterwarnings("ignore")

DEMO = [os.path.join(program.SOURCE, "datasets", "demo", name)
        for name in ("interactions.csv", "accounts.csv", "posts.csv")]
WORDS = ["network", "--quiet"] + DEMO + ["--window", "3600", "--min-shared",
                                         "3", "--communities", "--evidence"]


def check(what, got, want):
    if got != want:
        print("%s:\n  got  %r\n  want %r" % (what, got, want))
        sys.exit(1)


def edges_of(graph, name=lambda v: v):
    return {frozenset((name(u), name(v))):
            (float(d["weight"]), float(d["mean_delta_s"]), d["evidence"])
            for u, v, d in graph.edges(data=True)}


with tempfile.TemporaryDirectory() as folder:
    program.run(*WORDS, "-o", os.path.join(folder, "tables"))

    def table(name):
        with open(os.path.join(folder, "tables", name), "rb") as file:
            return program.table(file.read())

    want = {frozenset((r["account_a"], r["account_b"])):
            (float(r["weight"]), float(r["mean_delta_s"]), r["evidence"])
            for r in table("edges.csv")}
    accounts = {r["account"]: r for r in table("accounts.csv")}
    check("there are edges", len(want) > 10, True)
    check("accounts are those of edges", set(accounts),
          set().union(*want))
    for row in table("evidence.csv"):
        pair = frozenset((row["account_a"], row["account_b"]))
        check("evidence of an edge", "%s@%s@%s" % (
            row["post"], row["time_a"], row["time_b"])
              in want[pair][2].split("|"), True)
    check("evidence adds up", len(table("evidence.csv")),
          sum(int(w) for w, _, _ in want.values()))

    path = os.path.join(folder, "network.graphml")
    program.run(*WORDS, "-o", path)
    graph = nx.read_graphml(path)
    check("GraphML edges", edges_of(graph), want)
    for v, data in graph.nodes(data=True):
        row = accounts[v]
        check("GraphML account", [data.get("label", ""),
                                  data.get("company", ""),
                                  data["degree"], data["community"]],
              [row["name"], row["company"], int(row["degree"]),
               int(row["community"])])
    check("degrees", {v: d for v, d in graph.degree()},
          {v: int(r["degree"]) for v, r in accounts.items()})
    check("components", nx.number_connected_components(graph),
          len({r["component"] for r in accounts.values()}))

    rows = program.table(program.run("measure", "--quiet", "strength",
                                     "--weight", "weight", path))
    check("igraph reads GraphML", {r["account"]: float(r["strength"])
                                   for r in rows},
          {v: float(r["strength"]) for v, r in accounts.items()})

    path = os.path.join(folder, "network.gexf")
    program.run(*WORDS, "-o", path)
    graph = nx.read_gexf(path)
    check("GEXF edges", edges_of(graph), want)
    check("GEXF labels", {v: d["label"] for v, d in graph.nodes(data=True)},
          {v: r["name"] or v for v, r in accounts.items()})

    groups = [r for r in table("groups.csv") if r["kind"] == "component"]
    check("components hold all accounts", sum(int(r["accounts"])
                                              for r in groups), len(accounts))
    check("components hold all edges", sum(int(r["edges"]) for r in groups),
          len(want))
    check("components hold all weight", sum(int(r["weight"]) for r in groups),
          sum(w for w, _, _ in want.values()))
print("NetworkX %s and igraph open the network" % nx.__version__)
