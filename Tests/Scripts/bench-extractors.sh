#!/usr/bin/env bash
# Other extractors of Chinese figures on the gold documents, beside ours; they come from PyPI into a virtual environment of
# their own under .gongbao/peers, and where that cannot be made the run is skipped with a message.
set -euo pipefail
source "$(dirname "$0")/gold.sh"
source "$root/Tests/Scripts/environment.sh"
[ -f "$shared/eval/score.py" ] || skip "no ../shared/eval beside the project"
python_environment peers "$root/Tests/Benchmarks/peers-requirements.txt"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
extract_gold "$out"
"$environment/bin/python3" "$root/Tests/Benchmarks/peers.py" "$shared/eval" "$out" "$binary" 2>/dev/null
