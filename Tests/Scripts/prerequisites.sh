#!/usr/bin/env bash
# Makes sure that what the build, the demo and the tests need is there: the Swift toolchain (checked) and Debian
# packages (installed when missing and we are root; named when we are not).
set -euo pipefail
command -v swift >/dev/null || { echo "gongbao: no swift on PATH; install the Swift 6.3 toolchain from swift.org first" >&2; exit 1; }
declare -A needed=([libpq-dev]=/usr/include/postgresql/libpq-fe.h [postgresql-15]=/usr/lib/postgresql/15/bin/initdb [pkg-config]=/usr/bin/pkg-config [python3]=/usr/bin/python3 [util-linux]=/usr/bin/setpriv [binutils]=/usr/bin/strip
    [poppler-utils]=/usr/bin/pdftotext [pandoc]=/usr/bin/pandoc [catdoc]=/usr/bin/catdoc [procps]=/usr/bin/pgrep)
missing=()
for package in "${!needed[@]}"; do [ -e "${needed[$package]}" ] || missing+=("$package"); done
[ ${#missing[@]} -gt 0 ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "gongbao: missing Debian packages; as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "gongbao: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
