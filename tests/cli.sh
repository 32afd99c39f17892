#!/bin/sh
# The program as a user meets it: exit status, what goes where, and every kind of bad input.
# Usage: tests/cli.sh [PROGRAM]
set -u
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/clauselint}")
root=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
suite=cli
. tests/suite.sh
cd "$dir"

printf '第一条 付款\n甲方应向乙方支付人民币____元。\n' >faulty.txt
printf '第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n' >clean.txt
printf '第一条\0付款\n' >binary.txt
: >empty.txt
mkdir folder

run 1 "$program" faulty.txt && grep -q '待填' out && grep -q '1 high' err
check 'a finding is status 1, on standard output, with a summary on standard error' $?
run 0 "$program" clean.txt
check 'a clean contract is status 0' $?
printf '第一条 付款' >one.txt
run 0 "$program" one.txt && grep -q '1 file, 1 clause: ' err
check 'one is one' $?
run 1 "$program" -v one.txt faulty.txt && grep -q 'one.txt: 0 high' err && grep -q 'faulty.txt: 1 high, 0 medium' err
check '-v names every file' $?
run 1 "$program" check faulty.txt && run 1 "$program" -q faulty.txt && [ ! -s err ]
check 'check is the default command, and -q is quiet' $?
run 0 "$program" --fail-on=never faulty.txt
check '--fail-on=never is status 0' $?
run 0 "$program" --ignore=blank --fail-on=low faulty.txt
check '--ignore takes categories' $?
run 1 "$program" --min-severity=high --fail-on=low -f json faulty.txt
check 'what is hidden still fails' $?

# One clause, by which only 甲方 loses; in both scripts.
printf '甲方（委托方）：晨光有限公司\n乙方（受托方）：远山有限公司\n第一条 付款\n1.1 甲方逾期付款的，乙方有权停止服务。\n' >stop.txt
printf '甲方（委託方）：晨光有限公司\n乙方（受託方）：遠山有限公司\n第一條 付款\n1.1 甲方逾期付款的，乙方有權停止服務。\n' >stop-hant.txt
mkdir side && printf 'clauselint: 1\npack: side\nversion: 1.0.0\ntitle: {zh-Hans: 停, en: stop}\nfiles: [stop.yml]\n' >side/pack.yml
cat >side/stop.yml <<'RULE'
- id: STP001
  name: may-stop
  category: stop
  severity: medium
  harms: other({party})
  message: {zh-Hans: "{party}可以停止服务", en: "{party} may stop"}
  why: {zh-Hans: 停, en: stop}
  suggest: {zh-Hans: 停, en: stop}
  detect: {within: sentence, any: ['(?<party>{{party}})有权停止服务']}
  examples: {match: ["乙方有权停止服务。"], no-match: ["乙方继续服务。"]}
RULE
# sees SIDE STATUS COUNTS: how many findings of each level that side sees in both scripts.
sees() {
	for contract in stop.txt stop-hant.txt; do
		run "$2" "$program" --pack=./side --side="$1" --fail-on=high -f json $contract &&
			grep -q ": $3;" err || return 1
	done
}
sees neutral 0 '0 high, 1 medium, 0 low, 0 info' && sees 甲方 1 '1 high, 0 medium, 0 low, 0 info' &&
	sees 委託方 1 '1 high, 0 medium, 0 low, 0 info' && sees customer 1 '1 high, 0 medium, 0 low, 0 info' &&
	grep -q '"severity": "high"' out
check '--side raises what hurts that side' $?
sees 乙方 0 '0 high, 0 medium, 0 low, 1 info' && sees 遠山有限公司 0 '0 high, 0 medium, 0 low, 1 info' &&
	sees provider 0 '0 high, 0 medium, 0 low, 1 info' && grep -q '"lowered": 1' out
check '--side lowers what hurts only the other, and counts it' $?
run 0 "$program" --pack=./side --side=乙方 --fail-on=high stop.txt && grep -q '其中 1 处只不利于对方' out
check 'the report says for whom it was read' $?
run 1 "$program" --pack=./side --side=甲方 -f markdown -f text=side.text -f html=side.html stop.txt &&
	grep -q '按“甲方”的立场审查。' out && grep -q '按“甲方”的立场审查。' side.html &&
	! grep -q '只不利于对方' out side.text side.html
