"""usage: completion_zsh.py SCRIPT: what zsh makes of some words and a tab, in a terminal. Prints NAME<tab>RESULT lines."""
import os
import pty
import re
import select
import sys
import time

CASES = ["--min-s", "--stage=dr", "comple", "completion fi"]


def read(fd, until, seconds):
    said, end = "", time.time() + seconds
    while time.time() < end and not re.search(until, said):
        if select.select([fd], [], [], 0.1)[0]:
            try:
                said += os.read(fd, 65536).decode("utf-8", "replace")
            except OSError:
                break
    return said


def main(script):
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="dumb", PS1="ready> ")
        os.execvp("zsh", ["zsh", "-f", "-i"])
    read(fd, "ready> ", 10)
    os.write(fd, b"autoload -Uz compinit; compinit -u -D; source %s; echo do''ne\n" % script.encode())
    read(fd, "done\r\n", 10)
    for case in CASES:
        os.write(fd, b"clauselint " + case.encode() + b"\t")
        time.sleep(0.7)
        os.write(fd, b"\x01echo '[\x05]'\n")
        said = read(fd, r"\r\n\[[^\]]*\]", 5)
        found = re.search(r"\r\n\[([^\]]*)\]", said)
        print(case + "\t" + (found.group(1).strip() if found else "nothing: " + repr(said[-200:])))
    os.write(fd, b"exit\n")
    os.close(fd)
    os.waitpid(pid, 0)


main(sys.argv[1])
