#!/usr/bin/env python3
"""Real exports (masked), read by the program and by the few lines below that
follow FORMATS from the raw records: the same rows, one by one.

The counts are golden: they must not move unnoticed.
"""
import csv
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter

LIAISON = os.environ.get("LIAISON", "build/liaison")
SOURCE = os.environ.get("LIAISON_SOURCE", ".")
EXPORTS = os.path.join(SOURCE, "../shared/data/exports")
bad = 0


def check(what, got, want):
    global bad
    if got == want:
        print("ok -", what)
        return
    bad += 1
    print("not ok -", what)
    if isinstance(got, Counter):
        print("#  only ours:  ", list((got - want).items())[:3])
        print("#  only oracle:", list((want - got).items())[:3])
    else:
        print("# ", got, "instead of", want)


def tables(folder, owners=()):
    """All tables of an export; whoever owns it is OWNER."""
    def name(cell):
        owns = cell.startswith("owner of ") or cell in owners
        return "OWNER" if owns else cell

    with tempfile.TemporaryDirectory() as out:
        subprocess.run([LIAISON, "convert", os.path.join(EXPORTS, folder),
                        "-o", out + "/t", "--quiet"], check=True)
        result = {}
        for file in os.listdir(out + "/t"):
            with open(out + "/t/" + file, newline="", encoding="utf-8") as f:
                result[file[:-4]] = [{k: name(v) for k, v in row.items()}
                                     for row in csv.DictReader(f)]
    return result


def rows(table, *columns):
    return Counter(tuple(r.get(c, "") for c in columns) for r in table)


def script(path):
    with open(os.path.join(EXPORTS, path), encoding="utf-8") as f:
        text = f.read()
    return json.loads(text[text.index("=") + 1:])


def document(path):
    with open(os.path.join(EXPORTS, path), encoding="utf-8") as f:
        return json.load(f)


