#!/usr/bin/env bash
# upgrade.sh [COMMIT]
# A rolling upgrade with two real binaries: this tree's joins workers of an earlier commit's on one database. Without a
# commit the latest one whose migrations are some of this tree's, unchanged; its binary is kept under .gongbao/upgrade for the next time.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"

# migrations COMMIT: path and content's name of each.
migrations() { git ls-tree -r "$1" Migrations | sort; }
# An upgrade begins at a version that this one's migrations lead on from.
predecessor() {
    local own=$1 change commit theirs
    for change in $(git log --format=%H -- Migrations); do
        commit=$(git rev-parse --quiet --verify "$change^") || continue
        theirs=$(migrations "$commit")
        if [ "$theirs" != "$own" ] && [ -z "$(comm -23 <(echo "$theirs") <(echo "$own"))" ]; then echo "$commit"; return; fi
    done
    echo "upgrade.sh: no earlier commit has migrations that this tree only adds to; name one" >&2
    exit 1
}
commit=${1:-$(predecessor "$(migrations HEAD)")}
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
