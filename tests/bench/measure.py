#!/usr/bin/env python3
"""Measures the program over the texts of texts.py, and other programs beside it. See run.sh.

usage: measure.py CLAUSELINT STAGES FOLDER

MB are 1,000,000 bytes of input. Times of the whole program are of the clock, from start to exit, the
best of several runs; those of stages are processor time. Trust ratios of one run more than numbers
of two.
"""
import glob
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

PROGRAM, STAGES, TEXTS = sys.argv[1:]
OPTIONS = ["-q", "-j1", "--format=json", "--fail-on=never"]
SIZES = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000]
RULES = 2000
PEER_FILES, PEER_SECONDS = 60, 60


def size_of(files):
    return sum(os.path.getsize(file) for file in files)


def run(command):
    """Seconds and bytes of memory at the highest of one run; 2 is the status of an unfinished rule."""
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                         (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if not os.WIFEXITED(status) or os.WEXITSTATUS(status) > 2:
        sys.exit("%s failed" % command[0])
    return time.perf_counter() - start, usage.ru_maxrss * 1024


def heading(text):
    print("\n%s\n%s" % (text, "-" * len(text)), flush=True)


def whole(what, files, times, *options):
    size = size_of(files)
    runs = [run([PROGRAM, *OPTIONS, *options, *files]) for _ in range(times)]
    seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
    print("%-26s %7.1f MB/s %8.2f s %8.1f MB of memory, %5.1f times the input"
          % (what, size / 1e6 / seconds, seconds, memory / 1e6, memory / size), flush=True)


def stages(files, *options):
    """bytes, seconds, seconds of detecting, most memory, rules"""
    said = subprocess.run([STAGES, "--one-line", *options, *files], check=True,
                          stdout=subprocess.PIPE).stdout
    return [float(word) for word in said.split()]


def show_whole(many, big, one, pages):
    heading("The whole program, one thread, JSON to nowhere")
    whole("%d files of 5 to 20 KB" % len(many), many, 3)
    whole("the same with two threads", many, 3, "-j2")
    whole("one file of 50 MB", [big], 1)
    whole("1 MB of clause numbers", [pages], 1)
    times = [run([PROGRAM] + OPTIONS + [one])[0] for _ in range(50)]
    nothing = [run([PROGRAM, "--version"])[0] for _ in range(50)]
    print("%-26s %7.1f ms from start to exit, median of 50 (%.1f ms for --version)"
          % ("one file of 10 KB", statistics.median(times) * 1000,
             statistics.median(nothing) * 1000), flush=True)


def show_stages(many, big):
    heading("Stages, %d files" % len(many))
    subprocess.run([STAGES, *many], check=True)
    heading("Stages, one file of 50 MB")
    subprocess.run([STAGES, big], check=True)


def pieces(big, size):
    """Files of about size bytes that together hold the first 2 MB of big; one file if size is more."""
    folder = os.path.join(TEXTS, "size-%d" % size)
    if not os.path.isdir(folder):
        os.makedirs(folder)
        with open(big, "rb") as file:
            for i in range(max(1, 2_000_000 // size)):
                data = file.read(size) + file.readline()
                with open(os.path.join(folder, "%04d.txt" % i), "wb") as piece:
                    piece.write(data)
    return sorted(glob.glob(os.path.join(folder, "*.txt")))


def show_sizes(big):
    heading("Cost by size of the file")
    for size in SIZES:
        files = pieces(big, size)
        count, seconds, _, memory, _ = stages(files)
        print("%8.2f MB a file %8.1f ns per byte %8.1f MB of memory at most, %5.1f times the input"
              % (count / len(files) / 1e6, seconds / count * 1e9, memory / 1e6,
                 memory / max(size_of([file]) for file in files)), flush=True)


def show_rules(many):
    heading("Cost by number of rules, %d files" % len(many))
    few = stages(many)
    pack = os.path.join(TEXTS, "pack")
    maker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "many_rules.py")
    subprocess.run([sys.executable, maker, pack, str(RULES - int(few[4]))], check=True)
    for row in (few, stages(many, "--pack=" + pack)):
        print("%6d rules %8.1f MB/s %8.0f ns per rule and KB, %.2f times the time"
              % (row[4], row[0] / 1e6 / row[1], row[2] * 1e9 / row[4] / (row[0] / 1e3),
                 row[1] / few[1]), flush=True)


def patterns():
    """What the rules look for, as other programs read it: without names, which may not repeat."""
    said = subprocess.run([STAGES, "--patterns"], check=True, stdout=subprocess.PIPE).stdout
    lines = [line for line in said.decode().split("\n") if line and "\\k<" not in line]
    return [re.sub(r"\(\?P?<[A-Za-z][A-Za-z0-9_-]*>", "(?:", line) for line in lines]


def timed(command, files):
    start = time.perf_counter()
    done = subprocess.run(command + files, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          timeout=PEER_SECONDS * 10)
    if done.returncode > 1:
        raise OSError(done.stderr.decode(errors="replace")[:200])
    return time.perf_counter() - start


def peer(name, command, files, seconds, runs=((),)):
    """One line for a peer; the command is run once for each of runs, as far as time allows. False
    when it could not be run like that."""
    if not shutil.which(command[0]):
        print("%-44s not installed" % name)
        return True
    try:
        taken = 0
        for i, more in enumerate(runs):
            taken += timed(command + list(more), files)
            if taken > PEER_SECONDS:
                break
        taken *= len(runs) / (i + 1)
        print("%-44s %7.2f MB/s, clauselint is %6.1f times as fast"
              % (name, size_of(files) / 1e6 / taken, taken / seconds), flush=True)
        return True
    except (OSError, subprocess.TimeoutExpired) as problem:
        print("%-44s gave up: %s" % (name, str(problem).split("\n")[0]))
        return False


def alternation(name, command, files, seconds, lines):
    """All patterns as one alternation, or as few as the peer can take."""
    for count in (1, 2, 4, 8, 16, 32):
        runs = [("-e", "|".join("(?:%s)" % line for line in lines[i::count])) for i in range(count)]
        if peer("%s, %d alternation%s" % (name, count, "s" if count > 1 else ""), command, files,
                seconds, runs):
            break


TEXTLINT_RULE = """// Generated by tests/bench: reports every place of a dictionary.
const words = %s;
module.exports = (context) => ({
	[context.Syntax.Str](node) {
		const text = context.getSource(node);
		for (const word of words)
			for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
				context.report(node, new context.RuleError(word, { index: at }));
	},
});
"""


def textlint_rule(lines):
    """A dictionary of as many words as there are patterns: the longest word of each."""
    words = {max(re.findall("[\u4e00-\u9fff]+", line) or [""], key=len) for line in lines}
    folder = os.path.join(TEXTS, "textlint")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "words.js"), "w", encoding="utf-8") as file:
        file.write(TEXTLINT_RULE % repr(sorted(word for word in words if len(word) > 1)))
    return folder


