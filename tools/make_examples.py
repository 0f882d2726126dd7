#!/usr/bin/env python3
"""Writes examples/plans-15fyp from examples/facts.tsv: one digest a region and language.

usage: tools/make_examples.py examples/facts.tsv examples/plans-15fyp [--check]

With --check nothing is written: the folder is compared with what would be written, and the outcome
is told in TAP. Only the standard library; the same input gives the same bytes.

A digest has five sections. Each fact becomes a sentence there:
  present       facts of 2025 and before that carry a year (what stands, also earlier targets), and
                the steps by which the plan was made
  positioning   how the region places itself
  fields        what is planned: industries, platforms, computing, data, AI in use
  targets       numbers for 2026 and later
  governance    rules, safety and cooperation
The 182 rows of the report matrix ("2026 report places X among ...") are told as one sentence for
each group, which reads better than a dozen sentences that differ in one word.

What is not the province's plan must not be measured: the line that says what a digest is stands
below the title as a source line, and the sources stand in an annex, both of which blocks_make
takes for furniture.

Rows of medium confidence (summaries, roundups, mirrors of unclear standing) are left out: a
demonstration must not rest on them. They stay in facts.tsv, where anyone can see why.
"""
import collections
import csv
import io
import pathlib
import re
import sys

COLUMNS = ("id region region_en tier date kind title language source_url file").split()

MATRIX = [  # how the report matrix is worded in facts.tsv, and how a digest tells it
    (re.compile(r"^2026年报告把(.+)放进未来产业$"),
     re.compile(r"^2026 report places (.+) among future industries to build$"),
     "2026年政府工作报告把{}列为要培育的未来产业。",
     "The 2026 government work report places {} among the future industries to build."),
    (re.compile(r"^2026年报告把(.+)作为发展产业$"),
     re.compile(r"^2026 report places (.+) among industries to grow$"),
     "2026年政府工作报告把{}作为要发展的产业。",
     "The 2026 government work report places {} among the industries to grow."),
    (re.compile(r"^2026年报告为(.+)设平台或试点$"),
     re.compile(r"^2026 report backs a platform or trial for (.+)$"),
     "2026年政府工作报告要为{}设平台或试点。",
     "The 2026 government work report backs a platform or trial for {}."),
]

WORDS = {
    "zh": {
        "title": "{region}“十五五”人工智能规划要点摘编",
        "about": "来源：据公开资料用自己的话写的摘编，不是规划原文，也不完整",
        "present": "一、现状", "positioning": "二、“十五五”定位", "fields": "三、重点领域",
        "targets": "四、目标", "governance": "五、治理与合作",
        "sources": "附录", "and": "和", "comma": "、", "end": "。",
    },
    "en": {
        "title": "{region}: digest of artificial intelligence in its 15th five-year plan",
        "about": "Source: a digest in our own words; not the plan, and not complete",
        "present": "1. Present situation", "positioning": "2. Planned position",
        "fields": "3. Key fields", "targets": "4. Targets",
        "governance": "5. Governance and cooperation",
        "sources": "Annex", "and": " and ", "comma": ", ", "end": ".",
    },
}
SECTIONS = "present positioning fields targets governance".split()
PLANNED = {"positioning": "positioning", "target": "targets", "governance": "governance",
           "cooperation": "governance"}
SHORT = {"zh": 40, "en": 120}  # characters
KIND_ORDER = ("release positioning field platform compute data_element ai_plus target governance "
              "cooperation").split()


def section_of(fact):
    """Facts with a year up to 2025 tell what stands; the rest is planned."""
    if fact["kind"] == "release":
        return "present"
    if fact["kind"] != "positioning" and fact["year"] and int(fact["year"][:4]) <= 2025:
        return "present"
    return PLANNED.get(fact["kind"], "fields")


def matrix_row(fact):
    for row, (zh, en, _, _) in enumerate(MATRIX):
        both = zh.match(fact["fact_zh"]), en.match(fact["fact_en"])
        if all(both):
            return row, both[0].group(1), both[1].group(1)
    return None


def join(words, names):
    if len(names) == 1:
        return names[0]
    return words["comma"].join(names[:-1]) + words["and"] + names[-1]


