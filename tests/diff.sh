#!/bin/sh
# usage: diff.sh CLAUSELINT [--update]
# Two drafts each, tests/diff/NAME.old.txt and NAME.new.txt: what the program says of them is NAME.md, .text
# and .json. The JSON fits its schema; Markdown comes back from cmark as it went in, with no HTML in it.
# --update writes the reports anew: read the difference before committing it.
set -u
tool=$(realpath "$1") update=${2:-}
cd "$(dirname "$0")/diff" || exit 1
schema=../../engine/report/diff.schema.json
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
suite=diff
. ../suite.sh

# diffs STATUS ARGUMENT...: run, with its diff command.
diffs() {
	want=$1
	shift
	run "$want" "$tool" diff "$@"
}

for old in *.old.txt; do
	name=${old%.old.txt}
	for view in md text json; do
		format=$view
		[ "$view" = md ] && format=markdown
		diffs 0 -q -f "$format" --fail-on=never "$old" "$name.new.txt"
		check "$name: status of $format: $(cat "$dir/err")" $?
		[ -z "$update" ] || cp "$dir/out" "$name.$view"
		diff -u "$name.$view" "$dir/out"
		check "$name.$view differs" $?
	done
	/usr/bin/python3 -c 'import json, jsonschema, sys
jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))' "$name.json" $schema
	check "$name.json does not fit the schema" $?
	cmark -t commonmark "$name.md" | cmp -s - "$name.md"
	check "$name.md is not read back by cmark" $?
	! cmark -t xml "$name.md" | grep -qE '<(html_|link|image|code_block)'
	check "$name.md has HTML, links or code in it" $?
	! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]' "$name.md" "$name.text" "$name.json"
	check "$name: a report has control characters in it" $?
done

old=negotiated-hant.old.txt new=negotiated-hant.new.txt
diffs 1 "$old" "$new"
check 'what got worse is status 1' $?
grep -q '^clauselint: .* reworded' "$dir/err"
check 'there is a summary on standard error' $?
diffs 0 -q --fail-on=high --only=LIA003 "$old" "$new" && [ ! -s "$dir/err" ]
check 'what --fail-on does not fail is status 0' $?
diffs 1 -q --min-severity=high --lang=en -f text "$old" "$new" && ! grep -q '^Medium' "$dir/out" && grep -q '^High, new' "$dir/out"
check '--min-severity lists less, and fails as before' $?
diffs 0 "$old" "$old" && grep -q '相同' "$dir/out"
check 'a draft and itself' $?
run 0 sh -c '"$1" diff -q - "$2" <"$2"' sh "$tool" "$old"
check 'a draft from standard input' $?
diffs 1 -q --side=甲方 -f json "$old" "$new"
check '--side' $?
diffs 2 "$old" "$dir/missing.txt" && grep -q 'missing.txt: ' "$dir/err" && [ ! -s "$dir/out" ]
check 'a missing draft is named' $?
printf '第一条 甲方应当\0付款。' >"$dir/binary.txt"
diffs 2 "$dir/binary.txt" "$new" && grep -q 'binary.txt: .*NUL' "$dir/err" && [ ! -s "$dir/out" ]
check 'an old draft that is no text is named' $?
diffs 2 "$old" "$dir/binary.txt" && grep -q 'binary.txt: .*NUL' "$dir/err"
check 'a new draft that is no text is named' $?
diffs 2 --side=丙方 "$old" "$new" && grep -q '丙方' "$dir/err"
check 'a side that is in neither' $?
diffs 2 "$old" && diffs 2 "$old" "$new" "$new"
check 'two drafts, no more and no less' $?
diffs 2 -f sarif "$old" "$new" && grep -q 'markdown, text or json' "$dir/err"
check 'a format that there is not' $?
diffs 2 --max-bytes=100 "$old" "$new" && grep -q "$old" "$dir/err"
check 'a draft that is too large' $?
cp "$old" "$dir/old.txt"
diffs 2 -o "$dir/old.txt" "$dir/old.txt" "$new" && cmp -s "$old" "$dir/old.txt"
check 'a draft is never written to' $?
diffs 2 -f text -f json "$old" "$new" && grep -q 'two reports' "$dir/err" && [ ! -s "$dir/out" ]
check 'two reports to one place' $?
diffs 1 -q -f text -f json="$dir/both.json" "$old" "$new" && [ -s "$dir/out" ] && [ -s "$dir/both.json" ]
check 'two reports to two places' $?
diffs 1 -q -o "$dir/report.json" "$old" "$new" && [ ! -s "$dir/out" ] && grep -q '"version": 1' "$dir/report.json"
check '-o takes the format from the extension' $?
"$tool" diff -q "$old" "$new" >/dev/full 2>"$dir/err"
[ $? -eq 2 ] && grep -q 'standard output' "$dir/err"
check 'a full disk is status 2' $?

# What is no draft is refused by its name, with what to do.
diffs 2 "$dir" "$new" && grep -q ": is a directory, not a contract$" "$dir/err" &&
	diffs 2 "$old" "$dir/none.txt" && grep -q "none.txt: cannot be opened: No such file or directory$" "$dir/err" &&
	diffs 2 --max-bytes=20 "$old" "$new" &&
	grep -q "$old: is larger than 20 bytes; raise the limit with --max-bytes$" "$dir/err"
check 'drafts that cannot be read are refused' $?
# What a draft was not finished in, and how it was read, stands at the end.
for i in $(seq 3000); do printf '甲方应付____元。\n'; done >"$dir/endless.txt"
iconv -f utf-8 -t gb18030 "$dir/endless.txt" >"$dir/gb.txt"
diffs 2 --fail-on=never -f markdown "$dir/gb.txt" "$dir/endless.txt" && grep -q 'rules could not be finished' "$dir/err" &&
	grep -q 'BLK001.*发现过多' "$dir/out" && grep -q 'gb.txt.*GB18030' "$dir/out"
check 'a rule that was cut off, and a guessed encoding, are named' $?

finish
