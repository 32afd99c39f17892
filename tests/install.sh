#!/bin/sh
# Installs into a folder, uses what was installed, and uninstalls without leaving a file behind.
set -eu
cd "$(dirname "$0")/.."
at=$(mktemp -d)
trap 'rm -rf "$at"' EXIT
make --no-print-directory -s install installcheck DESTDIR="$at" prefix=/usr
make --no-print-directory -s uninstall DESTDIR="$at" prefix=/usr
left=$(find "$at/usr" -type f)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "install: 1 passed, 0 failed"