def sentence(text, words):
    text = text[0].upper() + text[1:]
    return text if text.endswith((words["end"], "!", "?", "！", "？")) else text + words["end"]


def sentences(facts, language):
    """Sentences of one paragraph; matrix rows are told together where the first of them stands."""
    words, out, groups = WORDS[language], [], collections.OrderedDict()
    for fact in facts:
        found = matrix_row(fact)
        if found is None:
            out.append(sentence(fact["fact_" + language], words))
            continue
        row, zh, en = found
        if row not in groups:
            groups[row] = len(out), []
            out.append(None)
        groups[row][1].append(zh if language == "zh" else en)
    for row, (place, names) in groups.items():
        out[place] = MATRIX[row][2 if language == "zh" else 3].format(join(words, names))
    return out


def paragraphs(by_kind, language):
    """One paragraph a kind; a short one takes the next kind in, so that none is a mere line."""
    space, out, open_one = "" if language == "zh" else " ", [], []
    for kind in KIND_ORDER:
        open_one += sentences(by_kind[kind], language)
        if len(space.join(open_one)) >= SHORT[language]:
            out += [space.join(open_one), ""]
            open_one = []
    return out + [space.join(open_one), ""] if open_one else out


def source_list(facts):
    """Every title once, in order of first use; whole titles and addresses stand in facts.tsv."""
    titles = collections.OrderedDict.fromkeys(fact["source_title"].strip("[]") for fact in facts)
    return [title if len(title) <= 60 else title[:60].rstrip() + "..." for title in titles]


def main_source(facts):
    """The address that most facts rest on, and the latest date among them."""
    count = collections.Counter(fact["source_url"] for fact in facts)
    address = max(count, key=lambda url: (count[url], url))
    dates = [fact["date"] for fact in facts if fact["source_url"] == address and fact["date"]]
    return address, max(dates, default="")


def digest(region, facts, language):
    words = WORDS[language]
    lines = [words["title"].format(region=region), "", words["about"], ""]
    by_section = collections.defaultdict(lambda: collections.defaultdict(list))
    for fact in facts:
        by_section[section_of(fact)][fact["kind"]].append(fact)
    for section in SECTIONS:
        if section not in by_section:
            continue
        lines += [words[section], ""]
        lines += paragraphs(by_section[section], language)
    lines += [words["sources"], ""]
    lines += source_list(facts)
    return "\n".join(lines) + "\n"


def build(path):
    """All files of the folder: relative name -> text."""
    by_region = collections.OrderedDict()
    with open(path, encoding="utf-8", newline="") as file:
        for fact in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if fact["confidence"] == "high":
                by_region.setdefault(fact["region"], []).append(fact)
    files, rows = {}, []
    for language in ("zh", "en"):
        for region, facts in by_region.items():
            english = facts[0]["region_en"]
            name = english.lower().replace(" ", "-")
            shown = region if language == "zh" else english
            address, date = main_source(facts)
            file = f"txt/{language}/{name}.txt"
            files[file] = digest(shown, facts, language)
            rows.append([f"{language}-{name}", region, english, facts[0]["tier"], date,
                         "plan-digest", WORDS[language]["title"].format(region=shown), language,
                         address, file])
    table = io.StringIO()
    for row in [COLUMNS] + rows:
        table.write("\t".join(row) + "\n")
    files["metadata.tsv"] = table.getvalue()
    return files


def differences(files, folder):
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(set(files) | set(there)):
        if name not in there:
            yield name + " is missing"
        elif name not in files:
            yield name + " does not come from facts.tsv"
        elif there[name].read_bytes() != files[name].encode():
            yield name + " differs"


def main(arguments):
    checking = "--check" in arguments
    arguments = [word for word in arguments if word != "--check"]
    if len(arguments) != 2:
        sys.exit(__doc__)
    files, folder = build(arguments[0]), pathlib.Path(arguments[1])
    if checking:
        found = list(differences(files, folder))
        print("1..1\n" + ("not " if found else "") + "ok 1 - examples are what facts.tsv makes")
        for line in found:
            print("# " + line + ": run tools/make_examples.py " + " ".join(arguments))
        return 1 if found else 0
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
