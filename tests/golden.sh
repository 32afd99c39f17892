#!/bin/sh
# usage: golden.sh CLAUSELINT [--update]
# Every tests/golden/NAME.VIEW is what the program says of the contract NAME stands for (a path in corpora/
# with / written as +); a VIEW is a format, md is Markdown, outline the command of that name. --update writes
# them anew: read the difference before committing it.
set -u
cd "$(dirname "$0")/.."
tool=$1 update=${2:-}
unset GITHUB_STEP_SUMMARY
passed=0 failed=0
for want in tests/golden/*.*; do
	name=$(basename "$want")
	view=${name##*.}
	contract=corpora/$(printf '%s' "${name%.*}" | tr + /).txt
	case $view in
	md) set -- --format=markdown --fail-on=never "$contract" ;;
	outline) set -- outline "$contract" ;;
	*) set -- --format="$view" --fail-on=never "$contract" ;;
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
