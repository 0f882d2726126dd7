#!/usr/bin/env python3
# usage: make.py FOLDER
# Writes one short plan of our own words as docx, odt, md and txt, a table as xlsx and ods, and archives, the way office
# programs write them: the files beside this script. Same bytes every time. Needs only Python's own library.
import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

TITLE = "云岭省数字经济发展规划"
# (kind, text): h1 and h2 are numbered by the program, l is a bulleted item, t a table
PLAN = [
    ("h1", "发展基础"),
    ("p", "过去五年，云岭省建成数据中心三座，算力规模达到两千标准机架。县域网络仍有短板，人才依然不足。"),
    ("h1", "总体要求"),
    ("p", "到2030年，数字经济核心产业增加值占全省生产总值的比重达到12%。坚持 open data 与安全并重。"),
    ("h1", "重点任务"),
    ("h2", "做强算力"),
    ("p", "新建智算中心两座，与东部共建算力调度平台。推动“东数西算”落地。"),
    ("l", "建设云岭算力枢纽。"),
    ("l", "培育数据标注企业一百家。"),
    ("h2", "用好人工智能"),
    ("p", "在茶叶、旅游和边境物流中推广人工智能应用，每年支持示范项目二十个。"),
    ("t", [["指标", "2025年", "2030年"], ["智算规模", "300P", "2000P"], ["示范项目", "12个", "100个"]]),
    ("p", "各州市每年报告一次进展。"),
]
NOTE = "标准机架按2.5千瓦计算。"
HAN = "一二三四五六七八九十"
ROWS = [
    ["编号", "地区", "日期", "标题", "正文"],
    ["a1", "贵州", 46049, "茶乡算力", "建设茶乡算力中心。推动数据进村。"],
    ["a2", "湖南", 46050, "湘水智造", "培育智能工厂五十家，\n推广工业互联网。"],
    ["a3", "云南", 46051, "花市上云", "让花卉交易上云，开放数据一百项。"],
]
DATES = {46049: "2026-01-27", 46050: "2026-01-28", 46051: "2026-01-29"}


def numbered():
    """The plan with the numbers that a program prints."""
    first = second = 0
    for kind, text in PLAN:
        if kind == "h1":
            first, second = first + 1, 0
            text = HAN[first - 1] + "、" + text
        elif kind == "h2":
            second += 1
            text = "（" + HAN[second - 1] + "）" + text
        yield kind, text


def zipped(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (2026, 1, 27, 8, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


# ---- Word ----

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' \
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ' \
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text):
    """Office programs cut a paragraph into runs where spelling or language changes."""
    middle = len(text) // 2
    return "".join(f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(t)}</w:t></w:r>'
                   for t in (text[:middle], text[middle:]) if t)