def show_peers(many):
    files, lines = many[:PEER_FILES], patterns()
    heading("Peers, %.1f MB in %d files, %d patterns" % (size_of(files) / 1e6, len(files), len(lines)))
    seconds = min(run([PROGRAM] + OPTIONS + files)[0] for _ in range(3))
    print("%-44s %7.2f MB/s" % ("clauselint, all it does", size_of(files) / 1e6 / seconds), flush=True)
    os.environ["LC_ALL"] = "C.UTF-8"
    one_by_one = [("-e", line) for line in lines]
    for name, command in (("rg -P", ["rg", "-P", "-j1", "-n"]), ("grep -P", ["grep", "-P", "-n"])):
        alternation(name, command, files, seconds, lines)
        peer(name + ", pattern after pattern", command, files, seconds, one_by_one)
    peer("textlint, a dictionary of their words",
         ["textlint", "--no-textlintrc", "--rulesdir", textlint_rule(lines), "--rule", "words"],
         files, seconds)


def main():
    many = sorted(glob.glob(os.path.join(TEXTS, "many", "*.txt")))
    big, one, pages = (os.path.join(TEXTS, name + ".txt") for name in ("big", "one", "pages"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    show_whole(many, big, one, pages)
    show_stages(many, big)
    show_sizes(big)
    show_rules(many[: len(many) // 4])
    show_peers(many)


main()
