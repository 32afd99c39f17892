#!/usr/bin/python3
"""The formats for code hosts, read back by other programs and compared with the JSON report.

usage: formats_ci.py [PROGRAM]

One run over all corpora and over contracts with hostile names and words writes JSON, SARIF, GitLab's Code
Quality report and JUnit XML. Each is checked against its schema, and then against the JSON report and
the bytes of the contracts: the same findings, at places that are counted anew here, under the same
rules and fingerprints. The official schema of SARIF is used too where npm can bring it.
"""
import collections
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree
import xml.sax.saxutils

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMAS = ROOT / "tests/schemas"
OFFICIAL = "@microsoft/jest-sarif@1.0.0-beta.0"  # holds the schema as OASIS published it
LARGE = 5_000_000  # bytes: above this the official schema, which is slow, is not used
LEVELS = {"high": "error", "medium": "warning", "low": "note", "info": "note"}
GITLAB = {"high": "critical", "medium": "major", "low": "minor", "info": "info"}
CODECS = {"UTF-8": "utf-8-sig", "GB18030": "gb18030", "Big5": "big5hkscs", "UTF-16LE": "utf-16", "UTF-16BE": "utf-16"}

CONTRACT = (
    "服务合同\n甲方：[点我](https://evil.example){0}\n乙方：<b>乙</b>&amp;公司\n第一条 ]]> 付款\n"
    "甲方应在____日内付款<script>alert(1)</script>，\x1b[31m逾期每日按____%支付\x07违约金\ufffe。\n"
    "第二条 ::set-output name=a::b 期限\n𠮷野家😀由乙方在合理时间内提供服务，期限届满自动续约____年。<!-- ]]> -->\n"
    "第三条 ${{ secrets.A }} %0A 责任\n乙方有权单方解除本合同，最终解释权归乙方所有。\u202e\u2028\uffff\n"
    "第四条 [点我](https://evil.example){0}\x1b[2J\n甲方应在____日内完成验收。\n"
)
NAMES = [
    "合同 一.txt".encode(),
    "100% [草稿]#1?.txt".encode(),
    b"a&b<c>\"d'e.txt",
    b"[x](http:evil.example).txt",
    b"bad\xff\xfe.txt",
    b"http:colon.txt",
    b"not text.txt",
    b"::set-output name=x::y.txt",
    "文/件 夹/𠮷.txt".encode(),
    b"two\nlines\tand\rmore: 1:1: x [c1:0].txt",
]


class Check:
    """Prints what does not hold. A test is all that was looked at since the last call of done."""

    def __init__(self):
        self.passed = self.failed = self.mistakes = 0

    def __call__(self, holds, what):
        if not holds:
            self.mistakes += 1
            print(f"formats: {what}")

    def same(self, got, want, what):
        self(got == want, f"{what}: {got!r} instead of {want!r}")

    def done(self):
        self.passed += self.mistakes == 0
        self.failed += self.mistakes > 0
        self.mistakes = 0


check = Check()

# --- samples ------------------------------------------------------------------------------------


def write_samples(folder):
    """The paths to give to the program, as bytes, relative to folder."""
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    variants = [
        CONTRACT.encode(),
        b"\xef\xbb\xbf" + CONTRACT.replace("\n", "\r\n").encode(),
        CONTRACT.replace("\n", "\r").encode(),
        CONTRACT.replace("\n", "").encode(),
        CONTRACT.replace("\n", "\n \t").encode() * 3,
        CONTRACT.replace("\ufffe", "").replace("\uffff", "").encode("utf-16"),
        CONTRACT.encode() + b"\xed\xa0\x80\xed\xb0\x80",
        b"\n" * 200 + CONTRACT.encode() + b"  \t" * 200,
        CONTRACT.encode().rstrip(b"\n"),
        CONTRACT.encode(),
    ]
    paths = []
    for name, text in zip(NAMES, variants, strict=True):
        path = b"hostile/" + name
        full = pathlib.Path((str(folder).encode() + b"/" + path).decode(errors="surrogateescape"))
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text)
        paths.append(b"./" + path)
    (folder / "hostile/empty.txt").write_bytes(b"")
    (folder / "hostile/binary.txt").write_bytes(b"\0\1\2")
    paths += [b"hostile/empty.txt", b"hostile/binary.txt", b"hostile/is not there.txt"]
    paths += [str(p.relative_to(folder)).encode() for p in (folder / "corpora").glob("*/*.txt")]
    (folder / "hostile/absolute.txt").write_bytes((folder / "corpora/faulty/cs-oneline.txt").read_bytes())
    paths.append(str(folder / "hostile/absolute.txt").encode())
    return sorted(paths)


