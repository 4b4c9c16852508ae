#!/bin/sh
# What README.md and docs/ show is what the program prints: every `$ command`
# of a console block is run beside the data sets, those of one page one after
# the other in one folder, and its output compared. A python block that begins
# with `# NAME.py` is a file of that folder. Every link to a file leads
# somewhere. `check_readme.sh --update` writes the output into the pages
# instead.
set -eu
source=$(cd "${LIAISON_SOURCE:-$(dirname "$0")/../..}" && pwd)
program=${LIAISON:-$source/build/liaison}

PATH=$(dirname "$program"):/usr/bin:$PATH LC_ALL=C NO_COLOR=1 PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 - "$source" "${1:-}" <<'TEXT'
import glob
import os
import re
import subprocess
import sys
import tempfile

source, update = sys.argv[1], sys.argv[2] == "--update"


class Page:
    """The console blocks of one page, run in a folder of their own."""

    def __init__(self, path):
        self.path, self.name = path, os.path.relpath(path, source)
        self.shown = self.wrong = 0
        with open(path, encoding="utf-8") as file:
            self.text = file.read()

    def run(self, command, want):
        done = subprocess.run(command[2:], shell=True, check=False,
                              cwd=self.place, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        got = done.stdout.decode("utf-8")
        self.shown += 1
        if done.returncode or got.rstrip("\n") != want.rstrip("\n"):
            self.wrong += 1
            if done.returncode or not update:
                print("%s: %s\n--- shown\n%s--- printed (exit %d)\n%s%s" % (
                    self.name, command, want, done.returncode, got,
                    done.stderr.decode("utf-8")))
            if done.returncode and update:
                sys.exit(1)
        return got

    def again(self, block):
        fresh = []
        script = re.match(r"# (\w+\.py)\b", block.group(2))
        if block.group(1) == "python" and script:
            with open(os.path.join(self.place, script.group(1)), "w",
                      encoding="utf-8") as file:
                file.write(block.group(2))
        if block.group(1) != "console":
            return block.group(0)
        for part in re.split(r"(?m)^(?=\$ )", block.group(2)):
            if not part:
                continue
            command, _, want = part.partition("\n")
            if command.startswith("$ ./dev") or not command.startswith("$ "):
                fresh.append(part)
                continue
            got = self.run(command, want).rstrip("\n")
            fresh.append(command + "\n" + got + ("\n" if got else "") +
                         ("\n" if want.endswith("\n\n") else ""))
        return "```console\n" + "".join(fresh) + "```\n"

    def check(self):
        with tempfile.TemporaryDirectory() as self.place:
            os.symlink(os.path.join(source, "datasets"),
                       os.path.join(self.place, "datasets"))
            fresh = re.sub(r"(?ms)^```(\w*)\n(.*?)^```\n", self.again,
                           self.text)
        if update and fresh != self.text:
            with open(self.path, "w", encoding="utf-8") as file:
                file.write(fresh)
        print("%s: %d commands, %d differ" % (self.name, self.shown,
                                              self.wrong))
        return 0 if update else self.wrong

    def dead_links(self):
        folder, dead = os.path.dirname(self.path), 0
        prose = re.sub(r"(?ms)^```.*?^```\n", "", self.text)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
            if "://" not in target and not os.path.exists(
                    os.path.join(folder, target)):
                print("%s: no file %s" % (self.name, target))
                dead += 1
        return dead


pages = [Page(os.path.join(source, "README.md"))]
pages += [Page(path) for path in sorted(glob.glob(source + "/docs/*.md"))]
wrong = sum(page.check() for page in pages)
others = [Page(path) for folder in ("bench", "datasets", "datasets/*")
          for path in sorted(glob.glob("%s/%s/*.md" % (source, folder)))]
sys.exit(wrong + sum(page.dead_links() for page in pages + others) > 0)
TEXT
