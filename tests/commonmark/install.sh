#!/bin/sh
# install.sh VERSION - the examples of CommonMark's specification, into build/tools/commonmark-VERSION.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$here/../../build/tools/commonmark-$1/spec.txt" ] && exit 0
exec "$here/../npm.sh" commonmark-spec "$1" "$here/$1.sha512" package
