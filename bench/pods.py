#!/usr/bin/python3
"""How right `liaison pods` is: the protocol, in one command.

    bench/pods.py [--program build/liaison] [--parts claims,free,sweeps,...]
                  [--seeds N] [--free N] [--out bench/pods.md]

Every set is made by `liaison generate`, judged by `liaison pods` and counted
by `liaison evaluate`; nothing here knows how the detector works. Seeds are
fixed: 7001 on for sets with pods, 8001 on for sets without, 9001 on for
sweeps, all of them plus --shift: whoever has looked at some of them takes
others for the next claim. What is done is kept in --work and not
done again, so that an interrupted run goes on where it stopped; --fresh
forgets it. All of it takes some 500 CPU seconds.
"""
import argparse
import csv
import os
import resource
import shutil
import subprocess
import sys
import time

SMALL = ["--accounts", "2500", "--days", "45"]
FULL = ["--accounts", "5000", "--days", "60"]
WORLDS = ("1", "3")


def custom(minutes=10, part=0.6, size=12, niche=0, sigma=0.9, mask=0):
    return "custom:%g,%g,%d,%d,%g,%g" % (minutes, part, size, niche, sigma,
                                         mask)


def sweeps():
    """Rows of (varied, value, pods, generate options, pods options)."""
    rows = []
    for minutes in (5, 20, 60, 180):
        rows.append(("median delay, minutes", minutes, custom(minutes), SMALL,
                     []))
    for part in (0.15, 0.2, 0.25, 0.3, 0.6):
        rows.append(("participation", part, custom(part=part), SMALL, []))
    for size in (5, 8, 12, 25, 80):
        rows.append(("size, participation .3", size,
                     custom(part=0.3, size=size), SMALL, []))
    for days in (7, 10, 14, 28, 45):
        rows.append(("history, days", days, custom(),
                     ["--accounts", "2500", "--days", str(days)], []))
    for window in (120, 300, 600, 1800, 3600):
        rows.append(("window, seconds", window, custom(), SMALL,
                     ["--window", str(window)]))
    for mask in (0, 0.3, 0.6, 0.9, 1):
        rows.append(("favours masked by decoys", mask, custom(mask=mask),
                     SMALL, []))
    for minutes in (10, 60, 600):
        rows.append(("niche pod, median delay, minutes", minutes,
                     custom(minutes, niche=1), SMALL, []))
    return rows


ABLATIONS = [
    ("as it is", []),
    ("--rho 1", ["--rho", "1"]),
    ("--rho 3", ["--rho", "3"]),
    ("--episode 60 (posts, nearly)", ["--episode", "60"]),
    ("--episode 14400", ["--episode", "14400"]),
    ("--min-episodes 2", ["--min-episodes", "2"]),
    ("--min-episodes 5", ["--min-episodes", "5"]),
    ("--q 0.01", ["--q", "0.01"]),
    ("--q 0.2", ["--q", "0.2"]),
]
TABLES = ("accounts", "contacts", "interactions", "posts")


class Bench:
    def __init__(self, options):
        self.o = options
        self.detector = 0.0          # CPU seconds of `liaison pods`
        self.sets = 0

    def run(self, *words):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.o.program] + list(words), check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = (after.ru_utime + after.ru_stime - before.ru_utime -
                 before.ru_stime)
        if done.returncode not in (0, 5):
            sys.exit("%s\n%s" % (" ".join(words), done.stderr.decode()))
        return done, spent

    def judge(self, cell, world, seed, pods, made, asked):
        """One set: its truth and its result, made if they are not there."""
        seed += self.o.shift
        place = os.path.join(self.o.work, cell, "%s-%d" % (world, seed))
        result = os.path.join(place, "result")
        truth = os.path.join(place, "truth.csv")
        note = os.path.join(place, "seconds")
        self.sets += 1
        if not os.path.exists(note):
            shutil.rmtree(place, ignore_errors=True)
            os.makedirs(result)
            self.run("generate", "-q", "-o", place, "--world", world, "--seed",
                     str(seed), "--pods", pods, *made)
            tables = [os.path.join(place, t + ".csv") for t in TABLES]
            done, spent = self.run("pods", "--quiet", "--no-progress",
                                   "--threads", "1", "-o", result, *tables,
                                   *asked)
            if not os.path.exists(os.path.join(result, "pods.csv")):
                self.nothing(result, done)
            rows = sum(1 for _ in open(tables[2], "rb")) - 1
            for table in tables:
                os.remove(table)
            with open(note, "w", encoding="utf-8") as file:
                file.write("%.3f %d\n" % (spent, rows))
        return [truth, result]

    @staticmethod
    def nothing(result, done):
        """Exit 5: the data cannot carry it; that finds nobody."""
        for name, header in (("pods", "pod,class,score"),
                             ("pod_members", "pod,account")):
            with open(os.path.join(result, name + ".csv"), "w",
                      encoding="utf-8") as file:
                file.write(header + "\n")
        with open(os.path.join(result, "refused"), "wb") as file:
            file.write(done.stderr)

    def verdict(self, pairs):
        """Rows of `evaluate` on all sets together, by kind."""
        words = [w for pair in pairs for w in pair]
        done, _ = self.run("evaluate", "--quiet", *words)
        lines = done.stdout.decode("utf-8").splitlines()
        return {row["kind"]: row for row in csv.DictReader(lines)}

    def cell(self, name, world, seeds, pods, made, asked):
        pairs = []
        for seed in seeds:
            pairs.append(self.judge(name, world, seed, pods, made, asked))
            print("\r%-50s %s %d   " % (name, world, seed), end="",
                  file=sys.stderr)
        seconds, rows = [], []
        for _, result in pairs:
            note = os.path.join(os.path.dirname(result), "seconds")
            with open(note, encoding="utf-8") as file:
                words = file.read().split()
            seconds.append(float(words[0]))
            rows.append(int(words[1]))
        found = self.verdict(pairs)
        self.detector += sum(seconds)
        found["cpu"] = (sum(seconds) / len(seconds), sum(rows) / len(rows))
        return found


