#!/usr/bin/python3
"""`liaison network` gives the exact tables of CooRTweet 2.1.3 and of
coordination-network-toolkit, row for row, and the known figures of real data.

origin of every expected value: oracle. reference/coortweet was written by
CooRTweet 2.1.3 (R 4.2.2), reference/cnt by coordination-network-toolkit at
commit daa0e11; the six counts of qut_coordination stand in the toolkit's own
test; the two figures of ira_2015 were counted by a few lines of Python over
the same file (below, run again here).
"""
import csv
import gzip
import itertools
import os
import sys
import tempfile

import program

REFERENCE = os.path.join(os.path.dirname(program.SHARED), "reference")
if not os.path.isdir(REFERENCE):
    program.skip("there is no " + REFERENCE)
FAILED = []


def expect(what, got, want):
    if got != want:
        print("%s: differs" % what)
        FAILED.append(what)
        if isinstance(got, list):
            print("  %d rows, wanted %d; only here %r; only there %r" % (
                len(got), len(want), sorted(set(got) - set(want))[:2],
                sorted(set(want) - set(got))[:2]))
        else:
            print("  %r, wanted %r" % (got, want))


def network(*words):
    return program.table(program.run("network", "--quiet", *words))


def reference(*path):
    with gzip.open(os.path.join(REFERENCE, *path), "rt", newline="") as file:
        return list(csv.DictReader(file))


# ---- CooRTweet ----

PAIR = ("object_id", "account_id", "account_id_y", "content_id",
        "content_id_y")


def pairs(rows):
    return [tuple(r[c] for c in PAIR) + (float(r["time_delta"]),)
            for r in rows]


def digits(cell):
    """R writes 15 significant digits."""
    return "%.15g" % float(cell)


def edges(rows, a, b, flag):
    """Unordered, as the peer's order is that of its vertices."""
    return sorted(tuple(sorted((r[a], r[b]))) +
                  (int(r["weight"]), digits(r["avg_time_delta"]),
                   int(r["n_content_id"]), int(r["n_content_id_y"]),
                   digits(r["edge_symmetry_score"]), r[flag]) for r in rows)


def coortweet(data, participation, window, *more):
    return network(data, "--semantics", "coortweet", "--min-participation",
                   str(participation), "--window", str(window), *more)


def check_pairs(data, name, participation, window, *more):
    want = pairs(reference("coortweet", name))
    for threads in ("2", "8"):
        got = pairs(coortweet(data, participation, window, "--table", "pairs",
                              "--threads", threads, *more))
        expect("%s, %s threads" % (name, threads), got, want)


def check_edges(data, name, participation, window, quantile, flag):
    want = edges(reference("coortweet", name), "from", "to", flag)
    got = edges(coortweet(data, participation, window, "--edge-weight",
                          quantile), "account_a", "account_b",
                "weight_threshold")
    expect("%s at %s" % (name, quantile), got, want)


def russian():
    data = os.path.join(REFERENCE, "coortweet",
                        "russian_coord_tweets.csv.gz")
    for mp, tw in itertools.product((2, 5), (10, 60)):
        tag = "mp%d_tw%d.csv.gz" % (mp, tw)
        check_pairs(data, "russian_pairs_" + tag, mp, tw)
        for q in ("0.5", "0.9"):
            check_edges(data, "russian_edges_" + tag, mp, tw, q,
                        "weight_threshold_" + q)
    check_pairs(data, "russian_pairs_mp5_tw10_with_loops.csv.gz", 5, 10,
                "--loops")


def german(folder):
    """object = phash_..., unique rows, those without one left out."""
    data = os.path.join(folder, "phash.csv")
    seen = set()
    with open(data, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["object_id", "account_id", "content_id",
                      "timestamp_share"])
        for r in reference("coortweet", "german_elections.csv.gz"):
            row = ("phash_" + r["phash_id"], r["account_id"], r["post_id"],
                   r["timestamp"])
            if r["phash_id"] and all(row) and row not in seen:
                seen.add(row)
                out.writerow(row)
    check_pairs(data, "german_pairs_phash_mp2_tw10.csv.gz", 2, 10)
    check_edges(data, "german_edges_phash_mp2_tw10.csv.gz", 2, 10, "0.9",
                "weight_threshold")


def window_edges(data):
    """The definition at settings that no file holds: T = 0, and all time."""
    rows = [(r["object_id"], r["account_id"], r["content_id"],
             int(r["timestamp_share"])) for r in program_rows(data)]
    for mp, tw in ((1, 0), (3, 1), (2, 3600)):
        want = sorted(definition(rows, tw, mp))
        got = sorted(pairs(coortweet(data, mp, tw, "--table", "pairs")))
        expect("definition mp%d tw%d" % (mp, tw), got, want)


def program_rows(data):
    with gzip.open(data, "rt", newline="") as file:
        return list(csv.DictReader(file))


def definition(rows, window, least):
    """CooRTweet's steps, as its reference states them."""
    count = {}
    for r in rows:
        count[r[1]] = count.get(r[1], 0) + 1
    accounts = {}
    for r in rows:
        if count[r[1]] >= least:
            accounts.setdefault(r[1], []).append(r)
    kept = [r for of in accounts.values() for r in of]
    objects = {}
    for i, r in enumerate(kept):
        objects.setdefault(r[0], []).append((r[3], i))
    found = []
    for name, of in objects.items():
        of.sort()
        for (t, i), (u, j) in itertools.combinations(of, 2):
            a, b = kept[i], kept[j]
            if u - t <= window and a[1] != b[1] and a[2] != b[2] and \
                    name not in (a[2], b[2]):
                found.append((name, a[1], b[1], a[2], b[2], float(u - t)))
    contents = {p[3] for p in found} | {p[4] for p in found}
    active = {}
    for r in kept:
        active[r[1]] = active.get(r[1], 0) + (r[2] in contents)
    good = {r[2] for r in kept if r[2] in contents and active[r[1]] >= least}
    return [p for p in found if p[3] in good or p[4] in good]


