#!/usr/bin/python3
"""network.graphml and network.gexf of a report, opened in NetworkX and in
igraph, say the same numbers as its CSV tables: of the demo, of a network with
hostile names, of a star, and of one that is too large for them.

origin of every expected value: closed, the tables of the same run.
"""
import json
import os
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ElementTree

import program

try:
    import networkx as nx
except ImportError:
    program.skip("python3-networkx is not installed")
try:
    import igraph
except ImportError:
    igraph = None
warnings.filterwarnings("ignore")

DEMO = os.path.join(program.SOURCE, "datasets", "demo")
LEAST_WEIGHT = 0.001


def check(what, got, want):
    if got != want:
        print("%s:\n  got  %r\n  want %r" % (what, got, want))
        sys.exit(1)


def unquoted(cell):
    """CSV puts a ' before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell


class Report:
    def __init__(self, folder, *words):
        self.folder = folder
        self.said = program.run("report", "--quiet", *words, "-o", folder)
        with open(self.path("report.json"), encoding="utf-8") as file:
            self.json = json.load(file)

    def path(self, name):
        return os.path.join(self.folder, name)

    def rows(self, name):
        if not os.path.exists(self.path(name + ".csv")):
            return []
        with open(self.path(name + ".csv"), "rb") as file:
            return program.table(file.read())


def check_nodes(what, nodes, report):
    """nodes: attributes by account, as the reader gives them."""
    accounts = {r["account"]: r for r in report.rows("accounts")}
    check(what + ": accounts", set(nodes) <= set(accounts), True)
    check(what + ": all of them", len(nodes), report.json["network"]["accounts"])
    brokers = {r["account"]: r for r in report.rows("brokers")}
    strength = {}
    for r in report.rows("bridges"):
        for end in (r["account_a"], r["account_b"]):
            strength[end] = strength.get(end, 0) + float(r["strength"])
    pod = {}
    for r in reversed(report.rows("pod_members")):
        pod[r["account"]] = int(r["pod"])
    for name, data in nodes.items():
        row = dict(accounts[name])
        row.update(brokers.get(name, {}))
        for key in ("degree", "core", "sole_access", "community"):
            if key in row:
                check("%s: %s of %r" % (what, key, name), int(data[key]),
                      int(row[key]))
        for key in ("effective_size", "constraint", "pagerank", "betweenness",
                    "participation"):
            want = program.number(row.get(key, ""))
            got = data.get(key)
            got = float("nan") if got is None else float(got)
            check("%s: %s of %r" % (what, key, name),
                  (got != got and want != want) or got == want, True)
        for key in ("company", "title"):
            check("%s: %s of %r" % (what, key, name), data.get(key) or "",
                  unquoted(row.get(key, "")))
        if strength:
            check("%s: strength of %r" % (what, name), program.close(
                float(data["strength"]), strength.get(name, 0), 1e-12), True)
        got = data.get("pod")
        check("%s: pod of %r" % (what, name),
              None if got is None or got != got else int(got), pod.get(name))


def check_edges(what, edges, report):
    """edges: attributes by pair."""
    bridges = {frozenset((r["account_a"], r["account_b"])): r
               for r in report.rows("bridges")}
    check(what + ": ties", len(edges), report.json["network"]["ties"])
    for pair, data in edges.items() if bridges else ():
        row = bridges[pair]
        check("%s: weight of %r" % (what, pair), float(data["weight"]),
              max(float(row["strength"]), LEAST_WEIGHT))
        check("%s: bridgeness of %r" % (what, pair), float(data["bridgeness"]),
              float(row["bridgeness"]))
        check("%s: bridge of %r" % (what, pair), bool(data["bridge"]),
              row["bridge"] == "1")
        for key in ("strength_class", "quadrant"):
            check("%s: %s of %r" % (what, key, pair), data[key], row[key])


def of_networkx(graph):
    return (dict(graph.nodes(data=True)),
            {frozenset(ends): data for *ends, data in graph.edges(data=True)})


def check_gexf_looks(graph):
    """Gephi shows it at once: all have a place of their own, color, size."""
    places = set()
    for _, data in graph.nodes(data=True):
        viz = data["viz"]
        places.add((viz["position"]["x"], viz["position"]["y"]))
        check("x", float(data["x"]), viz["position"]["x"])
        check("y", float(data["y"]), viz["position"]["y"])
        check("size", 4 <= viz["size"] <= 24, True)
        check("color", all(0 <= viz["color"][c] <= 255 for c in "rgb"), True)
    check("nobody on another", len(places), graph.number_of_nodes())


def check_report(report):
    graph = nx.read_graphml(report.path("network.graphml"))
    check("undirected", graph.is_directed(), False)
    check_nodes("GraphML", of_networkx(graph)[0], report)
    check_edges("GraphML", of_networkx(graph)[1], report)
    names = {r["account"]: r.get("name", "") for r in report.rows("accounts")}
    for name, data in graph.nodes(data=True):
        check("label", data.get("label", ""), unquoted(names[name]))
    graph = nx.read_gexf(report.path("network.gexf"))
    check_nodes("GEXF", of_networkx(graph)[0], report)
    check_edges("GEXF", of_networkx(graph)[1], report)
    check_gexf_looks(graph)
    for name, data in graph.nodes(data=True):
        check("GEXF label", data["label"], unquoted(names[name]) or name)
    if igraph is None:
        return
    graph = igraph.Graph.Read_GraphML(report.path("network.graphml"))
    names = graph.vs["name"]
    # igraph gives a text that is not there as the empty one
    check_nodes("igraph", {v["name"]: v.attributes() for v in graph.vs}, report)
    check_edges("igraph", {frozenset((names[e.source], names[e.target])):
                           e.attributes() for e in graph.es}, report)
    check("layout in igraph", len(set(zip(graph.vs["x"], graph.vs["y"]))),
          graph.vcount())


ODD = ['</script><img src=x onerror=alert(1)>', 'a "quoted" & <b>', "=1+1",
       "two\nlines", "'; DROP TABLE accounts; --", "\u202egnp.exe", "日本",
       "]]>", "&amp;", "tab\tin", "end"]


def write_odd(folder):
    """A ring of odd names with a chord, and one account alone."""
    def cell(text):
        return '"%s"' % text.replace('"', '""')
    with open(os.path.join(folder, "contacts.csv"), "w", encoding="utf-8",
              newline="") as out:
        out.write("source,target\n")
        for k, name in enumerate(ODD):
            out.write("%s,%s\n" % (cell(name), cell(ODD[(k + 1) % len(ODD)])))
        out.write("%s,%s\n" % (cell(ODD[0]), cell(ODD[5])))
    with open(os.path.join(folder, "accounts.csv"), "w", encoding="utf-8",
              newline="") as out:
        out.write("account,name,company\n")
        for name in ODD[:-1] + ["alone"]:
            out.write("%s,%s,%s\n" % (cell(name), cell("=" + name),
                                      cell("<&> " + name)))


def write_large(path, accounts):
    """A ring with chords: more accounts than a file for other tools takes."""
    with open(path, "w") as out:
        out.write("source,target\n")
        for k in range(accounts):
            out.write("n%d,n%d\n" % (k, (k + 1) % accounts))
            if k % 10 == 0:
                out.write("n%d,n%d\n" % (k, (k * 7 + 3) % accounts))


with tempfile.TemporaryDirectory() as work:
    demo = Report(os.path.join(work, "demo"), DEMO)
    check("the demo is whole", demo.json["network"]["accounts"],
          demo.json["network"]["accounts_all"])
    check("some are in pods", len(demo.rows("pod_members")) > 10, True)
    check_report(demo)

    os.mkdir(os.path.join(work, "odd"))
    write_odd(os.path.join(work, "odd"))
    odd = Report(os.path.join(work, "odd-report"), os.path.join(work, "odd"))
    check_report(odd)

    star = os.path.join(work, "star.csv")
    with open(star, "w") as out:
        out.write("source,target\n")
        out.writelines("me,n%d\n" % k for k in range(30))
    check_report(Report(os.path.join(work, "star"), star))

    large = os.path.join(work, "large.csv")
    write_large(large, 40000)
    cut = Report(os.path.join(work, "large"), large)
    check("a large one is cut", (cut.json["network"]["accounts"],
                                 cut.json["network"]["accounts_all"]),
          (3000, 40000))
    check_report(cut)
    said = ElementTree.parse(cut.path("network.gexf")).getroot().find(
        ".//{*}description").text
    check("and says so", said.startswith("3000 of 40000 accounts, "), True)
    check("on the terminal, too", b"3,000 of 40,000 accounts" in " ".join(
        cut.said.decode().split()).encode(), True)
    check("which a whole one does not", b" of 119 accounts" in demo.said, False)
print("NetworkX %s%s read the networks of reports" % (
    nx.__version__, " and igraph " + igraph.__version__ if igraph else ""))
