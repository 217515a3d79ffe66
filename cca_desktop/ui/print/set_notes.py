"""Notes on paper: as footnotes, and those that have no passage in the letter behind it; each with those on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from cca_desktop.export.beginning import BEGINNING, LONG, beginning
from cca_desktop.export.markdown_text import Block, Run, blocks_of
from cca_desktop.export.outgoing import is_bare
from cca_desktop.library.document import Document
from cca_desktop.notes.note import Note, PlacedNote
from cca_desktop.text.anchoring import ASTRAY
from cca_desktop.ui.reader.reading_text import ReadingText
from cca_desktop.ui.typeface import BOOK, PANEL
from cca_desktop.ui.utf16 import Utf16Map

_APART = "\u202f"  # narrow, and no line ends there
_WIDE_SPACE = "\u2002"  # slanted quotation marks lean into a usual one
_INDENT, _LINE_END = "\u2003", "\u2028"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTED_LETTERS = 60
_PANEL_SHARE = 0.82  # of the size of the book face, whose small letters are lower
_TASKS = {"☐": "[ ]", "☑": "[x]"}  # which the book face has no signs for
_LINKS = ("http://", "https://", "mailto:")


class Words(NamedTuple):
    """Words to be set, and how stretches of them look: from where, how long, in cursor positions."""

    text: str
    looks: tuple[tuple[int, int, QTextCharFormat], ...]


class _Composer:
    """Puts words together, stretch by stretch."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._looks: list[tuple[int, int, QTextCharFormat]] = []
        self._length = 0

    def add(self, words: str, look: QTextCharFormat | None = None) -> None:
        length = Utf16Map(words).units(len(words))
        if look is not None and length:
            self._looks.append((self._length, length, look))
        self._parts.append(words)
        self._length += length

    def words(self) -> Words:
        return Words("".join(self._parts), tuple(self._looks))


def called_notes(notes: Sequence[PlacedNote]) -> list[PlacedNote]:
    """Return those of ``notes`` that have a place and say something, in the order of their signs: of their ends."""
    answered = {placed.note.target.note for placed in notes if placed.note.target is not None}
    telling = [one for one in notes if one.span is not None and (not is_bare(one) or one.note.id in answered)]
    return sorted(telling, key=lambda one: (one.span.end, one.span.start) if one.span else (0, 0))


def sign_of(number: int) -> str:
    """Return the raised figure that calls a footnote; the first has the number 0."""
    return str(number + 1).translate(_RAISED)


def footnotes(document: Document, reading: ReadingText, notes: Sequence[PlacedNote]) -> list[Words]:
    """Return the footnotes: sign, paragraph, the first words of the passage, and what the note says."""
    answers = _answers(notes)
    found = []
    for number, placed in enumerate(called_notes(notes)):
        composer = _Composer()
        _say_where(composer, document, reading, number, placed)
        for note, depth in _with_answers(placed.note, answers):
            _say(composer, note, depth, is_whole=not _is_long(note))
        found.append(composer.words())
    return found


def long_notes(document: Document, reading: ReadingText, notes: Sequence[PlacedNote]) -> list[Words]:
    """Return, whole, those whose beginnings alone are footnotes; each with the sign that calls the footnote."""
    answers = _answers(notes)
    found = []
    for number, placed in enumerate(called_notes(notes)):
        for note, _ in _with_answers(placed.note, answers):
            if _is_long(note):
                composer = _Composer()
                _say_where(composer, document, reading, number, placed)
                composer.add(_LINE_END)
                _say(composer, note, 0)
                found.append(composer.words())
    return found


def _is_long(note: Note) -> bool:
    return len(note.body) > LONG


def _say_where(composer: _Composer, document: Document, reading: ReadingText, number: int, placed: PlacedNote) -> None:
    assert placed.span is not None
    label = document.paragraph_at(placed.span.start).label
    words = " ".join(reading.words(placed.span).split())
    quoted = words if len(words) <= _QUOTED_LETTERS else words[:_QUOTED_LETTERS].rsplit(" ", 1)[0] + "…"
    told = QCoreApplication.translate("print", "¶ {paragraph}").format(paragraph=label) if label.isdigit() else label
    composer.add(f"{sign_of(number)} {told} ")
    composer.add(f"“{quoted}”", _look(is_italic=True))
    composer.add(_WIDE_SPACE)


def notes_behind(notes: Sequence[PlacedNote]) -> Iterator[tuple[str, list[Words]]]:
    """Yield what stands behind the letter: each heading, and the notes below it."""
    answers = _answers(notes)
    below = {placed.note.id for some in answers.values() for placed in some}
    reached = _reached([one.note for one in notes if one.note.id not in below], answers)
    placeless = [one for one in notes if one.span is None and (one.note.id not in below or one.note.id not in reached)]
    for heading, some in (
        (QCoreApplication.translate("print", "Notes on no passage"), [one for one in placeless if one.state != ASTRAY]),
        (
            QCoreApplication.translate("print", "Notes whose words are not found"),
            [one for one in placeless if one.state == ASTRAY],
        ),
    ):
        if some:
            yield heading, [_behind(placed.note, answers if placed.note.id in reached else {}) for placed in some]


