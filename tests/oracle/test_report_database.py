#!/usr/bin/python3
"""report.db of a report, opened with sqlite3: the same values as its CSV
tables, every foreign key met, a view per ranking that answers, the same bytes
for any number of threads; of the demo and of hostile names.

origin of every expected value: closed, the tables of the same run.
"""
import csv
import os
import sqlite3
import sys
import tempfile

import program

DEMO = os.path.join(program.SOURCE, "datasets", "demo")
ODD = ["=1+1", "</script><img src=x>", "Robert'); DROP TABLE accounts;--",
       '"', "'", "rank", "naïve ☃", "a" * 300]


def check(what, got, want):
    if got != want:
        print("%s:\n  got  %r\n  want %r" % (what, got, want))
        sys.exit(1)


def same(cell, value):
    """A cell of CSV and a value of SQLite."""
    if value is None:
        return cell == ""
    if isinstance(value, str):
        return value == cell or cell == "'" + value
    return float(cell) == value


def check_tables(db, folder):
    for name, in db.execute('SELECT "table" FROM contents ORDER BY 1'):
        with open(os.path.join(folder, name + ".csv"), encoding="utf-8",
                  newline="") as file:
            rows = list(csv.reader(file))
        cursor = db.execute('SELECT * FROM "%s" ORDER BY rowid' % name)
        check(name + ": columns", [c[0] for c in cursor.description], rows[0])
        values = cursor.fetchall()
        check(name + ": rows", len(values), len(rows) - 1)
        for row, value in zip(rows[1:], values):
            check("%s: %r" % (name, value),
                  [same(c, v) for c, v in zip(row, value)],
                  [True] * len(row))
        check(name + ": described", db.execute(
            'SELECT "column" FROM columns WHERE "table" = ? ORDER BY position',
            (name,)).fetchall(), [(c,) for c in rows[0]])
        check(name + ": counted", db.execute(
            'SELECT "rows", rows_in_all FROM contents WHERE "table" = ?',
            (name,)).fetchone(), (len(values), len(values)))


def check_views(db):
    ranked = [name for name, in db.execute(
        "SELECT \"table\" FROM columns WHERE \"column\" = 'rank'")]
    for name in ranked:
        rows = db.execute('SELECT * FROM "ranking_%s"' % name).fetchall()
        check(name + ": view", [r[0] for r in rows],
              list(range(1, len(rows) + 1)))
        check(name + ": as many", (len(rows),),
              db.execute('SELECT count(*) FROM "%s"' % name).fetchone())


def check_report(folder, *words):
    program.run("report", "--quiet", *words, "-o", folder)
    db = sqlite3.connect(os.path.join(folder, "report.db"))
    check("integrity", db.execute("PRAGMA integrity_check").fetchall(),
          [("ok",)])
    check("foreign keys", db.execute("PRAGMA foreign_key_check").fetchall(),
          [])
    check_tables(db, folder)
    check_views(db)
    return db


def bytes_of(folder):
    with open(os.path.join(folder, "report.db"), "rb") as file:
        return file.read()


with tempfile.TemporaryDirectory() as work:
    demo = os.path.join(work, "demo")
    db = check_report(demo, DEMO)
    # Who is in a pod stands beside it by name, as pod_members and accounts
    # have it.
    for pod, who in db.execute("SELECT pod, who FROM ranking_pods").fetchall():
        names = [r[0] for r in db.execute(
            "SELECT a.name FROM pod_members m JOIN accounts a USING (account) "
            "WHERE m.pod = ? ORDER BY m.account", (pod,))]
        check("who is in pod %d" % pod, who, ", ".join(names))
    links = db.execute("PRAGMA foreign_key_list(bridges)").fetchall()
    check("bridges link to accounts", sorted(r[3] for r in links),
          ["account_a", "account_b"])
    check("a second row of an account is refused", True, any(
        r[2] for r in db.execute("PRAGMA index_list(accounts)")))
    for threads in ("1", "2", "8"):
        other = os.path.join(work, "threads" + threads)
        program.run("report", "--quiet", "--threads", threads, DEMO, "-o",
                    other)
        check("bytes with %s threads" % threads, bytes_of(other) ==
              bytes_of(demo), True)

    odd = os.path.join(work, "odd.csv")
    with open(odd, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["source", "target"])
        table.writerows(zip(ODD, ODD[1:] + ODD[:1]))
        table.writerow([ODD[0], ODD[4]])
    db = check_report(os.path.join(work, "odd"), odd)
    check("odd names", sorted(r[0] for r in db.execute(
        "SELECT account FROM accounts")), sorted(ODD))

    # Two ids that are no UTF-8 and would be cleaned to the same text.
    bad = os.path.join(work, "bad.csv")
    with open(bad, "wb") as out:
        out.write(b"source,target\nx\xff,y\nx\xfe,y\nx\xff,x\xfe\ny,z\n")
    folder = os.path.join(work, "bad")
    program.run("report", "--quiet", bad, "-o", folder)
    db = sqlite3.connect(os.path.join(folder, "report.db"))
    check("ids stay two", db.execute(
        "SELECT count(DISTINCT account) FROM accounts").fetchone(), (4,))
    check("and keys are met", db.execute(
        "PRAGMA foreign_key_check").fetchall(), [])
print("SQLite %s reads the databases of reports" % sqlite3.sqlite_version)
