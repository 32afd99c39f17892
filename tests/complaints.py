#!/usr/bin/env python3
"""What people complain about in other checkers, each tried on this one.

usage: complaints.py CLAUSELINT

One function for each complaint, named by it; its first line is the complaint in a user's words. It
fails as soon as the complaint could be raised here. Everything it needs it writes itself, into an
empty folder.
"""

import glob
import inspect
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/release/clauselint")
BASELINE = ".clauselint-baseline.jsonl"
ACCEPT = ".clauselint-accept.yml"
CONFIG = ".clauselint.yml"

HEAD = "甲方：晨光有限公司\n乙方：远山有限公司\n"
TAIL = "甲方（盖章）：晨光　签字：张三　日期：2026年1月5日\n乙方（盖章）：远山　签字：李四　日期：2026年1月5日\n"
PENALTY = "1.1 乙方逾期交付的，违约金为合同总金额的35%。\n"
PRICE = "2.1 乙方可以随时调整服务费。\n"
CONTRACT = HEAD + "第一条 违约责任\n" + PENALTY + "第二条 付款\n" + PRICE + TAIL
CLEAN = HEAD + "第一条 付款\n1.1 甲方应于每月5日前向乙方支付人民币100元。\n" + TAIL


class Complaint(Exception):
    """The complaint is right."""


def sure(true, *what):
    if not true:
        raise Complaint(" ".join(str(w) for w in what))


def put(name, text):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    pathlib.Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def edit(name, old, new):
    text = pathlib.Path(name).read_text()
    sure(old in text, "the test is wrong:", old, "is not in", name)
    put(name, text.replace(old, new))


class Run:
    """One run of the program: status, out, err."""

    def __init__(self, *arguments, stdin=b"", seconds=60):
        done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=seconds)
        self.status = done.returncode
        self.out, self.err = done.stdout.decode(), done.stderr.decode()

    def ends(self, status):
        sure(self.status == status, "status", self.status, "instead of", status, self.err)
        return self

    def says(self, *patterns):
        for pattern in patterns:
            sure(re.search(pattern, self.err, re.M), repr(pattern), "is not said:", self.err)
        return self


def report(*arguments):
    run = Run("--format=json", *arguments)
    sure(run.out, "no report:", run.err)
    return json.loads(run.out)


def findings(*arguments):
    return [f for file in report(*arguments)["files"] for f in file["findings"]]


def unsettled(*arguments):
    return sorted(f["rule"] for f in findings("--new-only", *arguments))


def git(*arguments, status=0):
    done = subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
                          capture_output=True, text=True)
    sure(status is None or done.returncode == status, "git", *arguments, done.stdout, done.stderr)
    return done


def pack(name, pattern, extra=""):
    """A pack of one rule."""
    put(name + "/pack.yml", "clauselint: 1\npack: %s\nversion: 1.0.0\ntitle: {zh-Hans: 试, en: t}\nfiles: [r.yml]\n" % name)
    put(name + "/r.yml", """- id: ACM001
  name: some-rule
  category: house
  severity: medium
  harms: both
%s  message: {zh-Hans: "有问题", en: "Something is wrong"}
  why: {zh-Hans: "因为", en: "Because"}
  suggest: {zh-Hans: "写明", en: "Say it"}
  detect:
    within: sentence
    any: ['%s']
  examples:
    match: ["乙方可以随时调整服务费。", "乙方可以隨時調整费用，３０日内生效。"]
    no-match: ["双方协商确定服务费。", "服务费在服务期内不变。"]
""" % (extra, pattern))


# --- the complaints, in the order of the specification -------------------------------------------------


