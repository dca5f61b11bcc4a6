#!/usr/bin/env bash
# bench.sh [latency] [OPTION…]
# The benchmarks, against the server in GONGBAO_TEST_SERVER; reports from ../shared/seeds where that exists, else Tests/Reports.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
folder=Tests/Reports
[ ! -d ../shared/seeds ] || folder=../shared/seeds
mkdir -p .gongbao
psql -X -q "$GONGBAO_TEST_SERVER" -c 'DROP DATABASE IF EXISTS gongbao_bench WITH (FORCE)' -c 'CREATE DATABASE gongbao_bench' 2>/dev/null
bench=throughput
if [ "${1:-}" = latency ]; then bench=latency; shift; fi
corpus=()
if [ $bench = throughput ] && [ -d ../shared/corpus ]; then
    for file in ../shared/corpus/*.txt; do corpus+=(--corpus "$file"); done
fi
exec .build/release/gongbao-bench $bench --database "${GONGBAO_TEST_SERVER/dbname=postgres/dbname=gongbao_bench}" \
    --binary .build/release/gongbao "${corpus[@]}" "$@" "$folder"/*.txt >.gongbao/bench.json