check 'and speaks of lowered findings only when there are any' $?
run 1 "$program" --pack=./side --side=甲方 -f json stop-hant.txt faulty.txt -f markdown=side.md &&
	/usr/bin/python3 "$root/tests/json_check.py" <out >all 2>err
check 'the JSON for a side agrees with its schema' $?
run 2 "$program" --pack=./side --side=丙方 --fail-on=high -f json stop.txt clean.txt &&
	grep -q "stop.txt: no party is called '丙方'; those found are: 甲方, 乙方" err && grep -q '"reason"' out
check 'a side that is no party of the contract is status 2' $?
# In a draft blanks are no more than information; nothing else changes.
printf '第一条 付款\n甲方应向乙方支付人民币____元。\n第二条 解除\n乙方有权随时单方解除本合同，且不承担任何责任。\n' >draft.txt
severities() {
	"$program" -q --fail-on=never -f json "$@" draft.txt | sed -n 's/.*"\(rule\|severity\)": "\(.*\)".*/\2/p' | paste -d ' ' - -
}
severities >sign && severities --stage=draft >draft && grep -q '^BLK001 high' sign && grep -q '^BLK001 info' draft &&
	grep -v '^BLK' sign >others && [ -s others ] && grep -v '^BLK' draft | cmp -s - others &&
	run 1 "$program" --only=BLK001 draft.txt && run 0 "$program" --only=BLK001 --stage=draft draft.txt
check 'in a draft blanks are information' $?
# A rule that was cut off is named by every format, and is no success.
for i in $(seq 3000); do printf '甲方应付____元。\n'; done >endless.txt
run 2 "$program" --only=BLK001 --fail-on=never -f junit -f markdown=endless.md -f text=endless.text -f html=endless.html endless.txt &&
	grep -q '<error type="incomplete"' out && grep -q 'too many findings: ' out &&
	grep -q 'endless.txt: rule BLK001 could not be finished; the report says why' err &&
	[ "$(grep -l 'BLK001.*发现过多' endless.md endless.text endless.html | wc -l)" = 3 ]
check 'a rule that was cut off is named' $?

# Of an article about contracts it is said at once that nothing was looked for that is missing.
printf '签约之前先对照下面这些关键点。建议列明渠道。建议写清时段。注意点：发票类型。建议设试用阶段。例如提前一个月通知。\n' >article.txt
said_of_article='这份文件更像写作说明或者文章，没有检查是否缺少必要条款。'
run 0 "$program" --fail-on=never -f markdown -f html=article.html article.txt && grep -q "^\*\*.*$said_of_article" out &&
	grep -q "$said_of_article" article.html &&
	run 0 "$program" --fail-on=never -f markdown draft.txt && ! grep -q "$said_of_article" out
check 'an article is told from a contract' $?

# Why nothing was checked is said in the report's language, in every format that people read.
printf '\201\377\201' >broken.txt
reasons_are_chinese() {
	for format in markdown text html gcc github; do
		for refused in empty.txt binary.txt broken.txt nowhere.txt 'clean.txt --max-bytes=3' 'stop.txt --side=丙方'; do
			# shellcheck disable=SC2086 # an option behind the name
			run 2 "$program" --lang=zh-Hans -f $format $refused || return 1
			! grep -E 'cannot be|is empty|NUL|is larger|no party|raise the limit' out || return 1
		done
	done
}
reasons_are_chinese && run 2 "$program" --lang=zh-Hans -f text empty.txt nowhere.txt stop.txt --side=丙方 &&
	grep -q '未检查：文件是空的' out && grep -q '未检查：无法打开：文件不存在$' out &&
	grep -q '合同中没有称为“丙方”的一方；识别出的当事人有：甲方, 乙方。' out
check 'reasons are in the language of the report' $?
run 2 "$program" --lang=en -f text empty.txt nowhere.txt && grep -q 'not checked: The file is empty: there' out &&
	grep -q 'not checked: cannot be opened: No such file or directory$' out
