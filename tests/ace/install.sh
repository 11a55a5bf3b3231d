#!/bin/sh
# install.sh VERSION - DAISY's Ace, the judge of accessibility, into build/tools/ace-VERSION.
#
# It is some two hundred packages; package-lock.json beside this file has the version and the
# SHA-512 of each.  The browser it drives is Debian's: no package's install script runs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../build/tools
[ -x "$tools/ace-$1/node_modules/.bin/ace-cli" ] && exit 0
command -v npm >/dev/null || { echo "ace: npm is needed to fetch it" >&2; exit 1; }
mkdir -p "$tools"
part=$(mktemp -d "$tools/ace.XXXXXX")
trap 'rm -rf "$part"' EXIT
echo "ace: fetching version $1"
cp "$here/package.json" "$here/package-lock.json" "$part/"
grep -q "\"@daisy/ace-cli\": \"$1\"" "$part/package.json" || { echo "ace: package.json is of another version" >&2; exit 1; }
(cd "$part" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
rm -rf "$tools/ace-$1" # a run without it may have left a folder
mkdir "$tools/ace-$1"
mv "$part/node_modules" "$tools/ace-$1/"
