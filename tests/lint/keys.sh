#!/bin/sh
# keys.sh - the manual of book.yaml has every key of conf.def in order, with its type and
# default, and no other.
set -eu
cd "$(dirname "$0")/../.."
want=$(mktemp) have=$(mktemp)
trap 'rm -f "$want" "$have"' EXIT
# K(field, "key", TYPE, "default", "range", "help") becomes: key type default.
awk '
function cell(    s) { # the next "…" of the rest of the line
	match(rest, /"([^"\\]|\\.)*"/)
	s = substr(rest, RSTART + 1, RLENGTH - 2)
	rest = substr(rest, RSTART + RLENGTH)
	gsub(/\\"/, "\"", s)
	return s
}
BEGIN {
	split("STR text STRS list PAIRS table INT number BOOL boolean ENUM word DATE date CREATORS names TOPICS list FONTS list", t, " ")
	for (i = 1; i in t; i += 2) name[t[i]] = t[i + 1]
}
/^K\(/ {
	rest = $0
	key = cell()
	match(rest, /[A-Z]+/)
	type = name[substr(rest, RSTART, RLENGTH)]
	def = cell()
	if (def == "" && cell() == "required") def = "required"
	print key, type, def
}' include/conf.def >"$want"
sed -n 's/^\.It Cm \([^ ]*\) Em \([^ ]*\)\(.*\)/\1 \2 \3/p' docs/book.yaml.5 |
	sed 's/  No default Li / /; s/  No required/ required/; s/\\(dq/"/g' >"$have"
if ! diff "$want" "$have"; then
	echo "docs/book.yaml.5: keys differ from include/conf.def (<)"
	exit 1
fi