# ---- coordination-network-toolkit ----

def toolkit(data, kind, window, weight, *more):
    return network(data, "--semantics", "cnt", "--network", kind, "--window",
                   str(window), "--min-weight", str(weight), *more)


def check_toolkit(data, stem, kind, window, weight):
    name = "%s_%s_tw%d_w%d.csv.gz" % (stem, kind, window, weight)
    want = sorted((r["source"], r["target"], r["weight"])
                  for r in reference("cnt", name))
    for threads in ("2", "8"):
        rows = toolkit(data, kind, window, weight, "--loops", "--threads",
                       threads)
        got = [(r["source"], r["target"], r["weight"]) for r in rows]
        expect("%s, %s threads" % (name, threads), got, want)
    rows = toolkit(data, kind, window, weight)
    expect(name + " without loops",
           [(r["source"], r["target"], r["weight"]) for r in rows],
           [r for r in want if r[0] != r[1]])


def all_toolkit():
    data = os.path.join(REFERENCE, "cnt", "russian_cnt.csv.gz")
    check_toolkit(data, "russian", "co_retweet", 10, 1)
    check_toolkit(data, "russian", "co_retweet", 10, 2)
    check_toolkit(data, "russian", "co_retweet", 60, 1)
    check_toolkit(data, "russian", "co_retweet", 60, 2)
    check_toolkit(data, "russian", "co_post", 10, 2)
    data = os.path.join(REFERENCE, "cnt", "german_urls_cnt.csv.gz")
    check_toolkit(data, "german", "co_link", 10, 1)


def check_qut():
    data = program.shared("qut_coordination", "coretweet_test_input.csv")
    for window, weight, loops, want in (
            (1, 1, False, 2), (1, 1, True, 3), (1, 2, False, 0),
            (1, 2, True, 1), (60, 1, False, 6), (60, 1, True, 7)):
        rows = toolkit(data, "co_retweet", window, weight,
                       *(["--loops"] if loops else []))
        nodes = {r[c] for r in rows for c in ("source", "target")}
        expect("qut %d s, weight %d, loops %s" % (window, weight, loops),
               len(nodes), want)


def check_text_and_reply(folder):
    """co_tweet and co_reply have no reference file: the semantics stated in
    the header, by hand. Texts match without case, mentions and blanks; what
    is a repost does not count; what replies to nothing has no key."""
    data = os.path.join(folder, "messages.csv")
    with open(data, "w", newline="", encoding="utf-8") as file:
        file.write(
            "message_id,user_id,username,repost_id,reply_id,message,"
            "timestamp,urls\n"
            "1,u1,,,r1,Vote  NOW for ÉCOLE,100,\n"
            "2,u2,,,r1,@u1 vote now for école,130,\n"
            "3,u3,,x,r1,vote now for école,130,\n"
            "4,u4,,,r2,Vote now! for école,130,\n"
            "2,u9,,,r1,vote now for école,130,\n"
            "5,u5,,,,@only @mentions,130,\n"
            "6,u6,,,,@other @mentions,130,\n"
            "7,u2,,,r1,later,161,\n")
    for kind, want in (("co_tweet", [("u1", "u2", "1"), ("u2", "u1", "1")]),
                       ("co_reply", [("u1", "u2", "1"), ("u2", "u1", "1")])):
        rows = toolkit(data, kind, 60, 1)
        expect(kind, [(r["source"], r["target"], r["weight"]) for r in rows],
               want)
    rows = toolkit(data, "co_reply", 61, 1, "--loops")
    expect("co_reply 61", [(r["source"], r["target"], r["weight"])
                           for r in rows],
           [("u1", "u2", "1"), ("u2", "u1", "2"), ("u2", "u2", "2")])


# ---- our own ----

def check_ira():
    data = program.shared("ira_2015", "interactions_2015.csv.gz")
    rows = network(data, "--window", "300", "--min-shared", "5")
    expect("ira_2015 pairs", len(rows), 19342)
    expect("ira_2015 accounts", len({r[c] for r in rows for c in
                                     ("account_a", "account_b")}), 1203)
    first = {}
    with gzip.open(data, "rt", newline="", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            if r["object"]:
                at = first.setdefault(r["object"], {})
                time = int(r["timestamp"])
                at[r["actor"]] = min(time, at.get(r["actor"], time))
    shared = {}
    for of in first.values():
        for (a, t), (b, u) in itertools.combinations(sorted(of.items()), 2):
            if abs(t - u) <= 300:
                shared.setdefault((a, b), []).append(abs(t - u))
    want = [(a, b, str(len(d)), sum(d) / len(d))
            for (a, b), d in sorted(shared.items()) if len(d) >= 5]
    got = [(r["account_a"], r["account_b"], r["weight"],
            float(r["mean_delta_s"])) for r in rows]
    expect("ira_2015 edges", got, want)


def main():
    with tempfile.TemporaryDirectory() as folder:
        russian()
        german(folder)
        window_edges(os.path.join(REFERENCE, "coortweet",
                                  "russian_coord_tweets.csv.gz"))
        all_toolkit()
        check_qut()
        check_text_and_reply(folder)
        check_ira()
    print("networks as the peers give them: %d checks failed" % len(FAILED))
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