def share(text):
    return "" if text == "" else "%.3f" % float(text)


def interval(row):
    if row["low"] == "":
        return ""
    return "%s of %s (%.1f to %.1f %%)" % (
        row["hits"], row["trials"], 100 * float(row["low"]),
        100 * float(row["high"]))


def claims(bench, out):
    out("\n## Sets with pods\n")
    seeds = range(7001, 7001 + bench.o.seeds)
    for world in WORLDS:
        v = bench.cell("claims", world, seeds, "all", FULL, [])
        out("\n### World %s, %d sets of %s accounts, %s days, seeds %d to %d\n"
            % (world, len(seeds), FULL[1], FULL[3], seeds[0] + bench.o.shift,
               seeds[-1] + bench.o.shift))
        out("\n%.2f CPU s a set of %.0f interactions, reading included.\n\n"
            % v["cpu"])
        out("| on | are it | precision | recall | F1 | AUC | right of found "
            "(exact 95 %) |\n|---|---|---|---|---|---|---|\n")
        for name, words in (("calculated", "accounts called calculated"),
                            ("any_pod", "accounts in any pod class"),
                            ("groups", "calculated groups"),
                            ("pairs", "pairs in one calculated group"),
                            ("pair_list", "pairs listed")):
            r = v[name]
            out("| %s | %s | %s | %s | %s | %s | %s |\n" % (
                words, r["accounts"], share(r["precision"]),
                share(r["recall"]), share(r["f1"]), share(r["auc"]),
                interval(r)))
        out("\n| kind | accounts | called calculated (exact 95 %) | in any pod "
            "class |\n|---|---|---|---|\n")
        for name, r in v.items():
            if name != "cpu" and r["share_of"] == "recall":
                out("| %s | %s | %s: %s | %s |\n" % (
                    name, r["accounts"], share(r["recall"]), interval(r),
                    share(r["any_pod"])))


def free(bench, out):
    out("\n## Sets without pods\n\nAll decoys are there; whatever is found is "
        "a false alarm. %s accounts, %s days, seeds from %d.\n\n" % (
            SMALL[1], SMALL[3], 8001 + bench.o.shift))
    out("| world | sets | with a calculated group | with any pod class | with "
        "a listed pair | accounts called calculated |\n"
        "|---|---|---|---|---|---|\n")
    seeds = range(8001, 8001 + bench.o.free)
    wrong = {}
    for world in WORLDS:
        v = bench.cell("free", world, seeds, "none", SMALL, [])
        out("| %s | %d | %s | %s | %s | %s |\n" % (
            world, len(seeds), interval(v["pod_free_sets_calculated"]),
            interval(v["pod_free_sets_any_pod"]),
            interval(v["pod_free_sets_pair"]), v["calculated"]["trials"]))
        wrong[world] = [(k, r["hits"], r["trials"], r["any_pod"])
                        for k, r in v.items() if k != "cpu" and
                        r["share_of"] == "recall" and
                        (r["hits"] != "0" or float(r["any_pod"] or 0) > 0)]
    for world, rows in wrong.items():
        if rows:
            out("\nWorld %s, who was called something: %s.\n" % (
                world, "; ".join(
                    "%s %s of %s calculated, %.2g %% in any pod class" % (
                        k, hits, trials, 100 * float(any_pod))
                    for k, hits, trials, any_pod in rows)))


