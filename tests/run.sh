#!/bin/bash
# Runs every suite, as many at a time as there are processors, and adds up what they say. A suite is a command whose last line of the
# form "NAME: N passed, N failed" counts; one that ends with another status than 0, or says nothing, has failed.
set -u
cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C.UTF-8 # what is said outside a contract goes by it
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
names=() reported=0 passed=0 failed=0 broken=

# Begins a suite when a processor is free for it.
suite() {
	local number=${#names[@]}
	names+=("$1")
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
	(
		shift
		begun=$SECONDS
		"$@" >"$logs/$number" 2>&1
		echo "$? $((SECONDS - begun))" >"$logs/$number.end"
	) &
	report
}

# Says what came of the suites that have ended, in their order.
report() {
	local status seconds line p f
	while [ "$reported" -lt "${#names[@]}" ] && [ -e "$logs/$reported.end" ]; do
		read -r status seconds <"$logs/$reported.end"
		line=$(grep -aE '(^|: )[0-9]+ passed, [0-9]+ failed' "$logs/$reported" | tail -1)
		p=$(printf '%s\n' "$line" | sed -n 's/.*\([^0-9]\|^\)\([0-9][0-9]*\) passed.*/\2/p')
		f=$(printf '%s\n' "$line" | sed -n 's/.*passed, \([0-9][0-9]*\) failed.*/\1/p')
		p=${p:-0} f=${f:-0}
		if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
		if [ "$p" -eq 0 ] && [ "$f" -eq 0 ]; then
			f=1
			echo "said nothing" >>"$logs/$reported"
		fi
		passed=$((passed + p)) failed=$((failed + f))
		printf '%-22s %5d passed, %d failed, %d s\n' "${names[reported]}" "$p" "$f" "$seconds"
		if [ "$f" -ne 0 ]; then
			broken="$broken ${names[reported]}"
			sed 's/^/    /' "$logs/$reported" | tail -60
		fi
		reported=$((reported + 1))
	done
}

suite layers tests/one.sh tests/layers.sh
suite unit build/release/unit
suite unit-asan build/asan/unit
suite rules-check tests/one.sh build/release/clauselint rules check
suite rules-test build/release/clauselint rules test
suite cli tests/cli.sh build/release/clauselint
suite cli-asan tests/cli.sh build/asan/clauselint
suite config tests/config.sh build/release/clauselint
suite completion tests/completion.sh build/release/clauselint
suite folders tests/folders.sh build/release/clauselint
suite folders-asan tests/folders.sh build/asan/clauselint
suite ignore python3 tests/ignore.py build/release/clauselint
suite baseline tests/baseline.sh build/release/clauselint
suite json tests/json.sh build/release/clauselint
suite formats-ci tests/formats_ci.py build/release/clauselint
suite diff tests/diff.sh build/release/clauselint
suite diff-laws python3 tests/diff_laws.py build/release/clauselint
suite packs tests/packs.sh build/release/clauselint
suite packs-hostile python3 tests/packs_hostile.py build/release/clauselint
suite sealed tests/one.sh tests/sealed.sh build/release/clauselint
suite corpora python3 tests/corpora.py build/release/clauselint
suite coverage tests/one.sh python3 tests/coverage.py build/release/clauselint
suite scripts python3 tests/scripts.py build/release/clauselint
suite fingerprints python3 tests/fingerprints.py build/release/clauselint
suite golden tests/golden.sh build/release/clauselint
suite golden-clang tests/golden.sh build/clang/clauselint
suite complaints python3 tests/complaints.py build/release/clauselint
suite redact python3 tests/redact.py build/release/clauselint
suite formats-lines /usr/bin/python3 tests/formats_lines.py build/release/clauselint
suite html /usr/bin/python3 tests/html_page.py build/release/clauselint
suite hostile python3 tests/hostile.py build/release/clauselint
suite limits python3 tests/limits.py build/release/clauselint
suite fuzz-replay tests/replay.sh build/asan/replay
suite faults python3 tests/faults.py build/release/clauselint
suite injection python3 tests/injection.py build/release/clauselint
suite example tests/one.sh build/release/example corpora/faulty/cs-oneline.txt
suite readme python3 tests/readme.py build/release/clauselint
suite hooks tests/integration/hooks.sh build/release/clauselint
suite workflows python3 tests/integration/workflows.py build/release/clauselint
suite threads build/release/threads 4 corpora/*/*.txt
suite install tests/install.sh
suite reproducible tests/reproducible.sh
suite instructions python3 tests/instructions.py build/release/clauselint
suite accuracy tests/accuracy.sh build/release/clauselint
wait
report
echo
echo "$passed passed, $failed failed"
[ -z "$broken" ] || { echo "failed:$broken"; exit 1; }
