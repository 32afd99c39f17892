#!/bin/sh
# usage: packs.sh CLAUSELINT
# A company's own pack beside the built-in ones: the worked example of rules/README.md.
set -u
cd "$(dirname "$0")/.."
tool=$1 acme=./tests/packs/acme contract=tests/packs/contract.txt
passed=0 failed=0

# expect NAME WANTED COMMAND...: WANTED is a pattern that a line of the output must match; with ! before
# it, that no line may match.
expect() {
	name=$1 wanted=$2
	shift 2
	out=$("$@" 2>&1)
	case $wanted in
	!*) printf '%s\n' "$out" | grep -Eq -- "${wanted#!}" && bad=1 || bad=0 ;;
	*) printf '%s\n' "$out" | grep -Eq -- "$wanted" && bad=0 || bad=1 ;;
	esac
	if [ "$bad" -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'packs: %s\n%s\n' "$name" "$out"
	fi
}

check() { "$tool" --fail-on=never --format=json "$@" "$contract"; }

expect 'check names both packs' '^acme 1\.0\.0: 2 rules, no mistakes' "$tool" rules check $acme
expect 'check brings what is extended' '^core ' "$tool" rules check $acme
expect 'examples pass' '!ACM00' "$tool" rules test $acme
expect 'examples of a changed rule are left out' '!PAY002' "$tool" rules test $acme
expect 'its rule fires' '"ACM001"' check --pack $acme
expect 'its option is read' '"ACM002"' check --pack $acme
expect 'the core fires too' '"CMP004"' check --pack $acme
expect 'a changed threshold' '"PAY002"' check --pack $acme
expect 'unchanged without the pack' '!"PAY002"' check
expect 'a pack by name leaves the others out' '!"CMP004"' check --pack nda --pack $acme --select ACM001
expect 'packs go by the contract' '!"(TWN|HKG|NDA|PRO)0' check
expect 'the type is found' '"type": ?"customer-service"' check

# Legal bases verified in November 2026 are old from December 2028 on; a warning fails nothing.
on_day() { SOURCE_DATE_EPOCH=$1 "$tool" rules check core; echo "status $?"; }
old='^core/[a-z-]+\.yml:[0-9]+:[0-9]+: warning: .* was last verified in 2026-11, more than 24 months ago$'
expect 'a legal basis is not old after 24 months' '!last verified' on_day 1857513600
expect 'a legal basis is old after 25 months' "$old" on_day 1860105600
expect 'an old legal basis is no mistake' '^status 0$' on_day 1860105600
expect 'a day that is none' '^status 2$' on_day tomorrow

mkdir -p "${TMPDIR:-/tmp}/acme.$$"
trap 'rm -rf "${TMPDIR:-/tmp}/acme.$$"' EXIT
sed 's/PAY002/PAY999/' $acme/pack.yml >"${TMPDIR:-/tmp}/acme.$$/pack.yml"
cp $acme/house.yml "${TMPDIR:-/tmp}/acme.$$/"
expect 'a change of a rule that is not there' 'no rule of this id' "$tool" rules check "${TMPDIR:-/tmp}/acme.$$"
sed 's/max-days: 45/most-days: 45/' $acme/pack.yml >"${TMPDIR:-/tmp}/acme.$$/pack.yml"
expect 'a change of an option that is not there' 'no option of this name' "$tool" rules check "${TMPDIR:-/tmp}/acme.$$"
cp $acme/pack.yml "${TMPDIR:-/tmp}/acme.$$/pack.yml"
sed "s/(?:争议|纠纷)[^']*'/[0-9]{4}-[0-9]{7}'/" $acme/house.yml >"${TMPDIR:-/tmp}/acme.$$/house.yml"
expect 'a pattern without words is slow' 'house\.yml:11:[0-9]+: warning: this pattern is run on every sentence' "$tool" rules check "${TMPDIR:-/tmp}/acme.$$"

echo "packs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
