#!/usr/bin/env python3
"""coordinated.py - how right the groups without authors are: one command, one
table. `bench/coordinated.py [PART ...]`, parts: real nulls spliced bots speed.

Needs the data sets beside the checkout (../shared) and build-bench/liaison or
$LIAISON; writes Markdown to standard output. Beside ours stand the floor rule
(the same object within 5 minutes, on 5 objects or more) and the rule of
CooRTweet (60 s, weight above the median), both through `liaison network`.

real     a known operation: recall of the accounts that the floor rule finds,
         purity of groups by hand-coded label; sets without labels: counts.
nulls    data in which nothing fine is left to find: each event moved by a
         random shift of its own, identities swapped within objects.
spliced  a part of the operation in a real crowd: objects of its own, mapped
         onto popular objects, and camouflaged by another account's events.
bots     programs that repeat a stream, planted in a crowd.
"""
import bisect
import collections
import csv
import gzip
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.path.join(os.path.dirname(HERE), "shared")
LIAISON = os.environ.get("LIAISON") or os.path.join(HERE, "build-bench",
                                                    "liaison")
DETECTED, STEP = ("coordinated",), ("coordinated", "in_step")


def rows_of(path, actor, what, time, keep=None):
    where = os.path.join(SHARED, path)
    with gzip.open(where, "rt") as file:
        rows = [(r[actor], r[what], int(float(r[time])))
                for r in csv.DictReader(file)
                if r[what] and (keep is None or keep(r))]
    return earliest(rows)


def earliest(rows):
    first = {}
    for actor, what, time in rows:
        if time < first.get((actor, what), time + 1):
            first[actor, what] = time
    return [(a, o, t) for (a, o), t in first.items()]


def ira():
    return rows_of("data/ira_2015/interactions_2015.csv.gz", "actor",
                   "object", "timestamp", lambda r: r["action"] == "retweet")


def labels():
    with open(os.path.join(SHARED, "data/ira_2015/labels.csv")) as file:
        return {r["account"]: r["group"] for r in csv.DictReader(file)}


def russia():
    return rows_of("reference/coortweet/russian_coord_tweets.csv.gz",
                   "account_id", "object_id", "timestamp_share")


def german(column="url_id"):
    return rows_of("reference/coortweet/german_elections.csv.gz",
                   "account_id", column, "timestamp")


def higgs():
    """A new object after 600 s without a retweet of that author."""
    where = os.path.join(SHARED, "data/higgs_twitter",
                         "higgs-activity_time.txt.gz")
    with gzip.open(where, "rt") as file:
        acts = sorted((b, int(t), a) for a, b, t, kind in
                      (line.split() for line in file) if kind == "RT")
    rows, burst, before = [], 0, (None, 0)
    for author, time, actor in acts:
        burst += author != before[0] or time - before[1] > 600
        before = author, time
        rows.append((actor, "o%d" % burst, time))
    return earliest(rows)


def write(rows, folder):
    path = os.path.join(folder, "events.csv")
    with open(path, "w") as file:
        file.write("actor,object,time\n")
        file.writelines("%s,%s,%d\n" % row for row in rows)
    return path


def table(folder, name):
    with open(os.path.join(folder, name + ".csv"), newline="") as file:
        return list(csv.DictReader(file))


