#!/bin/sh
# said.sh - every code is used once, and the manual knows every command, option
# and exit status.
set -eu
cd "$(dirname "$0")/../.."
man=docs/zhbook.1
bad=0
say() { echo "$*"; bad=1; }

# Codes of messages, and the messages themselves.
for code in $(sed -n 's/^D([A-Z0-9_]*, "\([^"]*\)".*/\1/p' include/diag.def | sort | uniq -d); do
	say "include/diag.def: two messages have the code $code"
done
for id in $(sed -n 's/^D(\([A-Z0-9_]*\),.*/\1/p' include/diag.def); do
	grep -qrw "DIAG_$id" src || say "include/diag.def: nothing says $id"
done

# Commands by their rows, options by theirs.
for cmd in $(sed -n 's/^[^"]*\.name = "\([a-z]*\)".*/\1/p' src/cmd/*.c | sort -u); do
	grep -q "^\.It Cm $cmd" "$man" || say "$man: the command $cmd is missing"
done
for option in $(sed -n 's/^O([a-z_]*, [A-Z]*, "\([^"]*\)".*/\1/p' include/option.def); do
	grep -q "^\.It.* Fl Fl $option" "$man" || say "$man: the option --$option is missing"
done
for status in $(sed -n 's/^E([A-Z]*, \([0-9]*\),.*/\1/p' include/exit.def); do
	grep -q "^\.It $status\$" "$man" || say "$man: the exit status $status is missing"
done
exit $bad
