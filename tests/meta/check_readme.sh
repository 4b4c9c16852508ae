#!/bin/sh
# What README.md shows is what the program prints: every `$ command` of a
# console block is run beside the data sets and its output compared.
# `check_readme.sh --update` writes the output into the README instead.
set -eu
source=$(cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}" && pwd)
program=${LIAISON:-$source/build/liaison}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
ln -s "$source/datasets" "$place/datasets"

cd "$place"
PATH=$(dirname "$program"):$PATH LC_ALL=C NO_COLOR=1 PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 - "$source/README.md" "${1:-}" <<'TEXT'
import re
import subprocess
import sys

path, update = sys.argv[1], sys.argv[2] == "--update"
with open(path, encoding="utf-8") as file:
    text = file.read()
wrong = shown = 0


def again(block):
    global wrong, shown
    fresh = []
    for part in re.split(r"(?m)^(?=\$ )", block.group(1)):
        if not part:
            continue
        command, _, want = part.partition("\n")
        if command.startswith("$ ./dev") or not command.startswith("$ "):
            fresh.append(part)
            continue
        done = subprocess.run(command[2:], shell=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        got = done.stdout.decode("utf-8")
        shown += 1
        if done.returncode or got.rstrip("\n") != want.rstrip("\n"):
            wrong += 1
            if not update:
                print("%s\n--- shown\n%s--- printed (exit %d)\n%s%s" % (
                    command, want, done.returncode, got,
                    done.stderr.decode("utf-8")))
        fresh.append(command + "\n" + got + ("\n" if want.endswith("\n\n")
                                             else ""))
    return "```console\n" + "".join(fresh) + "```\n"


text = re.sub(r"(?ms)^```console\n(.*?)^```\n", again, text)
if update:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    wrong = 0
print("README.md: %d commands, %d differ" % (shown, wrong))
sys.exit(wrong > 0)
TEXT