def find(rows):
    """class of each pod, its members as (account, is core)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([LIAISON, "pods", write(rows, folder), "-q",
                        "--assume-authors", "no", "--include-warnings", "-o",
                        os.path.join(folder, "pods")], check=True)
        groups = {r["pod"]: (r["class"], [])
                  for r in table(os.path.join(folder, "pods"), "pods")}
        for r in table(os.path.join(folder, "pods"), "pod_members"):
            groups[r["pod"]][1].append((r["account"],
                                        r["proposed_by"] == "core"))
    return list(groups.values())


def pick(groups, classes, core=False):
    """Lists of accounts, one per group of these classes."""
    found = [[a for a, is_core in members if is_core or not core]
             for kind, members in groups if kind in classes]
    return [members for members in found if members]


def accounts(groups, classes, core=False):
    return {a for members in pick(groups, classes, core) for a in members}


def network(rows, *options):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "edges.csv")
        subprocess.run([LIAISON, "network", write(rows, folder), "-q", "-o",
                        out, *options], check=True)
        with open(out, newline="") as file:
            return list(csv.DictReader(file))


def ends(edges):
    return {e[side] for e in edges for side in ("account_a", "account_b")}


def floor_rule(rows):
    return network(rows, "--window", "300", "--min-shared", "5")


def coortweet(rows):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "shares.csv")
        with open(path, "w") as file:
            file.write("object_id,account_id,content_id,timestamp_share\n")
            file.writelines("%s,%s,c%d,%d\n" % (o, a, k, t)
                            for k, (a, o, t) in enumerate(rows))
        out = os.path.join(folder, "edges.csv")
        subprocess.run([LIAISON, "network", path, "-q", "--semantics",
                        "coortweet", "--window", "60", "--min-participation",
                        "2", "--edge-weight", "0.5", "-o", out], check=True)
        with open(out, newline="") as file:
            return [e for e in csv.DictReader(file)
                    if e["weight_threshold"] == "1"]


def purity(groups, label):
    most = sum(max(collections.Counter(label[a] for a in g).values())
               for g in groups)
    return most / max(1, sum(map(len, groups)))


def moved(rows, by, seed, tick):
    rng = random.Random(seed)
    return [(a, o, t + int(rng.uniform(-by, by) // tick * tick))
            for a, o, t in rows]


def swapped(rows, seed):
    rng = random.Random(seed)
    on = collections.defaultdict(list)
    for actor, what, time in rows:
        on[what].append((actor, time))
    out = []
    for what in sorted(on):
        who = [a for a, _ in on[what]]
        rng.shuffle(who)
        out += [(a, what, t) for a, (_, t) in zip(who, on[what])]
    return out


PARTS = (("NonEnglish", 40), ("RightTroll", 40), ("LeftTroll", 25),
         ("HashtagGamer", 30), ("Fearmonger", 12))


def connected(edges, label, group):
    near = collections.defaultdict(set)
    for e in edges:
        a, b = e["account_a"], e["account_b"]
        if label[a] == label[b] == group:
            near[a].add(b)
            near[b].add(a)
    return near


def spread_from(start, near):
    queue, seen = [start], {start}
    for x in queue:
        for y in sorted(near[x]):
            if y not in seen:
                seen.add(y)
                queue.append(y)
    return queue


def positives(rows, label, rng):
    """Connected pieces of the floor rule's network, some of each label."""
    picked = set()
    edges = floor_rule(rows)
    for group, most in PARTS:
        near, seen, parts = connected(edges, label, group), set(), []
        for start in sorted(near):
            if start not in seen:
                parts.append(spread_from(start, near))
                seen.update(parts[-1])
        for part in sorted(parts, key=len, reverse=True)[:3]:
            if most >= 4:
                taken = spread_from(rng.choice(sorted(part)), near)[:most]
                picked.update(taken)
                most -= len(taken)
    return picked


def splice(crowd, mode, seed):
    rng, label, operation = random.Random(seed), labels(), ira()
    times = [t for _, _, t in crowd]
    span, week = max(times) - min(times), 7 * 86400
    stamps = sorted(t for _, _, t in operation)
    start = max(range(stamps[0], max(stamps[-1] - span, stamps[0] + 1), week),
                key=lambda s: sum(s <= t < s + span for t in stamps))
    shift = round((min(times) - start) / week) * week
    window = [r for r in operation if start <= r[2] < start + span]
    chosen = positives(window, label, rng)
    own = [("IRA_" + a, "I" + o, t + shift) for a, o, t in window
           if a in chosen]
    if sum(t % 60 == 0 for t in times) < .99 * len(times):
        own = [(a, o, t + rng.randrange(60)) for a, o, t in own]
    rest = [("C_" + a, "C" + o, t) for a, o, t in crowd]
    if mode != "disjoint":
        own = mapped(own, rest, rng)
    if mode == "camouflage":
        busy = collections.Counter(a for a, _, _ in rest)
        busy = sorted(a for a, n in busy.items() if n >= 5)
        mine = sorted({a for a, _, _ in own})
        other = dict(zip(rng.sample(busy, len(mine)), mine))
        rest = [(other.get(a, a), o, t) for a, o, t in rest]
    return earliest(rest + own)


def mapped(own, crowd, rng):
    """Each object becomes a popular one of the crowd that is active then."""
    engaged = collections.Counter(o for _, o, _ in crowd)
    popular = sorted((t, o) for _, o, t in crowd if engaged[o] >= 5)
    times, first, to = [t for t, _ in popular], {}, {}
    for _, o, t in own:
        first[o] = min(t, first.get(o, t))
    for o, t in sorted(first.items()):
        a = bisect.bisect_left(times, t - 3600)
        b = bisect.bisect_left(times, t + 3600)
        if b <= a:
            at = bisect.bisect_left(times, t)
            a, b = max(0, at - 3), min(len(times), at + 3)
        when, what = popular[rng.randrange(a, b)]
        move = when - t + rng.randrange(-1800, 1801)
        to[o] = what, max(-43200, min(43200, move))
    return [(a, to[o][0], t + to[o][1]) for a, o, t in own]


def rate(found, truth, left_out):
    found = found - left_out
    return "%.3f / %.3f" % (len(found & truth) / max(1, len(found)),
                            len(found & truth) / len(truth))


