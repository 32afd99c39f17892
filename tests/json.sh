#!/bin/sh
# The JSON of every contract of the corpora, and of files that try to break it, against the schema.
# Usage: tests/json.sh [PROGRAM]
set -u
cd "$(dirname "$0")/.."
program=${1:-build/release/clauselint}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

printf '\357\273\277第一条 付款\r\n甲方应支付"____"元\\，😀由乙方在____日内确认。\r\n' >"$dir/bom and \"quotes\".txt"
printf '第一条 付款\r甲方\033[31m应支付____元\177\302\233。\r' >"$dir/controls.txt"
: >"$dir/empty.txt"

"$program" -q -f json corpora/*/*.txt "$dir"/*.txt "$dir/missing.txt" 2>/dev/null >"$dir/report"
if [ $? != 2 ]; then
	echo 'json: 0 passed, 1 failed (a missing file must be status 2)'
	exit 1
fi
/usr/bin/python3 tests/json_check.py <"$dir/report"
