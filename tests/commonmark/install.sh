#!/bin/sh
# install.sh VERSION - the examples of CommonMark's specification, into build/tools/commonmark.
#
# The npm registry carries them as commonmark-spec; the hash beside this script
# says what must arrive.
set -eu
version=$1
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../build/tools
spec=$tools/commonmark-$version/spec.txt
[ -f "$spec" ] && exit 0

command -v npm >/dev/null || { echo "commonmark: npm is needed to fetch the examples" >&2; exit 1; }
mkdir -p "$tools"
part=$(mktemp -d "$tools/commonmark.XXXXXX")
trap 'rm -rf "$part"' EXIT
echo "commonmark: fetching the examples of version $version"
(cd "$part" && npm pack --silent "commonmark-spec@$version") >/dev/null
(cd "$part" && sha512sum -c --quiet "$here/$version.sha512")
tar -xzf "$part/commonmark-spec-$version.tgz" -C "$part"
mv "$part/package" "$tools/commonmark-$version"