def wrong_line_or_column_after_normalisation():
    """The line or column is wrong when the text was normalised before it was searched."""
    dirty = ("甲方：晨光有限公司\r\n乙方：遠山有限公司\r\n第一條　𠮷野服務(wù)付款\r\n"
             "１．１ 𡃁👩‍⚖️服務(wù)\u200b费 由双 方商定；乙方可 以随\u200b時調整服務(wù)費。\r\n")
    plain = "甲方：晨光有限公司\n乙方：遠山有限公司\n第一條　付款\n1.1 服務費 由雙 方商定；乙方可 以隨　時調整服　務費。\n"
    for encoding, text in [("utf-8", dirty), ("utf-8-sig", dirty), ("utf-16", dirty), ("gb18030", dirty), ("big5", plain)]:
        put("a.txt", text.encode(encoding))
        utf8 = text.encode("utf-8-sig" if encoding == "utf-8-sig" else "utf-8")
        found = findings("--only=PAY010", "a.txt")
        sure(len(found) == 1, encoding, "found", len(found))
        span, line = found[0]["span"], text.split("\n")[3]
        quoted = utf8[span["start_byte"]:span["end_byte"]].decode()
        sure(quoted == found[0]["quote"] and quoted.startswith("乙方可") and "調整" in quoted, encoding, repr(quoted))
        for place, at in [("start", line.index("乙方可")), ("end", line.index("乙方可") + len(quoted))]:
            utf16 = len(line[:at].encode("utf-16-le")) // 2 + 1
            sure(span[place] == {"line": 4, "column": at + 1, "utf16": utf16}, encoding, place, span, at + 1, utf16)


def typos_in_configuration_are_ignored():
    """A mistyped setting does nothing, and nobody tells me."""
    put("a.txt", CONTRACT)
    put(CONFIG, "clauselint: 1\nrules:\n  PAY010: {sverity: low}\nignroe: [vague]\nselect: [vage]\n")
    run = Run("a.txt").ends(2)
    run.says(r"^\.clauselint\.yml:3:12: error: .*'sverity' \(did you mean 'severity'\?\)",
             r"^\.clauselint\.yml:4:1: error: .*'ignroe' \(did you mean 'ignore'\?\)", r"^\.clauselint\.yml:5:10: error: .*'vage'")
    sure("PAY010" not in run.out, "checked all the same, with other settings than were meant")
    os.remove(CONFIG)
    Run("--only=PAY01", "a.txt").ends(2)
    Run("--fail-on=hihg", "a.txt").ends(2)


def warnings_never_fail_the_build():
    """Warnings scroll by, and the build is green for years."""
    put("a.txt", CONTRACT)
    sure({f["severity"] for f in findings("--only=LIA003", "a.txt")} == {"medium"}, "the sample has no medium finding")
    Run("--only=LIA003", "a.txt").ends(1)
    Run("--only=LIA003", "--fail-on=high", "a.txt").ends(0)
    for severity in ["low", "info"]:
        put(CONFIG, "rules: {LIA003: {severity: %s}}\n" % severity)
        Run("--only=LIA003", "a.txt").ends(0)
        Run("--only=LIA003", "--fail-on=" + severity, "a.txt").ends(1)
        Run("--only=LIA003", "--fail-on=" + severity, "--min-severity=high", "a.txt").ends(1)


def there_is_no_baseline():
    """I have 300 old contracts and can only switch the check off."""
    put("a.txt", CONTRACT)
    Run("a.txt").ends(1)
    Run("baseline", "create", "a.txt").ends(0)
    sure(unsettled("a.txt") == [], "something is left")
    Run("a.txt").ends(0).says(r"3 in the baseline")
    edit("a.txt", PRICE, PRICE + "2.2 甲方应向乙方支付人民币____元。\n")
    sure(unsettled("a.txt") == ["BLK001"], unsettled("a.txt"))
    Run("a.txt").ends(1)


def identity_by_position_hides_a_new_problem_on_an_accepted_line():
    """I accepted one problem in line 4, and now line 4 may say what it likes."""
    put("a.txt", CONTRACT)
    print_of = findings("--only=LIA003", "a.txt")[0]["fingerprint"]
    Run("accept", "a.txt", print_of, "--reason=谈妥").ends(0)
    sure("LIA003" not in unsettled("a.txt"), "not accepted")
    edit("a.txt", "第一条", "第一条 交付\n1.1 乙方应于2026年5月1日交付。\n第一条")
    sure("LIA003" not in unsettled("a.txt"), "what was accepted came back because it moved")
    edit("a.txt", "35%", "50%")
    sure("LIA003" in unsettled("a.txt"), "another figure on the accepted line is hidden")
    edit("a.txt", "50%", "35%")
    edit("a.txt", "35%。", "35%。乙方有权单方解除本合同。")
    sure(any(f["state"] == "new" and "解除" in f["quote"] for f in findings("--new-only", "a.txt")),
         "another problem on the accepted line is hidden")


