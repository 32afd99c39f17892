#!/usr/bin/env python3
"""Runs the program over corpora/ and compares what it finds with corpora/manifest.json.

usage: corpora.py [--self] [PROGRAM]     (default: build/release/clauselint)

Every file must be taken for a contract of its type. A clean contract must give no finding of
severity high or medium. In a faulty one every expected
place must be overlapped by a finding of its category, and no more findings than at_most may lie
elsewhere. A file that has the words of another (same_as: the other script, another encoding, noise
between the characters) must give the same number of findings of each rule of these categories.
--self only checks that the manifest and the files agree.
"""
import collections
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CORPORA = os.path.join(ROOT, "corpora")
ENFORCED = ("blank", "sla", "renewal", "suspension", "termination", "unilateral", "liability", "dispute")
CODECS = {"UTF-8": "utf-8", "UTF-8 BOM": "utf-8", "GB18030": "gb18030", "Big5": "big5hkscs",
          "UTF-16LE": "utf-16", "UTF-16BE": "utf-16"}
SECONDS = 20


def read_text(entry):
    """The file as UTF-8, with the byte order mark where the program counts it."""
    with open(os.path.join(CORPORA, entry["path"]), "rb") as file:
        return file.read().decode(CODECS[entry["encoding"]]).encode()


def place(text, item):
    """The byte range of a quote, or None when it does not stand in the text as often as it says."""
    quote, start = item["quote"].encode(), -1
    for _ in range(item.get("nth", 1)):
        start = text.find(quote, start + 1)
        if start < 0:
            return None
    return start, start + len(quote)


def overlap(finding, where):
    start, end = finding["span"]["start_byte"], finding["span"]["end_byte"]
    return start < where[1] and where[0] < end or (start == end and where[0] <= start < where[1])


def self_check(entries):
    listed = {entry["path"] for entry in entries}
    for folder, _, names in os.walk(CORPORA):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), CORPORA)
            if path.endswith(".txt") and path not in listed:
                yield path, "is not in the manifest"
    for entry in entries:
        text = read_text(entry)
        if entry["kind"] == "clean" and entry.get("expect"):
            yield entry["path"], "is clean and yet expects something"
        for item in entry.get("expect", []) + entry.get("optional", []):
            if not place(text, item):
                yield entry["path"], "does not contain “%s”" % item["quote"]
            elif "nth" not in item and text.count(item["quote"].encode()) > 1:
                yield entry["path"], "has “%s” more than once: say which" % item["quote"]


def run(program, path):
    """Type and findings of one file, or a message that says why there are none."""
    command = [program, "--format", "json", "--fail-on", "never", os.path.join(CORPORA, path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None, None, "took more than %d s" % SECONDS
    if done.returncode != 0:
        message = done.stderr.decode("utf-8", "replace").strip()
        return None, None, "exit status %d: %s" % (done.returncode, message[:200])
    files = json.loads(done.stdout)["files"]
    if len(files) != 1:
        return None, None, "%d files in the report" % len(files)
    return files[0]["type"], files[0]["findings"], None


def words(text, finding):
    start, end = finding["span"]["start_byte"], finding["span"]["end_byte"]
    until = min(max(end, start + 60), start + 150)
    around = text[max(0, start - 30):until].decode("utf-8", "ignore")
    names = (finding["rule"], finding["category"], finding["severity"])
    return "%s %s %s “%s”" % (*names, " ".join(around.split()))


def judge_clean(text, findings):
    for finding in findings:
        if finding["severity"] in ("high", "medium"):
            yield "is clean, but: " + words(text, finding)


def judge_faulty(entry, text, findings):
    expected = [(item["category"], place(text, item), item) for item in entry["expect"]]
    known = expected + [(i["category"], place(text, i), i) for i in entry.get("optional", [])]
    for category, where, item in expected:
        if not any(f["category"] == category and overlap(f, where) for f in findings):
            yield "missing: %s %s “%s”" % (item.get("rule", "???"), category, item["quote"])
    for category in ENFORCED:
        places = [where for known_category, where, _ in known if known_category == category]
        extra = [f for f in findings if f["category"] == category and
                 not any(overlap(f, where) for where in places)]
        if len(extra) > entry["at_most"].get(category, 0):
            for finding in extra:
                yield "noisy: " + words(text, finding)


def judge_type(entry, kind):
    if kind != entry["type"]:
        yield "is taken for %s, not %s" % (kind or "no contract", entry["type"])


def rules_of(findings):
    return collections.Counter(f["rule"] for f in findings if f["category"] in ENFORCED)


def judge_twin(entry, found):
    """The same words in other clothes say the same, so the same rules fire."""
    if entry.get("same_as") not in found:
        return
    ours, theirs = rules_of(found[entry["path"]]), rules_of(found[entry["same_as"]])
    for rule in sorted(set(ours) | set(theirs)):
        if ours[rule] != theirs[rule]:
            yield "%s fires %d times, not %d as in %s" % (rule, ours[rule], theirs[rule],
                                                          entry["same_as"])


def check(program, entries):
    found = {}
    for entry in sorted(entries, key=lambda entry: ("same_as" in entry, entry["path"])):
        text = read_text(entry)
        kind, findings, error = run(program, entry["path"])
        if error:
            yield entry["path"], [error]
            continue
        found[entry["path"]] = findings
        clean = entry["kind"] == "clean"
        failures = judge_clean(text, findings) if clean else judge_faulty(entry, text, findings)
        failures = [*judge_type(entry, kind), *failures]
        yield entry["path"], [*failures, *judge_twin(entry, found)]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--self"]
    program = arguments[0] if arguments else os.path.join(ROOT, "build/release/clauselint")
    with open(os.path.join(CORPORA, "manifest.json"), encoding="utf-8") as file:
        entries = json.load(file)["files"]
    wrong = list(self_check(entries))
    for path, message in wrong:
        print("%s: %s" % (path, message))
    if "--self" in sys.argv[1:] or wrong:
        print("corpora: manifest of %d files, %d mistakes" % (len(entries), len(wrong)))
        return 1 if wrong else 0
    if not os.access(program, os.X_OK):
        sys.exit("corpora: no program at %s; run make first" % program)
    results = list(check(program, entries))
    for path, failures in results:
        for failure in failures:
            print("%s: %s" % (path, failure))
    failed = sum(1 for _, failures in results if failures)
    print("corpora: %d passed, %d failed" % (len(results) - failed, failed))
    return 1 if failed else 0


sys.exit(main())
