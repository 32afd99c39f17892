#!/bin/sh
# usage: valgrind.sh BUILD
# The unit tests, every format on every sample contract and some that are refused, and each command, under
# memcheck; less than two minutes of processor time. Left out are the unit tests that do one thing very often,
# which takes a hundred times as long here: the sanitizers look at those. What a library keeps for itself is
# named in tests/valgrind.supp.
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
check unit "$build/unit" -every_allocation -linear -bounded -ten_thousand -edits_cover -hostile
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
for format in markdown text json; do
	check "diff $format" "$tool" diff -f "$format" tests/diff/negotiated-hant.old.txt tests/diff/negotiated-hant.new.txt
done

# What was settled before, and a configuration.
settled=$out/settled
mkdir -p "$settled/renamed"
cp corpora/faulty/cs-oneline.txt "$settled/a.txt"
printf '%s\n' 'clauselint: 1' 'root: true' 'fail-on: high' \
	'overrides: [{files: ["renamed/**"], stage: draft, rules: {LIA001: {severity: low}}}]' >"$settled/.clauselint.yml"
check config "$tool" config show "$settled/a.txt"
check baseline "$tool" baseline create --baseline="$settled/known.jsonl" "$settled"
mv "$settled/a.txt" "$settled/renamed/b.txt"
sed -i 's/甲方/甲方公司/' "$settled/renamed/b.txt"
printf '%s\n' '- {rule: BLK001, file: "**", text: 元, reason: 测试}' '- {rule: ZZZ999, file: c.txt, reason: 测试}' \
	>"$settled/.clauselint-accept.yml"
check settled "$tool" --baseline="$settled/known.jsonl" "$settled"
check prune "$tool" baseline prune --baseline="$settled/known.jsonl" "$settled"
echo 'sverity: high' >>"$settled/.clauselint.yml"
check mistaken "$tool" "$settled"
echo "valgrind: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