def paragraph(text, style=None, more=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{style}<w:rPr><w:vanish/></w:rPr></w:pPr>{run(text)}{more}</w:p>'


def docx_body():
    yield paragraph(TITLE, "a3")
    for i, (kind, text) in enumerate(PLAN):
        if kind == "t":
            rows = "".join("<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000"/></w:tcPr>{paragraph(c)}</w:tc>'
                                              for c in row) + "</w:tr>" for row in text)
            yield f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
        elif kind == "l":
            yield f'<w:p><w:pPr><w:pStyle w:val="a4"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>' \
                  f"{run(text)}</w:p>"
        elif i == 1:
            yield paragraph(text, more='<w:r><w:footnoteReference w:id="1"/></w:r><w:del w:id="9"><w:r><w:delText>删去的话'
                                       "</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的话</w:t></w:r>")
        else:
            yield paragraph(text, {"h1": "1", "h2": "2"}.get(kind))
    yield '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def docx():
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{name}"/>{more}</w:style>'
                     for i, name, more in [
                         ("a", "Normal", ""),
                         ("1", "heading 1", '<w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
                                            '<w:outlineLvl w:val="0"/></w:pPr>'),
                         ("2", "heading 2", '<w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/>'
                                            '</w:numPr><w:outlineLvl w:val="1"/></w:pPr>'),
                         ("a3", "Title", '<w:basedOn w:val="a"/>'),
                         ("a4", "List Paragraph", '<w:basedOn w:val="a"/>')])
    numbering = '<w:abstractNum w:abstractNumId="0">' \
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>' \
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>' \
        '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>' \
        '<w:lvlText w:val="●"/></w:lvl></w:abstractNum>' \
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    notes = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' \
            f'<w:footnote w:id="1">{paragraph(NOTE)}</w:footnote>'
    core = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' \
           'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>模板</dc:title></cp:coreProperties>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' \
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' \
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ' \
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ' \
           'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ' \
           'Target="word/document.xml"/></Relationships>'
    return zipped([
        ("[Content_Types].xml", HEAD + types),
        ("_rels/.rels", HEAD + rels),
        ("word/document.xml", HEAD + f'<w:document {W}><w:body>{"".join(docx_body())}</w:body></w:document>'),
        ("word/styles.xml", HEAD + f"<w:styles {W}>{styles}</w:styles>"),
        ("word/numbering.xml", HEAD + f"<w:numbering {W}>{numbering}</w:numbering>"),
        ("word/footnotes.xml", HEAD + f"<w:footnotes {W}>{notes}</w:footnotes>"),
        ("docProps/core.xml", HEAD + core),
    ])


# ---- OpenDocument ----

O = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in [
    ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta")]) + \
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'


def odt():
    body = [f'<text:p text:style-name="P1">{TITLE}</text:p>']
    items = []
    for i, (kind, text) in enumerate(PLAN + [("end", "")]):
        if kind != "l" and items:
            body.append('<text:list text:style-name="L1">' + "".join(items) + "</text:list>")
            items = []
        if kind in ("h1", "h2"):
            body.append(f'<text:h text:style-name="Heading_20_{kind[1]}" text:outline-level="{kind[1]}">{text}</text:h>')
        elif kind == "l":
            items.append(f"<text:list-item><text:p>{text}</text:p></text:list-item>")
        elif kind == "t":
            rows = "".join("<table:table-row>" + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row) +
                "</table:table-row>" for row in text)
            body.append(f'<table:table table:name="表1"><table:table-column table:number-columns-repeated="3"/>{rows}'
                        "</table:table>")
        elif kind == "p":
            text = text.replace(" open", '<text:s/><text:span text:style-name="T1">open</text:span>')
            note = "" if i != 1 else '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1' \
                f"</text:note-citation><text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
            body.append(f'<text:p text:style-name="Standard">{text}{note}</text:p>')
    deleted = '<text:tracked-changes><text:changed-region><text:deletion><text:p>删去的话</text:p></text:deletion>' \
              "</text:changed-region></text:tracked-changes>"
    content = f'<office:document-content{O}><office:automatic-styles><style:style style:name="P1" style:family="paragraph" ' \
        'style:parent-style-name="Title"/><text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" ' \
        'text:bullet-char="•"/></text:list-style></office:automatic-styles>' \
        f'<office:body><office:text>{deleted}{"".join(body)}</office:text></office:body></office:document-content>'
    styles = f'<office:document-styles{O}><office:styles><text:outline-style style:name="Outline">' \
        '<text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>' \
        '<text:outline-level-style text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（" ' \
        'style:num-suffix="）"/></text:outline-style></office:styles></office:document-styles>'
    meta = f"<office:document-meta{O}><office:meta><dc:title>{TITLE}</dc:title></office:meta></office:document-meta>"
    kind = "application/vnd.oasis.opendocument.text"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">' \
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry ' \
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry ' \
        'manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return zipped([("mimetype", kind), ("content.xml", HEAD + content), ("styles.xml", HEAD + styles),
                   ("meta.xml", HEAD + meta), ("META-INF/manifest.xml", HEAD + manifest)], stored=("mimetype",))


