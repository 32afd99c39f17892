#!/usr/bin/env python3
"""Feeds the program bad input of every kind; the inputs are made on the spot, always the same.

usage: hostile.py [--seconds=N] [--megabytes=N] [--only=WORD] [PROGRAM]
       (20 s an input, large inputs of 10 MB, build/release/clauselint; sanitizers want 1 MB)

Input that cannot be read is refused: exit status 2 and a message that names it. Anything else gets
a report: status 0 or 1 and valid JSON of bounded size (a file of nothing but space may be refused).
Never a signal, never silence, never longer than the time given, and for large inputs never more than
WORST times the processor time of ordinary contracts of the same size.
"""
import glob
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MEGA = 1 << 20
WORST = 3
FORMATS = ("markdown", "text", "gcc", "github", "sarif", "gitlab", "junit", "html")
SENTENCE = "第一条 乙方应当在收到通知后五日内答复甲方，逾期的按日支付违约金。"

GOOD_RULE = """- id: TST001
  name: test-rule
  category: blank
  severity: low
  confidence: high
  harms: both
  message: {zh-Hans: 测试, en: test}
  why: {zh-Hans: 测试, en: test}
  suggest: {zh-Hans: 测试, en: test}
  detect:
    within: sentence
    any: ['测试']
  examples:
    match: ["⟦测试⟧一下。"]
    no-match: ["一下。"]
"""
PACK = """clauselint: 1
pack: test
version: 0.1.0
title: {zh-Hans: 测试, en: test}
files: [rules.yml]
"""

# Name, what is written (None: nothing), words of which the message must say one besides the name.
REFUSED = [
    ("missing.txt", None, ("No such file", "not found", "不存在")),
    ("empty.txt", b"", ("empty",)),
    ("binary.txt", bytes(range(256)) * 64, ()),
    ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(4096), ()),
    ("nul.txt", "甲方应当\0付款。".encode() * 100, ("NUL",)),
    ("invalid-utf8.txt", "第一条 甲方。".encode() * 50 + b"\xff\xfe\xfd\xc0\x80" * 20, ()),
    ("surrogate-utf8.txt", "第一条 甲方。".encode() * 50 + b"\xed\xa0\x80\xed\xb0\x80", ()),
    ("cut-utf16.txt", b"\xff\xfe" + SENTENCE.encode("utf-16-le")[:-1], ()),
    ("lone-surrogate.txt", b"\xfe\xff" + SENTENCE.encode("utf-16-be") + b"\xd8\x00\x00\x41", ()),
    ("bom-alone.txt", b"\xef\xbb\xbf", ("empty",)),
]

# Packs with one mistake each: name, pack.yml, rules.yml. The message says where: file:line:column.
BROKEN_PACKS = [
    ("unknown-key", PACK, GOOD_RULE.replace("severity", "sverity")),
    ("bad-pattern", PACK, GOOD_RULE.replace("any: ['测试']", "any: ['测试(']")),
    ("empty-pattern", PACK, GOOD_RULE.replace("any: ['测试']", "any: ['']")),
    ("bad-severity", PACK, GOOD_RULE.replace("low", "terrible")),
    ("duplicate-id", PACK, GOOD_RULE + GOOD_RULE),
    ("duplicate-key", PACK, GOOD_RULE.replace("  severity", "  severity: high\n  severity")),
    ("alias", PACK, GOOD_RULE.replace("id: TST001", "id: &a TST001").replace("test-rule", "*a")),
    ("not-yaml", PACK, "- id: [TST001\n  name: }{\n"),
    ("deep-yaml", PACK, "- id: " + "[" * 100000 + "\n"),
    ("traditional-pattern", PACK, GOOD_RULE.replace("any: ['测试']", "any: ['測試']")),
    ("no-such-file", PACK.replace("rules.yml", "absent.yml"), GOOD_RULE),
    ("wrong-version", PACK.replace("clauselint: 1", "clauselint: 99"), GOOD_RULE),
    ("binary-pack", "\0\1\2\3", GOOD_RULE),
]


# What fills a large input, again and again: each has hung some checker of texts.
PIECES = {
    "low-lines": "_", "brackets": "（", "closing": "）", "marks": "【】", "braces": "{{",
    "dollars": "${", "quotes": "“", "links": "[", "quoted-lines": ">", "hashes": "#",
    "tildes": "~~~\n", "cells": "|", "asterisks": "*", "backticks": "`", "boxes": "□",
    "colons": "：", "labels": "甲方：\n", "letters": "X",
    "headings": "第一条", "items": "（一）", "circled": "①", "numerals": "一", "digits": "8",
    "numbers": "1.", "decimals": "1.1.1", "dots": ".", "full-stops": "。", "money": "元",
    "years": "年月日", "one-word": "暂停", "renewals": "自动续约", "traditional": "龜",
    "pinyin": "务(wù)", "combining": "a\u0301\u0302", "emoji": "\U0001f4a3", "zero-width": "\u200b",
    "spaces": " ", "ideographic-spaces": "\u3000", "tabs": "\t", "newlines": "\n", "returns": "\r",
}


