#!/usr/bin/env python3
"""What is ignored, compared with git itself: made-up trees with made-up ignore files at several depths.

usage: ignore.py CLAUSELINT [TREES]

git ls-files --others --exclude-standard must name the files that the program finds in the folder, and
git check-ignore those that it leaves out with --force-exclude when they are all named. Names are ASCII
here: on others ? and [ ] differ on purpose, by characters instead of bytes (tests/folders.sh)."""
import os
import random
import subprocess
import sys
import tempfile

NAMES = ["a", "b", "ab", "aab", "build", "x y", "a!b", "#c", "a*b", "[b]", "doc-1", "doc-2"]
PIECES = ["a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "[a-c]", "[]b]", "[^[]", "[[:alpha:]]", "[[:digit:]",
          "\\*", "\\[", "\\a", "build", "doc-", "*.txt", ".txt", "**/", "/**", "***", "x y", "!", "#", "-", "\\!",
          "[/]", "[a-]", "[--b]", "[\\]b]"]
WHOLE = ["a/", "/a", "*.txt", "!*.txt", "!a/", "**/b", "a/**", "a/**/b", "/*", "!/b", "build/", "**", "!**/a.txt",
         "a/*", "!a/b", "*a*a*b*", "doc-[0-9]*", "/**/b.txt", "# a", "", "x y.txt  ", "x y.txt\\ ", "!", "/", "//",
         "a//", "**/", "b\\", "a[", "[!b", "\\#c.txt", "a\\!b.txt", "!!a.txt", " a.txt", "a.txt\r", "*/b", "*/*/b/"]


def pattern(rng):
    if rng.random() < 0.5:
        return rng.choice(WHOLE)
    text = "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 5)))
    return ("!" if rng.random() < 0.25 else "") + text + ("/" if rng.random() < 0.2 else "")


def grow(rng, folder, depth, files):
    """Fills folder, and puts an ignore file into every third."""
    if depth == 0 or rng.random() < 0.35:
        with open(os.path.join(folder, ".gitignore"), "w", newline="") as out:
            out.write("\ufeff" if rng.random() < 0.1 else "")
            out.write("\n".join(pattern(rng) for _ in range(rng.randint(1, 6))) + ("\n" if rng.random() < 0.7 else ""))
    for name in rng.sample(NAMES, rng.randint(2, 4)):
        path = os.path.join(folder, name)
        if depth < 4 and rng.random() < 0.45:
            os.mkdir(path)
            grow(rng, path, depth + 1, files)
        else:
            open(path + ".txt", "w").close()
            files.append(path + ".txt")


def run(folder, *command, text=b""):
    env = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_CONFIG_NOSYSTEM="1")
    done = subprocess.run(command, cwd=folder, input=text, capture_output=True, env=env)
    return done.stdout, done.stderr


def compare(tool, rng, folder):
    """The differences from git in one tree."""
    files = []
    grow(rng, folder, 0, files)
    names = sorted(os.path.relpath(path, folder) for path in files)
    run(folder, "git", "init", "-q")
    if rng.random() < 0.2:
        with open(os.path.join(folder, ".git/info/exclude"), "w") as out:
            out.write(pattern(rng) + "\n")
    wanted, _ = run(folder, "git", "ls-files", "-z", "--others", "--exclude-standard")
    wanted = sorted(n for n in wanted.decode().split("\0") if n.endswith(".txt"))
    got, _ = run(folder, tool, "--list-files", "--allow-empty", ".")
    got = sorted(got.decode().splitlines())
    found = [f"walk: {n}" for n in set(wanted) ^ set(got)]
    ignored, _ = run(folder, "git", "check-ignore", "-z", "--no-index", "--stdin", text="\0".join(names).encode())
    ignored = set(ignored.decode().split("\0"))
    got, _ = run(folder, tool, "--list-files", "--allow-empty", "--force-exclude", *names)
    return found + [f"named: {n}" for n in set(names) - ignored ^ set(got.decode().splitlines())]


def main():
    tool = os.path.abspath(sys.argv[1])
    passed = failed = 0
    for seed in range(int(sys.argv[2]) if len(sys.argv) > 2 else 80):
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            found = compare(tool, rng, folder)
            if not found:
                passed += 1
                continue
            failed += 1
            print(f"ignore: tree {seed} differs from git: {', '.join(sorted(found))[:200]}")
            if failed <= 5:
                for at, _, names in os.walk(folder):
                    if ".gitignore" in names and ".git/" not in at:
                        with open(os.path.join(at, ".gitignore"), newline="") as text:
                            print(f"  {os.path.relpath(at, folder)}: {text.read()!r}")
    print(f"ignore: {passed} passed, {failed} failed")
    sys.exit(failed != 0)


main()
