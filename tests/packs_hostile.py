#!/usr/bin/env python3
"""Packs that somebody else has written, to do harm: each is refused, with file, line and column.

usage: packs_hostile.py CLAUSELINT

A pack is a table of files; a file that is a tuple is a link. Every run has 20 seconds and 1.5 GB.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile

MEMORY, SECONDS = 1536 << 20, 20

HEAD = "clauselint: 1\npack: p\nversion: 1.0.0\ntitle: {zh-Hans: 包, en: pack}\n"
LISTS = HEAD + "files: [a.yml]\n"
RULE = """- id: %s
  name: %s
  category: blank
  severity: low
  confidence: high
  harms: both
  message: {zh-Hans: 测, en: t}
  why: {zh-Hans: 测, en: t}
  suggest: {zh-Hans: 测, en: t}
  detect: {within: sentence, any: ['%s']}
  examples: {match: [测试], no-match: [好]}
"""


def rule(pattern):
    return RULE % ("TST001", "test", pattern.replace("'", "''"))


def rules(count, pattern="测试"):
    return "".join(RULE % ("T%02d%03d" % (i // 1000, i % 1000), "n%d" % i, pattern)
                   for i in range(count))


def terms(count, pattern):
    return HEAD + "files: [a.yml]\nterms:\n" + "".join(
        "  t%d: ['%s']\n" % (i, pattern % (i + 1) if "%" in pattern else pattern)
        for i in range(count))


# Ten references to the next term each: 10^15 characters, were they written out.
BOMB = HEAD + "files: [a.yml]\nterms:\n" + "".join(
    "  t%d: ['%s']\n" % (i, "{{t%d}}" % (i + 1) * 10) for i in range(15)) + "  t15: [续约]\n"
LONG = HEAD + "files: [a.yml]\nterms: {t: ['%s']}\n" % ("停" * 6000)

# Name, files, what a line of the output must match (behind "the folder's path/").
CASES = [
    ("a file above", {"pack.yml": HEAD + "files: [../other.yml]\n"},
     r"pack\.yml:5:9: error: a file of a pack is inside its folder"),
    ("a file above, from below", {"pack.yml": HEAD + "files: [x/../../o.yml]\n"},
     r"pack\.yml:5:9: error: a file of a pack is inside its folder"),
    ("an absolute path", {"pack.yml": HEAD + "checklists: [/etc/passwd]\n"},
     r"pack\.yml:5:14: error: a file of a pack is inside its folder"),
    ("a path with NUL", {"pack.yml": HEAD + 'services: "a\\0.yml"\n'},
     r"pack\.yml:5:11: error: a file of a pack is inside its folder"),
    ("a link out", {"pack.yml": LISTS, "a.yml": ("/etc/passwd",)},
     r'pack\.yml:5:9: error: "a\.yml" is a link that leads out of the pack\'s folder'),
    ("a relative link out", {"pack.yml": LISTS, "a.yml": ("../outside.yml",)},
     r'pack\.yml:5:9: error: "a\.yml" is a link that leads out'),
    ("a folder that is a link out",
     {"pack.yml": HEAD + "files: [d/passwd]\n", "d": ("/etc",)},
     r'pack\.yml:5:9: error: "d/passwd" is a link that leads out'),
    ("a neighbour whose name begins alike",
     {"pack.yml": LISTS, "a.yml": ("../pack-secret/a.yml",)},
     r'pack\.yml:5:9: error: "a\.yml" is a link that leads out'),
    ("pack.yml is a link out", {"pack.yml": ("../outside.yml",)},
     r'pack\.yml: error: "pack\.yml" is a link that leads out'),
    ("a device", {"pack.yml": LISTS, "a.yml": ("/dev/zero",)},
     r'pack\.yml:5:9: error: "a\.yml" is a link that leads out'),
    ("a pipe", {"pack.yml": LISTS, "a.yml": None},
     r'pack\.yml:5:9: error: "a\.yml" is not a file'),
    ("a link in a circle", {"pack.yml": LISTS, "a.yml": ("a.yml",)},
     r'pack\.yml:5:9: error: "a\.yml" cannot be opened: '),
    ("a folder for a file", {"pack.yml": HEAD + "files: [.]\n"},
     r'pack\.yml:5:9: error: "\." is not a file'),
    ("one file a thousand times over",
     {"pack.yml": HEAD + "files: [%s]\n" % ", ".join(["a.yml"] * 1500), "a.yml": rule("测试")},
     r"pack\.yml:5:7002: error: more than 1000 files"),
    ("a large file", {"pack.yml": LISTS, "a.yml": "#" * (16 << 20)},
     r'pack\.yml:5:9: error: with "a\.yml" the pack has more than 16 MiB'),
    ("large files together",
     {"pack.yml": HEAD + "files: [a.yml, a.yml, a.yml]\n", "a.yml": "#" * (6 << 20)},
     r'pack\.yml:5:23: error: with "a\.yml" the pack has more than 16 MiB'),
    ("aliases that grow",
     {"pack.yml": HEAD + "files: &a [x, x]\nterms: {b: [*a, *a, *a]}\n"},
     r"pack\.yml:5:8: error: anchors \(&name\) are not accepted"),
    ("nesting", {"pack.yml": LISTS, "a.yml": "[" * 100000},
     r"a\.yml:1:33: error: nested too deeply"),
    ("nested maps", {"pack.yml": LISTS, "a.yml": "{a: " * 100000},
     r"a\.yml:1:\d+: error: nested too deeply"),
    ("a million values", {"pack.yml": LISTS, "a.yml": "[" + "1," * 1100000 + "]"},
     r"a\.yml:1:\d+: error: more values than one file may have"),
    ("mistakes without end", {"pack.yml": LISTS, "a.yml": "&a x:\n" * 200000},
     r"a\.yml:\d+:\d+: error: too many mistakes; the rest of the file is not read"),
    ("one key again and again", {"pack.yml": LISTS, "a.yml": "a: 1\n" * 400000},
     r'a\.yml:\d+:1: error: the key "a" stands here again'),
    ("unknown keys without end",
     {"pack.yml": LISTS, "a.yml": "- {" + ", ".join("k%d: 1" % i for i in range(300000)) + "}"},
     r"a\.yml:1:\d+: error: there are more mistakes, which are not listed"),
    ("rules without sense", {"pack.yml": LISTS, "a.yml": "- x\n" * 400000},
     r"a\.yml:\d+:3: error: there are more mistakes, which are not listed"),
    ("too many rules", {"pack.yml": LISTS, "a.yml": rules(20001)},
     r"a\.yml:220001:3: error: more than 20000 rules"),
    ("too many terms", {"pack.yml": terms(5001, "停"), "a.yml": rule("测试")},
     r"pack\.yml:7:3: error: more than 5000 terms"),
    ("terms that grow", {"pack.yml": BOMB, "a.yml": rule("{{t0}}")},
     r'pack\.yml:\d+:\d+: error: too long with "t\d+" written out'),
    ("terms in terms", {"pack.yml": terms(100, "a{{t%d}}"), "a.yml": rule("{{t0}}")},
     r'pack\.yml:\d+:\d+: error: the term "t\d+" is nested too deeply'),
    ("a term of itself",
     {"pack.yml": HEAD + "files: [a.yml]\nterms: {a: ['{{b}}'], b: ['{{a}}']}\n",
      "a.yml": rule("{{a}}")}, r'pack\.yml:6:\d+: error: the term "\w" is made of itself'),
    ("one long term again and again",
     {"pack.yml": LONG, "a.yml": rules(2500, "{{t}}续约")},
     r"a\.yml:\d+:\d+: error: the patterns up to here are longer than 32 MiB"),
    ("a long pattern", {"pack.yml": LISTS, "a.yml": rule("停" * 30000)},
     r"a\.yml:10:\d+: error: not a regular expression: .*(too long|limit)"),
    ("a repeat of repeats", {"pack.yml": LISTS, "a.yml": rule("(?:(?:停{9999}){9999}){9999}")},
     r"a\.yml:10:\d+: error: not a regular expression: .*too large"),
    ("brackets in brackets", {"pack.yml": LISTS, "a.yml": rule("(" * 61 + "停" + ")" * 61)},
     r"a\.yml:10:\d+: error: not a regular expression: parentheses are too deeply nested"),
    ("groups without end", {"pack.yml": LISTS, "a.yml": rule("(停)" * 100)},
     r"a\.yml:10:\d+: error: too many groups"),
    ("recursion", {"pack.yml": LISTS, "a.yml": rule("停(?R)?")},
     r"a\.yml:10:\d+: error: calls of groups are not accepted"),
    ("a limit lifted", {"pack.yml": LISTS, "a.yml": rule("(*LIMIT_MATCH=4000000000)停")},
     r"a\.yml:10:\d+: error: verbs \(\*…\) are not accepted"),
    ("half a character", {"pack.yml": LISTS, "a.yml": rule("停\\C")},
     r"a\.yml:10:\d+: error: not a regular expression: using \\C is disabled"),
    ("a program on call", {"pack.yml": LISTS, "a.yml": rule("停(?C1)")},
     r"a\.yml:10:\d+: error: callouts are not accepted"),
    ("not UTF-8", {"pack.yml": LISTS, "a.yml": b"- \xff\n"}, r"a\.yml:1:3: error: not YAML"),
    ("an id that is a path", {"pack.yml": LISTS, "a.yml": rule("测试").replace("TST001", "../x1")},
     r"a\.yml:1:7: error: an id is made of letters, digits and hyphens"),
    ("an escape sequence for the terminal",
     {"pack.yml": LISTS, "a.yml": '- {"\\e]0;owned\\a": 1}\n'}, r"a\.yml:1:4: error: "),
]

# Packs that only look suspicious.
ACCEPTED = [
    ("a link inside", {"pack.yml": LISTS, "a.yml": ("b.yml",), "b.yml": rule("测试")}),
    ("a file in a folder", {"pack.yml": HEAD + "files: [d/a.yml]\n", "d/a.yml": rule("测试")}),
    ("a name for the terminal",
     {"pack.yml": LISTS.replace("pack: p", 'pack: "\\e]0;owned\\a\\u202E"'), "a.yml": rule("测试")}),
]


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def lay(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if text is None:
            os.mkfifo(path)
        elif isinstance(text, tuple):
            os.symlink(text[0], path)
        else:
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())


def run(program, files):
    with tempfile.TemporaryDirectory() as top:
        root = os.path.join(top, "pack")
        secret = {"outside.yml": "root:x:0\n", "pack-secret/a.yml": "root:x:0\n"}
        lay(root, files)
        lay(top, secret)
        try:
            done = subprocess.run([program, "rules", "check", root], capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=SECONDS, preexec_fn=limit)
        except subprocess.TimeoutExpired:
            return None, "did not end", root
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"), root


def commands(said):
    return ["a character that commands a terminal"] if re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said) else []


def refusal(program, files, wanted):
    status, said, root = run(program, files)
    lines = said.splitlines()
    place = re.compile(re.escape(root) + "/" + wanted)
    return [problem for problem, there in (
        ("status %s" % status, status != 2),
        ("no line like %s" % wanted, not any(place.search(line) for line in lines)),
        ("%d lines" % len(lines), len(lines) > 1100),
        ("what another file holds", "root:" in said),
    ) if there] + commands(said), said


def main():
    program = os.path.abspath(sys.argv[1])
    failed = passed = 0
    results = [(name, *refusal(program, files, wanted)) for name, files, wanted in CASES]
    for name, files in ACCEPTED:
        status, said, _ = run(program, files)
        problems = commands(said) + (["status %s" % status] if status != 0 else [])
        results.append((name, problems, said))
    for name, problems, said in results:
        passed += not problems
        failed += bool(problems)
        if problems:
            print("packs-hostile: %s: %s\n%s" % (name, "; ".join(problems), said[:600]))
    print("packs-hostile: %d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
