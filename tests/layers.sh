#!/bin/sh
# Fails when an #include in engine/ disagrees with engine/LAYERS: includes only go down, and an
# outside library belongs to the layers that name it. Generators (*_gen.c) are build tools and may
# use the outside headers of any layer.
set -eu
cd "$(dirname "$0")/.."
find engine -name '*.[ch]' | LC_ALL=C sort | xargs awk '
BEGIN {
	while ((getline line < "engine/LAYERS") > 0) {
		if (line ~ /^#/ || line == "") continue
		split(line, column, /  +/)
		n = split(column[2], names, " ")
		for (i = 1; i <= n; i++) may[column[1], names[i]] = 1
		n = split(column[3], names, " ")
		for (i = 1; i <= n; i++) {
			outside[names[i]] = 1
			uses[column[1], names[i]] = 1
		}
		layer[column[1]] = 1
	}
}
FNR == 1 {
	files++
	split(FILENAME, part, "/")
	mine = part[3] == "" ? "." : part[2]
	generator = FILENAME ~ /_gen\.c$/
	if (!(mine in layer)) { print FILENAME ": folder " mine " is not in engine/LAYERS"; bad++ }
}
/^#include "/ {
	split($0, quoted, "\"")
	slash = index(quoted[2], "/")
	target = slash ? substr(quoted[2], 1, slash - 1) : quoted[2]
	if (target == "gen" || target == mine) next
	if (mine == "." && !slash) next
	if (!((mine, target) in may)) {
		print FILENAME ":" FNR ": layer " mine " may not include " quoted[2]; bad++
	}
}
/^#include </ {
	split($0, angled, /[<>]/)
	for (o in outside)
		if (index(angled[2], o) == 1 && !generator && !((mine, o) in uses)) {
			print FILENAME ":" FNR ": layer " mine " may not use " angled[2]; bad++
		}
}
END {
	if (!files) { print "layers: no files were checked"; exit 1 }
	if (bad) exit 1
	print "layers: " files " files agree with engine/LAYERS"
}'
