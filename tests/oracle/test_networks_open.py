#!/usr/bin/python3
"""GraphML, GEXF and Pajek written by the program open in NetworkX with the
accounts, ties, weights and attributes that went in, hostile names included.

origin of every expected value: closed, the rows below are what must come out.
"""
import html
import os
import subprocess
import sys
import tempfile

import program

try:
    import networkx as nx
except ImportError:
    program.skip("python3-networkx is not installed")
import warnings
warnings.filterwarnings("ignore")

ADA = 'ada "the" <first> & only'
TWO = "two\nlines\\and a\ttab"
CAFE = "café 日本"
MARK = "=1+1"
ROWS = [(ADA, TWO, 1.5), (ADA, CAFE, 2.0), (TWO, MARK, 0.25), (CAFE, MARK, 4)]


def quoted(text):
    return '"%s"' % str(text).replace('"', '""')


def write_contacts(path):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("source,target,weight\n")
        for row in ROWS:
            out.write(",".join(map(quoted, row)) + "\n")


def ties_of(graph, name=lambda v: v):
    return {frozenset((name(u), name(v))): float(data["weight"])
            for u, v, data in graph.edges(data=True)}


WANT = {frozenset((u, v)): float(w) for u, v, w in ROWS}


def check(what, got, want):
    if got != want:
        print("%s:\n  got  %r\n  want %r" % (what, got, want))
        sys.exit(1)


help_text = subprocess.run([program.PROGRAM, "help"], stdout=subprocess.PIPE,
                           check=False).stdout
if b"\n  convert " not in help_text:
    program.skip("this program cannot convert yet")

with tempfile.TemporaryDirectory() as folder:
    contacts = os.path.join(folder, "contacts.csv")
    write_contacts(contacts)

    def written(extension):
        path = os.path.join(folder, "network." + extension)
        program.run("convert", "--quiet", contacts, "-o", path)
        return path

    graph = nx.read_graphml(written("graphml"))
    check("GraphML ties", ties_of(graph), WANT)
    check("GraphML names", {v: d["name"] for v, d in graph.nodes(data=True)},
          {v: v for v in (ADA, TWO, CAFE, MARK)})
    graph = nx.read_gexf(written("gexf"))
    check("GEXF ties", ties_of(graph), WANT)
    graph = nx.read_pajek(written("net"))
    check("Pajek ties", ties_of(graph, html.unescape), WANT)
    with open(os.path.join(folder, "network.net"), "rb") as stream:
        check("Pajek is ASCII", all(b < 128 for b in stream.read()), True)
print("NetworkX %s opens GraphML, GEXF and Pajek" % nx.__version__)
