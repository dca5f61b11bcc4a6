#!/usr/bin/env python3
"""Measures the queue under circumstances: bench.py NAME, each a file beside this one with options of its own.

Servers, workers and reports are those of the fault harness; a table on standard output, JSON in .gongbao.
"""
import argparse
import importlib
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "Chaos")]
from stage import ROOT, Stage  # noqa: E402

# As make bench has it; each statement in the log with its duration, for the claims.
SETTINGS = """
shared_buffers = 1GB
max_wal_size = 4GB
log_min_duration_statement = 0
log_line_prefix = '%m '
log_timezone = 'UTC'
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/gongbao")
    commands = parser.add_subparsers(dest="name", required=True)
    for path in sorted(HERE.glob("*.py")):
        if path.stem not in ("bench", "delay", "measuring"):
            module = importlib.import_module(path.stem)
            module.options(commands.add_parser(path.stem, help=module.__doc__.splitlines()[0]))
    arguments = parser.parse_args()
    stage = Stage(arguments.binary.resolve(), arguments.name, True)
    try:
        # Reports of real size where they are at hand.
        seeds = sorted((ROOT.parent / "shared/seeds").glob("*.txt"))
        stage.kinds = seeds or stage.kinds
        module = importlib.import_module(arguments.name)
        stage.start_cluster(settings=getattr(module, "SETTINGS", SETTINGS))
        figures = module.run(stage, arguments)
    finally:
        stage.close()
    (ROOT / ".gongbao").mkdir(exist_ok=True)
    (ROOT / f".gongbao/bench-{arguments.name}.json").write_text(json.dumps(figures, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
