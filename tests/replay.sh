#!/bin/sh
# usage: replay.sh FOLDER-OF-REPLAY-PROGRAMS
# Runs every fuzz target once over every saved input: seeds, past crashes, and the sample contracts.
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0
for program in "$1"/*; do
	if "$program" fuzz/seeds tests/regress corpora; then
		passed=$((passed + 1))
	else
		echo "replay: $program failed"
		failed=$((failed + 1))
	fi
done
echo "replay: $passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