# ---- spreadsheets ----

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def xlsx():
    """Two sheets: rows with a header under a title row, and one of figures."""
    strings = []

    def cell(row, column, value, style=""):
        place = f'r="{"ABCDEFGH"[column]}{row}"{style}'
        if isinstance(value, str):
            strings.append(value)
            return f'<c {place} t="s"><v>{len(strings) - 1}</v></c>'
        return f"<c {place}><v>{value}</v></c>"

    rows = '<row r="1">' + cell(1, 0, "云岭省项目表") + "</row>"
    for i, row in enumerate(ROWS):
        rows += f'<row r="{i + 3}">' + "".join(cell(i + 3, j, v, ' s="1"' if j == 2 and i else "")
                                              for j, v in enumerate(row)) + "</row>"
    figures = '<row r="1">' + cell(1, 0, "指标") + cell(1, 1, "比重") + cell(1, 3, "规模") + "</row>" \
              '<row r="2">' + cell(2, 0, "核心产业") + cell(2, 1, 0.12, ' s="2"') + \
              '<c r="C2" t="e"><v>#N/A</v></c>' + cell(2, 3, 0.30000000000000004) + "</row>" \
              '<row r="3"><c r="A3" t="inlineStr"><is><r><t>合</t></r><r><t>计</t></r><rPh sb="0" eb="1"><t>he</t></rPh></is></c>' \
              '<c r="B3" t="b"><v>1</v></c><c r="C3" t="str"><f>A3</f><v>合计</v></c>' + cell(3, 3, 20261124000000001) + "</row>"
    shared = "".join(f"<si><t>{escape(s)}</t></si>" for s in strings)
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ' \
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ' \
        'ContentType="application/xml"/>' + "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.{kind}+xml"/>' for part, kind in [
                ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("worksheets/sheet2", "worksheet"),
                ("styles", "styles"), ("sharedStrings", "sharedStrings")]) + "</Types>"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    fonts = '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' \
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    return zipped([
        ("[Content_Types].xml", HEAD + types),
        ("_rels/.rels", HEAD + f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{rel}/officeDocument" '
                               'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", HEAD + f'<workbook {S}><sheets><sheet name="项目" sheetId="1" r:id="rId7"/>'
                                   '<sheet name="指标" sheetId="2" r:id="rId3"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", HEAD + f'<Relationships xmlns="{package}">' + "".join(
            f'<Relationship Id="{i}" Type="{rel}/{kind}" Target="{target}"/>' for i, kind, target in [
                ("rId3", "worksheet", "/xl/worksheets/sheet2.xml"), ("rId7", "worksheet", "worksheets/sheet1.xml"),
                ("rId8", "styles", "styles.xml"), ("rId9", "sharedStrings", "sharedStrings.xml")]) + "</Relationships>"),
        ("xl/styles.xml", HEAD + f'<styleSheet {S}><numFmts count="1"><numFmt numFmtId="176" '
                                 f'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts>{fonts}'
                                 '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/></cellXfs>'
                                 "</styleSheet>"),
        ("xl/worksheets/sheet1.xml", HEAD + f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"),
        ("xl/worksheets/sheet2.xml", HEAD + f"<worksheet {S}><sheetData>{figures}</sheetData></worksheet>"),
        ("xl/sharedStrings.xml", HEAD + f"<sst {S}>{shared}</sst>"),
    ])


