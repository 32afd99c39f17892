#!/bin/sh
# Runs over folders: what is found, what is passed over, in which order and how much memory it takes.
# Usage: tests/folders.sh [PROGRAM]
set -u
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/clauselint}")
root=$PWD
dir=$(mktemp -d)
trap 'chmod -R u+rwx "$dir"; rm -rf "$dir"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
suite=folders
. tests/suite.sh
cd "$dir"

# lists STATUS NAMES ARGUMENT...: what --list-files says, on one line.
lists() {
	status=$1 names=$2
	shift 2
	run "$status" "$program" --list-files "$@" && [ "$(tr '\n' ' ' <"$dir/out" | sed 's/ $//')" = "$names" ]
}

risky='第一条 付款\n甲方应向乙方支付人民币____元。\n'
clean='第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n'
mkdir here && cd here

# --- what is a contract -----------------------------------------------------------------------------
mkdir -p kinds/deep/er kinds/.hidden kinds/.git
for name in a.txt B.TXT c.md d.markdown e.text f.pdf g .h.txt deep/er/i.txt .hidden/j.txt .git/k.txt; do
	printf "$clean" >"kinds/$name"
done
lists 0 'kinds/B.TXT kinds/a.txt kinds/c.md kinds/d.markdown kinds/deep/er/i.txt kinds/e.text' kinds
check 'a folder is walked; text files are contracts, hidden ones are not' $?
run 0 "$program" -v kinds && grep -q '6 files' ../err && grep -q 'passed over: 2 hidden, 2 of other types' ../err &&
	grep -q 'kinds/f.pdf: not checked' ../err && grep -q 'kinds/.hidden: not checked: it is hidden' ../err &&
	! grep -q '\.git' ../err
check 'what is passed over is counted, and named with -v' $?
lists 0 'kinds/.h.txt kinds/f.pdf' kinds/f.pdf kinds/.h.txt
check 'a file that is named is a contract whatever it is called' $?
(cd kinds && lists 0 'B.TXT a.txt c.md d.markdown deep/er/i.txt e.text' .) &&
	lists 0 'kinds/deep/er/i.txt' kinds/deep// && lists 0 "$PWD/kinds/deep/er/i.txt" "$PWD/kinds/deep"
check 'paths are shown as they were given' $?
lists 0 'kinds/f.pdf' --include='*.pdf' kinds && lists 0 'kinds/a.txt kinds/f.pdf' --include='a.*' --include='*.pdf' kinds &&
	lists 0 'kinds/deep/er/i.txt' --include=kinds/deep/ kinds
check '--include says what is a contract in folders' $?
lists 0 'kinds/B.TXT kinds/a.txt' --exclude='*.m*' --exclude='*.text' --exclude=deep/ kinds &&
	lists 0 'kinds/a.txt' --exclude='[!a].*' kinds/a.txt kinds/c.md &&
	lists 0 'kinds/deep/er/i.txt' --exclude='kinds/*.*' "$PWD/kinds/../kinds/deep" --exclude=/nothing --include='**/er/?.txt' kinds/deep
check '--exclude takes away, from what is named too' $?
run 2 "$program" --exclude='[a' kinds && grep -q "'\[a' is no glob for --exclude: a \[ is not closed" ../err
check 'a glob that can match nothing is a usage error' $?

mkdir 合同
for name in 合同一 合同二 合同三 草稿 é; do printf "$clean" >"合同/$name.txt"; done
lists 0 '合同/合同一.txt 合同/合同三.txt 合同/合同二.txt' --include='合同?.txt' 合同 &&
	lists 0 '合同/合同一.txt' --include='合同[一丁].txt' 合同 && lists 0 '合同/合同三.txt 合同/合同二.txt' --include='合同[!一].txt' 合同 &&
	lists 0 '合同/é.txt' --include='?.txt' 合同 && lists 0 '合同/草稿.txt' --include='**/草*' 合同
check 'globs go by characters, Chinese ones too' $?
long=$(printf '%0250d' 0 | tr 0 a)
mkdir hostile && printf "$clean" >"hostile/$long.txt"
stars=$(printf '%0200d' 0 | sed 's/0/*a/g')
deep=$(printf '%0500d' 0 | sed 's/0/**\/*a*\//g')
run 0 timeout 10 "$program" --list-files --exclude="${stars}b" --exclude="$deep${stars}b" --exclude="*[$stars]$stars*b" hostile
check 'a glob of many stars takes no time' $?

