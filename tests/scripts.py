#!/usr/bin/env python3
"""usage: scripts.py CLAUSELINT

A contract says the same in both scripts, so it must get the same findings in both: every UTF-8 contract
of the corpora is converted to the other script, character by character through ICU (uconv), and rule,
severity, fingerprint and order of the findings are compared.
"""
import glob, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CORPORA = os.path.join(HERE, "..", "corpora")


def check(tool, path):
    run = subprocess.run([tool, "--format=json", "--fail-on=never", path], capture_output=True)
    if run.returncode not in (0, 1):
        raise SystemExit("%s: status %d: %s" % (path, run.returncode, run.stderr.decode(errors="replace")))
    return json.loads(run.stdout)["files"][0]


def identity(entry):
    return [(f["rule"], f["severity"], f["fingerprint"]) for f in entry["findings"]]


def other_script(text, script):
    to = "Traditional-Simplified" if script == "Hant" else "Simplified-Traditional"
    return subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", to], input=text, capture_output=True, check=True).stdout


def main():
    tool = sys.argv[1]
    passed = failed = 0
    paths = sorted(p for kind in ("clean", "faulty", "scraped") for p in glob.glob(os.path.join(CORPORA, kind, "*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            text = open(path, "rb").read()
            entry = check(tool, path)
            turned = os.path.join(folder, os.path.basename(path))
            with open(turned, "wb") as out:
                out.write(other_script(text, entry["script"]))
            mine, theirs = identity(entry), identity(check(tool, turned))
            if mine == theirs:
                passed += 1
                continue
            failed += 1
            print("%s: findings differ in the other script" % os.path.relpath(path, CORPORA))
            for line in sorted(set(mine) ^ set(theirs)):
                print("   ", "here " if line in mine else "there", *line)
    print("scripts: %d passed, %d failed" % (passed, failed))
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
