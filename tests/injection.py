#!/usr/bin/env python3
"""Nothing from a contract, a file name, a rule pack or an acceptance breaks out of any format.

usage: injection.py [PROGRAM]      (build/release/clauselint)

Each of these brings everything that is known to be obeyed somewhere: tags, links, escape sequences,
commands of build services, ends of comments and of CDATA. Every format is read by a parser that is not
ours; what it finds must be of our own making only. That the words arrive whole is tested elsewhere
(formats_lines.py, formats_ci.py, html.py).
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.pop(0)  # where html.py would be taken for Python's own html
import html.parser

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ATTACKS = [
    "<script>window.pwned=1</script>", "</script><script>x()</script>", "<img src=x onerror=x()>",
    "[点我](javascript:x())", "![x](https://example.invalid/x.png)", "<https://example.invalid/>",
    "https://example.invalid/auto", "\"><svg/onload=x()>", "' onmouseover='x()", "]]><evil/>", "--><evil/>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "\x1b[31mred\x1b]0;title\x07", "\x9b2J",
    "\u202e反\u202c\u2066向\u2069", "::set-output name=x::y", "##[error]x", "##vso[task.setvariable]x",
    "%0A::error::x", "`code` ***bold*** ~~x~~ | a | b |", "{0} {{7*7}} ${x}", "&lt;script&gt; &#x3c;b&#x3e;",
    "$(touch pwned) `touch pwned` ; touch pwned", "javascript:x()", "data:text/html,<script>x()</script>",
    "\ufffe\uffff",
]
# A file's name has no slash and no NUL.
NAMES = [attack.replace("/", "∕") for attack in ATTACKS] + ["new\nline\n::error::x", "cr\r::warning::x", "-rf"]

# What follows a piece of text in YAML may be anything, so it is written as JSON, which is YAML.
PACK = {"clauselint": 1, "pack": "evil", "version": "1.0.0", "files": ["rules.yml"]}
COMMANDS = re.compile(r"::(error|warning|notice)( [a-zA-Z]+=[^,:]*(,[a-zA-Z]+=[^,:]*)*)?::(.*)")
OBEYED = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
HTML_OURS = set("""a article b bdi blockquote body button code details div em h1 h2 h3 h4 h5 head header html label
    li main mark meta nav ol option output p s script section select small span strong style summary table tbody td
    th thead time title tr ul br dd dl dt hr kbd pre footer aside ins del i u sup fieldset legend""".split())
MARKDOWN_OURS = set("p h1 h2 h3 h4 h5 h6 strong em code ul ol li table thead tbody tr th td blockquote hr br".split())
XML_OURS = {"testsuites", "testsuite", "testcase", "failure", "error", "properties", "property", "system-out",
            "skipped", "system-err"}


class Elements(html.parser.HTMLParser):
    """Elements and attributes of a page, as a browser would see them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))


def tags_error(text, ours, scripts):
    found = Elements(text).found
    for tag, attributes in found:
        if tag not in ours:
            return "an element <%s>" % tag
        for key, value in attributes:
            if key.startswith("on") or key in ("style", "srcdoc", "formaction"):
                return "an attribute %s" % key
            if key in ("href", "src") and not (value or "").startswith("#"):
                return "an address %s" % value
    if sum(tag == "script" for tag, _ in found) != scripts:
        return "%d scripts" % sum(tag == "script" for tag, _ in found)
    return ""


def line_error(text):
    seen = OBEYED.search(text)
    return "%r is written as it is" % seen[0] if seen else ""


def markdown_error(text):
    done = subprocess.run(["cmark", "--unsafe"], input=text.encode(), capture_output=True, check=True)
    return line_error(text) or tags_error(done.stdout.decode(), MARKDOWN_OURS, 0)


def html_error(text):
    return line_error(text.replace("\t", "")) or tags_error(text, HTML_OURS, 1)


def json_error(text):
    json.loads(text)
    return ""