# --- nothing, or nothing that can be read ------------------------------------------------------------
mkdir empty
run 2 "$program" empty && grep -q 'empty: no contract was found in this folder' ../err
check 'a folder without contracts is status 2' $?
run 0 "$program" --allow-empty empty && run 0 "$program" --allow-empty --list-files empty
check '--allow-empty makes it status 0' $?
run 2 "$program" kinds empty && grep -q '6 files' ../err
check 'it is status 2 beside a folder with contracts' $?
run 2 "$program" --exclude='*.txt' kinds/a.txt && grep -q 'there is nothing to check' ../err
check 'all excluded is status 2' $?
run 2 "$program" -f json kinds nowhere && grep -q 'nowhere: cannot be opened: No such file' ../err && grep -q '"path": "nowhere"' ../out
check 'a folder that is not there is status 2' $?
mkdir bad && printf "$risky" >bad/a.txt && printf '\0\1' >bad/b.txt && printf "$risky" >bad/c.txt && mkfifo bad/d.txt && mkfifo bad/e
run 2 timeout 20 "$program" -f json -j3 bad && grep -q '2 files.*2 not checked' ../err && grep -q 'bad/d.txt: is a pipe' ../err &&
	[ "$(grep -c '"path": "bad/[ac].txt"' ../out)" = 2 ] && grep -q 'bad/b.txt: ' ../err
check 'a bad file, or a pipe, in the middle does not stop the others' $?
run 2 "$program" -q /dev/null && grep -q 'is a device' ../err
check 'a device is no contract' $?
if [ "$(id -u)" != 0 ]; then as_user=; else as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi
mkdir -p shut/dark && printf "$clean" >shut/a.txt && printf "$clean" >shut/b.txt && printf "$clean" >shut/dark/c.txt
chmod 711 "$dir" && chmod 000 shut/dark shut/a.txt
run 2 $as_user "$program" shut && grep -q 'shut/a.txt: cannot be opened: Permission denied' ../err &&
	grep -q 'shut/dark/: this folder cannot be read: Permission denied' ../err && grep -q '1 file,.*2 not checked' ../err
check 'what may not be read is said, and the rest is checked' $?
chmod 755 shut/dark && chmod 644 shut/a.txt
printf 'x\n' >shut/.clauselintignore && chmod 000 shut/.clauselintignore
run 2 $as_user "$program" shut && grep -q '.clauselintignore: cannot be opened' ../err && grep -q '3 files' ../err
check 'an ignore file that may not be read is said' $?
chmod 755 "$dir"

# --- links and names twice ---------------------------------------------------------------------------
mkdir -p links/in && printf "$clean" >links/in/a.txt
ln -s .. links/in/loop && ln -s a.txt links/in/b.txt && ln -s nowhere links/in/dead.txt && ln links/in/a.txt links/in/hard.txt
lists 0 'links/in/a.txt links/in/hard.txt' links && run 0 "$program" -v links && grep -q 'links/in/loop: not checked: it is a symbolic link' ../err &&
	grep -q 'passed over: 3 symbolic links' ../err
check 'links in folders are not followed, and named with -v' $?
lists 0 'links/in/b.txt' links/in/b.txt && lists 0 'links/in/loop/in/a.txt links/in/loop/in/hard.txt' links/in/loop
check 'links that are named are' $?
run 2 "$program" links/in/dead.txt && grep -q 'cannot be opened' ../err
check 'a dead link that is named is status 2' $?
lists 0 'links/in/a.txt links/in/hard.txt' links/in/./a.txt links/in/a.txt links links/in links/in/b.txt "$PWD/links/in/a.txt" ./links &&
	run 0 "$program" -v links/in/a.txt links/in/b.txt && grep -q '1 file,' ../err && grep -q '1 named twice' ../err &&
	grep -q 'b.txt: not checked: it is the same file as links/in/a.txt' ../err
check 'a file with several names is checked once' $?

# --- ignore files --------------------------------------------------------------------------------------
mkdir -p ign/build ign/drafts/old ign/vendor
for name in a b c build/x drafts/d drafts/keep drafts/old/e vendor/f; do printf "$clean" >"ign/$name.txt"; done
printf 'build/\nc.txt\n' >ign/.gitignore && printf '*\n!keep.txt\n' >ign/drafts/.gitignore
lists 0 'ign/a.txt ign/b.txt ign/drafts/keep.txt ign/vendor/f.txt' ign
check '.gitignore is obeyed outside of repositories too' $?
printf '!c.txt\n/vendor\ndrafts/*\n!drafts/d.txt\n' >ign/.clauselintignore
lists 0 'ign/a.txt ign/b.txt ign/c.txt ign/drafts/d.txt' ign && run 0 "$program" -v ign &&
	grep -q 'ign/build: not checked: .gitignore says so' ../err && grep -q 'ign/vendor: not checked: .clauselintignore says so' ../err &&
	grep -q 'passed over: 4 ignored' ../err
