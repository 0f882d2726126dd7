#!/usr/bin/env python3
"""Text reuse: speed against a plain Python script in the same run, memory, growth; quality where planted truth is there.

usage: bench/reuse.py REUSE_DETECT [MEGABYTES...]   (default 3 10; after ./dev build)

Needs the reports of corpora/cn-prov-gwr-2026 in $QIPAN_SHARED, or in ../shared beside the checkout: the few clauses of
the examples would stand in every document. The text is SYNTHETIC: clauses of the reports cut in two and joined at
random, so that long runs do not repeat by themselves; about an eighth of the paragraphs are copied from an earlier document with up to 15 % edits. For speed and
growth, never for quality. The peer winnows (runs of 13 letters, one of every 8: Schleimer, Wilkerson and Aiken 2003) and
joins what lies near one diagonal; it does not align. It reads the smallest size and at most 10 MB.

Quality is measured on planted truth made from the reports (bench/reuse/make_reuse_truth.py and score_reuse.py beside
them), seed 101: by length of passage and by kind of edit.
"""
import collections
import glob
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SEED = 20261124
LETTERS, WINDOW, HOLDERS, GAP, LEAST = 13, 8, 100, 30, 20


def generate(clauses_from, folder, megabytes):
    """Writes documents of about 22 kB; the same folder and size give the same bytes."""
    draw = random.Random(SEED)
    clauses = []
    for path in sorted(glob.glob(os.path.join(clauses_from, "*.txt"))):
        with open(path, encoding="utf-8-sig") as file:
            clauses += [c for c in re.split(r"[，、；。：！？\s“”（）《》]+", file.read()) if 4 <= len(c) <= 24]
    heads = [c[: (len(c) + 1) // 2] for c in clauses]
    tails = [c[(len(c) + 1) // 2 :] for c in clauses]
    letters = [c for clause in clauses for c in clause]
    written, number, earlier = 0, 0, []
    while written < megabytes * 1e6:
        size, paragraphs = min(60000, max(600, int(draw.lognormvariate(8.6, 0.8)))), []
        parent = draw.choice(earlier) if earlier and draw.random() < 0.8 else None
        while size > 0:
            if parent and draw.random() < 0.12:
                rate = draw.choice((0, 0, 0.02, 0.05, 0.10, 0.15))
                text = "".join(
                    draw.choice(("", draw.choice(letters), c + draw.choice(letters))) if draw.random() < rate else c
                    for c in draw.choice(parent)
                )
            else:
                count = draw.randint(8, 30)
                pairs = zip(draw.choices(heads, k=count), draw.choices(tails, k=count))
                text = "，".join(head + tail for head, tail in pairs) + "。"
            paragraphs.append(text)
            size -= len(text) + 1
        data = "\n".join(paragraphs).encode()
        with open(os.path.join(folder, "d%06d.txt" % number), "wb") as file:
            file.write(data)
        written, number = written + len(data), number + 1
        if len(earlier) < 400:
            earlier.append(paragraphs)
        elif draw.random() < 0.05:
            earlier[draw.randrange(400)] = paragraphs


def winnow(text):
    hashes = [hash(text[i : i + LETTERS]) for i in range(len(text) - LETTERS + 1)]
    kept, last = [], -1
    for i in range(len(hashes) - WINDOW + 1):
        least = min(range(i, i + WINDOW), key=hashes.__getitem__)
        if least != last:
            kept.append((hashes[least], least))
            last = least
    return kept


def peer(folder):
    """CPU seconds and passages of the plain script."""
    start = time.process_time()
    places = collections.defaultdict(list)
    for number, path in enumerate(sorted(glob.glob(os.path.join(folder, "*.txt")))):
        with open(path, encoding="utf-8") as file:
            text = "".join(c for c in file.read().lower() if c.isalnum())
        for value, place in winnow(text):
            places[value].append((number, place))
    pairs = collections.defaultdict(list)
    for found in places.values():
        if 2 <= len(found) <= HOLDERS:
            for i, (a, x) in enumerate(found):
                for b, y in found[i + 1 :]:
                    if a != b:
                        pairs[a, b].append((x, y))
    passages = 0
    for runs in pairs.values():
        chains = []
        for x, y in sorted(runs):
            for chain in reversed(chains):
                if 0 <= x - chain[1] <= GAP and abs((x - y) - (chain[1] - chain[2])) <= GAP:
                    chain[1], chain[2] = x, y
                    break
            else:
                chains.append([x, x, y])
        passages += sum(last + LETTERS - first >= LEAST for first, last, _ in chains)
    return time.process_time() - start, passages


def run(command):
    """CPU seconds, wall seconds and what was said on standard error."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall, said


def figure(said, name):
    return float(re.search(name + r" ([0-9.]+)", said).group(1))


def speed(detect, clauses_from, sizes):
    print("MB\tthreads\tCPU s\twall s\tMB/CPU s\tpeak MB\tbytes per byte\tpassages\tof the script's speed")
    measured, script = [], None
    for megabytes in sizes:
        folder = tempfile.mkdtemp(prefix="qipan-reuse-")
        try:
            generate(clauses_from, folder, megabytes)
            if script is None:
                seconds, passages = peer(folder)
                script = megabytes / seconds
                print("%g\tscript\t%.2f\t\t%.2f\t\t\t%d\t1" % (megabytes, seconds, script, passages), flush=True)
            for threads in (1, 2):
                cpu, wall, said = run([detect, "--quiet", "--threads", str(threads), folder])
                if threads == 1:
                    measured.append((megabytes, cpu))
                print(
                    "%g\t%d\t%.2f\t%.2f\t%.1f\t%.0f\t%.2f\t%d\t%.1f by CPU, %.1f by wall"
                    % (
                        megabytes, threads, cpu, wall, megabytes / cpu, figure(said.stderr, "peak MiB") * 1.048576,
                        figure(said.stderr, "bytes per byte"), figure(said.stderr, "passages"),
                        megabytes / cpu / script, megabytes / wall / script,
                    ),
                    flush=True,
                )
        finally:
            shutil.rmtree(folder)
    for (small, less), (large, more) in zip(measured, measured[1:]):
        print("growth\t%g to %g MB\t%.2f" % (small, large, math.log(more / less) / math.log(large / small)))


def quality(detect, reports, shared):
    makes, scores = (os.path.join(shared, "bench/reuse", name) for name in ("make_reuse_truth.py", "score_reuse.py"))
    if not os.path.exists(makes):
        print("no planted truth: %s is not there" % makes)
        return
    work = tempfile.mkdtemp(prefix="qipan-reuse-")
    try:
        run([sys.executable, makes, "--txt", reports, "--out", work, "--seed", "101"])
        _, _, said = run([detect, "--meta", work + "/meta.tsv", work + "/docs"])
        with open(work + "/found.tsv", "w", encoding="utf-8") as file:
            file.write(said.stdout)
        for by in ("length_class", "edit"):
            words = [scores, work + "/truth.tsv", work + "/found.tsv", "--by", by, "--parents", work + "/families.tsv"]
            _, _, said = run([sys.executable] + words)
            lines = said.stdout.splitlines()
            print("\n".join(lines if by == "length_class" else [line for line in lines if line.startswith("  ")]))
    finally:
        shutil.rmtree(work)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.split("\n\n")[1])
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../shared")
    shared = os.environ.get("QIPAN_SHARED") or beside
    reports = os.path.join(shared, "corpora/cn-prov-gwr-2026/clean")
    if not os.path.isdir(reports):
        print("text reuse: not measured, %s is not there" % reports)
        return
    speed(sys.argv[1], reports, [float(size) for size in sys.argv[2:]] or [3.0, 10.0])
    quality(sys.argv[1], reports, shared)


if __name__ == "__main__":
    main()
