#!/bin/sh
# deps.sh PACKAGE... - install the Debian packages that are missing; say nothing if none is.
set -eu

# A package is there, or something as good is.
have() {
	case $1 in
	npm) command -v npm >/dev/null && return ;; # Debian's comes with hundreds of others
	pkg-config) command -v pkg-config >/dev/null && return ;;
	default-jdk-headless) command -v javac >/dev/null && return ;;
	esac
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
for p; do
	have "$p" || missing="$missing $p"
done
[ "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "deps: this is no Debian; please install what these packages hold:$missing" >&2
	exit 1
fi
as=
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "deps: not root, and there is no sudo; please run as root:" >&2
		echo "    apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	as=sudo
fi

echo "deps: installing$missing"
# shellcheck disable=SC2086 # lists of words on purpose
install() {
	$as env DEBIAN_FRONTEND=noninteractive \
		apt-get -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends install $missing >"$log" 2>&1
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# With old lists or none, the first try fails at once and costs nothing.
install && exit 0
$as apt-get -qq update >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
install || { tail -n 20 "$log" >&2; echo "deps: could not install$missing" >&2; exit 1; }
