#!/bin/sh
# usage: config.sh CLAUSELINT
# Configuration files, the environment and the command line: what holds, who said it, and every mistake with its place.
set -u
tool=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p repo/.git repo/drafts/deep repo/legal repo/house
passed=0 failed=0

# expect NAME STATUS PATTERN... -- COMMAND...: every pattern is in what the command says; one that begins with ! is not.
expect() {
	name=$1 want=$2
	shift 2
	: >patterns
	while [ "$1" != -- ]; do printf '%s\n' "$1" >>patterns; shift; done
	shift
	"$@" >said 2>&1
	status=$?
	ok=yes
	[ "$status" -eq "$want" ] || { ok=no; echo "config: $name: status $status instead of $want"; }
	while IFS= read -r pattern; do
		case $pattern in
		!*) grep -qe "${pattern#!}" said && { ok=no; echo "config: $name: says ${pattern#!}"; } ;;
		*) grep -qe "$pattern" said || { ok=no; echo "config: $name: does not say $pattern"; } ;;
		esac
	done <patterns
	if [ "$ok" = yes ]; then passed=$((passed + 1)); else failed=$((failed + 1)); sed 's/^/    /' said | head -20; fi
}
put() { printf '%s\n' "$2" >"$1"; }

put repo/legal/base.yml 'lang: en
min-severity: low
rules:
  PAY002: {severity: low}'
put repo/.clauselint.yml 'clauselint: 1
extends: legal/base.yml
side: customer
ignore: [vague, BLK005]
rules:
  PAY002: {severity: high, options: {max-days: 45}}
overrides:
- {files: ["drafts/**"], stage: draft, fail-on: high}
- {files: ["deep/"], fail-on: never}
exclude: ["archive/**"]'

show="$tool config show"
expect show 0 "^side: 'customer' .*# repo/.clauselint.yml:3:7" "^min-severity: 'low' .*# repo/legal/base.yml:2:15" \
	"^fail-on: medium .*# default" "PAY002.max-days: '45' .*# repo/.clauselint.yml:6:48" "exclude: 'archive/\*\*'" \
	-- $show repo/a.txt
expect override 0 "^stage: 'draft' .*:8:33" "^fail-on: 'high' .*:8:49" -- $show repo/drafts/a.txt
expect "override by the name of a folder" 0 "^fail-on: 'never' .*:9:" -- $show repo/drafts/deep/a.txt
expect "from inside" 0 "^stage: 'draft' .*# ../.clauselint.yml:8:33" -- sh -c "cd repo/drafts && $show a.txt"
expect "absolute path" 0 "^stage: 'draft'" -- $show "$work/repo/drafts/a.txt"
expect environment 0 "^side: '乙方' .*# environment" -- env CLAUSELINT_SIDE=乙方 $show repo/a.txt
expect "command line over environment" 0 "^side: '甲方' .*# command line" -- env CLAUSELINT_SIDE=乙方 $show --side=甲方 repo/a.txt
expect "a list of the command line replaces" 0 "^ignore: \['HID001'\]" -- $show --ignore=HID001 repo/a.txt
expect isolated 0 "configuration: none" "^side: neutral" -- $show --isolated repo/a.txt
expect "--config" 0 "^lang: 'en'" "!^side: 'customer'" -- $show --config=repo/legal/base.yml repo/a.txt
expect "CLAUSELINT_CONFIG" 0 "^lang: 'en'" "!^side: 'customer'" -- env CLAUSELINT_CONFIG=repo/legal/base.yml $show repo/a.txt
expect ".git ends the search" 0 "configuration: none" -- sh -c "mkdir -p repo/sub/.git && $show repo/sub/a.txt"
expect "what is shown is a configuration" 0 "^side: 'customer' .*shown.yml" -- \
	sh -c "$show repo/a.txt >shown.yml && $show --config=shown.yml a.txt"

# Every mistake, in one go, with its place.
put repo/house/.clauselint.yml 'clauselint: 1
sdie: customer
fail-on: hgh
redact: perhaps
ignore: [{a: b}]
overrides:
- {stage: draft}
exclude: ["[a"]
extends: .clauselint.yml
rules: {PAY002: {severty: high}}'
expect "all mistakes" 2 "^repo/house/.clauselint.yml:2:1: error: unknown key 'sdie' (did you mean 'side'?)" \
	":3:10: error: 'hgh' is no value for 'fail-on'" ":4:9: error: 'perhaps'" ":5:10: error: 'ignore' wants" \
	":7:3: error: an override wants" ":8:11: error: the glob" ":9:10: error: .* extends itself" \
	":10:18: error: unknown key 'severty' (did you mean 'severity'?)" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'ignore: [vage, BLK001]
