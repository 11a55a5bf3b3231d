#!/bin/sh
# layers.sh - who may include whom: src/ against the table in tests/lint/layers.
set -eu
cd "$(dirname "$0")/../.."
awk '
FNR == NR {
	if (/^#/) next
	dir = $1; sub(":", "", dir)
	if (dir in known) { print "tests/lint/layers: " dir " stands there twice"; bad = 1 }
	known[dir]
	for (i = 2; i <= NF; i++) ok[dir, $i]
	next
}
/^#include "/ {
	split(FILENAME, at, "/"); h = $2; gsub(/"/, "", h); sub(/\.h$/, "", h)
	if (h ~ /_local$/) next # a folder'\''s own
	if (!((at[2], h) in ok)) { print FILENAME ":" FNR ": " at[2] " must not include " $2; bad = 1 }
}
END { exit bad }
' tests/lint/layers src/*/*.c
