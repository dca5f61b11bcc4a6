#!/usr/bin/env bash
# Makes sure that what the build, the demo and the tests need is there: the Swift toolchain (checked) and Debian
# packages (installed when missing and we are root; named when we are not).
set -euo pipefail
command -v swift >/dev/null || { echo "gongbao: no swift on PATH; install the Swift 6.3 toolchain from swift.org first" >&2; exit 1; }
libraries=/usr/lib/$(uname -m)-linux-gnu
# What is built and tried; then what the toolchain itself runs and links with on a Debian that has nothing else.
declare -A needed=([libpq-dev]=/usr/include/postgresql/libpq-fe.h [postgresql-15]=/usr/lib/postgresql/15/bin/initdb [pkg-config]=/usr/bin/pkg-config [python3]=/usr/bin/python3 [util-linux]=/usr/bin/setpriv [binutils]=/usr/bin/strip
    [poppler-utils]=/usr/bin/pdftotext [poppler-data]=/usr/share/poppler/cMap/Adobe-GB1/UniGB-UCS2-H [pandoc]=/usr/bin/pandoc [catdoc]=/usr/bin/catdoc [procps]=/usr/bin/pgrep [openssl]=/usr/bin/openssl
    [git]=/usr/bin/git [libc6-dev]=/usr/include/stdio.h [libstdc++-12-dev]=/usr/include/c++/12/vector [libcurl4]=$libraries/libcurl.so.4 [libncurses6]=$libraries/libncurses.so.6
    [libsqlite3-0]=$libraries/libsqlite3.so.0 [libxml2]=$libraries/libxml2.so.2)
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