def the_baseline_conflicts_on_every_merge():
    """Two people add to the baseline, and every merge is a conflict."""
    names = ["a.txt", "m.txt", "z.txt"]
    for name in names:
        put(name, CONTRACT)
    git("init", "-q", "-b", "main", ".")
    git("add", ".")
    Run("baseline", "create", "m.txt").ends(0)
    git("add", ".")
    git("commit", "-qm", "one contract")

    def on_branch(branch, contract):
        git("checkout", "-q", "-b", branch, "main")
        Run("baseline", "create", contract).ends(0)
        git("commit", "-qam", branch)

    # Two contracts that come apart in the file merge by themselves, into what one person would have written.
    on_branch("first", "a.txt")
    on_branch("second", "z.txt")
    git("merge", "-q", "first", "-m", "both")
    merged = pathlib.Path(BASELINE).read_text()
    Run("baseline", "create", *names).ends(0)
    sure(pathlib.Path(BASELINE).read_text() == merged, "not what one person would have written")
    Run("--strict-baseline", *names).ends(0)

    # New entries at one place of the file are a conflict to Git, and no question to anybody: both hold.
    # "merge=union" says so to Git, and the order that comes of it does not matter.
    edit("a.txt", TAIL, "2.2 甲方应向乙方支付人民币____元。\n2.3 服务期限为____年。\n" + TAIL)
    git("commit", "-qam", "a longer contract")
    git("branch", "-f", "main")
    for branch, other in [("third", "2.2 甲方应向乙方支付人民币____元。"), ("fourth", "2.3 服务期限为____年。")]:
        git("checkout", "-q", "-b", branch, "main")
        full = pathlib.Path("a.txt").read_text()
        edit("a.txt", other, other.replace("____", "3"))
        Run("baseline", "create", "a.txt").ends(0)
        put("a.txt", full)
        git("commit", "-qam", branch)
    put(".git/info/attributes", BASELINE + " merge=union\n")
    git("merge", "-q", "third", "-m", "both")
    Run("--strict-baseline", *names).ends(0).says("0 changed, 0 gone")
    sure(unsettled(*names) == [], "an entry was lost")


def dead_suppressions_are_never_reported():
    """Nobody knows which of our exceptions are still needed."""
    put("a.txt", CONTRACT)
    put(ACCEPT, '- rule: PAY010\n  file: a.txt\n  text: "乙方可以,服务费。"\n  reason: 谈妥\n')
    Run("--only=PAY010", "--strict-baseline", "a.txt").ends(0)
    Run("baseline", "create", "a.txt").ends(0)
    edit("a.txt", PRICE, "")
    edit("a.txt", PENALTY, "")
    Run("a.txt").ends(0).says(r"^\.clauselint-accept\.yml:1:.* matches nothing", r"2 gone")
    Run("--strict-baseline", "a.txt").ends(1)
    os.remove(ACCEPT)
    Run("--strict-baseline", "a.txt").ends(1)
    Run("baseline", "prune", "a.txt").ends(0)
    Run("--strict-baseline", "a.txt").ends(0)