def ods():
    def cell(value):
        if value in DATES:
            return f'<table:table-cell office:value-type="date" office:date-value="{DATES[value]}"><text:p>' \
                   f"{DATES[value][5:7]}/{DATES[value][8:]}</text:p></table:table-cell>"
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    def sheet(name, rows):
        return f'<table:table table:name="{name}">{rows}<table:table-row table:number-rows-repeated="1048000">' \
               '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'

    rows = "<table:table-row>" + cell("云岭省项目表") + "</table:table-row>" + "".join(
        "<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in ROWS)
    figures = "<table:table-row>" + cell("指标") + cell("比重") + '<table:table-cell/>' + cell("规模") + "</table:table-row>" \
              "<table:table-row>" + cell("核心产业") + cell("12%") + '<table:table-cell/>' + cell("0.3") + "</table:table-row>"
    content = f'<office:document-content{O}><office:body><office:spreadsheet>{sheet("项目", rows)}{sheet("指标", figures)}' \
              "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">' \
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry ' \
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return zipped([("mimetype", kind), ("content.xml", HEAD + content), ("META-INF/manifest.xml", HEAD + manifest)],
                  stored=("mimetype",))


# ---- PDF ----

def pdf(pages, info=""):
    """pages: lists of (x, y from above, size, text). Two fonts that are not embedded: one Latin, one Chinese."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{7 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/DW 1000/W[1 95 500]/FontDescriptor 6 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120"
        "/CapHeight 700/StemV 80>>",
    ]
    for i, lines in enumerate(pages):
        stream = ""
        for x, y, size, text in lines:
            latin = all(ord(c) < 128 for c in text)
            shown = "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")" if latin else \
                "<" + text.encode("utf-16-be").hex() + ">"
            stream += f"BT /{'L' if latin else 'C'} {size} Tf {x} {842 - y} Td {shown} Tj ET\n"
        objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</L 3 0 R/C 4 0 R>>>>"
                    f"/Contents {8 + 2 * i} 0 R>>", f"<</Length {len(stream)}>>\nstream\n{stream}endstream"]
    objects.append(f"<<{info}>>")
    out, places = "%PDF-1.4\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += f"{i + 1} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{p:010d} 00000 n \n" for p in places)
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R"
            f"/Info {len(objects)} 0 R>>\nstartxref\n{len(out)}\n%%EOF\n").encode("latin-1")


def plan_pages():
    """The plan as a program sets it: 26 characters a line, two empty ones before a paragraph, head and foot."""
    wide, left, pages, y = 26, 90, [], 0

    def put(x, size, text, step):
        nonlocal y
        if not pages or y > 380:
            pages.append([(left, 60, 9, TITLE), (280, 790, 9, f"- {len(pages) + 1} -")])
            y = 110
        pages[-1].append((x, y, size, text))
        y += step

    put(165, 22, TITLE, 40)
    for kind, text in numbered():
        if kind == "t":
            for row in text:
                for i, cell in enumerate(row):
                    pages[-1].append((left + 130 * i, y, 12, cell))
                y += 22
            y += 10
            continue
        if kind in ("h1", "h2"):
            y += 8
        text = "\u3000\u3000" + ("●" if kind == "l" else "") + text
        while text:
            line, width = "", 0.0
            while text and width < wide:
                line, text, width = line + text[0], text[1:], width + (0.5 if ord(text[0]) < 128 else 1)
            while text and text[0] in "，。、；：”）%":
                line, text = line + text[0], text[1:]
            put(left, 16, line, 26)
    return pages


LATIN = [
    ["Digital plans of regions are read by many people, but the co-", "operation between them is rare. Real-time data are pub-",
     "lished in long-term plans, and they are hard to compare.", None,
     "A second paragraph begins here. It has two lines that the", "margin cut."],
    ["Real-time systems need cooperation and long-", "term money, as page one said."],
    ["The right column comes after the left one, also where", "lines stand side by side on the page."],
]


def english():
    """Three pages; the last has two columns. The head repeats, the foot counts."""
    pages = []
    for number in range(1, 4):
        page = [(72, 50, 9, "Regional Outlook 2026"), (500, 50, 9, "Annual Report"), (290, 800, 9, f"Page {number} of 3")]
        columns = [LATIN[0]] if number == 1 else [LATIN[1]] if number == 2 else [LATIN[1] * 4, LATIN[2] * 4]
        for i, lines in enumerate(columns):
            y = 120
            for line in lines:
                if line is None:
                    y += 14
                    continue
                page.append((72 + 250 * i, y, 11 if len(columns) == 1 else 8, line))
                y += 14
        pages.append(page)
    return pdf(pages, "/Title(Regional Outlook 2026)")


# ---- plain ----

def txt():
    lines = [TITLE, ""]
    for kind, text in numbered():
        lines += ["\t".join(row) for row in text] if kind == "t" else [("● " if kind == "l" else "") + text]
    return "\n".join(lines) + "\n"


def md():
    lines = ["---", f"title: {TITLE}", "date: 2026-01-27", "---", "", f"# {TITLE}", ""]
    for kind, text in numbered():
        if kind == "t":
            lines += ["| " + " | ".join(row) + " |" for row in text]
            lines.insert(len(lines) - len(text) + 1, "|---|---|---|")
        else:
            lines.append({"h1": "## ", "h2": "### ", "l": "- "}.get(kind, "") + text.replace("算力", "**算力**"))
        if kind != "l":
            lines.append("")
    return "\n".join(lines) + "\n"


def html(encoding="utf-8"):
    """The plan as a page of a government's site: navigation, place, share bar, related links and footer around it."""
    body = []
    for kind, text in numbered():
        if kind == "t":
            body.append("<table>" + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in text)
                        + "</table>")
        elif kind == "l":
            body.append(f"<ul><li>{escape(text)}</li></ul>")
        else:
            body.append({"h1": "<h2>{}</h2>", "h2": "<h3>{}</h3>"}.get(kind, "<p>\u3000\u3000{}</p>").format(escape(text)))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="{encoding}"><title>{TITLE}_云岭省人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-01-27 10:00"></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">政务服务</a></li></ul></div>
