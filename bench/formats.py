#!/usr/bin/env python3
"""How fast each format is read, beside another program that only takes the text out.

usage: formats.py QIPAN_READER CLAUSES_FOLDER MAKER [KILOBYTES]

One long plan (clauses of the examples, recombined; 600 KB of text unless told) is written as every format by MAKER
(test/formats/make.py). qipan-reader reads it as qipan starts it: a process that locks itself in, finds blocks, headings,
tables and what is no body. The peer parses the same file in a process of its own and joins its text. CPU seconds of the
whole process, the best of three; the cost of starting (an empty document; the import) stands beside it and is in both.
Peers that are not installed are left out: pdftotext (poppler-utils), python3-lxml, python3-docx, python3-openpyxl,
python3-odf, all of Debian.
"""
import importlib.util
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = "/usr/bin/python3"  # the one that Debian's packages belong to
PEERS = {
    "html": ("lxml", "import lxml.html", "' '.join(lxml.html.parse(path).getroot().itertext())"),
    "docx": ("python-docx", "import docx", "[p.text for p in docx.Document(path).paragraphs]"),
    "odt": ("odfpy", "from odf import opendocument, text, teletype",
            "[teletype.extractText(p) for p in opendocument.load(path).getElementsByType(text.P)]"),
    "xlsx": ("openpyxl", "import openpyxl",
             "[row for s in openpyxl.load_workbook(path, read_only=True) for row in s.iter_rows(values_only=True)]"),
    "ods": ("odfpy", "from odf import opendocument, text, teletype",
            "[teletype.extractText(p) for p in opendocument.load(path).getElementsByType(text.P)]"),
}


def load(path):
    spec = importlib.util.spec_from_file_location("make", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plan(folder, bytes_wanted):
    """(kind, text) blocks: paragraphs of three to six sentences, a heading every eight, a table every forty."""
    sentences = []
    for file in sorted(Path(folder).glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            sentences += [s + "。" for s in line.split("。") if 8 < len(s) < 120]
    draw, blocks, size = random.Random(20261124), [], 0
    while size < bytes_wanted:
        text = "".join(draw.choice(sentences) for _ in range(draw.randint(3, 6)))
        if len(blocks) % 9 == 0:
            blocks.append(("h2", draw.choice(sentences)[:12]))
        if len(blocks) % 41 == 40:
            blocks.append(("t", [[draw.choice(sentences)[:10] for _ in range(4)] for _ in range(8)]))
        blocks.append(("p", text))
        size += len(text.encode())
    return blocks


def fill(make, folder, kilobytes):
    """The plan, and a table of a document a row, in every format: {format: bytes}."""
    blocks = plan(folder, kilobytes * 1000)
    make.HAN = [str(i) for i in range(1, 10000)]
    make.PLAN = [("h1", "重点任务")] + blocks
    make.ROWS = make.ROWS[:1] + [[f"a{i}", "贵州", 46049, "规划", text] for i, (kind, text) in enumerate(blocks) if kind == "p"]
    return {"md": make.md().encode(), "html": make.html().encode(), "docx": make.docx(), "odt": make.odt(),
            "pdf": make.pdf(make.plan_pages()), "xlsx": make.xlsx(), "ods": make.ods()}


def cpu(command, stdin):
    """CPU seconds of a command, the best of three; None when it fails."""
    best = None
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(stdin, "rb") as file:
            if subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
                return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = took if best is None else min(best, took)
    return best


def read_pdf(reader, path, folder):
    """pdftotext locked in, then what it wrote through the reader: as qipan add does."""
    text = folder / "pdf.txt"
    command = [reader, "--exec", "pdftotext"]
    with open(path, "rb") as file, open(text, "wb") as out:
        if subprocess.run(command, stdin=file, stdout=out, stderr=subprocess.DEVNULL).returncode != 0:
            return None
    first, second = cpu(command, path), cpu([reader, "--as", "pdf-text"], text)
    return None if first is None or second is None else first + second


def peer(kind, path):
    """(name, CPU seconds, CPU seconds of its start) or None."""
    if kind == "pdf":
        name, run, start = "pdftotext", ["pdftotext", str(path), "-"], ["pdftotext", "-v"]
        if shutil.which("pdftotext") is None:
            return None
    elif kind in PEERS:
        name, imports, work = PEERS[kind]
        start = [PYTHON, "-c", imports]
        run = [PYTHON, "-c", f"{imports}\npath = {str(path)!r}\n{work}"]
    else:
        return None
    took = cpu(run, "/dev/null")
    return None if took is None else (name, took, cpu(start, "/dev/null") or 0)


def main():
    reader, clauses, maker = sys.argv[1:4]
    kilobytes = int(sys.argv[4]) if len(sys.argv) > 4 else 600
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = cpu([reader, "--as", "markdown"], "/dev/null")
        print(f"| format | file KB | qipan-reader CPU s | of it start | MB of text/CPU s | peer | peer CPU s | of it start |")
        print("|---|---|---|---|---|---|---|---|")
        for kind, content in fill(load(maker), clauses, kilobytes).items():
            path = folder / f"plan.{kind}"
            path.write_bytes(content)
            took = read_pdf(reader, path, folder) if kind == "pdf" else cpu([reader, "--name", path.name], path)
            if took is None:
                sys.exit(f"formats.py: qipan-reader failed on {kind}")
            other = peer(kind, path)
            told = f"{other[0]} | {other[1]:.2f} | {other[2]:.2f}" if other else "- | - | -"
            begun = start * (2 if kind == "pdf" else 1)
            print(f"| {kind} | {len(content) // 1000} | {took:.3f} | {begun:.3f} | "
                  f"{kilobytes / 1000 / max(took - begun, 0.001):.1f} | {told} |", flush=True)


main()
