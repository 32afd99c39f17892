#!/usr/bin/python3
"""Reads the formats that are read line by line back, and compares them with the JSON of the same contracts.

usage: formats_lines.py [PROGRAM]      (build/release/clauselint)

The contracts are those of corpora/ and some that, like their file names, try to break out: by escape
sequences, line breaks of every kind, commands of build services, controls of text direction. The
parsers here follow the formats' own descriptions, not the program: JSON Lines by its schema, github by
the rules of GitHub's runner, gcc by the pattern that editors use, text by what stands under what.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "engine/report"
COLUMNS = 75  # of the contract's words in the format text

CLAUSES = [
    "::error::注入 第一条 甲方逾期付款的，乙方有权立即暂停服务，%0A::warning::____元",
    "##[error]第二条 ##vso[task.setvariable]服务费____元，::set-output name=x::y",
    "\x1b[31m第三条 \x1b]0;标题\x07本合同到期自动续约____年\x9b1m，\u202e乙方不承担任何责任\u202c。",
    "第四条 𠮷野家应付服务费____元，😀违约金为合同总额的____%。",
    "第五条 甲\u200b方应于e\u0301\u0302收到后及\u200b时付款\t____元\u2028::error::分行\u2029____日\u0085内。",
    "第六条\t\t乙方可以随时解除合同，\u2066最终解释权归乙方\u2069所有，ＡＢＣ１２３“引用”①—付____元。",
]
NAMES = [
    b"plain.txt", b"::set-output name=a::b.txt", b" ::error::space.txt", b"new\nline\n::error::x.txt",
    b"\x1b]0;title\x07.txt", b"a%0Ab,c:d.txt", "行\u2028分\u202e符.txt".encode(), b"##[error]x.txt",
    b"bad-\xff\xfe.txt", b"cr\r::warning::.txt", b"tab\tand:12:3: error: no.txt", "\u200b::error::.txt".encode(),
]

SEVERITIES = ["info", "low", "medium", "high"]
CONFIDENCES = ["low", "medium", "high"]
LEVELS = {"high": "error", "medium": "warning", "low": "notice", "info": "notice"}
GCC = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
WORDS = {"high": "高", "medium": "中", "low": "低", "info": "提示"}

BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"
HIDDEN = "\xad\u200b\u200c\u200d\u2060\ufeff"
OBEYED = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


# Why a file was not checked: as the JSON says it, and as people read it.
REASONS = {
    "The file is empty: there is nothing to check.": "文件是空的，没有可检查的内容。",
    "cannot be opened: No such file or directory": "无法打开：文件不存在",
}


def clean(text):
    """What the program may print of a text on one line."""
    text = "".join(c for c in text if c not in HIDDEN)
    text = re.sub("[%s][%s \t\xa0\u3000]*" % (BREAKS, BREAKS), " ", text).replace("\t", " ")
    text = re.sub(r"^(\s*):(?=:)", "\\1\ufffd", OBEYED.sub("\ufffd", text))
    return re.sub(r"##(?=[\[a-zA-Z])", "#\ufffd", text)


def width(char):
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp") and char != "\xad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def columns(text):
    return sum(width(char) for char in text)


class Failure(Exception):
    pass


def same(what, got, want):
    if got != want:
        raise Failure("%s: got %r, want %r" % (what, got, want))


class Run:
    """One run over some contracts; its JSON is what the formats are compared with."""

    def __init__(self, program, folder, paths, options=()):
        self.command = [program, "-q", "--fail-on=never", "--lang=zh-Hans", *options]
        self.folder, self.paths = folder, paths
        self.json = json.loads(self.output("json"))

    def output(self, name):
        done = subprocess.run([*self.command, "-f", name, "--", *self.paths], cwd=self.folder,
                              capture_output=True, timeout=120)
        if done.returncode not in (0, 2):
            raise Failure("%s: exit status %d" % (name, done.returncode))
        return done.stdout.decode("utf-8")

    def contract(self, file):
        """What stands in a file of the report, which shows names that are not UTF-8 with U+FFFD."""
        for path in map(os.fsencode, self.paths):
            if path.decode("utf-8", "replace") == file["path"]:
                return pathlib.Path(os.fsdecode(os.path.join(os.fsencode(self.folder), path))).read_bytes()
        raise Failure("json: there is no file %r" % file["path"])

    def findings(self):
        for file in self.json["files"]:
            for finding in file["findings"]:
                yield file, finding

    def count(self, severity):
        return self.json["summary"][severity]

    def lines(self, name):
        """The lines of a format for terminals and build services: none may do anything."""
        text = self.output(name)
        same(name + ": the end", text[-1:] if text else "\n", "\n")
        lines = text.split("\n")[:-1]
        for line in lines:
            if OBEYED.search(line):
                raise Failure("%s: a terminal would obey %r" % (name, line))
            if name != "github" and (line.lstrip().startswith("::") or re.search(r"##[\[a-zA-Z]", line)):
                raise Failure("%s: a build service would obey %r" % (name, line))
        return lines


def clause_of(file, finding):
    path = " › ".join(finding["clause"]["path"])
    span = finding["span"]
    if path:
        return path
    return "全文" if span["start_byte"] == span["end_byte"] else ("首部", "正文")


def has_clause(text, file, finding):
    clause = clause_of(file, finding)
    return text in (clause if isinstance(clause, tuple) else (clean(clause),))


# --- JSON Lines ---------------------------------------------------------------------------------

def check_jsonl(run):
    schema = json.loads((SCHEMAS / "clauselint-jsonl.schema.json").read_text())
    base = json.loads((SCHEMAS / "clauselint.schema.json").read_text())
    resolver = jsonschema.RefResolver("", schema, store={"clauselint.schema.json": base})
    validator = jsonschema.Draft7Validator(schema, resolver=resolver)
    whole = {"files": [], "skipped": [], "incomplete": []}
    lists = {"file": "files", "skipped": "skipped", "incomplete": "incomplete"}
    text = run.output("jsonl")
    same("jsonl: the end", text[-1:], "\n")
    objects = [json.loads(line) for line in text.split("\n")[:-1]]
    for place, item in enumerate(objects):
        validator.validate(item)
        kind = item.pop("kind")
        same("jsonl: the start is the first line", kind == "start", place == 0)
        same("jsonl: the summary is the last line", kind == "summary", place == len(objects) - 1)
        if kind in lists:
            whole[lists[kind]].append(item)
        elif kind == "start":
            whole.update(item)
        else:
            whole["summary"] = item
    same("jsonl: all lines together", whole, run.json)


# --- gcc ----------------------------------------------------------------------------------------

def display_column(text, finding):
    """Of a finding, in the bytes of its contract, as UTF-8 without a byte order mark."""
    begin = finding["span"]["start_byte"]
    line = re.split("[\r\n]", text[:begin].decode().removeprefix("\ufeff"))[-1]
    column = 0
    for char in line:
        column += 8 - column % 8 if char == "\t" else width(char) if char != "\xad" else 1
    return column + 1


def incomplete(item):
    if item["reason"] == "too many findings":
        return "规则 %s 的发现过多，只保留了一部分。" % item["rule"]
    return "规则 %s 在 %s 未能查完，此处请人工核对。" % (item["rule"], clean(item["clause"]) or "全文")


def take_out(what, lines, line):
    if line not in lines:
        raise Failure("%s: %r is not said" % (what, line))
    lines.remove(line)


def check_gcc(run):
    lines = run.lines("gcc")
    for item in run.json["incomplete"]:
        take_out("gcc", lines, "%s:1:1: error: %s" % (clean(item["path"]), incomplete(item)))
    for file, finding in run.findings():
        line = lines.pop(0)
        start = clean(file["path"])
        same("gcc: the file", line[:len(start)], start)
        match = re.fullmatch(r":(\d+):(\d+): (error|warning|note): (.*)", line[len(start):])
        if not match:
            raise Failure("gcc: %r is no message" % line)
        same("gcc: the line", int(match[1]), finding["span"]["start"]["line"])
        same("gcc: the level", match[3], GCC[finding["severity"]])
        before, behind = clean(finding["message"]) + "（", "） [%s]" % finding["rule"]
        same("gcc: the message", match[4][:len(before)], before)
        same("gcc: the rule", match[4][-len(behind):], behind)
        same("gcc: the clause", has_clause(match[4][len(before):-len(behind)], file, finding), True)
        if file["encoding"] == "UTF-8":
            column = display_column(run.contract(file), finding)
            same("gcc: the column of " + line, int(match[2]), column)
    for item in run.json["skipped"]:
        want = "%s:1:1: error: 未检查：%s" % (clean(item["path"]), REASONS[item["reason"]])
        same("gcc: skipped", lines.pop(0), want)
    same("gcc: more lines", lines, [])


# --- github -------------------------------------------------------------------------------------

def unescape(text, property_):
    if re.search("%(?!25|0D|0A|3A|2C)" if property_ else "%(?!25|0D|0A)", text):
        raise Failure("github: %r has an escape that the runner does not know" % text)
    for escape, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, char) if property_ or char not in ":," else text
    return text


def parse_command(line):
    """As the runner does: the command up to the first space, its properties up to the next ::."""
    match = re.fullmatch(r"::(\w+) ([^\n]*?)::(.*)", line)
    if not match:
        raise Failure("github: %r is no command" % line)
    properties = {}
    for item in match[2].split(","):
        key, value = item.split("=", 1)
        properties[key] = unescape(value, True)
    return match[1], properties, unescape(match[3], False)


def clean_github(text):
    text = "".join(c for c in text if c not in HIDDEN)
    text = re.sub("[\t\x0b\x0c\x85\u2028\u2029]", " ", text)
    return re.sub(OBEYED.pattern, lambda m: m[0] if m[0] in "\r\n" else "\ufffd", text)


def want_annotation(file, finding):
    begin, end = finding["span"]["start"], finding["span"]["end"]
    want = {"file": clean_github(file["path"]), "title": finding["rule"],
            "line": str(begin["line"]), "endLine": str(end["line"])}
    if begin["line"] == end["line"]:
        want.update(col=str(begin["column"]), endColumn=str(end["column"]))
    return want


def badness(item):
    return -SEVERITIES.index(item[1]["severity"]), -CONFIDENCES.index(item[1]["confidence"])


def check_github(run):
    commands = [parse_command(line) for line in run.lines("github")]
    rest = {level: [item for item in run.findings() if LEVELS[item[1]["severity"]] == level]
            for level in ("error", "warning", "notice")}
    shown = {level: [c for c in commands if c[0] == level] for level in rest}
    left_out = {"error": run.json["skipped"], "warning": run.json["incomplete"], "notice": []}
    same("github: commands", sum(len(list_) for list_ in shown.values()), len(commands))
    missing = 0
    for level, items in rest.items():
        same("github: at most ten", len(shown[level]) <= 10, True)
        for item in left_out[level][:5]:
            _, properties, message = shown[level].pop(0)
            same("github: skipped", properties["file"], clean_github(item["path"]))
            if "rule" in item:
                same("github: why", message, incomplete(item))
            else:
                same("github: why", message, "未检查：" + REASONS[item["reason"]])
        room = 10 - min(5, len(left_out[level]))
        missing += max(0, len(items) - room) + max(0, len(left_out[level]) - 5)
        rest[level] = sorted(items, key=badness)
    for level, items in rest.items():
        for (file, finding), (_, properties, message) in zip(items, shown[level]):
            if "file" not in properties:
                break
            same("github: properties", properties, want_annotation(file, finding))
            same("github: message", message.startswith(clean_github(finding["message"])), True)
    counted = [c for c in shown["notice"] if "file" not in c[1]]
    same("github: what is missing is counted", len(counted), 1 if missing else 0)
    if counted:
        shown_findings = sum("line" in c[1] for c in commands)
        numbers = [int(n) for n in re.findall(r"\d+", counted[0][2])[:3]]
        same("github: the count", sum(numbers), sum(map(len, rest.values())) - shown_findings)


# --- text ---------------------------------------------------------------------------------------

def words_above(line, marks, sign):
    column, found = 0, ""
    for char in line:
        under = column if width(char) else column - 1
        if marks[under:under + 1] == sign:
            found += char
        column += width(char)
    return found


def check_snippet(finding, line, marks):
    if columns(line) > COLUMNS:
        raise Failure("text: %r is too wide" % line)
    above, quote = words_above(line, marks, "^"), clean(finding["quote"])
    whole = clean(finding["sentence"])
    inner = line.removeprefix("…").removesuffix("…")
    if inner.rstrip() not in whole and line.rstrip() not in whole:
        raise Failure("text: %r is not in %r" % (line, whole))
    if quote.strip() and not quote.startswith(above.removesuffix("…")):
        raise Failure("text: %r is marked in %r, not %r" % (above, line, quote))
    for capture in map(clean, finding["captures"].values()):
        if capture not in quote and capture in line:
            same("text: captured", words_above(line, marks, "~"), capture)
    if quote.strip() and above != quote and columns(quote) < COLUMNS - 2:
        raise Failure("text: only %r of %r is marked" % (above, quote))


def check_text(run):
    lines = run.lines("text")
    for file, finding in run.findings():
        while not re.match(r"(高|中|低|提示)  [A-Z0-9]+ ", lines[0]):
            lines.pop(0)
        head = "%s  %s %s  %s" % (WORDS[finding["severity"]], finding["rule"], finding["name"],
                                  clean(finding["message"]))
        start = finding["span"]["start"]
        place = "  --> %s:%d:%d  " % (clean(file["path"]), start["line"], start["column"])
        same("text: head", lines.pop(0), head)
        same("text: place", lines[0][:len(place)], place)
        same("text: clause of " + lines[0], has_clause(lines[0][len(place):], file, finding), True)
        lines.pop(0)
        if finding["sentence"]:
            same("text: words", lines[0][:5] + lines[1][:5], "   |    | ")
            check_snippet(finding, lines.pop(0)[5:], lines.pop(0)[5:])
    for item in run.json["skipped"]:
        take_out("text", lines, "%s: 未检查：%s" % (clean(item["path"]), REASONS[item["reason"]]))
    for item in run.json["incomplete"]:
        take_out("text", lines, "%s: %s" % (clean(item["path"]), incomplete(item)))
    match = re.fullmatch(r"(\d+) 个文件，\d+ 个条款：高 (\d+)，中 (\d+)，低 (\d+)，提示 (\d+)；"
                         r"已接受 0；基线 0；跳过 (\d+)", lines[-1])
    if not match:
        raise Failure("text: %r is no summary" % lines[-1])
    want = [len(run.json["files"]), *map(run.count, reversed(SEVERITIES)), len(run.json["skipped"])]
    same("text: summary", [int(n) for n in match.groups()], want)


def check_outline(run):
    for path in run.paths:
        done = subprocess.run([run.command[0], "outline", "--", path], cwd=run.folder, capture_output=True)
        text = done.stdout.decode("utf-8")
        if OBEYED.search(text.replace("\n", "")) or re.search(r"^\s*::|##\[", text, re.M):
            raise Failure("outline: of %r something would be obeyed" % path)


CHECKS = {"jsonl": check_jsonl, "gcc": check_gcc, "github": check_github, "text": check_text,
          "outline": check_outline}


def hostile_files(folder):
    for i, name in enumerate(NAMES):
        body = CLAUSES if i == 0 else [CLAUSES[i % len(CLAUSES)], CLAUSES[(i + 3) % len(CLAUSES)]]
        with open(os.path.join(folder, name), "wb") as file:
            file.write(("\r\n" if i % 2 else "\n").join(body).encode())
    for name in (b"empty\n::error::.txt", b"\x1b[2Jempty.txt"):
        open(os.path.join(folder, name), "wb").close()
    return [*NAMES, b"empty\n::error::.txt", b"\x1b[2Jempty.txt", b"::error::missing\x1b[31m\n.txt"]


# A rule that does not come to an end on some contracts, and one that captures what it does not match.
PACK = """clauselint: 1
pack: test
version: 1.0.0
title: {zh-Hans: 测试, en: test}
files: [rules.yml]
"""
RULE = """- id: %s
  name: test
  category: blank
  severity: low
  confidence: high
  harms: both
  message: {zh-Hans: 测试, en: test}
  why: {zh-Hans: 测试, en: test}
  suggest: {zh-Hans: 测试, en: test}
  detect: {within: sentence, any: ['%s']}
  examples: {match: ["⟦甲甲乙⟧日续约2年。"], no-match: ["一下。"]}