<div class="place">当前位置：<a href="/">首页</a> &gt; <a href="/gh">规划计划</a></div>
<div class="article"><h1>{TITLE}</h1><div class="info">发布时间：2026-01-27 10:00　来源：省政府办公厅　【打印】【关闭】</div>
<div class="content">
{chr(10).join(body)}
</div></div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">图解规划</a></li><li><a href="/2">规划答记者问</a></li></ul></div>
<div class="footer">主办：云岭省人民政府办公厅　网站标识码：0000000001　云ICP备00000001号</div></body></html>
"""


# ---- archives ----

def gbk_zip(plain):
    """As old Windows programs write it: names in GBK without a mark, and what nobody should put in."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in [("规划/云岭.txt", plain), ("../outside.txt", b"x"), ("/etc/outside.txt", b"x"),
                           ("__MACOSX/._a.txt", b"x"), (".hidden", b"x"), ("inner.zip", zipped([("深/b.txt", plain)]))]:
            entry = zipfile.ZipInfo("a", (2026, 1, 27, 8, 0, 0))
            # The marker is taken out again below: Python writes UTF-8 names only.
            entry.filename = name.encode("gbk").decode("latin-1").encode("ascii", "replace").decode() \
                if not name.isascii() else name
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    marked = "规划/云岭.txt".encode("gbk")
    return out.getvalue().replace(b"?" * 4 + b"/" + b"?" * 4 + b".txt", marked)


def tar_gz(plain):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, kind, text in [("规划/plan.txt", tarfile.REGTYPE, plain), ("link", tarfile.SYMTYPE, b""),
                                 ("规划", tarfile.DIRTYPE, b"")]:
            entry = tarfile.TarInfo(name)
            entry.type, entry.size, entry.mtime = kind, len(text), 1769500800
            entry.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            archive.addfile(entry, io.BytesIO(text))
    return gzip.compress(out.getvalue(), mtime=0)


def main(folder):
    plain = txt().encode()
    files = {"plan.docx": docx(), "plan.odt": odt(), "plan.md": md().encode(), "plan.txt": plain,
             "plan.html": html("gb18030").encode("gb18030"), "rows.xlsx": xlsx(),
             "rows.ods": ods(), "plan.pdf": pdf(plan_pages()), "english.pdf": english(),
             "scan.pdf": pdf([[], []]), "gbk.zip": gbk_zip(plain), "plans.tar.gz": tar_gz(plain),
             "plan.txt.gz": gzip.compress(plain, mtime=0)}
    for name, content in files.items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
