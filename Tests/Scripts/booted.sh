# Sourced by what tries the package on a booted Debian (machine.sh): $deb is the package, `machine NAME` boots one that is
# taken away in the end, `inside` runs a command in it, `check` counts what holds and what does not.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
Tests/Scripts/machine.sh needs || exit 1
deb=$(Deploy/package.sh)
count=0 failed=0
trap 'exit 130' INT TERM

# machine NAME: another one takes the place of the one before. $root is its root directory.
machine() {
    if [ -n "${machine:-}" ]; then Tests/Scripts/machine.sh stop "$machine"; fi
    machine=$1
    root=$(Tests/Scripts/machine.sh path "$machine")
    trap 'Tests/Scripts/machine.sh stop "$machine"' EXIT
    Tests/Scripts/machine.sh boot "$machine"
    cp "$deb" "$root/root/"
}
inside() { Tests/Scripts/machine.sh in "$machine" "$@"; }
# The server is there, but has no cluster yet.
start_postgresql() { inside bash -c 'pg_createcluster 15 main -- --locale=C.UTF-8 -A peer >/dev/null && systemctl start postgresql@15-main'; }

# check WHAT COMMAND…: runs it; what it printed, and what `explain` has to say, only where it failed.
check() {
    local what=$1
    shift
    count=$((count + 1))
    if "$@" >"$root/../check.log" 2>&1; then echo "ok $count $what"; return; fi
    failed=$((failed + 1))
    echo "not ok $count $what"
    { cat "$root/../check.log"; explain; } | sed 's/^/    /'
}
explain() { :; }

# How many there were, and whether all of them hold.
conclude() {
    echo "$count checked, $failed failed"
    [ "$failed" = 0 ]
}