def _behind(note: Note, answers: dict[str, list[PlacedNote]]) -> Words:
    composer = _Composer()
    quote = " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""
    if quote:
        composer.add(f"“{quote}”", _look(is_italic=True))
        composer.add(_WIDE_SPACE)
    for said, depth in _with_answers(note, answers):
        _say(composer, said, depth)
    return composer.words()


def _answers(notes: Sequence[PlacedNote]) -> dict[str, list[PlacedNote]]:
    """Return the notes on other notes that are printed, by the ids of those."""
    printed = {placed.note.id for placed in notes}
    found: dict[str, list[PlacedNote]] = {}
    for placed in notes:
        target = placed.note.target
        if target is not None and target.note in printed:
            found.setdefault(target.note, []).append(placed)
    return found


def _reached(begin: Sequence[Note], answers: dict[str, list[PlacedNote]]) -> set[str]:
    """Return the ids of the notes that stand below others which begin somewhere: those in a circle do not."""
    reached: set[str] = set()
    waiting = [note.id for note in begin]
    while waiting:
        note_id = waiting.pop()
        if note_id not in reached:
            reached.add(note_id)
            waiting.extend(answer.note.id for answer in answers.get(note_id, ()))
    return reached


def _with_answers(note: Note, answers: dict[str, list[PlacedNote]]) -> Iterator[tuple[Note, int]]:
    """Yield a note, and below it those on it, each with how far below."""
    waiting = [(note, 0)]
    while waiting:
        said, depth = waiting.pop()
        yield said, depth
        waiting.extend((answer.note, depth + 1) for answer in reversed(answers.get(said.id, ())))


def _say(composer: _Composer, note: Note, depth: int, *, is_whole: bool = True) -> None:
    """Say who wrote a note, its words, or how they begin, and its tags."""
    if depth:
        composer.add(f"{_LINE_END}{_INDENT * depth}— ")
    is_first = True
    if note.creator:
        composer.add(note.creator, _look(is_italic=True))
        composer.add(": ")
    blocks = blocks_of(note.body)
    before = ""
    for block in blocks if is_whole else beginning(blocks, BEGINNING):
        if not is_first:
            is_next_paragraph = block.kind == before == "paragraph"  # begins as a book has it, further in
            composer.add(_LINE_END + _INDENT * (depth + is_next_paragraph))
        is_first = False
        before = block.kind
        _set(composer, block)
    if not is_whole:
        told = QCoreApplication.translate("print", "The whole of it stands behind the letter.")
        composer.add(_LINE_END + _INDENT * depth)
        composer.add(told, _look(is_italic=True))
    if note.tags:
        composer.add(
            ("" if is_first else _WIDE_SPACE) + "  ".join(f"#{tag}" for tag in note.tags), _look(is_italic=True)
        )


def _set(composer: _Composer, block: Block) -> None:
    composer.add(_INDENT * (block.quoted + (block.level - 1 if block.kind == "item" else 0)))
    if block.kind == "rule":
        composer.add("* * *")
        return
    if block.kind == "item":
        composer.add(f"{_TASKS.get(block.marker, '–' if block.marker == '•' else block.marker)} ")
    for index, cell in enumerate(block.cells):
        if index:
            composer.add(f"{_WIDE_SPACE}|{_WIDE_SPACE}")
        for run in cell:
            is_strong = run.is_strong or block.kind == "heading" or block.marker == "head"
            composer.add(run.text.replace("\n", _LINE_END), _look_of(run, is_strong=is_strong))


def _look_of(run: Run, *, is_strong: bool) -> QTextCharFormat | None:
    leads_to = run.leads_to if run.leads_to.startswith(_LINKS) else ""
    if not (is_strong or run.is_emphasis or run.is_struck or run.is_code or leads_to):
        return None
    look = _look(is_italic=run.is_emphasis)
    if is_strong:  # which the book face has no letters for
        look.setFontFamilies([PANEL, BOOK])
        look.setFontWeight(QFont.Weight.DemiBold)
    look.setFontStrikeOut(run.is_struck)
    if leads_to:
        look.setAnchor(True)
        look.setAnchorHref(leads_to)
        look.setFontUnderline(True)
    return look


def _look(*, is_italic: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    if is_italic:
        look.setFontItalic(True)
    return look


def ranges_of(words: Words, face: QFont) -> list[QTextLayout.FormatRange]:
    """Return how stretches of ``words`` look that are set in a ``face``, as a layout takes it."""
    ranges = []
    for start, length, look in words.looks:
        one = QTextLayout.FormatRange()
        if look.hasProperty(QTextCharFormat.Property.FontFamilies):
            look.setProperty(QTextCharFormat.Property.FontPixelSize, round(face.pixelSize() * _PANEL_SHARE))
        one.start, one.length, one.format = start, length, look
        ranges.append(one)
    return ranges
