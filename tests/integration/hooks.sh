#!/bin/bash
# usage: hooks.sh CLAUSELINT
# The hook for pre-commit and the plain Git hook, each in a Git repository of contracts: a risky contract stops the commit, a clean or an
# accepted one does not; renamed, deleted, unstaged and hostile file names.
set -u
tool=$(realpath "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$(dirname "$tool"):$PATH" HOME=$work PRE_COMMIT_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
git config --global user.name tester
git config --global user.email tester@example.invalid
git config --global init.defaultBranch main
git config --global protocol.file.allow always
passed=0 failed=0
# ok NAME WANTED-STATUS COMMAND...: also fails when PATTERN (in $says) is not said.
ok() {
	local name=$1 want=$2 status
	shift 2
	"$@" >"$work/said" 2>&1
	status=$?
	if [ "$status" -eq "$want" ] && { [ -z "${says-}" ] || grep -qe "$says" "$work/said"; }; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "hooks: $kind: $name: status $status, wanted $want${says:+ and '$says'}"
		sed 's/^/    /' "$work/said" | head -30
	fi
}

risky='第一条 付款\n1.1 甲方应向乙方支付人民币____元。\n1.2 甲方逾期付款的，乙方有权随时停止服务，无需通知甲方。\n'
clean='第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n'

scenario() {
	says= ; mkdir contracts; printf "$clean" >contracts/clean.txt
	git add -A
	ok "a clean contract passes" 0 git commit -qm one
	printf "$risky" >contracts/risky.txt
	git add contracts/risky.txt
	says='SUS' ok "a risky contract stops the commit" 1 git commit -qm two
	git show :contracts/risky.txt >/dev/null || echo "lost"
	# What is staged counts, not what lies in the folder.
	printf "$clean" >contracts/risky.txt
	says='SUS' ok "the staged words count" 1 git commit -qm two
	printf "$risky" >contracts/risky.txt
	fingerprints=$(clauselint -q --fail-on=never -f json contracts/risky.txt | grep -o 'c1:[0-9a-f]*')
	for fingerprint in $fingerprints; do
		clauselint -q accept contracts/risky.txt "$fingerprint" --reason='法务部 2026-03 同意' || echo "hooks: not accepted: $fingerprint"
	done
	git add -A
	says= ok "an accepted one passes" 0 git commit -qm three
	git mv contracts/clean.txt contracts/renamed.txt
	ok "a renamed one" 0 git commit -qm four
	git rm -q contracts/renamed.txt
	ok "a deleted one" 0 git commit -qm five
	git mv contracts/risky.txt 'contracts/供应商 甲; touch pwned $(touch pwned).txt'
	sed -i 's/risky\.txt/*.txt/' .clauselint-accept.yml
	git add -A
	ok "a hostile name" 0 git commit -qm six
	[ ! -e pwned ] && [ ! -e contracts/pwned ] && passed=$((passed + 1))
	printf 'exclude: ["archive/**"]\n' >.clauselint.yml
	mkdir archive; printf "$risky" >archive/old.txt
	git add -A
	ok "an excluded one is not checked though it is named" 0 git commit -qm seven
	printf 'notes' >notes.csv
	git add -A
	ok "what is no contract" 0 git commit -qm eight
	printf '第一条\0' >contracts/binary.txt; printf "$risky" >contracts/late.txt
	git add -A
	says='late.txt\|binary' ok "one that cannot be read stops the commit" 1 git commit -qm nine
	git rm -qf --cached contracts/binary.txt contracts/late.txt; rm contracts/binary.txt contracts/late.txt
	printf "第三条 终止\n甲方不得解除本合同。" >'contracts/-f.txt'
	git add -A
	says= ; clauselint -q --fail-on=medium -- contracts/-f.txt >/dev/null; status=$?
	ok "a name that begins with a dash" "$status" git commit -qm ten
}

# --- pre-commit: its own clone of the folder with our hook description --------------------------------
kind=pre-commit
mkdir "$work/hooks" && cd "$work/hooks" || exit 1
cp "$here/.pre-commit-hooks.yaml" . && git init -q && git add -A && git commit -qm hooks
mkdir "$work/one" && cd "$work/one" && git init -q
printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: clauselint\n' "$work/hooks" "$(git -C "$work/hooks" rev-parse HEAD)" \
	>.pre-commit-config.yaml
pre-commit install >/dev/null
scenario

# --- the plain hook -------------------------------------------------------------------------------------
kind=git-hook
mkdir "$work/two" && cd "$work/two" && git init -q
cp "$here/tests/integration/git-hook" .git/hooks/pre-commit
scenario

echo "hooks: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