check 'reasons in English' $?
# What the engine says about a place is in the report's language too, and the contract's words in its own script.
{
	printf '合同\n甲方：晨光有限公司\n乙方：远山有限公司\n总价为10万元。\n第一条 付款\n本合同总价为10万元，于收到服务后付款。\n'
	printf '第三条 期限\n合同生效后30日。总价为12万元。\n第三条 份数\n一式5份，甲方执2份，乙方执2份，另有见附件一。\n'
	printf '第四条 分期\n签约后支付30%%，验收后支付60%%。到期自\342\200\213动续约。\n甲方（盖章）：____\n'
} >details.txt
run 1 "$program" --lang=zh-Hans -f text details.txt && grep -q '共5份，各方合计4份' out &&
	grep -q 'U+200B，实为“' out && grep -q '只有一方的签署栏' out && grep -q '（前一处“期限”）' out
check 'what the engine says about a place' $?
run 1 "$program" --lang=zh-Hant -f text details.txt && grep -q '共5份，各方合計4份' out && grep -q '只有一方的簽署欄' out
check 'the same in the other script' $?
run 1 "$program" --lang=en -f text details.txt && grep -q '5 copies in all, 4 for' out &&
	grep -q 'U+200B; the words are “' out && grep -q 'only one party has one' out && grep -q '(before: “期限”)' out &&
	! grep -E '^(high|medium|low|note|High|Medium|Low|Note) .*(合计|前一处|实为|签署栏|第[0-9]+行|各方)' out
check 'the same in English' $?
printf '委託方：晨光有限公司\n受託方：遠山有限公司\n第一條 付款\n1.1 委託方逾期付款的，受託方有權停止服務。\n' >named.txt
run 2 "$program" --pack=./side --side=甲方 named.txt && grep -q 'those found are: 委託方, 受託方' err
check 'the parties are named as the contract names them' $?
run 2 "$program" --side= stop.txt && grep -q 'no value for --side' err
check 'an empty side is a usage error' $?

run 2 "$program" missing.txt faulty.txt && grep -q '待填' out && grep -q 'missing.txt: cannot be opened' err
check 'a missing file is status 2, and the others are still checked' $?
for bad in empty.txt binary.txt folder; do
	run 2 "$program" -f json "$bad" && grep -q "clauselint: $bad: " err && grep -q '"reason"' out
	check "$bad is refused with a reason" $?
done
run 2 "$program" --max-bytes=10 faulty.txt && grep -q 'larger than 10 bytes' err
check 'a file that is too large is refused' $?
run 2 "$program" && grep -q "Try 'clauselint --help'" err && [ ! -s out ]
check 'no operand is a usage error' $?
run 2 "$program" --sverity=high faulty.txt && grep -q 'there is no option --sverity' err
check 'an unknown option is a usage error' $?
run 2 "$program" --formt=json faulty.txt && grep -q 'did you mean --format' err
check 'a misspelt option is guessed' $?
run 2 "$program" --only=BLK01 faulty.txt && grep -q 'no rule or category' err && [ ! -s out ]
check 'an unknown rule is a usage error' $?
run 2 "$program" --fail-on=severe faulty.txt && grep -q 'no value for --fail-on' err
check 'an unknown level is a usage error' $?
run 2 "$program" -f jsno faulty.txt && grep -q "did you mean 'json'" err
check 'an unknown format is a usage error' $?
run 2 "$program" --encoding=ebcdic faulty.txt && grep -q 'encoding' err
check 'an unknown encoding is a usage error' $?
run 2 "$program" --pack=./nowhere faulty.txt && [ -s err ]
check 'a missing pack is status 2' $?
run 2 "$program" explain --only=BLK001 BLK001
check 'an option of another command is a usage error' $?