check '.clauselintignore wins over .gitignore' $?
lists 0 'ign/a.txt ign/b.txt ign/build/x.txt ign/c.txt ign/drafts/d.txt ign/drafts/keep.txt ign/drafts/old/e.txt ign/vendor/f.txt' --no-ignore ign
check '--no-ignore does not look at them' $?
lists 0 'ign/build/x.txt' ign/build/x.txt && lists 0 '' --allow-empty --force-exclude ign/build/x.txt ign/vendor &&
	lists 0 'ign/build/x.txt' --force-exclude --no-ignore ign/build/x.txt && run 0 "$program" --force-exclude ign/build/x.txt
check 'what is named wins over ignore files, but for --force-exclude' $?
(cd ign/drafts && lists 0 'keep.txt' . && lists 0 '../a.txt ../vendor/f.txt' --force-exclude ../a.txt ../vendor/f.txt)
check 'the ignore files above the working directory do not count outside of repositories' $?
git init -q ign && printf 'b.txt\n' >>ign/.git/info/exclude
(cd ign/drafts && lists 0 'd.txt' . && lists 0 '../a.txt' --force-exclude ../a.txt ../b.txt ../vendor/f.txt)
check 'in a repository those up to its root count, and .git/info/exclude' $?
printf 'b[.txt\n\n' >ign/drafts/.clauselintignore
run 2 "$program" ign && grep -q 'drafts/.clauselintignore:1: this pattern can match nothing' ../err
check 'a mistake in .clauselintignore is said with its place' $?

# --- lists of files ------------------------------------------------------------------------------------
printf 'kinds/a.txt\r\n\nkinds/f.pdf\n./kinds/a.txt' >list
lists 0 'kinds/a.txt kinds/f.pdf' --files-from=list && lists 0 'kinds/a.txt kinds/c.md kinds/f.pdf' --files-from=list kinds/c.md
check '--files-from reads lines' $?
find kinds/deep ign/vendor -name '*.txt' -print0 >list0
lists 0 'ign/vendor/f.txt kinds/deep/er/i.txt' --files-from=list0
check '--files-from reads what find -print0 writes' $?
"$program" --list-files --files-from=- <list >../out 2>../err && [ "$(wc -l <../out)" = 2 ]
check '--files-from=- reads standard input' $?
run 2 "$program" --files-from=nolist && grep -q 'nolist: cannot be opened' ../err
check 'a list that is not there is status 2' $?
: >list && run 2 "$program" --files-from=list && run 0 "$program" --allow-empty --files-from=list && run 2 "$program" --files-from=- -
check 'an empty list is status 2, and standard input is read once only' $?
printf "$risky" | "$program" --stdin-filename=vendors/a.txt -f json - >../out 2>../err
[ $? = 1 ] && grep -q '"path": "vendors/a.txt"' ../out && run 2 "$program" --stdin-filename=x kinds
check '--stdin-filename names standard input' $?

# --- strange names ---------------------------------------------------------------------------------------
mkdir names
for name in '-q.txt' '--help.txt' "$(printf 'new\nline.txt')" "$(printf 'esc\033[31m.txt')" "$(printf 'raw\377\376.txt')" \
	'$(touch pwned).txt' 'a|b.txt' "quote'\".txt"; do
	printf "$risky" >"names/$name"
done
run 1 "$program" -v names -f markdown -f json=../names.json && [ "$(grep -c '^# 合同审查报告' ../out)" = 8 ] &&
	! grep -q "$(printf '\033')" ../out ../err ../names.json && python3 -c 'import json,sys
print(len(json.load(open(sys.argv[1], encoding="utf-8"))["files"]))' ../names.json | grep -qx 8
check 'strange names are checked, and nothing in them is obeyed' $?
(cd names && run 1 "$program" -- -q.txt --help.txt . && grep -q '^clauselint: 8 files' "$dir/err" && [ ! -e pwned ])
check 'names that look like options are names behind --' $?
run 2 "$program" --list-files names && [ "$(wc -l <../out)" = 8 ] && grep -q 'line break' ../err
check 'a name with a line break is not listed as two' $?
find names -type f -print0 | "$program" -q --files-from=- >/dev/null 2>../err
[ $? = 1 ]
check 'NUL separates what nothing else can' $?