def links(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "snippet":  # the contract's own words, which no viewer reads as anything
                continue
            if isinstance(inner, str) and key in ("text", "markdown", "description", "body"):
                yield from re.findall(r"(?<!\\)\[[^\]\n]*(?<!\\)\]\([^)\n]*\)", inner)
            yield from links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner)


def message_error(text):
    """SARIF and GitLab: messages that some viewers read as Markdown."""
    seen = list(links(json.loads(text)))
    return "a link %s" % seen[0] if seen else ""


def jsonl_error(text):
    for line in text.split("\n")[:-1]:
        json.loads(line)
    return ""


def xml_error(text):
    for element in xml.etree.ElementTree.fromstring(text.encode()).iter():
        if element.tag not in XML_OURS:
            return "an element <%s>" % element.tag
    return ""


def github_error(text):
    for line in text.split("\n")[:-1]:
        if not COMMANDS.fullmatch(line):
            return "no annotation of ours: %r" % line[:100]
    return line_error(text)


def terminal_error(text):
    for line in text.split("\n"):
        if line.lstrip().startswith("::") or re.search(r"##[\[a-zA-Z]", line):
            return "a build service would obey %r" % line[:100]
    return line_error(text)


FORMATS = {"markdown": markdown_error, "html": html_error, "json": json_error, "jsonl": jsonl_error,
           "sarif": message_error, "gitlab": message_error, "junit": xml_error, "github": github_error,
           "text": terminal_error, "gcc": terminal_error}


def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def contract(attack):
    """The attack stands in the title, a heading, a party, a finding, a blank and a broken line."""
    return ("服务合同%s\n甲方：%s有限公司\n乙方：远山公司\n第一条 %s 自动续约\n1.1 期满前____日无异议的，本合同%s自动续约____年。\n"
            "1.2 只要甲方晚付一期费用，乙方有权%s立即中止服务，且不承担任何责任。\n第二条 费用\n2.1 费用为人民币【%s】元，测试%s。\n%s\n" %
            ((attack,) * 8))


def rule(number, attack):
    words = {"zh-Hans": "测试" + attack, "en": "test" + attack}
    return {"id": "EVL%03d" % number, "name": "evil-%d" % number, "category": "blank", "severity": "high",
            "confidence": "high", "harms": "both", "message": words, "why": words, "suggest": words,
            "legal": [{"law": "《" + attack + "》", "article": attack}],
            "detect": {"within": "sentence", "any": ["测试"]},
            "examples": {"match": ["⟦测试⟧一下。"], "no-match": ["一下。"]}}


def lean(rule_):
    return {key: value for key, value in rule_.items() if key != "legal"}


