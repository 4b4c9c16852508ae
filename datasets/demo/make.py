#!/usr/bin/python3
"""Make the demonstration data: python3 make.py [FOLDER].

About sixty invented people in five invented companies, who they know, what
they wrote in ninety days, and who reacted when. Nobody here exists. Quillmark
sells; its sellers want to reach the four others. The plot:

- each company is close-knit, and knows the others through few people;
- Odo Fennimark, a consultant, knows people in three companies that hardly
  know one another (a broker);
- Vexholm's board is reached through one assistant only (a bridge), and
  Tallowmere's buyer through one old colleague;
- five people of Nimbleoak and Tallowmere like each other's posts within
  minutes of publication, week after week;
- one newcomer knows nobody yet.

Only random() of a seeded generator and whole numbers are used, so that every
Python gives the same bytes.
"""
import datetime
import os
import random
import sys

DAYS = 90
START = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
DRAW = random.Random(20260105).random

GIVEN = """Abel Bettany Corvin Delphie Eamon Fenna Garrick Hesper Idris Jolanthe
Kester Linnet Mordecai Nerys Orlo Perpetua Quillon Rosamund Sorrel Tamsin
Ulric Verity Wystan Xanthe Yorick Zelda Ansel Briony Caspian Dorothea Evander
Flora Gideon Hyacinth Ignatius Juniper Kit Lavender Merrick Nell Osric Posy
Quentin Rowena Silas Thora Umber Violet Wilfred Xavi Yseult Zephyr Alaric
Blythe Cosmo""".split()
FAMILY = """Ashquill Brindlemoor Cinderby Dapplewood Embertrout Fogglestone
Gorsewick Hollowmere Inkpenny Jostlewick Kettleburn Larkspindle Mossgrave
Nettlecombe Oxberry Pepperdock Quenchwell Rushlight Saltmarrow Thistledown
Underbough Vinterhall Wobblecote Yarrowby Zinnmark Applegarble Bumblecroft
Copperleaf Dunnockshaw Elderwhistle""".split()

# company, industry word, people
COMPANIES = [
    ("Quillmark Software", "software", 12),
    ("Bramblewick Logistics", "freight", 12),
    ("Tallowmere Foods", "food", 11),
    ("Vexholm Energy", "energy", 11),
    ("Nimbleoak Bank", "finance", 9),
]
TITLES = {
    "Quillmark Software": ["Head of Sales", "Account Executive",
                           "Account Executive", "Account Executive",
                           "Sales Engineer", "Customer Success Lead",
                           "Marketing Manager", "Product Manager", "Engineer",
                           "Engineer", "Designer", "Office Manager"],
    "other": ["Chief Executive", "Procurement Director", "Head of IT",
              "Operations Director", "Finance Director", "IT Architect",
              "Project Manager", "Buyer", "Analyst", "Analyst", "Team Lead",
              "Executive Assistant"],
}


def below(count):
    """A whole number, 0 to count - 1."""
    return int(DRAW() * count)


def invent_people():
    """Accounts in order: company by company, then the three outside."""
    people = []
    number = 0
    for company, _, count in COMPANIES:
        titles = TITLES.get(company, TITLES["other"])
        for place in range(count):
            given = GIVEN[number % len(GIVEN)]
            family = FAMILY[(number * 7 + 3) % len(FAMILY)]
            number += 1
            people.append({
                "account": (given + "." + family).lower(),
                "name": given + " " + family,
                "company": company,
                "title": titles[place],
                "followers": 40 + below(900),
            })
    for name, company, title in [
            ("Odo Fennimark", "Fennimark Advice", "Consultant"),
            ("Pim Wanderlow", "", "Journalist"),
            ("Nia Freshwater", "", "Student")]:
        people.append({
            "account": name.lower().replace(" ", "."), "name": name,
            "company": company, "title": title,
            "followers": 40 + below(900)})
    return people


def of_company(people, company):
    return [p["account"] for p in people if p["company"] == company]


def tie_up(people):
    """Contacts as {(a, b): closeness 1 to 3}, a < b."""
    ties = {}

    def know(a, b, closeness):
        ties[min(a, b), max(a, b)] = closeness

    group = {c: of_company(people, c) for c, _, _ in COMPANIES}
    for members in group.values():
        for i, a in enumerate(members):
            know(a, members[(i + 1) % len(members)], 2 + below(2))
            for b in members[i + 2:]:
                if DRAW() < 0.38:
                    know(a, b, 1 + below(3))
    quill, bramble, tallow, vex, nimble = group.values()
    # The board of Vexholm: only its assistant knows the rest of the house.
    board, assistant = vex[0], vex[10]
    for pair in [p for p in ties if board in p]:
        del ties[pair]
    know(board, assistant, 3)
    # The sellers: each knows one company a little.
    for seller, house in zip(quill[1:4], (bramble, tallow, nimble)):
        for place in (5, 6, 8):
            know(seller, house[place], 1 + below(2))
    # Old colleagues, one of them the only way to Tallowmere's buyer.
    for pair in [p for p in ties if tallow[7] in p]:
        del ties[pair]
    know(tallow[7], tallow[2], 2)
    know(quill[5], tallow[7], 3)
    know(quill[4], vex[5], 1)
    know(bramble[3], vex[3], 2)
    know(bramble[1], tallow[1], 1)
    know(nimble[4], bramble[4], 1)
    # The broker.
    for other in (bramble[0], bramble[2], tallow[0], tallow[4], vex[2],
                  vex[10], quill[0]):
        know("odo.fennimark", other, 2)
    # The pod, across two houses.
    pod = [nimble[6], nimble[7], nimble[8], tallow[9], tallow[10]]
    for i, a in enumerate(pod):
        for b in pod[i + 1:]:
            know(a, b, 1)
    know("pim.wanderlow", nimble[0], 1)
    return ties, pod


