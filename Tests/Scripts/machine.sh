#!/usr/bin/env bash
# Debian machines with a real systemd, booted as containers on a copy-on-write root; works where PID 1 is no systemd.
#   machine.sh needs          says what is missing here, one line each; status 1 where anything is
#   machine.sh boot NAME      makes the root where there is none yet (debootstrap, about two minutes, once) and boots it
#   machine.sh in NAME COMMAND…   runs a command in it
#   machine.sh path NAME      its root directory
#   machine.sh stop NAME      powers it off and removes what it wrote
# A machine has no network but its own loopback.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
store=${GONGBAO_MACHINES:-$root/.gongbao/machines}
base=$store/base
action=${1:?needs, boot, in, path or stop}; shift

needs() {
    local missing=0 tool
    lack() { echo "machine.sh: $*"; missing=1; }
    [ "$(id -u)" = 0 ] || lack "needs root: a container is booted"
    declare -A tools=([debootstrap]=debootstrap [systemd-nspawn]=systemd-container [nsenter]=util-linux [unshare]=util-linux)
    for tool in "${!tools[@]}"; do command -v "$tool" >/dev/null || lack "needs $tool (apt-get install ${tools[$tool]})"; done
    grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null || lack "needs overlayfs in the kernel"
    [ ${#cgroups[@]} -gt 0 ] || lack "needs a writable cgroup hierarchy under /sys/fs/cgroup"
    return $missing
}

# Every hierarchy that systemd keeps its units in: the one of cgroup v2, or two in the hybrid layout.
cgroups=()
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
    if [ -e $hierarchy/cgroup.procs ] && [ -w $hierarchy ]; then cgroups+=("$hierarchy"); fi
done

make_base() {
    # The mark names what is in it besides Debian itself, so that a root with less is made anew.
    local packages=(postgresql libpq5 man-db poppler-utils poppler-data pandoc catdoc python3-psycopg) mark
    mark=$base/.complete-$(IFS=-; echo "${packages[*]}")
    [ ! -e "$mark" ] || return 0
    rm -rf "$base"
    mkdir -p "$base"
    echo "machine.sh: making $base with debootstrap" >&2
    {
        debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,iproute2,ca-certificates,libpam-systemd,openssl bookworm "$base"
        # Nothing is to be started in a root that is not booted.
        printf '#!/bin/sh\nexit 101\n' >"$base/usr/sbin/policy-rc.d"
        chmod +x "$base/usr/sbin/policy-rc.d"
        # Without the cluster that the package would make: tests make their own.
        mkdir -p "$base/etc/postgresql-common"
        echo 'create_main_cluster = false' >"$base/etc/postgresql-common/createcluster.conf"
        LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$base" \
            apt-get -qq install -y --no-install-recommends "${packages[@]}" -o Dpkg::Options::=--force-confold
    } >"$store/base.log" 2>&1 </dev/null || { tail -20 "$store/base.log" >&2; exit 1; }
    touch "$mark"
}

enter() {
    local leader
    leader=$(cat "$store/$name/leader")
    exec nsenter -t "$leader" -m -p -n -u -i -C -r -w env -i \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM=dumb \
        SYSTEMD_PAGER=cat SYSTEMD_COLORS=0 "$@"
}

boot() {
    needs >&2 || exit 1
    make_base
    local folder=$store/$name hierarchy process state
    [ ! -e "$folder/process" ] || stop
    mkdir -p "$folder"/{upper,work,root}
    mount -t overlay overlay -o "lowerdir=$base,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
    echo "$name" >"$folder/root/etc/hostname"
    : >"$folder/root/etc/machine-id"
    rm -f "$folder/root/usr/sbin/policy-rc.d"
    for hierarchy in "${cgroups[@]}"; do mkdir -p "$hierarchy/gongbao-$name"; done
    (
        for hierarchy in "${cgroups[@]}"; do echo 0 >"$hierarchy/gongbao-$name/cgroup.procs"; done
        exec setsid unshare --mount --propagation private systemd-nspawn --quiet --directory "$folder/root" --boot \
            --register=no --keep-unit --console=pipe --machine="$name" --kill-signal=SIGRTMIN+3 --private-network
    ) >"$folder/console" 2>&1 </dev/null &
    process=$!
    echo "$process" >"$folder/process"
    for _ in $(seq 600); do
        kill -0 "$process" 2>/dev/null || { cat "$folder/console" >&2; exit 1; }
        pgrep -P "$process" | head -1 >"$folder/leader" || true
        if [ -s "$folder/leader" ]; then
            state=$( (enter systemctl is-system-running) 2>/dev/null || true)
            case $state in running | degraded) return 0 ;; esac
        fi
        sleep 0.1
    done
    echo "machine.sh: $name did not come up" >&2
    cat "$folder/console" >&2
    exit 1
}

stop() {
    local folder=$store/$name hierarchy process leader
    process=$(cat "$folder/process" 2>/dev/null || true)
    leader=$(cat "$folder/leader" 2>/dev/null || true)
    if [ -n "$process" ] && kill -TERM "$process" 2>/dev/null; then
        for _ in $(seq 300); do kill -0 "$process" 2>/dev/null || break; sleep 0.1; done
        # One that did not go down in time goes with its first process, or it would run on without its own root.
        kill -KILL "$process" $leader 2>/dev/null || true
        for _ in $(seq 100); do kill -0 "$process" 2>/dev/null || kill -0 $leader 2>/dev/null || break; sleep 0.1; done
    fi
    for _ in $(seq 50); do umount "$folder/root" 2>/dev/null && break; mountpoint -q "$folder/root" || break; sleep 0.1; done
    rm -rf "$folder"
    for hierarchy in "${cgroups[@]}"; do
        [ ! -d "$hierarchy/gongbao-$name" ] || find "$hierarchy/gongbao-$name" -depth -type d -exec rmdir {} \; 2>/dev/null || true
    done
}

[ "$action" = needs ] || { name=${1:?the machine\'s name}; shift; }
case $action in
needs) needs ;;
boot) boot ;;
in) enter "$@" ;;
path) echo "$store/$name/root" ;;
stop) stop ;;
*) echo "machine.sh: needs, boot, in, path or stop" >&2; exit 2 ;;
esac