class Suite:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.passed = self.failed = 0
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB", "CLAUSELINT"))}

    def note(self, name, error):
        if error:
            self.failed += 1
            print("%s: %s" % (ascii(name), ascii(error)))
        else:
            self.passed += 1

    def run(self, *arguments):
        return subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, timeout=120,
                              env=self.environment)

    def report(self, what, name, error, *arguments):
        done = self.run(*arguments)
        if done.returncode not in (0, 1, 2) or not done.stdout:
            self.note("%s as %s" % (what, name), "status %d: %s" % (done.returncode, done.stderr.decode()[:200]))
            return
        try:
            problem = error(done.stdout.decode("utf-8"))
        except (ValueError, xml.etree.ElementTree.ParseError) as trouble:
            problem = "not %s: %s" % (name, trouble)
        self.note("%s as %s" % (what, name), problem)
        self.note("%s as %s, what is said" % (what, name), terminal_error(done.stderr.decode("utf-8")))

    def all_formats(self, what, *arguments):
        for name, error in FORMATS.items():
            self.report(what, name, error, "--fail-on=never", "-f", name, *arguments)

    def contracts(self):
        os.mkdir(os.path.join(self.folder, "contracts"))
        for i, attack in enumerate(ATTACKS):
            write(os.path.join(self.folder, "contracts", "%d.txt" % i), contract(attack))
            self.all_formats("contract with " + attack, "contracts/%d.txt" % i)
        self.report("outline of all", "outline", terminal_error, "outline", "contracts")

    def names(self):
        os.mkdir(os.path.join(self.folder, "names"))
        for name in NAMES:
            write(os.path.join(self.folder, "names", name + ".txt"), contract("甲"))
        self.all_formats("names in a folder", "names")
        self.all_formats("names that are not there", "--", "a.txt", *(name + ".nothing" for name in NAMES))

    def write_pack(self):
        """All attacks that a pack may carry: what the loader refuses is refused with a place."""
        folder = os.path.join(self.folder, "pack")
        os.mkdir(folder)
        taken = []
        for i, attack in enumerate(ATTACKS):
            for form in (rule(i, attack), lean(rule(i, attack))):
                write(os.path.join(folder, "pack.yml"), json.dumps(dict(PACK, title={"zh-Hans": attack, "en": attack})))
                write(os.path.join(folder, "rules.yml"), json.dumps([form]))
                done = self.run("rules", "check", "./pack")
                said = done.stderr.decode()
                self.note("pack with " + attack, terminal_error(said) or terminal_error(done.stdout.decode()))
                if done.returncode == 0:
                    taken.append(form)
                    break
                self.note("pack with %s, refused" % attack, "" if ".yml:" in said else "without a place: " + said)
        write(os.path.join(folder, "pack.yml"), json.dumps(dict(PACK, title={"zh-Hans": "包", "en": "pack"})))
        write(os.path.join(folder, "rules.yml"), json.dumps(taken))
        return taken

    def packs(self):
        taken = self.write_pack()
        self.note("packs", "" if len(taken) >= 10 else "only %d attacks are taken" % len(taken))
        self.all_formats("pack", "--pack=./pack", "a.txt")
        self.report("rules", "list", line_error, "--pack=./pack", "rules", "list")
        self.report("rules", "docs", lambda text: line_error(text), "rules", "docs", "./pack")
        for form in taken:
            self.report("explain " + form["id"], "markdown", markdown_error, "--pack=./pack", "explain", form["id"])

    def acceptances(self):
        entries = [{"rule": "BLK001", "file": "a.txt", "text": attack, "clause": attack, "reason": attack or "x",
                    "by": attack} for attack in ATTACKS]
        entries.append({"rule": "SUS001", "file": "a.txt", "reason": " ".join(ATTACKS), "by": ATTACKS[0]})
        write(os.path.join(self.folder, ".clauselint.yml"), "clauselint: 1\nroot: true\n")
        write(os.path.join(self.folder, ".clauselint-accept.yml"), json.dumps(entries))
        self.all_formats("acceptances", "a.txt")
        write(os.path.join(self.folder, ".clauselint-accept.yml"), json.dumps([{"rule": attack} for attack in ATTACKS]))
        done = self.run("-q", "a.txt")
        self.note("acceptances with mistakes", terminal_error(done.stderr.decode()) or
                  ("" if done.returncode == 2 else "status %d" % done.returncode))
        os.remove(os.path.join(self.folder, ".clauselint-accept.yml"))
        write(os.path.join(self.folder, ".clauselint.yml"), json.dumps({attack: attack for attack in ATTACKS}))
        done = self.run("-q", "a.txt")
        self.note("configuration with mistakes", terminal_error(done.stderr.decode()) or
                  ("" if done.returncode == 2 else "status %d" % done.returncode))
        os.remove(os.path.join(self.folder, ".clauselint.yml"))

    def no_shell(self):
        left = [name for _, _, names in os.walk(self.folder) for name in names if name == "pwned"]
        self.note("shell", "a command was run" if left else "")


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/clauselint"))
    sys.stdout.reconfigure(errors="backslashreplace")
    with tempfile.TemporaryDirectory() as folder:
        suite = Suite(program, folder)
        write(os.path.join(folder, "a.txt"), contract("甲"))
        suite.contracts()
        suite.names()
        suite.packs()
        suite.acceptances()
        suite.no_shell()
    print("injection: %d passed, %d failed" % (suite.passed, suite.failed))
    return 1 if suite.failed else 0


sys.exit(main())
