#!/usr/bin/env python3
"""Worst cases cost little more than ordinary text: counts what the program does with 500 KB of each.

usage: limits.py [--all] [PROGRAM]    (build/release/clauselint; --all also lists what was counted)

What is counted are the instructions of the program itself, which hardly differ from run to run,
however busy the machine is; where they cannot be counted, seconds of processor time are, less
strictly. A text may cost WORST times as much as ordinary text of the same size. Where ordinary text
has become faster than that allows, REACHED instructions a byte count, or the number that stands
beside the text: such a number is no aim, it only keeps what has been reached; lower it when you can.
And a text may take MEMORY bytes for a byte of it, or the number beside it; ordinary text of LONG
bytes may take ORDINARY_MEMORY for each, and CONTRACTS of 10 KB one after the other FOLDER_DATA in all. Text twice as long may
cost at most GROWTH times as much.
"""
import ctypes
import glob
import os
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile

# A process that starts by vfork takes over as its own the most that this program has ever held.
subprocess._USE_VFORK = False
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZE, WORST, REACHED, GROWTH = 500_000, 2, 2500, 2.3
MEMORY, MEMORY_BASE = 40, 12 << 20
ORDINARY_MEMORY, LONG = 6.8, 4_000_000
CONTRACTS, FOLDER_DATA = 1000, 8 << 20
COUNT, GLOBS, GLOB_COST = 1000, 20_000, 150
SLACK = 3  # for processor time
FORMATS = ("markdown", "html", "sarif")

# What fills a text, and instructions and bytes of memory a byte when those are allowed to be more.
PIECES = {
    "spaces": (" ",), "brackets": ("（",), "blanks": ("_",), "headings": ("第一条",),
    "digits": ("8",), "letters": ("X",), "newlines": ("\n",), "cells": ("|",), "quotes": ("“",),
    "combining": ("a\u0301\u0302",), "zero-width": ("\u200b",), "pinyin": ("务(wù)",),
    "labels": ("甲方：\n",), "parties": ("甲方",), "nested": ("（" * 50 + "）" * 50,),
    "decimals": ("1.1.1.",), "books": ("《",), "amounts": ("人民币100元",), "dates": ("2024年1月1日",),
    "empty-boxes": ("【】",), "numbers": ("1、\n",), "steps": ("1.\n",), "forms": ("- 付款\n",),
    "markdown-headings": ("# 付款\n",), "metric-names": ("响应时间\n",), "variables": ("${a}",),
    "mail": ("a@b.cn ",), "equal-clauses": ("第一条 付款\n甲方应当付款。\n",), "controls": ("\x01甲",),
    "straight-quotes": ('"', 4800, 45), "percents": ("5%",), "metric": ("可用性",),
}


def many(line, size):
    """Lines that differ, up to size bytes."""
    lines, length, i = [], 0, 0
    while length < size:
        lines.append((line % {"i": i + 1, "x": chr(0x4E00 + i * 7919 % 20000)}).encode())
        length += len(lines[-1])
        i += 1
    return b"".join(lines)


LINES = {
    "many-clauses": "第%(i)d条 %(x)s\n", "many-parties": "甲方%(i)d：%(x)s公司\n",
    "many-definitions": "“%(x)s%(i)d”是指服务。\n", "many-annexes": "附件%(i)d：%(x)s清单\n",
    "many-references": "按照第%(i)d条约定，", "large-numbers": "8765%(i)d. 付款\n",
    "spaced-words": " " * 4000 + "乙方有权%(x)s暂停。",
}