"$program" - <faulty.txt >out 2>err
[ $? = 1 ] && grep -q 'stdin' out
check 'standard input is -' $?
"$program" faulty.txt >/dev/full 2>err
[ $? = 2 ] && grep -q 'standard output: cannot be written' err
check 'a full device is status 2' $?
"$program" -o /dev/full faulty.txt >out 2>err
[ $? = 2 ] && grep -q '/dev/full: cannot be written' err
check 'a full device is status 2 with -o too' $?
{ sleep 0.3; "$program" faulty.txt; echo $? >status; } 2>err | :
[ "$(cat status)" = 2 ] && ! grep -q 'Broken pipe' err
check 'a reader that has gone is status 2 without a word' $?

run 1 "$program" -o report.json faulty.txt && [ ! -s out ] && grep -q '"version": 1' report.json &&
	[ "$(ls report.json*)" = report.json ]
check '-o writes the format of its extension, and leaves nothing beside it' $?
run 1 "$program" -f markdown -f json=two.json faulty.txt && grep -q '^# ' out && [ -s two.json ]
check '-f may be repeated' $?
run 2 "$program" -f json -f markdown faulty.txt
check 'two reports to one place are a usage error' $?
cp faulty.txt keep.txt
run 2 "$program" -o faulty.txt faulty.txt && cmp -s faulty.txt keep.txt
check 'the contract is never written to' $?
run 2 "$program" -o folder/none/report.md faulty.txt && grep -q 'cannot be written' err
check 'an output that cannot be made is status 2' $?

run 1 "$program" clean.txt faulty.txt && cp out a && run 1 "$program" faulty.txt clean.txt faulty.txt &&
	cmp -s out a
check 'the order of the arguments does not matter' $?
run 1 "$program" faulty.txt --lang=en && grep -q '^# Contract review' out
check 'options may follow operands; the report can be in English' $?
run 1 "$program" -- faulty.txt
check '-- ends the options' $?

name=$(printf 'evil\033[31m\nname.txt')
cp faulty.txt "$name"
run 2 "$program" "$name" "$name.missing" && ! grep -q "$(printf '\033')" out err &&
	[ "$(wc -l <err)" = 2 ]
check 'a file name cannot speak to the terminal' $?
LC_ALL=C run 1 "$program" faulty.txt && LC_ALL=C grep -q '待填' out
check 'the locale does not matter' $?

run 0 "$program" --help && grep -q -- '--fail-on=LEVEL' out && [ ! -s err ]
check '--help is on standard output' $?
run 0 "$program" --version && grep -q 'PCRE2 .*ICU ' out
check '--version names the libraries' $?
run 0 "$program" outline faulty.txt && grep -q '第一条 付款 .*1:1  terms' out && grep -q 'blanks' out
check 'outline shows the tree with places' $?
run 1 "$program" -f outline faulty.txt && grep -q '^ *第一条 付款' out
check 'outline is a format too' $?
run 2 "$program" outline empty.txt
check 'outline refuses what check refuses' $?
run 0 "$program" rules list && grep -q '^BLK001 ' out
check 'rules list lists' $?
run 0 "$program" rules check && grep -q 'core .* rules, no mistakes' out
check 'rules check accepts the core pack' $?
mkdir bad && printf 'clauselint: 1\npack: bad\nversion: 1.0.0\ntitel: x\nfiles: [x.yml]\n' >bad/pack.yml
printf -- '- id: X1\n  mesage: x\n' >bad/x.yml
run 2 "$program" rules check ./bad && grep -q '^./bad/pack.yml:4:1: error: .*did you mean "title"' err
check 'rules check lists the mistakes of a pack with their places' $?
run 2 "$program" rules chekc
check 'an unknown verb is a usage error' $?
run 0 "$program" explain BLK001 && grep -q '^# BLK001' out
check 'explain explains' $?
run 0 "$program" explain SUS001 --lang=en && grep -q 'Only one party has this right' out && grep -q 'Taiwan' out
check 'explain says what a rule looks for, and whose law it cites' $?
run 0 "$program" rules docs -o pages && [ ! -s out ] && [ -s pages/index.md ] && run 0 "$program" rules list &&
	[ "$(ls pages | wc -l)" = $(($(wc -l <out) + 1)) ] && grep -q '(SUS001.md)' pages/index.md &&
	grep -q '^# SUS001' pages/SUS001.md
