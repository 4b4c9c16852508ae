#!/usr/bin/env python3
"""Real layouts of LinkedIn archives through the program, against a reading of
the same files by Python's csv module: who is tied to whom since when, what was
posted, commented, reacted to and written, and at which time. Nothing of the
data is kept here; where ../shared is absent, the test is skipped."""
import collections
import csv
import datetime
import io
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

PROGRAM = os.environ.get("LIAISON", "build/liaison")
SOURCE = os.environ.get("LIAISON_SOURCE", ".")
SHARED = os.path.join(SOURCE, "..", "shared", "data", "exports")
failures = 0


def check(what, got, want):
    global failures
    if got == want:
        print(f"ok - {what}")
        return
    failures += 1
    print(f"not ok - {what}")
    if isinstance(got, collections.Counter):
        print("#   only the program:", list((got - want).items())[:3])
        print("#   only Python:     ", list((want - got).items())[:3])
    else:
        print("#   program", got, "Python", want)


def tables(folder):
    """The canonical tables that the program makes of a folder."""
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([PROGRAM, "convert", folder, "-o", out, "--quiet"],
                       check=True)
        found = {}
        for name in os.listdir(out):
            with open(os.path.join(out, name), newline="",
                      encoding="utf-8") as file:
                found[name[:-4]] = list(csv.DictReader(file))
        return found


def text_of(path):
    with open(path, "rb") as file:
        raw = file.read()
    if raw[:2] == b"\xff\xfe":
        return raw.decode("utf-16")
    return raw.decode("utf-8-sig")


def records(path, first, delimiter=","):
    """Rows behind the header that begins with `first`, as dictionaries with
    folded names."""
    lines = text_of(path)
    start = re.search("^\"?" + re.escape(first), lines, re.M).start()
    rows = csv.reader(io.StringIO(lines[start:], newline=""),
                      delimiter=delimiter)
    header = [re.sub("[ _-]", "", name).lower() for name in next(rows)]
    return [dict(zip(header, row)) for row in rows if row]


FORMS = ["%d %b %Y", "%m/%d/%y, %I:%M %p", "%Y-%m-%d %H:%M:%S",
         "%Y-%m-%d %H:%M:%S UTC", "%Y/%m/%d %H:%M:%S UTC", "%d-%b-%y",
         "%a %b %d %H:%M:%S UTC %Y"]


