#!/bin/sh
# Installs into a folder, builds the example against what was installed through pkg-config, runs it,
# and uninstalls without leaving a file behind.
set -eu
cd "$(dirname "$0")/.."
at=$(mktemp -d)
trap 'rm -rf "$at"' EXIT
make --no-print-directory -s install DESTDIR="$at" prefix=/usr
export PKG_CONFIG_PATH="$at/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR=
flags=$(pkg-config --define-variable=prefix="$at/usr" --define-variable=libdir="$at/usr/lib" \
	--define-variable=includedir="$at/usr/include" --static --cflags --libs clauselint)
# shellcheck disable=SC2086 # the flags are words
cc -std=c11 tests/example/example.c -o "$at/example" $flags
"$at/example" corpora/faulty/cs-oneline.txt >/dev/null
"$at/usr/bin/clauselint" --fail-on=never corpora/faulty/cs-oneline.txt >/dev/null 2>&1
make --no-print-directory -s uninstall DESTDIR="$at" prefix=/usr
left=$(find "$at/usr" -type f)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "install: 1 passed, 0 failed"
