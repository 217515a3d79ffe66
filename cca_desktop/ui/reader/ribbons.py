"""Ribbons in the margin: the signs of the places that are kept, each named, and at hand for mouse, finger and key."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPolygon
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from cca_desktop.reading.bookmarks import Bookmark, Bookmarks

if TYPE_CHECKING:
    from cca_desktop.ui.reader.letter_view import LetterView

_WIDTH, _HEIGHT = 0.4, 0.66  # of the size of the letter's face
_RING = 3  # pixels around a ribbon, in which its focus shows


class Ribbons(QObject):
    """Hangs a ribbon beside each line in view that has bookmarks."""

    removal_asked = Signal(object)  # a Bookmark
    name_asked = Signal(object)  # a Bookmark that is to have another name
    list_asked = Signal()

    def __init__(self, letter: LetterView, margin: QWidget) -> None:
        """Hang them in ``margin``, beside ``letter``."""
        super().__init__(letter)
        self._letter = letter
        self._margin = margin
        self._bookmarks = Bookmarks()
        self._ribbons: list[Ribbon] = []
        self._soon = QTimer(self)  # once the letter is set
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._hang_anew)
        letter.verticalScrollBar().valueChanged.connect(self._hang)
        letter.verticalScrollBar().rangeChanged.connect(self._hang_soon)
        letter.reading_changed.connect(self._hang_soon)
        margin.installEventFilter(self)

    def show(self, bookmarks: Bookmarks) -> None:
        """Let ``bookmarks`` be those that there are."""
        self._bookmarks = bookmarks
        self._hang()

    def focus(self, bookmark: Bookmark) -> bool:
        """Give the keyboard to the ribbon of ``bookmark``; tell whether it is in view."""
        for ribbon in self._ribbons:
            if not ribbon.isHidden() and bookmark in ribbon.bookmarks:
                ribbon.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    @Slot()
    def _hang_soon(self) -> None:
        self._soon.start()

    @Slot()
    def _hang_anew(self) -> None:
        self._letter.document().size()  # has the letter set to its end, if it is not yet
        self._hang()

    @Slot()
    def _hang(self) -> None:
        size = self._letter.font().pixelSize()
        places = [(top, mark) for mark in self._bookmarks.marks for top in self._letter.line_in_view(mark.offset)]
        lines = [(top, [mark for _, mark in marks]) for top, marks in groupby(places, key=lambda place: place[0])]
        while len(self._ribbons) < len(lines):
            self._ribbons.append(self._ribbon())
        for ribbon, (top, marks) in zip(self._ribbons, lines, strict=False):
            ribbon.hang_for(marks, self._place_of(marks[0]))
            ribbon.resize(round(_WIDTH * size) + 2 * _RING, round(_HEIGHT * size) + 2 * _RING)
            ribbon.move(self._margin.width() - ribbon.width(), top - _RING)
            ribbon.show()
        for ribbon in self._ribbons[len(lines) :]:
            ribbon.hide()

    def _ribbon(self) -> Ribbon:
        ribbon = Ribbon(self._margin)
        ribbon.removal_asked.connect(self.removal_asked)
        ribbon.name_asked.connect(self.name_asked)
        ribbon.list_asked.connect(self.list_asked)
        ribbon.left.connect(self._letter.setFocus)
        QWidget.setTabOrder(self._ribbons[-1] if self._ribbons else self._letter, ribbon)
        return ribbon

    def _place_of(self, bookmark: Bookmark) -> str:
        label = self._letter.reading.document.paragraph_at(bookmark.offset).label
        return self.tr("¶ {number}").format(number=label) if label.isdigit() else label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hang them anew where the margin has another shape or the letter another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.PaletteChange):
            self._hang_soon()
        return super().eventFilter(watched, event)


class Ribbon(QAbstractButton):
    """The sign of the bookmarks of one line: a click or a key offers what can be done with them."""

    removal_asked = Signal(object)
    name_asked = Signal(object)
    list_asked = Signal()
    left = Signal()

    def __init__(self, margin: QWidget) -> None:
        """Hang in ``margin``."""
        super().__init__(margin)
        self.bookmarks: list[Bookmark] = []
        self.setObjectName("ribbon")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._offer)

    def hang_for(self, bookmarks: list[Bookmark], place: str) -> None:
        """Stand for ``bookmarks``, which begin in one line, at ``place``."""
        if bookmarks != self.bookmarks:
            self.bookmarks = bookmarks
            names = "; ".join(bookmark.name for bookmark in bookmarks)
            self.setAccessibleName(self.tr("Bookmark at {place}: {names}").format(place=place, names=names))
            self.setAccessibleDescription(self.tr("F2 gives it another name, Delete removes it."))
            self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        """Return the size it was given."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ribbon with a notch at its end, and a ring where it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Link))
        shape = self.rect().adjusted(_RING, _RING, -_RING, -_RING)
        left, right = shape.left(), shape.left() + shape.width()
        top, bottom = shape.top(), shape.top() + shape.height()
        notch = QPoint((left + right) // 2, bottom - shape.width() // 2)
        corners = [QPoint(left, top), QPoint(right, top), QPoint(right, bottom), notch, QPoint(left, bottom)]
        painter.drawPolygon(QPolygon(corners))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, remove, offer, or go back to the words."""
        if event.key() == Qt.Key.Key_F2:
            self._ask_for_name()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._offer()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same as a click does."""
        self._offer()

    @Slot()
    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Give it another &name…"), self._ask_for_name)
        menu.addAction(self.tr("&Remove the bookmark"), self._remove)
        menu.addSeparator()
        menu.addAction(self.tr("All &bookmarks…"), self.list_asked.emit)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot()
    def _ask_for_name(self) -> None:
        self.name_asked.emit(self.bookmarks[0])

    @Slot()
    def _remove(self) -> None:
        if self.hasFocus():
            self.left.emit()
        self.removal_asked.emit(self.bookmarks[0])
