#!/usr/bin/env python3
"""usage: fingerprints.py CLAUSELINT [FILE...]

A finding's identity survives what does not touch its words. Every contract of the corpora is changed in
ways that people and programs change contracts, and the fingerprints of the findings are compared, as a
multiset:

    insert    a harmless clause is put in front of a numbered clause
    renumber  every 第N条 counts one more, in headings and references alike
    script    ICU turns the text into the other script
    reflow    paragraphs are wrapped at a fixed width
    widen     every run of blanks is longer
    elsewhere a harmless sentence is added to a clause that has no finding
    figure    one figure in the sentence of one finding is another one: the findings of that sentence
              get other fingerprints, and no other finding does

Findings about the thing that was changed are no part of the comparison: numbering after renumbering and
inserting, hidden characters after wrapping. What a contract lacks depends on its type, which is told by
its beginning: where a change makes it another one, absences are not compared.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CORPORA = os.path.join(ROOT, "corpora")
CODECS = {"UTF-8": "utf-8-sig", "GB18030": "gb18030", "Big5": "big5hkscs", "UTF-16LE": "utf-16", "UTF-16BE": "utf-16"}
NUMERALS = "一二三四五六七八九十"
LABEL = re.compile(r"第([%s]+)(條|条)" % NUMERALS)


# --- the program ---------------------------------------------------------------------------------

def check(tool, texts):
    """The findings of many texts, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, "%04d.txt" % i) for i in range(len(texts))]
        for path, text in zip(paths, texts):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        run = subprocess.run([tool, "-q", "--no-baseline", "--format=json", "--fail-on=never", *paths], capture_output=True)
        if run.returncode:
            raise SystemExit("status %d: %s" % (run.returncode, run.stderr.decode(errors="replace")[:500]))
        return [(entry["script"], entry["type"], entry["findings"]) for entry in json.loads(run.stdout)["files"]]


def prints(findings, without=()):
    return collections.Counter((f["rule"], f["fingerprint"]) for f in findings if f["rule"] not in without)


# --- changes -------------------------------------------------------------------------------------

def to_number(text):
    """一 to 九十九."""
    tens, _, ones = text.rpartition("十") if "十" in text else ("", "", text)
    value = 10 * (NUMERALS.index(tens) + 1 if tens else 1) if "十" in text else 0
    return value + (NUMERALS.index(ones) + 1 if ones else 0)


def to_text(number):
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens - 1]) + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def count_up(text, least):
    """第N条 and the N.M below it count one more, from number least on. N.M belongs to the last 第N条."""
    last = None

    def up(match):
        nonlocal last
        if match.group(1):
            number = to_number(match.group(1))
            if match.start() == 0 or text[match.start() - 1] not in "按照本依据第款":
                last = number
            return "第%s%s" % (to_text(number + (number >= least)), match.group(2))
        number = int(match.group(3))
        return "%d." % (number + (number >= least)) if number == last else match.group(0)

    return re.sub(LABEL.pattern + r"|(?<![\d.])([1-9]\d?)\.(?=\d{1,2}(?![\d%元年月日天个万分]))", up, text)


def renumber(text, script):
    """Not in texts whose chapters would then begin with a second article, which no renumbering leaves."""
    if re.search("第[%s]+章" % NUMERALS, text) or len({m.group(1) for m in LABEL.finditer(text)}) < 2:
        return None
    return count_up(text, 1)


def insert(text, script):
    """In front of the third 第N条 that begins a line, with what follows renumbered."""
    starts = [m.start() for m in re.finditer(r"^[ \t　]*第[%s]+[條条]" % NUMERALS, text, re.M)]
    if len(starts) < 3:
        return None
    number = to_number(LABEL.search(text, starts[2]).group(1))
    words = "條 通則\n雙方應當按照誠信原則履行本合同。\n" if script == "Hant" else "条 通则\n双方应当按照诚信原则履行本合同。\n"
    added = "第" + to_text(number) + words
    return count_up(text[:starts[2]], number) + added + count_up(text[starts[2]:], number)


def other_script(text, script):
    to = "Traditional-Simplified" if script == "Hant" else "Simplified-Traditional"
    run = subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", to], input=text.encode(), capture_output=True, check=True)
    return run.stdout.decode()


def may_wrap(line, at):
    """Between two Han characters, and not where what follows looks like the beginning of a line of its
    own: a label with a colon, a number. There a line break can be told from none by no one."""
    return re.match("[一-鿿][一-鿿]", line[at - 1:at + 1]) and not re.search("[:：]", line[at:at + 14]) and \
        not re.match("[第一二三四五六七八九十百甲乙丙丁戊己庚辛零]", line[at:])


def columns(line):
    return sum(1 if c < "\x80" else 2 for c in line)


def break_at(line, width):
    """The last place for a break that fills the line but for five columns; 0 when there is none."""
    last, column = 0, 0
    for at, c in enumerate(line):
        if column > width:
            break
        if column >= width - 5 and may_wrap(line, at):
            last = at
        column += 1 if c < "\x80" else 2
    return last


def wrapped(text, width):
    """None when a line has no place for a break near width, or when too few lines reach the width for
    anyone to see that the text is wrapped. Lines with the gaps of a form are left as they are."""
    lines = []
    for line in text.split("\n"):
        while 2 * len(line) > width and columns(line) > width and not re.search("   |\t|　　", line):
            at = break_at(line, width)
            if not at:
                return None
            lines.append(line[:at])
            line = line[at:]
        lines.append(line)
    widths = [columns(line) for line in lines if line]
    full = sum(width - 5 <= w <= width for w in widths)
    over = sum(w > width for w in widths)
    return "\n".join(lines) if full >= 6 and full * 5 >= len(widths) and over * 50 < len(widths) else None


