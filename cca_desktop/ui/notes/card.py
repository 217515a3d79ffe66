"""A note set as a card: the words it is about, its own words, its tags, and how high each of them is."""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
)

from cca_desktop.notes.note import Note
from cca_desktop.ui.notes.card_foot import CardFoot
from cca_desktop.ui.painting import Lines
from cca_desktop.ui.typeface import book_face, panel_face

_BETWEEN = 6
_REFERENCE_SIGNS = ("¶", "[[", "://")  # one of them stands in every reference that is not a link of Markdown's already
SHOWN_AT_MOST = 4_000  # code points of a body that a card shows
QUOTE_LINES = 2
_RULE = 2
_BODY_LINES = 12
_LEADING = 120  # per cent of the face's own line, which is 1.2 of its size


class CardFaces(NamedTuple):
    """What cards are set in: the note's own words, the words it is about, its tags."""

    words: QFont
    quote: QFont
    small: QFont

    @classmethod
    def at(cls, scale: int) -> "CardFaces":
        """Return the faces at ``scale`` per cent."""
        return cls(panel_face(scale), book_face(scale, size=17, is_italic=True), panel_face(scale, size=12))


class Card:
    """One note set for one width. Heights and places are in pixels, from the upper edge of what stands in the card."""

    def __init__(self, note: Note, about: str, faces: CardFaces, width: int, told: str = "") -> None:
        """Set ``note``, with the words it is ``about`` as they are quoted, and what is ``told`` of it; "" for none."""
        self.quote: Lines | None = None
        self.body: QTextDocument | None = None
        self.rules: list[QRectF] = []  # beside quotations, in the body
        quote = body = 0
        if about:
            self.quote = Lines(about[:SHOWN_AT_MOST], faces.quote, width, at_most=QUOTE_LINES, closing="”")
            quote = round(self.quote.height)
        if note.body.strip():
            self.body = _set_body(note.body[:SHOWN_AT_MOST], faces.words, width)
            body = round(self.body.size().height())
            if ">" in note.body:
                self.rules = _rules_of(self.body, faces.words.pixelSize())
            most = round(QFontMetrics(faces.words).lineSpacing() * 1.45 * _BODY_LINES)
            if body > most:
                body = _whole_lines(self.body, most)
        self.foot = CardFoot(note.tags, told, faces.small, width)
        self.body_top = quote + (_BETWEEN if quote and body else 0)
        self.body_height = body
        self.foot_top = self.body_top + body + (_BETWEEN if (quote or body) and self.foot.height else 0)
        self.height = self.foot_top + self.foot.height


def _set_body(markdown: str, face: QFont, width: int) -> QTextDocument:
    body = QTextDocument()
    body.setUndoRedoEnabled(False)
    body.setDocumentMargin(0)
    body.setDefaultFont(face)
    features = QTextDocument.MarkdownFeature
    body.setMarkdown(markdown, features.MarkdownNoHTML | features.MarkdownDialectGitHub)
    if any(sign in markdown for sign in _REFERENCE_SIGNS):
        from cca_desktop.ui.notes.card_links import link_references

        link_references(body)
    if "![" in markdown:
        from cca_desktop.ui.notes.card_links import tell_pictures

        tell_pictures(body)
    _set_closely(body, face.pixelSize())
    if "|" in markdown:
        from cca_desktop.ui.notes.card_tables import set_tables

        set_tables(body)
    body.setTextWidth(width)
    return body


def _whole_lines(body: QTextDocument, at_most: int) -> int:
    """Return how high the first lines of ``body`` are together, as many as there is room for."""
    height = 0.0
    block = body.begin()
    while block.isValid():
        layout = block.layout()
        top = body.documentLayout().blockBoundingRect(block).top() - layout.boundingRect().top()
        for number in range(layout.lineCount()):
            bottom = top + layout.lineAt(number).rect().bottom()
            if bottom > at_most:
                return round(height)
            height = max(height, bottom)
        block = block.next()
    return round(height)


def _set_closely(body: QTextDocument, size: int) -> None:
    """Give a card's words their leading, an indent for numbers of lists, and the strong weight that our face has."""
    numbers = QFontMetrics(body.defaultFont())
    indent = float(size)
    cursor = QTextCursor(body)
    block = body.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        leading = QTextBlockFormat()
        leading.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        leading.setTopMargin(size * 0.25 if block.blockNumber() else 0)
        leading.setBottomMargin(0)
        leading.setNonBreakableLines(False)  # code: a line that is longer than the card goes on below
        if level := _quote_level(block):
            leading.setLeftMargin(level * size)
            leading.setRightMargin(0)
        cursor.mergeBlockFormat(leading)
        items = block.textList()
        if items is not None:
            number = items.itemText(block) if items.format().style() == QTextListFormat.Style.ListDecimal else ""
            indent = max(indent, numbers.horizontalAdvance(number) + size / 2)
        for fragment in _fragments(block):
            if fragment.charFormat().fontWeight() > QFont.Weight.DemiBold:
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                strong = QTextCharFormat()
                strong.setFontWeight(QFont.Weight.DemiBold)
                strong.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)  # a heading is no poster here
                cursor.mergeCharFormat(strong)
        block = block.next()
    body.setIndentWidth(indent)


def _quote_level(block: QTextBlock) -> int:
    return int(block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel))


def _rules_of(body: QTextDocument, size: int) -> list[QRectF]:
    """Return a rule at the left of each quotation in ``body``, and of each within it."""
    rules: list[QRectF] = []
    open_rules: list[QRectF] = []
    block = body.begin()
    while block.isValid():
        level, box = _quote_level(block), body.documentLayout().blockBoundingRect(block)
        del open_rules[level:]
        for rule in open_rules:
            rule.setBottom(box.bottom())
        while len(open_rules) < level:
            open_rules.append(QRectF(len(open_rules) * size, box.top(), _RULE, box.height()))
            rules.append(open_rules[-1])
        block = block.next()
    return rules


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    fragments = []
    at = block.begin()
    while not at.atEnd():
        fragments.append(at.fragment())
        at += 1
    return fragments
