#!/usr/bin/env python3
"""The plots of a report hold what its inputs say: the cells of the matrices,
the bars of the delays, the days and the Lorenz curve are worked out again from
the CSV files and read back from the drawings; so is the evidence of the page.
And every drawing is XML that asks for nothing."""
import collections
import csv
import datetime
import math
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as tree

import program

DEMO = os.path.join(program.SOURCE, "datasets", "demo")
SVG = "{http://www.w3.org/2000/svg}"
failures = 0


def check(what, good):
    global failures
    if not good:
        failures += 1
        print("not ok - " + what)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seconds(text):
    return int(datetime.datetime.fromisoformat(
        text.replace("Z", "+00:00")).timestamp())


def points(path):
    """Absolute points of a path of M m l h v, each with its command."""
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmlhv])([^Mmlhv]*)", path):
        n = [float(t) for t in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        if command == "M":
            x, y = n
        elif command in "ml":
            x, y = x + n[0], y + n[1]
        elif command == "h":
            x += n[0]
        else:
            y += n[0]
        yield command, x, y


def with_class(root, word):
    return [e for e in root.iter() if word in e.get("class", "").split()]


def text_of(e):
    return "".join(e.itertext())


# ---- the inputs, read once more ----

name_of = {r["account"]: r["name"] for r in rows(DEMO, "accounts.csv")}
posts = {r["post"]: r for r in rows(DEMO, "posts.csv")}
published = {p: seconds(r["time"]) for p, r in posts.items() if r["time"]}
author = {p: r["author"] for p, r in posts.items()}
events = {}
for act in rows(DEMO, "interactions.csv"):
    post, actor = act.get("object", ""), act["actor"]
    if not post or not act["time"] or act["action"] == "post":
        continue
    if actor == (act.get("author") or author.get(post)):
        continue
    time = seconds(act["time"])
    if time < events.get((post, actor), math.inf):
        events[post, actor] = time
on_post = collections.defaultdict(list)
for (post, actor), time in events.items():
    on_post[post].append((actor, time))


def shade(delay):
    return sum(delay > limit for limit in (600, 3600, 21600, 86400))


def matrix_expected(members):
    """{(row, column): shade} of what the plot of these members shows."""
    own = sorted((p for p in published if author[p] in members),
                 key=lambda p: (published[p], p))
    kept = min(len(own), 120)
    columns = [own[(2 * k + 1) * len(own) // (2 * kept)]
               if kept < len(own) else own[k] for k in range(kept)]
    given = collections.Counter(a for p in own for a, _ in on_post[p]
                                if a in members)
    got = collections.Counter(author[p] for p in own for a, _ in on_post[p]
                              if a in members)
    inside = sorted(members, key=lambda a: (-given[a], -got[a], a))
    seen = collections.Counter(a for p in own for a, _ in on_post[p]
                               if a not in members)
    others = [a for a, n in sorted(seen.items(), key=lambda i: (-i[1], i[0]))
              if n >= 2][:6]
    place = {a: k for k, a in enumerate(inside + others)}
    cells = {}
    for c, p in enumerate(columns):
        for a, t in on_post[p]:
            if a in place:
                cells[place[a], c] = shade(max(0, t - published[p]))
    return cells, [name_of[a] for a in inside + others], len(columns)


def matrix_drawn(root):
    names = [text_of(e) for e in with_class(root, "label")]
    base = [float(e.get("y")) - 11 + 7 for e in with_class(root, "label")]
    cells = {}
    for k in range(5):
        for e in with_class(root, "d%d" % k):
            if not e.tag.endswith("path"):
                continue
            for command, x, y in points(e.get("d")):
                if command in "Mm":
                    row = min(range(len(base)),
                              key=lambda r: abs(base[r] - y))
                    check("a cell is on its row", abs(base[row] - y) < 1)
                    cells[row, x] = k
    return cells, names


def check_matrix(root, pod, members):
    want, names, columns = matrix_expected(members)
    got, drawn = matrix_drawn(root)
    check("names of pod %s: %s" % (pod, drawn), drawn == names)
    width = min(10, 480 // columns)
    got = {(r, round((x - 152) / width)): k for (r, x), k in got.items()}
    check("cells of pod %s (%d, %d)" % (pod, len(got), len(want)),
          got == want)
    return len(want)


def check_delays(root, pod, members):
    delays = [t - published[p] if t > published[p] else 0
              for p in published if author[p] in members
              for a, t in on_post[p] if a in members]
    bins = collections.Counter(d.bit_length() for d in delays)
    bars = sorted((float(e.get("x")), float(e.get("height")))
                  for e in with_class(root, "bar")
                  if float(e.get("y")) > 20)
    total, most = len(delays), max(h for _, h in bars)
    want = [bins[k] / max(bins.values()) for k in sorted(bins)]
    check("bars of pod %s" % pod, len(bars) == len(want) and all(
        abs(h / most - w) < .2 / most + 1e-3
        for (_, h), w in zip(bars, want)))
    check("their number", any(text_of(e).endswith(": {:,}".format(total))
                              for e in with_class(root, "key")))


def check_days(root, pod, folder):
    mine = [r for r in rows(folder, "pod_days.csv") if r["pod"] == pod]
    if not mine:
        return
    observed = sum(float(r["observed"]) for r in mine)
    check("days of pod %s" % pod,
          any(text_of(e) == "observed: {:,.0f}".format(observed)
              for e in with_class(root, "key")))
    bars = [e for e in with_class(root, "bar") if float(e.get("y")) > 20]
    check("a bar a day", len(bars) == sum(float(r["observed"]) > 0
                                          for r in mine))


def check_lorenz(root, folder):
    parts = ("earned", "owned", "reciprocal", "artificial")
    value = sorted(v for v in (sum(float(r[p]) for p in parts) for r in
                               rows(folder, "influence.csv")) if v > 0)
    curve = next(e for e in with_class(root, "c0") if e.tag == SVG + "path")
    drawn = [(x, y) for _, x, y in points(curve.get("d"))]
    check("points of the curve", len(drawn) == min(len(value), 200) + 1)
    for k, (x, y) in enumerate(drawn):
        n = k * len(value) // (len(drawn) - 1)
        check("a point of the curve",
              abs((x - 56) / 360 - n / len(value)) < 1e-3 and
              abs((386 - y) / 360 - sum(value[:n]) / sum(value)) < 1e-3)
    gini = rows(folder, "concentration.csv")[0]["gini"]
    check("Gini", any(text_of(e) == "Gini: %.3g" % float(gini)
                      for e in with_class(root, "key")))


def check_quadrants(root, folder):
    count = collections.Counter(r["quadrant"]
                                for r in rows(folder, "bridges.csv"))
    for kind, n in count.items():
        words = kind.replace("_", " ") + "s: {:,}".format(n)
        check(words, any(text_of(e) == words
                         for e in with_class(root, kind)))


def check_evidence(folder):
    """Ties of the page: the input rows between their ends, and how many."""
    between = collections.defaultdict(set)
    for name in ("contacts.csv", "interactions.csv", "visits.csv"):
        with open(os.path.join(DEMO, name), encoding="utf-8") as file:
            reader = csv.DictReader(
                file, delimiter=";" if name == "visits.csv" else ",")
            for r in reader:
                one = r.get("actor") or r.get("source")
                other = (r.get("target") or r.get("author") or
                         author.get(r.get("object", ""), ""))
                if other and r.get("action") != "post":
                    between[frozenset((one, other))].add(
                        "%s:%d" % (os.path.join(DEMO, name),
                                   reader.line_num))
    with open(os.path.join(folder, "report.html"), encoding="utf-8") as file:
        page = file.read()
    checked = 0
    for k, r in enumerate(rows(folder, "bridges.csv")[:50]):
        row = re.search(r'<tr id="bridges-%d">(.*?)</tr>' % (k + 1), page)
        lines = re.findall(r"<code>([^<]*:\d+)</code>", row[1])
        want = between[frozenset((r["account_a"], r["account_b"]))]
        check("rows of tie %d" % (k + 1),
              int(re.findall(r'data-v="(\d+)"><details', row[1])[0]) ==
              len(want))
        check("lines of tie %d" % (k + 1),
              len(lines) == min(5, len(want)) and set(lines) <= want)
        checked += 1
    check("ties have evidence", checked == 50)
    for k, r in enumerate(rows(folder, "influence.csv")[:5]):
        row = re.search(r'<tr id="influence-%d">(.*?)</tr>' % (k + 1), page)
        check("lines of influence", "interactions.csv:" in row[1])


def main():
    with tempfile.TemporaryDirectory() as folder:
        program.run("report", DEMO, "-o", folder, "--quiet")
        plots = os.path.join(folder, "plots")
        files = sorted(os.listdir(plots))
        roots = {}
        for name in files:
            path = os.path.join(plots, name)
            with open(path, "rb") as file:
                raw = file.read()
            roots[name] = tree.fromstring(raw)
            check(name + " is small", len(raw) < 60000)
            check(name + " asks for nothing",
                  not re.search(rb"<script|style=|\son\w+=|href|url\(", raw))
            title = roots[name].find(SVG + "title")
            check(name + " has a title and a description", title is not None
                  and title.text and roots[name].find(SVG + "desc").text)
        members = collections.defaultdict(set)
        for table in ("pod_members.csv", "pod_warning_members.csv"):
            for r in rows(folder, table):
                members[r["pod"]].add(r["account"])
        cells = 0
        for name, root in roots.items():
            kind = re.fullmatch(r"pod_(\d+)_(\w+)\.svg", name)
            if kind is None:
                continue
            pod = kind[1]
            if kind[2] == "matrix":
                cells += check_matrix(root, pod, members[pod])
            elif kind[2] == "delays":
                check_delays(root, pod, members[pod])
            else:
                check_days(root, pod, folder)
        check_lorenz(roots["concentration.svg"], folder)
        check_quadrants(roots["tie_quadrants.svg"], folder)
        check_evidence(folder)
    print("%d plots, %d cells, %d failures" % (len(roots), cells, failures))
    return failures > 0


sys.exit(main())
