#!/usr/bin/env bash
# Builds gongbao_VERSION_ARCHITECTURE.deb in .gongbao/ from the release binary: Deploy/package.sh [VERSION]
# A VERSION other than the changelog's is for tests of an upgrade.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v dh >/dev/null && command -v dpkg-buildpackage >/dev/null \
    || { echo "package.sh: needs debhelper and dpkg-dev (apt-get install debhelper dpkg-dev)" >&2; exit 1; }
binary=.build/release/gongbao
[ -x $binary ] || { echo "package.sh: no $binary (make release)" >&2; exit 1; }
version=$(dpkg-parsechangelog -l Deploy/debian/changelog -S Version)
[ "$($binary --version)" = "$version" ] || { echo "package.sh: the binary is $($binary --version), Deploy/debian/changelog says $version" >&2; exit 1; }

tree=$PWD/.gongbao/package/gongbao
rm -rf .gongbao/package
mkdir -p "$tree"/{completions,dictionaries,man,systemd}
cp -r Deploy/debian "$tree/debian"
cp -r Deploy/systemd/. "$tree/systemd"
cp Deploy/pgpass Config/gongbao.conf "$tree"
# Under its own name debhelper would take it for a Debian changelog.
cp README.md "$tree"
cp CHANGELOG.md "$tree/NEWS.md"
cp Config/*.tsv "$tree/dictionaries"
mkdir -p "$tree"/{guide,reports}
cp Deploy/guide/*.md "$tree/guide"
cp Deploy/guide/reports/*.txt Tests/Reports/*.txt "$tree/reports"
cp $binary "$tree/gongbao"
if [ "${1:-$version}" != "$version" ]; then
    date=$(dpkg-parsechangelog -l Deploy/debian/changelog -S Date)
    { printf 'gongbao (%s) bookworm; urgency=medium\n\n  * A later one.\n\n -- gongbao maintainers <maintainers@gongbao.example>  %s\n\n' "$1" "$date"
      cat Deploy/debian/changelog; } >"$tree/debian/changelog"
    version=$1
fi
for shell in bash zsh fish; do $binary --generate-completion-script $shell >"$tree/completions/$shell"; done
# It is sourced, so it has no interpreter.
sed 1d "$tree/completions/bash" >"$tree/completions/gongbao"
mv "$tree/completions/zsh" "$tree/completions/_gongbao"
mv "$tree/completions/fish" "$tree/completions/gongbao.fish"
Deploy/manual.sh $binary "$tree/man"

(cd "$tree" && dpkg-buildpackage --build=binary --no-sign --no-check-builddeps >../build.log 2>&1) \
    || { cat .gongbao/package/build.log >&2; exit 1; }
deb=gongbao_${version}_$(dpkg --print-architecture).deb
mv ".gongbao/package/$deb" .gongbao/
echo ".gongbao/$deb"
