#!/usr/bin/env bash
# Extracts the gold documents and prints the table of the scorer; ERRORS=N prints the first N disagreements too.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$root/../shared
[ -f "$shared/eval/score.py" ] || { echo "score: skipped, no ../shared/eval beside the project"; exit 0; }
binary=${GONGBAO:-$root/.build/release/gongbao}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
extract() { "$binary" extract "$3" --format json --published-on "$2" >"$out/$1.json"; }
extract 000 2023-07-10 "$(echo "$shared"/seeds/000_*.txt)"
extract 001 2023-01-10 "$(echo "$shared"/seeds/001_*.txt)"
extract 004 2024-01-20 "$(echo "$shared"/seeds/004_*.txt)"
extract d1 2022-01-27 "$shared/eval/texts/d1.txt"
extract d2 2019-01-18 "$shared/eval/texts/d2.txt"
extract d3 2026-01-27 "$shared/eval/texts/d3.txt"
python3 "$shared/eval/score.py" "$shared/eval/gold" "$out" --errors "${ERRORS:-0}"