def suppressions_need_no_reason():
    """There are 400 exceptions, and nobody remembers why."""
    put("a.txt", CONTRACT)
    print_of = findings("--only=PAY010", "a.txt")[0]["fingerprint"]
    for reason in [[], ["--reason="], ["--reason=  "]]:
        Run("accept", "a.txt", print_of, *reason).ends(2)
        sure(not os.path.exists(ACCEPT), "accepted with", reason)
    for reason in ["", "\n  reason: ", '\n  reason: "  "']:
        put(ACCEPT, '- rule: PAY010\n  file: a.txt\n  text: "乙方可以,服务费。"%s\n' % reason)
        Run("a.txt").ends(2).says(r"^\.clauselint-accept\.yml:\d+:\d+: error: .*reason")
    os.remove(ACCEPT)
    put("a.txt", CONTRACT.replace("第二条", "[clauselint-accept PAY010]\n第二条"))
    sure("PAY010" in unsettled("--inline=allow", "a.txt"), "a mark without a reason is obeyed")


def the_author_of_a_file_can_switch_the_checker_off_in_it():
    """The other side wrote the contract, and a comment in it that silences the check."""
    before = [f["fingerprint"] for f in findings_of(CONTRACT)]
    for mark in ["[clauselint-accept PAY010 -- 双方已确认]", "<!-- clauselint-accept PAY010 -- 双方已确认 -->",
                 "［clauselint－accept PAY010 －－ 雙方已確認］"]:
        after = findings_of(CONTRACT.replace("第二条", mark + "\n第二条"))
        sure(set(before) <= {f["fingerprint"] for f in after}, mark, "was obeyed")
        sure(all(f["state"] == "new" for f in after), mark, "settled something")
        sure(any("clauselint" in unicodedata.normalize("NFKC", f["quote"]) for f in after), mark, "is no finding itself")
    put("contracts/a.txt", CONTRACT)
    for name in ["clauselint.yml", "a.yml", "clauselint.ignore"]:
        put("contracts/" + name, "ignore: [PAY010]\n")
    Run("contracts").ends(1)


def findings_of(text):
    put("a.txt", text)
    return findings("a.txt")


def a_rule_that_can_never_match_loads_and_reports_clean():
    """My rule has been there for a year and cannot match anything."""
    put("a.txt", CONTRACT)
    pack("good", "可以随时调整")
    Run("rules", "check", "./good").ends(0)
    Run("--pack=./good", "a.txt").ends(1)
    for name, pattern in [("boundary", r"\b调整"), ("boundary-behind", r"随时\b调整"), ("traditional", "可以隨時調整"),
                          ("full-width", "可以随时Ａ"), ("full-width-digit", "３０日"), ("nothing", "(?:|调整)")]:
        pack(name, pattern)
        Run("rules", "check", "./" + name).ends(2).says(r"%s/r\.yml:11:11: error" % name)
        run = Run("--pack=./" + name, "a.txt").ends(2)
        sure("ACM001" not in run.out, name, "was used")


def rule_errors_have_no_line():
    """Something is wrong in one of my 40 rule files."""
    for name, pattern, extra, line in [("paren", "(随时", "", 11), ("key", "随时", "  severty: high\n", 6),
                                       ("class", "[随时", "", 11)]:
        pack(name, pattern, extra)
        Run("rules", "check", "./" + name).ends(2).says(r"%s/r\.yml:%d:\d+: error" % (name, line))
    put("yaml/pack.yml", "clauselint: 1\npack: yaml\n  version: [1\n")
    Run("rules", "check", "./yaml").ends(2).says(r"yaml/pack\.yml:3:\d+: error")


def rule_ids_change_when_a_file_moves():
    """We moved a folder, and every exception we had written was void."""
    pack("house", "可以随时调整")
    put("a.txt", CONTRACT)
    before = findings("--pack=./house", "a.txt")
    sure([f["rule"] for f in before] == ["ACM001"], before)
    os.makedirs("deep/er")
    os.rename("house", "deep/er/moved")
    edit("deep/er/moved/pack.yml", "r.yml", "other.yml")
    os.rename("deep/er/moved/r.yml", "deep/er/moved/other.yml")
    os.rename("a.txt", "deep/b.txt")
    after = findings("--pack=./deep/er/moved", "deep/b.txt")
    for key in ["rule", "name", "fingerprint"]:
        sure([f[key] for f in before] == [f[key] for f in after], key, "changed")