def run(program, folder, paths, *options):
    """Writes all formats in one run and reads them: JSON as reference, then SARIF, GitLab, JUnit."""
    formats = ["json", "sarif", "gitlab", "junit"]
    command = [program, "-q", "--fail-on=never", *options, *(f"--format={f}=report.{f}" for f in formats), "--"]
    done = subprocess.run([*command, *paths], cwd=folder, stderr=subprocess.DEVNULL, check=False)
    texts = [(folder / f"report.{f}").read_bytes() for f in formats]
    return done.returncode, json.loads(texts[0]), *texts[1:]


class Contract:
    """One file of the JSON report, with its real path and its text."""

    def __init__(self, folder, path, file):
        self.path, self.file, self.findings = path, file, file["findings"]
        name = folder / path.decode(errors="surrogateescape")
        self.raw = name.read_bytes()
        self.text = self.raw.decode(CODECS[file["encoding"]])
        self.lines = re.split("\r\n|\r|\n", self.text)
        self.clean = re.sub(rb"(^|/)(\./)+", rb"\1", path)

    def between(self, begin, end):
        """The words between two (line, column), lines joined by LF."""
        if begin[0] == end[0]:
            return self.lines[begin[0] - 1][begin[1] - 1 : end[1] - 1]
        inner = self.lines[begin[0] : end[0] - 1]
        return "\n".join([self.lines[begin[0] - 1][begin[1] - 1 :], *inner, self.lines[end[0] - 1][: end[1] - 1]])


def line_hashes(raw):
    """As GitHub's upload action makes them, from its description; by line number from 0."""
    text = raw.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").encode("utf-16-le")
    units = [text[i] | text[i + 1] << 8 for i in range(0, len(text), 2)]
    units = [u for u in units if u not in (9, 32)] + [0xFFFF]
    starts = [0] + [i + 1 for i, u in enumerate(units) if u == 10]
    units += [0] * 100
    seen, hashes = collections.Counter(), []
    for start in starts:
        value = 0
        for unit in units[start : start + 100]:
            value = (value * 37 + unit) % 2**64
        seen[value] += 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes


def spread(text):
    """Line ends as one sign, to compare words over lines."""
    return re.sub("\r\n|\r", "\n", text)


# --- SARIF --------------------------------------------------------------------------------------


def official_schema():
    """The path of the official schema under build/, or None where npm cannot bring it."""
    folder = ROOT / "build/schemas"
    schema = folder / "package/lib/schemas/sarif-2.1.0-rtm.5.json"
    if not schema.is_file() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", OFFICIAL, "--fetch-retries=0", "--fetch-timeout=20000", "--silent"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=90, check=False)
        except subprocess.TimeoutExpired:
            pass
        for archive in folder.glob("*.tgz"):
            shutil.unpack_archive(archive, folder)
    return schema if schema.is_file() else None


