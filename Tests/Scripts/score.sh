#!/usr/bin/env bash
# Extracts the gold documents and prints the table of the scorer and how far the codes go; ERRORS=N prints the first N
# disagreements too.
set -euo pipefail
source "$(dirname "$0")/gold.sh"
[ -f "$shared/eval/score.py" ] || { echo "score: skipped, no ../shared/eval beside the project"; exit 0; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
extract_gold "$out"
python3 "$shared/eval/score.py" "$shared/eval/gold" "$out" --errors "${ERRORS:-0}"
python3 "$root/Tests/Scripts/codes.py" "$shared/eval" "$out" "$binary" "$shared/corpus"