def reflow(text, script):
    """Paragraphs are wrapped at the first width for which every line has a place for a break: only running
    text is a text that is wrapped."""
    return next((lines for lines in (wrapped(text, width) for width in range(48, 120, 2)) if lines), None)


def widen(text, script):
    return re.sub(r"_{2,}", lambda m: m.group(0) + "____", text)


def elsewhere(text, script, findings):
    """A sentence more at the end of a line of its own that no finding touches, with its clause."""
    touched = {n for f in findings for n in range(f["span"]["start"]["line"] - 1, f["span"]["end"]["line"] + 2)}
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if i > 8 and i + 1 not in touched and line.rstrip("\r").endswith("。") and len(line) > 12:
            more = "雙方應當及時溝通。" if script == "Hant" else "双方应当及时沟通。"
            return "\n".join(lines[:i] + [line.rstrip("\r") + more] + lines[i + 1:])
    return None


# --- one contract --------------------------------------------------------------------------------

# Rules about what a change changes, and why the change is theirs.
ABOUT = {
    "insert": ("STR",),
    "renumber": ("STR",),
    "reflow": ("HID", "STR"),
    "script": (),
    "widen": (),
    "elsewhere": (),
}
PLAIN = {"insert": insert, "renumber": renumber, "script": other_script, "reflow": reflow, "widen": widen}


def of_kind(rules, findings):
    return {f["rule"] for f in findings if f["rule"].startswith(rules)} if rules else set()


def compare(kind, before, after, same_type):
    left_out = of_kind(ABOUT[kind], before + after)
    if not same_type:
        left_out |= {f["rule"] for f in before + after if f["span"]["start_byte"] == f["span"]["end_byte"]}
    a, b = prints(before, left_out), prints(after, left_out)
    return [(sign, rule, fp) for sign, rest in (("-", a - b), ("+", b - a)) for rule, fp in rest.elements()]


def figures(text, findings):
    """For every sentence with findings the text with one figure in it changed."""
    data, seen = text.encode(), set()
    for finding in findings:
        sentence = finding["sentence"].encode()
        at = data.rfind(sentence, 0, finding["span"]["end_byte"] + len(sentence)) if sentence else -1
        match = re.search(rb"[1-9](?=[0-9,]*(?:%|\xe6\x97\xa5|\xe5\xa4\xa9|\xe5\x85\x83|\xe4\xb8))", sentence)
        if at < 0 or not match or at in seen or at > finding["span"]["start_byte"]:
            continue
        seen.add(at)
        at += match.start()
        yield finding, (data[:at] + (b"7" if data[at:at + 1] != b"7" else b"8") + data[at + 1:]).decode()


def figure_fails(finding, before, after):
    """The findings of that sentence change, and no other; but two clauses may contradict each other now, or
    no longer."""
    about = of_kind(("STR",), before + after)
    here = [f for f in before if f["sentence"] == finding["sentence"]]
    a, b = prints(before, about), prints(after, about)
    lost, won = a - b, b - a
    wrong = [("-", *key) for key in (lost - prints(here)).elements()]
    if finding["rule"] not in about and b[(finding["rule"], finding["fingerprint"])]:
        wrong.append(("=", finding["rule"], finding["fingerprint"]))
    lines = {f["span"]["start"]["line"] for f in here}
    return wrong + [("+", f["rule"], f["fingerprint"]) for f in after if (f["rule"], f["fingerprint"]) in won and
                    f["span"]["start"]["line"] not in lines]


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/clauselint")
    paths = sys.argv[2:] or sorted(glob.glob(os.path.join(CORPORA, "*", "*.txt")))
    manifest = {e["path"]: e for e in json.load(open(os.path.join(CORPORA, "manifest.json"), encoding="utf-8"))["files"]}
    passed = failed = 0
    counts = collections.Counter()
    for path in paths:
        name = os.path.relpath(path, CORPORA)
        encoding = manifest[name]["encoding"].split()[0]
        with open(path, "rb") as file:
            text = file.read().decode(CODECS[encoding])
        script, type_before, before = check(tool, [text])[0]
        changes = [(kind, None, change(text, script)) for kind, change in PLAIN.items()]
        changes.append(("elsewhere", None, elsewhere(text, script, before)))
        changes += [("figure", finding, changed) for finding, changed in figures(text, before)]
        changes = [c for c in changes if c[2] is not None and c[2] != text]
        for (kind, finding, _), (_, type_after, after) in zip(changes, check(tool, [c[2] for c in changes])):
            wrong = figure_fails(finding, before, after) if kind == "figure" else \
                compare(kind, before, after, type_before == type_after)
            counts[kind] += 1
            if not wrong:
                passed += 1
                continue
            failed += 1
            print("%s: %s%s" % (name, kind, " “%s”" % finding["quote"] if finding else ""))
            known = {f["fingerprint"]: f["sentence"] for f in after + before}
            for sign, rule, fingerprint in wrong[:12]:
                print("   %s %s %s %s" % (sign, rule, fingerprint[:11], known[fingerprint][:70]))
    for kind in [*ABOUT, "figure"]:
        if not counts[kind] and not sys.argv[2:]:
            failed += 1
            print("no contract could be changed by: " + kind)
    print("fingerprints: " + ", ".join("%s %d" % item for item in sorted(counts.items())))
    print("fingerprints: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
