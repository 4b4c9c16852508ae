#!/usr/bin/python3
"""Random networks through the program and through NetworkX: repeats, loops,
several components, isolated accounts, weights, directions.

origin of every expected value: oracle, NetworkX 2.8.8 (python3-networkx of
Debian bookworm), called here on the network as INTERFACE says that it is
read: loops dropped, repeats put together, their weights added.
"""
import math
import random
import sys
import tempfile

import program

try:
    import networkx as nx
except ImportError:
    program.skip("python3-networkx is not installed")
import warnings
warnings.filterwarnings("ignore")  # 0 / 0 in a correlation is meant

SEEDS = range(1, 9)


def random_rows(seed):
    """Accounts and rows (u, v, {weight}); the last accounts stay alone, two
    halves stay apart."""
    draw = random.Random(seed).random
    n = 12 + int(draw() * 40)
    used, rows = n - 2, []
    for _ in range(int(n * (0.6 + 2.4 * draw()))):
        half = int(draw() * 2)
        u, v = (half + 2 * int(draw() * (used // 2)) for _ in range(2))
        rows.append((u, v, {"weight": 1 + int(draw() * 9) / 2}))
        if draw() < 0.1:
            rows.append((v, u, {"weight": 1 + int(draw() * 9) / 2}))
    return range(n), rows


def as_read(nodes, rows, directed):
    """What the program should make of it."""
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(nodes)
    for u, v, attributes in rows:
        if u != v:
            before = graph.get_edge_data(u, v, {"weight": 0})["weight"]
            graph.add_edge(u, v, weight=before + attributes["weight"])
    return graph


def pagerank(graph, weight):
    return nx.pagerank(graph, alpha=0.85, tol=1e-12 / len(graph),
                       max_iter=1000, weight=weight)


def effective_size(graph, weight):
    return nx.effective_size(graph, weight=weight)


def efficiency(graph, weight):
    size = nx.effective_size(graph, weight=weight)
    return {v: size[v] / graph.degree(v) if graph.degree(v) else math.nan
            for v in graph}


def components(graph, _):
    """Numbered by their smallest account."""
    undirected = graph.to_undirected()
    parts = sorted(map(sorted, nx.connected_components(undirected)))
    return {v: i for i, part in enumerate(parts) for v in part}


ALPHA = 0.004    # of Katz, below 1 / (largest eigenvalue) of all networks


def katz(graph, weight):
    return nx.katz_centrality(graph, ALPHA, tol=1e-14, weight=weight)


def reach2(graph, _):
    return {v: len(nx.single_source_shortest_path_length(graph, v, 2)) - 1
            for v in graph}


def diameter(graph, _):
    try:
        return nx.diameter(graph)
    except nx.NetworkXError:
        return math.inf


def flags(chosen, everything):
    chosen = set(chosen)
    return {x: int(x in chosen) for x in everything}


def onnela(graph, u, v):
    """Overlap as in J.-P. Onnela et al., PNAS 104(18), 2007."""
    common = len(list(nx.common_neighbors(graph, u, v)))
    below = graph.degree(u) - 1 + graph.degree(v) - 1 - common
    return common / below if below else 0.0


def span(graph, u, v, weight):
    without = graph.copy()
    without.remove_edge(u, v)
    try:
        return nx.shortest_path_length(without, u, v, weight=weight)
    except nx.NetworkXNoPath:
        return math.inf


# name: (graph, weight or None) -> {account: value}
ACCOUNTS = {
    "degree": lambda g, w: dict(g.degree()),
    "strength": lambda g, w: dict(g.degree(weight=w)),
    "constraint": lambda g, w: nx.constraint(g, weight=w),
    "effective_size": effective_size,
    "efficiency": efficiency,
    "clustering": lambda g, w: nx.clustering(g, weight=w),
    "triangles": lambda g, w: nx.triangles(g),
    "core": lambda g, w: nx.core_number(g),
    "pagerank": pagerank,
    "betweenness": lambda g, w: nx.betweenness_centrality(g, weight=w),
    "harmonic": lambda g, w: nx.harmonic_centrality(g, distance=w),
    "closeness": lambda g, w: nx.closeness_centrality(g, distance=w),
    "component": components,
    "articulation": lambda g, w: flags(nx.articulation_points(g), g),
    "katz": katz,
    "reach2": reach2,
    "eigenvector": lambda g, w: nx.eigenvector_centrality(
        g, max_iter=10 ** 5, tol=1e-14, weight=w),
}
# Undirected: {frozenset of two accounts: value}
TIES = {
    "overlap": lambda g, u, v, w: onnela(g, u, v),
    "mutual_contacts":
        lambda g, u, v, w: len(list(nx.common_neighbors(g, u, v))),
    "local_bridge":
        lambda g, u, v, w: int(not list(nx.common_neighbors(g, u, v))),
    "span": span,
    "bridge": lambda g, u, v, w: int(span(g, u, v, None) == math.inf),
}
GRAPH = {
    "density": lambda g, w: nx.density(g),
    "transitivity": lambda g, w: nx.transitivity(g),
    "assortativity":
        lambda g, w: nx.degree_assortativity_coefficient(g, weight=w),
    "components": lambda g, w: len(set(components(g, w).values())),
    "diameter": diameter,
}
# What is asked of directed networks: arcs, or the same words of arcs.
DIRECTED_ACCOUNTS = {
    "in_degree": lambda g, w: dict(g.in_degree()),
    "out_degree": lambda g, w: dict(g.out_degree()),
    **{name: ACCOUNTS[name] for name in (
        "pagerank", "betweenness", "harmonic", "closeness", "core",
        "clustering", "constraint", "component", "katz", "reach2")},
}
DIRECTED_GRAPH = {
    "density": GRAPH["density"],
    "reciprocity": lambda g, w: nx.overall_reciprocity(g),
    "assortativity": GRAPH["assortativity"],
    "components": GRAPH["components"],
    "diameter": diameter,
}


def complain(where, name, got, want):
    """How many values differ."""
    wrong = [k for k in want
             if k not in got or not program.close(got[k], float(want[k]))]
    wrong += [k for k in got if k not in want]
    for k in wrong[:3]:
        print("%s %s %s: %r, wanted %r" % (where, name, k, got.get(k),
                                           want.get(k)))
    return len(wrong)


def check_table(where, rows, names, key_of, wanted):
    """Compare the columns of one table; wanted(name) -> {key: value}."""
    return sum(complain(where, name,
                        {key_of(r): program.number(r[name]) for r in rows},
                        wanted(name)) for name in names)


def check(where, net, graph, directed):
    weight = "weight" if net.weighted else None
    accounts = DIRECTED_ACCOUNTS if directed else ACCOUNTS
    of_graph = DIRECTED_GRAPH if directed else GRAPH
    wrong = check_table(
        where, net.measure(",".join(accounts), directed=directed,
                           options=["--alpha", repr(ALPHA)]), accounts,
        lambda row: net.node[row["account"]],
        lambda name: accounts[name](graph, weight))
    wrong += check_table(
        where, net.measure(",".join(of_graph), directed=directed), of_graph,
        lambda row: "", lambda name: {"": of_graph[name](graph, weight)})
    if directed:
        return wrong
    pairs = [tuple(sorted(pair)) for pair in graph.edges()]

    def tie_key(row):
        return net.node[row["account_a"]], net.node[row["account_b"]]
    table = net.measure(",".join(list(TIES) + ["edge_betweenness"]))
    wrong += check_table(
        where, table, TIES, tie_key,
        lambda name: {(u, v): TIES[name](graph, u, v, weight)
                      for u, v in pairs})
    between = nx.edge_betweenness_centrality(graph, weight=weight)
    wrong += check_table(
        where, table, ["edge_betweenness"], tie_key,
        lambda name: {tuple(sorted(p)): x for p, x in between.items()})
    return wrong


def main():
    program.need_measure()
    wrong = checked = 0
    for seed in SEEDS:
        nodes, rows = random_rows(seed)
        for directed in (False, True):
            for weight in (None, "weight"):
                where = "seed %d%s%s" % (
                    seed, " directed" if directed else "",
                    " weighted" if weight else "")
                with tempfile.TemporaryDirectory() as folder:
                    net = program.Network(folder, nodes, rows, weight)
                    try:
                        wrong += check(where, net,
                                       as_read(nodes, rows, directed),
                                       directed)
                    except program.Refused as refusal:
                        print("%s: %s" % (where, refusal))
                        wrong += 1
                    checked += 1
    print("%d networks, %d values differ" % (checked, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