def at(day, minute, second):
    return START + datetime.timedelta(days=day, minutes=minute, seconds=second)


def write_posts(people, pod):
    """Posts as (time, author, topic); writers differ, weekends are quiet."""
    word = {c: w for c, w, _ in COMPANIES}
    posts = []
    for person in people:
        author = person["account"]
        busy = 0.15 if author in pod else 0.01 + 0.16 * DRAW() * DRAW()
        if author == "nia.freshwater":
            busy = 0.0
        for day in range(DAYS):
            quiet = 0.2 if (START.weekday() + day) % 7 > 4 else 1.0
            if DRAW() < busy * quiet:
                posts.append((at(day, 420 + below(600), below(60)), author,
                              word.get(person["company"], "news")))
    posts.sort()
    return [("p%03d" % (i + 1),) + post for i, post in enumerate(posts)]


def react(people, posts, ties, pod):
    """Who reacted to which post, when; sooner is likelier than later. Now and
    then a colleague does whom the author does not know."""
    house = {p["account"]: p["company"] for p in people}
    apart = {a for pair in ties for a in pair
             if sum(a in other for other in ties) <= 2}
    around = {}
    for (a, b), closeness in sorted(ties.items()):
        around.setdefault(a, []).append((b, closeness))
        around.setdefault(b, []).append((a, closeness))
    rows = []
    for post, time, author, _ in posts:
        readers = around.get(author, [])
        stranger = people[below(len(people))]["account"]
        if (stranger != author and stranger not in dict(readers) and
                house[stranger] == house[author] and
                not {stranger, author} & apart):
            readers = readers + [(stranger, 4)]
        for reader, closeness in sorted(readers):
            arranged = reader in pod and author in pod
            if DRAW() >= (0.85 if arranged else 0.13 * closeness):
                continue
            if arranged:
                wait = 40 + below(400)
            else:
                wait = int(1800.0 / (DRAW() + 0.03)) + below(3600)
            kind = DRAW()
            action = ("like" if kind < 0.78 else
                      "comment" if kind < 0.95 else "share")
            rows.append((time + datetime.timedelta(seconds=wait), reader,
                         action, post, author, ""))
    for (a, b), closeness in sorted(ties.items()):
        for day in range(DAYS):
            if DRAW() < 0.006 * closeness * closeness:
                who, whom = (a, b) if DRAW() < 0.5 else (b, a)
                action = "meeting" if DRAW() < 0.15 else "message"
                rows.append((at(day, 480 + below(540), below(60)), who,
                             action, "", "", whom))
    end = START + datetime.timedelta(days=DAYS)
    return sorted(row for row in rows if row[0] < end)


def stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8",
              newline="") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(str(cell) for cell in row) + "\n")


def main(folder):
    people = invent_people()
    ties, pod = tie_up(people)
    posts = write_posts(people, pod)
    quill = of_company(people, COMPANIES[0][0])
    write(folder, "accounts.csv",
          ["account", "name", "company", "title", "followers"],
          [[p[k] for k in ("account", "name", "company", "title",
                           "followers")] for p in people])
    write(folder, "contacts.csv", ["source", "target", "kind", "since"],
          [[a, b, "contact",
            "20%02d-%02d-%02d" % (14 + below(12), 1 + below(12),
                                  1 + below(28))]
           for a, b in sorted(ties)])
    write(folder, "posts.csv", ["post", "author", "time", "tags"],
          [[post, author, stamp(time), topic]
           for post, time, author, topic in posts])
    write(folder, "interactions.csv",
          ["actor", "action", "object", "author", "target", "time"],
          [[who, action, post, author, whom, stamp(time)]
           for time, who, action, post, author, whom in
           react(people, posts, ties, pod)])
    write(folder, "team.csv", ["account", "name", "trained_on"],
          [[p["account"], p["name"],
            "2025-11-%02d" % (3 + 5 * i) if i else ""]
           for i, p in enumerate(people) if p["account"] in quill[:5]])
    write(folder, "targets.csv", ["account", "name", "company", "title",
                                  "value", "kind"],
          [[p["account"], p["name"], p["company"], p["title"], value,
            "customer"]
           for p in people
           for company, title, value in [
               ("Vexholm Energy", "Chief Executive", 250000),
               ("Vexholm Energy", "Head of IT", 120000),
               ("Tallowmere Foods", "Buyer", 60000),
               ("Bramblewick Logistics", "Procurement Director", 90000),
               ("Nimbleoak Bank", "Finance Director", 180000)]
           if (p["company"], p["title"]) == (company, title)])
    with open(os.path.join(folder, "liaison.json"), "w",
              encoding="utf-8", newline="") as file:
        file.write('{\n  "me": "%s",\n  "team": "team.csv",\n'
                   '  "to": "targets.csv"\n}\n' % quill[1])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1
         else os.path.dirname(os.path.abspath(__file__)))
