"""usage: readme.py CLAUSELINT

Runs what the README shows: every command of a console block, in a folder with contracts of the names that it uses, and compares the
output with what stands under it (… stands for anything). A yaml block that begins with a file's name is written to that file before; the
blocks of the pipelines are the files that the README names; links lead to files."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.abspath(sys.argv[1])
counts = {True: 0, False: 0}


def check(name, holds, more=""):
    counts[bool(holds)] += 1
    if not holds:
        print("readme: %s\n%s" % (name, more))


def fits(shown, said):
    """Lines that hold … stand for any text; the output may end in blank lines."""
    pattern = re.escape(shown.strip("\n")).replace("…\\\n", "(?:(?:.|\n)*?\n)?").replace("…", "(?:.|\n)*?")
    return re.fullmatch(pattern, said.strip("\n")) is not None


def prepare(folder):
    sample = os.path.join(ROOT, "corpora/faulty/property-service.txt")
    for name in ("contract.txt", "draft-1.txt", "contracts/acme/frame.txt", "contracts/b.txt"):
        os.makedirs(os.path.dirname(os.path.join(folder, name)) or folder, exist_ok=True)
        shutil.copy(sample, os.path.join(folder, name))
    with open(sample, encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(folder, "draft-2.txt"), "w", encoding="utf-8") as file:
        file.write(text.replace("十五日", "三日"))
    shutil.copytree(os.path.join(ROOT, "tests/packs/acme"), os.path.join(folder, "acme"))


def run(folder, command):
    env = dict(os.environ, PATH=os.path.dirname(TOOL) + ":" + os.environ["PATH"])
    return subprocess.run(command, shell=True, cwd=folder, env=env, capture_output=True, text=True, timeout=60)


def console(folder, block):
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        done = run(folder, command)
        expected_status = (0, 1) if "rules" not in command else (0,)
        check("$ " + command, done.returncode in expected_status and fits(shown, done.stdout),
              "status %d\n%s%s" % (done.returncode, done.stdout[:1500], done.stderr[:500]))


def blocks(text):
    return re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.M | re.S)


def main():
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        text = file.read()
    named = [open(os.path.join(ROOT, p), encoding="utf-8").read() for p in
             ("tests/integration/github-workflow.yml", "tests/integration/gitlab-ci.yml")]
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        for kind, block in blocks(text):
            head = re.match(r"# (\.clauselint\.yml)\n", block)
            if kind == "console":
                console(folder, block)
            elif head:
                shown = run(folder, "cat > %s && clauselint config show" % head.group(1) + " <<'END'\n" + block + "END")
                with open(os.path.join(folder, ".clauselint.yml"), "w", encoding="utf-8") as file:
                    file.write(block)
                check("the configuration", run(folder, "clauselint config show").returncode == 0, shown.stderr)
            elif kind == "yaml" and "runs-on" in block or "image:" in block:
                check("a pipeline is the file that is tested", block in named, block[:200])
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        check("a link to " + link, os.path.exists(os.path.join(ROOT, link)))
    with open(os.path.join(ROOT, "Makefile"), encoding="utf-8") as file:
        targets = set(re.findall(r"^([a-z-]+):", file.read(), flags=re.M))
    for target in set(re.findall(r"(?:^|`)make ([a-z]+)", text, flags=re.M)):
        check("make " + target, target in targets)
    print("readme: %d passed, %d failed" % (counts[True], counts[False]))
    sys.exit(counts[False] > 0)


main()
