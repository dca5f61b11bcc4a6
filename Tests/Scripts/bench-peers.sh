#!/usr/bin/env bash
# bench-peers.sh [OPTION…]
# Other queues on PostgreSQL beside ours: procrastinate, PgQueuer, chancy and awa from PyPI into a virtual environment of their
# own under .gongbao, PgQ from Debian; what is not to be had is skipped with a message.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
source "$root/Tests/Scripts/environment.sh"
python_environment queue-peers "$root/Tests/Benchmarks/queue/peers/requirements.txt"
if [ ! -f /usr/share/postgresql/15/extension/pgq.control ] && [ "$(id -u)" = 0 ]; then
    apt-get install -y --no-install-recommends postgresql-15-pgq3 >/dev/null 2>&1 || true
fi
exec python3 "$root/Tests/Benchmarks/queue/bench.py" peers --environment "$environment" \
    --bench "$root/.build/release/gongbao-bench" "$@"
