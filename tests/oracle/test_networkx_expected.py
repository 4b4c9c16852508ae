#!/usr/bin/python3
"""Every value that NetworkX 2.8.8's own tests obtained for a measure that the
program has, recorded with graph and arguments, through the program at 1e-6.

origin of every expected value: oracle, NetworkX 2.8.8's test suite, recorded
from a passing run.

What INTERFACE cannot say is named in networkx_not_expressible.txt with the
reason; a case that is in neither, or a list that is not current, fails.
`--list` prints the list as it should be.
"""
import glob
import json
import os
import sys
import tempfile

import program

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "networkx_not_expressible.txt")
NO_SUCH = "the program has no such measure"


def decode(value):
    if isinstance(value, dict):
        if "__dict__" in value:
            return {key(decode(k)): decode(v) for k, v in value["__dict__"]}
        if "__set__" in value:
            return frozenset(key(decode(v)) for v in value["__set__"])
        return {k: decode(v) for k, v in value.items()}
    if isinstance(value, list):
        return [decode(v) for v in value]
    return value


def key(value):
    """Lists stand for tuples where something must be hashed."""
    return tuple(key(v) for v in value) if isinstance(value, list) else value


class Case:
    def __init__(self, function, index, raw):
        self.function, self.index = function, index
        self.test = raw["test"]
        graph = raw["graph"]
        self.directed = graph["directed"]
        self.nodes = [key(decode(v)) for v in graph["nodes"]]
        self.edges = [] if graph["multigraph"] else [
            (key(decode(u)), key(decode(v)), a) for u, v, a in graph["edges"]]
        self.args = [decode(a) for a in raw["args"]]
        self.options = {k: decode(v) for k, v in raw["kwargs"].items()}
        self.want = decode(raw["result"])
        self.simple = not graph["multigraph"] and all(
            u != v for u, v, _ in self.edges)

    def weight(self):
        return self.options.get("weight") or self.options.get("distance")

    def network(self, folder):
        return program.Network(folder, self.nodes, self.edges, self.weight())

    def picked(self):
        """The accounts that the call asked for, or all."""
        if not self.args:
            return self.nodes
        first = self.args[0]
        return [key(v) for v in first] if isinstance(first, list) else [first]

    def component_of(self, root):
        around = {v: set() for v in self.nodes}
        for u, v, _ in self.edges:
            around[u].add(v)
            around[v].add(u)
        seen, todo = {root}, [root]
        while todo:
            for v in around[todo.pop()] - seen:
                seen.add(v)
                todo.append(v)
        return seen


def same(got, want, within=1e-6):
    """[] or what differs: numbers, or dicts of numbers."""
    if not isinstance(want, dict):
        got, want = {"": got}, {"": want}
    if set(got) != set(want):
        return ["keys differ: %r, wanted %r" % (sorted(map(str, got)),
                                                sorted(map(str, want)))]
    return ["%s: %r, wanted %r" % (k, got[k], want[k]) for k in want
            if not program.close(float(got[k]), float(want[k]), within)]


def account_measure(name):
    """An account column; the call may ask for some accounts, or for one."""
    def check(case, net):
        values = net.of_accounts(name, directed=case.directed)
        if isinstance(case.want, dict):
            return same({v: values[v] for v in case.picked()}, case.want)
        return same(values[case.picked()[0]], case.want)
    return check


def betweenness(case, net):
    """Unnormalised values differ by a closed factor."""
    n, factor = len(case.nodes), 1.0
    values = net.of_accounts("betweenness", directed=case.directed)
    if not case.options.get("normalized", True) and n > 2:
        factor = (n - 1) * (n - 2) / (1.0 if case.directed else 2.0)
    return same({v: x * factor for v, x in values.items()}, case.want)


