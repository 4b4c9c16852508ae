#!/usr/bin/env python3
"""DuckDB's readers on the files of bench_tables, on one thread.

    python3 duckdb_tables.py FILE... [--rounds N]

MB of text per CPU second, median of three: the file as a table in memory with
times as times and names as strings ("rows"), and with names as ids in byte
order beside the list of names, which is what liaison makes ("ids").
"""
import gzip
import os
import statistics
import sys
import time

try:
    import duckdb
except ImportError:
    print("skipped: no duckdb in this Python (pip install duckdb)")
    sys.exit(0)

ROUNDS = 3


def source(path):
    if path.endswith(".jsonl"):
        return ("read_json('%s', format='newline_delimited', columns={actor:"
                "'VARCHAR', object:'VARCHAR', time:'TIMESTAMP', action:"
                "'VARCHAR'})" % path)
    return ("read_csv('%s', header=true, columns={'actor':'VARCHAR', 'object':"
            "'VARCHAR', 'time':'TIMESTAMP', 'action':'VARCHAR'})" % path)


def rows(db, path):
    db.execute("create table t as select actor, object, time, action from "
               + source(path))


def ids(db, path):
    rows(db, path)
    for name in ("actor", "object"):
        db.execute("create type %s_id as enum (select distinct %s from t "
                   "order by 1)" % (name, name))
    db.execute("create table u as select actor::actor_id actor, "
               "object::object_id object, time, action from t")


def text_bytes(path):
    if not path.endswith(".gz"):
        return os.path.getsize(path)
    with gzip.open(path) as packed:
        return sum(len(part) for part in iter(lambda: packed.read(1 << 22),
                                              b""))


def measure(path, make):
    seconds = []
    for _ in range(ROUNDS):
        db = duckdb.connect()
        db.execute("set threads=1")
        begin = time.process_time()
        make(db, path)
        seconds.append(time.process_time() - begin)
        db.close()
    return statistics.median(seconds)


def main():
    print("duckdb    Python package %s" % duckdb.__version__)
    for path in sys.argv[1:]:
        size = text_bytes(path) / 1e6
        for name, make in (("rows", rows), ("ids", ids)):
            print("%-8s %-5s %6.0f MB  %6.0f MB per CPU second" % (
                path.split(".", 1)[1], name, size, size / measure(path, make)))


main()
