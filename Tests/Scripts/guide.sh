#!/usr/bin/env bash
# Does what the README and Deploy/guide say, each on a booted Debian of its own: the README's way from the package to rows, its SQL and
# its Python; the operator's guide from the bare system to the removal, the cookbook's queries after the sample reports are worked. A
# query of the cookbook has to give rows.
set -euo pipefail
. "$(dirname "$0")/booted.sh"

# blocks FILE LANGUAGE FOLDER: each fenced block of the language becomes a file, its line number the name.
blocks() {
    mkdir -p "$3"
    awk -v language="$2" -v folder="$3" '
        /^```/ { if (file) { close(file); file = "" } else if ($0 == "```" language) file = sprintf("%s/%04d", folder, NR); next }
        file { print > file }' "$1"
}
# each FILE LANGUAGE COMMAND…: runs the command with the path of each block, in their order.
each() {
    local file=$1 language=$2 folder block
    shift 2
    folder=/root/$(basename "$file" .md)-$language
    blocks "$file" "$language" "$root$folder"
    for block in "$root$folder"/*; do
        block=$(basename "$block")
        prepare "$folder/$block"
        check "$(basename "$file"):$((10#$block + 1)) $(grep -v '^cd ' "$root$folder/$block" | head -1 | cut -c1-80)" "$@" "$folder/$block"
    done
}
# The cookbook's turn is before everything is taken away.
prepare() { if grep -q '^apt-get remove' "$root$1"; then each Deploy/guide/cookbook.md sql rows; fi; }
commands() { inside bash -euo pipefail -c 'cd /root; . "$1"' commands "$1"; }
statements() { inside runuser -u postgres -- bash -c 'cd /srv; psql -X -v ON_ERROR_STOP=1 -d gongbao -f -' <"$root$1"; }
rows() { statements "$1" | tee /dev/stderr | { ! grep -q '^(0 rows)'; }; }
# As the role that the README gives a scraper.
program() { inside runuser -u postgres -- python3 - "dbname=gongbao options='-c role=scraper'" /usr/share/doc/gongbao/examples/reports <"$root$1"; }

machine gongbao-readme
start_postgresql
printf 'https://example.org/tsv\t一、回顾\\n完成投资5.5亿元，增长3%%。\n' >"$root/srv/reports.tsv"
each README.md sh commands
each README.md python program
sleep 3
each README.md sql statements

machine gongbao-guide
start_postgresql
each Deploy/guide/operating.md sh commands
conclude
