"""What lies in the bin as rows: tens of thousands of them, sought through and chosen without a wait."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cca_desktop.notes.note import Note
from cca_desktop.ui.dialogs.when import exactly

_SHOWN_AT_MOST = 200  # code points of a note
_EDGE = 8  # around a row's words, in pixels


class Binned(NamedTuple):
    """A note in the bin: what its row says, and all that it can be found by."""

    note: str
    told: str
    sought: str


def binned_rows(notes: Iterable[Note]) -> list[Binned]:
    """Return the rows of ``notes``, the one retired last first; they are told where nobody waits for them."""
    time = cache(exactly)  # many may have been retired at once
    rows = []
    for note in sorted(notes, key=lambda note: note.modified, reverse=True):
        quote = " ".join(note.target.quote.exact.split()) if note.target and note.target.quote else ""
        words = " ".join(note.body.split()) or " ".join(f"#{tag}" for tag in note.tags)
        shown = (f"“{quote}”  {words}" if quote else words) or _tr("An empty note")
        if len(shown) > _SHOWN_AT_MOST:
            shown = shown[:_SHOWN_AT_MOST].rstrip() + "…"
        told = _tr("{words}\nRetired {when}").format(words=shown, when=time(note.modified))
        rows.append(Binned(note.id, told, " ".join((quote, words, *note.tags)).casefold()))
    return rows


class BinnedLines(QStyledItemDelegate):
    """Paints a row's words, cut where the row ends, and below them, more quietly, when it was retired."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of two lines; a row is as wide as the list."""
        return QSize(_EDGE, 2 * option.fontMetrics.lineSpacing() + _EDGE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        self.initStyleOption(option, index)
        lines, option.text = str(index.data()).split("\n"), ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        text, height = option.rect.adjusted(_EDGE, _EDGE // 2, -_EDGE, -_EDGE // 2), option.fontMetrics.lineSpacing()
        for number, line in enumerate(lines):
            role = QPalette.ColorRole.PlaceholderText if number else QPalette.ColorRole.Text
            painter.setPen(option.palette.color(QPalette.ColorRole.HighlightedText if is_chosen else role))
            words = option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text.adjusted(0, number * height, 0, 0), Qt.AlignmentFlag.AlignTop, words)
        painter.restore()


class BinList(QListView):
    """Lists the rows, all of one height: all of them, or those with the words that were typed.

    Its model is one of Qt's own: asked for each of 20,000 rows, one written in Python would cost two frames.
    """

    def __init__(self, rows: Sequence[Binned]) -> None:
        """List all ``rows``."""
        super().__init__()
        self._all = self._shown = list(rows)
        self._typed = ""
        self._model = QStringListModel(self)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(BinnedLines(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(self._model)
        self._show(self._all)

    def sift(self, typed: str) -> None:
        """Show only the rows that hold every word of ``typed``."""
        among = rows = self._shown if typed.startswith(self._typed) else self._all
        for word in typed.casefold().split():
            rows = [row for row in rows if word in row.sought]
        self._typed = typed
        if among is not self._shown or len(rows) < len(among):
            self._show(rows)

    def take_out(self, notes: Iterable[str]) -> None:
        """Show no longer what has left the bin, and choose what has come into its place."""
        gone, at = frozenset(notes), self.currentIndex().row()
        is_all = self._shown is self._all
        self._all = [row for row in self._all if row.note not in gone]
        self._show(self._all if is_all else [row for row in self._shown if row.note not in gone], at=at)

    def count_all(self) -> int:
        """Return how many notes lie in the bin."""
        return len(self._all)

    def count_shown(self) -> int:
        """Return how many of them are shown."""
        return len(self._shown)

    def count_chosen(self) -> int:
        """Return how many of those are chosen."""
        return sum(one.height() for one in self._ranges())

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the notes that are chosen, in the order of the list."""
        ranges = sorted((one.top(), one.bottom() + 1) for one in self._ranges())
        return tuple(row.note for since, until in ranges for row in self._shown[since:until])

    def selectAll(self) -> None:
        """Choose every row that is shown at once; Qt would ask each whether it may be."""
        if self._shown:
            whole = QItemSelection(self._model.index(0), self._model.index(len(self._shown) - 1))
            self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show(self, rows: list[Binned], *, at: int = 0) -> None:
        self._shown = rows
        self._model.setStringList([row.told for row in rows])
        if rows:
            index = self._model.index(max(0, min(at, len(rows) - 1)))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _ranges(self) -> list[QItemSelectionRange]:
        chosen = self.selectionModel().selection()
        return [chosen.at(number) for number in range(chosen.size())]


def _tr(text: str) -> str:
    return QCoreApplication.translate("bin", text)
