"""usage: workflows.py CLAUSELINT

Runs the shell steps of the GitHub workflow and of the GitLab job in a repository of contracts, as those services do: one shell a step,
which ends at the first failure. What installs the program is left out; tests/install.sh does that."""
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import jsonschema
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
TOOL = os.path.abspath(sys.argv[1])
RISKY = "第一条 付款\n1.1 甲方应向乙方支付人民币____元。\n1.2 甲方逾期付款的，乙方有权随时停止服务，无需通知甲方。\n"
CLEAN = "第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n"
counts = {True: 0, False: 0}


def check(name, holds, more=""):
    counts[bool(holds)] += 1
    if not holds:
        print("workflows: %s %s" % (name, more))


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


def schema(name):
    with open(os.path.join(TESTS, "schemas", name), encoding="utf-8") as file:
        return json.load(file)


def put(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def run(folder, command, env):
    env = dict(os.environ, PATH=os.path.dirname(TOOL) + ":" + os.environ["PATH"], **env)
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=60)


def github(folder):
    steps = load("github-workflow.yml")["jobs"]["clauselint"]["steps"]
    command = next(step["run"] for step in steps if step.get("name") == "Check contracts")
    upload = next(step for step in steps if "upload-sarif" in step.get("uses", ""))
    summary = os.path.join(folder, "summary.md")
    put(folder, "summary.md", "before\n")
    done = run(folder, command, {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary})
    with open(os.path.join(folder, upload["with"]["sarif_file"]), encoding="utf-8") as file:
        sarif = json.load(file)
    with open(summary, encoding="utf-8") as file:
        return done, sarif, file.read()


def test_github(folder):
    put(folder, "contracts/供应商 甲.txt", RISKY)
    put(folder, "contracts/b.txt", CLEAN)
    done, sarif, summary = github(folder)
    check("github: a risky contract fails the job", done.returncode == 1, done.stderr)
    lines = [line for line in done.stdout.splitlines() if line]
    check("github: all lines are annotations", all(line.startswith("::") for line in lines), done.stdout)
    check("github: an error names the file", any(line.startswith("::error file=contracts/供应商 甲.txt,line=3") for line in lines), done.stdout)
    jsonschema.validate(sarif, schema("sarif.schema.json"))
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["runs"][0]["results"]}
    check("github: SARIF has the path percent-encoded", uris == {"contracts/%E4%BE%9B%E5%BA%94%E5%95%86%20%E7%94%B2.txt"}, uris)
    check("github: the summary is appended", summary.startswith("before\n") and "供应商 甲.txt" in summary, summary[:200])
    os.remove(os.path.join(folder, "contracts/供应商 甲.txt"))
    done, sarif, summary = github(folder)
    check("github: clean contracts pass", done.returncode == 0, done.stderr)
    check("github: and are in the SARIF", sarif["runs"][0]["results"] == [])
    put(folder, "contracts/broken.txt", b"\x00\x01")
    done, sarif, summary = github(folder)
    check("github: a contract that cannot be read is status 2", done.returncode == 2, done.stderr)
    check("github: and is said in the SARIF", sarif["runs"][0]["invocations"][0]["executionSuccessful"] is False)
    check("github: and as an annotation", "broken.txt" in done.stdout, done.stdout)


def test_gitlab(folder):
    job = load("gitlab-ci.yml")["contracts"]
    reports = job["artifacts"]["reports"]
    put(folder, "contracts/a.txt", RISKY)
    put(folder, "contracts/b.txt", CLEAN)
    done = run(folder, "\n".join(job["script"]), {"CI": "true", "GITLAB_CI": "true"})
    check("gitlab: a risky contract fails the job", done.returncode == 1, done.stderr)
    check("gitlab: the log shows the words", "^^^^" in done.stdout and "\x1b" not in done.stdout, done.stdout)
    with open(os.path.join(folder, reports["codequality"]), encoding="utf-8") as file:
        quality = json.load(file)
    jsonschema.validate(quality, schema("gitlab.schema.json"))
    check("gitlab: the code quality report has the place", {"contracts/a.txt"} == {q["location"]["path"] for q in quality})
    suites = ET.parse(os.path.join(folder, reports["junit"])).getroot()
    check("gitlab: the test report has a failure and a pass",
          suites.findall(".//failure") and any(len(case) == 0 for case in suites.iter("testcase")))
    os.remove(os.path.join(folder, "contracts/a.txt"))
    check("gitlab: clean contracts pass", run(folder, "\n".join(job["script"]), {}).returncode == 0)
    os.remove(os.path.join(folder, "contracts/b.txt"))
    check("gitlab: an empty folder does not pass", run(folder, "\n".join(job["script"]), {}).returncode == 2)


for test in (test_github, test_gitlab):
    with tempfile.TemporaryDirectory() as folder:
        test(folder)
print("workflows: %d passed, %d failed" % (counts[True], counts[False]))
sys.exit(counts[False] > 0)
