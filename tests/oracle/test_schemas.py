#!/usr/bin/python3
"""The JSON Schemas in schema/ are schemas, say what schema/make.py makes of
this program (texts apart), and hold for real output: of reports on data that
carry much and little, and of every table that a command writes as JSON.

origin of the expected values: JSON Schema 2020-12, python3-jsonschema.
"""
import json
import os
import subprocess
import sys
import tempfile

import program

try:
    import jsonschema
except ImportError:
    program.skip("python3-jsonschema is not installed")

FOLDER = os.path.join(program.SOURCE, "schema")
DEMO = os.path.join(program.SOURCE, "datasets", "demo")
KARATE = os.path.join(program.SOURCE, "datasets", "classic", "karate",
                      "contacts.csv")
COMMANDS = [
    ("inspect", DEMO), ("inspect", KARATE),
    ("pods", DEMO), ("pods", "--include-warnings", DEMO),
    ("bridges", DEMO), ("introduce", DEMO), ("influence", DEMO),
    ("measure", "degree,constraint", KARATE), ("measure", "density", KARATE),
    ("network", "--min-shared", "3", DEMO)]
TABLES = {"pods": ["pod_members", "pod_pairs", "pod_evidence",
                   "accounts_engagement"],
          "bridges": ["brokers", "friction"],
          "introduce": ["introducers", "asks", "notes", "unmatched"],
          "influence": ["shares", "concentration"]}
failures = 0


def fail(what, why):
    global failures
    failures += 1
    print("%s: %s" % (what, why))


def load(folder):
    schemas = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".schema.json"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                schemas[name[:-len(".schema.json")]] = json.load(file)
    return schemas


def without_texts(value):
    if isinstance(value, dict):
        return {k: without_texts(v) for k, v in value.items()
                if not (k in ("title", "description") and isinstance(v, str))}
    if isinstance(value, list):
        return [without_texts(v) for v in value]
    return value


def check(what, document, schemas, store):
    name = document["schema"].split(".")[1].split("/")[0]
    schema = schemas.get(name, schemas["table"])
    resolver = jsonschema.RefResolver("", schema, store=store)
    errors = list(jsonschema.Draft202012Validator(
        schema, resolver=resolver).iter_errors(document))
    for error in errors[:3]:
        fail(what, "%s: %s" % (list(error.absolute_path), error.message[:200]))


def main():
    schemas = load(FOLDER)
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
    store = {schema["$id"]: schema for schema in schemas.values()}
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([sys.executable, os.path.join(FOLDER, "make.py"), work],
                       check=True, env=dict(os.environ,
                                            LIAISON=program.PROGRAM))
        made = load(work)
        for name in sorted(set(made) | set(schemas)):
            if without_texts(made.get(name)) != without_texts(
                    schemas.get(name)):
                fail(name, "schema/%s.schema.json is old: run schema/make.py"
                     % name)
        star = os.path.join(work, "star.csv")
        with open(star, "w", encoding="utf-8") as out:
            out.write("source,target\n")
            out.writelines("me,n%d\n" % k for k in range(9))
        for name, data in (("demo", DEMO), ("karate", KARATE),
                           ("star", star)):
            folder = os.path.join(work, name)
            program.run("report", "--quiet", data, "-o", folder)
            for file in ("report.json", "manifest.json"):
                with open(os.path.join(folder, file), encoding="utf-8") as f:
                    check(name + "/" + file, json.load(f), schemas, store)
    for words in COMMANDS:
        for table in [None] + TABLES.get(words[0], []):
            more = ["--table", table] if table else []
            text = program.run(*words, "--quiet", "--format", "json", *more)
            check(" ".join(list(words[:-1]) + more), json.loads(text),
                  schemas, store)
    # What is wrong is found: a schema that accepts anything proves nothing.
    wrong = {"schema": "liaison.pods/1", "rows": [{"rank": 0}]}
    resolver = jsonschema.RefResolver("", schemas["pods"], store=store)
    if not list(jsonschema.Draft202012Validator(
            schemas["pods"], resolver=resolver).iter_errors(wrong)):
        fail("pods", "accepts a row without a class")
    if failures:
        sys.exit(1)
    print("%d schemas hold" % len(schemas))


main()