def check_schema(document, path, what):
    schema = json.loads(path.read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    mistakes = [f"{m.json_path}: {m.message[:200]}" for m in validator.iter_errors(document)]
    check(not mistakes, f"{what} is not valid: {mistakes[:3]}")
    check.done()


def check_result(result, run_, finding, contract, hashes, redacted):
    where = f"sarif: {contract.clean!r}: {finding['rule']}"
    physical = result["locations"][0]["physicalLocation"]
    region, span = physical["region"], finding["span"]
    begin, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    uri = physical["artifactLocation"]["uri"]
    path = urllib.parse.unquote_to_bytes(uri.removeprefix("file://"))
    check.same(path, contract.clean, f"{where}: path of {uri}")
    check.same("uriBaseId" in physical["artifactLocation"], not path.startswith(b"/"), f"{where}: base")
    check.same(result["ruleId"], finding["rule"], f"{where}: rule")
    check.same(run_["tool"]["driver"]["rules"][result["ruleIndex"]]["id"], finding["rule"], f"{where}: index")
    check.same(result["level"], LEVELS[finding["severity"]], f"{where}: level")
    check.same(result["properties"]["severity"], finding["severity"], f"{where}: severity")
    check.same(result["properties"]["harms"], finding["harms"], f"{where}: harms")
    check.same(result["partialFingerprints"]["clauselint/v1"], finding["fingerprint"], f"{where}: fingerprint")
    check.same(begin, (span["start"]["line"], span["start"]["column"]), f"{where}: begin")
    check.same(end, (span["end"]["line"], span["end"]["column"]), f"{where}: end")
    words = contract.between(begin, end)
    check.same(bool(words), finding["span"]["start_byte"] != finding["span"]["end_byte"], f"{where}: words {words!r}")
    if "snippet" in region:
        check.same(words, spread(region["snippet"]["text"]), f"{where}: snippet")
    check("snippet" in region or redacted or not words or len(words) > 190, f"{where}: no snippet")
    check.same("byteOffset" in region, contract.file["encoding"] == "UTF-8", f"{where}: byte offset")
    if "byteOffset" in region:
        cut = contract.raw[region["byteOffset"] :][: region["byteLength"]].decode()
        check.same(spread(cut), words, f"{where}: bytes")
    if redacted:
        check("primaryLocationLineHash" not in result["partialFingerprints"], f"{where}: the line's hash")
    elif contract.file["encoding"] == "UTF-8":
        got = result["partialFingerprints"]["primaryLocationLineHash"]
        check.same(got, hashes[begin[0] - 1], f"{where}: hash of the line")
    name = result["locations"][0].get("logicalLocations", [{"fullyQualifiedName": ""}])[0]["fullyQualifiedName"]
    check.same(name, " › ".join(finding["clause"]["path"]), f"{where}: clause")
    text = result["message"]["text"]
    check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text), f"{where}: controls in {text!r}")


def check_sarif(text, report, contracts, redacted=False):
    log = json.loads(text)
    check_schema(log, SCHEMAS / "sarif.schema.json", "sarif")
    if official_schema() and len(text) < LARGE:
        check_schema(log, official_schema(), "sarif (official schema)")
    pairs = [(run_, result) for run_ in log["runs"] for result in run_["results"]]
    check.same(len(pairs), sum(len(contract.findings) for contract in contracts), "sarif: results")
    given = iter(pairs)
    for contract in contracts:
        hashes = line_hashes(contract.raw)
        for finding, (run_, result) in zip(contract.findings, given):
            check_result(result, run_, finding, contract, hashes, redacted)
        check.done()
    for run_ in log["runs"]:
        rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
        check.same(set(rules), {result["ruleId"] for result in run_["results"]}, "sarif: rules")
        check.same(len(rules), len(set(rules)), "sarif: rules that are listed twice")
    said = [n for run_ in log["runs"] for n in run_["invocations"][0]["toolExecutionNotifications"]]
    whole = all(run_["invocations"][0]["executionSuccessful"] for run_ in log["runs"])
    check.same(len(said), len(report["skipped"]) + len(report["incomplete"]), "sarif: notifications")
    check.same(whole, not said, "sarif: executionSuccessful")
    check.done()


