#!/bin/sh
# usage: golden.sh CLAUSELINT [--update]
# Every file tests/golden/NAME.VIEW is what the program says of the contract NAME stands for (a path in
# corpora/ with / written as +) in that view. --update writes them anew: read the difference before
# committing it.
set -u
cd "$(dirname "$0")/.."
tool=$1 update=${2:-}
passed=0 failed=0
for want in tests/golden/*.*; do
	name=$(basename "$want")
	view=${name##*.}
	contract=corpora/$(printf '%s' "${name%.*}" | tr + /).txt
	case $view in
	md) set -- --format=markdown --fail-on=never "$contract" ;;
	json | sarif | gitlab | junit) set -- --format="$view" --fail-on=never "$contract" ;;
	outline) set -- outline "$contract" ;;
	esac
	[ -z "$update" ] || "$tool" "$@" >"$want" 2>/dev/null
	if "$tool" "$@" 2>/dev/null | diff -u "$want" - ; then
		passed=$((passed + 1))
	else
		echo "golden: $want differs"
		failed=$((failed + 1))
	fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
