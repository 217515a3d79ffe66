"""What is told above the lines of a concordance: how many, how it was understood, and how the hits are spread."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cca_desktop.library.document import Document
from cca_desktop.search.concordance import Concordance, Line
from cca_desktop.search.dispersion import dispersion_of
from cca_desktop.ui.concordance.dispersion_picture import DispersionPicture
from cca_desktop.ui.search.wording import worded
from cca_desktop.ui.theme import Colours
from cca_desktop.ui.typeface import panel_face, put_on


class _Told(NamedTuple):
    """What is told, each a sentence or "": how many lines, how it was understood, what was not used, the spread."""

    lines: str
    understood: str
    notices: str
    spread: str


class Telling(QWidget):
    """Words and a picture: one below the other, or side by side where there is width for it."""

    place_chosen = Signal(int)  # a canonical offset

    def __init__(self, document: Document, colours: Colours, scale: int) -> None:
        """Begin empty; the dispersion is that over ``document``."""
        super().__init__()
        self._document = document
        self._is_spread, self._has_room, self._is_low = False, True, False
        self._told = _Told("", "", "", "")
        self._count, self._understood, self._notices = self._label(), self._label(), self._label()
        self._spread = self._label()
        self._spread.setToolTip(
            self.tr(
                "Gries’s deviation of proportions (DP): 0 where the hits fall as the words do, towards 1 where they "
                "crowd into one short paragraph. S. Th. Gries, “Dispersions and adjusted frequencies in corpora”, "
                "International Journal of Corpus Linguistics 13(4), 2008, 403–437."
            )
        )
        self.picture = DispersionPicture(document, colours, scale)
        self.picture.place_chosen.connect(self.place_chosen)
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        for label in (self._count, self._understood, self._notices):
            self._words.addWidget(label)
        self._words.addStretch(1)
        spread = QVBoxLayout()
        spread.setSpacing(4)
        spread.addWidget(self.picture)
        spread.addWidget(self._spread)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.addLayout(self._words)
        self._parts.addLayout(spread)
        self.set_wide(False)
        self.set_look(colours, scale)

    def set_look(self, colours: Colours, scale: int) -> None:
        """Change colours and size."""
        face = panel_face(scale)
        face.setItalic(True)
        put_on(self._understood, face)
        self.picture.set_look(colours, scale)

    def set_wide(self, is_wide: bool) -> None:
        """Stand side by side, or one below the other."""
        direction = QBoxLayout.Direction
        self._parts.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._parts.setSpacing(24 if is_wide else 8)
        for part, share in enumerate((5, 8) if is_wide else (0, 0)):
            self._parts.setStretch(part, share)

    def give_room(self, is_there: bool, *, is_low: bool) -> None:
        """Show the picture where there is room for it; what ``is_low`` tells everything in one line."""
        if (is_there, is_low) != (self._has_room, self._is_low):
            self._has_room, self._is_low = is_there, is_low
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the one line to the width."""
        super().resizeEvent(event)
        if self._is_low:
            self._show()

    def take_below(self, widget: QWidget) -> None:
        """Show ``widget`` below the words."""
        self._words.addWidget(widget)

    def show_nothing(self) -> None:
        """Say what comes here, and how."""
        invitation = self.tr("Every place of a word in its context, one below the other: type a word.")
        self._told = _Told(invitation, "", "", "")
        self._is_spread = False
        self._show()

    def show_lines(self, concordance: Concordance, lines: tuple[Line, ...]) -> None:
        """Tell of ``lines``, which were found for ``concordance``."""
        here = [line.span for line in lines if line.kind == "text" and line.document == self._document.id]
        dispersion = dispersion_of(self._document, here)
        self.picture.show_dispersion(dispersion)
        spread = ""
        if dispersion.deviation is not None:
            sentence = (
                self.tr("In {some} of {all} paragraphs · DP {deviation}")
                if dispersion.is_all_numbered()
                else self.tr("In {some} of {all} paragraphs, {numbered} of them numbered · DP {deviation}")
            )
            spread = sentence.format(
                some=dispersion.paragraphs_with_hits(),
                all=len(dispersion.hits),
                numbered=dispersion.numbered(),
                deviation=f"{dispersion.deviation:.2f}",
            )
        self._told = _Told(
            self._counted(concordance, len(lines)),
            worded(concordance.understood),
            " ".join(map(worded, concordance.notices)),
            spread,
        )
        self._is_spread = dispersion.deviation is not None
        self._show()

    def told(self) -> str:
        """Return in words what stands here, to be read aloud."""
        return " ".join(f"{words.rstrip('.')}." for words in self._all_words())

    def in_line(self) -> str:
        """Return what stands here in one line, as on paper."""
        return " · ".join(words.rstrip(".") for words in self._all_words())

    def _all_words(self) -> list[str]:
        return [words for words in self._told if words]

    def _counted(self, concordance: Concordance, count: int) -> str:
        if not concordance.total:
            return self.tr("Nothing found yet") if concordance.total_is_floor else self.tr("Nothing found")
        if count < concordance.total:
            if concordance.total_is_floor:
                return self.tr("The first {first} of at least %Ln lines", "", concordance.total).format(first=count)
            return self.tr("The first {first} of %Ln lines", "", concordance.total).format(first=count)
        if concordance.total_is_floor:
            return self.tr("At least 1 line") if count == 1 else self.tr("At least %Ln lines", "", count)
        return self.tr("1 line") if count == 1 else self.tr("%Ln lines", "", count)

    def _show(self) -> None:
        told = self._told
        self.picture.setVisible(self._is_spread and self._has_room)
        is_one_line = self._is_low and bool(told.understood)
        self._count.setWordWrap(not is_one_line)
        width = QSizePolicy.Policy.Ignored if is_one_line else QSizePolicy.Policy.Preferred
        self._count.setSizePolicy(width, QSizePolicy.Policy.Preferred)
        if is_one_line:
            line = " · ".join(words for words in (told.lines, told.understood, told.spread) if words)
            cut = self._count.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
            told = _Told(cut, "", told.notices, "")
            self._count.setToolTip(line)
        else:
            self._count.setToolTip("")
        labels = (self._count, self._understood, self._notices, self._spread)
        for label, words in zip(labels, told, strict=True):
            label.setText(words)
            label.setVisible(bool(words))

    def _label(self) -> QLabel:
        label = QLabel()
        label.setWordWrap(True)
        label.setProperty("quiet", True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
