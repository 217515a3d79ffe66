"""The parts of a Word document that are the same for every letter, and words as WordprocessingML.

Source: ECMA-376, Office Open XML, parts 1 (17.3 paragraphs, 17.4 tables, 17.13.4 comments) and 2 (packages); for
answers to comments [MS-DOCX], 2.5.1 commentEx.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from cca_desktop.export.markdown_text import Block, Run, blocks_of

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What Word says of comments since 2010: the names of paragraphs, which comment answers which. Others pass it over.
SINCE_2010 = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TABLE_WIDTH = 9354  # twentieths of a point between the margins of the page
_NOT_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{_TYPES}.comments+xml"/>'
    f'<Override PartName="/word/commentsExtended.xml" ContentType="{_TYPES}.commentsExtended+xml"/>'
    f'<Override PartName="/word/header.xml" ContentType="{_TYPES}.header+xml"/>'
    f'<Override PartName="/word/footer.xml" ContentType="{_TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{REFERENCES}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{REFERENCES}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{REFERENCES}/comments" Target="comments.xml"/>'
    '<Relationship Id="r3" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
    'Target="commentsExtended.xml"/>'
    f'<Relationship Id="r4" Type="{REFERENCES}/header" Target="header.xml"/>'
    f'<Relationship Id="r5" Type="{REFERENCES}/footer" Target="footer.xml"/></Relationships>'
)
_EDGES = 'w:top="1588" w:right="1418" w:bottom="1418" w:left="1134" w:header="794" w:footer="709" w:gutter="0"'
# The first page says by its title what it is; those behind it say so in their heads.
PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="r4"/><w:footerReference w:type="default" r:id="r5"/>'
    f'<w:footerReference w:type="first" r:id="r5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {_EDGES}/>'
    "<w:titlePg/></w:sectPr>"
)


def header(words: str) -> str:
    """Write what stands at the head of every page but the first."""
    return f'{DECLARATION}<w:hdr xmlns:w="{NAMESPACE}">{paragraph("Header", run(words))}</w:hdr>'


def footer() -> str:
    """Write what stands at the foot of every page: its number, and how many there are."""
    fields = (f'<w:fldSimple w:instr=" {name} ">{run("1")}</w:fldSimple>' for name in ("PAGE", "NUMPAGES"))
    return f'{DECLARATION}<w:ftr xmlns:w="{NAMESPACE}">{paragraph("Footer", run(" / ").join(fields))}</w:ftr>'


def core_properties(title: str, author: str, language: str, at: str) -> str:
    """Write what a file manager shows of the document."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{safe(title)}</dc:title><dc:creator>{safe(author)}</dc:creator>"
        f"<dc:language>{safe(language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{safe(at)}</dcterms:created></cp:coreProperties>'
    )


def _style(
    name: str, title: str, paragraph: str, run: str, *, based_on: str = "Normal", kind: str = "paragraph"
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    default = ' w:default="1"' if name == "Normal" else ""
    about_paragraph = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{title}"/>{base}<w:qFormat/>'
        f"{about_paragraph}<w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


_FACE = '<w:rFonts w:ascii="Palatino Linotype" w:hAnsi="Palatino Linotype" w:cs="Times New Roman"/>'
_QUIET = '<w:color w:val="6B6257"/>'
_STYLES = (
    _style("Normal", "Normal", f"<w:widowControl/>{_spacing(0, 120, 288)}", f'{_FACE}<w:sz w:val="23"/>', based_on="")
    + _style("Title", "Title", _spacing(0, 60), '<w:sz w:val="40"/>')
    + _style("Subtitle", "Subtitle", _spacing(0, 60), f'{_QUIET}<w:sz w:val="23"/>')
    + _style("Made", "Made", _spacing(0, 480), f'{_QUIET}<w:sz w:val="18"/>')
    + _style(
        "Heading1", "heading 1", f'<w:keepNext/>{_spacing(480, 160)}<w:outlineLvl w:val="0"/>', '<w:sz w:val="30"/>'
    )
    + _style(
        "Numbered",
        "Numbered",
        '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/>',
        "",
    )
    + _style("Plain", "Plain", '<w:ind w:left="567"/>', "")
    + _style("Frame", "Frame", '<w:ind w:left="567"/>', f'{_QUIET}<w:sz w:val="20"/>')
    + _style("Number", "Number", "", f'{_QUIET}<w:sz w:val="16"/>', kind="character", based_on="")
    + _style("Quoted", "Quoted", f"<w:keepNext/>{_spacing(0, 60)}", f"<w:i/>{_QUIET}")
    + _style("Source", "Source", _spacing(0, 60, 264), f'{_QUIET}<w:sz w:val="20"/>')
    + _style("NoteHead", "Note head", f"<w:keepNext/>{_spacing(240, 60)}", f'{_QUIET}<w:sz w:val="18"/>')
    + _style("CommentText", "annotation text", _spacing(0, 60, 240), '<w:sz w:val="20"/>')
    + _style("CommentReference", "annotation reference", "", '<w:sz w:val="16"/>', kind="character", based_on="")
    + _style(
        "Header",
        "header",
        f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="BFB5A6"/></w:pBdr>{_spacing(0, 0, 240)}',
        f'<w:i/>{_QUIET}<w:sz w:val="19"/>',
    )
    + _style("Footer", "footer", f'{_spacing(0, 0, 240)}<w:jc w:val="center"/>', f'{_QUIET}<w:sz w:val="19"/>')
)


def styles(language: str) -> str:
    """Write how everything looks; ``language`` is that of the words, in which a program then checks them."""
    said = f'<w:rPrDefault><w:rPr><w:lang w:val="{safe(language)}"/></w:rPr></w:rPrDefault>'
    defaults = f"<w:docDefaults>{said}</w:docDefaults>"
    return f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}">{defaults}{_STYLES}</w:styles>'