type: nonsense
lang: fr
rules: {PAY02: {severity: high}}'
expect "values that the packs know" 2 "1:10: error: .*'vage' (did you mean 'vague'?)" "2:7: error: .*nonsense" "3:7: error: .*fr" \
	":4:9: error: there is no rule 'PAY02' (did you mean 'PAY0.2'?)" "!BLK001" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'ignroe: [vage]
ignore: [vage]
rules: {PAY02: {severity: high}, LIA003: {severity: hihg, options: {max-parcent: 3}}}'
mkdir -p repo/house/deep
expect "mistakes of every kind in one go, and once" 2 "1:1: error: unknown key 'ignroe'" "2:10: error: .*'vage'" \
	"3:9: error: there is no rule 'PAY02'" "3:53: error: 'hihg' is no severity" "3:69: error: .*no option 'max-parcent'" \
	"^1 time$" -- sh -c "cp /dev/null repo/house/a.txt; cp /dev/null repo/house/deep/a.txt; cp /dev/null repo/house/deep/b.txt
	$tool -j1 repo/house 2>all; status=\$?; cat all; echo \$(grep -c ignroe all) time; exit \$status"
put repo/house/.clauselint.yml 'rules: {PAY002: {options: {max-dais: 3}}}'
expect "option of a rule" 2 "no option 'max-dais' (did you mean 'max-days'?)" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'rules: {PAY002: {options: {max-days: soon}}}'
expect "number of a rule" 2 "1:38: error: 'soon' is no number" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'rules: {PAY02: {severity: high, options: {max-days: 3, days: 4}}}'
expect "an unknown rule is told once, at its name" 2 "1:9: error: there is no rule 'PAY02'" "^1 time$" -- \
	sh -c "$show repo/house/a.txt 2>all; status=\$?; cat all; echo \$(grep -c PAY02 all) time; exit \$status"
put repo/house/.clauselint.yml 'packs: [core, sass, ./away]'
expect "packs that are not there" 2 "^repo/house/.clauselint.yml:1:15: error: the pack 'sass' cannot be used" \
	"^sass: error: there is no pack of this name (did you mean 'saas'?)" "^repo/house/.clauselint.yml:1:21: error: the pack '.*away' cannot" \
	"!:1:9: error" -- $show repo/house/a.txt
mkdir repo/house/rules
put repo/house/rules/pack.yml 'clauselint: 1
pack: r
nonsense: 1'
put repo/house/.clauselint.yml 'packs:
- core
- ./rules/'
expect "a pack with mistakes" 2 "^repo/house/.clauselint.yml:3:3: error: the pack '.*rules/' cannot be used" \
	"^repo/house/rules/pack.yml:3:1: error" -- $tool repo/house/a.txt
rm -r repo/house/rules
put repo/house/.clauselint.yml 'clauselint: 2'
expect "version" 2 "1:13: error: this program reads configurations of version 1" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'side: [customer'
expect "no YAML" 2 "^repo/house/.clauselint.yml:.*error" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'side: a
side: b'
expect "a key twice" 2 ":2:1: error" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'extends: nowhere.yml'
expect "extends nothing" 2 "repo/house/nowhere.yml: error" -- $show repo/house/a.txt
mkfifo repo/house/pipe.yml
put repo/house/.clauselint.yml 'extends: pipe.yml'
expect "extends a pipe" 2 "repo/house/pipe.yml: error: is no regular file" -- timeout 60 $show repo/house/a.txt
rm repo/house/.clauselint.yml
ln -s .clauselint.yml repo/house/.clauselint.yml
expect "a link to itself" 2 "repo/house/.clauselint.yml: error: cannot be opened" -- $show repo/house/a.txt
rm repo/house/.clauselint.yml
{
	echo 'overrides:'
	for _ in $(seq 300); do echo "- {files: ['*.txt'], fail-on: low}"; done
	echo "- {files: ['*.txt'], fail-on: never}"
} >repo/house/.clauselint.yml
expect "the last of 301 overrides holds" 0 "^fail-on: 'never'" -- $show repo/house/a.txt
expect "mistyped variable" 2 "CLAUSELINT_FAIL_OM is no option (did you mean fail-on?)" -- env CLAUSELINT_FAIL_OM=high $show a.txt
expect "wrong variable" 2 "'hgh' in the environment's CLAUSELINT_FAIL_ON" -- env CLAUSELINT_FAIL_ON=hgh $show a.txt

