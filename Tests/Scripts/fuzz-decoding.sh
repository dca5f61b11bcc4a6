#!/usr/bin/env bash
# Builds the fuzz target of the decoders and runs it from the pages beside the tests: fuzz-decoding.sh [SECONDS], 60 unless told.
# It takes the same path on every machine, as fuzz.sh does; with EXPLORE=1 it goes on from where the last such run ended, by
# chance. A finding is left in .gongbao/fuzz-decoding/findings; fuzz-decoding.sh FILE runs the target on one again.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/.gongbao/fuzz-decoding
source "$root/Tests/Scripts/fuzzing.sh"
fuzz_seeds

flags=(-use-ld=lld -package-name gongbao -O -wmo -parse-as-library -sanitize=fuzzer,address -swift-version 6)
flags+=(-enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature InternalImportsByDefault)
newest=$(find "$root/Sources/Decoding" "$root/Tests/Fuzz/FuzzDecoding.swift" -name '*.swift' -newer "$work/fuzz" 2>/dev/null | head -1 || true)
if [ ! -x "$work/fuzz" ] || [ -n "$newest" ]; then
    echo "fuzz-decoding: building"
    cd "$work"
    mapfile -t sources < <(find "$root/Sources/Decoding" -name '*.swift' | sort)
    swiftc "${flags[@]}" -module-name Decoding -emit-module -emit-module-path Decoding.swiftmodule \
        -emit-object -o Decoding.o "${sources[@]}"
    swiftc "${flags[@]}" -module-name Fuzz -I . Decoding.o "$root/Tests/Fuzz/FuzzDecoding.swift" -o fuzz.new
    mv fuzz.new fuzz
    cd - >/dev/null
fi

# Each page in several guises: the first byte says what is declared, or which kind of document the page was made of.
for page in "$root"/Tests/DecodingTests/Pages/*.html; do
    name=$(basename "$page" .html)
    for choice in 000 001 002 003 240 241 242 243 377; do { printf "\\$choice"; cat "$page"; } >"$seeds/$name-$choice"; done
done
# Words with their places, for which only the first of the documents is asked.
for page in "$root"/Tests/DecodingTests/Positions/*.xhtml; do { printf '\240'; cat "$page"; } >"$seeds/$(basename "$page" .xhtml)-240"; done
for word in '<page width=\"595\" height=\"842\">' '<line ' '<word ' ' xMin=\"100\"' ' yMin=\"100.5\"' ' xMax=\"130\"' ' yMax=\"112\"' '12.5</word>' '</word>' \
    '\xE5\x90\x8D' '\xE2\x80\x94' \
    '<table' '<tr>' '<td' ' colspan=3' ' rowspan=2' '</table>' '<p>' '</p>' '<div' '</div>' '<br>' '<h1>' '<a href=x>' '<script>' '</script>' \
    ' style=display:none' '<!--' '-->' '&nbsp;' '&#x' '<title>' '<meta ' 'charset=' '<li>' '<select>' '<svg>' '</b>' 'hidden' '<textarea>' '</textarea>' '<noscript>' '<input value='; do
    printf '"%s"\n' "$word"
done >"$work/words.dict"

fuzz_run "${1:-}" -max_len=16384 -timeout=180
