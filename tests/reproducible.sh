#!/bin/sh
# The same sources give the same program, whatever folder they are built in.
set -eu
cd "$(dirname "$0")/.."
at=$(mktemp -d)
trap 'rm -rf "$at"' EXIT
mkdir -p "$at/elsewhere/deeper"
cp -r engine rules corpora tests Makefile "$at/elsewhere/deeper/"
make --no-print-directory -s -j2 -C "$at/elsewhere/deeper" all >/dev/null
cmp build/release/clauselint "$at/elsewhere/deeper/build/release/clauselint"
cmp build/release/libclauselint.a "$at/elsewhere/deeper/build/release/libclauselint.a"
echo "reproducible: 2 passed, 0 failed"
