#!/usr/bin/env python3
"""What the tests reach of engine/: runs the unit tests and the suites below on a build with counters,
and adds up what gcov says, by folder.

usage: covered.py [--missed] [--only-count] BUILD   (build/coverage; make coverage)

--missed lists the lines that nothing reaches; --only-count runs nothing. Status 1 below LEAST.
"""
import collections
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LEAST = 90  # per cent of lines
SUITES = ["{build}/unit", "{tool} rules test", "{tool} rules docs -o {build}/docs",
          "tests/cli.sh {tool}", "tests/config.sh {tool}", "tests/completion.sh {tool}",
          "tests/folders.sh {tool}", "/usr/bin/python3 tests/ignore.py {tool}",
          "tests/json.sh {tool}", "/usr/bin/python3 tests/formats_ci.py {tool}",
          "tests/baseline.sh {tool}", "tests/diff.sh {tool}",
          "/usr/bin/python3 tests/diff_laws.py {tool}", "tests/packs.sh {tool}",
          "/usr/bin/python3 tests/corpora.py {tool}",
          "/usr/bin/python3 tests/scripts.py {tool}", "/usr/bin/python3 tests/fingerprints.py {tool}",
          "tests/golden.sh {tool}", "/usr/bin/python3 tests/redact.py {tool}",
          "/usr/bin/python3 tests/formats_lines.py {tool}",
          "/usr/bin/python3 tests/packs_hostile.py {tool}", "tests/integration/hooks.sh {tool}"]


def run_suites(build):
    for root, _, names in os.walk(build):
        for name in names:
            if name.endswith(".gcda"):
                os.remove(os.path.join(root, name))
    for suite in SUITES:
        command = suite.format(build=build, tool=os.path.join(build, "clauselint"))
        done = subprocess.run(command.split(), cwd=ROOT, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            print("status %d: %s" % (done.returncode, command))


def counters(build):
    """Yields what gcov says of each object that was run."""
    for root, _, names in os.walk(os.path.join(build, "engine")):
        found = [os.path.join(root, name) for name in sorted(names) if name.endswith(".gcno")]
        if not found:
            continue
        out = subprocess.run(["gcov", "--branch-probabilities", "--json-format", "--stdout", *found],
                             cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        for line in out.stdout.splitlines():
            if line.strip():
                yield json.loads(line)


def add_up(build):
    lines = collections.defaultdict(dict)     # file: line: how often
    branches = collections.defaultdict(dict)  # file: (line, n-th): how often
    for unit in counters(build):
        for file in unit["files"]:
            name = file["file"].removeprefix("./")
            # What runs only while the program is built is no part of it.
            if not name.startswith("engine/") or name.endswith((".def", "_gen.c", "image_arena.c")):
                continue
            for line in file["lines"]:
                number = line["line_number"]
                lines[name][number] = lines[name].get(number, 0) + line["count"]
                for nth, branch in enumerate(line["branches"]):
                    key = (number, nth)
                    branches[name][key] = branches[name].get(key, 0) + branch["count"]
    return lines, branches


def share(counts):
    hit = sum(1 for count in counts if count)
    return hit, len(counts), 100.0 * hit / len(counts) if counts else 100.0


def table(lines, branches):
    folders = collections.defaultdict(lambda: ([], []))
    for name in lines:
        folder = os.path.dirname(name)
        for key in (folder, "total"):
            folders[key][0].extend(lines[name].values())
            folders[key][1].extend(branches[name].values())
    print("%-16s %22s %24s" % ("", "lines", "branches"))
    for folder in sorted(folders, key=lambda name: (name == "total", name)):
        print("%-16s %6d of %6d %5.1f %% %6d of %6d %5.1f %%" %
              (folder, *share(folders[folder][0]), *share(folders[folder][1])))
    return share(folders["total"][0])[2]


def missed(lines):
    for name in sorted(lines, key=lambda name: -sum(not n for n in lines[name].values())):
        numbers = sorted(number for number, count in lines[name].items() if not count)
        if numbers:
            print("%s: %3d: %s" % (name, len(numbers), re.sub(r"[\[\] ]", "", str(numbers))))


def main():
    build = os.path.abspath(sys.argv[-1])
    if "--only-count" not in sys.argv:
        run_suites(build)
    lines, branches = add_up(build)
    if "--missed" in sys.argv:
        missed(lines)
    total = table(lines, branches)
    if total < LEAST:
        print("coverage: %.1f %% of the lines, %d wanted" % (total, LEAST))
    return 0 if total >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