# --- one order, whatever the threads ---------------------------------------------------------------------
for format in markdown json; do
	"$program" -j1 -v --statistics -f $format "$root/corpora" bad >../one 2>../one.err
	first=$?
	"$program" -j8 -v --statistics -f $format bad "$root/corpora" >../out 2>../err
	[ $? = $first ] && cmp -s ../one ../out && cmp -s ../one.err ../err
	check "-j1 and -j8 write the same $format and the same messages" $?
done
grep -Eq '^clauselint: +[0-9]+ high +[A-Z]+[0-9]+$' ../err &&
	grep -E '^clauselint: +[0-9]+ (high|medium|low|info) +[A-Z]+[0-9]+$' ../err | awk '
		{ rank = index("high  mediumlow   info  ", $3) } rank < last || (rank == last && $2 > count) { bad = 1 }
		{ last = rank; count = $2 } END { exit bad }'
check '--statistics counts by rule, the worst first' $?
run 2 "$program" -j0 kinds && run 2 "$program" -jx kinds && run 2 "$program" -j 9999 kinds
check '-j takes numbers of threads' $?
run 1 "$program" -q ign/a.txt bad/a.txt && tail -8 ../out | grep -q '^| bad/a.txt | 1 |' &&
	grep -A4 '^# 汇总：2 份合同' ../out | grep -q '^| bad/a.txt ' && run 1 "$program" -q bad/a.txt && ! grep -q 汇总 ../out
check 'the Markdown of several contracts ends in a table, the worst first' $?

# peak ARGUMENT...: kilobytes at most in use.
peak() {
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$@"
}
mkdir many few
python3 - <<'PY'
for i in range(10000):
    for folder in ["many"] + ["few"] * (i < 1000):
        with open(f"{folder}/{i:05}.txt", "w", encoding="utf-8") as out:
            out.write(f"第一条 付款\n甲方应于每月{i % 28 + 1}日前向乙方支付人民币____元。\n")
PY
run 1 timeout 120 "$program" -f json -j2 many && grep -q '^clauselint: 10000 files' ../err
check '10,000 files are checked' $?
case $program in
*asan*) ;;
*)
	for format in json markdown; do
		small=$(peak "$program" -q -j2 -f $format few) large=$(peak "$program" -q -j2 -f $format many)
		[ $((large - small)) -lt 6000 ]
		check "10,000 files take as much memory as 1,000 in $format ($small and $large KB), but for their names" $?
	done
	;;
esac

