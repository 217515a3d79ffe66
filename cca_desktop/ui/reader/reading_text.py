"""A document as the reader's widget counts it: canonical positions to cursor positions and back."""

from cca_desktop.library.document import Document
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span
from cca_desktop.ui.utf16 import Utf16Map


class ReadingText:
    """One document set for reading, and the two borders to Qt: the rendition, and UTF-16."""

    def __init__(self, document: Document) -> None:
        """Set ``document``."""
        self.document = document
        self._rendition = Rendition(document.text, [block.span for block in document.blocks])
        self._units = Utf16Map(self._rendition.text)

    @property
    def text(self) -> str:
        """The words as they are shown, one line a block."""
        return self._rendition.text

    def words(self, span: Span) -> str:
        """Return the words of the canonical ``span`` as they are shown."""
        return self._rendition.reading_span(span).cut(self._rendition.text)

    def shown(self, span: Span) -> Span:
        """Return the cursor positions between which the canonical ``span`` is shown."""
        reading = self._rendition.reading_span(span)
        return Span(self._units.units(reading.start), self._units.units(reading.end))

    def shown_at(self, offset: int) -> int:
        """Return the cursor position at which the canonical ``offset`` is shown."""
        return self._units.units(self._rendition.reading_offset(offset))

    def canonical(self, shown: Span) -> Span:
        """Return the canonical span of what lies between two cursor positions."""
        reading = Span(self._units.points(shown.start), self._units.points(shown.end))
        return self._rendition.canonical_span(reading)

    def canonical_at(self, position: int) -> int:
        """Return the canonical offset of a cursor position."""
        return self._rendition.canonical_offset(self._units.points(position))
