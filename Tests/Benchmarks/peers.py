"""What other extractors find in the gold documents: peers.py EVAL_FOLDER EXTRACTED_FOLDER BINARY

Recognizers-Text and JioNLP get the texts line by line, as they are made for sentences. Scored by the scorer of the gold;
what they do not say (name, measure, period) cannot be right, so their whole rows are none.
"""

import collections
import contextlib
import json
import pathlib
import resource
import subprocess
import sys
import time

evaluation, extracted, binary = sys.argv[1:]
sys.path.insert(0, evaluation)
import score  # noqa: E402

UNITS = {
    "Chinese yuan": "CNY", "United States dollar": "USD", "Percentage": "percent", "Square meter": "m2",
    "Square kilometer": "km2", "Cubic meter": "m3", "Kilometer": "km", "Meter": "m", "Ton": "t", "Kilogram": "kg",
    "Acre": "mu", "Chinese Mu": "mu", "Hectare": "ha", "Year": "a", "Month": "mo", "Day": "d",
}


def row(start, end, value, unit):
    return {"char_start": start, "char_end": end, "value": value, "unit": unit, "measure": "level",
            "qualifier": "exact", "status": "actual", "name": ""}


def recognizers(models):
    import recognizers_suite
    from recognizers_text import Culture

    calls = [getattr(recognizers_suite, "recognize_" + model) for model in models]

    def extract(line):
        rows, taken = [], set()
        # Typed models first: a bare number inside their finding is the same figure.
        for call in calls:
            for found in call(line, Culture.Chinese):
                span = range(found.start, found.end + 1)
                value = (found.resolution or {}).get("value")
                if value is None or taken.intersection(span):
                    continue
                taken.update(span)
                unit = found.resolution.get("unit", "")
                if value.endswith("%"):
                    value, unit = value[:-1], "percent"
                rows.append(row(found.start, found.end + 1, value, UNITS.get(unit, unit)))
        return rows

    return extract


def jionlp():
    with contextlib.redirect_stdout(sys.stderr):  # It greets.
        import jionlp

    def extract(line):
        rows = []
        for found in jionlp.ner.extract_money(line, with_parsing=True):
            value = (found.get("detail") or {}).get("num")
            if isinstance(value, list):
                value = value[0]
            rows.append(row(*found["offset"], value, (found.get("detail") or {}).get("case", "")))
        return rows

    return extract


def over(text, extract):
    rows, offset = [], 0
    for line in text.split("\n"):
        for found in extract(line):
            found["char_start"] += offset
            found["char_end"] += offset
            rows.append(found)
        offset += len(line) + 1
    return rows


def scores(predictions):
    total = collections.Counter()
    for name, gold in golds.items():
        score.score_doc(gold, {"observations": predictions[name]}, total, [], name)
    return score.report(total)


def line(name, result, rate):
    rate = f"{rate:9.3f}" if rate < 10 else f"{rate:9.1f}"
    print(f"{name:34}{result['detect_p']:10.3f}{result['detect_r']:10.3f}{result['detect_f1']:10.3f}"
          f"{result['value']:9.3f}{result['unit']:9.3f}{result['strict']:9.3f}{rate}")


golds, texts = {}, {}
for path in sorted(pathlib.Path(evaluation, "gold").glob("*.gold.json")):
    name = path.name.removesuffix(".gold.json")
    golds[name] = json.loads(path.read_text())
    texts[name] = pathlib.Path(extracted, name + ".txt").read_text()
size = sum(len(text.encode()) for text in texts.values()) / 1e6

print(f"{len(texts)} reports, {size:.2f} MB, {sum(len(gold['observations']) for gold in golds.values())} figures")
print(f"{'':34}{'detect_p':>10}{'detect_r':>10}{'detect_f1':>10}{'value':>9}{'unit':>9}{'strict':>9}{'MB/s':>9}")
mine = {name: json.loads(pathlib.Path(extracted, name + ".json").read_text())["observations"] for name in texts}
repeated = [str(pathlib.Path(extracted, name + ".txt")) for name in texts] * max(1, round(10 / size))
subprocess.run([binary, "extract", "--format", "tsv", *repeated], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
line("gongbao, with start and output", scores(mine), size * max(1, round(10 / size)) / used)

typed = ["currency", "percentage", "dimension", "age", "temperature"]
peers = {
    "Recognizers-Text, all models": lambda: recognizers(typed + ["number"]),
    "Recognizers-Text, typed models": lambda: recognizers(typed),
    "JioNLP, money": jionlp,
}
for name, make in peers.items():
    try:
        extract = make()
        # The models are made at first use.
        extract("完成财政总收入4.36亿元，同比增长8.2%。")
        start = time.process_time()
        found = {name: over(text, extract) for name, text in texts.items()}
        line(name, scores(found), size / (time.process_time() - start))
    except Exception as error:  # A peer that does not run hides no other.
        print(f"{name:34}does not run: {error!r}")