def nested(depth):
    """A contract whose clauses nest as deep as asked, in every way of writing them."""
    yield "brackets", "（" * depth + "一" + "）" * depth + SENTENCE
    yield "unclosed", ("（【《“" * depth) + SENTENCE
    yield "decimal", "\n".join(".".join(["1"] * n) + " " + SENTENCE for n in range(1, depth + 1))
    yield "markdown", "\n".join("  " * n + "- " + SENTENCE for n in range(depth))
    yield "quotes", "\n".join(">" * n + " " + SENTENCE for n in range(1, depth + 1))
    yield "emphasis", "*" * depth + "甲方" + "_" * depth + SENTENCE
    yield "links", "[" * depth + "甲方" + "](" * depth + SENTENCE
    yield "mixed", "".join("第%d章 一、（一）1.（1）①a）%s\n" % (n, SENTENCE) for n in range(1, depth + 1))


def bait():
    """For every rule, the words of its patterns again and again, in their order and mixed."""
    for path in sorted(glob.glob(os.path.join(ROOT, "rules/*/*.yml"))):
        with open(path, encoding="utf-8") as file:
            rules = re.split("(?m)^- id: ", file.read())[1:]
        for rule in rules:
            detect = re.split("(?m)^  examples:", rule)[0].partition("\n  detect:")[2]
            words = list(dict.fromkeys(re.findall("[\u4e00-\u9fff]+", detect))) or ["甲方"]
            mixed = [words[i * i * 7 % len(words)] for i in range(1000)]
            yield "".join(words * (2000 // len("".join(words)) + 1))
            yield "".join(mixed)


def checked(size):
    """Inputs that get a report: name and bytes; the large ones have size bytes."""
    def fill(piece):
        piece = piece.encode()
        return piece * (size // len(piece))

    for name, text in nested(300):
        yield "nested-300-%s.txt" % name, text.encode()
    yield "long-one-line.txt", fill(SENTENCE)
    yield "long-many-lines.txt", fill(SENTENCE + "\n")
    for name, piece in PIECES.items():
        yield "long-%s.txt" % name, fill(piece)
    blanks = ("第%d项 金额为____元。\n" % n for n in range(100000))
    yield "blanks-100000.txt", "".join(blanks).encode()
    yield "blanks-100000-one-line.txt", ("金额为____元，" * 100000).encode()
    yield "boxes-100000.txt", ("□甲□乙\n" * 50000).encode()
    for name, number in ("87654321", "87654321"), ("of-1000-digits", "9" * 1000):
        text = "第%s条 付款\n%s. 交付\n1.%s 期限\n" % (number, number, number)
        yield "number-%s.txt" % name, text.encode()
        yield "amount-%s.txt" % name, ("金额为人民币%s元（大写：玖仟元整）。" % number).encode()
    yield "words-of-1000-digits.txt", ("金额为人民币9元（大写：%s元整）。" % ("玖仟" * 500)).encode()
    yield "long-numbered-87654321.txt", fill("87654321. 付款\n")
    yield "markers-100000.txt", "".join("  " * (n % 60) + "- 付款\n" for n in range(100000)).encode()
    yield "long-spaces-before-keywords.txt", fill((" " * 4000).join(("甲方逾期", "乙方有权", "暂停。\n")))
    baits = list(bait())
    yield "bait-lines.txt", "\n".join(baits).encode()
    yield "bait-one-line.txt", "".join(piece[:1000] for piece in baits).encode()
    spaced = (" " * 4000).join(("甲方逾期", "乙方有权", "暂停", "服务。\n"))
    yield "spaces-before-keywords.txt", spaced.encode() * 20
    yield "almost-a-match.txt", ("乙方有权" * 20000 + "暂停" + "服" * 20000).encode()
    yield "almost-a-renewal.txt", ("期满前" * 20000 + "自动" * 20000).encode()
    yield "one-character.txt", "甲".encode()
    yield "only-bom-and-space.txt", b"\xef\xbb\xbf \n"
    yield "utf16-1mb.txt", b"\xff\xfe" + (SENTENCE * 10000).encode("utf-16-le")
    yield "line-separators.txt", (SENTENCE + "\u2028\u2029\u0085\x0b\x0c").encode() * 1000
    yield "bidi.txt", ("\u202e" + SENTENCE + "\u202c\u2066\u2069").encode() * 1000
    yield "bad-name-\udcff\n\x1b[31m.txt", SENTENCE.encode()
    yield "private-use.txt", ("\ue000\uf8ff\U000f0000" + SENTENCE).encode() * 1000


class Runner:
    def __init__(self, program, seconds, only, folder):
        self.program, self.seconds, self.only, self.folder = program, seconds, only, folder
        self.passed = self.failed = 0
        self.slowest = (0, "")
        self.cpu = 0       # of the last run, in seconds
        self.ordinary = 0  # of ordinary text of the size of large inputs; 0: not measured
        self.worst = (0, "")

    def wants(self, name):
        return self.only in name

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, arguments):
        start = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            command = [self.program, *arguments]
            done = subprocess.run(command, capture_output=True, timeout=self.seconds)
        except subprocess.TimeoutExpired:
            return None, time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return done, time.monotonic() - start

    def report(self, name, error, seconds):
        self.slowest = max(self.slowest, (seconds, name))
        if error:
            self.failed += 1
            print("%s: %s (%.1f s)" % (name, error, seconds))
        else:
            self.passed += 1

    def refused(self, name, arguments, named, says=()):
        done, seconds = self.run(arguments)
        self.report(name, self.refusal_error(done, named, says), seconds)

    def refusal_error(self, done, named, says):
        if done is None:
            return "no end within %d s" % self.seconds
        message = done.stderr.decode("utf-8", "replace")
        if done.returncode != 2:
            return "exit status %d, not 2: %s" % (done.returncode, message.strip()[:200])
        if named not in message:
            return "the message does not name it: %s" % (message.strip()[:200] or "(silence)")
        if says and not any(word.lower() in message.lower() for word in says):
            return "the message does not say %s: %s" % (" or ".join(says), message.strip()[:200])
        return ""

    def checked(self, name, options=()):
        size = os.path.getsize(self.path(name))
        done, seconds = self.run([*options, "--format", "json", self.path(name)])
        with open(self.path(name), "rb") as file:
            nothing_to_read = not file.read().strip(b"\xef\xbb\xbf\xe3\x80\xe2\x8b \t\r\n")
        error = self.result_error(done, size, nothing_to_read)
        self.report(name, error or self.cost_error(name), seconds)

    def cost_error(self, name):
        if not self.ordinary or not name.startswith("long-"):
            return ""
        self.worst = max(self.worst, (self.cpu / self.ordinary, name))
        if self.cpu > WORST * self.ordinary + 1:
            return "%.1f s of processor time; ordinary text takes %.1f s" % (self.cpu, self.ordinary)
        return ""

    def measure_ordinary(self, size):
        text = b""
        for path in sorted(glob.glob(os.path.join(ROOT, "corpora/*/*.txt"))):
            with open(path, "rb") as file:
                text += file.read().removeprefix(b"\xef\xbb\xbf") if b"utf16" not in path.encode() else b""
        text = text.decode("utf-8", "ignore").replace("\0", "").encode()
        with open(self.path("ordinary.txt"), "wb") as file:
            file.write((text * (size // len(text) + 1))[:size].decode("utf-8", "ignore").encode())
        done, _ = self.run(["--format", "json", self.path("ordinary.txt")])
        if done and done.returncode in (0, 1):
            self.ordinary = self.cpu

    def formats(self, name):
        """A report in every other format, in the time given."""
        for format_ in FORMATS:
            done, seconds = self.run(["-q", "--format", format_, self.path(name)])
            error = "no end within %d s" % self.seconds if done is None else ""
            if done is not None and (done.returncode not in (0, 1, 2) or b"Sanitizer" in done.stderr):
                error = "exit status %d" % done.returncode
            self.report("%s as %s" % (name, format_), error, seconds)

    def result_error(self, done, size, nothing_to_read):
        if done is None:
            return "no end within %d s" % self.seconds
        message = done.stderr.decode("utf-8", "replace").strip()[:200]
        if done.returncode not in (0, 1, 2) or "Sanitizer" in message:
            return "exit status %d: %s" % (done.returncode, message)
        if done.returncode == 2 and not message:
            return "exit status 2 in silence"
        if done.returncode == 2 and nothing_to_read:
            return ""
        if len(done.stdout) > 200 * MEGA + 100 * size:
            return "a report of %d MB for %d KB" % (len(done.stdout) // MEGA, size // 1024)
        try:
            report = json.loads(done.stdout)
        except ValueError as error:
            return "the report is no JSON: %s" % error
        # A rule that hit its match limit makes the run incomplete, and the report must then say so.
        if done.returncode == 2 and not (report["incomplete"] or report["skipped"]):
            return "exit status 2, and the report does not say why: %s" % message
        return self.places_error(report, size)

    @staticmethod
    def places_error(report, size):
        for entry in report["files"]:
            limit = size if entry["encoding"] == "UTF-8" else 2 * size
            for finding in entry["findings"]:
                span = finding["span"]
                if not 0 <= span["start_byte"] <= span["end_byte"] <= limit:
                    return "%s lies outside the file" % finding["rule"]
        return ""


def run_refused(runner):
    for name, data, says in REFUSED:
        if not runner.wants(name):
            continue
        if data is not None:
            with open(runner.path(name), "wb") as file:
                file.write(data)
        runner.refused(name, ["--format", "json", runner.path(name)], name, says)
    if runner.wants("large.txt"):
        with open(runner.path("large.txt"), "wb") as file:
            file.truncate(65 * MEGA)
        runner.refused("large.txt", ["--format", "json", runner.path("large.txt")], "large.txt")
        os.remove(runner.path("large.txt"))
    if runner.wants("folder.txt"):
        os.mkdir(runner.path("folder.txt"))
        runner.refused("folder.txt", ["--format", "json", runner.path("folder.txt")], "folder.txt")


def write_pack(runner, name, pack, rules):
    folder = runner.path("pack-" + name)
    os.mkdir(folder)
    for file_name, text in (("pack.yml", pack), ("rules.yml", rules)):
        with open(os.path.join(folder, file_name), "w", encoding="utf-8") as file:
            file.write(text)
    return folder


def run_packs(runner):
    contract = runner.path("contract.txt")
    with open(contract, "w", encoding="utf-8") as file:
        file.write(SENTENCE)
    for name, pack, rules in BROKEN_PACKS:
        if runner.wants("pack-" + name):
            folder = write_pack(runner, name, pack, rules)
            says = () if name in ("no-such-file", "binary-pack") else (".yml:",)
            runner.refused("pack-" + name, ["--pack=" + folder, contract], "pack-" + name, says)
    if runner.wants("pack-absent"):
        folder = runner.path("pack-absent")
        runner.refused("pack-absent", ["--pack=" + folder, contract], "pack-absent")
    if runner.wants("pack-good"):
        folder = write_pack(runner, "good", PACK, GOOD_RULE)
        runner.checked("contract.txt", ["--pack=" + folder])


def run_full_disk(runner):
    """A report that could not be written is no success."""
    if not runner.wants("full-disk") or not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "wb") as full:
        done = subprocess.run([runner.program, runner.path("contract.txt")], stdout=full,
                              stderr=subprocess.PIPE, timeout=runner.seconds)
    said = done.returncode == 2 and done.stderr
    runner.report("full-disk", "" if said else "exit status %d" % done.returncode, 0)


def run_formats(runner, size):
    for piece in ("labels", "renewals", "marks", "one-word", "links"):
        name = "formats-%s.txt" % piece
        if runner.wants(name):
            with open(runner.path(name), "wb") as file:
                file.write(PIECES[piece].encode() * (size // 10 // len(PIECES[piece].encode())))
            runner.formats(name)


def run_checked(runner, size):
    if runner.wants("long-"):
        runner.measure_ordinary(size)
    for name, data in checked(size):
        if not runner.wants(name):
            continue
        with open(runner.path(name), "wb") as file:
            file.write(data)
        runner.checked(name)
        os.remove(runner.path(name))


def main():
    sys.stdout.reconfigure(errors="backslashreplace")
    options = dict(a[2:].split("=", 1) for a in sys.argv[1:] if a.startswith("--"))
    programs = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = programs[0] if programs else os.path.join(ROOT, "build/release/clauselint")
    if not os.access(program, os.X_OK):
        sys.exit("hostile: no program at %s; run make first" % program)
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(program, float(options.get("seconds", 20)), options.get("only", ""), folder)
        run_refused(runner)
        run_packs(runner)
        run_full_disk(runner)
        run_checked(runner, int(options.get("megabytes", 10)) * MEGA)
        run_formats(runner, int(options.get("megabytes", 10)) * MEGA)
    print("ordinary text %.1f s of processor time; worst %.1f times as much (%s)" %
          (runner.ordinary, runner.worst[0], runner.worst[1]))
    print("hostile: %d passed, %d failed; slowest %.1f s (%s)" %
          (runner.passed, runner.failed, runner.slowest[0], runner.slowest[1]))
    return 1 if runner.failed else 0


sys.exit(main())
