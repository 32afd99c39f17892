#!/bin/sh
# What was settled before, as people use it: baseline, acceptances, marks in a contract.
# Usage: tests/baseline.sh [PROGRAM]
set -u
cd "$(dirname "$0")/.."
program=$(realpath "${1:-build/release/clauselint}")
schema=$PWD/engine/report/clauselint.schema.json
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
suite=baseline
. tests/suite.sh
cd "$dir"
baseline=.clauselint-baseline.jsonl
accept=.clauselint-accept.yml
SOURCE_DATE_EPOCH=1798675200 # 2026-12-31
export SOURCE_DATE_EPOCH

# checks STATUS ARGUMENT...: run, with the program.
checks() {
	want=$1
	shift
	run "$want" "$program" "$@"
}

# states FILE...: “PEN new 1, BLK unchanged 2” of the JSON report, and how many are gone.
states() {
	"$program" -q -f json --fail-on=never "$@" 2>err | python3 -c '
import collections, json, sys
report = json.load(sys.stdin)
states = collections.Counter(f["state"] for file in report["files"] for f in file["findings"])
gone = sum(len(file.get("gone", [])) for file in report["files"])
print(", ".join("%s %d" % item for item in sorted(states.items())) + (", gone %d" % gone if gone else ""))'
}

# is TEXT ARGUMENT...
is() {
	want=$1
	shift
	got=$(states "$@")
	[ "$got" = "$want" ]
}

# print RULE FILE: the first fingerprint of a rule.
print() {
	"$program" -q -f json --fail-on=never --only="$1" "$2" 2>/dev/null | sed -n 's/.*"fingerprint": "\(.*\)".*/\1/p' | head -1
}