check 'rules docs writes a page a rule and an index' $?
run 0 "$program" rules docs -o pages ./side && grep -q '^# STP001' pages/STP001.md && ! grep -q SUS001 pages/index.md
check 'rules docs takes a pack, and writes into a folder that is there' $?
run 0 "$program" rules docs && grep -q '^# SUS001' out && ! grep -q 'SUS001.md' out &&
	cmark -t commonmark out | cmp -s - out
check 'rules docs without a folder is one document, without dead links' $?
run 2 "$program" rules docs -o faulty.txt && grep -q 'cannot be written' err
check 'a folder that cannot be written to is status 2' $?
"$program" rules docs >/dev/full 2>err
[ $? = 2 ] && grep -q 'cannot be written' err
check 'a full device is status 2 for rules docs' $?
run 2 "$program" rules list -o x && grep -q "'rules list' has no option -o" err
check 'only rules docs has -o' $?
mkdir tiny && printf 'clauselint: 1\npack: tiny\nversion: 1.0.0\ntitle: {zh-Hans: 小, en: tiny}\nfiles: [new.yml]\n' >tiny/pack.yml
run 0 "$program" rules new ACM001 && cp out tiny/new.yml && run 0 "$program" rules check ./tiny && [ ! -s err ] &&
	run 0 "$program" rules test ./tiny && grep -q ' 0 failed' out
check 'the rule that rules new prints is well-formed, and its examples hold' $?
run 2 "$program" rules new && run 2 "$program" rules new 'A 1' && grep -q 'is no id' err
check 'rules new needs an id' $?
# says LANGUAGE VARIABLE=VALUE...: in which language something is explained, listed, and said about no contract.
says() {
	case $1 in
	zh-Hans) explained='查什么' listed='没有填写' unread='未检查的文件' ;;
	zh-Hant) explained='查什麼' listed='沒有填寫' unread='未檢查的文件' ;;
	en) explained='What it looks for' listed='left blank' unread='Files that were not checked' ;;
	esac
	shift
	run 0 env -u LC_ALL -u LC_MESSAGES -u LANG "$@" "$program" explain BLK001 && grep -q "$explained" out &&
		run 0 env -u LC_ALL -u LC_MESSAGES -u LANG "$@" "$program" rules list && grep -q "^BLK001.*$listed" out &&
		run 2 env -u LC_ALL -u LC_MESSAGES -u LANG "$@" "$program" nowhere.txt && grep -q "$unread" out
}
says zh-Hans A=b && says zh-Hans LANG=C && says zh-Hans LANG=zh_CN.UTF-8 && says zh-Hans LC_ALL=zh_SG LANG=en_US &&
	says zh-Hant LANG=zh_TW.UTF-8 && says zh-Hant LC_MESSAGES=zh_HK && says zh-Hant LC_ALL=zh_MO.UTF-8@x LANG=C &&
	says en LANG=en_GB.UTF-8 && says en LC_MESSAGES=en LANG=zh_CN && says zh-Hans LC_ALL= LC_MESSAGES=english &&
	says zh-Hant LANG=en_US CLAUSELINT_LANG=zh-Hant
check 'what is said outside any contract goes by the locale' $?
run 1 env LC_ALL=en_US.UTF-8 "$program" faulty.txt && grep -q '合同审查报告' out
check 'the report of a contract goes by its script' $?
printf 'Nothing that could be called a contract.\n' >english.txt
run 0 "$program" english.txt && grep -q '未识别出带编号的条款' out && run 0 "$program" clean.txt && ! grep -q '未识别出带编号的条款' out
check 'a text without clauses is not called fine without a word' $?
printf '甲方：晨光有限公司\n第一条 违约责任\n任何一方违约的，应按合同总金额的50%%支付违约金。\n' >fine.txt
run 1 "$program" fine.txt && grep -q '《最高人民法院关于适用〈中华人民共和国民法典〉合同编' out && ! grep -q '适用《' out
check 'a title inside a title has single marks' $?
run 1 "$program" -f text faulty.txt && grep -q '待填空白 1 处。$' out && ! grep -q '通常在签署时填写' out
check 'what there is none of is not counted' $?
wrote() { # WORDS FILE ARGUMENT...: FILE alone gets a report that begins with WORDS
	words=$1 file=$2
	shift 2
	rm -f "$file"
	run 1 "$program" faulty.txt "$@" && [ ! -s out ] && head -c 300 "$file" | grep -q -e "$words"
}
wrote '^# 合同审查报告' x.md -o x.md && wrote '^# 合同审查报告' plain -o plain && wrote '"version"' x.JSON -o x.JSON &&
	wrote '^高  BLK001' x.txt -o x.txt && wrote '<!DOCTYPE html>' x.htm -o x.htm && wrote '<testsuites' x.xml -o x.xml