def default_ignores_are_invisible():
    """It skipped half of the folder and did not say so."""
    put("c/a.txt", CLEAN)
    put("c/.hidden.txt", CONTRACT)
    put("c/scan.pdf", b"%PDF-1.4")
    put("c/old/b.txt", CONTRACT)
    put("c/.clauselintignore", "old/\n")
    Run("c").ends(0).says("1 file", r"1 hidden", r"1 of other types", r"1 .*ignore")
    Run("-v", "c").says(r"c/\.hidden\.txt: not checked: ", r"c/scan\.pdf: not checked: ", r"c/old: not checked: .*clauselintignore")
    os.remove("c/a.txt")
    Run("c").ends(2)


def time_outs_read_as_clean():
    """The rule ran into its limit, and the contract was reported as clean."""
    pack("endless", "(?:甲|甲甲|甲甲甲)+乙")
    put("a.txt", "第一条 付款\n" + "甲" * 300 + "丙乙\n")
    run = Run("--pack=./endless", "--format=json", "a.txt").ends(2).says("a.txt.*ACM001")
    sure([i["rule"] for i in json.loads(run.out)["incomplete"]] == ["ACM001"], "not in the report")
    for form in ["markdown", "text", "sarif", "junit", "github", "html", "gcc"]:
        sure("ACM001" in Run("--pack=./endless", "--format=" + form, "a.txt").ends(2).out, form, "says nothing")


def an_excluded_file_is_checked_because_a_hook_named_it():
    """We excluded the archive, and the commit hook checks it all the same."""
    put(CONFIG, 'exclude: ["archive/**"]\n')
    put("archive/a.txt", CONTRACT)
    put("b.txt", CLEAN)
    Run("archive/a.txt").ends(1)
    Run("--force-exclude", "archive/a.txt", "b.txt").ends(0).says("1 file,")
    Run("-v", "--force-exclude", "archive/a.txt", "b.txt").ends(0).says(r"archive/a\.txt: not checked: ")


def sarif_is_refused_by_github_for_a_chinese_file_name():
    """The upload fails: the URI of the artifact is no URI."""
    names = ["合同/采购 合同（终版）.txt", "合同/100%#1?.txt"]
    for name in names:
        put(name, CONTRACT)
    run = Run("--format=sarif", *names).ends(1)
    uris = re.findall(r'"uri": *"([^"]*)"', run.out)
    for uri in uris:
        sure(re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})*", uri), uri, "is no URI")
    sure(set(names) <= {urllib.parse.unquote(uri) for uri in uris}, uris, "do not lead back to the files")


def annotations_are_cut_at_ten_without_a_word():
    """GitHub shows ten of them, and I took the others for absent."""
    put("a.txt", HEAD + "第一条 付款\n" + "".join("1.%d 甲方应向乙方支付人民币____元。\n" % i for i in range(1, 26)) + TAIL)
    total = len(findings("--only=BLK001", "a.txt"))
    lines = Run("--format=github", "--only=BLK001", "a.txt").ends(1).out.splitlines()
    shown = [line for line in lines if "title=BLK001" in line]
    sure(total == 25 and len(shown) == 10, total, "findings,", len(shown), "annotations")
    sure(any(re.match(r"::notice.*::.*15", line) for line in lines), "the other 15 are not counted:", lines[-1])