# --- GitLab -------------------------------------------------------------------------------------


def is_open(finding):
    return finding["accepted"] is None and finding["state"] in ("new", "changed")


def check_gitlab(text, report, contracts):
    check(text.startswith(b"["), "gitlab: begins with other bytes than [")
    entries = json.loads(text)
    check_schema(entries, SCHEMAS / "gitlab.schema.json", "gitlab")
    wanted = [(c, f) for c in contracts for f in c.findings if is_open(f)]
    left_out = len(report["skipped"]) + len(report["incomplete"])
    check.same(len(entries), len(wanted) + left_out, "gitlab: entries")
    prints = collections.Counter(entry["fingerprint"] for entry in entries)
    check.same([p for p, n in prints.items() if n > 1], [], "gitlab: fingerprints that are not unique")
    for entry, (contract, finding) in zip(entries, wanted):
        where = f"gitlab: {contract.clean!r}: {finding['rule']}"
        check.same(entry["check_name"], finding["rule"], f"{where}: rule")
        check(finding["rule"] in entry["description"], f"{where}: {entry['description']!r} without its rule")
        check(not re.search("[\x00-\x1f\\[\\]]", entry["description"]), f"{where}: {entry['description']!r}")
        check.same(entry["severity"], GITLAB[finding["severity"]], f"{where}: severity")
        key = contract.clean + b"\0" + finding["fingerprint"].encode() + b"\0"
        check.same(entry["fingerprint"], hashlib.sha256(key).hexdigest()[:32], f"{where}: fingerprint")
        check.same(entry["location"]["path"], decoded(contract.clean), f"{where}: path")
        check.same(entry["location"]["lines"]["begin"], finding["span"]["start"]["line"], f"{where}: line")
    for entry in entries[len(wanted) :]:
        check(entry["check_name"].startswith("not-"), f"gitlab: {entry['check_name']} after the findings")
    check.done()


def decoded(path):
    """Each byte that is not UTF-8 is one U+FFFD."""
    return re.sub("[\udc80-\udcff]", "\ufffd", path.decode(errors="surrogateescape"))


# --- JUnit --------------------------------------------------------------------------------------


def check_totals(suite):
    found = {"tests": "", "failures": "/failure", "errors": "/error", "skipped": "/skipped"}
    for attribute, below in found.items():
        count = len(suite.findall(f"testcase{below}"))
        check.same(suite.get(attribute), str(count), f"junit: {suite.get('name')}: {attribute}")


def check_suite(suite, contract, incomplete):
    where = f"junit: {contract.clean!r}"
    cases = suite.findall("testcase")
    rules = collections.defaultdict(list)
    for finding in contract.findings:
        rules[finding["rule"]].append(finding)
    failures = {case.get("name").split()[0]: case.find("failure") for case in cases if case.find("failure") is not None}
    check.same(set(failures), set(rules), f"{where}: rules")
    check.same(len(suite.findall("testcase/error")), incomplete, f"{where}: incomplete")
    check.same(len(cases), max(1, len(rules) + incomplete), f"{where}: one test a rule")
    for rule, failure in failures.items():
        places = [
            (f["span"]["start"]["line"], f["span"]["start"]["column"], f["fingerprint"]) for f in rules.get(rule, [])
        ]
        shown = re.escape(re.sub("[\x00-\x1f]", lambda m: " " if m[0] == "\n" else "\ufffd", decoded(contract.path)))
        got = re.findall(rf"(?m)^{shown}:(\d+):(\d+): .* \[(c1:[0-9a-f]{{32}})\]$", failure.text)
        check.same([(int(a), int(b), c) for a, b, c in got], places, f"{where}: places of {rule}")
        worst = max(rules.get(rule, []), key=lambda f: list(GITLAB.values())[::-1].index(GITLAB[f["severity"]]))
        check.same(failure.get("type"), worst["severity"], f"{where}: severity of {rule}")


