#!/usr/bin/env python3
"""Counts the instructions that fixed inputs take, as a whole and by stage, under valgrind's callgrind.

usage: instructions.py CLAUSELINT            compare with tests/bench/instructions.txt; +10 % fails
       instructions.py CLAUSELINT --update   write that file anew

Unlike time, the count is the same in every run and hardly differs between machines, so it shows what
a change costs. It is that of the release build of gcc on Debian 12; ten per cent are more than its
patch levels differ by. Who makes something faster updates the file, so that it stays so; who makes it
slower on purpose updates it, too, and says why in the commit. The file's first line says for which
processor it is: on others the count is shown and compared with nothing.
"""
import glob
import os
import platform
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COUNTS = os.path.join(ROOT, "tests", "bench", "instructions.txt")
MARGIN = 1.10
OPTIONS = ["-q", "--fail-on=never", "--format=json"]
SMALL = ["corpora/clean/cs-a.txt"]
ALL = sorted(glob.glob("corpora/clean/*.txt", root_dir=ROOT) +
             glob.glob("corpora/faulty/*.txt", root_dir=ROOT))
# A name for what is counted, and the function that does it; they are called from other files, so
# the compiler keeps them apart.
STAGES = {
    "read": "source_read",
    "normalise": "normalise",
    "segment": "segment",
    "survey": "survey",
    "detect": "detect_with",
    "fingerprints": "fingerprints",
    "build": "build_report",
    "render": "json_report_add",
}


def count(program, files):
    """Instructions by function, what it calls included; PROGRAM TOTALS for all."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        # Without AVX2 the C library takes the same way on every processor.
        environment = dict(os.environ, LC_ALL="C.UTF-8", GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2")
        subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, program,
                        *OPTIONS, *files], check=True, cwd=ROOT, env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        said = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out],
                              check=True, stdout=subprocess.PIPE).stdout.decode(errors="replace")
    counts = {}
    for line in said.split("\n"):
        row = re.match(r"\s*([\d,]+) \(\s*[\d.]+%\)\s+(?:PROGRAM TOTALS|\S*?:([\w.]+) \[)", line)
        if row:
            counts.setdefault(row[2] or "PROGRAM TOTALS", int(row[1].replace(",", "")))
    return counts


def measure(program):
    whole = count(program, ALL)
    counts = {"one": count(program, SMALL)["PROGRAM TOTALS"], "all": whole["PROGRAM TOTALS"]}
    counts.update({name: whole[function] for name, function in STAGES.items()})
    return counts


def read():
    with open(COUNTS, encoding="utf-8") as file:
        processor, *rows = file.read().split("\n")
    return processor, {row.split()[0]: int(row.split()[1]) for row in rows if row.strip()}


def write(counts):
    with open(COUNTS, "w", encoding="utf-8") as file:
        file.write(platform.machine() + "\n")
        for name, value in counts.items():
            file.write("%-14s %14d\n" % (name, value))


def main():
    program = os.path.abspath(sys.argv[1])
    counts = measure(program)
    if "--update" in sys.argv:
        write(counts)
        return
    processor, before = read()
    compared = processor == platform.machine()
    failed = 0
    for name, value in counts.items():
        ratio = value / before[name]
        bad = compared and ratio > MARGIN
        failed += bad
        note = "more than 10 % above what is kept in instructions.txt" if bad else ""
        if compared and ratio < 2 - MARGIN:
            note = "less than before: run instructions.py with --update to keep it so"
        print("%-14s %14d instructions, %6.3f times %s" % (name, value, ratio, note))
    print("instructions: %d passed, %d failed" % (len(counts) - failed, failed))
    sys.exit(failed > 0)


main()
