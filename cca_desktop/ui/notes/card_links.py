"""References in the words of a card, shown and followed as links: a paragraph, another note, an address."""

from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from cca_desktop.ui.notes.references import Reference, references_in
from cca_desktop.ui.utf16 import Utf16Map

_FOLLOWED = ("http://", "https://", "mailto:")
_PARAGRAPH, _NOTE = "paragraph:", "note:"


def link_references(body: QTextDocument) -> None:
    """Make links of the references in ``body``, and leave away the brackets of a note's title; code stays as it is."""
    block = body.begin()
    while block.isValid():
        units = Utf16Map(block.text())
        for reference in reversed(references_in(block.text())):
            cursor = QTextCursor(body)
            cursor.setPosition(block.position() + units.units(reference.start))
            cursor.setPosition(block.position() + units.units(reference.end), QTextCursor.MoveMode.KeepAnchor)
            if not _is_plain(cursor, block):
                continue
            look = QTextCharFormat()
            look.setAnchor(True)
            look.setAnchorHref(_address_of(reference))
            look.setForeground(QGuiApplication.palette().link())
            look.setFontUnderline(True)
            words = cursor.selectedText()
            if reference.kind == "note":
                shown = words[2:-2].rpartition("|")[2].strip()
                cursor.insertText(shown or words, _with(cursor.charFormat(), look))
            else:
                cursor.mergeCharFormat(look)
        block = block.next()


def tell_pictures(body: QTextDocument) -> None:
    """Put the words of each picture in ``body`` in its place: a card loads nothing, from the disk or elsewhere."""
    block = body.begin()
    while block.isValid():
        for start, end, words in reversed(_pictures_in(block)):
            cursor = QTextCursor(body)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(f"[{words}]", QTextCharFormat())
        block = block.next()


def _pictures_in(block: QTextBlock) -> list[tuple[int, int, str]]:
    found = []
    at = block.begin()
    while not at.atEnd():
        fragment, look = at.fragment(), at.fragment().charFormat()
        if look.isImageFormat():
            words = look.stringProperty(QTextFormat.Property.ImageAltText)
            found.append((fragment.position(), fragment.position() + fragment.length(), words))
        at += 1
    return found


def reference_of(link: str) -> Reference | None:
    """Return what a link leads to that :func:`link_references` made, or Markdown; None where it is not followed."""
    if link.startswith(_PARAGRAPH):
        return Reference("paragraph", 0, 0, link.removeprefix(_PARAGRAPH))
    if link.startswith(_NOTE):
        return Reference("note", 0, 0, link.removeprefix(_NOTE))
    return Reference("address", 0, 0, link) if link.startswith(_FOLLOWED) else None


def _address_of(reference: Reference) -> str:
    kinds = {"paragraph": _PARAGRAPH, "note": _NOTE}
    return kinds.get(reference.kind, "") + reference.target


def _is_plain(cursor: QTextCursor, block: QTextBlock) -> bool:
    """Tell whether what ``cursor`` has selected is neither code nor a link."""
    fixed = QTextCharFormat.Property.FontFixedPitch
    if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeLanguage):
        return False
    at = block.begin()
    while not at.atEnd():
        fragment, look = at.fragment(), at.fragment().charFormat()
        ends = fragment.position() + fragment.length()
        touches = fragment.position() < cursor.selectionEnd() and ends > cursor.selectionStart()
        if touches and (look.isAnchor() or look.boolProperty(fixed)):
            return False
        at += 1
    return True


def _with(look: QTextCharFormat, more: QTextCharFormat) -> QTextCharFormat:
    look.merge(more)
    return look