def affinity(bench, out):
    out("\n## Groups of friends alone\n\nNo calculated pod is planted.\n\n")
    out("| world | sets | kind | accounts | called calculated | in any pod "
        "class |\n|---|---|---|---|---|---|\n")
    seeds = range(7501, 7501 + bench.o.seeds)
    for world in WORLDS:
        v = bench.cell("affinity", world, seeds, "affinity", FULL, [])
        for name, r in v.items():
            if (name in ("affinity", "affsync", "friends", "clique") or
                    (name != "cpu" and r["share_of"] == "recall" and
                     r["hits"] != "0")):
                out("| %s | %d | %s | %s | %s | %s |\n" % (
                    world, len(seeds), name, r["accounts"], interval(r),
                    share(r["any_pod"])))


def sweep_row(bench, out, varied, value, world, v):
    c = v["calculated"]
    out("| %s | %s | %s | %s | %s | %s | %s |\n" % (
        varied, value, world, share(c["precision"]), share(c["recall"]),
        share(v["any_pod"]["recall"]), share(v["groups"]["recall"])))


def sweep(bench, out):
    out("\n## Sweeps\n\nSix calculated pods, %s accounts, %s days unless "
        "varied; 12 members, median delay 10 minutes (sigma .9), "
        "participation .6 unless varied; %d sets a row.\n\n" % (
            SMALL[1], SMALL[3], bench.o.sweep_seeds))
    out("| varied | value | world | precision | recall | recall, any pod class"
        " | pods found |\n|---|---|---|---|---|---|---|\n")
    seeds = range(9001, 9001 + bench.o.sweep_seeds)
    for varied, value, pods, made, asked in sweeps():
        for world in WORLDS:
            name = "sweep-%s-%s" % (
                "".join(c if c.isalnum() else "_" for c in varied), value)
            sweep_row(bench, out, varied, value, world,
                      bench.cell(name, world, seeds, pods, made, asked))


def ablate(bench, out):
    out("\n## Other options\n\nSets with all pods, %s accounts, %s days, %d a "
        "row, and as many without pods.\n\n" % (FULL[1], FULL[3],
                                               bench.o.sweep_seeds))
    out("| options | world | precision | recall | recall, any pod class | "
        "pairs listed: right of found | pod-free sets with a calculated group "
        "|\n|---|---|---|---|---|---|---|\n")
    seeds = range(9501, 9501 + bench.o.sweep_seeds)
    for number, (words, asked) in enumerate(ABLATIONS):
        for world in WORLDS:
            v = bench.cell("ablation-%d" % number, world, seeds, "all", FULL,
                           asked)
            n = bench.cell("ablation-free-%d" % number, world, seeds, "none",
                           FULL, asked)
            out("| %s | %s | %s | %s | %s | %s | %s |\n" % (
                words, world, share(v["calculated"]["precision"]),
                share(v["calculated"]["recall"]),
                share(v["any_pod"]["recall"]), interval(v["pair_list"]),
                interval(n["pod_free_sets_calculated"])))


PARTS = {"claims": claims, "free": free, "affinity": affinity,
         "sweeps": sweep, "ablations": ablate}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default="build/liaison")
    parser.add_argument("--parts", default=",".join(PARTS))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--free", type=int, default=100)
    parser.add_argument("--sweep-seeds", type=int, default=3)
    parser.add_argument("--out", default="bench/pods.md")
    parser.add_argument("--work", default="build-bench/pods")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--shift", type=int, default=0)
    parser.add_argument("--note", default="", help="a sentence for the top")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    if options.fresh:
        shutil.rmtree(options.work, ignore_errors=True)
    bench = Bench(options)
    text = []
    for part in options.parts.split(","):
        PARTS[part](bench, text.append)
        print(file=sys.stderr)
    with open(options.out, "w", encoding="utf-8") as file:
        file.write("# How right the pods are\n\nMade by `bench/pods.py`%s on "
                   "%s: %d sets, %.0f CPU seconds of the detector. Worlds 1 and 3 "
                   "are those of\n`liaison generate`, seeds shifted by %d. "
                   "Shares come with their exact 95 %% interval.\n" % (
                       "" if options.parts == ",".join(PARTS)
                       else " --parts " + options.parts,
                       time.strftime("%Y-%m-%d"), bench.sets, bench.detector,
                       options.shift))
        file.write(("\n%s\n" % options.note) if options.note else "")
        file.write("".join(text))


if __name__ == "__main__":
    main()
