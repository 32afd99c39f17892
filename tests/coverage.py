#!/usr/bin/env python3
"""Which rules the sample contracts exercise.

usage: coverage.py [PROGRAM]     (default: build/release/clauselint)

Lists the rules that fire on no contract of corpora/, and those that fire on a clean one although
they are of severity high or medium. Status 1 when there are any.
"""
import collections
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CORPORA = os.path.join(ROOT, "corpora")


def output(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def rules(program):
    """The ids of all rules: the first word of each line."""
    return [line.split()[0] for line in output(program, "rules", "list").splitlines() if line]


def findings(program, path):
    report = output(program, "--format", "json", "--fail-on", "never", os.path.join(CORPORA, path))
    return json.loads(report)["files"][0]["findings"]


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/clauselint")
    with open(os.path.join(CORPORA, "manifest.json"), encoding="utf-8") as file:
        entries = json.load(file)["files"]
    fired, noisy = set(), collections.defaultdict(list)
    for entry in entries:
        for finding in findings(program, entry["path"]):
            fired.add(finding["rule"])
            if entry["kind"] == "clean" and finding["severity"] in ("high", "medium"):
                noisy[finding["rule"]].append(entry["path"])
    silent = [rule for rule in rules(program) if rule not in fired]
    for rule in silent:
        print("%s fires on no sample contract" % rule)
    for rule, paths in sorted(noisy.items()):
        print("%s fires on clean contracts: %s" % (rule, ", ".join(sorted(set(paths)))))
    print("coverage: %d rules fire, %d never" % (len(fired), len(silent)))
    return 1 if silent or noisy else 0


sys.exit(main())