check 'the format of -o follows from the extension' $?
wrote 'sarif-2.1.0' x.json -f sarif -o x.json && wrote 'sarif-2.1.0' x.json -o x.json -f sarif &&
	wrote '^faulty.txt:2:' x.log -f gcc -o x.log && run 2 "$program" faulty.txt -f json -f text -o x.json &&
	rm -f x.json && run 1 "$program" faulty.txt -f github -f gcc=x.log -o x.gh && [ ! -s out ] && grep -q '^::error' x.gh
check '-f FMT -o FILE is one report' $?
run 1 "$program" faulty.txt -f json=x.json -o x.md && [ ! -s out ] && grep -q '"version"' x.json && grep -q '^# ' x.md
check 'a format with a file of its own does not take -o' $?
run 2 "$program" faulty.txt -o report.pdf && grep -q 'report.pdf is that of no format' err && [ ! -e report.pdf ] &&
	run 0 "$program" outline faulty.txt -o outline.log && [ -s outline.log ] && run 1 "$program" faulty.txt -o /dev/null
check 'an extension of no format is refused' $?
run 2 "$program" explain BLK00l && grep -q "did you mean 'BLK00" err
check 'explain guesses' $?
run 2 "$program" explian BLK001 && grep -q "no command and no file 'explian' (did you mean 'explain'?)" err
check 'a mistyped command is told apart from a file' $?
run 2 "$program" explain pay010 && grep -q "did you mean 'PAY010'" err
check 'whatever the case of the letters' $?

run 1 "$program" -o report.md faulty.txt && cmark -t commonmark report.md | cmp -s - report.md
check 'cmark reads the Markdown back to the same tree' $?
for contract in "$root"/corpora/*/*.txt; do
	"$program" -q --isolated --fail-on=never "$contract" >report.md && cmark -t commonmark report.md | cmp -s - report.md || echo "$contract"
done >err
[ ! -s err ]
check 'and so of every sample contract' $?
printf 'before' >summary.md
run 1 env GITHUB_STEP_SUMMARY=summary.md "$program" -f github faulty.txt && grep -q '^::error file=faulty.txt,line=2,' out &&
	"$program" -q faulty.txt | (printf 'before\n' && cat) | cmp -s - summary.md
check 'in a GitHub workflow, github puts the Markdown report behind what the summary has' $?
cp summary.md same.md
run 1 env GITHUB_STEP_SUMMARY=summary.md "$program" -f gcc faulty.txt && cmp -s summary.md same.md
check 'other formats leave the summary of a GitHub workflow alone' $?
head -c 1048000 /dev/zero | tr '\0' x >summary.md
run 1 env GITHUB_STEP_SUMMARY=summary.md "$program" -f github faulty.txt && grep -q 'left out' err && grep -q 'left out' summary.md &&
	[ "$(wc -c <summary.md)" -le 1048576 ] && iconv -f utf-8 -t utf-8 summary.md >out
check 'a summary has at most 1 MiB, and says what it lacks' $?
run 2 env GITHUB_STEP_SUMMARY=/dev/full "$program" -f github faulty.txt && grep -q '/dev/full: cannot be written' err
check 'a summary that cannot be written is status 2' $?

run 2 "$program" -o all.json faulty.txt clean.txt empty.txt missing.txt &&
	/usr/bin/python3 "$root/tests/json_check.py" <all.json >out 2>err
check 'the JSON agrees with its schema and its spans with the contracts' $?

finish
