#!/bin/sh
# Measures the program on texts made from corpora/: speed in MB/s, start to exit of one small
# contract, and memory against the size of the input. For people; nothing fails here.
# usage: run.sh CLAUSELINT
set -eu
program=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
texts=$root/build/bench
[ -f "$texts/pages.txt" ] || python3 "$root/tests/bench/texts.py" "$texts"
exec python3 "$root/tests/bench/measure.py" "$program" "$texts"