def check_junit(text, folder, report, contracts):
    xsd = ["xmllint", "--noout", "--huge", "--schema", SCHEMAS / "junit.xsd", folder / "report.junit"]
    done = subprocess.run(xsd, capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"junit is not valid: {done.stderr[:300]}")
    suites = xml.etree.ElementTree.fromstring(text).findall("testsuite")
    check.same(len(suites), len(contracts) + len(report["skipped"]), "junit: suites")
    for suite in suites:
        check_totals(suite)
    for suite, contract in zip(suites, contracts):
        check.same(suite.get("name"), decoded(contract.path), "junit: name of a suite")
        mine = {(i["path"], i["rule"]) for i in report["incomplete"] if i["path"] == decoded(contract.path)}
        check_suite(suite, contract, len(mine))
        check.done()
    for suite, skipped in zip(suites[len(contracts) :], report["skipped"]):
        check.same(suite.get("name"), skipped["path"], "junit: name of a skipped contract")
        check(suite.find("testcase/error") is not None, f"junit: {skipped['path']} is no error")
    check.done()


# --- runs ---------------------------------------------------------------------------------------


def check_run(program, folder, paths, *options):
    status, report, sarif, gitlab, junit = run(program, folder, paths, *options)
    check.same(status, 2 if report["skipped"] or report["incomplete"] else 0, f"status with {options}")
    skipped = {s["path"] for s in report["skipped"]}
    checked = [path for path in paths if decoded(path) not in skipped]
    check.same([file["path"] for file in report["files"]], [decoded(p) for p in checked], "files")
    check.done()
    contracts = [Contract(folder, path, file) for path, file in zip(checked, report["files"])]
    redacted = "--redact" in options
    check_sarif(sarif, report, contracts, redacted)
    check_gitlab(gitlab, report, contracts)
    check_junit(junit, folder, report, contracts)
    if redacted:
        for name, text in ("sarif", sarif), ("gitlab", gitlab), ("junit", xml.sax.saxutils.unescape(junit.decode()).encode()):
            for word in "点我", "evil.example/", "𠮷野家", "合理时间内", "secrets":
                check(word.encode() not in text, f"{name}: says {word} in spite of --redact")
        check.done()
    return json.loads(sarif)


def check_many(program, folder):
    """More results than GitHub takes in a run."""
    more = "款项付至本合同载明的乙方账户。" * 4
    lines = [f"{n}. 甲方应在____日内向乙方支付第{n}期费用____元。{more}\n" for n in range(1, 13001)]
    (folder / "many.txt").write_text("服务合同\n甲方：\n乙方：\n" + "".join(lines))
    (folder / "one.txt").write_text(CONTRACT)
    log = check_run(program, folder, [b"many.txt", b"one.txt"])
    counts = [len(run_["results"]) for run_ in log["runs"]]
    check(len(counts) > 1 and counts[0] == 25000, f"sarif: runs of {counts} results")
    names = [run_.get("automationDetails", {}).get("id") for run_ in log["runs"]]
    check.same(len(set(names)), len(names), f"sarif: categories {names}")
    check.done()


def main():
    program = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/clauselint").resolve())
    if not official_schema():
        print("formats: npm did not bring the official schema of SARIF; only our own is used")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        paths = write_samples(folder)
        log = check_run(program, folder, paths)
        texts = {result["message"]["text"] for result in log["runs"][0]["results"]}
        check(any("］］>付款" in text for text in texts), "sarif: no message shows the trap in a heading")
        check.done()
        check_run(program, folder, paths, "--lang=en", "--side=neutral")
        check_run(program, folder, paths, "--min-severity=high", "--lang=zh-Hant")
        if "--redact" in subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout:
            check_run(program, folder, paths, "--redact")
        check_many(program, folder)
    print(f"formats: {check.passed} passed, {check.failed} failed")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
