#!/usr/bin/env bash
# Runs every command of Deploy/guide: the operator's guide on a booted Debian of its own, from the bare system to the removal, the cookbook's
# queries after the sample reports are worked. A query has to give rows.
set -euo pipefail
cd "$(dirname "$0")/../.."
machine=Tests/Scripts/machine.sh
name=gongbao-guide
$machine needs || exit 1
deb=$(Deploy/package.sh)
root=$($machine path $name)
trap '$machine stop $name' EXIT
trap 'exit 130' INT TERM
$machine boot $name
inside() { $machine in $name "$@"; }
count=0 failed=0

# check WHAT COMMAND…: runs it; what it printed only where it failed.
check() {
    local what=$1
    shift
    count=$((count + 1))
    if "$@" >"$root/../check.log" 2>&1; then echo "ok $count $what"; return; fi
    failed=$((failed + 1))
    echo "not ok $count $what"
    sed 's/^/    /' "$root/../check.log"
}

# blocks FILE LANGUAGE FOLDER: each fenced block of the language becomes a file, its line number the name.
blocks() {
    mkdir -p "$3"
    awk -v language="$2" -v folder="$3" '
        /^```/ { if (file) { close(file); file = "" } else if ($0 == "```" language) file = sprintf("%s/%04d", folder, NR); next }
        file { print > file }' "$1"
}

query() { inside bash -c 'set -o pipefail; runuser -u postgres -- psql -X -v ON_ERROR_STOP=1 -d gongbao -f - <"$1" | tee /dev/stderr | { ! grep -q "^(0 rows)"; }' query "$1"; }

cp "$deb" "$root/root/"
# A container's own: the server is there, but has no cluster yet.
inside bash -c 'pg_createcluster 15 main -- --locale=C.UTF-8 -A peer >/dev/null && systemctl start postgresql@15-main'
blocks Deploy/guide/operating.md sh "$root/root/operating"
blocks Deploy/guide/cookbook.md sql "$root/root/cookbook"
for block in "$root"/root/operating/*; do
    number=$(basename "$block")
    line=$((10#$number + 1))
    # The queries before everything is taken away.
    if grep -q '^apt-get remove' "$block"; then
        for sql in "$root"/root/cookbook/*; do
            other=$(basename "$sql")
            check "cookbook.md:$((10#$other + 1)) $(head -1 "$sql" | cut -c1-60)" query "/root/cookbook/$other"
        done
    fi
    check "operating.md:$line $(grep -v '^cd ' "$block" | head -1 | cut -c1-80)" inside bash -euo pipefail -c 'cd /root; . "$1"' block "/root/operating/$number"
done
echo "$count run, $failed failed"
[ $failed = 0 ]
