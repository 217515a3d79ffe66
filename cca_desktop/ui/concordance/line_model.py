"""The lines of a concordance as rows of a list; ten thousand of them cost no more than those in view."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from cca_desktop.search.concordance import Line

_NO_PARENT = QModelIndex()
_HEARD = 60  # code points on either side; to see is quicker than to listen


class LineRole(IntEnum):
    """What a row can be asked for besides its words."""

    LINE = Qt.ItemDataRole.UserRole.value + 1


class LineModel(QAbstractListModel):
    """Shows lines in the order in which they come."""

    def __init__(self, parent: Any = None) -> None:  # noqa: ANN401  Qt's own signature
        """Begin empty."""
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """Return the lines that are shown, in order."""
        return self._lines

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let lines be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a line, or its words, as they are shown or read aloud."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LineRole.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.place_of(line)}  {line.left}{line.node}{line.right}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Line {number} of {total}, {place}: {words}").format(
                number=index.row() + 1,
                total=len(self._lines),
                place=self.place_of(line),
                words=f"{_end_of(line.left)}{line.node}{_beginning_of(line.right)}",
            )
        return None

    def place_of(self, line: Line) -> str:
        """Return where ``line`` stands, in few letters: its paragraph, after a pen for a note."""
        named = {"header": self.tr("header"), "salutation": self.tr("salutation"), "close": self.tr("close")}
        label = named.get(line.paragraph, line.paragraph)
        if line.kind == "note":
            return f"✎ {label}".rstrip()
        return f"¶ {label}" if label.isdigit() else label

    def mimeTypes(self) -> list[str]:
        """Return how lines can be taken elsewhere."""
        from cca_desktop.ui.search.quoting import TYPES

        return list(TYPES)

    def mimeData(self, indexes: Any) -> QMimeData:  # noqa: ANN401  Qt's own signature
        """Return the words in question as quotations that tell where they stand."""
        from cca_desktop.ui.passage import Passage
        from cca_desktop.ui.search.quoting import quotations

        passages = []
        for index in sorted(indexes):
            line: Line = index.data(LineRole.LINE)
            document = line.document if line.kind == "text" else ""
            passages.append((Passage(document, line.paragraph, *line.span, line.node), self.place_of(line)))
        return quotations(passages)


def _end_of(words: str) -> str:
    """Return the last whole words of ``words``."""
    return words if len(words) <= _HEARD else words[-_HEARD:].partition(" ")[2]


def _beginning_of(words: str) -> str:
    """Return the first whole words of ``words``."""
    return words if len(words) <= _HEARD else words[:_HEARD].rpartition(" ")[0]
