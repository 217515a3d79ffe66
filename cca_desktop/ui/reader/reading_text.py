"""A document as the reader's widget counts it: canonical positions to cursor positions and back."""

from itertools import accumulate

from cca_desktop.library.document import Document
from cca_desktop.text.rendition import Rendition
from cca_desktop.text.span import Span
from cca_desktop.ui.utf16 import Utf16Map

LONG_FROM = 50_000  # letters: a text that Qt would lay out for longer than one likes to wait
AS_FILED = "filed"  # the role of every line of a diplomatic text: none is set apart
_FRAME = frozenset(("heading", "dateline", "frame", "end", "source"))  # what is not the letter: the Embassy, the file


class ReadingText:
    """One document set for reading, and the two borders to Qt: the rendition, and UTF-16."""

    def __init__(
        self,
        document: Document,
        *,
        is_diplomatic: bool = False,
        is_folded: bool = False,
        is_in_pieces: bool = True,
    ) -> None:
        """Set ``document`` as a printer would, or with the file's own characters and line ends.

        Args:
            document: What is read.
            is_diplomatic: Show the file's own characters and line ends.
            is_folded: Leave out the telegraphic frame around the letter, where there is a letter in it.
            is_in_pieces: Divide very long lines of a long text, so that they can be laid out piece by piece.
        """
        self.document = document
        blocks = [block for block in document.blocks if not is_folded or block.role not in _FRAME]
        self._hides = bool(blocks) and is_folded
        blocks = blocks or list(document.blocks)
        self._shown = Span(blocks[0].span.start, blocks[-1].span.end) if blocks else Span(0, 0)
        if is_diplomatic:
            whole = self._shown if self._hides else Span(0, len(document.text))
            self._rendition = Rendition(document.text, [whole], is_diplomatic=True)
            self.roles = (AS_FILED,) * (self.text.count("\n") + 1)
        else:
            self._rendition = Rendition(document.text, [block.span for block in blocks])
            self.roles = tuple(block.role for block in blocks)
        self.sheet_text, self.block_roles = self.text, self.roles
        self.continued: frozenset[int] = frozenset()  # the blocks that go on with the line of the one before
        parted: list[int] = []
        if is_in_pieces and len(document.text) >= LONG_FROM:
            from cca_desktop.ui.reader.pieces import divided

            joints = {self._rendition.reading_offset(page.span.start) - 1 for page in document.pages}
            self.sheet_text, self.block_roles, self.continued, parted = divided(self.text, self.roles, kept=joints)
        self._units = Utf16Map(self.text, parted)

    @property
    def text(self) -> str:
        """The words as they are shown, one line a paragraph; ``sheet_text`` has one a block of Qt's."""
        return self._rendition.text

    def block_starts(self) -> list[int]:
        """Return the cursor position at which each block begins, and the one behind the last."""
        starts = [0, *accumulate(len(line) + 1 for line in self.sheet_text.split("\n"))]
        if self._units.has_wide:
            units = Utf16Map(self.sheet_text)
            starts = [units.units(start) for start in starts]
        return starts

    def hides(self, offset: int) -> bool:
        """Tell whether the character at canonical ``offset`` stands in the frame that is folded away."""
        return self._hides and not self._shown.holds(offset)

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
        return self._rendition.canonical_span(self._points(shown))

    def canonical_at(self, position: int) -> int:
        """Return the canonical offset of a cursor position."""
        return self._rendition.canonical_offset(self._units.points(position))

    def between(self, shown: Span) -> str:
        """Return what is shown between two cursor positions."""
        return self._points(shown).cut(self._rendition.text)

    def _points(self, shown: Span) -> Span:
        return Span(self._units.points(shown.start), self._units.points(shown.end))
