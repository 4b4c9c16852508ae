"""What the oracle tests share: running the program, reading its tables,
comparing numbers, skipping with a reason."""
import csv
import io
import math
import os
import subprocess
import sys

SOURCE = os.environ.get("LIAISON_SOURCE") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("LIAISON") or os.path.join(SOURCE, "build",
                                                    "liaison")
SHARED = os.path.join(os.path.dirname(SOURCE), "shared", "data")


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def shared(*path):
    """A path of the data that is not in the repository; skips without it."""
    where = os.path.join(SHARED, *path)
    if not os.path.exists(where):
        skip("there is no " + where)
    return where


def need_measure():
    """Skips while the program cannot measure at all."""
    help_text = subprocess.run([PROGRAM, "help"], stdout=subprocess.PIPE,
                               check=False).stdout
    if b"\n  measure " not in help_text:
        skip("this program cannot measure yet")


class Refused(Exception):
    """The program ended with another code than 0."""

    def __init__(self, code, message):
        Exception.__init__(self, "exit %d: %s" % (code, message.strip()))
        self.code = code


def run(*words, stdin=None):
    """Standard output of the program, as bytes."""
    done = subprocess.run([PROGRAM] + list(words), input=stdin,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          check=False, timeout=300)
    if done.returncode != 0:
        raise Refused(done.returncode, done.stderr.decode())
    return done.stdout


def table(text):
    """Rows of a CSV table as dicts."""
    return list(csv.DictReader(io.StringIO(text.decode("utf-8"))))


def number(cell):
    """Empty is undefined; inf and flags are numbers."""
    return math.nan if cell == "" else float(cell)


def close(a, b, within=1e-6):
    """Equal up to `within`, absolutely or relatively; NaN equals NaN."""
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    if math.isinf(a) or math.isinf(b):
        return a == b
    return abs(a - b) <= within * max(1.0, abs(a), abs(b))


class Network:
    """A network written as the program reads it. Accounts are named so that
    the order of names is the order of the numbers."""

    def __init__(self, folder, nodes, edges, weight=None):
        """edges are (u, v, attributes); weight names an attribute, missing
        ones count 1."""
        self.nodes = list(nodes)
        self.name = {v: "n%05d" % i for i, v in enumerate(self.nodes)}
        self.node = {name: v for v, name in self.name.items()}
        self.weighted = weight is not None
        self.files = [os.path.join(folder, "accounts.csv")]
        with open(self.files[0], "w") as file:
            file.write("account\n")
            file.writelines(self.name[v] + "\n" for v in self.nodes)
        if not edges:
            self.weighted = False
            return
        self.files.append(os.path.join(folder, "contacts.csv"))
        with open(self.files[1], "w") as file:
            file.write("source,target" + (",weight\n" if weight else "\n"))
            for u, v, attributes in edges:
                cells = [self.name[u], self.name[v]]
                if weight:
                    cells.append(repr(attributes.get(weight, 1)))
                file.write(",".join(cells) + "\n")

    def measure(self, names, directed=False, options=()):
        words = ["measure", names] + self.files + list(options)
        if directed:
            words.append("--directed")
        if self.weighted:
            words += ["--weight", "weight"]
        return table(run(*words))

    def of_accounts(self, name, **options):
        return {self.node[row["account"]]: number(row[name])
                for row in self.measure(name, **options)}

    def of_ties(self, name, directed=False):
        values = {}
        for row in self.measure(name, directed=directed):
            pair = self.node[row["account_a"]], self.node[row["account_b"]]
            values[pair if directed else frozenset(pair)] = number(row[name])
        return values

    def of_graph(self, name, **options):
        row, = self.measure(name, **options)
        return number(row[name])
