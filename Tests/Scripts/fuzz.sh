#!/usr/bin/env bash
# Builds the fuzz target outside the package's graph and runs it: fuzz.sh [SECONDS], 60 unless told.
# It begins from the repository's own texts with the same seed each time, and takes the same path on every machine: what is
# found in one place is found in each. With EXPLORE=1 it goes on from where the last such run ended, from texts beside the
# project too, by chance, past each finding.
# A finding is left in .gongbao/fuzz/findings; fuzz.sh FILE runs the target on one again.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/.gongbao/fuzz
tests=$root/Tests/ExtractionTests
source "$root/Tests/Scripts/fuzzing.sh"
fuzz_seeds

flags=(-use-ld=lld -package-name gongbao -O -wmo -parse-as-library -sanitize=fuzzer,address -enable-testing -strict-memory-safety -swift-version 6)
flags+=(-enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility)
newest=$(find "$root/Sources/Extraction" "$root/Tests/Fuzz/FuzzExtraction.swift" "$tests/Promises.swift" "$tests/SurfaceValue.swift" -name '*.swift' -newer "$work/fuzz" 2>/dev/null | head -1 || true)
if [ ! -x "$work/fuzz" ] || [ -n "$newest" ]; then
    echo "fuzz: building"
    cd "$work"
    mapfile -t sources < <(find "$root/Sources/Extraction" -name '*.swift' | sort)
    swiftc "${flags[@]}" -module-name Extraction -emit-module -emit-module-path Extraction.swiftmodule \
        -emit-object -o Extraction.o "${sources[@]}"
    swiftc "${flags[@]}" -module-name Fuzz -I . Extraction.o "$root/Tests/Fuzz/FuzzExtraction.swift" \
        "$tests/Promises.swift" "$tests/SurfaceValue.swift" -o fuzz.new
    mv fuzz.new fuzz
    cd - >/dev/null
fi

# Words for the mutator, and texts to begin with: the case tables, the sample reports, and what lies beside the project.
python3 - "$root" "$work" "$seeds" <<'PYTHON'
import glob, hashlib, os, sys
root, work, texts = sys.argv[1:]
words = {row.split("\t")[0] for name in ("units", "cues") for row in open(f"{root}/Config/{name}.tsv", encoding="utf-8").readlines() if not row.startswith(("#", "surface\t"))}
with open(f"{work}/words.dict", "w") as dictionary:
    for word in sorted(words - {""}):
        dictionary.write('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n')
def keep(text):
    open(os.path.join(texts, hashlib.sha1(text).hexdigest()), "wb").write(text)
for table in glob.glob(f"{root}/Tests/ExtractionTests/Cases/*.tsv"):
    for row in open(table, encoding="utf-8"):
        if not row.startswith("#"):
            for column in row.rstrip("\n").split("\t")[:3]: keep(column.replace("⏎", "\n").encode())
beside = ["seeds", "corpus"] if texts.endswith("corpus") else []
for path in [path for folder in ["Tests/Reports"] + [f"../shared/{name}" for name in beside] for path in sorted(glob.glob(f"{root}/{folder}/*.txt"))]:
    text = open(path, "rb").read()
    for start in range(0, min(len(text), 60000), 3000): keep(text[start:start + 3000])
PYTHON

export GONGBAO_CONFIG=$root/Config
fuzz_run "${1:-}" -max_len=4096 -timeout=60
