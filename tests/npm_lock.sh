#!/bin/sh
# npm_lock.sh FOLDER - what FOLDER/package-lock.json names, into build/tools/NAME-npm, NAME that of FOLDER.
#
# The lock has the version and the SHA-512 of each package, which npm checks.  No package's
# install script runs: the browser that they drive is Debian's.
set -eu
from=$(realpath "$1")
name=$(basename "$from")
root=$(realpath "$(dirname "$0")/..")
to=$root/build/tools/$name-npm
cmp -s "$from/package-lock.json" "$to/package-lock.json" && exit 0

command -v npm >/dev/null || { echo "$name: npm is needed to fetch it" >&2; exit 1; }
mkdir -p "$root/build/tools"
part=$(mktemp -d "$root/build/tools/$name.XXXXXX")
trap 'rm -rf "$part"' EXIT
echo "$name: fetching what its tests need"
cp "$from/package.json" "$from/package-lock.json" "$part/"
(cd "$part" && npm ci --silent --ignore-scripts --no-audit --no-fund)
rm -rf "$to" # of another lock, or of a run that was stopped
mkdir "$to"
mv "$part/node_modules" "$to/"
mv "$part/package-lock.json" "$to/" # last: it says that all the rest is there
