#!/bin/sh
# usage: valgrind.sh BUILD
# The unit tests, and every format on every sample contract and some that are refused, under memcheck. What
# a library keeps for itself is named in tests/valgrind.supp.
set -u
cd "$(dirname "$0")/.."
build=$1 passed=0 failed=0
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# check NAME COMMAND...: no error, and nothing lost; the status of the command itself may be 0 or 1.
check() {
	name=$1
	shift
	valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect,possible \
		--errors-for-leak-kinds=definite,indirect,possible --suppressions=tests/valgrind.supp \
		--log-file="$out/log" "$@" >"$out/said" 2>&1
	status=$?
	if [ "$status" -le 2 ] && [ ! -s "$out/log" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "valgrind: $name: status $status"
		head -40 "$out/log"
	fi
}

tool=$build/clauselint
printf '' >"$out/empty.txt"
head -c 4000 /bin/sh >"$out/binary.txt"
check unit "$build/unit"
for format in markdown text json jsonl sarif github gitlab junit gcc html; do
check "$format" "$tool" -f "$format" corpora "$out/empty.txt" "$out/binary.txt"
done
check threads "$tool" -j4 -f json corpora
check side "$tool" --lang=zh-Hant --side=甲方 corpora/clean
check pack "$tool" --pack=./tests/packs/acme tests/packs/contract.txt
check outline "$tool" outline corpora/faulty/cs-oneline.txt
check rules-check "$tool" rules check ./tests/packs/acme
check rules-docs "$tool" rules docs
check explain "$tool" explain SUS001
echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
