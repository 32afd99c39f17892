#!/usr/bin/env python3
"""Lets every call of the program to the system fail, one after the other, and looks at how it ends.

usage: faults.py [--only=WORD] [PROGRAM]      (build/release/clauselint)

tests/faults.c, preloaded, fails the n-th of one kind of call. Then the program either does its whole work
(same output, same status), or ends with status 2 and says why on one line or a few; never by a signal,
never in silence, never with a report under its final name that is not whole, never with a temporary file
left. What is there to be survived (a call that a signal interrupts, short reads and writes) changes
nothing. Where there are more calls than SAMPLES, some are left out, always the same.
"""
import concurrent.futures
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLES = 32
CONTRACT = "corpora/faulty/cs-oneline.txt"
FORMATS = "markdown json jsonl text gcc github sarif gitlab junit html".split()
CONFIG = "clauselint: 1\nroot: true\nside: neutral\noverrides:\n- {files: ['*.txt'], fail-on: low}\n"
ACCEPT = "- rule: BLK001\n  file: '**/*.txt'\n  clause: 服务要求\n  reason: 已经谈妥\n"
IGNORE = "*.bak\n!kept.txt\n"

# What a run does with files: name, arguments, files it may write, standard output compared.
ALL_FORMATS = ["--format=%s=out.%s" % (name, name) for name in FORMATS]
RUNS = {
    "one": ["a.txt"],
    "formats": ["--fail-on=never", *ALL_FORMATS, "a.txt"],
    "folder": ["-j1", "--format=json", "."],
    "threads": ["-j3", "--format=json", "."],
    "ledger": ["-f", "json", "-o", "out.json", "settled/b.txt"],
    "baseline": ["baseline", "create", "a.txt"],
    "outline": ["outline", "a.txt"],
    "pack": ["--pack=./pack", "-f", "json", "a.txt"],
    "docs": ["rules", "docs", "-o", "out.docs"],
    "config": ["config", "show", "a.txt"],
}
MEMORY = ["one", "formats", "folder", "threads", "ledger", "baseline", "outline", "pack", "config"]
# Call, how it fails, the runs in which it does.
FILES = [
    ("read", errno.EIO, ["one", "folder", "threads", "ledger", "pack", "config", "baseline"]),
    ("open", errno.EACCES, ["one", "formats", "folder", "ledger", "pack", "baseline", "config"]),
    ("open", errno.EMFILE, ["folder", "threads"]),
    ("write", errno.ENOSPC, ["one", "formats", "folder", "ledger", "baseline", "outline"]),
    ("write", errno.EIO, ["formats"]),
    ("write", errno.EPIPE, ["one", "folder"]),
    ("close", errno.EIO, ["one", "formats", "folder", "ledger", "baseline"]),
    ("rename", errno.EACCES, ["formats", "ledger", "baseline", "docs"]),
    ("mkostemp", errno.ENOSPC, ["formats", "ledger", "baseline"]),
    ("fstat", errno.EIO, ["one", "formats", "folder", "ledger", "pack"]),
    ("stat", errno.EIO, ["one", "formats", "folder", "ledger", "pack", "baseline", "config"]),
    ("lstat", errno.EIO, ["folder"]),
    ("fdopendir", errno.ENOMEM, ["folder"]),
    ("readdir", errno.EIO, ["folder"]),
    ("realpath", errno.ENOMEM, ["one", "folder", "formats", "ledger"]),
    ("getcwd", errno.ENOMEM, ["one", "folder", "ledger"]),
    ("mkdir", errno.EACCES, ["docs"]),
]
THREADS = [("pthread_create", errno.EAGAIN, ["threads"])]
# These change nothing.
SURVIVED = [
    ("read", errno.EINTR, False), ("write", errno.EINTR, False),
    ("read", "short", True), ("write", "short", True),
]
PACK = "clauselint: 1\npack: t\nversion: 0.1.0\ntitle: {zh-Hans: 测试, en: test}\nfiles: [rules.yml]\n"


