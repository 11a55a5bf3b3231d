#!/bin/sh
# merge.sh - no file has the marks of a merge that nobody finished.
set -eu
cd "$(dirname "$0")/../.."
if grep -rnIE '^(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|) ' include src styles tests docs Makefile ./*.md; then
	echo "a merge was not finished"
	exit 1
fi