def part_real():
    print("| set | class | groups | accounts | recall of the floor rule | "
          "purity | of both trolls |\n|---|---|---|---|---|---|---|")
    rows, label = ira(), labels()
    floor, groups = ends(floor_rule(rows)), find(ira())
    for name, classes, core in (("coordinated, cores", DETECTED, True),
                                ("coordinated, grown", DETECTED, False),
                                ("and in_step, cores", STEP, True),
                                ("and in_step, grown", STEP, False)):
        g = pick(groups, classes, core)
        who = {a for members in g for a in members}
        both = sum({"RightTroll", "LeftTroll"} <= {label[a] for a in members}
                   for members in g)
        print("| ira_2015 | %s | %d | %d | %.3f | %.4f | %d |" % (
            name, len(g), len(who), len(who & floor) / len(floor),
            purity(g, label), both), flush=True)
    for name, rows in (("higgs, author and burst", higgs()),
                       ("russia", russia()), ("german, url", german()),
                       ("german, hashtag", german("hashtag_id")),
                       ("german, image", german("phash_id"))):
        groups = find(rows)
        for kind in ("coordinated", "in_step", "burst", "one_off"):
            print("| %s | %s | %d | %d | | | |" % (
                name, kind, len(pick(groups, (kind,))),
                len(accounts(groups, (kind,)))), flush=True)


def part_nulls():
    print("| data | sets | sets with a coordinated group | groups in_step |\n"
          "|---|---|---|---|")

    def line(name, sets):
        found = [find(rows) for rows in sets]
        print("| %s | %d | %d | %s |" % (
            name, len(found), sum(bool(pick(g, DETECTED)) for g in found),
            sum(len(pick(g, ("in_step",))) for g in found)), flush=True)
    rows = russia()
    line("russia, identities swapped", [swapped(rows, s) for s in range(20)])
    rows = higgs()
    line("higgs, identities swapped", [swapped(rows, s) for s in range(3)])
    rows = ira()
    for hours in (1, 3, 12):
        line("ira_2015, each event moved by up to %d h" % hours,
             (moved(rows, 3600 * hours, s, 60) for s in range(1, 4)))


def part_spliced():
    print("| set | coordinated P / R | cores | and in_step | floor rule | "
          "CooRTweet 60 s, above the median |\n|---|---|---|---|---|---|")
    for name, crowd in (("russia", russia()), ("german", german())):
        own = {"C_" + a for a in accounts(find(crowd), STEP)}
        for mode in ("disjoint", "mapped", "camouflage"):
            for seed in (1, 2):
                rows = splice(crowd, mode, seed)
                truth = {a for a, _, _ in rows if a.startswith("IRA_")}
                groups = find(rows)
                print("| %s, %s, seed %d | %s | %s | %s | %s | %s |" % (
                    name, mode, seed,
                    rate(accounts(groups, DETECTED), truth, own),
                    rate(accounts(groups, DETECTED, True), truth, own),
                    rate(accounts(groups, STEP), truth, own),
                    rate(ends(floor_rule(rows)), truth, own),
                    rate(ends(coortweet(rows)), truth, own)), flush=True)


def part_bots():
    print("| bots in russia | groups with one | bots in them | flagged as "
          "repeating a stream |\n|---|---|---|---|")
    crowd, rng = russia(), random.Random(4)
    engaged = collections.Counter(o for _, o, _ in crowd)
    begun = {}
    for _, o, t in crowd:
        begun[o] = min(t, begun.get(o, t))
    popular = sorted(o for o, n in engaged.items() if n >= 3)
    for delay, count in ((30, 6), (30, 2), (300, 6), (1800, 6)):
        stream = rng.sample(popular, len(popular) // 10)
        rows = list(crowd)
        for bot in range(count):
            rows += [("BOT%d" % bot, o, begun[o] + int(
                delay * rng.lognormvariate(0, .5))) for o in stream
                if rng.random() < .9]
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "pods")
            subprocess.run([LIAISON, "pods", write(rows, folder), "-q",
                            "--assume-authors", "no", "-o", out], check=True)
            flagged = {r["pod"] for r in table(out, "pods")
                       if "repeat one stream" in r["explanation"]}
            bots = collections.Counter(r["pod"]
                                       for r in table(out, "pod_members")
                                       if r["account"].startswith("BOT"))
        print("| %d, delay %d s | %d | %d | %d |" % (
            count, delay, len(bots), sum(bots.values()),
            len(flagged & set(bots))), flush=True)


def part_speed():
    print("| set | events | CPU seconds | peak MiB |\n|---|---|---|---|")
    burst = [("u%d" % k, "one", 1700000000 + k * 86400 // 10 ** 6)
             for k in range(10 ** 6)]
    burst += [("v%d" % k, "other%d" % day, 1700000000 + day * 86400 + k)
              for day in range(10) for k in range(5)]
    for name, rows in (("ira_2015", ira()), ("higgs", higgs()),
                       ("one object, 1e6 one-off engagers", burst)):
        with tempfile.TemporaryDirectory() as folder:
            path = write(rows, folder)
            done = subprocess.Popen([LIAISON, "pods", path, "-q",
                                     "--assume-authors", "no", "--threads",
                                     "1", "-o", os.path.join(folder, "p")],
                                    stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(done.pid, 0)
        print("| %s | %d | %.2f | %.0f |" % (
            name, len(rows), used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024), flush=True)


def main():
    if not os.path.isdir(SHARED):
        print("skipped: no ../shared beside the checkout")
        return
    for part in sys.argv[1:] or ("real", "nulls", "spliced", "bots", "speed"):
        print("\n## %s\n" % part, flush=True)
        globals()["part_" + part]()


main()
