#!/usr/bin/env python3
"""The peer of matching: pyahocorasick (Debian: python3-ahocorasick) over the same literal patterns and text.

usage: peer_ahocorasick.py PATTERNS TEXT
Prints the CPU seconds of scanning (the automaton is built before). Exits 77 when the module is not there.
"""
import sys
import time

try:
    import ahocorasick
except ImportError:
    sys.exit(77)

automaton = ahocorasick.Automaton()
with open(sys.argv[1], encoding="utf-8") as lines:
    for number, line in enumerate(lines):
        if line.strip():
            automaton.add_word(line.rstrip("\n"), number)
automaton.make_automaton()
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
start = time.process_time()
hits = sum(1 for _ in automaton.iter(text))
print("%.6f %d" % (time.process_time() - start, hits))