def time_of(text):
    for form in FORMS:
        try:
            when = datetime.datetime.strptime(text, form)
            return when.strftime("%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            pass
    return ""


def dated(rows):
    return [row for row in rows
            if re.match(r"\d{4}[-/]\d\d[-/]\d\d ", row.get("date") or "")]


def post_of(link):
    """The URN of a link, or the link without what does not matter."""
    link = urllib.parse.unquote(link)
    comment = re.search(r"comment:\((\w+):(\d+),(\d+)\)", link)
    if comment:
        return "urn:li:comment:(%s:%s,%s)" % comment.groups()
    post = re.search(r"urn:li:(activity|share|ugcPost):(\d{19})", link)
    return "urn:li:%s:%s" % post.groups() if post else ""


def acts(found, *actions):
    return [row for row in found["interactions"] if row["action"] in actions]


def check_connections(name, folder, found, file):
    rows = [r for r in records(os.path.join(folder, file), "First Name,")
            if r["firstname"] or r["lastname"] or r.get("url")]
    want = collections.Counter(
        time_of(r.get("connectedon") or "") for r in rows)
    contacts = [r for r in found["contacts"] if r["kind"] == "contact"]
    check(f"{name}: connections and their dates",
          collections.Counter(r["since"] for r in contacts), want)
    check(f"{name}: all of one owner", len({r["source"] for r in contacts}), 1)


def check_posts(name, folder, found):
    shares = dated(records(os.path.join(folder, "Shares.csv"), "Date,"))
    check(f"{name}: shares by time",
          collections.Counter(r["time"] for r in acts(found, "post")),
          collections.Counter(time_of(r["date"]) for r in shares))
    want = {post_of(r["sharelink"]) for r in shares} - {""}
    check(f"{name}: shares by number",
          {r["object"] for r in acts(found, "post")
           if r["object"].startswith("urn:li:")}, want)
    reactions = records(os.path.join(folder, "Reactions.csv"), "Date,")
    check(f"{name}: reactions by time and number",
          collections.Counter((r["time"], post_of(r["object"]))
                              for r in acts(found, "like", "reaction")),
          collections.Counter((time_of(r["date"]), post_of(r["link"]))
                              for r in reactions))
    comments = dated(records(os.path.join(folder, "Comments.csv"), "Date,"))
    check(f"{name}: comments by time",
          collections.Counter(r["time"] for r in acts(found, "comment",
                                                      "reply")),
          collections.Counter(time_of(r["date"]) for r in comments))


def check_messages(name, folder, found, file, first):
    rows = records(os.path.join(folder, file), first)
    check(f"{name}: messages by time",
          collections.Counter(r["time"] for r in acts(found, "message")),
          collections.Counter(time_of(r["date"]) for r in rows))
    check(f"{name}: no text of a message is kept",
          any(len(r["content"]) > 12 and
              r["content"] in str(found["interactions"] + found["posts"])
              for r in rows), False)


def check_2018():
    folder = os.path.join(SHARED, "linkedin_2018")
    found = tables(folder)
    check_connections("2018", folder, found, "Connections.csv")
    check_messages("2018", folder, found, "Messages.csv", "From,")
    invitations = records(os.path.join(folder, "Invitations.csv"), "From,")
    check("2018: invitations by time",
          collections.Counter(r["time"] for r in acts(found, "invite")),
          collections.Counter(time_of(r["sentat"]) for r in invitations))
    owner = {r["from"] for r in invitations if r["direction"] == "OUTGOING"}
    check("2018: the owner", {r["source"] for r in found["contacts"]},
          {name + " (owner of linkedin_2018)" for name in owner})
    shares = records(os.path.join(folder, "Shares.csv"), "Date", "\t")
    check("2018: shares by time",
          collections.Counter(r["time"] for r in acts(found, "post")),
          collections.Counter(time_of(r["date"]) for r in shares))
    imported = records(os.path.join(folder, "Imported Contacts.csv"), "First")
    names = {r["firstname"] + " " + r["lastname"] for r in imported}
    known = {r["name"] for r in found["accounts"]}
    others = {r["firstname"] + " " + r["lastname"] for r in records(
        os.path.join(folder, "Connections.csv"), "First Name,")}
    others |= {r[side] for r in invitations for side in ("from", "to")}
    others |= {r[side] for r in records(os.path.join(folder, "Messages.csv"),
                                        "From,") for side in ("from", "to")}
    check("2018: nobody of the address book alone",
          len(known & (names - others)), 0)


def check_2021():
    folder = os.path.join(SHARED, "linkedin_2021")
    found = tables(folder)
    check_connections("2021", folder, found, "Connections.csv")
    check_posts("2021", folder, found)
    check_messages("2021", folder, found, "messages.csv", "CONVERSATION")
    rows = records(os.path.join(folder, "messages.csv"), "CONVERSATION")
    present = collections.Counter()
    for conversation in {r["conversationid"] for r in rows}:
        for url in {r["senderprofileurl"] for r in rows
                    if r["conversationid"] == conversation}:
            present[url] += 1
    most = present.most_common(1)[0][0].replace("https://www.", "")
    check("2021: the owner is in most conversations",
          {r["source"] for r in found["contacts"]}, {most})


def check_mini():
    found = tables(os.path.join(SHARED, "fixtures_from_code",
                                "linkedin_2026_mini"))
    check("mini: the owner sent the invitation",
          {r["source"] for r in found["contacts"]}, {"linkedin.com/in/glen"})
    check("mini: acts", collections.Counter(
        r["action"] for r in found["interactions"]),
        collections.Counter(message=2, invite=1, comment=1, like=1, post=1))
    bom = tables(os.path.join(SHARED, "fixtures_from_code",
                              "Connections_bom_crlf.csv"))
    check("BOM and CRLF: targets", {r["target"] for r in bom["contacts"]},
          {"linkedin.com/in/priya-sharma-1a2b3c", "linkedin.com/in/arjunmehta",
           "linkedin.com/in/neha-k", "linkedin.com/in/nobody",
           "Rahul Verma (Flipkart)"})


if not os.path.isdir(SHARED):
    print("skipped: no ../shared/data/exports beside the checkout")
    sys.exit(77)
check_2018()
check_2021()
check_mini()
print(f"{failures} failed")
sys.exit(failures > 0)