def utf8_is_taken_for_gb18030_because_a_window_cut_a_character():
    """It looked at the first kilobytes only, cut a character in two and guessed wrong."""
    for size in [512, 1024, 4096, 8192, 65536, 1 << 20]:
        for shift in range(4):
            filler = ("甲方应按期付款。" * (size // 24 + 2)).encode()
            text = b"a" * shift + filler[:size // 3 * 3] + "\n".encode() + CONTRACT.encode()
            put("a-%d-%d.txt" % (size, shift), text)
    files = report("--fail-on=never", *sorted(glob.glob("a-*.txt")))["files"]
    sure(len(files) == 24, len(files), "of 24 were read")
    for file in files:
        sure(file["encoding"] == "UTF-8", file["path"], file["encoding"])
        sure("PAY010" in {f["rule"] for f in file["findings"]}, file["path"], "nothing found")
    with open("a-65536-1.txt", "rb") as file:
        text = file.read()
    sure(json.loads(Run("-f", "json", "-", stdin=text).out)["files"][0]["encoding"] == "UTF-8", "standard input")


def the_order_differs_on_every_run():
    """The same folder, another order: no two reports can be compared."""
    names = ["合同%02d.txt" % i for i in range(40)] + ["d%d/x.txt" % i for i in range(10)]
    random.Random(1).shuffle(names)
    for name in names:
        put("c/" + name, CONTRACT + "3.1 甲方应向乙方支付人民币____元。\n" * (len(name) % 7))
    first = Run("-j1", "--format=jsonl", "c").out
    for jobs in ["-j8", "-j3", "-j8", "-j8"]:
        sure(Run(jobs, "--format=jsonl", "c").out == first, jobs, "differs")
    paths = re.findall(r'^\{[^\n]*?"path": ?"([^"]*)"', first, re.M)
    sure(len(paths) >= 50 and [p.encode() for p in paths] == sorted(p.encode() for p in paths), "not sorted by path")
    for file in report("c")["files"]:
        places = [(f["span"]["start_byte"], f["rule"]) for f in file["findings"]]
        sure(places == sorted(places), file["path"], "is not sorted by place and rule")
    for name in sorted(names):
        os.rename("c/" + name, "c/" + name + "~")
        os.rename("c/" + name + "~", "c/" + name)
    sure(Run("-j8", "--format=jsonl", "c").out == first, "differs when the folder was written in another order")


def seventy_nine_seconds_on_4000_spaces():
    """One long run of spaces, and a pattern backtracks for a minute."""
    words = ["乙方有权", "违约金为合同总金额的", "自动续约", "人民币", "提前", "解除本合同", "第", "附件", "30", "（", "____", "2026年"]
    for space in [" ", "\t", "　", "\u00a0"]:
        text = HEAD + "第一条 责任\n"
        for word in words:
            text += "乙方" + space * 4000 + word + space * 4000 + "。\n"
        put("a.txt", text)
        Run("a.txt", seconds=10)
        sure(report("a.txt")["incomplete"] == [], "a rule gave up")


def an_8_digit_amount_is_read_as_a_clause_number():
    """It took an amount for the number of a clause, and listed 87 million clauses as missing."""
    amount = "87654321"
    for line in [amount + "元，甲方应于收货后10日内付款。", amount + ".00元。", amount + "、" + amount + "。",
                 amount + ". 其他", "第" + amount + "条 其他", "1." + amount + " 其他"]:
        put("a.txt", HEAD + "1. 付款\n本合同总价为人民币\n" + line + "\n2. 验收\n乙方应于10日内验收。\n3. 其他\n无。\n")
        run = Run("--format=json", "a.txt", seconds=10)
        sure(len(run.out) < 200000, line, "makes a report of", len(run.out), "bytes")
        outline = Run("outline", "a.txt").ends(0).out
        numbers = re.findall(r"^ +(\d+) \S+ +\d+:1 ", outline, re.M)
        sure(numbers == ["1", "2", "3"] or "第" in line or ". " in line, line, "became a clause:", outline)


def main():
    os.environ.update(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1", SOURCE_DATE_EPOCH="1798675200")
    for name in [name for name in os.environ if name.startswith(("CLAUSELINT_", "GITHUB_"))]:
        del os.environ[name]
    complaints = [f for name, f in globals().items() if inspect.isfunction(f) and (f.__doc__ or "") and f.__module__ == "__main__"
                  and not inspect.signature(f).parameters and name != "main"]
    failed = 0
    for complaint in complaints:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                complaint()
            except (Complaint, subprocess.TimeoutExpired, ValueError, LookupError, OSError) as why:
                failed += 1
                print("complaints: %s: %s" % (complaint.__name__, str(why)[:1500]))
            os.chdir("/")
    print("complaints: %d passed, %d failed" % (len(complaints) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
