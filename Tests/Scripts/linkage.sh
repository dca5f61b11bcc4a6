#!/usr/bin/env bash
# The one binary: small, without Swift's dynamic libraries, Foundation's or ICU, and quick to start.
# Builds the release unless GONGBAO names a binary.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
binary=${GONGBAO:-$root/.build/release/gongbao}
[ -n "${GONGBAO:-}" ] || make -s -C "$root" release
stripped=$(mktemp)
trap 'rm -f "$stripped"' EXIT
strip -o "$stripped" "$binary"
failed=0
refuse() { echo "linkage: $*" >&2; failed=1; }

size=$(stat -c %s "$stripped")
[ "$size" -le $((25 * 1000 * 1000)) ] || refuse "$size bytes stripped, more than 25 MB"
libraries=$(ldd "$binary")
if found=$(grep -E 'libswift|libFoundation|lib_Foundation|libicu' <<<"$libraries"); then refuse "links $found"; fi
if grep -q 'not found' <<<"$libraries"; then refuse "lacks $(grep 'not found' <<<"$libraries")"; fi
# Static too: ICU's data alone would be 40 MB.
symbols=$(nm "$binary" | grep -cE '_FoundationICU|FoundationInternationalization|ucol_open|udat_open' || true)
[ "$symbols" = 0 ] || refuse "$symbols symbols of ICU are linked in"
# The quickest of ten: what it costs, not what the machine was busy with.
best=1000000
for _ in 1 2 3 4 5 6 7 8 9 10; do
    begin=${EPOCHREALTIME/./}
    "$binary" --help >/dev/null
    elapsed=$((${EPOCHREALTIME/./} - begin))
    [ "$elapsed" -ge "$best" ] || best=$elapsed
done
[ "$best" -lt 50000 ] || refuse "--help takes $best µs, more than 50 ms"
echo "linkage: $size bytes stripped, --help in $best µs, libraries: $(readelf -d "$binary" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | tr '\n' ' ')"
exit $failed