def stamp(ms):
    when = datetime.datetime.fromtimestamp(ms // 1000, datetime.timezone.utc)
    text = when.strftime("%Y-%m-%dT%H:%M:%S")
    return text + (".%03d" % (ms % 1000) if ms % 1000 else "") + "Z"


# ---- X ----

def x_clock(number):
    return stamp((int(number) >> 22) + 1288834974657)


def x_acts():
    user = "x.com/i/user/{}".format
    post = "x.com/i/status/{}".format
    for record in script("x_archive_2021/data/like.js"):
        yield ("OWNER", "like", post(record["like"]["tweetId"]), "", "", "")
    for record in script("x_archive_2021/data/tweet.js"):
        t = record["tweet"]
        assert not t["full_text"].startswith("RT @")
        time, reply = x_clock(t["id_str"]), t.get("in_reply_to_user_id_str")
        if reply:
            status = t.get("in_reply_to_status_id_str")
            yield ("OWNER", "reply", post(status) if status else "", "",
                   user(reply), time)
        else:
            yield ("OWNER", "post", post(t["id_str"]), "", "OWNER", time)
        for url in t["entities"]["urls"]:
            quoted = re.match(r"https?://(?:mobile\.)?(?:twitter|x)\.com/(\w+)"
                              r"/status/(\d+)", url["expanded_url"])
            if quoted:
                yield ("OWNER", "quote", post(quoted[2]), "",
                       "x.com/" + quoted[1].lower(), time)
        for m in t["entities"]["user_mentions"]:
            if m["id_str"] != reply:
                yield ("OWNER", "mention", "", user(m["id_str"]), "", time)


def check_x():
    got = tables("x_archive_2021")
    # A handle that a mention gives a number for may be joined with it.
    handles = {m["screen_name"].lower(): m["id_str"]
               for r in script("x_archive_2021/data/tweet.js")
               for m in r["tweet"]["entities"]["user_mentions"]}

    def joined(cell):
        handle = re.fullmatch(r"x\.com/(\w+)", cell)
        known = handle and handles.get(handle[1])
        return "x.com/i/user/" + known if known else cell

    def act(r):
        return (r[0], r[1], r[2], joined(r[3]), joined(r[4]), r[5])

    check("X: acts", Counter(map(act, rows(
        got["interactions"], "actor", "action", "object", "target", "author",
        "time").elements())), Counter(map(act, x_acts())))
    check("X: 126 acts", len(got["interactions"]), 126)
    follows = Counter()
    for file, path in (("follower", "follower.js"), ("following",
                                                      "following.js")):
        for record in script("x_archive_2021/data/" + path):
            one = "x.com/i/user/" + record[file]["accountId"]
            pair = (one, "OWNER") if file == "follower" else ("OWNER", one)
            follows[pair + ("follow",)] += 1
    check("X: follows", rows(got["contacts"], "source", "target", "kind"),
          follows)
    check("X: 235 follows", len(got["contacts"]), 235)
    posts = Counter(("x.com/i/status/" + r["tweet"]["id_str"], "OWNER",
                     x_clock(r["tweet"]["id_str"]),
                     "|".join(h["text"] for h in
                              r["tweet"]["entities"]["hashtags"]),
                     r["tweet"]["favorite_count"],
                     r["tweet"]["retweet_count"])
                    for r in script("x_archive_2021/data/tweet.js"))
    check("X: posts", rows(got["posts"], "post", "author", "time", "tags",
                           "reaction_count", "share_count"), posts)
    texts = [len(r["tweet"]["full_text"].replace("&gt;", ">")
                 .replace("&lt;", "<").replace("&amp;", "&"))
             for r in script("x_archive_2021/data/tweet.js")]
    own = [r for r in got["interactions"] if r["action"] in ("post", "reply")]
    check("X: lengths", sorted(int(r["text_length"]) for r in own),
          sorted(texts))


# ---- Mastodon ----

def acct(uri):
    m = re.match(r"https?://([^/]+)/(?:users/|@)([^/?#@]+)", uri or "")
    return "{}@{}".format(m[2], m[1]).lower() if m else ""


def mastodon_acts():
    for a in document("mastodon_2022/outbox.json")["orderedItems"]:
        o, time = a["object"], a["published"]
        if a["type"] == "Announce":
            cc = [acct(c) for c in a["to"] + a["cc"]
                  if "#Public" not in c and not c.endswith("/followers")]
            yield ("OWNER", "share", o, "", acct(o) or (cc + [""])[0], time)
            continue
        to = a["to"] + a["cc"]
        assert any("#Public" in c or c.endswith("/followers") for c in to)
        reply = o["inReplyTo"]
        if reply:
            yield ("OWNER", "reply", reply, "", acct(reply), time)
        else:
            yield ("OWNER", "post", o["id"], "", "OWNER", time)
        for tag in o["tag"]:
            if tag["type"] == "Mention" and acct(tag["href"]) != acct(reply):
                yield ("OWNER", "mention", "", acct(tag["href"]), "", time)
    for uri in document("mastodon_2022/likes.json")["orderedItems"]:
        yield ("OWNER", "like", uri, "", acct(uri), "")


def check_mastodon():
    me = acct(document("mastodon_2022/outbox.json")["orderedItems"][0]
              ["actor"])
    got = tables("mastodon_2022", owners=(me,))
    want = Counter((a, b, c, d, "OWNER" if e == me else e, f)
                   for a, b, c, d, e, f in mastodon_acts())
    check("Mastodon: acts", rows(got["interactions"], "actor", "action",
                                 "object", "target", "author", "time"), want)
    check("Mastodon: 431 acts", len(got["interactions"]), 431)
    check("Mastodon: by action", Counter(r["action"]
                                         for r in got["interactions"]),
          Counter(like=300, share=51, post=73, reply=7))
    listed = {uri for uri in document("mastodon_2022/likes.json")
              ["orderedItems"] if acct(uri)}
    listed |= {a["object"]["id"] for a in
               document("mastodon_2022/outbox.json")["orderedItems"]
               if a["type"] == "Create"}
    check("Mastodon: posts", {r["post"] for r in got["posts"]
                              if r["author"]}, listed)
    clocks = sum(1 for r in got["posts"] if r["time"])
    check("Mastodon: most posts have a time", clocks > 300, True)


# ---- Instagram ----

def instagram(path, key=None):
    data = document("instagram_2024/connections/followers_and_following/"
                    + path)
    for entry in data[key] if key else data:
        item = entry["string_list_data"][0]
        name = item.get("value") or entry["title"]
        yield "instagram.com/" + name, stamp(item["timestamp"] * 1000)


def check_instagram():
    got = tables("instagram_2024")
    want = Counter((n, "OWNER", "follow", t)
                   for n, t in instagram("followers_1.json"))
    want.update(("OWNER", n, "follow", t) for n, t in
                instagram("following.json", "relationships_following"))
    check("Instagram: follows", rows(got["contacts"], "source", "target",
                                     "kind", "since"), want)
    check("Instagram: 600 follows", len(got["contacts"]), 600)
    check("Instagram: requests", rows(got["interactions"], "actor", "action",
                                      "target", "time"),
          Counter(("OWNER", "invite", n, t) for n, t in instagram(
              "pending_follow_requests.json",
              "relationships_follow_requests_sent")))
    gone = {n for n, _ in instagram("recently_unfollowed_profiles.json",
                                    "relationships_unfollowed_users")}
    seen = {r["account"] for r in got["accounts"]}
    there = {n for n, _ in instagram("followers_1.json")}
    there |= {n for n, _ in instagram("following.json",
                                      "relationships_following")}
    there |= {n for n, _ in instagram("pending_follow_requests.json",
                                      "relationships_follow_requests_sent")}
    check("Instagram: whom one left is not read", seen & (gone - there), set())


# ---- pseudonyms ----

def check_private():
    """With a key, no id or handle of the files stands in any output."""
    words = set()
    for r in script("x_archive_2021/data/tweet.js"):
        words |= {m["id_str"] for m in r["tweet"]["entities"]["user_mentions"]}
        words |= {m["screen_name"] for m in
                  r["tweet"]["entities"]["user_mentions"]}
        words.add(r["tweet"]["id_str"])
    for r in script("x_archive_2021/data/following.js"):
        words.add(r["following"]["accountId"])
    for a in document("mastodon_2022/outbox.json")["orderedItems"]:
        words.add(acct(a["actor"]).split("@")[0])
    for uri in document("mastodon_2022/likes.json")["orderedItems"]:
        words.add(acct(uri).split("@")[0])
    words |= {n.split("/")[1] for n, _ in instagram("followers_1.json")}
    mini = "fixtures_from_code/linkedin_2026_mini"
    with open(os.path.join(EXPORTS, mini, "Connections.csv"),
              encoding="utf-8") as f:
        lines = f.read().split("\n")
    head = next(k for k, l in enumerate(lines) if l.startswith("First Name"))
    for person in csv.DictReader(lines[head:]):
        words |= {person["First Name"] + " " + person["Last Name"],
                  person["Last Name"], person["Company"]}
    words |= {"Glen Wright", "Wright"}
    words = {w.encode() for w in words if len(w) >= 6}
    inputs = [os.path.join(EXPORTS, f) for f in
              ("x_archive_2021", "mastodon_2022", "instagram_2024", mini)]
    with tempfile.TemporaryDirectory() as out:
        for command in ("convert", "report", "inspect"):
            where = out + "/" + command
            subprocess.run([LIAISON, command, *inputs, "-o",
                            where + ".json" if command == "inspect" else where,
                            "--pseudonymise",
                            out + "/key", "--quiet", "--rejects",
                            out + "/rejects.csv"], check=True,
                           stdout=subprocess.DEVNULL)
        found = set()
        for folder, _, files in os.walk(out):
            for file in files:
                with open(os.path.join(folder, file), "rb") as f:
                    # "ArrowRight" is a key of the page's script.
                    text = f.read().lower().replace(b"arrowright", b"")
                found |= {(file, w) for w in words if w.lower() in text}
    check("pseudonyms: of %d names none is left" % len(words), found, set())


def main():
    if not os.path.isdir(EXPORTS):
        print("skipped: no ../shared/data/exports beside the checkout")
        return 77
    check_x()
    check_mastodon()
    check_instagram()
    check_private()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
