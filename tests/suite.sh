# What the suites written in shell share. A suite names itself in suite, has a folder of its own in dir, and then
# reads this file; its last line is `finish`.
passed=0
failed=0

# run STATUS COMMAND...: whether the command ends so; standard output goes to $dir/out, standard error to $dir/err.
run() {
	want=$1
	shift
	"$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	[ "$got" = "$want" ]
}

# check NAME STATUS: counts a test that has just been made, and shows what the program said when it failed.
check() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$suite: $1: failed (status ${got:-?}, wanted ${want:-?})"
		sed 's/^/  out: /' "$dir/out" 2>/dev/null | head -8
		sed 's/^/  err: /' "$dir/err" 2>/dev/null | head -8
	fi
}

# A suite without tests fails too.
finish() {
	echo "$suite: $passed passed, $failed failed"
	[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
