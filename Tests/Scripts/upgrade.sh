#!/usr/bin/env bash
# upgrade.sh [COMMIT]
# A rolling upgrade with two real binaries: this tree's joins workers of an earlier commit's on one database. Without a
# commit the one before the latest migration; its binary is kept under .gongbao/upgrade for the next time.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
commit=${1:-$(git log -1 --diff-filter=A --format=%H -- Migrations)^}
commit=$(git rev-parse --verify "$commit^{commit}")
old=$root/.gongbao/upgrade/$commit
if [ ! -x "$old/gongbao" ]; then
    mkdir -p "$old/source"
    git archive "$commit" | tar -x -C "$old/source"
    (cd "$old/source" && swift build -c release --static-swift-stdlib --product gongbao)
    cp "$old/source/.build/release/gongbao" "$old/gongbao"
    rm -rf "$old/source"
fi
GONGBAO_OLD_BINARY=$old/gongbao exec python3 Tests/Chaos/chaos.py upgrade
