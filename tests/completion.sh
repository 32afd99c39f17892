#!/bin/bash
# usage: completion.sh CLAUSELINT
# The completions of bash, zsh and fish in those shells themselves; the man page against the table of options.
set -u
cd "$(dirname "$0")/.." || exit 1
tool=$(realpath "$1")
PATH=$(dirname "$tool"):$PATH
passed=0 failed=0
is() { # NAME WANTED FOUND
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'completion: %s: wanted "%s", found "%s"\n' "$1" "$2" "$3"
	fi
}

source <(clauselint completion bash)
try() { # WANTED WORD...
	local wanted=$1
	shift
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
	_clauselint
	is "bash: $*" "$wanted" "${COMPREPLY[*]}"
}
try "--side=" clauselint --si
try "customer" clauselint --side = cu
try "auto always never" clauselint check --color =
try "markdown" clauselint -f mar
try "check" clauselint che
try "SUS001" clauselint explain SUS001
try "test" clauselint rules te
try "" clauselint outline --format
try "Makefile" clauselint --config = Makef
try "README.md" clauselint check READ
try "bash" clauselint completion b
try "show" clauselint config s

fish=$(command -v fish) && for case in \
	"--si:--side" "--side=cu:--side=customer" "-f mar:markdown" "che:check" "explain SUS001:SUS001" "rules te:test" "outline --form:" \
	"check READ:README.md" "completion b:bash"; do
	found=$("$fish" --no-config -c "clauselint completion fish | source; complete -C 'clauselint ${case%:*}'" | cut -f1 | tr '\n' ' ')
	is "fish: ${case%:*}" "${case##*:}" "${found% }"
done

# zsh completes in a terminal only, so it is given one.
if command -v zsh >/dev/null; then
	work=$(mktemp -d)
	clauselint completion zsh >"$work/_clauselint"
	zsh -n "$work/_clauselint"
	is "zsh: syntax" 0 $?
	timeout 60 python3 tests/completion_zsh.py "$work/_clauselint" >"$work/said"
	zsh_is() { is "zsh: $1" "clauselint $2" "$(sed -n "s/^$1\t//p" "$work/said")"; }
	zsh_is '--min-s' '--min-severity'
	zsh_is '--stage=dr' '--stage=draft'
	zsh_is 'comple' 'completion'
	zsh_is 'completion fi' 'completion fish'
	rm -rf "$work"
fi

# Options with their arguments: what --help says, the manual says, and nothing else; so for each command.
help=$(clauselint --help | sed -n 's/^ \{2,6\}\(-[a-zA-Z], \)\{0,1\}--\([a-z-]*\).*/\2/p' | sort)
page=$(sed -n 's/^\.It Fl\( [a-zA-Z] Ns , Fl\)\{0,1\} Fl \([a-z-]*\).*/\2/p; s/^\.It Fl [a-zA-Z] , Fl Fl \([a-z-]*\).*/\1/p' engine/cli/clauselint.1 | sort)
is "options of clauselint(1)" "$help" "$page"
keys=$(clauselint config show | sed -n 's/^\(# \)\{0,1\}\([a-z-]*\): .*/\2/p' | grep -vx configuration | sort)
page=$(sed -n 's/^\.It Ic \([a-z-]*\) *.*/\1/p' engine/cli/clauselint.yml.5 | grep -vxE 'root|extends|include|exclude|overrides|rules|files|clause|text|rule|file|reason|by|until|fingerprint' | sort)
is "settings of clauselint.yml(5)" "$keys" "$page"
bash_options=$(clauselint completion bash | sed -n "s/^\t[a-z]*) words='\(--.*\) *' ;;/\1/p" | tr ' ' '\n' | sed -n 's/^--\([a-z-]*\)=*$/\1/p' | sort -u)
is "options of the completion" "$help" "$bash_options"
if command -v mandoc >/dev/null; then
	for file in engine/cli/*.[15] rules/*.5; do
		is "mandoc: $file" "" "$(mandoc -T lint -W warning "$file" 2>&1)"
	done
fi

echo "completion: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
