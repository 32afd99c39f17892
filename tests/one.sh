#!/bin/sh
# Runs a command as a test of its own: its exit status is the verdict.
"$@" && echo "1 passed, 0 failed" || { echo "0 passed, 1 failed"; exit 1; }
