#!/bin/sh
# Measures the program and its stages on texts made from corpora/, and grep, ripgrep and textlint with
# the same patterns on the same texts, where they are installed. For people; nothing fails here.
# usage: run.sh CLAUSELINT STAGES
set -eu
program=$(realpath "$1") stages=$(realpath "$2")
root=$(cd "$(dirname "$0")/../.." && pwd)
texts=$root/build/bench
[ -f "$texts/pages.txt" ] || python3 "$root/tests/bench/texts.py" "$texts"
exec python3 "$root/tests/bench/measure.py" "$program" "$stages" "$texts"