def bait(size):
    """For every rule, the words of its patterns in their order, as one sentence without end."""
    rules = []
    for path in sorted(glob.glob(os.path.join(ROOT, "rules/*/*.yml"))):
        with open(path, encoding="utf-8") as file:
            rules += re.split("(?m)^- id: ", file.read())[1:]
    share = size // len(rules)
    for rule in rules:
        detect = re.split("(?m)^  examples:", rule)[0].partition("\n  detect:")[2]
        words = "".join(dict.fromkeys(re.findall("[\u4e00-\u9fff]+", detect))).encode() or b"_"
        yield words * (share // len(words) + 1) + "。\n".encode()


def ordinary(size):
    """At least size bytes of the contracts of corpora/."""
    text = b""
    for path in sorted(glob.glob(os.path.join(ROOT, "corpora/*/*.txt"))):
        with open(path, "rb") as file:
            data = file.read().removeprefix(b"\xef\xbb\xbf")
        try:
            data.decode()
        except UnicodeDecodeError:
            continue
        text += b"" if b"\0" in data else data
    return text * (size // len(text) + 1)


CLEAN = "甲方应于每月5日前向乙方支付人民币100元。\n"


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def folders_with_ignore_files(folder, count):
    for i in range(count):
        at = os.path.join(folder, "%06d" % i)
        os.mkdir(at)
        write(os.path.join(at, "a.txt"), CLEAN)
        write(os.path.join(at, ".gitignore"), "b.txt\n")


def renamed_contracts(folder, count):
    """Contracts, and a baseline that knows them by other names."""
    lines = []
    for i in range(count):
        write(os.path.join(folder, "new%06d.txt" % i), "第一条 付款\n第%d期甲方应付____元。\n" % i)
        for k in range(20):
            lines.append('{"file": "old%06d.txt", "rule": "BLK001", "clause": "付款", "text": "甲", '
                         '"fp": "c1:%032x", "ctx": "c1:%032x"}\n' % (i, i * 7919 + k, k))
    write(os.path.join(folder, ".clauselint-baseline.jsonl"), "".join(sorted(lines)))


def whole_characters(data):
    return data.decode("utf-8", "ignore").encode()


def texts():
    for name, (piece, *limits) in PIECES.items():
        piece = piece.encode()
        yield name, piece * (SIZE // len(piece)), limits
    for name, line in LINES.items():
        yield name, many(line, SIZE), []
    yield "bait", b"".join(bait(SIZE)), []
    yield "invalid", "甲方应当付款。".encode() * (SIZE // 42) + b"\xff\xc0" * (SIZE // 4), []
    for name in ("gb18030", "utf-16"):
        yield name, ("第一条" * (SIZE // 9)).encode(name), []


class Counter:
    """Instructions in user mode of this program and, once they have ended, those it started."""

    def __init__(self):
        # struct perf_event_attr: hardware, instructions; inherit, exclude_kernel, exclude_hv.
        flags = 1 << 1 | 1 << 5 | 1 << 6
        attributes = struct.pack("IIQQQQQ", 0, 112, 1, 0, 0, 0, flags).ljust(112, b"\0")
        call = {"x86_64": 298, "aarch64": 241}.get(os.uname().machine)
        libc = ctypes.CDLL(None, use_errno=True)
        self.fd = libc.syscall(call, attributes, 0, -1, -1, 0) if call else -1

    def now(self):
        """None when there is nothing to count with."""
        return struct.unpack("Q", os.read(self.fd, 8))[0] if self.fd >= 0 else None


class Limits:
    def __init__(self, program, folder, show):
        self.program, self.folder, self.show = program, folder, show
        self.counter = Counter()
        self.passed = self.failed = 0

    def check(self, good, said):
        if good:
            self.passed += 1
        else:
            self.failed += 1
        if not good or self.show:
            print(said)

    def run(self, data, options=()):
        """What a byte of data costs: instructions (or seconds) and memory; None on a failure."""
        path = os.path.join(self.folder, "contract.txt")
        with open(path, "wb") as file:
            file.write(data)
        command = [self.program, "-q", "--isolated", *(options or ("--format", "json")), path]
        with open(os.devnull, "wb") as null:
            before = self.counter.now()
            child = subprocess.Popen(command, stdout=null, stderr=null)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1, 2):
            return None
        cost = usage.ru_utime if before is None else self.counter.now() - before
        return cost / len(data), (usage.ru_maxrss * 1024 - MEMORY_BASE) / len(data)

    def ordinary_memory(self):
        cost = self.run(whole_characters(ordinary(LONG)[:LONG]))
        self.check(cost and cost[1] <= ORDINARY_MEMORY,
                   "%-24s %8.1f bytes of memory a byte" % ("ordinary text", cost[1] if cost else 0))

    def folder_memory(self, text):
        """What has been checked and written is forgotten."""
        folder = os.path.join(self.folder, "contracts")
        os.mkdir(folder)
        for i in range(CONTRACTS):
            with open(os.path.join(folder, "%d.txt" % i), "wb") as file:
                file.write(whole_characters(text[i % 100 * 1000:][:10_000]))
        command = [self.program, "-q", "--isolated", "-j1", "--format", "json", folder]
        with open(os.devnull, "wb") as null:
            limited = lambda: resource.setrlimit(resource.RLIMIT_DATA, (FOLDER_DATA, FOLDER_DATA))
            code = subprocess.call(command, stdout=null, stderr=null, preexec_fn=limited)
        self.check(code == 1, "%d contracts within %d bytes: status %d" %
                   (CONTRACTS, FOLDER_DATA, code))

    def worst_case(self, name, data, base, limits=(), options=()):
        cost = self.run(data, options)
        if cost is None:
            self.check(False, "%s: no report" % name)
            return
        counted = self.counter.fd >= 0
        allowed = WORST * base if counted else SLACK * WORST * base
        if counted:
            allowed = max(allowed, limits[0] if limits else REACHED)
        self.check(cost[0] <= allowed, "%-24s %8.1f times ordinary text (%.0f a byte)" %
                   (name, cost[0] / base, cost[0]))
        memory = max(MEMORY, limits[1]) if len(limits) > 1 else MEMORY
        self.check(cost[1] <= memory, "%-24s %8.1f bytes of memory a byte" % (name, cost[1]))

    def folder_growth(self, name, fill, options):
        """Twice as many files, or folders, take twice as much. fill writes count of them into a folder."""
        costs = []
        for count in (COUNT, 2 * COUNT):
            folder = os.path.join(self.folder, "%s-%d" % (name, count))
            os.mkdir(folder)
            fill(folder, count)
            before = self.counter.now()
            code = subprocess.call([self.program, "-q", "-j1", *options, "."], cwd=folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if before is not None:
                costs.append(self.counter.now() - before)
            self.check(code in (0, 1), "%s: status %d" % (name, code))
            shutil.rmtree(folder)
        if costs:
            grown = costs[1] / costs[0]
            self.check(grown <= GROWTH, "%-24s twice as many: %.2f times the cost" % (name, grown))

    def ignored_files(self):
        """A long list of globs costs little for each file."""
        folder = os.path.join(self.folder, "ignored")
        os.mkdir(folder)
        globs = b"".join(b"*%x\n" % i for i in range(GLOBS))
        with open(os.path.join(folder, ".clauselintignore"), "wb") as file:
            file.write(globs)
        for i in range(COUNT):
            write(os.path.join(folder, "contract-%d.txt" % i), CLEAN)
        before = self.counter.now()
        code = subprocess.call([self.program, "--list-files", folder], stdout=subprocess.DEVNULL)
        cost = 0 if before is None else (self.counter.now() - before) / (GLOBS * COUNT)
        self.check(code == 0 and cost <= GLOB_COST,
                   "%d globs: %.0f instructions for each and a file" % (GLOBS, cost))

    def growth(self, name, data):
        half, whole = self.run(data[:len(data) // 12 * 6]), self.run(data)
        if self.counter.fd >= 0 and half and whole:
            grown = 2 * whole[0] / half[0]
            self.check(grown <= GROWTH, "%-24s twice as long: %.2f times the cost" % (name, grown))


def run_all(limits):
    text = ordinary(SIZE)
    base = limits.run(whole_characters(text[:SIZE]))
    if base is None:
        sys.exit("limits: no report on ordinary text")
    limits.ordinary_memory()
    limits.folder_memory(text)
    for name, data, allowed in texts():
        limits.worst_case(name, data, base[0], allowed)
    for format_ in FORMATS:
        options = ("--format", format_)
        usual = limits.run(whole_characters(text[:SIZE]), options)
        for name in ("brackets", "headings", "numbers"):
            piece, *allowed = PIECES[name]
            data = piece.encode() * (SIZE // len(piece.encode()))
            # A report that shows every clause costs as much again.
            allowed = [2 * limit for limit in allowed]
            limits.worst_case("%s as %s" % (name, format_), data, usual[0], allowed, options)
    limits.ignored_files()
    limits.folder_growth("folders", folders_with_ignore_files, ("--list-files",))
    limits.folder_growth("renamed", renamed_contracts, ("--format", "json", "--fail-on=never"))
    for name in ("brackets", "headings", "labels", "numbers", "forms", "metric-names"):
        piece = PIECES[name][0].encode() * 12
        limits.growth(name, piece * (SIZE // len(piece)))


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = os.path.abspath(arguments[0]) if arguments else os.path.join(ROOT, "build/release/clauselint")
    if not os.access(program, os.X_OK):
        sys.exit("limits: no program at %s; run make first" % program)
    with tempfile.TemporaryDirectory() as folder:
        limits = Limits(program, folder, "--all" in sys.argv)
        run_all(limits)
    print("limits: %d passed, %d failed" % (limits.passed, limits.failed))
    return 1 if limits.failed else 0


sys.exit(main())
