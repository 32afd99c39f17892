#!/usr/bin/env python3
"""Runs the program over the texts of texts.py and prints what it took. See run.sh."""
import glob
import os
import statistics
import sys
import time

PROGRAM, TEXTS = sys.argv[1:]
OPTIONS = ["-q", "--format=json", "--fail-on=never"]


def run(files):
    """Seconds, and bytes of memory at the highest, of one run."""
    start = time.perf_counter()
    child = os.posix_spawn(PROGRAM, [PROGRAM] + OPTIONS + files, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit("%s failed on %s" % (PROGRAM, files[0]))
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def show(what, files, times):
    size = sum(os.path.getsize(file) for file in files)
    runs = [run(files) for _ in range(times)]
    seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
    print("%-26s %7.1f MB/s %8.2f s %8.1f MB of memory, %5.1f times the input"
          % (what, size / 1e6 / seconds, seconds, memory / 1e6, memory / size))


def main():
    many = sorted(glob.glob(os.path.join(TEXTS, "many", "*.txt")))
    big, one, pages = (os.path.join(TEXTS, name + ".txt") for name in ("big", "one", "pages"))
    show("%d files of 5 to 20 KB" % len(many), many, 3)
    show("one file of 50 MB", [big], 1)
    show("1 MB of clause numbers", [pages], 1)
    times = [run([one])[0] for _ in range(50)]
    print("%-26s %7.1f ms from start to exit, median of 50"
          % ("one file of 10 KB", statistics.median(times) * 1000))


main()
