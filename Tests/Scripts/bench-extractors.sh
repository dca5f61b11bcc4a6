#!/usr/bin/env bash
# Other extractors of Chinese figures on the gold documents, beside ours; they come from PyPI into a virtual environment of
# their own under .gongbao/peers, and where that cannot be made the run is skipped with a message.
set -euo pipefail
source "$(dirname "$0")/gold.sh"
skip() { echo "bench-extractors: skipped, $1"; exit 0; }
[ -f "$shared/eval/score.py" ] || skip "no ../shared/eval beside the project"
environment=$root/.gongbao/peers
if [ ! -x "$environment/bin/python3" ]; then
    mkdir -p "$root/.gongbao"
    python3 -m venv "$environment" >/dev/null 2>&1 || skip "python3 makes no virtual environment (apt-get install python3-venv)"
fi
timeout 600 "$environment/bin/pip" install --quiet --disable-pip-version-check --retries 1 --timeout 20 \
    --requirement "$root/Tests/Benchmarks/peers-requirements.txt" 2>"$environment/pip.log" \
    || skip "PyPI does not give them: $(tail -1 "$environment/pip.log")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
extract_gold "$out"
"$environment/bin/python3" "$root/Tests/Benchmarks/peers.py" "$shared/eval" "$out" "$binary" 2>/dev/null
