#!/usr/bin/env bash
# A private PostgreSQL for demo, tests and benchmarks: its own data directory and unix socket, no TCP port.
#   server.sh start [NAME]   starts (or finds) the cluster NAME and prints its conninfo
#   server.sh stop  [NAME]   stops it and removes its data
#   server.sh restart [NAME] stops it as if the power had failed, and starts it again
#   server.sh demote [NAME]  likewise, and from then on it is a standby whose primary is gone
#   server.sh run [NAME] -- COMMAND…   starts it, runs COMMAND with GONGBAO_TEST_SERVER set, stops it whatever happens
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
state=$root/.gongbao
action=${1:?start, stop, restart, demote or run}; shift
name=main
if [ $# -gt 0 ] && [ "$1" != -- ]; then name=$1; shift; fi

binaries() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/initdb" ] && found=$folder; done
    [ -n "${found:-}" ] || { echo "server.sh: no PostgreSQL server binaries under /usr/lib/postgresql (apt-get install postgresql-15)" >&2; exit 1; }
    echo "$found"
}

# A server refuses to run as root: drop to postgres where we are root.
as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

# The socket's path may have 107 bytes at most and the server's user must reach it, so the cluster itself lives in a
# folder of its own in /tmp, and .gongbao/NAME is the link to it.
place() { readlink "$state/$name" 2>/dev/null || true; }

start() {
    local bin folder
    bin=$(binaries)
    mkdir -p "$state"
    folder=$(place)
    if [ -n "$folder" ] && [ -S "$folder/.s.PGSQL.5432" ] && as_server "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
        echo "host=$folder user=postgres dbname=postgres"; return
    fi
    [ -z "$folder" ] || rm -rf "$folder" "$state/$name"
    folder=$(mktemp -d /tmp/gongbao-pg.XXXXXX)
    chmod 755 "$folder"
    [ "$(id -u)" != 0 ] || chown postgres:postgres "$folder"
    ln -sfn "$folder" "$state/$name"
    (cd "$folder" && as_server "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >"$folder/initdb.log" 2>&1) \
        || { cat "$folder/initdb.log" >&2; exit 1; }
    cat >>"$folder/data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 800
shared_buffers = ${GONGBAO_SHARED_BUFFERS:-256MB}
max_wal_size = 4GB
log_min_messages = warning
log_line_prefix = '%m [%p] %d '
${GONGBAO_SERVER_SETTINGS:-}
EOF
    (cd "$folder" && as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 start >/dev/null) \
        || { cat "$folder/server.log" >&2; exit 1; }
    echo "host=$folder user=postgres dbname=postgres"
}

stop() {
    local folder
    folder=$(place)
    [ -n "$folder" ] || return 0
    as_server "$(binaries)/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder" "$state/$name"
}

restart() {
    local folder
    folder=$(place)
    as_server "$(binaries)/pg_ctl" -D "$folder/data" -l "$folder/server.log" -m immediate -w -t 60 restart >/dev/null
}

demote() {
    as_server touch "$(place)/data/standby.signal"
    restart
}

case $action in
start) start ;;
stop) stop ;;
restart) restart ;;
demote) demote ;;
run)
    [ "${1:-}" = -- ] && shift
    trap stop EXIT
    trap 'exit 130' INT TERM
    GONGBAO_TEST_SERVER=$(start)
    export GONGBAO_TEST_SERVER
    "$@"
    ;;
*) echo "server.sh: start, stop, restart, demote or run" >&2; exit 2 ;;
esac
