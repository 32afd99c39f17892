#!/usr/bin/env python3
"""usage: diff_laws.py CLAUSELINT

What must hold between any contract of the corpora and a draft made from it: itself, the other script,
wider blanks, full-width digits, wrapped lines, all on one line: no difference. With other numbers: nothing
but other numbers. With one value changed: that value, its clause, and nothing else.
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HAN = "一二三四五六七八九十"
CONTENT = ("reworded", "split", "merged", "added", "removed")


def diff(tool, old, new):
    run = subprocess.run([tool, "diff", "-q", "-f", "json", "--fail-on=never", old, new], capture_output=True)
    if run.returncode != 0:
        raise SystemExit("%s %s: status %d: %s" % (old, new, run.returncode, run.stderr.decode(errors="replace")))
    return json.loads(run.stdout)


# --- drafts made from a contract ----------------------------------------------------------------------

def other_script(text):
    hant = sum(text.count(c) for c in "條約應務責單時間")
    hans = sum(text.count(c) for c in "条约应务责单时间")
    to = "Traditional-Simplified" if hant > hans else "Simplified-Traditional"
    run = subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", to], input=text.encode(), capture_output=True, check=True)
    return run.stdout.decode()


def wider_blanks(text):
    return re.sub("_{3,}", lambda m: m.group() + "______", text)


def full_width(text):
    return re.sub(r"(?<=[\u4e00-\u9fff])[0-9]+(?=[\u4e00-\u9fff])", lambda m: "".join(chr(ord(c) + 0xFEE0) for c in m.group()), text)


def wrapped(text):
    """Long lines broken inside a run of Han characters, as a PDF does."""
    lines = []
    for line in text.split("\n"):
        while len(line) > 60:
            at = next((i for i in range(45, 60) if re.match(r"[\u4e00-\u9fff]{4}", line[i - 2:i + 2])), None)
            if at is None:
                break
            lines.append(line[:at])
            line = line[at:]
        lines.append(line)
    return "\n".join(lines)


def one_line(text):
    """As scraped; not where marks of Markdown, dots or lists of contents run into the numbers."""
    if re.search(r"(?m)^(#|- |>)|目 ?[录錄]|[０-９]．|第 ?\d+ ?页|\.{6}|上传|上傳", text):
        return None
    return re.sub(r"[ \u3000]*\n+[ \u3000]*", "", text)


def han(n):
    if n <= 10:
        return HAN[n - 1]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else HAN[tens - 1]) + "十" + (HAN[ones - 1] if ones else "")


def value_of(number):
    if number.isdigit():
        return int(number)
    if "十" in number:
        tens, ones = number.split("十")
        return (HAN.index(tens) + 1 if tens else 1) * 10 + (HAN.index(ones) + 1 if ones else 0)
    return HAN.index(number) + 1


ARTICLE = re.compile(r"^(\s*)第([一二三四五六七八九十]+|\d+)[条條]\s*", re.M)


def renumbered(style):
    """Articles in another style of number, where the contract has no other numbers that it could be taken for."""
    def make(text):
        if not ARTICLE.search(text) or re.search(r"(?m)^\s*(\d+[.、]|[一二三四五六七八九十]+、|第.{1,3}[章节])", text):
            return None
        if re.search(r"(?<!^)(?<!\n)第[一二三四五六七八九十\d]+[条條]", text):
            return None  # references would have to be rewritten, too
        return ARTICLE.sub(lambda m: m.group(1) + style(value_of(m.group(2))), text)
    return make


# --- laws ---------------------------------------------------------------------------------------------

def nothing(found):
    counts = found["summary"]["clauses"]
    return [] if not any(counts[k] for k in counts if k != "unchanged") and not found["values"] and not found["findings"] else ["a difference"]


def only_numbers(found):
    counts = found["summary"]["clauses"]
    wrong = ["%d %s" % (counts[k], k) for k in CONTENT + ("moved",) if counts[k]]
    if not counts["renumbered"]:
        wrong.append("nothing renumbered")
    # Findings about the numbering itself may come and go with it.
    wrong += [f["state"] + " " + f["rule"] for f in found["findings"] if not f["rule"].startswith("STR")]
    return wrong + ["value " + str(v["new"]) for v in found["values"]]


DRAFTS = [
    ("itself", lambda text: text, nothing),
    ("other script", other_script, nothing),
    ("wider blanks", wider_blanks, nothing),
    ("full-width digits", full_width, nothing),
    ("wrapped lines", wrapped, nothing),
    ("one line", one_line, nothing),
    ("numbers 3.", renumbered(lambda n: "%d. " % n), only_numbers),
    ("numbers 三、", renumbered(lambda n: han(n) + "、"), only_numbers),
    ("numbers （三）", renumbered(lambda n: "（%s）" % han(n)), only_numbers),
    ("numbers 第13条", renumbered(lambda n: "第%d条 " % (n + 10)), only_numbers),
]


def change_a_number(text):
    """The contract with the last figure before a unit tenfold, and both figures."""
    found = list(re.finditer(r"(?<![\d.,])([1-9]\d?)(%|日内|個月|个月|小时|小時|元)", text))
    if not found:
        return None
    at = found[-1]
    return text[:at.start()] + at.group(1) + "0" + text[at.end(1):], at.group(1)


def only_that_number(found, old):
    counts = found["summary"]["clauses"]
    wrong = ["%d %s" % (counts[k], k) for k in counts if counts[k] and k not in ("unchanged", "reworded")]
    if counts["reworded"] != 1:
        wrong.append("%d reworded" % counts["reworded"])
    values = found["values"]
    if len(values) != 1 or not values[0]["old"].startswith(old) or not values[0]["new"].startswith(old + "0"):
        wrong.append("values %s" % [(v["old"], v["new"]) for v in values])
    places = [found["clauses"][0]["place"]["byte"]] if found["clauses"] else []
    for f in found["findings"]:
        if f["new"] and f["old"] and f["new"]["begin"]["byte"] < places[0] and f["rule"][:3] != "STR":
            wrong.append("finding %s %s" % (f["state"], f["rule"]))
    return wrong


def main():
    tool = sys.argv[1]
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    passed = failed = 0
    paths = sorted(p for kind in ("clean", "faulty", "scraped") for p in glob.glob(os.path.join(ROOT, "corpora", kind, "*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        old, new = os.path.join(folder, "old.txt"), os.path.join(folder, "new.txt")
        for path in paths:
            text = open(path, encoding="utf-8").read()
            drafts = [(name, make(text), law) for name, make, law in DRAFTS]
            changed = change_a_number(text)
            if changed:
                drafts.append(("one number", changed[0], lambda found, old=changed[1]: only_that_number(found, old)))
            for name, draft, law in drafts:
                if draft is None or only not in name:
                    continue
                open(old, "w").write(text)
                open(new, "w").write(draft)
                wrong = law(diff(tool, old, new))
                passed += not wrong
                failed += bool(wrong)
                if wrong:
                    print("%s, %s: %s" % (os.path.relpath(path, ROOT), name, "; ".join(wrong)))
    print("diff-laws: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