def safe(text: str) -> str:
    """Return ``text`` as XML holds it; what XML has no form for becomes U+FFFD."""
    return escape(_NOT_FOR_XML.sub("\ufffd", text))


def run(text: str, properties: str = "") -> str:
    """Write words in one dress."""
    lines = safe(text).replace("\t", " ").split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words}</w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Write a paragraph of runs."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def note_paragraphs(markdown: str, style: str, *, has_tables: bool = False) -> Iterator[str]:
    """Set a note's words, paragraph by paragraph; tables as such where there is room for them, else row by row."""
    rows: list[Block] = []
    for block in blocks_of(markdown):
        if block.kind == "row" and has_tables and not (rows and block.marker == "head"):
            rows.append(block)
            continue
        if rows:
            yield _table(rows, style)
            rows = [block] if block.kind == "row" else []
        if not rows:
            yield _block(block, style)
    if rows:
        yield _table(rows, style)


def _table(rows: Sequence[Block], style: str) -> str:
    """Set a table, and a paragraph behind it, without which Word takes the file for damaged."""
    count = max(len(row.cells) for row in rows)
    width = _TABLE_WIDTH // count
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFB5A6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{width}"/>' * count
    told = "".join(_row(row, count, width, style) for row in rows)
    look = '<w:tblW w:w="0" w:type="auto"/><w:tblInd w:w="108" w:type="dxa"/>'
    return (
        f"<w:tbl><w:tblPr>{look}<w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{told}</w:tbl>{paragraph(style, '')}"
    )


def _row(row: Block, count: int, width: int, style: str) -> str:
    is_head = row.marker == "head"
    cells = [*row.cells, *((),) * (count - len(row.cells))]
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, _runs(cell, is_strong=is_head), _spacing(40, 40))}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if is_head else ''}{told}</w:tr>"


def _block(block: Block, style: str) -> str:
    left = 284 * (block.quoted + (block.level if block.kind != "heading" else 0))
    hanging = 284 if block.kind == "item" else 0
    indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>' if left else ""
    if block.kind == "rule":
        return paragraph(style, run("* * *"), '<w:jc w:val="center"/>')
    if block.kind == "row":
        cells = run("  |  ").join(_runs(cell, is_strong=block.marker == "head") for cell in block.cells)
        return paragraph(style, cells, indent)
    marker = run(f"{block.marker} ") if block.kind == "item" else ""
    return paragraph(style, marker + _runs(block.runs, is_strong=block.kind == "heading"), indent)


def _runs(runs: Sequence[Run], *, is_strong: bool) -> str:
    return "".join(_run(one, is_strong=is_strong) for one in runs)


def _run(one: Run, *, is_strong: bool) -> str:
    face = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/>' if one.is_code else ""
    strong = "<w:b/>" if one.is_strong or is_strong else ""
    dress = face + strong + "<w:i/>" * one.is_emphasis + "<w:strike/>" * one.is_struck
    if re.fullmatch(r"(?:https?://|mailto:)[^\s\"\\]+", one.leads_to):
        link = run(one.text, f'{dress}<w:color w:val="8A2B22"/><w:u w:val="single"/>')
        return f'<w:fldSimple w:instr=" HYPERLINK &quot;{safe(one.leads_to)}&quot; ">{link}</w:fldSimple>'
    return run(one.text, dress)
