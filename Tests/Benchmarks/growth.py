#!/usr/bin/env python3
"""How time and memory of `gongbao extract` grow with the text.

    growth.py BINARY [MEGABYTES …]

Texts are reports repeated: those of ../shared/corpus where they are, else those of Tests/Reports. Each size is ten times the one
before. Prints processor seconds, the times as much as the size before took, peak memory, and the times the text that it is, without what an
empty text takes. Exit code 1: more than eleven times the time, or more than eight times the text.
"""
import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sample():
    shared = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))
    return b"\n".join(path.read_bytes() for path in shared or sorted((ROOT / "Tests" / "Reports").glob("*.txt")))


def run(binary, text):
    """Processor seconds and peak bytes of one extraction."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file, open(os.devnull, "wb") as nothing:
        file.write(text)
        file.flush()
        child = os.fork()
        if child == 0:
            os.dup2(nothing.fileno(), 1)
            os.execv(binary, [binary, "extract", file.name, "--format", "tsv"])
        _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{binary} ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main():
    binary = sys.argv[1]
    sizes = [float(size) for size in sys.argv[2:]] or [0.64, 6.4, 64]
    report = sample()
    _, floor = run(binary, b"\n")
    print(f"{'MB':>8} {'seconds':>8} {'MB/s':>6} {'× time':>7} {'peak MB':>8} {'× text':>7}")
    before, failed = None, False
    for size in sizes:
        length = int(size * 1_000_000)
        text = (report * (length // len(report) + 1))[:length].decode("utf-8", "ignore").encode()
        seconds, peak = min(run(binary, text) for _ in range(3))
        growth = seconds / before if before else None
        memory = (peak - floor) / len(text)
        failed |= memory > 8 or growth is not None and growth > 11
        shown = f"{growth:7.1f}" if growth else " " * 7
        print(f"{size:8.2f} {seconds:8.2f} {size / seconds:6.0f} {shown} {peak / 1e6:8.0f} {memory:7.1f}")
        before = seconds
    sys.exit(1 if failed else 0)


main()