class Suite:
    def __init__(self, program, only):
        self.program, self.only = program, only
        self.passed = self.failed = 0
        self.top = tempfile.mkdtemp(prefix="faults-")
        self.shim = os.path.join(self.top, "faults.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", os.path.join(ROOT, "tests/faults.c"), "-o", self.shim],
                       check=True)
        self.fresh = os.path.join(self.top, "fresh")
        self.make_folder()
        self.before = self.read_files(self.fresh)

    def make_folder(self):
        for name in (".", "sub", "settled", "pack"):
            os.makedirs(os.path.join(self.fresh, name), exist_ok=True)
        contract = os.path.join(ROOT, CONTRACT)
        for name in ("a.txt", "sub/c.txt", "settled/b.txt"):
            shutil.copy(contract, os.path.join(self.fresh, name))
        shutil.copy(os.path.join(ROOT, "fuzz/seeds/rules.yml"), os.path.join(self.fresh, "pack/rules.yml"))
        for name, text in (("pack/pack.yml", PACK), (".clauselint.yml", CONFIG),
                           ("settled/.clauselint.yml", CONFIG), ("settled/.clauselint-accept.yml", ACCEPT),
                           (".gitignore", IGNORE), ("sub/.clauselint.yml", "clauselint: 1\nroot: true\n")):
            with open(os.path.join(self.fresh, name), "w", encoding="utf-8") as file:
                file.write(text)
        for folder, file in (("settled", "b.txt"), (".", "a.txt")):
            folder = os.path.join(self.fresh, folder)
            done = subprocess.run([self.program, "-q", "baseline", "create", file], cwd=folder, capture_output=True)
            if done.returncode:
                sys.exit("faults: no baseline: %s" % done.stderr.decode())
            name = os.path.join(folder, ".clauselint-baseline.jsonl")
            with open(name, encoding="utf-8") as old:
                lines = old.readlines()
            with open(name, "w", encoding="utf-8") as new:
                new.writelines(lines[::2])

    def note(self, name, error):
        if error:
            self.failed += 1
            print("%s: %s" % (name, error))
        else:
            self.passed += 1

    # --- one run ---------------------------------------------------------------------------------

    def run(self, arguments, call="", at=0, how=0, all_from=False):
        """Status, output, what was said, the files there are behind, and how many calls there were."""
        folder = os.path.join(self.top, "work-%d" % threading.get_ident())
        if not os.path.exists(folder):
            shutil.copytree(self.fresh, folder)
        counted = folder + "-count"
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "LD_PRELOAD": self.shim,
                       "SOURCE_DATE_EPOCH": "1780000000",
                       "FAULT_CALL": call, "FAULT_AT": str(at), "FAULT_HOW": str(how), "FAULT_COUNT": counted}
        if all_from:
            environment["FAULT_ALL"] = "1"
        done = subprocess.run([self.program, *arguments], cwd=folder, capture_output=True, env=environment,
                              timeout=60)
        count = 0
        if os.path.exists(counted):
            with open(counted, encoding="ascii") as file:
                count = int(file.read())
            os.remove(counted)
        files = self.read_files(folder)
        if files != self.before:
            shutil.rmtree(folder)
        return done.returncode, done.stdout, done.stderr, files, count

    @staticmethod
    def read_files(folder):
        files = {}
        for path, _, names in os.walk(folder):
            for name in names:
                name = os.path.join(path, name)
                with open(name, "rb") as file:
                    files[os.path.relpath(name, folder)] = file.read()
        return files

    def error(self, call, how, whole, run):
        status, output, said, files, _ = run
        if status < 0 or status > 2:
            return "status %d: %s" % (status, said.decode(errors="replace")[:200])
        # An old file may still be there; a new one is whole.
        for name, bytes_ in files.items():
            if name not in whole[3]:
                return "%s is left over" % name
            if bytes_ != whole[3][name] and status != 2:
                return "%s differs, and the status is %d" % (name, status)
        if status != 2:
            if (status, output, files) != (whole[0], whole[1], whole[3]):
                return "status %d, but the output is another" % status
            return ""
        if not said.strip() and not (call == "write" and how == errno.EPIPE):
            return "status 2 in silence"
        if said.count(b"\n") > 14 or not said.endswith(b"\n") and said:
            return "it says too much: %s" % said.decode(errors="replace")[:300]
        return self.cut_report(files, whole)

    def cut_report(self, files, whole):
        """A report of a run that failed: not there, as it was before, or whole by its own end."""
        for name, bytes_ in files.items():
            if bytes_ != whole[3][name] and name in self.before:
                if bytes_ != self.before[name]:
                    return "%s is neither what it was nor what it should be" % name
            elif bytes_ != whole[3][name] and not self.has_end(name, bytes_, whole[3][name]):
                return "%s is cut off" % name
        return ""

    @staticmethod
    def has_end(name, bytes_, whole):
        """A report that says what it lacks ends as its format ends."""
        if name.startswith("out.docs"):
            return False
        ends = {"json": b"}\n", "sarif": b"}\n", "gitlab": b"]\n", "junit": b">\n", "html": b"</html>\n"}
        kind = name.rsplit(".", 1)[-1]
        return bytes_.endswith(ends.get(kind, b"\n")) and (kind in ends or len(bytes_) > 0 or not whole)

    # --- series ----------------------------------------------------------------------------------

    @staticmethod
    def numbers(count):
        if count <= SAMPLES:
            return list(range(1, count + 1))
        # The first ones one by one, then ever wider; the last.
        step = (count / 12) ** (1 / (SAMPLES - 12))
        chosen = set(range(1, 13)) | {count, count - 1} | {int(12 * step ** i) for i in range(SAMPLES - 12)}
        return sorted(n for n in chosen if n <= count)

    def series(self, name, call, how, survived=False):
        label = "%s %s %s" % (name, call, errno.errorcode.get(how, how))
        if self.only not in label:
            return
        whole = self.run(RUNS[name], call)
        if whole[0] < 0 or whole[0] > 1 or whole[2].count(b"error"):
            self.note(label, "without a fault: %d %s" % (whole[0], whole[2].decode()[:200]))
        for n in self.numbers(whole[4]):
            run = self.run(RUNS[name], call, n, how)
            if survived:
                same = (run[0], run[1], run[3]) == (whole[0], whole[1], whole[3])
                self.note("%s, %d of %d" % (label, n, whole[4]), "" if same else "something changed")
            else:
                self.note("%s, %d of %d" % (label, n, whole[4]), self.error(call, how, whole, run))

    def together(self, rows):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for done in [pool.submit(self.series, *row) for row in rows]:
                done.result()

    def memory(self):
        self.together((name, "malloc", errno.ENOMEM) for name in MEMORY)

    def files(self):
        self.together((name, call, how) for call, how, names in FILES + THREADS for name in names)

    def survive(self):
        for call, how, always in SURVIVED:
            for name in ("one", "formats", "ledger", "folder"):
                if not always:
                    self.series(name, call, how, True)
                elif self.only in "%s %s %s" % (name, call, how):
                    whole = self.run(RUNS[name])
                    arguments = RUNS[name] if call == "read" else RUNS["one"]
                    if call == "write":
                        whole = self.run(arguments)
                    run = self.run(arguments, call, 1, how, True)
                    same = (run[0], run[1], run[3]) == (whole[0], whole[1], whole[3])
                    self.note("%s, all %ss short" % (name, call), "" if same else "something changed")

    # --- the real thing --------------------------------------------------------------------------

    def closed_pipe(self):
        """A reader that goes away: status 2, and nothing said."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([self.program, "-q", "a.txt"], cwd=self.fresh, stdout=writer, stderr=subprocess.PIPE,
                              timeout=60)
        os.close(writer)
        self.note("closed pipe", "" if done.returncode == 2 and not done.stderr else repr(done))

    def full_disk(self):
        """A disk with room for a part of the report; without one to mount, /dev/full."""
        disk = os.path.join(self.top, "disk")
        os.mkdir(disk)
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], capture_output=True).returncode == 0
        try:
            for name in FORMATS:
                file = os.path.join(disk, "r." + name) if mounted else "/dev/full"
                done = subprocess.run([self.program, "-q", "--format=%s=%s" % (name, file), "a.txt"], cwd=self.fresh,
                                      capture_output=True, timeout=60)
                left = os.listdir(disk) if mounted else []
                fits = left == ["r." + name] and done.returncode == 1
                said = done.returncode == 2 and b"No space left" in done.stderr and not left
                self.note("full disk " + name, "" if fits or said else "%r %s" % (done, left))
                for file in left:
                    os.remove(os.path.join(disk, file))
        finally:
            if mounted:
                subprocess.run(["umount", disk], check=True)

    def standard_output_closed(self):
        done = subprocess.run(["sh", "-c", '"$0" -q a.txt >&-', self.program], cwd=self.fresh,
                              capture_output=True, timeout=60)
        self.note("no standard output", "" if done.returncode == 2 and done.stderr else repr(done))

    def changing_folder(self):
        """Files come, go and turn into folders while a walk goes on: 0, 1 or 2 and a whole document."""
        folder = os.path.join(self.top, "changing")
        for n in range(60):
            os.makedirs(os.path.join(folder, "d%d" % n))
            for i in range(4):
                shutil.copy(os.path.join(self.fresh, "a.txt"), os.path.join(folder, "d%d" % n, "%d.txt" % i))
        stop = threading.Event()

        def change():
            n = 0
            while not stop.is_set():
                n += 1
                path = os.path.join(folder, "d%d" % (n % 60), "%d.txt" % (n % 4))
                try:
                    if os.path.isdir(path):
                        os.rmdir(path)
                        shutil.copy(os.path.join(self.fresh, "a.txt"), path)
                    elif n % 3 == 0:
                        os.remove(path)
                        os.mkdir(path)
                    elif n % 3 == 1:
                        os.truncate(path, n % 1000)
                    else:
                        os.rename(os.path.dirname(path), os.path.dirname(path) + "x")
                        os.rename(os.path.dirname(path) + "x", os.path.dirname(path))
                except OSError:
                    pass
                time.sleep(0.0002)

        thread = threading.Thread(target=change)
        thread.start()
        try:
            for n in range(4):
                done = subprocess.run([self.program, "--format=json", "-j%d" % (1 + n % 2), folder],
                                      capture_output=True, timeout=60)
                text = done.stdout.rstrip()
                fine = done.returncode in (0, 1, 2) and text.startswith(b"{") and text.endswith(b"}")
                said = done.returncode != 2 or done.stderr.strip()
                self.note("folder that changes, %d" % n, "" if fine and said else repr(done)[:300])
        finally:
            stop.set()
            thread.join()

    def real(self):
        for test in (self.closed_pipe, self.full_disk, self.standard_output_closed, self.changing_folder):
            if self.only in test.__name__:
                test()


def main():
    options = dict(a[2:].split("=", 1) for a in sys.argv[1:] if a.startswith("--"))
    programs = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = os.path.abspath(programs[0] if programs else os.path.join(ROOT, "build/release/clauselint"))
    suite = Suite(program, options.get("only", ""))
    start = time.monotonic()
    try:
        for part in (suite.real, suite.survive, suite.files, suite.memory):
            part()
            print("%s: %.1f s" % (part.__name__, time.monotonic() - start))
    finally:
        shutil.rmtree(suite.top)
    print("faults: %d passed, %d failed" % (suite.passed, suite.failed))
    return 1 if suite.failed else 0


sys.exit(main())
