#!/usr/bin/python3
"""Writes the JSON Schemas of what liaison writes, beside this file.

    schema/make.py [FOLDER]     (LIAISON = the program, build/liaison)

Columns, their types, labels and meanings are those that the program itself
puts into report.db (tables `contents` and `columns`) of the demonstration, of
a network without times and of a star; what only some data carry (a company, a
constraint) is not required. The envelopes of documents are below, by hand.
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(HERE)
PROGRAM = os.environ.get("LIAISON") or os.path.join(SOURCE, "build", "liaison")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
TIMES = {"type": ["string", "null"], "format": "date-time"}

# Columns that hold one of few words; words may be added in later versions,
# and then the number in `schema` grows.
WORDS = {
    "class": ["calculated", "coordinated", "affinity_sync", "affinity",
              "reciprocal", "circle", "automated", "oneway", "advocacy",
              "in_step", "burst", "one_off"],
    "verdict": ["yes", "partly", "no"],
    "lang": ["en", "fr"],
}


def run(*words):
    subprocess.run([PROGRAM] + list(words), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def reports(work):
    """Databases of reports on data that carry much, and little."""
    classic = os.path.join(SOURCE, "datasets", "classic", "karate",
                           "contacts.csv")
    run("report", os.path.join(SOURCE, "datasets", "demo"), "--betweenness",
        "-o", os.path.join(work, "demo"))
    run("report", classic, "-o", os.path.join(work, "classic"))
    star = os.path.join(work, "star.csv")
    with open(star, "w", encoding="utf-8") as out:
        out.write("source,target\nme,a\nme,b\nme,c\nme,d\n")
    run("report", star, "-o", os.path.join(work, "star"))
    for name in ("demo", "classic", "star"):
        yield sqlite3.connect(os.path.join(work, name, "report.db"))


def column_schema(name, kind, label, meaning, is_key):
    schema = {"type": TYPES[kind] if is_key else [TYPES[kind], "null"]}
    if name == "rank":
        schema = {"type": "integer", "minimum": 1}
        meaning = "Place in the ranking; draws are in byte order of names."
    elif name in WORDS:
        schema = {"enum": WORDS[name]}
    if label:
        schema = {"title": label, **schema}
    if meaning:
        schema["description"] = meaning
    return schema


def tables_of(database):
    """By table: title, and by column what the database says of it."""
    keys = {}
    found = {}
    for table, title in database.execute(
            'SELECT "table", title FROM contents'):
        keys = {row[3] for row in database.execute(
            'PRAGMA foreign_key_list("%s")' % table)}
        nullable = {row[0] for row in database.execute(
            'SELECT "column" FROM columns WHERE "table" = ?', (table,))
            if database.execute('SELECT count(*) FROM "%s" WHERE "%s" IS NULL'
                                % (table, row[0])).fetchone()[0]}
        columns = {}
        for name, kind, label, meaning in database.execute(
                'SELECT "column", type, label, meaning FROM columns '
                'WHERE "table" = ? ORDER BY position', (table,)):
            is_key = name in keys - nullable and name != "pod"
            columns[name] = column_schema(name, kind, label, meaning, is_key)
        found[table] = (title, columns)
    return found


def merged(databases):
    """(title, columns, required) by table."""
    tables = {}
    for database in databases:
        for table, (title, columns) in tables_of(database).items():
            if table not in tables:
                tables[table] = (title, columns, list(columns))
                continue
            title, known, required = tables[table]
            tables[table] = (title, {**columns, **known},
                             [name for name in required if name in columns])
        database.close()
    return tables


def table_schema(name, title, columns, required):
    return {
        "$schema": DIALECT, "$id": "urn:liaison:%s:1" % name, "title": title,
        "description": "What --format json writes of the table `%s`." % name,
        "type": "object", "required": ["schema", "rows"],
        "properties": {
            "schema": {"const": "liaison.%s/1" % name},
            "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}}},
        "$defs": {"row": {"type": "object", "required": required,
                          "properties": columns}}}


def any_table():
    """Of tables that have no schema of their own."""
    return {
        "$schema": DIALECT, "$id": "urn:liaison:table:1", "title": "A table",
        "description": "What --format json writes of any table: its name, "
                       "facts about it, its rows. Missing and infinite "
                       "numbers are null.",
        "type": "object", "required": ["schema", "rows"],
        "properties": {
            "schema": {"type": "string", "pattern": "^liaison\\.[a-z_]+/1$"},
            "rows": {"type": "array", "items": {
                "type": "object", "additionalProperties": {
                    "type": ["string", "number", "boolean", "null"]}}}}}


def rows_of(table):
    return {"type": "array",
            "items": {"$ref": "urn:liaison:%s:1#/$defs/row" % table}}


def cut():
    count = {"type": "integer", "minimum": 0}
    return {"type": "object",
            "required": ["files", "accounts", "accounts_all", "ties",
                         "ties_all"],
            "properties": {
                "files": {"type": "array", "items": {"type": "string"}},
                "accounts": count, "accounts_all": count, "ties": count,
                "ties_all": count}}


def report_schema(tables):
    text = {"type": "string"}
    optional = {name: rows_of(name) for name in sorted(tables)}
    return {
        "$schema": DIALECT, "$id": "urn:liaison:report:1",
        "title": "report.json: the top of every table of a report",
        "type": "object",
        "required": ["schema", "version", "sources", "rejected", "tables",
                     "graph", "top", "accounts", "jobs", "refused"],
        "properties": {
            **optional, "schema": {"const": "liaison.report/1"},
            "version": text, "first_time": TIMES, "last_time": TIMES,
            "rejected": {"type": "integer", "minimum": 0},
            "top": {"type": "integer", "minimum": 1},
            "pods_claim": text, "picture": cut(), "network": cut(),
            "database": {
                "type": "object", "required": ["file", "cut"],
                "properties": {"file": text, "cut": {
                    "type": "array", "items": {
                        "type": "object",
                        "required": ["table", "rows", "rows_in_all"],
                        "properties": {
                            "table": text,
                            "rows": {"type": "integer", "minimum": 1},
                            "rows_in_all": {"type": "integer",
                                            "minimum": 2}}}}}},
            "plots": {"type": "array", "items": {
                "type": "object",
                "required": ["plot", "title", "caption", "section", "file"],
                "properties": {
                    "plot": text, "title": text, "caption": text,
                    "section": text, "file": text,
                    "pod": {"type": "integer", "minimum": 1}}}},
            "tables": {"type": "array", "items": {
                "type": "object",
                "required": ["table", "title", "file", "rows"],
                "properties": {"table": text, "title": text, "file": text,
                               "rows": {"type": "integer", "minimum": 0}}}},
            "refused": {"type": "array", "items": {
                "type": "object", "required": ["result", "why", "collect"],
                "properties": {"result": text, "why": text,
                               "collect": text}}}}}


def manifest_schema():
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    digest = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
    return {
        "$schema": DIALECT, "$id": "urn:liaison:manifest:1",
        "title": "manifest.json: what a report was made of, for --config",
        "type": "object",
        "required": ["schema", "version", "command", "inputs", "options",
                     "seed", "sources", "tables", "results", "timings"],
        "properties": {
            "schema": {"const": "liaison.manifest/1"}, "version": text,
            "command": text, "inputs": {"type": "array", "items": text},
            "options": {"type": "object"}, "seed": count,
            "sources": {"type": "array", "items": {
                "type": "object",
                "required": ["path", "format", "table", "rows", "rejected",
                             "digest"],
                "properties": {"path": text, "format": text, "table": text,
                               "rows": count, "rejected": count,
                               "digest": digest}}},
            "tables": {"type": "object", "additionalProperties": count},
            "results": {"type": "array", "items": {
                "type": "object", "required": ["file", "bytes", "digest"],
                "properties": {"file": text, "bytes": count,
                               "digest": digest}}},
            "timings": {"type": "object", "description": "Seconds by stage; "
                        "the one part that differs from run to run.",
                        "additionalProperties": {"type": "number",
                                                 "minimum": 0}}}}


def inspect_schema():
    count = {"type": "integer", "minimum": 0}
    share = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    counts = {"type": "object", "additionalProperties": count}
    return {
        "$schema": DIALECT, "$id": "urn:liaison:inspect:1",
        "title": "inspect --format json: what was recognised, and what it can "
                 "carry",
        "type": "object",
        "required": ["schema", "sources", "rows", "accounts", "posts", "ties",
                     "rejected", "first_time", "last_time", "share_with_time",
                     "share_of_resolvable_actors", "star", "jobs"],
        "properties": {
            "schema": {"const": "liaison.inspect/1"},
            "sources": rows_of("sources"), "rows": counts, "accounts": count,
            "posts": count, "ties": count, "loops": count, "repeats": count,
            "rejected": counts, "first_time": TIMES, "last_time": TIMES,
            "active_days": count, "share_with_time": share,
            "share_with_actor": share, "share_of_known_actors": share,
            "share_of_resolvable_actors": share, "star": {"type": "boolean"},
            "jobs": rows_of("jobs")}}


def main(folder):
    with tempfile.TemporaryDirectory() as work:
        tables = merged(reports(work))
    schemas = {name: table_schema(name, *about)
               for name, about in tables.items()}
    schemas["table"] = any_table()
    schemas["report"] = report_schema(tables)
    schemas["inspect"] = inspect_schema()
    schemas["manifest"] = manifest_schema()
    for name, schema in schemas.items():
        path = os.path.join(folder, name + ".schema.json")
        with open(path, "w", encoding="utf-8") as out:
            json.dump(schema, out, indent=1, ensure_ascii=False)
            out.write("\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else HERE)
