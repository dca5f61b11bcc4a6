#!/usr/bin/env python3
"""Injects faults while workers work and audits the database afterwards.

Each scenario has a server of its own; its file in scenarios/ says what it does. Exit status 1 when any fails.
"""
import argparse
import importlib
import json
import pathlib
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from stage import ROOT, Failed, Skipped, Stage  # noqa: E402

NAMES = sorted(path.stem for path in (pathlib.Path(__file__).parent / "scenarios").glob("*.py"))


def play(name, arguments):
    """Runs one scenario; a line's worth of what came of it."""
    module = importlib.import_module(f"scenarios.{name}")
    begin = time.monotonic()
    stage = Stage(arguments.binary, f"{arguments.seed} {name}", arguments.long)
    result, reason = "ok", ""
    try:
        module.run(stage)
    except Skipped as skipped:
        result, reason = "skipped", str(skipped)
    except (Failed, RuntimeError, OSError, ValueError, subprocess.SubprocessError) as failed:
        result, reason = "FAILED", f"{failed}\n{stage.evidence()}"
    finally:
        stage.close()
    return {"scenario": name, "result": result, "reason": reason, "seconds": round(time.monotonic() - begin, 1),
            "figures": stage.figures}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="*", help="which to play; all when none is named")
    parser.add_argument("--list", action="store_true", help="say what each does")
    parser.add_argument("--long", action="store_true", help="many more faults: some 300 kills and 30 restarts, for running by hand")
    parser.add_argument("--seed", default=str(random.randrange(10**6)), help="of the random moments")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/gongbao")
    arguments = parser.parse_args()
    if arguments.list:
        for name in NAMES:
            print(f"{name:18} {importlib.import_module(f'scenarios.{name}').__doc__.splitlines()[0]}")
        return 0
    unknown = set(arguments.scenario) - set(NAMES)
    if unknown:
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    arguments.binary = arguments.binary.resolve()
    # Told to stop it tidies up as after a failure, also where a shell had it ignore an interrupt.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    results = []
    print(f"chaos: seed {arguments.seed}{', long' if arguments.long else ''}", flush=True)
    for name in arguments.scenario or NAMES:
        result = play(name, arguments)
        results.append(result)
        figures = ", ".join(f"{value:,} {key}" if isinstance(value, int) else f"{key} {value}"
                            for key, value in result["figures"].items())
        print(f"{result['result']:8}{name:18}{result['seconds']:7.1f} s  {result['reason'] or figures}", flush=True)
    (ROOT / ".gongbao").mkdir(exist_ok=True)
    (ROOT / ".gongbao/chaos.json").write_text(json.dumps({"seed": arguments.seed, "long": arguments.long, "results": results}, indent=2))
    return 1 if any(result["result"] == "FAILED" for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
