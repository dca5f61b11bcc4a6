#!/usr/bin/env bash
# bench-peers.sh [OPTION…]
# Other queues on PostgreSQL beside ours: procrastinate, PgQueuer, chancy and awa from PyPI into a virtual environment of their
# own under .gongbao, PgQ from Debian; what is not to be had is skipped with a message.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
skip() { echo "bench-peers: skipped, $1"; exit 0; }
environment=$root/.gongbao/queue-peers
if [ ! -x "$environment/bin/python3" ]; then
    mkdir -p "$root/.gongbao"
    python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 makes no virtual environment (apt-get install python3-venv)"
fi
timeout 600 "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
    --requirement "$root/Tests/Benchmarks/queue/peers/requirements.txt" 2>"$environment/pip.log" \
    || skip "PyPI does not give them: $(tail -1 "$environment/pip.log")"
if [ ! -f /usr/share/postgresql/15/extension/pgq.control ] && [ "$(id -u)" = 0 ]; then
    apt-get install -y --no-install-recommends postgresql-15-pgq3 >/dev/null 2>&1 || true
fi
exec python3 "$root/Tests/Benchmarks/queue/bench.py" peers --environment "$environment" \
    --bench "$root/.build/release/gongbao-bench" "$@"