def edge_betweenness(case, net):
    n, factor = len(case.nodes), 1.0
    values = net.of_ties("edge_betweenness", directed=case.directed)
    if not case.options.get("normalized", True) and n > 1:
        factor = n * (n - 1) / (1.0 if case.directed else 2.0)
    return same({v: x * factor for v, x in values.items()},
                {frozenset(k): v for k, v in case.want.items()})


def bridge_ends(case, net):
    root = case.options.get("root", case.args[0] if case.args else None)
    within = case.nodes if root is None else case.component_of(root)
    return {pair for pair, flag in net.of_ties("bridge").items()
            if flag == 1 and pair <= set(within)}


def bridges(case, net):
    got, want = bridge_ends(case, net), {frozenset(p) for p in case.want}
    return [] if got == want else ["%r, wanted %r" % (got, want)]


def has_bridges(case, net):
    got = bool(bridge_ends(case, net))
    return [] if got == case.want else ["%r" % got]


def local_bridges(case, net):
    flags = net.of_ties("local_bridge")
    if not case.options.get("with_span", True):
        got = {p for p, flag in flags.items() if flag == 1}
        want = {frozenset(p) for p in case.want}
        return [] if got == want else ["%r, wanted %r" % (got, want)]
    spans = net.of_ties("span")
    return same({p: spans[p] for p, flag in flags.items() if flag == 1},
                {frozenset(p[:2]): p[2] for p in case.want})


def articulation(case, net):
    got = {v for v, flag in net.of_accounts("articulation").items()
           if flag == 1}
    want = {key(v) for v in case.want}
    return [] if got == want else ["%r, wanted %r" % (got, want)]


def degree_centrality(names):
    def check(case, net):
        n = len(case.nodes)
        if n == 1:
            return []
        columns = names if case.directed else ["degree"]
        sums = dict.fromkeys(case.nodes, 0.0)
        for name in columns:
            values = net.of_accounts(name, directed=case.directed)
            for v in sums:
                sums[v] += values[v]
        return same({v: x / (n - 1) for v, x in sums.items()}, case.want)
    return check


def average_clustering(case, net):
    values = net.of_accounts("clustering", directed=case.directed)
    some = [values[v] for v in case.picked()]
    if not case.options.get("count_zeros", True):
        some = [x for x in some if abs(x) > 0]
    return same(sum(some) / len(some), case.want)


def components(case, net):
    of = net.of_accounts("component")
    got = {}
    for v, component in of.items():
        got.setdefault(component, set()).add(v)
    want = {frozenset(c) for c in case.want}
    got = {frozenset(c) for c in got.values()}
    return [] if got == want else ["%r, wanted %r" % (got, want)]


def k_core(case, net):
    core = net.of_accounts("core")
    k = case.options.get("k", max(core.values()))
    got = {v for v in core if core[v] >= k}
    want = {key(v) for v in case.want["nodes"]}
    return [] if got == want else ["%r, wanted %r" % (got, want)]


def common_neighbors(case, net):
    counts = net.of_ties("mutual_contacts")
    return same(counts[frozenset(case.args)], len(case.want))


def graph_measure(name):
    def check(case, net):
        return same(net.of_graph(name, directed=case.directed), case.want)
    return check


def eigenvector(case, net):
    return same(net.of_accounts("eigenvector", directed=case.directed),
                case.want)


def eigenvector_by_power(case, net):
    """NetworkX stops at a total change of 1e-6 n, which leaves errors of some
    1e-6: the same graphs from its numpy solver are compared at 1e-6."""
    return same(net.of_accounts("eigenvector", directed=case.directed),
                case.want, 5e-6)


def katz(case, net):
    """alpha is the first argument; a constant beta cancels."""
    alpha = case.options.get("alpha", case.args[0] if case.args else 0.1)
    return same(net.of_accounts("katz", directed=case.directed,
                                options=["--alpha", repr(alpha)]), case.want)