begin() {
	rm -rf ./* .clauselint*
	cat >a.txt <<'TEXT'
甲方：晨光有限公司
乙方：远山有限公司
第一条 违约责任
1.1 乙方逾期交付的，违约金为合同总金额的35%。
第二条 付款
2.1 甲方应向乙方支付人民币____元。
2.2 乙方可以随时调整服务费。
TEXT
}

# --- the baseline ---

begin
is 'new 5' a.txt
check 'a contract has findings' $?
checks 0 baseline create a.txt && grep -q '5 findings' err && [ "$(wc -l <$baseline)" = 5 ]
check 'create writes one line a finding' $?
checks 0 a.txt && is 'unchanged 5' a.txt && grep -q '已列入基线' out
check 'then the contract is clean, and the report says how many it hides' $?
checks 0 -f json a.txt && grep -q '5 in the baseline' err && grep -q '"baselined": 5' out
check 'so does the summary' $?
checks 1 --no-baseline a.txt && checks 0 --new-only -f json a.txt && ! grep -q '"rule":' out
check '--no-baseline and --new-only' $?
cp $baseline first
checks 0 baseline create a.txt && cmp -s $baseline first && LC_ALL=C sort -c $baseline && ! grep -q '"line"' $baseline
check 'create twice writes the same bytes, sorted, without lines' $?
sed -i 's/35%/50%/' a.txt
checks 1 a.txt && is 'changed 2, unchanged 3' a.txt && grep -q '35%' out && grep -q '此前的文字' out
check '35% to 50% is changed, with the old words, for both rules of that sentence' $?
is 'changed 1' --only=LIA003 --new-only a.txt
check 'and exactly one finding of a rule' $?

begin
checks 0 baseline create a.txt
sed -i 's/____元。/100元。\n2.3 乙方应交付设备____台。/' a.txt
is 'new 1, gone 1' --only=BLK001 a.txt
check 'one blank filled and another added is one new finding' $?
checks 0 --strict-baseline --fail-on=never a.txt || [ "$got" = 1 ] && grep -q '1 gone' err
check '--strict-baseline fails on what is gone' $?
checks 0 baseline prune a.txt && grep -q '1 taken out, 4 left' err && is 'new 1' --only=BLK001 a.txt
check 'prune takes out what is gone' $?
checks 0 baseline show && [ "$(wc -l <out)" = 4 ] && grep -q '违约责任 › ' out
check 'show lists the rest' $?

begin
mkdir -p vendors/old
mv a.txt vendors/old/a.txt
checks 0 baseline create vendors/old/a.txt && grep -q '"file":"vendors/old/a.txt"' $baseline
check 'paths in the baseline are relative' $?
checks 0 --fail-on=low "$dir/vendors/old/a.txt" && checks 0 --fail-on=low ./vendors/../vendors/old/a.txt
check 'to the folder of the run, however the contract is named' $?
mkdir vendors/new
mv vendors/old/a.txt vendors/new/合同.txt
checks 0 vendors/new/合同.txt && is 'unchanged 5' vendors/new/合同.txt && grep -q 'vendors/old/a.txt' err
check 'a contract that was moved keeps its baseline, and that is said' $?
checks 0 baseline create vendors/new/合同.txt && ! grep -q vendors/old $baseline && [ "$(wc -l <$baseline)" = 5 ]
check 'create then writes its new name' $?
rm vendors/new/合同.txt
printf '第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n' >b.txt
checks 0 b.txt && grep -q '5 gone' err
check 'what a deleted contract had is gone' $?
checks 0 baseline prune && [ ! -s $baseline ]
check 'prune without contracts takes out deleted ones' $?

begin
printf '2.3 甲方付____元。\n第三条 付款\n3.1 甲方付____元。\n' >>a.txt
checks 0 baseline create a.txt
printf '第四条 付款\n4.1 甲方付____元。\n' >>a.txt
is 'new 1, unchanged 7' a.txt
check 'three of the same where two were is one new finding' $?
begin
checks 0 baseline create a.txt
cp a.txt b.txt
is 'new 5, unchanged 5' a.txt b.txt
check 'the same words in another contract are new' $?
checks 0 baseline create b.txt && [ "$(wc -l <$baseline)" = 10 ] && is 'unchanged 10' a.txt b.txt
check 'create for one contract keeps what there is of others' $?
sed -i 's/$/\r/' $baseline a.txt
is 'unchanged 10' a.txt b.txt
check 'line ends do not matter' $?

begin
checks 0 baseline create a.txt
cp $baseline good
{ echo '<<<<<<< ours'; cat good; echo '>>>>>>> theirs'; } >$baseline
checks 2 a.txt && grep -q "^$baseline:1:1: error: a merge" err && grep -q "^$baseline:7:1: error" err
check 'a merge that was not finished is refused, with the places' $?
sed 's/"rule"/"rlue"/' good >$baseline
checks 2 a.txt && grep -q "did you mean 'rule'" err && [ ! -s out ]
check 'an unknown key is refused' $?
cp good $baseline
cp good twice
cat good >>twice
checks 0 --baseline=twice a.txt
check 'lines that a merge doubled count once' $?
checks 2 --baseline=none a.txt && checks 2 baseline show --baseline=none && checks 2 baseline create && checks 2 baseline nothing
check 'a baseline that is not there, or a verb that is not, is status 2' $?
checks 2 baseline create a.txt missing.txt && [ "$(wc -l <$baseline)" = 5 ]
check 'what could not be checked is said, what could is written' $?
checks 2 baseline create a.txt --baseline=/dev/full
check 'a full disk is status 2' $?

# --- acceptances ---

begin
fingerprint=$(print LIA003 a.txt)
checks 2 accept a.txt "$fingerprint" && grep -q 'reason' err && [ ! -e $accept ]
check 'accept needs a reason' $?
checks 2 accept a.txt c1:00000000 --reason=x && grep -q 'no finding has' err && checks 2 accept a.txt xyz --reason=x
check 'and a fingerprint that there is' $?
checks 0 accept a.txt "$(printf %s "$fingerprint" | cut -c1-10)" --reason='会议纪要: "第4项" \ #1' --by=李 --until=2026-12-31
check 'a part of the fingerprint is enough' $?
checks 1 -f json a.txt && grep -q '"reason": "会议纪要: \\"第4项\\" \\\\ #1"' out && grep -q '"accepted": 1' out
check 'the finding is accepted, for that reason' $?
checks 1 a.txt && grep -q '已接受的条款' out && grep -q '有效期至 2026-12-31' out
check 'and listed with it' $?
checks 0 accept a.txt "$fingerprint" --reason=again && grep -q 'accepted already' err && [ "$(grep -c '^- ' $accept)" = 1 ]
check 'what is accepted already is not accepted again' $?
(SOURCE_DATE_EPOCH=1798761600 && checks 1 -f json a.txt && grep -q 'has expired' err && grep -q '"expired": {' out)
check 'after its last day the finding is back' $?
sed -i 's/35%/50%/' a.txt
checks 1 a.txt && grep -q 'words have changed in a.txt' err && is 'changed 1, new 4' a.txt && grep -q '合同总金额的35%' out
check 'another figure is reported as changed' $?
sed -i '/1.1/d' a.txt
checks 1 a.txt && grep -q "^$accept:1: warning: .*matches nothing any more" err && checks 1 --strict-baseline --fail-on=never a.txt
check 'what matches nothing is stale, and named' $?
rm a.txt
printf '第一条 付款\n甲方应于每月5日前向乙方支付人民币100元。\n' >b.txt
checks 0 b.txt && grep -q 'no such file any more' err
check 'so is one of a contract that is there no more' $?

begin
printf '# ours\n  - rule: PAY010\n    file: "*.txt"   # all\n    text: 乙方可以随时,服务费\n    reason: 已谈妥' >$accept
cp $accept before
checks 0 accept a.txt "$(print BLK001 a.txt)" --reason=稍后填写 && [ "$(head -c "$(wc -c <before)" $accept | cmp - before)" = '' ]
check 'accept leaves what is there byte for byte' $?
checks 1 -f json a.txt && grep -q '"accepted": 2' out && [ "$(grep -c '^  - rule' $accept)" = 2 ]
check 'and writes as the file is written' $?
printf -- '- {rule: PAY010, file: "*", raeson: x}\n' >$accept
checks 2 a.txt && grep -q "^$accept:1:29: error: unknown key 'raeson' (did you mean 'reason'?)" err &&
	grep -q "^$accept:1:3: error: the key 'reason' is missing" err
check 'every mistake of the file has its place' $?
printf 'rule: PAY010\n' >$accept
cp $accept before
checks 2 accept a.txt "$(print BLK001 a.txt)" --reason=x && cmp -s $accept before
check 'a file with mistakes is not written to' $?
printf -- '- {rule: PAY999, file: "*", text: 服务费, reason: x}\n' >$accept
checks 1 a.txt && grep -q 'no such rule' err
check 'a rule that does not exist is named' $?
printf -- '- {rule: LIA003, file: a.txt, text: "违约金为合同总金额的,%%", reason: x}\n' >$accept
checks 1 a.txt && grep -q "note: any figure.*$(print LIA003 a.txt)" err
check 'an entry that any figure fits is told what it lacks' $?
mkdir -p 'odd [1]'
mv a.txt 'odd [1]/a*.txt'
rm $accept
checks 0 accept 'odd [1]/a*.txt' "$(print PAY010 'odd [1]/a*.txt')" --reason=x && checks 1 -f json 'odd [1]/a*.txt' && grep -q '"accepted": 1' out
check 'a file name with wildcards in it is taken as it is' $?

begin
for i in $(seq 40); do printf '第%s条 付款\n第%s期甲方应付____元。\n' $i $i; done >a.txt
checks 2 accept a.txt "$(print BLK001 a.txt | cut -c1-4)" --reason=x && grep -q 'is that of [0-9]* findings; write more of it:$' err &&
	grep -q "^clauselint: $(print BLK001 a.txt) BLK001 " err && [ ! -e $accept ]
check 'a fingerprint that several begin with is told from the others' $?
printf '第一条 责任\n%s\n' "乙方应自收到书面通知之日起于第12,345个工作日内向甲方支付款项，逾期付款的，应当按照合同总金额的百分之五向甲方支付违约金____元，并赔偿全部损失共计人民币98,765元整。" >a.txt
checks 0 accept a.txt "$(print LIA001 a.txt)" --reason=x && grep -q 'text: "乙方应自收到书面通知之日起于第12,34,赔偿全部损失共计人民币98,765元整。"' $accept &&
	checks 1 -f json --fail-on=info a.txt && grep -q '"accepted": 1' out && ! grep -q 'any figure' err
check 'of long words both ends are kept, and they fit' $?

begin
checks 0 accept a.txt "$(print PAY010 a.txt)" --reason=x && checks 0 baseline create a.txt && ! grep -q PAY010 $baseline
check 'what is accepted stays out of the baseline' $?

# --- marks in the contract ---

begin
sed -i 's/^第二条/[clauselint-accept PAY010 -- 双方 已确认]\n&/' a.txt
is 'new 6' a.txt && is 'new 6' --inline=report a.txt && is 'new 5' --inline=ignore a.txt
check 'a mark in a contract is not obeyed, and found' $?
checks 1 -f json --only=PAY010 --inline=allow --fail-on=info a.txt || [ "$got" = 0 ] && grep -q '"reason": "双方 已确认"' out && grep -q '"line": 8,' out
check 'unless it is allowed; places stay right' $?
sed -i 's/PAY010 --/BLK002 --/' a.txt
checks 1 --inline=allow a.txt && grep -q '^a.txt:5:1: warning: .*matches nothing' err
check 'a mark that matches nothing is named' $?
sed -i 's/ -- 双方 已确认//' a.txt
is 'new 6' --inline=allow a.txt
check 'one without a reason is not obeyed, and found' $?
begin
sed -i 's/^第二条/［ｃｌａｕｓｅｌｉｎｔ－ａｃｃｅｐｔ　ＰＡＹ０１０　－－　雙方已確認］\n&/' a.txt
is 'new 6' a.txt && checks 1 --inline=allow -f json a.txt && grep -q '"reason": "雙方已確認"' out
check 'full width and Traditional are read alike' $?
checks 2 --inline=maybe a.txt
check 'an unknown mode is a usage error' $?

# --- the report ---

begin
checks 0 baseline create a.txt
sed -i 's/35%/50%/; s/____元/100元/' a.txt
printf -- '- {rule: PAY010, file: "*", text: 服务费, reason: x, until: 2020-01-01}\n' >$accept
"$program" -q -f json --fail-on=never a.txt >report.json 2>err
python3 - "$schema" <<'PYTHON'
import json, sys
import jsonschema
report = json.load(open("report.json"))
jsonschema.validate(report, json.load(open(sys.argv[1])))
file = report["files"][0]
assert file["gone"] and any("expired" in f for f in file["findings"]) and any("was" in f for f in file["findings"])
PYTHON
check 'the JSON report with all of this is valid' $?

finish
