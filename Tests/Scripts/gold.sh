# Sourced: extract_gold FOLDER writes the gold documents' texts and what gongbao extracts from them into FOLDER.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=$root/../shared
binary=${GONGBAO:-$root/.build/release/gongbao}

# Name of the gold, day of publication, text.
gold_document() {
    cp "$4" "$1/$2.txt"
    "$binary" extract "$4" --format json --published-on "$3" >"$1/$2.json"
}

extract_gold() {
    gold_document "$1" 000 2023-07-10 "$(echo "$shared"/seeds/000_*.txt)"
    gold_document "$1" 001 2023-01-10 "$(echo "$shared"/seeds/001_*.txt)"
    gold_document "$1" 004 2024-01-20 "$(echo "$shared"/seeds/004_*.txt)"
    gold_document "$1" d1 2022-01-27 "$shared/eval/texts/d1.txt"
    gold_document "$1" d2 2019-01-18 "$shared/eval/texts/d2.txt"
    gold_document "$1" d3 2026-01-27 "$shared/eval/texts/d3.txt"
}
