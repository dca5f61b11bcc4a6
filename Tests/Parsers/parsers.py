#!/usr/bin/env python3
"""How the cost of a page grows with its size, for our decoder, libxml2 and gumbo: parsers.py [SHAPE …].

Counts instructions under valgrind, so that the answer is the same on a busy machine: for each shape of page as many elements, and
twice as many. What doubles is linear. Then a page of 50 MB by the clock, with its peak of memory. Our decoder finds the article and
its tables, the others only parse. lexbor, which Debian 12 does not have, is taken from selectolax (PyPI) where that is installed,
and measured by its processor time. Exit code 1: ours does more than 2.3 times the work for twice the page. A page of which one run
needs more than a minute of a core under valgrind is given up: "more".
"""
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / ".gongbao" / "parsers"
HEAD = "<html><body><p>工作报告：全年增长5%。</p>"
# Before, and behind, repeated; how many.
SHAPES = {
    "paragraphs": None,
    "<div> nested": ("<div>", "</div>", 20_000),
    "<b>, then </i>": ("<b>", "</i>", 10_000),
    "<span>, then </p>": ("<span>", "</p>", 10_000),
    "<a> never closed": ("<a href=x>甲", "", 10_000),
    "attributes of one tag": ("a{}=1 ", "", 20_000),
    "tables nested": ("<table><tr><td>甲", "</td></tr></table>", 5_000),
    "cells spanning rows": ("<tr><td rowspan=65000>甲<td colspan=250>1", "", 5_000),
    "lists of links nested": ("<ul><li><a href=x>甲</a>乙，丙。", "</ul>", 5_000),
    "comments never closed": ("<!-- <p>", "", 10_000),
    "scripts never closed": ("<script>x='", "", 10_000),
    "strings of scripts": ("<script>f('公报','一，二。')</script>", "", 5_000),
    "textareas": ("<textarea>&lt;p>公报", "</textarea>", 5_000),
    "entities": ("&#x4E00&am", "", 20_000),
    "angle brackets": ("<", ">", 20_000),
}


def build():
    WORK.mkdir(parents=True, exist_ok=True)
    flags = "-package-name gongbao -O -wmo -parse-as-library -swift-version 6".split()
    for feature in ("ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault"):
        flags += ["-enable-upcoming-feature", feature]
    sources = sorted(str(path) for path in (ROOT / "Sources" / "Decoding").rglob("*.swift"))
    here = pathlib.Path(__file__).parent
    run = lambda command: subprocess.run(command, cwd=WORK, check=True)
    run(["swiftc", *flags, "-module-name", "Decoding", "-emit-module", "-emit-object", "-o", "Decoding.o", *sources])
    run(["swiftc", *flags, "-module-name", "Ours", "-I", ".", "Decoding.o", str(here / "ours.swift"), "-o", "ours"])
    parsers = {"ours": [WORK / "ours"]}
    headers = ["/usr/include/gumbo.h", "/usr/include/libxml2/libxml/HTMLparser.h"]
    if all(map(os.path.exists, headers)):
        options = ["-O2", "-I/usr/include/libxml2", str(here / "libraries.c"), "-lgumbo", "-lxml2", "-o", "libraries"]
        run(["cc", *options])
        parsers |= {"libxml2": [WORK / "libraries", "xml"], "gumbo": [WORK / "libraries", "gumbo"]}
    else:
        print("libxml2 and gumbo are left out: apt-get install libxml2-dev libgumbo-dev")
    return parsers


def paragraphs(size):
    texts = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt")) or sorted((ROOT / "Tests" / "Reports").glob("*.txt"))
    style = '<p style="text-indent: 2em; line-height: 32px;"><span style="font-family: 宋体; font-size: 16px;">'
    pages, length = [HEAD], 0
    while length < size:
        for text in texts:
            lines = text.read_text(errors="ignore").splitlines()
            # No two copies of a text are the same: a second copy would be taken out.
            page = "".join(f"{style}{len(pages)} {line}</span></p>\n" for line in lines if line)
            pages.append(page)
            length += len(page.encode())
            if length >= size:
                break
    return "".join(pages).encode()[:size].decode("utf-8", "ignore").encode()


def page(shape, scale):
    if SHAPES[shape] is None:
        return paragraphs(scale * 500_000)
    before, behind, count = SHAPES[shape]
    numbers = range(scale * count)
    opening = "".join(before.format(number) for number in numbers) if "{}" in before else before * len(numbers)
    tag = "<p " if "attributes" in shape else ""
    return (HEAD + tag + opening + (">" if tag else "") + "经济运行平稳。" + behind * len(numbers)).encode()


def instructions(command, text):
    """What one run executes; None where that takes more than a minute."""
    file = WORK / "page.html"
    file.write_bytes(text)
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    # Of processor time: a machine may stand still.
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    done = subprocess.run([*valgrind, *command, file], capture_output=True, text=True, preexec_fn=limit)
    if done.returncode in (-9, -24):
        return None
    if done.returncode:
        sys.exit(f"{command[0].name} ended with status {done.returncode}: {done.stderr}")
    return int(re.search(r"I +refs: +([\d,]+)", done.stderr)[1].replace(",", ""))


def clock(command, text):
    """Processor seconds and peak bytes of one run."""
    file = WORK / "page.html"
    file.write_bytes(text)
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        os.execv(command[0], [*map(str, command), str(file)])
    _, status, usage = os.wait4(child, 0)
    return (None, None) if status else (usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def lexbor(shapes):
    """Prints the seconds that lexbor takes for each shape in three sizes, each twice the one before."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        print("lexbor is left out: pip install selectolax")
        return
    for shape in shapes:
        seconds = []
        for scale in (1, 2, 4):
            text = page(shape, scale)
            start = time.process_time()
            LexborHTMLParser(text)
            seconds.append(time.process_time() - start)
        print(f"lexbor, {shape:36}" + " ".join(f"{second:8.3f} s" for second in seconds), flush=True)


def main():
    parsers, failed = build(), False
    print(f"{'instructions a byte, and for twice the page':44}" + "".join(f"{name:>22}" for name in parsers))
    floor = {name: instructions(command, b"") for name, command in parsers.items()}
    for shape in sys.argv[1:] or SHAPES:
        cells = []
        for name, command in parsers.items():
            small, large = page(shape, 1), page(shape, 2)
            counts = [instructions(command, text) for text in (small, large)]
            if None in counts:
                cells.append("more")
                failed |= name == "ours"
                continue
            work = [count - floor[name] for count in counts]
            growth = work[1] / work[0]
            failed |= name == "ours" and growth > 2.3
            cells.append(f"{work[0] / len(small):,.0f} ×{growth:.1f}")
        print(f"{shape:44}" + "".join(f"{cell:>22}" for cell in cells), flush=True)
    lexbor(sys.argv[1:] or SHAPES)
    if not sys.argv[1:]:
        text = paragraphs(50_000_000)
        for name, command in parsers.items():
            seconds, peak = clock(command, text)
            print(f"50 MB, {name}: " + (f"{50 / seconds:.0f} MB/s, {peak / 1e6:.0f} MB at most" if seconds else "more than two minutes"))
    sys.exit(1 if failed else 0)


main()
