#!/usr/bin/env python3
"""With --redact nothing that a report says is in the words of the contract, in any format.

usage: redact.py [PROGRAM]      (build/release/clauselint)

For every contract of corpora/ and every format: no four Han characters in a row, and no number or code
of eight letters and digits, may stand in the output that stand in the contract, unless the program says
them anyway: in a rule, in its own texts, or of another contract that has them not. Numbers of clauses
are places, and stay. Without --redact such words must be found, or this test would find nothing.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{4,}")
CODE = re.compile("[A-Za-z0-9]{8,}")
NUMBER = re.compile("第[零〇一二三四五六七八九十百千两兩0-9]+[条條章节節款项項编編部]")
NOISE = re.compile("[(（][a-zà-ǿā-ǜ]+[)）]|[\\s\u200b-\u200d\u2060\ufeff\u202a-\u202e]")
CODECS = {".gb18030": "gb18030", ".big5": "big5hkscs", ".utf16le": "utf-16", ".utf16be": "utf-16"}


def words(text):
    """What must not be said again: every four Han characters in a row, and every code."""
    text = NUMBER.sub(" ", text)
    grams = {run[i:i + 4] for run in HAN.findall(text) for i in range(len(run) - 3)}
    return grams | set(CODE.findall(text))


def contract_words(path):
    """The words of a contract: as they stand there, without what is strewn between them, and with
    all that in Simplified characters, as the program reads it."""
    text = path.read_bytes().decode(CODECS.get(path.suffixes[0], "utf-8-sig"))
    text += "\n\n" + NOISE.sub("", text)
    simplified = subprocess.run(["uconv", "-x", "Traditional-Simplified"], input=text.encode(),
                                capture_output=True, check=True).stdout.decode()
    return words(text) | words(simplified)


class Program:
    def __init__(self, path):
        self.path = path

    def run(self, *arguments):
        done = subprocess.run([self.path, *arguments], cwd=ROOT, capture_output=True, timeout=60)
        if done.returncode not in (0, 1):
            raise RuntimeError("%r: %s" % (arguments, done.stderr.decode("utf-8", "replace")))
        return (done.stdout + done.stderr).decode("utf-8")

    def formats(self):
        """All that there are, as --help lists them."""
        listed = self.run("--help").split("\nFormats\n")[1].split("\n\n")[0]
        return re.findall(r"^ +([a-z]+) ", listed, re.M)

    def check(self, path, format_, *options):
        return self.run("--fail-on=never", "-f", format_, *options, str(path.relative_to(ROOT)))


def own_words(program):
    """What the program says without any contract."""
    own = set()
    for path in [*ROOT.glob("rules/**/*.yml"), ROOT / "engine/report/texts.def"]:
        own |= words(path.read_text())
    for language in ("zh-Hans", "zh-Hant", "en"):
        own |= words(program.run("rules", "docs", "--lang=" + language))
    return own


def main():
    program = Program(os.path.abspath(sys.argv[1]) if len(sys.argv) > 1
                      else str(ROOT / "build/release/clauselint"))
    contracts = {path: contract_words(path) for path in sorted(ROOT.glob("corpora/*/*.txt"))}
    own = own_words(program)
    own |= {word for path in contracts for word in words(path.name)}
    passed = failed = 0
    os.environ.pop("GITHUB_STEP_SUMMARY", None)
    for format_ in program.formats():
        said = {path: words(program.check(path, format_, "--redact")) for path in contracts}
        of_others = set().union(*(said[path] - contracts[path] for path in contracts))
        for path, theirs in contracts.items():
            leaked = (said[path] & theirs) - own - of_others
            failed += bool(leaked)
            passed += not leaked
            if leaked:
                print("%s: %s: %s" % (path.relative_to(ROOT), format_, " ".join(sorted(leaked)[:12])))
    seen = sum(bool(words(program.check(path, "json")) & theirs - own)
               for path, theirs in contracts.items())
    failed += seen < len(contracts) // 2
    passed += seen >= len(contracts) // 2
    print("redact: %d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


sys.exit(main())