"""
ENDLESS = RULE % ("TST001", "(?:甲|甲甲|甲甲甲)+乙")
CAPTURING = RULE % ("TST002", "(?:甲甲乙|期满前_+)(?=[^。]*续约(?<term>[_2]+年))")
RENEWAL = "𠮷野家同意，期满前____个月，如无异\u200b议，自动续约__\u200b__年"


def write_pack(folder, rule):
    os.mkdir(folder)
    pathlib.Path(folder, "pack.yml").write_text(PACK)
    pathlib.Path(folder, "rules.yml").write_text(rule)


def capturing_run(program, folder):
    write_pack(os.path.join(folder, "capturing"), CAPTURING)
    around = "双方同意遵守，" * 40
    pathlib.Path(folder, "short.txt").write_text("第一条 期限\n%s。\n" % RENEWAL)
    pathlib.Path(folder, "long.txt").write_text("第一条 期限\n%s%s，%s。\n" % (around, RENEWAL, around))
    return Run(program, folder, ["short.txt", "long.txt"], ["--pack=./capturing"])


def unfinished_run(program, folder):
    """More of everything that could not be done than github shows."""
    write_pack(os.path.join(folder, "endless"), ENDLESS)
    for i in range(8):
        text = "第一条 付款\n" + "甲" * 300 + "丙乙"
        pathlib.Path(folder, "endless-%d.txt" % i).write_text(text)
    names = ["endless-%d.txt" % i for i in range(8)] + ["not-there-%02d.txt" % i for i in range(12)]
    return Run(program, folder, names, ["--pack=./endless"])


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/clauselint")
    passed = failed = 0
    os.environ.pop("GITHUB_STEP_SUMMARY", None)
    with tempfile.TemporaryDirectory() as folder:
        corpora = sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("corpora/*/*.txt"))
        names = hostile_files(os.fsencode(folder))
        runs = {"corpora": Run(program, ROOT, corpora), "hostile": Run(program, folder, names),
                "unfinished": unfinished_run(program, folder),
                "capturing": capturing_run(program, folder)}
        runs.update({repr(name): Run(program, folder, [name]) for name in names})
        runs.update({path: Run(program, ROOT, [path]) for path in corpora[::5]})
        same("unfinished", len(runs["unfinished"].json["incomplete"]), 8)
        same("capturing", sum(1 for _ in runs["capturing"].findings()), 2)
        for what, run in runs.items():
            for name, check in CHECKS.items():
                try:
                    check(run)
                    passed += 1
                except (Failure, jsonschema.ValidationError, ValueError, IndexError) as error:
                    failed += 1
                    print("%s: %s: %s" % (what, name, str(error)[:600]))
    print("formats-lines: %d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