put repo/house/.clauselint.yml 'clauselint: 2
root: perhaps
extends: [a, b]
rules: {PAY002: high, PAY003: {options: 5}, PAY004: {severity: [a]}}
exclude: [[a]]'
expect "values of the wrong kind" 2 ":1:13: error: this program reads configurations of version 1" ":2:7: error: 'root' is true or false" \
	":3:10: error: 'extends' wants a value here" ":4:17: error: 'PAY002' wants {severity: " ":4:41: error: 'options' wants a map" \
	":4:64: error: 'severity' wants a value here" ":5:11: error: 'exclude' wants a value here" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'rules: [PAY002]'
expect "rules that are no map" 2 ":1:8: error: 'rules' wants a map of rules" -- $show repo/house/a.txt
put repo/house/.clauselint.yml '[a]'
expect "no map at all" 2 ":1:1: error: a configuration is a map of settings" -- $show repo/house/a.txt
for i in 1 2 3 4 5 6 7 8 9; do put "repo/house/$i.yml" "extends: $((i + 1)).yml"; done
put repo/house/10.yml 'lang: en'
put repo/house/.clauselint.yml 'extends: 1.yml'
expect "extended without end" 2 "7.yml:1:10: error: configurations extend each other more than 8 deep" -- $show repo/house/a.txt
put repo/house/.clauselint.yml 'extends: 4.yml'
expect "extended often" 0 "^lang: 'en' .*# repo/house/10.yml:1:7" -- $show repo/house/a.txt
expect "a folder for a configuration" 2 "^repo: error: is a directory, not a file$" -- "$tool" -c repo a.txt

# Mistakes without end are told up to the hundredth.
{ echo 'clauselint: 1'; seq -f 'key%.0f: 1' 200; } >endless.yml
expect "many unknown keys" 2 "^endless.yml:101:1: error: unknown key 'key100'" \
	"^endless.yml:102:1: error: there are more mistakes, which are not listed$" "!key102" -- "$tool" -c endless.yml a.txt
echo "ignore: [$(seq -s ', ' -f 'BLX%.0f' 200)]" >endless.yml
expect "many unknown rules" 2 "no rule or category 'BLX100'" "there are more mistakes" "!BLX102" -- "$tool" -c endless.yml a.txt
head -c 1100000 /dev/zero | tr '\0' '#' >endless.yml
expect "too large" 2 "^endless.yml: error: is larger than 1048576 bytes, and is not read$" -- "$tool" -c endless.yml a.txt

# Nothing that a file is called, or that a configuration says, reaches the terminal as it is.
evil=$(printf 'e\033[31mv\302\233i\nl\342\200\256')
mkdir "$evil"
printf 'ignore: ["BLK001"]\nside: "it'"'"'s \\e[1m"\nexclude: ["\\e2mx"]\n' >"$evil/.clauselint.yml"
expect "hostile names and values" 0 "^# What holds for e.\[31mv.i.l./a.txt$" "^side: 'it''s .\[1m' .*# e.\[31mv.i.l./.clauselint.yml:2:7" \
	"!$(printf '\033')" "!$(printf '\302\233')" "!$(printf '\342\200\256')" -- $show "$evil/a.txt"

# init writes a file that is right, and never over one that is there.
mkdir fresh
expect init 0 "wrote .clauselint.yml" -- sh -c "cd fresh && $tool config init"
expect "init twice" 2 "cannot be created" -- sh -c "cd fresh && $tool config init"
expect "the starter holds" 0 "^fail-on: 'medium' .*# .clauselint.yml" -- sh -c "cd fresh && $show a.txt"
# Its examples, switched on, hold too.
sed 's/^# \([a-z-]*:\)/\1/; s/^#\(   [A-Z]\)/\1/; s/^# \(- {\)/\1/; s/^packs:.*/packs: [core, saas]/' fresh/.clauselint.yml >fresh/all.yml
expect "the starter's examples hold" 0 "^side: 'customer'" "max-percent: '20'" "^stage: 'draft'" -- \
	sh -c "cd fresh && : >.clauselint-baseline.jsonl && $show --config=all.yml drafts/a.txt"

echo "config: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
