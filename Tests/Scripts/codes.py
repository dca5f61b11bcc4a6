"""How far the codes of indicators go: codes.py EVAL_FOLDER EXTRACTED_FOLDER BINARY CORPUS_FOLDER

Prints one line: how many of the codes given on the gold documents are the gold's, how many of the gold's codes were given,
and how many rows have one, on the gold documents and over the corpus. ERRORS=N lists the first N disagreements.
"""

import json
import os
import pathlib
import subprocess
import sys

evaluation, extracted, binary, corpus = sys.argv[1:]
sys.path.insert(0, evaluation)
import score  # noqa: E402

right = given = wanted = found = rows = coded = 0
errors = []
for path in sorted(pathlib.Path(evaluation, "gold").glob("*.gold.json")):
    name = path.name.removesuffix(".gold.json")
    gold = json.loads(path.read_text())["observations"]
    mine = json.loads(pathlib.Path(extracted, name + ".json").read_text())["observations"]
    rows += len(mine)
    coded += sum(1 for row in mine if row["indicator"])
    for one, other in score.pair(gold, mine):
        expected, code = gold[one].get("indicator"), mine[other]["indicator"]
        if not expected:
            continue
        wanted += 1
        given += code is not None
        right += code == expected
        if code != expected:
            errors.append(f"   {name}\t{mine[other]['name']}\t{mine[other]['surface']}\t{code} for {expected}")
total = total_coded = 0
texts = sorted(str(path) for path in pathlib.Path(corpus).glob("*.txt"))
if texts:
    result = subprocess.run([binary, "extract", "--format", "json", *texts], capture_output=True, check=True)
    for document in json.loads(result.stdout):
        total += len(document["observations"])
        total_coded += sum(1 for row in document["observations"] if row["indicator"])
print(
    f"codes: {right} of {given} given are right ({right / max(given, 1):.3f}), "
    f"{right} of the gold's {wanted} ({right / max(wanted, 1):.3f}); "
    f"{coded / max(rows, 1):.0%} of these rows have one, {total_coded / max(total, 1):.0%} of {total} over the corpus"
)
for error in errors[: int(os.environ.get("ERRORS", "0"))]:
    print(error)