CHECKS = {
    "eigenvector_centrality": eigenvector_by_power,
    "eigenvector_centrality_numpy": eigenvector,
    "katz_centrality": katz,
    "betweenness_centrality": betweenness,
    "edge_betweenness_centrality": edge_betweenness,
    "clustering": account_measure("clustering"),
    "triangles": account_measure("triangles"),
    "core_number": account_measure("core"),
    "pagerank": account_measure("pagerank"),
    "closeness_centrality": account_measure("closeness"),
    "constraint": account_measure("constraint"),
    "effective_size": account_measure("effective_size"),
    "local_bridges": local_bridges,
    "bridges": bridges,
    "has_bridges": has_bridges,
    "articulation_points": articulation,
    "degree_centrality": degree_centrality(["in_degree", "out_degree"]),
    "in_degree_centrality": degree_centrality(["in_degree"]),
    "out_degree_centrality": degree_centrality(["out_degree"]),
    "reciprocity": graph_measure("reciprocity"),
    "transitivity": graph_measure("transitivity"),
    "average_clustering": average_clustering,
    "degree_assortativity_coefficient": graph_measure("assortativity"),
    "connected_components": components,
    "k_core": k_core,
    "common_neighbors": common_neighbors,
}


def reason(case):
    """Why INTERFACE cannot say this call; None if it can."""
    options = case.options
    if case.function not in CHECKS:
        return NO_SUCH
    if not case.simple:
        return "the graph has loops or parallel ties"
    if not case.nodes:
        return "an empty graph has no row to read"
    if "k" in options:
        return "NetworkX's own random sample of sources"
    if options.get("endpoints"):
        return "endpoints are not counted"
    if not options.get("wf_improved", True):
        return "closeness is always corrected for unreachable accounts"
    if str(options.get("weight", "")).startswith("<"):
        return "the weight is a Python function"
    if case.function == "common_neighbors" and not any(
            {u, v} == set(case.args) for u, v, _ in case.edges):
        return "mutual contacts are counted for ties, these two have none"
    if case.function == "reciprocity" and case.args:
        return "reciprocity is a measure of the whole graph"
    return None


def read_cases():
    folder = program.shared("networkx_expected", "cases")
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path) as file:
            recorded = json.load(file)
        for index, raw in enumerate(recorded["cases"]):
            yield Case(recorded["function"], index, raw)


def listing(cases):
    """The list of what cannot be said, neighbours with one reason joined."""
    spans = []
    for case in cases:
        why = reason(case)
        if why is None:
            continue
        if spans and spans[-1][0] == case.function and \
                spans[-1][2] == case.index - 1 and spans[-1][3] == why:
            spans[-1][2] = case.index
        else:
            spans.append([case.function, case.index, case.index, why])
    return ["%s %s: %s" % (f, a if a == b else "%d-%d" % (a, b), why)
            for f, a, b, why in spans]


def main():
    cases = list(read_cases())
    lines = listing(cases)
    if "--list" in sys.argv:
        print("\n".join(lines))
        return 0
    with open(LIST) as file:
        kept = [line.rstrip("\n") for line in file
                if line.strip() and not line.startswith("#")]
    if kept != lines:
        print("networkx_not_expressible.txt is not current:")
        print("\n".join("  only in one: " + line
                        for line in sorted(set(kept) ^ set(lines))))
        return 1
    program.need_measure()
    checked = failed = 0
    for case in cases:
        if reason(case) is not None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong = CHECKS[case.function](case, case.network(folder))
            except (program.Refused, KeyError, ValueError) as problem:
                wrong = ["%s: %s" % (type(problem).__name__, problem)]
        checked += 1
        if wrong:
            failed += 1
            print("%s %d (%s) %s %s%s" % (
                case.function, case.index, case.test.split("::")[-1],
                "directed" if case.directed else "", case.args,
                case.options))
            print("\n".join("    " + line for line in wrong[:5]))
    print("%d cases: %d checked, %d failed, %d named in the list" % (
        len(cases), checked, failed, len(cases) - checked))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