# --- files that change -----------------------------------------------------------------------------------
mkdir moving && for i in 1 2 3; do printf "$clean" >moving/$i.txt; done
cat >../mover.py <<'PY'
"""Changes files between the walk and the reading: a pipe that is first in order keeps the program waiting."""
import os, subprocess, sys, time
program = sys.argv[1]
os.mkfifo("moving/0")
run = subprocess.Popen([program, "-q", "-j1", "-f", "json", "moving/0", "moving"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
with open("moving/0", "w", encoding="utf-8") as fifo:  # opens when the program, done with the walk, reads it
    os.remove("moving/1.txt")
    os.remove("moving/2.txt")
    os.mkfifo("moving/2.txt")
    os.remove("moving/3.txt")
    os.symlink("/etc/hostname", "moving/3.txt")
    fifo.write("第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n")
out, err = run.communicate(timeout=20)
sys.stdout.buffer.write(out)
sys.stderr.buffer.write(err)
sys.exit(run.returncode)
PY
run 2 python3 ../mover.py "$program" && grep -q 'moving/1.txt: cannot be opened: No such file' ../err &&
	grep -q 'moving/2.txt: is not a file any more' ../err && grep -q 'moving/3.txt: cannot be opened' ../err && grep -q '"path": "moving/0"' ../out
check 'files that vanish, or are something else by now, are said' $?

mkdir growing && python3 -c 'open("growing/a.txt", "w", encoding="utf-8").write("第一条 付款\n甲方应付款。\n" * 800000)' &&
	printf "$risky" >growing/b.txt
(while :; do printf x >>growing/a.txt; done) &
writer=$!
# Reading it takes the writer many rounds; one try may still fall between two of them.
for try in 1 2 3; do
	run 2 timeout 10 "$program" -f json growing && break
done
kill $writer
wait $writer 2>/dev/null
grep -q 'growing/a.txt: changed while it was read' ../err && grep -q '"path": "growing/b.txt"' ../out
check 'a file that grows while it is read is said, and not checked' $?

# --- where reports go ------------------------------------------------------------------------------------
cp -r bad place && rm place/b.txt place/d.txt place/e
run 2 "$program" -o place/a.txt place && grep -q 'place/a.txt is in a folder that is checked' ../err && cmp -s bad/a.txt place/a.txt
check 'a report does not overwrite a contract in a folder' $?
ln -s c.txt place/link.md
run 2 "$program" -o place/link.md place && run 2 "$program" -o ./place/../place/c.txt place/c.txt && cmp -s bad/c.txt place/c.txt
check 'nor by another name' $?
rm place/link.md
run 1 "$program" -o place/report.md place && ! grep -q report.md place/report.md && [ "$(ls place)" = "$(printf 'a.txt\nc.txt\nreport.md')" ]
check 'a report in a checked folder is no contract of the same run' $?
run 2 "$program" -o place/report.md place && run 1 "$program" --exclude=report.md -o place/report.md place
check 'an earlier report must be excluded before it is overwritten' $?
rm place/report.md
"$program" -v place >place/all.md 2>../err
[ $? = 1 ] && ! grep -q all.md place/all.md && grep -q 'all.md: not checked: the output of this run goes there' ../err
check 'nor is what standard output goes to' $?
"$program" place >>place/a.txt 2>../err
[ $? = 2 ] && cmp -s bad/a.txt place/a.txt && "$program" place/a.txt >>place/a.txt 2>../err
[ $? = 2 ] && cmp -s bad/a.txt place/a.txt
check 'standard output is not appended to a contract' $?
run 2 "$program" -f json=x.out -f markdown=./x.out bad/a.txt && run 2 "$program" -f json=x.out -f markdown=../here/x.out bad/a.txt && [ ! -e x.out ]
check 'two reports cannot go to one file by two names' $?
"$program" -f json -f markdown=x.out bad/a.txt >x.out 2>../err
[ $? = 2 ] && [ ! -s x.out ]
check 'nor to the file that standard output goes to' $?
timeout 20 "$program" -f json many >/dev/full 2>../err
[ $? = 2 ] && [ "$(cat ../err)" = 'clauselint: standard output: cannot be written: No space left on device' ]
check 'a full device ends the run with one message' $?
{ timeout 20 "$program" -f json many 2>../err; echo $? >../status; } | head -c 100 >/dev/null
[ "$(cat ../status)" = 2 ] && [ ! -s ../err ]
check 'a reader that has gone ends the run without a word' $?
timeout 60 "$program" -f json=/dev/full -f markdown few >../out 2>../err
[ $? = 2 ] && [ "$(grep -c '^# 合同审查报告' ../out)" = 1000 ] && grep -q '/dev/full: cannot be written' ../err
check 'one report that cannot be written does not stop the other' $?

# --- many folders -----------------------------------------------------------------------------------------
mkdir broad
for i in $(seq 60); do
	mkdir "broad/$i" && printf "$clean" >"broad/$i/a.txt" && echo 'b.txt' >"broad/$i/.clauselintignore"
	printf 'clauselint: 1\nfail-on: never\n' >"broad/$i/.clauselint.yml"
done
run 0 sh -c 'ulimit -n 24 && exec "$0" -q -j2 -f json broad' "$program" && [ "$(grep -c '"path": "broad/' ../out)" = 60 ]
check 'files that say what holds in a folder are not kept open' $?

# --- progress --------------------------------------------------------------------------------------------
# watched COMMAND: runs it on a terminal of 40 columns, whose output goes to out.
watched() {
	script -qec "stty cols 40; $1" /dev/null >../out 2>&1 </dev/null
}
export TERM=xterm
watched "$program -f json=../names.json --progress=always few" && got=0 || got=$?
[ $got = 1 ] && tr '\r' '\n' <../out | grep -q '% [0-9]*/1000 files \[' &&
	! tr '\r' '\n' <../out | grep -E '^ *[0-9]+%' | grep -q '.\{40\}' && ! grep -q "$(printf '\033')" ../out
check 'a terminal is shown how far it is, in one line that fits' $?
tr '\r' '\n' <../out | grep 'clauselint:' | grep -q '^clauselint: 1000 files'
check 'the line is gone before anything else is written' $?
watched "$program -f json=../names.json --progress=never few"; ! grep -q '/1000 files \[' ../out
check '--progress=never shows nothing' $?
TERM=dumb watched "$program -f json=../names.json many"; ! grep -q '/10000 files \[' ../out
check 'nor does a dumb terminal see anything' $?
run 1 "$program" -f json many && ! grep -q '/10000 files \[' ../err
check 'nor a file' $?

finish
